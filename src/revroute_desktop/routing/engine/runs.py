"""Runs of events that may go through their steps a column at a time without one step seeing another's effect
too late.
"""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from revroute_desktop.routing.engine.versions import Version
from revroute_desktop.routing.plan import Destination, Recoup, Short, Step, Weights

Int64s = NDArray[np.int64]
Bools = NDArray[np.bool_]

RoutedRows = tuple[int, Int64s, dict[Destination, Int64s | int]]
"""A route, the rows that take it in the order of the batch, and the account of each for every destination."""

_StepKey = tuple[int, int]


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


def run_bounds(version: Version, routes: list[RoutedRows], rows: int) -> list[tuple[int, int]]:
    """Return the runs of consecutive rows (begin, end) in which columns give what single events would.

    Two things cut a run: a second step that touches an advance account which a recoup step reads (B20), and a
    weights step whose own caps count what the caps of its parts leave.
    """
    alone = _alone(version, routes, rows)
    touches = _touches(version, routes)
    if not alone.any() and not touches:
        return [(0, rows)]
    bounds: list[tuple[int, int]] = []
    begin, seen = 0, dict[int, _StepKey]()
    for row in sorted({*touches, *np.flatnonzero(alone).tolist()}):
        found = touches.get(row, ())
        by_itself = bool(alone[row]) or len({account for account, _ in found}) < len(set(found))
        if row > begin and (by_itself or any(seen.get(account, key) != key for account, key in found)):
            bounds.append((begin, row))
            begin, seen = row, {}
        seen.update(found)
        if by_itself:
            bounds.append((begin, row + 1))
            begin, seen = row + 1, {}
    if begin < rows:
        bounds.append((begin, rows))
    return bounds


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


def _touches(version: Version, routes: list[RoutedRows]) -> dict[int, tuple[tuple[int, _StepKey], ...]]:
    """Return for each row the (advance account, step) pairs of accounts that more than one step touches."""
    if not version.has_recoup:
        return {}
    touched: dict[_StepKey, list[tuple[Int64s, Int64s]]] = {}
    advances: set[int] = set()
    steps_of: dict[int, set[_StepKey]] = {}
    for route, rows, destinations in routes:
        for number, step in enumerate(version.plan.routes[route].steps):
            key = (route, number)
            for to in posts_to(step):
                account = np.broadcast_to(np.asarray(destinations[to]), rows.shape)
                touched.setdefault(key, []).append((rows, account))
                distinct = np.unique(account).tolist()
                if isinstance(step.takes, Recoup):
                    advances.update(distinct)
                for one in distinct:
                    steps_of.setdefault(one, set()).add(key)
    shared = [account for account in advances if len(steps_of[account]) > 1]
    result: dict[int, tuple[tuple[int, _StepKey], ...]] = {}
    if shared:
        for key, columns in touched.items():
            for rows, account in columns:
                chosen = np.isin(account, shared)
                for row, one in zip(rows[chosen].tolist(), account[chosen].tolist(), strict=True):
                    result[row] = (*result.get(row, ()), (one, key))
    return result
