"""Visits as a table over ids, and requests in bins: they say what the tables say."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest

from revroute_desktop.traffic.bins import bins, width_for
from revroute_desktop.traffic.import_logs import import_logs
from revroute_desktop.traffic.queries import span
from revroute_desktop.traffic.rollups import HOUR, MINUTE
from revroute_desktop.traffic.visit_pages import SORTS, VISIT_FIELDS, visit_ids, visit_page
from revroute_desktop.workspace import Sql, create
from revroute_desktop.workspace.filters.language import read

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:139.0) Gecko/20100101 Firefox/139.0"
GOOGLE = "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"
FIRST = datetime(2026, 6, 28, 8, 0, tzinfo=UTC)
VISITORS = 6


def line(at: datetime, who: str, path: str, agent: str, seconds: str, status: int = 200) -> str:
    stamp = f"{at:%d/%b/%Y:%H:%M:%S} +0000"
    return f'{who} - - [{stamp}] "GET {path} HTTP/1.1" {status} 900 "-" "{agent}" {seconds}\n'


@pytest.fixture
def sql(tmp_path: Path) -> Iterator[Sql]:
    lines = []
    for number in range(VISITORS):
        at, who = FIRST + timedelta(minutes=10 * number), f"198.18.0.{number}"
        lines += [line(at, who, "/shop", FIREFOX, "0.100"), line(at, who, "/app.css", FIREFOX, "0.010")]
        for page in range(number):
            lines.append(line(at + timedelta(seconds=20 * (page + 1)), who, f"/p{page}", FIREFOX, "0.100"))
        lines.append(line(at, "198.51.100.1", f"/{number}", GOOGLE, "9.000", 404))
    log = tmp_path / "access.log"
    log.write_text("".join(lines), encoding="utf-8")
    text = (
        'nginx:$remote_addr - $remote_user [$time_local] "$request" $status $body_bytes_sent '
        '"$http_referer" "$http_user_agent" $request_time'
    )
    with create(tmp_path / "traffic.revroute", actor="ada") as workspace:
        import_logs(workspace, [log], actor="ada", format_name=text)
        with workspace.read() as session:
            yield session.sql


def test_people_s_visits_come_first_seen_last_and_a_filter_may_ask_for_bots(sql: Sql) -> None:
    ids = visit_ids(sql, span(sql))
    visits = [row.visit for row in visit_page(sql, ids)]
    assert len(visits) == VISITORS and [v.id for v in visits] == ids.tolist()
    assert [v.ended for v in visits] == sorted((v.ended for v in visits), reverse=True)
    assert {v.landing for v in visits} == {"/shop"}
    bots = visit_ids(sql, span(sql), read("who:search", VISIT_FIELDS))
    assert len(bots) and not set(bots.tolist()) & set(ids.tolist())
    many = visit_ids(sql, span(sql), read("pages>3 landing:shop", VISIT_FIELDS))
    assert len(many) == 3
    assert not len(visit_ids(sql, (0, 1)))


@pytest.mark.parametrize(
    ("typed", "count"),
    [
        ("landing=/SHOP", VISITORS),
        ("landing!=/SHOP", 0),
        ("device=DESKTOP", VISITORS),
        ("device=d*", VISITORS),
        ("device!=d*", 0),
        ('device=="desktop"', VISITORS),
        ('device=="DESKTOP"', 0),
        ('-device=="DESKTOP"', VISITORS),
        ('device=="d*"', 0),
    ],
)
def test_equal_is_blind_to_capitals_and_twice_equal_is_letter_for_letter(
    sql: Sql, typed: str, count: int
) -> None:
    assert len(visit_ids(sql, None, read(typed, VISIT_FIELDS))) == count


@pytest.mark.parametrize("sort", SORTS)
def test_every_sort_keeps_all_visits_both_ways(sql: Sql, sort: str) -> None:
    down = visit_ids(sql, None, sort=sort)
    up = visit_ids(sql, None, sort=sort, descending=False)
    assert down.tolist() == up.tolist()[::-1] and len(down) == VISITORS


@pytest.mark.parametrize("width", [MINUTE, 10 * MINUTE, HOUR])
def test_bins_hold_every_request_once_and_the_latency_of_people_alone(sql: Sql, width: int) -> None:
    start, end = span(sql) or (0, 0)
    found = bins(sql, start // HOUR * HOUR, end, width)
    assert found.people.sum() == sum(2 + number for number in range(VISITORS))
    assert found.bots.sum() == VISITORS and not found.own_load.sum() and not found.errors.sum()
    assert np.all(np.diff(found.at) == width)
    assert np.nanmax(found.p95) == pytest.approx(100, rel=0.02)
    assert np.array_equal(np.isnan(found.p95), found.people == 0)


def test_bins_are_as_wide_as_a_span_is_long() -> None:
    assert width_for(0, 3 * HOUR) == MINUTE
    assert width_for(0, 2 * 24 * HOUR) == 10 * MINUTE
    assert width_for(0, 31 * 24 * HOUR) == HOUR
    assert width_for(0, 365 * 24 * HOUR) == 24 * HOUR
