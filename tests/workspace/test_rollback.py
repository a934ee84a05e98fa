"""What this machine remembers of a log, and what it does with a file that falls behind."""

import shutil
from pathlib import Path

import pytest
from tests.workspace.helpers import open_accounts, raw

from revroute_desktop.workspace import Workspace, WorkspaceError, log, memory, open_workspace
from revroute_desktop.workspace.problems import ReadOnly


def copy_of(workspace: Workspace, name: str) -> Path:
    workspace.fold_in()
    target = workspace.path.with_name(name)
    shutil.copy(workspace.path, target)
    return target


def test_every_commit_is_remembered_outside_the_file(workspace: Workspace) -> None:
    for number in range(5):
        open_accounts(workspace, f"payee:p{number}")
        with workspace.read() as session:
            known = memory.recall(workspace.uuid)
            assert known is not None
            assert known.head == log.head(session.sql)
            assert known.head.size == number + 2


def test_a_file_that_is_new_to_this_machine_says_so_once(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REVROUTE_STATE_DIR", str(tmp_path / "other machine"))
    with open_workspace(workspace.path) as opened:
        assert opened.state_note is not None
        assert "first time on this machine: no checkpoint of its log is remembered" in opened.state_note
        assert opened.read_only is None
    with open_workspace(workspace.path) as opened:
        assert opened.state_note is None


def test_an_older_file_opens_for_reading_alone_until_the_rollback_is_accepted(workspace: Workspace) -> None:
    open_accounts(workspace, "payee:a", "payee:b")
    older = copy_of(workspace, "older.revroute")
    open_accounts(workspace, "payee:c")
    newest = memory.recall(workspace.uuid)
    assert newest is not None
    workspace.close()
    with open_workspace(older, clock=workspace.clock) as opened:
        assert opened.rolled_back
        assert opened.state_note is not None
        assert "has 3 entries in its log, while this machine remembers 4" in opened.state_note
        for attempt in (lambda: opened.write("ada", "x", "y"), opened.desk):
            with pytest.raises(ReadOnly, match=r"a copy of it .* older or was altered"), attempt():
                pass
        with opened.read() as session:
            assert session.sql.execute("SELECT count(*) FROM account").fetchone() == (2,)
        with pytest.raises(WorkspaceError, match="needs a reason"):
            opened.accept_rollback(actor="ada", reason=" ")
        opened.accept_rollback(actor="ada", reason="the disk died")
        assert (opened.state_note, opened.read_only, opened.rolled_back) == (None, None, False)
        open_accounts(opened, "payee:d")
        with opened.read() as session:
            entry = log.read_entry(session.sql, 3)
            assert (entry.action, entry.actor, entry.reason) == (
                "workspace.accept_rollback",
                "ada",
                "the disk died",
            )
            assert entry.payload["remembered"] == {"size": 4, "root": newest.head.root.hex()}
            found = log.head(session.sql, 3)
            assert entry.payload["found"] == {"size": 3, "root": found.root.hex()}
    with open_workspace(older) as opened:
        assert opened.state_note is None
        with pytest.raises(WorkspaceError, match="no rollback to accept"):
            opened.accept_rollback(actor="ada", reason="again")


def test_a_log_that_went_another_way_is_noticed(workspace: Workspace) -> None:
    open_accounts(workspace, "payee:a")
    other = copy_of(workspace, "other.revroute")
    open_accounts(workspace, "payee:b")
    workspace.close()
    memory_file = memory.state_folder() / "logs" / f"{workspace.uuid}.json"
    kept = memory_file.read_text()
    memory_file.unlink()
    with open_workspace(other, clock=workspace.clock) as opened:
        open_accounts(opened, "payee:x", "payee:y")
    memory_file.write_text(kept)
    with open_workspace(other) as opened:
        assert opened.read_only is not None
        assert "has another log than before" in opened.read_only


def test_entries_rewritten_whole_before_the_end_are_noticed(workspace: Workspace) -> None:
    open_accounts(workspace, *(f"payee:p{number}" for number in range(60)))
    workspace.close()
    with raw(workspace.path) as sql:
        sql.execute("UPDATE d_audit_node SET hash = zeroblob(32) WHERE level = 3 AND position = 1")
        sql.execute("UPDATE d_audit_node SET hash = zeroblob(32) WHERE level = 5 AND position = 0")
    with open_workspace(workspace.path) as opened:
        assert opened.rolled_back


def test_a_memory_that_cannot_be_read_is_not_taken_for_none(workspace: Workspace) -> None:
    workspace.close()
    memory_file = memory.state_folder() / "logs" / f"{workspace.uuid}.json"
    for content in ("", "{}", '{"size": 1, "root": "00", "checkpoint": null}'):
        memory_file.write_text(content)
        with pytest.raises(WorkspaceError, match="remembers of the workspace cannot be read"):
            open_workspace(workspace.path)


def test_a_checkpoint_is_remembered_beside_the_log(workspace: Workspace) -> None:
    with workspace.read() as session:
        head = log.head(session.sql)
    memory.remember_checkpoint(workspace.uuid, head, "a signed note")
    open_accounts(workspace, "payee:a")
    known = memory.recall(workspace.uuid)
    assert known is not None
    assert (known.head.size, known.checkpoint) == (2, "a signed note")


def test_an_older_state_never_replaces_a_newer_in_memory(workspace: Workspace) -> None:
    with workspace.read() as session:
        head = log.head(session.sql)
    open_accounts(workspace, "payee:a")
    memory.remember(workspace.uuid, head)
    known = memory.recall(workspace.uuid)
    assert known is not None
    assert known.head.size == 2


def test_a_state_folder_that_cannot_be_written_stops_the_unit_before_it_writes(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("REVROUTE_STATE_DIR", str(tmp_path / "file" / "inside"))
    with pytest.raises(WorkspaceError, match=r"state of the log, cannot be written .*make it writable"):
        open_accounts(workspace, "payee:a")
    with workspace.read() as session:
        assert log.log_size(session.sql) == 1
