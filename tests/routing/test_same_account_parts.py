"""Two parts of one weights step that reach the same account: each goes by its own cap."""

from datetime import date
from pathlib import Path

import pytest
from tests.routing.imports.import_samples import bring, row, table

from revroute_desktop.proof.verify import verify
from revroute_desktop.routing.event_pages import postings_of
from revroute_desktop.routing.explain import explain
from revroute_desktop.routing.plans.publish import publish_plan
from revroute_desktop.routing.route import route
from revroute_desktop.workspace import Workspace

PLAN = """\
format: 1
plan: Twins
zone: UTC
currencies: [EUR]
accounts: {make: true}
refunds: {bear: ratio}
negative: {default: loss:x}
routes:
  - id: only
    when: always
    steps:
      - id: shares
        of: remaining
        percent: 50
        weights:
          - {share: 1, to: "payee:{campaign}", caps: [{per: month, amount: {EUR: 10.00}}]}
          - {share: 1, to: "payee:{product}"}
      - {id: rest, take: remaining, to: treasury:rest}
"""


@pytest.fixture
def refunded(workspace: Workspace, tmp_path: Path) -> Workspace:
    """A sale that fills the first part's cap, one that x gets 10.00 of through its second part alone, and
    the refund of that one.
    """
    publish_plan(workspace, PLAN, effective=date(2025, 1, 1), actor="ada")
    text = row(1, "40.00", campaign="x", product="y") + row(2, "40.00", campaign="x", product="x")
    text += row(3, "-40.00", kind="refund", original="2", campaign="x", product="x")
    bring(workspace, tmp_path / "a.csv", text)
    route(workspace, actor="ada")
    return workspace


def test_b15_a_refund_gives_no_room_back_to_a_part_that_got_nothing(
    refunded: Workspace, tmp_path: Path
) -> None:
    later = row(4, "40.00", time="2026-01-09T12:00:00Z", campaign="x", product="y")
    bring(refunded, tmp_path / "b.csv", later)
    route(refunded, actor="ada")
    counters = "SELECT returned_day, value FROM d_counter WHERE value <> 0"
    assert table(refunded, counters) == [(None, 1000)]
    got = "SELECT -own FROM d_balance JOIN account ON id = account WHERE code = 'payee:x'"
    assert table(refunded, got) == [(1000,)]
    assert verify(refunded, processes=1, replay=True).fault is None


def test_a_posting_of_a_part_is_shown_under_the_id_of_its_step(refunded: Workspace) -> None:
    sale, refund = explain(refunded, "2"), explain(refunded, "3")
    assert [posting.step for posting in sale.postings] == [None, "shares", "rest"]
    assert [posting.against for posting in refund.postings] == [
        None,
        "payee:x (shares)",
        "treasury:rest (rest)",
    ]
    with refunded.read() as session:
        steps = [posting.step for posting in postings_of(session.sql, sale.postings[0].transaction)]
    assert steps == [None, "shares", "rest"]
