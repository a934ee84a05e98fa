"""Undoing an import: everything that came of it is reversed."""

from datetime import date
from pathlib import Path

import pytest
from tests.routing.imports.import_samples import HEADER, bring, entries, row, table

from revroute_desktop.errors import Cancelled, UserError
from revroute_desktop.ledger.periods import lock_period
from revroute_desktop.proof.verify import verify
from revroute_desktop.routing.imports.import_revenue import import_revenue
from revroute_desktop.routing.imports.quarantine import mend
from revroute_desktop.routing.imports.undo_import import undo_import
from revroute_desktop.routing.plans.publish import publish_plan
from revroute_desktop.routing.release import release_holds
from revroute_desktop.routing.route import route
from revroute_desktop.workspace import Workspace

PLAN = """\
format: 1
plan: Shop
zone: Europe/Berlin
rounding: half_even
currencies: [EUR]
accounts:
  make: true
refunds:
  bear: ratio
negative:
  refund: expense:returns
  chargeback: expense:disputes
  fee: fees:processor
  adjustment: suspense:adjustments
routes:
  - id: all
    when: always
    steps:
      - id: fee
        percent: 3
        of: gross
        to: fees:processor
      - id: wait
        percent: 10
        of: gross
        to: reserve:rolling
        hold:
          days: 30
          for: payee:shop
      - id: rest
        take: remaining
        to: payee:shop
"""


@pytest.fixture
def routed(workspace: Workspace, tmp_path: Path) -> Workspace:
    """Import 1: two sales and a refund of the first, routed."""
    publish_plan(workspace, PLAN, effective=date(2025, 1, 1), actor="ada")
    text = row(1, "100.00") + row(2, "50.00") + row(3, "-40.00", kind="refund", original="1") + row(4, "x")
    bring(workspace, tmp_path / "a.csv", text)
    result = route(workspace, actor="ada")
    assert result.routed == 3
    return workspace


def balances(workspace: Workspace) -> dict[str, tuple[int, int]]:
    rows = table(
        workspace,
        "SELECT code, own, held FROM d_balance JOIN account ON account.id = account WHERE own OR held",
    )
    return {str(code): (int(str(own)), int(str(held))) for code, own, held in rows}


def test_an_undone_import_leaves_all_balances_at_zero_and_no_hold_open(routed: Workspace) -> None:
    assert balances(routed)
    result = undo_import(routed, 1, actor="ada", reason="wrong file")
    assert (result.events, result.transactions, result.quarantined) == (3, 3, 1)
    assert balances(routed) == {}
    assert table(routed, "SELECT * FROM d_hold_open") == []
    assert table(routed, "SELECT DISTINCT state FROM d_event_state") == [(5,)]
    assert verify(routed, processes=1).fault is None


def test_the_same_file_can_come_in_again_after_an_undo(routed: Workspace, tmp_path: Path) -> None:
    before = balances(routed)
    undo_import(routed, 1, actor="ada", reason="wrong file")
    again = import_revenue(routed, tmp_path / "a.csv", "generic", actor="ada")
    assert (again.events, again.refused, again.refused_before, again.duplicates) == (3, 1, 0, 0)
    route(routed, actor="ada")
    assert balances(routed) == before
    assert verify(routed, processes=1).fault is None


def test_released_holds_are_taken_back_from_whom_they_went_to(routed: Workspace) -> None:
    release_holds(routed, date(2026, 3, 10), actor="ada")
    assert table(routed, "SELECT * FROM d_hold_open") == []
    undo_import(routed, 1, actor="ada", reason="wrong file")
    assert balances(routed) == {}
    assert table(routed, "SELECT * FROM d_hold_open") == []
    assert verify(routed, processes=1).fault is None


def test_refunds_of_another_import_must_be_undone_first(routed: Workspace, tmp_path: Path) -> None:
    bring(routed, tmp_path / "b.csv", row(9, "-5.00", kind="refund", original="2"))
    route(routed, actor="ada")
    with pytest.raises(UserError, match=r"came with import 2 \(b.csv\)"):
        undo_import(routed, 1, actor="ada", reason="wrong file")
    undo_import(routed, 2, actor="ada", reason="wrong file")
    undo_import(routed, 1, actor="ada", reason="wrong file")
    assert balances(routed) == {}
    assert verify(routed, processes=1).fault is None


@pytest.mark.parametrize("by_way_of_another", [False, True])
def test_imports_that_refund_each_others_sales_say_that_they_cannot_be_undone(
    routed: Workspace, tmp_path: Path, by_way_of_another: bool
) -> None:
    bring(routed, tmp_path / "b.csv", row(20) + row(21, "-5.00", kind="refund", original="30"))
    original = "20"
    if by_way_of_another:
        bring(routed, tmp_path / "c.csv", row(40) + row(41, "-5.00", kind="refund", original="20"))
        original = "40"
    bring(routed, tmp_path / "d.csv", row(30) + row(31, "-5.00", kind="refund", original=original))
    bring(routed, tmp_path / "e.csv", row(51, "-1.00", kind="refund", original="20"))
    route(routed, actor="ada")
    before = entries(routed)
    name = "c" if by_way_of_another else "d"
    said = rf"Import 2 cannot be undone: .* came with import 3 \({name}.csv\), and .* Restate"
    with pytest.raises(UserError, match=said):
        undo_import(routed, 2, actor="ada", reason="wrong file")
    assert entries(routed) == before
    last = 4 + by_way_of_another
    undo_import(routed, last, actor="ada", reason="wrong file")
    with pytest.raises(UserError, match=rf"Import {last - 1} cannot be undone"):
        undo_import(routed, last - 1, actor="ada", reason="wrong file")
    undo_import(routed, 1, actor="ada", reason="wrong file")


def test_an_undone_refund_gives_its_original_back_what_it_took(routed: Workspace, tmp_path: Path) -> None:
    before = balances(routed)
    bring(routed, tmp_path / "b.csv", row(9, "-50.00", kind="refund", original="2"))
    route(routed, actor="ada")
    undo_import(routed, 2, actor="ada", reason="not refunded")
    assert balances(routed) == before
    bring(routed, tmp_path / "c.csv", row(10, "-50.00", kind="refund", original="2"))
    result = route(routed, actor="ada")
    assert (result.routed, result.excess) == (1, 0)
    assert verify(routed, processes=1).fault is None


def test_events_that_still_wait_and_mended_rows_are_undone_too(workspace: Workspace, tmp_path: Path) -> None:
    bring(workspace, tmp_path / "a.csv", row(1) + row(2, "x"))
    mend(workspace, 1, {"amount": "1.00"}, actor="ada", reason="typing error")
    result = undo_import(workspace, 1, actor="ada", reason="wrong file")
    assert (result.events, result.transactions, result.quarantined) == (2, 0, 0)
    assert table(workspace, "SELECT * FROM d_event_identity") == []
    assert verify(workspace, processes=1).fault is None


def test_an_interrupted_import_is_not_gone_on_with_once_it_is_undone(
    workspace: Workspace, tmp_path: Path
) -> None:
    text = "".join(row(number) for number in range(30))
    with pytest.raises(Cancelled):
        bring(workspace, tmp_path / "a.csv", text, chunk_size=10, cancelled=lambda: entries(workspace) > 1)
    undo_import(workspace, 1, actor="ada", reason="wrong file")
    result = bring(workspace, tmp_path / "a.csv", text, chunk_size=10)
    assert (result.import_id, result.events) == (2, 30)
    assert verify(workspace, processes=1).fault is None


def test_b17_an_undo_books_on_the_first_open_day(routed: Workspace) -> None:
    today = date(2026, 3, 10)
    lock_period(routed, today, actor="ada")
    undo_import(routed, 1, actor="ada", reason="wrong file")
    day = (today - date(1970, 1, 1)).days + 1
    assert table(routed, "SELECT DISTINCT booked_day FROM txn WHERE kind = 12") == [(day,)]
    assert verify(routed, processes=1).fault is None


@pytest.mark.parametrize(
    ("number", "reason", "message"), [(9, "wrong", "no import 9"), (1, " ", "needs a reason")]
)
def test_an_undo_that_means_nothing_is_refused(
    routed: Workspace, number: int, reason: str, message: str
) -> None:
    before = entries(routed)
    with pytest.raises(UserError, match=message):
        undo_import(routed, number, actor="ada", reason=reason)
    assert entries(routed) == before


def test_an_import_is_undone_once(routed: Workspace) -> None:
    undo_import(routed, 1, actor="ada", reason="wrong file")
    with pytest.raises(UserError, match="undone already"):
        undo_import(routed, 1, actor="ada", reason="wrong file")


def test_a_header_alone_gives_no_import_to_undo(workspace: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(HEADER)
    assert import_revenue(workspace, path, "generic", actor="ada").import_id is None


def test_a_replay_agrees_before_and_after_every_undo(routed: Workspace, tmp_path: Path) -> None:
    def holds() -> bool:
        return verify(routed, processes=1, replay=True).fault is None

    bring(routed, tmp_path / "b.csv", row(9, "-50.00", kind="refund", original="2"))
    route(routed, actor="ada")
    undo_import(routed, 2, actor="ada", reason="not refunded")
    assert holds()
    bring(routed, tmp_path / "c.csv", row(10, "-50.00", kind="refund", original="2"))
    route(routed, actor="ada")
    undo_import(routed, 3, actor="ada", reason="not refunded")
    undo_import(routed, 1, actor="ada", reason="wrong file")
    assert holds()
    import_revenue(routed, tmp_path / "a.csv", "generic", actor="ada")
    route(routed, actor="ada")
    release_holds(routed, date(2026, 3, 10), actor="ada")
    assert holds()
    undo_import(routed, 4, actor="ada", reason="wrong file")
    assert holds()


def test_an_import_that_is_undone_while_it_runs_brings_nothing_more(
    workspace: Workspace, tmp_path: Path
) -> None:
    def undo_once(done: int, total: int | None, what: str) -> None:
        if what == "writing" and not table(workspace, "SELECT * FROM import_undo"):
            undo_import(workspace, 1, actor="bob", reason="wrong file")

    text = "".join(row(number) for number in range(1, 8))
    with pytest.raises(UserError, match=r"Import 1 of a.csv was undone while it ran"):
        bring(workspace, tmp_path / "a.csv", text, chunk_size=3, progress=undo_once)
    assert table(workspace, "SELECT event, state FROM d_event_state") == [(1, 5), (2, 5), (3, 5)]
    assert verify(workspace, processes=1).fault is None
    assert bring(workspace, tmp_path / "a.csv", text).events == 7
    assert verify(workspace, processes=1).fault is None


def test_b11_a_refund_that_was_given_back_before_the_release_leaves_no_hold_when_all_is_undone(
    routed: Workspace, tmp_path: Path
) -> None:
    bring(routed, tmp_path / "b.csv", row(9, "-20.00", kind="chargeback", original="2"))
    route(routed, actor="ada")
    bring(routed, tmp_path / "c.csv", row(10, "20.00", kind="chargeback_reversal", original="9"))
    route(routed, actor="ada")
    release_holds(routed, date(2026, 3, 10), actor="ada")
    for number in (3, 2, 1):
        undo_import(routed, number, actor="ada", reason="wrong file")
    assert balances(routed) == {}
    assert table(routed, "SELECT * FROM d_hold_open") == []
    assert verify(routed, processes=1, replay=True).fault is None
