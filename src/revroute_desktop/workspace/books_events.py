"""Leaves of events, as `audit.rows.text_row_leaf` would make them, but in a third of its time.

Events are most of the rows that are not transactions, so import and verify both wait for this. Words that
events share are looked up and put into JSON once.
"""

import sqlite3
from collections.abc import Iterator
from json.encoder import encode_basestring as quoted

from revroute_desktop.audit.canonical import LARGEST_INTEGER

_FIRST_BYTE = b"\x02"

_STATEMENT = """
SELECT id, source, external_id, occurred_at, kind, currency, amount,
  (SELECT commitment FROM sealed WHERE id = payer), (SELECT commitment FROM sealed WHERE id = note),
  campaign, country, product, attributes, original, residue, content, import, line
FROM event WHERE id BETWEEN ? AND ? ORDER BY id"""


class _Words(dict[int | None, str]):
    """The JSON text of what a number points at, looked up when first needed; null where it has nothing."""

    def __init__(self, sql: sqlite3.Connection, table: str, column: str) -> None:
        super().__init__({None: "null"})
        self._sql = sql
        self._statement = f"SELECT {column} FROM {table} WHERE id = ?"

    def __missing__(self, id: int | None) -> str:
        row = self._sql.execute(self._statement, (id,)).fetchone()
        found = self[id] = "null" if row is None else quoted(row[0])
        return found


def event_leaves(sql: sqlite3.Connection, first: int, count: int) -> list[bytes]:
    """The leaves of the events numbered from `first` on, `count` of them at most, in order."""
    return list(_leaves(sql, first, first + count - 1))


def _leaves(sql: sqlite3.Connection, first: int, last: int) -> Iterator[bytes]:
    sources = _Words(sql, "source", "code")
    terms = _Words(sql, "term", "text")
    sets = _Words(sql, "attribute_set", "json")
    least, largest = -LARGEST_INTEGER, LARGEST_INTEGER
    for (
        id, source, external_id, occurred_at, kind, currency, amount, payer, note,
        campaign, country, product, attributes, original, residue, content, origin, line,
    ) in sql.execute(_STATEMENT, (first, last)):  # fmt: skip
        time = str(occurred_at) if least <= occurred_at <= largest else f'{{"int":"{occurred_at}"}}'
        units = str(amount) if least <= amount <= largest else f'{{"int":"{amount}"}}'
        yield (
            _FIRST_BYTE
            + (
                f'["event",{id},{sources[source]},{quoted(external_id)},{time},{kind},{currency},{units},'
                f"{_hex(payer)},{_hex(note)},{terms[campaign]},{terms[country]},{terms[product]},"
                f"{sets[attributes]},{_text(original)},{_text(residue)},{_hex(content)},{origin},{line}]"
            ).encode()
        )


def _hex(value: bytes | None) -> str:
    return "null" if value is None else f'{{"hex":"{value.hex()}"}}'


def _text(value: str | None) -> str:
    return "null" if value is None else quoted(value)
