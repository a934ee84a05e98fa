"""A run's own requests, found again in the shop's log, count for nobody; every command says one object."""

import re
import subprocess
import sys
from contextlib import contextmanager
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from tests.leftovers import left_running

from revroute_desktop.cli.main import run

PERSON = "Mozilla/5.0 (X11; Ubuntu; Linux x86_64; rv:120.0) Gecko/20100101 Firefox/120.0"
SCENARIO = """\
format: 1
scenario: nasty
target: {target}
load: {{model: open, stages: [{{for: 2s, at: 30}}]}}
journeys:
  - journey: looks like a buyer from a campaign
    requests:
      - {{get: "/?utm_campaign=spring&utm_source=mail&order_id=ch_1"}}
      - {{get: /assets/shop.css}}
      - {{post: /api/cart, name: cart, json: '{{"sku": "lam-1"}}', capture: {{cart: {{json: cart}}}}}}
      - {{post: /api/checkout, name: checkout, form: {{cart: "${{cart}}"}}, check: {{status: 201}}}}
revenue:
  request: checkout
  source: cards
  orders: [{{amount: 10.00, currency: EUR}}]
  attributes: {{creator: neon-kitten, treasury_share: "80"}}
"""


@contextmanager
def serving(log):
    """The small shop as people start it, with its log; gives its origin."""
    words = ["traffic", "serve", "--port", "0", "--log", str(log), "--log-times", "--for", "120"]
    process = subprocess.Popen(
        [sys.executable, "-m", "revroute_desktop", *words],
        stderr=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        line = process.stderr.readline()
        yield re.search(r"http://127\.0\.0\.1:\d+", line)[0]
    finally:
        process.terminate()
        process.communicate(timeout=20)


def person(second, target, at):
    stamp = at.replace(second=second)
    said = f'[{stamp:%d/%b/%Y:%H:%M:%S} +0000] "GET {target} HTTP/1.1" 200 9 "-" "{PERSON}" 0.010'
    return f"192.0.2.9 - - {said}\n"


def put(desk, name, text):
    path = desk.folder / name
    path.write_text(text)
    return str(path)


def amounts(found):
    return {(row["source"], row["currency"]): Decimal(row["total"]) for row in found["rows"]}


@pytest.fixture
def ran(routed):
    """The night's books, a run against the shop, and a person's visit in the same log."""
    log = routed.folder / "shop.log"
    with serving(log) as target:
        scenario = put(routed, "nasty.yaml", SCENARIO.format(target=target))
        routed.before = routed.json("traffic", "revenue")
        routed.run_value = routed.json("traffic", "run", scenario, "--sandbox-plan", "in-force")
        routed.target = target
    at = datetime.now(UTC)
    with log.open("a") as file:
        file.write(person(1, "/", at) + person(2, "/assets/shop.css", at) + person(5, "/c/lamps", at))
    routed.log = str(log)
    assert not left_running()
    return routed


def test_what_a_run_caused_is_kept_out_of_people_and_revenue(ran):
    requests = 4 * 60
    assert ran.run_value["figures"]["requests"] == requests and ran.run_value["state"] == "passed"
    report = ran.json("traffic", "report", ran.log)
    assert (report["lines"], report["malformed"]) == (requests + 3, 0)
    assert (report["people"], report["visits"], report["pages"], report["bot_visits"]) == (3, 1, 2, 0)
    [own] = report["bots"]
    assert (own["class"], own["hits"]) == ("own load runs", requests)
    assert "spring" not in str(report["top"])

    imported = ran.json("traffic", "import", ran.log)
    assert (imported["hits"], imported["visits"]) == (requests + 3, 1)
    filtered = ran.json("traffic", "bots")["filtered"]
    assert [(row["class"], row["hits"]) for row in filtered] == [("own load runs", requests)]
    # The run asked for an order's page as its buyer would; the order's revenue is still not the campaign's.
    after = ran.json("traffic", "revenue")
    assert not any(row["joined"] != "0.00" for row in after["rows"] if row["currency"] == "EUR")
    assert "mail" not in str(after["rows"]) and "spring" not in str(
        ran.json("traffic", "revenue", "--by", "campaign")
    )
    assert sum(amounts(after).values()) == sum(amounts(ran.before).values())


def test_revenue_of_the_run_stays_in_its_sandbox(ran):
    simulated = ran.json("traffic", "show", "1")["simulated"]
    # A busy machine may let the run end before the last buyers have paid.
    orders = Path(ran.log).read_text().count('"POST /api/checkout HTTP/1.1" 201')
    assert simulated["orders"] == simulated["routed"] == orders > 50
    assert simulated["totals"] == {"EUR": f"{10 * orders}.00"}
    held = {row["account"]: Decimal(row["posted"]) - Decimal(row["held"]) for row in simulated["balances"]}
    assert held["clearing:cards"] == 10 * orders
    assert sum(amount for account, amount in held.items() if account != "clearing:cards") == 10 * orders
    assert "simulated" not in str(ran.json("events", "list")["events"])
    assert f"Simulated: {orders} orders of cards, {10 * orders}.00 EUR" in ran.said("traffic", "show", "1")
    page = ran.folder / "run.html"
    ran.run("traffic", "show", "1", "-o", str(page), "-w", ran.books)
    assert f"{10 * orders}.00 EUR" in page.read_text()


def test_every_command_of_traffic_says_one_object(ran, capsys):
    ran.json("traffic", "import", ran.log)
    scenario = str(ran.folder / "drawn.yaml")
    quick = put(
        ran,
        "quick.yaml",
        "format: 1\nscenario: q\ntarget: http://127.0.0.1:1\n"
        "load: {model: open, stages: [{for: 1s, at: 5}]}\n"
        "journeys: [{journey: j, requests: [{get: /}]}]\nthresholds: [errors < 1%]\n",
    )
    words = {
        "import": [ran.log],
        "report": [ran.log],
        "try-format": [ran.log],
        "rules": [],
        "bots": [],
        "revenue": [],
        "serve": ["--port", "0", "--for", "1"],
        "draw-scenario": ["--target", ran.target, "--in", "1m", "--factor", "100000", "-o", scenario],
        "verify-target": ["http://127.0.0.1:8080"],
        "run": [quick],
        "runs": [],
        "show": ["1"],
        "compare": ["1", "1"],
        "limits": [],
    }
    with pytest.raises(SystemExit):
        run(["traffic", "--help"])
    listed = set(re.findall(r"^    ([a-z][a-z-]+) ", capsys.readouterr().out, re.MULTILINE))
    # A follower ends when it is asked to, a worker is started by `run`; both are tested where they live.
    assert listed - {"follow", "load-worker"} == set(words)
    for name, more in words.items():
        assert isinstance(ran.json("traffic", name, *more, code=int(name == "run")), dict), name
    assert list(ran.json("traffic", "show", "99", code=2)) == ["error"]
