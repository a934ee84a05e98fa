"""Whoever alters a copy of the file by raw SQL is found out, at every table of the books and derived."""

import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.conftest import FixedClock
from tests.faults.alterations import SCHEMA, altered, delete, empty, flip, insert, rows_of, swap, truncate
from tests.proof.memory_keys import memory_keys
from tests.proof.sample_books import fill

from revroute_desktop.audit.entries import encode_entry
from revroute_desktop.audit.merkle import leaf_hash, nodes_added_by
from revroute_desktop.errors import UserError
from revroute_desktop.proof.checkpoint import make_checkpoint
from revroute_desktop.proof.verify import verify
from revroute_desktop.workspace import create, open_workspace
from revroute_desktop.workspace.log import read_entries, stored_nodes

ONLY_BY_REPLAY = {
    "d_counter": {"step", "keys", "currency", "period", "returned_day"},
    "d_counter_value": {"value"},
    "d_event_state": {"reason", "entry"},
}
"""What follows from events and plans alone: `test_tampering_routed` alters it."""

COLUMNS = [
    (name, column)
    for name, table in SCHEMA.items()
    for column in table.columns
    if column not in ONLY_BY_REPLAY.get(name, ())
]
COUNTERS = {"d_counter", "d_counter_value"}
ENDS = ("first", "last")


@pytest.fixture(scope="module")
def intact(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A workspace with rows in every table, closed, under a signed checkpoint."""
    folder = tmp_path_factory.mktemp("intact")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("REVROUTE_STATE_DIR", str(folder / "state"))
        path = folder / "books.revroute"
        with create(path, zone="Europe/Berlin", actor="ada", clock=FixedClock()) as workspace:
            fill(workspace)
            make_checkpoint(workspace, memory_keys(), actor="ada")
        yield path


@pytest.fixture
def copy(intact: Path, tmp_path: Path) -> Path:
    """A copy to alter, on a machine that knows nothing of it."""
    path = tmp_path / "copy.revroute"
    shutil.copyfile(intact, path)
    return path


def is_caught(path: Path) -> bool:
    """Whether opening refuses the file or verify names a fault."""
    try:
        with open_workspace(path, clock=FixedClock()) as workspace:
            return verify(workspace, processes=1).fault is not None
    except UserError:
        return True


def test_the_intact_file_passes(copy: Path) -> None:
    assert not is_caught(copy)


@pytest.mark.parametrize("name", SCHEMA)
def test_the_sample_has_rows_in_every_table(copy: Path, name: str) -> None:
    assert rows_of(copy, SCHEMA[name]) > 0


@pytest.mark.parametrize(("name", "column"), COLUMNS)
@pytest.mark.parametrize("which", ENDS)
def test_a_flipped_value_is_caught(copy: Path, name: str, column: str, which: str) -> None:
    flip(copy, SCHEMA[name], column, which)
    assert is_caught(copy)


@pytest.mark.parametrize("name", sorted(SCHEMA.keys() - COUNTERS))
@pytest.mark.parametrize("which", ENDS)
def test_a_deleted_row_is_caught(copy: Path, name: str, which: str) -> None:
    delete(copy, SCHEMA[name], which)
    assert is_caught(copy)


@pytest.mark.parametrize("name", SCHEMA)
def test_a_table_without_its_later_half_is_caught(copy: Path, name: str) -> None:
    truncate(copy, SCHEMA[name])
    assert is_caught(copy)


@pytest.mark.parametrize("name", SCHEMA)
def test_an_emptied_table_is_caught(copy: Path, name: str) -> None:
    empty(copy, SCHEMA[name])
    assert is_caught(copy)


@pytest.mark.parametrize("name", sorted(SCHEMA.keys() - COUNTERS - {"workspace"}))
def test_two_rows_that_change_places_are_caught(copy: Path, name: str) -> None:
    swap(copy, SCHEMA[name])
    assert is_caught(copy)


@pytest.mark.parametrize("name", sorted(SCHEMA.keys() - {"workspace"}))
def test_an_inserted_row_is_caught(copy: Path, name: str) -> None:
    insert(copy, SCHEMA[name])
    assert is_caught(copy)


def cut_log(path: Path, size: int) -> None:
    """Takes the newest entries with their hashes and checkpoints away; the log fits together again."""
    sql = sqlite3.connect(path, isolation_level=None)
    sql.execute("DELETE FROM audit_entry WHERE seq >= ?", (size,))
    sql.execute("DELETE FROM desk_checkpoint WHERE size > ?", (size,))
    rebuild_nodes(sql)
    sql.close()


def rebuild_nodes(sql: sqlite3.Connection) -> None:
    sql.execute("DELETE FROM d_audit_node")
    for entry in list(read_entries(sql)):
        sql.executemany(
            "INSERT INTO d_audit_node VALUES (?, ?, ?)",
            nodes_added_by(entry.seq, leaf_hash(encode_entry(entry)), stored_nodes(sql)),
        )


@pytest.fixture
def known_here(intact: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """This machine remembers the log."""
    monkeypatch.setenv("REVROUTE_STATE_DIR", str(intact.parent / "state"))


@pytest.mark.usefixtures("known_here")
@pytest.mark.parametrize("entries", [1, 2, 5])
def test_a_log_that_is_cut_and_mended_is_caught_by_what_this_machine_remembers(
    copy: Path, entries: int
) -> None:
    """The last entries of the sample cover few rows, which the attacker takes away as well."""
    sql = sqlite3.connect(copy)
    (last,) = sql.execute("SELECT max(seq) FROM audit_entry").fetchone()
    sql.close()
    size = last + 1 - entries
    cut_log(copy, size)
    altered(
        copy, f"DELETE FROM period_lock WHERE entry >= {size}", f"DELETE FROM erasure WHERE entry >= {size}"
    )
    with open_workspace(copy, clock=FixedClock()) as workspace:
        assert workspace.rolled_back
        assert workspace.read_only
        fault = verify(workspace, processes=1).fault
    assert fault is not None
    assert fault.check == "memory"


@pytest.mark.usefixtures("known_here")
def test_a_log_that_is_rewritten_and_mended_is_caught_by_what_this_machine_remembers(copy: Path) -> None:
    sql = sqlite3.connect(copy, isolation_level=None)
    sql.execute("UPDATE audit_entry SET actor = 'eve' WHERE seq = 2")
    sql.execute("DELETE FROM desk_checkpoint")
    rebuild_nodes(sql)
    sql.close()
    with open_workspace(copy, clock=FixedClock()) as workspace:
        fault = verify(workspace, processes=1).fault
    assert fault is not None
    assert fault.check == "memory"


def test_a_rewritten_log_is_caught_on_another_machine_by_its_checkpoint(copy: Path) -> None:
    sql = sqlite3.connect(copy, isolation_level=None)
    sql.execute("UPDATE audit_entry SET actor = 'eve' WHERE seq = 2")
    rebuild_nodes(sql)
    sql.close()
    with open_workspace(copy, clock=FixedClock()) as workspace:
        fault = verify(workspace, processes=1).fault
    assert fault is not None
    assert fault.check == "checkpoint"
