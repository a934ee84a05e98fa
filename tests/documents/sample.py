"""A document with one of each kind of block, and names that mean harm."""

from revroute_desktop.documents.charts import Curve, Mark, WaterfallStep, line_chart, waterfall
from revroute_desktop.documents.model import (
    Bar,
    Cell,
    Column,
    Document,
    Heading,
    Letterhead,
    Listing,
    Logo,
    Section,
    Table,
    Text,
    Tile,
    Tiles,
    Tone,
    Verbatim,
)

HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=http://evil.example/x onerror=alert(1)>',
    "</table></svg></style><iframe src=//evil.example>",
    "{{body}} {{title}}",
    "\u202egnp.exe\u202c\x00\x1b[31m",
    "<!--",
    "]]>&amp;&#x3c;b>",
    "a" * 400,
)
LOGO = Logo(
    "image/svg+xml",
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 40" width="40" height="40">'
    b'<rect width="40" height="40" fill="#2746c4"/></svg>',
)


def sample(name: str = "Plain name", rows: int = 80) -> Document:
    """Return the document; `name` stands wherever a text of others can."""
    columns = (Column("Key", wide=True), Column(""), Column(name[:40], right=True, strong=True), Column("Id"))
    table = Table(
        columns,
        tuple(
            (f"{number} {name}", Cell("", bar=Bar(0.5, 0.7)), f"{number:,}.00", Cell(name[:30], mono=True))
            for number in range(rows)
        ),
        totals=(("Together", "", "1,000.00", ""),),
        openings=(("Opening", "", "0.00", ""),),
        caption=name,
    )
    lines = line_chart(
        name,
        name[:10],
        [Curve(name[:20], [1.0, None, 3.0]), Curve("b", [2.0, 1.0, 2.0], band=([1, 1, 1], [3, 3, 3]))],
        lambda place: f"{name[:12]}{place}",
        marks=[Mark(1, name)],
        caption=name,
    )
    steps = waterfall(
        name, "EUR", (name, 10.0, "10.00"), [WaterfallStep(name, 5.0, "+5.00")], (name, 15.0, name)
    )
    blocks = (
        Tiles((Tile(name, name[:20], "+1.0 %", Tone.GOOD, name), Tile("b", "2"))),
        Text(f"{name} `typed {name}`", Tone.LOOK),
        Heading(name, name),
        table,
        lines,
        steps,
        Listing((name, "two")),
        Verbatim(f"{name}\nsecond line"),
    )
    return Document(
        title=name,
        facts=((name, name),),
        sections=(Section(name, blocks), Section("Apart", (Text("x"),), apart=True)),
        letterhead=Letterhead(name, (name, "Street 1"), LOGO, name),
        chip=name[:40],
        recipient=(name,),
        foot=name,
    )
