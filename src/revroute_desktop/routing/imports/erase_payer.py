"""Erase a payer: the text is deleted for good, and every proof over the books still holds (B24)."""

import json
import re
import sqlite3
from dataclasses import dataclass

from revroute_desktop.errors import UserError
from revroute_desktop.routing.imports.mapping_columns import joined
from revroute_desktop.routing.imports.mapping_texts import text_parser
from revroute_desktop.routing.imports.profile import Field
from revroute_desktop.routing.imports.profile_reader import profile_from_json
from revroute_desktop.routing.imports.write import RAW
from revroute_desktop.workspace import JobKey, Workspace
from revroute_desktop.workspace.problems import Busy


@dataclass(frozen=True, slots=True)
class ErasureResult:
    """What was erased: texts in all (payer, notes, refused rows), and the events that named the payer.

    `left_in_log` is True where another open session kept the text in SQLite's -wal file; erasing the payer
    again once that session is closed empties it.
    """

    texts: int
    events: int
    left_in_log: bool


def erase_payer(
    workspace: Workspace, payer: str, *, actor: str, reason: str, job: JobKey | None = None
) -> ErasureResult:
    """Delete a payer's text, the notes of their events and their rows in quarantine, with the salts.

    The log says that and why texts were erased, not which. Backups and the files that were imported keep what
    they hold. Raises UserError for a payer that the books do not have, or without a reason.
    """
    payer = payer.strip()
    if not reason.strip():
        raise UserError("Erasing a payer needs a reason; it stands in the log.")
    if payer and payer in reason:
        raise UserError("The reason names the payer, and would keep the name in the log; say it without.")
    with workspace.read() as session:
        known = bool(payer and _seals_of(session.sql, payer)[0])
    if not known:
        _emptied_log(workspace)
        raise UserError("The books have no such payer, or it is erased already; check how it is written.")
    with workspace.write(actor, "payer.erase", "a payer", reason, job=job) as unit:
        seals, events = _seals_of(unit.sql, payer)
        unit.sql.executemany("DELETE FROM sealed_text WHERE id = ?", [(number,) for number in seals])
        unit.insert_many("erasure", ("sealed", "entry"), [(number, unit.seq) for number in seals])
        unit.record({"texts": len(seals), "events": events})
    return ErasureResult(len(seals), events, not _emptied_log(workspace))


def _seals_of(sql: sqlite3.Connection, payer: str) -> tuple[list[int], int]:
    """Return the seals of texts that say who the payer is, and how many events name the payer."""
    seals = {
        row[0] for row in sql.execute("SELECT id FROM sealed_text WHERE kind = 1 AND text = ?", (payer,))
    }
    events = sql.execute(
        "SELECT id, note FROM event WHERE payer IN (SELECT value FROM json_each(?))",
        (json.dumps(sorted(seals)),),
    ).fetchall()
    seals |= {note for _, note in events if note is not None}
    seals |= set(_raw_rows(sql, payer, {event for event, _ in events}))
    erased = {row[0] for row in sql.execute("SELECT sealed FROM erasure")}
    return sorted(seals - erased), len(events)


def _emptied_log(workspace: Workspace) -> bool:
    """Fold in the -wal file, where deleted text still lies; False while another session stands in the way."""
    try:
        workspace.fold_in()
    except Busy:
        return False
    return True


def _raw_rows(sql: sqlite3.Connection, payer: str, events: set[int]) -> list[int]:
    """Return the refused rows that conflict with the payer's events or name the payer."""
    found: list[int] = []
    rows = sql.execute(
        "SELECT q.raw, s.text, q.event, i.profile FROM quarantine q JOIN import i ON i.id = q.import "
        "JOIN sealed_text s ON s.id = q.raw WHERE s.kind = ? AND (instr(s.text, ?) OR q.event IS NOT NULL)",
        (RAW, payer),
    )
    for number, text, event, profile in rows:
        if event in events or _names_payer(text, payer, profile):
            found.append(number)
    return found


def _names_payer(text: str, payer: str, profile_json: str) -> bool:
    if payer not in text:
        return False
    profile = profile_from_json(profile_json)
    rule = profile.texts.get(Field.PAYER)
    try:
        records = [json.loads(line) for line in text.split("\n")]
    except ValueError:
        # A row that could not be read: the payer may stand anywhere in it, but not within a longer word.
        return re.search(rf"(?<![\w.@+-]){re.escape(payer)}(?![\w.@+-])", text) is not None
    if rule is None:
        return any(payer == str(value).strip() for record in records for value in record.values())
    parse = text_parser(rule, "payer")
    return any(
        parse(joined([[str(record.get(name, ""))] for name in rule.columns])[0]) == payer
        or payer in map(str, record.values())
        for record in records
    )
