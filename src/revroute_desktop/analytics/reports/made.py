"""Reports as files: written whole and never over another, entered into the log, listed and checked."""

import hashlib
import json
import os
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, Final

from revroute_desktop.audit.canonical import JsonValue
from revroute_desktop.errors import UserError
from revroute_desktop.workspace import JobKey, Workspace
from revroute_desktop.workspace.guard import is_workspace_part
from revroute_desktop.workspace.log import head, log_size
from revroute_desktop.workspace.settings import put_setting, setting

MADE: Final = "report.made"
"""The action of the log's entry on a report."""

_PLACES: Final = "reports.places"
_PLACES_MOST: Final = 500
_NAMES_MOST: Final = 1_000
_CHUNK: Final = 1 << 20
_LONGEST_NAME: Final = 120
_FORBIDDEN: Final = frozenset('<>:"/\\|?*')


@dataclass(frozen=True, slots=True)
class Made:
    """A report that was made: its entry, when (microseconds UTC) and by whom, the days, the account of a
    payee's statement, and the log as it was. `place` is where it was written on this machine, where that is
    known.
    """

    entry: int
    at: int
    actor: str
    file: str
    sha256: str
    bytes: int
    first: str
    last: str
    account: str | None
    log_size: int
    log_root: str
    place: Path | None


class Standing(StrEnum):
    """What a file is, next to the log."""

    UNALTERED = "unaltered"
    UNKNOWN = "unknown"
    OTHER_BOOKS = "other books"


@dataclass(frozen=True, slots=True)
class Verified:
    """What came of the check of a file; `words` says it."""

    standing: Standing
    sha256: str
    made: Made | None
    words: str


def check_folder(folder: Path) -> None:
    """Raise UserError for a folder that is none."""
    if not folder.is_dir():
        raise UserError(f"There is no folder {folder}; make it or name another.")


def free_path(folder: Path, stem: str, suffix: str) -> Path:
    """Return a path that nothing has yet, with a number behind the name where need be.

    Raises UserError for a folder that is none.
    """
    check_folder(folder)
    name = "".join(sign if sign.isprintable() and sign not in _FORBIDDEN else "-" for sign in stem)
    name = name.strip(". ")[:_LONGEST_NAME] or "report"
    for number in range(1, _NAMES_MOST):
        behind = f" ({number})" if number > 1 else ""
        path = folder / f"{name}{behind}{suffix}"
        if not os.path.lexists(path):
            return path
    raise UserError(f"{folder} holds {_NAMES_MOST:,} files called {name}: take another folder.")


def keep_report(
    workspace: Workspace,
    path: Path,
    write: Callable[[Path], None],
    *,
    first: str,
    last: str,
    account: str | None,
    log: tuple[int, str],
    actor: str,
    replace: bool = False,
    job: JobKey | None = None,
) -> tuple[str, int | None]:
    """Have `write` write a file aside, enter it into the log and give it its name; returns its SHA-256 and
    the number of the entry, None for a workspace that can only be read.

    `log` are size and root under which it was made. Raises UserError where the file can't be written, or is
    there already and must not be replaced.
    """
    if is_workspace_part(path):
        raise UserError(f"{path} is a part of a workspace and is not written over; name another file.")
    if not replace and os.path.lexists(path):
        raise _taken(path)
    part = path.with_name(f"{path.name}.{os.getpid()}.part")
    try:
        write(part)
        fingerprint, size = _fingerprint(part)
        entry = None
        if workspace.read_only is None:
            payload: dict[str, JsonValue] = {
                "bytes": size,
                "file": path.name,
                "from": first,
                "log_root": log[1],
                "log_size": log[0],
                "sha256": fingerprint,
                "to": last,
            }
            if account is not None:
                payload["account"] = account
            with workspace.write(actor, MADE, path.name, job=job) as unit:
                entry = unit.seq
                unit.record(payload)
        if replace:
            part.replace(path)
        else:
            # A link, unlike a rename, takes no name that something has got meanwhile.
            _named(part, path)
    except OSError as error:
        raise UserError(f"{path} can't be written: {error.strerror or error}.") from None
    finally:
        part.unlink(missing_ok=True)
    if entry is not None:
        _remember_place(workspace, entry, path)
    return fingerprint, entry


def reports_made(sql: sqlite3.Connection, most: int = 200) -> list[Made]:
    """Return the newest reports that the log knows of."""
    places = setting(sql, _PLACES) or {}
    rows = sql.execute(
        "SELECT seq, at, actor, payload FROM audit_entry WHERE action = ? ORDER BY seq DESC LIMIT ?",
        (MADE, most),
    )
    return [_made(row, places) for row in rows]


def verify_report(sql: sqlite3.Connection, path: Path) -> Verified:
    """Say whether a file is a report as it was made, from these books; raises UserError where it can't be
    read.

    The log knows its fingerprint, and the entries that it was made from must still be those with that root.
    """
    try:
        fingerprint, _ = _fingerprint(path)
    except OSError as error:
        raise UserError(f"{path} cannot be read: {error.strerror}.") from None
    rows = sql.execute(
        "SELECT seq, at, actor, payload FROM audit_entry"
        " WHERE action = ? AND json_extract(payload, '$.sha256') = ? ORDER BY seq",
        (MADE, fingerprint),
    ).fetchall()
    if not rows:
        return Verified(
            Standing.UNKNOWN,
            fingerprint,
            None,
            f"{path.name} is no report that the log of these books knows: it was altered after it was made, "
            "or made from other books.",
        )
    made = _made(rows[0], setting(sql, _PLACES) or {})
    if made.log_size > log_size(sql) or head(sql, made.log_size).root.hex() != made.log_root:
        return Verified(
            Standing.OTHER_BOOKS,
            fingerprint,
            made,
            f"{path.name} is unaltered, but the books are not those that it was made from: their first "
            f"{made.log_size:,} entries have another root.",
        )
    return Verified(
        Standing.UNALTERED,
        fingerprint,
        made,
        f"{path.name} is unaltered: entry {made.entry:,} of the log holds its fingerprint, and the log still "
        f"begins with the {made.log_size:,} entries that it was made from.",
    )


def _made(row: tuple[int, int, str, str], places: dict[str, str]) -> Made:
    number, at, actor, text = row
    payload: dict[str, Any] = json.loads(text)
    place = places.get(str(number))
    return Made(
        entry=number,
        at=at,
        actor=actor,
        file=payload["file"],
        sha256=payload["sha256"],
        bytes=payload["bytes"],
        first=payload["from"],
        last=payload["to"],
        account=payload.get("account"),
        log_size=payload["log_size"],
        log_root=payload["log_root"],
        place=None if place is None else Path(place),
    )


def _named(part: Path, path: Path) -> None:
    try:
        os.link(part, path)
    except FileExistsError:
        raise _taken(path) from None
    except OSError:
        # Some file systems have no links.
        if os.path.lexists(path):
            raise _taken(path) from None
        part.rename(path)


def _taken(path: Path) -> UserError:
    return UserError(
        f"{path} is there already: name another file, or say that it is to be replaced (--replace)."
    )


def _remember_place(workspace: Workspace, entry: int, path: Path) -> None:
    with workspace.desk() as desk:
        known = dict(setting(desk.sql, _PLACES) or {})
        known[str(entry)] = str(path.absolute())
        put_setting(desk.sql, _PLACES, dict(list(known.items())[-_PLACES_MOST:]))


def _fingerprint(path: Path) -> tuple[str, int]:
    found = hashlib.sha256()
    size = 0
    with path.open("rb") as file:
        while data := file.read(_CHUNK):
            found.update(data)
            size += len(data)
    return found.hexdigest(), size
