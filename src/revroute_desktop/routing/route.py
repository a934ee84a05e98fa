"""Route what waits: events through the plan in force into transactions, chunk by chunk (B13)."""

import sqlite3
from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from revroute_desktop.errors import Cancelled
from revroute_desktop.ledger.sums import SumOverflow
from revroute_desktop.routing.batch_run import BatchRun, ChunkCounts, load_calendar
from revroute_desktop.routing.batches import (
    Batch,
    begin_batch,
    new_events_wait,
    next_batch,
    remaining_ids,
    still_waiting,
    unfinished_batch,
)
from revroute_desktop.routing.event_reader import narrow
from revroute_desktop.work import Progress, StopAsked, never, silent
from revroute_desktop.workspace import JobKey, Unit, Workspace
from revroute_desktop.workspace.zones import local_day

Int64s = NDArray[np.int64]
AnyInts = NDArray[np.signedinteger[Any]]

CHUNK_SIZE = 10_000
"""Events in one transaction, at most (B13)."""

_IDLE_BATCHES_MAX = 2
"""Batches in a row that leave everything waiting; the first may be the end of one that was interrupted."""


@dataclass(frozen=True, slots=True)
class RouteResult:
    """What a run decided. `excess` counts reversals of more than was left of their original (B9)."""

    batches: int = 0
    events: int = 0
    routed: int = 0
    waiting: int = 0
    quarantined: int = 0
    excess: int = 0
    transactions: int = 0
    postings: int = 0


class _BooksMoved(Exception):
    """Somebody else wrote the books between planning a batch and its first chunk."""


def route(
    workspace: Workspace,
    *,
    actor: str,
    progress: Progress = silent,
    cancelled: StopAsked = never,
    job: JobKey | None = None,
    chunk_size: int = CHUNK_SIZE,
) -> RouteResult:
    """Route every event that waits and can be decided; an unfinished batch is completed first.

    Each chunk of at most `chunk_size` events is one transaction with one entry; the size changes no result. A
    run that finds nothing to decide writes nothing. Raises Cancelled after the chunk in which it was asked to
    stop.
    """
    result, idle = RouteResult(), 0
    while idle < _IDLE_BATCHES_MAX:
        done = _run_batch(workspace, actor, progress, cancelled, job, min(chunk_size, CHUNK_SIZE))
        if done is None:
            break
        idle = 0 if done.routed or done.quarantined else idle + 1
        result = replace(
            result,
            batches=result.batches + 1,
            events=result.events + done.events,
            routed=result.routed + done.routed,
            # What waited in an earlier batch is looked at again in the next one.
            waiting=done.waiting,
            quarantined=result.quarantined + done.quarantined,
            excess=result.excess + done.excess,
            transactions=result.transactions + done.transactions,
            postings=result.postings + done.postings,
        )
    return result


def anything_to_route(sql: sqlite3.Connection, book_zone: str) -> bool:
    """Return whether `route` would do something: a batch is unfinished, or a waiting event can be decided.

    Reads the published plans only where all that waits was looked at before.
    """
    if unfinished_batch(sql) is not None or new_events_wait(sql):
        return True
    return next_batch(sql, load_calendar(sql, book_zone), 0) is not None


def _run_batch(
    workspace: Workspace,
    actor: str,
    progress: Progress,
    cancelled: StopAsked,
    job: JobKey | None,
    chunk_size: int,
) -> ChunkCounts | None:
    """Run one batch to its end; None where there is none to run."""
    while True:
        with workspace.read() as session:
            batch = unfinished_batch(session.sql)
            calendar = load_calendar(
                session.sql, workspace.zone, None if batch is None else batch.last_version
            )
            if batch is None:
                batch = next_batch(session.sql, calendar, local_day(workspace.clock(), workspace.zone))
            if batch is None:
                return None
            progress(0, None, "ordering events")
            ids = narrow(remaining_ids(session.sql, batch, calendar))
            (seen,) = session.sql.execute("SELECT COALESCE(MAX(seq), -1) FROM audit_entry").fetchone()
            (last_batch,) = session.sql.execute("SELECT COALESCE(MAX(id), 0) FROM batch").fetchone()
        runner = _Runner(workspace, actor, job, batch, seen, last_batch + 1)
        try:
            return runner.run(ids, chunk_size, progress, cancelled)
        except _BooksMoved:
            continue


class _Runner:
    """Runs the chunks of one batch, each in a unit of work."""

    def __init__(
        self,
        workspace: Workspace,
        actor: str,
        job: JobKey | None,
        batch: Batch,
        seen: int,
        next_batch_id: int,
    ) -> None:
        self._workspace = workspace
        self._actor = actor
        self._job = job
        self._batch = batch
        self._seen = seen
        self._next_batch = next_batch_id
        self._state: BatchRun | None = None
        self._counts = ChunkCounts()

    def run(self, ids: AnyInts, chunk_size: int, progress: Progress, cancelled: StopAsked) -> ChunkCounts:
        """Decide the events in their order and complete the batch."""
        begins = list(range(0, len(ids), chunk_size)) or [0]
        for begin in begins:
            end = min(begin + chunk_size, len(ids))
            self._decide(ids[begin:end].astype(np.int64), last=end == len(ids))
            progress(end, len(ids), "routing")
            if end < len(ids) and cancelled():
                raise Cancelled(
                    f"Routing was stopped after {end} of {len(ids)} events; route again to go on from there."
                )
        return self._counts

    def _decide(self, ids: Int64s, *, last: bool, refuse: Collection[int] = ()) -> None:
        """Decide a chunk; where a balance would overflow, half of it at a time down to the guilty event
        (B1).
        """
        try:
            self._write(ids, last=last, refuse=refuse)
        except SumOverflow:
            self._state = None
            if len(ids) == 1:
                self._decide(ids, last=last, refuse=(0,))
                return
            middle = len(ids) // 2
            self._decide(ids[:middle], last=False)
            self._decide(ids[middle:], last=last)

    def _write(self, ids: Int64s, *, last: bool, refuse: Collection[int]) -> None:
        batch, workspace = self._batch, self._workspace
        # A new batch gets the next number; where that was taken meanwhile, _BooksMoved begins anew.
        subject = f"batch {self._next_batch if batch.id is None else batch.id}"
        with workspace.write(self._actor, "route.chunk", subject, job=self._job) as unit:
            if unit.seq != self._seen + 1:
                if batch.id is None:
                    raise _BooksMoved
                self._state = (
                    None  # somebody wrote in between: balances, accounts and counters are loaded anew
                )
            if batch.id is None:
                batch = replace(batch, id=begin_batch(unit, batch), entry=unit.seq)
            state = self._state or BatchRun(unit.sql, workspace.zone, batch)
            self._state = state
            try:
                counts = state.decide(unit, ids, still_waiting(self._batch), refuse)
                self._record(unit, batch, counts, last=last)
            except BaseException:
                self._state = None
                raise
        self._seen = unit.seq
        self._batch = replace(batch, chunks=batch.chunks + 1)
        self._counts = self._counts.plus(counts)

    def _record(self, unit: Unit, batch: Batch, counts: ChunkCounts, *, last: bool) -> None:
        unit.insert(
            "batch_chunk",
            entry=unit.seq,
            batch=batch.id,
            number=batch.chunks,
            events=counts.events,
            last=int(last),
        )
        unit.record(
            {
                "batch": batch.id,
                "number": batch.chunks,
                "events": counts.events,
                "routed": counts.routed,
                "waiting": counts.waiting,
                "quarantined": counts.quarantined,
                "transactions": counts.transactions,
                "postings": counts.postings,
                "excess": [list(one) for one in counts.excess_of],
                "last": last,
            }
        )
