"""What a person does about events that routing left open: let one go on without its original (B9), retry."""

import json
import sqlite3
from collections.abc import Iterable, Sequence
from enum import IntEnum
from typing import Final

import numpy as np

from revroute_desktop.errors import UserError
from revroute_desktop.routing import reasons
from revroute_desktop.routing.allocation_reader import ENTERS_ROUTES, allocating_transactions
from revroute_desktop.routing.batches import unfinished_batch
from revroute_desktop.routing.event_reader import read_originals
from revroute_desktop.workspace import JobKey, Unit, Workspace

AT_ONCE_MAX: Final = 10_000
"""Events of one retry, which is one unit of work (B13)."""

_WAITING, _QUARANTINED = 0, 2


class Act(IntEnum):
    """What was done; the numbers are those of the file."""

    RELEASE = 1
    RETRY = 2


def release_event(
    workspace: Workspace, event: int, *, actor: str, reason: str, job: JobKey | None = None
) -> None:
    """Let a waiting refund, chargeback or won dispute go on without the original that it names.

    The next route posts it by the plan's negative table, unless the original has come by then. Raises
    UserError without a reason, while a batch is unfinished, and for an event that does not wait for an
    original or was released before.
    """
    _check_reason(reason, "Letting an event go on without its original")
    with workspace.write(actor, "event.release", f"event {event}", reason, job=job) as unit:
        _check_no_batch(unit.sql)
        _check_lacks_original(unit.sql, event)
        _write(unit, [event], Act.RELEASE, reason)
        unit.record({"event": event})


def retry_events(
    workspace: Workspace, events: Iterable[int], *, actor: str, reason: str, job: JobKey | None = None
) -> int:
    """Put events that a route quarantined back to waiting, so that the next route decides them anew.

    Returns how many. Raises UserError without a reason or an event, for more than AT_ONCE_MAX, while a batch
    is unfinished, and when one of them is not in quarantine.
    """
    _check_reason(reason, "Retrying events")
    numbers = sorted(set(events))
    if not 1 <= len(numbers) <= AT_ONCE_MAX:
        raise UserError(f"Retry from 1 to {AT_ONCE_MAX} events at once, not {len(numbers)}.")
    with workspace.write(actor, "event.retry", f"{len(numbers)} events", reason, job=job) as unit:
        _check_no_batch(unit.sql)
        found = unit.sql.execute(
            "SELECT s.event FROM json_each(?) w CROSS JOIN d_event_state s ON s.event = w.value "
            f"WHERE s.state = {_QUARANTINED}",
            (json.dumps(numbers),),
        ).fetchall()
        others = sorted(set(numbers) - {event for (event,) in found})
        if others:
            raise UserError(
                f"{_named(unit.sql, others[0])} is not in quarantine; `revroute event list --state "
                "quarantined` shows what is."
            )
        _write(unit, numbers, Act.RETRY, reason)
        unit.record({"events": numbers})
    return len(numbers)


def note_act(sql: sqlite3.Connection, events: Sequence[int], act: Act) -> None:
    """Write the states of events about which something was done; a replay does the same again."""
    if act is Act.RELEASE:
        statement = "UPDATE d_event_state SET reason = ? WHERE event = ? AND reason = ?"
        sql.executemany(statement, [(reasons.RELEASED, event, reasons.NO_ORIGINAL) for event in events])
    else:
        sql.executemany(
            f"UPDATE d_event_state SET state = {_WAITING}, reason = NULL, entry = NULL WHERE event = ?",
            [(event,) for event in events],
        )


def _write(unit: Unit, events: Sequence[int], act: Act, reason: str) -> None:
    columns = ("event", "action", "reason", "entry")
    unit.insert_many("event_release", columns, [(event, int(act), reason, unit.seq) for event in events])
    note_act(unit.sql, events, act)


def _check_lacks_original(sql: sqlite3.Connection, event: int) -> None:
    row = sql.execute(
        f"SELECT s.state, e.original, {ENTERS_ROUTES} FROM event e "
        "JOIN d_event_state s ON s.event = e.id WHERE e.id = ?",
        (event,),
    ).fetchone()
    name = _named(sql, event)
    if row is None or row[0] != _WAITING:
        raise UserError(f"{name} does not wait; `revroute event list --state waiting` shows what does.")
    _, original, enters = row
    if original is None or enters:
        raise UserError(f"{name} waits for no original: it goes on when a plan is in force for it.")
    found, released = read_originals(sql, np.array([event], np.int64))
    if released[0]:
        raise UserError(f"{name} is released already; the next `revroute route` posts it.")
    if found[0] > 0 and len(allocating_transactions(sql, found)):
        raise UserError(
            f"The original {original[:80]!r} of {name[:1].lower()}{name[1:]} is there and routed; "
            "`revroute route` takes it from that."
        )


def _named(sql: sqlite3.Connection, event: int) -> str:
    row = sql.execute("SELECT external_id FROM event WHERE id = ?", (event,)).fetchone()
    return f"Event number {event}" if row is None else f"Event {row[0][:80]!r}"


def _check_reason(reason: str, what: str) -> None:
    if not reason.strip():
        raise UserError(f"{what} needs a reason; it stands in the log.")


def _check_no_batch(sql: sqlite3.Connection) -> None:
    if unfinished_batch(sql) is not None:
        raise UserError("A batch of routing is not finished; route first.")
