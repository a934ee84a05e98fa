"""Debits and credits by booked day, account, source and currency, in packed cells.

A row holds a day of some neighbouring accounts: so that a chunk of routing writes little where there are many
accounts, and that what one account had is read without the others.
"""

import json
import sqlite3
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any, Final, cast

import numpy as np
from numpy.typing import NDArray

from revroute_desktop.workspace.packed_cells import Cells, Layout, merge, unpacked

Int64s = NDArray[np.int64]

LAYOUT: Final = Layout(
    "d_ledger_day",
    np.dtype(
        [
            ("debit", "<i8"),
            ("credit", "<i8"),
            ("account", "<u4"),
            ("source", "<u4"),
            ("currency", "<u4"),
            ("postings", "<u4"),
        ]
    ),
    ("account", "source", "currency"),
    ("postings", "debit", "credit"),
)
ACCOUNTS_A_PART: Final = 1_024
_DAYS: Final = 2**24
_DAY_ZERO: Final = 2**23
_AT_ONCE: Final = 50_000


@dataclass(frozen=True, slots=True)
class LedgerDays:
    """Cells of some days: what account had from source (0 for what has no event) in currency on day."""

    day: Int64s
    cells: Cells

    def column(self, name: str) -> Int64s:
        """Return account, source, currency, debit, credit (positive, minor units) or postings."""
        return cast("Int64s", self.cells[name].astype(np.int64, copy=False))

    def where(self, chosen: NDArray[np.bool_]) -> "LedgerDays":
        """Return the chosen cells."""
        return LedgerDays(self.day[chosen], self.cells[chosen])


def add(sql: sqlite3.Connection, day: Int64s, keys: Sequence[Int64s], sums: Sequence[Int64s]) -> None:
    """Add to the sums of days: `keys` are account, source and currency, each combination once a day, `sums`
    postings, debit and credit. Raises OverflowError where a sum would pass 64 bits; nothing is written then.
    """
    slots = keys[0] // ACCOUNTS_A_PART * _DAYS + day + _DAY_ZERO
    merge(sql, LAYOUT, slots, keys, sums)


def read(
    sql: sqlite3.Connection,
    first: int | None = None,
    after: int | None = None,
    accounts: Collection[int] | None = None,
) -> LedgerDays:
    """Return what is kept of the days from `first` to before `after`, of some accounts or all, by part of the
    accounts and day.
    """
    low = 0 if first is None else min(max(first + _DAY_ZERO, 0), _DAYS)
    high = _DAYS if after is None else min(max(after + _DAY_ZERO, 0), _DAYS)
    rows: list[tuple[int, bytes]] = []
    for part in _parts(sql, accounts):
        rows += sql.execute(
            "SELECT id, cells FROM d_ledger_day WHERE id >= ? AND id < ? ORDER BY id",
            (part * _DAYS + low, part * _DAYS + high),
        )
    slots, cells = unpacked(LAYOUT, rows)
    found = LedgerDays((slots & (_DAYS - 1)) - _DAY_ZERO, cells)
    if accounts is None:
        return found
    return found.where(np.isin(found.cells["account"], np.array(sorted(accounts), np.int64)))


def sums_of_account(
    sql: sqlite3.Connection, account: int, currency: int, first: int | None = None, after: int | None = None
) -> tuple[int, int, int]:
    """Return debit, credit and postings of an account in a currency on the days from `first` to before
    `after`.
    """
    found = read(sql, first, after, [account])
    found = found.where(found.cells["currency"] == currency)
    debit, credit, postings = (exact_sum(found.column(name)) for name in ("debit", "credit", "postings"))
    return debit, credit, postings


def exact_sum(values: Int64s) -> int:
    """Return a sum that may pass 64 bits."""
    return int(exact_sums(values, np.zeros(len(values), np.int64), 1)[0])


def exact_sums(values: NDArray[Any], place: Int64s, count: int) -> NDArray[Any]:
    """Return the sums of the values at each of `count` places: int64, or whole numbers of Python where they
    may pass 64 bits, as they may be already.
    """
    # Not by absolutes: that of the least number is itself.
    largest = max(int(values.max(initial=0)), -int(values.min(initial=0)))
    if values.dtype == object or largest * len(values) < 2**63:
        return _added(values, place, count)
    high, low = (_added(part, place, count).astype(object) for part in (values >> 32, values & (2**32 - 1)))
    whole: NDArray[Any] = high * 2**32 + low
    return whole


def day_of_row(row: str) -> str:
    """Return the SQL of the day of a row, `row` being that of its id."""
    return f"(({row} & {_DAYS - 1}) - {_DAY_ZERO})"


def as_json(cells: bytes) -> str:
    """Return cells as a JSON array of arrays: account, source, currency, debit, credit, postings."""
    found = np.frombuffer(cells, LAYOUT.cell)
    names = ("account", "source", "currency", "debit", "credit", "postings")
    return json.dumps(list(zip(*(found[name].tolist() for name in names), strict=True)))


def carry_over(sql: sqlite3.Connection) -> None:
    """Keep the rows of a file of version 2 until `take_over`, which must come within the transaction."""
    sql.execute(
        "CREATE TEMP TABLE rollup_before AS SELECT day, account, source, currency, postings, debit, credit "
        "FROM d_rollup_day"
    )


def take_over(sql: sqlite3.Connection) -> None:
    """Make the sums of what `carry_over` kept."""
    rows = sql.execute(
        f"SELECT * FROM rollup_before ORDER BY account / {ACCOUNTS_A_PART}, day, account, source, currency"
    )
    while batch := rows.fetchmany(_AT_ONCE):
        day, *columns = np.ascontiguousarray(np.array(batch, np.int64).T)
        add(sql, day, columns[:3], columns[3:])
    sql.execute("DROP TABLE rollup_before")


def _parts(sql: sqlite3.Connection, accounts: Collection[int] | None) -> list[int]:
    """Return the parts that hold some accounts, or all that there are."""
    if accounts is not None:
        return sorted({account // ACCOUNTS_A_PART for account in accounts})
    found: list[int] = []
    statement = "SELECT MIN(id) FROM d_ledger_day WHERE id >= ?"
    (slot,) = sql.execute(statement, (0,)).fetchone()
    while slot is not None:
        found.append(slot // _DAYS)
        (slot,) = sql.execute(statement, ((found[-1] + 1) * _DAYS,)).fetchone()
    return found


def _added(values: NDArray[Any], place: Int64s, count: int) -> NDArray[Any]:
    sums = np.zeros(count, values.dtype)
    np.add.at(sums, place, values)
    return sums
