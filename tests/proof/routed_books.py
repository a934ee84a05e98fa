"""A small workspace whose events came from files and were routed, with counters and refunds."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest
from tests.conftest import FixedClock

from revroute_desktop.ledger.journal import Line, journal_entry
from revroute_desktop.ledger.periods import lock_period
from revroute_desktop.routing.imports.import_revenue import import_revenue
from revroute_desktop.routing.imports.undo_import import undo_import
from revroute_desktop.routing.plans.publish import publish_plan
from revroute_desktop.routing.release import release_holds
from revroute_desktop.routing.restate import Selection, restate
from revroute_desktop.routing.route import route
from revroute_desktop.workspace import Workspace, create

PLAN = """\
format: 1
plan: House
zone: Europe/Berlin
currencies: [EUR, USD]
accounts:
  make: true
refunds:
  bear: ratio
negative:
  refund: expense:returns
  chargeback: expense:disputes
  default: suspense:other
routes:
  - id: sales
    when: always
    steps:
      - id: fee
        percent: {percent}
        of: gross
        plus: {{EUR: 0.30, USD: 0.30}}
        to: fees:processor
        if_short: take_left
      - id: house
        percent: 20
        of: remaining
        to: treasury:main
        caps:
          - per: month
            amount: {{EUR: 15.00, USD: 20.00}}
            by: [campaign]
      - id: reserve
        percent: 10
        of: remaining
        to: reserve:rolling
        hold:
          days: 10
          for: payee:ada
      - id: rest
        take: remaining
        to: payee:ada
"""
COLUMNS = "source,id,time,kind,amount,currency,campaign,original\n"


@contextmanager
def routed_file(folder: Path) -> Iterator[Path]:
    """The file of such a workspace, closed, made under a state folder of its own; tests take copies of it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("REVROUTE_STATE_DIR", str(folder / "state"))
        path = folder / "books.revroute"
        with create(path, zone="Europe/Berlin", actor="ada", clock=FixedClock()) as workspace:
            fill_and_route(workspace, folder)
        yield path


def fill_and_route(workspace: Workspace, folder: Path) -> None:
    """Chunks, refunds, a won dispute, an undone import, released holds, a lock, a restatement."""
    publish_plan(workspace, PLAN.format(percent="2.9"), effective=date(2026, 1, 1), actor="ada")
    _import(workspace, folder / "january.csv", _sales("j", "01", 14))
    route(workspace, actor="ada", chunk_size=4)
    publish_plan(workspace, PLAN.format(percent="1.5"), effective=date(2026, 2, 1), actor="ada")
    _import(workspace, folder / "february.csv", [*_sales("f", "02", 9), *_reversals()])
    _import(workspace, folder / "wrong.csv", _sales("w", "02", 3))
    route(workspace, actor="ada", chunk_size=5)
    undo_import(workspace, 3, actor="ada", reason="the wrong file")
    release_holds(workspace, date(2026, 1, 20), actor="ada")
    lines = [Line("treasury:main", "EUR", 100), Line("payee:ada", "EUR", -100)]
    journal_entry(workspace, lines, memo="a gift", actor="ada")
    lock_period(workspace, date(2026, 1, 31), actor="ada")
    _import(workspace, folder / "late.csv", _sales("l", "01", 3))
    route(workspace, actor="ada")
    publish_plan(workspace, PLAN.format(percent="2.0"), effective=date(2026, 1, 1), actor="ada")
    days = Selection(first_day=date(2026, 1, 1), last_day=date(2026, 1, 5))
    restate(workspace, days, actor="ada", reason="a better contract, from the beginning of the year")


def _import(workspace: Workspace, path: Path, rows: list[str]) -> None:
    path.write_text(COLUMNS + "".join(f"{row}\n" for row in rows), encoding="utf-8")
    import_revenue(workspace, path, "generic", actor="ada")


def _sales(name: str, month: str, count: int) -> list[str]:
    return [
        f"{'shop' if number % 4 else 'app'},{name}{number},2026-{month}-{number % 9 + 1:02}T12:00:00Z,sale,"
        f"{20 + number * 3}.{number:02},{'EUR' if number % 3 else 'USD'},{'spring' if number % 2 else ''},"
        for number in range(1, count + 1)
    ]


def _reversals() -> list[str]:
    """In part, in whole, of what was never imported, without an original, in an unknown currency."""
    return [
        "shop,r1,2026-02-10T09:00:00Z,refund,-5.00,EUR,,j1",
        "shop,r2,2026-02-11T09:00:00Z,chargeback,-26.02,EUR,,j2",
        "shop,r3,2026-02-12T09:00:00Z,chargeback_reversal,20.00,EUR,,r2",
        "shop,r4,2026-02-12T10:00:00Z,refund,-9.00,EUR,,never",
        "shop,r5,2026-02-12T11:00:00Z,refund,-3.00,EUR,,",
        "shop,r6,2026-02-12T12:00:00Z,sale,900,JPY,,",
        "shop,r7,2026-02-13T09:00:00Z,refund,-900.00,EUR,,f1",
    ]
