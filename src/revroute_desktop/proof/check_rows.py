"""Checks of the rows that entries of the log cover, and the sums that follow from them.

A task is a run of entries. What it finds out goes back to the parent as columns, so that sums over all tasks
can be compared with the derived tables there, in one state of the file.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from revroute_desktop.audit.merkle import root_of
from revroute_desktop.audit.rows import leaf_hashes
from revroute_desktop.proof.faults import found
from revroute_desktop.proof.known_rows import Known
from revroute_desktop.proof.read_columns import read_columns
from revroute_desktop.proof.sums import Sums, grouped
from revroute_desktop.workspace.books import BOOK_TABLES, leaves_between
from revroute_desktop.workspace.books_events import event_leaves
from revroute_desktop.workspace.books_transactions import LINES, BookedTransactions, transactions_of_entries
from revroute_desktop.workspace.problems import Damaged

Int64s = NDArray[np.int64]

_TRANSACTIONS_AT_ONCE = 10_000

WITH_EVENT, WITH_ROUTE = "txn.event", "txn.route"
"""Under these names `RowsFound.rows` counts what points at something; 0 in a leaf stands for none."""
_LARGEST_SUM = 2**62


@dataclass(frozen=True, slots=True)
class RowsTask:
    """Entries from `first` on; `covered` is what each of them says of its rows, (count, root).

    `last_transaction` is the last of the books as verify found them when it began: later ones do not count.
    """

    first: int
    covered: Sequence[tuple[int, bytes]]
    last_transaction: int


@dataclass(frozen=True, slots=True, eq=False)
class RowsFound:
    """What the rows of a task come to.

    `rows` is the number of rows by table, parts of transactions among them, and of what points at something.
    `rollup` has day, account, source, currency; debit, credit, postings. `open_holds` has posting and amount,
    where any is left; `held` has beneficiary, currency and the sum of open amounts (0 too, where a hold was
    made). `of_events` has event, transaction, kind and entry.
    """

    rows: dict[str, int]
    rollup: tuple[list[Int64s], list[Int64s]]
    open_holds: list[Int64s]
    held: tuple[list[Int64s], list[Int64s]]
    of_events: list[Int64s]


def check_rows(sql: sqlite3.Connection, task: RowsTask, known: Known) -> RowsFound:
    """Recomputes the root of each entry's rows and what transactions sum to; raises FaultFound."""
    last = task.first + len(task.covered) - 1
    texts = {name: _Leaves(sql, name, task.first, last) for name in BOOK_TABLES if name != "event"}
    chunks = _event_chunks(sql, task.first, last)
    gathered = _Gathered(known, task.last_transaction)
    for begin, end in _windows(sql, task):
        transactions = _transactions(sql, begin, end)
        hashes = leaf_hashes(transactions.leaves())
        bounds = np.searchsorted(transactions.entry, np.arange(begin, end + 2)).tolist()
        for entry in range(begin, end + 1):
            count, root = task.covered[entry - task.first]
            own = hashes[bounds[entry - begin] : bounds[entry - begin + 1]]
            _check_entry(sql, entry, (count, root), texts, chunks.get(entry), own, gathered.rows)
        gathered.add(sql, transactions)
    return gathered.result()


def _windows(sql: sqlite3.Connection, task: RowsTask) -> Iterator[tuple[int, int]]:
    """Runs of entries with some _TRANSACTIONS_AT_ONCE transactions, first and last included.

    An entry with more transactions than rows it says it covers is a fault, found before they are read.
    """
    last = task.first + len(task.covered) - 1
    begin, gathered = task.first, 0
    counts = sql.execute(
        "SELECT entry, count(*) FROM txn WHERE entry BETWEEN ? AND ? GROUP BY entry ORDER BY entry",
        (task.first, last),
    ).fetchall()
    for entry, count in counts:
        if count > task.covered[entry - task.first][0]:
            raise _wrong_rows(entry)
        if gathered and gathered + count > _TRANSACTIONS_AT_ONCE:
            yield begin, entry - 1
            begin, gathered = entry, 0
        gathered += count
    yield begin, last


def _transactions(sql: sqlite3.Connection, first: int, last: int) -> BookedTransactions:
    try:
        return transactions_of_entries(sql, first, last)
    except Damaged as damage:
        raise found("rows", str(damage).rstrip("."), f"txn and posting, entries {first} to {last}") from None


def _event_chunks(sql: sqlite3.Connection, first: int, last: int) -> dict[int, tuple[int, int]]:
    """The first event and the number of events of each chunk of an import, by its entry."""
    rows = sql.execute(
        "SELECT entry, first_event, events FROM import_chunk"
        " WHERE entry BETWEEN ? AND ? AND first_event IS NOT NULL",
        (first, last),
    )
    return {entry: (event, count) for entry, event, count in rows}


class _Leaves:
    """The leaf hashes of one table's rows, taken entry by entry."""

    def __init__(self, sql: sqlite3.Connection, table: str, first: int, last: int) -> None:
        self._rows = leaves_between(sql, table, first, last)
        self._next = next(self._rows, None)

    def take(self, entry: int) -> list[bytes]:
        """The hashes of the rows of `entry`; entries are asked for in order."""
        leaves = []
        while self._next is not None and self._next[0] == entry:
            leaves.append(self._next[1])
            self._next = next(self._rows, None)
        return leaf_hashes(leaves)


def _check_entry(
    sql: sqlite3.Connection,
    entry: int,
    covered: tuple[int, bytes],
    texts: dict[str, _Leaves],
    chunk: tuple[int, int] | None,
    transactions: list[bytes],
    rows: dict[str, int],
) -> None:
    """Raises FaultFound unless the rows of an entry give the root that it names."""
    count, root = covered
    hashes: list[bytes] = []
    for name in BOOK_TABLES:
        if name != "event":
            own = texts[name].take(entry)
        elif chunk is None:
            continue
        elif chunk[1] > count:
            raise _wrong_rows(entry)
        else:
            own = leaf_hashes(event_leaves(sql, *chunk))
        rows[name] = rows.get(name, 0) + len(own)
        hashes += own
    hashes += transactions
    if len(hashes) != count or root_of(hashes) != root:
        raise _wrong_rows(entry)


def _wrong_rows(entry: int) -> Exception:
    return found(
        "rows",
        f"Rows of the books were altered, added or taken out: those that entry {entry} covers do not give "
        "the root that it names",
        f"rows of entry {entry}",
    )


@dataclass(slots=True)
class _Gathered:
    """The sums of the transactions that a task has gone through so far."""

    known: Known
    last_transaction: int
    rows: dict[str, int] = field(default_factory=dict)
    _rollup: Sums = field(default_factory=lambda: Sums(4, 3))
    _held: Sums = field(default_factory=lambda: Sums(2, 1))
    _open_holds: list[tuple[Int64s, Int64s]] = field(default_factory=list)
    _of_events: list[tuple[Int64s, Int64s, Int64s, Int64s]] = field(default_factory=list)

    def add(self, sql: sqlite3.Connection, booked: BookedTransactions) -> None:
        """Takes in one window; raises FaultFound for a transaction that does not sum to zero."""
        if not len(booked):
            return
        transactions, postings = booked.transactions, booked.postings
        lines = np.diff(booked.starts)
        _check_numbers(sql, booked)
        _check_references(booked, self.known)
        _check_balanced(booked)
        self._count("txn", len(booked))
        self._count("posting", len(booked.posting))
        self._count(WITH_EVENT, int(np.count_nonzero(transactions.event)))
        self._count(WITH_ROUTE, int(np.count_nonzero(transactions.route)))
        self._count("reversal", int(np.count_nonzero(transactions.reverses)))
        self._count("posting_against", int(np.count_nonzero(postings.against)))
        self._count("hold", int(np.count_nonzero(postings.beneficiary)))
        self._count("txn_memo", sum(map(bool, booked.memos)))
        source = self.known.sources_of(transactions.event)
        debit, credit = np.maximum(postings.amount, 0), np.maximum(-postings.amount, 0)
        keys = (
            np.repeat(transactions.booked_day, lines),
            postings.account,
            np.repeat(source, lines),
            postings.currency,
        )
        self._rollup.add(*grouped(keys, (debit, credit, np.ones(len(debit), dtype=np.int64))))
        self._add_holds(sql, booked)
        with_event = np.flatnonzero(transactions.event)
        self._of_events.append(
            (
                transactions.event[with_event],
                transactions.id[with_event],
                transactions.kind[with_event],
                booked.entry[with_event],
            )
        )

    def _count(self, table: str, number: int) -> None:
        self.rows[table] = self.rows.get(table, 0) + number

    def _add_holds(self, sql: sqlite3.Connection, booked: BookedTransactions) -> None:
        """What is left of the holds made here, after all that was later drawn on them or given back."""
        postings = booked.postings
        made = np.flatnonzero(postings.beneficiary)
        if not len(made):
            return
        hold, left = booked.posting[made], -postings.amount[made]
        original, account, amount = read_columns(
            sql,
            3,
            "SELECT a.original, p.account, p.amount FROM posting_against a JOIN posting p ON p.id = a.posting"
            " WHERE a.original BETWEEN ? AND ? AND a.posting < ?",
            (int(hold[0]), int(hold[-1]), (self.last_transaction + 1) * LINES),
        )
        places = np.minimum(np.searchsorted(hold, original), len(hold) - 1)
        # A posting draws on a hold where it goes against it on the hold's own account.
        drawing = (hold[places] == original) & (postings.account[made][places] == account)
        (posting,), (left,) = grouped(
            (np.concatenate((hold, original[drawing])),), (np.concatenate((left, -amount[drawing])),)
        )
        self._open_holds.append((posting[left != 0], left[left != 0]))
        self._held.add((postings.beneficiary[made], postings.currency[made]), (left,))

    def result(self) -> RowsFound:
        """Everything so far."""
        return RowsFound(
            rows=self.rows,
            rollup=self._rollup.columns(),
            open_holds=_joined(self._open_holds, 2),
            held=self._held.columns(),
            of_events=_joined(self._of_events, 4),
        )


def _joined(parts: Sequence[Sequence[Int64s]], width: int) -> list[Int64s]:
    if not parts:
        return [np.zeros(0, dtype=np.int64)] * width
    return [np.concatenate([part[column] for part in parts]) for column in range(width)]


def _check_numbers(sql: sqlite3.Connection, booked: BookedTransactions) -> None:
    """Raises FaultFound unless a transaction's postings are numbered from its first line without a gap.

    Their leaf tells their order alone. It also tells no step as 0, which no row may say.
    """
    lines = np.diff(booked.starts)
    within = np.arange(len(booked.posting)) - np.repeat(booked.starts[:-1], lines)
    wrong = booked.posting[booked.posting != np.repeat(booked.transactions.id, lines) * LINES + within]
    if len(wrong):
        raise found("rows", f"Posting {wrong[0]} was given another number", f"posting {wrong[0]}")
    bounds = (int(booked.posting[0]), int(booked.posting[-1])) if len(booked.posting) else (1, 0)
    nothing = sql.execute(
        "SELECT id FROM posting WHERE id BETWEEN ? AND ? AND step = 0 LIMIT 1", bounds
    ).fetchone()
    if nothing is not None:
        raise found(
            "references",
            f"Posting {nothing[0]} points at step 0, which is not there",
            f"posting {nothing[0]}",
        )


def _check_references(booked: BookedTransactions, known: Known) -> None:
    """Raises FaultFound where a transaction or posting points at nothing."""
    transactions, postings = booked.transactions, booked.postings
    for table, column, numbers, ids in (
        ("txn", "event", transactions.event, known.events),
        ("txn", "route", transactions.route, known.routes),
        ("posting", "account", postings.account, known.accounts),
        ("posting", "step", postings.step, known.steps),
        ("hold", "beneficiary", postings.beneficiary, known.accounts),
    ):
        strangers = ids.strangers(numbers)
        if len(strangers):
            raise found(
                "references", f"A row of {table} points at {column} {strangers[0]}, which is not there", table
            )


def _check_balanced(booked: BookedTransactions) -> None:
    """Raises FaultFound unless every transaction sums to zero in each of its currencies."""
    amount, currency = booked.postings.amount, booked.postings.currency
    lines = np.diff(booked.starts)
    if int(lines.min()) < 2:
        number = booked.transactions.id[np.argmin(lines)]
        raise found("balance", f"Transaction {number} has fewer than two postings", f"txn {number}")
    begin = booked.starts[:-1]
    one = np.minimum.reduceat(currency, begin) == np.maximum.reduceat(currency, begin)
    if one.all() and int(np.abs(amount).max()) * int(lines.max()) < _LARGEST_SUM:
        wrong = booked.transactions.id[np.add.reduceat(amount, begin) != 0]
    else:
        (owner, _), (sums,) = grouped((np.repeat(booked.transactions.id, lines), currency), (amount,))
        wrong = owner[sums != 0]
    if len(wrong):
        raise found("balance", f"Transaction {wrong[0]} does not sum to zero", f"postings of txn {wrong[0]}")
