"""A person at a terminal stops a command: at once where it reads, after its chunk where it writes."""

import os
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from argparse import Namespace
from pathlib import Path

import pytest

from revroute_desktop.__main__ import main
from revroute_desktop.cli.terminal import Terminal
from revroute_desktop.errors import Cancelled

ENDLESS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT MAX(i) FROM n"


@pytest.fixture
def terminal() -> Terminal:
    return Terminal(Namespace(actor="ada", jsonl=False, json=False, quiet=True, job=None))


def _interrupt() -> None:
    signal.raise_signal(signal.SIGINT)


def test_what_writes_is_asked_to_stop_and_goes_on(terminal: Terminal) -> None:
    _interrupt()
    assert terminal.cancelled()
    with pytest.raises(KeyboardInterrupt):
        _interrupt()


def test_what_only_reads_ends_at_once(terminal: Terminal) -> None:
    with pytest.raises(Cancelled, match="Stopped"), terminal.only_reading():
        _interrupt()
        pytest.fail("it went on")


def test_a_wish_to_stop_from_before_is_heard_when_reading_begins(terminal: Terminal) -> None:
    _interrupt()
    with pytest.raises(Cancelled), terminal.only_reading():
        pytest.fail("it went on")


def test_what_writes_after_reading_is_asked_again(terminal: Terminal) -> None:
    with terminal.only_reading():
        pass
    _interrupt()
    assert terminal.cancelled()


def test_an_interruption_within_a_callback_of_sqlite_is_no_fault(terminal: Terminal) -> None:
    sql = sqlite3.connect(":memory:")
    sql.create_function("interrupt", 0, _interrupt)
    with pytest.raises(Cancelled), terminal.only_reading():
        sql.execute("SELECT interrupt()").fetchone()
    sql.close()


def test_faults_stay_what_they_are(terminal: Terminal) -> None:
    with pytest.raises(ZeroDivisionError), terminal.only_reading():
        raise ZeroDivisionError


def test_a_question_in_sql_is_stopped(desk) -> None:
    begun = time.monotonic()
    timer = threading.Timer(0.5, os.kill, (os.getpid(), signal.SIGINT))
    timer.start()
    said = desk.refused("sql", ENDLESS, "--seconds", "60")
    timer.join()
    assert said == "The question was stopped."
    assert time.monotonic() - begun < 30


def test_a_command_that_is_stopped_before_it_begins_says_so(monkeypatch, capsys) -> None:
    def interrupted(arguments: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr("revroute_desktop.cli.main.run", interrupted)
    assert main(["balances"]) == 2
    assert capsys.readouterr() == ("", "Stopped.\n")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="/dev/full is Linux's")
@pytest.mark.parametrize(
    "words",
    [
        ("sql", "SELECT * FROM balances", "--format", "csv"),
        ("sql", "SELECT * FROM balances", "--json"),
        ("sql", "SELECT * FROM balances"),
        ("export", "journal", "--format", "hledger"),
    ],
    ids=["csv", "json", "people", "journal"],
)
def test_a_full_standard_output_is_said(routed, words) -> None:
    command = [sys.executable, "-m", "revroute_desktop", *words, "-w", routed.books]
    with Path("/dev/full").open("w") as full:
        run = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True)
    assert (run.returncode, run.stderr.splitlines()[-1:]) == (
        2,
        ["Standard output cannot be written: No space left on device."],
    )
