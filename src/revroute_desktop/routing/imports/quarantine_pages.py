"""The quarantine table: rows refused at the door, and events that no route could take."""

import sqlite3
from dataclasses import dataclass

from revroute_desktop.workspace.filters.compile import condition
from revroute_desktop.workspace.filters.fields import Field, Table, Type
from revroute_desktop.workspace.filters.language import Term
from revroute_desktop.workspace.id_pages import Ids, as_json, read_ids

_OPEN = (
    "NOT EXISTS (SELECT 1 FROM quarantine_decision d WHERE d.quarantine = q.id AND d.decision IN (1, 2) "
    "AND d.id = (SELECT MAX(id) FROM quarantine_decision WHERE quarantine = q.id))"
)


ROUTE = "route"
"""The reason code of events that no route could take."""


@dataclass(frozen=True, slots=True)
class QuarantineRow:
    """One thing in quarantine: a refused row, or an event that a route put there, with its id in `event`."""

    id: int
    quarantine: int | None
    event: int | None
    file_name: str
    line: int
    reason: str
    detail: str
    raw: str | None
    conflict: str | None


QUARANTINE_FIELDS = Table(
    "quarantine",
    (
        Field(
            "file",
            Type.TEXT,
            "The file it came in",
            "file:october",
            "file",
            values="SELECT DISTINCT file_name FROM import ORDER BY file_name LIMIT 500",
        ),
        Field("line", Type.NUMBER, "Line in its file", "line:1..500", "line"),
        Field(
            "reason",
            Type.WORD,
            "Why, as a code",
            "reason:amount",
            "reason",
            values="SELECT DISTINCT reason FROM quarantine ORDER BY reason LIMIT 500",
        ),
        Field("says", Type.TEXT, "Why, in words", "says:profile", "detail"),
        Field("id", Type.TEXT, "Its id at the source", "id:ch_3Q", "external"),
    ),
    text=("file", "reason", "says", "id"),
)


def quarantine_ids(
    sql: sqlite3.Connection, terms: tuple[Term, ...] = (), zone: str = "UTC", *, reason: str = ""
) -> Ids:
    """Return what a filter leaves of the quarantine, newest first: 2 × id a refused row, 2 × id + 1 an event.

    Conflicts stand apart (`conflict_ids`). `reason` is a code of `reason_counts`, empty for all.
    """
    where = condition(terms, QUARANTINE_FIELDS, zone)
    if reason:
        where = where.also("reason = ?", reason)
    return read_ids(
        sql,
        "SELECT id FROM (SELECT 2 * q.id AS id, 0 AS door, import.file_name AS file, q.line AS line, "
        "q.reason AS reason, q.detail AS detail, NULL AS external FROM quarantine q "
        f"JOIN import ON import.id = q.import WHERE {_OPEN} AND q.event IS NULL "
        f"UNION ALL SELECT 2 * e.id + 1, 1, import.file_name, e.line, '{ROUTE}', COALESCE(s.reason, ''), "
        "e.external_id FROM d_event_state s JOIN event e ON e.id = s.event "
        f"JOIN import ON import.id = e.import WHERE s.state = 2){where.where} ORDER BY door DESC, id DESC",
        where.parameters,
    )


CONFLICT_FIELDS = Table(
    "conflicts",
    (
        Field(
            "file",
            Type.TEXT,
            "The file it came in",
            "file:october",
            "import.file_name",
            values="SELECT DISTINCT file_name FROM import ORDER BY file_name LIMIT 500",
        ),
        Field("line", Type.NUMBER, "Line in its file", "line:1..500", "q.line"),
        Field(
            "reason",
            Type.WORD,
            "Why, as a code",
            "reason:conflict",
            "q.reason",
            values="SELECT DISTINCT reason FROM quarantine WHERE event IS NOT NULL ORDER BY reason LIMIT 500",
        ),
        Field("says", Type.TEXT, "What differs", "says:amount", "q.detail"),
        Field("id", Type.TEXT, "The id that both have", "id:ch_3Q", "e.external_id"),
        Field(
            "source",
            Type.WORD,
            "Where both come from",
            "source:shop-a",
            "code",
            "e.source IN (SELECT id FROM source WHERE {})",
            values="SELECT code FROM source ORDER BY code LIMIT 500",
        ),
        Field("at", Type.TIME, "When the event of the books occurred", "at:2026-Q1", "e.occurred_at"),
    ),
    text=("file", "says", "id"),
)


def conflict_ids(sql: sqlite3.Connection, terms: tuple[Term, ...] = (), zone: str = "UTC") -> Ids:
    """Return what a filter leaves of the refused rows that conflict with an event of the books, newest first,
    as 2 × id.
    """
    where = condition(terms, CONFLICT_FIELDS, zone).also(f"{_OPEN} AND q.event IS NOT NULL")
    return read_ids(
        sql,
        "SELECT 2 * q.id AS id FROM quarantine q JOIN import ON import.id = q.import "
        f"JOIN event e ON e.id = q.event{where.where} ORDER BY q.id DESC",
        where.parameters,
    )


def conflict_count(sql: sqlite3.Connection) -> int:
    """Return how many conflicts wait for a decision."""
    row = sql.execute(f"SELECT COUNT(*) FROM quarantine q WHERE {_OPEN} AND q.event IS NOT NULL").fetchone()
    return int(row[0])


def reason_counts(sql: sqlite3.Connection) -> list[tuple[str, int]]:
    """Return the reason codes of what is in quarantine with their counts, the most frequent first."""
    rows = sql.execute(
        f"SELECT q.reason, COUNT(*) FROM quarantine q WHERE {_OPEN} AND q.event IS NULL GROUP BY q.reason"
    ).fetchall()
    (events,) = sql.execute("SELECT COUNT(*) FROM d_event_state WHERE state = 2").fetchone()
    if events:
        rows.append((ROUTE, events))
    return sorted(rows, key=lambda row: (-row[1], row[0]))


def refused_count(sql: sqlite3.Connection) -> int:
    """Return how many refused rows wait for a decision, conflicts among them."""
    return int(sql.execute(f"SELECT COUNT(*) FROM quarantine q WHERE {_OPEN}").fetchone()[0])


def quarantine_page(sql: sqlite3.Connection, ids: Ids) -> list[QuarantineRow]:
    """Return the rows of these ids (see `quarantine_ids`), in their order."""
    numbers = ids.tolist()
    found: dict[int, QuarantineRow] = {}
    for number, name, line, reason, detail, raw, conflict in sql.execute(
        "SELECT q.id, import.file_name, q.line, q.reason, q.detail, sealed_text.text, e.external_id "
        "FROM json_each(?) AS wanted CROSS JOIN quarantine q ON q.id = wanted.value "
        "JOIN import ON import.id = q.import LEFT JOIN sealed_text ON sealed_text.id = q.raw "
        "LEFT JOIN event e ON e.id = q.event",
        (as_json([n // 2 for n in numbers if not n % 2]),),
    ):
        found[2 * number] = QuarantineRow(2 * number, number, None, name, line, reason, detail, raw, conflict)
    for number, name, line, reason, external in sql.execute(
        "SELECT e.id, import.file_name, e.line, COALESCE(s.reason, ''), e.external_id "
        "FROM json_each(?) AS wanted CROSS JOIN event e ON e.id = wanted.value "
        "JOIN import ON import.id = e.import JOIN d_event_state s ON s.event = e.id",
        (as_json([n // 2 for n in numbers if n % 2]),),
    ):
        found[2 * number + 1] = QuarantineRow(
            2 * number + 1, None, number, name, line, ROUTE, reason, external, None
        )
    return [found[number] for number in numbers if number in found]
