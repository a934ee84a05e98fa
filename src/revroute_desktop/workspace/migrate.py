"""Bringing a file of an older version up to date: numbered SQL, one transaction, a backup before it."""

import os
import sqlite3
from pathlib import Path

from revroute_desktop.workspace import ledger_days
from revroute_desktop.workspace.connections import Handle, connect, remove
from revroute_desktop.workspace.event_rollups.keep import fill
from revroute_desktop.workspace.problems import WorkspaceError
from revroute_desktop.workspace.schema import MIGRATIONS, apply_migration, latest_version, migration_files
from revroute_desktop.workspace.units import Change, begin_unit

_ROLLUPS_SINCE = 2
"""The version that keeps rollups of events."""

_LEDGER_DAYS_SINCE = 3
"""The version that keeps daily sums of the ledger in packed cells."""


def migrate(
    path: Path, version: int, now: int, *, wait: float = 10.0, folder: Path = MIGRATIONS
) -> Path | None:
    """Applies the migrations after `version` and logs that; returns the path of the backup made before.

    All in one transaction: a kill leaves the file at its old version. Another process that was faster is
    noticed, then nothing is done and None is returned. `now` is in microseconds UTC. Raises sqlite3.Error,
    OSError, and WorkspaceError where the backup is not what it should be.
    """
    target = latest_version(folder)
    handle = Handle(connect(path, wait=wait, writing=True))
    sql = handle.sql
    try:
        # Tables may be made anew, with rows that point at them for a moment; checked before the commit.
        sql.execute("PRAGMA foreign_keys = OFF")
        sql.execute("BEGIN IMMEDIATE")
        if sql.execute("PRAGMA user_version").fetchone()[0] != version:
            return None
        backup = _back_up(path, version, wait)
        for file in migration_files(folder)[version:]:
            if int(file.stem) == _LEDGER_DAYS_SINCE:
                ledger_days.carry_over(sql)
            apply_migration(sql, file)
        if version < _LEDGER_DAYS_SINCE:
            ledger_days.take_over(sql)
        if version < _ROLLUPS_SINCE:
            fill(sql)
        broken = sql.execute("PRAGMA foreign_key_check").fetchone()
        if broken is not None:
            raise WorkspaceError(
                f"{path} cannot be brought up to date, since a row of {broken[0]} points at one that is "
                "missing: nothing was changed; restore a backup."
            )
        unit = begin_unit(
            handle, Change("revroute", "workspace.migrate", path.name, "the program was updated"), now, None
        )
        unit.record({"from": version, "to": target, "backup": backup.name})
        sql.execute("COMMIT")
        return backup
    finally:
        if sql.in_transaction:
            sql.execute("ROLLBACK")
        handle.close()


def _back_up(path: Path, version: int, wait: float) -> Path:
    """A copy of the file beside it, as it is before the migration (the writer's lock is held already)."""
    backup = path.with_name(f"{path.stem}.version-{version}.revroute")
    number = 1
    while backup.exists():
        number += 1
        backup = path.with_name(f"{path.stem}.version-{version}-{number}.revroute")
    draft = backup.with_name(f"{backup.name}.{os.getpid()}.new")
    source = connect(path, wait=wait)
    try:
        copy = sqlite3.connect(draft, isolation_level=None)
        try:
            source.backup(copy)
        finally:
            copy.close()
        draft.rename(backup)
    finally:
        source.close()
        remove(draft)
    return backup
