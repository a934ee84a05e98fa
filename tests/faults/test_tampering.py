"""Whoever alters a copy of the file by raw SQL is found out: at every table of the books and all that is
derived.

The tables are taken from the schema, so that a table that is added later is tried without being named here.
"""

import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.conftest import FixedClock
from tests.proof.memory_keys import memory_keys
from tests.proof.sample_books import fill

from revroute_desktop.audit.entries import encode_entry
from revroute_desktop.audit.merkle import leaf_hash, nodes_added_by
from revroute_desktop.errors import UserError
from revroute_desktop.proof.checkpoint import make_checkpoint
from revroute_desktop.proof.verify import verify
from revroute_desktop.workspace import create, open_workspace
from revroute_desktop.workspace.log import read_entries, stored_nodes
from revroute_desktop.workspace.migrate import latest_version
from revroute_desktop.workspace.schema import apply_migration, migration_files


def schema() -> dict[str, list[tuple[str, str, int, int]]]:
    """Of each table that is not the desk's: its columns as (name, type, not null, place in the key)."""
    sql = sqlite3.connect(":memory:", isolation_level=None)
    for file in migration_files():
        apply_migration(sql, file)
    tables = [
        name for (name,) in sql.execute("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
    ]
    found = {
        table: sql.execute('SELECT name, type, "notnull", pk FROM pragma_table_info(?)', (table,)).fetchall()
        for table in tables
        if not table.startswith(("desk_", "sqlite_"))
    }
    sql.close()
    return found


SCHEMA = schema()

ONLY_BY_REPLAY = {
    "d_counter": {"step", "keys", "currency", "period", "returned_day"},
    "d_counter_value": {"value"},
    "d_event_state": {"reason", "entry"},
}
"""What follows from events and plans alone, so that only a replay can tell."""

COLUMNS = [
    (table, column[0])
    for table, columns in SCHEMA.items()
    for column in columns
    if column[0] not in ONLY_BY_REPLAY.get(table, ())
]
COUNTED = {"d_counter", "d_counter_value"}


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


def altered(path: Path, *statements: str) -> int:
    """Runs statements as an attacker would, with nothing that holds them up; returns how many rows they
    changed.
    """
    sql = sqlite3.connect(path, isolation_level=None)
    sql.execute("PRAGMA foreign_keys = OFF")
    sql.execute("PRAGMA ignore_check_constraints = ON")
    before = sql.total_changes
    for statement in statements:
        sql.execute(statement)
    changed = sql.total_changes - before
    sql.close()
    return changed


def is_caught(path: Path) -> bool:
    try:
        with open_workspace(path, clock=FixedClock()) as workspace:
            return verify(workspace, processes=1).fault is not None
    except UserError:
        return True


def rows_of(path: Path, table: str) -> int:
    sql = sqlite3.connect(path)
    (count,) = sql.execute(f"SELECT count(*) FROM {table}").fetchone()
    sql.close()
    return int(count)


def another(column: str, kind: str) -> str:
    """SQL of a value of the same type that is not the one there."""
    if kind == "INTEGER":
        return f"coalesce({column}, 0) + 1"
    if kind == "BLOB":
        return "x'" + "5a" * 32 + "'"
    return f"coalesce({column}, '') || 'x'"


def test_the_intact_file_passes(copy: Path) -> None:
    assert not is_caught(copy)


@pytest.mark.parametrize("table", SCHEMA)
def test_the_sample_has_rows_in_every_table(copy: Path, table: str) -> None:
    assert rows_of(copy, table) > 0


@pytest.mark.parametrize(("table", "column"), COLUMNS)
@pytest.mark.parametrize("which", ["min", "max"])
def test_a_flipped_value_is_caught(copy: Path, table: str, column: str, which: str) -> None:
    kind = next(each[1] for each in SCHEMA[table] if each[0] == column)
    row = f"rowid = (SELECT {which}(rowid) FROM {table})"
    keys = [each[0] for each in SCHEMA[table] if each[3]]
    if len(keys) > 1:
        order = "DESC" if which == "max" else "ASC"
        ordered = ", ".join(f"{key} {order}" for key in keys)
        one = f"SELECT {', '.join(keys)} FROM {table} ORDER BY {ordered} LIMIT 1"
        row = f"({', '.join(keys)}) = ({one})"
    try:
        changed = altered(copy, f"UPDATE {table} SET {column} = {another(column, kind)} WHERE {row}")
    except sqlite3.IntegrityError:
        # The number beside it is taken: one that is not.
        changed = altered(copy, f"UPDATE {table} SET {column} = {column} + 1000000 WHERE {row}")
    assert changed == 1
    assert is_caught(copy)


@pytest.mark.parametrize("table", sorted(SCHEMA.keys() - COUNTED))
@pytest.mark.parametrize("which", ["first", "last"])
def test_a_deleted_row_is_caught(copy: Path, table: str, which: str) -> None:
    keys = [each[0] for each in SCHEMA[table] if each[3]]
    order = ", ".join(f"{key}{' DESC' if which == 'last' else ''}" for key in keys)
    one = f"SELECT {', '.join(keys)} FROM {table} ORDER BY {order} LIMIT 1"
    assert altered(copy, f"DELETE FROM {table} WHERE ({', '.join(keys)}) = ({one})") == 1
    assert is_caught(copy)


@pytest.mark.parametrize("table", SCHEMA)
def test_a_table_without_its_later_half_is_caught(copy: Path, table: str) -> None:
    count = rows_of(copy, table)
    keys = [each[0] for each in SCHEMA[table] if each[3]]
    order = ", ".join(f"{key} DESC" for key in keys)
    half = f"SELECT {', '.join(keys)} FROM {table} ORDER BY {order} LIMIT {(count + 1) // 2}"
    assert altered(copy, f"DELETE FROM {table} WHERE ({', '.join(keys)}) IN ({half})") > 0
    assert is_caught(copy)


@pytest.mark.parametrize("table", SCHEMA)
def test_an_emptied_table_is_caught(copy: Path, table: str) -> None:
    assert altered(copy, f"DELETE FROM {table} WHERE 1") > 0
    assert is_caught(copy)


@pytest.mark.parametrize("table", sorted(SCHEMA.keys() - COUNTED - {"workspace"}))
def test_two_rows_that_change_places_are_caught(copy: Path, table: str) -> None:
    """Two neighbours that say different things swap their keys."""
    columns = [each[0] for each in SCHEMA[table]]
    keys = [each[0] for each in SCHEMA[table] if each[3]]
    places = [columns.index(key) for key in keys]
    sql = sqlite3.connect(copy, isolation_level=None)
    sql.execute("PRAGMA foreign_keys = OFF")
    rows = [list(row) for row in sql.execute(f"SELECT * FROM {table} ORDER BY {', '.join(keys)}")]
    at = next(
        at for at in range(len(rows) - 1) if _without(rows[at], places) != _without(rows[at + 1], places)
    )
    swapped = []
    for row, other in ((rows[at], rows[at + 1]), (rows[at + 1], rows[at])):
        sql.execute(
            f"DELETE FROM {table} WHERE {' AND '.join(f'{key} = ?' for key in keys)}",
            [row[place] for place in places],
        )
        swapped.append([other[place] if place in places else value for place, value in enumerate(row)])
    sql.executemany(f"INSERT INTO {table} VALUES ({', '.join('?' * len(columns))})", swapped)
    sql.close()
    assert is_caught(copy)


def _without(row: list[object], places: list[int]) -> list[object]:
    return [value for place, value in enumerate(row) if place not in places]


@pytest.mark.parametrize("table", sorted(SCHEMA.keys() - {"workspace"}))
def test_an_inserted_row_is_caught(copy: Path, table: str) -> None:
    """A copy of the last row under a key of its own, with other words where words must be unique."""
    columns = SCHEMA[table]
    keys = [each[0] for each in columns if each[3]]
    order = ", ".join(f"{key} DESC" for key in keys)
    values = ", ".join(
        another(name, kind)
        if place or (kind == "TEXT" and name in {"code", "text", "json", "keys"})
        else name
        for name, kind, _, place in columns
    )
    assert altered(copy, f"INSERT INTO {table} SELECT {values} FROM {table} ORDER BY {order} LIMIT 1") == 1
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


def test_the_schema_is_that_of_the_newest_version() -> None:
    assert latest_version() == len(migration_files())
    assert {"event", "posting", "d_balance", "audit_entry"} <= SCHEMA.keys()
