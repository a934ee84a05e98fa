"""The log as a table: entry numbers by filter, pages of entries with their leaf hashes, checkpoints."""

import sqlite3
from dataclasses import dataclass

from revroute_desktop.workspace.filters.compile import condition
from revroute_desktop.workspace.filters.fields import Field, Table, Type
from revroute_desktop.workspace.filters.language import Term
from revroute_desktop.workspace.id_pages import Ids, as_json, read_ids


@dataclass(frozen=True, slots=True)
class LogRow:
    """One entry. `at` is in microseconds UTC; `payload` is its canonical JSON; `leaf` its leaf hash, hex."""

    seq: int
    at: int
    actor: str
    action: str
    subject: str
    reason: str
    payload: str
    leaf: str


@dataclass(frozen=True, slots=True)
class CheckpointRow:
    """A signed note over the first `size` entries."""

    size: int
    key_name: str
    note: str
    at: int


def log_size(sql: sqlite3.Connection) -> int:
    """Return how many entries the log has."""
    return int(sql.execute("SELECT COALESCE(MAX(seq) + 1, 0) FROM audit_entry").fetchone()[0])


LOG_FIELDS = Table(
    "log",
    (
        Field("at", Type.TIME, "When it was written", "at:2026-Q1", "at"),
        Field(
            "actor",
            Type.WORD,
            "Who did it",
            "actor:desk-1",
            "actor",
            values="SELECT DISTINCT actor FROM audit_entry ORDER BY actor LIMIT 500",
        ),
        Field(
            "action",
            Type.WORD,
            "What was done",
            "action:route.*",
            "action",
            values="SELECT DISTINCT action FROM audit_entry ORDER BY action LIMIT 500",
        ),
        Field("subject", Type.TEXT, "To what", "subject:october", "subject"),
        Field("reason", Type.TEXT, "Why, in words", "reason:refund", "reason"),
        Field("entry", Type.NUMBER, "Number of the entry", "entry:100..200", "seq"),
    ),
    text=("actor", "action", "subject", "reason"),
)


def log_ids(sql: sqlite3.Connection, terms: tuple[Term, ...] = (), zone: str = "UTC") -> Ids:
    """Return the entry numbers that a filter over `LOG_FIELDS` leaves, newest first; dates are of `zone`."""
    where = condition(terms, LOG_FIELDS, zone)
    return read_ids(
        sql, f"SELECT seq AS id FROM audit_entry{where.where} ORDER BY seq DESC", where.parameters
    )


def log_page(sql: sqlite3.Connection, ids: Ids) -> list[LogRow]:
    """Return these entries, in the order of `ids`."""
    found = {
        seq: LogRow(seq, at, actor, action, subject, reason, payload, "" if leaf is None else leaf.hex())
        for seq, at, actor, action, subject, reason, payload, leaf in sql.execute(
            "SELECT a.seq, a.at, a.actor, a.action, a.subject, a.reason, a.payload, n.hash "
            "FROM json_each(?) AS wanted CROSS JOIN audit_entry a ON a.seq = wanted.value "
            "LEFT JOIN d_audit_node n ON n.level = 0 AND n.position = a.seq",
            (as_json(ids),),
        )
    }
    return [found[seq] for seq in ids.tolist() if seq in found]


def newest_checkpoint(sql: sqlite3.Connection) -> CheckpointRow | None:
    """Return the checkpoint that covers most, or None when none is signed yet."""
    row = sql.execute(
        "SELECT size, key_name, note, at FROM desk_checkpoint ORDER BY size DESC, at DESC LIMIT 1"
    ).fetchone()
    return None if row is None else CheckpointRow(*row)
