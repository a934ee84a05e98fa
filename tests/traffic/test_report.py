"""The report on the published log says what another analyser says, without a workspace."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from tests.traffic.logs import log, write

from revroute_desktop.traffic.import_logs import import_logs
from revroute_desktop.traffic.report import report_logs
from revroute_desktop.workspace import Workspace


@pytest.fixture(scope="module")
def published(shared_data: Path) -> Path:
    return shared_data / "access-logs" / "elastic_apache_combined_10k.log"


def test_the_command_says_what_goaccess_says(published: Path, shared_data: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "revroute_desktop", "traffic", "report", str(published), "--json"],
        capture_output=True,
        text=True,
        check=True,
    )
    said = json.loads(done.stdout)
    theirs = json.loads(
        (shared_data / "access-logs" / "goaccess1.7_report_elastic10k.json").read_text("utf-8")
    )
    assert said["lines"] == theirs["general"]["valid_requests"] == 10_000
    assert said["malformed"] == theirs["general"]["failed_requests"] == 0
    assert said["bytes"] == theirs["general"]["bandwidth"] == 2_747_282_740
    assert said["addresses"] == 1753
    assert [said[name] for name in ("2xx", "3xx", "4xx", "5xx")] == [9171, 609, 217, 3]
    assert sum(said["classes"].values()) == 10_000
    assert said["classes"]["search engines"] == 1106
    assert sum(row["hits"] for row in said["bots"]) == 10_000 - said["people"]


def test_a_person_reads_it_as_tables(published: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "revroute_desktop", "traffic", "report", str(published)],
        capture_output=True,
        text=True,
        check=True,
    )
    for words in ("2,747,282,740", "1,753", "Googlebot", "Landing pages", "Filtered out"):
        assert words in done.stdout


def test_visits_are_those_of_a_plain_count(tmp_path: Path) -> None:
    path = write(tmp_path / "access.log", log(0, 3000))
    report = report_logs([path])
    people = {row.split()[0] for row in log(0, 3000).decode().splitlines() if "Googlebot" not in row}
    assert report.visits == len(people)
    assert report.people + sum(row.hits for row in report.bots) == 3000
    assert report.top["landings"][0].count <= report.visits


def test_the_same_lines_in_two_files_count_once(tmp_path: Path) -> None:
    write(tmp_path / "a.log", log(0, 3000))
    write(tmp_path / "b.log", log(0, 3000))
    report = report_logs([tmp_path / "*.log"])
    assert (report.hits, report.known) == (3000, 3000)


@pytest.mark.parametrize(
    "pieces",
    [[(0, 500), (0, 700)], [(0, 3000), (1500, 6000)], [(2000, 6000), (0, 2500)], [(0, 6000), (100, 300)]],
)
def test_a_report_counts_what_files_share_once_as_an_import_does(
    workspace: Workspace, tmp_path: Path, pieces: list[tuple[int, int]]
) -> None:
    for name, (first, end) in zip("ab", pieces, strict=True):
        write(tmp_path / f"{name}.log", log(first, end))
    report = report_logs([tmp_path / "*.log"])
    most = max(end for _, end in pieces)
    assert (report.lines, report.hits) == (most, most)
    assert report.known == sum(end - first for first, end in pieces) - most
    brought = import_logs(workspace, [tmp_path / "*.log"], actor="ada").total
    assert (brought.hits, brought.known) == (report.hits, report.known)


def test_reading_aside_says_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(tmp_path / "access.log", log(0, 20_000))
    here = report_logs([path]).to_json()
    monkeypatch.setattr("revroute_desktop.traffic.report.worth_it", lambda size: True)
    assert report_logs([path]).to_json() == here
