"""What a person books by hand."""

from datetime import date

import pytest

from revroute_desktop.errors import UserError
from revroute_desktop.ledger.accounts import UnknownAccount
from revroute_desktop.ledger.journal import (
    Line,
    advance,
    journal_entry,
    open_account,
    opening_balance,
    reverse_transaction,
)
from revroute_desktop.ledger.periods import lock_period, unlock_period
from revroute_desktop.ledger.post import LINES_MAX
from revroute_desktop.ledger.queries import balance, balances, statement, totals, trial_balance
from revroute_desktop.money.amounts import MAX_AMOUNT
from revroute_desktop.proof.verify import verify
from revroute_desktop.workspace import Workspace

DAY = date(2026, 3, 9)


def _own(workspace: Workspace, account: str, currency: str = "EUR") -> int:
    with workspace.read() as session:
        return balance(session.sql, account, currency).own


def test_an_entry_moves_both_accounts_and_the_books_sum_to_zero(workspace: Workspace) -> None:
    open_account(workspace, "bank:main", actor="ada")
    open_account(workspace, "treasury:main", actor="ada")
    lines = [Line("bank:main", "EUR", 12_50), Line("treasury:main", "EUR", -12_50)]
    journal_entry(workspace, lines, memo="Found in the till", day=DAY, actor="ada")
    assert _own(workspace, "bank:main") == 12_50
    assert _own(workspace, "treasury:main") == 12_50, "a credit of income is shown as positive"
    with workspace.read() as session:
        assert totals(balances(session.sql)) == {"EUR": 0}
        lines_of_trial = trial_balance(session.sql)
    assert [(line.debit, line.credit) for line in lines_of_trial] == [(12_50, 0), (0, 12_50)]


def test_lines_that_do_not_balance_are_refused_and_nothing_is_written(workspace: Workspace) -> None:
    open_account(workspace, "bank:main", actor="ada")
    open_account(workspace, "treasury:main", actor="ada")
    with pytest.raises(UserError, match=r"EUR differ by 0\.01"):
        journal_entry(
            workspace,
            [Line("bank:main", "EUR", 100), Line("treasury:main", "EUR", -99)],
            memo="Off by a cent",
            actor="ada",
        )
    with workspace.read() as session:
        assert balances(session.sql) == []


def test_currencies_must_balance_each_by_itself(workspace: Workspace) -> None:
    open_account(workspace, "bank:main", actor="ada")
    open_account(workspace, "treasury:main", actor="ada")
    lines = [Line("bank:main", "EUR", 100), Line("treasury:main", "USD", -100)]
    with pytest.raises(UserError, match="EUR differ"):
        journal_entry(workspace, lines, memo="Two currencies", actor="ada")


def test_an_entry_may_hold_several_currencies(workspace: Workspace) -> None:
    open_account(workspace, "bank:main", actor="ada")
    open_account(workspace, "treasury:main", actor="ada")
    lines = [
        Line("bank:main", "EUR", 100),
        Line("treasury:main", "EUR", -100),
        Line("bank:main", "JPY", 7),
        Line("treasury:main", "JPY", -7),
    ]
    journal_entry(workspace, lines, memo="Two currencies", actor="ada")
    assert _own(workspace, "bank:main", "JPY") == 7


def test_an_unknown_account_is_named(workspace: Workspace) -> None:
    lines = [Line("bank:main", "EUR", 1), Line("bank:other", "EUR", -1)]
    with pytest.raises(UnknownAccount, match="bank:main"):
        journal_entry(workspace, lines, memo="Nowhere", actor="ada")


def test_opening_balance_and_advance_stand_against_their_own_accounts(workspace: Workspace) -> None:
    opening_balance(workspace, Line("bank:main", "EUR", 1_000_00), day=DAY, actor="ada")
    assert _own(workspace, "opening:balances") == 1_000_00
    advance(workspace, "payee:neon-kitten", "EUR", 250_00, day=DAY, actor="ada")
    assert _own(workspace, "advance:neon-kitten") == 250_00
    assert _own(workspace, "bank:main") == 750_00


def test_a_reversal_is_the_mirror_and_happens_once(workspace: Workspace) -> None:
    number = opening_balance(workspace, Line("bank:main", "EUR", 500), day=DAY, actor="ada")
    with pytest.raises(UserError, match="needs a reason"):
        reverse_transaction(workspace, number, actor="ada", reason=" ")
    reversal = reverse_transaction(workspace, number, day=DAY, actor="ada", reason="typed twice")
    assert _own(workspace, "bank:main") == 0
    with pytest.raises(UserError, match=f"reversed already, by transaction {reversal}"):
        reverse_transaction(workspace, number, actor="ada", reason="again")
    with pytest.raises(UserError, match="no transaction 99"):
        reverse_transaction(workspace, 99, actor="ada", reason="again")


def test_b17_nothing_is_booked_on_or_before_the_lock_day(workspace: Workspace) -> None:
    lock_period(workspace, date(2026, 2, 28), actor="ada")
    with pytest.raises(UserError, match="2026-02-28 is locked"):
        opening_balance(workspace, Line("bank:main", "EUR", 1), day=date(2026, 2, 28), actor="ada")
    opening_balance(workspace, Line("bank:main", "EUR", 1), day=date(2026, 3, 1), actor="ada")


def test_a_lock_only_moves_forward_and_opens_with_a_reason(workspace: Workspace) -> None:
    lock_period(workspace, date(2026, 2, 28), actor="ada")
    with pytest.raises(UserError, match="locked already"):
        lock_period(workspace, date(2026, 2, 27), actor="ada")
    with pytest.raises(UserError, match="future"):
        lock_period(workspace, date(2027, 1, 1), actor="ada")
    with pytest.raises(UserError, match="reason"):
        unlock_period(workspace, None, actor="ada", reason="")
    unlock_period(workspace, date(2026, 1, 31), actor="ada", reason="late invoice")
    opening_balance(workspace, Line("bank:main", "EUR", 1), day=date(2026, 2, 1), actor="ada")


def test_a_statement_runs_from_its_opening_to_its_closing_balance(workspace: Workspace) -> None:
    for day, amount in ((date(2026, 3, 1), 100), (date(2026, 3, 5), 50), (date(2026, 3, 8), -30)):
        opening_balance(workspace, Line("payee:ada", "EUR", amount), day=day, actor="ada")
    with workspace.read() as session:
        found = statement(session.sql, "payee:ada", "EUR", first=date(2026, 3, 2), last=date(2026, 3, 9))
    assert (found.opening, found.closing) == (-100, -120)
    assert [(line.amount, line.balance) for line in found.lines] == [(-50, -150), (30, -120)]


@pytest.mark.parametrize(
    ("code", "problem"),
    [
        ("payee:", "segment ''"),
        ("payee:-a", "segment '-a'"),
        ("payee:a b", "segment 'a b'"),
        ("zoo:a", "root 'zoo' has no type"),
        (":".join("a" * 9), "9 segments"),
    ],
)
def test_a_malformed_account_is_refused_with_its_reason(
    workspace: Workspace, code: str, problem: str
) -> None:
    with pytest.raises(UserError, match=problem):
        open_account(workspace, code, actor="ada")


def test_b1_what_a_balance_or_a_day_cannot_hold_is_refused_in_a_sentence(workspace: Workspace) -> None:
    open_account(workspace, "bank:main", actor="ada")
    open_account(workspace, "bank:other", actor="ada")
    half = LINES_MAX // 2

    def book(one: str, other: str) -> None:
        lines = [Line(one, "EUR", MAX_AMOUNT)] * half + [Line(other, "EUR", -MAX_AMOUNT)] * half
        journal_entry(workspace, lines, memo="Much", day=DAY, actor="ada")

    book("bank:main", "bank:other")
    book("bank:main", "bank:other")
    with pytest.raises(UserError, match="balance of bank:main would grow beyond"):
        book("bank:main", "bank:other")
    book("bank:other", "bank:main")
    book("bank:other", "bank:main")
    assert _own(workspace, "bank:main") == 0
    # All in all the day has taken 2 × 2,048 × 10^15 each way; twice as much no longer fits 64 bits.
    book("bank:main", "bank:other")
    book("bank:main", "bank:other")
    with pytest.raises(UserError, match="on one day would grow beyond"):
        for _ in range(4):
            book("bank:other", "bank:main")
            book("bank:main", "bank:other")
    assert verify(workspace, processes=1).passed
