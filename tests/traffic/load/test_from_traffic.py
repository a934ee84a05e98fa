"""A scenario that is drawn from imported traffic: what it asks, how often, and what it leaves out."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import unquote

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.traffic.load.test_run_scenario import shop

from revroute_desktop.errors import UserError
from revroute_desktop.traffic.import_logs import import_logs
from revroute_desktop.traffic.load.arrival_shapes import Shape, ShapeKind, shape_of
from revroute_desktop.traffic.load.drawn_text import (
    DrawnJourney,
    DrawnRequest,
    LeftOut,
    Parts,
    scenario_text,
)
from revroute_desktop.traffic.load.from_traffic import Drawn, Wish, draw_scenario
from revroute_desktop.traffic.load.model import Scenario, Spread, Target
from revroute_desktop.traffic.load.run_scenario import run_scenario
from revroute_desktop.traffic.load.runs import RunState, seconds_of
from revroute_desktop.traffic.load.scenario_file import parse_scenario
from revroute_desktop.traffic.load.schedule import Curve
from revroute_desktop.traffic.load.seen_traffic import usable
from revroute_desktop.traffic.load.snapshot import total
from revroute_desktop.traffic.load.target.resolver import SystemResolver
from revroute_desktop.workspace import Workspace

PERSON = "Mozilla/5.0 (X11; Ubuntu; Linux x86_64; rv:120.0) Gecko/20100101 Firefox/120.0"
DAY = int(datetime(2026, 3, 10, tzinfo=UTC).timestamp())
EVER = (-(2**62), 2**62)
HERE = Target("http", "127.0.0.1", 8080)


def line(
    visitor: int, second: int, target: str, *, method: str = "GET", status: int = 200, agent: str = PERSON
) -> str:
    at = datetime.fromtimestamp(DAY + second, UTC)
    return (
        f'192.0.2.{visitor} - - [{at:%d/%b/%Y:%H:%M:%S} +0000] "{method} {target} HTTP/1.1" {status} 9 "-" '
        f'"{agent}"\n'
    )


def visit(visitor: int, begin: int) -> list[str]:
    """Home, a category, an article and the cart, ten seconds each; the cart's page is asked by POST."""
    return [
        line(visitor, begin, "/?utm_source=mail"),
        line(visitor, begin + 1, "/assets/shop.css"),
        line(visitor, begin + 10, "/c/lamps"),
        line(visitor, begin + 11, "/assets/shop.js"),
        line(visitor, begin + 20, f"/shop/lam-{visitor % 12 + 1}"),
        line(visitor, begin + 25, "/api/cart", method="POST", status=201),
        line(visitor, begin + 26, "/logout"),
        line(visitor, begin + 30, "/c/chairs"),
    ]


def traffic() -> str:
    """Two visits an hour on the first day; six on the second, of which three begin in one hour; bots."""
    lines = [entry for n in range(4) for entry in visit(10 + n, 3600 * (8 + n // 2) + 300 * n)]
    second = [9, 9, 9, 12, 15, 20]
    lines += [
        entry for n, hour in enumerate(second) for entry in visit(40 + n, 86_400 + 3600 * hour + 60 * n)
    ]
    lines += [line(99, 86_400 + n, f"/secret/{n}", agent="Googlebot/2.1") for n in range(50)]
    lines += [line(98, 86_400 + n, "/load", agent="RevRoute-Load/0.1.0 (+x)") for n in range(50)]
    return "".join(sorted(lines, key=lambda text: text[text.index("[") :]))


@pytest.fixture
def seen(workspace: Workspace, tmp_path: Path) -> Workspace:
    (tmp_path / "access.log").write_text(traffic())
    import_logs(workspace, [tmp_path / "access.log"], actor="ada")
    return workspace


def draw(workspace: Workspace, zone: str = "UTC", **said: object) -> Drawn:
    wish = replace(Wish(HERE, *EVER, factor=3000.0), **said)  # type: ignore[arg-type]
    with workspace.read() as session:
        return draw_scenario(session.sql, zone, wish)


def paths_of(scenario: Scenario) -> set[str]:
    return {request.path.text for journey in scenario.journeys for request in journey.requests}


def test_the_busiest_days_curve_is_followed_hour_by_hour_times_the_factor(seen: Workspace) -> None:
    drawn = draw(seen, factor=3.0, seconds=86_400.0)
    scenario = parse_scenario(drawn.text)
    rates = {hour: stage.start * 3600 for hour, stage in enumerate(scenario.stages) if stage.start}
    assert {hour: round(rate, 1) for hour, rate in rates.items()} == {9: 9.0, 12: 3.0, 15: 3.0, 20: 3.0}
    assert (len(scenario.stages), scenario.seconds) == (24, 86_400.0)
    assert drawn.parts.visits == 6
    assert drawn.parts.begun == pytest.approx(18)
    # In ten minutes the rates are the same and the visits 144 times fewer.
    short = draw(seen, factor=3000.0)
    assert parse_scenario(short.text).stages[9].start == pytest.approx(3 * 3000 / 3600)
    assert short.parts.seconds == 600.0
    assert short.parts.begun == pytest.approx(6 * 3000 / 144)
    assert "144 times as fast, and the rates" in short.text


def test_only_gets_of_people_are_drawn_and_nothing_that_does_something(seen: Workspace) -> None:
    drawn = draw(seen, assets=True)
    scenario = parse_scenario(drawn.text)
    assert {request.method for journey in scenario.journeys for request in journey.requests} == {"GET"}
    articles = {f"/shop/lam-{visitor % 12 + 1}" for visitor in range(40, 46)}
    assert paths_of(scenario) <= articles | {
        "/",
        "/c/lamps",
        "/c/chairs",
        "/assets/shop.css",
        "/assets/shop.js",
    }
    assert {"/", "/c/chairs", "/assets/shop.css"} <= paths_of(scenario)
    left = {one.group: one.share for one in drawn.parts.left_out}
    assert left == {"/api/cart": pytest.approx(6 / 36), "/logout": pytest.approx(6 / 36)}
    assert "33.3% of people's pages" in drawn.text
    assert "/assets" not in "".join(paths_of(parse_scenario(draw(seen).text)))


def test_journeys_begin_and_end_as_visits_did_and_pause_as_they_did(seen: Workspace) -> None:
    scenario = parse_scenario(draw(seen, think=0.5).text)
    for journey in scenario.journeys:
        assert (journey.requests[0].path.text, journey.requests[-1].path.text) == ("/", "/c/chairs")
        # Six pages in thirty seconds: the POST and the link that logs out were pages too.
        assert len(journey.requests) == 6
        thinks = [request.think for request in journey.requests[:-1]]
        assert {(think.spread, think.low) for think in thinks} == {(Spread.EXPONENTIAL, 3.0)}
    assert sum(journey.weight for journey in scenario.journeys) == 6


def test_what_followed_a_page_follows_it_again(seen: Workspace) -> None:
    scenario = parse_scenario(draw(seen).text)
    pairs = {
        (first.path.text, then.name)
        for journey in scenario.journeys
        for first, then in zip(journey.requests[:-2], journey.requests[1:-1], strict=True)
    }
    assert {name for path, name in pairs if path == "/"} == {"c/lamps"}


def test_the_busiest_hour_is_drawn_by_the_minute(seen: Workspace) -> None:
    drawn = draw(seen, kind=ShapeKind.HOURS, hours=1, factor=1.0)
    scenario = parse_scenario(drawn.text)
    assert (len(scenario.stages), scenario.seconds) == (60, 3600.0)
    assert [number for number, stage in enumerate(scenario.stages) if stage.start] == [0, 1, 2]
    assert drawn.parts.begun == pytest.approx(3)


def test_a_mean_week_needs_a_week_and_is_the_mean_of_its_hours() -> None:
    hour, day = 3_600_000_000, 86_400_000_000
    monday = int(datetime(2026, 3, 9, tzinfo=UTC).timestamp()) * 1_000_000
    begun = np.array(
        [monday + 9 * hour] * 4 + [monday + 7 * day + 9 * hour] * 2 + [monday + 13 * day], np.int64
    )
    shape = shape_of(begun, ShapeKind.WEEK, "UTC")
    assert len(shape.heights) == 168
    assert {place: height * 3600 for place, height in enumerate(shape.heights) if height} == {
        9: 3.0,
        144: 0.5,
    }
    with pytest.raises(UserError, match="seven days"):
        shape_of(begun[:4], ShapeKind.WEEK, "UTC")
    berlin = shape_of(begun, ShapeKind.WEEK, "Europe/Berlin")
    assert berlin.heights[10] * 3600 == 3.0


def test_groups_with_placeholders_get_real_paths_from_the_raw_lines(
    workspace: Workspace, tmp_path: Path
) -> None:
    log = tmp_path / "access.log"
    log.write_text(
        "".join(
            line(n, 60 * n, "/") + line(n, 60 * n + 5, f"/order/{4000 + n}") + line(n, 60 * n + 9, "/end")
            for n in range(9)
        )
    )
    import_logs(workspace, [log], actor="ada")
    drawn = draw(workspace)
    orders = {path for path in paths_of(parse_scenario(drawn.text)) if path.startswith("/order/")}
    assert len(orders) > 1 and orders <= {f"/order/{4000 + n}" for n in range(9)}
    assert drawn.parts.left_out == ()
    # Without the log nothing is known of the pages in between but how often their group was asked for.
    log.unlink()
    without = draw(workspace)
    assert without.parts.read == 0
    assert [one.group for one in without.parts.left_out] == ["/order/{number}"]
    assert "is not there any more" in without.text and "asked by GET however" in without.text


def test_the_same_wish_draws_the_same_scenario(seen: Workspace) -> None:
    assert draw(seen).text == draw(seen).text
    assert draw(seen).text != draw(seen, seed=2).text


def test_what_cannot_be_drawn_is_said(workspace: Workspace, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="No visit of a person"):
        draw(workspace)
    (tmp_path / "a.log").write_text("".join(visit(1, 60)))
    import_logs(workspace, [tmp_path / "a.log"], actor="ada")
    with pytest.raises(UserError, match="raise --factor"):
        draw(workspace, factor=1.0)


@pytest.mark.parametrize(
    ("path", "fits"),
    [
        ("/", True),
        ("/shop/lam-1", True),
        ("/a b", False),
        ("/a#b", False),
        ("*", False),
        ("http://other.test/", False),
        ("/user/log-out", False),
        ("/cart/remove/7", False),
        ("/Logout.php", False),
        ("/removed-items", True),
        ("/" + "a" * 299, False),
    ],
)
def test_paths_that_are_no_pages_to_ask_again_are_told(path: str, fits: bool) -> None:
    assert usable(path) is fits


def test_hostile_paths_stay_paths(workspace: Workspace, tmp_path: Path) -> None:
    odd = ["/a${number}", "/a'b", "/a%22%0d%0aX:1", "/{x}:[y]", "/é", "/a\\x22b"]
    (tmp_path / "a.log").write_text("".join(line(n, 60 * n, path) for n, path in enumerate(odd)))
    import_logs(workspace, [tmp_path / "a.log"], actor="ada")
    scenario = parse_scenario(draw(workspace, factor=100_000.0).text)
    assert {request.path.names for journey in scenario.journeys for request in journey.requests} == {()}
    assert len(paths_of(scenario)) == len(odd)


@given(
    st.lists(st.text(max_size=30).map(lambda text: f"/{text}").filter(usable), min_size=1, max_size=8),
    st.lists(st.floats(0, 5), min_size=1, max_size=30).filter(lambda heights: sum(heights) > 0.2),
    st.floats(1, 50),
)
@settings(max_examples=100)
def test_whatever_is_drawn_is_a_scenario_that_asks_just_that(
    paths: list[str], heights: list[float], factor: float
) -> None:
    shape = Shape(ShapeKind.HOURS, 0, 1, 3600.0, tuple(heights), "a\nlabel # of\u2028some time")
    requests = tuple(DrawnRequest(path, f"page {number}", 0.5) for number, path in enumerate(paths))
    left = (LeftOut('odd "\n\U0001f600\u0085- x', 0.1),)
    parts = Parts(
        HERE.origin, shape, factor, 600.0, 1.0, 1, 1, 1, 9, (), None, left, (DrawnJourney(2, requests),)
    )
    scenario = parse_scenario(scenario_text(parts))
    asked = [request.path.parts for request in scenario.journeys[0].requests]
    assert [unquote(text) for (text,) in asked] == [unquote(path) for path in paths]
    assert Curve(scenario.stages).total == pytest.approx(parts.begun, rel=1e-3, abs=1e-2)


def test_a_drawn_scenario_runs_against_the_small_shop(seen: Workspace) -> None:
    with shop() as target:
        drawn = draw(
            seen,
            target=target,
            kind=ShapeKind.HOURS,
            hours=1,
            seconds=2.0,
            factor=6_000.0,
            think=0.001,
            assets=True,
        )
        run = run_scenario(seen, parse_scenario(drawn.text), SystemResolver(), actor="ada")
    assert run.state is RunState.PASSED, run.reason
    with seen.read() as session:
        whole = total(seconds_of(session.sql, run.id))
    assert set(whole.statuses) == {200} and whole.ended > 50
    assert {"home", "c/lamps", "css"} <= set(whole.requests)
