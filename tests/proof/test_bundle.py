"""An auditor's bundle checks itself with Python alone, and says what does not hold."""

import csv
import subprocess
import sys
import zipfile
from datetime import date
from pathlib import Path

import pytest
from tests.proof.memory_keys import memory_keys
from tests.proof.routed_books import fill_and_route

from revroute_desktop.errors import Cancelled, UserError
from revroute_desktop.proof.bundle import Bundle, Wanted, write_bundle
from revroute_desktop.proof.checkpoint import make_checkpoint
from revroute_desktop.proof.keys import key_history
from revroute_desktop.proof.prove import check_file
from revroute_desktop.proof.prove_many import prove_account
from revroute_desktop.workspace import Workspace

JANUARY = (date(2026, 1, 1), date(2026, 1, 31))
NO_CRYPTOGRAPHY = (
    "import sys; sys.modules['cryptography'] = None; sys.modules['cryptography.exceptions'] = None"
)


def bundle(workspace: Workspace, tmp_path: Path) -> Bundle:
    fill_and_route(workspace, tmp_path)
    make_checkpoint(workspace, memory_keys(), actor="ada")
    wanted = Wanted(transactions=(1,), account="payee:ada", first=JANUARY[0], last=JANUARY[1])
    return write_bundle(workspace, tmp_path / "bundle", wanted=wanted, keys=memory_keys(), actor="ada")


def check(folder: Path, *arguments: str, before: str = "") -> tuple[int, str]:
    """Run the bundle's own script as its README says, without this program on the path."""
    if before:
        script = "sys.argv = ['x']; import runpy; runpy.run_path('verify_bundle.py', run_name='__main__')"
        run = f"{before}; {script}"
        command = [sys.executable, "-I", "-c", run]
    else:
        command = [sys.executable, "-I", "verify_bundle.py", *arguments]
    done = subprocess.run(command, cwd=folder, capture_output=True, encoding="utf-8", timeout=60, check=False)
    assert "Traceback" not in done.stderr
    return done.returncode, done.stdout + done.stderr


def test_a_bundle_verifies_by_itself(workspace: Workspace, tmp_path: Path) -> None:
    made = bundle(workspace, tmp_path)
    code, said = check(made.output)
    assert code == 0, said
    assert f"Log: {made.entries} entries, the Merkle root recomputed, equal to that of 2 checkpoints." in said
    assert "Signatures: checked against keys.txt." in said
    assert f"Plans: {made.plans} texts" in said
    assert f"Journal: {made.transactions} transactions, each balanced" in said
    assert f"Proofs: {made.proofs}, each leads" in said
    assert "All that was checked holds." in said
    assert made.proofs > 1


def test_it_says_plainly_when_signatures_could_not_be_checked(workspace: Workspace, tmp_path: Path) -> None:
    made = bundle(workspace, tmp_path)
    code, said = check(made.output, before=NO_CRYPTOGRAPHY)
    assert code == 0, said
    assert "Signatures: NOT checked" in said


def test_a_trusted_key_is_confirmed_and_a_strange_one_refused(workspace: Workspace, tmp_path: Path) -> None:
    made = bundle(workspace, tmp_path)
    with workspace.read() as session:
        first, newest = (key.vkey for key in key_history(session.sql).keys)
    assert "signed by a key that you trust" in check(made.output, "--key", newest)[1]
    code, said = check(made.output, "--key", first)
    assert code == 1 and "the newest checkpoint is not signed by a key that you trust" in said
    code, said = check(made.output, "--key", "revroute/other+00000000+AAAA")
    assert code == 1 and "is none of the bundle's" in said


@pytest.mark.parametrize(
    ("name", "old", "new", "says"),
    [
        ("log.jsonl", '"actor":"ada"', '"actor":"eve"', "are not those of checkpoints/"),
        ("keys.txt", "+A", "+B", "the log does not announce the key"),
        ("plans/0001-*.yaml", "percent: 2.9", "percent: 1.9", "is missing or was altered"),
        ("journal.hledger", "    payee:ada  -", "    payee:ada  -1", "does not balance"),
        ("proofs/transaction-1.json", '"index": ', '"index": 9', "proves nothing"),
        ("README.txt", "AUDITOR", "auditor", "is not the one that SHA256SUMS names"),
    ],
)
def test_whatever_is_altered_is_named(
    workspace: Workspace, tmp_path: Path, name: str, old: str, new: str, says: str
) -> None:
    made = bundle(workspace, tmp_path)
    (path,) = made.output.glob(name)
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8", newline="\n")
    code, said = check(made.output)
    assert code == 1
    assert "THE BUNDLE DOES NOT HOLD" in said and says in said


def test_a_log_that_is_cut_off_is_seen(workspace: Workspace, tmp_path: Path) -> None:
    made = bundle(workspace, tmp_path)
    lines = (made.output / "log.jsonl").read_bytes().splitlines(keepends=True)
    (made.output / "log.jsonl").write_bytes(b"".join(lines[:-1]))
    assert "some were cut off" in check(made.output)[1]
    (made.output / "log.jsonl").write_bytes(b"".join(lines[:2] + lines[3:]))
    assert "entry 2 of the log is missing" in check(made.output)[1]


def test_a_folder_that_is_no_bundle_is_refused(workspace: Workspace, tmp_path: Path) -> None:
    made = bundle(workspace, tmp_path)
    code, said = check(made.output, str(tmp_path))
    assert code == 2 and "is no bundle" in said


def test_a_bundle_needs_a_checkpoint_a_new_folder_and_what_it_proves(
    workspace: Workspace, tmp_path: Path
) -> None:
    with pytest.raises(UserError, match="no checkpoint yet"):
        write_bundle(workspace, tmp_path / "bundle")
    with pytest.raises(UserError, match="no transaction 99"):
        write_bundle(workspace, tmp_path / "bundle", wanted=Wanted(transactions=(99,)), keys=memory_keys())
    assert not [path for path in tmp_path.iterdir() if path.name.startswith("bundle")]
    (tmp_path / "bundle").mkdir()
    with pytest.raises(UserError, match="there already"):
        write_bundle(workspace, tmp_path / "bundle", keys=memory_keys())


def test_a_bundle_as_a_zip_holds_the_same_and_holds(workspace: Workspace, tmp_path: Path) -> None:
    fill_and_route(workspace, tmp_path)
    made = write_bundle(workspace, tmp_path / "bundle.zip", keys=memory_keys(), actor="ada")
    with zipfile.ZipFile(made.output) as packed:
        packed.extractall(tmp_path / "out")
    code, said = check(tmp_path / "out" / "bundle")
    assert code == 0, said
    assert "Proofs: none in this bundle." in said


def test_a_payees_period_is_proved_by_one_file_for_each_transaction(
    workspace: Workspace, tmp_path: Path
) -> None:
    fill_and_route(workspace, tmp_path)
    made = prove_account(workspace, "payee:ada", *JANUARY, tmp_path / "ada", keys=memory_keys(), actor="ada")
    with (made.output / "index.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    with workspace.read() as session:
        sums = session.sql.execute(
            "SELECT count(DISTINCT txn.id) FROM posting JOIN txn ON txn.id = posting.id / 4096 "
            "JOIN account ON account.id = posting.account WHERE code = 'payee:ada' "
            "AND booked_day BETWEEN 20454 AND 20484"
        ).fetchone()
    assert made.transactions == sums[0] == len({row["transaction"] for row in rows}) > 0
    assert {row["account"] for row in rows} == {"payee:ada"}
    assert all(row["booked"].startswith("2026-01") for row in rows)
    for row in rows:
        check_file(made.output / row["file"])


def test_a_payee_without_bookings_and_an_unknown_one_are_refused(
    workspace: Workspace, tmp_path: Path
) -> None:
    fill_and_route(workspace, tmp_path)
    with pytest.raises(UserError, match="Nothing was booked on payee:ada"):
        prove_account(workspace, "payee:ada", date(2030, 1, 1), None, tmp_path / "p", keys=memory_keys())
    with pytest.raises(UserError, match="no account 'payee:eve'"):
        prove_account(workspace, "payee:eve", None, None, tmp_path / "p", keys=memory_keys())
    with pytest.raises(Cancelled):
        prove_account(
            workspace, "payee:ada", None, None, tmp_path / "p", keys=memory_keys(), cancelled=lambda: True
        )
    assert not (tmp_path / "p").exists()
