"""Facts of the ledger by booked day, from the daily rollups: what came in, who received it, what waits."""

import itertools
from collections import defaultdict
from collections.abc import Iterable, Iterator
from operator import itemgetter
from typing import Final

import numpy as np

from revroute_desktop.analytics.metrics.model import Ask, Facts
from revroute_desktop.analytics.metrics.slots import add
from revroute_desktop.analytics.metrics.terms import asked_dimensions
from revroute_desktop.ledger.accounts import NO_PAYEES, AccountType
from revroute_desktop.workspace.zones import local_days

TOP: Final = 10
"""Payees whose share of the whole is told."""

_BATCH: Final = 2_048

_LEVELS: Final = {"reserve": "reserve", "suspense": "suspense"}

_ROLLUPS: Final = (
    "SELECT account.code, account.type, currency, {source}, {slot}, SUM(debit), SUM(credit), SUM(postings)"
    " FROM d_rollup_day JOIN account ON account.id = d_rollup_day.account"
    " LEFT JOIN source ON source.id = d_rollup_day.source"
    " WHERE day >= ? AND day < ? AND {which} GROUP BY 5, 1, 2, 3, 4 ORDER BY 5"
)


def read_books(ask: Ask) -> Facts:
    """Return booked (what came in through clearing accounts less what went back), take (what income accounts
    received), received (what every other account than clearing received, net), and postings of each. Only
    what an event caused counts: no opening balances, no manual entries.
    """
    asked = asked_dimensions(ask, ("destination", "source"), "The ledger's figures")
    facts: Facts = {}
    source = "source.code" if "source" in asked else "NULL"
    for code, kind, currency, said, place, debit, credit, postings in _rows(
        ask, source, "d_rollup_day.source <> 0"
    ):
        told = {"destination": code, "source": said}
        if any(told[name] != key for name, key in ask.terms):
            continue
        where = (currency, told[ask.by] if ask.by else "", place)
        if _root(code) == "clearing":
            if "destination" not in asked:
                add(facts, where, booked=debit - credit, booked_rows=postings)
            continue
        add(facts, where, received=credit - debit, received_rows=postings)
        if kind == AccountType.INCOME:
            add(facts, where, take=credit - debit)
    return facts


def read_levels(ask: Ask) -> Facts:
    """Return reserve and suspense at the end of each span: the balance of the accounts under those roots."""
    asked_dimensions(ask, ("destination",), "Balances")
    days = _days(ask)
    sums: defaultdict[tuple[int, str, str], list[tuple[int, int, int]]] = defaultdict(list)
    rows = ask.sql.execute(
        "SELECT account.code, currency, day, SUM(credit - debit), SUM(postings) FROM d_rollup_day"
        " JOIN account ON account.id = d_rollup_day.account"
        " WHERE account.id IN (SELECT id FROM account WHERE code GLOB 'reserve*' OR code GLOB 'suspense*')"
        " AND day < ? GROUP BY 1, 2, 3 ORDER BY day",
        (int(days[-1]),),
    )
    for code, currency, day, amount, postings in rows:
        measure = _LEVELS.get(_root(code))
        if measure is not None and all(code == key for _, key in ask.terms):
            key = code if ask.by == "destination" else ""
            sums[currency, key, measure].append((day, amount, postings))
    facts: Facts = {}
    for (currency, key, measure), known in sums.items():
        known.sort()
        amounts = list(itertools.accumulate(amount for _, amount, _ in known))
        counts = list(itertools.accumulate(count for _, _, count in known))
        ends = np.searchsorted(np.array([day for day, _, _ in known]), days[1:], side="left")
        for place, end in enumerate(ends.tolist()):
            if end:
                where = (currency, key, place)
                add(facts, where, **{measure: amounts[end - 1], f"{measure}_rows": counts[end - 1]})
    return facts


def read_payees(ask: Ask) -> Facts:
    """Return how concentrated what payees received is: top (of the largest ten), positive (of all that
    received more than they gave back), squares (of each) and squared (of their sum), and how many payees.
    """
    asked_dimensions(ask, (), "Concentration")
    facts: Facts = {}
    rows = _rows(ask, "NULL", "d_rollup_day.source <> 0")
    # One span after the other: there are as many payees and days as events in some books.
    for place, here in itertools.groupby(rows, key=itemgetter(4)):
        received: defaultdict[int, defaultdict[str, int]] = defaultdict(lambda: defaultdict(int))
        for code, kind, currency, _, _, debit, credit, _ in here:
            if kind == AccountType.LIABILITY and _root(code) not in NO_PAYEES:
                received[currency][code] += credit - debit
        for currency, by_payee in received.items():
            facts[currency, "", place] = _concentration(by_payee.values())
    return facts


def _concentration(received: Iterable[int]) -> dict[str, int]:
    amounts = sorted((amount for amount in received if amount > 0), reverse=True)
    whole = sum(amounts)
    return {
        "top": sum(amounts[:TOP]),
        "positive": whole,
        "squares": sum(amount * amount for amount in amounts),
        "squared": whole * whole,
        "payees": len(amounts),
    }


def _rows(ask: Ask, source: str, which: str) -> Iterator[tuple[str, int, int, str, int, int, int, int]]:
    """Yield account, type, currency, source, place among the spans, debit, credit, postings, by place."""
    days = _days(ask)
    slot = "day" if ask.spans > 2 else f"day >= {days[1]}" if ask.spans == 2 else "0"
    found = ask.sql.execute(
        _ROLLUPS.format(source=source, slot=slot, which=which), (int(days[0]), int(days[-1]))
    )
    if ask.spans <= 2:
        yield from found
        return
    while batch := found.fetchmany(_BATCH):
        places = np.searchsorted(days, np.array([row[4] for row in batch], np.int64), side="right") - 1
        for row, place in zip(batch, places.tolist(), strict=True):
            yield (*row[:4], place, *row[5:])


def _days(ask: Ask) -> "np.ndarray[tuple[int], np.dtype[np.int64]]":
    return local_days(np.array(ask.edges, np.int64), ask.zone)


def _root(code: str) -> str:
    return code.split(":", 1)[0]
