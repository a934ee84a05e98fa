"""What the accounts tab and the status bar ask beside the balances."""

import sqlite3
from dataclasses import dataclass

from revroute_desktop.ledger.accounts import AccountType
from revroute_desktop.ledger.post import LINES_MAX
from revroute_desktop.ledger.queries import Balance, sign_of
from revroute_desktop.money.currencies import CURRENCIES, currency_by_numeric
from revroute_desktop.money.currencies import currency as currency_of
from revroute_desktop.workspace.filters.fields import Field, Table, Type
from revroute_desktop.workspace.filters.rows import Cell, Minor
from revroute_desktop.workspace.ledger_days import sums_of_account


def unbalanced(sql: sqlite3.Connection) -> dict[str, int]:
    """Return the currencies whose balances do not sum to zero, with the sum: none, or the books are wrong."""
    rows = sql.execute("SELECT currency, SUM(own) FROM d_balance GROUP BY currency HAVING SUM(own) <> 0")
    return {currency_by_numeric(numeric).code: total for numeric, total in rows}


ACCOUNT_FIELDS = Table(
    "accounts",
    (
        Field("account", Type.TEXT, "Its code, or part of it", "account:neon"),
        Field(
            "root",
            Type.WORD,
            "First part of its code",
            "root:payee",
            values="SELECT DISTINCT substr(code, 1, instr(code || ':', ':') - 1) FROM account ORDER BY 1",
        ),
        Field(
            "type",
            Type.WORD,
            "What it is in the books",
            "type:liability",
            codes=tuple((kind.name.lower(), int(kind)) for kind in AccountType),
        ),
        Field(
            "currency",
            Type.WORD,
            "Its currency",
            "currency:EUR",
            codes=tuple((code, currency.numeric) for code, currency in CURRENCIES.items()),
        ),
        Field("available", Type.AMOUNT, "What could be paid out", "available>100"),
        Field("own", Type.AMOUNT, "Its own postings", "own<0"),
        Field("held", Type.AMOUNT, "What is held for it", "held>0"),
    ),
    text=("account",),
)


def account_values(row: Balance) -> dict[str, Cell]:
    """Return what a filter over `ACCOUNT_FIELDS` compares."""
    code = currency_of(row.currency)
    return {
        "account": row.account,
        "root": row.account.partition(":")[0],
        "type": int(row.type),
        "currency": code.numeric,
        "available": Minor(row.available, code.digits),
        "own": Minor(row.own, code.digits),
        "held": Minor(row.held, code.digits),
    }


@dataclass(frozen=True, slots=True)
class StatementRow:
    """One posting; `amount` and `balance` (after it) signed as the account grows (B6), minor units."""

    posting: int
    day: int
    kind: int
    event: str | None
    memo: str
    amount: int
    balance: int

    @property
    def transaction(self) -> int:
        """The transaction that the posting is a line of."""
        return self.posting // LINES_MAX


@dataclass(frozen=True, slots=True)
class StatementPage:
    """The newest postings of an account in a currency within some days, `count` in all, and the balances
    around them.
    """

    account: str
    currency: str
    opening: int
    closing: int
    count: int
    rows: tuple[StatementRow, ...]


def newest_postings(
    sql: sqlite3.Connection,
    account: str,
    currency: str,
    days: tuple[int, int] | None = None,
    most: int = 500,
) -> StatementPage:
    """Return the newest postings of an account in a currency, each with the balance after it.

    `days` are the first booked day and the one after the last, since 1970-01-01. The order is that of
    booking, as in a statement.
    """
    first, after = days if days is not None else (-(2**40), 2**40)
    numeric = currency_of(currency).numeric
    found = sql.execute("SELECT id, type FROM account WHERE code = ?", (account,)).fetchone()
    if found is None:
        return StatementPage(account, currency, 0, 0, 0, ())
    number, kind = found
    sign = sign_of(AccountType(kind))
    debit, credit, _ = sums_of_account(sql, number, numeric, after=first)
    opening = debit - credit
    debit, credit, count = sums_of_account(sql, number, numeric, first, after)
    closing = opening + debit - credit
    rows = sql.execute(
        "SELECT posting.id, txn.booked_day, txn.kind, event.external_id, COALESCE(memo, ''), posting.amount "
        f"FROM posting JOIN txn ON txn.id = posting.id / {LINES_MAX} LEFT JOIN event ON event.id = txn.event "
        "LEFT JOIN txn_memo ON txn_memo.txn = txn.id WHERE posting.account = ? AND posting.currency = ? "
        "AND txn.booked_day >= ? AND txn.booked_day < ? ORDER BY posting.id DESC LIMIT ?",
        (number, numeric, first, after, most),
    )
    made = []
    balance = closing
    for posting, day, txn_kind, event, memo, amount in rows:
        made.append(StatementRow(posting, day, txn_kind, event, memo, sign * amount, sign * balance))
        balance -= amount
    return StatementPage(account, currency, sign * opening, sign * closing, count, tuple(made))
