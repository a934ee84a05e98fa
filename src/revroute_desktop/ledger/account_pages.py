"""What the accounts tab and the status bar ask beside the balances."""

import sqlite3
from dataclasses import dataclass

from revroute_desktop.ledger.accounts import AccountType
from revroute_desktop.ledger.queries import Balance, sign_of
from revroute_desktop.money.currencies import CURRENCIES, currency_by_numeric
from revroute_desktop.money.currencies import currency as currency_of
from revroute_desktop.workspace.filters.fields import Field, Table, Type
from revroute_desktop.workspace.filters.rows import Cell, Minor


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
    amount: int
    balance: int


def newest_postings(
    sql: sqlite3.Connection, account: str, currency: str, most: int = 500
) -> list[StatementRow]:
    """Return the newest postings of an account in a currency, each with the balance after it."""
    numeric = currency_of(currency).numeric
    found = sql.execute(
        "SELECT account.id, account.type, COALESCE(own, 0) FROM account LEFT JOIN d_balance "
        "ON d_balance.account = account.id AND d_balance.currency = ? WHERE code = ?",
        (numeric, account),
    ).fetchone()
    if found is None:
        return []
    number, kind, own = found
    sign = sign_of(AccountType(kind))
    rows = sql.execute(
        "SELECT posting.id, txn.booked_day, txn.kind, event.external_id, posting.amount FROM posting "
        "JOIN txn ON txn.id = posting.id / 4096 LEFT JOIN event ON event.id = txn.event "
        "WHERE posting.account = ? AND posting.currency = ? ORDER BY posting.id DESC LIMIT ?",
        (number, numeric, most),
    )
    made = []
    balance = own
    for posting, day, txn_kind, event, amount in rows:
        made.append(StatementRow(posting, day, txn_kind, event, sign * amount, sign * balance))
        balance -= amount
    return made
