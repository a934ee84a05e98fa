"""The dimensions of revenue events: the numbers that their columns hold, and the texts these stand for."""

import json
import sqlite3
from collections.abc import Collection, Mapping
from typing import Final

import numpy as np
from numpy.typing import NDArray

from revroute_desktop.routing.kinds import KIND_BY_WORD, Kind
from revroute_desktop.workspace.event_rollups.columns import Field

Int64s = NDArray[np.int64]
Numbers = Mapping[Field, Collection[int]]
"""What is let through of each field; all of a field that is not named."""

NONE: Final = ""
"""Key of what a dimension says nothing about."""

NOT_ROUTED: Final = "(not routed)"

FIELDS: Final[Mapping[str, Field]] = {
    "source": Field.SOURCE,
    "kind": Field.KIND,
    "route": Field.ROUTE,
    "product": Field.PRODUCT,
    "campaign": Field.CAMPAIGN,
    "country": Field.COUNTRY,
}
"""Dimensions by name, and where their numbers stand."""

_TABLES: Final = {"source": ("source", "code"), "route": ("plan_route", "code")}
_TERMS: Final = ("term", "text")


def numbers_of(sql: sqlite3.Connection, dimension: str, key: str) -> frozenset[int]:
    """Return the numbers that a key stands for, 0 for none; empty for a key that there is not."""
    if dimension == "kind":
        return frozenset({int(KIND_BY_WORD[key])} if key in KIND_BY_WORD else ())
    table, column = _TABLES.get(dimension, _TERMS)
    found = {number for (number,) in sql.execute(f"SELECT id FROM {table} WHERE {column} = ?", (key,))}
    if key == (NOT_ROUTED if dimension == "route" else NONE):
        found.add(0)
    return frozenset(found)


def wanted(sql: sqlite3.Connection, terms: Collection[tuple[str, str]]) -> dict[Field, frozenset[int]]:
    """Return the numbers that terms let through, by field; all terms must hold."""
    found: dict[Field, frozenset[int]] = {}
    for dimension, key in terms:
        field = FIELDS[dimension]
        numbers = numbers_of(sql, dimension, key)
        found[field] = found[field] & numbers if field in found else numbers
    return found


def keys_of(sql: sqlite3.Connection, dimension: str | None, numbers: Int64s) -> dict[int, str]:
    """Return the key of each number; a text may be that of several routes, one of each version of a plan."""
    if dimension is None:
        return dict.fromkeys(numbers.tolist(), NONE)
    if dimension == "kind":
        return {number: Kind(number).word for number in numbers.tolist()}
    table, column = _TABLES.get(dimension, _TERMS)
    rows = sql.execute(
        f"SELECT id, {column} FROM {table} WHERE id IN (SELECT value FROM json_each(?))",
        (json.dumps(numbers.tolist()),),
    )
    return {0: NOT_ROUTED if dimension == "route" else NONE, **dict(rows)}
