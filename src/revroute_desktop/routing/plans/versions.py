"""Published versions of the workspace's plan: which there are, which is in force when, and as compiled."""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from revroute_desktop.errors import UserError
from revroute_desktop.routing.engine.versions import NEGATIVE_ROUTE, Version, part_codes
from revroute_desktop.routing.plans.plan import Plan
from revroute_desktop.routing.plans.reader import compile_published

Int64s = NDArray[np.int64]

_EPOCH = date(1970, 1, 1)
_HASH_SHOWN_MIN = 4
_COLUMNS = "id, name, hash, text, effective_day, in_force_at, published_at, entry"


class VersionState(StrEnum):
    """Where a version stands at some instant."""

    PUBLISHED = "published"  # in force for what occurs now
    SCHEDULED = "scheduled"  # comes into force later
    SUPERSEDED = "superseded"  # another one has taken its place; events of its time still go by it


@dataclass(frozen=True, slots=True)
class PlanVersion:
    """One published version; frozen. `in_force_at` and `published_at` are microseconds UTC (B12)."""

    id: int
    name: str
    hash: str
    text: str
    effective_day: int
    in_force_at: int
    published_at: int
    entry: int

    @property
    def effective(self) -> date:
        """The day at whose beginning, in the plan's zone, it comes into force."""
        return _EPOCH + timedelta(days=self.effective_day)


def plan_versions(sql: sqlite3.Connection, last: int | None = None) -> list[PlanVersion]:
    """Return the versions in the order of publishing; with `last` only those up to that id."""
    rows = sql.execute(
        f"SELECT {_COLUMNS} FROM plan_version WHERE ?1 IS NULL OR id <= ?1 ORDER BY id", (last,)
    )
    return [PlanVersion(*row) for row in rows]


def find_version(sql: sqlite3.Connection, name: str) -> PlanVersion:
    """Return the newest version whose hash begins with `name` (four characters or more), or a number's.

    Raises UserError when there is none, or when the beginning fits several texts.
    """
    beginning = name.strip().lower()
    versions = plan_versions(sql)
    if len(beginning) < _HASH_SHOWN_MIN:
        found = [version for version in versions if str(version.id) == beginning]
    else:
        found = [version for version in versions if version.hash.startswith(beginning)]
    if not found:
        raise UserError(
            f"There is no plan version {name[:64]!r}. Give a listed number, or how a hash begins."
        )
    if len({version.hash for version in found}) > 1:
        raise UserError(
            f"{name[:64]!r} begins the hash of several plan versions. Give more characters of it."
        )
    return found[-1]


def version_states(versions: Sequence[PlanVersion], now: int) -> list[VersionState]:
    """Return each version's state at an instant, in the given order."""
    in_force = plan_in_force(now, versions)
    states = []
    for version in versions:
        overtaken = any(
            other.in_force_at == version.in_force_at and other.id > version.id for other in versions
        )
        if version is in_force:
            states.append(VersionState.PUBLISHED)
        elif version.in_force_at > now and not overtaken:
            states.append(VersionState.SCHEDULED)
        else:
            states.append(VersionState.SUPERSEDED)
    return states


def plan_in_force(at: int, versions: Sequence[PlanVersion]) -> PlanVersion | None:
    """Return the version in force for what occurs at an instant (microseconds UTC), if there is one."""
    index = int(plan_in_force_columns(np.array([at], np.int64), versions)[0])
    return None if index < 0 else versions[index]


def plan_in_force_columns(occurred_at: Int64s, versions: Sequence[PlanVersion]) -> Int64s:
    """Return for each instant the index of the version in force, -1 for none (B12).

    In force is the one with the latest instant at or before the event's; on a tie the later published.
    """
    if not versions:
        return np.full(len(occurred_at), -1, np.int64)
    order = sorted(range(len(versions)), key=lambda index: (versions[index].in_force_at, versions[index].id))
    instants = np.array([versions[index].in_force_at for index in order], np.int64)
    indices = np.array([-1, *order], np.int64)
    return indices[np.searchsorted(instants, occurred_at, side="right")]


def published_plan(version: PlanVersion) -> Plan:
    """Return the compiled plan of a version."""
    return compile_published(version.text)


def load_version(sql: sqlite3.Connection, version: PlanVersion) -> Version:
    """Return a version as the engine runs it, with the numbers that the books give its routes and steps."""
    plan = published_plan(version)
    rows = sql.execute("SELECT code, id FROM plan_route WHERE version = ?", (version.id,))
    routes: dict[str, int] = dict(rows.fetchall())
    steps: dict[str, int] = dict(
        sql.execute(
            "SELECT s.code, s.id FROM plan_step s JOIN plan_route r ON r.id = s.route "
            "WHERE r.version = ? AND r.code <> ?",
            (version.id, NEGATIVE_ROUTE),
        ).fetchall()
    )
    negative: dict[str, int] = dict(
        sql.execute("SELECT code, id FROM plan_step WHERE route = ?", (routes[NEGATIVE_ROUTE],)).fetchall()
    )
    return Version(
        id=version.id,
        plan=plan,
        route_ids=tuple(routes[route.id] for route in plan.routes),
        step_ids=tuple(tuple(steps[step.id] for step in route.steps) for route in plan.routes),
        part_ids=tuple(
            tuple(tuple(steps[code] for code in part_codes(step)) for step in route.steps)
            for route in plan.routes
        ),
        negative_route=routes[NEGATIVE_ROUTE],
        negative_steps=negative,
    )
