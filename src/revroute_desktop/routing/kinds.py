"""Kinds of revenue event, and their numbers in the file."""

from enum import IntEnum


class Kind(IntEnum):
    """What an event is. The sign of its amount follows from it where `SIGN` says so."""

    SALE = 1
    SUBSCRIPTION = 2
    AD = 3
    AFFILIATE = 4
    TIP = 5
    REFUND = 6
    CHARGEBACK = 7
    CHARGEBACK_REVERSAL = 8
    FEE = 9
    ADJUSTMENT = 10

    @property
    def word(self) -> str:
        """The kind as files, plans and screens write it, for example `chargeback_reversal`."""
        return self.name.lower()


KIND_BY_WORD = {kind.word: kind for kind in Kind}

MUST_BE_NEGATIVE = frozenset({Kind.REFUND, Kind.CHARGEBACK})
MUST_BE_POSITIVE = frozenset(
    {Kind.SALE, Kind.SUBSCRIPTION, Kind.AD, Kind.AFFILIATE, Kind.TIP, Kind.CHARGEBACK_REVERSAL}
)
