"""However a log is cut into batches, the sums by class are the same."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.traffic.bots.visitors_at_work import BROWSER

from revroute_desktop.traffic.bots.rules import BotRule, RuleKind, decide
from revroute_desktop.traffic.import_logs import import_logs
from revroute_desktop.traffic.meaning.classes import BotClass
from revroute_desktop.traffic.report import report_logs
from revroute_desktop.workspace import Workspace, create

LINE = (
    '192.0.2.{who} - - [10/Mar/2026:{minute:02}:{second:02}:00 +0000] "GET {path} HTTP/1.1" {status} 100 '
    '"{referrer}" "{agent}"\n'
)
SUMS = (
    "SELECT minute, bot, hits, pages, errors, failures, size FROM desk_traffic_minute ORDER BY 1, 2",
    "SELECT dimension, hour, text, bot, hits, pages, errors, failures, size FROM desk_traffic_hour"
    " JOIN desk_traffic_term ON desk_traffic_term.id = term ORDER BY 1, 2, 3, 4",
    "SELECT begun, ended, bot, hits, text FROM desk_traffic_visit"
    " JOIN desk_traffic_term ON desk_traffic_term.id = verdict ORDER BY 1, 2, 3, 4",
    "SELECT bot, hits, pages, assets, errors, robots, peak, late, text FROM desk_traffic_bot"
    " JOIN desk_traffic_term ON desk_traffic_term.id = verdict ORDER BY 1, 2, 3, 4, 5, 6, 7",
)


def sums(workspace: Workspace) -> list[list[tuple]]:
    with workspace.read() as session:
        return [session.sql.execute(query).fetchall() for query in SUMS]


def imported(folder: Path, name: str, parts: list[str], rule: BotRule | None) -> list[list[tuple]]:
    files = []
    for number, text in enumerate(parts):
        files.append(folder / f"{name}-{number}.log")
        files[-1].write_text(text)
    path = folder / f"{name}.revroute"
    with create(path, zone="UTC", name=name, actor="ada") as workspace:
        if rule is not None:
            decide(workspace, rule, actor="ada")
        import_logs(
            workspace, [file for file in files if file.stat().st_size], actor="ada", format_name="combined"
        )
        return sums(workspace)


@pytest.mark.parametrize(
    "rule",
    [
        None,
        BotRule(RuleKind.NAME, "reads robots.txt", BotClass.PEOPLE),
        BotRule(RuleKind.AGENT, "Firefox", BotClass.TOOL),
    ],
)
@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_sums_do_not_depend_on_batches(
    tmp_path_factory: pytest.TempPathFactory, rule: BotRule | None, data: st.DataObject
) -> None:
    rows = data.draw(
        st.lists(
            st.tuples(
                st.integers(1, 3),
                st.sampled_from(["/a", "/b.png", "/robots.txt", "/c"]),
                st.sampled_from([200, 404, 500]),
                st.sampled_from(["-", "https://www.google.com/"]),
            ),
            min_size=1,
            max_size=40,
        )
    )
    lines = [
        LINE.format(
            who=who,
            minute=number // 60,
            second=number % 60,
            path=path,
            status=status,
            referrer=referrer,
            agent=BROWSER,
        )
        for number, (who, path, status, referrer) in enumerate(rows)
    ]
    cuts = sorted(data.draw(st.sets(st.integers(0, len(lines)), max_size=3)))
    parts = ["".join(lines[begin:end]) for begin, end in zip([0, *cuts], [*cuts, len(lines)], strict=True)]
    folder = tmp_path_factory.mktemp("logs")
    assert imported(folder, "parts", parts, rule) == imported(folder, "whole", ["".join(lines)], rule)


def test_a_report_does_not_depend_on_batches_either(tmp_path: Path) -> None:
    lines = [
        LINE.format(
            who=1 + number % 3,
            minute=number // 60,
            second=number % 60,
            path=("/robots.txt" if number == 100 else f"/page/{'abc'[number // 3 % 3]}"),
            status=200,
            referrer="-",
            agent=BROWSER,
        )
        for number in range(150)
    ]
    (tmp_path / "1.log").write_text("".join(lines[:90]))
    (tmp_path / "2.log").write_text("".join(lines[90:]))
    (tmp_path / "whole.log").write_text("".join(lines))
    parts = report_logs([tmp_path / "1.log", tmp_path / "2.log"])
    whole = report_logs([tmp_path / "whole.log"])
    assert parts.classes == whole.classes
    assert (parts.bots, parts.pages, parts.people) == (whole.bots, whole.pages, whole.people)
    assert {name: parts.top[name] for name in ("paths", "sources")} == {
        name: whole.top[name] for name in ("paths", "sources")
    }
    assert whole.classes == {"people": 100, "bots by behaviour": 50}
