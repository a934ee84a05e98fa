"""The demo workspace: whole or not there, and true as any other."""

from fractions import Fraction
from pathlib import Path

import pytest

from revroute_desktop.cli.demo import make_demo
from revroute_desktop.proof.checkpoint import stored_checkpoints
from revroute_desktop.proof.verify import verify
from revroute_desktop.routing.plans.versions import plan_versions
from revroute_desktop.routing.route import anything_to_route
from revroute_desktop.traffic.meaning.classes import BotClass
from revroute_desktop.traffic.queries import by_class, latency, span
from revroute_desktop.traffic.revenue_queries import traffic_revenue
from revroute_desktop.workspace import open_workspace
from revroute_desktop.workspace.settings import is_demo


def make(path, cancelled=lambda: False):
    return make_demo(path, actor="ada", progress=lambda *_: None, cancelled=cancelled, events=1500)


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    folder = tmp_path_factory.mktemp("demo")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("REVROUTE_STATE_DIR", str(folder / "state"))
        path = folder / "demo.revroute"
        assert make(path).made
        with open_workspace(path) as workspace:
            yield workspace


def test_it_says_that_it_is_the_demo_and_has_nothing_left_to_route(demo):
    with demo.read() as session:
        assert is_demo(session.sql)
        # What waits there waits for payments that never came.
        assert not anything_to_route(session.sql, demo.zone)


def rows(workspace, query: str) -> list[tuple]:
    with workspace.read() as session:
        return session.sql.execute(query).fetchall()


def test_it_is_routed_released_and_signed(demo):
    states = dict(rows(demo, "SELECT state, count(*) FROM d_event_state GROUP BY state"))
    assert states[1] > 1300  # routed
    assert states[0] == 4  # refunds of payments that never came
    assert states[2] == 8  # a currency that the plan lacks, a name that no account can have
    kinds = {kind for (kind,) in rows(demo, "SELECT DISTINCT kind FROM txn")}
    assert {1, 2, 3, 4, 5, 7, 8} <= kinds
    with demo.read() as session:
        assert len(plan_versions(session.sql)) == 2
        assert len(stored_checkpoints(session.sql)) == 1


def test_both_versions_have_routed_events(demo):
    assert rows(
        demo,
        "SELECT DISTINCT r.version FROM txn t JOIN plan_route r ON r.id = t.route ORDER BY r.version",
    ) == [(1,), (2,)]


def test_its_visitors_are_in_with_bots_kept_apart_and_buyers_found(demo):
    with demo.read() as session:
        first, last = span(session.sql) or (0, 0)
        by = by_class(session.sql, first, last)
        assert latency(session.sql, first, last)[95] > 10_000
        joined = traffic_revenue(session.sql, first, last)
    assert by[BotClass.PEOPLE].hits > 15_000 and by[BotClass.SEARCH].hits == 1930
    assert by[BotClass.OWN_LOAD].hits == 1200 and by[BotClass.BEHAVIOUR].hits == 412
    assert joined.match_rate() > Fraction(1, 2)
    [(path, refused)] = rows(demo, "SELECT path, refused FROM desk_traffic_file")
    assert Path(path).is_file() and not refused


def test_its_books_are_true(demo):
    assert verify(demo).passed


def test_one_that_is_there_stays_as_it_is(demo):
    before = demo.path.stat().st_mtime_ns
    assert not make(demo.path).made
    assert demo.path.stat().st_mtime_ns == before


class Killed(BaseException):
    """What a kill looks like from inside."""


@pytest.mark.parametrize("stage", ["importing", "routing"])
def test_a_run_that_is_cut_short_leaves_none_and_the_next_starts_over(tmp_path, stage):
    def progress(done, total, what):
        if what.startswith(stage):
            raise Killed

    path = tmp_path / "demo.revroute"
    with pytest.raises(Killed):
        make_demo(path, actor="ada", progress=progress, cancelled=lambda: False, events=300)
    assert not path.exists()
    assert make(path).made
    assert [file.name for file in tmp_path.iterdir() if file.is_file()] == ["demo.revroute"]
