"""The workspace built anew from its log in a temporary database, with every route run again.

What people and files put in is copied entry by entry: events, plans, journal entries, releases, locks. What
the engine decided is decided again, chunk by chunk, from the events and plan versions that were there at the
time; imports that were undone are undone again. What is derived follows from both. Sealed text is not needed
for it and is not copied.
"""

import sqlite3
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from revroute_desktop.audit.entries import Entry
from revroute_desktop.audit.rows import RowValue
from revroute_desktop.ledger.post import post
from revroute_desktop.ledger.sums import SumOverflow
from revroute_desktop.proof.known_rows import Known
from revroute_desktop.routing.batch_run import BatchRun, load_calendar
from revroute_desktop.routing.batches import RESTATE, Batch, remaining_ids, still_waiting
from revroute_desktop.routing.imports.undo_import import UNDO, run_undo
from revroute_desktop.routing.open_events import Act, note_act
from revroute_desktop.routing.restate import run_restatement
from revroute_desktop.workspace import log
from revroute_desktop.workspace.books import BOOK_TABLES, POINTED_AT
from revroute_desktop.workspace.books_transactions import transactions_of
from revroute_desktop.workspace.connections import Handle
from revroute_desktop.workspace.event_rollups.keep import note_events
from revroute_desktop.workspace.schema import apply_migration, migration_files, table_columns
from revroute_desktop.workspace.units import Change, Unit

Int64s = NDArray[np.int64]

ROUTE_CHUNK, RESTATE_CHUNK = "route.chunk", "restate.chunk"
DECIDED = frozenset({ROUTE_CHUNK, RESTATE_CHUNK})
"""Actions whose entries cover what the engine decided."""

REPEATED = DECIDED | {UNDO}
"""Actions that are done again, so that their transactions are not copied."""

_CACHE_KIB = 64 * 1024


class Rebuilt:
    """A temporary database that is brought forward entry by entry; `sql` reads it.

    SQLite keeps it in a file that has no name and is gone when it is closed, however that comes about.
    """

    def __init__(self, books: sqlite3.Connection, zone: str) -> None:
        self._books = books
        self._zone = zone
        self.sql = sqlite3.connect("", isolation_level=None)
        self._handle = Handle(self.sql)
        self._known = Known(books)
        self._batch: Batch | None = None
        self._run: BatchRun | None = None
        self._waiting: Int64s | None = None
        self._prepare()
        self._rows = {name: _EntryRows(books, name) for name in BOOK_TABLES if name != "event"}

    def close(self) -> None:
        """Gives the database up."""
        self._handle.close()

    def add(self, entry: Entry) -> None:
        """Takes in the next entry. What it covers can then be read from `sql`."""
        rows = {name: reader.take(entry.seq) for name, reader in self._rows.items()}
        change = Change(entry.actor, entry.action, entry.subject, entry.reason)
        unit = Unit(self._handle, change, entry.seq, entry.at)
        if entry.action in DECIDED:
            self._decide(unit, rows)
        else:
            # What somebody else writes in the midst of a batch can change what is left of it.
            self._run = self._waiting = None
            self._copy(unit, rows)
        log.append(self.sql, entry)

    def _prepare(self) -> None:
        # A chunk that a balance cannot take is taken back, which asks for a journal.
        for setting in ("journal_mode = MEMORY", "synchronous = OFF", f"cache_size = -{_CACHE_KIB}"):
            self.sql.execute(f"PRAGMA {setting}")
        for file in migration_files():
            apply_migration(self.sql, file)
        self.sql.execute("BEGIN")
        for table in sorted(POINTED_AT - {"sealed_text"}):
            _copy_rows(self.sql, table, self._books.execute(f"SELECT * FROM {table}"))

    # ----------------------------------------------------------------- what was put in

    def _copy(self, unit: Unit, rows: dict[str, list[tuple[RowValue, ...]]]) -> None:
        for table, found in rows.items():
            _copy_rows(self.sql, table, found)
        for chunk in rows["import_chunk"]:
            self._copy_events(dict(zip(table_columns("import_chunk"), chunk, strict=True)))
        for act in rows["event_release"]:
            of_act = dict(zip(table_columns("event_release"), act, strict=True))
            event, number = of_act["event"], of_act["action"]
            assert isinstance(event, int) and isinstance(number, int), "both are numbers"
            note_act(self.sql, [event], Act(number))
        for import_id, *_ in rows["import_undo"]:
            assert isinstance(import_id, int), "an undo names its import"
            run_undo(unit, self._zone, import_id)
            return
        booked = transactions_of(self._books, unit.seq)
        if len(booked):
            post(
                unit,
                booked.transactions,
                booked.postings,
                booked.starts,
                sources=self._known.sources_of(booked.transactions.event),
                memos=booked.memos,
            )

    def _copy_events(self, chunk: dict[str, RowValue]) -> None:
        first, count = chunk["first_event"], chunk["events"]
        if not isinstance(first, int) or not isinstance(count, int) or not count:
            return
        span = (first, first + count - 1)
        _copy_rows(
            self.sql,
            "event",
            self._books.execute("SELECT * FROM event WHERE id BETWEEN ? AND ? ORDER BY id", span),
        )
        self.sql.execute(
            "INSERT INTO d_event_identity SELECT source, external_id, id FROM event WHERE id BETWEEN ? AND ?",
            span,
        )
        self.sql.execute(
            "INSERT INTO d_event_state (event, state) SELECT id, 0 FROM event WHERE id BETWEEN ? AND ?", span
        )
        note_events(self.sql, first, count)

    # ----------------------------------------------------------------- what was decided

    def _decide(self, unit: Unit, rows: dict[str, list[tuple[RowValue, ...]]]) -> None:
        """Decides a chunk again, of as many events as it had."""
        for row in rows["batch"]:
            of_batch = dict(zip(table_columns("batch"), row, strict=True))
            unit.insert("batch", **of_batch)
            self._batch = Batch(**of_batch)  # type: ignore[arg-type]
            self._run = self._waiting = None
        assert self._batch is not None, "a batch begins with its first chunk"
        [chunk] = rows["batch_chunk"]
        of_chunk = dict(zip(table_columns("batch_chunk"), chunk, strict=True))
        if self._batch.kind == RESTATE:
            run_restatement(unit, self._zone, self._batch)
        else:
            count = of_chunk["events"]
            assert isinstance(count, int), "a chunk says how many events it has"
            self._route(unit, self._batch, count)
        unit.insert("batch_chunk", **of_chunk)

    def _route(self, unit: Unit, batch: Batch, count: int) -> None:
        if self._waiting is None:
            calendar = load_calendar(self.sql, self._zone, batch.last_version)
            self._waiting = remaining_ids(self.sql, batch, calendar)
        ids, self._waiting = self._waiting[:count], self._waiting[count:]
        if self._run is None:
            self._run = BatchRun(self.sql, self._zone, batch)
        self.sql.execute("SAVEPOINT chunk")
        try:
            self._run.decide(unit, ids, still_waiting(batch), ())
        except SumOverflow:
            # The event that a balance cannot take was decided alone (B1).
            self.sql.execute("ROLLBACK TO chunk")
            self._run = BatchRun(self.sql, self._zone, batch)
            self._run.decide(unit, ids, still_waiting(batch), (0,))
        self.sql.execute("RELEASE chunk")


class _EntryRows:
    """The rows of one table as they lie in the books, taken entry by entry."""

    def __init__(self, books: sqlite3.Connection, table: str) -> None:
        book = BOOK_TABLES[table]
        self._rows: Iterator[tuple[RowValue, ...]] = books.execute(
            f"SELECT {book.entry}, t.* FROM {table} t ORDER BY {book.entry}, t.{book.key}"
        )
        self._next = next(self._rows, None)

    def take(self, entry: int) -> list[tuple[RowValue, ...]]:
        """The rows of `entry`; entries are asked for in order."""
        found = []
        while self._next is not None and self._next[0] == entry:
            found.append(self._next[1:])
            self._next = next(self._rows, None)
        return found


def _copy_rows(
    sql: sqlite3.Connection, table: str, rows: "Sequence[tuple[RowValue, ...]] | sqlite3.Cursor"
) -> None:
    marks = ", ".join("?" * len(table_columns(table)))
    sql.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)
