"""Balances of 100,000 transactions: ours as stored, ours recomputed, and hledger's of the journal."""

import shutil
import sqlite3
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.benchmarks.figures import record
from tests.benchmarks.routed import routed

from revroute_desktop.ledger.export_journal import JournalFormat, export_journal
from revroute_desktop.ledger.queries import balances
from revroute_desktop.workspace import open_workspace

TRANSACTIONS = 100_000


def timed(work: Callable[[], object], times: int) -> float:
    """Return the median seconds of so many runs."""
    seconds = []
    for _ in range(times):
        begun = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - begun)
    return statistics.median(seconds)


def test_balances_stand_ready_where_hledger_computes_them(tmp_path: Path) -> None:
    hledger = shutil.which("hledger")
    if hledger is None:
        pytest.skip("hledger is not installed")
    path = routed(TRANSACTIONS)
    journal = tmp_path / "books.journal"
    workspace = open_workspace(path)
    with workspace.read() as session, journal.open("w", encoding="utf-8") as out:
        assert export_journal(session.sql, out, JournalFormat.HLEDGER) == TRANSACTIONS
    workspace.close()

    def by_hledger() -> None:
        command = [hledger, "-f", str(journal), "balance", "--flat", "--no-total", "-O", "csv"]
        subprocess.run(command, check=True, capture_output=True)

    def stored() -> None:
        workspace = open_workspace(path)
        with workspace.read() as session:
            balances(session.sql)
        workspace.close()

    def recomputed() -> None:
        sql = sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)
        sql.execute(
            "SELECT account, currency, SUM(amount) FROM posting GROUP BY account, currency"
        ).fetchall()
        sql.close()

    def by_command() -> None:
        command = [sys.executable, "-m", "revroute_desktop", "balances", "-w", str(path), "--json"]
        subprocess.run(command, check=True, capture_output=True)

    theirs = timed(by_hledger, 1)
    ours = timed(stored, 5)
    again = timed(recomputed, 3)
    command = timed(by_command, 3)
    record(
        "balances against hledger",
        transactions=TRANSACTIONS,
        hledger_seconds=theirs,
        stored_seconds=ours,
        recomputed_seconds=again,
        balances_command_seconds=command,
        stored_times_sooner=theirs / ours,
        recomputed_times_sooner=theirs / again,
        command_times_sooner=theirs / command,
        bar_stored=100,
        bar_recomputed=10,
    )
    assert theirs / ours >= 100
    assert theirs / again >= 10
