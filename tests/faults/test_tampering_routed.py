"""What only a replay can tell is altered in a workspace that was routed, and is found out."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.conftest import FixedClock
from tests.faults.alterations import SCHEMA, delete, empty, flip, insert, rows_of, swap, truncate
from tests.proof.routed_books import routed_file

from revroute_desktop.errors import UserError
from revroute_desktop.proof.verify import verify
from revroute_desktop.workspace import open_workspace

TABLES = ("d_counter", "d_counter_value", "d_event_state", "d_event_identity")
COLUMNS = [(name, column) for name in TABLES for column in SCHEMA[name].columns]
ENDS = ("first", "last")


@pytest.fixture(scope="module")
def routed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    with routed_file(tmp_path_factory.mktemp("routed")) as path:
        yield path


@pytest.fixture
def copy(routed: Path, tmp_path: Path) -> Path:
    path = tmp_path / "copy.revroute"
    shutil.copyfile(routed, path)
    return path


def is_caught(path: Path) -> bool:
    try:
        with open_workspace(path, clock=FixedClock()) as workspace:
            return verify(workspace, replay=True, processes=1).fault is not None
    except UserError:
        return True


def test_the_intact_file_passes(copy: Path) -> None:
    assert not is_caught(copy)
    assert all(rows_of(copy, SCHEMA[name]) > 1 for name in TABLES)


@pytest.mark.parametrize(("name", "column"), COLUMNS)
@pytest.mark.parametrize("which", ENDS)
def test_a_flipped_value_is_caught(copy: Path, name: str, column: str, which: str) -> None:
    flip(copy, SCHEMA[name], column, which)
    assert is_caught(copy)


@pytest.mark.parametrize("name", TABLES)
@pytest.mark.parametrize("which", ENDS)
def test_a_deleted_row_is_caught(copy: Path, name: str, which: str) -> None:
    delete(copy, SCHEMA[name], which)
    assert is_caught(copy)


@pytest.mark.parametrize("name", TABLES)
@pytest.mark.parametrize("alteration", [truncate, empty, swap, insert], ids=lambda each: each.__name__)
def test_whole_tables_are_caught(copy: Path, name: str, alteration: object) -> None:
    assert callable(alteration)
    alteration(copy, SCHEMA[name])
    assert is_caught(copy)
