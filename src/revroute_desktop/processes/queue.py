"""What runs next: pure rules over what waits, what runs and what there is room for.

Higher priority goes first, then the lower number. A job waits for its time, for the jobs that it needs, for
a slot of its lane and for a worker. A lane is a kind of job, or several kinds that share slots.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from revroute_desktop.processes.states import JobState


@dataclass(frozen=True, slots=True)
class Waiting:
    """A queued job: `not_before` in microseconds UTC, `needs` the jobs that have not ended yet."""

    id: int
    lane: str
    priority: int = 0
    not_before: int | None = None
    needs: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Room:
    """How many jobs may run at the same time: of all, and of each lane (`each` where none is named)."""

    workers: int
    lanes: Mapping[str, int]
    each: int = 1

    def of(self, lane: str) -> int:
        """The slots of a lane."""
        return self.lanes.get(lane, self.each)


def choose(waiting: Iterable[Waiting], running: Sequence[str], room: Room, now: int) -> list[Waiting]:
    """The jobs to begin now, in their order; `running` holds the lane of each job that runs."""
    free = room.workers - len(running)
    if free <= 0:
        return []
    used = Counter(running)
    chosen: list[Waiting] = []
    for job in sorted(waiting, key=lambda job: (-job.priority, job.id)):
        if job.needs or (job.not_before is not None and job.not_before > now):
            continue
        if used[job.lane] >= room.of(job.lane):
            continue
        used[job.lane] += 1
        chosen.append(job)
        if len(chosen) == free:
            break
    return chosen


def next_time(waiting: Iterable[Waiting], now: int) -> int | None:
    """When the next job that waits for its time alone may begin, in microseconds UTC."""
    times = [job.not_before for job in waiting if not job.needs and job.not_before is not None]
    return min((at for at in times if at > now), default=None)


def hindrance(needs: Mapping[int, JobState]) -> str | None:
    """Why a job can never begin: one of what it needs ended otherwise than done; None where it may."""
    for id, state in sorted(needs.items()):
        if state in (JobState.FAILED, JobState.CANCELLED, JobState.CRASHED):
            return f"Job {id}, which it needs, ended as {state}."
    return None
