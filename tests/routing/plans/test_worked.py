"""The worked plans on worked events: who gets what, reckoned by hand.

Amounts are minor units; what a destination receives is positive.
"""

import csv
from datetime import date

import pytest

from revroute_desktop.resources import resource_path
from revroute_desktop.routing.engine.versions import named_step
from revroute_desktop.routing.imports.import_revenue import import_revenue
from revroute_desktop.routing.plans.publish import publish_plan
from revroute_desktop.routing.route import route

COLUMNS = ["source", "id", "time", "kind", "amount", "currency", "country", "product", "campaign", "original"]


@pytest.fixture
def split(workspace, tmp_path):
    """Routes events under a worked plan; gives for each id what every step paid, by (step, account)."""

    def run(plan: str, *events: dict[str, str]) -> dict[str, dict[tuple[str, str], int]]:
        defaults = {"source": "web", "kind": "sale", "time": "2026-05-01T10:00:00Z"}
        rows = [{**defaults, "id": f"e{number}", **event} for number, event in enumerate(events, 1)]
        names = COLUMNS + sorted({name for row in rows for name in row} - set(COLUMNS))
        path = tmp_path / "events.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, names)
            writer.writeheader()
            writer.writerows(rows)
        text = resource_path("plans", f"{plan}.yaml").read_text("utf-8")
        publish_plan(workspace, text, effective=date(2026, 1, 1), actor="ada")
        assert import_revenue(workspace, path, "generic", actor="ada").events == len(events)
        assert route(workspace, actor="ada").routed == len(events)
        with workspace.read() as session:
            found = session.sql.execute(
                "SELECT e.external_id, COALESCE(s.code, ''), a.code, -p.amount FROM posting p "
                "JOIN txn t ON t.id = p.id / 4096 JOIN event e ON e.id = t.event "
                "JOIN account a ON a.id = p.account LEFT JOIN plan_step s ON s.id = p.step "
                "WHERE a.code NOT LIKE 'clearing:%' ORDER BY p.id"
            ).fetchall()
        result: dict[str, dict[tuple[str, str], int]] = {}
        for event, step, account, amount in found:
            parts = result.setdefault(event, {})
            key = named_step(step) or "", account
            parts[key] = parts.get(key, 0) + amount
        return result

    return run


def accounts(parts: dict[tuple[str, str], int]) -> dict[str, int]:
    sums: dict[str, int] = {}
    for (_, account), amount in parts.items():
        sums[account] = sums.get(account, 0) + amount
    return sums


def test_a_pound_at_home_abroad_and_a_small_one(split):
    paid = split(
        "shop",
        {"amount": "100.00", "currency": "GBP", "country": "GB"},
        {"amount": "100.00", "currency": "GBP", "country": "FR"},
        {"amount": "0.01", "currency": "GBP", "country": "GB"},
        {"kind": "refund", "amount": "-10.00", "currency": "GBP", "country": "GB"},
        {"kind": "adjustment", "amount": "-7.00", "currency": "GBP"},
    )
    assert paid["e1"] == {
        ("home-card-fee", "fees:processor"): 160,  # 1.4 % and 0.20
        ("home-vat", "tax:vat"): 1667,  # a sixth of 100.00, 16.666…
        ("home-partner", "partner:wholesale"): 1022,  # 12.5 % of 81.73, 10.216…
        ("home-reserve", "reserve:returns"): 358,  # 5 % of 71.51, 3.575…
        ("home-rest", "treasury:main"): 6114,  # 90 % of 67.93, 61.137: the larger remainder
        ("home-rest", "treasury:growth"): 679,
    }
    assert paid["e2"] == {
        ("abroad-card-fee", "fees:processor"): 310,
        ("abroad-partner", "partner:wholesale"): 969,
        ("abroad-reserve", "reserve:returns"): 436,
        ("abroad-rest", "treasury:main"): 8285,
    }
    assert paid["e3"] == {("small-rest", "treasury:main"): 1}
    assert accounts(paid["e4"]) == {"expense:returns": -850, "partner:wholesale": -150}
    assert accounts(paid["e5"]) == {"loss:bad-debt": -700}


def test_the_wholesale_partner_has_no_more_than_its_monthly_cap(split):
    paid = split(
        "shop",
        {"amount": "240000.00", "currency": "GBP", "country": "GB"},
        {"amount": "100000.00", "currency": "GBP", "country": "GB", "time": "2026-05-02T10:00:00Z"},
        {"amount": "100.00", "currency": "GBP", "country": "GB", "time": "2026-06-01T10:00:00Z"},
    )
    first = accounts(paid["e1"])["partner:wholesale"]
    second = accounts(paid["e2"])["partner:wholesale"]
    assert 0 < second < 1_000_000
    assert first + second == 2_500_000
    assert accounts(paid["e3"])["partner:wholesale"] == 1022


def test_a_creator_is_paid_what_treasury_reserve_and_fees_leave(split):
    creator = {"attribute.creator": "mia", "attribute.treasury_share": "80"}
    paid = split(
        "creator-network",
        {"amount": "100.00", "currency": "EUR", **creator},
        {"amount": "2.00", "currency": "EUR", "kind": "tip", **creator},
        {"amount": "1000", "currency": "JPY", "kind": "subscription", **creator},
        {"amount": "50.00", "currency": "USD", "kind": "ad", **creator},
        {"amount": "50.00", "currency": "USD", **creator, "attribute.treasury_share": "100"},
        {"amount": "50.00", "currency": "GBP", "kind": "adjustment"},
    )
    assert paid["e1"] == {
        ("share-80-fee", "fees:processor"): 320,
        ("share-80-treasury", "treasury:main"): 7744,
        ("share-80-reserve", "reserve:rolling"): 194,
        ("share-80-rest", "payee:mia"): 1742,
    }
    assert accounts(paid["e2"]) == {"fees:processor": 36, "payee:mia": 164}
    assert accounts(paid["e3"]) == {
        "fees:processor": 69,
        "treasury:main": 745,
        "reserve:rolling": 19,
        "payee:mia": 167,
    }
    assert accounts(paid["e4"]) == {"treasury:ads": 4250, "payee:mia": 750}
    assert accounts(paid["e5"]) == {"fees:processor": 175, "treasury:main": 4825}
    assert accounts(paid["e6"]) == {"suspense:unclear": 5000}


def test_a_sale_too_small_for_its_delivery_is_the_marketplaces_cost(split):
    seller = {"attribute.seller": "loom", "attribute.delivery": "standard", "country": "FR"}
    paid = split(
        "marketplace",
        {"amount": "3.00", "currency": "EUR", **seller},
        {"amount": "50.00", "currency": "EUR", **seller},
        {"amount": "600.00", "currency": "EUR", **seller},
        {"amount": "5000.00", "currency": "EUR", **seller},
        {"amount": "50.00", "currency": "EUR", **seller, "country": "NO"},
    )
    assert accounts(paid["e1"]) == {"partner:carrier": 490, "expense:delivery": -190}
    assert accounts(paid["e2"]) == {"partner:carrier": 490, "income:commission": 541, "payee:loom": 3969}
    # At least 60.00, then the carrier, then 8 % of 515.00 for 45 days.
    assert accounts(paid["e3"]) == {
        "income:commission": 6000,
        "partner:carrier": 2500,
        "reserve:sellers": 4120,
        "payee:loom": 47380,
    }
    assert accounts(paid["e4"])["income:commission"] == 40000
    assert accounts(paid["e5"]) == {"income:commission": 600, "payee:loom": 4400}


def test_a_partner_climbs_bands_within_an_event(split):
    paid = split(
        "affiliate",
        {"amount": "800.00", "currency": "USD", "attribute.partner": "zed"},
        {"amount": "400.00", "currency": "USD", "attribute.partner": "zed", "time": "2026-05-02T10:00:00Z"},
        {"amount": "400.00", "currency": "USD", "attribute.partner": "ann", "time": "2026-05-02T11:00:00Z"},
        {"amount": "400.00", "currency": "USD", "attribute.partner": "zed", "time": "2026-06-02T11:00:00Z"},
    )
    commission = {event: parts["partner-commission", "reserve:commissions"] for event, parts in paid.items()}
    # 5 % to 1,000.00 in the month, 7.5 % above: of the second event 200.00 each.
    assert commission == {"e1": 4000, "e2": 1000 + 1500, "e3": 2000, "e4": 2000}
    assert paid["e1"]["network-fee", "fees:network"] == 600
    assert paid["e1"]["recruiter", "partner:recruiters"] == 800


def test_an_app_publishers_revenue_falls_through_nested_shares(split):
    paid = split(
        "app-publisher",
        {"amount": "9999999", "currency": "JPY", "kind": "ad"},
        {"amount": "1000", "currency": "JPY", "kind": "ad", "time": "2026-05-02T10:00:00Z"},
        {"amount": "2000", "currency": "JPY", "product": "bundle-x"},
        {"amount": "10.00", "currency": "USD", "source": "app-store"},
        {"amount": "10.00", "currency": "USD"},
    )
    # Whole band: the rate of both events is that of the band in which the year stood before them.
    assert paid["e1"]["engine-licence", "partner:engine"] == 499_999
    assert paid["e2"] == {
        ("ad-network", "fees:ad-network"): 200,
        ("engine-licence", "partner:engine"): 50,
        ("investors", "partner:north-fund"): 75,
        ("investors", "partner:south-fund"): 37,
        ("advertising-rest", "partner:studio"): 268,
        ("advertising-rest", "partner:art"): 77,
        ("advertising-rest", "partner:sound"): 38,
        ("advertising-rest", "treasury:main"): 255,
    }
    assert accounts(paid["e3"]) == {"partner:studio": 1200, "partner:art": 600, "treasury:main": 200}
    assert accounts(paid["e4"]) == {"fees:stores": 300, "partner:studio": 700}
    assert accounts(paid["e5"]) == {"suspense:unknown-source": 1000}
