"""Fixtures for every room's tests."""

import gc
import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

if TYPE_CHECKING:
    from revroute_desktop.workspace import Workspace

settings.register_profile(
    "default", deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow], print_blob=True
)
settings.load_profile("default")

SHARED_DATA = Path(__file__).parents[2] / "shared" / "data"


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of published data; absent means skip, but under CI=true a failure."""
    if not SHARED_DATA.is_dir():
        reason = f"published test data is not at {SHARED_DATA}"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    return SHARED_DATA


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """The longest tests begin first, so that no process is left alone with one at the end.

    REVROUTE_SOAK_PART=2/8 leaves the second eighth of the long runs: all parts together are all of them.
    """
    items.sort(key=lambda item: item.get_closest_marker("longest") is None)
    part = os.environ.get("REVROUTE_SOAK_PART")
    if part:
        number, parts = map(int, part.split("/"))
        long = [item for item in items if item.get_closest_marker("soak")]
        others = [item for at, item in enumerate(long) if at % parts != number - 1]
        config.hook.pytest_deselected(items=others)
        items[:] = [item for item in items if item not in set(others)]


def pytest_collection_finish() -> None:
    """What was imported and collected stays to the end: looking for garbage goes by it from here on."""
    gc.collect()
    gc.freeze()


def pytest_unconfigure() -> None:
    """At the end all of it goes; what libraries find left behind then, they would report as leaks."""
    gc.unfreeze()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say how many processes were killed in the tests that passed."""
    passed = terminalreporter.stats.get("passed", [])
    kills = [value for report in passed for name, value in report.user_properties if name == "kills"]
    if kills:
        terminalreporter.write_line(f"{sum(kills):,} kills in {len(kills):,} tests that passed")


class FixedClock:
    """A clock that a test sets: microseconds UTC, one second further at every look."""

    def __init__(self, start: int = 1_773_100_800_000_000) -> None:  # 2026-03-10 00:00 UTC
        self.now = start

    def __call__(self) -> int:
        self.now += 1_000_000
        return self.now


@pytest.fixture(autouse=True)
def _own_state_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a machine remembers of workspaces stays within the test."""
    monkeypatch.setenv("REVROUTE_STATE_DIR", str(tmp_path / "state"))


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock()


@pytest.fixture
def workspace(tmp_path: Path, clock: FixedClock) -> "Iterator[Workspace]":
    """A new, empty workspace in Europe/Berlin."""
    from revroute_desktop.workspace import create

    made = create(tmp_path / "books.revroute", zone="Europe/Berlin", name="books", actor="ada", clock=clock)
    yield made
    made.close()
