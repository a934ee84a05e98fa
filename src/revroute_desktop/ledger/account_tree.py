"""Accounts as a tree by the segments of their codes, with sums per currency. Pure."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from revroute_desktop.ledger.accounts import AccountType
from revroute_desktop.ledger.queries import Balance


@dataclass(frozen=True, slots=True)
class TreeRow:
    """An account, or a group of them, in one currency; sums in minor units, signed as its type grows (B6).

    `code` is the whole code or the group's prefix, `name` what stands at `depth`; `accounts` is 0 for an
    account itself, else how many there are below.
    """

    code: str
    name: str
    depth: int
    type: AccountType
    currency: str
    own: int
    held: int
    accounts: int = 0

    @property
    def available(self) -> int:
        """What could be paid out now."""
        return self.own

    @property
    def posted(self) -> int:
        """What is the account's, its open holds counted in."""
        return self.own + self.held


def account_tree(rows: Sequence[Balance], folded: Collection[str] = ()) -> list[TreeRow]:
    """Return accounts below their groups, by code and currency; what is in a `folded` group is left out.

    A group is a prefix of segments that two accounts or more share.
    """
    return _level(sorted(rows, key=lambda row: (row.account.split(":"), row.currency)), 0, 0, folded)


def _level(rows: Sequence[Balance], level: int, depth: int, folded: Collection[str]) -> list[TreeRow]:
    parts: dict[str, list[Balance]] = {}
    for row in rows:
        parts.setdefault(":".join(row.account.split(":")[: level + 1]), []).append(row)
    made: list[TreeRow] = []
    for prefix, inside in parts.items():
        accounts = {row.account for row in inside}
        if len(accounts) == 1:
            made += [_account(row, level, depth) for row in inside]
            continue
        made += _sums(prefix, inside, depth)
        if prefix not in folded:
            here = [row for row in inside if row.account == prefix]
            made += [_account(row, level, depth + 1) for row in here]
            made += _level([r for r in inside if r.account != prefix], level + 1, depth + 1, folded)
    return made


def _account(row: Balance, level: int, depth: int) -> TreeRow:
    # Below its group an account is named by what the group does not say; on top by its whole code.
    name = row.account if depth == 0 else ":".join(row.account.split(":")[level:]) or row.account
    return TreeRow(row.account, name, depth, row.type, row.currency, row.own, row.held)


def _sums(prefix: str, rows: Sequence[Balance], depth: int) -> list[TreeRow]:
    made = []
    for currency in sorted({row.currency for row in rows}):
        mine = [row for row in rows if row.currency == currency]
        made.append(
            TreeRow(
                prefix,
                prefix.rsplit(":", 1)[-1],
                depth,
                mine[0].type,
                currency,
                sum(row.own for row in mine),
                sum(row.held for row in mine),
                len({row.account for row in mine}),
            )
        )
    return made
