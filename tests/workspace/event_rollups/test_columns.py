"""Columns of events grow by blocks, and are read, gathered and changed at any place."""

import sqlite3
from collections.abc import Iterator

import numpy as np
import pytest

from revroute_desktop.workspace.event_rollups.columns import (
    SIZE,
    Field,
    among,
    block_spans,
    fetch,
    gather,
    last_place,
    read,
    span,
    store,
    unpacked,
)
from revroute_desktop.workspace.schema import apply_migration, migration_files


@pytest.fixture
def sql() -> Iterator[sqlite3.Connection]:
    sql = sqlite3.connect(":memory:", isolation_level=None)
    for file in migration_files():
        apply_migration(sql, file)
    yield sql
    sql.close()


def test_values_are_stored_across_blocks_and_read_back(sql: sqlite3.Connection) -> None:
    values = np.arange(3 * SIZE + 5) * 1_000_000
    for begin in range(0, len(values), 5_000):
        part = values[begin : begin + 5_000]
        store(sql, Field.AT, begin + np.arange(len(part)), part)
    assert np.array_equal(read(sql, Field.AT, np.arange(4)), values)
    assert np.array_equal(read(sql, Field.AT, np.array([0, 2, 3])), np.delete(values, np.s_[SIZE : 2 * SIZE]))
    assert last_place(sql) == len(values)
    assert span(sql) == (0, int(values[-1]))
    assert sql.execute("SELECT DISTINCT step FROM d_column").fetchall() == [(1_000_000,)]


def test_places_are_gathered_and_changed_in_any_order(sql: sqlite3.Connection) -> None:
    store(sql, Field.ROUTE, np.arange(2 * SIZE), np.zeros(2 * SIZE, np.int64))
    places = np.array([SIZE + 3, 5, SIZE, 2 * SIZE - 1, 0])
    store(sql, Field.ROUTE, places, np.array([1, 2, 3, 4, 5]))
    assert gather(sql, Field.ROUTE, places).tolist() == [1, 2, 3, 4, 5]
    assert gather(sql, Field.ROUTE, np.array([1, 3 * SIZE])).tolist() == [0, 0]
    assert int(read(sql, Field.ROUTE, np.arange(2)).sum()) == 15


def test_only_blocks_that_may_hold_a_time_are_named(sql: sqlite3.Connection) -> None:
    assert span(sql) is None
    assert last_place(sql) == 0
    store(sql, Field.AT, np.arange(4 * SIZE), np.arange(4 * SIZE))
    assert block_spans(sql, SIZE - 1, 2 * SIZE)[0].tolist() == [0, 1]
    assert block_spans(sql, 2 * SIZE, 9 * SIZE)[0].tolist() == [2, 3]
    assert block_spans(sql, -5, 0)[0].tolist() == []


@pytest.mark.parametrize(
    "values",
    [
        np.arange(3 * SIZE) % 7 + 3,
        np.arange(3 * SIZE) % 300 - 40,
        np.arange(3 * SIZE) * 70_000,
        np.full(3 * SIZE, 5),
        np.repeat([5, 6, 5], SIZE),
    ],
    ids=["one byte", "two bytes", "four bytes", "equal", "equal by block"],
)
def test_values_are_told_from_others_without_being_unpacked(
    sql: sqlite3.Connection, values: np.ndarray
) -> None:
    store(sql, Field.SOURCE, np.arange(len(values)), values)
    blocks = np.arange(3)
    for wanted in (set(), {5}, {4, 5, 6}, {5, 7, 8}, {-40, 300}, {3, 2**40}, {0, 70_000, 140_000}):
        assert np.array_equal(among(sql, Field.SOURCE, blocks, wanted), np.isin(values, list(wanted)))


@pytest.mark.parametrize("dtype", [np.uint32, np.uint64, np.int64])
def test_values_are_unpacked_into_the_type_that_is_wanted(sql: sqlite3.Connection, dtype: type) -> None:
    values = np.concatenate([np.full(SIZE, 9), np.arange(SIZE) % 200 + 9, np.arange(SIZE) + 2**31])
    store(sql, Field.PAYER, np.arange(len(values)), values)
    found = unpacked(fetch(sql, Field.PAYER, np.arange(3)), dtype)
    assert found.dtype == dtype
    assert np.array_equal(found, values)
