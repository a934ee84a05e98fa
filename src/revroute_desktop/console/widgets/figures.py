"""`FigureStrip`: a row of key figures in one panel; `CountLine`: how many of how many, and their sums."""

from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from revroute_desktop.console.theme.fonts import font, metrics
from revroute_desktop.console.theme.look import Look
from revroute_desktop.console.theme.paint import RIGHT, box, words
from revroute_desktop.console.translate import tr
from revroute_desktop.console.widgets.cells import Tone
from revroute_desktop.console.widgets.delegate import ink

_HEIGHT = 84


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure: what it is, its value, a unit and a small note."""

    label: str
    value: str
    unit: str = ""
    note: str = ""
    tone: Tone = Tone.NORMAL
    note_tone: Tone = Tone.FAINT


class FigureStrip(QWidget):
    """Figures side by side, divided by lines; the last ones leave when the width is too small."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._figures: tuple[Figure, ...] = ()
        self.setFixedHeight(_HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(tr("Key figures"))
        look.changed.connect(self.update)

    def show_figures(self, figures: tuple[Figure, ...]) -> None:
        """Show these figures."""
        self._figures = figures
        self.setAccessibleDescription(". ".join(f"{f.label} {f.value} {f.unit}" for f in figures))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(600, _HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = self._look.theme
        painter = QPainter(self)
        box(painter, self.rect(), 6, theme.panel, theme.line)
        shown = self._figures
        while len(shown) > 1 and sum(self._need(f) for f in shown) > self.width():
            shown = shown[:-1]
        spare = (self.width() - sum(self._need(f) for f in shown)) / max(len(shown), 1)
        x = 0.0
        for at, figure in enumerate(shown):
            width = self._need(figure) + spare
            left = int(x) + 12
            if at:
                painter.fillRect(QRect(int(x), 1, 1, _HEIGHT - 2), theme.line_hair)
            right = int(x + width) - 8
            area = QRect(left, 12, right - left, 16)
            words(painter, area, figure.label, theme.text_2, font("table"))
            area = QRect(left, 29, right - left, 28)
            words(painter, area, figure.value, ink(theme, figure.tone), font("figure"))
            if figure.unit:
                after = int(metrics("figure").horizontalAdvance(figure.value)) + 6
                words(painter, area.adjusted(after, 4, 0, 0), figure.unit, theme.text_3, font("table"))
            area = QRect(left, 58, right - left, 16)
            words(painter, area, figure.note, ink(theme, figure.note_tone), font("axis"))
            x += width
        painter.end()

    def _need(self, figure: Figure) -> float:
        unit = metrics("table").horizontalAdvance(figure.unit) + 6 if figure.unit else 0
        return 28 + max(
            metrics("figure").horizontalAdvance(figure.value) + unit,
            metrics("table").horizontalAdvance(figure.label),
            metrics("axis").horizontalAdvance(figure.note),
        )


class CountLine(QWidget):
    """The line above a table: strong words and plain ones in turn, and a note at the right."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._parts: tuple[tuple[str, bool], ...] = ()
        self._note = ""
        self._loading = False
        self.setFixedHeight(30)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        look.changed.connect(self.update)

    def say(self, parts: tuple[tuple[str, bool], ...], note: str = "") -> None:
        """Show (text, strong) parts and a note."""
        self._parts, self._note = parts, note
        self.setAccessibleName(" ".join(text for text, _ in parts))
        self.update()

    @property
    def loading(self) -> bool:
        """Whether newer rows are on their way."""
        return self._loading

    def set_loading(self, on: bool) -> None:
        """Show or hide the 2 px line that says newer rows are on their way."""
        if on != self._loading:
            self._loading = on
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(300, 30)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = self._look.theme
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.panel)
        x = 12
        room = self.width() - 12
        for at, (text, strong) in enumerate(self._parts):
            width = int(metrics("table", 600 if strong else 400).horizontalAdvance(text))
            if x + width > room:
                break
            words(
                painter,
                QRect(x, 0, width + 4, self.height()),
                text,
                theme.text if strong else theme.text_2,
                font("table", 600 if strong else 400),
            )
            alike = at + 1 < len(self._parts) and self._parts[at + 1][1] == strong
            x += width + (14 if alike else 5)
        if x + metrics("table").horizontalAdvance(self._note) + 24 < self.width():
            words(painter, self.rect().adjusted(0, 0, -12, 0), self._note, theme.text_3, font("table"), RIGHT)
        if self._loading:
            painter.fillRect(QRect(0, self.height() - 2, self.width() // 3, 2), theme.accent_text)
        painter.end()
