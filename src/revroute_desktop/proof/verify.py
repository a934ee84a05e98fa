"""Verify: recompute everything that the books claim, and name the first thing that does not hold."""

import sqlite3
import time
from collections.abc import Iterator
from dataclasses import dataclass

from revroute_desktop.audit.canonical import JsonValue
from revroute_desktop.errors import Cancelled
from revroute_desktop.proof.check_checkpoints import check_checkpoints
from revroute_desktop.proof.check_derived import (
    DerivedSums,
    check_counters,
    check_no_stray_postings,
    check_plan_hashes,
    check_row_counts,
)
from revroute_desktop.proof.check_log import CheckedLog, check_log
from revroute_desktop.proof.check_rows import RowsFound, RowsTask
from revroute_desktop.proof.check_states import EventStates
from revroute_desktop.proof.faults import Fault, FaultFound
from revroute_desktop.proof.replay import check_replay
from revroute_desktop.proof.workers import (
    ForeignKeysTask,
    IdentitiesTask,
    ReferencesTask,
    RollupsTask,
    Task,
    runner,
)
from revroute_desktop.work import Progress, StopAsked, never, silent
from revroute_desktop.workspace import Workspace
from revroute_desktop.workspace.books import BOOK_TABLES
from revroute_desktop.workspace.memory import recall
from revroute_desktop.workspace.problems import Damaged

_ROWS_A_TASK = 60_000
_ROWS_FOR_PROCESSES = 100_000
_POSTED = ("txn", "reversal", "posting_against", "hold", "txn_memo")
_REFERRING = (*BOOK_TABLES, "reversal", "posting_against", "txn_memo", "sealed_text", "d_counter_value")
"""Tables whose references are checked by SQLite; those of the others go with the rows or the sums."""


@dataclass(frozen=True, slots=True)
class Verification:
    """What verify went through, and the first fault, if there is one.

    `checkpoints` counts signed notes, the remembered one among them; `replayed` the events that were routed
    again, None without a replay.
    """

    entries: int
    events: int
    transactions: int
    postings: int
    checkpoints: int
    replayed: int | None
    seconds: float
    fault: Fault | None

    @property
    def passed(self) -> bool:
        """Whether nothing wrong was found."""
        return self.fault is None

    def to_json(self) -> dict[str, JsonValue]:
        """For output and for the desk; seconds as text with three digits."""
        fault = self.fault
        return {
            "passed": self.passed,
            "entries": self.entries,
            "events": self.events,
            "transactions": self.transactions,
            "postings": self.postings,
            "checkpoints": self.checkpoints,
            "replayed": self.replayed,
            "seconds": f"{self.seconds:.3f}",
            "fault": None
            if fault is None
            else {"check": fault.check, "what": fault.what, "where": fault.where, "advice": fault.advice},
        }


@dataclass(slots=True)
class _Counts:
    """How far verify has come."""

    entries: int = 0
    events: int = 0
    transactions: int = 0
    postings: int = 0
    checkpoints: int = 0
    replayed: int | None = None


def verify(
    workspace: Workspace,
    *,
    replay: bool = False,
    processes: int = 2,
    progress: Progress = silent,
    cancelled: StopAsked = never,
) -> Verification:
    """Recompute the log, the rows under it and all that is derived; with `replay` route everything again.

    The books are verified as they are when it begins, whatever is written meanwhile; nothing is written by
    it. Work is shared by `processes` processes where there is enough of it. Raises Cancelled, and
    WorkspaceError where the file cannot be read.
    """
    began = time.monotonic()
    counts, fault = _Counts(), None
    try:
        with workspace.read() as session:
            _verify(workspace, session.sql, counts, processes, progress, cancelled)
            if replay:
                counts.replayed = check_replay(
                    session.sql, workspace.zone, counts.events, progress, cancelled
                )
    except FaultFound as exception:
        fault = exception.fault
    except Damaged as damage:
        fault = Fault("file", str(damage), str(workspace.path))
    return Verification(
        counts.entries,
        counts.events,
        counts.transactions,
        counts.postings,
        counts.checkpoints,
        counts.replayed,
        time.monotonic() - began,
        fault,
    )


def _verify(
    workspace: Workspace,
    sql: sqlite3.Connection,
    counts: _Counts,
    processes: int,
    progress: Progress,
    cancelled: StopAsked,
) -> None:
    log = check_log(sql, progress)
    counts.entries = log.size
    counts.checkpoints = check_checkpoints(sql, workspace.uuid, log, recall(workspace.uuid))
    _check_tables(workspace, sql, log, counts, processes, progress, cancelled)
    check_plan_hashes(sql)
    check_counters(sql)


def _check_tables(
    workspace: Workspace,
    sql: sqlite3.Connection,
    log: CheckedLog,
    counts: _Counts,
    processes: int,
    progress: Progress,
    cancelled: StopAsked,
) -> None:
    total = sum(count for count, _ in log.covered)
    sums, states = DerivedSums(sql), EventStates(sql)
    covered: dict[str, int] = {}
    done = 0
    by_rows = list(_rows_tasks(sql, log))
    with runner(workspace, processes if total >= _ROWS_FOR_PROCESSES else 1) as run:
        for number, result in enumerate(run([*by_rows, *_table_tasks()]), 1):
            if result is not None:
                sums.add(result)
                states.add(result)
                done += _count(result, covered, counts)
            if number == len(by_rows):
                # While other processes go through whole tables, this one compares.
                check_row_counts(sql, covered, (*BOOK_TABLES, *_POSTED), log.size)
                check_no_stray_postings(sql)
                sums.check()
                states.check()
            progress(done, total, "rows of the books checked")
            if cancelled():
                raise Cancelled("Verifying was stopped; it has found nothing wrong so far.")


def _rows_tasks(sql: sqlite3.Connection, log: CheckedLog) -> Iterator[Task]:
    """The rows in the order of the log."""
    (last_transaction,) = sql.execute("SELECT coalesce(max(id), 0) FROM txn").fetchone()
    first, rows = 0, 0
    for entry, (count, _) in enumerate(log.covered):
        if rows and rows + count > _ROWS_A_TASK:
            yield RowsTask(first, log.covered[first:entry], last_transaction)
            first, rows = entry, 0
        rows += count
    yield RowsTask(first, log.covered[first:], last_transaction)


def _table_tasks() -> Iterator[Task]:
    """What concerns whole tables, the longest first; but causes come before what follows from them."""
    yield ReferencesTask()
    yield IdentitiesTask()
    yield from (ForeignKeysTask(table) for table in _REFERRING)
    yield RollupsTask()


def _count(result: RowsFound, covered: dict[str, int], counts: _Counts) -> int:
    """Adds up what a task went through, and returns how many covered rows that were."""
    for table, rows in result.rows.items():
        covered[table] = covered.get(table, 0) + rows
    counts.events = covered.get("event", 0)
    counts.transactions = covered.get("txn", 0)
    counts.postings = covered.get("posting", 0)
    return sum(rows for table, rows in result.rows.items() if table in BOOK_TABLES or table == "txn")
