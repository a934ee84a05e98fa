"""The blocks of a document as strips of a page."""

import math
import re
from collections.abc import Iterator, Sequence
from typing import Final

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPen
from PySide6.QtSvg import QSvgRenderer

from revroute_desktop.documents.inks import inks
from revroute_desktop.documents.model import (
    Block,
    Document,
    Heading,
    Listing,
    Picture,
    Section,
    Table,
    Text,
    Tile,
    Tiles,
    Verbatim,
)
from revroute_desktop.documents.text import printable
from revroute_desktop.paper.grid import colour_of, grid
from revroute_desktop.paper.letters import PT, Face, Paragraph, width_of
from revroute_desktop.paper.strips import Strip

_BODY: Final = Face(9)
_TILES: Final = 3
_FAMILIES: Final = re.compile(r'font-family="[^"]*"')
_LOGO: Final = (150 * PT, 40 * PT)


def strips_of(document: Document, width: float) -> list[Strip]:
    """Return all that a document's pages are filled with, without head and foot."""
    strips = [*_letterhead(document, width), *_title(document, width)]
    for section in document.sections:
        strips += _section(section, width)
    if document.letterhead.closing:
        closing = _lines(document.letterhead.closing, _BODY, width, inks().text, before=20 * PT)
        strips += closing
    return strips


def _section(section: Section, width: float) -> Iterator[Strip]:
    title = Paragraph(printable(section.title), Face(12.5, 600), width, inks().text)

    def draw(painter: QPainter, y: float) -> None:
        painter.setPen(QPen(QColor(inks().line), 0.5 * PT))
        painter.drawLine(0, int(y), int(width), int(y))
        title.draw(painter, 0, y + 9 * PT)

    def at_top(painter: QPainter, y: float) -> None:
        title.draw(painter, 0, y + 9 * PT)

    yield Strip(title.height + 14 * PT, draw, before=22 * PT, keep=True, apart=section.apart, at_top=at_top)
    for block in section.blocks:
        yield from _block(block, width)


def _block(block: Block, width: float) -> Iterator[Strip]:
    match block:
        case Table():
            yield Strip(4 * PT, _nothing, keep=True)
            yield from grid(block, width)
            yield Strip(6 * PT, _nothing)
        case Heading():
            yield _heading(block, width)
        case Text():
            yield from _lines(block.text, _BODY, width, colour_of(block.tone), before=4 * PT)
        case Listing():
            for item in block.items:
                yield from _item(item, width)
        case Verbatim():
            yield from _verbatim(block.text, width)
        case Tiles():
            yield from _tiles(block.tiles, width)
        case Picture():
            yield from _picture(block, width)


def _heading(block: Heading, width: float) -> Strip:
    face, ink = Face(10, 600), inks()
    title = Paragraph(printable(block.text), face, width, ink.text)
    beside = Paragraph(printable(block.beside), Face(8), width, ink.text_3)
    at = width_of(printable(block.text), face) + 6 * PT

    def draw(painter: QPainter, y: float) -> None:
        title.draw(painter, 0, y)
        beside.draw(painter, at, y + 1.6 * PT)

    return Strip(title.height + 3 * PT, draw, before=13 * PT, keep=True)


def _lines(
    text: str, face: Face, width: float, colour: str, *, before: float, left: float = 0
) -> list[Strip]:
    """Return a paragraph line by line, no line of which stands alone at the end or begin of a page."""
    parts = [printable(line) for line in text.split("\n")]
    paragraph = Paragraph("\n".join(parts), face, width - left, colour)

    def drawn(number: int) -> Strip:
        def draw(painter: QPainter, y: float) -> None:
            paragraph.draw_line(painter, number, left, y)

        together = number == 0 or number == paragraph.lines - 2
        keep = together and number < paragraph.lines - 1
        return Strip(paragraph.line_height, draw, before=before if number == 0 else 0, keep=keep)

    return [drawn(number) for number in range(paragraph.lines)]


def _item(text: str, width: float) -> list[Strip]:
    strips = _lines(text, _BODY, width, inks().text, before=3 * PT, left=11 * PT)
    first = strips[0]

    def draw(painter: QPainter, y: float) -> None:
        painter.fillRect(QRectF(2 * PT, y + 5 * PT, 2.4 * PT, 2.4 * PT), QColor(inks().text_3))
        first.draw(painter, y)

    return [Strip(first.height, draw, first.before, first.keep), *strips[1:]]


def _verbatim(text: str, width: float) -> Iterator[Strip]:
    ink, face, pad = inks(), Face(7.5, mono=True), 8 * PT
    parts = "\n".join(printable(line) for line in text.rstrip("\n").split("\n"))
    paragraph = Paragraph(parts, face, width - 2 * pad, ink.text)

    def drawn(number: int) -> Strip:
        first, last = number == 0, number == paragraph.lines - 1
        top, bottom = (pad * 0.6 if first else 0), (pad * 0.6 if last else 0)
        height = top + paragraph.line_height + bottom

        def draw(painter: QPainter, y: float) -> None:
            painter.fillRect(QRectF(0, y, width, height + 1), QColor(ink.sunken))
            paragraph.draw_line(painter, number, pad, y + top)

        return Strip(height, draw, before=6 * PT if first else 0, keep=not last and paragraph.lines < 30)

    yield from (drawn(number) for number in range(paragraph.lines))


def _tiles(tiles: Sequence[Tile], width: float) -> Iterator[Strip]:
    each = width / _TILES
    rows = math.ceil(len(tiles) / _TILES)
    for number in range(rows):
        row = tiles[number * _TILES : (number + 1) * _TILES]
        yield _tile_row(row, each, width, first=number == 0, last=number == rows - 1)
    yield Strip(8 * PT, _nothing)


def _tile_row(row: Sequence[Tile], each: float, width: float, *, first: bool, last: bool) -> Strip:
    ink, pad = inks(), 8 * PT
    room = each - 2 * pad
    texts = []
    for tile in row:
        size = next((one for one in (15.0, 13.0, 11.0) if width_of(tile.value, Face(one, 600)) <= room), 9.5)
        value = Face(size, 600)
        beside = width_of(tile.value, value) + 5 * PT
        fits = beside + width_of(tile.change, Face(8)) <= room
        texts.append(
            (
                Paragraph(printable(tile.label), Face(8), room, ink.text_2),
                Paragraph(printable(tile.value), value, room, ink.text),
                Paragraph(printable(tile.change), Face(8, 500), room, colour_of(tile.tone)),
                Paragraph(printable(tile.note), Face(7), room, ink.text_3),
                beside if fits else 0.0,
            )
        )
    value_height = Paragraph("0", Face(15, 600), room, ink.text).height
    change_height = max((text[2].height for text in texts if not text[4]), default=0.0)
    note_height = max(text[3].height for text in texts)
    label_height = max(text[0].height for text in texts)
    height = label_height + value_height + change_height + note_height + 1.6 * pad

    def draw(painter: QPainter, y: float) -> None:
        painter.setPen(QPen(QColor(ink.line), 0.5 * PT))
        if first:
            painter.drawLine(0, int(y), int(width), int(y))
        painter.drawLine(0, int(y + height), int(width), int(y + height))
        for place, (label, value, change, note, beside) in enumerate(texts):
            x = place * each + (pad if place else 0)
            if place:
                painter.setPen(QPen(QColor(ink.line), 0.5 * PT))
                painter.drawLine(int(place * each), int(y), int(place * each), int(y + height))
            at = y + pad * 0.8
            label.draw(painter, x, at)
            at += label_height
            value.draw(painter, x, at + (value_height - value.height))
            if beside:
                change.draw(painter, x + beside, at + value_height - change.height - 2.2 * PT)
            else:
                change.draw(painter, x, at + value_height)
            note.draw(painter, x, at + value_height + change_height)

    return Strip(height, draw, before=6 * PT if first else 0, keep=not last)


def _picture(block: Picture, width: float) -> Iterator[Strip]:
    height = width * block.height / block.width
    # Qt knows one family there, not a list of them.
    svg = _FAMILIES.sub('font-family="IBM Plex Sans"', block.svg)
    renderer = QSvgRenderer(QByteArray(svg.encode("utf-8")))

    def draw(painter: QPainter, y: float) -> None:
        renderer.render(painter, QRectF(0, y, width, height))

    yield Strip(height, draw, before=12 * PT, keep=bool(block.caption))
    if block.caption:
        yield from _lines(block.caption, Face(7), width, inks().text_3, before=2 * PT)


def _title(document: Document, width: float) -> Iterator[Strip]:
    ink = inks()
    if document.recipient:
        yield from _lines("\n".join(document.recipient), _BODY, width, ink.text, before=8 * PT)
        yield Strip(14 * PT, _nothing, keep=True)
    title = Paragraph(printable(document.title), Face(18, 600), width, ink.text, leading=1.2)
    yield Strip(title.height + 4 * PT, lambda painter, y: title.draw(painter, 0, y), keep=True)
    if document.chip:
        yield _chip(document.chip)
    left = max((width_of(printable(name), _BODY) for name, _ in document.facts), default=0) + 14 * PT
    for name, value in document.facts:
        yield _fact(name, value, left, width)


def _chip(words: str) -> Strip:
    ink, face = inks(), Face(8, 500)
    wide = width_of(printable(words), face) + 12 * PT
    text = Paragraph(printable(words), face, wide, ink.warning)
    height = text.height + 5 * PT

    def draw(painter: QPainter, y: float) -> None:
        path = QPainterPath()
        path.addRoundedRect(QRectF(0, y, wide, height), 3 * PT, 3 * PT)
        painter.fillPath(path, QColor(ink.warning_soft))
        text.draw(painter, 6 * PT, y + 2.5 * PT)

    return Strip(height + 6 * PT, draw, keep=True)


def _fact(name: str, value: str, left: float, width: float) -> Strip:
    ink = inks()
    what = Paragraph(printable(name), _BODY, left, ink.text_3)
    said = Paragraph(printable(value), _BODY, width - left, ink.text)

    def draw(painter: QPainter, y: float) -> None:
        what.draw(painter, 0, y)
        said.draw(painter, left, y)

    return Strip(max(what.height, said.height) + 1.5 * PT, draw)


def _letterhead(document: Document, width: float) -> Iterator[Strip]:
    head, ink = document.letterhead, inks()
    if not (head.name or head.lines or head.logo):
        return
    name = Paragraph(printable(head.name), Face(9.5, 600), width * 0.55, ink.text, right=True)
    lines = Paragraph("\n".join(map(printable, head.lines)), Face(8), width * 0.55, ink.text_2, right=True)
    text_height = (name.height if head.name else 0) + (lines.height if head.lines else 0)
    height = max(text_height, _LOGO[1] if head.logo else 0) + 10 * PT

    def draw(painter: QPainter, y: float) -> None:
        if head.logo is not None:
            draw_logo(painter, head.logo.mime, head.logo.data, QRectF(0, y, *_LOGO))
        at = y
        if head.name:
            name.draw(painter, width * 0.45, at)
            at += name.height
        if head.lines:
            lines.draw(painter, width * 0.45, at)
        painter.setPen(QPen(QColor(ink.line), 0.5 * PT))
        painter.drawLine(0, int(y + height), int(width), int(y + height))

    yield Strip(height, draw, keep=True)
    yield Strip(18 * PT, _nothing, keep=True)


def draw_logo(painter: QPainter, mime: str, data: bytes, room: QRectF) -> None:
    """Draw a logo into a room, as large as fits, at its left."""
    if mime == "image/svg+xml":
        renderer = QSvgRenderer(QByteArray(data))
        size = renderer.defaultSize().toSizeF()
        if size.isEmpty():
            return
        size.scale(room.size(), Qt.AspectRatioMode.KeepAspectRatio)
        renderer.render(painter, QRectF(room.topLeft(), size))
        return
    image = QImage.fromData(data)
    if image.isNull():
        return
    size = image.size().toSizeF()
    size.scale(room.size(), Qt.AspectRatioMode.KeepAspectRatio)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.drawImage(QRectF(room.topLeft(), size), image)


def _nothing(painter: QPainter, y: float) -> None:
    """Draw an empty strip."""
