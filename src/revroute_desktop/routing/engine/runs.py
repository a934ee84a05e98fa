"""Runs of events that may go through their steps a column at a time without one step seeing another's effect
too late.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from revroute_desktop.routing.engine.versions import Version
from revroute_desktop.routing.plans.plan import Destination, Recoup, Short, Step, Weights

Int64s = NDArray[np.int64]
Bools = NDArray[np.bool_]

RoutedRows = tuple[int, Int64s, dict[Destination, Int64s | int]]
"""A route, the rows that take it in the order of the batch, and the account of each for every destination."""


def between(routes: list[RoutedRows], begin: int, end: int) -> list[RoutedRows]:
    """Return what lies in rows `begin` to before `end`."""
    result: list[RoutedRows] = []
    for route, rows, destinations in routes:
        first, last = np.searchsorted(rows, [begin, end])
        if first == last:
            continue
        part = slice(int(first), int(last))
        result.append(
            (
                route,
                rows[part],
                {
                    to: account if isinstance(account, int) else account[part]
                    for to, account in destinations.items()
                },
            )
        )
    return result


@dataclass(frozen=True, slots=True, eq=False)
class Interplay:
    """Where steps of one run see each other's effects.

    Postings of steps on advance accounts that more than one step touches, by rising `row`: the `place` of the
    account and currency in `accounts`, and the `gross` amount of the event. `moved` marks the accounts that
    other steps than recoup touch. `alone` marks rows of the chunk that can only go by themselves.
    """

    row: Int64s
    place: Int64s
    gross: Int64s
    accounts: tuple[tuple[int, int], ...]
    moved: Bools
    alone: Bools

    def between(self, begin: int, end: int, balance: Callable[[int, int], int]) -> bool:
        """Return whether steps of rows `begin` to before `end` may see each other's effects.

        Recoup steps that share an advance account do so only where what they could take exceeds what is
        outstanding, and not where nothing is. `balance` gives the balance of an account in a currency.
        """
        if self.alone[begin:end].any():
            return True
        first, last = np.searchsorted(self.row, [begin, end])
        if first == last:
            return False
        row, place, gross = self.row[first:last], self.place[first:last], self.gross[first:last]
        wanted = np.bincount(place, weights=gross, minlength=len(self.accounts))
        for one in np.flatnonzero(wanted).tolist():
            outstanding = balance(*self.accounts[one])
            could_bind = 0 < outstanding < wanted[one] * 1.001  # the sum is a float's
            if self.moved[one] or could_bind:
                # One event alone goes through its steps in their order in any case.
                rows = row[place == one]
                if rows[0] != rows[-1]:
                    return True
        return False


def interplay_of(version: Version, routes: list[RoutedRows], amount: Int64s, currency: Int64s) -> Interplay:
    """Return the interplay of steps over routed rows; `amount` and `currency` are columns of the chunk.

    Two things make it: a second step that touches an advance account which a recoup step reads (B20), and a
    weights step whose own caps count what the caps of its parts leave.
    """
    alone = _alone(version, routes, len(amount))
    rows, keys, moved = _shared_touches(version, routes, currency)
    order = np.argsort(rows, kind="stable")
    rows, keys = rows[order], keys[order]
    seen, place = np.unique(keys, return_inverse=True)
    accounts = tuple((key // 1000, key % 1000) for key in seen.tolist())
    return Interplay(rows, place, amount[rows], accounts, np.isin(seen, moved), alone)


def posts_to(step: Step) -> Iterator[Destination]:
    """Yield the destinations whose balances a step changes."""
    if step.to is not None:
        yield step.to
    if step.charge is not None and step.if_short is Short.CHARGE:
        yield step.charge
    if isinstance(step.takes, Weights):
        yield from (part.to for part in step.takes.parts)


def _alone(version: Version, routes: list[RoutedRows], count: int) -> Bools:
    result = np.zeros(count, np.bool_)
    for route, rows, _ in routes:
        if any(_counts_its_parts(step) for step in version.plan.routes[route].steps):
            result[rows] = True
    return result


def _counts_its_parts(step: Step) -> bool:
    return isinstance(step.takes, Weights) and bool(step.caps) and any(part.caps for part in step.takes.parts)


def _shared_touches(
    version: Version, routes: list[RoutedRows], currency: Int64s
) -> tuple[Int64s, Int64s, Int64s]:
    """Return the rows and keys (account × 1000 + currency) of postings on accounts that a recoup step and
    another step touch, and the keys that steps other than recoup touch.
    """
    touched: list[tuple[Int64s, Int64s, bool]] = []
    if version.has_recoup:
        for route, rows, destinations in routes:
            for step in version.plan.routes[route].steps:
                for to in posts_to(step):
                    touched.append(
                        (rows, destinations[to] * 1000 + currency[rows], isinstance(step.takes, Recoup))
                    )
    distinct = [np.unique(keys) for _, keys, _ in touched]
    every, times = np.unique(np.concatenate([np.zeros(0, np.int64), *distinct]), return_counts=True)
    of_recoup = [keys for keys, (_, _, recoups) in zip(distinct, touched, strict=True) if recoups]
    of_others = [keys for keys, (_, _, recoups) in zip(distinct, touched, strict=True) if not recoups]
    shared = every[(times > 1) & np.isin(every, np.concatenate([np.zeros(0, np.int64), *of_recoup]))]
    moved = np.intersect1d(shared, np.concatenate([np.zeros(0, np.int64), *of_others]))
    found = [(rows, keys, np.isin(keys, shared)) for rows, keys, _ in touched]
    nothing = np.zeros(0, np.int64)
    return (
        np.concatenate([nothing, *(rows[chosen] for rows, _, chosen in found)]),
        np.concatenate([nothing, *(keys[chosen] for _, keys, chosen in found)]),
        moved,
    )
