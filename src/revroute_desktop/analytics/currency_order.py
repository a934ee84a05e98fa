"""The order in which currencies are listed: that of most events first, which is the books' main one."""

import sqlite3
from collections.abc import Callable

from revroute_desktop.money.currencies import currency_by_numeric
from revroute_desktop.workspace.event_rollups.currencies import events_by_currency


def currency_order(sql: sqlite3.Connection) -> Callable[[str | None], tuple[int, str]]:
    """Return the key by which codes of currencies are sorted; what has no currency comes first, and those of
    no events last, by code.
    """
    counts = {currency_by_numeric(number).code: count for number, count in events_by_currency(sql).items()}

    def key(code: str | None) -> tuple[int, str]:
        return (-counts.get(code, 0), code) if code else (-(2**63), "")

    return key
