"""The operator's template: who sends reports, how they close, and which sections they have."""

import base64
import binascii
import sqlite3
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from revroute_desktop.documents.model import Letterhead, Logo
from revroute_desktop.errors import UserError
from revroute_desktop.workspace import Workspace
from revroute_desktop.workspace.settings import remember_setting, setting

SECTIONS: Final = {
    "summary": "Summary",
    "time": "Over time",
    "why": "Why it changed",
    "tables": "By route, country and more",
    "forecast": "Forecast",
    "anomalies": "What looks wrong",
    "checks": "Checks of the routing",
    "plans": "Plans in force",
}
"""The sections of a period's report that may be left out. How it is checked always stands at its end."""

PAPERS: Final = ("a4", "letter")
LOGO_LARGEST: Final = 256 * 1024
"""Bytes of a logo."""

NAME_LONGEST: Final = 80
LINES_MOST: Final = 8
LINE_LONGEST: Final = 100
CLOSING_LONGEST: Final = 1_000

_KEY: Final = "reports.template"
_PNG: Final = b"\x89PNG\r\n\x1a\n"
_WIDEST: Final = 4_096  # dots of a PNG's side: a small file can hold a huge picture
_ACTIVE: Final = (
    b"<!doctype",
    b"<!entity",
    b"<script",
    b"<image",
    b"<foreignobject",
    b"@import",
    b"javascript:",
    b"http://",
    b"https://",
    b"file:",
)


@dataclass(frozen=True, slots=True)
class Template:
    """What all reports of a workspace share. `paper` is one of PAPERS, `sections` are keys of SECTIONS."""

    name: str = ""
    lines: tuple[str, ...] = ()
    logo: Logo | None = None
    closing: str = ""
    sections: tuple[str, ...] = tuple(SECTIONS)
    paper: str = "a4"

    @property
    def letterhead(self) -> Letterhead:
        """What stands on the paper."""
        return Letterhead(self.name, self.lines, self.logo, self.closing)


def template_of(sql: sqlite3.Connection) -> Template:
    """Return the template of a workspace; a plain one where none was kept."""
    known: Mapping[str, Any] = setting(sql, _KEY) or {}
    logo = known.get("logo")
    return Template(
        name=known.get("name", ""),
        lines=tuple(known.get("lines", ())),
        logo=None if logo is None else Logo(logo["mime"], _decoded(logo["data"])),
        closing=known.get("closing", ""),
        sections=tuple(one for one in SECTIONS if one in known.get("sections", SECTIONS)),
        paper=known.get("paper", "a4"),
    )


def keep_template(workspace: Workspace, template: Template) -> None:
    """Keep a template for all reports; raises UserError for texts that are too long."""
    check_template(template)
    logo = template.logo
    remember_setting(
        workspace,
        _KEY,
        {
            "name": template.name,
            "lines": list(template.lines),
            "logo": None
            if logo is None
            else {"mime": logo.mime, "data": base64.b64encode(logo.data).decode("ascii")},
            "closing": template.closing,
            "sections": list(template.sections),
            "paper": template.paper,
        },
    )


def check_template(template: Template) -> None:
    """Raise UserError for a template whose texts would not stand on a page."""
    if len(template.name) > NAME_LONGEST:
        raise UserError(f"The name has {len(template.name)} letters; at most {NAME_LONGEST} fit on the page.")
    if len(template.lines) > LINES_MOST or any(len(line) > LINE_LONGEST for line in template.lines):
        raise UserError(f"The address has at most {LINES_MOST} lines of {LINE_LONGEST} letters.")
    if len(template.closing) > CLOSING_LONGEST:
        raise UserError(f"The closing words have at most {CLOSING_LONGEST:,} letters.")
    if not template.sections:
        raise UserError(f"A report needs at least one section; there are {', '.join(SECTIONS)}.")
    unknown = [one for one in template.sections if one not in SECTIONS]
    if unknown:
        raise UserError(f"There is no section {unknown[0][:40]!r}; there are {', '.join(SECTIONS)}.")
    if template.paper not in PAPERS:
        raise UserError(f"There is no paper {template.paper[:40]!r}; take {' or '.join(PAPERS)}.")


def read_logo(path: Path) -> Logo:
    """Return the logo in a file: a PNG, or an SVG that draws and does nothing else; raises UserError."""
    try:
        with path.open("rb") as file:
            data = file.read(LOGO_LARGEST + 1)
    except OSError as error:
        raise UserError(f"{path} cannot be read: {error.strerror}.") from None
    if len(data) > LOGO_LARGEST:
        raise UserError(f"{path.name} is larger than {LOGO_LARGEST // 1024} KiB: save a smaller logo.")
    if data.startswith(_PNG):
        if len(data) < 24 or max(struct.unpack(">II", data[16:24])) > _WIDEST:
            raise UserError(f"{path.name} is no picture of at most {_WIDEST:,} dots a side: save it smaller.")
        return Logo("image/png", data)
    plain = data.lower()
    if b"<svg" not in plain or b"\x00" in plain:
        raise UserError(f"{path.name} is neither PNG nor SVG: save the logo as one of these.")
    # The name of SVG itself is an address that nobody asks for.
    for space in (b"http://www.w3.org/", b"https://www.w3.org/"):
        plain = plain.replace(space, b"")
    found = next((one for one in _ACTIVE if one in plain), None)
    if found is not None:
        raise UserError(
            f"{path.name} does more than draw ({found.decode()}): save the logo as a plain SVG, or as PNG."
        )
    return Logo("image/svg+xml", data)


def _decoded(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return b""
