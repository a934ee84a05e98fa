"""Bad files: one clear sentence each, nothing lost, memory flat."""

import gzip
import os
import random
import resource
from multiprocessing import active_children
from pathlib import Path

import pytest
from tests.traffic.logs import counted, line, log, write

from revroute_desktop.errors import Cancelled, UserError
from revroute_desktop.traffic import queries
from revroute_desktop.traffic.import_logs import import_logs
from revroute_desktop.traffic.report import report_logs
from revroute_desktop.workspace import Workspace, WorkspaceError


def test_binary_noise_is_no_log(workspace: Workspace, tmp_path: Path) -> None:
    noise = random.Random(1).randbytes(300_000)
    path = write(tmp_path / "noise.bin", noise)
    with pytest.raises(UserError, match=r"noise\.bin has lines of no format that is known here"):
        import_logs(workspace, [path], actor="ada")
    told = import_logs(workspace, [path], actor="ada", format_name="combined")
    assert told.total.hits == 0
    assert told.total.refused > 500


def test_noise_between_lines_costs_only_itself(workspace: Workspace, tmp_path: Path) -> None:
    noise = random.Random(2).randbytes(5000).replace(b"\n", b" ")
    path = write(tmp_path / "access.log", log(0, 500) + noise + b"\n" + log(500, 1000))
    told = import_logs(workspace, [path], actor="ada")
    assert (told.total.hits, told.total.refused) == (1000, 1)
    with workspace.read() as session:
        [refused] = queries.refused(session.sql)
    assert refused.line == 501


def test_a_line_of_many_megabytes_is_refused_in_flat_memory(workspace: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "access.log"
    with path.open("wb") as file:
        file.write(log(0, 300))
        # A hole in the file: read as 600 MB of zeros, kept as none.
        file.seek(600 * 2**20, os.SEEK_CUR)
        file.write(b"\n" + log(300, 400))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    told = report_logs([path])
    assert (told.hits, told.malformed) == (400, 1)
    assert told.refused[0].reason == "the line is longer than 64 KiB"
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 150 * 1024


def test_utf_16_is_said_to_be_utf_16(workspace: Workspace, tmp_path: Path) -> None:
    path = write(tmp_path / "access.log", log(0, 10).decode().encode("utf-16"))
    with pytest.raises(UserError, match="is written in UTF-16; convert it to UTF-8"):
        import_logs(workspace, [path], actor="ada")


def test_a_mark_of_utf_8_and_bytes_that_are_none_lose_no_line(workspace: Workspace, tmp_path: Path) -> None:
    latin = line(3, path="/caf\u00e9").encode("latin-1") + b"\n"
    path = write(tmp_path / "access.log", b"\xef\xbb\xbf" + log(0, 3) + latin)
    assert import_logs(workspace, [path], actor="ada").total.hits == 4


def test_a_clock_that_goes_back_loses_nothing(workspace: Workspace, tmp_path: Path) -> None:
    rows = [line(number, second=second) for number, second in enumerate((100, 50, 4000, 10, 90_000, 20, 100))]
    rows.append(line(8).replace("/2026:", "/1970:"))
    data = "".join(f"{row}\n" for row in rows).encode()
    import_logs(workspace, [write(tmp_path / "access.log", data)], actor="ada")
    assert counted(workspace)["hits"] == 8


def test_a_damaged_archive_gives_what_it_has_and_the_rest_later(workspace: Workspace, tmp_path: Path) -> None:
    packed = gzip.compress(log(0, 8000))
    path = write(tmp_path / "access.log.gz", packed[: len(packed) // 2])
    with pytest.raises(UserError, match="cannot be decompressed to its end"):
        import_logs(workspace, [path], actor="ada")
    before = counted(workspace)["hits"]
    assert before > 1000
    write(path, packed)
    assert import_logs(workspace, [path], actor="ada").total.lines == 8000 - before
    assert counted(workspace)["hits"] == 8000


def test_a_full_disk_is_one_sentence_and_loses_nothing(workspace: Workspace, tmp_path: Path) -> None:
    path = write(tmp_path / "access.log", log(0, 20_000))
    import_logs(workspace, [write(tmp_path / "first.log", log(0, 1000))], actor="ada")
    workspace.fold_in()
    limit = resource.getrlimit(resource.RLIMIT_FSIZE)
    # The log of pages beside the file is what grows.
    resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, limit[1]))
    try:
        with pytest.raises(WorkspaceError) as told:
            import_logs(workspace, [path], actor="ada", batch_lines=1000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limit)
    assert str(told.value).count(". ") <= 1
    counted(workspace)
    import_logs(workspace, [path], actor="ada")
    assert counted(workspace)["hits"] == 20_000


def test_a_stopped_import_goes_on(workspace: Workspace, tmp_path: Path) -> None:
    path = write(tmp_path / "access.log", log(0, 10_000))
    with pytest.raises(Cancelled):
        import_logs(workspace, [path], actor="ada", cancelled=lambda: True, batch_lines=2000)
    before = counted(workspace)["hits"]
    assert 0 < before < 10_000
    assert import_logs(workspace, [path], actor="ada").total.lines == 10_000 - before


def test_of_a_folder_what_is_no_log_is_passed_over_and_told(workspace: Workspace, tmp_path: Path) -> None:
    folder = tmp_path / "logs"
    folder.mkdir()
    write(folder / "access.log", log(0, 10))
    write(folder / "notes.txt", b"nothing of the kind\n")
    write(folder / "empty.log", b"")
    told = import_logs(workspace, [folder], actor="ada")
    assert told.total.hits == 10
    assert [one.path.name for one in told.passed] == ["notes.txt"]


@pytest.mark.parametrize("place", ["none.log", "none*.log", "."])
def test_nothing_to_read_is_said_so(
    workspace: Workspace, tmp_path: Path, place: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "empty"
    folder.mkdir()
    monkeypatch.chdir(folder)
    with pytest.raises(UserError):
        import_logs(workspace, [place], actor="ada")


def test_the_list_of_refused_lines_is_bounded(workspace: Workspace, tmp_path: Path) -> None:
    rows = log(0, 10) + b"".join(b"noise %d\n" % number for number in range(5000))
    told = import_logs(workspace, [write(tmp_path / "access.log", rows)], actor="ada")
    assert told.total.refused == 5000
    with workspace.read() as session:
        kept = queries.refused(session.sql, most=10_000)
    assert len(kept) == 1000
    assert kept[0].text == "noise 4999"


def test_a_reader_that_is_killed_is_said_and_the_import_goes_on(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("revroute_desktop.traffic.import_logs.worth_it", lambda size: True)
    path = write(tmp_path / "access.log", log(0, 20_000))

    def kill_the_reader(done: int, total: int | None, what: str) -> None:
        for child in active_children():
            child.kill()

    with pytest.raises(UserError, match="was ended from outside"):
        import_logs(workspace, [path], actor="ada", progress=kill_the_reader, batch_lines=1000)
    assert 0 < counted(workspace)["hits"] < 20_000
    import_logs(workspace, [path], actor="ada", batch_lines=1000)
    assert counted(workspace)["hits"] == 20_000
    assert not active_children()
