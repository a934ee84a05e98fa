"""What the books hold for a set of events: sums by account, and a fingerprint of each event's postings."""

import sqlite3

import numpy as np
from numpy.typing import NDArray

from revroute_desktop.ledger.kinds import TransactionKind
from revroute_desktop.ledger.post import LINES_MAX
from revroute_desktop.routing.engine.totals import Totals
from revroute_desktop.routing.event_reader import columns_of_rows

Int64s = NDArray[np.int64]

_WINDOW = 20_000
_ACCOUNT_BITS = 22

ALLOCATION_KINDS = (
    int(TransactionKind.ROUTE),
    int(TransactionKind.REVERSAL),
    int(TransactionKind.GIVE_BACK),
    int(TransactionKind.NEGATIVE),
    int(TransactionKind.RESTATED_OLD),
    int(TransactionKind.RESTATED_NEW),
)
"""What events were given: not what holds released or people booked by hand."""


def read_books_side(sql: sqlite3.Connection, ids: Int64s) -> Totals:
    """Return what the books hold for events; event `ids[i]` is place i of the fingerprints."""
    totals = Totals(np.zeros(len(ids), np.uint64))
    if not len(ids):
        return totals
    place_of = np.full(int(ids.max()) + 1, -1, np.int64)
    place_of[ids] = np.arange(len(ids))
    codes = dict(sql.execute("SELECT id, code FROM account").fetchall())
    names = [codes.get(number, "") for number in range(max(codes, default=0) + 1)]
    if len(names) > 1 << _ACCOUNT_BITS:
        raise ValueError("the books have more accounts than a simulation can tell apart")
    (last,) = sql.execute("SELECT COALESCE(MAX(id), 0) FROM txn").fetchone()
    for begin in range(1, last + 1, _WINDOW):
        end = min(begin + _WINDOW, last + 1)
        place, currency = _transactions(sql, begin, end, place_of)
        if not (place >= 0).any():
            continue
        packed, amount = _lines(sql, begin, end)
        transaction = (packed >> _ACCOUNT_BITS) - begin
        account = packed & ((1 << _ACCOUNT_BITS) - 1)
        chosen = np.flatnonzero(place[transaction] >= 0)
        transaction = transaction[chosen]
        totals.add(place[transaction], account[chosen], currency[transaction], amount[chosen], names)
    return totals


def _lines(sql: sqlite3.Connection, begin: int, end: int) -> tuple[Int64s, Int64s]:
    """Return the postings of transactions `begin` to before `end`, in any order: transaction and account
    packed into one integer, and amount.

    They come as one text, which takes two thirds of what fetching row by row does.
    """
    try:
        (text,) = sql.execute(
            f"SELECT GROUP_CONCAT(((id / {LINES_MAX} << {_ACCOUNT_BITS}) | account) || ' ' || amount, ' ') "
            "FROM posting WHERE id >= ? AND id < ?",
            (begin * LINES_MAX, end * LINES_MAX),
        ).fetchone()
    except sqlite3.DataError:  # longer than a text may be
        if end - begin == 1:
            raise
        middle = (begin + end) // 2
        (first, second), (third, fourth) = _lines(sql, begin, middle), _lines(sql, middle, end)
        return np.concatenate([first, third]), np.concatenate([second, fourth])
    if text is None:
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    flat = np.fromstring(text, np.int64, sep=" ")
    return flat[::2], flat[1::2]


def _transactions(sql: sqlite3.Connection, begin: int, end: int, place_of: Int64s) -> tuple[Int64s, Int64s]:
    """Return the place of each transaction's event (-1: not asked for) and its currency, by id from
    `begin`.
    """
    place, currency = np.full(end - begin, -1, np.int64), np.zeros(end - begin, np.int64)
    number, event, money = columns_of_rows(
        sql.execute(
            "SELECT t.id, t.event, e.currency FROM txn t CROSS JOIN event e ON e.id = t.event "
            f"WHERE t.id >= ? AND t.id < ? AND t.kind IN {ALLOCATION_KINDS}",
            (begin, end),
        ),
        3,
    )
    known = event < len(place_of)
    number, event, money = number[known], event[known], money[known]
    place[number - begin] = place_of[event]
    currency[number - begin] = money
    return place, currency
