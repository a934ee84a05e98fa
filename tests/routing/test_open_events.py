"""Events that routing left open: a person lets one go on without its original, or has it decided anew."""

from datetime import date
from pathlib import Path

import pytest
from tests.routing.imports.import_samples import bring, entries, row, table

from revroute_desktop.errors import Cancelled, UserError
from revroute_desktop.ledger.journal import open_account
from revroute_desktop.proof.verify import verify
from revroute_desktop.routing import reasons
from revroute_desktop.routing.imports.undo_import import undo_import
from revroute_desktop.routing.open_events import release_event, retry_events
from revroute_desktop.routing.plans.publish import publish_plan
from revroute_desktop.routing.restate import Selection, restate
from revroute_desktop.routing.route import route
from revroute_desktop.workspace import Workspace

PLAN = """\
format: 1
plan: Shop
zone: Europe/Berlin
currencies: [EUR]
accounts: {make: true}
refunds: {bear: ratio}
negative: {default: loss:returns}
routes:
  - id: all
    when: always
    steps:
      - {id: rest, take: remaining, to: payee:shop}
"""


@pytest.fixture
def planned(workspace: Workspace) -> Workspace:
    publish_plan(workspace, PLAN, effective=date(2025, 1, 1), actor="ada")
    return workspace


def own(workspace: Workspace, code: str) -> int:
    found = table(workspace, f"SELECT own FROM d_balance JOIN account ON id = account WHERE code = '{code}'")
    return int(str(found[0][0])) if found else 0


def states(workspace: Workspace) -> list[tuple[object, ...]]:
    return table(workspace, "SELECT state, reason FROM d_event_state ORDER BY event")


def holds(workspace: Workspace) -> bool:
    return verify(workspace, processes=1, replay=True).fault is None


def test_b9_a_refund_that_waits_goes_on_by_the_negative_table_once_it_is_released(
    planned: Workspace, tmp_path: Path
) -> None:
    bring(planned, tmp_path / "a.csv", row(1, "-4.00", kind="refund", original="gone"))
    route(planned, actor="ada")
    assert states(planned) == [(0, reasons.NO_ORIGINAL)]
    release_event(planned, 1, actor="ada", reason="from before our time")
    assert states(planned) == [(0, reasons.RELEASED)]
    assert holds(planned)
    assert route(planned, actor="ada").routed == 1
    assert (states(planned), own(planned, "loss:returns")) == ([(1, None)], 400)
    assert table(planned, "SELECT event, action, reason FROM event_release") == [
        (1, 1, "from before our time")
    ]
    assert holds(planned)


@pytest.mark.parametrize("later", [False, True])
def test_b9_a_refund_of_a_refund_or_of_itself_is_quarantined(
    planned: Workspace, tmp_path: Path, later: bool
) -> None:
    lines = [
        row(1, "10.00"),
        row(2, "-4.00", kind="refund", original="1"),
        row(3, "-1.00", kind="refund", original="2"),
        row(4, "-1.00", kind="refund", original="4"),
        row(5, "1.00", kind="chargeback_reversal", original="3"),
        row(6, "1.00", kind="chargeback_reversal", original="2"),
    ]
    if later:
        for number, line in enumerate(reversed(lines)):
            bring(planned, tmp_path / f"{number}.csv", line)
            route(planned, actor="ada")
    else:
        bring(planned, tmp_path / "a.csv", "".join(lines))
        route(planned, actor="ada")
    unfit = "its original is not something that can be refunded"
    found = table(
        planned,
        "SELECT external_id, state, reason FROM event JOIN d_event_state ON event = event.id ORDER BY 1",
    )
    assert found == [
        ("1", 1, None),
        ("2", 1, None),
        ("3", 2, unfit),
        ("4", 2, unfit),
        ("5", 2, unfit),
        ("6", 1, None),
    ]
    assert own(planned, "payee:shop") == -700
    assert holds(planned)


def test_b10_a_won_dispute_of_a_dispute_without_an_original_waits_for_a_person(
    planned: Workspace, tmp_path: Path
) -> None:
    text = row(1, "-4.00", kind="chargeback") + row(2, "4.00", kind="chargeback_reversal", original="1")
    bring(planned, tmp_path / "a.csv", text)
    route(planned, actor="ada")
    assert states(planned) == [(1, None), (0, reasons.NO_ORIGINAL)]
    release_event(planned, 2, actor="ada", reason="it was won")
    route(planned, actor="ada")
    assert (states(planned)[1], own(planned, "loss:returns")) == ((1, None), 0)
    assert holds(planned)


def test_b9_a_released_refund_still_reverses_its_original_if_that_comes_in_time(
    planned: Workspace, tmp_path: Path
) -> None:
    bring(planned, tmp_path / "a.csv", row(1, "-4.00", kind="refund", original="2"))
    release_event(planned, 1, actor="ada", reason="never to come")
    bring(planned, tmp_path / "b.csv", row(2, "4.00", time="2026-01-01T10:00:00Z"))
    route(planned, actor="ada")
    assert states(planned) == [(1, None), (3, None)]
    assert own(planned, "loss:returns") == own(planned, "payee:shop") == 0
    assert holds(planned)


def test_b21_a_released_refund_follows_its_original_when_it_is_restated(
    planned: Workspace, tmp_path: Path
) -> None:
    bring(planned, tmp_path / "a.csv", row(1, "-4.00", kind="refund", original="2"))
    release_event(planned, 1, actor="ada", reason="never to come")
    route(planned, actor="ada")
    bring(planned, tmp_path / "b.csv", row(2, "4.00", time="2026-01-01T10:00:00Z"))
    route(planned, actor="ada")
    assert (own(planned, "loss:returns"), own(planned, "payee:shop")) == (400, -400)
    restate(planned, Selection(events=(1,)), actor="ada", reason="it came after all")
    assert own(planned, "loss:returns") == own(planned, "payee:shop") == 0
    assert holds(planned)
    with pytest.raises(UserError, match=r"came with import 1 \(a.csv\)"):
        undo_import(planned, 2, actor="ada", reason="wrong file")
    undo_import(planned, 1, actor="ada", reason="wrong file")
    assert states(planned)[1] == (1, None)
    assert holds(planned)


@pytest.mark.parametrize(
    ("event", "message"),
    [
        (1, "'1' does not wait"),
        (2, "'2' waits for no original"),
        (3, "original '1' of event '3' is there and routed"),
        (4, "'4' is released already"),
        (9, "number 9 does not wait"),
    ],
)
def test_only_an_event_that_waits_for_its_original_is_released(
    planned: Workspace, tmp_path: Path, event: int, message: str
) -> None:
    bring(planned, tmp_path / "a.csv", row(1, "4.00"))
    route(planned, actor="ada")
    later = row(2, "1.00") + row(3, "-1.00", kind="refund", original="1")
    bring(planned, tmp_path / "b.csv", later + row(4, "-1.00", kind="refund", original="no"))
    release_event(planned, 4, actor="ada", reason="never to come")
    before = entries(planned)
    with pytest.raises(UserError, match=message):
        release_event(planned, event, actor="ada", reason="never to come")
    assert entries(planned) == before


def test_an_event_in_quarantine_is_decided_anew_once_what_was_wrong_is_mended(
    workspace: Workspace, tmp_path: Path
) -> None:
    for code in ("loss:returns", "payee:bob"):
        open_account(workspace, code, actor="ada")
    plan = PLAN.replace("make: true", "make: false").replace("payee:shop", '"payee:{campaign}"')
    publish_plan(workspace, plan, effective=date(2025, 1, 1), actor="ada")
    bring(workspace, tmp_path / "a.csv", row(1, "4.00", campaign="ann") + row(2, "5.00", campaign="ann"))
    assert route(workspace, actor="ada").quarantined == 2
    retry_events(workspace, [1], actor="ada", reason="let us see")
    assert states(workspace) == [(0, None), (2, "there is no account payee:ann")]
    assert holds(workspace)
    assert route(workspace, actor="ada").quarantined == 1
    open_account(workspace, "payee:ann", actor="ada")
    assert route(workspace, actor="ada").events == 0
    assert retry_events(workspace, [2, 1, 2], actor="ada", reason="the account is there") == 2
    assert route(workspace, actor="ada").routed == 2
    assert (states(workspace), own(workspace, "payee:ann")) == ([(1, None), (1, None)], -900)
    assert holds(workspace)


def test_only_events_in_quarantine_are_retried(planned: Workspace, tmp_path: Path) -> None:
    bring(planned, tmp_path / "a.csv", row(1, "4.00", currency="USD") + row(2, "5.00"))
    route(planned, actor="ada")
    before = entries(planned)
    with pytest.raises(UserError, match="Event '2' is not in quarantine"):
        retry_events(planned, [1, 2], actor="ada", reason="again")
    with pytest.raises(UserError, match="from 1 to"):
        retry_events(planned, [], actor="ada", reason="again")
    with pytest.raises(UserError, match="needs a reason"):
        retry_events(planned, [1], actor="ada", reason=" ")
    assert entries(planned) == before


def test_b13_nothing_is_released_or_retried_while_a_batch_is_unfinished(
    planned: Workspace, tmp_path: Path
) -> None:
    text = row(1, "4.00", currency="USD") + row(2, "-1.00", kind="refund", original="no") + row(3, "5.00")
    bring(planned, tmp_path / "a.csv", text)
    with pytest.raises(Cancelled):
        route(planned, actor="ada", chunk_size=1, cancelled=lambda: True)
    for act in (
        lambda: release_event(planned, 2, actor="ada", reason="never to come"),
        lambda: retry_events(planned, [1], actor="ada", reason="again"),
    ):
        with pytest.raises(UserError, match="not finished"):
            act()
