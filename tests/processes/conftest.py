"""A workspace with the machine's clock, and a watch over what a test of jobs leaves behind."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.processes.helpers import workers_of

from revroute_desktop.workspace import Workspace, create


@pytest.fixture(autouse=True)
def _leaves_nothing() -> Iterator[None]:
    """A test that leaves a thread or a worker behind fails."""
    threads = set(threading.enumerate())
    yield
    left = [thread.name for thread in set(threading.enumerate()) - threads]
    assert not left, f"threads left behind: {left}"
    assert not workers_of()


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    made = create(tmp_path / "books.revroute", zone="Europe/Berlin", actor="ada")
    yield made
    made.close()
