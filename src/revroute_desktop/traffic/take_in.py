"""Takes batches of a log into the workspace: rollups, visits and the chunks that were counted, in one commit.

A kill between two commits loses nothing: what was not committed is not among the known chunks, so reading the
file again brings it, and brings it once.
"""

import sqlite3
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from revroute_desktop.traffic.bots.rules import BotRule, apply_rules, load_rules
from revroute_desktop.traffic.bots.store import load_bots, write_bots
from revroute_desktop.traffic.bots.watch import BehaviourWatch
from revroute_desktop.traffic.chunks_store import known_digests, take_chunks
from revroute_desktop.traffic.judged import Judged, take_judged
from revroute_desktop.traffic.meaning.classes import BotClass
from revroute_desktop.traffic.reading.batches import Batch, Format, Known, without_lines
from revroute_desktop.traffic.revenue_keys import KeyFinder, load_join_rules, write_keys
from revroute_desktop.traffic.rollups import roll_up
from revroute_desktop.traffic.rollups_store import add_rollups, take_off_rollups
from revroute_desktop.traffic.store import (
    TakenIn,
    Terms,
    count_file,
    file_number,
    forget_old,
    keep_refused,
    keep_salts,
    salts_known,
)
from revroute_desktop.traffic.visit_spans import spans_of
from revroute_desktop.traffic.visitors import visitors
from revroute_desktop.traffic.visits import DAY
from revroute_desktop.traffic.visits_open import OpenVisits
from revroute_desktop.traffic.visits_store import last_visit, load_visits, write_visits
from revroute_desktop.workspace import JobKey, Workspace
from revroute_desktop.workspace.units import check_attempt

Int64s = NDArray[np.int64]

_WITHOUT_VISITS = (int(BotClass.OWN_LOAD), int(BotClass.OWN_ADDRESS))


@dataclass(slots=True)
class Stream:
    """A file as it is read from its beginning; `open_chunk` is the digest of its chunk that still grows."""

    path: str
    format: Format
    open_chunk: bytes | None = None


class TrafficWriter:
    """Writes batches of one file after the other; raw addresses are kept for `address_days`, 0 for never."""

    def __init__(self, workspace: Workspace, *, address_days: int = 0, job: JobKey | None = None) -> None:
        self._workspace = workspace
        self._address_days = address_days
        self._job = job
        self._terms = Terms()
        self._steps = -1
        self._visits: OpenVisits | None = None
        self._watch: BehaviourWatch | None = None
        self._decisions: tuple[BotRule, ...] = ()
        self._keys: KeyFinder | None = None
        self._sql: sqlite3.Connection | None = None

    def known(self) -> Known:
        """Return what a reader is to know of what was counted before."""
        with self._workspace.read() as session:
            return Known(known_digests(session.sql), salts_known(session.sql))

    def forget_old(self) -> None:
        """Delete what is kept for a time alone, whether requests come or not. Raises WorkspaceError."""
        with self._workspace.desk() as desk:
            forget_old(desk.sql, self._workspace.clock())

    def write(self, stream: Stream, batch: Batch) -> TakenIn:
        """Commit what is new in a batch. Raises WorkspaceError: a full disk, a stale attempt of the job."""
        begun = False
        try:
            with self._workspace.desk() as desk:
                begun = True
                return self._write(desk.sql, stream, batch)
        except BaseException:
            if begun:
                # The transaction was taken back, and with it what is remembered of it.
                self._steps = -1
                self._terms.forget()
                self._watch = None
            raise

    def _write(self, sql: sqlite3.Connection, stream: Stream, batch: Batch) -> TakenIn:
        if self._job is not None:
            check_attempt(sql, self._job)
        visits = self._open_visits(sql)
        now = self._workspace.clock()
        file = file_number(sql, stream.path, stream.format, now)
        known, stream.open_chunk = take_chunks(sql, file, stream.open_chunk, batch)
        lines = sum(len(chunk.hashes) - chunk.counted for chunk in batch.chunks)
        judged, numbers, refused = without_lines(batch, known)
        made = 0
        if len(judged):
            before = visits.next_id
            kept = keep_salts(sql, batch.salts, now)
            if kept != batch.salts:
                # Somebody else read requests of these days first.
                numbers = visitors(judged, kept)
            judged = self._tell_bots(sql, judged, numbers)
            self._add_visits(sql, visits, judged, numbers, now)
            made = visits.next_id - before
            add_rollups(sql, roll_up(judged, lambda texts: self._terms.numbers(sql, texts)))
        if refused:
            keep_refused(sql, file, refused)
        at = judged.hits.at
        taken = TakenIn(
            lines=lines - len(known),
            hits=len(judged),
            refused=len(refused),
            known=len(known),
            size=int(np.maximum(judged.hits.size, 0).sum()),
            visits=made,
        )
        digests = [chunk.digest for chunk in batch.chunks]
        times = (int(at.min()), int(at.max())) if len(at) else None
        count_file(sql, file, taken, digests, times)
        [(self._steps,)] = sql.execute(
            "UPDATE desk_traffic_state SET steps = steps + 1 RETURNING steps"
        ).fetchall()
        return taken

    def _open_visits(self, sql: sqlite3.Connection) -> OpenVisits:
        (steps,) = sql.execute("SELECT steps FROM desk_traffic_state").fetchone()
        if self._visits is None or steps != self._steps or sql is not self._sql:
            # Somebody else wrote traffic meanwhile: what is remembered of visits may be out of date.
            self._visits = OpenVisits(lambda first, end: load_visits(sql, first, end), last_visit(sql) + 1)
            self._steps, self._sql = steps, sql
        return self._visits

    def _tell_bots(self, sql: sqlite3.Connection, judged: Judged, numbers: Int64s) -> Judged:
        """Return the batch with bots by behaviour told, and with what the operator decided of bots."""
        if self._watch is None:
            self._watch = BehaviourWatch()
            self._watch.recall(load_bots(sql))
        rules = load_rules(sql)
        if rules != self._decisions:
            # What was counted by earlier decisions could not be taken off as it was put on.
            self._decisions = rules
            self._watch.let_requests_go()
        watched = self._watch.watch(judged, numbers)
        ruled = apply_rules(watched.judged, rules)
        for recount in watched.recounts:
            before, after = apply_rules(recount.before, rules), apply_rules(recount.after, rules)
            take_off_rollups(sql, roll_up(before, lambda texts: self._terms.numbers(sql, texts)))
            add_rollups(sql, roll_up(after, lambda texts: self._terms.numbers(sql, texts)))
        write_bots(sql, watched, ruled, lambda texts: self._terms.numbers(sql, texts))
        return ruled

    def _add_visits(
        self, sql: sqlite3.Connection, visits: OpenVisits, judged: Judged, numbers: Int64s, now: int
    ) -> None:
        rows = ~np.isin(judged.bot, _WITHOUT_VISITS)
        judged, numbers = take_judged(judged, rows), numbers[rows]
        merged = visits.add(spans_of(judged, numbers, lambda texts: self._terms.numbers(sql, texts)))
        write_visits(sql, merged)
        if self._keys is None:
            self._keys = KeyFinder(load_join_rules(sql))
        write_keys(sql, self._keys.rows(judged, numbers))
        if self._address_days:
            self._keep_addresses(sql, judged, numbers, now + self._address_days * DAY)

    def _keep_addresses(self, sql: sqlite3.Connection, judged: Judged, numbers: Int64s, until: int) -> None:
        distinct, rows = np.unique(numbers, return_index=True)
        addresses = judged.address
        sql.executemany(
            "INSERT INTO desk_traffic_address VALUES (?, ?, ?)"
            " ON CONFLICT (visitor) DO UPDATE SET until = excluded.until",
            (
                (number, addresses.values[code], until)
                for number, code in zip(distinct.tolist(), addresses.codes[rows].tolist(), strict=True)
            ),
        )
