"""Undoing imports brings holds, balances, caps and tiers back to where they were."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from random import Random

import pytest
from tests.conftest import FixedClock
from tests.routing.imports.import_samples import bring, row, table

from revroute_desktop.errors import UserError
from revroute_desktop.ledger.journal import advance
from revroute_desktop.proof.verify import verify
from revroute_desktop.routing.imports.undo_import import undo_import
from revroute_desktop.routing.plans.publish import publish_plan
from revroute_desktop.routing.release import release_holds
from revroute_desktop.routing.restate import Selection, restate
from revroute_desktop.routing.route import route
from revroute_desktop.workspace import Workspace, create

PLAN = """\
format: 1
plan: Holds
zone: Europe/Berlin
currencies: [EUR]
accounts: {make: true}
refunds: {bear: ratio}
negative: {default: loss:x}
routes:
  - id: only
    when: always
    steps:
      - {id: cap, percent: 20, of: gross, to: treasury:main, caps: [{per: month, amount: {EUR: 30.00}}]}
      - {id: tier, to: partner:a, tiers: {mode: marginal, of: remaining, per: month, \
bands: [{up_to: {EUR: 50.00}, percent: 10}, {percent: 5}]}}
      - {id: recoup, recoup: {advance: "advance:nk", percent: 50}}
      - {id: wait, percent: PART, of: remaining, to: reserve:rolling, hold: {days: 10, for: payee:nk}}
      - {id: rest, take: remaining, to: payee:nk}
"""


def planned(workspace: Workspace) -> None:
    publish_plan(workspace, PLAN.replace("PART", "10"), effective=date(2025, 1, 1), actor="ada")


def standing(workspace: Workspace, *but: str) -> list[tuple[object, ...]]:
    """Every balance, hold, counter that is not zero."""
    return [
        one
        for sql in (
            "SELECT code, own, held FROM d_balance JOIN account ON id = account WHERE own OR held ORDER BY 1",
            "SELECT 'hold', posting, amount FROM d_hold_open ORDER BY 2",
            "SELECT 'counter', step, keys, period, returned_day, value FROM d_counter WHERE value <> 0",
        )
        for one in table(workspace, sql)
        if one[0] not in but
    ]


def balance(workspace: Workspace, code: str) -> object:
    sql = f"SELECT -own, -held FROM d_balance JOIN account ON id = account WHERE code = '{code}'"
    return table(workspace, sql)[0]


def undo(workspace: Workspace, number: int | None) -> None:
    assert number is not None
    undo_import(workspace, number, actor="ada", reason="wrong file")


def test_an_import_with_a_restated_refund_of_a_sale_with_a_hold_is_undone_to_zero(
    workspace: Workspace, tmp_path: Path
) -> None:
    planned(workspace)
    text = row(1, "100.00") + row(2, "-40.00", kind="refund", original="1")
    number = bring(workspace, tmp_path / "a.csv", text).import_id
    route(workspace, actor="ada")
    restate(workspace, Selection(events=(1,)), actor="ada", reason="again")
    undo(workspace, number)
    assert standing(workspace) == []
    # No hold was short of anything, so that nobody bore anything for one.
    odd = table(
        workspace,
        "SELECT p.id FROM posting p JOIN txn t ON t.id = p.id / 4096 AND t.kind = 12 "
        "JOIN posting_against a ON a.posting = p.id JOIN posting o ON o.id = a.original "
        "WHERE o.account <> p.account AND EXISTS (SELECT 1 FROM hold h WHERE h.posting = o.id)",
    )
    assert odd == []
    assert verify(workspace, processes=1, replay=True).fault is None


def test_an_undone_refund_that_was_restated_gives_the_hold_what_it_had(
    workspace: Workspace, tmp_path: Path
) -> None:
    planned(workspace)
    bring(workspace, tmp_path / "a.csv", row(1, "100.00"))
    route(workspace, actor="ada")
    before = balance(workspace, "reserve:rolling"), balance(workspace, "payee:nk")
    refund = row(2, "-100.00", kind="refund", original="1")
    number = bring(workspace, tmp_path / "b.csv", refund).import_id
    route(workspace, actor="ada")
    restate(workspace, Selection(events=(1,)), actor="ada", reason="again")
    undo(workspace, number)
    assert (balance(workspace, "reserve:rolling"), balance(workspace, "payee:nk")) == before
    assert verify(workspace, processes=1, replay=True).fault is None


def test_what_an_undo_took_from_the_beneficiary_for_a_released_hold_comes_back_with_the_sale_undone(
    workspace: Workspace, tmp_path: Path
) -> None:
    planned(workspace)
    texts = [
        row(1, "100.00"),
        row(2, "-40.00", kind="chargeback", original="1"),
        row(3, "40.00", kind="chargeback_reversal", original="2"),
    ]
    numbers = []
    for text in texts:
        numbers.append(bring(workspace, tmp_path / f"{len(numbers)}.csv", text).import_id)
        route(workspace, actor="ada")
    release_holds(workspace, date(2026, 2, 1), actor="ada")
    for number in reversed(numbers):
        undo(workspace, number)
    assert standing(workspace) == []
    assert verify(workspace, processes=1, replay=True).fault is None


def drawn_file(random: Random, first: int, sales: list[int], disputes: list[int]) -> str:
    """A few lines: sales, refunds and chargebacks of sales, won disputes."""
    lines = []
    for number in range(first, first + random.randint(1, 4)):
        time = f"2026-01-{random.randint(2, 9):02d}T12:00:{number % 60:02d}Z"
        kind = random.choice(["sale", "sale", "refund", "chargeback", "chargeback_reversal"])
        amount = f"{random.randint(1, 6000) / 100:.2f}"
        if kind == "chargeback_reversal" and disputes:
            lines.append(row(number, amount, kind=kind, original=str(random.choice(disputes)), time=time))
        elif kind in ("refund", "chargeback") and sales:
            lines.append(row(number, f"-{amount}", kind=kind, original=str(random.choice(sales)), time=time))
            if kind == "chargeback":
                disputes.append(number)
        else:
            lines.append(row(number, amount, time=time))
            sales.append(number)
    return "".join(lines)


@pytest.mark.parametrize("seed", range(12))
def test_whatever_came_between_all_imports_undone_leave_nothing(tmp_path: Path, seed: int) -> None:
    random = Random(seed)
    clock = FixedClock()
    workspace = create(tmp_path / "books.revroute", zone="Europe/Berlin", actor="ada", clock=clock)
    planned(workspace)
    advance(workspace, "nk", "EUR", 2_000, day=date(2026, 1, 1), actor="ada", reason="start")
    start = standing(workspace)
    numbers: list[int] = []
    sales: list[int] = []
    disputes: list[int] = []

    def bring_one() -> None:
        text = drawn_file(random, 1 + 10 * len(list(tmp_path.glob("*.csv"))), sales, disputes)
        number = bring(workspace, tmp_path / f"{len(list(tmp_path.glob('*.csv')))}.csv", text).import_id
        assert number is not None
        numbers.append(number)
        route(workspace, actor="ada")

    def restate_some() -> None:
        day = date(2026, 1, random.randint(2, 9))
        restate(workspace, Selection(first_day=day), actor="ada", reason="again")

    def undo_one() -> None:
        if numbers:
            number = random.choice(numbers)
            try:
                undo(workspace, number)
            except UserError:
                return
            numbers.remove(number)

    def publish() -> None:
        text = PLAN.replace("PART", str(random.randint(5, 60)))
        publish_plan(workspace, text, effective=date(2026, 1, random.randint(2, 9)), actor="ada")

    def release() -> None:
        release_holds(workspace, date(2026, 1, random.randint(12, 20)), actor="ada")

    acts: list[Callable[[], None]] = [bring_one, bring_one, restate_some, undo_one, publish, release]
    for _ in range(14):
        random.choice(acts)()
    assert verify(workspace, processes=1, replay=True).fault is None
    while numbers:
        undo_newest_that_can_be(workspace, numbers)
    assert standing(workspace) == start
    assert verify(workspace, processes=1, replay=True).fault is None
    workspace.close()


def undo_newest_that_can_be(workspace: Workspace, numbers: list[int]) -> None:
    """Undo the newest import that none of the others refunds."""
    for number in sorted(numbers, reverse=True):
        try:
            undo(workspace, number)
        except UserError:
            continue
        numbers.remove(number)
        return
    raise AssertionError("no import can be undone")
