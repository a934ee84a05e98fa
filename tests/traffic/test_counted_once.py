"""No line is counted twice, whatever file brings it, and none is lost."""

import gzip
import itertools
import lzma
import os
from collections.abc import Callable
from pathlib import Path

import pytest
import zstandard
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from tests.traffic.logs import counted, line, log, state, write

from revroute_desktop.traffic.import_logs import TrafficImport, import_logs
from revroute_desktop.workspace import Workspace, create


def bring(workspace: Workspace, *places: Path) -> TrafficImport:
    return import_logs(workspace, places, actor="ada")


def test_the_same_file_again_adds_nothing(workspace: Workspace, tmp_path: Path) -> None:
    path = write(tmp_path / "access.log", log(0, 5000))
    assert bring(workspace, path).total.lines == 5000
    before = state(workspace)
    again = bring(workspace, path)
    assert (again.total.lines, again.total.known) == (0, 5000)
    assert state(workspace) == before
    assert counted(workspace)["hits"] == 5000


@pytest.mark.parametrize("steps", [(1, 2, 3), (1000, 1001), (10, 5000, 5001, 9000), (1024, 2048, 4096)])
def test_a_file_that_grew_adds_what_it_grew_by(
    workspace: Workspace, tmp_path: Path, steps: tuple[int, ...]
) -> None:
    path, before = tmp_path / "access.log", 0
    for end in steps:
        write(path, log(0, end))
        assert bring(workspace, path).total.lines == end - before
        before = end
    assert counted(workspace)["hits"] == before


def test_a_line_in_the_middle_of_being_written_waits_for_its_end(
    workspace: Workspace, tmp_path: Path
) -> None:
    path = write(tmp_path / "access.log", log(0, 10)[:-30])
    assert bring(workspace, path).total.lines == 9
    write(path, log(0, 12)[:-1])
    assert bring(workspace, path).total.lines == 2
    write(path, log(0, 13))
    assert bring(workspace, path).total.lines == 2
    assert counted(workspace)["hits"] == 13


def test_a_last_line_without_an_end_counts_once_nobody_writes_any_more(
    workspace: Workspace, tmp_path: Path
) -> None:
    path = write(tmp_path / "access.log", log(0, 10)[:-1])
    os.utime(path, (0, 0))
    assert bring(workspace, path).total.hits == 10
    write(path, log(0, 12))
    assert bring(workspace, path).total.hits == 2
    packed = write(tmp_path / "old.log.gz", gzip.compress(log(50, 60)[:-1]))
    assert bring(workspace, packed).total.hits == 10


def test_a_rotated_set_is_read_in_order_and_renamed_files_are_known(
    workspace: Workspace, tmp_path: Path
) -> None:
    folder = tmp_path / "logs"
    folder.mkdir()
    (folder / "access.log.2.gz").write_bytes(gzip.compress(log(0, 3000)))
    write(folder / "access.log.1", log(3000, 6000))
    write(folder / "access.log", log(6000, 7000))
    first = bring(workspace, folder)
    assert [file.path.name for file in first.files] == ["access.log.2.gz", "access.log.1", "access.log"]
    assert first.total.lines == 7000
    (folder / "access.log.2.gz").rename(folder / "access.log.3.gz")
    (folder / "access.log.2.gz").write_bytes(gzip.compress((folder / "access.log.1").read_bytes()))
    write(folder / "access.log.1", log(6000, 8000))
    write(folder / "access.log", log(8000, 8500))
    second = bring(workspace, folder)
    assert (second.total.lines, second.total.known) == (1500, 7000)
    assert counted(workspace)["hits"] == 8500


@pytest.mark.parametrize("pack", [gzip.compress, lzma.compress, zstandard.ZstdCompressor().compress])
def test_a_compressed_copy_is_known(
    workspace: Workspace, tmp_path: Path, pack: Callable[[bytes], bytes]
) -> None:
    bring(workspace, write(tmp_path / "access.log", log(0, 4000)))
    packed = bring(workspace, write(tmp_path / "old.log.packed", pack(log(0, 4500))))
    assert (packed.total.lines, packed.total.known) == (500, 4000)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ((0, 5000), (2500, 7500)),
        ((2500, 7500), (0, 5000)),
        ((0, 9000), (4000, 4300)),
        ((4000, 4300), (0, 9000)),
        ((0, 100), (50, 150)),
        ((50, 150), (0, 100)),
        ((0, 5000), (0, 4000)),
        ((0, 5000), (5000, 6000)),
    ],
)
def test_overlaps_add_only_what_is_new(
    workspace: Workspace, tmp_path: Path, first: tuple[int, int], second: tuple[int, int]
) -> None:
    bring(workspace, write(tmp_path / "a.log", log(*first)))
    bring(workspace, write(tmp_path / "b.log", log(*second)))
    lines = len(set(range(*first)) | set(range(*second)))
    assert counted(workspace)["hits"] == lines
    bring(workspace, write(tmp_path / "all.log", log(0, 9500)))
    assert counted(workspace)["hits"] == 9500


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(spans=st.lists(st.tuples(st.integers(0, 6000), st.integers(2, 3000)), min_size=1, max_size=6))
def test_any_pieces_of_a_log_count_each_line_once(
    tmp_path_factory: pytest.TempPathFactory, spans: list[tuple[int, int]]
) -> None:
    pairs = [(set(range(a, a + n)), set(range(b, b + m))) for a, n in spans for b, m in spans]
    # One line alone that two pieces share proves nothing: it may as well have been logged twice.
    assume(all(len(one & other) != 1 for one, other in pairs))
    folder = tmp_path_factory.mktemp("pieces")
    with create(folder / "books.revroute", zone="UTC", name="books", actor="ada") as workspace:
        seen: set[int] = set()
        for number, (begin, length) in enumerate(spans):
            seen |= set(range(begin, begin + length))
            bring(workspace, write(folder / f"{number}.log", log(begin, begin + length)))
            assert counted(workspace)["hits"] == len(seen)


def test_a_file_put_together_of_known_parts_is_known_and_so_are_its_parts_after_it(
    workspace: Workspace, tmp_path: Path
) -> None:
    parts = [write(tmp_path / "a.log", log(0, 200)), write(tmp_path / "b.log", log(200, 400))]
    for path in parts:
        bring(workspace, path)
    whole = write(tmp_path / "whole.log", log(0, 400))
    for path in (whole, whole, *parts):
        assert bring(workspace, path).total.lines == 0
    assert counted(workspace)["hits"] == 400


def test_lines_that_are_alike_count_each(workspace: Workspace, tmp_path: Path) -> None:
    """A load run asks for one thing thousands of times a second; the log says each time the same."""
    same = (line(1) + "\n").encode() * 40_000
    two = f"{line(1)}\n{line(2)}\n".encode() * 10_000
    path = write(tmp_path / "access.log", log(0, 100) + same + two + log(100, 200))
    assert bring(workspace, path).total.hits == 60_200
    assert bring(workspace, path).total.hits == 0
    # The next log begins within the same second.
    assert (
        bring(workspace, write(tmp_path / "access.log.next", same[:-1] + b"\n" + log(300, 400))).total.known
        == 0
    )
    assert counted(workspace)["hits"] == 100_300


def test_two_servers_that_log_alike_in_part_are_two(workspace: Workspace, tmp_path: Path) -> None:
    check = [line(0, second=second, agent="check/1.0", path="/health") for second in range(600)]
    for name in ("one", "two"):
        rows = [
            f"{row}\n{line(second, path=f'/{name}/{second}', second=second)}\n"
            for second, row in enumerate(check)
        ]
        bring(workspace, write(tmp_path / f"{name}.log", "".join(rows).encode()))
    assert counted(workspace)["hits"] == 2400


def test_a_log_in_two_parts_makes_the_visits_of_the_whole(tmp_path: Path) -> None:
    results = []
    for name, cuts in (
        ("whole", (0, 9000)),
        ("parts", (0, 10, 2500, 2501, 6000, 9000)),
        ("turned", (0, 4000, 9000)),
    ):
        with create(tmp_path / f"{name}.revroute", zone="UTC", name="books", actor="ada") as workspace:
            parts = list(itertools.pairwise(cuts))
            for begin, end in reversed(parts) if name == "turned" else parts:
                bring(workspace, write(tmp_path / f"{name}-{begin}.log", log(begin, end)))
            results.append(state(workspace))
    assert results[0] == results[1]
    assert results[0] == results[2]


def test_each_import_has_its_entry_and_one_with_nothing_new_has_none(
    workspace: Workspace, tmp_path: Path
) -> None:
    path = write(tmp_path / "access.log", log(0, 50))
    query = "SELECT count(*) FROM audit_entry WHERE action = 'traffic.import'"
    for expected in (1, 1):
        bring(workspace, path)
        with workspace.read() as session:
            assert session.sql.execute(query).fetchone() == (expected,)
