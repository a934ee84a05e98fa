"""Columns of whole numbers written as rows."""

import sqlite3

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from revroute_desktop.workspace.bulk import insert_columns


def table() -> sqlite3.Connection:
    sql = sqlite3.connect(":memory:")
    sql.execute("CREATE TABLE t (id INTEGER PRIMARY KEY, amount INTEGER NOT NULL, step INTEGER) STRICT")
    return sql


@given(st.integers(0, 1300), st.integers(0, 2**62))
def test_every_row_is_written_once_and_in_order_however_many_there_are(count: int, largest: int) -> None:
    id, amount = np.arange(count, dtype=np.int64), np.full(count, largest, np.int64)
    sql = table()
    insert_columns(sql, "t", ("id", "amount", "step"), (id, amount, id % 3), null_for_zero=("step",))
    found = sql.execute("SELECT rowid, id, amount, step FROM t").fetchall()
    assert found == [(number, number, largest, number % 3 or None) for number in range(count)]


def test_zero_stays_zero_where_it_is_not_said_to_be_none() -> None:
    sql = table()
    zeros = np.zeros(1, np.int64)
    insert_columns(sql, "t", ("id", "amount"), (zeros, zeros))
    assert sql.execute("SELECT id, amount, step FROM t").fetchall() == [(0, 0, None)]


def test_rows_that_are_there_already_can_be_added_to() -> None:
    sql = table()
    ids, amounts = np.arange(900, dtype=np.int64), np.ones(900, np.int64)
    for _ in range(2):
        clause = "ON CONFLICT (id) DO UPDATE SET amount = amount + excluded.amount"
        insert_columns(sql, "t", ("id", "amount"), (ids, amounts), on_conflict=clause)
    assert sql.execute("SELECT COUNT(*), MIN(amount), MAX(amount) FROM t").fetchone() == (900, 2, 2)


def test_a_row_that_the_schema_refuses_raises() -> None:
    twice = np.ones(2, np.int64)
    with pytest.raises(sqlite3.IntegrityError):
        insert_columns(table(), "t", ("id", "amount"), (twice, twice))
