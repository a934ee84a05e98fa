"""A real shop's year of invoices from the first command to the last, as an operator types them."""

import shutil
import sqlite3
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from tests.e2e.program import Run, done, refused, run
from tests.ledger.test_export_journal import hledger_balances

from revroute_desktop.resources import resource_path

NET = Decimal("9747747.93")
DEBITS = {"asset", "expense"}
"""Types of accounts whose debits are shown as positive."""


class Shop:
    """A workspace with what each command said of it."""

    def __init__(self, folder: Path, data: Path) -> None:
        self.state = folder / "state"
        self.workspace = folder / "shop.revroute"
        file = data / "revenue" / "uci_online_retail.csv.xz"
        revenue = (
            "import",
            "revenue",
            file,
            "--profile",
            "uci-online-retail",
            "-w",
            self.workspace,
            "--json",
        )
        plan = resource_path("plans", "shop.yaml")
        self.made = done("init", self.workspace, state=self.state)
        self.imported = self.ask(*revenue)
        self.entries = self.count_entries()
        self.file_before = self.workspace.read_bytes()
        self.repeated = self.ask(*revenue)
        self.file_after = self.workspace.read_bytes()
        self.entries_after = self.count_entries()
        self.published = self.ask(
            "plan", "publish", plan, "--effective", "2010-01-01", "-w", self.workspace, "--json"
        )
        self.routed = self.ask("route", "-w", self.workspace, "--json")
        self.balances = self.ask("balances", "-w", self.workspace, "--json")

    def ask(self, *arguments: object) -> dict[str, Any]:
        return done(*arguments, state=self.state).value

    def count_entries(self) -> int:
        sql = sqlite3.connect(self.workspace)
        try:
            return int(sql.execute("SELECT count(*) FROM audit_entry").fetchone()[0])
        finally:
            sql.close()

    def run(self, *arguments: object) -> Run:
        return run(*arguments, "-w", self.workspace, state=self.state)


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory, shared_data: Path) -> Iterator[Shop]:
    yield Shop(tmp_path_factory.mktemp("shop"), shared_data)


def test_the_year_comes_in_whole(shop: Shop) -> None:
    found = shop.imported
    counts = {name: found[name] for name in ("lines", "events", "refused", "duplicates", "conflicts")}
    assert counts == {
        "lines": 541_909,
        "events": 23_798,
        "refused": 2_102,
        "duplicates": 0,
        "conflicts": 0,
    }
    assert found["net"] == {"GBP": str(NET)}


def test_the_same_file_again_writes_nothing(shop: Shop) -> None:
    found = shop.repeated
    counts = {
        name: found[name] for name in ("events", "duplicates", "refused", "refused_before", "conflicts")
    }
    assert counts == {
        "events": 0,
        "duplicates": 23_798,
        "refused": 0,
        "refused_before": 2_102,
        "conflicts": 0,
    }
    assert shop.entries_after == shop.entries
    assert shop.file_after == shop.file_before


def test_every_event_is_routed(shop: Shop) -> None:
    assert shop.published["new"] is True
    assert shop.routed["events"] == 23_798
    assert shop.routed["routed"] == 23_798
    again = shop.ask("route", "-w", shop.workspace, "--json")
    assert (again["batches"], again["transactions"]) == (0, 0)


def test_publishing_the_same_plan_again_writes_nothing(shop: Shop) -> None:
    before = shop.count_entries()
    plan = resource_path("plans", "shop.yaml")
    again = shop.ask("plan", "publish", plan, "--effective", "2010-01-01", "-w", shop.workspace, "--json")
    assert again["new"] is False
    assert again["hash"] == shop.published["hash"]
    assert shop.count_entries() == before


def test_balances_sum_to_zero_and_destinations_to_the_net(shop: Shop) -> None:
    assert shop.balances["totals"] == {"GBP": "0.00"}
    assert shop.balances["destinations"] == {"GBP": str(NET)}
    rows = shop.balances["balances"]
    signed = [Decimal(row["own"]) * (1 if row["type"] in DEBITS else -1) for row in rows]
    assert sum(signed) == 0
    clearing = [Decimal(row["own"]) for row in rows if row["account"].startswith("clearing:")]
    assert sum(clearing) == NET


def test_everything_holds_with_every_posting_made_anew(shop: Shop) -> None:
    found = done("verify", "--replay", "-w", shop.workspace, "--json", state=shop.state).value
    assert found["fault"] is None
    assert (found["events"], found["replayed"]) == (23_798, 23_798)


def test_an_invoice_is_explained_to_the_penny(shop: Shop) -> None:
    found = shop.ask("explain", "536365", "-w", shop.workspace, "--json")
    assert "139.12" in str(found)


def test_a_lost_penny_is_found(shop: Shop, tmp_path: Path) -> None:
    copy = tmp_path / "copy.revroute"
    shutil.copy(shop.workspace, copy)
    sql = sqlite3.connect(copy)
    sql.execute("UPDATE posting SET amount = amount + 1 WHERE id = (SELECT max(id) FROM posting)")
    sql.commit()
    sql.close()
    found = run("verify", "-w", copy, "--json", state=tmp_path / "state")
    assert found.code == 1
    assert found.value["fault"]


def test_hledger_has_the_same_balances(shop: Shop) -> None:
    journal = shop.workspace.with_name("shop.journal")
    written = shop.run("export", "journal", "--format", "hledger", "-o", journal)
    assert written.code == 0, written
    ours = {
        (row["account"], row["currency"]): Decimal(row["own"]) * (1 if row["type"] in DEBITS else -1)
        for row in shop.balances["balances"]
    }
    assert hledger_balances(journal) == {key: amount for key, amount in ours.items() if amount}


def test_the_journal_goes_to_standard_output_too(shop: Shop) -> None:
    found = shop.run("export", "journal", "--format", "hledger")
    assert found.code == 0
    assert found.out.count("\n") > 4 * 23_798


def test_refusals_end_with_two_and_a_sentence(shop: Shop) -> None:
    assert "-o FILE" in refused(shop.run("export", "journal", "--format", "hledger", "--json"))
    assert "no file" in refused(
        run("balances", "-w", shop.workspace.with_name("none.revroute"), state=shop.state)
    )
    assert "-w FILE" in refused(run("balances", state=shop.state))
    assert "is there already" in refused(run("init", shop.workspace, state=shop.state))
