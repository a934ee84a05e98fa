"""Figures of traffic are those that another analyser has of the same log."""

import json
from collections import Counter
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from revroute_desktop.analytics.metrics.figures import show
from revroute_desktop.analytics.metrics.periods import Period
from revroute_desktop.traffic.import_logs import import_logs
from revroute_desktop.traffic.queries import latency
from revroute_desktop.work import never, silent
from revroute_desktop.workspace import Workspace, create

FOREVER = 2**62
DAYS = Period(date(2015, 5, 17), date(2015, 5, 20), "UTC")


@pytest.fixture
def published(tmp_path: Path, shared_data: Path) -> Workspace:
    workspace = create(tmp_path / "log.revroute", zone="UTC", name="log", actor="ada")
    log = shared_data / "access-logs" / "elastic_apache_combined_10k.log"
    import_logs(workspace, [log], actor="ada", progress=silent, cancelled=never)
    return workspace


def figures(workspace: Workspace, name: str, by: str | None = None) -> dict[str, Fraction | None]:
    with workspace.read() as session:
        shown = show(session.sql, name, DAYS, by=by, now=FOREVER)
    return {one.key: one.now.exact for one in shown.figures}


def test_what_goaccess_counts_too_is_the_same(published: Workspace, shared_data: Path) -> None:
    theirs = json.loads(
        (shared_data / "access-logs" / "goaccess1.7_report_elastic10k.json").read_text("utf-8")
    )
    assert figures(published, "all_requests")[""] == theirs["general"]["valid_requests"]
    assert figures(published, "all_bytes")[""] == theirs["general"]["bandwidth"]
    by_status: Counter[str] = Counter()
    for status, count in figures(published, "all_requests", "status").items():
        assert count is not None
        by_status[f"{status[0]}xx"] += int(count)
    said = {row["data"][:3]: row["hits"]["count"] for row in theirs["status_codes"]["data"]}
    assert by_status == said
    days = {row["data"]: row["hits"]["count"] for row in theirs["visitors"]["data"]}
    for day, hits in days.items():
        one = date(int(day[:4]), int(day[4:6]), int(day[6:]))
        with published.read() as session:
            shown = show(session.sql, "all_requests", Period(one, one, "UTC"), now=FOREVER)
        assert shown.whole[0].now.exact == hits
    # GoAccess counts an address and agent a day as a visitor, crawlers too; ours are visits of people alone.
    visits = figures(published, "visits")[""]
    assert visits is not None and visits < theirs["general"]["unique_visitors"]


def test_people_and_bots_are_all_there_is(published: Workspace) -> None:
    all_of_them = figures(published, "all_requests")[""]
    people, bots = figures(published, "requests")[""], figures(published, "bots_filtered")[""]
    assert people is not None and bots is not None and people + bots == all_of_them == 10_000
    assert figures(published, "bot_share")[""] == bots / 10_000
    by_class = figures(published, "all_requests", "class")
    assert by_class["people"] == people and by_class["search engines"] == 1106


def test_a_day_before_the_logs_is_unknown_and_not_zero(published: Workspace) -> None:
    with published.read() as session:
        shown = show(session.sql, "requests", DAYS, now=FOREVER)
    (whole,) = shown.whole
    assert whole.before.exact is None and whole.change is None
    assert "no logs" in shown.notes[0]


def test_latencies_are_those_of_the_traffic_room(demo: Workspace) -> None:
    period = Period(date(2026, 6, 20), date(2026, 6, 30), "Europe/Berlin")
    with demo.read() as session:
        shown = show(session.sql, "latency_p95", period, now=FOREVER)
        theirs = latency(session.sql, period.start, period.end, percents=(95,))
    assert shown.whole[0].now.exact == theirs[95]
