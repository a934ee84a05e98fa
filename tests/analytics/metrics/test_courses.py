"""A course tells all of a period: every step that it touches, parts of steps marked as such."""

from collections import defaultdict
from datetime import date
from fractions import Fraction

import pytest

from revroute_desktop.analytics.history import adds_up, history
from revroute_desktop.analytics.metrics.catalogue import METRICS
from revroute_desktop.analytics.metrics.courses import course
from revroute_desktop.analytics.metrics.figures import show
from revroute_desktop.analytics.metrics.known import data_span
from revroute_desktop.analytics.metrics.periods import Period, Step
from revroute_desktop.analytics.series import DAY
from revroute_desktop.errors import UserError
from revroute_desktop.workspace import Workspace

BERLIN = "Europe/Berlin"
LATER = 2**60
JUNE = Period(date(2026, 6, 1), date(2026, 6, 30), BERLIN)

PERIODS = (
    JUNE,
    Period(date(2026, 5, 15), date(2026, 6, 15), BERLIN),
    Period(date(2026, 6, 17), date(2026, 6, 17), BERLIN),
    Period(date(2026, 3, 28), date(2026, 4, 9), BERLIN),
    Period(date(2026, 6, 10), date(2026, 6, 24), "Asia/Kolkata"),
)
SUMMED = [metric for metric in METRICS if adds_up(metric)]


@pytest.mark.parametrize("period", PERIODS, ids=lambda one: f"{one.words} {one.zone}")
@pytest.mark.parametrize("step", Step)
def test_the_steps_of_every_sum_add_up_to_the_period(demo: Workspace, period: Period, step: Step) -> None:
    with demo.read() as session:
        middle = period.start + (period.end - period.start) // 2
        for metric in SUMMED:
            if step.length < metric.finest:
                continue
            whole = {
                one.currency: one.now.exact
                for one in show(session.sql, metric.name, period, now=LATER).whole
                if one.now.part
            }
            sums: defaultdict[str | None, Fraction] = defaultdict(Fraction)
            # In the midst of the period: what is known of later days is told too.
            for line in course(session.sql, metric.name, period, step, now=middle):
                sums[line.currency] += sum(value or 0 for value in line.exact)
            assert {code: value for code, value in sums.items() if value} == whole, metric.name


@pytest.mark.parametrize(
    ("name", "dimension", "key"),
    [
        ("visits", "campaign", ""),
        ("requests", "campaign", ""),
        ("requests", "status", "200"),
        ("net", "country", "DE"),
    ],
)
def test_the_steps_of_one_part_add_up_to_it(demo: Workspace, name: str, dimension: str, key: str) -> None:
    terms = ((dimension, key),)
    with demo.read() as session:
        (whole, *_) = show(session.sql, name, JUNE, terms=terms, now=LATER).whole
        for step in Step:
            (line, *_) = course(session.sql, name, JUNE, step, terms=terms, now=LATER)
            assert sum(value or 0 for value in line.exact) == whole.now.exact, step


def test_parts_of_steps_at_the_ends_of_a_period_are_told(demo: Workspace) -> None:
    with demo.read() as session:
        (line, *_) = course(session.sql, "net", JUNE, Step.WEEK, now=LATER)
        months, *_ = course(session.sql, "net", PERIODS[1], Step.MONTH, now=LATER)
        (days, *_) = course(session.sql, "net", JUNE, Step.DAY, now=LATER)
    assert len(line.exact) == 5
    assert line.parts == ((4, JUNE.end - 2 * DAY, JUNE.end),)
    assert [place for place, *_ in months.parts] == [0, 1]
    assert len(days.exact) == 30 and not days.parts


def test_a_step_in_the_midst_of_which_logs_begin_is_there_in_part(demo: Workspace) -> None:
    with demo.read() as session:
        known = data_span(session.sql, "visits")
        (line,) = course(session.sql, "visits", JUNE, Step.DAY, now=LATER)
        (month,) = course(session.sql, "visits", JUNE, Step.MONTH, now=LATER)
    assert known is not None
    assert line.parts == ((0, known[0], line.edges[1]),) and line.edges[0] < known[0]
    assert month.parts == ((0, known[0], JUNE.end),)


def test_a_step_that_is_not_over_is_told_until_now_and_none_after_it(demo: Workspace) -> None:
    far = Period(date(2026, 6, 1), date(2027, 6, 30), BERLIN)
    now = far.end - 10 * DAY - 1
    with demo.read() as session:
        for name in ("net", "held"):
            (line, *_) = course(session.sql, name, far, Step.DAY, now=now)
            assert line.edges[-2] < now < line.edges[-1]
            assert line.parts == ((len(line.exact) - 1, line.edges[-2], now),)


def test_a_history_is_of_whole_steps_alone(demo: Workspace) -> None:
    with demo.read() as session:
        for line in history(session.sql, "visits", Step.DAY, BERLIN, LATER):
            known = data_span(session.sql, "visits")
            assert known is not None and not line.parts
            assert known[0] <= line.edges[0] and line.edges[-1] <= known[1]


def test_more_steps_than_anybody_reads_are_refused(demo: Workspace) -> None:
    ages = Period(date(1900, 1, 1), date(2200, 12, 31), BERLIN)
    with demo.read() as session:
        with pytest.raises(UserError, match=r"are 2,638,512 hours, more than 20,000; take fewer days"):
            course(session.sql, "net", ages, Step.HOUR, now=LATER)
        assert course(session.sql, "visits", ages, Step.HOUR, now=LATER)
