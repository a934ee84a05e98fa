"""What things stand on: grounds of one colour, panels, scrolling columns, and the lines between groups."""

from collections.abc import Callable

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from revroute_desktop.console.theme.look import Look
from revroute_desktop.console.theme.paint import box, strip
from revroute_desktop.console.theme.tokens import Theme
from revroute_desktop.console.widgets.cells import Tone
from revroute_desktop.console.widgets.parts import Words


class Ground(QFrame):
    """A plain surface of one colour of the theme, with an optional line on some edges."""

    def __init__(
        self, look: Look, pick: Callable[[Theme], object], *, lines: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._pick = pick
        self._lines = lines
        look.changed.connect(self.update)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        theme = self._look.theme
        rect = self.rect()
        painter.fillRect(rect, self._pick(theme))
        for edge, line in (
            ("t", QRect(0, 0, rect.width(), 1)),
            ("b", QRect(0, rect.height() - 1, rect.width(), 1)),
            ("l", QRect(0, 0, 1, rect.height())),
            ("r", QRect(rect.width() - 1, 0, 1, rect.height())),
        ):
            if edge in self._lines:
                strip(painter, line, theme.line)
        painter.end()


class Panel(QFrame):
    """A card: panel ground, one line around it, radius 6; an optional title row of 38 px."""

    def __init__(self, look: Look, title: str = "", note: str = "") -> None:
        super().__init__()
        self._look = look
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(1, 1, 1, 4)
        self._layout.setSpacing(0)
        self.note = Words(look, note, role="table", tone=Tone.FAINT, elide=True)
        self.tools = QHBoxLayout()
        self.tools.setSpacing(8)
        self._title_height = 0
        self._title = Words(look, title, role="heading")
        if title:
            self._title_height = 38
            row = QWidget()
            row.setFixedHeight(38)
            inner = QHBoxLayout(row)
            inner.setContentsMargins(12, 0, 8, 0)
            inner.setSpacing(8)
            inner.addWidget(self._title)
            inner.addWidget(self.note, 1)
            inner.addLayout(self.tools)
            self._layout.addWidget(row)
        else:
            for words_ in (self._title, self.note):
                words_.setParent(self)
                words_.hide()
        look.changed.connect(self.update)

    def say_title(self, title: str, note: str) -> None:
        """Show another title and note in the row of a panel that was made with one."""
        self._title.say(title)
        self.note.say(note)

    def add(self, widget: QWidget, stretch: int = 0) -> None:
        """Put a widget below what is there."""
        self._layout.addWidget(widget, stretch)

    def add_inset(self, widget: QWidget) -> None:
        """Put a square widget inside, clear of the round corners."""
        frame = QWidget()
        inner = QVBoxLayout(frame)
        inner.setContentsMargins(3, 3, 3, 3)
        inner.addWidget(widget)
        self._layout.addWidget(frame)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        theme = self._look.theme
        box(painter, self.rect(), 6, theme.panel, theme.line)
        if self._title_height:
            painter.fillRect(QRect(1, self._title_height, self.width() - 2, 1), theme.line_hair)
        painter.end()


class Column(QScrollArea):
    """A scrolling column of widgets, padded, top aligned, on panel ground."""

    def __init__(self, look: Look, pad: int = 14, gap: int = 12) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inside = Ground(look, panel_colour)
        self._layout = QVBoxLayout(inside)
        self._layout.setContentsMargins(pad, pad, pad, pad)
        self._layout.setSpacing(gap)
        self._layout.addStretch(1)
        self.setWidget(inside)

    def add(self, widget: QWidget) -> None:
        """Put a widget below what is there."""
        self._layout.insertWidget(self._layout.count() - 1, widget)

    def add_row(self, *widgets: QWidget) -> QWidget:
        """Put widgets beside each other, left aligned; returns the row."""
        line = QWidget()
        layout = QHBoxLayout(line)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        for widget in widgets:
            layout.addWidget(widget)
        layout.addStretch(1)
        self.add(line)
        return line


class Line(QWidget):
    """A hairline between groups."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.setFixedHeight(1)
        look.changed.connect(self.update)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._look.theme.line_hair)
        painter.end()


def panel_colour(theme: Theme) -> object:
    """The ground of cards, tables and the inspector."""
    return theme.panel


def canvas_colour(theme: Theme) -> object:
    """The ground of the window."""
    return theme.canvas


def rail_colour(theme: Theme) -> object:
    """The ground of rail and status bar."""
    return theme.rail
