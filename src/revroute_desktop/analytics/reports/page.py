"""Parts of a report's page: every text in it is escaped, and it refers to nothing outside itself."""

import html
from collections.abc import Sequence
from dataclasses import dataclass

from revroute_desktop.resources import resource_path


@dataclass(frozen=True, slots=True)
class Seal:
    """The state of the log under which a report was made: entries, root (hexadecimal), and the newest signed
    note over its first entries, None where nothing was signed yet.
    """

    size: int
    root: str
    note: str | None


def page(title: str, about: str, parts: Sequence[str]) -> str:
    """Return a page; `parts` are HTML already, title and about are texts."""
    text = resource_path("analytics", "report.html").read_text(encoding="utf-8")
    # The body last: what stands in it is never taken for a place to fill.
    head = text.replace("{{title}}", html.escape(title)).replace("{{about}}", html.escape(about))
    return head.replace("{{body}}", "\n".join(parts))


def heading(text: str) -> str:
    """Return the heading of a section."""
    return f"<h2>{html.escape(text)}</h2>"


def paragraph(text: str, *, quiet: bool = False) -> str:
    """Return a paragraph."""
    mark = ' class="quiet"' if quiet else ""
    return f"<p{mark}>{html.escape(text)}</p>"


def table(heads: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    """Return a table; a column whose head ends in `>` is aligned right, without the sign."""
    right = [head.endswith(">") for head in heads]
    marks = [' class="n"' if one else "" for one in right]
    top = "".join(
        f"<th{mark}>{html.escape(head.removesuffix('>'))}</th>"
        for head, mark in zip(heads, marks, strict=True)
    )
    body = "\n".join(
        "<tr>"
        + "".join(f"<td{mark}>{html.escape(str(cell))}</td>" for cell, mark in zip(row, marks, strict=True))
        + "</tr>"
        for row in rows
    )
    return f"<table><tr>{top}</tr>\n{body}\n</table>"


def seal_section(seal: Seal) -> list[str]:
    """Return the section by which a reader checks what a report was made from."""
    parts = [
        heading("How to check this report"),
        paragraph(
            f"It was made from books whose audit log has {seal.size:,} entries and the root {seal.root}. "
            "`revroute verify` recomputes every figure of the books from their entries and names the root."
        ),
    ]
    if seal.note is None:
        return [*parts, paragraph("The log has not been signed yet; `revroute audit checkpoint` does.")]
    return [
        *parts,
        paragraph(
            "The newest signed checkpoint is below. Save it as checkpoint.txt: `revroute audit compare "
            "checkpoint.txt -w FILE` says whether the books still hold what was signed."
        ),
        f"<pre>{html.escape(seal.note)}</pre>",
    ]
