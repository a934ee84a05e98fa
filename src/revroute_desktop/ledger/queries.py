"""What the ledger answers: balances, the trial balance, the statement of an account.

Amounts are minor units. `own`, `held`, `posted` and `available` are shown as B6 has it: credits of
liabilities, income and equity are positive, debits of assets and expenses are.
"""

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from revroute_desktop.ledger.accounts import AccountType, account_id
from revroute_desktop.ledger.kinds import TransactionKind
from revroute_desktop.ledger.periods import day_number, day_of
from revroute_desktop.ledger.post import LINES_MAX
from revroute_desktop.money.currencies import currency, currency_by_numeric
from revroute_desktop.workspace import ledger_days
from revroute_desktop.workspace.distinct import distinct_rows


@dataclass(frozen=True, slots=True)
class Balance:
    """An account in one currency. Own + held = posted; available = posted − held − payouts (B19)."""

    account: str
    type: AccountType
    currency: str
    debit_positive: int
    """The sum of the account's postings as booked, debits positive."""
    own: int
    held: int
    """Open holds in the account's favour; the money lies in the reserves meanwhile."""

    @property
    def posted(self) -> int:
        """What is the account's, its open holds counted in."""
        return self.own + self.held

    @property
    def available(self) -> int:
        """What could be paid out now."""
        return self.posted - self.held


@dataclass(frozen=True, slots=True)
class StatementLine:
    """One posting to an account; `amount` and `balance` (after it) signed as the account grows."""

    transaction: int
    posting: int
    day: date
    kind: TransactionKind
    event: str | None
    """External id of the event, where there is one."""
    memo: str
    amount: int
    balance: int


@dataclass(frozen=True, slots=True)
class Statement:
    """The postings of an account in one currency from `first` to `last`, both included, with the balances
    around them.
    """

    account: str
    currency: str
    opening: int
    closing: int
    lines: tuple[StatementLine, ...]


def sign_of(account_type: AccountType) -> int:
    """Return 1 where debits are shown as positive, −1 where credits are (B6)."""
    return -1 if account_type.grows_by_credit else 1


def balances(sql: sqlite3.Connection, prefix: str = "") -> list[Balance]:
    """Return every account's balances by code and currency, those whose code begins with `prefix`."""
    rows = sql.execute(
        "SELECT code, type, currency, own, held FROM d_balance "
        "JOIN account ON account.id = d_balance.account WHERE substr(code, 1, ?) = ?",
        (len(prefix), prefix),
    )
    return sorted((_balance(*row) for row in rows), key=lambda row: (row.account, row.currency))


def balance(sql: sqlite3.Connection, code: str, currency_code: str) -> Balance:
    """Return one account's balance in one currency, zero where nothing was booked; raises UnknownAccount."""
    number = account_id(sql, code)
    numeric = currency(currency_code).numeric
    row = sql.execute(
        "SELECT code, type, ?, COALESCE(own, 0), COALESCE(held, 0) FROM account "
        "LEFT JOIN d_balance ON d_balance.account = account.id AND currency = ? WHERE account.id = ?",
        (numeric, numeric, number),
    ).fetchone()
    return _balance(*row)


def _balance(code: str, account_type: int, numeric: int, own: int, held: int) -> Balance:
    kind = AccountType(account_type)
    sign = sign_of(kind)
    return Balance(code, kind, currency_by_numeric(numeric).code, own, sign * own, sign * held)


def totals(rows: list[Balance]) -> dict[str, int]:
    """Return the sum of all accounts per currency, debits positive: zero each, or the books are wrong."""
    sums: dict[str, int] = {}
    for row in rows:
        sums[row.currency] = sums.get(row.currency, 0) + row.debit_positive
    return sums


@dataclass(frozen=True, slots=True)
class TrialBalanceLine:
    """An account's debit and credit sums (positive) over all its postings, in one currency."""

    account: str
    type: AccountType
    currency: str
    debit: int
    credit: int


def trial_balance(sql: sqlite3.Connection, up_to: date | None = None) -> list[TrialBalanceLine]:
    """Return debits and credits of every account booked up to and on a day (None: all), from the daily
    rollups.
    """
    days = ledger_days.read(sql, after=None if up_to is None else day_number(up_to) + 1)
    (account, numeric), place = distinct_rows((days.column("account"), days.column("currency")))
    debit, credit = (
        ledger_days.exact_sums(days.column(name), place, len(account)).tolist()
        for name in ("debit", "credit")
    )
    known = {number: (code, kind) for number, code, kind in sql.execute("SELECT id, code, type FROM account")}
    lines = (
        TrialBalanceLine(
            known[number][0], AccountType(known[number][1]), currency_by_numeric(unit).code, *sums
        )
        for number, unit, *sums in zip(account.tolist(), numeric.tolist(), debit, credit, strict=True)
        if number in known
    )
    return sorted(lines, key=lambda line: (line.account, line.currency))


def statement(
    sql: sqlite3.Connection,
    code: str,
    currency_code: str,
    *,
    first: date | None = None,
    last: date | None = None,
) -> Statement:
    """Return an account's postings in booking order; raises UnknownAccount.

    The order is that of booking, so a late posting to an earlier day stands where it was written. `opening`
    is the sum of what is booked before `first`.
    """
    number = account_id(sql, code)
    numeric = currency(currency_code).numeric
    kind = AccountType(sql.execute("SELECT type FROM account WHERE id = ?", (number,)).fetchone()[0])
    sign = sign_of(kind)
    begin = -(2**40) if first is None else day_number(first)
    end = 2**40 if last is None else day_number(last)
    debit, credit, _ = ledger_days.sums_of_account(sql, number, numeric, after=begin)
    opening = debit - credit
    running = sign * opening
    lines = []
    for posting, amount, day, transaction_kind, event, memo in _lines_of(sql, number, numeric, begin, end):
        running += sign * amount
        lines.append(
            StatementLine(
                posting // LINES_MAX,
                posting,
                day_of(day),
                TransactionKind(transaction_kind),
                event,
                memo,
                sign * amount,
                running,
            )
        )
    return Statement(code, currency_code, sign * opening, running, tuple(lines))


def _lines_of(
    sql: sqlite3.Connection, account: int, numeric: int, begin: int, end: int
) -> Iterator[tuple[int, int, int, int, str | None, str]]:
    return sql.execute(
        "SELECT posting.id, posting.amount, txn.booked_day, txn.kind, event.external_id, COALESCE(memo, '') "
        f"FROM posting JOIN txn ON txn.id = posting.id / {LINES_MAX} "
        "LEFT JOIN event ON event.id = txn.event LEFT JOIN txn_memo ON txn_memo.txn = txn.id "
        "WHERE posting.account = ? AND posting.currency = ? AND txn.booked_day BETWEEN ? AND ? "
        "ORDER BY posting.id",
        (account, numeric, begin, end),
    )
