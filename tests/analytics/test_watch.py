"""What comes next and what looks wrong in a workspace, and what the operator says about it."""

from datetime import date

import numpy as np
import pytest

from revroute_desktop.analytics.anomalies.desk import add_rule, change_rule, drop_rule, kept_rules
from revroute_desktop.analytics.anomalies.rules import read_rule
from revroute_desktop.analytics.anomalies.watch import finding_named, watch
from revroute_desktop.analytics.capacity import capacity
from revroute_desktop.analytics.checks import run_checks
from revroute_desktop.analytics.history import following, forecast_metric, history
from revroute_desktop.analytics.metrics.periods import Period, Step
from revroute_desktop.analytics.series import SeriesError
from revroute_desktop.errors import UserError
from revroute_desktop.workspace import Workspace
from revroute_desktop.workspace.zones import from_local

BERLIN = "Europe/Berlin"
NOW = from_local(2026, 7, 1, 12, zone=BERLIN)


@pytest.mark.parametrize("step", [Step.HOUR, Step.DAY, Step.WEEK, Step.MONTH])
def test_a_forecast_goes_on_by_the_calendar(demo: Workspace, step: Step) -> None:
    with demo.read() as session:
        (found,) = forecast_metric(session.sql, "sales", 3, step, BERLIN, NOW)
    assert found.at[0] == found.line.edges[-1] and len(found.at) == 3
    assert found.at == following(found.at[0], 3, step, BERLIN)
    assert (found.forecast.lower <= found.forecast.values).all()


def test_without_figures_there_is_no_forecast(workspace: Workspace) -> None:
    with workspace.read() as session, pytest.raises(SeriesError, match="not enough data"):
        forecast_metric(session.sql, "net", 3, Step.DAY, BERLIN, NOW)


def test_a_history_that_stopped_ends_with_its_last_figure(demo: Workspace) -> None:
    much_later = from_local(2027, 1, 1, zone=BERLIN)
    with demo.read() as session:
        (stopped,) = history(session.sql, "sales", Step.DAY, BERLIN, much_later)
        (to_now,) = history(session.sql, "sales", Step.DAY, BERLIN, much_later, to_now=True)
    assert stopped.edges[-1] < from_local(2026, 7, 3, zone=BERLIN)
    assert to_now.edges[-1] == much_later
    assert np.array_equal(to_now.values[: len(stopped.values)], stopped.values)


def test_a_finding_is_asked_for_by_its_name(demo: Workspace) -> None:
    with demo.read() as session:
        found = watch(session.sql, BERLIN, NOW, "suspense")
    assert finding_named(found, found.findings[0].name) == found.findings[0]
    with pytest.raises(UserError, match="looks wrong"):
        finding_named(found, "net/EUR/1999-01-01T00")


def test_a_changed_rule_has_a_number_of_its_own(demo: Workspace) -> None:
    made = add_rule(demo, "sales < 3 per day")
    assert change_rule(demo, made.number, "sales <  3 per day") == made
    changed = change_rule(demo, made.number, "sales < 4 per day")
    assert changed.number == made.number + 1
    with pytest.raises(UserError, match="no rule"):
        change_rule(demo, made.number, "sales < 5 per day")
    other = add_rule(demo, "sales < 6 per day")
    with pytest.raises(UserError, match="already"):
        change_rule(demo, other.number, "sales < 4 per day")
    with pytest.raises(UserError, match="no rule"):
        change_rule(demo, other.number, "sales are few")
    drop_rule(demo, other.number)
    again = add_rule(demo, "sales < 6 per day")
    assert again.number > other.number, "an alert of the old one must not be taken for one of the new"
    for one in (changed, again):
        drop_rule(demo, one.number)


def test_rules_are_kept_and_tell_when_they_are_broken(demo: Workspace) -> None:
    made = [
        add_rule(demo, text)
        for text in ("visits missing 24 hours", "sales > 100000 per day", "net EUR < 1.50 per day")
    ]
    with pytest.raises(UserError, match="already"):
        add_rule(demo, "visits  missing 24 hours")
    later = from_local(2026, 7, 20, zone=BERLIN)
    with demo.read() as session:
        found = watch(session.sql, BERLIN, later).findings
        assert len(kept_rules(session.sql)) == 3
    missing = [one for one in found if one.rule == "visits missing 24 hours"]
    assert missing and missing[0].ended == later
    assert not [one for one in found if one.rule == "sales > 100000 per day"]
    for one in made:
        drop_rule(demo, one.number)
    with demo.read() as session:
        assert kept_rules(session.sql) == ()


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("net < 100 per day", "name its currency"),
        ("visits EUR < 1 per day", "no currency"),
        ("booked EUR < 1 per hour", "by the day"),
        ("visits are few", "no rule"),
        ("gros > 1 per day", "no metric"),
        ("visits / net > 1 per day", "is money"),
        ("visits missing 0 hours", "no rule"),
    ],
)
def test_rules_that_make_no_sense_are_refused(text: str, fault: str) -> None:
    with pytest.raises(UserError, match=fault):
        read_rule(text)


def test_marks_are_read_in_the_metrics_units() -> None:
    assert read_rule("net EUR < 1.50 per day").mark == 150
    assert read_rule("error_rate > 5% per hour").mark * 20 == 1
    assert read_rule("latency_p95 > 2 per hour").mark == 2_000_000


def test_capacity_says_what_it_does_not_know(demo: Workspace, workspace: Workspace) -> None:
    with demo.read() as session:
        found = capacity(session.sql, BERLIN, NOW)
    assert found.borne is None and found.passed_on is None
    assert any("No load run" in note for note in found.notes)
    assert found.peaks[0].day >= date(2026, 6, 30) and found.busiest > 0
    with workspace.read() as session, pytest.raises(SeriesError, match="not enough data"):
        capacity(session.sql, BERLIN, NOW)


def test_the_checks_say_what_they_looked_at(demo: Workspace) -> None:
    period = Period(date(2026, 1, 1), date(2026, 3, 31), BERLIN)
    with demo.read() as session:
        checks = {one.name: one for one in run_checks(session.sql, period, NOW)}
    assert not checks["after_payout"].applies
    assert checks["suspense"].rows, "adjustments wait in suspense since January"
    assert all(one.looked_at for one in checks.values())
