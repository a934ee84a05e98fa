"""A document as a PDF with its fonts in it, and its pages as pictures."""

from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import Final

from PySide6.QtCore import QFile, QFileDevice, QIODevice, QMarginsF, QRectF
from PySide6.QtGui import QColor, QImage, QPageLayout, QPageSize, QPainter, QPdfWriter, QPen

from revroute_desktop.documents.inks import inks
from revroute_desktop.documents.model import Document
from revroute_desktop.documents.text import printable, shortened
from revroute_desktop.paper.application import prepare
from revroute_desktop.paper.blocks import draw_logo, strips_of
from revroute_desktop.paper.letters import PT, UNITS_PER_INCH, Face, Paragraph
from revroute_desktop.paper.strips import Placed, paginate


class Paper(StrEnum):
    """Sizes of paper."""

    A4 = "a4"
    LETTER = "letter"


_POINTS: Final = {Paper.A4: (595.276, 841.89), Paper.LETTER: (612.0, 792.0)}
_SIZES: Final = {Paper.A4: QPageSize.PageSizeId.A4, Paper.LETTER: QPageSize.PageSizeId.Letter}
_MARGIN: Final = 48 * PT
_HEAD: Final = 22 * PT
"""Height of the line at the top of every page but the first."""
_FOOT: Final = 26 * PT


def write_pdf(document: Document, path: Path, paper: Paper = Paper.A4) -> int:
    """Write a document as PDF and return how many pages it has. Raises OSError where that can't be."""
    prepare()
    file = QFile(str(path))
    if not file.open(QIODevice.OpenModeFlag.WriteOnly):
        raise OSError(0, f"the PDF can't be begun: {file.errorString()}", str(path))
    writer = QPdfWriter(file)
    writer.setTitle(document.title)
    writer.setAuthor(document.letterhead.name)
    writer.setCreator("RevRoute Desktop")
    writer.setResolution(UNITS_PER_INCH)
    writer.setPageSize(QPageSize(_SIZES[paper]))
    writer.setPageMargins(QMarginsF(0, 0, 0, 0), QPageLayout.Unit.Point)
    painter = QPainter()
    if not painter.begin(writer):
        raise OSError(0, "the PDF can't be begun", str(path))
    pages = _pages(document, paper)
    for number in range(len(pages)):
        if number:
            writer.newPage()
        _draw(painter, document, paper, pages, number)
    ended = painter.end()
    file.close()
    if not ended or file.error() is not QFileDevice.FileError.NoError:
        raise OSError(0, "the PDF can't be finished", str(path))
    return len(pages)


def page_picture(document: Document, width: int, number: int = 0, paper: Paper = Paper.A4) -> QImage:
    """Return one page as a picture of a width in dots; the last page where there are not so many."""
    prepare()
    points = _POINTS[paper]
    image = QImage(width, round(width * points[1] / points[0]), QImage.Format.Format_RGB32)
    image.fill(QColor("#ffffff"))
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(width / (points[0] * PT), width / (points[0] * PT))
    pages = _pages(document, paper)
    _draw(painter, document, paper, pages, min(number, len(pages) - 1))
    painter.end()
    return image


def _pages(document: Document, paper: Paper) -> list[list[Placed]]:
    width, height = (one * PT - 2 * _MARGIN for one in _POINTS[paper])
    room = height - _FOOT
    return paginate(strips_of(document, width), room, room - _HEAD)


def _draw(
    painter: QPainter, document: Document, paper: Paper, pages: Sequence[Sequence[Placed]], number: int
) -> None:
    width, height = (one * PT - 2 * _MARGIN for one in _POINTS[paper])
    painter.save()
    painter.translate(_MARGIN, _MARGIN)
    if number:
        _draw_head(painter, document, width)
    _draw_foot(painter, document, width, height, f"Page {number + 1} of {len(pages)}")
    top = _HEAD if number else 0.0
    for placed in pages[number]:
        strip = placed.strip
        draw = strip.at_top if strip.at_top is not None and placed.top == 0 else strip.draw
        draw(painter, top + placed.top)
    painter.restore()


def _draw_head(painter: QPainter, document: Document, width: float) -> None:
    ink, face, head = inks(), Face(7.5), document.letterhead
    at = 0.0
    if head.logo is not None:
        draw_logo(painter, head.logo.mime, head.logo.data, QRectF(0, -14 * PT, 40 * PT, 12 * PT))
        at = 46 * PT
    name = Paragraph(shortened(printable(head.name), 60), face, width / 2, ink.text_2)
    name.draw(painter, at, -12.5 * PT)
    title = shortened(printable(document.title), 70)
    Paragraph(title, face, width / 2, ink.text_2, right=True).draw(painter, width / 2, -12.5 * PT)
    painter.setPen(QPen(QColor(ink.line), 0.5 * PT))
    painter.drawLine(0, 0, int(width), 0)


def _draw_foot(painter: QPainter, document: Document, width: float, height: float, page: str) -> None:
    ink, face = inks(), Face(7)
    y = height - 10 * PT
    painter.setPen(QPen(QColor(ink.line_hair), 0.5 * PT))
    painter.drawLine(0, int(y), int(width), int(y))
    foot = Paragraph(shortened(printable(document.foot), 125), face, width * 0.84, ink.text_3)
    foot.draw(painter, 0, y + 5 * PT)
    Paragraph(page, face, width, ink.text_3, right=True).draw(painter, 0, y + 5 * PT)
