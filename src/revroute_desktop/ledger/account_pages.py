"""Figures over all accounts, from the stored balances: a handful of rows whatever the size of the books."""

import sqlite3
from dataclasses import dataclass

from revroute_desktop.money.currencies import currency_by_numeric


@dataclass(frozen=True, slots=True)
class RootSum:
    """What the accounts under one root (payee, treasury, …) hold together in a currency, debits positive."""

    root: str
    currency: str
    own: int
    held: int
    accounts: int


def root_sums(sql: sqlite3.Connection) -> list[RootSum]:
    """Return the sums of balances by the first segment of the account and by currency."""
    rows = sql.execute(
        "SELECT substr(code, 1, instr(code || ':', ':') - 1) AS root, currency, SUM(own), SUM(held), "
        "COUNT(*) FROM d_balance JOIN account ON account.id = d_balance.account "
        "GROUP BY root, currency ORDER BY root"
    )
    return [RootSum(root, currency_by_numeric(numeric).code, *sums) for root, numeric, *sums in rows]


def unbalanced(sql: sqlite3.Connection) -> dict[str, int]:
    """Return the currencies whose balances do not sum to zero, with the sum: none, or the books are wrong."""
    rows = sql.execute("SELECT currency, SUM(own) FROM d_balance GROUP BY currency HAVING SUM(own) <> 0")
    return {currency_by_numeric(numeric).code: total for numeric, total in rows}
