"""A proof file convinces somebody who has no workspace, and nothing else than what it proves."""

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest
from tests.proof.memory_keys import memory_keys
from tests.proof.sample_books import DAY, fill
from tests.proof.test_keys import grow

from revroute_desktop.audit.proof_file import (
    CheckedConsistency,
    CheckedProof,
    Proof,
    TrustedKeyError,
    to_json,
)
from revroute_desktop.audit.rows import DecodedRow, DecodedTransaction
from revroute_desktop.errors import UserError
from revroute_desktop.proof.checkpoint import make_checkpoint
from revroute_desktop.proof.prove import (
    ProofRefused,
    check_file,
    prove_consistency,
    prove_entry,
    prove_event,
    prove_transaction,
)
from revroute_desktop.workspace import Workspace


def checked(tmp_path: Path, proof: Proof) -> CheckedProof:
    path = tmp_path / "proof.json"
    path.write_text(to_json(proof), encoding="utf-8")
    found = check_file(path, [proof.key])
    assert isinstance(found, CheckedProof)
    assert check_file(path) == found
    return found


def test_a_transaction_is_proved_with_all_its_postings(workspace: Workspace, tmp_path: Path) -> None:
    fill(workspace)
    found = checked(tmp_path, prove_transaction(workspace, 2, keys=memory_keys(), actor="ada"))
    assert isinstance(found.row, DecodedTransaction)
    assert (found.row.id, found.row.event, found.row.booked_day) == (2, 2, DAY)
    assert [posting.amount for posting in found.row.postings] == [1002, -100, -300, -602]
    assert found.entry.action == "route.chunk"


def test_an_event_is_proved_as_it_was_imported(workspace: Workspace, tmp_path: Path) -> None:
    fill(workspace)
    make_checkpoint(workspace, memory_keys(), actor="ada")
    found = checked(tmp_path, prove_event(workspace, "e-8"))
    assert isinstance(found.row, DecodedRow)
    assert found.row.table == "event"
    assert found.row.values[1:3] == ("shop", "e-8")
    assert found.entry.subject == "night2.csv"


def test_every_entry_can_be_proved(workspace: Workspace, tmp_path: Path) -> None:
    fill(workspace)
    size = make_checkpoint(workspace, memory_keys(), actor="ada").size
    for seq in range(size):
        found = checked(tmp_path, prove_entry(workspace, seq))
        assert (found.entry.seq, found.row, found.checkpoint.size) == (seq, None, size)


def test_an_older_log_is_proved_to_begin_the_newer_one(workspace: Workspace, tmp_path: Path) -> None:
    keys = memory_keys()
    older = make_checkpoint(workspace, keys, actor="ada").size
    fill(workspace)
    keys.rotate(workspace, actor="ada", reason="due")
    newer = make_checkpoint(workspace, keys, actor="ada").size
    proof = prove_consistency(workspace, older, newer)
    path = tmp_path / "consistency.json"
    path.write_text(to_json(proof), encoding="utf-8")
    found = check_file(path, proof.keys)
    assert isinstance(found, CheckedConsistency)
    assert (found.older.size, found.newer.size) == (older, newer)
    with pytest.raises(UserError, match="no checkpoint over 3"):
        prove_consistency(workspace, 3, newer)
    with pytest.raises(UserError, match="fewer entries"):
        prove_consistency(workspace, newer, older)


def test_what_is_not_there_cannot_be_proved(workspace: Workspace) -> None:
    fill(workspace)
    with pytest.raises(UserError, match="no transaction 99"):
        prove_transaction(workspace, 99)
    with pytest.raises(UserError, match="no event 'e-99' of source shop"):
        prove_event(workspace, "e-99", "shop")
    with pytest.raises(UserError, match="no entry 99"):
        prove_entry(workspace, 99)
    with pytest.raises(UserError, match="No checkpoint covers entry 0 yet"):
        prove_entry(workspace, 0)


def test_an_altered_row_is_not_proved(workspace: Workspace) -> None:
    fill(workspace)
    make_checkpoint(workspace, memory_keys(), actor="ada")
    sql = sqlite3.connect(workspace.path)
    sql.execute("UPDATE posting SET amount = amount + 1 WHERE id = 4096")
    sql.commit()
    sql.close()
    with pytest.raises(UserError, match="run `revroute verify`"):
        prove_transaction(workspace, 1)


def test_an_altered_proof_or_a_strange_key_proves_nothing(workspace: Workspace, tmp_path: Path) -> None:
    fill(workspace)
    proof = prove_transaction(workspace, 2, keys=memory_keys(), actor="ada")
    assert proof.row is not None
    leaf = bytearray(proof.row.leaf)
    leaf[-1] ^= 1
    path = tmp_path / "proof.json"
    path.write_text(to_json(replace(proof, row=replace(proof.row, leaf=bytes(leaf)))), encoding="utf-8")
    with pytest.raises(ProofRefused, match="proves nothing"):
        check_file(path)
    path.write_text(to_json(proof), encoding="utf-8")
    grow(workspace)
    keys = memory_keys()
    make_checkpoint(workspace, keys, actor="ada")
    strange = prove_entry(workspace, 0).key
    with pytest.raises(ProofRefused, match="cannot be trusted"):
        check_file(path, [strange])
    with pytest.raises(TrustedKeyError):
        check_file(path, ["nothing"])
    with pytest.raises(UserError, match="cannot be read"):
        check_file(tmp_path / "absent.json")
