"""The imports table: every file that came in, what it gave and whether it was undone."""

import json
import sqlite3
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ImportRow:
    """One import. `at` is when its first chunk was written (microseconds UTC), `size` bytes."""

    id: int
    file_name: str
    source: str | None
    profile: str
    at: int
    actor: str
    size: int
    file_hash: str
    rows_read: int
    events: int
    refused: int
    complete: bool
    undone: str | None
    entry: int


def imports(sql: sqlite3.Connection) -> list[ImportRow]:
    """Return every import, newest first."""
    rows = sql.execute(
        "SELECT i.id, i.file_name, source.code, i.profile, a.at, a.actor, i.file_size, i.file_hash, "
        "SUM(c.rows_read), SUM(c.events), SUM(c.refused), MAX(c.last), u.reason, i.entry "
        "FROM import i JOIN import_chunk c ON c.import = i.id JOIN audit_entry a ON a.seq = i.entry "
        "LEFT JOIN source ON source.id = i.source LEFT JOIN import_undo u ON u.import = i.id "
        "GROUP BY i.id ORDER BY i.id DESC"
    )
    return [
        ImportRow(
            id=row[0],
            file_name=row[1],
            source=row[2],
            profile=_profile_name(row[3]),
            at=row[4],
            actor=row[5],
            size=row[6],
            file_hash=row[7].hex(),
            rows_read=row[8],
            events=row[9],
            refused=row[10],
            complete=bool(row[11]),
            undone=row[12],
            entry=row[13],
        )
        for row in rows
    ]


def _profile_name(profile: str) -> str:
    parsed = json.loads(profile)
    for key in ("profile", "name", "id"):
        if isinstance(parsed, dict) and isinstance(parsed.get(key), str):
            return str(parsed[key])
    return "own profile"
