"""Facts of the ledger by booked day, from the daily sums: what came in, who received it, what waits."""

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from revroute_desktop.analytics.metrics.ledger_sums import Axis, axis, axis_of_time, net_by
from revroute_desktop.analytics.metrics.model import Ask, Facts
from revroute_desktop.analytics.metrics.remembered import Remembered
from revroute_desktop.analytics.metrics.slots import add
from revroute_desktop.analytics.metrics.terms import asked_dimensions
from revroute_desktop.ledger.accounts import NO_PAYEES, AccountType
from revroute_desktop.workspace.ledger_days import LedgerDays, exact_sums, read
from revroute_desktop.workspace.zones import local_days

Int64s = NDArray[np.int64]

TOP: Final = 10
"""Payees whose share of the whole is told."""

_CLEARING: Final = "clearing"
_ROOT_MOST: Final = 2**31
"""What is smaller has a square below 64 bits."""

_LEVELS: Final = frozenset({"reserve", "suspense"})


@dataclass(frozen=True, slots=True)
class _Account:
    code: str
    type: int

    @property
    def root(self) -> str:
        return self.code.split(":", 1)[0]


def _read_books(ask: Ask) -> Facts:
    asked_dimensions(ask, ("destination", "source"), "The ledger's figures")
    narrowed = any(name == "destination" for name, _ in ask.terms)
    accounts = _accounts(ask.sql)
    sources: dict[int, str] = dict(ask.sql.execute("SELECT id, code FROM source"))

    def destination(number: int) -> tuple[str, str] | None:
        """Key, and what counts there."""
        account = accounts.get(number)
        if account is None or not _meant(ask, "destination", account.code):
            return None
        if account.root == _CLEARING:
            return None if narrowed else ("", "booked")
        key = account.code if ask.by == "destination" else ""
        return key, "take" if account.type == AccountType.INCOME else "received"

    def source(number: int) -> str | None:
        """Key; 0 is what no event caused."""
        code = sources.get(number)
        if code is None or not _meant(ask, "source", code):
            return None
        return code if ask.by == "source" else ""

    bounds = _bounds(ask)
    days = read(ask.sql, int(bounds[0]), int(bounds[-1]))
    by_account = axis(days.column("account"), destination)
    by_source = axis(days.column("source"), source)
    by_currency = axis(days.column("currency"), lambda numeric: numeric)
    net = net_by(days, (axis_of_time(days.day, bounds), by_account, by_source, by_currency))
    facts, whole = Facts(), Facts()
    columns = [column.tolist() for column in (*net.places, net.amount, net.postings)]
    for span, of_account, of_source, unit, amount, postings in zip(*columns, strict=True):
        key, what = by_account.keys[of_account]
        currency = by_currency.keys[unit]
        if what == "booked":
            measures = {"booked": -amount, "booked_rows": postings}
        else:
            measures = {"received": amount, "received_rows": postings}
            if what == "take":
                measures["take"] = amount
        if ask.by is not None:
            add(whole, (currency, "", span), **measures)
        # What came in went to no destination yet.
        if ask.by != "destination" or what != "booked":
            add(facts, (currency, key or by_source.keys[of_source], span), **measures)
    if ask.by is not None:
        read_books.remember(replace(ask, by=None), whole)
    return facts


read_books: Final = Remembered(_read_books)
"""Booked (what came in through clearing accounts less what went back), take (what income accounts received),
received (what every other account than clearing received, net), and postings of each. Only what an event
caused counts: no opening balances, no manual entries.
"""


def _read_levels(ask: Ask) -> Facts:
    asked_dimensions(ask, ("destination",), "Balances")
    accounts = {
        number: account
        for number, account in _accounts(ask.sql).items()
        if account.root in _LEVELS and _meant(ask, "destination", account.code)
    }
    bounds = _bounds(ask)
    days = read(ask.sql, None, int(bounds[-1]), accounts)
    if not len(days.day):
        return {}
    whole = _levels(days, bounds, {number: ("", account.root) for number, account in accounts.items()})
    if ask.by != "destination":
        return whole
    read_levels.remember(replace(ask, by=None), whole)
    keys = {number: (account.code, account.root) for number, account in accounts.items()}
    return _levels(days, bounds, keys)


read_levels: Final = Remembered(_read_levels)
"""Reserve and suspense at the end of each span: the balance of the accounts under those roots."""


def _levels(days: LedgerDays, bounds: Int64s, keys: Mapping[int, tuple[str, str]]) -> Facts:
    """Return the level of each key and measure, those of the accounts that are told, at the end of spans."""
    by_level = axis(days.column("account"), keys.__getitem__)
    by_currency = axis(days.column("currency"), lambda numeric: numeric)
    # What came before the first span is there at its end too.
    spans = len(bounds) - 1
    of_time = Axis(range(spans), np.searchsorted(bounds[1:], days.day, side="right"))
    net = net_by(days, (by_level, by_currency, of_time))
    facts: Facts = {}
    of_level, of_currency, span = net.places
    groups = np.flatnonzero(np.diff(of_level * len(by_currency.keys) + of_currency, prepend=-1, append=-1))
    for begin, end in pairwise(groups.tolist()):
        key, measure = by_level.keys[int(of_level[begin])]
        currency = by_currency.keys[int(of_currency[begin])]
        amounts, counts = (
            list(accumulate(column[begin:end].tolist())) for column in (net.amount, net.postings)
        )
        known = np.searchsorted(span[begin:end], np.arange(spans), side="right").tolist()
        for place, count in enumerate(known):
            if count:
                here = {measure: amounts[count - 1], f"{measure}_rows": counts[count - 1]}
                add(facts, (currency, key, place), **here)
    return facts


def _read_payees(ask: Ask) -> Facts:
    asked_dimensions(ask, (), "Concentration")
    payees = {
        number
        for number, account in _accounts(ask.sql).items()
        if account.type == AccountType.LIABILITY and account.root not in NO_PAYEES
    }
    bounds = _bounds(ask)
    days = read(ask.sql, int(bounds[0]), int(bounds[-1]))
    by_event = axis(days.column("source"), lambda number: number > 0 or None)
    by_currency = axis(days.column("currency"), lambda numeric: numeric)
    by_payee = axis(days.column("account"), lambda number: number if number in payees else None)
    net = net_by(days, (axis_of_time(days.day, bounds), by_currency, by_payee, by_event))
    units = len(by_currency.keys)
    spans, currencies, *_ = net.places
    group, count = spans * units + currencies, ask.spans * units
    measures = _concentration(net.amount, group, count)
    facts: Facts = {}
    for place in np.unique(group).tolist():
        span, currency = divmod(place, units)
        of_group = {name: int(column[place]) for name, column in measures.items()}
        of_group["squared"] = of_group["positive"] ** 2
        facts[by_currency.keys[currency], "", span] = of_group
    return facts


read_payees: Final = Remembered(_read_payees)
"""How concentrated what payees received is: top (of the largest ten), positive (of all that received more
than they gave back), squares (of each) and squared (of their sum), and how many payees.
"""


def _concentration(received: NDArray[Any], group: Int64s, count: int) -> dict[str, NDArray[Any]]:
    """Return the measures of concentration of each of `count` groups of payees by what they received; the
    groups follow each other.
    """
    received, group = received[received > 0], group[received > 0]
    payees = np.bincount(group, minlength=count)
    top = np.zeros(count, object)
    for place, (begin, end) in enumerate(pairwise([0, *np.cumsum(payees).tolist()])):
        part = received[begin:end]
        largest = np.partition(part, -TOP)[-TOP:] if len(part) > TOP else part
        top[place] = sum(largest.tolist())
    factor = received if received.max(initial=0) < _ROOT_MOST else received.astype(object)
    return {
        "top": top,
        "positive": exact_sums(received, group, count),
        "squares": exact_sums(factor * factor, group, count),
        "payees": payees,
    }


def _meant(ask: Ask, dimension: str, key: str) -> bool:
    """Return whether what has this key of a dimension is asked for."""
    return all(name != dimension or wanted == key for name, wanted in ask.terms)


def _accounts(sql: sqlite3.Connection) -> dict[int, _Account]:
    return {
        number: _Account(code, kind)
        for number, code, kind in sql.execute("SELECT id, code, type FROM account")
    }


def _bounds(ask: Ask) -> Int64s:
    """Return the days on which spans begin, and the one on which the last is over."""
    return local_days(np.array(ask.edges, np.int64), ask.zone)
