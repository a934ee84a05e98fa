"""How much of a restatement came to something else than before."""

import sqlite3
from collections import Counter

from revroute_desktop.ledger.kinds import TransactionKind
from revroute_desktop.ledger.post import LINES_MAX


def changed_events(sql: sqlite3.Connection, entry: int) -> int:
    """Return how many events a restatement gave other postings or another route than they had."""
    old = _decided_as(
        sql,
        "SELECT r.original FROM txn o JOIN reversal r ON r.txn = o.id WHERE o.entry = ? AND o.kind = ?",
        (entry, int(TransactionKind.RESTATED_OLD)),
    )
    new = _decided_as(
        sql, "SELECT id FROM txn WHERE entry = ? AND kind = ?", (entry, int(TransactionKind.RESTATED_NEW))
    )
    return sum(old.get(event) != new.get(event) for event in old.keys() | new.keys())


def _decided_as(
    sql: sqlite3.Connection, transactions: str, parameters: tuple[int, int]
) -> dict[int, Counter[tuple[int | None, ...]]]:
    """Return by event what transactions, chosen by SQL, posted: route, account, amount, step, hold, and what
    of which event a posting goes against.
    """
    found: dict[int, Counter[tuple[int | None, ...]]] = {}
    for event, *posting in sql.execute(
        "SELECT t.event, t.route, p.account, p.currency, p.amount, p.step, h.beneficiary, h.due_day, "
        "ot.event, o.account, o.amount, o.step "
        f"FROM txn t JOIN posting p ON p.id BETWEEN t.id * {LINES_MAX} AND t.id * {LINES_MAX} + "
        f"{LINES_MAX - 1} LEFT JOIN hold h ON h.posting = p.id "
        "LEFT JOIN posting_against g ON g.posting = p.id LEFT JOIN posting o ON o.id = g.original "
        f"LEFT JOIN txn ot ON ot.id = o.id / {LINES_MAX} WHERE t.id IN ({transactions})",
        parameters,
    ):
        found.setdefault(event, Counter())[tuple(posting)] += 1
    return found
