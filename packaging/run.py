"""Open the console on the demo workspace, or without a display do the same job offscreen.

    .venv/bin/python packaging/run.py

Without a display it prints a summary of the demo workspace and writes a PNG of every pane and tab, light
and dark, to build/screenshots; these are made anew only when the workspace or the program has changed since.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BUILD = ROOT / "build"
WORKSPACE = BUILD / "demo.revroute"
SCREENSHOTS = BUILD / "screenshots"
DEMO_MADE = BUILD / "demo.made"
"""Exists once the demo workspace is whole: a run that was killed half-way is taken up again."""
SCREENSHOTS_MADE = SCREENSHOTS / ".made"
"""Its time says from when the pictures are."""


def main() -> int:
    """Run the demo; the exit code is that of the first step that fails."""
    BUILD.mkdir(exist_ok=True)
    if not (DEMO_MADE.exists() and WORKSPACE.exists()):
        print("Making the demo workspace, this once: half a minute, longer on a busy machine.", flush=True)
        failed = _revroute("demo", str(WORKSPACE))
        if failed:
            return failed
        DEMO_MADE.touch()
    if _has_display():
        return _revroute("-w", str(WORKSPACE))
    stale = _screenshots_stale()
    failed = _revroute("summary", "-w", str(WORKSPACE))
    if failed:
        return failed
    if stale:
        print("Drawing every pane and tab, light and dark: up to a minute.", flush=True)
        failed = _python(
            "-m",
            "revroute_desktop.console.screenshots.panes",
            str(SCREENSHOTS),
            str(WORKSPACE),
            offscreen=True,
        )
        if failed:
            return failed
    # Reading a workspace may touch its file; only changes after this moment make the pictures old.
    SCREENSHOTS_MADE.touch()
    print(f"Pictures of every pane and tab: {SCREENSHOTS.relative_to(ROOT)}/ (dialogs: make screenshots)")
    return 0


def _has_display() -> bool:
    """Return whether a window can be shown; on macOS and Windows that is taken for granted."""
    if not sys.platform.startswith("linux"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _screenshots_stale() -> bool:
    if not SCREENSHOTS_MADE.exists() or not any(SCREENSHOTS.glob("*.png")):
        return True
    made = SCREENSHOTS_MADE.stat().st_mtime_ns
    return any(path.stat().st_mtime_ns > made for path in _sources())


def _sources() -> Iterator[Path]:
    """Yield every file that the pictures show something of."""
    yield WORKSPACE
    yield from (ROOT / "src").rglob("*.py")
    yield from (path for path in (ROOT / "resources").rglob("*") if path.is_file())


def _revroute(*arguments: str) -> int:
    return _python("-m", "revroute_desktop", *arguments)


def _python(*arguments: str, offscreen: bool = False) -> int:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"} if offscreen else None
    return subprocess.run([sys.executable, *arguments], env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
