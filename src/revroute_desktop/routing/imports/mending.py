"""What a person sees while mending a refused row: its columns, where the fault lies, what it would become."""

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from revroute_desktop.money.amounts import format_amount
from revroute_desktop.money.currencies import currency_by_numeric
from revroute_desktop.routing.event_pages import EventDetail, event_detail
from revroute_desktop.routing.imports.mapping import MappedEvent
from revroute_desktop.routing.imports.mapping_columns import Fault
from revroute_desktop.routing.imports.profile import Profile
from revroute_desktop.routing.imports.profile_reader import profile_from_json
from revroute_desktop.routing.imports.quarantine import RefusedRow, map_again, map_records, refused_row
from revroute_desktop.routing.kinds import Kind


@dataclass(frozen=True, slots=True)
class MendColumn:
    """A column of a refused row: its value, and which field of the event the profile reads from it."""

    name: str
    value: str
    field: str


@dataclass(frozen=True, slots=True)
class MendForm:
    """A refused row as a form; `rows` are the rows of its group. A column that differs is empty."""

    row: RefusedRow
    profile: str
    columns: tuple[MendColumn, ...]
    rows: int


@dataclass(frozen=True, slots=True)
class MendCheck:
    """What some corrections come to: an event, or a fault with the columns in which it lies."""

    event: MappedEvent | None
    detail: str = ""
    columns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ConflictField:
    """One field of a conflict: what the books hold and what the new row says."""

    name: str
    standing: str
    new: str

    @property
    def differs(self) -> bool:
        """Whether the two say different things."""
        return self.standing != self.new


@dataclass(frozen=True, slots=True)
class Conflict:
    """A refused row beside the event that it conflicts with; `new` is empty where it cannot be read."""

    row: RefusedRow
    standing: EventDetail
    fields: tuple[ConflictField, ...]
    readable: bool


def mend_form(sql: sqlite3.Connection, number: int) -> MendForm:
    """Return a refused row as a form; raises UserError where there is none of that number."""
    row = refused_row(sql, number)
    profile = _profile(sql, row)
    records = row.records()
    fields = _columns_of_fields(profile)
    read = {name: field for field, names in fields.items() for name in names}
    names = dict.fromkeys([name for record in records for name in record] or list(read))
    columns = []
    for name in names:
        values = {str(record.get(name, "")) for record in records}
        columns.append(MendColumn(name, values.pop() if len(values) == 1 else "", read.get(name, "")))
    # What the profile reads comes first: that is where a fault can be.
    columns.sort(key=lambda column: not column.field)
    return MendForm(row, profile.name, tuple(columns), max(len(records), 1))


def check_mend(sql: sqlite3.Connection, number: int, corrections: Mapping[str, str]) -> MendCheck:
    """Return what a refused row would become with some columns corrected; nothing is written."""
    row = refused_row(sql, number)
    records = [{**record, **corrections} for record in row.records() or [{}]]
    found = map_again(sql, row, records, None)
    if isinstance(found, Fault):
        columns = _columns_of_fields(_profile(sql, row)).get(_FIELD_OF_REASON.get(found.reason, ""), ())
        return MendCheck(None, found.detail, columns)
    return MendCheck(found[0])


def conflict(sql: sqlite3.Connection, number: int) -> Conflict | None:
    """Return a refused row beside the event it conflicts with, or None where it conflicts with none."""
    row = refused_row(sql, number)
    if row.event is None:
        return None
    standing = event_detail(sql, row.event)
    mapped = map_records(_profile(sql, row), row, row.records()) if row.records() else None
    new = mapped[0] if mapped is not None and not isinstance(mapped, Fault) else None
    theirs, ours = _standing_texts(standing), _new_texts(new) if new is not None else {}
    names = [name for name in theirs if theirs[name] or ours.get(name)]
    attributes = dict.fromkeys([*standing.attributes, *(_attributes(new) if new is not None else {})])
    fields = [ConflictField(name, theirs[name], ours.get(name, "")) for name in names]
    for name in attributes:
        new_value = _attributes(new).get(name, "") if new is not None else ""
        fields.append(ConflictField(name, standing.attributes.get(name, ""), new_value))
    return Conflict(row, standing, tuple(fields), new is not None)


_FIELD_OF_REASON = {
    "amount": "amount",
    "zero": "amount",
    "sign": "amount",
    "conflict": "external id",
    "id": "external id",
    **{name: name for name in ("source", "time", "kind", "currency", "country")},
}


def _columns_of_fields(profile: Profile) -> dict[str, tuple[str, ...]]:
    """Return which columns of a file each field of an event is read from."""
    amount, time = profile.amount, profile.occurred_at
    fields: dict[str, tuple[str, ...]] = {
        "external id": profile.external_id.columns,
        "amount": (amount.column, *([amount.times] if amount.times else [])),
        "currency": profile.currency.columns,
        "time": (*time.columns, *([time.zone_column] if time.zone_column else [])),
        "kind": (profile.kind.column,) if profile.kind.column else (),
        "source": profile.source.columns,
    }
    for field, rule in profile.texts.items():
        fields[(field.name or "").lower()] = rule.columns
    for name, rule in profile.attributes.items():
        fields[f"attr.{name}"] = rule.columns
    return fields


def _profile(sql: sqlite3.Connection, row: RefusedRow) -> Profile:
    (text,) = sql.execute("SELECT profile FROM import WHERE id = ?", (row.import_id,)).fetchone()
    return profile_from_json(text)


def _attributes(event: MappedEvent | None) -> dict[str, str]:
    return json.loads(event.attributes) if event is not None and event.attributes else {}


def _standing_texts(event: EventDetail) -> dict[str, str]:
    row = event.row
    return {
        **_texts(row.source, row.external_id, row.kind, row.currency, row.amount, row.occurred_at),
        "country": row.country or "",
        "campaign": event.campaign or "",
        "product": event.product or "",
        "payer": event.payer or "",
        "note": event.note or "",
        "reverses": event.original or "",
    }


def _new_texts(event: MappedEvent) -> dict[str, str]:
    return {
        **_texts(
            event.source, event.external_id, event.kind, event.currency, event.amount, event.occurred_at
        ),
        "country": event.country or "",
        "campaign": event.campaign or "",
        "product": event.product or "",
        "payer": event.payer or "",
        "note": event.note or "",
        "reverses": event.original or "",
    }


def _texts(
    source: str, external_id: str, kind: int, currency: int, amount: int, occurred_at: int
) -> dict[str, str]:
    unit = currency_by_numeric(currency)
    return {
        "source": source,
        "external id": external_id,
        "time": _utc(occurred_at),
        "kind": Kind(kind).word,
        "amount": format_amount(amount, unit),
        "currency": unit.code,
    }


def _utc(microseconds: int) -> str:
    when = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=microseconds)
    return when.isoformat(sep=" ").replace("+00:00", " UTC")
