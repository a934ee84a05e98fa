"""The chunks that were counted, as the workspace keeps them."""

import sqlite3
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from revroute_desktop.traffic.reading.batches import Batch, Format, ReadChunk
from revroute_desktop.traffic.reading.chunks import Edge, Piece, known_rows
from revroute_desktop.traffic.store import file_number

Int64s = NDArray[np.int64]


def take_chunks(
    sql: sqlite3.Connection, file: int, open_chunk: bytes | None, batch: Batch
) -> tuple[Int64s, bytes | None]:
    """Write the chunks of a batch; return the numbers of the lines that were counted before, and the digest
    of the chunk that still grows, None where there is none. `open_chunk` is that of the batch before.
    """
    known_lines: list[Int64s] = []
    for place, chunk in enumerate(batch.chunks):
        # Asked for by its digest: another import may have put a longer chunk in its place meanwhile, with
        # the same number.
        own = chunk_number(sql, open_chunk) if chunk.counted and open_chunk else None
        open_chunk = None
        everything = np.ones(len(chunk.hashes), np.bool_)
        same = chunk_number(sql, chunk.digest)
        written = False
        if chunk.known or same not in (None, own):
            seen_again(sql, file, chunk)
            if own is not None:
                sql.execute("DELETE FROM desk_traffic_chunk WHERE id = ?", (own,))
            known = everything
        else:
            known, within = known_rows(chunk.hashes, chunk.edge, pieces_near(sql, chunk, own))
            sql.executemany("DELETE FROM desk_traffic_chunk WHERE id = ?", [(one,) for one in within])
            # What is known by pieces alone takes their place: they are no more, and all is known by it now.
            if own is not None or within or not known.all():
                write_chunk(sql, file, chunk, own)
                written = True
        known[: chunk.counted] = False
        known_lines.append(np.flatnonzero(known) + chunk.line)
        if written and batch.open_end and place == len(batch.chunks) - 1:
            open_chunk = chunk.digest
    return np.concatenate(known_lines) if known_lines else np.zeros(0, np.int64), open_chunk


def passing_chunks() -> sqlite3.Connection:
    """Return a table of chunks for one run alone, in a file of SQLite's own that goes with it, so that memory
    does not grow with the logs.
    """
    sql = sqlite3.connect("")
    sql.execute(
        "CREATE TABLE desk_traffic_chunk (id INTEGER PRIMARY KEY, digest BLOB NOT NULL UNIQUE, file INTEGER,"
        " line INTEGER, place INTEGER, size INTEGER, first_at INTEGER, last_at INTEGER, edge INTEGER,"
        " hashes BLOB)"
    )
    sql.execute("CREATE INDEX desk_traffic_chunk_time ON desk_traffic_chunk (first_at, last_at)")
    sql.execute(
        "CREATE INDEX desk_traffic_chunk_edge ON desk_traffic_chunk (first_at, last_at) WHERE edge > 0"
    )
    return sql


def known_digests(sql: sqlite3.Connection) -> frozenset[bytes]:
    """Return the digests of all chunks: what a reader need not read again."""
    return frozenset(digest for (digest,) in sql.execute("SELECT digest FROM desk_traffic_chunk"))


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
