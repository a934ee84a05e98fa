"""Undo one import: everything that came of it is reversed, and its events give their names back."""

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from revroute_desktop.audit.rows import PostingColumns, TransactionColumns
from revroute_desktop.errors import UserError
from revroute_desktop.ledger.kinds import TransactionKind
from revroute_desktop.ledger.periods import first_open_day
from revroute_desktop.ledger.post import LINES_MAX, next_transaction, post
from revroute_desktop.routing.allocation_reader import ENTERS_ROUTES, allocating_transactions
from revroute_desktop.routing.batch_run import BatchRun, write_reversed_in_full
from revroute_desktop.routing.batches import Batch
from revroute_desktop.routing.event_reader import columns_of_rows, json_ids
from revroute_desktop.routing.room import REVERSING, room_of, standing_reversals
from revroute_desktop.workspace import JobKey, Unit, Workspace
from revroute_desktop.workspace.event_rollups.keep import note_undone
from revroute_desktop.workspace.zones import local_day

Int64s = NDArray[np.int64]

UNDO: Final = "import.undo"
"""The action of an undo's entry."""

_AT_ONCE: Final = 10_000
"""Events whose allocations are held in memory at once."""

_LISTED_MAX: Final = 5
_UNDONE: Final = 5
_DISMISSED: Final = 2
_EVENTS: Final = (
    "import_chunk c CROSS JOIN event e ON e.id >= c.first_event AND e.id < c.first_event + c.events "
    "WHERE c.import = ?"
)


@dataclass(frozen=True, slots=True)
class UndoResult:
    """What undoing an import did: events, transactions that reverse theirs, and refused rows closed."""

    import_id: int
    events: int
    transactions: int
    quarantined: int


@dataclass(frozen=True, slots=True)
class UndoEffect:
    """What undoing an import would do: events that would be undone, the routed ones among them, refused rows
    that would be closed, and in one sentence what keeps it from being done, or nothing.
    """

    events: int
    routed: int
    refused: int
    hindrance: str


def undo_effect(sql: sqlite3.Connection, import_id: int) -> UndoEffect:
    """Return what undoing an import would do; nothing is written."""
    try:
        _check(sql, import_id)
        hindrance = ""
    except UserError as error:
        hindrance = str(error)
    events, routed = sql.execute(
        "SELECT COUNT(*), COUNT(s.txn) FROM import_chunk c CROSS JOIN event e ON e.id >= c.first_event AND "
        "e.id < c.first_event + c.events LEFT JOIN d_event_state s ON s.event = e.id WHERE c.import = ?",
        (import_id,),
    ).fetchone()
    (refused,) = sql.execute(
        "SELECT COUNT(*) FROM quarantine q WHERE q.import = ? AND NOT EXISTS (SELECT 1 FROM "
        "quarantine_decision d WHERE d.quarantine = q.id AND d.decision IN (1, 2))",
        (import_id,),
    ).fetchone()
    return UndoEffect(events, routed, refused, hindrance)


def undo_import(
    workspace: Workspace, import_id: int, *, actor: str, reason: str, job: JobKey | None = None
) -> UndoResult:
    """Reverse everything that came of one import, on today's date or the first open day after the lock.

    Its events stay in the books as undone, but the same file can then come in again. Raises UserError for an
    import that is unknown or undone, without a reason, while a batch is unfinished, or where refunds of other
    imports were taken from its events; those are to be undone first, which imports that refund each other's
    events never can.
    """
    if not reason.strip():
        raise UserError("Undoing an import needs a reason; it stands in the log.")
    with workspace.write(actor, UNDO, f"import {import_id}", reason, job=job) as unit:
        _check(unit.sql, import_id)
        events, transactions = run_undo(unit, workspace.zone, import_id)
        closed = _close_refused(unit, import_id)
        unit.insert("import_undo", **{"import": import_id}, reason=reason, entry=unit.seq)
        unit.record(
            {"import": import_id, "events": events, "transactions": transactions, "quarantined": closed}
        )
    return UndoResult(import_id, events, transactions, closed)


def run_undo(unit: Unit, zone: str, import_id: int) -> tuple[int, int]:
    """Reverse in a unit everything that came of an import; a replay does the same again.

    Returns how many events there are, and how many transactions reverse theirs.
    """
    sql = unit.sql
    events = dict(sql.execute(f"SELECT e.id, e.source FROM {_EVENTS}", (import_id,)).fetchall())
    ids = np.array(sorted(events), np.int64)
    day = first_open_day(sql, local_day(unit.at, zone))
    originals = _originals(sql, import_id)
    # Read from the books before anything is posted against them.
    _take_out_room(unit, zone, ids, originals)
    transactions = _reverse_all(unit, import_id, events, day)
    sql.execute(f"DELETE FROM d_event_identity WHERE event IN (SELECT e.id FROM {_EVENTS})", (import_id,))
    sql.execute(
        f"UPDATE d_event_state SET state = {_UNDONE}, reason = NULL "
        f"WHERE event IN (SELECT e.id FROM {_EVENTS})",
        (import_id,),
    )
    write_reversed_in_full(sql, _reversed_in_full(sql, originals))
    note_undone(sql, ids)
    return len(events), transactions


def _check(sql: sqlite3.Connection, import_id: int) -> None:
    row = sql.execute("SELECT file_name FROM import WHERE id = ?", (import_id,)).fetchone()
    if row is None:
        raise UserError(f"There is no import {import_id}; `revroute import list` shows them.")
    if sql.execute("SELECT 1 FROM import_undo WHERE import = ?", (import_id,)).fetchone():
        raise UserError(f"Import {import_id} ({row[0]}) is undone already.")
    batch = sql.execute(
        "SELECT id FROM batch WHERE id NOT IN (SELECT batch FROM batch_chunk WHERE last = 1) LIMIT 1"
    ).fetchone()
    if batch is not None:
        raise UserError(
            f"Batch {batch[0]} is not finished; route once more to complete it, then undo the import."
        )
    followers = _followers(sql, import_id)
    circular = _that_wait_for(sql, followers, import_id)
    if circular:
        raise UserError(
            f"Import {import_id} cannot be undone: refunds or chargebacks of its events came with "
            f"{_listed(circular)}, and some of theirs came with it, so that neither can go first. Restate "
            "what was routed wrongly, or import refunds of what should not be there."
        )
    if followers:
        raise UserError(
            f"Refunds or chargebacks of events of import {import_id} came with {_listed(followers)}; undo "
            "these first."
        )


def _followers(sql: sqlite3.Connection, import_id: int) -> dict[int, str]:
    """Return other imports, not undone, whose events reversed some of this one, with their file names."""
    return dict(
        sql.execute(
            "SELECT DISTINCT i.id, i.file_name FROM txn t JOIN reversal r ON r.original = t.id "
            "JOIN txn follower ON follower.id = r.txn JOIN event f ON f.id = follower.event "
            "JOIN import i ON i.id = f.import "
            f"WHERE t.event IN (SELECT e.id FROM {_EVENTS}) AND f.import <> ? "
            f"AND follower.kind IN {REVERSING} AND f.import NOT IN (SELECT import FROM import_undo) "
            "ORDER BY i.id",
            (import_id, import_id),
        ).fetchall()
    )


def _that_wait_for(sql: sqlite3.Connection, imports: dict[int, str], import_id: int) -> dict[int, str]:
    """Return those of the imports that can only be undone after `import_id`, directly or through others."""
    known: dict[int, list[int]] = {}

    def waits(number: int) -> bool:
        seen, left = {number}, [number]
        while left:
            one = left.pop()
            if one not in known:
                known[one] = list(_followers(sql, one))
            left += [other for other in known[one] if other not in seen]
            seen.update(known[one])
        return import_id in seen

    return {number: name for number, name in imports.items() if waits(number)}


def _listed(imports: dict[int, str]) -> str:
    named = [f"import {number} ({name})" for number, name in imports.items()]
    if len(named) > _LISTED_MAX:
        named[_LISTED_MAX:] = [f"{len(named) - _LISTED_MAX} more"]
    return ", ".join(named)


def _originals(sql: sqlite3.Connection, import_id: int) -> Int64s:
    """Return the newest allocations of events of other imports that events of this one reversed."""
    (found,) = columns_of_rows(
        sql.execute(
            "SELECT DISTINCT t.id FROM import_chunk c "
            "CROSS JOIN event e ON e.id >= c.first_event AND e.id < c.first_event + c.events "
            "JOIN d_event_state s ON s.event = e.id JOIN reversal r ON r.txn = s.txn "
            "JOIN txn t ON t.id = r.original JOIN event original ON original.id = t.event "
            f"WHERE c.import = ?1 AND original.import <> ?1 AND NOT ({ENTERS_ROUTES}) ORDER BY t.id",
            (import_id,),
        ),
        1,
    )
    return found


def _take_out_room(unit: Unit, zone: str, events: Int64s, originals: Int64s) -> None:
    """Take out of caps and tiers what the events counted, and what their reversals gave back.

    What other reversals of the same originals gave back becomes what it were without those of this import.
    """
    sql = unit.sql
    (last_version,) = sql.execute("SELECT COALESCE(MAX(id), 0) FROM plan_version").fetchone()
    run = BatchRun(sql, zone, Batch(0, last_version, local_day(unit.at, zone), None))
    if not any(version.has_counters for version in run.loaded.versions):
        return
    for begin in range(0, len(events), _AT_ONCE):
        allocations = allocating_transactions(sql, events[begin : begin + _AT_ONCE])
        room = room_of(sql, run, allocations)
        room.take_back(standing_reversals(sql, allocations)[0])
        room.uncount()
    for begin in range(0, len(originals), _AT_ONCE):
        allocations = originals[begin : begin + _AT_ONCE]
        room = room_of(sql, run, allocations)
        standing, of_event = standing_reversals(sql, allocations)
        room.take_back(standing)
        room.give_back(standing[~np.isin(of_event, events)])
    run.store.save(unit, run.state.counters)


def _reversed_in_full(sql: sqlite3.Connection, allocations: Int64s) -> list[tuple[bool, int]]:
    """Return of allocations whether all of their event is reversed, and the event."""
    rows = sql.execute(
        "SELECT e.amount = (SELECT COALESCE(SUM(p.amount), 0) FROM posting_against a "
        f"JOIN posting p ON p.id = a.posting JOIN txn k ON k.id = a.posting / ?2 "
        f"WHERE a.original BETWEEN t.id * ?2 AND t.id * ?2 + ?2 - 1 "
        f"AND k.kind <> {int(TransactionKind.RELEASE)}), e.id "
        "FROM json_each(?1) w CROSS JOIN txn t ON t.id = w.value JOIN event e ON e.id = t.event",
        (json_ids(allocations), LINES_MAX),
    )
    return [(bool(full), event) for full, event in rows]


def _close_refused(unit: Unit, import_id: int) -> int:
    """Dismiss the import's refused rows, which come again with the file."""
    rows = unit.sql.execute(
        "SELECT q.id FROM quarantine q WHERE q.import = ? AND NOT EXISTS (SELECT 1 "
        "FROM quarantine_decision d WHERE d.quarantine = q.id AND d.decision IN (1, 2)) ORDER BY q.id",
        (import_id,),
    ).fetchall()
    columns = ("quarantine", "decision", "reason", "entry")
    decisions = [(number, _DISMISSED, "the import was undone", unit.seq) for (number,) in rows]
    unit.insert_many("quarantine_decision", columns, decisions)
    return len(rows)


@dataclass(slots=True)
class _Mirrors:
    """The transactions that reverse others, and their postings, as growing columns."""

    reverses: list[int]
    event: list[int]
    starts: list[int]
    account: list[int]
    currency: list[int]
    amount: list[int]
    step: list[int]
    against: list[int]


def _reverse_all(unit: Unit, import_id: int, events: dict[int, int], day: int) -> int:
    """Post the mirror of every transaction of these events, newest first, and return how many there are."""
    sql = unit.sql
    wanted = f"SELECT e.id FROM {_EVENTS}"
    transactions = sql.execute(
        f"SELECT id, event FROM txn WHERE event IN ({wanted}) ORDER BY id DESC", (import_id,)
    ).fetchall()
    if not transactions:
        return 0
    put_back = _put_back(sql, [number for number, _ in transactions])
    left: dict[int, int] = {}
    mirrors = _Mirrors([], [], [0], [], [], [], [], [])
    for number, event in transactions:
        mirrors.reverses.append(number)
        mirrors.event.append(event)
        for row in _rows_of(sql, number):
            if row.hold is not None and row.hold not in left:
                left[row.hold] = row.open + put_back.get(row.hold, 0)
            _mirror(row, mirrors, left)
        mirrors.starts.append(len(mirrors.account))
    count = len(transactions)
    first = next_transaction(sql)
    nothing, no_lines = np.zeros(count, dtype=np.int64), np.zeros(len(mirrors.account), dtype=np.int64)
    post(
        unit,
        TransactionColumns(
            id=np.arange(first, first + count, dtype=np.int64),
            kind=np.full(count, int(TransactionKind.UNDO), dtype=np.int64),
            event=_column(mirrors.event),
            route=nothing,
            booked_day=np.full(count, day, dtype=np.int64),
            reverses=_column(mirrors.reverses),
        ),
        PostingColumns(
            account=_column(mirrors.account),
            currency=_column(mirrors.currency),
            amount=_column(mirrors.amount),
            step=_column(mirrors.step),
            against=_column(mirrors.against),
            beneficiary=no_lines,
            due_day=no_lines,
        ),
        _column(mirrors.starts),
        sources=_column([events[event] for event in mirrors.event]),
    )
    return count


class _Row(NamedTuple):
    """A posting to mirror: `part` is what it went against, or itself; `hold` is the part where that is a hold
    on the posting's own account, held for `beneficiary`, and `open` what the hold has before the undo.
    """

    posting: int
    account: int
    currency: int
    amount: int
    step: int
    part: int
    hold: int | None
    beneficiary: int | None
    open: int


def _rows_of(sql: sqlite3.Connection, number: int) -> Iterator[_Row]:
    """Yield the postings of a transaction."""
    rows = sql.execute(
        "SELECT p.id, p.account, p.currency, p.amount, COALESCE(p.step, 0), COALESCE(a.original, p.id), "
        "held.id, h.beneficiary, COALESCE(o.amount, 0) FROM posting p "
        "LEFT JOIN posting_against a ON a.posting = p.id "
        "LEFT JOIN hold h ON h.posting = COALESCE(a.original, p.id) "
        "LEFT JOIN posting held ON held.id = h.posting AND held.account = p.account "
        "LEFT JOIN d_hold_open o ON o.posting = h.posting WHERE p.id >= ? AND p.id < ? ORDER BY p.id",
        (number * LINES_MAX, (number + 1) * LINES_MAX),
    )
    return map(_Row._make, rows)


def _put_back(sql: sqlite3.Connection, transactions: list[int]) -> dict[int, int]:
    """Return of each hold what the mirrors of these transactions put back into it.

    The undo can draw on it as on what is open, whichever mirror comes first: a restatement's old side put
    back what the refund before it had drawn, and both are mirrored.
    """
    return dict(
        sql.execute(
            "SELECT h.posting, SUM(p.amount) FROM json_each(?1) w "
            "CROSS JOIN posting p ON p.id >= w.value * ?2 AND p.id < w.value * ?2 + ?2 "
            "JOIN posting_against a ON a.posting = p.id JOIN hold h ON h.posting = a.original "
            "JOIN posting held ON held.id = h.posting AND held.account = p.account "
            "WHERE p.amount > 0 GROUP BY h.posting",
            (json.dumps(transactions), LINES_MAX),
        ).fetchall()
    )


def _mirror(row: _Row, mirrors: _Mirrors, left: dict[int, int]) -> None:
    """Add the mirror of a posting, where `left` is what can still be drawn on holds.

    The mirror of a posting that went against a part goes against the same part, so that what was reversed of
    the part is what it was before. What a hold no longer has, since it was released, comes from whom it was
    released to (B11). The mirror of what made a hold, which is the last one on it, empties the hold: what an
    earlier undo took from the beneficiary in the hold's place goes back there.
    """
    lines = [(row.account, -row.amount)]
    if row.hold is not None and row.beneficiary is not None and row.amount < 0:
        drawn = left[row.hold] if row.hold == row.posting else min(-row.amount, left[row.hold])
        left[row.hold] -= drawn
        lines = [(row.account, drawn), (row.beneficiary, -row.amount - drawn)]
    for account, amount in lines:
        if amount:
            mirrors.account.append(account)
            mirrors.currency.append(row.currency)
            mirrors.amount.append(amount)
            mirrors.step.append(row.step)
            mirrors.against.append(row.part)


def _column(values: list[int]) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    return np.array(values, dtype=np.int64)
