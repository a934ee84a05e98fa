"""hledger and beancount read what we write, and come to the same balances."""

import csv
import io
import os
import shutil
import sqlite3
import subprocess
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from revroute_desktop.errors import UserError
from revroute_desktop.ledger.accounts import AccountType
from revroute_desktop.ledger.export_journal import JournalFormat, beancount_code, export_journal
from revroute_desktop.ledger.journal import Line, advance, journal_entry, opening_balance, reverse_transaction
from revroute_desktop.ledger.post import LINES_MAX
from revroute_desktop.ledger.queries import balances
from revroute_desktop.money import currency
from revroute_desktop.workspace import Workspace

Balances = dict[tuple[str, str], Decimal]


@pytest.fixture
def books(workspace: Workspace) -> Workspace:
    """A small ledger with awkward names, several currencies and awkward memos."""
    day = date(2026, 3, 1)
    opening_balance(workspace, Line("bank:Main_1.eu-west", "EUR", 10_000_00), day=day, actor="ada")
    opening_balance(workspace, Line("bank:Main_1.eu-west", "JPY", 12_345), day=day, actor="ada")
    opening_balance(workspace, Line("payee:0-A", "KWD", -1_001), day=day, actor="ada")
    advance(workspace, "neon-kitten", "EUR", 99, paid_from="bank:Main_1.eu-west", day=day, actor="ada")
    opening_balance(workspace, Line("treasury:main", "EUR", -7), day=day, actor="ada")
    lines = [Line("bank:Main_1.eu-west", "EUR", 5), Line("treasury:main", "EUR", -5)]
    memo = 'Said "so"; with \\ and | and = and * and @ and {x}'
    number = journal_entry(workspace, lines, memo=memo, day=date(2026, 3, 2), actor="ada")
    reverse_transaction(workspace, number, day=date(2026, 3, 3), actor="ada", reason='typed; "twice"')
    return workspace


def ours(workspace: Workspace) -> Balances:
    with workspace.read() as session:
        rows = balances(session.sql)
    return {
        (row.account, row.currency): Decimal(row.debit_positive) / 10 ** currency(row.currency).digits
        for row in rows
        if row.debit_positive
    }


def written(workspace: Workspace, kind: JournalFormat, path: Path) -> Path:
    with workspace.read() as session, path.open("w", encoding="utf-8", newline="\n") as out:
        export_journal(session.sql, out, kind)
    return path


def hledger_balances(journal: Path) -> Balances:
    """What hledger makes of a journal, after its own strict checks."""
    program = shutil.which("hledger")
    if program is None:
        if os.environ.get("CI") == "true":
            pytest.fail("hledger is not installed")
        pytest.skip("hledger is not installed")
    environment = {**os.environ, "LC_ALL": "C.UTF-8"}
    subprocess.run([program, "-f", str(journal), "check", "-s"], check=True, env=environment)
    command = [program, "-f", str(journal), "balance", "--flat", "-O", "csv", "--no-total", "--layout=bare"]
    done = subprocess.run(command, check=True, env=environment, capture_output=True, text=True)
    rows = list(csv.reader(io.StringIO(done.stdout)))[1:]
    return {(account, code): Decimal(amount) for account, code, amount in rows if Decimal(amount)}


def test_hledger_comes_to_the_same_balances(books: Workspace, tmp_path: Path) -> None:
    journal = written(books, JournalFormat.HLEDGER, tmp_path / "books.journal")
    assert hledger_balances(journal) == ours(books)


def test_beancount_comes_to_the_same_balances(books: Workspace, tmp_path: Path) -> None:
    from beancount import loader
    from beancount.core import realization

    journal = written(books, JournalFormat.BEANCOUNT, tmp_path / "books.beancount")
    entries, errors, _ = loader.load_file(str(journal))
    assert errors == []
    theirs: Balances = {}
    for account in realization.iter_children(realization.realize(entries), leaf_only=False):
        for position in account.balance:
            theirs[beancount_code(account.account), position.units.currency] = position.units.number
    assert theirs == ours(books)


def test_every_account_type_is_told_to_hledger(books: Workspace, tmp_path: Path) -> None:
    text = written(books, JournalFormat.HLEDGER, tmp_path / "books.journal").read_text(encoding="utf-8")
    assert "account payee:0-A  ; type:L\n" in text
    assert "commodity 1000. JPY\n" in text
    assert "commodity 1000.000 KWD\n" in text
    assert len(AccountType) == 5


def test_a_journal_of_altered_postings_names_the_transaction(books: Workspace, tmp_path: Path) -> None:
    sql = sqlite3.connect(books.path)
    (altered,) = sql.execute("SELECT MIN(id) FROM posting").fetchone()
    sql.execute("UPDATE posting SET amount = amount + 1 WHERE id = ?", (altered,))
    sql.commit()
    sql.close()
    transaction = altered // LINES_MAX
    with pytest.raises(UserError, match=rf"transaction {transaction} do not sum to zero.*`revroute verify`"):
        written(books, JournalFormat.HLEDGER, tmp_path / "books.journal")
