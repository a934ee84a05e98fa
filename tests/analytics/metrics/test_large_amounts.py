"""Sums of events are exact beyond 64 bits, from rollups and from columns alike."""

import sqlite3
from collections.abc import Iterator

import numpy as np
import pytest

from revroute_desktop.analytics.metrics.model import Ask
from revroute_desktop.analytics.metrics.read_events import read_events
from revroute_desktop.routing.event_index import indexed, indexed_sums
from revroute_desktop.workspace.event_rollups.columns import Field, store
from revroute_desktop.workspace.event_rollups.sums import Dimension, add
from revroute_desktop.workspace.schema import apply_migration, migration_files

LARGEST = 10**15
COUNT = 30_000
DAY = 86_400_000_000


@pytest.fixture
def sql() -> Iterator[sqlite3.Connection]:
    """Books with 30,000 sales of the largest amount on one day, half of them of one country."""
    sql = sqlite3.connect(":memory:", isolation_level=None)
    for file in migration_files():
        apply_migration(sql, file)
    sql.execute("INSERT INTO workspace VALUES (1, 'u', 'n', 'UTC', 0)")
    sql.execute("INSERT INTO term VALUES (1, 'DE'), (2, 'spring')")
    sql.execute("INSERT INTO account VALUES (1, 'clearing:shop', 1, 0)")
    sql.execute("INSERT INTO source VALUES (1, 'shop', 1, 0)")
    sql.execute(
        "INSERT INTO import VALUES (1, 1, 'f', x'00', 1, '{}', 0, 0)",
    )
    sql.execute(
        "INSERT INTO event (id, source, external_id, occurred_at, kind, currency, amount, content, import,"
        " line) VALUES (?, 1, 'last', 0, 1, 978, 1, x'00', 1, 1)",
        (COUNT,),
    )
    ones = np.ones(COUNT, np.int64)
    events = {field: ones for field in Field if field is not Field.FIRST} | {
        Field.AT: np.arange(COUNT) * 1_000_000,
        Field.AMOUNT: LARGEST - np.arange(COUNT),
        Field.CURRENCY: ones * 978,
        Field.CAMPAIGN: ones * 2,
        Field.COUNTRY: np.arange(COUNT) % 2,
    }
    for field, values in events.items():
        store(sql, field, np.arange(COUNT), values)
    for begin in range(0, COUNT, 7_000):
        part = {field: values[begin : begin + 7_000] for field, values in events.items()}
        for dimension in Dimension:
            add(sql, dimension, np.zeros(len(part[Field.AT]), np.int64), part, 1)
    yield sql
    sql.close()


def test_sums_are_exact_from_rollups_and_from_columns(sql: sqlite3.Connection) -> None:
    whole = COUNT * LARGEST - COUNT * (COUNT - 1) // 2
    assert whole > 2**63
    half = sum(LARGEST - number for number in range(1, COUNT, 2))
    for end in (DAY, DAY - 1):
        [found] = read_events(Ask(sql, (0, end), "UTC")).values()
        assert (found["gross"], found["earning"]) == (whole, COUNT)
        by_country = read_events(Ask(sql, (0, end), "UTC", "country"))
        assert by_country[978, "DE", 0]["net"] == half
        assert by_country[978, "", 0]["net"] == whole - half
        terms = (("country", "DE"), ("campaign", "spring"))
        [found] = read_events(Ask(sql, (0, end), "UTC", None, terms)).values()
        assert (found["net"], found["events"]) == (half, COUNT // 2)


def test_the_sums_of_a_filter_are_exact_too(sql: sqlite3.Connection) -> None:
    asked = indexed(sql, (), "UTC", None, 978)
    assert asked is not None
    assert indexed_sums(sql, asked) == [(978, COUNT, COUNT * LARGEST - COUNT * (COUNT - 1) // 2, 0)]
