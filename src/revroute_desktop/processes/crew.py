"""The runs of a supervisor in their workers: handed over, heard, stopped, paused and killed. No desk here."""

import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from revroute_desktop.processes.groups import resume_group, suspend_group
from revroute_desktop.processes.history import JobRecord
from revroute_desktop.processes.kinds import chunk_words, lane_of
from revroute_desktop.processes.lines import EndedLine, ErrorLine, ProgressLine, ResultLine, RunLine, StopLine
from revroute_desktop.processes.pool import Pool
from revroute_desktop.processes.process import Died, Told, WorkerProcess
from revroute_desktop.processes.run import Run, Stop
from revroute_desktop.processes.view import Job


class Crew:
    """Runs by number of their job. `wake` is called, on other threads, whenever there is something to take.

    All else is for the supervisor's thread alone.
    """

    def __init__(
        self, command: Sequence[str], workspace: Path, grace: float, wake: Callable[[], None]
    ) -> None:
        self.pool = Pool(command, self._hear)
        self.runs: dict[int, Run] = {}
        self.finished: list[Run] = []
        self._workspace = workspace
        self._grace = grace
        self._wake = wake
        self._lock = threading.Lock()
        self._of: dict[WorkerProcess, Run] = {}
        self._heard: list[tuple[WorkerProcess, EndedLine | Died]] = []

    def hand_over(
        self, record: JobRecord, job: Job, worker: WorkerProcess, *, named: bool, chunk: int | None = None
    ) -> Run:
        """Have a worker run an attempt, in chunks of a size; `named` where others know the job's number."""
        run = Run(record, worker, job)
        with self._lock:
            self._of[worker] = run
        self.runs[record.id] = run
        name = ("--job", run.name) if named else ()
        words = (*record.arguments, *chunk_words(record.arguments, chunk))
        worker.run(RunLine(run.name, (*words, "-w", str(self._workspace), "--jsonl", *name)))
        return run

    def take_heard(self) -> None:
        """Take up what the workers said; runs that are over go to `finished`."""
        with self._lock:
            heard, self._heard = self._heard, []
            runs = [self._of.pop(worker, None) for worker, _ in heard]
        for (worker, told), run in zip(heard, runs, strict=True):
            if run is not None:
                run.code = told.code
                run.seconds_taken = run.seconds(time.monotonic())
                del self.runs[run.record.id]
                self.finished.append(run)
            if isinstance(told, Died):
                self.pool.died(worker)
            else:
                self.pool.put_back(worker, told.memory, self._grace)

    def watch(self) -> None:
        """Stop what runs for too long, and kill what did not stop within its grace."""
        now = time.monotonic()
        self.pool.tidy(self._grace)
        for run in self.runs.values():
            if run.kill_at is not None and now > run.kill_at:
                run.worker.kill()
            elif run.stop is None and run.overdue(now):
                self.stop(run, Stop.TIMEOUT)

    def stop(self, run: Run, why: Stop) -> None:
        """Ask a run to stop after its chunk, with the grace; a paused one given back is ended at once."""
        if why is Stop.RELEASE and run.paused_at is not None:
            run.worker.kill()
        if run.stop is None:
            run.kill_at = time.monotonic() + self._grace
            run.worker.say(StopLine(run.name))
        run.stop = why
        if why is Stop.CANCEL:
            self.go_on(run)

    def suspend(self, run: Run) -> None:
        """Stop a run and all that it started where they are; they stand still when this returns."""
        suspend_group(run.worker.pid)
        run.paused_at = time.monotonic()

    def go_on(self, run: Run) -> None:
        """Let a suspended run go on."""
        if run.paused_at is None:
            return
        run.paused += time.monotonic() - run.paused_at
        run.paused_at = None
        resume_group(run.worker.pid)

    def workers(self) -> dict[int, int | None]:
        """The process numbers of the workers, each with its job; for any thread."""
        with self._lock:
            at_work = {worker.pid: run.record.id for worker, run in self._of.items()}
        return {worker.pid: at_work.get(worker.pid) for worker in self.pool.workers}

    def lanes(self) -> list[str]:
        """The lane of each run."""
        return [lane_of(run.record.kind) for run in self.runs.values()]

    def chunks(self) -> dict[str, float]:
        """The milliseconds of the newest chunk, by lane; for the supervisor's thread."""
        return {
            lane_of(run.record.kind): run.chunk_ms for run in self.runs.values() if run.chunk_ms is not None
        }

    def numbers(self) -> dict[int, int]:
        """The small number of each worker, by process number; for any thread."""
        return {worker.pid: worker.number for worker in self.pool.workers}

    def jobs_of_workers(self) -> dict[int, int]:
        """How many jobs each worker has run, by process number; for any thread."""
        return {worker.pid: worker.jobs for worker in self.pool.workers}

    def standing(self) -> int:
        """How many runs are suspended."""
        return sum(run.paused_at is not None for run in self.runs.values())

    def abandon(self) -> None:
        """End every worker at once; what they worked on counts no more."""
        self.pool.kill_all()
        with self._lock:
            self._of.clear()
        self.runs.clear()
        self.finished.clear()

    def close(self) -> None:
        """Let every worker go and wait for its end."""
        for run in self.runs.values():
            run.worker.kill()
        self.pool.dismiss_idle(self._grace)
        while self.pool.workers:
            self.take_heard()
            self.pool.tidy(self._grace)
            time.sleep(0.002)

    def _hear(self, worker: WorkerProcess, told: Told) -> None:
        """Runs on a worker's threads; only the newest of each is kept, so that a flood takes no memory."""
        with self._lock:
            run = self._of.get(worker)
            match told:
                case ProgressLine() if run is not None:
                    run.hear(told)
                case ResultLine() | ErrorLine() if run is not None:
                    run.said = told
                case EndedLine() | Died():
                    self._heard.append((worker, told))
                case _:
                    return
        self._wake()
