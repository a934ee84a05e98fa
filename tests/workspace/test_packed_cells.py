"""Packed cells hold what was added to them, by slot and key, exactly."""

import sqlite3
from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from revroute_desktop.workspace.packed_cells import Layout, merge, unpacked
from revroute_desktop.workspace.problems import Damaged

LAYOUT = Layout(
    "packed",
    np.dtype([("sum", "<i8"), ("key", "<u4"), ("count", "<u4")]),
    ("key",),
    ("count", "sum"),
)
MOST = 2**63 - 1

additions = st.dictionaries(
    st.tuples(st.integers(-3, 3) | st.just(2**60), st.integers(0, 4) | st.just(2**32 - 1)),
    st.tuples(st.integers(1, 9), st.integers(-(2**40), 2**40)),
    min_size=1,
    max_size=12,
)


@pytest.fixture
def sql() -> sqlite3.Connection:
    made = sqlite3.connect(":memory:")
    made.execute("CREATE TABLE packed (id INTEGER PRIMARY KEY, cells BLOB NOT NULL) STRICT")
    return made


def put(sql: sqlite3.Connection, added: dict[tuple[int, int], tuple[int, int]]) -> None:
    slot, key = (np.array(column, np.int64) for column in zip(*added, strict=True))
    sums = [np.array(column, np.int64) for column in zip(*added.values(), strict=True)]
    merge(sql, LAYOUT, slot, [key], sums)


def stored(sql: sqlite3.Connection) -> list[tuple[int, int, int, int]]:
    slots, cells = unpacked(LAYOUT, sql.execute("SELECT id, cells FROM packed ORDER BY id"))
    columns = (cells[name].tolist() for name in ("key", "count", "sum"))
    return list(zip(slots.tolist(), *columns, strict=True))


@given(st.lists(additions, max_size=5))
def test_what_is_kept_is_the_sum_of_what_was_added_in_the_order_of_its_keys(
    steps: list[dict[tuple[int, int], tuple[int, int]]],
) -> None:
    sql = sqlite3.connect(":memory:")
    sql.execute("CREATE TABLE packed (id INTEGER PRIMARY KEY, cells BLOB NOT NULL) STRICT")
    counts: Counter[tuple[int, int]] = Counter()
    sums: Counter[tuple[int, int]] = Counter()
    for step in steps:
        put(sql, step)
        for where, (count, amount) in step.items():
            counts[where] += count
            sums[where] += amount
    assert stored(sql) == [(*where, counts[where], sums[where]) for where in sorted(counts)]
    sql.close()


def test_what_counts_nothing_is_kept_no_longer(sql: sqlite3.Connection) -> None:
    put(sql, {(1, 7): (2, 50), (1, 8): (1, 5), (2, 7): (1, 3)})
    put(sql, {(1, 7): (-2, -50), (2, 7): (-1, -3)})
    assert stored(sql) == [(1, 8, 1, 5)]
    assert sql.execute("SELECT id FROM packed").fetchall() == [(1,)]


@pytest.mark.parametrize("sign", [1, -1])
def test_a_sum_past_64_bits_is_refused_and_nothing_written(sql: sqlite3.Connection, sign: int) -> None:
    put(sql, {(1, 1): (1, sign * MOST), (1, 2): (1, 1)})
    before = stored(sql)
    with pytest.raises(OverflowError, match="64 bits"):
        put(sql, {(1, 1): (1, 2 * sign), (1, 2): (1, 1)})
    assert stored(sql) == before
    put(sql, {(1, 1): (1, -sign * MOST)})
    assert stored(sql)[0] == (1, 1, 2, 0)


def test_bytes_that_are_no_cells_are_damage(sql: sqlite3.Connection) -> None:
    sql.execute("INSERT INTO packed VALUES (1, x'0102')")
    with pytest.raises(Damaged, match="packed is not as this program writes it"):
        put(sql, {(1, 1): (1, 1)})
