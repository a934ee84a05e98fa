"""A file of a version without rollups gets those that it would have had."""

import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.conftest import FixedClock
from tests.proof import routed_books, sample_books
from tests.workspace.event_rollups.recount import assert_rollups_are_right
from tests.workspace.helpers import raw

from revroute_desktop.workspace import Workspace, create, open_workspace
from revroute_desktop.workspace.event_rollups.keep import fill, note_events

FIXTURES = Path(__file__).parents[1] / "fixtures"
TABLES = ("d_event_day", "d_column")


@pytest.mark.parametrize(
    "make", [sample_books.fill, lambda books: routed_books.fill_and_route(books, books.path.parent)]
)
def test_what_is_filled_is_what_was_kept(tmp_path: Path, make: Callable[[Workspace], None]) -> None:
    path = tmp_path / "b.revroute"
    with create(path, zone="Europe/Berlin", actor="ada", clock=FixedClock()) as books:
        make(books)
        with books.read() as session:
            assert_rollups_are_right(session.sql)
    with raw(path) as sql:
        kept = dump(sql)
        assert all(kept)
        for table in TABLES:
            sql.execute(f"DELETE FROM {table}")
        fill(sql)
        assert_rollups_are_right(sql)


def test_a_file_of_version_1_has_rollups_when_it_is_opened(tmp_path: Path) -> None:
    path = tmp_path / "old.revroute"
    shutil.copy(FIXTURES / "v1.revroute", path)
    with open_workspace(path) as books, books.read() as session:
        (events,) = session.sql.execute("SELECT COUNT(*) FROM event").fetchone()
        found = session.sql.execute("SELECT DISTINCT count FROM d_column WHERE id < 11 << 32").fetchall()
        assert found == [(events,)]
        assert session.sql.execute("SELECT COUNT(*) FROM d_event_day").fetchone() > (0,)


def test_events_must_follow_those_that_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "b.revroute"
    with create(path, zone="UTC", actor="ada", clock=FixedClock()) as books:
        sample_books.fill(books)
    with raw(path) as sql:
        (last,) = sql.execute("SELECT MAX(id) FROM event").fetchone()
        with pytest.raises(ValueError, match=f"event {last} does not follow the last one"):
            note_events(sql, last, 1)


def dump(sql: sqlite3.Connection) -> list[list[tuple[object, ...]]]:
    return [sql.execute(f"SELECT * FROM {table} ORDER BY id").fetchall() for table in TABLES]
