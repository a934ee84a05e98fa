"""Period locks: on or before the lock day nothing is booked (BOOKS.md, B17)."""

import sqlite3
from datetime import date

from revroute_desktop.errors import UserError
from revroute_desktop.workspace import Workspace
from revroute_desktop.workspace.zones import local_day

EPOCH = date(1970, 1, 1)


def day_number(day: date) -> int:
    """Return the days from 1970-01-01 to `day`."""
    return (day - EPOCH).days


def day_of(number: int) -> date:
    """Return the date that is `number` days after 1970-01-01."""
    return date.fromordinal(EPOCH.toordinal() + number)


def lock_day(sql: sqlite3.Connection) -> int | None:
    """Return the day on or before which nothing may be booked, or None."""
    row = sql.execute("SELECT day FROM period_lock ORDER BY id DESC LIMIT 1").fetchone()
    return None if row is None else row[0]


def first_open_day(sql: sqlite3.Connection, day: int) -> int:
    """Return `day`, or the first day after the lock when it is locked."""
    locked = lock_day(sql)
    return day if locked is None or day > locked else locked + 1


def lock_period(workspace: Workspace, day: date, *, actor: str, reason: str = "") -> int | None:
    """Lock everything on or before `day`; returns the lock day before. Raises UserError where it would lock
    nothing more, lies in the future, or a batch that began under the old lock is not finished.
    """
    number = day_number(day)
    with workspace.write(actor, "period.lock", day.isoformat(), reason) as unit:
        if number > local_day(unit.at, workspace.zone):
            raise UserError(f"{day} lies in the future; a period can be locked once it is over.")
        before = _check_no_batch_runs(unit.sql)
        if before is not None and number <= before:
            raise UserError(f"Everything to {day_of(before)} is locked already; {day} adds nothing.")
        unit.insert("period_lock", day=number, entry=unit.seq)
        unit.record(
            {"day": day.isoformat(), "before": None if before is None else day_of(before).isoformat()}
        )
    return before


def unlock_period(workspace: Workspace, day: date | None, *, actor: str, reason: str) -> int | None:
    """Move the lock back to `day`, or take it away with None; returns the lock day before. A reason must be
    given.
    """
    if not reason.strip():
        raise UserError("Unlocking a period needs a reason; it stands in the log.")
    with workspace.write(actor, "period.unlock", day.isoformat() if day else "all", reason) as unit:
        before = _check_no_batch_runs(unit.sql)
        if before is None:
            raise UserError("No period is locked.")
        if day is not None and day_number(day) >= before:
            raise UserError(f"The lock stands at {day_of(before)}; unlocking needs an earlier day than that.")
        unit.insert("period_lock", day=None if day is None else day_number(day), entry=unit.seq)
        unit.record({"day": day.isoformat() if day else None, "before": day_of(before).isoformat()})
    return before


def _check_no_batch_runs(sql: sqlite3.Connection) -> int | None:
    """Return the lock day in force; raises UserError while a batch that froze it is unfinished (BOOKS.md,
    B13).
    """
    open_batch = sql.execute(
        "SELECT id FROM batch WHERE id NOT IN (SELECT batch FROM batch_chunk WHERE last = 1) LIMIT 1"
    ).fetchone()
    if open_batch is not None:
        raise UserError(
            f"Batch {open_batch[0]} is not finished; route once more to complete it, then change the lock."
        )
    return lock_day(sql)
