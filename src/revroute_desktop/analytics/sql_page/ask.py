"""Ask a question in SQL: one SELECT over the views, within a time and a number of rows, writing nothing."""

import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from revroute_desktop.analytics.sql_page import formatted
from revroute_desktop.analytics.sql_page.place import Place, place_of
from revroute_desktop.analytics.sql_page.views import LEDGER_CELLS, VIEWS
from revroute_desktop.errors import Cancelled, UserError
from revroute_desktop.work import StopAsked, never
from revroute_desktop.workspace.ledger_days import as_json
from revroute_desktop.workspace.opening import connect_to_read

SECONDS: Final = 10.0
ROWS: Final = 1_000
ROWS_MOST: Final = 100_000
LONGEST: Final = 20_000
"""Characters of a question."""

_LARGEST: Final = 1 << 20  # bytes of one value that is made
_ANSWER_LARGEST: Final = 64 << 20  # letters and bytes of all that is found
_STEPS: Final = 20_000  # of SQLite's machine between looks at the clock
_VIEWS: Final = frozenset(view.name for view in VIEWS)
_TABLES_OF_VALUES: Final = frozenset({"json_each", "json_tree"})
_REFUSED_FUNCTIONS: Final = frozenset({"load_extension", "randomblob", "zeroblob"})


@dataclass(frozen=True, slots=True)
class Found:
    """The answer: names of columns and rows; `cut` where there are more rows than were asked for."""

    columns: tuple[str, ...]
    rows: tuple[tuple[object, ...], ...]
    cut: bool


class QuestionFault(UserError):
    """What is wrong with a question; `place` is where in its text, None where that can't be said."""

    def __init__(self, sentence: str, place: Place | None = None) -> None:
        super().__init__(sentence)
        self.place = place


def ask(
    path: Path, question: str, *, rows: int = ROWS, seconds: float = SECONDS, stopped: StopAsked = never
) -> Found:
    """Answer a question over the workspace at a path, with a connection of its own.

    Raises QuestionFault for what is no single SELECT, reads anything but the views, takes longer than
    `seconds`, asks for more than ROWS_MOST rows, or finds more than fits into memory; Cancelled once
    `stopped` says so; WorkspaceError for a file that can't be opened.
    """
    if not 1 <= rows <= ROWS_MOST:
        raise QuestionFault(f"Ask for 1 to {ROWS_MOST:,} rows, not {rows:,}.")
    if len(question) > LONGEST or not question.strip():
        raise QuestionFault(f"A question is one SELECT of at most {LONGEST:,} characters.")
    with closing(connect_to_read(path)) as sql, closing(sqlite3.connect(":memory:")) as aside:
        sql.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LARGEST)
        # The views stand in a schema of this connection alone, so that the file is not touched.
        sql.execute("PRAGMA temp_store = MEMORY")
        sql.execute("PRAGMA query_only = OFF")
        sql.create_function(LEDGER_CELLS, 1, as_json, deterministic=True)
        for name in formatted.NAMES:
            sql.create_function(name, -1, formatted.formatting(aside, _LARGEST), deterministic=True)
        for view in VIEWS:
            sql.execute(view.statement)
        sql.execute("PRAGMA query_only = ON")
        denied: list[str] = []
        sql.set_authorizer(_authorizer(_readable(sql), _refused_tables(sql), denied))
        end = time.monotonic() + seconds
        sql.set_progress_handler(lambda: stopped() or time.monotonic() > end, _STEPS)
        try:
            cursor = sql.execute(question)
            found = _fetched(cursor, rows + 1)
        except UnicodeEncodeError:
            raise QuestionFault("The question has a sign that is no letter; write it anew.") from None
        except (sqlite3.Error, sqlite3.Warning) as error:
            if stopped():
                raise Cancelled("The question was stopped.") from None
            raise _fault(sql, question, error, denied, seconds) from None
        columns = tuple(name for name, *_ in cursor.description or ())
    if not columns:
        raise QuestionFault("A question is one SELECT; there was nothing to answer.")
    return Found(columns, tuple(found[:rows]), len(found) > rows)


def _fetched(cursor: sqlite3.Cursor, most: int) -> list[tuple[object, ...]]:
    """Return at most so many rows; raises QuestionFault for an answer that would fill the memory."""
    found: list[tuple[object, ...]] = []
    size = 0
    for row in cursor:
        found.append(row)
        size += sum(len(value) for value in row if isinstance(value, str | bytes))
        if size > _ANSWER_LARGEST:
            raise QuestionFault(
                f"The answer is larger than {_ANSWER_LARGEST >> 20} MiB: ask for fewer rows or columns."
            )
        if len(found) == most:
            break
    return found


def _readable(sql: sqlite3.Connection) -> frozenset[tuple[str, str]]:
    """Return the tables and columns that the views themselves read, as SQLite tells them.

    A column is let through wherever it is named, and no other is: the name of the view that SQLite gives with
    each reading is no proof, since a question can give its own subquery that name.
    """
    seen: set[tuple[str, str]] = set()

    def note(action: int, first: str | None, second: str | None, *_: str | None) -> int:
        if action == sqlite3.SQLITE_READ and first:
            seen.add((first.lower(), (second or "").lower()))
            seen.add((first.lower(), ""))
        return sqlite3.SQLITE_OK

    sql.set_authorizer(note)
    for view in VIEWS:
        sql.execute(f"SELECT * FROM {view.name} LIMIT 0")
    return frozenset(seen)


def _refused_tables(sql: sqlite3.Connection) -> frozenset[str]:
    """Return the names of all that can be read beside the views: tables of the file and virtual ones."""
    sql.set_authorizer(None)
    names = [name for (name,) in sql.execute("SELECT name FROM sqlite_schema")]
    names += [name for (name,) in sql.execute("PRAGMA module_list")]
    return frozenset(name.lower() for name in names) - _TABLES_OF_VALUES


def _authorizer(
    readable: frozenset[tuple[str, str]], refused: frozenset[str], denied: list[str]
) -> Callable[[int, str | None, str | None, str | None, str | None], int]:
    """Return what lets only readings of the views through; `denied` gets the name of each other one, empty
    for what is no reading at all.
    """

    def authorize(
        action: int, first: str | None, second: str | None, _database: str | None, _within: str | None
    ) -> int:
        if action in (sqlite3.SQLITE_SELECT, sqlite3.SQLITE_RECURSIVE):
            return sqlite3.SQLITE_OK
        if action == sqlite3.SQLITE_FUNCTION and (second or "").lower() not in _REFUSED_FUNCTIONS:
            return sqlite3.SQLITE_OK
        if action == sqlite3.SQLITE_READ:
            table, column = (first or "").lower(), (second or "").lower()
            # What is no table is a subquery that the question itself has named.
            own = table not in refused and not table.startswith(("sqlite_", "pragma_"))
            if own or (table, column) in readable:
                return sqlite3.SQLITE_OK
        reads = action in (sqlite3.SQLITE_READ, sqlite3.SQLITE_FUNCTION)
        denied.append((second if action == sqlite3.SQLITE_FUNCTION else first) or "" if reads else "")
        return sqlite3.SQLITE_DENY

    return authorize


def _fault(
    sql: sqlite3.Connection, question: str, error: Exception, denied: list[str], seconds: float
) -> QuestionFault:
    if denied:
        known = ", ".join(sorted(_VIEWS))
        if not denied[0]:
            return QuestionFault(f"A question is one SELECT: it reads the views {known} and writes nothing.")
        return QuestionFault(
            f"{denied[0][:60]!r} can't be used here: a question reads the views {known} and writes nothing.",
            place_of(sql, question, f"no such table: {denied[0]}"),
        )
    if getattr(error, "sqlite_errorname", "") == "SQLITE_TOOBIG":
        return QuestionFault(
            f"The answer holds a text or value larger than {_LARGEST >> 20} MiB: ask for less."
        )
    if "interrupted" in str(error):
        return QuestionFault(
            f"The answer took longer than {seconds:g} seconds: ask for less, or a shorter period."
        )
    place = place_of(sql, question, str(error))
    said = str(error).rstrip(".")
    where = f" in line {place.line}" if place is not None and "\n" in question.strip() else ""
    return QuestionFault(
        f"The question can't be read{where}: {said}. The views are described in docs/sql.md.", place
    )
