"""Pictures of every pane and tab at other scales of the screen, in 4K and in high contrast.

Qt takes its scale at the start, so each is drawn by a process of its own: `python -m … OUT WORKSPACE NAME`.
"""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import qInstallMessageHandler

from revroute_desktop.console.screenshots.panes import take_panes
from revroute_desktop.console.screenshots.studio import Studio, borrowed, without_size_hints
from revroute_desktop.console.theme.look import Choice


@dataclass(frozen=True, slots=True)
class Screen:
    """A window of `width` × `height` device-independent pixels at a scale, in a look."""

    name: str
    scale: str
    width: int
    height: int
    look: Choice = "light"
    contrast: bool = False


SCREENS = (
    Screen("125", "1.25", 1280, 720),
    Screen("150", "1.5", 1280, 720, "dark"),
    Screen("175", "1.75", 1280, 720),
    Screen("200", "2", 1280, 720, "dark"),
    Screen("4k", "1", 3840, 2160),
    Screen("4k-200", "2", 1920, 1080, "dark"),
    Screen("contrast-light", "1", 1280, 720, "light", contrast=True),
    Screen("contrast-dark", "1", 1280, 720, "dark", contrast=True),
)


def take_scaled(out: Path, workspace: Path) -> None:
    """Take every pane and tab on every one of `SCREENS`."""
    for screen in SCREENS:
        environment = {**os.environ, "QT_SCALE_FACTOR": screen.scale}
        command = [sys.executable, "-m", __name__, str(out), str(workspace), screen.name]
        subprocess.run(command, env=environment, check=True)


def take_main(out: Path, workspace: Path, screen: Screen) -> None:
    """Take the first run and every pane and tab on one screen."""
    qInstallMessageHandler(without_size_hints)
    studio = Studio(out)
    try:
        studio.look.choose(screen.look)
        studio.look.strengthen(screen.contrast)
        studio.begin()
        studio.window.resize(screen.width, screen.height)
        studio.take(f"first-run-at-{screen.name}")
        with borrowed(workspace) as copied:
            take_panes(studio, studio.open(copied), f"at-{screen.name}")
    finally:
        studio.close()


def main(arguments: list[str]) -> int:
    """Take the pictures of one screen."""
    out, workspace, name = arguments
    take_main(Path(out), Path(workspace), next(screen for screen in SCREENS if screen.name == name))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
