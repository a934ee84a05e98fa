"""Figures of traffic are those of the traffic room; test_goaccess_agrees asks another analyser."""

from dataclasses import replace
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from tests.analytics.traffic_rows import count_requests

from revroute_desktop.analytics.metrics.catalogue import METRICS, READERS, metric_named
from revroute_desktop.analytics.metrics.figures import compare, show
from revroute_desktop.analytics.metrics.known import data_span
from revroute_desktop.analytics.metrics.model import Ask, Facts
from revroute_desktop.analytics.metrics.periods import Period
from revroute_desktop.analytics.series import HOUR
from revroute_desktop.traffic.import_logs import import_logs
from revroute_desktop.traffic.queries import latency
from revroute_desktop.traffic.rollups import MINUTE
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


@pytest.mark.parametrize(
    ("days", "before", "sentence"),
    [
        ((1, 5), (10, 14), "no logs of these days."),
        ((8, 12), (3, 7), "no logs of the period before, and not of all days of this one."),
        ((10, 14), (5, 9), "no logs of the period before."),
        ((15, 20), (9, 14), "not logs of all days before, so there is nothing to compare with."),
        ((26, 31), (20, 25), "not logs of all these days;"),
        ((8, 12), None, "not logs of all these days;"),
        ((10, 14), None, ""),
        ((15, 19), (10, 14), ""),
    ],
)
def test_of_which_days_there_are_no_logs_is_said(
    tmp_path: Path, days: tuple[int, int], before: tuple[int, int] | None, sentence: str
) -> None:
    def span(first: int, last: int) -> tuple[int, int]:
        period = Period(date(2026, 3, first), date(2026, 3, last), "UTC")
        return period.start, period.end

    start, end = span(10, 28)
    with create(tmp_path / "logs.revroute", zone="UTC", name="logs", actor="ada") as workspace:
        count_requests(workspace, [(at // MINUTE, 5) for at in range(start, end, HOUR)])
        now = span(*days)
        other = span(*before) if before is not None else (now[0], now[0])
        with workspace.read() as session:
            notes = compare(session.sql, metric_named("requests"), now, other, "UTC").notes
    assert [sentence in note for note in notes] == ([True] if sentence else [])


def test_latencies_are_those_of_the_traffic_room(demo: Workspace) -> None:
    period = Period(date(2026, 6, 20), date(2026, 6, 30), "Europe/Berlin")
    with demo.read() as session:
        shown = show(session.sql, "latency_p95", period, now=FOREVER)
        theirs = latency(session.sql, period.start, period.end, percents=(95,))
    assert shown.whole[0].now.exact == theirs[95]


def test_no_requests_are_below_zero_where_days_begin_within_an_hour(tmp_path: Path) -> None:
    workspace = create(tmp_path / "log.revroute", zone="Asia/Kolkata", name="log", actor="ada")
    agent = "Mozilla/5.0 (X11; Ubuntu; Linux x86_64; rv:120.0) Gecko/20100101 Firefox/120.0"
    (tmp_path / "access.log").write_text(
        "".join(
            f'192.0.2.{n} - - [10/Mar/2026:18:{10 * n:02}:00 +0000] "GET / HTTP/1.1" 200 9 "-" "{agent}"\n'
            for n in range(1, 6)
        )
    )
    import_logs(workspace, [tmp_path / "access.log"], actor="ada")
    days = [Period(date(2026, 3, day), date(2026, 3, day), "Asia/Kolkata") for day in (10, 11)]
    with workspace.read() as session:
        found = [show(session.sql, "requests", day, by="status", now=FOREVER) for day in days]
    assert [one.now.exact for shown in found for one in shown.whole] == [2, 3]
    assert [(one.key, one.now.exact) for one in found[1].figures] == [("200", 5)]
    assert not [one for one in found[0].figures if one.now.exact]


@pytest.mark.parametrize("reader", ["requests", "visits"])
def test_measures_that_are_asked_for_are_those_of_the_whole_answer(demo: Workspace, reader: str) -> None:
    metrics = [metric for metric in METRICS if metric.part.reader == reader]
    with demo.read() as session:
        start, end = data_span(session.sql, metrics[0].name) or (0, 0)
        first, last = -(-start // HOUR) * HOUR, end // HOUR * HOUR
        for edges in ((first, last), (start, (start + end) // 2, end), (first, first + HOUR, last)):
            for metric in metrics:
                for by in (None, *metric.by):
                    ask = Ask(session.sql, edges, "UTC", by)
                    wanted = metric.measures_by(by)
                    whole, some = READERS[reader](ask), READERS[reader](replace(ask, measures=wanted))
                    # Where none of them is there, nothing need be said of a key.
                    assert _only(some, wanted) == _only(whole, wanted), (metric.name, by, edges)


def _only(facts: Facts, wanted: frozenset[str]) -> Facts:
    picked = {
        where: {name: value for name, value in measures.items() if name in wanted}
        for where, measures in facts.items()
    }
    return {where: measures for where, measures in picked.items() if measures}
