"""Alerts on readings, which neither start nor end for a moment's peak: a mark, a time above it, a lower mark
below which it is over. Pure.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from revroute_desktop.errors import UserError

SECOND = 1_000_000
"""Microseconds."""


class Reading(StrEnum):
    """What an alert watches, with the unit of its marks."""

    CPU = "cpu"
    MEMORY = "memory"
    DISK_FREE = "disk free"
    COMMIT_MS = "commit ms"
    TURN_MS = "turn ms"
    QUEUE = "jobs waiting"
    FAILED = "jobs failed"


@dataclass(frozen=True, slots=True)
class AlertRule:
    """Begins when the reading was above `mark` for `seconds` on end, and is over once it is below `clear`.

    With `below`, the other way round: it begins beneath the mark, and is over above `clear`.
    """

    reading: Reading
    mark: float
    clear: float
    seconds: float = 60.0
    below: bool = False

    def __post_init__(self) -> None:
        if (self.clear < self.mark) is self.below or self.clear == self.mark:
            side = "above" if self.below else "below"
            raise UserError(
                f"The alert on {self.reading} would never settle: its end ({self.clear:g}) must lie {side} "
                f"its mark ({self.mark:g})."
            )
        if self.seconds < 0:
            raise UserError(f"The alert on {self.reading} waits 0 seconds or more, not {self.seconds:g}.")


USUAL = (
    AlertRule(Reading.CPU, 0.9, 0.75),
    AlertRule(Reading.MEMORY, 0.9, 0.8),
    AlertRule(Reading.DISK_FREE, 1e9, 2e9, seconds=0, below=True),
    AlertRule(Reading.COMMIT_MS, 250, 150),
    AlertRule(Reading.TURN_MS, 50, 40, seconds=0),
)
"""The alerts of a workspace where nothing else was set."""


@dataclass(frozen=True, slots=True)
class AlertState:
    """Where one rule is: since when the reading is beyond its mark, and since when the alert is on."""

    beyond_since: int | None = None
    on_since: int | None = None


@dataclass(frozen=True, slots=True)
class AlertChange:
    """An alert that began or ended, with the reading at that moment."""

    rule: AlertRule
    at: int
    began: bool
    value: float


AlertStates = Mapping[AlertRule, AlertState]


def watch(
    rules: Sequence[AlertRule], states: AlertStates, readings: Mapping[Reading, float], at: int
) -> tuple[dict[AlertRule, AlertState], tuple[AlertChange, ...]]:
    """Return the states after the readings at an instant (microseconds UTC), and what began or ended.

    A reading that is not there leaves its rules as they are.
    """
    after: dict[AlertRule, AlertState] = {}
    changes: list[AlertChange] = []
    for rule in rules:
        state = states.get(rule, AlertState())
        value = readings.get(rule.reading)
        if value is not None:
            state, began = _step(rule, state, value, at)
            if began is not None:
                changes.append(AlertChange(rule, at, began, value))
        after[rule] = state
    return after, tuple(changes)


def _step(rule: AlertRule, state: AlertState, value: float, at: int) -> tuple[AlertState, bool | None]:
    beyond = value < rule.mark if rule.below else value > rule.mark
    over = value > rule.clear if rule.below else value < rule.clear
    if state.on_since is not None:
        return (AlertState(), False) if over else (state, None)
    if not beyond:
        return AlertState(), None
    since = at if state.beyond_since is None else state.beyond_since
    if at - since >= rule.seconds * SECOND:
        return AlertState(since, at), True
    return replace(state, beyond_since=since), None
