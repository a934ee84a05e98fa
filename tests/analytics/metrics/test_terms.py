"""Figures of one part alone are those of its row where the whole is told apart, or are said not to be."""

from datetime import date
from fractions import Fraction

import pytest

from revroute_desktop.analytics.metrics.figures import show
from revroute_desktop.analytics.metrics.lines import lines
from revroute_desktop.analytics.metrics.periods import Period, Step
from revroute_desktop.analytics.why import explain_change
from revroute_desktop.errors import UserError
from revroute_desktop.workspace import Workspace

FOREVER = 2**62
PERIOD = Period(date(2026, 6, 24), date(2026, 6, 29), "Europe/Berlin")
NARROWED = (
    ("visits", "referrer"),
    ("visits", "landing"),
    ("bounce_rate", "device"),
    ("requests", "path"),
    ("requests", "campaign"),
    ("all_requests", "class"),
    ("bot_share", "status"),
    ("received", "destination"),
    ("booked", "source"),
    ("held", "destination"),
    ("net", "country"),
    ("payers", "product"),
    ("revenue", "referrer"),
    ("revenue_per_visit", "campaign"),
    ("conversion", "campaign"),
)


@pytest.mark.parametrize(("name", "by"), NARROWED)
def test_what_is_narrowed_to_a_key_is_that_keys_row(demo: Workspace, name: str, by: str) -> None:
    with demo.read() as session:
        shown = show(session.sql, name, PERIOD, by=by, now=FOREVER)
        assert shown.figures
        for figure in (*shown.figures[:3], shown.figures[-1]):
            alone = show(session.sql, name, PERIOD, terms=((by, figure.key),), now=FOREVER)
            (found,) = (one for one in alone.whole if one.currency == figure.currency)
            assert (found.now, found.before) == (figure.now, figure.before)


@pytest.mark.parametrize(
    ("name", "terms"), [("visits", ("referrer", "device")), ("net", ("country", "product"))]
)
def test_two_terms_must_both_hold(demo: Workspace, name: str, terms: tuple[str, str]) -> None:
    first, second = terms
    with demo.read() as session:
        (key, *_) = [one.key for one in show(session.sql, name, PERIOD, by=first, now=FOREVER).figures]
        whole = show(session.sql, name, PERIOD, terms=((first, key),), now=FOREVER).whole
        parts = show(session.sql, name, PERIOD, by=second, terms=((first, key),), now=FOREVER).figures
        for one in whole:
            same = [part for part in parts if part.currency == one.currency]
            assert sum((part.now.exact or Fraction(0)) for part in same) == one.now.exact
            both = show(session.sql, name, PERIOD, terms=((first, key), (second, same[0].key)), now=FOREVER)
            assert same[0].now in [figure.now for figure in both.whole]


def test_what_cannot_be_narrowed_says_so(demo: Workspace) -> None:
    cases = {
        ("requests", (("path", "/"), ("country", "DE"))): "one dimension at a time: by path or by country",
        ("net", (("landing", "/"),)): r"Net revenue \(net\) can't be told apart by landing",
        ("latency_p95", (("path", "/"),)): "can't be told apart by path",
        ("hhi", (("destination", "payee:a"),)): "can't be told apart by destination",
        ("visits", (("moon", "full"),)): "There is no dimension 'moon'",
    }
    with demo.read() as session:
        for (name, terms), words in cases.items():
            with pytest.raises(UserError, match=words):
                show(session.sql, name, PERIOD, terms=terms, now=FOREVER)


def test_lines_and_reasons_are_narrowed_too(demo: Workspace) -> None:
    with demo.read() as session:
        (top, *_) = show(session.sql, "visits", PERIOD, by="referrer", now=FOREVER).figures
        terms = (("referrer", top.key),)
        (line,) = lines(session.sql, "visits", PERIOD.start, PERIOD.end, Step.DAY, PERIOD.zone, terms=terms)
        assert sum(value or 0 for value in line.exact) == top.now.exact
        (why,) = explain_change(session.sql, "visits", PERIOD, PERIOD.before, "device", terms)
        assert (why.before, why.now) == (top.before.exact, top.now.exact)
        assert sum(one.effects.whole for one in why.contributions) == why.change


def test_the_same_days_of_last_year_are_the_same_weekdays_or_months() -> None:
    days = Period(date(2026, 5, 18), date(2026, 6, 14), "UTC").last_year
    assert (days.first, days.last) == (date(2025, 5, 19), date(2025, 6, 15))
    assert days.first.weekday() == date(2026, 5, 18).weekday()
    months = Period(date(2028, 2, 1), date(2028, 2, 29), "UTC").last_year
    assert (months.first, months.last) == (date(2027, 2, 1), date(2027, 2, 28))
    year = Period(date(2026, 1, 1), date(2026, 12, 31), "UTC").last_year
    assert (year.first, year.last) == (date(2025, 1, 1), date(2025, 12, 31))
