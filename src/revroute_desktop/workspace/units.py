"""Units of work: the only way to write the books, each with its entry in the audit log."""

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from revroute_desktop.audit.canonical import JsonValue
from revroute_desktop.audit.entries import Entry
from revroute_desktop.audit.rows import RowValue, leaf_hashes
from revroute_desktop.workspace import log
from revroute_desktop.workspace.books import BOOK_TABLES, POINTED_AT, leaves_of_keys, rows_digest
from revroute_desktop.workspace.connections import Handle
from revroute_desktop.workspace.problems import StaleAttempt, WorkspaceError
from revroute_desktop.workspace.schema import table_columns

if TYPE_CHECKING:
    from sqlalchemy import Connection as CoreConnection

_SET_BACK_BORNE = 5 * 60 * 1_000_000
"""Microseconds that the clock may lag behind the last entry before it is taken as wrong."""


@dataclass(frozen=True, slots=True)
class JobKey:
    """One attempt of a job in `desk_job` (B26)."""

    id: int
    attempt: int


@dataclass(frozen=True, slots=True)
class Change:
    """Who changes what, and why: the words of the entry that a unit appends."""

    actor: str
    action: str
    subject: str
    reason: str


class UnrecordedChange(RuntimeError):
    """A unit of work ended without `record`: a bug of the verb that opened it."""


class Unit:
    """One unit of work: rows of the books, what is derived from them, and one entry of the log.

    `sql` is the connection for bulk work, `seq` the number of the entry to come and `at` its time in
    microseconds UTC. Derived tables are written through `sql` or `connection`; rows of the books through
    `insert` and `insert_many`, or by hand with `cover`.
    """

    def __init__(self, handle: Handle, change: Change, seq: int, at: int) -> None:
        self.sql: sqlite3.Connection = handle.sql
        self.seq = seq
        self.at = at
        self.recorded: log.Head | None = None
        self._handle = handle
        self._change = change
        self._hashes: dict[str, list[bytes]] = {}
        self._account_names: dict[str, JsonValue] = {}

    @property
    def connection(self) -> "CoreConnection":
        """SQLAlchemy Core on the unit's connection and in its transaction."""
        return self._handle.core

    def insert(self, table: str, **values: RowValue) -> int:
        """Writes one row, covers it by a leaf and returns its number.

        `entry` is filled in where the table has it, the number where it is left out. A row of `sealed`,
        `sealed_text`, `term` or `attribute_set` has no leaf: the row that points at it covers what it says.
        Raises KeyError for a table that is none of the books, sqlite3.IntegrityError as the schema asks.
        """
        return self.insert_many(table, tuple(values), [tuple(values.values())])

    def insert_many(
        self,
        table: str,
        columns: Sequence[str],
        rows: Sequence[Sequence[RowValue]],
        leaves: Iterable[bytes] | None = None,
    ) -> int:
        """Writes many rows and covers them; returns the number of the first.

        `columns` name what each of `rows` holds. Where the number (the table's first column) is among them it
        must rise from row to row; where it is not, the rows are numbered on from the last. `leaves` spares
        reading the rows back where the caller has made their leaves, in the order of the rows.
        """
        self._check_open()
        if table not in BOOK_TABLES and table not in POINTED_AT:
            raise KeyError(f"{table} is written by hand or not in a unit of work")
        key, *_ = known = table_columns(table)
        if not rows:
            return 0
        extra: tuple[RowValue, ...] = ()
        if "entry" in known and "entry" not in columns:
            columns, extra = (*columns, "entry"), (self.seq,)
        if key in columns:
            place = columns.index(key)
            numbered = rows if not extra else [(*row, *extra) for row in rows]
            first, last = numbered[0][place], numbered[-1][place]
        else:
            (highest,) = self.sql.execute(f"SELECT coalesce(max({key}), 0) FROM {table}").fetchone()
            first, last = highest + 1, highest + len(rows)
            columns = (*columns, key)
            numbered = [(*row, *extra, number) for number, row in enumerate(rows, first)]
        self.sql.executemany(
            f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})", numbered
        )
        assert isinstance(first, int) and isinstance(last, int), "rows are numbered by integers"
        if table in BOOK_TABLES:
            found = list(leaves) if leaves is not None else leaves_of_keys(self.sql, table, first, last)
            if len(found) != len(rows):
                raise ValueError(
                    f"{len(rows)} rows of {table} were written, but {len(found)} leaves are there"
                )
            self.cover(table, found)
        return first

    def cover(self, table: str, leaves: Iterable[bytes]) -> None:
        """Adds the leaves of rows that were written by hand, in the order of their numbers."""
        self._check_open()
        self._hashes.setdefault(table, []).extend(leaf_hashes(leaves))

    def name_accounts(self, codes: Mapping[int, str]) -> None:
        """Has the entry say which accounts the numbers in its transactions stand for.

        So that a proof of a transaction, whose leaf holds numbers, tells an outsider who was paid.
        """
        self._check_open()
        self._account_names.update((str(number), code) for number, code in codes.items())

    def record(self, payload: Mapping[str, JsonValue]) -> None:
        """Appends the unit's entry; nothing of the books can be written after it.

        The payload gains `rows`, the number of covered rows and the Merkle root over their leaves, and
        `accounts` where transactions were written. Raises TypeError or ValueError for a payload that
        canonical JSON cannot hold.
        """
        self._check_open()
        change = self._change
        if "rows" in payload or "accounts" in payload:
            raise ValueError("`rows` and `accounts` in a payload are filled in by the unit")
        accounts: dict[str, JsonValue] = {"accounts": self._account_names} if self._account_names else {}
        entry = Entry(
            seq=self.seq,
            at=self.at,
            actor=change.actor,
            action=change.action,
            subject=change.subject,
            reason=change.reason,
            payload={**payload, **accounts, "rows": rows_digest(self._hashes)},
        )
        log.append(self.sql, entry)
        self.recorded = log.head(self.sql, self.seq + 1)

    def _check_open(self) -> None:
        if self.recorded is not None:
            raise UnrecordedChange("the unit of work is recorded already and takes no more of the books")


def begin_unit(handle: Handle, change: Change, now: int, job: JobKey | None) -> Unit:
    """The unit of the write transaction that has just begun.

    Raises StaleAttempt (B26) and, where the clock was set back, WorkspaceError.
    """
    sql = handle.sql
    if job is not None:
        check_attempt(sql, job)
    last = sql.execute("SELECT seq, at FROM audit_entry ORDER BY seq DESC LIMIT 1").fetchone()
    if last is None:
        return Unit(handle, change, 0, now)
    seq, at = last
    if at - now > _SET_BACK_BORNE:
        minutes = (at - now) // 60_000_000
        raise WorkspaceError(
            f"The clock of this machine is {minutes} minutes behind the last entry of the log: set it right "
            "and try again; nothing was written."
        )
    return Unit(handle, change, seq + 1, max(now, at))


def check_attempt(sql: sqlite3.Connection, job: JobKey) -> None:
    """Raise StaleAttempt unless this attempt of the job is the one that runs (B26)."""
    row = sql.execute("SELECT attempt, state FROM desk_job WHERE id = ?", (job.id,)).fetchone()
    if row != (job.attempt, "running"):
        raise StaleAttempt(
            f"Attempt {job.attempt} of job {job.id} no longer counts, since the job was ended or started "
            "again: nothing of this step was written."
        )
