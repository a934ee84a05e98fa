"""Alerts on readings, which neither start nor end for a moment's peak: a mark, a time above it, a lower mark
below which it is over. Pure.
"""

import math
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from enum import StrEnum

from revroute_desktop.errors import UserError

SECOND = 1_000_000
"""Microseconds."""


LONGEST = 86_400.0
"""Seconds that an alert waits at most."""

GIB = 1024**3


class Reading(StrEnum):
    """What an alert watches: shares of 1, bytes, milliseconds, jobs that wait, that failed in an hour."""

    CPU = "cpu"
    MEMORY = "memory"
    DISK_FREE = "disk free"
    COMMIT_MS = "commit ms"
    TURN_MS = "turn ms"
    QUEUE = "jobs waiting"
    FAILED = "jobs failed"


SHARES = frozenset({Reading.CPU, Reading.MEMORY})
BELOW = frozenset({Reading.DISK_FREE})
"""Readings of which little is bad."""


@dataclass(frozen=True, slots=True)
class AlertRule:
    """Begins when the reading was above `mark` for `seconds` on end, and is over once it is below `clear`.

    With `below`, the other way round: it begins beneath the mark, and is over above `clear`.
    """

    reading: Reading
    mark: float
    clear: float
    seconds: float = 60.0

    @property
    def below(self) -> bool:
        """Whether little of it is bad."""
        return self.reading in BELOW

    def __post_init__(self) -> None:
        most = 1.0 if self.reading in SHARES else 1e15
        if not all(math.isfinite(value) and 0 <= value <= most for value in (self.mark, self.clear)):
            bounds = "from 0 to 100 %" if self.reading in SHARES else "0 or more"
            raise UserError(f"The marks of the alert on {self.reading} are {bounds}.")
        if (self.clear < self.mark) is self.below or self.clear == self.mark:
            side = "above" if self.below else "below"
            raise UserError(
                f"The alert on {self.reading} would never settle: its end ({self.clear:g}) must lie {side} "
                f"its mark ({self.mark:g})."
            )
        if not 0 <= self.seconds <= LONGEST:
            raise UserError(
                f"The alert on {self.reading} waits 0 to {LONGEST:.0f} seconds, not {self.seconds:g}."
            )


USUAL = (
    AlertRule(Reading.CPU, 0.9, 0.75),
    AlertRule(Reading.MEMORY, 0.9, 0.8),
    AlertRule(Reading.DISK_FREE, GIB, 2 * GIB, seconds=0),
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

    A reading that is not there leaves its rules as they are. An alert that is on goes on under new marks of
    its reading, and is over where that is watched no more.
    """
    after: dict[AlertRule, AlertState] = {}
    changes: list[AlertChange] = []
    on = {rule: state for rule, state in states.items() if state.on_since is not None}
    watched = {rule.reading for rule in rules}
    for rule in on:
        if rule.reading not in watched:
            changes.append(AlertChange(rule, at, False, readings.get(rule.reading, rule.clear)))
    carried = {rule.reading: state for rule, state in on.items()}
    for rule in rules:
        state = states.get(rule) or carried.get(rule.reading, AlertState())
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


def rules_from_json(kept: object) -> tuple[AlertRule, ...]:
    """Return the rules that hold: the usual ones, but for what was set, as `rules_as_json` writes it.

    What a later version wrote, and what is no rule, is passed over.
    """
    set_by_hand = kept if isinstance(kept, dict) else {}
    found = []
    for reading in Reading:
        rule = _USUAL_OF.get(reading)
        if reading.value in set_by_hand:
            given = set_by_hand[reading.value]
            with suppress(UserError, TypeError, ValueError):
                rule = None if given is None else AlertRule(reading, *map(float, given))
        if rule is not None:
            found.append(rule)
    return tuple(found)


def rules_as_json(rules: Sequence[AlertRule]) -> dict[str, list[float] | None]:
    """Return what differs from the usual: mark, end mark and seconds by reading, None for one that is off."""
    given = {rule.reading: rule for rule in rules}
    return {
        reading.value: [rule.mark, rule.clear, rule.seconds] if (rule := given.get(reading)) else None
        for reading in Reading
        if given.get(reading) != _USUAL_OF.get(reading)
    }


_USUAL_OF = {rule.reading: rule for rule in USUAL}
