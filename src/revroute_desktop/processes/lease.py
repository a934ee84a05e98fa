"""Who runs the queue: one supervisor a workspace, followed by another when its process is gone."""

import sqlite3
import uuid
from dataclasses import dataclass, field

from revroute_desktop.processes.groups import ProcessId, is_alive, own_id


@dataclass(frozen=True, slots=True)
class Lease:
    """What a supervisor writes down of itself; two in one process differ by their token."""

    process: ProcessId = field(default_factory=own_id)
    token: str = field(default_factory=lambda: uuid.uuid4().hex)


@dataclass(frozen=True, slots=True)
class Holder:
    """The supervisor that is written down, since when (microseconds UTC)."""

    process: ProcessId
    token: str
    taken_at: int


def holder(sql: sqlite3.Connection) -> Holder | None:
    """The supervisor that is written down, alive or not."""
    pid, since, token, taken_at = sql.execute(
        "SELECT pid, since, token, taken_at FROM desk_supervisor"
    ).fetchone()
    return None if pid is None else Holder(ProcessId(pid, since), token, taken_at)


def living_holder(sql: sqlite3.Connection) -> Holder | None:
    """The supervisor that runs the queue; None where nobody does."""
    found = holder(sql)
    return found if found is not None and is_alive(found.process) else None


def take(sql: sqlite3.Connection, lease: Lease, now: int) -> bool:
    """Take the lease where it is free or its process is gone, in a desk session; whether it is ours now."""
    found = living_holder(sql)
    if found is not None:
        return found.token == lease.token
    sql.execute(
        "UPDATE desk_supervisor SET pid = ?, since = ?, token = ?, taken_at = ?",
        (lease.process.pid, lease.process.since, lease.token, now),
    )
    return True


def is_ours(sql: sqlite3.Connection, lease: Lease) -> bool:
    """Whether the lease is still written down as ours."""
    found = holder(sql)
    return found is not None and found.token == lease.token


def release(sql: sqlite3.Connection, lease: Lease) -> None:
    """Let go of the lease, in a desk session."""
    sql.execute(
        "UPDATE desk_supervisor SET pid = NULL, since = NULL, token = NULL, taken_at = NULL WHERE token = ?",
        (lease.token,),
    )


def changes(sql: sqlite3.Connection) -> int:
    """A number that rises when somebody else than the supervisor has changed the queue."""
    (found,) = sql.execute("SELECT changes FROM desk_supervisor").fetchone()
    return int(found)
