"""Checkpoints say what the log held, and a kept one shows whether it still does."""

import sqlite3
from pathlib import Path

import pytest
from tests.proof.memory_keys import memory_keys
from tests.proof.test_keys import grow

from revroute_desktop.audit.notes import open_note, parse_checkpoint
from revroute_desktop.errors import UserError
from revroute_desktop.proof.checkpoint import (
    Standing,
    compare_checkpoint,
    make_checkpoint,
    read_note,
    stored_checkpoints,
)
from revroute_desktop.proof.verify import verify
from revroute_desktop.workspace import Workspace, create, open_workspace
from revroute_desktop.workspace.log import head
from revroute_desktop.workspace.memory import recall


def copy_file(workspace: Workspace, path: Path) -> Path:
    source, target = sqlite3.connect(workspace.path), sqlite3.connect(path)
    source.backup(target)
    source.close()
    target.close()
    return path


def test_a_checkpoint_names_log_size_and_root_and_is_remembered_outside(workspace: Workspace) -> None:
    keys = memory_keys()
    made = make_checkpoint(workspace, keys, actor="ada")
    signer = keys.signer(workspace, actor="ada")
    checkpoint = parse_checkpoint(open_note(made.note, [signer.verifier]).text)
    with workspace.read() as session:
        now = head(session.sql)
        assert stored_checkpoints(session.sql) == [made]
    assert (checkpoint.origin, checkpoint.size, checkpoint.root) == (
        f"revroute/{workspace.uuid}",
        now.size,
        now.root,
    )
    remembered = recall(workspace.uuid)
    assert remembered is not None
    assert remembered.checkpoint == made.note


def test_nothing_is_signed_twice(workspace: Workspace) -> None:
    keys = memory_keys()
    assert make_checkpoint(workspace, keys, actor="ada") == make_checkpoint(workspace, keys, actor="ada")


def test_a_log_that_grew_is_consistent_with_its_checkpoint(workspace: Workspace) -> None:
    made = make_checkpoint(workspace, memory_keys(), actor="ada")
    assert "exactly what was signed" in compare_checkpoint(workspace, made.note).words
    grow(workspace)
    compared = compare_checkpoint(workspace, made.note)
    assert compared.standing is Standing.CONSISTENT
    assert compared.words == "The log holds the 2 entries that were signed, unchanged, and 1 newer one."


def test_an_older_copy_is_rolled_back_and_another_history_is_forked(
    workspace: Workspace, tmp_path: Path
) -> None:
    keys = memory_keys()
    keys.signer(workspace, actor="ada")
    path = copy_file(workspace, tmp_path / "copy.revroute")
    grow(workspace)
    made = make_checkpoint(workspace, keys, actor="ada")
    with open_workspace(path) as copy:
        assert compare_checkpoint(copy, made.note).standing is Standing.ROLLED_BACK
        copy.accept_rollback(actor="ada", reason="the newer file is lost")
        assert compare_checkpoint(copy, made.note).standing is Standing.FORKED
        assert verify(copy).fault is None


def test_a_note_of_another_log_or_key_is_not_compared(workspace: Workspace, tmp_path: Path) -> None:
    with create(tmp_path / "other.revroute", actor="ada") as other:
        keys = memory_keys()
        foreign = make_checkpoint(other, keys, actor="ada").note
        verifier = keys.signer(other, actor="ada").verifier
    with pytest.raises(UserError, match="none of the known keys"):
        compare_checkpoint(workspace, foreign)
    with pytest.raises(UserError, match="of the log revroute/"):
        compare_checkpoint(workspace, foreign, trusted=[verifier])
    with pytest.raises(UserError, match="cannot be trusted"):
        compare_checkpoint(workspace, "nothing")


def test_a_note_is_read_from_a_file(tmp_path: Path) -> None:
    path = tmp_path / "note.txt"
    with pytest.raises(UserError, match="cannot be read"):
        read_note(path)
    path.write_bytes(b"\xff\xfe")
    with pytest.raises(UserError, match="not text"):
        read_note(path)
    path.write_text("kept\n", encoding="utf-8")
    assert read_note(path) == "kept\n"


def test_a_forged_or_misfiled_checkpoint_is_a_fault(workspace: Workspace) -> None:
    make_checkpoint(workspace, memory_keys(), actor="ada")
    grow(workspace)
    with workspace.desk() as desk:
        desk.sql.execute("INSERT INTO desk_checkpoint SELECT 1, key_name, note, at FROM desk_checkpoint")
    assert "filed under 1 entries but signed for 2" in str(verify(workspace).fault)
    with workspace.desk() as desk:
        desk.sql.execute("DELETE FROM desk_checkpoint WHERE size = 1")
        desk.sql.execute("UPDATE desk_checkpoint SET note = replace(note, 'revroute', 'forged')")
    assert "never announced" in str(verify(workspace).fault)
