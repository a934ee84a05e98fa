"""Random histories of the ledger against a plain model: balances, holds and rollups always agree with the
postings.
"""

import tempfile
from collections import Counter
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from tests.ledger.recount import assert_days_are_right, days_kept

from revroute_desktop.audit.rows import PostingColumns, TransactionColumns
from revroute_desktop.errors import UserError
from revroute_desktop.ledger.accounts import ensure_accounts
from revroute_desktop.ledger.journal import Line, journal_entry, reverse_transaction
from revroute_desktop.ledger.kinds import TransactionKind
from revroute_desktop.ledger.post import LINES_MAX, Unbalanced, next_transaction, post
from revroute_desktop.workspace import Workspace, create

ACCOUNTS = ("bank:main", "treasury:main", "payee:ada", "payee:bob", "reserve:rolling")
EUR = 978


def _columns(*values: list[int]) -> list[np.ndarray]:
    return [np.array(column, dtype=np.int64) for column in values]


class LedgerMachine(RuleBasedStateMachine):
    """Journal entries, reversals, holds, draws on holds; a model keeps plain dictionaries."""

    @initialize()
    def open_books(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.patch = pytest.MonkeyPatch()
        self.patch.setenv("REVROUTE_STATE_DIR", self.folder.name)
        self.workspace: Workspace = create(Path(self.folder.name) / "m.revroute", actor="ada")
        with self.workspace.write("ada", "account.open", "all") as unit:
            self.ids = ensure_accounts(unit, ACCOUNTS)
            unit.record({})
        self.own: Counter[str] = Counter()
        self.held: Counter[str] = Counter()
        self.holds: dict[int, tuple[str, int]] = {}
        self.manual: list[int] = []
        self.lines: dict[int, list[tuple[str, int]]] = {}

    def _record(self, number: int, lines: list[tuple[str, int]]) -> None:
        for account, amount in lines:
            self.own[account] += amount
        self.lines[number] = lines

    @rule(
        amounts=st.lists(
            st.tuples(st.sampled_from(ACCOUNTS), st.integers(-(10**12), 10**12)), min_size=1, max_size=4
        )
    )
    def journal(self, amounts: list[tuple[str, int]]) -> None:
        lines = [(account, amount) for account, amount in amounts if amount]
        rest = -sum(amount for _, amount in lines)
        if rest:
            lines.append(("bank:main", rest))
        if len(lines) < 2:
            return
        number = journal_entry(
            self.workspace,
            [Line(account, "EUR", amount) for account, amount in lines],
            memo="machine",
            actor="ada",
        )
        self._record(number, lines)
        self.manual.append(number)

    @rule(pick=st.integers(0, 1000))
    def reverse(self, pick: int) -> None:
        if not self.manual:
            return
        number = self.manual.pop(pick % len(self.manual))
        reversal = reverse_transaction(self.workspace, number, actor="ada", reason="machine")
        self._record(reversal, [(account, -amount) for account, amount in self.lines[number]])

    @rule(beneficiary=st.sampled_from(("payee:ada", "payee:bob")), amount=st.integers(1, 10**9))
    def hold(self, beneficiary: str, amount: int) -> None:
        number = self._post(
            [("bank:main", amount), ("reserve:rolling", -amount)],
            beneficiary=[0, self.ids[beneficiary]],
            due=[0, 20_600],
        )
        self.holds[number * LINES_MAX + 1] = (beneficiary, amount)
        self.held[beneficiary] -= amount

    @rule(pick=st.integers(0, 1000), share=st.integers(1, 100))
    def draw(self, pick: int, share: int) -> None:
        if not self.holds:
            return
        posting = sorted(self.holds)[pick % len(self.holds)]
        beneficiary, left = self.holds[posting]
        amount = -(-left * share // 100)
        self._post([("reserve:rolling", amount), (beneficiary, -amount)], against=[posting, 0])
        self.held[beneficiary] += amount
        if amount == left:
            del self.holds[posting]
        else:
            self.holds[posting] = (beneficiary, left - amount)

    @rule(amount=st.integers(1, 10**9))
    def unbalanced_is_refused(self, amount: int) -> None:
        with pytest.raises(Unbalanced):
            self._post([("bank:main", amount), ("treasury:main", 1 - amount if amount > 1 else -2)])

    @rule()
    def a_refused_entry_leaves_no_trace(self) -> None:
        with pytest.raises(UserError):
            journal_entry(
                self.workspace,
                [Line("bank:main", "EUR", 5), Line("payee:none", "EUR", -5)],
                memo="x",
                actor="ada",
            )

    def _post(
        self,
        lines: list[tuple[str, int]],
        *,
        beneficiary: list[int] | None = None,
        due: list[int] | None = None,
        against: list[int] | None = None,
    ) -> int:
        nothing = [0] * len(lines)
        with self.workspace.write("ada", "test.post", "machine") as unit:
            number = next_transaction(unit.sql)
            transactions = TransactionColumns(
                *_columns([number], [TransactionKind.JOURNAL], [0], [0], [20_500], [0])
            )
            postings = PostingColumns(
                *_columns(
                    [self.ids[account] for account, _ in lines],
                    [EUR] * len(lines),
                    [amount for _, amount in lines],
                    nothing,
                    against or nothing,
                    beneficiary or nothing,
                    due or nothing,
                )
            )
            post(unit, transactions, postings, np.array([0, len(lines)], dtype=np.int64))
            unit.record({})
        self._record(number, lines)
        return number

    @invariant()
    def derived_tables_agree_with_the_model(self) -> None:
        with self.workspace.read() as session:
            sql = session.sql
            names = {number: code for code, number in self.ids.items()}
            stored = {
                names[account]: (own, held)
                for account, own, held in sql.execute("SELECT account, own, held FROM d_balance")
            }
            for account in ACCOUNTS:
                assert stored.get(account, (0, 0)) == (self.own[account], self.held[account])
            assert sql.execute("SELECT COALESCE(SUM(amount), 0) FROM posting").fetchone() == (0,)
            open_holds = dict(sql.execute("SELECT posting, amount FROM d_hold_open"))
            assert open_holds == {posting: left for posting, (_, left) in self.holds.items()}
            assert_days_are_right(sql)
            rolled = Counter()
            for _, account, _, _, debit, credit, _ in days_kept(sql):
                rolled[names[account]] += debit - credit
            assert {account: rolled[account] for account in ACCOUNTS} == {
                account: self.own[account] for account in ACCOUNTS
            }

    def teardown(self) -> None:
        if hasattr(self, "workspace"):
            self.workspace.close()
            self.patch.undo()
            self.folder.cleanup()


LedgerMachine.TestCase.settings = settings(max_examples=12, stateful_step_count=20, deadline=None)
TestLedgerMachine = LedgerMachine.TestCase


def test_days_are_counted_from_1970() -> None:
    from revroute_desktop.ledger.periods import day_number, day_of

    assert day_number(date(1970, 1, 2)) == 1
    assert day_of(day_number(date(2026, 3, 10))) == date(2026, 3, 10)
