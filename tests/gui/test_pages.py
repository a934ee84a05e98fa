"""The page queries behind the tables, against the same questions asked plainly."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from revroute_desktop.ledger.account_pages import newest_postings, unbalanced
from revroute_desktop.ledger.queries import balances
from revroute_desktop.routing.event_pages import (
    SORTS,
    EventFilter,
    event_currencies,
    event_detail,
    event_ids,
    event_page,
    event_sums,
    newest_event_time,
    open_counts,
    postings_of,
)
from revroute_desktop.routing.imports.pages import imports
from revroute_desktop.routing.imports.quarantine_pages import quarantine_ids, quarantine_page, refused_count
from revroute_desktop.routing.plans.pages import plan_versions
from revroute_desktop.workspace import open_workspace
from revroute_desktop.workspace.audit_pages import log_ids, log_page, log_size, newest_checkpoint
from revroute_desktop.workspace.id_pages import read_ids


@pytest.fixture
def sql(books_file: Path) -> Iterator[sqlite3.Connection]:
    with open_workspace(books_file) as workspace, workspace.read() as session:
        yield session.sql


@pytest.mark.parametrize("numbers", [[], [7], [3, 1, 2], [2**32 - 1, 0], [2**32, 5], [-1, 4]])
def test_ids_come_in_their_order_however_large(numbers: list[int]) -> None:
    with sqlite3.connect(":memory:") as memory:
        memory.execute("CREATE TABLE t (at INTEGER PRIMARY KEY, id INTEGER)")
        memory.executemany("INSERT INTO t (id) VALUES (?)", [(n,) for n in numbers])
        found = read_ids(memory, "SELECT id FROM t ORDER BY at")
    memory.close()
    assert found.dtype == np.int64
    assert found.tolist() == numbers


@pytest.mark.parametrize("sort", sorted(SORTS))
@pytest.mark.parametrize("descending", [True, False])
def test_every_sort_has_every_event_once_and_in_order(
    sql: sqlite3.Connection, sort: str, descending: bool
) -> None:
    ids = event_ids(sql, EventFilter(), sort, descending=descending)
    assert len(set(ids.tolist())) == len(ids) == event_sums(sql, EventFilter()).count
    first = event_ids(sql, EventFilter(), sort, descending=descending, most=50)
    assert ids[:50].tolist() == first.tolist()
    if sort in {"amount", "occurred"}:
        values = [row.amount if sort == "amount" else row.occurred_at for row in event_page(sql, ids)]
        assert values == sorted(values, reverse=descending)


def test_each_filter_leaves_what_it_says(sql: sqlite3.Connection) -> None:
    for wanted, holds in (
        (EventFilter(kinds=(6,)), lambda row: row.kind == 6),
        (EventFilter(currency=978), lambda row: row.currency == 978),
        (EventFilter(states=(1,)), lambda row: row.state == 1),
        (EventFilter(countries=("DE",)), lambda row: row.country == "DE"),
        (EventFilter(sources=("stripe",)), lambda row: row.source == "stripe"),
        (EventFilter(least=0), lambda row: row.amount >= 0),
        (EventFilter(most=0), lambda row: row.amount <= 0),
        (EventFilter(text="CH_0001"), lambda row: "ch_0001" in row.external_id),
    ):
        rows = event_page(sql, event_ids(sql, wanted))
        assert rows and all(holds(row) for row in rows), wanted
        assert event_sums(sql, wanted).count == len(rows)
    assert not len(event_ids(sql, EventFilter(sources=("nobody",))))


def test_what_an_event_gave_adds_up_to_its_amount(sql: sqlite3.Connection) -> None:
    for row in event_page(sql, event_ids(sql, EventFilter())):
        gave = row.gave
        assert gave is not None
        parts = gave.fees + gave.treasury + gave.held + gave.to_payees + gave.other
        assert parts == row.amount, row


def test_one_event_is_told_whole(sql: sqlite3.Connection) -> None:
    number = int(event_ids(sql, EventFilter(text="ch_000300"))[0])
    detail = event_detail(sql, number)
    assert detail.attributes == {"creator": "neon-kitten", "treasury_share": "90"}
    assert (detail.file_name, detail.plan, detail.payer) == (
        "stripe-october.csv",
        "Creator network",
        "user20",
    )
    assert detail.transaction is not None
    assert sum(posting.amount for posting in postings_of(sql, detail.transaction)) == 0
    with pytest.raises(LookupError):
        event_detail(sql, 10**9)


def test_quarantine_imports_and_plans_are_listed(sql: sqlite3.Connection) -> None:
    ids = quarantine_ids(sql)
    assert refused_count(sql) == len(ids) == 2
    assert [row.line for row in quarantine_page(sql, ids)] == [202, 102]
    assert not len(quarantine_ids(sql, "nothing says this"))
    (imported,) = imports(sql)
    assert (imported.events, imported.refused, imported.complete, imported.profile) == (
        598,
        2,
        True,
        "generic",
    )
    (version,) = plan_versions(sql, 1_793_188_800_000_000)
    assert version.in_force and version.number == 1 and version.routes > 3
    assert not plan_versions(sql, 0)[0].in_force


def test_the_log_is_read_newest_first_with_its_leaf_hashes(sql: sqlite3.Connection) -> None:
    ids = log_ids(sql)
    assert ids.tolist() == list(range(log_size(sql) - 1, -1, -1))
    rows = log_page(sql, ids)
    assert [row.seq for row in rows] == ids.tolist()
    assert all(len(row.leaf) == 64 for row in rows)
    assert {row.action for row in log_page(sql, log_ids(sql, "plan.publish"))} == {"plan.publish"}
    assert newest_checkpoint(sql) is None


def test_balances_sum_to_zero_and_nothing_waits(sql: sqlite3.Connection) -> None:
    assert unbalanced(sql) == {}
    assert set(event_currencies(sql)) == {978, 840}
    assert open_counts(sql) == (0, 0)
    assert newest_event_time(sql) is not None


def test_the_newest_postings_lead_up_to_the_balance(sql: sqlite3.Connection) -> None:
    mine = next(b for b in balances(sql, "payee:neon-kitten") if b.currency == "EUR")
    lines = newest_postings(sql, mine.account, "EUR", most=5000)
    assert lines[0].balance == mine.own
    assert sum(line.amount for line in lines) == mine.own
    assert newest_postings(sql, "payee:nobody", "EUR") == []
