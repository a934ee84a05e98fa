"""What the log says about one event, and the row that it came from."""

import json
import sqlite3
from dataclasses import dataclass

from revroute_desktop.ledger.kinds import TransactionKind


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One entry of the log that concerns an event; `at` is microseconds UTC, `what` says how."""

    seq: int
    at: int
    actor: str
    what: str
    reason: str


@dataclass(frozen=True, slots=True)
class SourceRow:
    """Where an event came from. `raw` is the row itself, kept only where it went through quarantine."""

    file_name: str
    file_hash: str
    line: int
    profile: str
    raw: str | None


def event_history(sql: sqlite3.Connection, event: int) -> list[HistoryEntry]:
    """Return the entries that concern an event, the first first."""
    found: dict[int, str] = {}
    for entry, name in sql.execute(
        "SELECT c.entry, i.file_name FROM event e JOIN import i ON i.id = e.import JOIN import_chunk c "
        "ON c.import = i.id AND e.id >= c.first_event AND e.id < c.first_event + c.events WHERE e.id = ?",
        (event,),
    ):
        found[entry] = f"Came in with {name}"
    for (entry,) in sql.execute(
        "SELECT entry FROM quarantine_decision WHERE event = ? AND decision = 1", (event,)
    ):
        found[entry] = "Mended in quarantine"
    for action, entry in sql.execute("SELECT action, entry FROM event_release WHERE event = ?", (event,)):
        found[entry] = "Released without its original" if action == 1 else "Put back to waiting"
    for entry, kind, number in _transactions(sql, event):
        words = TransactionKind(kind).words
        found[entry] = f"{words[:1].upper()}{words[1:]}, transaction {number}"
    for (entry,) in sql.execute(
        "SELECT s.entry FROM d_event_state s WHERE s.event = ? AND s.entry IS NOT NULL", (event,)
    ):
        found.setdefault(entry, "Looked at by a route")
    for (entry,) in sql.execute(
        "SELECT u.entry FROM event e JOIN import_undo u ON u.import = e.import WHERE e.id = ?", (event,)
    ):
        found[entry] = "Its import was undone"
    rows = sql.execute(
        "SELECT seq, at, actor, reason FROM audit_entry WHERE seq IN (SELECT value FROM json_each(?)) "
        "ORDER BY seq",
        (json.dumps(list(found)),),
    )
    return [HistoryEntry(seq, at, actor, found[seq], reason) for seq, at, actor, reason in rows]


def source_row(sql: sqlite3.Connection, event: int) -> SourceRow:
    """Return where an event came from; raises LookupError for an id that is not in the books."""
    row = sql.execute(
        "SELECT i.file_name, lower(hex(i.file_hash)), e.line, i.profile FROM event e "
        "JOIN import i ON i.id = e.import WHERE e.id = ?",
        (event,),
    ).fetchone()
    if row is None:
        raise LookupError(f"event {event} is not in the books")
    raw = sql.execute(
        "SELECT s.text FROM quarantine_decision d JOIN quarantine q ON q.id = d.quarantine "
        "JOIN sealed_text s ON s.id = q.raw WHERE d.event = ?",
        (event,),
    ).fetchone()
    profile = json.loads(row[3])
    name = profile.get("profile", "own profile") if isinstance(profile, dict) else "own profile"
    return SourceRow(row[0], row[1], row[2], str(name), raw[0] if raw else None)


def _transactions(sql: sqlite3.Connection, event: int) -> list[tuple[int, int, int]]:
    """Return (entry, kind, number) of the event's allocations: the newest, and what hangs on it."""
    return sql.execute(
        "WITH RECURSIVE chain (id) AS (SELECT txn FROM d_event_state WHERE event = ?1 AND txn IS NOT NULL "
        "UNION SELECT r.original FROM chain JOIN reversal r ON r.txn = chain.id "
        "UNION SELECT r.txn FROM chain JOIN reversal r ON r.original = chain.id) "
        "SELECT t.entry, t.kind, t.id FROM chain JOIN txn t ON t.id = chain.id ORDER BY t.id LIMIT 200",
        (event,),
    ).fetchall()
