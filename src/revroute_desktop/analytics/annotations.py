"""What happened, beside the figures: plans, imports, load runs and restatements, and notes by hand.

Notes are the desk's: they explain figures and change none.
"""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from revroute_desktop.errors import UserError
from revroute_desktop.ledger.periods import day_number
from revroute_desktop.workspace import Sql, Workspace
from revroute_desktop.workspace.settings import put_setting, setting
from revroute_desktop.workspace.zones import local_day, midnight

WORD_MOST: Final = 60
NOTES_MOST: Final = 2_000
_MARKS_MOST: Final = 60
_KEY: Final = "analytics.notes"

NOTE: Final = "note"
PLAN: Final = "plan"
IMPORT: Final = "import"
RUN: Final = "run"
RESTATE: Final = "restate"
TRAFFIC: Final = "logs"


@dataclass(frozen=True, slots=True)
class Annotation:
    """Something that happened at an instant (microseconds UTC). `subject` is what it was done to, `number` is
    the version of a plan, the number of a load run, or how many of its kind happened on that day; `note` is
    the number of a note by hand, 0 for what the log tells.
    """

    at: int
    kind: str
    subject: str
    number: int = 0
    note: int = 0


def annotations(sql: sqlite3.Connection, start: int, end: int, zone: str) -> tuple[Annotation, ...]:
    """Return what happened from `start` up to `end` (microseconds UTC), the oldest first; imports of a day
    are one. Where there is too much of it imports go first, then restatements.
    """
    found = [*_plans(sql), *_runs(sql), *_days(sql, zone), *kept_notes(sql)]
    inside = [one for one in found if start <= one.at < end]
    for kind in (IMPORT, TRAFFIC, RESTATE):
        if len(inside) > _MARKS_MOST:
            inside = [one for one in inside if one.kind != kind]
    return tuple(sorted(inside, key=lambda one: (one.at, one.kind, one.subject)))


def kept_notes(sql: Sql) -> tuple[Annotation, ...]:
    """Return the notes by hand, the oldest first."""
    raw = setting(sql, _KEY)
    found = []
    for one in raw if isinstance(raw, list) else ():
        if isinstance(one, dict) and isinstance(one.get("at"), int) and isinstance(one.get("id"), int):
            found.append(Annotation(one["at"], NOTE, str(one.get("word", "")), 0, one["id"]))
    return tuple(sorted(found, key=lambda note: (note.at, note.note)))


def add_note(workspace: Workspace, day: date, word: str) -> Annotation:
    """Write on the time axis at a day of the books' zone. Raises UserError for no word and too many notes."""
    word = _checked(word)
    with workspace.desk() as desk:
        notes = kept_notes(desk.sql)
        if len(notes) >= NOTES_MOST:
            raise UserError(f"{NOTES_MOST:,} notes are the most; remove some first.")
        number = max((note.note for note in notes), default=0) + 1
        note = Annotation(midnight(day_number(day), workspace.zone), NOTE, word, 0, number)
        _put(desk.sql, (*notes, note))
    return note


def change_note(workspace: Workspace, number: int, day: date, word: str) -> Annotation:
    """Give a note another day and word. Raises UserError where there is no such note, and for no word."""
    word = _checked(word)
    at = midnight(day_number(day), workspace.zone)
    with workspace.desk() as desk:
        notes = kept_notes(desk.sql)
        old = _found(notes, number)
        changed = replace(old, at=at, subject=word)
        _put(desk.sql, tuple(changed if note.note == number else note for note in notes))
    return changed


def remove_note(workspace: Workspace, number: int) -> Annotation:
    """Take a note away and return it. Raises UserError where there is no such note."""
    with workspace.desk() as desk:
        notes = kept_notes(desk.sql)
        gone = _found(notes, number)
        _put(desk.sql, tuple(note for note in notes if note.note != number))
    return gone


def _checked(word: str) -> str:
    word = " ".join(word.split())
    if not word:
        raise UserError("A note needs a word or two.")
    if len(word) > WORD_MOST:
        raise UserError(f"A note has at most {WORD_MOST} letters; this one has {len(word)}.")
    return word


def _found(notes: Sequence[Annotation], number: int) -> Annotation:
    found = next((note for note in notes if note.note == number), None)
    if found is None:
        raise UserError(f"There is no note {number}; `revroute metrics notes list` shows them.")
    return found


def _put(sql: Sql, notes: Sequence[Annotation]) -> None:
    rows = [{"id": note.note, "at": note.at, "word": note.subject} for note in notes]
    put_setting(sql, _KEY, rows)


def _plans(sql: sqlite3.Connection) -> list[Annotation]:
    rows = sql.execute(
        "SELECT json_extract(payload, '$.in_force_at'), subject, json_extract(payload, '$.version')"
        " FROM audit_entry WHERE action = 'plan.publish' ORDER BY seq"
    )
    return [Annotation(at, PLAN, subject, number) for at, subject, number in rows if at is not None]


def _runs(sql: sqlite3.Connection) -> list[Annotation]:
    rows = sql.execute("SELECT begun_at, scenario, id FROM desk_load_run")
    return [Annotation(at, RUN, name, number) for at, name, number in rows]


def _days(sql: sqlite3.Connection, zone: str) -> list[Annotation]:
    """Return imports and restatements, those of one kind and day as one."""
    rows = sql.execute(
        "SELECT at, action, subject FROM audit_entry WHERE action IN ('traffic.import', 'restate.chunk')"
        " OR action = 'import.chunk' AND json_extract(payload, '$.last') ORDER BY seq"
    )
    kinds = {"import.chunk": IMPORT, "traffic.import": TRAFFIC, "restate.chunk": RESTATE}
    found: dict[tuple[str, int], Annotation] = {}
    for at, action, subject in rows:
        key = kinds[action], local_day(at, zone)
        known = found.get(key)
        if known is None:
            found[key] = Annotation(at, key[0], subject, 1)
        else:
            found[key] = replace(known, number=known.number + 1)
    return list(found.values())
