"""A load run as a file for others: JSON, CSV, HTML as the terminal writes them, and PDF of the same page."""

import re
from pathlib import Path

from PySide6.QtCore import QByteArray, QMarginsF, QRectF, QSizeF, Qt, QUrl
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter, QPdfWriter, QTextDocument
from PySide6.QtSvg import QSvgRenderer

from revroute_desktop.console.translate import tr
from revroute_desktop.errors import UserError
from revroute_desktop.traffic.load.export import as_html, export_run
from revroute_desktop.traffic.load.runs import load_run, seconds_of
from revroute_desktop.workspace import Sql

_SVG = re.compile(r"<svg viewBox=\"0 0 (\d+) (\d+)\".*?</svg>", re.DOTALL)
_DOTS = 3
"""Dots of a chart's picture for each of its units."""
_WIDTH = 520
_MARGIN = 15
_STYLE = ".grid{stroke:#e6eaee}.tick{font-size:11px;fill:#57606a}.title{font-size:13px;fill:#1b1f24}"


def write_report(sql: Sql, number: int, path: Path) -> Path:
    """Write a run as its suffix says: .json, .csv, .html or .pdf; raises UserError. Runs aside."""
    run, seconds = load_run(sql, number), seconds_of(sql, number)
    if path.suffix.lower() != ".pdf":
        export_run(run, seconds, path)
        return path
    part = path.with_name(f"{path.name}.part")
    try:
        _write_pdf(as_html(run, seconds), part, tr("Load run {number}", number=number))
        part.replace(path)
    except OSError as error:
        raise UserError(tr("{path} can't be written: {fault}.", path=path, fault=error.strerror)) from error
    finally:
        part.unlink(missing_ok=True)
    return path


def _write_pdf(page: str, path: Path, title: str) -> None:
    document = QTextDocument()
    charts: list[str] = []

    def picture(found: re.Match[str]) -> str:
        charts.append(found[0])
        image = _drawn(found[0], int(found[1]), int(found[2]))
        name = f"chart:{len(charts)}"
        document.addResource(QTextDocument.ResourceType.ImageResource, QUrl(name), image)
        return f'<p><img src="{name}" width="{_WIDTH}"></p>'

    # The page's own rules of style are for browsers; what Qt knows of them is enough for paper.
    body = _SVG.sub(picture, page)
    body = re.sub(r"<table>", '<table width="100%" cellpadding="3" border="0">', body)
    document.setHtml(body)
    writer = QPdfWriter(str(path))
    writer.setTitle(title)
    writer.setCreator("RevRoute Desktop")
    writer.setResolution(96)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setPageMargins(QMarginsF(_MARGIN, _MARGIN, _MARGIN, _MARGIN), QPageLayout.Unit.Millimeter)
    document.setPageSize(QSizeF(writer.width(), writer.height()))
    document.print_(writer)


def _drawn(svg: str, width: int, height: int) -> QImage:
    """Return a chart of the page as a picture with enough dots for print."""
    alone = svg.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)
    alone = alone.replace(">", f"><style>{_STYLE}</style>", 1)
    image = QImage(width * _DOTS, height * _DOTS, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    QSvgRenderer(QByteArray(alone.encode())).render(painter, QRectF(0, 0, image.width(), image.height()))
    painter.end()
    return image
