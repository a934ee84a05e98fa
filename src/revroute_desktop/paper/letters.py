"""Text on paper: faces by size and weight, and paragraphs broken into lines. Units are tenths of a point."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QTextCharFormat, QTextLayout, QTextOption

from revroute_desktop.documents.text import parts_of

PT = 10.0
"""Units of a point."""

UNITS_PER_INCH = 720


@dataclass(frozen=True, slots=True)
class Face:
    """Size in points and weight of letters."""

    points: float
    weight: int = 400
    mono: bool = False


@cache
def font_of(face: Face) -> QFont:
    """Return the font of a face."""
    made = QFont("IBM Plex Mono" if face.mono else "IBM Plex Sans")
    made.setPixelSize(round(face.points * PT))
    made.setWeight(QFont.Weight(face.weight))
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return made


@cache
def metrics_of(face: Face) -> QFontMetricsF:
    """Return the metrics of a face."""
    return QFontMetricsF(font_of(face))


def width_of(text: str, face: Face) -> float:
    """Return how wide a line is."""
    return metrics_of(face).horizontalAdvance(text)


def _typed(parts: Sequence[tuple[str, bool]], face: Face) -> list[QTextLayout.FormatRange]:
    """Return the ranges of a text that are set as what is typed."""
    made = []
    at = 0
    for part, typed in parts:
        # Qt counts in UTF-16.
        length = len(part.encode("utf-16-le")) // 2
        if typed:
            one = QTextLayout.FormatRange()
            one.start, one.length = at, length
            one.format = QTextCharFormat()
            one.format.setFont(font_of(Face(face.points * 0.92, min(face.weight, 500), True)))
            made.append(one)
        at += length
    return made


class Paragraph:
    """A text broken into lines of a width."""

    def __init__(
        self, text: str, face: Face, width: float, colour: str, *, right: bool = False, leading: float = 1.35
    ) -> None:
        self._colour = QColor(colour)
        parts = parts_of(text)
        self._layout = QTextLayout("".join(part for part, _ in parts).replace("\n", "\u2028"), font_of(face))
        self._layout.setFormats(_typed(parts, face))
        option = QTextOption(Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self._layout.setTextOption(option)
        self.line_height = face.points * PT * leading
        self._ascent = metrics_of(face).ascent() + (self.line_height - metrics_of(face).height()) / 2
        self._layout.beginLayout()
        lines = 0
        while (line := self._layout.createLine()).isValid():
            line.setLineWidth(max(width, PT))
            line.setPosition(QPointF(0, 0))
            lines += 1
        self._layout.endLayout()
        self.lines = lines
        """How many lines."""

    @property
    def height(self) -> float:
        """How high all lines are."""
        return self.lines * self.line_height

    def draw(self, painter: QPainter, x: float, y: float) -> None:
        """Draw all lines from a place on."""
        for number in range(self.lines):
            self.draw_line(painter, number, x, y + number * self.line_height)

    def draw_line(self, painter: QPainter, number: int, x: float, y: float) -> None:
        """Draw one line at a place."""
        line = self._layout.lineAt(number)
        painter.setPen(self._colour)
        line.draw(painter, QPointF(x, y + self._ascent - line.ascent()))
