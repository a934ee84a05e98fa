"""Files that many tests read: made by one of the processes of a run, copied by the others."""

import os
import shutil
import time
from collections.abc import Callable
from pathlib import Path

import pytest

_PATIENCE = 600.0
"""Seconds; a test that takes longer is told where it stands."""


def made_once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], None]) -> Path:
    """Return this process's own copy of the file `name`, which `make` makes in an empty folder.

    What fails in one process is tried anew by the next, so that each says what is wrong.
    """
    common = factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        common = common.parent
    folder, whole = common / f"once-{name}", common / f"once-{name}.whole"
    until = time.monotonic() + _PATIENCE
    while not whole.exists():
        try:
            folder.mkdir()
        except FileExistsError:
            assert time.monotonic() < until, f"another test process should have made {name}"
            time.sleep(0.05)
            continue
        try:
            make(folder / name)
        except BaseException:
            shutil.rmtree(folder)
            raise
        whole.touch()
    return shutil.copyfile(folder / name, factory.mktemp("once") / name)
