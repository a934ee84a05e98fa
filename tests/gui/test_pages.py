"""The page queries behind the tables, against the same questions asked plainly."""

import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest

from revroute_desktop.ledger.account_pages import newest_postings, unbalanced
from revroute_desktop.ledger.queries import balances
from revroute_desktop.money.currencies import currency_by_numeric
from revroute_desktop.routing.event_fields import EVENT_FIELDS
from revroute_desktop.routing.event_pages import (
    SORTS,
    EventFilter,
    EventRow,
    event_currencies,
    event_detail,
    event_ids,
    event_page,
    event_sums,
    newest_event_time,
    open_counts,
    postings_of,
    sums_of_events,
)
from revroute_desktop.routing.imports.pages import imports
from revroute_desktop.routing.imports.quarantine_pages import (
    QUARANTINE_FIELDS,
    quarantine_ids,
    quarantine_page,
    refused_count,
)
from revroute_desktop.routing.plans.pages import plan_versions
from revroute_desktop.workspace import open_workspace
from revroute_desktop.workspace.audit_pages import LOG_FIELDS, log_ids, log_page, log_size, newest_checkpoint
from revroute_desktop.workspace.filters.language import read
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


def typed(text: str) -> EventFilter:
    return EventFilter(terms=read(text, EVENT_FIELDS), zone="Europe/Berlin")


SECOND_OF_OCTOBER, DAY = 1_790_892_000_000_000, 86_400_000_000
PASSES: dict[str, Callable[[EventRow], bool]] = {
    "kind:refund": lambda row: row.kind == 6,
    "-kind:refund": lambda row: row.kind != 6,
    "currency:EUR": lambda row: row.currency == 978,
    "state:routed": lambda row: row.state == 1,
    "country:DE": lambda row: row.country == "DE",
    "source:str*": lambda row: row.source == "stripe",
    "amount>=0 line:1..100": lambda row: row.amount >= 0,
    "amount<0": lambda row: row.amount < 0,
    "amount:19 -id:ch_0001": lambda row: row.amount == 1900 and "ch_0001" not in row.external_id,
    "file:october at:2026-10-02": lambda row: (
        1_790_892_000_000_000 <= row.occurred_at < 1_790_978_400_000_000
    ),
    "~kind:refund amount<0": lambda row: row.amount < 0,
}


@pytest.mark.parametrize("text", sorted(PASSES))
def test_each_filter_leaves_what_it_says(sql: sqlite3.Connection, text: str) -> None:
    rows = event_page(sql, event_ids(sql, typed(text)))
    assert rows and all(PASSES[text](row) for row in rows)
    assert event_sums(sql, typed(text)).count == len(rows)
    assert sums_of_events(sql, np.array([row.id for row in rows])) == event_sums(sql, typed(text))
    if ":" in text and "line" not in text and "file" not in text:
        everything = event_page(sql, event_ids(sql, EventFilter()))
        assert len(rows) == sum(PASSES[text](row) for row in everything)


@pytest.mark.parametrize("text", ["source:nobody", "state:waiting", "state:waiting,quarantined", "reason:x"])
def test_a_filter_may_leave_nothing(sql: sqlite3.Connection, text: str) -> None:
    assert not len(event_ids(sql, typed(text)))


def test_what_an_event_gave_adds_up_to_its_amount(sql: sqlite3.Connection) -> None:
    for row in event_page(sql, event_ids(sql, EventFilter())):
        gave = row.gave
        assert gave is not None
        parts = gave.fees + gave.treasury + gave.held + gave.to_payees + gave.other
        assert parts == row.amount, row


def test_one_event_is_told_whole(sql: sqlite3.Connection) -> None:
    number = int(event_ids(sql, typed("ch_000300"))[0])
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
    assert len(quarantine_ids(sql, read("line>102 file:stripe -reason:time", QUARANTINE_FIELDS))) == 1
    assert not len(quarantine_ids(sql, reason="time"))
    assert not len(quarantine_ids(sql, read("nothing", QUARANTINE_FIELDS)))
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
    assert {row.action for row in log_page(sql, log_ids(sql, read("action:plan.*", LOG_FIELDS)))} == {
        "plan.publish"
    }
    assert log_ids(sql, read("entry:1..2", LOG_FIELDS)).tolist() == [2, 1]
    assert len(log_ids(sql, read("actor:desk-1 at:1999", LOG_FIELDS))) == 0
    assert newest_checkpoint(sql) is None


def test_balances_sum_to_zero_and_nothing_waits(sql: sqlite3.Connection) -> None:
    assert unbalanced(sql) == {}
    by_events = sql.execute("SELECT currency FROM event GROUP BY currency ORDER BY COUNT(*) DESC").fetchall()
    assert event_currencies(sql) == tuple(currency_by_numeric(number).code for (number,) in by_events)
    assert set(event_currencies(sql)) == {"EUR", "USD"}
    assert open_counts(sql) == (0, 0)
    assert newest_event_time(sql) is not None


def test_the_newest_postings_lead_up_to_the_balance(sql: sqlite3.Connection) -> None:
    mine = next(b for b in balances(sql, "payee:neon-kitten") if b.currency == "EUR")
    lines = newest_postings(sql, mine.account, "EUR", most=5000).rows
    assert lines[0].balance == mine.own
    assert sum(line.amount for line in lines) == mine.own
    assert not newest_postings(sql, "payee:nobody", "EUR").rows
