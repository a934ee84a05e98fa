"""Finds accounts, events and plan versions by what a person types, without scans of the events."""

import sqlite3
from dataclasses import dataclass

_LAST_CHARACTER = "\U0010ffff"


@dataclass(frozen=True, slots=True)
class FoundEvent:
    """An event by its external id: amount in minor units, `currency` an ISO number, time microseconds UTC."""

    id: int
    source: str
    external_id: str
    occurred_at: int
    kind: int
    currency: int
    amount: int


@dataclass(frozen=True, slots=True)
class FoundPlan:
    """A published version of the plan, counted from 1; its effective day in days since 1970-01-01."""

    number: int
    name: str
    hash: str
    effective_day: int


def find_events(sql: sqlite3.Connection, text: str, most: int = 6) -> list[FoundEvent]:
    """Return events whose external id begins with `text`, or whose row number it is."""
    text = text.strip()
    if not text:
        return []
    found = [
        row[0]
        for row in sql.execute(
            # One seek in the index of ids for each source.
            "SELECT found.event FROM source CROSS JOIN d_event_identity AS found "
            "ON found.source = source.id AND found.external_id >= ? AND found.external_id < ? LIMIT ?",
            (text, text + _LAST_CHARACTER, most),
        )
    ]
    number = text.removeprefix("#")
    if number.isascii() and number.isdecimal() and len(number) <= 15:
        found.insert(0, int(number))
    rows = []
    for event in dict.fromkeys(found):
        rows += sql.execute(
            "SELECT e.id, source.code, e.external_id, e.occurred_at, e.kind, e.currency, e.amount "
            "FROM event e JOIN source ON source.id = e.source WHERE e.id = ?",
            (event,),
        ).fetchall()
    return [FoundEvent(*row) for row in rows[:most]]


def find_accounts(sql: sqlite3.Connection, text: str, most: int = 6) -> list[str]:
    """Return the codes of accounts that contain `text`, those first in which a segment begins with it."""
    text = text.strip().lower()
    if not text:
        return []
    return [
        row[0]
        for row in sql.execute(
            "SELECT code FROM account WHERE instr(code, ?1) > 0 "
            "ORDER BY instr(':' || code, ':' || ?1) = 0, length(code), code LIMIT ?2",
            (text, most),
        )
    ]


def find_plans(sql: sqlite3.Connection, text: str, most: int = 6) -> list[FoundPlan]:
    """Return versions of the plan whose name contains `text` or whose hash begins with it, newest first."""
    text = text.strip().lower()
    if not text:
        return []
    return [
        FoundPlan(*row)
        for row in sql.execute(
            "SELECT (SELECT COUNT(*) FROM plan_version older WHERE older.id <= v.id), name, hash, "
            "effective_day FROM plan_version v "
            "WHERE instr(lower(name), ?1) > 0 OR substr(hash, 1, length(?1)) = ?1 "
            "ORDER BY id DESC LIMIT ?2",
            (text, most),
        )
    ]
