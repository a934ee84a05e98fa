"""The daily sums of the ledger as plain SQL makes them of the postings."""

import sqlite3

from revroute_desktop.ledger.post import LINES_MAX
from revroute_desktop.workspace import ledger_days

_POSTINGS = (
    "SELECT txn.booked_day, posting.account, COALESCE(event.source, 0), posting.currency,"
    " SUM(MAX(posting.amount, 0)), SUM(MAX(-posting.amount, 0)), COUNT(*)"
    f" FROM posting JOIN txn ON txn.id = posting.id / {LINES_MAX} LEFT JOIN event ON event.id = txn.event"
    " GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4"
)


def days_kept(sql: sqlite3.Connection) -> list[tuple[int, ...]]:
    """Day, account, source, currency; debit, credit, postings."""
    found = ledger_days.read(sql)
    names = ("account", "source", "currency", "debit", "credit", "postings")
    columns = (found.column(name).tolist() for name in names)
    return sorted(zip(found.day.tolist(), *columns, strict=True))


def assert_days_are_right(sql: sqlite3.Connection) -> None:
    """What is kept of each day is what its postings come to."""
    assert days_kept(sql) == sql.execute(_POSTINGS).fetchall()
