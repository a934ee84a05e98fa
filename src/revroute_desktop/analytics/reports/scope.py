"""What the sections of a period's report share: the books, the period, and the order of currencies."""

import sqlite3
from dataclasses import dataclass

from revroute_desktop.analytics.metrics.figures import Figure, show
from revroute_desktop.analytics.metrics.periods import Period


@dataclass(frozen=True, slots=True)
class Scope:
    """`now` is microseconds UTC; `currencies` are those of the period or the one before, in the order in
    which they are told.
    """

    sql: sqlite3.Connection
    period: Period
    now: int
    currencies: tuple[str, ...]

    @property
    def until(self) -> int:
        """When what is known ends: with the period, or now."""
        return min(self.period.end, self.now)

    def ordered(self, figures: tuple[Figure, ...]) -> list[Figure]:
        """Return figures by currency in the order of the report."""
        return sorted(figures, key=lambda one: self.place(one.currency))

    def place(self, code: str | None) -> int:
        """Return the place of a currency; those that had no events come last."""
        return self.currencies.index(code) if code in self.currencies else len(self.currencies)


def scope_of(sql: sqlite3.Connection, period: Period, now: int) -> Scope:
    """Return the scope of a report."""
    known = show(sql, "gross", period, now=now).whole
    return Scope(sql, period, now, tuple(one.currency for one in known if one.currency))
