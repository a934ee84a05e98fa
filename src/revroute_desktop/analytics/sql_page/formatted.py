"""SQLite's `printf` and `format`, which say that a text is too large where SQLite gives NULL."""

import sqlite3
from collections.abc import Callable
from typing import Final, TypeAlias

NAMES: Final = ("printf", "format")

Value: TypeAlias = str | int | float | bytes | None

_AHEAD: Final = "x"
"""Stands before what is formatted, so that it is never empty and NULL means too large alone."""


def formatting(within: sqlite3.Connection, largest: int) -> Callable[..., Value]:
    """Return the function of SQL that formats within another connection, which gets its limit here.

    Where more than `largest` bytes would come of it, it returns more than that, which SQLite refuses with
    SQLITE_TOOBIG.
    """
    within.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, largest)
    too_large = _AHEAD * (largest + 1)

    def formatted(*values: Value) -> Value:
        if not values or values[0] is None:
            return None
        marks = ", ?" * (len(values) - 1)
        try:
            (made,) = within.execute(f"SELECT printf('{_AHEAD}' || ?{marks})", values).fetchone()
        except sqlite3.DataError:
            return too_large
        return too_large if made is None else str(made).removeprefix(_AHEAD)

    return formatted
