"""The rollups of events as plain SQL and Python make them of the events themselves."""

import sqlite3
from collections import defaultdict
from datetime import UTC, datetime, timedelta
from struct import Struct
from zoneinfo import ZoneInfo

Rows = list[tuple[int, ...]]

HOUR = 3_600_000_000
SIZE = 8192
CELL = Struct("<IHHIqq")

_EVENTS = (
    "SELECT e.id, e.occurred_at, IIF(s.state = 5, 0, e.kind), e.currency, e.amount, e.source,"
    " COALESCE(t.route, 0), COALESCE(e.product, 0), COALESCE(e.campaign, 0), COALESCE(e.country, 0),"
    " COALESCE(e.payer, 0) FROM event e JOIN d_event_state s ON s.event = e.id"
    " LEFT JOIN txn t ON t.id = s.txn ORDER BY e.id"
)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def sums(sql: sqlite3.Connection) -> Rows:
    """What d_event_day should hold: dimension, day, key, currency, kind; events, millions, rest."""
    (zone,) = sql.execute("SELECT zone FROM workspace").fetchone()
    found: defaultdict[tuple[int, ...], list[int]] = defaultdict(lambda: [0, 0, 0])
    for _, at, kind, currency, amount, source, route, product, campaign, country, _ in sql.execute(_EVENTS):
        if not kind:
            continue
        local = (_EPOCH + timedelta(microseconds=at)).astimezone(ZoneInfo(zone)).date()
        day = (local - _EPOCH.date()).days
        places = [(1, at // (24 * HOUR), at // HOUR % 24)]
        places += [
            (dimension, day, key)
            for dimension, key in enumerate((source, route, product, campaign, country), 2)
            if key
        ]
        millions, rest = divmod(abs(amount), 1_000_000)
        sign = 1 if amount >= 0 else -1
        for place in places:
            cell = found[*place, currency, kind]
            cell[0] += 1
            cell[1] += sign * millions
            cell[2] += sign * rest
    return sorted((*place, *cell) for place, cell in found.items())


def stored_sums(sql: sqlite3.Connection) -> Rows:
    """What d_event_day does hold."""
    found = []
    for number, cells in sql.execute("SELECT id, cells FROM d_event_day ORDER BY id"):
        dimension = (number + 2**39) // 2**40
        day, part = divmod(number - dimension * 2**40, 2**16)
        rows = [(dimension, day, *cell) for cell in CELL.iter_unpack(cells)]
        assert rows
        assert {row[2] // 2**17 for row in rows} == {part}
        found += rows
    return found


def columns(sql: sqlite3.Connection) -> dict[int, list[int]]:
    """What the columns should hold, by field; those of seals end with the last payer."""
    found: dict[int, list[int]] = {field: [] for field in range(1, 12)}
    first: dict[int, int] = {}
    for _, *values in sql.execute(_EVENTS):
        for field, value in enumerate(values, 1):
            found[field].append(value)
        at, kind, payer = values[0], values[1], values[9]
        if 1 <= kind <= 5 and payer:
            first[payer] = min(first.get(payer, at), at)
    found[11] = [first.get(seal, 0) for seal in range(1, max(first, default=0) + 1)]
    return found


def stored_columns(sql: sqlite3.Connection) -> dict[int, list[int]]:
    """What the columns do hold; zeros at the end of those of seals are left out."""
    found: dict[int, list[int]] = {field: [] for field in range(1, 12)}
    for number, count, least, most, step, cells in sql.execute("SELECT * FROM d_column ORDER BY id"):
        field, block = divmod(number, 2**32)
        found[field] += [0] * (block * SIZE - len(found[field]))
        width = len(cells) // count
        steps = [int.from_bytes(cells[at : at + width], "little") for at in range(0, len(cells), width or 1)]
        values = [least + step * cell for cell in steps] or [least] * count
        assert (min(values), max(values)) == (least, most)
        found[field] += values
    while found[11] and not found[11][-1]:
        found[11].pop()
    return found


def assert_rollups_are_right(sql: sqlite3.Connection) -> None:
    """Hold everything that is kept against the events."""
    assert stored_sums(sql) == sums(sql)
    assert stored_columns(sql) == columns(sql)
