"""The queue of jobs from the terminal: added, run, asked of from a second terminal, set and scheduled."""

import json
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest

from revroute_desktop.cli.job_words import command_of
from revroute_desktop.processes import history
from revroute_desktop.processes.lease import new_lease, release, take
from revroute_desktop.workspace import open_workspace


def test_a_job_is_added_run_and_shown(desk, monkeypatch, tmp_path):
    monkeypatch.chdir(desk.file.parent)
    added = desk.json("jobs", "add", "--", "import", "revenue", desk.file.name, "--profile", "generic")
    assert (added["kind"], added["state"], added["attempt"]) == ("import", "queued", 0)
    # A job runs elsewhere, so its files are named from the root.
    assert added["arguments"][2] == str(desk.file.absolute())
    second = desk.json("jobs", "add", "--after", "1", "--priority", "7", "--timeout", "2m", "--", "summary")
    assert (second["priority"], second["terms"]) == (7, {"timeout": 120.0})
    assert "Job 3 is queued: balances" in desk.run("jobs", "add", "-w", desk.books, "--", "balances")[0]
    ran = desk.json("jobs", "run")
    assert ran == {"ended": 3, "done": 3, "failed": 0, "cancelled": 0, "crashed": 0}
    assert [job["state"] for job in desk.json("jobs", "list")["jobs"]] == ["done"] * 3
    shown = desk.json("jobs", "show", "2")
    assert shown["needs"] == {"1": "done"} and shown["result"]["events"] == 6
    assert "summary" in desk.said("jobs", "show", "2")
    assert desk.json("jobs", "logs", "1") == {"job": 1, "lines": []}
    assert desk.json("jobs", "run")["ended"] == 0


def test_a_failed_job_says_why_and_is_tried_again(desk, tmp_path):
    missing = tmp_path / "later.csv"
    desk.json("jobs", "add", "--", "import", "revenue", str(missing), "--profile", "generic")
    desk.json("jobs", "run")
    [failed] = desk.json("jobs", "list", "--state", "failed")["jobs"]
    assert "later.csv" in failed["error"]
    missing.write_text(desk.file.read_text())
    assert desk.json("jobs", "retry", "1")["state"] == "queued"
    desk.json("jobs", "run")
    assert desk.json("jobs", "show", "1")["state"] == "done"
    assert desk.json("jobs", "list", "--state", "failed")["jobs"] == []


def test_what_cannot_be_asked_of_a_job_is_refused(desk):
    desk.json("jobs", "add", "--", "summary")
    assert desk.json("jobs", "pause", "1")["state"] == "paused"
    assert "paused already" in desk.refused("jobs", "pause", "1")
    assert desk.json("jobs", "run")["ended"] == 0
    assert desk.json("jobs", "resume", "1")["state"] == "queued"
    assert desk.json("jobs", "cancel", "1")["state"] == "cancelled"
    assert "has ended" in desk.refused("jobs", "cancel", "1")
    assert "leave -w out" in desk.refused("jobs", "add", "--", "summary", "-w", "x")
    assert "does not run as a job" in desk.refused("jobs", "add", "--", "jobs", "run")
    for words in (("erase", "payer", "mia@x.org"), ("quarantine", "mend", "1", "payer=mia@x.org")):
        refused = desk.refused("jobs", "add", "--", *words, "--reason", "asked")
        assert "the queue would keep the names" in refused and "mia" not in refused


def test_files_of_a_job_are_named_from_the_root_however_they_are_written(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    words = ["traffic", "import", "access", "b*", "--format=common"]
    assert command_of(words) == (
        "traffic",
        "import",
        str(tmp_path / "access"),
        str(tmp_path / "b*"),
        "--format=common",
    )
    shown = command_of(["traffic", "show", "1", "--output=run.html"])
    assert shown[-1] == f"--output={tmp_path / 'run.html'}"


def test_the_log_of_a_job_cannot_command_the_terminal(desk):
    desk.json("jobs", "add", "--", "summary")
    with open_workspace(Path(desk.books)) as workspace, workspace.desk() as writing:
        history.add_log(writing.sql, 1, [(1, "before \x1b]0;owned\x07 after")])
    desk.json("jobs", "cancel", "1")
    assert "\x1b" not in desk.said("jobs", "logs", "1", "--follow")


def test_limits_are_set_shown_and_cleared(desk):
    everyone = {"kind": "*", "lane": "*", "slots": 2, "least": None}
    assert desk.json("jobs", "limits") == {"limits": [everyone]}
    set_to = desk.json("jobs", "limits", "import", "--memory", "2G", "--nice", "5", "--processors", "0,1")
    imports = {"kind": "import", "lane": "books", "slots": 1, "least": None, "memory": 2 * 1024**3, "nice": 5}
    assert set_to == {"limits": [{**imports, "processors": [0, 1]}]}
    kept = desk.json("jobs", "limits", "import", "--slots", "3")
    assert kept == {"limits": [{**imports, "slots": 3, "processors": [0, 1]}]}
    desk.run("jobs", "limits", "import", "--clear", "-w", desk.books)
    assert desk.json("jobs", "limits") == {"limits": [everyone]}


def test_schedules_are_added_held_and_removed(desk):
    made = desk.json("jobs", "schedule", "add", "nightly", "30 2 * * *", "--catch-up", "all", "--", "verify")
    assert (made["cron"], made["zone"], made["catch_up"]) == ("30 2 * * *", "Europe/Berlin", "all")
    assert "nightly" in desk.said("jobs", "schedule", "list")
    assert desk.json("jobs", "schedule", "pause", "nightly")["paused"]
    assert not desk.json("jobs", "schedule", "resume", "nightly")["paused"]
    assert desk.json("jobs", "schedule", "remove", "nightly") == {"removed": "nightly"}
    assert desk.json("jobs", "schedule", "list") == {"schedules": []}


def test_a_report_that_no_run_could_make_is_not_scheduled(desk, tmp_path):
    words = ("jobs", "schedule", "add", "weekly", "0 6 * * 1", "--", "report")

    def refused(*more):
        return desk.run("-w", desk.books, *words, *more, code=2)[1]

    folder = str(tmp_path)
    assert "no period 'nonsense'" in refused("--period", "nonsense", "--into", folder)
    missing = str(tmp_path / "none")
    assert "There is no folder" in refused("--period", "last-week", "--into", missing)
    assert desk.json("jobs", "schedule", "list") == {"schedules": []}
    assert desk.json(*words, "--period", "last-week", "--into", folder)["name"] == "weekly"


def test_a_second_runner_is_refused_while_the_first_lives(desk):
    with open_workspace(Path(desk.books)) as workspace:
        lease = new_lease(workspace.path)
        with workspace.desk() as session:
            assert take(session.sql, lease, 1)
        assert "runs the queue of this workspace" in desk.refused("jobs", "run")
        with workspace.desk() as session:
            release(session.sql, lease)
    assert desk.json("jobs", "run")["ended"] == 0


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGTERM on Windows")
def test_a_runner_that_stays_is_asked_from_a_second_terminal_and_ends_politely(desk):
    command = [sys.executable, "-m", "revroute_desktop", "jobs", "run", "--forever", "-w", desk.books]
    runner = subprocess.Popen([*command, "--json"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        desk.json("jobs", "add", "--", "summary")
        deadline = time.monotonic() + 60
        while desk.json("jobs", "show", "1")["state"] != "done":
            assert time.monotonic() < deadline
            time.sleep(0.05)
        assert desk.json("jobs", "list")["supervisor"] == runner.pid
        runner.terminate()
        said, _ = runner.communicate(timeout=60)
    finally:
        runner.kill()
    assert json.loads(said)["done"] == 1
    assert runner.returncode == 0
    assert desk.json("jobs", "list")["supervisor"] is None


def test_tuning_is_switched_off_and_on_and_takes_up_expected_load(desk, tmp_path):
    assert desk.json("jobs", "tuning") == {
        "automatic": True,
        "expected": [],
        "foreseen": [],
        "decisions": [],
    }
    assert desk.json("jobs", "tuning", "--off")["automatic"] is False
    assert "stay as they are set" in desk.said("jobs", "tuning")
    assert desk.json("jobs", "tuning", "--on")["automatic"] is True
    file = tmp_path / "expected.json"
    one = {"lane": "traffic run", "at": 1, "until": 2, "slots": 2, "why": "forecast"}
    file.write_text(json.dumps([one]))
    assert desk.json("jobs", "tuning", "--expected", str(file))["expected"] == [one]
    file.write_text("[]")
    assert desk.json("jobs", "tuning", "--expected", str(file))["expected"] == []


def test_metrics_tell_of_the_machine_now_and_of_the_alerts_there_are(desk):
    found = desk.json("jobs", "metrics")
    assert 0 < found["now"]["memory_used"] < found["now"]["memory_total"]
    assert {rule["reading"] for rule in found["rules"]} >= {"cpu", "memory", "turn ms"}
    assert found["minutes"] == found["alerts"] == found["job_minutes"] == []
    assert desk.json("jobs", "metrics", "--of", "7")["job"] == 7


def test_limits_are_written_as_they_are_given(desk):
    said = desk.said(
        "jobs", "limits", "route", "--memory", "1536M", "--memory-mark", "5K", "--processors", "0"
    )
    assert "memory 1536M, processors 0, memory-mark 5K" in said


def test_a_job_that_wrote_nothing_says_so(desk):
    desk.json("jobs", "add", "--", "summary")
    assert desk.json("jobs", "logs", "1") == {"job": 1, "lines": []}
    _, errors = desk.run("jobs", "logs", "1", "--match", "x", "-w", desk.books)
    assert "Job 1 wrote no line that has 'x' in it" in errors


def test_alerts_are_set_switched_off_and_put_back(desk):
    usual = desk.json("jobs", "alerts")["alerts"]
    assert {one["reading"]: one["on"] for one in usual} == {
        "cpu": True,
        "memory": True,
        "disk free": True,
        "commit ms": True,
        "turn ms": True,
        "jobs waiting": False,
        "jobs failed": False,
    }
    [cpu] = desk.json("jobs", "alerts", "cpu", "--mark", "80%", "--end", "0.5", "--for", "30s")["alerts"]
    assert (cpu["mark"], cpu["end"], cpu["seconds"], cpu["usual"]) == (0.8, 0.5, 30, False)
    [disk] = desk.json("jobs", "alerts", "disk-free", "--mark", "500M", "--end", "1G")["alerts"]
    assert (disk["mark"], disk["end"], disk["below"]) == (500 * 1024**2, 1024**3, True)
    [waiting] = desk.json("jobs", "alerts", "jobs-waiting", "--mark", "20", "--end", "5")["alerts"]
    assert waiting["on"]
    [turn] = desk.json("jobs", "alerts", "turn-ms", "--off")["alerts"]
    assert not turn["on"] and not turn["usual"]
    assert len(desk.json("jobs", "metrics")["rules"]) == 5
    [cpu] = desk.json("jobs", "alerts", "cpu", "--usual")["alerts"]
    assert (cpu["mark"], cpu["usual"]) == (0.9, True)


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("--off",), "Name the reading"),
        (("cpu", "--off", "--usual"), "exclude each other"),
        (("cpu", "--mark", "50%"), "never settle"),
        (("cpu", "--mark", "500%"), "from 0 to 100 %"),
        (("cpu", "--mark", "much"), "no number"),
        (("turn-ms", "--for", "1/0"), "no number"),
        (("disk-free", "--mark", "2 apples"), "no size|not a size"),
        (("jobs-failed", "--mark", "2"), "both --mark and --end"),
    ],
)
def test_alerts_that_make_no_sense_are_refused(desk, arguments, sentence):
    assert re.search(sentence, desk.refused("jobs", "alerts", *arguments))


def test_bounds_of_slots_are_set(desk):
    [found] = desk.json("jobs", "limits", "traffic run", "--slots", "3", "--least", "2")["limits"]
    assert (found["slots"], found["least"]) == (3, 2)


def test_the_size_of_a_chunk_changes_no_result(desk):
    plain = desk.json("import", "revenue", str(desk.file), "--profile", "generic", "--chunk", "2")
    assert plain["events"] == 6
    assert desk.json("route", "--chunk", "2")["batches"] >= 0
