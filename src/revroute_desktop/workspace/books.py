"""The tables of the books, and how each row is put as a leaf of its entry's Merkle tree (B25).

The writer and verify read leaves through the same statements. A leaf carries a row's values in the order of
the table's columns, except that a number which only points at words carries the words: an event's source,
campaign, country, product and attributes. What is sealed goes in as its commitment, never as its text (B24).
A transaction's leaf holds its postings, holds, reversal and memo; see `books_transactions`.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from revroute_desktop.audit.merkle import root_of
from revroute_desktop.audit.rows import RowValue, leaf_hashes, text_row_leaf
from revroute_desktop.workspace.books_events import event_leaves
from revroute_desktop.workspace.books_transactions import transactions_of
from revroute_desktop.workspace.schema import table_columns

TRANSACTIONS = "txn"


@dataclass(frozen=True)
class BookTable:
    """One table of the books.

    `instead` gives, for columns whose leaf value is not the column itself, the SQL that reads it (the row is
    `t`). `entry` is the SQL of the number of the entry that covers the row.
    """

    name: str
    entry: str = "t.entry"
    instead: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """All columns, in the table's order."""
        return table_columns(self.name)

    @property
    def key(self) -> str:
        """The column that numbers the rows."""
        return self.columns[0]

    @cached_property
    def values(self) -> str:
        """The SQL of a leaf's values."""
        return ", ".join(self.instead.get(column, f"t.{column}") for column in self.columns)

    def leaf(self, values: Sequence[RowValue]) -> bytes:
        """The leaf of a row of these values, which are in the order of the columns."""
        return text_row_leaf(self.name, values)


_COMMITMENT = "(SELECT commitment FROM sealed WHERE id = t.{})"

BOOK_TABLES: Mapping[str, BookTable] = {
    table.name: table
    for table in (
        BookTable("account"),
        BookTable("source"),
        BookTable("import"),
        BookTable("import_chunk"),
        BookTable("event", entry=""),  # as `books_events` reads it
        BookTable("quarantine", instead={"raw": _COMMITMENT.format("raw")}),
        BookTable("quarantine_decision"),
        BookTable("import_undo"),
        BookTable("event_release"),
        BookTable("erasure", instead={"sealed": _COMMITMENT.format("sealed")}),
        BookTable("workspace", entry="t.id - 1"),
        BookTable("plan_version"),
        BookTable("plan_route", entry="(SELECT entry FROM plan_version WHERE id = t.version)"),
        BookTable(
            "plan_step",
            entry="(SELECT v.entry FROM plan_route r JOIN plan_version v ON v.id = r.version"
            " WHERE r.id = t.route)",
        ),
        BookTable("batch"),
        BookTable("batch_chunk"),
        BookTable("period_lock"),
    )
}
"""The tables whose rows are text leaves, in the order of the leaves; transactions come after all of them."""

LEAF_ORDER = (*BOOK_TABLES, TRANSACTIONS)

POINTED_AT = frozenset({"sealed", "sealed_text", "term", "attribute_set"})
"""Tables without leaves of their own: the rows that point at them carry what they say."""


def leaves_of(sql: sqlite3.Connection, entry: int) -> Iterator[tuple[str, list[bytes]]]:
    """(table, leaves) of what entry number `entry` covers, in leaf order; tables without are left out."""
    for name in BOOK_TABLES:
        leaves = [leaf for _, leaf in leaves_between(sql, name, entry, entry)]
        if leaves:
            yield name, leaves
    leaves = transactions_of(sql, entry).leaves()
    if leaves:
        yield TRANSACTIONS, leaves


def leaves_between(sql: sqlite3.Connection, table: str, first: int, last: int) -> Iterator[tuple[int, bytes]]:
    """(entry, leaf) of the rows of one table that the entries `first` to `last` cover, in leaf order.

    For `txn` there is `books_transactions`.
    """
    if table == "event":
        return _event_leaves_between(sql, first, last)
    book = BOOK_TABLES[table]
    rows = sql.execute(
        f"SELECT {book.entry}, {book.values} FROM {table} t"
        f" WHERE {book.entry} BETWEEN ? AND ? ORDER BY {book.entry}, t.{book.key}",
        (first, last),
    )
    return ((row[0], text_row_leaf(table, row[1:])) for row in rows)


def leaves_of_keys(sql: sqlite3.Connection, table: str, first: int, last: int) -> list[bytes]:
    """The leaves of the rows of one table whose keys lie from `first` to `last`, in order of the key."""
    if table == "event":
        return event_leaves(sql, first, last - first + 1)
    book = BOOK_TABLES[table]
    rows = sql.execute(
        f"SELECT {book.values} FROM {table} t WHERE t.{book.key} BETWEEN ? AND ? ORDER BY t.{book.key}",
        (first, last),
    )
    return [text_row_leaf(table, row) for row in rows]


def rows_digest(hashes: Mapping[str, Sequence[bytes]]) -> dict[str, int | str]:
    """What an entry's payload says of the rows it covers: `{"count": n, "root": hex}`.

    `hashes` are the leaf hashes of each table's rows, in the order of the rows.
    """
    unknown = hashes.keys() - set(LEAF_ORDER)
    if unknown:
        raise KeyError(f"no tables of the books: {', '.join(sorted(unknown))}")
    ordered = [item for table in LEAF_ORDER for item in hashes.get(table, ())]
    return {"count": len(ordered), "root": root_of(ordered).hex()}


def digest_of(sql: sqlite3.Connection, entry: int) -> dict[str, int | str]:
    """As `rows_digest`, over the rows as they lie in the file."""
    return rows_digest({table: leaf_hashes(leaves) for table, leaves in leaves_of(sql, entry)})


def uncovered(sql: sqlite3.Connection) -> Iterable[str]:
    """Sentences about rows of the books that no entry of the log covers."""
    for name, book in BOOK_TABLES.items():
        if name == "event":
            continue
        where = f"{book.entry} IS NULL OR {book.entry} NOT IN (SELECT seq FROM audit_entry)"
        for (key,) in sql.execute(f"SELECT t.{book.key} FROM {name} t WHERE {where} LIMIT 1"):
            yield f"No entry of the log covers row {key} of {name}."
    yield from _uncovered_events(sql)
    for (txn,) in sql.execute("SELECT id FROM txn WHERE entry NOT IN (SELECT seq FROM audit_entry) LIMIT 1"):
        yield f"No entry of the log covers transaction {txn}."


def _event_leaves_between(sql: sqlite3.Connection, first: int, last: int) -> Iterator[tuple[int, bytes]]:
    chunks = sql.execute(
        "SELECT entry, first_event, events FROM import_chunk"
        " WHERE entry BETWEEN ? AND ? AND events > 0 AND first_event IS NOT NULL ORDER BY entry",
        (first, last),
    ).fetchall()
    for entry, first_event, events in chunks:
        for leaf in event_leaves(sql, first_event, events):
            yield entry, leaf


def _uncovered_events(sql: sqlite3.Connection) -> Iterable[str]:
    """Chunks must take all event numbers among them, each once."""
    beyond = 1
    chunks = sql.execute(
        "SELECT first_event, events FROM import_chunk WHERE events > 0 ORDER BY first_event, entry"
    )
    for first, events in chunks:
        if first is None or first < beyond:
            yield f"Two chunks of imports claim event {first}."
            return
        yield from _event_between(sql, beyond, first - 1)
        beyond = first + events
    yield from _event_between(sql, beyond, 2**63 - 1)
    yield from _event_between(sql, -(2**63), 0)


def _event_between(sql: sqlite3.Connection, first: int, last: int) -> Iterable[str]:
    for (event,) in sql.execute("SELECT id FROM event WHERE id BETWEEN ? AND ? LIMIT 1", (first, last)):
        yield f"No entry of the log covers event {event}."
