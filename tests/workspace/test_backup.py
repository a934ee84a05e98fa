"""Copies of a workspace in use, and the way back."""

import os
from pathlib import Path

import pytest
from tests.workspace.helpers import open_accounts, raw

from revroute_desktop.errors import Cancelled
from revroute_desktop.workspace import Workspace, WorkspaceError, log, open_workspace
from revroute_desktop.workspace.backup import back_up, restore
from revroute_desktop.workspace.problems import Busy


def codes(path: Path) -> list[str]:
    with open_workspace(path) as opened, opened.read() as session:
        return [code for (code,) in session.sql.execute("SELECT code FROM account ORDER BY id")]


def test_a_backup_is_one_state_although_others_write_meanwhile(workspace: Workspace, tmp_path: Path) -> None:
    open_accounts(workspace, "payee:a")
    seen: list[tuple[int, int | None, str]] = []

    def progress(done: int, total: int | None, what: str) -> None:
        if not seen:
            open_accounts(workspace, "payee:b")
        seen.append((done, total, what))

    head = back_up(workspace, tmp_path / "copy.revroute", progress=progress)
    assert head.size == 2
    assert seen[-1][0] == seen[-1][1]
    assert codes(tmp_path / "copy.revroute") == ["payee:a"]
    assert codes(workspace.path) == ["payee:a", "payee:b"]


def test_a_backup_replaces_only_what_it_is_told_to(workspace: Workspace, tmp_path: Path) -> None:
    target = tmp_path / "copy.revroute"
    back_up(workspace, target)
    with pytest.raises(WorkspaceError, match="is there already"):
        back_up(workspace, target)
    open_accounts(workspace, "payee:a")
    back_up(workspace, target, overwrite=True)
    assert codes(target) == ["payee:a"]
    with pytest.raises(WorkspaceError, match="onto itself"):
        back_up(workspace, workspace.path, overwrite=True)


def test_a_cancelled_backup_leaves_nothing(workspace: Workspace, tmp_path: Path) -> None:
    with pytest.raises(Cancelled, match="nothing was changed"):
        back_up(workspace, tmp_path / "copy.revroute", cancelled=lambda: True)
    assert not list(tmp_path.glob("copy*"))


def test_a_restored_workspace_is_the_one_that_was_backed_up(workspace: Workspace, tmp_path: Path) -> None:
    open_accounts(workspace, "payee:a")
    copy, target = tmp_path / "copy.revroute", workspace.path
    head = back_up(workspace, copy)
    open_accounts(workspace, "payee:b")
    with pytest.raises(WorkspaceError, match="is there already"):
        restore(copy, target)
    with pytest.raises(Busy, match="is open in another program"):
        restore(copy, target, overwrite=True)
    workspace.close()
    assert restore(copy, target, overwrite=True) == head
    with open_workspace(target, clock=workspace.clock) as opened:
        assert opened.rolled_back
        opened.accept_rollback(actor="ada", reason="restored")
    assert codes(target) == ["payee:a"]
    restore(copy, tmp_path / "new.revroute")


def test_a_damaged_workspace_is_replaced_with_what_lay_beside_it(
    workspace: Workspace, tmp_path: Path
) -> None:
    copy = tmp_path / "copy.revroute"
    back_up(workspace, copy)
    workspace.close()
    workspace.path.write_bytes(os.urandom(10_000))
    workspace.path.with_name("books.revroute-wal").write_bytes(b"left over")
    restore(copy, workspace.path, overwrite=True)
    assert codes(workspace.path) == []
    assert not workspace.path.with_name("books.revroute-wal").exists()


HARMS = {
    "log": "UPDATE audit_entry SET actor = 'eve' WHERE seq = 3",
    "hash": "UPDATE d_audit_node SET hash = zeroblob(32) WHERE level = 0 AND position = 3",
    "structure": "CREATE TABLE more (a)",
    "index": "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET rootpage ="
    " (SELECT rootpage FROM sqlite_schema WHERE name = 'txn_entry') WHERE name = 'posting_account'",
}


@pytest.mark.parametrize("harm", HARMS)
def test_a_backup_that_is_not_whole_is_not_restored(workspace: Workspace, tmp_path: Path, harm: str) -> None:
    open_accounts(workspace, *(f"payee:p{number}" for number in range(40)))
    copy = tmp_path / "copy.revroute"
    back_up(workspace, copy)
    with raw(copy) as sql:
        sql.executescript(HARMS[harm])
    with pytest.raises(WorkspaceError):
        restore(copy, tmp_path / "new.revroute")
    assert not list(tmp_path.glob("new*"))


def test_a_restore_of_nothing_is_said(tmp_path: Path) -> None:
    with pytest.raises(WorkspaceError, match="There is no file"):
        restore(tmp_path / "none.revroute", tmp_path / "new.revroute")


def test_the_log_of_a_backup_is_that_of_its_moment(workspace: Workspace, tmp_path: Path) -> None:
    open_accounts(workspace, "payee:a", "payee:b")
    head = back_up(workspace, tmp_path / "copy.revroute")
    with workspace.read() as session:
        assert head == log.head(session.sql)
