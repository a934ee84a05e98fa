"""Own balances of the accounts on which the engine's decisions depend: advances (B20) and first reserves
(B8).
"""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

Int64s = NDArray[np.int64]

LoadBalance = Callable[[str, int], int]
"""From account code and ISO numeric currency to the own balance, debits positive, minor units."""


def no_balance(code: str, currency: int) -> int:
    """Every account stands at zero."""
    return 0


class WatchedBalances:
    """Balances of watched accounts, debits positive, kept up as the engine emits postings."""

    def __init__(self, load: LoadBalance = no_balance) -> None:
        self._load = load
        self._values: dict[tuple[int, int], int] = {}
        self._watched = np.zeros(64, np.bool_)

    def watches(self, account: int, currency: int) -> bool:
        """Return whether an account is watched in a currency."""
        return (account, currency) in self._values

    def watch(self, account: int, code: str, currency: int, emitted: int) -> None:
        """Watch an account in a currency from now on; `emitted` is what the current chunk has put on it so
        far.
        """
        self._values[account, currency] = self._load(code, currency) + emitted
        if account >= len(self._watched):
            self._watched = np.concatenate([self._watched, np.zeros(account + 64, np.bool_)])
        self._watched[account] = True

    def value(self, account: int, currency: int) -> int:
        """Return the balance of a watched account."""
        return self._values[account, currency]

    def add(self, account: Int64s | int, currency: Int64s, amount: Int64s) -> None:
        """Add postings to whatever of them is watched."""
        if not self._values:
            return
        if isinstance(account, int):
            if account >= len(self._watched) or not self._watched[account]:
                return
            rows = np.arange(len(amount))
            accounts = np.full(len(amount), account, np.int64)
        else:
            inside = np.minimum(account, len(self._watched) - 1)
            rows = np.flatnonzero((account < len(self._watched)) & self._watched[inside])
            accounts = account
        if not len(rows):
            return
        keys = accounts[rows] * 1000 + currency[rows]
        for key in np.unique(keys).tolist():
            pair = (key // 1000, key % 1000)
            if pair in self._values:
                self._values[pair] += int(amount[rows[keys == key]].sum())

    def mark(self) -> dict[tuple[int, int], int]:
        """Return the state to which `restore` can go back."""
        return dict(self._values)

    def restore(self, mark: dict[tuple[int, int], int]) -> None:
        """Go back to a mark; what was watched since is forgotten, to be loaded anew."""
        self._values = dict(mark)
