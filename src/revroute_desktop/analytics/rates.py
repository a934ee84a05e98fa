"""Rates of exchange that an operator gives, each with who says so. Without one nothing is ever added up over
currencies.
"""

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Final

from revroute_desktop.analytics.told_rows import Refused, ToldRow, file_digest, told_rows
from revroute_desktop.errors import UserError
from revroute_desktop.ledger.periods import day_number, day_of
from revroute_desktop.money import currency, currency_by_numeric, parse_decimal
from revroute_desktop.workspace import Workspace

COLUMNS: Final = ("date", "from", "to", "rate", "source")
LONGEST: Final = 100
"""Characters of a source's name, and of a rate."""
_APART_MOST: Final = Fraction(3, 2)
"""How far a rate and the one of the other way may be apart before one of them looks wrong."""
_NAMED: Final = 100
"""Rates that an entry of the log names; a file's digest stands for all."""


@dataclass(frozen=True, slots=True)
class Rate:
    """From a day on one unit of `base` is `text` (a decimal number) units of `quote`, as `source` says."""

    day: date
    base: str
    quote: str
    text: str
    source: str

    @property
    def exact(self) -> Fraction:
        """The rate."""
        return parse_decimal(self.text)


@dataclass(frozen=True, slots=True)
class Factor:
    """What minor units of one currency are multiplied by to be minor units of another, exactly, and by which
    rate; `turned` where that rate is of the other way.
    """

    rate: Rate
    turned: bool
    exact: Fraction

    @property
    def words(self) -> str:
        """The rate as a sentence names it."""
        one = self.rate
        return f"1 {one.base} = {one.text} {one.quote} ({one.source}, from {one.day})"


@dataclass(frozen=True, slots=True)
class ToldRates:
    """What a file tells of rates, and what of it is new, changed and as it was; `doubts` are sentences on
    rates that contradict those of the other way.
    """

    name: str
    rates: tuple[Rate, ...]
    refused: tuple[Refused, ...]
    new: int
    changed: int
    same: int
    doubts: tuple[str, ...]


def read_rates(sql: sqlite3.Connection, path: Path) -> ToldRates:
    """Return the rates of a CSV file and what they would change; nothing is written. Raises UserError for a
    file that is none.
    """
    found: defaultdict[tuple[date, str, str], list[tuple[int, Rate]]] = defaultdict(list)
    refused = []
    for row in told_rows(path, COLUMNS):
        if isinstance(row, Refused):
            refused.append(row)
            continue
        try:
            rate = _rate(row)
        except UserError as error:
            refused.append(Refused(row.line, str(error)))
            continue
        found[rate.day, rate.base, rate.quote].append((row.line, rate))
    for told in found.values():
        for line, rate in told[1:]:
            refused.append(
                Refused(line, f"Line {told[0][0]} already gives the rate from {rate.base} to {rate.quote}.")
            )
    refused.sort(key=lambda one: one.line)
    rates = tuple(told[0][1] for told in found.values())
    known = {(one.day, one.base, one.quote): one for one in kept_rates(sql)}
    state = Counter(
        "new" if before is None else "same" if before == rate else "changed"
        for rate in rates
        for before in [known.get((rate.day, rate.base, rate.quote))]
    )
    counts = (state["new"], state["changed"], state["same"])
    return ToldRates(path.name, rates, tuple(refused), *counts, doubts_of(rates, known.values()))


def import_rates(workspace: Workspace, path: Path, *, actor: str) -> ToldRates:
    """Keep the rates of a file, in place of those of the same days, with an entry in the log.

    Raises UserError for a file that can't be read, and where a row is refused: then nothing is kept.
    """
    with workspace.read() as session:
        told = read_rates(session.sql, path)
    if told.refused:
        first = told.refused[0]
        raise UserError(f"Line {first.line} of {told.name}: {first.reason} Nothing was kept.")
    _keep(workspace, told.rates, told.name, file_digest(path), actor)
    return told


def set_rate(workspace: Workspace, rate: Rate, *, actor: str) -> tuple[str, ...]:
    """Keep one rate, given by hand; return a sentence where it contradicts the one of the other way. Raises
    UserError for one that can't be.
    """
    checked(rate)
    with workspace.read() as session:
        doubts = doubts_of((rate,), kept_rates(session.sql))
    _keep(workspace, (rate,), rate.source, "", actor)
    return doubts


def remove_rates(
    workspace: Workspace, base: str, quote: str, day: date | None, *, actor: str
) -> tuple[Rate, ...]:
    """Forget the rates from one currency to another, or that of a day alone, with an entry in the log, and
    return them. Raises UserError where there is none.
    """
    base, quote = currency(base).code, currency(quote).code
    with workspace.read() as session:
        found = tuple(
            one
            for one in kept_rates(session.sql)
            if (one.base, one.quote) == (base, quote) and day in (None, one.day)
        )
    if not found:
        which = f" from {day} on" if day is not None else ""
        raise UserError(
            f"No rate from {base} to {quote} was given{which}; `revroute metrics rates list` shows those "
            "that were."
        )
    pair = (currency(base).numeric, currency(quote).numeric)
    with workspace.write(actor, "rates.remove", f"{base} {quote}") as unit:
        unit.sql.executemany(
            "DELETE FROM desk_rate WHERE base = ? AND quote = ? AND day = ?",
            [(*pair, day_number(one.day)) for one in found],
        )
        unit.record({"rates": list(_told(found)), "more": max(0, len(found) - _NAMED)})
    return found


def doubts_of(rates: Sequence[Rate], known: Iterable[Rate]) -> tuple[str, ...]:
    """Return a sentence for each rate that the one of the other way, of the day that is nearest among these
    and the `known`, contradicts by more than half.
    """
    ways: defaultdict[tuple[str, str], dict[date, Rate]] = defaultdict(dict)
    for one in (*known, *rates):
        ways[one.base, one.quote][one.day] = one
    found = []
    for rate in rates:
        others = ways.get((rate.quote, rate.base), {}).values()
        other = min(others, key=lambda one: abs(one.day - rate.day), default=None)
        if other is None:
            continue
        apart = rate.exact * other.exact
        if not 1 / _APART_MOST <= apart <= _APART_MOST:
            found.append(
                f"1 {rate.base} = {rate.text} {rate.quote} (from {rate.day}) contradicts 1 {other.base} = "
                f"{other.text} {other.quote} (from {other.day}): look which of them is wrong."
            )
    return tuple(found)


def kept_rates(sql: sqlite3.Connection) -> tuple[Rate, ...]:
    """Return all rates, by currencies and day."""
    rows = sql.execute("SELECT day, base, quote, rate, source FROM desk_rate ORDER BY base, quote, day")
    return tuple(
        Rate(day_of(day), currency_by_numeric(base).code, currency_by_numeric(quote).code, text, source)
        for day, base, quote, text, source in rows
    )


def factor(sql: sqlite3.Connection, base: str, quote: str, day: date) -> Factor:
    """Return what turns minor units of one currency into those of another, by the newest rate of a day or
    before, given the one way or the other. Raises UserError where there is none.
    """
    row = sql.execute(
        "SELECT day, rate, source, base = ?1 FROM desk_rate WHERE day <= ?3"
        " AND ((base = ?1 AND quote = ?2) OR (base = ?2 AND quote = ?1)) ORDER BY day DESC, 4 DESC LIMIT 1",
        (currency(base).numeric, currency(quote).numeric, day_number(day)),
    ).fetchone()
    if row is None:
        raise UserError(
            f"There is no rate from {base} to {quote} of {day} or before, so nothing is added up; "
            "give one with `revroute metrics rates set` or `revroute metrics rates import`."
        )
    since, text, source, straight = row
    pair = (base, quote) if straight else (quote, base)
    rate = Rate(day_of(since), *pair, text, source)
    exact = rate.exact if straight else 1 / rate.exact
    digits = currency(quote).digits - currency(base).digits
    return Factor(rate, not straight, exact * Fraction(10) ** digits)


def checked(rate: Rate) -> Rate:
    """Return a rate; raises UserError for one from a currency to itself, of zero or below, or of nobody."""
    for code in (rate.base, rate.quote):
        currency(code)
    if rate.base == rate.quote:
        raise UserError(f"A rate is between two currencies, not from {rate.base} to itself.")
    if len(rate.text) > LONGEST or rate.exact <= 0:
        raise UserError(f"A rate is a number above zero, not {rate.text[:40]!r}.")
    if not rate.source or len(rate.source) > LONGEST:
        raise UserError("Say who gives the rate, for example ECB; a figure that is made with it names it.")
    return rate


def _rate(row: ToldRow) -> Rate:
    texts = row.texts
    try:
        day = date.fromisoformat(texts["date"])
    except ValueError:
        raise UserError(f"{texts['date'][:40]!r} is not a day; write it as 2026-03-31.") from None
    base, quote = (currency(texts[name]).code for name in ("from", "to"))
    return checked(Rate(day, base, quote, texts["rate"], texts["source"]))


def _keep(workspace: Workspace, rates: Sequence[Rate], subject: str, digest: str, actor: str) -> None:
    with workspace.read() as session:
        known = set(kept_rates(session.sql))
    if known >= set(rates):
        return
    with workspace.write(actor, "rates.keep", subject) as unit:
        numbers = {code: currency(code).numeric for one in rates for code in (one.base, one.quote)}
        unit.sql.executemany(
            "INSERT INTO desk_rate (base, quote, day, rate, source) VALUES (?, ?, ?, ?, ?)"
            " ON CONFLICT (base, quote, day) DO UPDATE SET rate = excluded.rate, source = excluded.source",
            [
                (numbers[one.base], numbers[one.quote], day_number(one.day), one.text, one.source)
                for one in rates
            ],
        )
        unit.record({"rates": list(_told(rates)), "more": max(0, len(rates) - _NAMED), "sha256": digest})


def _told(rates: Sequence[Rate]) -> list[str]:
    """Return rates as an entry of the log names them."""
    return [f"{one.day} {one.base} {one.quote} {one.text} {one.source}" for one in rates[:_NAMED]]
