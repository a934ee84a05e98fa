"""What the books hold, in a few numbers."""

import sqlite3
from dataclasses import dataclass

from revroute_desktop.money.currencies import currency_by_numeric
from revroute_desktop.workspace.log import log_size


@dataclass(frozen=True, slots=True)
class Overview:
    """Counts of events by state and of refused rows, and the sum of all events by currency code."""

    events: int
    waiting: int
    routed: int
    quarantined: int
    reversed: int
    restated: int
    undone: int
    refused_rows: int
    """Rows of files in quarantine that nobody has mended or dismissed."""
    net: dict[str, int]
    entries: int
    """Entries of the audit log."""


def overview(sql: sqlite3.Connection) -> Overview:
    """Count what the books hold."""
    by_state = dict(sql.execute("SELECT state, COUNT(*) FROM d_event_state GROUP BY state"))
    (refused,) = sql.execute(
        "SELECT COUNT(*) FROM quarantine WHERE NOT EXISTS "
        "(SELECT 1 FROM quarantine_decision WHERE quarantine = quarantine.id AND decision IN (1, 2))"
    ).fetchone()
    net = {
        currency_by_numeric(numeric).code: int(total)
        for numeric, total in sql.execute(
            "SELECT currency, SUM(amount) FROM event JOIN d_event_state ON event = event.id WHERE state <> 5 "
            "GROUP BY currency ORDER BY currency"
        )
    }
    states = [by_state.get(state, 0) for state in range(6)]
    waiting, routed, quarantined, in_full, restated, undone = states
    return Overview(
        sum(states), waiting, routed, quarantined, in_full, restated, undone, refused, net, log_size(sql)
    )
