"""A document as one HTML page: escaped, with nothing fetched from anywhere, readable without its style."""

import base64
from collections.abc import Sequence

from revroute_desktop.documents.model import (
    Block,
    Cell,
    Column,
    Document,
    Heading,
    Letterhead,
    Listing,
    Logo,
    Picture,
    Row,
    Section,
    Table,
    Text,
    Tile,
    Tiles,
    Tone,
    Verbatim,
    cell_of,
)
from revroute_desktop.documents.text import escaped, escaped_lines, parts_of
from revroute_desktop.resources import resource_path


def as_page(document: Document) -> str:
    """Return the page."""
    parts = [*_head(document), *(part for one in document.sections for part in _section(one))]
    if document.letterhead.closing:
        parts.append(f'<p class="closing">{_broken(document.letterhead.closing)}</p>')
    if document.foot:
        parts.append(f'<p class="foot">{escaped(document.foot)}</p>')
    text = resource_path("documents", "page.html").read_text(encoding="utf-8")
    # The body last: what stands in it is never taken for a place to fill.
    return text.replace("{{title}}", escaped(document.title)).replace("{{body}}", "\n".join(parts))


def _head(document: Document) -> list[str]:
    chip = f' <strong class="chip">{escaped(document.chip)}</strong>' if document.chip else ""
    facts = "\n".join(f"<dt>{escaped(name)}</dt><dd>{escaped(value)}</dd>" for name, value in document.facts)
    recipient = "<br>".join(escaped(line) for line in document.recipient)
    return [
        *_letterhead(document.letterhead),
        f'<p class="recipient">{recipient}</p>' if recipient else "",
        f"<h1>{escaped(document.title)}{chip}</h1>",
        f"<dl>\n{facts}\n</dl>",
    ]


def _letterhead(letterhead: Letterhead) -> list[str]:
    if not (letterhead.name or letterhead.logo or letterhead.lines):
        return []
    logo = _logo(letterhead.logo, letterhead.name) if letterhead.logo else ""
    name = f"<strong>{escaped(letterhead.name)}</strong>" if letterhead.name else ""
    lines = "<br>".join(filter(None, (name, *map(escaped, letterhead.lines))))
    return [f'<header>{logo}<p class="sender">{lines}</p></header>']


def _logo(logo: Logo, name: str) -> str:
    data = base64.b64encode(logo.data).decode("ascii")
    return f'<img class="logo" alt="{escaped(name or "Logo")}" src="data:{escaped(logo.mime)};base64,{data}">'


def _section(section: Section) -> list[str]:
    mark = ' class="apart"' if section.apart else ""
    blocks = [_block(block) for block in section.blocks]
    return [f"<section{mark}>", f"<h2>{escaped(section.title)}</h2>", *blocks, "</section>"]


def _block(block: Block) -> str:
    match block:
        case Table():
            return _table(block)
        case Heading():
            beside = f" <small>{escaped(block.beside)}</small>" if block.beside else ""
            return f"<h3>{escaped(block.text)}{beside}</h3>"
        case Text():
            return f"<p{_class(block.tone)}>{_broken(block.text)}</p>"
        case Listing():
            return f"<ul>{''.join(f'<li>{_broken(item)}</li>' for item in block.items)}</ul>"
        case Verbatim():
            return f"<pre>{escaped_lines(block.text)}</pre>"
        case Tiles():
            return f'<div class="tiles">{"".join(map(_tile, block.tiles))}</div>'
        case Picture():
            caption = f"<figcaption>{escaped(block.caption)}</figcaption>" if block.caption else ""
            return f"<figure>{block.svg}{caption}</figure>"


def _tile(tile: Tile) -> str:
    change = f" <span{_class(tile.tone)}>{escaped(tile.change)}</span>" if tile.change else ""
    note = f'<br><span class="note">{escaped(tile.note)}</span>' if tile.note else ""
    return (
        f'<p class="tile"><span class="label">{escaped(tile.label)}</span><br>'
        f"<b>{escaped(tile.value)}</b>{change}{note}</p>"
    )


def _table(table: Table) -> str:
    heads = "".join(f"<th{_place(column)}>{escaped(column.title)}</th>" for column in table.columns)
    body = [
        *(_row(row, table.columns, "total") for row in table.openings),
        *(_row(row, table.columns, "") for row in table.rows),
    ]
    foot = [_row(row, table.columns, "total") for row in table.totals]
    caption = f"<caption>{escaped(table.caption)}</caption>" if table.caption else ""
    tail = f"\n<tbody>\n{chr(10).join(foot)}\n</tbody>" if foot else ""
    return (
        f'<div class="table"><table>{caption}<thead><tr>{heads}</tr></thead>\n'
        f"<tbody>\n{chr(10).join(body)}\n</tbody>{tail}</table></div>"
    )


def _row(row: Row, columns: Sequence[Column], mark: str) -> str:
    cells = "".join(_cell(cell_of(cell), column) for cell, column in zip(row, columns, strict=True))
    return f'<tr class="{mark}">{cells}</tr>' if mark else f"<tr>{cells}</tr>"


def _cell(cell: Cell, column: Column) -> str:
    marks = [
        *(["n"] if column.right else []),
        *(["strong"] if column.strong else []),
        *(["mono"] if cell.mono else []),
        *([cell.tone.value] if cell.tone is not Tone.PLAIN else []),
    ]
    mark = f' class="{" ".join(marks)}"' if marks else ""
    bar = ""
    if cell.bar is not None:
        tick = ""
        if cell.bar.mark is not None:
            tick = f'<i class="tick" style="left:{_percent(cell.bar.mark)}"></i>'
        bar = f'<span class="bar"><i style="width:{_percent(cell.bar.length)}"></i>{tick}</span>'
    return f"<td{mark}>{escaped(cell.text)}{bar}</td>"


def _percent(part: float) -> str:
    return f"{max(0.0, min(1.0, part)) * 100:.1f}%"


def _place(column: Column) -> str:
    return ' class="n"' if column.right else ""


def _class(tone: Tone) -> str:
    return "" if tone is Tone.PLAIN else f' class="{tone.value}"'


def _broken(text: str) -> str:
    parts = ((escaped_lines(part).replace("\n", "<br>"), typed) for part, typed in parts_of(text))
    return "".join(f"<code>{part}</code>" if typed else part for part, typed in parts)
