"""All that a person sees of the queue at one moment: jobs, workers, slots, metrics, what was decided."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from revroute_desktop.processes.alerts import AlertRule, AlertState
from revroute_desktop.processes.history import JobRecord
from revroute_desktop.processes.kinds import KindSettings
from revroute_desktop.processes.live import Metrics
from revroute_desktop.processes.runs_table import RunNote
from revroute_desktop.processes.schedule_table import Schedule
from revroute_desktop.processes.steering_table import AlertNote
from revroute_desktop.processes.tuning import Bounds, Decision

ENDED_SHOWN = 200
"""Jobs that are shown: those that have not ended, and of the others the newest."""


@dataclass(frozen=True, slots=True)
class LaneView:
    """A lane: jobs that run, slots that there are now, the operator's bounds, and events in one chunk."""

    lane: str
    running: int
    waiting: int
    slots: int
    bounds: Bounds
    batch: int


@dataclass(frozen=True, slots=True)
class JobProgress:
    """How far a job is: units `done` of `total`, units a second and seconds left, None where not known."""

    done: int
    total: int | None
    what: str
    rate: float | None
    left: float | None


@dataclass(frozen=True, slots=True)
class Overview:
    """The queue at `at` (microseconds UTC), jobs newest first.

    `workers` are process numbers with the job that each runs; `pid` is that of this program, `leader` that of
    the program which runs the queue. `decisions` and `alerts` come newest first with their numbers.
    """

    at: int
    pid: int
    cores: int = 1
    leader: int | None = None
    automatic: bool = True
    jobs: tuple[JobRecord, ...] = ()
    progress: Mapping[int, JobProgress] = field(default_factory=dict)
    workers: Mapping[int, int | None] = field(default_factory=dict)
    worked: Mapping[int, int] = field(default_factory=dict)
    """Jobs that each worker has run."""
    numbers: Mapping[int, int] = field(default_factory=dict)
    """The small number of each worker, by process number."""
    runs: tuple[RunNote, ...] = ()
    """What workers ran over the last half hour, in the order in which it began."""
    lanes: tuple[LaneView, ...] = ()
    settings: KindSettings = field(default_factory=lambda: KindSettings({}, {}))
    schedules: tuple[Schedule, ...] = ()
    metrics: Metrics = field(default_factory=Metrics)
    decisions: tuple[tuple[int, Decision], ...] = ()
    alerts: tuple[AlertNote, ...] = ()
    standing: Mapping[AlertRule, AlertState] = field(default_factory=dict)
    """Every rule of an alert with where it is."""
