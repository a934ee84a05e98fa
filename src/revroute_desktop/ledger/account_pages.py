"""What the accounts tab and the status bar ask beside the balances."""

import sqlite3
from dataclasses import dataclass

from revroute_desktop.ledger.accounts import AccountType
from revroute_desktop.ledger.queries import sign_of
from revroute_desktop.money.currencies import currency as currency_of
from revroute_desktop.money.currencies import currency_by_numeric


def unbalanced(sql: sqlite3.Connection) -> dict[str, int]:
    """Return the currencies whose balances do not sum to zero, with the sum: none, or the books are wrong."""
    rows = sql.execute("SELECT currency, SUM(own) FROM d_balance GROUP BY currency HAVING SUM(own) <> 0")
    return {currency_by_numeric(numeric).code: total for numeric, total in rows}


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
