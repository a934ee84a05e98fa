"""A run of a scenario by several workers: started together, watched, merged second by second, ended."""

import asyncio
import math
import os
import threading
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Final

from revroute_desktop.errors import UserError
from revroute_desktop.traffic.load.crew import Crew, Gone, Heard, Interval, Ready
from revroute_desktop.traffic.load.engine import STOPPED
from revroute_desktop.traffic.load.handover import Handover
from revroute_desktop.traffic.load.model import LoadModel, Scenario
from revroute_desktop.traffic.load.schedule import Curve
from revroute_desktop.traffic.load.share import Share
from revroute_desktop.traffic.load.snapshot import Snapshot, merge
from revroute_desktop.traffic.load.target.ownership import AGAIN_SECONDS, Token
from revroute_desktop.work import StopAsked, never

Check = Callable[[], Awaitable[None]]
"""Looks whether the target is the operator's still; raises UserError where it is not."""

WORKERS_MAX: Final = 64
"""Workers of one run."""

SILENT_MAX: Final = 10
"""Seconds in a row without a single answer, after which a run gives up."""

_START_SECONDS_MAX: Final = 60.0
_STOP_SECONDS_MAX: Final = 5.0
_HEAD_START: Final = 0.25  # seconds from the word to the start, in which it reaches all workers
_STUCK_SECONDS: Final = 15.0
_LOOK: Final = 0.1


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a run ended: `reason` is a sentence where it ended early, `workers` how many, `began` the
    Unix time of its start.
    """

    run: str
    workers: int
    began: float
    reason: str | None = None


def workers_for(scenario: Scenario) -> int:
    """Return how many workers a scenario needs: one for each 5,000 requests a second or 2,000 users, no more
    than there are cores.
    """
    each = 5_000 if scenario.model is LoadModel.OPEN else 2_000
    return max(1, min(math.ceil(Curve(scenario.stages).peak / each), os.cpu_count() or 1))


def run_load(
    scenario: Scenario,
    address: str,
    *,
    run: str,
    on_interval: Callable[[Snapshot], str | None],
    workers: int | None = None,
    token: Token | None = None,
    check: Check | None = None,
    check_every: float = AGAIN_SECONDS,
    stop_asked: StopAsked = never,
) -> Outcome:
    """Run a scenario against the one address that was proved, and return how it ended.

    `on_interval` is given each second of all workers together, in order; a sentence that it returns ends the
    run. `check` is called every `check_every` seconds, and its UserError ends the run too. Raises UserError
    where the run cannot begin.
    """
    if workers is not None and workers > WORKERS_MAX:
        raise UserError(f"A run has at most {WORKERS_MAX} workers, not {workers}; take one for each core.")
    # Each needs a connection and a request of its own, since limits are shared out.
    count = max(
        1, min(workers or workers_for(scenario), scenario.limits.connections, scenario.limits.requests)
    )
    tasks = [Handover(scenario, Share(run, address, worker, count), token) for worker in range(count)]
    with Crew(tasks) as crew:
        watch = _Watch(scenario, count, on_interval)
        began = _start(crew, count, stop_asked)
        if began is None:
            return Outcome(run, count, time.time(), STOPPED)
        checker = _Checker(check, check_every)
        try:
            reason = _until_the_end(crew, watch, checker, stop_asked, _longest(scenario))
        finally:
            checker.end()
    return Outcome(run, count, began, reason)


def _start(crew: Crew, count: int, stop_asked: StopAsked) -> float | None:
    """Wait until all are ready, and give the word; return the Unix time of the start, None where stopped."""
    waiting = set(range(count))
    end = time.monotonic() + _START_SECONDS_MAX
    while waiting:
        match crew.hear(_LOOK):
            case Ready(worker):
                waiting.discard(worker)
            case Gone(_, _, error):
                raise UserError(error or "A worker ended before the run began; run again.")
        if stop_asked():
            return None
        if time.monotonic() > end:
            raise UserError(
                f"The workers were not ready within {_START_SECONDS_MAX:g} s: the machine is too busy; "
                "try again when it is quieter."
            )
    crew.start(time.perf_counter() + _HEAD_START)
    return time.time() + _HEAD_START


def _longest(scenario: Scenario) -> float:
    """Return the seconds after which a worker that has not ended has lost its way."""
    stages = min(scenario.seconds, scenario.limits.seconds)
    return _HEAD_START + stages + scenario.timeouts.connect + 2 * scenario.timeouts.total + _STUCK_SECONDS


def _until_the_end(
    crew: Crew, watch: "_Watch", checker: "_Checker", stop_asked: StopAsked, longest: float
) -> str | None:
    reason: str | None = None
    deadline = math.inf
    end = time.monotonic() + longest
    while watch.working:
        heard = crew.hear(_LOOK)
        said = watch.take(heard) if heard is not None else None
        if reason is None:
            reason = said or checker.failure or (STOPPED if stop_asked() else None)
            if reason is None and time.monotonic() > end:
                reason = "A worker did not end with the stages; the run was stopped. Report this."
            if reason is not None:
                crew.stop()
                deadline = time.monotonic() + _STOP_SECONDS_MAX
        if time.monotonic() > deadline:
            crew.kill()
            deadline = math.inf
    return reason or watch.early


class _Watch:
    """Puts the workers' intervals together, and sees what ends a run; `early` is why a worker ended early."""

    def __init__(
        self, scenario: Scenario, workers: int, on_interval: Callable[[Snapshot], str | None]
    ) -> None:
        self._scenario = scenario
        self._on_interval = on_interval
        self._reached = dict.fromkeys(range(workers), -1)
        self._parts: dict[int, list[Snapshot]] = {}
        self._silent = 0
        self.early: str | None = None

    @property
    def working(self) -> bool:
        """Whether any worker is at it still."""
        return bool(self._reached)

    def take(self, heard: Heard) -> str | None:
        """Take in what a worker said; return a sentence where it ends the run."""
        reason: str | None = None
        match heard:
            case Interval(worker, snapshot):
                self._parts.setdefault(snapshot.second, []).append(snapshot)
                self._reached[worker] = snapshot.second
            case Gone(worker, early, error):
                del self._reached[worker]
                # One that reached its part of a limit leaves the others theirs.
                self.early = self.early or early
                reason = error or (early if early == STOPPED else None)
        # An interval is whole when every worker has gone past it; one after a stall skips some.
        reached = min(self._reached.values(), default=math.inf)
        for second in sorted(self._parts):
            if second > reached:
                break
            whole = merge(self._parts.pop(second))
            reason = self._on_interval(whole) or self._silence(whole) or reason
        return reason

    def _silence(self, interval: Snapshot) -> str | None:
        if interval.statuses or not interval.errors:
            self._silent = 0 if interval.statuses else self._silent
            return None
        self._silent += 1
        if self._silent < SILENT_MAX:
            return None
        kind, _ = max(interval.errors.items(), key=lambda item: item[1])
        return (
            f"{self._scenario.target.origin} has not answered for {self._silent} s ({kind}); the run was "
            "stopped. Check that it runs and can be reached."
        )


class _Checker:
    """Calls the check again and again on a thread aside; `failure` is the sentence that ends the run."""

    def __init__(self, check: Check | None, every: float) -> None:
        self.failure: str | None = None
        self._done = threading.Event()
        self._check, self._every = check, every
        if check is not None:
            threading.Thread(target=self._go_on, name="check of the target", daemon=True).start()

    def end(self) -> None:
        """Check no more."""
        self._done.set()

    def _go_on(self) -> None:
        while not self._done.wait(self._every) and self.failure is None:
            asyncio.run(self._call())

    async def _call(self) -> None:
        assert self._check is not None
        # Told before the loop closes, which may wait for a name server that does not answer.
        try:
            await self._check()
        except UserError as error:
            self.failure = str(error)
        except Exception as error:
            # A check that breaks must not let the run go on unchecked.
            self.failure = f"The target could not be checked again ({error}); the run was stopped."
