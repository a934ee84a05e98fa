"""Profiles of a person's own: kept in the workspace, on the desk, by their names; or in files."""

import json
import sqlite3
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from revroute_desktop.errors import UserError
from revroute_desktop.routing.imports.profile import Profile
from revroute_desktop.routing.imports.profile_reader import load_profile, read_profile, ready_profiles
from revroute_desktop.workspace import Workspace
from revroute_desktop.workspace.settings import remember_setting

KEPT: Final = "kept:"
"""Before the name of a profile: the one that the workspace keeps."""

_KEY: Final = "profile:"


@dataclass(frozen=True, slots=True)
class KeptProfile:
    """A profile as its text was kept."""

    name: str
    text: str


def keep_profile(workspace: Workspace, text: str) -> Profile:
    """Keep a profile under its own name, in place of an older one of that name, and return it.

    Raises UserError for a text that is no profile, or has the name of a ready one.
    """
    profile = read_profile(text)
    if profile.name in ready_profiles():
        raise UserError(
            f"{profile.name} is the name of a profile that comes with the program; choose another."
        )
    remember_setting(workspace, f"{_KEY}{profile.name}", {"text": text})
    return profile


def kept_profiles(sql: sqlite3.Connection) -> tuple[KeptProfile, ...]:
    """Return the profiles that the workspace keeps, by name."""
    rows = sql.execute(
        "SELECT substr(key, ?1), value FROM desk_setting WHERE substr(key, 1, ?1 - 1) = ?2 ORDER BY key",
        (len(_KEY) + 1, _KEY),
    )
    return tuple(KeptProfile(name, json.loads(value)["text"]) for name, value in rows)


def kept_profile(workspace: Workspace, name: str, *, source: str | None = None) -> Profile:
    """Return the kept profile of a name; `source` puts one source in place of what it says.

    Raises UserError when the workspace keeps none of that name.
    """
    with workspace.read() as session:
        texts = {kept.name: kept.text for kept in kept_profiles(session.sql)}
    if name not in texts:
        known = f"it keeps {', '.join(texts)}" if texts else "it keeps none"
        raise UserError(f"The workspace keeps no profile {name[:70]!r}; {known}.")
    return read_profile(texts[name], source=source)


def drop_profile(workspace: Workspace, name: str) -> None:
    """Keep the profile of a name no longer; imports that used it have their own copy."""
    with workspace.desk() as desk:
        desk.sql.execute("DELETE FROM desk_setting WHERE key = ?", (f"{_KEY}{name}",))


def save_profile(path: Path, text: str) -> None:
    """Write a profile to a file; an older profile of the same name makes place for it.

    Raises UserError for a file that holds something else, or cannot be written.
    """
    name = read_profile(text).name
    if path.exists() and not _holds(path, name):
        raise UserError(f"{path} is there already and is no profile {name}; choose another file.")
    try:
        path.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise UserError(f"The profile cannot be written to {path}: {error.strerror}.") from None


def _holds(path: Path, name: str) -> bool:
    try:
        return load_profile(path).name == name
    except UserError:
        return False
