"""Periods are whole local days; figures say when there is too little to tell and when more is to come."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revroute_desktop.analytics.metrics.catalogue import DIMENSIONS, METRICS, READERS, metric_named
from revroute_desktop.analytics.metrics.figures import show
from revroute_desktop.analytics.metrics.lines import lines
from revroute_desktop.analytics.metrics.periods import Period, Step, edges, period
from revroute_desktop.analytics.metrics.words import decimal, plain, said
from revroute_desktop.analytics.why import explain_change
from revroute_desktop.errors import UserError
from revroute_desktop.workspace import Workspace
from revroute_desktop.workspace.zones import from_local

BERLIN = "Europe/Berlin"


def test_the_period_before_ends_where_this_one_begins() -> None:
    march = Period(date(2026, 3, 1), date(2026, 3, 31), BERLIN)
    assert (march.before.first, march.before.last) == (date(2026, 2, 1), date(2026, 2, 28))
    weeks = Period(date(2026, 3, 2), date(2026, 3, 15), BERLIN)
    assert (weeks.before.first, weeks.before.last) == (date(2026, 2, 16), date(2026, 3, 1))
    assert march.before.end == march.start and weeks.before.end == weeks.start
    assert march.end - march.start == (31 * 24 - 1) * 3_600_000_000, "the clock was put forward"


def test_without_days_it_is_the_newest_four_weeks() -> None:
    found = period(None, None, BERLIN, date(2026, 7, 1))
    assert (found.first, found.last) == (date(2026, 6, 4), date(2026, 7, 1))
    with pytest.raises(UserError, match="later than"):
        period(date(2026, 2, 2), date(2026, 2, 1), BERLIN, date(2026, 7, 1))


@pytest.mark.parametrize(
    ("step", "count"), [(Step.DAY, 31), (Step.WEEK, 4), (Step.MONTH, 1), (Step.HOUR, 743)]
)
def test_steps_are_whole_and_local(step: Step, count: int) -> None:
    march = Period(date(2026, 3, 1), date(2026, 3, 31), BERLIN)
    found = edges(march.start, march.end, step, BERLIN)
    assert len(found) == count + 1
    if step is Step.WEEK:
        assert found[0] == from_local(2026, 3, 2, zone=BERLIN)


def test_steps_that_are_not_over_are_left_out() -> None:
    march = Period(date(2026, 3, 1), date(2026, 3, 31), BERLIN)
    noon = march.start + 12 * 3_600_000_000
    assert edges(noon, march.end - 1, Step.DAY, BERLIN)[0] == from_local(2026, 3, 2, zone=BERLIN)
    assert edges(noon, march.end - 1, Step.DAY, BERLIN)[-1] == from_local(2026, 3, 31, zone=BERLIN)


def test_too_few_rows_are_not_told(demo: Workspace) -> None:
    day = Period(date(2026, 6, 1), date(2026, 6, 1), BERLIN)
    with demo.read() as session:
        shown = show(session.sql, "refund_rate", day, by="country", now=day.end - 1)
        assert not shown.complete and "not over" in shown.notes[0]
        few = [one for one in shown.figures if one.now.rows < 20]
        assert few and all(one.now.exact is None for one in few)
        assert said(shown.metric, few[0].currency, few[0].now.exact) == "not enough data"


def test_days_before_the_books_began_are_not_taken_for_days_without_revenue(demo: Workspace) -> None:
    with demo.read() as session:
        for month, noted in ((1, True), (3, False)):
            period = Period(date(2025, month, 1), date(2025, month, 28), BERLIN)
            notes = show(session.sql, "net", period, now=0).notes
            assert any(note.startswith("The books begin on 2025-01-01;") for note in notes) is noted


def test_a_sum_is_not_compared_with_days_of_which_not_all_are_known(demo: Workspace) -> None:
    june = Period(date(2026, 6, 1), date(2026, 6, 30), BERLIN)
    week = Period(date(2026, 6, 22), date(2026, 6, 28), BERLIN)  # the logs begin within the one before
    year = Period(date(2025, 1, 20), date(2025, 2, 18), BERLIN)  # the books begin within the days before
    with demo.read() as session:
        asked = (
            ("revenue", june, "referrer"),
            ("visits", june, "referrer"),
            ("visits", week, "referrer"),
            ("gross", year, "source"),
        )
        for name, period, by in asked:
            shown = show(session.sql, name, period, by=by, now=2**62)
            assert shown.figures and all(one.before.exact is None for one in shown.figures), name
            assert any("compare" in note or "no logs of the period before" in note for note in shown.notes)
            with pytest.raises(UserError, match="not all is known"):
                explain_change(session.sql, name, period, period.before, by)
        whole = show(session.sql, "revenue", june, by="referrer", now=2**62).whole
        assert whole and all(one.before.exact is not None for one in whole)
        (ratio,) = show(session.sql, "error_rate", week, now=2**62).whole
        assert ratio.before.exact is not None
        first = Period(date(2025, 2, 1), date(2025, 2, 28), BERLIN)
        assert all(one.before.exact for one in show(session.sql, "gross", first, now=2**62).whole)


def test_a_line_is_its_figures_step_by_step(demo: Workspace) -> None:
    june = Period(date(2026, 6, 1), date(2026, 6, 30), BERLIN)
    with demo.read() as session:
        for name in ("net", "booked", "held", "sales", "payers", "visits", "average_order", "error_rate"):
            for line in lines(session.sql, name, june.start, june.end, Step.WEEK, BERLIN):
                for place, value in enumerate(line.exact):
                    first = date(2026, 6, 1) if name not in ("visits", "error_rate") else None
                    if first is None:
                        continue
                    week = Period(date(2026, 6, 1 + 7 * place), date(2026, 6, 7 + 7 * place), BERLIN)
                    shown = show(session.sql, name, week, now=2**62)
                    same = [one.now.exact for one in shown.whole if one.currency == line.currency]
                    assert (same or [0])[0] == value, (name, line.currency, place)


def test_what_is_known_by_the_day_is_not_asked_by_the_hour(demo: Workspace) -> None:
    with demo.read() as session, pytest.raises(UserError, match="by the day"):
        lines(session.sql, "booked", 0, 2**50, Step.HOUR, BERLIN)


def test_the_catalogue_names_things_once_and_only_what_there_is() -> None:
    assert len({metric.name for metric in METRICS}) == len(METRICS)
    known = {dimension.name for dimension in DIMENSIONS}
    for metric in METRICS:
        assert set(metric.by) <= known and metric.part.reader in READERS
        assert metric.formula and metric.source and metric.title
    assert {by for metric in METRICS for by in metric.by} == known
    with pytest.raises(UserError, match="no metric"):
        metric_named("gros")


def test_figures_are_written_exactly() -> None:
    assert plain(metric_named("gross"), "EUR", Fraction(123456)) == "1234.56"
    assert plain(metric_named("gross"), "JPY", Fraction(5, 2)) == "2"
    assert said(metric_named("gross"), "USD", Fraction(-123456789)) == "-1,234,567.89 USD"
    assert said(metric_named("refund_rate"), "EUR", Fraction(1, 3)) == "33.33 %"
    assert said(metric_named("latency_p99"), None, Fraction(1500)) == "1.5 ms"


@given(st.fractions(-1000, 1000), st.integers(1, 8))
def test_decimals_are_near_and_round_trip(value: Fraction, places: int) -> None:
    assert abs(Fraction(decimal(value, places)) - value) <= Fraction(1, 2 * 10**places)
