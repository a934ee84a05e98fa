"""Routing over real books: the slow engine's answer, whatever the chunks, and however often it was
interrupted.
"""

from datetime import date
from random import Random

import pytest
from tests.routing.imports.import_samples import bring, row
from tests.routing.oracle import Oracle
from tests.routing.real_books import (
    PLAN,
    bring_in,
    day_of,
    dump,
    new_workspace,
    oracle_transactions,
    plain_transactions,
)
from tests.routing.replay_check import replay_difference
from tests.routing.streams import FIRST_DAY, draw_events

from revroute_desktop.errors import Cancelled
from revroute_desktop.ledger.journal import Line, advance, journal_entry, open_account
from revroute_desktop.ledger.periods import lock_period
from revroute_desktop.money.amounts import MAX_AMOUNT
from revroute_desktop.proof.verify import verify
from revroute_desktop.routing.explain import explain
from revroute_desktop.routing.plans.publish import publish_plan
from revroute_desktop.routing.plans.reader import read_plan
from revroute_desktop.routing.release import release_holds
from revroute_desktop.routing.replay import Replayer
from revroute_desktop.routing.restate import Selection, restate
from revroute_desktop.routing.route import route
from revroute_desktop.routing.simulate import simulate
from revroute_desktop.workspace.zones import local_day

ADVANCES = [("ann", "EUR", 3000), ("bob", "EUR", 400), ("cy", "JPY", 500)]


def events_of(seed, count=150):
    events = draw_events(Random(seed), count, 1)
    sources = {event.id: event.source for event in events}
    for event in events:
        event.source = sources.get(event.original, event.source)  # an id is one of its source
        sources[event.id] = event.source
        event.released = False
        event.version = 0
        event.day = local_day(event.at, "Europe/Berlin")
    return events


def books(folder, events, **more):
    folder.mkdir()
    workspace = new_workspace(folder, **more)
    for creator, money, amount in ADVANCES:
        advance(workspace, creator, money, amount, day=date(2026, 1, 5), actor="tester", reason="start")
    bring_in(workspace, folder, events)
    return workspace


def oracle_of(events):
    plan = read_plan(PLAN)
    oracle = Oracle([plan], {(f"advance:{creator}", money): amount for creator, money, amount in ADVANCES})
    oracle.run(events)
    return oracle


@pytest.mark.parametrize("seed", range(4))
def test_the_books_hold_what_the_slow_engine_says(tmp_path, seed):
    events = events_of(seed)
    workspace = books(tmp_path / "a", events)
    route(workspace, actor="tester", chunk_size=17)
    oracle = oracle_of(events)
    # What waits for an original that comes later in the order goes in the next batch of the same run.
    oracle_waits = [event for event in events if event.id in oracle.waits]
    oracle.waits = set()
    oracle.run(oracle_waits)
    assert plain_transactions(workspace) == oracle_transactions(oracle)


@pytest.mark.parametrize("seed", [11, 12])
def test_the_size_of_chunks_changes_nothing(tmp_path, seed):
    events = events_of(seed)
    results = []
    for size in (1, 7, 40, 10_000):
        workspace = books(tmp_path / str(size), events)
        route(workspace, actor="tester", chunk_size=size)
        results.append(dump(workspace))
    for other in results[1:]:
        assert other == results[0]


@pytest.mark.parametrize("seed", [21, 22])
def test_an_interrupted_run_ends_where_a_clean_one_does(tmp_path, seed):
    events = events_of(seed)
    clean = books(tmp_path / "clean", events)
    route(clean, actor="tester", chunk_size=10_000)
    broken = books(tmp_path / "broken", events)
    for _ in range(100):
        try:
            route(broken, actor="tester", chunk_size=9, cancelled=lambda: True)
        except Cancelled:
            continue
        break
    assert dump(broken) == dump(clean)


def test_a_run_with_nothing_to_decide_writes_nothing(tmp_path):
    workspace = books(tmp_path / "a", events_of(3))
    first = route(workspace, actor="tester")
    assert first.events >= 150 and first.routed
    with workspace.read() as session:
        (before,) = session.sql.execute("SELECT COUNT(*) FROM audit_entry").fetchone()
    assert route(workspace, actor="tester").batches == 0
    with workspace.read() as session:
        assert session.sql.execute("SELECT COUNT(*) FROM audit_entry").fetchone() == (before,)


@pytest.mark.parametrize("seed", [31, 32])
def test_every_chunk_replays_to_the_same_postings(tmp_path, seed):
    events = events_of(seed)
    workspace = books(tmp_path / "a", events[:90])
    route(workspace, actor="tester", chunk_size=13)
    bring_in(workspace, tmp_path / "a", events[90:], events)
    route(workspace, actor="tester", chunk_size=13)
    release_holds(workspace, date(2026, 4, 20), actor="tester")
    with workspace.read() as session:
        replayer = Replayer(session.sql, workspace.zone)
        entries = [entry for (entry,) in session.sql.execute("SELECT entry FROM batch_chunk")]
        assert [replay_difference(session.sql, replayer, entry) for entry in entries] == [None] * len(entries)


def test_an_altered_posting_is_named_by_its_replay(tmp_path):
    workspace = books(tmp_path / "a", events_of(33))
    route(workspace, actor="tester")
    with workspace.write("tester", "test", "books") as unit:
        (number,) = unit.sql.execute("SELECT MAX(id) FROM txn WHERE kind = 1").fetchone()
        unit.sql.execute("UPDATE posting SET amount = amount + 1 WHERE id = ?", (number * 4096,))
        unit.sql.execute("UPDATE posting SET amount = amount - 1 WHERE id = ?", (number * 4096 + 1,))
        unit.record({})
    with workspace.read() as session:
        replayer = Replayer(session.sql, workspace.zone)
        entries = [entry for (entry,) in session.sql.execute("SELECT entry FROM batch_chunk")]
        found = [replay_difference(session.sql, replayer, entry) for entry in entries]
        assert any(text and f"transaction {number}" in text for text in found)


def test_a_reversal_waits_for_its_original_and_goes_with_it(tmp_path):
    events = events_of(41)
    refund = next(event for event in events if event.kind == "refund" and event.original > 0)
    original = next(event for event in events if event.id == refund.original)
    refund.at, refund.day, refund.currency = original.at + 1, original.day, original.currency
    workspace = books(tmp_path / "a", [])
    bring_in(workspace, tmp_path / "a", [refund], events)
    assert route(workspace, actor="tester").waiting == 1
    assert route(workspace, actor="tester").batches == 0
    bring_in(workspace, tmp_path / "a", [original], events)
    done = route(workspace, actor="tester")
    assert done.routed == 2 and done.waiting == 0


def test_an_event_without_a_plan_waits_until_one_is_published(tmp_path):
    workspace = books(tmp_path / "a", events_of(42, 20), plan="")
    assert route(workspace, actor="tester").waiting == 20
    publish_plan(workspace, PLAN, effective=date(2026, 1, 1), actor="tester")
    assert route(workspace, actor="tester").routed > 10


def test_explain_shows_each_step_and_they_sum_to_the_event(tmp_path):
    workspace = books(tmp_path / "a", events_of(51))
    route(workspace, actor="tester", chunk_size=31)
    with workspace.read() as session:
        rows = session.sql.execute("SELECT event, state FROM d_event_state").fetchall()
    for event, _ in rows:
        found = explain(workspace, event)
        assert sum(posting.amount for posting in found.postings) == 0
        if found.steps:
            assert sum(step.taken - step.shortfall for step in found.steps) == found.amount
            assert found.steps[-1].left_after == 0
            for step in found.steps:
                assert abs(step.exact - step.computed) <= 1
                for counter in step.counters:
                    assert counter.limit is None or counter.after <= max(counter.limit, counter.before)


def test_simulating_the_plan_in_force_changes_nothing(tmp_path):
    events = events_of(61)
    workspace = books(tmp_path / "a", events)
    route(workspace, actor="tester", chunk_size=50)
    first, last = day_of(FIRST_DAY - 1), day_of(FIRST_DAY + 60)
    found = simulate(workspace, PLAN, start=first, end=last, chunk_size=23)
    waits = found.undecided
    assert found.changed <= waits  # in the books a second batch took what waited for a later original
    other = simulate(workspace, PLAN.replace("percent: 2.9", "percent: 4.9"), start=first, end=last)
    assert other.changed > 20
    fees = [one for one in other.destinations if one.account == "fees:card"]
    assert fees and all(one.difference > 0 for one in fees)


def test_releasing_twice_posts_once(tmp_path):
    workspace = books(tmp_path / "a", events_of(71))
    route(workspace, actor="tester")
    with workspace.read() as session:
        held = session.sql.execute("SELECT SUM(amount) FROM d_hold_open").fetchone()[0]
    done = release_holds(workspace, date(2026, 6, 1), actor="tester", chunk_size=3)
    assert done.released > 3 and sum(done.amounts.values()) == held
    assert release_holds(workspace, date(2026, 6, 1), actor="tester").released == 0
    with workspace.read() as session:
        assert session.sql.execute("SELECT COUNT(*) FROM d_hold_open").fetchone() == (0,)
        assert session.sql.execute("SELECT SUM(held) FROM d_balance").fetchone() == (0,)


def test_a_release_that_another_overtakes_writes_nothing_for_what_is_no_longer_there(tmp_path):
    workspace = books(tmp_path / "a", events_of(71))
    route(workspace, actor="tester")

    def overtake(done: int, total: int, doing: str) -> None:
        release_holds(workspace, date(2026, 6, 1), actor="other")

    done = release_holds(workspace, date(2026, 6, 1), actor="tester", chunk_size=3, progress=overtake)
    assert done.released == 3
    with workspace.read() as session:
        entries = session.sql.execute(
            "SELECT actor, json_extract(payload, '$.holds') > 0 FROM audit_entry "
            "WHERE action = 'release.chunk' ORDER BY seq"
        ).fetchall()
        assert session.sql.execute("SELECT COUNT(*) FROM d_hold_open").fetchone() == (0,)
    assert entries == [("tester", 1), ("other", 1)]


@pytest.mark.parametrize("released", [False, True])
def test_restating_everything_under_the_same_plan_gives_the_same_money(tmp_path, released):
    events = [event for event in events_of(81) if event.original != -1]
    workspace = books(tmp_path / "a", events)
    route(workspace, actor="tester")
    before = dump(workspace)
    if released:
        release_holds(workspace, date(2026, 3, 20), actor="tester")
    with workspace.read() as session:
        ids = tuple(
            event
            for (event,) in session.sql.execute(
                "SELECT event FROM d_event_state WHERE state IN (1, 3) "
                "AND entry = (SELECT MIN(entry) FROM d_event_state WHERE state IN (1, 3))"
            )
        )
    done = restate(workspace, Selection(events=ids), actor="tester", reason="a look")
    assert done.events
    after = dump(workspace)
    assert after["counters"] == before["counters"]
    assert after["balances"] == before["balances"]
    assert [amount for _, amount in after["holds"]] == [amount for _, amount in before["holds"]]


def test_restating_follows_the_plan_in_force_now_and_later_refunds_follow_it(tmp_path):
    events = events_of(91)
    workspace = books(tmp_path / "a", events[:100])
    route(workspace, actor="tester")
    changed = PLAN.replace("tips-recoup, recoup", "tips-back, recoup").replace("percent: 2.9", "percent: 9")
    publish_plan(workspace, changed, effective=date(2026, 1, 1), actor="tester")
    selection = Selection(first_day=day_of(FIRST_DAY - 1), last_day=day_of(FIRST_DAY + 90))
    done = restate(workspace, selection, actor="tester", reason="the fee was wrong")
    assert done.events > 50
    with workspace.read() as session:
        counts = dict(session.sql.execute("SELECT kind, COUNT(*) FROM txn GROUP BY kind"))
        assert counts[10] >= done.events and counts[11] >= done.events
        assert session.sql.execute("SELECT COUNT(*) FROM d_event_state WHERE state = 4").fetchone()[0] > 40
        assert session.sql.execute("SELECT SUM(own) FROM d_balance").fetchone() == (0,)
    bring_in(workspace, tmp_path / "a", events[100:], events)
    route(workspace, actor="tester", chunk_size=20)
    found = verify(workspace, replay=True)
    assert found.fault is None, found.fault
    with workspace.read() as session:
        following = session.sql.execute(
            "SELECT COUNT(*) FROM reversal r JOIN txn t ON t.id = r.txn AND t.kind = 2 "
            "JOIN txn o ON o.id = r.original AND o.kind = 11"
        ).fetchone()
        assert following[0] > 0


def test_locked_days_book_on_the_first_open_day_and_keep_their_own_date(tmp_path):
    events = events_of(95)
    workspace = books(tmp_path / "a", events)
    lock_period(workspace, date(2026, 3, 1), actor="tester")
    route(workspace, actor="tester")
    locked = (date(2026, 3, 1) - date(1970, 1, 1)).days
    with workspace.read() as session:
        rows = session.sql.execute(
            "SELECT t.booked_day, e.occurred_at FROM txn t JOIN event e ON e.id = t.event"
        ).fetchall()
    assert rows
    assert all(booked == max(locked + 1, local_day(at, "Europe/Berlin")) for booked, at in rows)


def test_b1_an_event_that_would_overflow_a_balance_is_quarantined_alone(tmp_path):
    workspace = new_workspace(tmp_path)
    events = [event for event in events_of(97) if event.kind == "sale" and event.currency == "EUR"][:12]
    for event in events:
        event.fields["attr.creator"] = "ann"
        event.amount = 1000
    bring_in(workspace, tmp_path, events[:1])
    route(workspace, actor="tester")
    with workspace.write("tester", "test", "books") as unit:
        unit.sql.execute(
            "UPDATE d_balance SET own = ? WHERE account = (SELECT id FROM account WHERE code = 'payee:ann')",
            (-(2**62) + 1500,),
        )
        unit.record({})
    bring_in(workspace, tmp_path, events[1:], events)
    done = route(workspace, actor="tester")
    assert done.routed >= 1 and done.quarantined >= 5 and done.routed + done.quarantined == len(events) - 1
    with workspace.read() as session:
        reasons = session.sql.execute("SELECT DISTINCT reason FROM d_event_state WHERE state = 2").fetchall()
        assert reasons == [("a balance or counter would grow beyond what can be kept exactly",)]
    assert route(workspace, actor="tester").batches == 0


REFUNDS = """
format: 1
plan: Refunds
zone: UTC
currencies: [EUR]
accounts: {make: true}
refunds: {bear: HOW, account: "reserve:refunds"}
negative: {default: loss:other}
routes:
  - id: all
    when: always
    steps:
      - {id: reserve, percent: 10, of: gross, to: "reserve:refunds"}
      - {id: rest, take: remaining, to: payee:shop}
"""


def refunded_books(folder, size, cancelled):
    """Sales under two versions, of which one has the reserve bear all and one has it bear first; refunds of
    both on one day.
    """
    folder.mkdir()
    workspace = new_workspace(folder, REFUNDS.replace("HOW", "account"), date(2025, 1, 1))
    publish_plan(
        workspace, REFUNDS.replace("HOW", "reserve_first"), effective=date(2026, 1, 1), actor="tester"
    )
    sales = [(number, "2025-12-01" if number < 4 else "2026-01-01") for number in range(1, 7)]
    text = "".join(row(number, "100.00", time=f"{day}T00:00:00Z") for number, day in sales)
    text += "".join(
        row(10 + number, "-20.00", kind="refund", original=str(number), time=f"2026-01-05T00:00:0{number}Z")
        for number, _ in sales
    )
    bring(workspace, folder / "a.csv", text)
    for _ in range(20):
        try:
            route(workspace, actor="tester", chunk_size=size, cancelled=cancelled)
        except Cancelled:
            continue
        break
    return workspace


def test_b8_an_interrupted_day_of_refunds_takes_of_reserves_what_a_clean_one_does(tmp_path):
    clean = refunded_books(tmp_path / "clean", 10_000, lambda: False)
    broken = refunded_books(tmp_path / "broken", 3, lambda: True)
    assert dump(broken) == dump(clean)
    assert verify(broken, replay=True, processes=1).fault is None


@pytest.mark.parametrize("size", [1, 10_000])
def test_b1_what_overflows_a_balance_on_the_way_is_refused_whatever_the_chunks(tmp_path, size):
    workspace = new_workspace(
        tmp_path, REFUNDS.replace("HOW", "ratio").replace(', account: "reserve:refunds"', "")
    )
    for account in ("payee:shop", "bank:main"):
        open_account(workspace, account, actor="tester")
    # The payee has all but half an event of what a balance can hold.
    for half in (2048, 2048, 2**62 // MAX_AMOUNT - 4096):
        lines = [Line("bank:main", "EUR", MAX_AMOUNT), Line("payee:shop", "EUR", -MAX_AMOUNT)] * half
        journal_entry(workspace, lines, memo="Much", actor="tester")
    much = "9999999999999.00"
    text = row(1, much, time="2026-01-01T00:00:00Z")
    text += row(2, f"-{much}", kind="refund", original="1", time="2026-01-01T00:00:01Z")
    bring(workspace, tmp_path / "a.csv", text)
    route(workspace, actor="tester", chunk_size=size)
    with workspace.read() as session:
        states = session.sql.execute("SELECT event, state FROM d_event_state ORDER BY event").fetchall()
    assert states == [(1, 2), (2, 0)]
    assert verify(workspace, replay=True, processes=1).fault is None
