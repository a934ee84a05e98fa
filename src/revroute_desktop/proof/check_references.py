"""Checks of the rows that have no leaf of their own, but are bound by those that point at them.

Terms, sets of attributes and seals: the leaf of the row that points at one carries what it says, so it must
be pointed at by something. A sealed text must be what its commitment says, unless it was erased (B24).
"""

import sqlite3
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from revroute_desktop.audit.sealed import LEAST_SALT, commitment
from revroute_desktop.proof.faults import found
from revroute_desktop.proof.read_columns import read_columns, read_windows

Int64s = NDArray[np.int64]

PAYER, NOTE, RAW = 1, 2, 3
"""Kinds of sealed text."""

_AT_ONCE = 10_000
_POINTING = ("payer", "note", "campaign", "country", "product", "attributes")


def check_references(sql: sqlite3.Connection) -> None:
    """Raises FaultFound for a term, set of attributes, seal or sealed text that is not as the books say."""
    referred = {column: _values(sql, "event", column) for column in _POINTING}
    raw = _values(sql, "quarantine", "raw")

    terms = np.unique(np.concatenate([referred[name] for name in ("campaign", "country", "product")]))
    _check_all_used(sql, "term", terms, "no event")
    _check_all_used(sql, "attribute_set", referred["attributes"], "no event")
    seals = ((referred["payer"], PAYER), (referred["note"], NOTE), (raw, RAW))
    _check_all_used(sql, "sealed", np.unique(np.concatenate([part for part, _ in seals])), "nothing")
    _check_sealed_texts(sql, seals)


def _values(sql: sqlite3.Connection, table: str, column: str) -> Int64s:
    """The different values of a column, in rising order."""
    [values] = read_columns(sql, 1, f"SELECT DISTINCT {column} FROM {table} WHERE {column} IS NOT NULL")
    return np.sort(values)


def _check_all_used(sql: sqlite3.Connection, table: str, used: Int64s, nothing: str) -> None:
    for (ids,) in read_windows(sql, 1, f"SELECT id FROM {table} ORDER BY id"):
        stray = ids[~_among(ids, used)]
        if len(stray):
            raise found(
                "rows", f"Row {stray[0]} of {table} was added: {nothing} points at it", f"{table} {stray[0]}"
            )


def _among(values: Int64s, rising: Int64s) -> NDArray[np.bool_]:
    if not len(rising):
        return np.zeros(len(values), dtype=np.bool_)
    places = np.minimum(np.searchsorted(rising, values), len(rising) - 1)
    same: NDArray[np.bool_] = rising[places] == values
    return same


def _check_sealed_texts(sql: sqlite3.Connection, seals: Sequence[tuple[Int64s, int]]) -> None:
    pointed_at = {kind: ids for ids, kind in seals}
    rows = sql.execute(
        "SELECT s.id, s.commitment, t.kind, t.salt, t.text, e.sealed FROM sealed s"
        " LEFT JOIN sealed_text t ON t.id = s.id LEFT JOIN erasure e ON e.sealed = s.id ORDER BY s.id"
    )
    while some := rows.fetchmany(_AT_ONCE):
        ids = np.array([row[0] for row in some], dtype=np.int64)
        of_kind = {kind: _among(ids, used) for kind, used in pointed_at.items()}
        for place, (id, committed, kind, salt, text, erased) in enumerate(some):
            where = f"sealed_text {id}"
            if erased is not None:
                if kind is not None:
                    raise found("sealed", f"Sealed text {id} is there again, though it was erased", where)
            elif kind is None:
                raise found("sealed", f"Sealed text {id} is missing, though nobody erased it", where)
            elif len(salt) < LEAST_SALT or commitment(salt, text) != committed:
                raise found("sealed", f"Sealed text {id} is not what its commitment says", where)
            elif kind not in of_kind or not of_kind[kind][place]:
                raise found("sealed", f"Sealed text {id} is filed under a kind that it is not", where)
