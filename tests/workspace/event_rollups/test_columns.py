"""Columns of events grow by blocks, and are read, gathered and changed at any place."""

import sqlite3
from collections.abc import Iterator

import numpy as np
import pytest

from revroute_desktop.workspace.event_rollups.columns import (
    SIZE,
    Field,
    block_spans,
    gather,
    last_place,
    read,
    span,
    store,
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
