"""Sums of postings by account and currency, and a fingerprint of what each event gave to whom."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from hashlib import sha256

import numpy as np
from numpy.typing import NDArray

from revroute_desktop.routing.engine.dated import compact

Int64s = NDArray[np.int64]
UInt64s = NDArray[np.uint64]


def account_factor(code: str) -> int:
    """Return the odd 64-bit number that stands for an account in fingerprints."""
    return int.from_bytes(sha256(code.encode()).digest()[:8], "big") | 1


@dataclass(slots=True, eq=False)
class Totals:
    """Sums in minor units by (account code, ISO numeric currency), debits positive; fingerprints by event.

    A fingerprint is the sum of amount times the account's factor, modulo 2^64: the same for the same sums on
    the same accounts, in whatever order and number of postings.
    """

    fingerprints: UInt64s
    sums: dict[tuple[str, int], int] = field(default_factory=dict)

    def add(
        self, event: Int64s, account: Int64s, currency: Int64s, amount: Int64s, codes: Sequence[str]
    ) -> None:
        """Add postings of events (places in `fingerprints`); `account` numbers into `codes`.

        The sum of the amounts' magnitudes must lie below 2^62.
        """
        if not len(amount):
            return
        factors = np.zeros(len(codes), np.uint64)
        key = account * 1000 + currency
        seen, place = compact(key, 1000 * len(codes))
        sums = np.zeros(len(seen), np.int64)
        np.add.at(sums, place, amount)
        for one, total in zip(seen.tolist(), sums.tolist(), strict=True):
            pair = (codes[one // 1000], one % 1000)
            self.sums[pair] = self.sums.get(pair, 0) + total
            factors[one // 1000] = account_factor(pair[0])
        np.add.at(self.fingerprints, event, factors[account] * amount.view(np.uint64))
