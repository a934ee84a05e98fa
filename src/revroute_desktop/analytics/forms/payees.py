"""Payees beside each other: how often each received, and how much on average."""

import sqlite3
from dataclasses import dataclass
from fractions import Fraction

from revroute_desktop.analytics.currency_order import currency_order
from revroute_desktop.analytics.metrics.model import Ask
from revroute_desktop.analytics.metrics.periods import Period
from revroute_desktop.analytics.metrics.read_books import read_books
from revroute_desktop.analytics.metrics.values import code_of
from revroute_desktop.ledger.accounts import payee_codes


@dataclass(frozen=True, slots=True)
class PayeePoint:
    """An account that received in a currency (its code): postings from events, and their net sum in minor
    units.
    """

    account: str
    currency: str
    postings: int
    received: int

    @property
    def average(self) -> Fraction:
        """How much a posting came to."""
        return Fraction(self.received, self.postings)


def payee_points(sql: sqlite3.Connection, period: Period) -> tuple[PayeePoint, ...]:
    """Return the payees of a period by booked day, those who received most first."""
    facts = read_books(Ask(sql, (period.start, period.end), period.zone, "destination"))
    paid = frozenset(payee_codes(sql))
    found = [
        PayeePoint(key, code_of(currency) or "", measures["received_rows"], measures["received"])
        for (currency, key, _), measures in facts.items()
        if measures.get("received_rows") and key in paid
    ]
    order = currency_order(sql)
    return tuple(sorted(found, key=lambda one: (order(one.currency), -one.received, one.account)))
