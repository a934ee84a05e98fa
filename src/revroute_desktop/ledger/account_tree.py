"""Accounts as a tree by the segments of their codes, with sums per currency. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from revroute_desktop.ledger.accounts import AccountType
from revroute_desktop.ledger.queries import Balance


@dataclass(frozen=True, slots=True)
class TreeRow:
    """An account, or a group of them, in one currency; sums in minor units, signed as its type grows (B6).

    `code` is the whole code or the group's prefix, `name` what its group does not say; `accounts` is 0 for an
    account itself, else how many there are in the group, which `inside` holds.
    """

    code: str
    name: str
    type: AccountType
    currency: str
    own: int
    held: int
    accounts: int = 0
    inside: tuple[Balance, ...] = ()

    @property
    def available(self) -> int:
        """What could be paid out now."""
        return self.own

    @property
    def posted(self) -> int:
        """What is the account's, its open holds counted in."""
        return self.own + self.held

    @property
    def key(self) -> tuple[str, str, bool]:
        """Code, currency, and whether it is a group: an account may have the code of one."""
        return self.code, self.currency, self.accounts > 0

    def below(self) -> "list[TreeRow]":
        """Return what the group holds: the account of its own code, then accounts and groups by code."""
        here = [_account(row, self.code) for row in self.inside if row.account == self.code]
        return here + _level([row for row in self.inside if row.account != self.code], self.code)

    def leads_to(self, key: object) -> bool:
        """Whether the key is this row's or that of one below it."""
        if key == self.key:
            return True
        if not self.accounts or not isinstance(key, tuple) or key[1] != self.currency:
            return False
        return str(key[0]) == self.code or str(key[0]).startswith(f"{self.code}:")


def account_tree(rows: Iterable[Balance], first: str = "") -> list[TreeRow]:
    """Return the tops of the tree, by code and currency, the currency `first` before the others.

    A group is a prefix of segments that two accounts or more share in a currency; what is in a group is in
    its currency, so that a group's sum is that of the rows below it.
    """
    by_currency: dict[str, list[Balance]] = {}
    for row in sorted(rows, key=lambda row: row.account.split(":")):
        by_currency.setdefault(row.currency, []).append(row)
    tops = [row for mine in by_currency.values() for row in _level(mine, "")]
    return sorted(tops, key=lambda row: (row.code.split(":"), row.currency != first, row.currency))


def _level(rows: Sequence[Balance], above: str) -> list[TreeRow]:
    depth = above.count(":") + 1 if above else 0
    parts: dict[str, list[Balance]] = {}
    for row in rows:
        parts.setdefault(":".join(row.account.split(":")[: depth + 1]), []).append(row)
    return [
        _account(inside[0], above) if len(inside) == 1 else _group(prefix, inside)
        for prefix, inside in parts.items()
    ]


def _account(row: Balance, above: str) -> TreeRow:
    # Below its group an account is named by what the group does not say; on top by its whole code.
    name = row.account.removeprefix(f"{above}:") if above else row.account
    return TreeRow(row.account, name, row.type, row.currency, row.own, row.held)


def _group(prefix: str, inside: Sequence[Balance]) -> TreeRow:
    return TreeRow(
        prefix,
        prefix.rsplit(":", 1)[-1],
        inside[0].type,
        inside[0].currency,
        sum(row.own for row in inside),
        sum(row.held for row in inside),
        len(inside),
        tuple(inside),
    )
