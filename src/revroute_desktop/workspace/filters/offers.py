"""The values of a field that are in the books, to be offered while one types."""

import sqlite3

from revroute_desktop.workspace.filters.fields import Field


def offered_values(sql: sqlite3.Connection, field: Field) -> tuple[str, ...]:
    """Return the values that the field's own query finds, none without one."""
    if not field.values:
        return ()
    return tuple(str(row[0]) for row in sql.execute(field.values) if row[0] is not None)
