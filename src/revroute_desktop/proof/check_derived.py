"""Checks of what is derived from the books: sums, open holds, identities, states of events and counters."""

import sqlite3
import struct
from collections.abc import Iterable, Iterator
from hashlib import sha256
from typing import Final

import numpy as np
from numpy.typing import NDArray

from revroute_desktop.errors import UserError
from revroute_desktop.money.currencies import currency_by_numeric
from revroute_desktop.proof.check_rows import WITH_EVENT, WITH_ROUTE, RowsFound
from revroute_desktop.proof.compare_tables import DerivedTable
from revroute_desktop.proof.faults import found
from revroute_desktop.proof.sums import Sums, grouped
from revroute_desktop.workspace.books import uncovered
from revroute_desktop.workspace.books_transactions import LINES

Int64s = NDArray[np.int64]


_CELL: Final = struct.Struct("<qqIIII")
_ACCOUNTS_A_PART: Final = 1_024


class DerivedSums:
    """Compares balances, rollups and open holds with what the rows come to, task by task in order."""

    def __init__(self, sql: sqlite3.Connection) -> None:
        self._sql = sql
        self._rollup = Sums(4, 3)
        self._held = Sums(2, 1)
        self._open_holds = DerivedTable(
            sql, "d_hold_open", ("posting",), ("amount",), lambda posting: f"what is open of hold {posting}"
        )

    def add(self, rows: RowsFound) -> None:
        """Takes in the next task; raises FaultFound for an open hold that is wrong."""
        self._open_holds.expect(rows.open_holds)
        self._rollup.add(*rows.rollup)
        self._held.add(*rows.held)

    def check(self) -> None:
        """Compares the sums; raises FaultFound."""
        self._open_holds.end()
        keys, (debit, credit, postings) = self._rollup.columns()
        self._check_balances(keys, debit - credit)
        days = DerivedTable(
            self._sql,
            "d_ledger_day",
            ("part", "day", "account", "source", "currency"),
            ("debit", "credit", "postings"),
            lambda _, day, account, source, currency: (
                f"the daily sum of {_account(self._sql, account)} in {_currency(currency)} on {_day(day)}"
            ),
            rows=_ledger_rows(self._sql),
        )
        part = keys[1] // _ACCOUNTS_A_PART
        order = np.argsort(part, kind="stable")
        days.expect([column[order] for column in (part, *keys, debit, credit, postings)])
        days.end()

    def _check_balances(self, rollup_keys: list[Int64s], change: Int64s) -> None:
        _, account, _, currency = rollup_keys
        (held_account, held_currency), (held,) = self._held.columns()
        no_own, no_held = np.zeros(len(held), dtype=np.int64), np.zeros(len(change), dtype=np.int64)
        keys, sums = grouped(
            (np.concatenate((account, held_account)), np.concatenate((currency, held_currency))),
            # Open holds are kept as credits are: negative.
            (np.concatenate((change, no_own)), np.concatenate((no_held, -held))),
        )
        balances = DerivedTable(
            self._sql,
            "d_balance",
            ("account", "currency"),
            ("own", "held"),
            lambda account, currency: (
                f"the balance of {_account(self._sql, account)} in {_currency(currency)}"
            ),
        )
        balances.expect([*keys, *sums])
        balances.end()


def _ledger_rows(sql: sqlite3.Connection) -> Iterator[tuple[int, ...]]:
    """Yield what the packed days of the ledger say; raises FaultFound for bytes that are no cells."""
    for number, cells in sql.execute("SELECT id, cells FROM d_ledger_day ORDER BY id"):
        part, day = number >> 24, (number & 0xFFFFFF) - 2**23
        if not cells or len(cells) % _CELL.size:
            raise found(
                "d_ledger_day",
                f"The daily sums of the ledger on {_day(day)} can't be read",
                f"d_ledger_day {number}",
            )
        for debit, credit, account, source, currency, postings in _CELL.iter_unpack(cells):
            yield part, day, account, source, currency, debit, credit, postings


def check_identities(sql: sqlite3.Connection) -> None:
    """Raises FaultFound unless every event but those of undone imports, and no other, has its name."""
    wrong = sql.execute(
        "SELECT d.event, d.external_id FROM d_event_identity d LEFT JOIN event e ON e.id = d.event"
        " WHERE e.id IS NULL OR e.source <> d.source OR e.external_id <> d.external_id"
        " OR e.import IN (SELECT import FROM import_undo) LIMIT 1"
    ).fetchone()
    if wrong is not None:
        raise found(
            "d_event_identity",
            f"The name {wrong[1]!r} does not lead to its event",
            f"d_event_identity: event {wrong[0]}",
        )
    # Each name leads to its own event, so that as many names as events means that none is missing.
    (names,) = sql.execute("SELECT count(*) FROM d_event_identity").fetchone()
    (events,) = sql.execute(
        "SELECT count(*) FROM event WHERE import NOT IN (SELECT import FROM import_undo)"
    ).fetchone()
    if names != events:
        raise found(
            "d_event_identity",
            f"{events} events stand in the books, but {names} names lead to them",
            "d_event_identity",
        )


def check_counters(sql: sqlite3.Connection) -> None:
    """Raises FaultFound unless each counter stands where its newest stored value does."""
    for id, step, value, newest in sql.execute(
        "SELECT c.id, c.step, c.value, (SELECT v.value FROM d_counter_value v WHERE v.counter = c.id ORDER "
        "BY v.entry DESC LIMIT 1) FROM d_counter c"
    ):
        if value != newest:
            raise found(
                "d_counter",
                f"A counter of step {step} stands at {value}, but its newest stored value is {newest}",
                f"d_counter {id}",
            )
    stray = sql.execute(
        "SELECT counter, entry FROM d_counter_value WHERE entry NOT IN (SELECT entry FROM batch_chunk "
        "UNION ALL SELECT entry FROM import_undo) LIMIT 1"
    ).fetchone()
    if stray is not None:
        raise found(
            "d_counter_value",
            f"A counter is said to have changed in entry {stray[1]}, which neither routed nor undid anything",
            f"d_counter_value: counter {stray[0]}, entry {stray[1]}",
        )


def check_plan_hashes(sql: sqlite3.Connection) -> None:
    """Raises FaultFound unless every plan version is named by the hash of its text (B12)."""
    for id, name, hash, text in sql.execute("SELECT id, name, hash, text FROM plan_version ORDER BY id"):
        if sha256(text.encode()).hexdigest() != hash:
            raise found("plan", f"A version of plan {name} is not what its hash says", f"plan_version {id}")


def check_row_counts(
    sql: sqlite3.Connection, covered: dict[str, int], tables: Iterable[str], size: int
) -> None:
    """Raises FaultFound where a table of the books has rows beyond those that the entries before `size`
    cover.
    """
    counted = [(table, f"SELECT count(*) FROM {table}") for table in tables]
    # 0 in a leaf stands for none, which the tables write as NULL.
    for name in (WITH_EVENT, WITH_ROUTE):
        table, column = name.split(".")
        counted.append((name, f"SELECT count({column}) FROM {table}"))
    for name, statement in counted:
        (rows,) = sql.execute(statement).fetchone()
        expected = covered.get(name, 0)
        if rows != expected:
            for sentence in uncovered(sql):
                raise found("rows", sentence.rstrip("."), "the books")
            raise found(
                "rows",
                f"{rows} rows stand in {name}, but the {size} entries of the log cover {expected}",
                name,
            )


def check_no_stray_postings(sql: sqlite3.Connection) -> None:
    """Raises FaultFound for a posting before the first transaction or after the last.

    Between them the numbers of transactions have no gap, and the rows were gone through with their postings.
    """
    first, last, count = sql.execute(
        "SELECT coalesce(min(id), 1), coalesce(max(id), 0), count(*) FROM txn"
    ).fetchone()
    if last - first + 1 != count:
        raise found("rows", f"The numbers of the transactions from {first} to {last} have a gap", "txn")
    stray = sql.execute(
        "SELECT id FROM posting WHERE id < ?1 UNION ALL SELECT id FROM posting WHERE id >= ?2 LIMIT 1",
        (first * LINES, (last + 1) * LINES),
    ).fetchone()
    if stray is not None:
        raise found("rows", f"Posting {stray[0]} belongs to no transaction", f"posting {stray[0]}")


def check_foreign_keys(sql: sqlite3.Connection, table: str) -> None:
    """Raises FaultFound where a row of `table` points at nothing."""
    broken = sql.execute(f"PRAGMA foreign_key_check({table})").fetchone()
    if broken is not None:
        raise found(
            "references",
            f"A row of {table} points at a row of {broken[2]} that is not there",
            f"{table} {broken[1]}",
        )


def _account(sql: sqlite3.Connection, id: int) -> str:
    row = sql.execute("SELECT code FROM account WHERE id = ?", (id,)).fetchone()
    return f"account {id}" if row is None else str(row[0])


def _currency(numeric: int) -> str:
    try:
        return currency_by_numeric(numeric).code
    except UserError:
        return f"currency {numeric}"


def _day(number: int) -> str:
    return str(np.datetime64(number, "D"))
