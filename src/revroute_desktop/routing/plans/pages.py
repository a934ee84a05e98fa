"""The plans table: every published version, as text, and which one is in force."""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING

from revroute_desktop.workspace.filters.fields import Field, Table, Type
from revroute_desktop.workspace.filters.rows import Cell

if TYPE_CHECKING:
    from revroute_desktop.routing.plans.drafts import PlanDraft


class PlanState(IntEnum):
    """Where a plan's text stands."""

    DRAFT = 0
    PLANNED = 1
    RULING = 2
    SUPERSEDED = 3


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

    def state(self, now: int) -> PlanState:
        """Where the version stands at an instant."""
        if self.in_force:
            return PlanState.RULING
        return PlanState.PLANNED if self.in_force_at > now else PlanState.SUPERSEDED


def ruled_days(rows: Sequence[PlanRow]) -> dict[int, tuple[int, int | None]]:
    """Return by a version's id its first and last day of ruling; None for no end.

    Versions that rule no day are left out. The order is that of effective dates, whatever was published
    first (B12).
    """
    order = sorted(rows, key=lambda row: (row.in_force_at, row.id))
    days: dict[int, tuple[int, int | None]] = {}
    for row, after in zip(order, [*order[1:], None], strict=True):
        if after is None:
            days[row.id] = row.effective_day, None
        elif after.effective_day > row.effective_day:
            days[row.id] = row.effective_day, after.effective_day - 1
    return days


def ruling_on(rows: Sequence[PlanRow], day: int, *, before: PlanRow | None = None) -> PlanRow | None:
    """Return the version that rules a day, counted from 1970-01-01; with `before` what that relieved."""
    found = [
        row
        for row in rows
        if row.effective_day <= day
        and (before is None or (row.in_force_at, row.id) < (before.in_force_at, before.id))
    ]
    return max(found, key=lambda row: (row.in_force_at, row.id), default=None)


PLAN_FIELDS = Table(
    "plans",
    (
        Field("name", Type.WORD, "Its name", "name:shop*"),
        Field("version", Type.NUMBER, "Its number", "version:1..3"),
        Field(
            "state",
            Type.WORD,
            "Where it stands",
            "state:ruling",
            codes=tuple((state.name.lower(), int(state)) for state in PlanState),
        ),
        Field("effective", Type.TIME, "From when it rules", "effective>=2026-07"),
        Field("at", Type.TIME, "When it was published, or a draft saved", "at:2026-Q1"),
        Field("by", Type.WORD, "Who published it", "by:ada"),
        Field("routes", Type.NUMBER, "How many routes it has", "routes>5"),
        Field("hash", Type.TEXT, "Its content hash, or part of it", "hash:9f2c"),
        Field("says", Type.TEXT, "What stands in its text", "says:treasury"),
    ),
    text=("name", "says"),
)


def plan_values(row: PlanRow, now: int) -> dict[str, Cell]:
    """Return what a filter over `PLAN_FIELDS` compares of a version."""
    return {
        "name": row.name,
        "version": row.number,
        "state": int(row.state(now)),
        "effective": row.in_force_at,
        "at": row.published_at,
        "by": row.published_by,
        "routes": row.routes,
        "hash": row.hash,
        "says": row.text,
    }


def draft_values(draft: "PlanDraft") -> dict[str, Cell]:
    """Return what a filter over `PLAN_FIELDS` compares of a draft, which has no number yet."""
    values: dict[str, Cell] = dict.fromkeys(field.name for field in PLAN_FIELDS.fields)
    return values | {
        "name": draft.name,
        "state": int(PlanState.DRAFT),
        "at": draft.changed_at,
        "says": draft.text,
    }


def plan_versions(sql: sqlite3.Connection, now: int) -> list[PlanRow]:
    """Return every version, newest first; in force is the one that rules events that occur at `now` (B12)."""
    rows = sql.execute(
        "SELECT v.id, v.name, v.hash, v.text, v.effective_day, v.in_force_at, v.published_at, a.actor, "
        "v.entry, (SELECT COUNT(*) FROM plan_route r WHERE r.version = v.id AND r.code NOT LIKE '(%') "
        "FROM plan_version v JOIN audit_entry a ON a.seq = v.entry ORDER BY v.id DESC"
    ).fetchall()
    ruling = max(((row[5], row[0]) for row in rows if row[5] <= now), default=(0, 0))[1]
    return [PlanRow(*(row[0], len(rows) - at, *row[1:10], row[0] == ruling)) for at, row in enumerate(rows)]
