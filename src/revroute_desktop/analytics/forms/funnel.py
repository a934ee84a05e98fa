"""A funnel: from visits by pages to sales, in steps that the operator names.

Steps of pages count people's requests of pages of the groups of paths that match, not visits: a visit keeps
its first and its last page alone. So a step may be larger than the one before; the note says so.
"""

import sqlite3
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from fnmatch import fnmatchcase
from fractions import Fraction
from typing import Final

from revroute_desktop.analytics.metrics.model import Ask, Facts
from revroute_desktop.analytics.metrics.periods import Period
from revroute_desktop.analytics.metrics.read_events import read_events
from revroute_desktop.analytics.metrics.read_traffic import read_requests
from revroute_desktop.analytics.metrics.read_visits import read_visits
from revroute_desktop.errors import UserError
from revroute_desktop.traffic.queries import span as traffic_span
from revroute_desktop.workspace.settings import put_setting, setting

NOTE: Final = (
    "Steps of pages count requests of these pages by people, not visits: of a visit the first and the last "
    "page are kept."
)
NOT_ALL_LOGGED: Final = (
    "There are not logs of all these days and of those before; visits and pages of the others are not known "
    "and count as none."
)
_SETTING: Final = "analytics.funnel"
_DAY: Final = 86_400_000_000


class StepKind(StrEnum):
    """What a step counts: visits, requests of pages, or events that earn."""

    VISITS = "visits"
    PAGES = "pages"
    SALES = "sales"


@dataclass(frozen=True, slots=True)
class FunnelStep:
    """A step with its name; `paths` are patterns of groups of paths for pages, where `*` is anything."""

    name: str
    kind: StepKind
    paths: tuple[str, ...] = ()


USUAL: Final = (
    FunnelStep("Visits", StepKind.VISITS),
    FunnelStep("Product pages", StepKind.PAGES, ("*product*", "*item*", "*shop/*", "/p/*")),
    FunnelStep("Checkout", StepKind.PAGES, ("*checkout*", "*cart*", "*basket*")),
    FunnelStep("Sales", StepKind.SALES),
)


@dataclass(frozen=True, slots=True)
class FunnelCount:
    """A step with its count, that of the period before, and the share of the step before it; None where that
    counted nothing.
    """

    step: FunnelStep
    count: int
    before: int
    share: Fraction | None


@dataclass(frozen=True, slots=True)
class FunnelTable:
    """The steps of a period; `notes` are sentences that a reader must know."""

    period: Period
    steps: tuple[FunnelCount, ...]
    notes: tuple[str, ...]


def funnel(
    sql: sqlite3.Connection,
    period: Period,
    *,
    against: Period | None = None,
    steps: Sequence[FunnelStep] = (),
) -> FunnelTable:
    """Return the funnel of a period by `steps`, those that were saved, or USUAL."""
    chosen = tuple(steps) or load_steps(sql)
    other = against or period.before
    before, now = ([_count(sql, step, one) for step in chosen] for one in (other, period))
    found = [
        FunnelCount(
            step,
            now[place],
            before[place],
            Fraction(now[place], now[place - 1]) if place and now[place - 1] else None,
        )
        for place, step in enumerate(chosen)
    ]
    pages = any(step.kind is StepKind.PAGES for step in chosen)
    notes = [NOTE] if pages else []
    if any(step.kind is not StepKind.SALES for step in chosen):
        known = traffic_span(sql)
        if known is None or known[0] >= other.start + _DAY or known[1] <= period.end - _DAY:
            notes.append(NOT_ALL_LOGGED)
    return FunnelTable(period, tuple(found), tuple(notes))


def load_steps(sql: sqlite3.Connection) -> tuple[FunnelStep, ...]:
    """Return the steps that were saved, or USUAL."""
    said = setting(sql, _SETTING)
    if not said:
        return USUAL
    return tuple(FunnelStep(one["name"], StepKind(one["kind"]), tuple(one["paths"])) for one in said)


def save_steps(sql: sqlite3.Connection, steps: Sequence[FunnelStep]) -> None:
    """Keep steps; none stand for USUAL. Raises UserError for a step without a name, and for pages without a
    path.
    """
    for step in steps:
        if not step.name.strip():
            raise UserError("Each step of a funnel has a name.")
        if (step.kind is StepKind.PAGES) != bool(step.paths):
            raise UserError(f"The step {step.name!r} needs paths if it counts pages, and none otherwise.")
    put_setting(sql, _SETTING, [asdict(step) for step in steps])


def _count(sql: sqlite3.Connection, step: FunnelStep, period: Period) -> int:
    ask = Ask(sql, (period.start, period.end), period.zone, "path" if step.paths else None)
    match step.kind:
        case StepKind.VISITS:
            return _sum(read_visits(ask), "visits")
        case StepKind.SALES:
            return _sum(read_events(ask), "earning")
    matching = {
        where: measures
        for where, measures in read_requests(ask).items()
        if any(fnmatchcase(where[1], pattern) for pattern in step.paths)
    }
    return _sum(matching, "pages")


def _sum(facts: Facts, measure: str) -> int:
    return sum(measures.get(measure, 0) for measures in facts.values())
