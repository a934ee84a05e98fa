"""Release holds that are due: from the reserve to whom they were held for (B19)."""

import sqlite3
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from revroute_desktop.audit.rows import PostingColumns, TransactionColumns
from revroute_desktop.errors import Cancelled, UserError
from revroute_desktop.ledger.kinds import TransactionKind
from revroute_desktop.ledger.periods import day_number, day_of, first_open_day
from revroute_desktop.ledger.post import LINES_MAX, next_transaction, post
from revroute_desktop.routing.batches import unfinished_batch
from revroute_desktop.routing.event_reader import columns_of_rows
from revroute_desktop.work import Progress, StopAsked, never, silent
from revroute_desktop.workspace import JobKey, Unit, Workspace
from revroute_desktop.workspace.zones import local_day

Int64s = NDArray[np.int64]

CHUNK_SIZE = 10_000

_DUE = (
    "SELECT o.posting, o.amount, h.beneficiary, p.account, p.currency, COALESCE(p.step, 0), "
    "COALESCE(t.event, 0), COALESCE(t.route, 0), COALESCE(e.source, 0) "
    "FROM d_hold_open o JOIN hold h ON h.posting = o.posting JOIN posting p ON p.id = o.posting "
    f"JOIN txn t ON t.id = o.posting / {LINES_MAX} LEFT JOIN event e ON e.id = t.event "
    "WHERE h.due_day <= ? ORDER BY o.posting LIMIT ?"
)


class _NothingDue(Exception):  # no error: it only ends a unit of work that has nothing to write
    pass


@dataclass(frozen=True, slots=True)
class ReleaseResult:
    """How many holds were released, and how much by ISO numeric currency, minor units."""

    released: int
    amounts: dict[int, int]


def release_holds(
    workspace: Workspace,
    as_of: date,
    *,
    actor: str,
    progress: Progress = silent,
    cancelled: StopAsked = never,
    job: JobKey | None = None,
    chunk_size: int = CHUNK_SIZE,
) -> ReleaseResult:
    """Post what is left of every hold that is due on or before `as_of`, booked on that day or the first
    open one.

    Each hold is a transaction of its own against its posting. A second run with the same day finds nothing.
    Raises UserError for a day to come and while a batch is unfinished, Cancelled after the chunk it stopped
    in.
    """
    day = day_number(as_of)
    if day > local_day(workspace.clock(), workspace.zone):
        raise UserError(f"{as_of} is still to come; holds can be released as of today or an earlier day.")
    released, amounts = 0, dict[int, int]()
    with workspace.read() as session:
        _check_no_batch(session.sql)
        (due,) = session.sql.execute(
            "SELECT COUNT(*) FROM d_hold_open o JOIN hold h ON h.posting = o.posting WHERE h.due_day <= ?",
            (day,),
        ).fetchone()
    while released < due:
        try:
            with workspace.write(actor, "release.chunk", as_of.isoformat(), job=job) as unit:
                holds, sums = _release_chunk(unit, as_of, chunk_size)
        except _NothingDue:  # another process released what was left
            break
        released += holds
        for code, total in sums.items():
            amounts[code] = amounts.get(code, 0) + total
        progress(released, due, "releasing")
        if released < due and cancelled():
            raise Cancelled(
                f"The release was stopped after {released} of {due} holds; release again to go on."
            )
    return ReleaseResult(released, amounts)


def _release_chunk(unit: Unit, as_of: date, chunk_size: int) -> tuple[int, dict[int, int]]:
    """Release the next holds that are due, and return how many and how much; raises _NothingDue for none."""
    _check_no_batch(unit.sql)
    day = day_number(as_of)
    found = columns_of_rows(unit.sql.execute(_DUE, (day, chunk_size)), 9)
    amount, currency = found[1], found[4]
    if not len(amount):
        raise _NothingDue
    booked = first_open_day(unit.sql, day)
    _release(unit, found, booked)
    sums = {one: int(amount[currency == one].sum()) for one in np.unique(currency).tolist()}
    unit.record(
        {
            "as_of": as_of.isoformat(),
            "booked": day_of(booked).isoformat(),
            "holds": len(amount),
            "amounts": {str(code): total for code, total in sums.items()},
        }
    )
    return len(amount), sums


def _check_no_batch(sql: sqlite3.Connection) -> None:
    if unfinished_batch(sql) is not None:
        raise UserError("A batch is not finished, and what it has left may take from holds; route first.")


def _release(unit: Unit, found: list[Int64s], booked_day: int) -> None:
    """Post a transaction for each hold: debit the reserve against the hold's posting, credit the
    beneficiary.
    """
    hold, amount, beneficiary, reserve, currency, step, event, route, source = found
    count = len(hold)
    first = next_transaction(unit.sql)
    nothing = np.zeros(count, np.int64)
    transactions = TransactionColumns(
        id=np.arange(first, first + count, dtype=np.int64),
        kind=np.full(count, int(TransactionKind.RELEASE)),
        event=event,
        route=route,
        booked_day=np.full(count, booked_day),
        reverses=nothing,
    )
    postings = PostingColumns(
        account=_alternating(reserve, beneficiary),
        currency=np.repeat(currency, 2),
        amount=_alternating(amount, -amount),
        step=np.repeat(step, 2),
        against=_alternating(hold, nothing),
        beneficiary=np.zeros(2 * count, np.int64),
        due_day=np.zeros(2 * count, np.int64),
    )
    post(unit, transactions, postings, np.arange(0, 2 * count + 1, 2), sources=source)


def _alternating(first: Int64s, second: Int64s) -> Int64s:
    return np.stack([first, second], axis=1).reshape(-1)
