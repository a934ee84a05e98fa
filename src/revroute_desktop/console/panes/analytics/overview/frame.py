"""What the cards of an overview have in common: what is there to be measured, and what is looked at of it."""

from dataclasses import dataclass

from revroute_desktop.analytics.annotations import Annotation, annotations
from revroute_desktop.analytics.arrangements import kept_arrangements
from revroute_desktop.analytics.cards import Kept
from revroute_desktop.analytics.comparison import Comparison
from revroute_desktop.analytics.metrics.periods import Period
from revroute_desktop.analytics.period_of_books import has_data, newest, period_of
from revroute_desktop.analytics.selection import Selection
from revroute_desktop.routing.simulations import KeptSimulation, kept_simulations
from revroute_desktop.workspace import Sql


@dataclass(frozen=True, slots=True)
class Frame:
    """What the file says of all cards. `period` is None while there is nothing to measure; `newest` changes
    when a figure may have.
    """

    period: Period | None
    kept: Kept
    simulations: tuple[KeptSimulation, ...]
    marks: tuple[Annotation, ...]
    newest: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Looked:
    """What every card is asked for. `now` is in microseconds UTC; `currency` is None until one is known."""

    period: Period
    against: Comparison
    selection: Selection
    now: int
    currency: str | None


def read_frame(sql: Sql, span: tuple[int, int] | None, zone: str) -> Frame:
    """Return what all cards have in common. Runs aside."""
    period = period_of(sql, span, zone) if has_data(sql) else None
    found = annotations(sql, period.start, period.end, zone) if period is not None else ()
    simulations = tuple(kept_simulations(sql))
    return Frame(period, kept_arrangements(sql), simulations, found, newest(sql))
