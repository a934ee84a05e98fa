"""The columns of the log, and what an entry says in words."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from revroute_desktop.console.format import Writer
from revroute_desktop.console.translate import later, tr
from revroute_desktop.console.widgets.cells import Cell, Column, Form, Holds, Row, Tone
from revroute_desktop.money.currencies import currency_by_numeric
from revroute_desktop.workspace.audit_pages import LogRow

LOG_COLUMNS = (
    Column(later("Entry"), "1,048,213", right=True, medium=True, grow=0, holds=Holds.COUNT),
    Column(later("Time"), later("28 May 2026, 14:43:42"), grow=0, holds=Holds.TIME),
    Column(later("Actor"), "import job", grow=0),
    Column(later("Action"), "quarantine.dismiss", mono=True, grow=0),
    Column(later("Subject"), "adnet-adjust-oct.csv", grow=1),
    Column(later("What it says"), "212 events, plan version 7", grow=6),
    Column(later("Leaf hash"), "e0036b24659a", mono=True, grow=0, yields=1),
)

_QUIET = frozenset(
    {"rows", "hash", "uuid", "root", "text", "file", "import", "sha256", "chunk", "number", "batch", "name"}
)
_COUNTED: dict[str, Callable[[int, str], str]] = {
    "holds": lambda n, count: tr("{count} holds", one="{count} hold", n=n, count=count),
    "events": lambda n, count: tr("{count} events", one="{count} event", n=n, count=count),
    "refused": lambda n, count: tr("{count} refused", n=n, count=count),
    "routed": lambda n, count: tr("{count} routed", n=n, count=count),
    "quarantined": lambda n, count: tr("{count} quarantined", n=n, count=count),
    "waiting": lambda n, count: tr("{count} waiting", n=n, count=count),
    "postings": lambda n, count: tr("{count} postings", one="{count} posting", n=n, count=count),
    "transactions": lambda n, count: tr("{count} transactions", one="{count} transaction", n=n, count=count),
    "dismissed": lambda n, count: tr("{count} dismissed", n=n, count=count),
    "mended": lambda n, count: tr("{count} mended", n=n, count=count),
}
_INSTANT = 10**13
_MOST_FACTS = 24
_MOST_RAW = 4_000


def log_cells(row: LogRow, writer: Writer) -> Row:
    """Return the cells of one entry."""
    says = entry_says(row, writer)
    return (
        Cell(writer.count(row.seq), raw=str(row.seq)),
        Cell(writer.moment(row.at), tone=Tone.SECOND, raw=writer.stamp(row.at)),
        Cell(row.actor),
        Cell(row.action, Form.MONO, Tone.SECOND),
        Cell(row.subject, full=row.subject),
        Cell(says, tone=Tone.SECOND, full=says),
        Cell(row.leaf[:12], Form.MONO, Tone.FAINT, full=row.leaf),
    )


def entry_says(row: LogRow, writer: Writer) -> str:
    """Return the particulars of an entry as one line: its plain numbers and words, and its reason."""
    payload = json.loads(row.payload)
    parts = [
        said
        for name, value in payload.items()
        if name not in _QUIET and value != row.subject and (said := _said(name, value, writer))
    ]
    rows = payload.get("rows")
    if isinstance(rows, dict) and isinstance(rows.get("count"), int) and rows["count"]:
        parts.append(tr("{count} rows covered", n=rows["count"], count=writer.count(rows["count"])))
    says = ", ".join(parts[:5])
    return f"{says}; {row.reason}" if says and row.reason else says or row.reason


def _said(name: str, value: Any, writer: Writer) -> str:
    """Return "9,242 events" for a number, "effective 2010-01-01" for a word, nothing for what is long."""
    label = name.replace("_", " ")
    if isinstance(value, bool):
        return tr("complete") if value and name == "last" else label if value else ""
    if isinstance(value, int) and name in _COUNTED:
        return _COUNTED[name](value, writer.count(value)) if value else ""
    if isinstance(value, int):
        return f"{label} {writer.count(value)}" if abs(value) < _INSTANT else ""
    if isinstance(value, str) and 0 < len(value) <= 32:
        return f"{label} {value}"
    return ""


@dataclass(frozen=True, slots=True)
class EntryShown:
    """An entry as the inspector shows it; made aside, since a payload may be long."""

    row: LogRow
    says: str
    facts: list[tuple[str, str]]
    raw: str


def entry_shown(row: LogRow, writer: Writer) -> EntryShown:
    """Return what the inspector shows of an entry."""
    return EntryShown(row, entry_says(row, writer), payload_facts(row, writer), payload_shown(row, writer))


def payload_facts(row: LogRow, writer: Writer) -> list[tuple[str, str]]:
    """Return an entry's payload as (label, value), what is inside of what named after it: "rows, count"."""
    facts: list[tuple[str, str]] = []
    _flatten("", json.loads(row.payload), writer, facts)
    if len(facts) > _MOST_FACTS:
        facts[_MOST_FACTS:] = [
            (tr("And more"), tr("{count} values: see Raw", count=writer.count(len(facts) - _MOST_FACTS)))
        ]
    return facts


def payload_shown(row: LogRow, writer: Writer) -> str:
    """Return an entry's payload as it is hashed, the beginning alone of one that would hold the window up."""
    if len(row.payload) <= _MOST_RAW:
        return row.payload
    rest = writer.count(len(row.payload) - _MOST_RAW)
    return tr(
        "{payload}\n… {rest} characters more: Copy takes all of it.",
        payload=row.payload[:_MOST_RAW],
        rest=rest,
    )


def _flatten(name: str, value: Any, writer: Writer, facts: list[tuple[str, str]]) -> None:
    if isinstance(value, dict) and value:
        for inner, part in value.items():
            if name == "Amounts" and inner.isdigit() and isinstance(part, int):
                code = currency_by_numeric(int(inner)).code
                facts.append((tr("Amount, {code}", code=code), writer.money(part, code)))
                continue
            words = inner.replace("_", " ")
            _flatten(f"{name}, {words}" if name else words[:1].upper() + words[1:], part, writer, facts)
    elif isinstance(value, list) and value:
        for at, part in enumerate(value, 1):
            _flatten(f"{name} {at}", part, writer, facts)
    elif isinstance(value, bool):
        facts.append((name, tr("yes") if value else tr("no")))
    elif isinstance(value, int):
        instant = abs(value) >= _INSTANT
        facts.append((name, writer.moment(value) if instant else writer.count(value)))
    else:
        facts.append((name, "–" if value in (None, "", [], {}) else str(value)))
