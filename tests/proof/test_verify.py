"""Verify recomputes everything and names the first thing that does not hold."""

import sqlite3
from contextlib import suppress
from pathlib import Path

import psutil
import pytest
from tests.proof.memory_keys import memory_keys
from tests.proof.sample_books import fill

from revroute_desktop.errors import Cancelled
from revroute_desktop.ledger.journal import Line, journal_entry
from revroute_desktop.proof.checkpoint import make_checkpoint
from revroute_desktop.proof.verify import verify
from revroute_desktop.workspace import Workspace, WorkspaceError, open_workspace
from revroute_desktop.workspace.log import log_size


def alter(workspace: Workspace, *statements: str) -> None:
    sql = sqlite3.connect(workspace.path)
    sql.execute("PRAGMA foreign_keys = OFF")
    for statement in statements:
        sql.execute(statement)
    sql.commit()
    sql.close()


def copy_file(workspace: Workspace, path: Path) -> None:
    source, target = sqlite3.connect(workspace.path), sqlite3.connect(path)
    source.backup(target)
    source.close()
    target.close()


def fault_after(workspace: Workspace, *statements: str) -> str:
    fill(workspace)
    alter(workspace, *statements)
    verification = verify(workspace, processes=1)
    assert verification.fault is not None
    assert not verification.passed
    return str(verification.fault)


def test_an_empty_workspace_passes(workspace: Workspace) -> None:
    verification = verify(workspace)
    assert verification.passed
    assert (verification.entries, verification.events, verification.transactions) == (1, 0, 0)


def test_books_with_everything_in_them_pass(workspace: Workspace) -> None:
    fill(workspace)
    make_checkpoint(workspace, memory_keys(), actor="ada")
    verification = verify(workspace)
    assert verification.fault is None
    assert (verification.events, verification.transactions, verification.postings) == (14, 14, 44)
    assert verification.checkpoints == 2, "the stored one, and the one remembered outside"


def test_worker_processes_come_to_the_same(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(workspace)
    monkeypatch.setattr("revroute_desktop.proof.verify._ROWS_FOR_PROCESSES", 0)
    monkeypatch.setattr("revroute_desktop.proof.verify._ROWS_A_TASK", 5)
    verification = verify(workspace, processes=2)
    assert verification.fault is None
    assert (verification.events, verification.transactions, verification.postings) == (14, 14, 44)
    alter(workspace, "UPDATE posting SET amount = amount + 1 WHERE id = 3 * 4096 + 1")
    assert "Rows of the books were altered" in str(verify(workspace, processes=2).fault)


def test_the_first_fault_in_the_order_of_the_log_is_named(workspace: Workspace) -> None:
    said = fault_after(
        workspace,
        "UPDATE account SET code = 'payee:eve' WHERE code = 'payee:ada'",
        "UPDATE posting SET amount = 1 WHERE id = 4096",
    )
    assert "entry 1 covers" in said
    assert "revroute restore" in said


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("UPDATE d_balance SET own = own + 1 WHERE account = 1 AND currency = 978", "of bank:main in EUR"),
        ("UPDATE d_balance SET held = held - 1 WHERE held", "The balance of payee:ada in USD has held -301"),
        (
            "DELETE FROM d_ledger_day WHERE id & 16777215 = 20502 + 8388608",
            "is missing, which the books make",
        ),
        (
            "UPDATE d_ledger_day SET id = id - 1 WHERE id = (SELECT MIN(id) FROM d_ledger_day)",
            "is stored, but",
        ),
        ("UPDATE d_ledger_day SET id = id + 16777216", "is missing, which the books make"),
        ("INSERT INTO d_ledger_day VALUES (1, x'')", "on -20998-10-11 can't be read"),
        (
            "INSERT INTO d_ledger_day SELECT id + 5000, zeroblob(31) FROM d_ledger_day LIMIT 1",
            "can't be read",
        ),
        (
            "INSERT INTO d_balance VALUES (1, 392, 0, 0)",
            "in JPY is stored, but nothing in the books makes it",
        ),
        ("UPDATE d_hold_open SET amount = 1 WHERE posting = 2 * 4096 + 2", "has amount 1, but"),
        ("UPDATE d_counter SET value = 7 WHERE id = 1", "its newest stored value is 200"),
        ("UPDATE sealed_text SET text = 'payer 6' WHERE text = 'payer 5'", "not what its commitment says"),
        ("DELETE FROM sealed_text WHERE text = 'payer 5'", "missing, though nobody erased it"),
        ("DELETE FROM audit_entry WHERE seq = 3", "Entry 3 of the log is missing"),
        (
            "UPDATE audit_entry SET reason = 'none' WHERE seq = 3",
            "The log was altered: the hash stored over entry",
        ),
        ("UPDATE event SET campaign = 99 WHERE campaign IS NOT NULL AND id = 2", "entry 4 covers"),
        ("UPDATE event SET product = 99 WHERE id = 2", "A row of event points at a row of term"),
        ("UPDATE d_event_state SET txn = 2 WHERE event = 1", "Event 'e-1' is in a state"),
        ("UPDATE d_event_identity SET event = 2 WHERE event = 1", "'e-1' does not lead to its event"),
    ],
)
def test_a_fault_says_what_is_wrong_and_where(workspace: Workspace, statement: str, said: str) -> None:
    assert said in fault_after(workspace, statement)


@pytest.mark.parametrize(
    ("field", "place", "said"),
    [
        ("debit", 0, "has debit "),
        ("credit", 8, "has credit "),
        ("account", 16, "daily sum of "),
        ("source", 20, "daily sum of "),
        ("currency", 24, "daily sum of "),
        ("postings", 28, "has postings "),
    ],
)
def test_every_field_of_the_daily_sums_of_accounts_is_recounted(
    workspace: Workspace, field: str, place: int, said: str
) -> None:
    fill(workspace)
    sql = sqlite3.connect(workspace.path)
    row, cells = sql.execute("SELECT id, cells FROM d_ledger_day ORDER BY id DESC LIMIT 1").fetchone()
    altered = bytearray(cells)
    altered[place] ^= 1
    sql.execute("UPDATE d_ledger_day SET cells = ? WHERE id = ?", (bytes(altered), row))
    sql.commit()
    sql.close()
    assert said in str(verify(workspace, processes=1).fault)


def test_daily_sums_in_another_order_are_no_sums(workspace: Workspace) -> None:
    fill(workspace)
    sql = sqlite3.connect(workspace.path)
    row, cells = sql.execute("SELECT id, cells FROM d_ledger_day WHERE LENGTH(cells) > 32 LIMIT 1").fetchone()
    sql.execute("UPDATE d_ledger_day SET cells = ? WHERE id = ?", (cells[32:] + cells[:32], row))
    sql.commit()
    sql.close()
    assert "which the books make" in str(verify(workspace, processes=1).fault)


def test_a_log_that_another_machine_state_remembers_longer_is_rolled_back(
    workspace: Workspace, tmp_path: Path
) -> None:
    fill(workspace)
    older = tmp_path / "older.revroute"
    copy_file(workspace, older)
    with workspace.write("ada", "account.open", "late") as unit:
        unit.insert("account", code="bank:late", type=1)
        unit.record({})
    with open_workspace(older) as behind:
        assert behind.rolled_back
        fault = verify(behind).fault
    assert fault is not None
    assert "rolled back or cut off" in fault.what


def test_progress_rises_to_the_whole_and_a_cancelled_run_says_so(workspace: Workspace) -> None:
    fill(workspace)
    seen: list[tuple[int, int | None, str]] = []

    def note(done: int, total: int | None, what: str) -> None:
        seen.append((done, total, what))

    verify(workspace, progress=note)
    rows = [(done, total) for done, total, what in seen if what == "rows of the books checked"]
    assert rows[-1][0] == rows[-1][1]
    assert rows == sorted(rows)
    with pytest.raises(Cancelled):
        verify(workspace, cancelled=lambda: True)


def test_a_verification_reads_to_json(workspace: Workspace) -> None:
    fill(workspace)
    result = verify(workspace).to_json()
    assert result["passed"] is True
    assert result["fault"] is None
    alter(workspace, "DELETE FROM erasure")
    fault = verify(workspace).to_json()["fault"]
    assert isinstance(fault, dict)
    assert fault.keys() == {"check", "what", "where", "advice"}


@pytest.mark.parametrize("processes", [1, 2])
def test_what_is_written_meanwhile_does_not_disturb(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch, processes: int
) -> None:
    fill(workspace)
    monkeypatch.setattr("revroute_desktop.proof.verify._ROWS_FOR_PROCESSES", 0)
    monkeypatch.setattr("revroute_desktop.proof.verify._ROWS_A_TASK", 5)
    with workspace.read() as session:
        before = log_size(session.sql)

    def write(done: int, total: int | None, what: str) -> None:
        if done and what == "rows of the books checked":
            lines = [Line("treasury:main", "EUR", 1), Line("payee:ada", "EUR", -1)]
            journal_entry(workspace, lines, memo="meanwhile", actor="bob")

    verification = verify(workspace, processes=processes, progress=write)
    assert verification.fault is None
    assert verification.entries == before
    assert verify(workspace).entries > before


def test_a_worker_that_is_killed_ends_verify_with_a_sentence(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(workspace)
    monkeypatch.setattr("revroute_desktop.proof.verify._ROWS_FOR_PROCESSES", 0)
    monkeypatch.setattr("revroute_desktop.proof.verify._ROWS_A_TASK", 1)

    def kill(done: int, total: int | None, what: str) -> None:
        if what == "rows of the books checked":
            for child in psutil.Process().children():
                with suppress(psutil.NoSuchProcess):
                    if any("spawn_main" in word for word in child.cmdline()):
                        child.kill()

    with pytest.raises(WorkspaceError, match="ended from outside"):
        verify(workspace, processes=2, progress=kill)


@pytest.mark.parametrize("state", [1, 3, 4])
def test_an_event_that_waits_cannot_be_passed_off_as_routed(workspace: Workspace, state: int) -> None:
    waiting = (
        "SELECT s.event FROM d_event_state s JOIN event e ON e.id = s.event WHERE s.state = 0 AND amount"
    )
    said = fault_after(
        workspace, f"UPDATE d_event_state SET state = {state} WHERE event = ({waiting} LIMIT 1)"
    )
    assert "is in a state that its transactions do not bear out" in said
