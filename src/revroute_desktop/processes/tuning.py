"""How many jobs at a time, and how much in one chunk: raised step by step, halved under strain.

Additive increase, multiplicative decrease (Chiu and Jain 1989), within bounds that the operator set. Ahead of
load that is known, slots are raised in time. Pure: readings and expectations in, decisions with their reasons
out; whoever runs the queue applies them and writes them down.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

SECOND = 1_000_000
"""Microseconds."""

CALM_BETWEEN = 10 * SECOND
"""After a change of a lane this long passes before it is raised again, so that its effect is seen first."""

STRAIN_BETWEEN = 2 * SECOND
"""After a lane was lowered this long passes before it is lowered again."""

LEAD = 60 * SECOND
"""So long before load that is known its slots are there."""


class What(StrEnum):
    """What a decision changes: jobs at the same time, or events and lines in one chunk."""

    SLOTS = "slots"
    BATCH = "batch"


@dataclass(frozen=True, slots=True)
class Bounds:
    """The operator's bounds of a lane, both ends included; `step` is what is added at a time."""

    least: int
    most: int
    step: int = 1


SLOTS = Bounds(1, 4)
BATCH = Bounds(1_000, 10_000, 1_000)
"""No chunk of the books is larger (B13)."""


@dataclass(frozen=True, slots=True)
class Marks:
    """Above these the machine is strained: shares of all processors and of memory, milliseconds of a commit
    (95th percentile), of the window's longest turn, and of a chunk. Below `calm` of each there is room.
    """

    cpu: float = 0.95
    memory: float = 0.85
    commit_ms: float = 100.0
    turn_ms: float = 50.0
    chunk_ms: float = 1_000.0
    calm: float = 0.8


@dataclass(frozen=True, slots=True)
class Readings:
    """What the machine bears now; None where nothing was measured. By lane: jobs that wait for a slot, jobs
    that run, and the milliseconds of its newest chunks.
    """

    at: int
    cpu: float | None = None
    memory: float | None = None
    commit_ms: float | None = None
    turn_ms: float | None = None
    waiting: Mapping[str, int] = field(default_factory=dict)
    running: Mapping[str, int] = field(default_factory=dict)
    chunk_ms: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Expected:
    """Load that is known: from `at` until `until` (microseconds UTC) a lane needs so many slots. `why` names
    the schedule or the forecast.
    """

    lane: str
    at: int
    until: int
    slots: int
    why: str


@dataclass(frozen=True, slots=True)
class Decision:
    """One change: of what, from what to what, and why; `predicted` where it went ahead of known load."""

    at: int
    lane: str
    what: What
    before: int
    after: int
    because: str
    predicted: bool = False


@dataclass(frozen=True, slots=True)
class Setting:
    """What holds for a lane, and when it was changed last."""

    slots: int
    batch: int
    raised_at: int = 0
    lowered_at: int = 0


@dataclass(frozen=True, slots=True)
class Tuning:
    """All lanes as they are set. `slots` bounds lanes that the operator named otherwise than SLOTS; `chunked`
    are the lanes whose work goes in chunks, None for all.
    """

    lanes: Mapping[str, Setting] = field(default_factory=dict)
    slots: Mapping[str, Bounds] = field(default_factory=dict)
    batch: Bounds = BATCH
    chunked: frozenset[str] | None = None
    marks: Marks = Marks()

    def bounds(self, lane: str) -> Bounds:
        """The bounds of a lane's slots."""
        return self.slots.get(lane, SLOTS)

    def of(self, lane: str) -> Setting:
        """What holds for a lane; one that was never changed has the fewest slots and the largest chunks."""
        return self.lanes.get(lane) or Setting(self.bounds(lane).least, self.batch.most)


def decide(
    tuning: Tuning, readings: Readings, expected: Sequence[Expected] = ()
) -> tuple[Tuning, tuple[Decision, ...]]:
    """Return the lanes as they should be now, and each change with its reason."""
    strain = _strain(tuning.marks, readings)
    lanes = dict(tuning.lanes)
    decisions: list[Decision] = []
    known = {*readings.waiting, *readings.running, *lanes, *(one.lane for one in expected)}
    for lane in sorted(known):
        setting = tuning.of(lane)
        coming = [one for one in expected if one.lane == lane and one.at - LEAD <= readings.at < one.until]
        changed, made = _lane(tuning, lane, setting, readings, strain, coming)
        if made:
            lanes[lane] = changed
            decisions += made
    return replace(tuning, lanes=lanes), tuple(decisions)


def _lane(
    tuning: Tuning,
    lane: str,
    setting: Setting,
    readings: Readings,
    strain: str | None,
    coming: Sequence[Expected],
) -> tuple[Setting, list[Decision]]:
    bounds, now = tuning.bounds(lane), readings.at
    made: list[Decision] = []

    def change(what: What, before: int, after: int, because: str, predicted: bool = False) -> None:
        made.append(Decision(now, lane, what, before, after, because, predicted))

    most = max(coming, key=lambda one: one.slots, default=None)
    floor = bounds.least if most is None else min(bounds.most, max(bounds.least, most.slots))
    slots, batch = setting.slots, setting.batch
    may_lower = now >= setting.lowered_at + STRAIN_BETWEEN
    chunked = tuning.chunked is None or lane in tuning.chunked
    if most is not None and slots < floor:
        change(What.SLOTS, slots, floor, most.why, predicted=True)
        return replace(setting, slots=floor, raised_at=now), made
    if strain is not None and readings.running.get(lane):
        if may_lower and slots > floor:
            lower = max(floor, slots // 2)
            change(What.SLOTS, slots, lower, strain)
            return replace(setting, slots=lower, lowered_at=now), made
        if may_lower and chunked and batch > tuning.batch.least:
            smaller = max(tuning.batch.least, batch // 2)
            change(What.BATCH, batch, smaller, strain)
            return replace(setting, batch=smaller, lowered_at=now), made
        return setting, made
    took = readings.chunk_ms.get(lane) if chunked else None
    if took is not None and took > tuning.marks.chunk_ms and may_lower and batch > tuning.batch.least:
        smaller = max(tuning.batch.least, batch // 2)
        because = f"a chunk took {took:.0f} ms, over {tuning.marks.chunk_ms:.0f} ms"
        change(What.BATCH, batch, smaller, because)
        return replace(setting, batch=smaller, lowered_at=now), made
    if now < max(setting.raised_at, setting.lowered_at) + CALM_BETWEEN or not _calm(tuning.marks, readings):
        return setting, made
    waits = readings.waiting.get(lane, 0)
    if waits and slots < bounds.most and readings.running.get(lane, 0) >= slots:
        more = min(bounds.most, slots + bounds.step)
        change(What.SLOTS, slots, more, f"{_jobs(waits)} and the machine has room")
        setting = replace(setting, slots=more, raised_at=now)
    roomy = took is not None and took < tuning.marks.chunk_ms * tuning.marks.calm / 2
    if roomy and batch < tuning.batch.most:
        larger = min(tuning.batch.most, batch + tuning.batch.step)
        change(What.BATCH, batch, larger, f"a chunk took {took:.0f} ms, so that a larger one is bearable")
        setting = replace(setting, batch=larger, raised_at=now)
    return setting, made


def _strain(marks: Marks, readings: Readings) -> str | None:
    """Return what strains the machine, as the reason of a decision; None where nothing does."""
    if readings.turn_ms is not None and readings.turn_ms > marks.turn_ms:
        return f"a turn of the window took {readings.turn_ms:.0f} ms, over {marks.turn_ms:.0f} ms"
    if readings.memory is not None and readings.memory > marks.memory:
        return f"{readings.memory:.0%} of memory is used, over {marks.memory:.0%}"
    if readings.commit_ms is not None and readings.commit_ms > marks.commit_ms:
        return f"a commit takes {readings.commit_ms:.0f} ms, over {marks.commit_ms:.0f} ms"
    if readings.cpu is not None and readings.cpu > marks.cpu:
        return f"processors are {readings.cpu:.0%} busy, over {marks.cpu:.0%}"
    return None


def _calm(marks: Marks, readings: Readings) -> bool:
    pairs = (
        (readings.cpu, marks.cpu),
        (readings.memory, marks.memory),
        (readings.commit_ms, marks.commit_ms),
        (readings.turn_ms, marks.turn_ms),
    )
    return all(value is None or value < mark * marks.calm for value, mark in pairs)


def _jobs(count: int) -> str:
    return "1 job waits" if count == 1 else f"{count} jobs wait"
