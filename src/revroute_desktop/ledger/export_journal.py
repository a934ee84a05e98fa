"""The whole ledger as a journal that hledger or beancount reads, with the same balances.

hledger takes our account codes as they are; a directive gives each its type. Beancount wants a root that is
the type, and segments that begin with a capital or digit and hold letters, digits and dashes only, so a code
is written `<Type>:<Segment>:…` and each segment by these reversible rules:

- a dash is written `--`, a dot `-d`, an underscore `-u`;
- a lower-case first letter is written as its capital; a segment that begins with a capital is written with
`0-` before it.

`payee:neon-kitten` becomes `Liabilities:Payee:Neon--kitten`, and `beancount_code` takes it back.
"""

import sqlite3
from collections.abc import Iterator
from enum import StrEnum
from itertools import groupby
from operator import itemgetter
from typing import TextIO

from revroute_desktop.errors import Cancelled, UserError
from revroute_desktop.ledger.accounts import AccountType
from revroute_desktop.ledger.kinds import TransactionKind
from revroute_desktop.ledger.periods import day_of
from revroute_desktop.ledger.post import LINES_MAX
from revroute_desktop.money import format_amount
from revroute_desktop.money.currencies import Currency, currency_by_numeric
from revroute_desktop.work import Progress, StopAsked, never, silent

BEANCOUNT_ROOT = {
    AccountType.ASSET: "Assets",
    AccountType.LIABILITY: "Liabilities",
    AccountType.INCOME: "Income",
    AccountType.EXPENSE: "Expenses",
    AccountType.EQUITY: "Equity",
}
HLEDGER_TYPE = {
    AccountType.ASSET: "A",
    AccountType.LIABILITY: "L",
    AccountType.INCOME: "R",
    AccountType.EXPENSE: "X",
    AccountType.EQUITY: "E",
}
_ESCAPES = (("-", "--"), (".", "-d"), ("_", "-u"))


class JournalFormat(StrEnum):
    """The programs whose journals can be written."""

    HLEDGER = "hledger"
    BEANCOUNT = "beancount"


def beancount_name(code: str, account_type: AccountType) -> str:
    """Return the beancount name of an account code."""
    return ":".join([BEANCOUNT_ROOT[account_type], *map(_segment_out, code.split(":"))])


def beancount_code(name: str) -> str:
    """Return the account code of a name that `beancount_name` made."""
    return ":".join(map(_segment_back, name.split(":")[1:]))


def _segment_out(segment: str) -> str:
    body = segment
    for plain, escaped in _ESCAPES:
        body = body.replace(plain, escaped)
    first = body[0]
    if first.isupper():
        return "0-" + body
    return first.upper() + body[1:]


def _segment_back(written: str) -> str:
    # "0-A" can only mean a capital: a dash of the segment itself is doubled, and the other escapes are lower
    # case.
    if written[:2] == "0-" and written[2:3].isupper():
        first, rest = written[2], written[3:]
    else:
        first, rest = written[0].lower(), written[1:]
    plain = {escaped[1]: original for original, escaped in _ESCAPES}
    out, position = [first], 0
    while position < len(rest):
        if rest[position] == "-":
            out.append(plain[rest[position + 1]])
            position += 2
        else:
            out.append(rest[position])
            position += 1
    return "".join(out)


def export_journal(
    sql: sqlite3.Connection,
    out: TextIO,
    journal_format: JournalFormat,
    *,
    progress: Progress = silent,
    cancelled: StopAsked = never,
) -> int:
    """Write every transaction in booking order and return their number.

    Raises UserError at the first transaction whose postings do not sum to zero in each currency: no program
    would read such a journal, and the books were altered.
    """
    total = sql.execute("SELECT COUNT(*) FROM txn").fetchone()[0]
    accounts = {
        number: (code, AccountType(kind))
        for number, code, kind in sql.execute("SELECT id, code, type FROM account")
    }
    currencies = {
        numeric: currency_by_numeric(numeric)
        for (numeric,) in sql.execute("SELECT DISTINCT currency FROM d_balance ORDER BY currency")
    }
    if journal_format is JournalFormat.HLEDGER:
        names = {number: code for number, (code, _) in accounts.items()}
        _hledger_head(out, accounts, currencies)
        head = _hledger_transaction
    else:
        names = {number: beancount_name(code, kind) for number, (code, kind) in accounts.items()}
        _beancount_head(sql, out, names)
        head = _beancount_transaction
    done = 0
    for (transaction, day, kind, event, memo), lines in groupby(_rows(sql), key=itemgetter(0, 1, 2, 3, 4)):
        out.write(head(transaction, day_of(day).isoformat(), TransactionKind(kind), event, memo))
        sums: dict[int, int] = {}
        for *_, account, numeric, amount in lines:
            code = currencies.get(numeric)
            if code is None or account not in names:
                raise _altered(transaction)
            sums[numeric] = sums.get(numeric, 0) + amount
            out.write(f"    {names[account]}  {format_amount(amount, code)} {code.code}\n")
        if any(sums.values()):
            raise _altered(transaction)
        out.write("\n")
        done += 1
        if done % 10_000 == 0:
            progress(done, total, "transactions written")
            if cancelled():
                raise Cancelled(
                    f"Export stopped after {done:,} of {total:,} transactions; the file is not complete."
                )
    progress(done, total, "transactions written")
    return done


def _altered(transaction: int) -> UserError:
    return UserError(
        f"The postings of transaction {transaction} do not sum to zero, so the books were altered and "
        "the file is not complete: run `revroute verify` to see what does not hold."
    )


def _rows(sql: sqlite3.Connection) -> Iterator[tuple[int, int, int, str | None, str, int, int, int]]:
    return sql.execute(
        "SELECT txn.id, txn.booked_day, txn.kind, event.external_id, COALESCE(memo, ''), posting.account, "
        "posting.currency, posting.amount FROM txn "
        f"JOIN posting ON posting.id >= txn.id * {LINES_MAX} AND posting.id < (txn.id + 1) * {LINES_MAX} "
        "LEFT JOIN event ON event.id = txn.event LEFT JOIN txn_memo ON txn_memo.txn = txn.id "
        "ORDER BY txn.id, posting.id"
    )


def _words(kind: TransactionKind, event: str | None, memo: str) -> str:
    """What a transaction is about, on one line."""
    text = f"{kind.words} {event}" if event is not None else memo or kind.words
    return "".join(character if character.isprintable() else " " for character in text)


def _hledger_head(
    out: TextIO, accounts: dict[int, tuple[str, AccountType]], currencies: dict[int, Currency]
) -> None:
    for code in currencies.values():
        point = "." + "0" * code.digits
        out.write(f"commodity 1000{point} {code.code}\n")
    for name, kind in sorted(accounts.values()):
        out.write(f"account {name}  ; type:{HLEDGER_TYPE[kind]}\n")
    out.write("\n")


def _hledger_transaction(
    transaction: int, day: str, kind: TransactionKind, event: str | None, memo: str
) -> str:
    # A semicolon would begin a comment, a bar splits payee from note.
    description = _words(kind, event, memo).replace(";", ",").replace("|", "/")
    return f"{day} ({transaction}) {description}\n"


def _beancount_head(sql: sqlite3.Connection, out: TextIO, names: dict[int, str]) -> None:
    first = sql.execute("SELECT MIN(booked_day) FROM txn").fetchone()[0]
    opened = day_of(first if first is not None else 0).isoformat()
    for name in sorted(names.values()):
        out.write(f"{opened} open {name}\n")
    out.write("\n")


def _beancount_transaction(
    transaction: int, day: str, kind: TransactionKind, event: str | None, memo: str
) -> str:
    description = _words(kind, event, memo).replace("\\", "\\\\").replace('"', '\\"')
    return f'{day} * "{description}" ^t{transaction}\n'
