"""Transactions as the books hold them, read back in bulk as columns and leaves.

A transaction's postings are the rows of `posting` numbered from transaction * 4096 on, so that a range of
transactions is a range of postings. `hold`, `posting_against`, `reversal` and `txn_memo` are read by the same
ranges. 0 stands for none, as in the leaves of `audit.rows`.
"""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from revroute_desktop.audit.rows import PostingColumns, TransactionColumns, transaction_leaves
from revroute_desktop.workspace.problems import Damaged
from revroute_desktop.workspace.schema import table_columns

Int64s = NDArray[np.int64]

LINES = 4096
"""Postings a transaction has at most: posting number = transaction number * LINES + line."""


@dataclass(frozen=True, slots=True, eq=False)
class BookedTransactions:
    """Transactions in the order of their numbers.

    Transaction i has the postings from starts[i] to before starts[i + 1]. `entry` is the audit entry that
    covers each transaction, `posting` the number of each posting.
    """

    entry: Int64s
    transactions: TransactionColumns
    posting: Int64s
    postings: PostingColumns
    starts: Int64s
    memos: Sequence[str]

    def __len__(self) -> int:
        return len(self.entry)

    def leaves(self) -> list[bytes]:
        """The transactions' leaves, in order."""
        memos = self.memos if any(self.memos) else None
        return transaction_leaves(self.transactions, self.postings, self.starts, memos)


def transactions_of(sql: sqlite3.Connection, entry: int) -> BookedTransactions:
    """The transactions that one entry covers; raises Damaged as `transactions_between` does."""
    return transactions_of_entries(sql, entry, entry)


def transactions_of_entries(sql: sqlite3.Connection, first: int, last: int) -> BookedTransactions:
    """The transactions that the entries `first` to `last` cover; raises Damaged.

    Entries follow each other as transactions do, so these are one range of numbers.
    """
    # The index is (entry, id): both ends are found without reading what lies between.
    low = sql.execute(
        "SELECT id FROM txn WHERE entry BETWEEN ? AND ? ORDER BY entry, id LIMIT 1", (first, last)
    ).fetchone()
    if low is None:
        return transactions_between(sql, 1, 0)
    (high,) = sql.execute(
        "SELECT id FROM txn WHERE entry BETWEEN ? AND ? ORDER BY entry DESC, id DESC LIMIT 1", (first, last)
    ).fetchone()
    found = transactions_between(sql, low[0], high)
    strangers = found.transactions.id[(found.entry < first) | (found.entry > last)]
    if len(strangers):
        raise Damaged(f"Transaction {strangers[0]} stands among those of another audit entry.")
    return found


def transactions_between(sql: sqlite3.Connection, first: int, last: int) -> BookedTransactions:
    """The transactions numbered `first` to `last`.

    Raises Damaged where a posting in that range belongs to no transaction, or the entries run backwards.
    """
    ids, kinds, events, routes, days, entries = _columns(
        sql,
        6,
        "SELECT id, kind, coalesce(event, 0), coalesce(route, 0), booked_day, entry"
        " FROM txn WHERE id BETWEEN ? AND ? ORDER BY id",
        (first, last),
    )
    if len(ids) > 1 and (np.diff(entries) < 0).any():
        at = int(np.argmax(np.diff(entries) < 0))
        raise Damaged(f"Transaction {ids[at + 1]} names an earlier audit entry than the one before it.")
    lines = (max(first * LINES, -(2**63)), min(last * LINES + LINES - 1, 2**63 - 1))
    numbers, accounts, currencies, amounts, steps = _postings(sql, *lines)
    owners = numbers // LINES
    starts = np.append(np.searchsorted(owners, ids, side="left"), len(owners)).astype(np.int64)
    owned = np.repeat(ids, np.diff(starts)) if len(ids) else ids
    if len(owned) != len(owners) or (owned != owners).any():
        raise Damaged(f"Posting {numbers[~np.isin(owners, ids)][0]} belongs to no transaction.")

    [against] = _scattered(sql, numbers, "posting_against", lines)
    beneficiary, due_day = _scattered(sql, numbers, "hold", lines)
    [reverses] = _scattered(sql, ids, "reversal", (first, last))
    words = dict(sql.execute("SELECT txn, memo FROM txn_memo WHERE txn BETWEEN ? AND ?", (first, last)))
    return BookedTransactions(
        entry=entries,
        transactions=TransactionColumns(ids, kinds, events, routes, days, reverses),
        posting=numbers,
        postings=PostingColumns(accounts, currencies, amounts, steps, against, beneficiary, due_day),
        starts=starts,
        memos=[words.get(id, "") for id in ids.tolist()] if words else [""] * len(ids),
    )


def _columns(
    sql: sqlite3.Connection, width: int, statement: str, values: tuple[int, ...]
) -> Sequence[Int64s]:
    """The columns of a statement whose values are all integers."""
    flat = np.fromiter(chain.from_iterable(sql.execute(statement, values)), dtype=np.int64)
    return [np.ascontiguousarray(flat[number::width]) for number in range(width)]


def _postings(sql: sqlite3.Connection, first: int, last: int) -> Sequence[Int64s]:
    """Number, account, currency, amount and step of the postings numbered `first` to `last`.

    Handing a value from SQLite to Python costs more than finding it, so values that are small travel together
    in two integers of 63 bits; where one is not small, each travels alone.
    """
    small = (
        "currency BETWEEN 0 AND 0x3FF AND account BETWEEN 0 AND 0xFFFFFF AND coalesce(step, 0) BETWEEN 0 AND"
        " 0xFFFFF AND amount BETWEEN -0x7FFFFFFFFFF AND 0x7FFFFFFFFFF"
    )
    if last - first < 1 << 29:
        try:
            places, amounts = _columns(
                sql,
                2,
                f"SELECT CASE WHEN {small} THEN (id - ?1) << 34 | (currency << 24) | account END,"
                " amount << 20 | coalesce(step, 0) FROM posting WHERE id BETWEEN ?1 AND ?2 ORDER BY id",
                (first, last),
            )
        except TypeError:
            pass  # a NULL: some value is not small
        else:
            return (
                (places >> 34) + first,
                places & 0xFFFFFF,
                places >> 24 & 0x3FF,
                amounts >> 20,
                amounts & 0xFFFFF,
            )
    return _columns(
        sql,
        5,
        "SELECT id, account, currency, amount, coalesce(step, 0) FROM posting"
        " WHERE id BETWEEN ? AND ? ORDER BY id",
        (first, last),
    )


def _scattered(
    sql: sqlite3.Connection, keys: Int64s, table: str, bounds: tuple[int, int]
) -> Sequence[Int64s]:
    """The further columns of a table for each of `keys`, 0 where the table has no row of that key.

    Raises Damaged where it has a row for what is none of `keys`.
    """
    key, *columns = table_columns(table)
    found = [np.zeros(len(keys), dtype=np.int64) for _ in columns]
    named, *values = _columns(
        sql,
        1 + len(columns),
        f"SELECT {', '.join((key, *columns))} FROM {table} WHERE {key} BETWEEN ? AND ?",
        bounds,
    )
    if len(named):
        places = np.searchsorted(keys, named)
        known = places < len(keys)
        known[known] = keys[places[known]] == named[known]
        if not known.all():
            raise Damaged(f"A row of {table} names {key} {named[~known][0]}, which is not there.")
        for column, value in zip(found, values, strict=True):
            column[places] = value
    return found
