"""The table of schedules: what is queued when, and what came of it."""

import json
import sqlite3
from collections.abc import Container
from dataclasses import dataclass

from revroute_desktop.errors import UserError
from revroute_desktop.processes import history, schedules
from revroute_desktop.processes.history import JobRecord, NewJob
from revroute_desktop.processes.known_files import hold_back_unknown
from revroute_desktop.processes.schedules import CatchUp
from revroute_desktop.processes.states import Terms, terms_as_json, terms_from_json
from revroute_desktop.workspace import Workspace, WorkspaceError


@dataclass(frozen=True, slots=True)
class Schedule:
    """A job that is queued again and again. Times are microseconds UTC; `note` says what came of it."""

    id: int
    name: str
    cron: str
    zone: str
    catch_up: CatchUp
    kind: str
    arguments: tuple[str, ...]
    priority: int
    terms: Terms
    paused: bool
    next_at: int
    last_at: int | None
    note: str | None


_COLUMNS = "id, name, cron, zone, catch_up, kind, arguments, priority, terms, paused, next_at, last_at, note"


def schedules_of(sql: sqlite3.Connection) -> list[Schedule]:
    """Every schedule, by name."""
    return [_schedule(row) for row in sql.execute(f"SELECT {_COLUMNS} FROM desk_schedule ORDER BY name")]


def add_schedule(
    workspace: Workspace, name: str, cron: str, new: NewJob, *, zone: str | None = None, catch_up: CatchUp
) -> Schedule:
    """Queue a job at every time of `cron` in a zone, that of the books by default; raises UserError."""
    zone = workspace.zone if zone is None else zone
    if not name.strip():
        raise UserError("Give the schedule a name.")
    schedules.check(cron, zone)
    next_at = schedules.next_time(cron, zone, workspace.clock())
    hold_back_unknown(workspace)
    with workspace.desk() as desk:
        if desk.sql.execute("SELECT 1 FROM desk_schedule WHERE name = ?", (name,)).fetchone():
            raise UserError(f"There is a schedule {name!r} already: remove it first or choose another name.")
        rows = desk.sql.execute(
            "INSERT INTO desk_schedule (name, cron, zone, catch_up, kind, arguments, priority, terms, paused,"
            f" next_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0, ?) RETURNING {_COLUMNS}",
            (
                name,
                cron,
                zone,
                catch_up,
                new.kind,
                json.dumps(list(new.arguments)),
                new.priority,
                terms_as_json(new.terms),
                next_at,
            ),
        ).fetchall()
        _tell(desk.sql)
    return _schedule(rows[0])


def change_schedule(
    workspace: Workspace, name: str, cron: str, new: NewJob, *, catch_up: CatchUp
) -> Schedule:
    """Have a schedule queue another job, or at other times, from now on; raises UserError."""
    hold_back_unknown(workspace)
    with workspace.desk() as desk:
        row = desk.sql.execute(f"SELECT {_COLUMNS} FROM desk_schedule WHERE name = ?", (name,)).fetchone()
        if row is None:
            raise _unknown(name)
        found = _schedule(row)
        next_at = schedules.next_time(cron, found.zone, workspace.clock())
        rows = desk.sql.execute(
            "UPDATE desk_schedule SET cron = ?, catch_up = ?, kind = ?, arguments = ?, priority = ?,"
            f" terms = ?, next_at = ?, note = NULL WHERE id = ? RETURNING {_COLUMNS}",
            (
                cron,
                catch_up,
                new.kind,
                json.dumps(list(new.arguments)),
                new.priority,
                terms_as_json(new.terms),
                next_at,
                found.id,
            ),
        ).fetchall()
        _tell(desk.sql)
    return _schedule(rows[0])


def remove_schedule(workspace: Workspace, name: str) -> None:
    """Forget a schedule; jobs that it queued stay. Raises WorkspaceError where there is none of that name."""
    with workspace.desk() as desk:
        if not desk.sql.execute("DELETE FROM desk_schedule WHERE name = ?", (name,)).rowcount:
            raise _unknown(name)
        _tell(desk.sql)


def pause_schedule(workspace: Workspace, name: str, *, paused: bool) -> Schedule:
    """Hold a schedule back, or let it go on from its next time after now; raises WorkspaceError."""
    hold_back_unknown(workspace)
    with workspace.desk() as desk:
        row = desk.sql.execute(f"SELECT {_COLUMNS} FROM desk_schedule WHERE name = ?", (name,)).fetchone()
        if row is None:
            raise _unknown(name)
        found = _schedule(row)
        next_at = schedules.next_time(found.cron, found.zone, workspace.clock())
        rows = desk.sql.execute(
            "UPDATE desk_schedule SET paused = ?, next_at = ?, note = NULL WHERE id = ?"
            f" RETURNING {_COLUMNS}",
            (int(paused), next_at, found.id),
        ).fetchall()
        _tell(desk.sql)
    return _schedule(rows[0])


def queue_due(sql: sqlite3.Connection, open_schedules: Container[int], now: int) -> list[JobRecord]:
    """Queue what every schedule that is due asks for, in a desk session; returns the new jobs.

    `open_schedules` are those whose last job has not ended: unless each missed run counts (CatchUp.ALL), such
    a schedule is not queued a second time. One whose times cannot be told any more is paused with the reason.
    """
    queued: list[JobRecord] = []
    for each in schedules_of(sql):
        if each.paused or each.next_at > now:
            continue
        try:
            found = schedules.due(each.cron, each.zone, each.catch_up, each.next_at, now)
        except UserError as error:
            # Its zone may be unknown on this machine; the rest of the queue goes on.
            _hold(sql, each, str(error))
            continue
        assert found is not None, "its time has come"
        run, note = found.run, f"{found.skipped} missed, let go." if found.skipped else None
        if run and each.id in open_schedules and each.catch_up is not CatchUp.ALL:
            run, note = (), "Not queued: the job before has not ended."
        for _ in run:
            new = NewJob(each.kind, each.arguments, each.priority, each.terms, schedule=each.id)
            queued.append(history.enqueue(sql, new, now))
        sql.execute(
            "UPDATE desk_schedule SET next_at = ?, last_at = ?, note = ? WHERE id = ?",
            (found.next_at, now, note, each.id),
        )
    return queued


def mend_times(sql: sqlite3.Connection, now: int) -> None:
    """Bring back the next times that lie too far ahead, since the clock was ahead, in a desk session."""
    for each in schedules_of(sql):
        if each.paused:
            continue
        try:
            next_at = schedules.next_time(each.cron, each.zone, now)
        except UserError as error:
            _hold(sql, each, str(error))
            continue
        if next_at < each.next_at:
            sql.execute("UPDATE desk_schedule SET next_at = ? WHERE id = ?", (next_at, each.id))


def _hold(sql: sqlite3.Connection, schedule: Schedule, why: str) -> None:
    sql.execute("UPDATE desk_schedule SET paused = 1, note = ? WHERE id = ?", (why, schedule.id))


def next_due(sql: sqlite3.Connection) -> int | None:
    """When the next schedule is due, in microseconds UTC; None where there is none."""
    (at,) = sql.execute("SELECT min(next_at) FROM desk_schedule WHERE NOT paused").fetchone()
    return None if at is None else int(at)


def _schedule(row: tuple[object, ...]) -> Schedule:
    (
        id,
        name,
        cron,
        zone,
        catch_up,
        kind,
        arguments,
        priority,
        terms,
        paused,
        next_at,
        last_at,
        note,
    ) = row
    assert isinstance(id, int) and isinstance(priority, int) and isinstance(next_at, int)
    assert isinstance(last_at, int | None)
    return Schedule(
        id=id,
        name=str(name),
        cron=str(cron),
        zone=str(zone),
        catch_up=CatchUp(str(catch_up)),
        kind=str(kind),
        arguments=tuple(json.loads(str(arguments))),
        priority=priority,
        terms=terms_from_json(str(terms)),
        paused=bool(paused),
        next_at=next_at,
        last_at=last_at,
        note=None if note is None else str(note),
    )


def _unknown(name: str) -> WorkspaceError:
    return WorkspaceError(f"There is no schedule {name!r}: see `revroute jobs schedule list`.")


def _tell(sql: sqlite3.Connection) -> None:
    sql.execute("UPDATE desk_supervisor SET changes = changes + 1")
