"""What may happen to a file while it is in use: the books stay whole, and one sentence says what is wrong."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tests.workspace.helpers import open_accounts, raw

from revroute_desktop.workspace import WorkspaceError, books, log, open_workspace
from revroute_desktop.workspace.problems import Busy, Damaged

WRITER = """
import sys, time
from revroute_desktop.workspace import open_workspace
path, begin, count, pause = sys.argv[1], *map(int, sys.argv[2:5])
workspace = open_workspace(path)
for number in range(begin, begin + count):
    with workspace.write("child", "account.open", str(number)) as unit:
        unit.insert_many(
            "account", ["code", "type"], [(f"payee:p{number}-{line}", 2) for line in range(50)]
        )
        print(number, flush=True)
        time.sleep(pause / 1000)
        unit.record({"number": number})
workspace.close()
"""


def start_writer(path: Path, begin: int, count: int, pause: int = 0) -> "subprocess.Popen[str]":
    command = [sys.executable, "-c", WRITER, str(path), str(begin), str(count), str(pause)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def check_whole(path: Path) -> int:
    """Verifies log and rows; returns the number of entries."""
    with open_workspace(path) as workspace, workspace.read() as session:
        log.check_from(session.sql, 0)
        for entry in log.read_entries(session.sql):
            assert entry.payload["rows"] == books.digest_of(session.sql, entry.seq)
        assert list(books.uncovered(session.sql)) == []
        assert session.sql.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        return log.log_size(session.sql)


def test_two_processes_write_in_turns(workspace) -> None:
    writers = [start_writer(workspace.path, begin, 15) for begin in (100, 200)]
    for writer in writers:
        _, errors = writer.communicate(timeout=60)
        assert writer.returncode == 0, errors
    assert check_whole(workspace.path) == 31


def test_a_writer_that_waits_too_long_is_told_who_writes(workspace) -> None:
    writer = start_writer(workspace.path, 1, 1, pause=1500)
    assert writer.stdout is not None
    writer.stdout.readline()
    with (
        open_workspace(workspace.path, wait=0.2) as impatient,
        pytest.raises(
            Busy, match=rf"Process {writer.pid} \(account.open, since .*did not finish within 0.2 seconds"
        ),
    ):
        open_accounts(impatient, "payee:x")
    writer.communicate(timeout=60)
    assert check_whole(workspace.path) == 2


def test_a_kill_at_any_moment_leaves_whole_units(workspace) -> None:
    workspace.close()
    seed = random.randrange(10**9)
    print("seed", seed)
    chance = random.Random(seed)
    begin = 0
    for _ in range(8):
        writer = start_writer(workspace.path, begin, 1000)
        assert writer.stdout is not None
        writer.stdout.readline()
        time.sleep(chance.random() * 0.12)
        os.kill(writer.pid, signal.SIGKILL)
        writer.communicate()
        size = check_whole(workspace.path)
        begin = size - 1
        with open_workspace(workspace.path) as opened, opened.read() as session:
            assert opened.read_only is None
            assert session.sql.execute("SELECT count(*) FROM account").fetchone() == (50 * (size - 1),)


def test_a_file_that_another_program_has_locked_is_said(workspace) -> None:
    workspace.close()
    with raw(workspace.path) as other:
        other.execute("PRAGMA locking_mode = EXCLUSIVE")
        other.execute("BEGIN IMMEDIATE")
        other.execute("UPDATE workspace SET name = name")
        with pytest.raises(Busy, match=r"Another program is using .*wait until it has finished"):
            open_workspace(workspace.path, wait=0.1)
        other.execute("ROLLBACK")
    assert check_whole(workspace.path) == 1


@pytest.mark.parametrize("how", ["removed", "replaced"])
def test_a_file_that_goes_away_while_it_is_open_is_said_before_anything_is_written(
    workspace, how: str
) -> None:
    open_accounts(workspace, "payee:a")
    moved = workspace.path.with_name("moved.revroute")
    workspace.path.rename(moved)
    if how == "replaced":
        workspace.path.write_bytes(b"something else")
    with pytest.raises(
        WorkspaceError, match="was removed or replaced while it was open: nothing of this step"
    ):
        open_accounts(workspace, "payee:b")
    with pytest.raises(WorkspaceError, match="put the file back and open it again"), workspace.read():
        pass
    if how == "removed":
        moved.rename(workspace.path)
        open_accounts(workspace, "payee:b")
        with workspace.read() as session:
            found = session.sql.execute("SELECT code FROM account").fetchall()
        assert found == [("payee:a",), ("payee:b",)]


@pytest.mark.skipif(os.name == "nt", reason="file size limits are POSIX's")
def test_a_full_disk_is_said_and_the_workspace_stays_whole(workspace) -> None:
    open_accounts(workspace, "payee:a")
    workspace.close()
    script = """
import resource, sys
from pathlib import Path
from revroute_desktop.workspace import WorkspaceError, open_workspace
path = Path(sys.argv[1])
workspace = open_workspace(path)
resource.setrlimit(resource.RLIMIT_FSIZE, (path.stat().st_size + 100_000,) * 2)
for number in range(1000):
    try:
        with workspace.write("ada", "x", "y") as unit:
            unit.insert_many("account", ["code", "type"], [(f"payee:{number}-{n}", 2) for n in range(200)])
            unit.record({})
    except WorkspaceError as error:
        print(number, error)
        break
"""
    run = subprocess.run([sys.executable, "-c", script, str(workspace.path)], capture_output=True, text=True)
    assert run.stderr == ""
    committed, _, sentence = run.stdout.strip().partition(" ")
    assert sentence.startswith("The disk that holds")
    assert "nothing of this step was written" in sentence
    assert check_whole(workspace.path) == 2 + int(committed)
    with open_workspace(workspace.path) as opened:
        open_accounts(opened, "payee:b")


def test_values_that_cannot_be_are_told_as_damage_and_a_bug_stays_a_bug(workspace) -> None:
    for begin in (workspace.read, lambda: workspace.write("ada", "x", "y")):
        with pytest.raises(KeyError), begin():
            raise KeyError("a bug")
    with raw(workspace.path) as other:
        other.execute("INSERT INTO d_event_identity VALUES (1, 'x', 77)")
        other.execute("INSERT INTO d_event_state (event, state) VALUES (77, 0)")
    for begin in (workspace.read, lambda: workspace.write("ada", "x", "y")):
        with pytest.raises(Damaged, match="is damaged: restore it from a backup"), begin():
            raise KeyError(77)
