"""Prices of cloud tables come from an editable table; what a month would take is exact."""

from datetime import date
from fractions import Fraction

import pytest

from revroute_desktop.analytics.prices import (
    PriceError,
    costs,
    keep_prices,
    kept_prices,
    read_prices,
    usual_prices,
)
from revroute_desktop.errors import UserError
from revroute_desktop.workspace import Workspace

OWN = """
currency: EUR
item_bytes: 1500
prices:
  - {name: a, unit: units, bytes: 1024, per_million: 1.25, source: x, as_of: 2026-11-01}
  - {name: b, unit: ready, bytes: 1024, per_hour: "0.001", source: x, as_of: "2026-11-01"}
"""


def test_the_table_that_comes_with_the_program_names_its_sources() -> None:
    table = read_prices(usual_prices())
    assert table.currency == "USD" and len(table.prices) >= 2
    assert all(one.source.startswith("https://") and one.as_of >= date(2024, 1, 1) for one in table.prices)


def test_a_month_is_reckoned_by_units_begun() -> None:
    used, ready = costs(read_prices(OWN), 1_000_000, 7_200, Fraction(5))
    assert used.units == 10_000_000, "an item of 1500 bytes takes two units"
    assert used.amount == Fraction(125, 10)
    assert ready.units == 20 and ready.amount == Fraction(20, 1000) * 24 * 30
    (_, least) = costs(read_prices(OWN), 0, 0, Fraction(1))
    assert least.units == 1, "nothing below one unit can be kept ready"


def test_a_workspace_keeps_its_own_and_goes_back(workspace: Workspace) -> None:
    keep_prices(workspace, OWN)
    with workspace.read() as session:
        assert kept_prices(session.sql) == OWN
    keep_prices(workspace, None)
    with workspace.read() as session:
        assert kept_prices(session.sql) == usual_prices()


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("per_million: 1.25, ", "", "either per_million or per_hour"),
        ("1.25", "-1", "an amount"),
        ("1.25", "much", "an amount"),
        ("1.25", ".nan", "an amount"),
        ("bytes: 1024, per_hour", "bytes: 0, per_hour", "whole number"),
        ("item_bytes: 1500", "item_bytes: true", "whole number"),
        ("source: x, as_of: 2026-11-01}", "as_of: 2026-11-01}", "where it is from"),
        ('"2026-11-01"', "soon", "which day"),
        ("name: a, ", "", "needs name"),
        ("name: a, ", "name: a, more: 1, ", "nothing else"),
        ("prices:", "costs:", "list of prices"),
        ("currency: EUR", "currency: [", "no YAML, line 4"),
    ],
)
def test_a_table_that_cannot_be_used_is_refused_with_its_place(old: str, new: str, fault: str) -> None:
    with pytest.raises(PriceError, match=fault):
        read_prices(OWN.replace(old, new, 1))
    with pytest.raises(UserError):
        read_prices(OWN.replace("EUR", "EURO"))
    with pytest.raises(PriceError, match="at most"):
        read_prices("#" * 20_001)
