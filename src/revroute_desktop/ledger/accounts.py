"""Accounts: hierarchical codes such as `payee:neon-kitten`, each with one of five types."""

import re
import sqlite3
from collections.abc import Iterable, Mapping
from enum import IntEnum
from typing import Final

from revroute_desktop.errors import UserError
from revroute_desktop.workspace import Unit

SEGMENT = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,62}")
"""One segment of an account code (BOOKS.md, B23)."""

SEGMENTS_MAX = 8


class AccountType(IntEnum):
    """The five types of double entry. Assets and expenses grow by debits, the others by credits."""

    ASSET = 1
    LIABILITY = 2
    INCOME = 3
    EXPENSE = 4
    EQUITY = 5

    @property
    def word(self) -> str:
        """The type as screens and exports write it."""
        return self.name.lower()

    @property
    def grows_by_credit(self) -> bool:
        """Whether a credit is shown as positive (BOOKS.md, B6)."""
        return self in (AccountType.LIABILITY, AccountType.INCOME, AccountType.EQUITY)


TYPE_BY_WORD = {kind.word: kind for kind in AccountType}

TYPE_OF_ROOT: Mapping[str, AccountType] = {
    "clearing": AccountType.ASSET,
    "bank": AccountType.ASSET,
    "advance": AccountType.ASSET,
    "payee": AccountType.LIABILITY,
    "partner": AccountType.LIABILITY,
    "creator": AccountType.LIABILITY,
    "reserve": AccountType.LIABILITY,
    "suspense": AccountType.LIABILITY,
    "tax": AccountType.LIABILITY,
    "payable": AccountType.LIABILITY,
    "treasury": AccountType.INCOME,
    "fees": AccountType.INCOME,
    "income": AccountType.INCOME,
    "expense": AccountType.EXPENSE,
    "loss": AccountType.EXPENSE,
    "equity": AccountType.EQUITY,
    "opening": AccountType.EQUITY,
}
"""The type of an account by its root segment, where none is said."""

NO_PAYEES: Final = frozenset({"reserve", "suspense", "tax", "payable"})
"""Roots of liabilities that belong to nobody who is paid by routing."""


class UnknownAccount(UserError):
    """An account that is named but not in the books."""


def check_code(code: str) -> str:
    """Return the code if it is well formed; raises UserError naming the segment that is not."""
    segments = code.split(":")
    if len(segments) > SEGMENTS_MAX:
        raise UserError(f"Account {code[:80]!r} has {len(segments)} segments; {SEGMENTS_MAX} are the most.")
    for segment in segments:
        if not SEGMENT.fullmatch(segment):
            raise UserError(
                f"Account {code[:80]!r}: segment {segment[:70]!r} must begin with a letter or digit and "
                "hold only letters, digits, dots, underscores and dashes, 63 at most."
            )
    return code


def type_of(code: str, types: Mapping[str, int] | None = None) -> AccountType:
    """Return the type of an account to be: by `types` (root segment to number) first, then by its root.

    Raises UserError for a root that has no type.
    """
    root = code.split(":", 1)[0]
    if types and root in types:
        return AccountType(types[root])
    if root in TYPE_OF_ROOT:
        return TYPE_OF_ROOT[root]
    raise UserError(
        f"Account {code}: the root {root!r} has no type of its own; "
        "say asset, liability, income, expense or equity."
    )


def account_ids(sql: sqlite3.Connection) -> dict[str, int]:
    """Return every account's id by its code."""
    return dict(sql.execute("SELECT code, id FROM account"))


def account_id(sql: sqlite3.Connection, code: str) -> int:
    """Return one account's id; raises UnknownAccount."""
    row = sql.execute("SELECT id FROM account WHERE code = ?", (code,)).fetchone()
    if row is None:
        raise UnknownAccount(f"There is no account {code[:80]!r}; open it first or check the spelling.")
    return int(row[0])


def payee_codes(sql: sqlite3.Connection, most: int | None = None) -> tuple[str, ...]:
    """Return the accounts of those who are paid, by code; the first `most` of them, all where None."""
    roots = ", ".join("?" for _ in NO_PAYEES)
    rows = sql.execute(
        "SELECT code FROM account WHERE type = ? AND substr(code, 1, instr(code || ':', ':') - 1)"
        f" NOT IN ({roots}) ORDER BY code LIMIT ?",
        (int(AccountType.LIABILITY), *NO_PAYEES, -1 if most is None else most),
    )
    return tuple(code for (code,) in rows)


def ensure_accounts(
    unit: Unit, codes: Iterable[str], types: Mapping[str, int] | None = None
) -> dict[str, int]:
    """Open the accounts that do not exist yet and return the ids of all of them by code.

    New ones are opened in the order of their codes. `types` maps root segments to AccountType numbers. Raises
    UserError for a malformed code or a root without a type.
    """
    wanted = sorted(set(codes))
    known = account_ids(unit.sql)
    for code in wanted:
        if code not in known:
            known[code] = unit.insert(
                "account", code=check_code(code), type=int(type_of(code, types)), entry=unit.seq
            )
    return {code: known[code] for code in wanted}
