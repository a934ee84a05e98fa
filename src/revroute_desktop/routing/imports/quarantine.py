"""What a person does about refused rows: look, mend, retry, dismiss. Nothing in quarantine is ever lost."""

import json
import os
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from revroute_desktop.errors import UserError
from revroute_desktop.intake.records import ColumnChunk
from revroute_desktop.routing.imports.check import known_events
from revroute_desktop.routing.imports.grouping import Groups
from revroute_desktop.routing.imports.mapping import MappedEvent, drafts_of, finish, read_rows
from revroute_desktop.routing.imports.mapping_columns import Fault
from revroute_desktop.routing.imports.profile import Field, Profile
from revroute_desktop.routing.imports.profile_reader import load_profile, profile_from_json
from revroute_desktop.routing.imports.write import Salts, write_events
from revroute_desktop.workspace import JobKey, Unit, Workspace

MENDED: Final = 1
DISMISSED: Final = 2
REFUSED_AGAIN: Final = 3
AT_ONCE_MAX: Final = 10_000
"""Rows that one retry takes, since they are one unit of work (B13)."""

_STATES: Final = {0: "open", MENDED: "mended", DISMISSED: "dismissed"}


@dataclass(frozen=True, slots=True)
class RefusedRow:
    """One row in quarantine. `raw` is None once it was erased; `event` is the one that it conflicts with.

    `state` is open, mended or dismissed. Of a row that is not open `decided` is the reason that was given,
    `decided_by` and `decided_at` (microseconds UTC) who settled it and when, and `made` the event that it
    became.
    """

    id: int
    import_id: int
    file_name: str
    line: int
    reason: str
    detail: str
    raw: str | None
    event: int | None
    open: bool
    state: str
    made: int | None
    decided: str | None
    decided_by: str | None
    decided_at: int | None

    def records(self) -> list[dict[str, str]]:
        """Return the row, or the rows of the group, by column name; nothing where it could not be read."""
        try:
            found = [json.loads(line) for line in (self.raw or "").split("\n")]
        except ValueError:
            return []
        return found if all(isinstance(record, dict) for record in found) else []


@dataclass(frozen=True, slots=True)
class RetryResult:
    """What a retry did: rows that became events, and those that were refused again, with the sentences."""

    mended: int
    refused: tuple[tuple[int, str], ...]


def refused_rows(
    sql: sqlite3.Connection,
    *,
    ids: Sequence[int] | None = None,
    reason: str | None = None,
    import_id: int | None = None,
    open_only: bool = True,
    limit: int = AT_ONCE_MAX,
) -> list[RefusedRow]:
    """Return rows in quarantine, the earliest first: those of `ids`, of a reason code, of an import."""
    rows = sql.execute(
        "SELECT q.id, q.import, i.file_name, q.line, q.reason, q.detail, s.text, q.event, "
        "d.id IS NULL, coalesce(d.decision, 0), d.event, d.reason, a.actor, a.at "
        "FROM quarantine q JOIN import i ON i.id = q.import LEFT JOIN sealed_text s ON s.id = q.raw "
        "LEFT JOIN quarantine_decision d ON d.id = (SELECT max(id) FROM quarantine_decision "
        "WHERE quarantine = q.id AND decision IN (1, 2)) "
        "LEFT JOIN audit_entry a ON a.seq = d.entry "
        "WHERE (?1 IS NULL OR q.id IN (SELECT value FROM json_each(?1))) AND (?2 IS NULL OR q.reason = ?2) "
        "AND (?3 IS NULL OR q.import = ?3) AND (NOT ?4 OR d.id IS NULL) ORDER BY q.id LIMIT ?5",
        (None if ids is None else json.dumps(list(ids)), reason, import_id, open_only, limit),
    )
    return [
        RefusedRow(
            id=row[0],
            import_id=row[1],
            file_name=row[2],
            line=row[3],
            reason=row[4],
            detail=row[5],
            raw=row[6],
            event=row[7],
            open=bool(row[8]),
            state=_STATES[row[9]],
            made=row[10],
            decided=row[11],
            decided_by=row[12],
            decided_at=row[13],
        )
        for row in rows
    ]


def refused_row(sql: sqlite3.Connection, number: int) -> RefusedRow:
    """Return one row in quarantine, open or not; raises UserError where there is none of that number."""
    rows = refused_rows(sql, ids=[number], open_only=False)
    if not rows:
        raise UserError(f"There is no row {number} in quarantine; `revroute quarantine list` shows them.")
    return rows[0]


def mend(
    workspace: Workspace,
    number: int,
    corrections: Mapping[str, str],
    *,
    actor: str,
    reason: str,
    profile: Profile | None = None,
    job: JobKey | None = None,
    salts: Salts = os.urandom,
) -> int:
    """Make a refused row an event with some fields corrected, and return the event's id.

    `corrections` are by column name, in the form of the file; of a group they hold for each of its rows, and
    of a row that could not be read they are the whole row. `profile` takes the place of the import's. Raises
    UserError when the row is not open, is still refused, or has the id of an event that is there.
    """
    _check_reason(reason, "Mending a row")
    with workspace.write(actor, "quarantine.mend", f"row {number}", reason, job=job) as unit:
        row = _open_row(unit.sql, number)
        records = row.records() or [{}]
        _check_columns(corrections, row, profile or _profile_of(unit.sql, row))
        result = map_again(unit.sql, row, [{**record, **corrections} for record in records], profile)
        if isinstance(result, Fault):
            raise UserError(f"Row {number} is still refused: {result.detail}")
        event, mapped = result
        first = _write_events(unit, row.import_id, [(number, event)], mapped, reason, salts)
        unit.record({"quarantine": number, "event": first, "columns": sorted(corrections)})
    return first


def retry(
    workspace: Workspace,
    *,
    ids: Sequence[int] | None = None,
    reason_code: str | None = None,
    profile: str | Profile | None = None,
    actor: str,
    reason: str,
    job: JobKey | None = None,
    salts: Salts = os.urandom,
) -> RetryResult:
    """Try refused rows again as they are, those of `ids` or all of a reason code, perhaps by another profile.

    At most `AT_ONCE_MAX` rows are taken at once; those of each import are one unit of work. Raises UserError
    when there is none.
    """
    _check_reason(reason, "Retrying rows")
    if isinstance(profile, str):
        profile = load_profile(profile)
    with workspace.read() as session:
        rows = refused_rows(session.sql, ids=ids, reason=reason_code)
    if not rows:
        raise UserError("No open row in quarantine is meant; `revroute quarantine list` shows them.")
    mended, refused = 0, list[tuple[int, str]]()
    for import_id in sorted({row.import_id for row in rows}):
        numbers = [row.id for row in rows if row.import_id == import_id]
        with workspace.write(actor, "quarantine.retry", f"import {import_id}", reason, job=job) as unit:
            found = _retry_import(unit, import_id, numbers, profile, reason, salts)
        mended += found.mended
        refused += found.refused
    return RetryResult(mended, tuple(refused))


def _retry_import(
    unit: Unit, import_id: int, numbers: Sequence[int], profile: Profile | None, reason: str, salts: Salts
) -> RetryResult:
    events: list[tuple[int, MappedEvent]] = []
    refused: list[tuple[int, str]] = []
    taken: set[tuple[str, str]] = set()
    fields = Field(0)
    for row in refused_rows(unit.sql, ids=numbers):
        result = map_again(unit.sql, row, row.records(), profile)
        if not isinstance(result, Fault) and (result[0].source, result[0].external_id) in taken:
            result = Fault("conflict", "Another row of this retry has the same source and id.")
        if isinstance(result, Fault):
            refused.append((row.id, result.detail))
            continue
        event, fields = result
        taken.add((event.source, event.external_id))
        events.append((row.id, event))
    if events:
        _write_events(unit, import_id, events, fields, reason, salts)
    columns = ("quarantine", "decision", "reason", "entry")
    again = [(number, REFUSED_AGAIN, detail, unit.seq) for number, detail in refused]
    unit.insert_many("quarantine_decision", columns, again)
    unit.record({"import": import_id, "mended": len(events), "refused": len(refused)})
    return RetryResult(len(events), tuple(refused))


def dismiss(
    workspace: Workspace, ids: Sequence[int], *, actor: str, reason: str, job: JobKey | None = None
) -> int:
    """Close refused rows without making them events, and return how many; they stay to be looked at.

    Raises UserError without a reason, or when one of them is not open.
    """
    _check_reason(reason, "Dismissing rows")
    with workspace.write(actor, "quarantine.dismiss", f"{len(ids)} rows", reason, job=job) as unit:
        numbers = sorted(set(ids))
        for number in numbers:
            _open_row(unit.sql, number)
        columns = ("quarantine", "decision", "reason", "entry")
        decisions = [(number, DISMISSED, reason, unit.seq) for number in numbers]
        unit.insert_many("quarantine_decision", columns, decisions)
        unit.record({"dismissed": len(numbers)})
    return len(numbers)


def _check_reason(reason: str, what: str) -> None:
    if not reason.strip():
        raise UserError(f"{what} needs a reason; it stands in the log.")


def _open_row(sql: sqlite3.Connection, number: int) -> RefusedRow:
    row = refused_row(sql, number)
    if not row.open:
        raise UserError(f"Row {number} of the quarantine is settled already.")
    return row


def _profile_of(sql: sqlite3.Connection, row: RefusedRow) -> Profile:
    (text,) = sql.execute("SELECT profile FROM import WHERE id = ?", (row.import_id,)).fetchone()
    return profile_from_json(text)


def _check_columns(corrections: Mapping[str, str], row: RefusedRow, profile: Profile) -> None:
    """Raise UserError for a column that neither the row has nor its profile reads."""
    names = list(dict.fromkeys(name for record in row.records() for name in record))
    for name in corrections:
        if names and name not in names and not profile.reads(name):
            raise UserError(
                f"Row {row.id} has no column {name[:80]!r}; it has {', '.join(map(repr, names))}. "
                "Name one of these."
            )


def map_again(
    sql: sqlite3.Connection, row: RefusedRow, records: Sequence[Mapping[str, str]], profile: Profile | None
) -> tuple[MappedEvent, Field] | Fault:
    """Map a row once more, by `profile` or that of its import, and hold it against the books."""
    if row.raw is None:
        return Fault("erased", "The row was erased with its payer.")
    if not records:
        return Fault(row.reason, "The row could not be read as a record; mend it with all its columns.")
    if profile is None:
        profile = _profile_of(sql, row)
    mapped = map_records(profile, row, records)
    if isinstance(mapped, Fault):
        return mapped
    if list(known_events(sql, [mapped[0]])):
        return Fault(
            "conflict", "The books have an event of this source and id; correct it or dismiss the row."
        )
    return mapped


def map_records(
    profile: Profile, row: RefusedRow, records: Sequence[Mapping[str, str]]
) -> tuple[MappedEvent, Field] | Fault:
    """Return the one event that some records are under a profile, and the fields it maps."""
    names = list(dict.fromkeys(name for record in records for name in record))
    columns = {name: [str(record.get(name, "")) for record in records] for name in names}
    chunk = ColumnChunk(row.file_name, [row.line] * len(records), columns, ())
    rows = read_rows(profile, chunk)
    if profile.grouped:
        groups = Groups()
        suspects = groups.add(rows)
        if suspects.keyless:
            return suspects.keyless[0][1]
        drafts = groups.drafts()
    else:
        _, drafts = drafts_of(rows)
    events, refused = finish(drafts, profile.amount)
    if refused:
        return refused[0].fault
    if len(events) != 1:
        return Fault("skipped" if not events else "id", "The row is not one event under the profile.")
    return events[0], rows.mapped


def _write_events(
    unit: Unit,
    import_id: int,
    found: Sequence[tuple[int, MappedEvent]],
    mapped: Field,
    reason: str,
    salts: Salts,
) -> int:
    """Write mended rows as a chunk of their import."""
    sql = unit.sql
    if sql.execute("SELECT 1 FROM import_undo WHERE import = ?", (import_id,)).fetchone():
        raise UserError(f"Import {import_id} is undone; import its file again instead.")
    first = write_events(unit, import_id, [event for _, event in found], mapped, salts)
    assert first is not None, "there is at least one event"
    (number,) = sql.execute("SELECT COUNT(*) FROM import_chunk WHERE import = ?", (import_id,)).fetchone()
    unit.insert(
        "import_chunk",
        entry=unit.seq,
        **{"import": import_id},
        number=number,
        rows_read=0,
        events=len(found),
        first_event=first,
        refused=0,
        last=0,
    )
    columns = ("quarantine", "decision", "event", "reason", "entry")
    decisions = [(number, MENDED, event, reason, unit.seq) for event, (number, _) in enumerate(found, first)]
    unit.insert_many("quarantine_decision", columns, decisions)
    return first
