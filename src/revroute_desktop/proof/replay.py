"""Replay: every route run again from events and plans, and held against what stands in the books."""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing

from revroute_desktop.audit.rows import decode_transaction
from revroute_desktop.errors import Cancelled
from revroute_desktop.proof.faults import FaultFound, found
from revroute_desktop.proof.rebuild import REPEATED, Rebuilt
from revroute_desktop.work import Progress, StopAsked
from revroute_desktop.workspace.books_transactions import transactions_of
from revroute_desktop.workspace.log import read_entries

_COUNTER = "c.step, c.keys, c.currency, c.period, c.returned_day"

_DERIVED: Sequence[tuple[str, str, str]] = (
    ("d_event_state", "event", "SELECT event, state, reason, txn, entry FROM d_event_state ORDER BY event"),
    (
        "d_event_identity",
        "source, external id",
        "SELECT source, external_id, event FROM d_event_identity ORDER BY source, external_id",
    ),
    # A counter is known by its words: its number is only the order in which it was first met.
    (
        "d_counter",
        "step, keys, currency, period, returned day",
        f"SELECT {_COUNTER}, c.value FROM d_counter c ORDER BY {_COUNTER}",
    ),
    (
        "d_counter_value",
        "step, keys, currency, period, returned day, entry",
        f"SELECT {_COUNTER}, v.entry, v.value FROM d_counter_value v JOIN d_counter c ON c.id = v.counter"
        f" ORDER BY {_COUNTER}, v.entry",
    ),
)
"""What a replay alone can tell: the table, the words for its key, and its rows in order of the key."""


def check_replay(
    sql: sqlite3.Connection, zone: str, total: int, progress: Progress, cancelled: StopAsked
) -> int:
    """Routes everything again in a temporary database; returns how many events were decided.

    The books must have been verified otherwise. `zone` is the book time zone, `total` the number of events.
    Raises FaultFound for the first posting, counter or state that events and plans do not lead to, Cancelled.
    """
    decided = 0
    with closing(Rebuilt(sql, zone)) as rebuilt:
        for entry in read_entries(sql):
            rebuilt.add(entry)
            if entry.action in REPEATED:
                _compare_chunk(sql, rebuilt.sql, entry.seq)
                (events,) = sql.execute(
                    "SELECT coalesce(sum(events), 0) FROM batch_chunk WHERE entry = ?", (entry.seq,)
                ).fetchone()
                decided += events
            progress(min(decided, total), total, "events routed again")
            if cancelled():
                raise Cancelled("Verifying was stopped; it has found nothing wrong so far.")
        for table, key, statement in _DERIVED:
            _compare_rows(table, key, sql.execute(statement), rebuilt.sql.execute(statement))
    return decided


def _compare_chunk(books: sqlite3.Connection, rebuilt: sqlite3.Connection, seq: int) -> None:
    """Compares the leaves of all transactions of a chunk, and the accounts that it opened."""
    stored, made = (transactions_of(sql, seq).leaves() for sql in (books, rebuilt))
    for one, other in zip(stored, made, strict=False):
        if one != other:
            raise _wrong_transaction(books, one, seq)
    if len(stored) > len(made):
        raise _wrong_transaction(books, stored[len(made)], seq)
    if len(stored) < len(made):
        missing = decode_transaction(made[len(stored)])
        raise found(
            "replay",
            f"Event {_event(books, missing.event)} lacks a transaction that its plan leads to",
            f"rows of entry {seq}",
        )
    accounts = "SELECT id, code, type, entry FROM account WHERE entry = ? ORDER BY id"
    _compare_rows("account", "number", books.execute(accounts, (seq,)), rebuilt.execute(accounts, (seq,)))


def _wrong_transaction(books: sqlite3.Connection, leaf: bytes, seq: int) -> FaultFound:
    transaction = decode_transaction(leaf)
    return found(
        "replay",
        f"Transaction {transaction.id} of event {_event(books, transaction.event)} is not what its plan "
        "leads to",
        f"rows of entry {seq}",
        "Look at the event with `revroute explain`. If nobody altered the books, the program that routed "
        "it had a fault that has been mended since: reverse the transaction and route again.",
    )


def _event(books: sqlite3.Connection, event: int) -> str:
    row = books.execute("SELECT external_id FROM event WHERE id = ?", (event,)).fetchone()
    return str(event) if row is None else repr(row[0])


def _compare_rows(
    table: str, key: str, stored: Iterator[Sequence[object]], made: Iterator[Sequence[object]]
) -> None:
    """Raises FaultFound at the first row that differs; the last column is not of the key."""
    while True:
        one, other = next(stored, None), next(made, None)
        if one is None and other is None:
            return
        if one != other:
            shown = one if one is not None else other
            assert shown is not None, "one of them has a row"
            what = (
                f"Nothing is stored in {table} where events and plans lead to something"
                if one is None
                else f"What is stored in {table} is not what events and plans lead to"
            )
            raise found(table, what, f"{table}: {key} {', '.join(map(str, shown))}")
