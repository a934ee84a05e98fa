"""Kinds of transaction, and their numbers in the file."""

from enum import IntEnum


class TransactionKind(IntEnum):
    """Why a transaction was booked."""

    ROUTE = 1
    REVERSAL = 2
    GIVE_BACK = 3
    NEGATIVE = 4
    RELEASE = 5
    JOURNAL = 6
    OPENING = 7
    ADVANCE = 8
    REVERSED = 9
    RESTATED_OLD = 10
    RESTATED_NEW = 11
    UNDO = 12

    @property
    def words(self) -> str:
        """The kind as screens and statements write it."""
        return _WORDS[self]


_WORDS = {
    TransactionKind.ROUTE: "routed event",
    TransactionKind.REVERSAL: "refund or chargeback",
    TransactionKind.GIVE_BACK: "chargeback reversed",
    TransactionKind.NEGATIVE: "by the negative table",
    TransactionKind.RELEASE: "release of a hold",
    TransactionKind.JOURNAL: "journal entry",
    TransactionKind.OPENING: "opening balance",
    TransactionKind.ADVANCE: "advance",
    TransactionKind.REVERSED: "reversal of a transaction",
    TransactionKind.RESTATED_OLD: "restated, old side",
    TransactionKind.RESTATED_NEW: "restated, new side",
    TransactionKind.UNDO: "undo of an import",
}

MANUAL = frozenset(
    {TransactionKind.JOURNAL, TransactionKind.OPENING, TransactionKind.ADVANCE, TransactionKind.REVERSED}
)
"""Kinds that a person writes, and may reverse by hand."""
