"""Explaining events that were restated or undone."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from tests.routing.imports.import_samples import bring, row, table
from tests.routing.real_books import PLAN as NETWORK
from tests.routing.real_books import day_of
from tests.routing.streams import FIRST_DAY
from tests.routing.test_route import books, events_of

from revroute_desktop.errors import UserError
from revroute_desktop.routing.explain import Explanation, explain, find_event
from revroute_desktop.routing.imports.undo_import import undo_import
from revroute_desktop.routing.plans.publish import publish_plan
from revroute_desktop.routing.restate import Selection, restate
from revroute_desktop.routing.route import route
from revroute_desktop.workspace import Workspace

PLAN = """\
format: 1
plan: Explained
zone: UTC
currencies: [EUR]
accounts: {make: true}
refunds: {bear: ratio}
negative: {default: loss:x}
routes:
  - id: only
    when: always
    steps:
      - {id: cap, percent: PART, of: gross, to: partner:a, caps: [{per: month, amount: {EUR: 1.00}}]}
      - {id: rest, take: remaining, to: treasury:rest}
"""


def publish(workspace: Workspace, percent: int) -> None:
    text = PLAN.replace("PART", str(percent))
    publish_plan(workspace, text, effective=date(2025, 1, 1), actor="ada")


def parts(found: Explanation) -> list[tuple[str, int, int]]:
    """Step, what it took, and what the first of its caps counted before."""
    return [(step.id, step.taken, step.counters[0].before if step.counters else 0) for step in found.steps]


def test_a_restated_event_is_explained_by_what_its_restatement_found(
    workspace: Workspace, tmp_path: Path
) -> None:
    publish(workspace, 50)
    bring(workspace, tmp_path / "a.csv", row(1, "0.80") + row(2, "0.60") + row(3, "5.00"))
    route(workspace, actor="ada")
    assert parts(explain(workspace, "2")) == [("cap", 30, 40), ("rest", 30, 0)]
    publish(workspace, 90)
    restate(workspace, Selection(events=(1, 2)), actor="ada", reason="the contract says so")
    # The third event keeps the 30 cents that it found left.
    first, second = explain(workspace, "1"), explain(workspace, "2")
    assert (first.state, second.state) == ("restated", "restated")
    assert parts(first) == [("cap", 70, 30), ("rest", 10, 0)]
    assert parts(second) == [("cap", 0, 100), ("rest", 60, 0)]
    assert [(one.account, one.amount) for one in second.before if one.step == "cap"] == [("partner:a", -30)]
    # A later restatement changes nothing about how this one is explained while it stands.
    restate(workspace, Selection(events=(3,)), actor="ada", reason="too")
    assert parts(explain(workspace, "2")) == parts(second)


def test_a_reversed_event_that_was_restated_has_its_steps(workspace: Workspace, tmp_path: Path) -> None:
    publish(workspace, 50)
    text = row(1, "0.80") + row(2, "-0.80", kind="refund", original="1", time="2026-01-03T12:00:00Z")
    bring(workspace, tmp_path / "a.csv", text)
    route(workspace, actor="ada")
    publish(workspace, 25)
    restate(workspace, Selection(events=(1,)), actor="ada", reason="again")
    found = explain(workspace, "1")
    assert (found.state, parts(found)) == ("reversed", [("cap", 20, 0), ("rest", 60, 0)])
    refund = explain(workspace, "2")
    assert (refund.steps, sum(one.amount for one in refund.postings)) == ((), 0)


def test_an_undone_event_is_explained_as_it_was(workspace: Workspace, tmp_path: Path) -> None:
    publish(workspace, 50)
    bring(workspace, tmp_path / "a.csv", row(1, "0.80") + row(2, "-0.30", kind="refund", original="1"))
    route(workspace, actor="ada")
    before = explain(workspace, "1"), explain(workspace, "2")
    undo_import(workspace, 1, actor="ada", reason="wrong file")
    for name, was in zip(("1", "shop:2"), before, strict=True):
        found = explain(workspace, name)
        assert found.state == "undone" and found.postings
        assert replace(found, state=was.state) == was
    with workspace.read() as session, pytest.raises(UserError, match="undone with import 1"):
        find_event(session.sql, "1")
    bring(workspace, tmp_path / "a.csv", row(1, "0.80"))
    assert explain(workspace, "1").state == "waiting"


def test_every_restated_event_of_drawn_books_took_what_its_steps_say(tmp_path: Path) -> None:
    workspace = books(tmp_path / "a", events_of(81))
    route(workspace, actor="tester", chunk_size=31)
    publish_plan(
        workspace, NETWORK.replace("percent: 12", "percent: 17"), effective=date(2020, 1, 2), actor="tester"
    )
    for last in (20, 35):
        days = Selection(first_day=day_of(FIRST_DAY + 5), last_day=day_of(FIRST_DAY + last))
        restate(workspace, days, actor="tester", reason="again")
    explained = 0
    for (event,) in table(workspace, "SELECT event FROM d_event_state WHERE state IN (3, 4)"):
        assert isinstance(event, int)
        found = explain(workspace, event)
        if not found.route or not found.before or found.amount < 0:
            continue
        explained += bool(found.steps)
        for step in found.steps:
            posted = sum(one.amount for one in found.postings if (one.step or "").split(":")[0] == step.id)
            assert posted == -step.taken + step.shortfall, (found.external_id, step.id)
    assert explained > 20
