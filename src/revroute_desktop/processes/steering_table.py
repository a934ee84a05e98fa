"""What steers the queue, as the desk keeps it: the switch, load that is known, decisions, alerts, marks."""

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from revroute_desktop.errors import UserError
from revroute_desktop.processes.alerts import (
    USUAL,
    AlertChange,
    AlertRule,
    Reading,
    rules_as_json,
    rules_from_json,
)
from revroute_desktop.processes.tuning import Decision, Expected, What
from revroute_desktop.workspace import Workspace
from revroute_desktop.workspace.settings import put_setting, remember_setting, setting

KEPT = 1_000
"""Decisions, and alerts, that are kept."""

_AUTOMATIC = "jobs.automatic"
_EXPECTED = "jobs.expected"
_FORESEEN = "jobs.foreseen"
_ALERTS = "jobs.alerts"
_MOST_EXPECTED = 1_000


@dataclass(frozen=True, slots=True)
class AlertNote:
    """An alert that began or ended, as it was written down."""

    id: int
    at: int
    reading: Reading
    began: bool
    value: float
    mark: float


def is_automatic(sql: sqlite3.Connection) -> bool:
    """Whether slots and chunks follow what the machine can bear; that is usual."""
    return setting(sql, _AUTOMATIC) is not False


def switch_automatic(workspace: Workspace, *, on: bool) -> None:
    """Have slots and chunks follow the machine, or stay as the operator set them; raises UserError."""
    remember_setting(workspace, _AUTOMATIC, on)
    _tell(workspace)


def hand_in(workspace: Workspace, expected: Sequence[Expected]) -> None:
    """Take up load that is known from elsewhere, in place of what was handed in before; raises UserError."""
    if len(expected) > _MOST_EXPECTED:
        raise UserError(f"At most {_MOST_EXPECTED} expected loads are taken, not {len(expected)}.")
    remember_setting(workspace, _EXPECTED, [asdict(one) for one in expected])
    _tell(workspace)


def foresee(workspace: Workspace, expected: Sequence[Expected]) -> None:
    """Take up load that was forecast, in place of what was forecast before and beside what was handed in;
    raises UserError.
    """
    if len(expected) > _MOST_EXPECTED:
        raise UserError(f"At most {_MOST_EXPECTED} expected loads are taken, not {len(expected)}.")
    remember_setting(workspace, _FORESEEN, [asdict(one) for one in expected])
    _tell(workspace)


def handed_in(sql: sqlite3.Connection) -> tuple[Expected, ...]:
    """The load that was handed in; none where it is not as this version writes it."""
    return _kept(sql, _EXPECTED)


def foreseen(sql: sqlite3.Connection) -> tuple[Expected, ...]:
    """The load that was forecast; none where it is not as this version writes it."""
    return _kept(sql, _FORESEEN)


def _kept(sql: sqlite3.Connection, key: str) -> tuple[Expected, ...]:
    try:
        return tuple(expected_from_json(json.dumps(setting(sql, key) or [])))
    except UserError:
        return ()


def expected_from_json(text: str) -> list[Expected]:
    """Read a list of {"lane", "at", "until", "slots", "why"}, times in microseconds UTC; raises UserError."""
    try:
        found = json.loads(text)
        made = [
            Expected(
                str(one["lane"]), int(one["at"]), int(one["until"]), int(one["slots"]), str(one["why"])[:200]
            )
            for one in found
        ]
    except (ValueError, TypeError, KeyError, RecursionError):
        raise UserError(
            "Expected load is a list of objects with lane, at, until (microseconds UTC), slots and why."
        ) from None
    for one in made:
        if not one.at < one.until or one.slots < 1:
            raise UserError(f"Expected load of {one.lane!r} ends after it begins and takes 1 slot or more.")
    return made


def alert_rules(sql: sqlite3.Connection) -> tuple[AlertRule, ...]:
    """The alerts that hold in this workspace."""
    return rules_from_json(setting(sql, _ALERTS))


def set_alert(workspace: Workspace, reading: Reading, rule: AlertRule | None) -> None:
    """Have an alert begin and end as the rule says, or never with None; raises UserError."""
    with workspace.desk() as desk:
        rules = [one for one in alert_rules(desk.sql) if one.reading is not reading]
        put_setting(desk.sql, _ALERTS, rules_as_json([*rules, rule] if rule is not None else rules))
    _tell(workspace)


def usual_alert(workspace: Workspace, reading: Reading) -> None:
    """Have the alert of a reading as it usually is; raises UserError."""
    set_alert(workspace, reading, next((rule for rule in USUAL if rule.reading is reading), None))


def add_decisions(sql: sqlite3.Connection, made: Sequence[Decision]) -> None:
    """Write decisions down, in a desk session; the newest are kept."""
    sql.executemany(
        "INSERT INTO desk_tuning (at, lane, what, was, becomes, because, predicted)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        [(d.at, d.lane, d.what.value, d.before, d.after, d.because, int(d.predicted)) for d in made],
    )
    _drop_oldest(sql, "desk_tuning")


def decisions(sql: sqlite3.Connection, limit: int = 100) -> list[tuple[int, Decision]]:
    """The newest decisions first, each with its number."""
    rows = sql.execute(
        "SELECT id, at, lane, what, was, becomes, because, predicted FROM desk_tuning"
        " ORDER BY id DESC LIMIT ?",
        (limit,),
    )
    return [
        (id, Decision(at, lane, What(what), was, becomes, because, bool(predicted)))
        for id, at, lane, what, was, becomes, because, predicted in rows
    ]


def add_alerts(sql: sqlite3.Connection, changes: Sequence[AlertChange]) -> None:
    """Write down what began or ended, in a desk session; the newest are kept."""
    sql.executemany(
        "INSERT INTO desk_alert (at, reading, began, value, mark) VALUES (?, ?, ?, ?, ?)",
        [(c.at, c.rule.reading.value, int(c.began), c.value, c.rule.mark) for c in changes],
    )
    _drop_oldest(sql, "desk_alert")


def alerts(sql: sqlite3.Connection, limit: int = 100) -> list[AlertNote]:
    """The newest alerts first."""
    rows = sql.execute(
        "SELECT id, at, reading, began, value, mark FROM desk_alert ORDER BY id DESC LIMIT ?", (limit,)
    )
    return [
        AlertNote(id, at, Reading(reading), bool(began), value, mark)
        for id, at, reading, began, value, mark in rows
    ]


def _drop_oldest(sql: sqlite3.Connection, table: str) -> None:
    sql.execute(f"DELETE FROM {table} WHERE id <= (SELECT max(id) FROM {table}) - ?", (KEPT,))


def _tell(workspace: Workspace) -> None:
    with workspace.desk() as desk:
        desk.sql.execute("UPDATE desk_supervisor SET changes = changes + 1")
