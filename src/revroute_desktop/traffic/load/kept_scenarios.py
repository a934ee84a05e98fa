"""Scenarios that a window wrote down for a job: a folder each, with what they name, until the run is kept."""

import shutil
import time
from pathlib import Path

from revroute_desktop.errors import UserError
from revroute_desktop.workspace.memory import state_folder

KEPT_SECONDS = 30 * 86_400.0
"""How long one is kept of which no run came."""

_NAME = "scenario.yaml"
_BESIDE = frozenset({".csv", ".pem", ".crt"})
"""Kinds of files that a scenario names: data and certificates."""


def keep_scenario(text: str, folder: Path, at: int) -> Path:
    """Write a scenario of an instant down beside copies of the files that it names in a folder, where a job
    finds them; what was left there for long goes. Raises UserError.
    """
    home = _home()
    _forget_old(home)
    kept = home / str(at)
    try:
        kept.mkdir(parents=True, exist_ok=True)
        for beside in folder.iterdir():
            if beside.suffix in _BESIDE and beside.name in text:
                shutil.copyfile(beside, kept / beside.name)
        path = kept / _NAME
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise UserError(f"{kept} can't be written: {error.strerror or error}.") from error
    return path


def forget_scenario(path: Path) -> None:
    """Take away what `keep_scenario` wrote, once the books have it; a file of the operator's own stays."""
    if path.name == _NAME and path.absolute().parent.parent == _home().absolute():
        shutil.rmtree(path.parent, ignore_errors=True)


def _home() -> Path:
    return state_folder() / "scenarios"


def _forget_old(home: Path) -> None:
    try:
        old = [one for one in home.iterdir() if time.time() - one.stat().st_mtime > KEPT_SECONDS]
    except OSError:
        return
    for one in old:
        shutil.rmtree(one, ignore_errors=True)
