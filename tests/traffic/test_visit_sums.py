"""The sums of visits follow the visits, whatever happens to these."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.traffic.logs import line, log, write

from revroute_desktop.traffic.bots.rules import BotRule, RuleKind, decide
from revroute_desktop.traffic.bots.watch import Behaviour
from revroute_desktop.traffic.import_logs import import_logs
from revroute_desktop.traffic.meaning.classes import BotClass
from revroute_desktop.traffic.visit_sums import VisitDimension, load_visit_sums
from revroute_desktop.workspace import Workspace, create

HOUR = 3_600_000_000
FOREVER = 2**31

Sums = dict[tuple[str, int, int], tuple[int, int, int, int]]


def kept(workspace: Workspace) -> Sums:
    found = {}
    with workspace.read() as session:
        for dimension in VisitDimension:
            sums = load_visit_sums(session.sql, dimension, 0, FOREVER)
            columns = (sums.hour, sums.term, sums.visits, sums.bounces, sums.pages, sums.time)
            for hour, term, *rest in zip(*(column.tolist() for column in columns), strict=True):
                assert (dimension.name, hour, term) not in found
                found[dimension.name, hour, term] = tuple(rest)
    return found


def recounted(workspace: Workspace) -> Sums:
    found = {}
    with workspace.read() as session:
        for dimension in VisitDimension:
            for hour, term, *rest in session.sql.execute(
                f"SELECT ended / {HOUR}, {dimension.column or 0}, count(*), sum(pages = 1), sum(pages),"
                " sum(ended - begun) FROM desk_traffic_visit WHERE bot = 0 GROUP BY 1, 2"
            ):
                found[dimension.name, hour, term] = tuple(rest)
    return found


def burst(address: str, number: int, first: int) -> bytes:
    """A visitor who looks at a page and comes back half an hour later faster than any person."""
    texts = [line(0, second=first, agent="Mozilla/5.0 Firefox/120.0", path="/start")]
    texts += [
        line(0, second=first + 2400 + n // 20, agent="Mozilla/5.0 Firefox/120.0", path=f"/p/{n}")
        for n in range(number)
    ]
    return "".join(f"{address} {text.partition(' ')[2]}\n" for text in texts).encode()


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    pieces=st.lists(st.tuples(st.integers(0, 60_000), st.integers(2, 3000)), min_size=1, max_size=5),
    lines=st.sampled_from((50, 700, 20_000)),
)
def test_the_sums_are_those_of_a_recount_however_a_log_arrives(
    tmp_path_factory: pytest.TempPathFactory, pieces: list[tuple[int, int]], lines: int
) -> None:
    folder = tmp_path_factory.mktemp("pieces")
    with create(folder / "books.revroute", zone="UTC", name="books", actor="ada") as workspace:
        for number, (begin, length) in enumerate(pieces):
            path = write(folder / f"{number}.log", log(begin, begin + length))
            import_logs(workspace, [path], actor="ada", batch_lines=lines)
            assert kept(workspace) == recounted(workspace)
        assert kept(workspace)


def test_visits_of_a_bot_that_is_found_out_late_leave_the_sums(workspace: Workspace, tmp_path: Path) -> None:
    first = 1_772_010_000
    text = log(30_000, 30_200) + burst("198.51.100.9", 400, first)
    import_logs(workspace, [write(tmp_path / "a.log", text)], actor="ada", batch_lines=100)
    with workspace.read() as session:
        (bots,) = session.sql.execute("SELECT count(*) FROM desk_traffic_visit WHERE bot = 9").fetchone()
    assert bots > 0
    assert kept(workspace) == recounted(workspace)


def test_sums_follow_what_the_operator_decides_of_bots(workspace: Workspace, tmp_path: Path) -> None:
    text = log(0, 3000) + burst("198.51.100.9", 400, 1_772_010_000)
    import_logs(workspace, [write(tmp_path / "a.log", text)], actor="ada", batch_lines=100)
    before = kept(workspace)
    for name, bot in (
        (Behaviour.RATE, BotClass.PEOPLE),
        ("Googlebot", BotClass.PEOPLE),
        ("Googlebot", BotClass.SEARCH),
        (Behaviour.RATE, BotClass.SEARCH),
    ):
        decide(workspace, BotRule(RuleKind.NAME, name, bot), actor="ada")
        assert kept(workspace) == recounted(workspace)
        if bot is BotClass.PEOPLE:
            assert kept(workspace) != before
    assert kept(workspace) == before
