"""The log as a table: entry numbers by filter, pages of entries with their leaf hashes, checkpoints."""

import sqlite3
from dataclasses import dataclass

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


def log_ids(sql: sqlite3.Connection, text: str = "", span: tuple[int, int] | None = None) -> Ids:
    """Return entry numbers, newest first, that hold a text in actor, action, subject or reason."""
    return read_ids(
        sql,
        "SELECT seq AS id FROM audit_entry WHERE (?1 = '' "
        "OR instr(lower(actor || ' ' || action || ' ' || subject || ' ' || reason), lower(?1))) "
        "AND (?2 IS NULL OR (at >= ?2 AND at < ?3)) ORDER BY seq DESC",
        (text, *(span or (None, None))),
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
