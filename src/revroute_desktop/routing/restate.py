"""Restate: take events back as they were routed, and route them again under the plans in force now (B21)."""

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from revroute_desktop.audit.canonical import canonical_json
from revroute_desktop.audit.rows import PostingColumns, TransactionColumns
from revroute_desktop.errors import UserError
from revroute_desktop.ledger.kinds import TransactionKind
from revroute_desktop.ledger.periods import day_number, lock_day
from revroute_desktop.ledger.post import LINES_MAX, next_transaction, post
from revroute_desktop.routing.allocation_reader import ALLOCATING, ENTERS_ROUTES, read_allocations
from revroute_desktop.routing.batch_run import RESTATED, BatchRun, write_states
from revroute_desktop.routing.batches import RESTATE, Batch, begin_batch, unfinished_batch
from revroute_desktop.routing.engine.allocations import AllocationColumns
from revroute_desktop.routing.engine.context import ReversalDay
from revroute_desktop.routing.engine.dated import DatedEvents
from revroute_desktop.routing.engine.emissions import MAIN, ChunkTransactions
from revroute_desktop.routing.engine.order import enters_routes
from revroute_desktop.routing.engine.run import run_chunk
from revroute_desktop.routing.event_reader import columns_of_rows, json_ids
from revroute_desktop.routing.restate_changes import changed_events
from revroute_desktop.routing.room import Room
from revroute_desktop.workspace import JobKey, Unit, Workspace
from revroute_desktop.workspace.zones import local_day, local_days, midnight

Int64s = NDArray[np.int64]

EVENTS_MAX = 10_000
"""Events of one restatement, with the reversals that follow them: one transaction, one entry."""

_FOLLOWING = (
    int(TransactionKind.REVERSAL),
    int(TransactionKind.GIVE_BACK),
    int(TransactionKind.NEGATIVE),
    int(TransactionKind.RESTATED_NEW),
)
_ALONE = (int(TransactionKind.NEGATIVE), int(TransactionKind.RESTATED_NEW))


@dataclass(frozen=True, slots=True)
class Selection:
    """Which routed events to restate: all of these must hold. Days are of the book zone, both included."""

    first_day: date | None = None
    last_day: date | None = None
    sources: tuple[str, ...] = ()
    events: tuple[int, ...] = ()
    import_id: int | None = None

    def as_json(self) -> str:
        """Return the canonical JSON of what is asked, as the batch keeps it."""
        given = {
            "first_day": None if self.first_day is None else self.first_day.isoformat(),
            "last_day": None if self.last_day is None else self.last_day.isoformat(),
            "sources": list(self.sources),
            "events": list(self.events),
            "import": self.import_id,
        }
        return canonical_json(
            {name: value for name, value in given.items() if value not in (None, [])}
        ).decode()

    def where(self, zone: str) -> tuple[str, tuple[int | str, ...]]:
        """Return SQL over event e, and its parameters."""
        conditions: list[str] = ["1"]
        parameters: list[int | str] = []
        if self.first_day is not None:
            conditions.append("e.occurred_at >= ?")
            parameters.append(midnight(day_number(self.first_day), zone))
        if self.last_day is not None:
            conditions.append("e.occurred_at < ?")
            parameters.append(midnight(day_number(self.last_day) + 1, zone))
        if self.sources:
            conditions.append(
                "e.source IN (SELECT id FROM source WHERE code IN (SELECT value FROM json_each(?)))"
            )
            parameters.append(json.dumps(self.sources))
        if self.events:
            conditions.append("e.id IN (SELECT value FROM json_each(?))")
            parameters.append(json.dumps(self.events))
        if self.import_id is not None:
            conditions.append("e.import = ?")
            parameters.append(self.import_id)
        return " AND ".join(conditions), tuple(parameters)


@dataclass(frozen=True, slots=True)
class RestateResult:
    """How many events were routed again, how many of them reversals that follow, and what was posted.

    `changed` of the events came to other postings, or to another version's route, than they had. The others
    are posted anew all the same: they too count again in caps and tiers, in the order of the batch.
    """

    events: int
    reversals: int
    transactions: int
    postings: int
    changed: int = 0


@dataclass(frozen=True, slots=True, eq=False)
class _Old:
    """What stands in the books: allocations of routes, and other transactions (reversals, negative table),
    by id.
    """

    allocations: Int64s
    others: Int64s
    events: Int64s

    @property
    def transactions(self) -> Int64s:
        return np.sort(np.concatenate([self.allocations, self.others]))


def restate(
    workspace: Workspace, selection: Selection, *, actor: str, reason: str, job: JobKey | None = None
) -> RestateResult:
    """Restate the selected events with the reversals that follow them.

    Their old transactions are taken back and new ones posted, each on the event's own day or the first open
    one. Counters start from what other events took. Writes nothing where nothing is selected. Raises
    UserError without a reason, for more than EVENTS_MAX events, while a batch is unfinished, or where an
    event could not be routed again: then nothing is restated.
    """
    if not reason.strip():
        raise UserError("A restatement needs a reason; it stands in the log.")
    with workspace.read() as session:
        if not len(_select(session.sql, selection, workspace.zone).events):
            return RestateResult(0, 0, 0, 0)
    with workspace.write(actor, "restate.chunk", "events", reason, job=job) as unit:
        if unfinished_batch(unit.sql) is not None:
            raise UserError("A batch of routing is not finished; route first, then restate.")
        batch = _new_batch(unit, workspace.zone, selection)
        batch = replace(batch, id=begin_batch(unit, batch), entry=unit.seq)
        result = run_restatement(unit, workspace.zone, batch)
        unit.insert("batch_chunk", entry=unit.seq, batch=batch.id, number=0, events=result.events, last=1)
        unit.record(
            {
                "batch": batch.id,
                "events": result.events,
                "reversals": result.reversals,
                "transactions": result.transactions,
                "postings": result.postings,
            }
        )
        changed = changed_events(unit.sql, unit.seq)
    return replace(result, changed=changed)


def run_restatement(unit: Unit, zone: str, batch: Batch) -> RestateResult:
    """Restate what the selection of a batch holds, in its unit; a replay does the same again.

    Raises UserError for more than EVENTS_MAX events, or where an event could not be routed again.
    """
    old = _select(unit.sql, selection_from_json(batch.selection), zone)
    if len(old.events) > EVENTS_MAX:
        raise UserError(
            f"The selection holds {len(old.events)} events with their reversals; restate at most "
            f"{EVENTS_MAX} at a time, for example fewer days."
        )
    return _Restating(unit, zone, batch, old).run()


def selection_from_json(text: str) -> Selection:
    """Return the selection that `Selection.as_json` wrote."""
    given = json.loads(text)
    first, last = given.get("first_day"), given.get("last_day")
    return Selection(
        first_day=None if first is None else date.fromisoformat(first),
        last_day=None if last is None else date.fromisoformat(last),
        sources=tuple(given.get("sources", ())),
        events=tuple(given.get("events", ())),
        import_id=given.get("import"),
    )


def _new_batch(unit: Unit, zone: str, selection: Selection) -> Batch:
    (last_event,) = unit.sql.execute("SELECT COALESCE(MAX(id), 0) FROM event").fetchone()
    (last_version,) = unit.sql.execute("SELECT COALESCE(MAX(id), 0) FROM plan_version").fetchone()
    return Batch(
        last_event, last_version, local_day(unit.at, zone), lock_day(unit.sql), RESTATE, selection.as_json()
    )


def _select(sql: sqlite3.Connection, selection: Selection, zone: str) -> _Old:
    """Return the selected events that were decided, and the reversals of those among them that routes
    took.
    """
    where, parameters = selection.where(zone)
    routed, routed_event = columns_of_rows(
        sql.execute(
            "SELECT t.id, e.id FROM event e JOIN d_event_state s ON s.event = e.id "
            "JOIN txn t ON t.id = s.txn "
            f"WHERE s.state IN (1, 3, 4) AND t.kind IN {ALLOCATING} AND {ENTERS_ROUTES} AND {where}",
            parameters,
        ),
        2,
    )
    alone, alone_event = columns_of_rows(
        sql.execute(
            "SELECT t.id, e.id FROM event e JOIN d_event_state s ON s.event = e.id "
            "JOIN txn t ON t.id = s.txn "
            f"WHERE s.state IN (1, 4) AND t.kind IN {_ALONE} AND NOT ({ENTERS_ROUTES}) "
            f"AND NOT EXISTS (SELECT 1 FROM reversal r WHERE r.txn = t.id) AND {where}",
            parameters,
        ),
        2,
    )
    following, following_event = columns_of_rows(
        sql.execute(
            "SELECT t.id, t.event FROM json_each(?) w CROSS JOIN reversal r ON r.original = w.value "
            "JOIN txn t ON t.id = r.txn JOIN event e ON e.id = t.event "
            "JOIN d_event_state s ON s.event = e.id "
            f"WHERE t.kind IN {_FOLLOWING} AND NOT ({ENTERS_ROUTES}) AND s.state <> 5",
            (json_ids(routed),),
        ),
        2,
    )
    transactions = np.concatenate([routed, alone, following])
    in_order = np.concatenate([routed_event, alone_event, following_event])[np.argsort(transactions)]
    _, first = np.unique(in_order, return_index=True)
    return _Old(np.sort(routed), np.sort(np.concatenate([alone, following])), in_order[np.sort(first)])


def pieces_of(found: tuple[DatedEvents, Int64s]) -> Iterator[tuple[DatedEvents, Int64s]]:
    """Yield events cut where a later batch began again with an earlier day, so that each piece is in batch
    order.
    """
    events, version = found
    enters = enters_routes(events.columns.kind, events.columns.amount)
    step = 2 * events.day + ~enters
    bounds = [0, *(np.flatnonzero(step[1:] < step[:-1]) + 1).tolist(), len(events)]
    for begin, end in pairwise(bounds):
        if begin < end:
            yield events.between(begin, end), version[begin:end]


class _Restating:
    """One restatement under way in its unit."""

    def __init__(self, unit: Unit, zone: str, batch: Batch, old: _Old) -> None:
        self._unit = unit
        self._zone = zone
        self._batch = batch
        self._old = old

    def run(self) -> RestateResult:
        """Take back, free the counters, and route again."""
        sql = self._unit.sql
        run = BatchRun(sql, self._zone, self._batch)
        # Read before anything is posted: what the events took is what stands in the books now.
        stored = read_allocations(
            sql, self._old.allocations, run.loaded.places, run.state.accounts, run.codes
        )
        room = Room(sql, run, stored)
        room.uncount()
        room.take_back(self._old.others)
        taken_back, lines = self._take_back()

        transactions = lines_made = 0
        for events, version in pieces_of(run.reader.read(sql, self._old.events)):
            made = self._route_again(run, events, version, stored)
            transactions, lines_made = transactions + len(made), lines_made + len(made.amount)
        run.store.save(self._unit, run.state.counters)
        run.state.counters.settle()
        return RestateResult(
            len(self._old.events),
            len(self._old.events) - len(self._old.allocations),
            taken_back + transactions,
            lines + lines_made,
        )

    def _route_again(
        self, run: BatchRun, events: DatedEvents, version: Int64s, stored: AllocationColumns
    ) -> ChunkTransactions:
        """Route events again that stand in the order of a batch; returns what was posted."""
        sql = self._unit.sql
        run.state.reversal_day = ReversalDay()
        chunk = run.input_of(sql, events, version)
        result = run_chunk(run.state, chunk)
        _check_all_routed(sql, events, {**result.decisions.waits, **result.decisions.refused})
        made = _as_restated(result.transactions(), events, stored.event, stored.transaction)
        run.post(self._unit, events, made)
        write_states(self._unit, events, made, result, chunk.first_transaction, RESTATED)
        return made

    def _take_back(self) -> tuple[int, int]:
        """Post the opposite of every old transaction; returns how many transactions and postings."""
        sql = self._unit.sql
        wanted = json_ids(self._old.transactions)
        transaction, event, route, source, at = columns_of_rows(
            sql.execute(
                "SELECT t.id, t.event, COALESCE(t.route, 0), e.source, e.occurred_at FROM json_each(?) w "
                "CROSS JOIN txn t ON t.id = w.value JOIN event e ON e.id = t.event ORDER BY w.key",
                (wanted,),
            ),
            5,
        )
        opposites = _opposites(sql, wanted)
        booked = local_days(at, self._zone)
        if self._batch.lock_day is not None:
            booked = np.maximum(booked, self._batch.lock_day + 1)
        owner, account, currency, amount, step, against = opposites
        nothing = np.zeros(len(owner), np.int64)
        first = next_transaction(sql)
        count = len(transaction)
        post(
            self._unit,
            TransactionColumns(
                id=np.arange(first, first + count, dtype=np.int64),
                kind=np.full(count, int(TransactionKind.RESTATED_OLD)),
                event=event,
                route=route,
                booked_day=booked,
                reverses=transaction,
            ),
            PostingColumns(account, currency, amount, step, against, nothing, nothing.copy()),
            np.searchsorted(owner, np.arange(count + 1)),
            sources=source,
        )
        return count, len(owner)


def _opposites(sql: sqlite3.Connection, wanted: str) -> list[Int64s]:
    """Return the opposite postings of transactions: place of the transaction, account, currency, amount,
    step, against.

    What was released from a hold in the meantime is taken from who got it, the rest from the hold.
    """
    owner, posting, account, currency, amount, step, against, beneficiary, released = columns_of_rows(
        sql.execute(
            "SELECT w.key, p.id, p.account, p.currency, p.amount, COALESCE(p.step, 0), "
            "COALESCE(g.original, p.id), COALESCE(h.beneficiary, 0), "
            "CASE WHEN h.posting IS NULL THEN 0 ELSE (SELECT COALESCE(SUM(q.amount), 0) "
            " FROM posting_against a JOIN posting q ON q.id = a.posting AND q.account = p.account "
            f" JOIN txn t ON t.id = a.posting / ?2 AND t.kind = {int(TransactionKind.RELEASE)} "
            " WHERE a.original = p.id) END "
            "FROM json_each(?1) w "
            "CROSS JOIN posting p ON p.id BETWEEN w.value * ?2 AND w.value * ?2 + ?2 - 1 "
            "LEFT JOIN posting_against g ON g.posting = p.id LEFT JOIN hold h ON h.posting = p.id "
            "ORDER BY w.key, p.id",
            (wanted, LINES_MAX),
        ),
        9,
    )
    del posting
    out = np.flatnonzero(released)
    columns = [
        np.concatenate([owner, owner[out]]),
        np.concatenate([account, beneficiary[out]]),
        np.concatenate([currency, currency[out]]),
        np.concatenate([-amount - released, released[out]]),
        np.concatenate([step, step[out]]),
        np.concatenate([against, against[out]]),
    ]
    kept = np.flatnonzero(columns[3])
    order = kept[np.argsort(columns[0][kept], kind="stable")]
    return [column[order] for column in columns]


def _check_all_routed(sql: sqlite3.Connection, events: DatedEvents, problems: dict[int, str]) -> None:
    if not problems:
        return
    row, reason = min(problems.items())
    (external,) = sql.execute(
        "SELECT external_id FROM event WHERE id = ?", (int(events.columns.id[row]),)
    ).fetchone()
    raise UserError(
        f"Event {external[:80]!r} could not be routed again, because {reason}; {len(problems)} of the "
        "selection could not. Mend that or select other events; nothing was restated."
    )


def _as_restated(
    made: ChunkTransactions, events: DatedEvents, original: Int64s, old: Int64s
) -> ChunkTransactions:
    """Return transactions as the new side of a restatement; an allocation follows the one that it takes
    the place of.
    """
    order = np.argsort(original)
    ids = events.columns.id[made.row]
    enters = enters_routes(events.columns.kind, events.columns.amount)[made.row] & (made.which == MAIN)
    reverses = made.reverses.copy()
    if enters.any():
        reverses[enters] = old[order[np.searchsorted(original, ids[enters], sorter=order)]]
    return replace(made, kind=np.full(len(made), int(TransactionKind.RESTATED_NEW)), reverses=reverses)
