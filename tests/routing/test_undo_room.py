"""Undoing an import takes its events out of caps and tiers, and gives originals back what was reversed."""

from datetime import date
from pathlib import Path

import pytest
from tests.routing.imports.import_samples import bring, row, table
from tests.routing.real_books import bring_in, day_of, dump
from tests.routing.replay_check import replay_difference
from tests.routing.streams import FIRST_DAY
from tests.routing.test_route import books, events_of

from revroute_desktop.proof.verify import verify
from revroute_desktop.routing.imports.import_revenue import import_revenue
from revroute_desktop.routing.imports.undo_import import undo_import
from revroute_desktop.routing.plans.publish import publish_plan
from revroute_desktop.routing.replay import Replayer
from revroute_desktop.routing.restate import Selection, restate
from revroute_desktop.routing.route import route
from revroute_desktop.workspace import Workspace

PLAN = """\
format: 1
plan: Room
zone: UTC
currencies: [EUR]
accounts: {make: true}
refunds: {bear: ratio}
negative: {default: loss:x}
routes:
  - id: only
    when: always
    steps:
      - STEP
      - {id: rest, take: remaining, to: treasury:rest}
"""
CAP = "{id: cap, percent: 100, of: gross, to: partner:a, caps: [{per: month, amount: {EUR: 1.00}}]}"
TIER = (
    "{id: tier, to: partner:a, tiers: {mode: marginal, of: remaining, per: month, "
    "bands: [{up_to: {EUR: 1.00}, percent: 50}, {percent: 10}]}}"
)


def planned(workspace: Workspace, step: str) -> None:
    publish_plan(workspace, PLAN.replace("STEP", step), effective=date(2025, 1, 1), actor="ada")


def bring_and_route(workspace: Workspace, path: Path, text: str) -> int:
    number = bring(workspace, path, text).import_id
    assert number is not None
    route(workspace, actor="ada")
    return number


def counters(workspace: Workspace) -> list[tuple[object, ...]]:
    """Day on which it was given back, or None for what was counted; value."""
    return table(workspace, "SELECT returned_day, value FROM d_counter WHERE value <> 0 ORDER BY 1, 2")


def partner(workspace: Workspace) -> object:
    return table(
        workspace, "SELECT -own FROM d_balance JOIN account ON id = account WHERE code = 'partner:a'"
    )


def state(workspace: Workspace, event: int) -> object:
    return table(workspace, f"SELECT state FROM d_event_state WHERE event = {event}")[0][0]


def holds(workspace: Workspace) -> bool:
    return verify(workspace, processes=1, replay=True).fault is None


@pytest.mark.parametrize(("step", "got"), [(CAP, 100), (TIER, 54)])
def test_b14_a_file_undone_and_imported_again_finds_the_room_it_found_before(
    workspace: Workspace, tmp_path: Path, step: str, got: int
) -> None:
    planned(workspace, step)
    bring_and_route(workspace, tmp_path / "a.csv", row(1, "0.60"))
    number = bring_and_route(workspace, tmp_path / "b.csv", row(2, "0.80"))
    assert partner(workspace) == [(got,)]
    before = counters(workspace)
    undo_import(workspace, number, actor="ada", reason="wrong file")
    assert counters(workspace) == [(None, 60)]
    assert holds(workspace)
    import_revenue(workspace, tmp_path / "b.csv", "generic", actor="ada")
    route(workspace, actor="ada")
    assert partner(workspace) == [(got,)]
    assert counters(workspace) == before
    assert holds(workspace)


def test_b15_an_undone_refund_takes_out_again_the_room_it_gave_back(
    workspace: Workspace, tmp_path: Path
) -> None:
    planned(workspace, CAP)
    bring_and_route(workspace, tmp_path / "a.csv", row(1, "1.00"))
    refund = row(2, "-0.40", kind="refund", original="1")
    number = bring_and_route(workspace, tmp_path / "b.csv", refund)
    day = (date(2026, 1, 2) - date(1970, 1, 1)).days
    assert counters(workspace) == [(None, 100), (day, 40)]
    undo_import(workspace, number, actor="ada", reason="not refunded")
    assert counters(workspace) == [(None, 100)]
    bring_and_route(workspace, tmp_path / "c.csv", row(3, "0.30", time="2026-01-05T12:00:00Z"))
    assert partner(workspace) == [(100,)]
    assert holds(workspace)


def test_b15_of_two_refunds_the_one_that_stays_gives_back_what_it_would_have_alone(
    workspace: Workspace, tmp_path: Path
) -> None:
    # Half goes to fees: of 10 the tiers count 5.
    planned(workspace, "{id: fee, percent: 50, of: gross, to: fees:x}\n      - " + TIER)
    bring_and_route(workspace, tmp_path / "a.csv", row(1, "0.10"))
    first = row(2, "-0.03", kind="refund", original="1", time="2026-01-03T12:00:00Z")
    second = row(3, "-0.03", kind="refund", original="1", time="2026-01-04T12:00:00Z")
    number = bring_and_route(workspace, tmp_path / "b.csv", first)
    bring_and_route(workspace, tmp_path / "c.csv", second)
    day = (date(2026, 1, 4) - date(1970, 1, 1)).days
    # 1.5 is rounded to 2 for the first, so that 1 is left of 3 for the second.
    assert counters(workspace) == [(None, 5), (day - 1, 2), (day, 1)]
    undo_import(workspace, number, actor="ada", reason="not refunded")
    assert counters(workspace) == [(None, 5), (day, 2)]
    assert holds(workspace)


def test_b8_an_original_whose_refund_is_undone_is_routed_again_and_can_be_refunded_whole(
    workspace: Workspace, tmp_path: Path
) -> None:
    planned(workspace, CAP)
    bring_and_route(workspace, tmp_path / "a.csv", row(1, "1.00"))
    number = bring_and_route(workspace, tmp_path / "b.csv", row(2, "-1.00", kind="refund", original="1"))
    assert state(workspace, 1) == 3
    undo_import(workspace, number, actor="ada", reason="not refunded")
    assert state(workspace, 1) == 1
    assert holds(workspace)
    bring(workspace, tmp_path / "c.csv", row(3, "-1.00", kind="refund", original="1"))
    assert route(workspace, actor="ada").excess == 0
    assert (partner(workspace), state(workspace, 1)) == ([(0,)], 3)
    assert holds(workspace)


def test_b21_a_restated_original_is_restated_again_once_its_refund_is_undone(
    workspace: Workspace, tmp_path: Path
) -> None:
    planned(workspace, CAP)
    bring_and_route(workspace, tmp_path / "a.csv", row(1, "1.00"))
    number = bring_and_route(workspace, tmp_path / "b.csv", row(2, "-1.00", kind="refund", original="1"))
    restate(workspace, Selection(events=(1,)), actor="ada", reason="again")
    assert state(workspace, 1) == 3
    undo_import(workspace, number, actor="ada", reason="not refunded")
    assert (state(workspace, 1), counters(workspace)) == (4, [(None, 100)])
    assert holds(workspace)


def test_b10_an_undone_give_back_leaves_the_original_reversed_in_full(
    workspace: Workspace, tmp_path: Path
) -> None:
    planned(workspace, CAP)
    text = row(1, "1.00") + row(2, "-1.00", kind="chargeback", original="1")
    bring_and_route(workspace, tmp_path / "a.csv", text)
    won = row(3, "1.00", kind="chargeback_reversal", original="2", time="2026-01-03T12:00:00Z")
    before = counters(workspace)
    number = bring_and_route(workspace, tmp_path / "b.csv", won)
    assert state(workspace, 1) == 1
    undo_import(workspace, number, actor="ada", reason="not won")
    assert (state(workspace, 1), counters(workspace)) == (3, before)
    assert holds(workspace)


def test_b21_a_restatement_leaves_out_refunds_that_were_undone(workspace: Workspace, tmp_path: Path) -> None:
    planned(workspace, CAP)
    bring_and_route(workspace, tmp_path / "a.csv", row(1, "1.00"))
    number = bring_and_route(workspace, tmp_path / "b.csv", row(2, "-0.40", kind="refund", original="1"))
    undo_import(workspace, number, actor="ada", reason="not refunded")
    done = restate(workspace, Selection(events=(1,)), actor="ada", reason="again")
    assert (done.events, done.reversals) == (1, 0)
    assert (partner(workspace), counters(workspace)) == ([(100,)], [(None, 100)])
    assert table(workspace, "SELECT state FROM d_event_state ORDER BY event") == [(4,), (5,)]
    assert holds(workspace)


def test_b21_a_restatement_says_how_many_events_came_to_something_else(
    workspace: Workspace, tmp_path: Path
) -> None:
    step = "{id: half, percent: 50, of: gross, to: partner:a}"
    planned(workspace, step)
    text = row(1, "1.00") + row(2, "2.00", time="2026-02-01T12:00:00Z")
    text += row(3, "-1.00", kind="refund", original="1", time="2026-01-03T12:00:00Z")
    bring_and_route(workspace, tmp_path / "a.csv", text)
    everything = Selection(first_day=date(2026, 1, 1))
    done = restate(workspace, everything, actor="ada", reason="again")
    assert (done.events, done.changed) == (3, 0)
    publish_plan(
        workspace,
        PLAN.replace("STEP", step.replace("50", "60")),
        effective=date(2026, 1, 20),
        actor="ada",
    )
    done = restate(workspace, everything, actor="ada", reason="the new contract")
    assert (done.events, done.changed) == (3, 1)
    assert holds(workspace)


@pytest.mark.parametrize("seed", [11, 12, 13, 14])
def test_b14_an_undone_import_leaves_the_books_as_if_it_had_not_been(tmp_path: Path, seed: int) -> None:
    events = events_of(seed, 160)
    first = [event for event in events[:90] if event.original <= 90]
    workspace = books(tmp_path / "a", first)
    route(workspace, actor="tester", chunk_size=40)
    if seed % 2:
        days = Selection(first_day=day_of(FIRST_DAY), last_day=day_of(FIRST_DAY + 20))
        restate(workspace, days, actor="tester", reason="again")
    before = standing(workspace)
    bring_in(workspace, tmp_path / "a", events[90:], events)
    route(workspace, actor="tester", chunk_size=30)
    there = standing(workspace)
    assert there["counters"] != before["counters"]
    undo_import(workspace, 2, actor="tester", reason="wrong file")
    assert standing(workspace) == before
    again = sorted((tmp_path / "a").glob("events-*"))[1]
    assert import_revenue(workspace, again, "generic", actor="tester").events == 70
    route(workspace, actor="tester", chunk_size=50)
    assert standing(workspace) == there
    assert verify(workspace, replay=True).fault is None
    with workspace.read() as session:
        replayer = Replayer(session.sql, workspace.zone)
        for (entry,) in session.sql.execute("SELECT entry FROM batch_chunk").fetchall():
            assert replay_difference(session.sql, replayer, entry) is None


def standing(workspace: Workspace) -> dict[str, list[tuple[object, ...]]]:
    """What counts from now on, without numbers of events and transactions: of undone events nothing."""
    found = dump(workspace)
    return {
        "counters": found["counters"],
        "balances": [line for line in found["balances"] if line[2] or line[3]],
        "states": table(
            workspace,
            "SELECT e.source, e.external_id, s.state, s.reason FROM d_event_state s "
            "JOIN event e ON e.id = s.event WHERE s.state <> 5 ORDER BY 1, 2",
        ),
        "holds": table(
            workspace,
            "SELECT e.source, e.external_id, p.step, o.amount FROM d_hold_open o "
            "JOIN posting p ON p.id = o.posting JOIN txn t ON t.id = p.id / 4096 "
            "JOIN event e ON e.id = t.event ORDER BY 1, 2, 3, 4",
        ),
    }
