"""An operator goes through every screen while work runs beside it: no turn of the main thread is long."""

import os
import shutil
from pathlib import Path

import pytest
from tests.gui.walk.feed import write_arrivals
from tests.gui.walk.made import Walked, modest, walk_through

EVENTS = 20_000


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("walk")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("REVROUTE_STATE_DIR", str(folder / "state"))
        return modest(folder, EVENTS)


def _walked(workspace: Path, folder: Path, display: list[str], platform: str) -> Walked:
    folder.mkdir()
    path = folder / "walk.revroute"
    shutil.copyfile(workspace, path)
    write_arrivals(folder / "arrivals", 0, 20, 500)
    return walk_through(
        path, folder / "arrivals", folder / "state", display=display, QT_QPA_PLATFORM=platform
    )


def _check(workspace: Path, folder: Path, display: list[str], platform: str) -> None:
    """Walk, and walk again where a turn was long: what the program does itself it does both times.

    Another program that takes the processors in the midst of painting does not come back at the same step.
    """
    found = _walked(workspace, folder / "once", display, platform)
    if found.stalled:
        again = _walked(workspace, folder / "again", display, platform)
        found = again.with_stalls_at(found.stalled)
    assert not found.faults, found.faults
    assert found.figures["jobs"]["routed"] >= 2, "a routing job ran beside the walk"


@pytest.mark.longest
def test_a_walk_through_every_screen_never_stands_still(workspace: Path, tmp_path: Path) -> None:
    _check(workspace, tmp_path, [], "offscreen")


@pytest.mark.soak
def test_a_walk_in_a_real_window_never_stands_still(workspace: Path, tmp_path: Path) -> None:
    if shutil.which("Xvfb") is None or shutil.which("xvfb-run") is None:
        assert os.environ.get("CI") != "true", "Xvfb is missing"
        pytest.skip("Xvfb and xvfb-run are not installed")
    _check(workspace, tmp_path, ["xvfb-run", "-a", "-s", "-screen 0 2560x1440x24"], "xcb")
