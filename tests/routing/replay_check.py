"""Whether a chunk decided again gives what the books hold, posting by posting."""

import sqlite3

import numpy as np
from numpy.typing import NDArray

from revroute_desktop.ledger.post import LINES_MAX
from revroute_desktop.routing.event_reader import columns_of_rows
from revroute_desktop.routing.replay import ReplayedChunk, Replayer

Int64s = NDArray[np.int64]


def replay_difference(sql: sqlite3.Connection, replayer: Replayer, entry: int) -> str | None:
    """Return what differs first between a routing chunk and its replay, as a sentence; None where nothing
    does.

    Also None for an entry that is no routing chunk.
    """
    replayed = replayer.chunk(entry)
    if replayed is None:
        return None
    made = replayed.result.transactions()
    first = replayed.result.run.chunk.first_transaction
    books = columns_of_rows(
        sql.execute(
            "SELECT t.id, t.kind, COALESCE(t.event, 0), COALESCE(t.route, 0), COALESCE(r.original, 0) "
            "FROM txn t LEFT JOIN reversal r ON r.txn = t.id WHERE t.entry = ? ORDER BY t.id",
            (entry,),
        ),
        5,
    )
    again = [
        first + np.arange(len(made)),
        made.kind,
        replayed.events.columns.id[made.row],
        made.route,
        made.reverses,
    ]
    place = _first_difference(books, again)
    if place is not None:
        event = int(books[2][min(place, len(books[2]) - 1)])
        return f"Transaction {first + place} (event {event}) is not what a replay gives."
    place = _first_difference(_postings(sql, first, len(made)), _postings_again(replayer, replayed, first))
    if place is not None:
        transaction = int(np.searchsorted(made.starts, place, side="right")) - 1
        event = int(again[2][min(max(transaction, 0), len(made) - 1)])
        return f"Posting {place - int(made.starts[transaction])} of transaction {first + transaction} " + (
            f"(event {event}) is not what a replay gives."
        )
    return None


def _postings(sql: sqlite3.Connection, first: int, transactions: int) -> list[Int64s]:
    return columns_of_rows(
        sql.execute(
            "SELECT p.id, p.account, p.currency, p.amount, COALESCE(p.step, 0), COALESCE(a.original, 0), "
            "COALESCE(h.beneficiary, 0), COALESCE(h.due_day, 0) FROM posting p "
            "LEFT JOIN posting_against a ON a.posting = p.id LEFT JOIN hold h ON h.posting = p.id "
            "WHERE p.id >= ? AND p.id < ? ORDER BY p.id",
            (first * LINES_MAX, (first + transactions) * LINES_MAX),
        ),
        8,
    )


def _postings_again(replayer: Replayer, replayed: ReplayedChunk, first: int) -> list[Int64s]:
    made = replayed.result.transactions()
    ids = np.array([*(replayer.id_of(code) for code in replayed.state.accounts.codes), 0], np.int64)
    lines = np.diff(made.starts)
    within = np.arange(len(made.amount)) - np.repeat(made.starts[:-1], lines)
    return [
        np.repeat(first + np.arange(len(made)), lines) * LINES_MAX + within,
        ids[made.account],
        made.currency,
        made.amount,
        made.step,
        made.against,
        ids[made.beneficiary],
        made.due_day,
    ]


def _first_difference(left: list[Int64s], right: list[Int64s]) -> int | None:
    """Return the first row in which columns differ; None where they are the same."""
    rows = min(len(left[0]), len(right[0]))
    different = np.zeros(rows, np.bool_)
    for one, other in zip(left, right, strict=True):
        different |= one[:rows] != other[:rows]
    if different.any():
        return int(np.argmax(different))
    return None if len(left[0]) == len(right[0]) else rows
