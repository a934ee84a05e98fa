"""The chunks that were counted, as the workspace keeps them."""

import sqlite3
from collections.abc import Iterator

import numpy as np

from revroute_desktop.traffic.reading.batches import Format, ReadChunk
from revroute_desktop.traffic.reading.chunks import Edge, Piece
from revroute_desktop.traffic.store import file_number


def chunk_number(sql: sqlite3.Connection, digest: bytes) -> int | None:
    """Return the number of the chunk with a digest; None where there is none."""
    row = sql.execute("SELECT id FROM desk_traffic_chunk WHERE digest = ?", (digest,)).fetchone()
    return None if row is None else int(row[0])


def seen_again(sql: sqlite3.Connection, file: int, chunk: ReadChunk) -> None:
    """Note where a known chunk lies now. Within this file it may be seen to be whole, not a file's edge."""
    sql.execute(
        "UPDATE desk_traffic_chunk SET file = ?, line = ?, place = ?, edge = edge & ? WHERE digest = ?",
        (file, chunk.line, chunk.place, int(chunk.edge), chunk.digest),
    )


def pieces_near(sql: sqlite3.Connection, chunk: ReadChunk, own: int | None) -> Iterator[Piece]:
    """Yield the known chunks that may share lines with one: of the same time, and one of the two a piece at
    the edge of a file. `own` is the number of the chunk's own earlier state.
    """
    rows = sql.execute(
        "SELECT id, hashes, edge FROM desk_traffic_chunk WHERE first_at <= ? AND last_at >= ? AND id IS NOT ?"
        + ("" if chunk.edge else " AND edge > 0"),
        (chunk.last_at, chunk.first_at, own),
    )
    for number, hashes, edge in rows:
        yield Piece(number, np.frombuffer(hashes, "<u4"), Edge(edge))


def write_chunk(sql: sqlite3.Connection, file: int, chunk: ReadChunk, own: int | None) -> None:
    """Write a chunk, in place of its own earlier state where that has a number."""
    sql.execute(
        "INSERT INTO desk_traffic_chunk"
        " (id, digest, file, line, place, size, first_at, last_at, edge, hashes)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET digest = excluded.digest,"
        " size = excluded.size, edge = excluded.edge, hashes = excluded.hashes,"
        " first_at = excluded.first_at, last_at = excluded.last_at",
        (
            own,
            chunk.digest,
            file,
            chunk.line,
            chunk.place,
            chunk.size,
            chunk.first_at,
            chunk.last_at,
            int(chunk.edge),
            chunk.hashes.astype("<u4").tobytes(),
        ),
    )


def move_chunks(sql: sqlite3.Connection, path: str, place: str, now: int) -> None:
    """Note that a file was renamed: its chunks lie at another place now."""
    row = sql.execute("SELECT id, format, zone FROM desk_traffic_file WHERE path = ?", (path,)).fetchone()
    if row is not None:
        number, name, zone = row
        there = file_number(sql, place, Format(name, zone), now)
        sql.execute("UPDATE desk_traffic_chunk SET file = ? WHERE file = ?", (there, number))
