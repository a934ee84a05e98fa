"""Signing keys are announced by the log, rotated in the open, and kept where the person chose."""

from pathlib import Path

import pytest
from tests.proof.memory_keys import memory_keys

from revroute_desktop.audit.notes import (
    format_private_key,
    format_verifier_key,
    generate_key,
    parse_private_key,
    sign_note,
    verifier_key,
)
from revroute_desktop.errors import UserError
from revroute_desktop.proof.checkpoint import IN_MEMORY, make_checkpoint, stored_checkpoints
from revroute_desktop.proof.keys import Kept, KeysUnclear, key_history, rotation_text
from revroute_desktop.proof.signing import SigningKeys, file_keys
from revroute_desktop.proof.verify import verify
from revroute_desktop.workspace import Workspace
from revroute_desktop.workspace.log import read_entries
from revroute_desktop.workspace.problems import WorkspaceError
from revroute_desktop.workspace.secrets import MemoryStore


def actions(workspace: Workspace) -> list[str]:
    with workspace.read() as session:
        return [entry.action for entry in read_entries(session.sql)]


def grow(workspace: Workspace) -> None:
    with workspace.write("ada", "note", "nothing") as unit:
        unit.record({})


def test_a_key_is_announced_once_before_it_signs(workspace: Workspace) -> None:
    keys = memory_keys()
    first = keys.signer(workspace, actor="ada")
    assert keys.signer(workspace, actor="ada") == first
    assert actions(workspace) == ["workspace.create", "key.create"]
    with workspace.read() as session:
        [known] = key_history(session.sql).keys
    assert known.verifier == first.verifier
    assert known.verifier.name == f"revroute/{workspace.uuid}"
    assert known.kept is Kept.MEMORY


def test_a_key_in_memory_is_said_on_its_checkpoints(workspace: Workspace) -> None:
    made = make_checkpoint(workspace, memory_keys(), actor="ada")
    assert IN_MEMORY in made.note.splitlines()


def test_a_second_run_in_memory_announces_a_second_key(workspace: Workspace) -> None:
    make_checkpoint(workspace, memory_keys(), actor="ada")
    make_checkpoint(workspace, memory_keys(), actor="ada")
    assert actions(workspace) == ["workspace.create", "key.create", "key.create"]
    assert verify(workspace).fault is None


def test_a_key_file_keeps_the_key_for_the_next_run(workspace: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "keys.json"
    first = file_keys(path, "correct horse").signer(workspace, actor="ada")
    assert file_keys(path, "correct horse").signer(workspace, actor="ada") == first
    assert actions(workspace) == ["workspace.create", "key.create"]
    assert format_private_key(first).encode() not in path.read_bytes()
    made = make_checkpoint(workspace, file_keys(path, "correct horse"), actor="ada")
    assert IN_MEMORY not in made.note
    with pytest.raises(WorkspaceError):
        file_keys(path, "wrong horse")


def test_a_rotation_is_signed_by_the_old_key_and_old_checkpoints_stay_good(workspace: Workspace) -> None:
    keys = memory_keys()
    before = make_checkpoint(workspace, keys, actor="ada")
    old = keys.signer(workspace, actor="ada").verifier
    known = keys.rotate(workspace, actor="ada", reason="a year has passed")
    after = make_checkpoint(workspace, keys, actor="ada")
    with workspace.read() as session:
        history = key_history(session.sql)
        assert [stored.size for stored in stored_checkpoints(session.sql)] == [before.size, after.size]
    assert [key.verifier for key in history.keys] == [old, known.verifier]
    assert history.keys[0].retired == history.keys[1].announced
    assert keys.signer(workspace, actor="ada").verifier == known.verifier
    assert verify(workspace).fault is None


def test_there_is_nothing_to_rotate_without_a_key(workspace: Workspace) -> None:
    with pytest.raises(UserError, match="no signing key here"):
        memory_keys().rotate(workspace, actor="ada", reason="")


def test_a_crash_after_the_log_told_of_a_rotation_loses_no_key(workspace: Workspace) -> None:
    class Crash(Exception):
        pass

    class CrashingStore(MemoryStore):
        crashes = False

        def set(self, name: str, secret: str) -> None:
            if self.crashes and not name.startswith("next"):
                raise Crash
            super().set(name, secret)

    store = CrashingStore()
    keys = SigningKeys(store, Kept.MEMORY)
    keys.signer(workspace, actor="ada")
    store.crashes = True
    with pytest.raises(Crash):
        keys.rotate(workspace, actor="ada", reason="")
    store.crashes = False
    new = keys.signer(workspace, actor="ada").verifier
    with workspace.read() as session:
        assert key_history(session.sql).keys[-1].verifier == new
    assert actions(workspace) == ["workspace.create", "key.create", "key.rotate"]


def test_a_retired_key_signs_no_later_checkpoint(workspace: Workspace) -> None:
    keys = memory_keys()
    old = keys.signer(workspace, actor="ada")
    keys.rotate(workspace, actor="ada", reason="lost laptop")
    made = make_checkpoint(workspace, keys, actor="ada")
    text = made.note.partition("\n\n")[0] + "\n"
    with workspace.desk() as desk:
        desk.sql.execute("UPDATE desk_checkpoint SET note = ?", (sign_note(text, [old]),))
    assert "not in use then" in str(verify(workspace).fault)


def test_a_rotation_that_the_old_key_did_not_sign_is_a_fault(workspace: Workspace) -> None:
    keys = memory_keys()
    old = keys.signer(workspace, actor="ada").verifier
    thief = generate_key(old.name, b"t" * 32)

    with workspace.write("eve", "key.rotate", "mine") as unit:
        unit.record(
            {
                "old": format_verifier_key(old),
                "new": verifier_key(thief),
                "kept": "memory",
                "note": sign_note(rotation_text(old, thief.verifier), [thief]),
            }
        )
    assert "did not sign" in str(verify(workspace).fault)
    with workspace.read() as session, pytest.raises(KeysUnclear, match="did not sign"):
        key_history(session.sql)


def test_what_is_kept_in_place_of_a_key_is_not_shown(workspace: Workspace) -> None:
    store = MemoryStore()
    keys = SigningKeys(store, Kept.MEMORY)
    secret = format_private_key(keys.signer(workspace, actor="ada"))
    assert parse_private_key(secret)
    store.set(f"signing key of {workspace.uuid}", secret[:-4])
    with pytest.raises(UserError) as refused:
        keys.signer(workspace, actor="ada")
    assert secret[60:80] not in str(refused.value)
