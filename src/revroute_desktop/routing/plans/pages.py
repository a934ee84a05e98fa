"""The plans table: every published version, as text, and which one is in force."""

import sqlite3
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One published version, counted from 1. `in_force_at` and `published_at` are microseconds UTC."""

    id: int
    number: int
    name: str
    hash: str
    text: str
    effective_day: int
    in_force_at: int
    published_at: int
    published_by: str
    entry: int
    routes: int
    in_force: bool


def plan_versions(sql: sqlite3.Connection, now: int) -> list[PlanRow]:
    """Return every version, newest first; in force is the one that rules events that occur at `now` (B12)."""
    rows = sql.execute(
        "SELECT v.id, v.name, v.hash, v.text, v.effective_day, v.in_force_at, v.published_at, a.actor, "
        "v.entry, (SELECT COUNT(*) FROM plan_route r WHERE r.version = v.id AND r.code NOT LIKE '(%') "
        "FROM plan_version v JOIN audit_entry a ON a.seq = v.entry ORDER BY v.id DESC"
    ).fetchall()
    ruling = max(((row[5], row[0]) for row in rows if row[5] <= now), default=(0, 0))[1]
    return [PlanRow(*(row[0], len(rows) - at, *row[1:10], row[0] == ruling)) for at, row in enumerate(rows)]
