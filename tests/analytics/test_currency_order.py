"""Currencies are listed with the books' main one first: that of most events."""

from datetime import date

from revroute_desktop.analytics.currency_order import currency_order
from revroute_desktop.analytics.forms.distributions import order_values
from revroute_desktop.analytics.forms.hours import week_hours
from revroute_desktop.analytics.forms.payees import payee_points
from revroute_desktop.analytics.metrics.figures import show
from revroute_desktop.analytics.metrics.lines import lines
from revroute_desktop.analytics.metrics.periods import Period, Step
from revroute_desktop.analytics.reports.scope import scope_of
from revroute_desktop.analytics.why import explain_change
from revroute_desktop.money.currencies import currency_by_numeric
from revroute_desktop.routing.event_pages import event_currencies
from revroute_desktop.workspace import Workspace

SPRING = Period(date(2026, 4, 1), date(2026, 6, 30), "Europe/Berlin")
LATE = 2**51


def test_the_currency_of_most_events_comes_first_wherever_they_are_listed(demo: Workspace) -> None:
    with demo.read() as session:
        sql = session.sql
        rows = sql.execute("SELECT currency FROM event GROUP BY currency ORDER BY COUNT(*) DESC").fetchall()
        usual = [currency_by_numeric(number).code for (number,) in rows]
        assert usual != sorted(usual) and usual[0] == "EUR", "by letter another one would be first"
        assert list(event_currencies(sql))[: len(usual)] == usual

        whole = show(sql, "net", SPRING, now=LATE).whole
        keys = show(sql, "net", SPRING, by="product", now=LATE).figures
        courses = lines(sql, "net", SPRING.start, SPRING.end, Step.WEEK, SPRING.zone)
        why = explain_change(sql, "net", SPRING, SPRING.before, "source")
        listed = {
            "figures": [one.currency for one in whole],
            "keys": [one.currency for one in keys],
            "courses": [one.currency for one in courses],
            "hours": [one.currency for one in week_hours(sql, "net", SPRING, now=LATE)],
            "orders": [one.currency for one in order_values(sql, SPRING)],
            "payees": [one.currency for one in payee_points(sql, SPRING)],
            "why": [one.currency for one in why],
            "report": list(scope_of(sql, SPRING, LATE).currencies),
        }
    for name, codes in listed.items():
        distinct = list(dict.fromkeys(codes))
        assert distinct == [code for code in usual if code in distinct], name
        assert len(distinct) > 1


def test_a_currency_without_events_comes_last_and_what_has_none_first(demo: Workspace) -> None:
    with demo.read() as session:
        order = currency_order(session.sql)
    assert sorted(["XAF", "USD", None, "AED", "EUR"], key=order) == [None, "EUR", "USD", "AED", "XAF"]
