"""Revenue simulated along a run: exact, marked, and nowhere but in the sandbox."""

import json
import tempfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from tests.cli.night import NIGHT, PLAN
from tests.traffic.load.samples import second
from tests.traffic.load.test_run_scenario import shop

from revroute_desktop.errors import UserError
from revroute_desktop.ledger.journal import open_account
from revroute_desktop.routing.imports.import_revenue import import_revenue
from revroute_desktop.routing.plans.findings import PlanError
from revroute_desktop.routing.plans.publish import publish_plan
from revroute_desktop.routing.route import route
from revroute_desktop.traffic.load import sandbox as room
from revroute_desktop.traffic.load.export import as_html, as_json
from revroute_desktop.traffic.load.model import DrawnField, Order, Revenue, Scenario
from revroute_desktop.traffic.load.run_scenario import run_scenario
from revroute_desktop.traffic.load.runs import RunState, seconds_of
from revroute_desktop.traffic.load.sandbox import SandboxPlan, Simulated, plan_for, simulate_revenue
from revroute_desktop.traffic.load.scenario_faults import ScenarioError
from revroute_desktop.traffic.load.scenario_file import parse_scenario
from revroute_desktop.traffic.load.target.resolver import SystemResolver
from revroute_desktop.workspace import Workspace
from revroute_desktop.workspace.log import read_entries
from revroute_desktop.workspace.memory import state_folder

SIMPLE = """\
format: 1
plan: Shop
zone: UTC
rounding: half_even
currencies: [EUR, JPY]
accounts: {make: true}
refunds: {bear: ratio}
negative: {refund: expense:returns, chargeback: expense:disputes, fee: fees:processor, adjustment: suspense:a}
routes:
  - id: all
    when: always
    steps:
      - {id: fee, percent: 10, of: gross, to: fees:processor}
      - {id: rest, take: remaining, to: "payee:{attr.creator}"}
"""
SCENARIO = """\
format: 1
scenario: buys
target: http://127.0.0.1:8080
load: {model: open, stages: [{for: 1s, at: 20}]}
journeys:
  - journey: looks
    weight: 1
    requests: [{get: /}]
  - journey: buys
    weight: 3
    requests:
      - {post: /api/cart, json: '{"sku": "lam-1"}', capture: {cart: {json: cart}}, check: {status: 201}}
      - {post: /api/checkout, name: checkout, form: {cart: "${cart}"}, check: {status: 201}}
revenue:
  journey: buys
  source: shop
  orders:
    - {amount: 19.90, currency: EUR, weight: 3}
    - {from: 100, to: 900, currency: JPY, kind: tip}
  fields: {country: {DE: 3, FR: 1}}
  attributes: {creator: {mia: 1, noah: 1}, channel: web}
"""
ORDERS = Revenue(
    "checkout",
    "shop",
    (Order("sale", "EUR", 1990, 1990),),
    (DrawnField("attribute.creator", (("mia", 1.0),)),),
)
AT = 1_772_000_000_000_000


def simulate(workspace: Workspace, revenue: Revenue, good: int, failed: int = 0) -> Simulated:
    seconds = [second(0, [1] * (good + failed), failed, "checkout"), second(1, [1] * 5, 0, "home")]
    return simulate_revenue(workspace, SandboxPlan("Shop", SIMPLE), revenue, "run-1", AT, seconds, 1)


def books(workspace: Workspace) -> dict[str, list[tuple[object, ...]]]:
    """All rows of the books but those of the log."""
    with workspace.read() as session:
        tables = [
            name
            for (name,) in session.sql.execute(
                "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'desk_%'"
                " AND name NOT LIKE 'sqlite_%' AND name NOT LIKE '%audit%'"
            )
        ]
        return {name: session.sql.execute(f"SELECT * FROM {name}").fetchall() for name in tables}


def test_only_what_succeeded_becomes_orders_and_amounts_are_exact(workspace: Workspace) -> None:
    found = simulate(workspace, ORDERS, good=7, failed=2)
    assert (found.orders, found.routed, found.refused, found.waiting) == (7, 7, 0, 0)
    assert found.totals == {"EUR": 7 * 1990}
    held = {(one.account, one.currency): one.posted for one in found.balances}
    assert held[("payee:mia", "EUR")] == 7 * 1791
    assert held[("fees:processor", "EUR")] == 7 * 199
    assert held[("clearing:shop", "EUR")] == 7 * 1990
    assert found.to_json()["totals"] == {"EUR": "139.30"}


def test_a_distribution_is_followed_and_the_same_seed_draws_the_same(workspace: Workspace) -> None:
    revenue = replace(
        ORDERS,
        orders=(Order("sale", "EUR", 1000, 2000, 3.0), Order("tip", "JPY", 100, 100, 1.0)),
        fields=(DrawnField("attribute.creator", (("mia", 3.0), ("noah", 1.0))),),
    )
    found = simulate(workspace, revenue, good=400)
    assert 260 < found.kinds["sale"] < 340 and found.kinds["sale"] + found.kinds["tip"] == 400
    assert found.totals["JPY"] == 100 * found.kinds["tip"]
    assert 1400 < found.totals["EUR"] / found.kinds["sale"] < 1600
    paid = {(one.account, one.currency): one.posted for one in found.balances}
    assert paid[("payee:mia", "EUR")] > 2 * paid[("payee:noah", "EUR")]
    assert (
        sum(paid[(account, "EUR")] for account in ("payee:mia", "payee:noah", "fees:processor"))
        == (found.totals["EUR"])
    )
    assert found == simulate(workspace, revenue, good=400)


def test_a_run_without_a_single_order_simulates_nothing(workspace: Workspace) -> None:
    found = simulate(workspace, ORDERS, good=0, failed=3)
    assert (found.orders, found.totals, found.balances) == (0, {}, ())


def test_a_plan_that_opens_no_accounts_finds_those_of_the_workspace(workspace: Workspace) -> None:
    open_account(workspace, "payee:mia", actor="ada")
    open_account(workspace, "fees:processor", actor="ada")
    text = SIMPLE.replace("make: true", "make: false")
    for account in ("expense:returns", "expense:disputes", "suspense:a"):
        with pytest.raises(PlanError, match="is not there"):
            plan_for(workspace, text)
        open_account(workspace, account, actor="ada")
    plan = plan_for(workspace, text)
    with workspace.read() as session:
        entries = len([*read_entries(session.sql)])
    found = simulate_revenue(workspace, plan, ORDERS, "run-1", AT, [second(0, [1] * 3, 0, "checkout")], 1)
    assert found.routed == 3 and found.quarantined == 0
    with workspace.read() as session:
        assert len([*read_entries(session.sql)]) == entries


def test_the_plan_in_force_is_the_workspaces(workspace: Workspace) -> None:
    with pytest.raises(UserError, match="No plan is in force"):
        plan_for(workspace, None)
    publish_plan(workspace, SIMPLE, effective=date(2020, 1, 1), actor="ada")
    assert plan_for(workspace, None) == SandboxPlan("Shop", SIMPLE)
    with pytest.raises(PlanError):
        plan_for(workspace, "format: 1\n")


def test_a_run_leaves_the_books_as_they_were_but_for_its_two_entries(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "night.csv").write_text(NIGHT)
    import_revenue(workspace, tmp_path / "night.csv", "generic", actor="ada")
    publish_plan(workspace, Path(PLAN).read_text(), effective=date(2026, 1, 1), actor="ada")
    route(workspace, actor="ada")
    before = books(workspace)
    with workspace.read() as session:
        entries = [entry.action for entry in read_entries(session.sql)]
    (tmp_path / "temp").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temp"))
    notes = {*state_folder().rglob("*.json")}
    with shop() as target:
        scenario = replace(parse_scenario(SCENARIO), target=target)
        run = run_scenario(
            workspace,
            scenario,
            SystemResolver(),
            actor="ada",
            sandbox=plan_for(workspace, SIMPLE.replace("Shop", "S")),
        )
    assert run.state is RunState.PASSED
    assert books(workspace) == before and "posting" in before
    with workspace.read() as session:
        after = [entry.action for entry in read_entries(session.sql)]
        seconds = seconds_of(session.sql, run.id)
    assert after == [*entries, "load.begin", "load.end"]
    assert not [*(tmp_path / "temp").iterdir()] and {*state_folder().rglob("*.json")} == notes
    tallies = [snapshot.requests["checkout"] for snapshot in seconds if "checkout" in snapshot.requests]
    orders = sum(tally.ended - tally.failed for tally in tallies)
    assert run.simulated is not None and run.simulated["orders"] == run.simulated["routed"] == orders > 0
    assert {one["account"] for one in run.simulated["balances"]} == {
        "clearing:shop",
        "fees:processor",
        "payee:mia",
        "payee:noah",
    }
    assert json.loads(as_json(run, seconds))["simulated"] == run.simulated
    page = as_html(run, seconds)
    assert "Revenue, simulated in a sandbox" in page and "payee:mia" in page


def test_a_scenario_without_revenue_has_nothing_to_simulate(workspace: Workspace) -> None:
    scenario = replace(parse_scenario(SCENARIO), revenue=None)
    with pytest.raises(UserError, match="no `revenue`"):
        run_scenario(workspace, scenario, SystemResolver(), actor="ada", sandbox=SandboxPlan("Shop", SIMPLE))


def test_what_goes_wrong_in_the_sandbox_is_told_and_the_run_stays(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", "/nonexistent")
    with shop() as target:
        scenario = replace(parse_scenario(SCENARIO), target=target)
        run = run_scenario(
            workspace, scenario, SystemResolver(), actor="ada", sandbox=SandboxPlan("Shop", SIMPLE)
        )
    assert run.state is RunState.PASSED and run.simulated is not None
    assert "could not be written" in run.simulated["error"]


def read(revenue: str) -> Scenario:
    return parse_scenario(SCENARIO.partition("revenue:")[0] + revenue)


def test_revenue_is_read_with_its_distributions() -> None:
    revenue = parse_scenario(SCENARIO).revenue
    assert revenue is not None and revenue.request == "checkout"
    assert revenue.orders == (Order("sale", "EUR", 1990, 1990, 3.0), Order("tip", "JPY", 100, 900, 1.0))
    assert [field.column for field in revenue.fields] == ["country", "attribute.creator", "attribute.channel"]
    assert revenue.fields[0].values == (("DE", 3.0), ("FR", 1.0))


@pytest.mark.parametrize(
    ("revenue", "says"),
    [
        ("{request: none, source: shop, orders: [{amount: 1, currency: EUR}]}", "No request is named 'none'"),
        ("{journey: none, source: shop, orders: [{amount: 1, currency: EUR}]}", "no one journey 'none'"),
        ("{source: shop, orders: [{amount: 1, currency: EUR}], fields: {}}", "name exactly one"),
        ("{request: checkout, source: shop, orders: [{currency: EUR}]}", "an `amount`, or `from` and `to`"),
        ("{request: checkout, source: shop, orders: [{amount: 1.005, currency: EUR}]}", "3 decimals"),
        ("{request: checkout, source: shop, orders: [{amount: 1, currency: XQX}]}", "XQX"),
        ("{request: checkout, source: shop, orders: [{from: 9, to: 1, currency: EUR}]}", "not above `to`"),
        ("{request: checkout, source: shop, orders: [{amount: 0, currency: EUR}]}", "above zero"),
        (
            "{request: checkout, source: shop, orders: [{amount: 1, currency: EUR, kind: refund}]}",
            "sale, subscr",
        ),
        (
            "{request: checkout, source: s, orders: [{amount: 1, currency: EUR}],"
            " attributes: {simulated: x}}",
            "from the run",
        ),
    ],
)
def test_each_fault_of_revenue_is_told_with_its_line(revenue: str, says: str) -> None:
    with pytest.raises(ScenarioError, match="line 14") as refused:
        read(f"revenue: {revenue}\n")
    assert says in str(refused.value)


def test_every_event_is_marked_with_its_run(workspace: Workspace, tmp_path: Path) -> None:
    kinds = room._write(tmp_path / "e.csv", ORDERS, "run-9", AT, [second(3, [1, 1], 0, "checkout")], 1)
    assert kinds == {"sale": 2}
    head, *rows = (tmp_path / "e.csv").read_text().splitlines()
    assert head.split(",")[6] == "attribute.simulated"
    assert [row.split(",")[1] for row in rows] == ["run-9-1", "run-9-2"]
    assert all(row.split(",")[2] == "2026-02-25T06:13:23Z" and row.split(",")[6] == "run-9" for row in rows)
