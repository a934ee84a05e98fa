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
from revroute_desktop.workspace.zones import local_day, midnight

NOTE: Final = (
    "Steps of pages count requests of these pages by people, not visits: of a visit the first and the last "
    "page are kept."
)
NOT_ALL_LOGGED: Final = (
    "There are not logs of all these days; of the others nothing is known, and sales too are counted on the "
    "days of which there are logs alone."
)
NOT_LOGGED: Final = "There are no logs of these days: visits and pages are not known and count as none."
NOT_COMPARED: Final = "There are not logs of all days before, so there is nothing to compare with."
_SETTING: Final = "analytics.funnel"


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
    """A step with its count, that of the period before, None where that is not known, and the share of the
    step before it; None where that counted nothing.
    """

    step: FunnelStep
    count: int
    before: int | None
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
    notes = [NOTE] if any(step.kind is StepKind.PAGES for step in chosen) else []
    span, beside = (period.start, period.end), (other.start, other.end)
    compared = True
    if any(step.kind is not StepKind.SALES for step in chosen):
        days = _logged(sql, period.zone)
        cut = max(span[0], days[0]), min(span[1], days[1])
        compared = beside[0] >= days[0] and beside[1] <= days[1]
        if cut[0] >= cut[1]:
            notes.append(NOT_LOGGED)
        elif cut != span:
            span = cut
            notes.append(NOT_ALL_LOGGED)
        if not compared:
            notes.append(NOT_COMPARED)
    now = [_count(sql, step, span, period.zone) for step in chosen]
    before = [_count(sql, step, beside, other.zone) if compared else None for step in chosen]
    found = [
        FunnelCount(
            step,
            now[place],
            before[place],
            Fraction(now[place], now[place - 1]) if place and now[place - 1] else None,
        )
        for place, step in enumerate(chosen)
    ]
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


def _logged(sql: sqlite3.Connection, zone: str) -> tuple[int, int]:
    """Return from when to when there are days of which there are logs, microseconds UTC."""
    known = traffic_span(sql)
    if known is None:
        return 0, 0
    return midnight(local_day(known[0], zone), zone), midnight(local_day(known[1] - 1, zone) + 1, zone)


def _count(sql: sqlite3.Connection, step: FunnelStep, span: tuple[int, int], zone: str) -> int:
    ask = Ask(sql, span, zone, "path" if step.paths else None)
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
