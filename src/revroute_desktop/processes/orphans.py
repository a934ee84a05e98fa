"""Workers that a supervisor which is gone left behind: waited for, then ended, so that none keeps writing.

Such a worker notices the end of its standard input and stops after its chunk. What it says then reaches
nobody, so its job is begun again by whoever runs the queue now, and only when the worker is gone.
"""

import time
from collections.abc import Iterable

from revroute_desktop.processes.groups import ProcessId, is_alive, is_stopped, kill_group, may_have_left
from revroute_desktop.processes.history import JobRecord

PATIENCE = 5.0
"""Seconds that an orphan has to finish its chunk."""


class Orphans:
    """The jobs whose workers were left behind, by number, until these are gone."""

    def __init__(self) -> None:
        self._kill_at: dict[int, float] = {}
        self._workers: dict[int, ProcessId] = {}

    def find(self, records: Iterable[JobRecord]) -> None:
        """Take up the jobs that are said to run, though not by this process."""
        kill_at = time.monotonic() + PATIENCE
        for record in records:
            if record.worker is not None:
                self._workers[record.id] = record.worker
                self._kill_at[record.id] = kill_at

    def gone(self) -> list[int]:
        """The jobs whose workers are gone by now; one that stands still or takes too long is ended."""
        found = []
        for id, worker in self._workers.items():
            if is_alive(worker):
                if is_stopped(worker) or time.monotonic() > self._kill_at[id]:
                    kill_group(worker.pid)
                continue
            if may_have_left(worker):
                # Its children may be there still; while they are, nobody else's group has that number.
                kill_group(worker.pid)
            found.append(id)
        return found

    def forget(self, id: int) -> None:
        """A job is taken care of."""
        self._workers.pop(id, None)
        self._kill_at.pop(id, None)

    def forget_all(self) -> None:
        """Somebody else runs the queue."""
        self._workers.clear()
        self._kill_at.clear()
