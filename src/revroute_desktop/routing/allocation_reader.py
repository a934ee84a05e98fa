"""What the books have of the allocations of original events, for the reversals that follow them (B8)."""

import sqlite3
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from revroute_desktop.ledger.kinds import TransactionKind
from revroute_desktop.ledger.post import LINES_MAX
from revroute_desktop.routing.engine.accounts import AccountRefs
from revroute_desktop.routing.engine.allocations import AllocationColumns, no_allocations
from revroute_desktop.routing.event_reader import columns_of_rows, json_ids
from revroute_desktop.routing.kinds import Kind

Int64s = NDArray[np.int64]

ALLOCATING = (int(TransactionKind.ROUTE), int(TransactionKind.RESTATED_NEW))

ENTERS_ROUTES = f"e.amount > 0 AND e.kind <> {int(Kind.CHARGEBACK_REVERSAL)}"
"""SQL of the events e that enter routes; the others may have been restated too, but allocate nothing."""


@dataclass(frozen=True, slots=True)
class RoutePlaces:
    """Where a route id of the books stands: (place of the version, place of the route in its plan)."""

    by_id: dict[int, tuple[int, int]]


def read_allocations(
    sql: sqlite3.Connection,
    transactions: Int64s,
    places: RoutePlaces,
    accounts: AccountRefs,
    codes: dict[int, str],
    before: int | None = None,
) -> AllocationColumns:
    """Return the allocations that transactions made, with what was taken from them since.

    `codes` are account codes by id. `before` leaves out what transactions from that id on did. The event of
    allocation i is to be row i of the stored events.
    """
    if not len(transactions):
        return no_allocations()
    beyond = 2**62 if before is None else before
    wanted = json_ids(transactions)
    event, transaction, route = columns_of_rows(
        sql.execute(
            "SELECT t.event, t.id, t.route FROM json_each(?) w CROSS JOIN txn t ON t.id = w.value", (wanted,)
        ),
        3,
    )
    owner, posting, account, currency, amount, step, beneficiary = columns_of_rows(
        sql.execute(
            "SELECT w.key, p.id, p.account, p.currency, p.amount, COALESCE(p.step, 0), "
            "COALESCE(h.beneficiary, 0) "
            "FROM json_each(?) w CROSS JOIN posting p ON p.id BETWEEN w.value * ?2 AND w.value * ?2 + ?2 - 1 "
            "LEFT JOIN hold h ON h.posting = p.id ORDER BY w.key, p.id",
            (wanted, LINES_MAX),
        ),
        7,
    )
    starts = np.searchsorted(owner, np.arange(len(transaction) + 1))
    taken, from_hold, drawn = _taken(sql, wanted, posting, account, beneficiary, beyond)
    weight = -amount
    weight[starts[:-1]] = 0  # the clearing line
    found = [places.by_id[number] for number in route.tolist()]
    return AllocationColumns(
        event=event,
        transaction=transaction,
        version=np.array([version for version, _ in found], np.int64),
        route=np.array([place for _, place in found], np.int64),
        currency=currency[starts[:-1]],
        source=np.ones(len(transaction), np.int64),
        row=np.arange(len(transaction)),
        starts=starts,
        posting=posting,
        account=_refs(account, accounts, codes),
        step=step,
        weight=weight,
        taken=taken,
        taken_from_hold=from_hold,
        open_hold=np.where(beneficiary > 0, weight - drawn, 0),
        beneficiary=np.where(beneficiary > 0, _refs(beneficiary, accounts, codes), -1),
    )


def _taken(
    sql: sqlite3.Connection, wanted: str, posting: Int64s, account: Int64s, beneficiary: Int64s, beyond: int
) -> tuple[Int64s, Int64s, Int64s]:
    """Return what was reversed of each posting, how much of that from its hold, and what left the hold in
    all.
    """
    original, by, amount, kind = columns_of_rows(
        sql.execute(
            "SELECT a.original, p.account, p.amount, t.kind "
            "FROM json_each(?1) w CROSS JOIN posting_against a "
            "ON a.original BETWEEN w.value * ?2 AND w.value * ?2 + ?2 - 1 "
            "CROSS JOIN posting p ON p.id = a.posting CROSS JOIN txn t ON t.id = a.posting / ?2 "
            "WHERE t.id < ?3",
            (wanted, LINES_MAX, beyond),
        ),
        4,
    )
    order = np.argsort(posting)
    place = order[np.searchsorted(posting, original, sorter=order)]
    of_hold = (beneficiary[place] > 0) & (by == account[place])
    released = kind == int(TransactionKind.RELEASE)
    sums = [np.zeros(len(posting), np.int64) for _ in range(3)]
    for total, chosen in zip(sums, (~released, of_hold & ~released, of_hold), strict=True):
        np.add.at(total, place[chosen], amount[chosen])
    taken, from_hold, drawn = sums
    return taken, from_hold, drawn


def _refs(ids: Int64s, accounts: AccountRefs, codes: dict[int, str]) -> Int64s:
    seen, place = np.unique(ids, return_inverse=True)
    numbers = [accounts.number(codes[one]) if one else -1 for one in seen.tolist()]
    return np.array(numbers, np.int64)[place]


def allocating_transactions(sql: sqlite3.Connection, events: Int64s) -> Int64s:
    """Return the newest allocations of those of the events that a route has allocated."""
    (found,) = columns_of_rows(
        sql.execute(
            "SELECT t.id FROM json_each(?) w CROSS JOIN d_event_state s ON s.event = w.value "
            "JOIN txn t ON t.id = s.txn JOIN event e ON e.id = s.event "
            f"WHERE t.kind IN {ALLOCATING} AND s.state <> 5 AND {ENTERS_ROUTES}",
            (json_ids(events),),
        ),
        1,
    )
    return found
