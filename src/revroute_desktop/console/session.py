"""What the window remembers between two starts: its place, theme, recent files, the state of each pane."""

import json
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from revroute_desktop.workspace.memory import state_folder

_RECENT_MOST = 8
_FOUND_MOST = 12

DENSITIES = ("compact", "usual", "roomy")


@dataclass(frozen=True, slots=True)
class Recent:
    """A workspace that was open: where, what it was called, when (microseconds UTC), the state last seen."""

    path: str
    name: str
    opened_at: int
    state: str = ""


@dataclass(frozen=True, slots=True)
class Session:
    """All of it.

    `panes` maps a pane's id to its own small state, `keys` an action to the shortcut that a person gave it;
    `found` are the newest choices in the palette, `crash_seen` the newest report that was spoken of.
    """

    theme: str = "system"
    high_contrast: bool = False
    geometry: str = ""
    pane: str = "routing"
    tray_open: bool = False
    density: str = "usual"
    language: str = "system"
    recent: tuple[Recent, ...] = ()
    panes: dict[str, dict[str, Any]] = field(default_factory=dict)
    keys: dict[str, str] = field(default_factory=dict)
    found: tuple[str, ...] = ()
    crash_seen: str = ""

    def with_recent(self, seen: Recent) -> "Session":
        """Return the session with one workspace moved to the top of the recent ones."""
        others = tuple(r for r in self.recent if r.path != seen.path)
        return replace(self, recent=(seen, *others)[:_RECENT_MOST])

    def without_recent(self) -> "Session":
        """Return the session without any recent workspace."""
        return replace(self, recent=())

    def with_density(self, density: str) -> "Session":
        """Return the session with another height of rows."""
        return replace(self, density=density)

    def with_language(self, language: str) -> "Session":
        """Return the session with another language."""
        return replace(self, language=language)

    def with_keys(self, keys: dict[str, str]) -> "Session":
        """Return the session with other shortcuts."""
        return replace(self, keys=keys)

    def with_crash_seen(self, name: str) -> "Session":
        """Return the session with a report that was spoken of."""
        return replace(self, crash_seen=name)

    def with_found(self, key: str) -> "Session":
        """Return the session with one choice of the palette moved to the top."""
        others = tuple(other for other in self.found if other != key)
        return replace(self, found=(key, *others)[:_FOUND_MOST])


def session_file() -> Path:
    """Return where the session of this person is kept."""
    return state_folder() / "console.json"


def load_session(path: Path) -> Session:
    """Return the remembered session; one that is missing or can't be read is a fresh one."""
    try:
        raw = json.loads(path.read_text(encoding="utf-8"))
        recent = tuple(
            Recent(str(r["path"]), str(r["name"]), int(r["opened_at"]), str(r.get("state", "")))
            for r in raw.get("recent", ())
        )
        return Session(
            theme=str(raw.get("theme", "system")),
            high_contrast=bool(raw.get("high_contrast", False)),
            geometry=str(raw.get("geometry", "")),
            pane=str(raw.get("pane", "routing")),
            tray_open=bool(raw.get("tray_open", False)),
            density=str(raw.get("density", "usual")),
            language=str(raw.get("language", "system")),
            recent=recent[:_RECENT_MOST],
            panes={str(k): dict(v) for k, v in dict(raw.get("panes", {})).items()},
            keys={str(k): str(v) for k, v in dict(raw.get("keys", {})).items()},
            found=tuple(str(key) for key in raw.get("found", ()))[:_FOUND_MOST],
            crash_seen=str(raw.get("crash_seen", "")),
        )
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return Session()


def save_session(path: Path, session: Session) -> None:
    """Write the session whole, or leave the old one; a disk that refuses is no reason to disturb a person."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        aside = path.with_suffix(".new")
        aside.write_text(json.dumps(asdict(session), ensure_ascii=False, indent=1), encoding="utf-8")
        aside.replace(path)
    except OSError:
        return
