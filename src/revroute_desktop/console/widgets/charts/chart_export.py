"""A chart as a file: PNG and SVG with its title and legend, CSV and JSON with the figures behind it."""

from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPointF, QRect, QRectF, QSize
from PySide6.QtGui import QImage, QPainter, QPen
from PySide6.QtSvg import QSvgGenerator

from revroute_desktop.console.theme.fonts import font
from revroute_desktop.console.theme.paint import words
from revroute_desktop.console.translate import tr
from revroute_desktop.console.widgets.charts.form import Form
from revroute_desktop.console.widgets.charts.row_parts import elided, width_of
from revroute_desktop.errors import UserError

_RATIO = 2
_HEAD = 34
_PAD = 12
_SUFFIXES = (".png", ".svg", ".csv", ".json")


def export_chart(chart: Form, path: Path) -> None:
    """Write a chart as it stands into a file; its suffix says how: .png (twice as fine), .svg, .csv, .json.

    The file is whole or not there. Raises UserError for another suffix and a place that can't be written.
    """
    suffix = path.suffix.lower()
    if suffix not in _SUFFIXES:
        raise UserError(tr("{name}: a chart ends in .png, .svg, .csv or .json.", name=path.name))
    if suffix == ".png":
        content = png_of(chart)
    elif suffix == ".svg":
        content = svg_of(chart)
    else:
        content = chart.table.text(suffix[1:]).encode()
    part = path.with_name(f"{path.name}.part")
    try:
        part.write_bytes(content)
        part.replace(path)
    except OSError as fault:
        raise UserError(
            tr("{path} can't be written: {fault}.", path=path, fault=fault.strerror or fault)
        ) from fault
    finally:
        part.unlink(missing_ok=True)


def png_of(chart: Form) -> bytes:
    """Return the picture of a chart at twice its size."""
    size = _size(chart)
    image = QImage(size * _RATIO, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(_RATIO)
    painter = QPainter(image)
    _draw(chart, painter, size)
    painter.end()
    kept = QByteArray()
    buffer = QBuffer(kept)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(kept.data())


def svg_of(chart: Form) -> bytes:
    """Return a chart as lines, areas and words, without any raster picture."""
    size = _size(chart)
    kept = QByteArray()
    buffer = QBuffer(kept)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    generator.setSize(size)
    generator.setViewBox(QRect(0, 0, size.width(), size.height()))
    # One unit is one pixel, as the chart was laid out.
    generator.setResolution(96)
    generator.setTitle(chart.title)
    painter = QPainter(generator)
    _draw(chart, painter, size)
    painter.end()
    return bytes(kept.data())


def _size(chart: Form) -> QSize:
    return QSize(max(chart.width(), 320), max(chart.height(), 120) + _HEAD)


def _draw(chart: Form, painter: QPainter, size: QSize) -> None:
    theme = chart._look.theme
    painter.fillRect(QRect(0, 0, size.width(), size.height()), theme.chart_bg)
    entries = chart.legend_words()
    right = size.width() - _PAD
    middle = _HEAD // 2
    for name, colour, dashed in reversed(entries):
        wide = width_of(name, "label", 400)
        words(painter, QRectF(right - wide, 0, wide + 2, _HEAD), name, theme.text_2, font("label", 400))
        right -= wide + 6
        if dashed:
            painter.setPen(QPen(colour, 1))
            for x in (right - 11, right - 5):
                painter.drawLine(QPointF(x, middle + 0.5), QPointF(x + 4, middle + 0.5))
        else:
            painter.fillRect(QRect(right - 10, middle - 4, 9, 9), colour)
        right -= 10 + 12
    title = elided(chart.title, right - _PAD, "heading")
    words(painter, QRectF(_PAD, 0, right, _HEAD), title, theme.text, font("heading"))
    painter.translate(0, _HEAD)
    chart.draw_all(painter, QRect(0, 0, size.width(), size.height() - _HEAD))
