"""Making a workspace and opening one."""

import os
import sqlite3
import time
import uuid
from dataclasses import replace
from pathlib import Path

from revroute_desktop.workspace import guard, log, memory
from revroute_desktop.workspace.connections import Handle, connect, connect_new, remove
from revroute_desktop.workspace.files import Access, Clock, Facts, Workspace
from revroute_desktop.workspace.log import Head
from revroute_desktop.workspace.migrate import migrate
from revroute_desktop.workspace.problems import WorkspaceError, plainly_on_disk
from revroute_desktop.workspace.schema import (
    APPLICATION_ID,
    MIGRATIONS,
    apply_migration,
    latest_version,
    migration_files,
)
from revroute_desktop.workspace.units import Change, begin_unit
from revroute_desktop.workspace.zones import load_zone

WAIT = 10.0
"""Seconds that a lock of another program is waited for."""

_FIRST_TIME = (
    "This workspace is opened for the first time on this machine: no checkpoint of its log is remembered "
    "here, so an older or altered copy of it could not be told from the newest."
)


def system_clock() -> int:
    """Now, in microseconds UTC."""
    return time.time_ns() // 1000


def create(
    path: Path | str,
    *,
    zone: str = "UTC",
    name: str | None = None,
    actor: str,
    clock: Clock = system_clock,
    wait: float = WAIT,
) -> Workspace:
    """Makes a new workspace file with its first audit entry, and opens it.

    `zone` is the book time zone (B17), `name` the file's name without its extension where none is given.
    Raises WorkspaceError where something is there already or the file cannot be made, ZoneError for an
    unknown zone.
    """
    path = Path(path)
    load_zone(zone)
    facts = Facts(str(uuid.uuid4()), name or path.stem, zone)
    _check_free(path)
    draft = path.with_name(f"{path.name}.{os.getpid()}.new")
    with plainly_on_disk(path):
        try:
            head = _fill(draft, facts, actor, clock())
            _move_without_overwriting(draft, path)
        finally:
            remove(draft)
        memory.remember(facts.uuid, head)
    return Workspace(path, facts, Access(), clock, wait)


def open_workspace(
    path: Path | str, *, clock: Clock = system_clock, wait: float = WAIT, migrations: Path = MIGRATIONS
) -> Workspace:
    """Opens a workspace file after checking that it is one and unharmed; migrates one of an older version.

    `state_note` of the result says what a person must know. A file that falls behind what this machine
    remembers of its log opens for reading alone until `accept_rollback`. Raises WorkspaceError.
    """
    path = Path(path)
    with plainly_on_disk(path):
        guard.check_header(path, migrations)
        with guard.noted(guard.file_id(path)):
            access = _access_by_permissions(path)
            sql = _connect(path, access, wait)
            try:
                version = guard.check_schema(sql, path, migrations)
                if version < latest_version(migrations):
                    if access.read_only is not None:
                        raise WorkspaceError(
                            f"{path} is of an older version and must be brought up to date, but can only be "
                            "read: make it writable."
                        )
                    guard.check_contents(sql, path)
                    migrate(path, version, clock(), wait=wait, folder=migrations)
                    guard.check_schema(sql, path, migrations)
                # Each look is at one state of the file, whatever another process writes meanwhile.
                sql.execute("BEGIN")
                guard.check_contents(sql, path)
                facts = Facts(*sql.execute("SELECT uuid, name, zone FROM workspace").fetchone())
                sql.execute("COMMIT")
                # What is remembered was committed before, so a state that is taken after it must have it.
                known = memory.recall(facts.uuid)
                sql.execute("BEGIN")
                access = _compare_with_memory(sql, facts, access, known)
                sql.execute("COMMIT")
            finally:
                sql.close()
            return Workspace(path, facts, access, clock, wait)


def _check_free(path: Path) -> None:
    if path.exists():
        raise WorkspaceError(f"{path} is there already: name another file, or open this one.")
    for ending in ("-wal", "-shm"):
        beside = path.with_name(path.name + ending)
        if beside.exists():
            raise WorkspaceError(
                f"{beside} is left from a workspace that was at {path}: move it away, since it would be "
                "taken for part of the new one."
            )


def _fill(path: Path, facts: Facts, actor: str, now: int) -> Head:
    handle = Handle(connect_new(path))
    try:
        sql = handle.sql
        sql.execute("BEGIN IMMEDIATE")
        sql.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        for file in migration_files():
            apply_migration(sql, file)
        unit = begin_unit(handle, Change(actor, "workspace.create", facts.name, ""), now, None)
        unit.insert("workspace", id=1, uuid=facts.uuid, name=facts.name, zone=facts.zone, created_at=unit.at)
        unit.record({"uuid": facts.uuid, "name": facts.name, "zone": facts.zone, "version": latest_version()})
        sql.execute("COMMIT")
        assert unit.recorded is not None, "the first entry is recorded"
        return unit.recorded
    finally:
        handle.close()


def _move_without_overwriting(draft: Path, path: Path) -> None:
    try:
        os.link(draft, path)
    except FileExistsError:
        raise WorkspaceError(f"{path} is there already: name another file, or open this one.") from None
    except OSError:
        # A file system without hard links.
        _check_free(path)
        draft.rename(path)


def connect_to_read(path: Path, *, wait: float = WAIT) -> sqlite3.Connection:
    """Opens an existing file for reading alone, as its permissions and those of its folder allow.

    Raises WorkspaceError.
    """
    with plainly_on_disk(path):
        return _connect(path, _access_by_permissions(path), wait)


def _access_by_permissions(path: Path) -> Access:
    if os.access(path, os.W_OK):
        return Access()
    note = f"{path} can only be read: make the file writable to change anything."
    # SQLite needs to make files beside it, unless it may read the file as one that never changes.
    wal = path.with_name(path.name + "-wal")
    immutable = not os.access(path.parent, os.W_OK) and not wal.exists()
    return Access(read_only=note, state_note=note, mode="ro", immutable=immutable)


def _connect(path: Path, access: Access, wait: float) -> sqlite3.Connection:
    return connect(path, wait=wait, mode=access.mode, immutable=access.immutable)


def _compare_with_memory(
    sql: sqlite3.Connection, facts: Facts, access: Access, known: memory.Remembered | None
) -> Access:
    found = log.head(sql)
    if known is None:
        memory.remember(facts.uuid, found)
        note = f"{_FIRST_TIME} {access.state_note or ''}".strip()
        return replace(access, state_note=note)
    remembered = known.head
    if remembered.size <= found.size and log.head(sql, remembered.size) == remembered:
        if found.size > remembered.size:
            memory.remember(facts.uuid, found)
        return access
    what = (
        f"has {found.size} {'entry' if found.size == 1 else 'entries'} in its log"
        if found.size < remembered.size
        else "has another log than before"
    )
    note = (
        f"This file {what}, while this machine remembers {remembered.size}: a copy of it was worked on "
        "elsewhere (then go on with that copy), or this file is older or was altered (then find the newest "
        "one, or restore a backup). It opens for reading alone until you say why this file is the right "
        "one: `revroute audit accept-rollback --reason WHY`."
    )
    return replace(access, read_only=note, state_note=note, behind=remembered)
