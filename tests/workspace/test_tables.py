"""Declared tables are those that the migrations make."""

import importlib
import pkgutil
import sqlite3
import subprocess
import sys

import pytest
from sqlalchemy import Table
from sqlalchemy.dialects import sqlite

import revroute_desktop
from revroute_desktop.workspace.base import Base
from revroute_desktop.workspace.schema import apply_migration, migration_files, statements


def declared_tables() -> list[Table]:
    """Every table of every room's tables.py."""
    for room in pkgutil.iter_modules(revroute_desktop.__path__, "revroute_desktop."):
        if room.ispkg and importlib.util.find_spec(f"{room.name}.tables") is not None:
            importlib.import_module(f"{room.name}.tables")
    return list(Base.metadata.tables.values())


@pytest.mark.parametrize("table", declared_tables(), ids=lambda table: table.name)
def test_a_declared_table_is_as_the_migrations_make_it(table: Table) -> None:
    sql = sqlite3.connect(":memory:")
    for file in migration_files():
        apply_migration(sql, file)
    made = sql.execute(
        'SELECT name, type, CASE WHEN pk THEN 1 ELSE "notnull" END, pk FROM pragma_table_info(?)',
        (table.name,),
    ).fetchall()
    sql.close()
    keys = [column.name for column in table.primary_key]
    declared = [
        (
            column.name,
            column.type.compile(sqlite.dialect()),
            int(not column.nullable),
            keys.index(column.name) + 1 if column.name in keys else 0,
        )
        for column in table.columns
    ]
    assert sorted(declared) == sorted(made)


def test_opening_a_workspace_loads_no_slow_library() -> None:
    script = (
        "import sys; import revroute_desktop.workspace, revroute_desktop.processes;"
        "print([name for name in ('sqlalchemy', 'keyring', 'cryptography', 'psutil') if name in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


def test_a_script_is_taken_apart_at_its_statements_alone() -> None:
    script = (
        "-- one; two\nCREATE TABLE a (b TEXT DEFAULT 'x;y', -- a;\n c);\n\nDROP TABLE a; -- end\n-- rest;\n"
    )
    found = list(statements(script))
    assert len(found) == 2
    sql = sqlite3.connect(":memory:")
    for statement in found:
        sql.execute(statement)
    sql.close()
