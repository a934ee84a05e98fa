"""The workers of a supervisor: started when there is work, kept for more, recycled by their limits."""

import time
from collections.abc import Callable, Sequence

from revroute_desktop.processes.limits import Limits
from revroute_desktop.processes.process import Told, WorkerProcess

IDLE_SECONDS = 60.0
"""How long a worker without work is kept."""


class Pool:
    """Workers by their limits. Used by the supervisor's thread alone; `tell` is called on others."""

    def __init__(self, command: Sequence[str], tell: Callable[[WorkerProcess, Told], None]) -> None:
        self._command = command
        self._tell = tell
        self._idle: dict[WorkerProcess, float] = {}
        self._all: dict[
            WorkerProcess, float | None
        ] = {}  # with the second at which a dismissed one is killed

    def take(self, limits: Limits) -> WorkerProcess:
        """A free worker with these limits; raises OSError where none can be started."""
        for worker in self._idle:
            if worker.limits == limits:
                del self._idle[worker]
                return worker
        taken = {worker.number for worker in self._all}
        number = next(each for each in range(1, len(taken) + 2) if each not in taken)
        worker = WorkerProcess(self._command, limits, self._tell, number)
        self._all[worker] = None
        return worker

    def put_back(self, worker: WorkerProcess, memory: int, grace: float) -> None:
        """A worker is free again and holds so many bytes: keep it, or let it go for a new one."""
        if worker.jobs >= worker.limits.jobs_each or memory > worker.limits.memory_mark:
            self._dismiss(worker, grace)
        else:
            self._idle[worker] = time.monotonic()

    def died(self, worker: WorkerProcess) -> None:
        """A worker has ended."""
        worker.join()
        self._idle.pop(worker, None)
        self._all.pop(worker, None)

    def tidy(self, grace: float) -> None:
        """Let go of workers that had no work for a while, and kill those that do not go."""
        now = time.monotonic()
        for worker, since in list(self._idle.items()):
            if now - since > IDLE_SECONDS:
                self._dismiss(worker, grace)
        for worker, kill_at in self._all.items():
            if kill_at is not None and now > kill_at:
                worker.kill()

    def dismiss_idle(self, grace: float) -> None:
        """Let go of every worker that is free."""
        for worker in list(self._idle):
            self._dismiss(worker, grace)

    def kill_all(self) -> None:
        """End every worker at once."""
        for worker in self._all:
            worker.kill()

    @property
    def workers(self) -> tuple[WorkerProcess, ...]:
        """Every worker that has not died."""
        return tuple(self._all)

    def _dismiss(self, worker: WorkerProcess, grace: float) -> None:
        self._idle.pop(worker, None)
        self._all[worker] = time.monotonic() + grace
        worker.dismiss()
