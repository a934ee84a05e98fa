"""The columns of the log, and what an entry says in words."""

import json
from typing import Any

from revroute_desktop.console.format import ELLIPSIS, Writer
from revroute_desktop.console.widgets.cells import Cell, Column, Form, Row, Tone
from revroute_desktop.workspace.audit_pages import LogRow

LOG_COLUMNS = (
    Column("Entry", "1,048,213", right=True, medium=True, grow=0),
    Column("Time", "28 Oct 2026, 14:43:42", grow=0),
    Column("Actor", "import job", grow=1),
    Column("Action", "draft.publish_ask", mono=True, grow=1),
    Column("Subject", "adnet-adjust-oct.csv", grow=2),
    Column("What it says", "212 events, plan version 7", grow=4),
    Column("Leaf hash", "e0036b24659a", mono=True, grow=0, yields=1),
)

_QUIET = frozenset({"rows", "hash", "uuid", "root", "text"})


def log_cells(row: LogRow, writer: Writer) -> Row:
    """Return the cells of one entry."""
    says = entry_says(row, writer)
    return (
        Cell(writer.count(row.seq)),
        Cell(writer.moment(row.at), tone=Tone.SECOND),
        Cell(row.actor),
        Cell(row.action, Form.MONO, Tone.SECOND),
        Cell(row.subject, full=row.subject),
        Cell(says, tone=Tone.SECOND, full=says),
        Cell(row.leaf[:12], Form.MONO, Tone.FAINT, full=row.leaf),
    )


def entry_says(row: LogRow, writer: Writer) -> str:
    """Return the particulars of an entry as one line: its reason, else its plain numbers and words."""
    payload = json.loads(row.payload)
    parts = [row.reason] if row.reason else []
    for name, value in payload.items() if isinstance(payload, dict) else ():
        if name not in _QUIET and (said := _said(name, value, writer)):
            parts.append(said)
    rows = payload.get("rows") if isinstance(payload, dict) else None
    if isinstance(rows, dict) and isinstance(rows.get("count"), int):
        parts.append(f"{writer.count(rows['count'])} rows covered")
    return ", ".join(parts[:5])


def _said(name: str, value: Any, writer: Writer) -> str:
    label = name.replace("_", " ")
    if isinstance(value, bool):
        return label if value else ""
    if isinstance(value, int):
        return f"{label} {writer.count(value)}"
    if isinstance(value, str) and value:
        return f"{label} {value if len(value) <= 32 else value[:31] + ELLIPSIS}"
    return ""


def payload_text(row: LogRow) -> str:
    """Return an entry's payload, indented to be read."""
    return json.dumps(json.loads(row.payload), ensure_ascii=False, indent=2)
