"""The imports table: every file that came in, what it gave and whether it was undone."""

import json
import sqlite3
from dataclasses import dataclass
from enum import IntEnum

from revroute_desktop.workspace.filters.fields import Field, Table, Type
from revroute_desktop.workspace.filters.rows import Cell


class ImportState(IntEnum):
    """Where an import stands."""

    UNFINISHED = 0
    COMPLETE = 1
    UNDONE = 2


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

    @property
    def state(self) -> ImportState:
        """Where it stands."""
        if self.undone is not None:
            return ImportState.UNDONE
        return ImportState.COMPLETE if self.complete else ImportState.UNFINISHED


IMPORT_FIELDS = Table(
    "imports",
    (
        Field("at", Type.TIME, "When it began", "at:2026-Q1"),
        Field(
            "file",
            Type.TEXT,
            "The file's name, or part of it",
            "file:october",
            values="SELECT DISTINCT file_name FROM import ORDER BY file_name LIMIT 500",
        ),
        Field(
            "source",
            Type.WORD,
            "Source of all its rows",
            "source:shop-a",
            values="SELECT code FROM source ORDER BY code LIMIT 500",
        ),
        Field("profile", Type.WORD, "The profile that read it", "profile:generic"),
        Field(
            "state",
            Type.WORD,
            "Where it stands",
            "state:undone",
            codes=tuple((state.name.lower(), int(state)) for state in ImportState),
        ),
        Field("by", Type.WORD, "Who imported it", "by:ada"),
        Field("rows", Type.NUMBER, "Rows that were read", "rows>1000"),
        Field("events", Type.NUMBER, "Events that came of it", "events:0"),
        Field("refused", Type.NUMBER, "Rows that are still refused", "refused>0"),
        Field("hash", Type.TEXT, "SHA-256 of the file, or part of it", "hash:9f2c"),
    ),
    text=("file", "profile"),
)


def import_values(row: ImportRow) -> dict[str, Cell]:
    """Return what a filter over `IMPORT_FIELDS` compares."""
    return {
        "at": row.at,
        "file": row.file_name,
        "source": row.source,
        "profile": row.profile,
        "state": int(row.state),
        "by": row.actor,
        "rows": row.rows_read,
        "events": row.events,
        "refused": row.refused,
        "hash": row.file_hash,
    }


def imports(sql: sqlite3.Connection) -> list[ImportRow]:
    """Return every import, newest first."""
    rows = sql.execute(
        "SELECT i.id, i.file_name, source.code, i.profile, a.at, a.actor, i.file_size, i.file_hash, "
        "SUM(c.rows_read), SUM(c.events), SUM(c.refused) - COALESCE(m.mended, 0), MAX(c.last), "
        "u.reason, i.entry "
        "FROM import i JOIN import_chunk c ON c.import = i.id JOIN audit_entry a ON a.seq = i.entry "
        # What was mended is an event by now.
        "LEFT JOIN (SELECT q.import, COUNT(DISTINCT q.id) AS mended FROM quarantine_decision d "
        "JOIN quarantine q ON q.id = d.quarantine WHERE d.decision = 1 GROUP BY q.import) m "
        "ON m.import = i.id "
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
