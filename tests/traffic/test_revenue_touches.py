"""Revenue by first, last and assisting visits adds up, and reaches no further than ids join visits."""

from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revroute_desktop.analytics.forms.touches import touches
from revroute_desktop.analytics.metrics.periods import Period
from revroute_desktop.errors import UserError
from revroute_desktop.routing.imports.import_revenue import import_revenue
from revroute_desktop.traffic.import_logs import import_logs
from revroute_desktop.traffic.revenue import Origin
from revroute_desktop.traffic.revenue_keys import JoinRules, save_join_rules
from revroute_desktop.traffic.revenue_touches import Credit, credited, touched_revenue
from revroute_desktop.workspace import Workspace

AGENT = "Mozilla/5.0 (X11; Ubuntu; Linux x86_64; rv:120.0) Gecko/20100101 Firefox/120.0"
GOOGLE, BING = "https://www.google.com/", "https://www.bing.com/"
PERIOD = Period(date(2026, 3, 1), date(2026, 3, 31), "UTC")
ORIGINS = st.builds(Origin, st.sampled_from("ab"), st.sampled_from(["", "c"]), st.just("/"))


@given(
    st.integers(-(10**9), 10**9),
    st.lists(st.tuples(st.integers(0, 9), ORIGINS), min_size=1, max_size=9),
    st.sampled_from(Credit),
)
def test_all_that_touches_get_is_the_amount(
    amount: int, led: list[tuple[int, Origin]], credit: Credit
) -> None:
    led.sort(key=lambda one: one[0])
    found = credited(amount, led, credit)
    assert sum(found.values()) == amount
    if credit is Credit.FIRST:
        assert found == {led[0][1]: amount}
    if credit is Credit.LAST:
        assert found == {led[-1][1]: amount}
    if credit is Credit.ASSISTED:
        for origin, part in found.items():
            share = sum(one is origin or one == origin for _, one in led)
            assert abs(part - Fraction(amount * share, len(led))) < max(share, 1)


def line(address: str, day: int, time: str, target: str, referrer: str) -> str:
    at = datetime(2026, 3, 1, tzinfo=UTC) + timedelta(days=day - 1)
    return (
        f'192.0.2.{address} - - [{at:%d/%b/%Y}:{time}:00 +0000] "GET {target} HTTP/1.1" 200 9 '
        f'"{referrer}" "{AGENT}"\n'
    )


@pytest.fixture
def books(workspace: Workspace, tmp_path: Path) -> Workspace:
    with workspace.desk() as desk:
        save_join_rules(desk.sql, JoinRules(parameters=("order_id", "sid")))
    (tmp_path / "access.log").write_text(
        line("1", 3, "09:00", "/?sid=sess-1", GOOGLE)
        + line("1", 9, "08:00", "/", BING)  # the same day as the next, by another visit of the same visitor
        + line("1", 9, "10:00", "/cart?sid=sess-1", "-")
        + line("1", 9, "10:01", "/thanks?order_id=ord-1", "-")
        + line("1", 8, "10:00", "/", BING)  # a day that nothing joins
        + line("2", 9, "10:00", "/", BING)
    )
    (tmp_path / "shop.csv").write_text(
        "source,id,time,kind,amount,currency,original,attribute.session_id\n"
        "shop,ord-1,2026-03-09T10:01:00Z,sale,10.00,EUR,,sess-1\n"
        "shop,ord-2,2026-03-09T10:01:00Z,sale,4.00,EUR,,\n"
        "shop,ref-1,2026-03-20T10:01:00Z,refund,-1.00,EUR,ord-1,\n"
    )
    import_logs(workspace, [tmp_path / "access.log"], actor="ada")
    import_revenue(workspace, tmp_path / "shop.csv", "generic", actor="ada")
    return workspace


def test_touches_are_the_visits_that_an_id_joins_and_those_of_their_day(books: Workspace) -> None:
    with books.read() as session:
        table = touches(session.sql, PERIOD, "referrer")
    rows = {row.key: (row.first, row.last, row.assisted) for row in table.rows}
    # 10.00 less 1.00: Google came first, then Bing, then a visit without a referrer.
    assert rows == {"Google": (900, 0, 300), "Bing": (0, 0, 300), "direct": (0, 900, 300)}
    assert table.unknown == (("EUR", 400),)
    assert table.matched == Fraction(2, 3)
    assert "2 of 3 events" in table.notes[0] and "day to day" in table.notes[1]


def test_touches_before_the_lookback_take_no_part(books: Workspace) -> None:
    with books.read() as session:
        rows = {row.key: row.first for row in touches(session.sql, PERIOD, "referrer", days=3).rows}
        assert rows == {"Bing": 900, "direct": 0}
        for credit in Credit:
            found = touched_revenue(session.sql, PERIOD.start, PERIOD.end, credit)
            assert sum(found.amounts.values()) + sum(found.unknown.values()) == 1300
        with pytest.raises(UserError, match="not by device"):
            touches(session.sql, PERIOD, "device")
