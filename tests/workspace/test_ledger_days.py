"""Daily sums of the ledger: what is read is what was added, of the days and accounts that are asked for."""

import json
import sqlite3
from collections import defaultdict

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from revroute_desktop.workspace import ledger_days
from revroute_desktop.workspace.schema import MIGRATIONS, apply_migration, migration_files

MOST = 2**63 - 1
EUR, USD = 978, 840
TABLE = "CREATE TABLE d_ledger_day (id INTEGER PRIMARY KEY, cells BLOB NOT NULL) STRICT"

Key = tuple[int, int, int, int]
"""Day, account, source, currency."""

amounts = st.integers(0, 10**12) | st.just(2**61)
steps = st.lists(
    st.dictionaries(
        st.tuples(
            st.integers(-700_000, 3_000_000) | st.integers(20_500, 20_503),
            st.sampled_from([1, 2, 1_023, 1_024, 1_025, 100_000]),
            st.integers(0, 2),
            st.sampled_from([EUR, USD]),
        ),
        st.tuples(st.integers(1, 5), amounts, amounts),
        min_size=1,
        max_size=8,
    ),
    max_size=3,
)


def books() -> sqlite3.Connection:
    sql = sqlite3.connect(":memory:", isolation_level=None)
    sql.execute(TABLE)
    return sql


def put(sql: sqlite3.Connection, added: dict[Key, tuple[int, int, int]]) -> None:
    day, *keys = (np.array(column, np.int64) for column in zip(*added, strict=True))
    sums = [np.array(column, np.int64) for column in zip(*added.values(), strict=True)]
    ledger_days.add(sql, day, keys, sums)


def told(found: ledger_days.LedgerDays) -> dict[Key, list[int]]:
    keys = (found.column(name).tolist() for name in ("account", "source", "currency"))
    sums = (found.column(name).tolist() for name in ("postings", "debit", "credit"))
    where = zip(found.day.tolist(), *keys, strict=True)
    return {key: list(values) for key, *values in zip(where, *sums, strict=True)}


@given(
    steps,
    st.integers(20_499, 20_504),
    st.integers(20_499, 20_504),
    st.sets(st.sampled_from([1, 1_023, 1_024])),
)
def test_what_is_read_of_some_days_and_accounts_is_what_was_added(
    added: list[dict[Key, tuple[int, int, int]]], first: int, after: int, accounts: set[int]
) -> None:
    sql = books()
    model: defaultdict[Key, list[int]] = defaultdict(lambda: [0, 0, 0])
    for step in added:
        put(sql, step)
        for key, sums in step.items():
            model[key] = [was + more for was, more in zip(model[key], sums, strict=True)]
    assert told(ledger_days.read(sql)) == model
    assert told(ledger_days.read(sql, first, after)) == {
        key: sums for key, sums in model.items() if first <= key[0] < after
    }
    assert told(ledger_days.read(sql, None, after, accounts)) == {
        key: sums for key, sums in model.items() if key[0] < after and key[1] in accounts
    }
    own = [sums for (day, *key), sums in model.items() if day >= first and (key[0], key[2]) == (1_023, EUR)]
    postings, debit, credit = (sum(column) for column in zip(*own, strict=True)) if own else (0, 0, 0)
    assert ledger_days.sums_of_account(sql, 1_023, EUR, first) == (debit, credit, postings)
    sql.close()


@given(
    st.lists(st.tuples(st.integers(-(2**63), MOST), st.integers(0, 2)), max_size=20)
    | st.lists(st.tuples(st.integers(-(10**9), 10**9), st.integers(0, 2)), max_size=20)
)
def test_sums_are_exact_beyond_64_bits(values: list[tuple[int, int]]) -> None:
    amount, place = (np.array([row[column] for row in values], np.int64) for column in (0, 1))
    expected = [sum(value for value, at in values if at == one) for one in range(3)]
    assert ledger_days.exact_sums(amount, place, 3).tolist() == expected
    assert ledger_days.exact_sum(amount) == sum(expected)


def test_a_day_that_would_pass_64_bits_is_refused() -> None:
    sql = books()
    put(sql, {(20_500, 1, 0, EUR): (1, MOST, 0)})
    with pytest.raises(OverflowError):
        put(sql, {(20_500, 1, 0, EUR): (1, 1, 0)})
    put(sql, {(20_501, 1, 0, EUR): (1, MOST, 0)})
    assert ledger_days.sums_of_account(sql, 1, EUR) == (2 * MOST, 0, 2)


def test_a_chunk_rewrites_the_rows_of_its_own_days_and_neighbouring_accounts_alone() -> None:
    sql = books()
    many = {(20_500 + day, account, 1, EUR): (1, 5, 0) for day in range(3) for account in range(1, 5_000)}
    put(sql, many)
    assert sql.execute("SELECT COUNT(*), MAX(LENGTH(cells)) FROM d_ledger_day").fetchone() == (15, 1_024 * 32)
    before = dict(sql.execute("SELECT id, cells FROM d_ledger_day"))
    put(sql, {(20_501, 300, 1, EUR): (1, 5, 0), (20_502, 2_000, 1, EUR): (1, 5, 0)})
    after = dict(sql.execute("SELECT id, cells FROM d_ledger_day"))
    assert sum(before[slot] != after[slot] for slot in before) == 2


def test_cells_are_read_as_json_by_the_views() -> None:
    sql = books()
    put(sql, {(-5, 300, 2, EUR): (3, MOST, 7)})
    row, cells = sql.execute("SELECT id, cells FROM d_ledger_day").fetchone()
    assert sql.execute(f"SELECT {ledger_days.day_of_row('?1')}", (row,)).fetchone() == (-5,)
    assert json.loads(ledger_days.as_json(cells)) == [[300, 2, EUR, MOST, 7, 3]]


@given(steps)
def test_rows_of_version_2_are_taken_over(added: list[dict[Key, tuple[int, int, int]]]) -> None:
    sql = sqlite3.connect(":memory:", isolation_level=None)
    *older, newer = migration_files(MIGRATIONS)[:3]
    for file in older:
        apply_migration(sql, file)
    rows = {key: list(sums) for step in added for key, sums in step.items()}
    sql.executemany(
        "INSERT INTO d_rollup_day (day, account, source, currency, postings, debit, credit)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        [(*key, *sums) for key, sums in rows.items()],
    )
    ledger_days.carry_over(sql)
    apply_migration(sql, newer)
    ledger_days.take_over(sql)
    assert told(ledger_days.read(sql)) == rows
    assert sql.execute("SELECT COUNT(*) FROM sqlite_temp_schema").fetchone() == (0,)
    sql.close()
