"""The parts of verify that processes work on side by side, each with its own connection to the file."""

import os
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_context, parent_process
from pathlib import Path
from typing import TypeAlias

from revroute_desktop.proof.check_derived import check_foreign_keys, check_identities
from revroute_desktop.proof.check_references import check_references
from revroute_desktop.proof.check_rollups import check_rollups
from revroute_desktop.proof.check_rows import RowsFound, RowsTask, check_rows
from revroute_desktop.proof.faults import Fault, FaultFound, found
from revroute_desktop.proof.known_rows import Known
from revroute_desktop.proof.sums import SumTooLarge
from revroute_desktop.workspace import Workspace, WorkspaceError, open_workspace


@dataclass(frozen=True, slots=True)
class ForeignKeysTask:
    """Every reference of one table leads somewhere."""

    table: str


@dataclass(frozen=True, slots=True)
class ReferencesTask:
    """Terms, sets of attributes and seals are as the rows say that point at them."""


@dataclass(frozen=True, slots=True)
class IdentitiesTask:
    """Every event has its name."""


@dataclass(frozen=True, slots=True)
class RollupsTask:
    """Columns and sums of events are those of the events."""


Task: TypeAlias = RowsTask | ForeignKeysTask | ReferencesTask | IdentitiesTask | RollupsTask
Runner: TypeAlias = Callable[[Iterable[Task]], Iterator[RowsFound | None]]
"""Works on tasks and gives their results in the same order; raises FaultFound for the first that has a fault.
"""


class TaskWorker:
    """Works on tasks of one workspace, one after the other."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._known: Known | None = None

    def run(self, task: Task) -> RowsFound | Fault | None:
        """What a task finds."""
        try:
            return self._run(task)
        except FaultFound as exception:
            return exception.fault
        except SumTooLarge:
            return found("balance", "Amounts are so large that they cannot be summed up", "posting").fault

    def _run(self, task: Task) -> RowsFound | None:
        with self._workspace.read() as session:
            if isinstance(task, RowsTask):
                if self._known is None:
                    self._known = Known(session.sql)
                return check_rows(session.sql, task, self._known)
            if isinstance(task, ForeignKeysTask):
                check_foreign_keys(session.sql, task.table)
            elif isinstance(task, ReferencesTask):
                check_references(session.sql)
            elif isinstance(task, RollupsTask):
                check_rollups(session.sql)
            else:
                check_identities(session.sql)
            return None


@contextmanager
def runner(workspace: Workspace, processes: int) -> Iterator[Runner]:
    """A Runner with that many processes; one alone is this process itself."""
    if processes <= 1:
        worker = TaskWorker(workspace)
        yield lambda tasks: (_checked(worker.run(task)) for task in tasks)
        return
    pool = ProcessPoolExecutor(
        processes, mp_context=get_context("spawn"), initializer=_begin, initargs=(str(workspace.path),)
    )
    try:
        yield lambda tasks: _in_order(pool, tasks, processes)
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _in_order(pool: ProcessPoolExecutor, tasks: Iterable[Task], processes: int) -> Iterator[RowsFound | None]:
    # A few ahead keep every process busy; more would only gather results that nobody has asked for.
    ahead = 2 * processes
    waiting: deque[Future[RowsFound | Fault | None]] = deque()
    try:
        for task in tasks:
            waiting.append(pool.submit(_run_here, task))
            if len(waiting) > ahead:
                yield _checked(waiting.popleft().result())
        while waiting:
            yield _checked(waiting.popleft().result())
    except BrokenProcessPool:
        raise WorkspaceError(
            "A process that shared the work of verifying was ended from outside: run `revroute verify` "
            "again, with --processes 1 if memory is short."
        ) from None


def _checked(result: RowsFound | Fault | None) -> RowsFound | None:
    if isinstance(result, Fault):
        raise FaultFound(result)
    return result


# --------------------------------------------------------------------------- in a worker process

_worker: TaskWorker | WorkspaceError | None = None


def _begin(path: str) -> None:
    global _worker  # noqa: PLW0603 - a process of the pool works for one workspace all its life
    threading.Thread(target=_end_with_parent, daemon=True).start()
    try:
        _worker = TaskWorker(open_workspace(Path(path)))
    except WorkspaceError as error:
        # Told with the first task: what is raised here would break the pool without a word.
        _worker = error


def _end_with_parent() -> None:
    """A parent that was killed cannot tell its workers to go."""
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _run_here(task: Task) -> RowsFound | Fault | None:
    assert _worker is not None, "the pool begins each process by _begin"
    if isinstance(_worker, WorkspaceError):
        raise _worker
    return _worker.run(task)
