"""The only way to write postings: checked, numbered, summed up and covered, all in one unit of work."""

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from revroute_desktop.audit.rows import PostingColumns, TransactionColumns, transaction_leaves
from revroute_desktop.ledger.periods import lock_day
from revroute_desktop.ledger.sums import SUM_LIMIT, SumOverflow, sums_by_place
from revroute_desktop.workspace import Unit, ledger_days
from revroute_desktop.workspace.bulk import insert_columns
from revroute_desktop.workspace.distinct import distinct_rows

Int64s = NDArray[np.int64]

LINES_MAX = 4096
"""Postings in one transaction, at most: posting id = transaction id × LINES_MAX + line."""


class Unbalanced(ValueError):
    """A set of postings that does not sum to zero per transaction and currency. A bug of whoever made it."""


@dataclass(frozen=True, slots=True)
class Posted:
    """What was written: the first transaction's id, and how many transactions and postings."""

    first_transaction: int
    transactions: int
    postings: int


def next_transaction(sql: sqlite3.Connection) -> int:
    """Return the id that the next transaction will have."""
    return int(sql.execute("SELECT COALESCE(MAX(id), 0) + 1 FROM txn").fetchone()[0])


def posting_ids(first_transaction: int, starts: Int64s) -> Int64s:
    """Return the ids that the postings of consecutive transactions will have, in order."""
    lines = np.diff(starts)
    within = np.arange(starts[-1], dtype=np.int64) - np.repeat(starts[:-1], lines)
    numbers = np.repeat(first_transaction + np.arange(len(lines), dtype=np.int64), lines)
    ids: Int64s = numbers * LINES_MAX + within
    return ids


def post(
    unit: Unit,
    transactions: TransactionColumns,
    postings: PostingColumns,
    starts: Int64s,
    *,
    sources: Int64s | None = None,
    memos: Sequence[str] | None = None,
) -> Posted:
    """Write transactions with their postings, balances, holds and rollups, and cover their leaves.

    Transaction i has the postings from starts[i] to before starts[i + 1]; its id must be `next_transaction` +
    i, so that postings of one call can go against each other. `sources` is the source id of each
    transaction's event, 0 for none. Raises Unbalanced for a transaction that does not sum to zero per
    currency, SumOverflow where a balance would pass SUM_LIMIT; nothing is written then that the unit's end
    does not roll back.
    """
    count = len(transactions.id)
    if not count:
        return Posted(next_transaction(unit.sql), 0, 0)
    first = next_transaction(unit.sql)
    if not np.array_equal(transactions.id, np.arange(first, first + count)):
        raise ValueError(f"transactions must be numbered from {first}")
    _check_shape(postings, starts)
    _check_balanced(postings, starts)
    locked = lock_day(unit.sql)
    if locked is not None and int(transactions.booked_day.min()) <= locked:
        raise ValueError("a transaction would be booked in a locked period")

    ids = posting_ids(first, starts)
    _write_transactions(unit, transactions, memos)
    _write_postings(unit.sql, ids, postings)
    held = _write_holds(unit.sql, ids, postings)
    _add_to_balances(unit.sql, postings, held)
    of_transaction = np.repeat(np.arange(count), np.diff(starts))
    source = np.zeros(count, dtype=np.int64) if sources is None else sources
    _add_to_rollups(unit.sql, transactions.booked_day[of_transaction], postings, source[of_transaction])
    unit.cover("txn", transaction_leaves(transactions, postings, starts, memos))
    _name_accounts(unit, postings)
    return Posted(first, count, len(ids))


def _name_accounts(unit: Unit, postings: PostingColumns) -> None:
    """Have the entry name the accounts of the postings and the beneficiaries of holds."""
    numbers = np.union1d(postings.account, postings.beneficiary[postings.beneficiary != 0])
    unit.name_accounts(
        dict(
            unit.sql.execute(
                "SELECT account.id, code FROM json_each(?) AS wanted "
                "JOIN account ON account.id = wanted.value",
                (json.dumps(numbers.tolist()),),
            )
        )
    )


# --------------------------------------------------------------------------- what must hold before the write


def _check_shape(postings: PostingColumns, starts: Int64s) -> None:
    lines = np.diff(starts)
    if starts[0] != 0 or starts[-1] != len(postings.amount) or lines.min() < 2 or lines.max() > LINES_MAX:
        raise ValueError(f"a transaction must have 2 to {LINES_MAX} postings")
    if not postings.amount.all():
        raise ValueError("a posting of zero is not written")


def _check_balanced(postings: PostingColumns, starts: Int64s) -> None:
    """Raise Unbalanced unless every transaction sums to zero in each of its currencies."""
    begin = starts[:-1]
    # |amount| is at most 10^15 each, and 4,096 of them stay below 2^62.
    if int(np.abs(postings.amount).max()) * int(np.diff(starts).max()) > SUM_LIMIT:
        raise SumOverflow("A transaction")
    mixed = np.minimum.reduceat(postings.currency, begin) != np.maximum.reduceat(postings.currency, begin)
    if not mixed.any():
        wrong = np.add.reduceat(postings.amount, begin) != 0
    else:
        transaction = np.repeat(np.arange(len(begin)), np.diff(starts))
        (owner, _), place = distinct_rows((transaction, postings.currency))
        sums = sums_by_place(postings.amount, place, len(owner))
        wrong = np.zeros(len(begin), dtype=bool)
        wrong[owner[sums != 0]] = True
    if wrong.any():
        raise Unbalanced(
            f"transaction {int(np.flatnonzero(wrong)[0])} of the set does not sum to zero per currency"
        )


# --------------------------------------------------------------------------- books


def _write_transactions(unit: Unit, transactions: TransactionColumns, memos: Sequence[str] | None) -> None:
    insert_columns(
        unit.sql,
        "txn",
        ("id", "kind", "event", "route", "booked_day", "entry"),
        (
            transactions.id,
            transactions.kind,
            transactions.event,
            transactions.route,
            transactions.booked_day,
            np.full(len(transactions.id), unit.seq, dtype=np.int64),
        ),
        null_for_zero=("event", "route"),
    )
    reversing = np.flatnonzero(transactions.reverses)
    insert_columns(
        unit.sql,
        "reversal",
        ("txn", "original"),
        (transactions.id[reversing], transactions.reverses[reversing]),
    )
    if memos is not None:
        unit.sql.executemany(
            "INSERT INTO txn_memo (txn, memo) VALUES (?, ?)",
            [(number, memo) for number, memo in zip(transactions.id.tolist(), memos, strict=True) if memo],
        )


def _write_postings(sql: sqlite3.Connection, ids: Int64s, postings: PostingColumns) -> None:
    insert_columns(
        sql,
        "posting",
        ("id", "account", "currency", "amount", "step"),
        (ids, postings.account, postings.currency, postings.amount, postings.step),
        null_for_zero=("step",),
    )
    against = np.flatnonzero(postings.against)
    insert_columns(sql, "posting_against", ("posting", "original"), (ids[against], postings.against[against]))


# --------------------------------------------------------------------------- derived


@dataclass(frozen=True, slots=True)
class _HeldChanges:
    """By how much the held sums of beneficiaries change, debit positive, as parallel columns."""

    beneficiary: Int64s
    currency: Int64s
    amount: Int64s


def _write_holds(sql: sqlite3.Connection, ids: Int64s, postings: PostingColumns) -> _HeldChanges:
    """Write new holds and draw on open ones; a posting on the hold's own account against it draws (or gives
    back).
    """
    new = np.flatnonzero(postings.beneficiary)
    insert_columns(
        sql,
        "hold",
        ("posting", "beneficiary", "due_day"),
        (ids[new], postings.beneficiary[new], postings.due_day[new]),
    )
    insert_columns(sql, "d_hold_open", ("posting", "amount"), (ids[new], -postings.amount[new]))
    drawn_on, drawn = _draws_on_holds(sql, postings)
    sql.executemany(
        "INSERT INTO d_hold_open (posting, amount) VALUES (?, ?) "
        "ON CONFLICT (posting) DO UPDATE SET amount = amount + excluded.amount",
        [
            (hold, -postings.amount[line].item())
            for hold, line in zip(drawn_on["posting"], drawn, strict=True)
        ],
    )
    for hold in sorted(set(drawn_on["posting"])):
        if sql.execute(
            "DELETE FROM d_hold_open WHERE posting = ? AND amount <= 0 RETURNING amount", (hold,)
        ).fetchone() not in (None, (0,)):
            raise ValueError(f"hold {hold} would be drawn below zero")
    lines = np.concatenate([new, np.asarray(drawn, dtype=np.int64)])
    beneficiary = np.concatenate(
        [postings.beneficiary[new], np.asarray(drawn_on["beneficiary"], dtype=np.int64)]
    )
    return _HeldChanges(beneficiary, postings.currency[lines], postings.amount[lines])


def _draws_on_holds(
    sql: sqlite3.Connection, postings: PostingColumns
) -> tuple[dict[str, list[int]], list[int]]:
    """Return the holds drawn on (posting, beneficiary) and the lines that draw on them."""
    against = np.flatnonzero(postings.against)
    if not len(against):
        return {"posting": [], "beneficiary": []}, []
    originals = np.unique(postings.against[against]).tolist()
    holds = {
        posting: (account, beneficiary)
        for posting, account, beneficiary in sql.execute(
            "SELECT hold.posting, posting.account, hold.beneficiary FROM json_each(?) AS wanted "
            "JOIN hold ON hold.posting = wanted.value JOIN posting ON posting.id = hold.posting",
            (json.dumps(originals),),
        )
    }
    drawn = [
        line
        for line in against.tolist()
        if (hold := holds.get(int(postings.against[line]))) is not None
        and hold[0] == int(postings.account[line])
    ]
    posting = [int(postings.against[line]) for line in drawn]
    return {"posting": posting, "beneficiary": [holds[number][1] for number in posting]}, drawn


def _add_to_balances(sql: sqlite3.Connection, postings: PostingColumns, held: _HeldChanges) -> None:
    """Add to d_balance; raises SumOverflow where a balance could pass SUM_LIMIT on the way.

    On the way: if all debits came before all credits, or the other way round. So what is refused does not
    hang on which transactions are written together.
    """
    own_lines = len(postings.account)
    (account, currency), place = distinct_rows(
        (
            np.concatenate([postings.account, held.beneficiary]),
            np.concatenate([postings.currency, held.currency]),
        )
    )
    own = sums_by_place(postings.amount, place[:own_lines], len(account))
    holds = sums_by_place(held.amount, place[own_lines:], len(account))
    moved = sums_by_place(np.abs(postings.amount), place[:own_lines], len(account)).tolist()
    held_moved = sums_by_place(np.abs(held.amount), place[own_lines:], len(account)).tolist()
    changes = list(zip(account.tolist(), currency.tolist(), own.tolist(), holds.tolist(), strict=True))
    accounts = json.dumps(sorted({number for number, *_ in changes}))
    known = {
        (number, code): (before, held_before)
        for number, code, before, held_before in sql.execute(
            "SELECT b.account, b.currency, b.own, b.held FROM json_each(?) w "
            "CROSS JOIN d_balance b ON b.account = w.value",
            (accounts,),
        )
    }
    for at, (number, code, change, held_change) in enumerate(changes):
        before, held_before = known.get((number, code), (0, 0))
        if not (_fits(before, change, moved[at]) and _fits(held_before, held_change, held_moved[at])):
            raise SumOverflow(f"The balance of {_code(sql, number)}")
    sql.executemany(
        "INSERT INTO d_balance (account, currency, own, held) VALUES (?, ?, ?, ?) "
        "ON CONFLICT (account, currency) DO UPDATE SET own = own + excluded.own, held = held + excluded.held",
        changes,
    )


def _code(sql: sqlite3.Connection, account: int) -> str:
    (code,) = sql.execute("SELECT code FROM account WHERE id = ?", (account,)).fetchone()
    return str(code)


def _fits(before: int, change: int, moved: int) -> bool:
    """Return whether a sum stays within SUM_LIMIT in whatever order its changes, `moved` in all, come."""
    debits, credits = (moved + change) // 2, (moved - change) // 2
    return before + debits <= SUM_LIMIT and before - credits >= -SUM_LIMIT


def _add_to_rollups(sql: sqlite3.Connection, days: Int64s, postings: PostingColumns, sources: Int64s) -> None:
    (day, account, source, currency), place = distinct_rows(
        (days, postings.account, sources, postings.currency)
    )
    debit = sums_by_place(np.maximum(postings.amount, 0), place, len(day))
    credit = sums_by_place(np.maximum(-postings.amount, 0), place, len(day))
    lines = np.bincount(place, minlength=len(day))
    try:
        ledger_days.add(sql, day, (account, source, currency), (lines, debit, credit))
    except OverflowError as error:
        raise SumOverflow("The debits or credits of an account on one day") from error
