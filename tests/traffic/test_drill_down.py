"""Raw lines are read back from where they lie, and only if they are the ones that were counted."""

import gzip
from pathlib import Path

from tests.traffic.logs import START, log, write

from revroute_desktop.traffic.drill_down import DrillDown, Wanted, drill_down
from revroute_desktop.traffic.import_logs import import_logs
from revroute_desktop.workspace import Workspace

SECOND = 1_000_000


def between(workspace: Workspace, first: int, last: int, **said: object) -> DrillDown:
    """Return the lines of the seconds from `first` up to `last` of the log."""
    wanted = Wanted((START + first) * SECOND, (START + last) * SECOND, **said)  # type: ignore[arg-type]
    with workspace.read() as session:
        return drill_down(session.sql, wanted)


def test_lines_of_a_span_are_those_of_the_file(workspace: Workspace, tmp_path: Path) -> None:
    path = write(tmp_path / "access.log", log(0, 9000))
    import_logs(workspace, [path], actor="ada")
    found = between(workspace, 1000, 1010)
    assert found.problems == () and not found.more
    assert [line.text for line in found.lines] == log(3000, 3030).decode().splitlines()
    data = path.read_bytes()
    for line in found.lines:
        assert data[line.place :].startswith(line.text.encode())
        assert data[: line.place].count(b"\n") + 1 == line.number


def test_of_a_compressed_file_too(workspace: Workspace, tmp_path: Path) -> None:
    path = write(tmp_path / "access.log.gz", gzip.compress(log(0, 9000)))
    import_logs(workspace, [path], actor="ada")
    assert [line.text for line in between(workspace, 2000, 2002).lines] == log(
        6000, 6006
    ).decode().splitlines()


def test_only_what_is_asked_for(workspace: Workspace, tmp_path: Path) -> None:
    import_logs(workspace, [write(tmp_path / "access.log", log(0, 3000))], actor="ada")
    missing = between(workspace, 0, 1000, status=404)
    assert missing.lines and all(" 404 " in line.text for line in missing.lines)
    robots = between(workspace, 0, 1000, verdict="Googlebot")
    assert robots.lines and all("Googlebot" in line.text for line in robots.lines)
    assert between(workspace, 0, 1000).more


def test_the_lines_of_one_visitor(workspace: Workspace, tmp_path: Path) -> None:
    import_logs(workspace, [write(tmp_path / "access.log", log(0, 3000))], actor="ada")
    with workspace.read() as session:
        visitor, begun, ended, hits = session.sql.execute(
            "SELECT visitor, begun, ended, hits FROM desk_traffic_visit ORDER BY hits DESC LIMIT 1"
        ).fetchone()
        found = drill_down(session.sql, Wanted(begun, ended + 1, visitor=visitor))
    assert len(found.lines) == hits
    assert len({line.text.split()[0] for line in found.lines}) == 1
    with workspace.desk() as desk:
        desk.sql.execute("DELETE FROM desk_traffic_salt")
    with workspace.read() as session:
        gone = drill_down(session.sql, Wanted(begun, ended + 1, visitor=visitor))
    assert gone.lines == () and "deleted" in gone.problems[0]


def test_a_file_that_moved_or_changed_is_said_plainly(workspace: Workspace, tmp_path: Path) -> None:
    path = write(tmp_path / "access.log", log(0, 3000))
    import_logs(workspace, [path], actor="ada")
    moved = path.rename(tmp_path / "elsewhere.log")
    found = between(workspace, 0, 5)
    assert found.lines == () and "is not there any more" in found.problems[0]
    write(path, log(5000, 9000))
    found = between(workspace, 0, 5)
    assert found.lines == () and "was changed or replaced" in found.problems[0]
    import_logs(workspace, [moved], actor="ada")
    assert len(between(workspace, 0, 5).lines) == 15
