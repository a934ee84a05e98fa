"""A page that shows a template as it will look, with made-up figures that are marked as such."""

from revroute_desktop.analytics.reports.template import SECTIONS, Template
from revroute_desktop.documents.model import (
    Column,
    Document,
    Section,
    Table,
    Text,
    Tile,
    Tiles,
    Tone,
)


def sample_document(template: Template, name: str) -> Document:
    """Return the page; `name` is the workspace's, which stands where the template has none."""
    columns = (Column("Section", wide=True), Column("In the report", right=True))
    rows = tuple((title, "yes" if key in template.sections else "no") for key, title in SECTIONS.items())
    blocks = (
        Tiles(
            (
                Tile("Net revenue, EUR", "80,219.59", "+18.6\u202f%", Tone.GOOD, "3,353 rows"),
                Tile("Sales", "3,353", "+6.9\u202f%", Tone.GOOD, "3,353 rows"),
                Tile("Average order, EUR", "24.25", "+10.5\u202f%", Tone.GOOD, "3,353 rows"),
            )
        ),
        Text("These figures are made up: they show how the page looks.", Tone.QUIET),
        Table(columns, rows),
    )
    return Document(
        title=f"{template.name or name}: 1 to 31 Oct 2026",
        facts=(("Period", "1 to 31 Oct 2026"), ("Compared with", "31 Aug to 30 Sep 2026")),
        sections=(Section("Summary", blocks),),
        letterhead=template.letterhead,
        foot="Made 1 Nov 2026, 06:00, from 411 entries of the audit log",
    )
