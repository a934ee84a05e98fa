"""`Tabs`: words over a 2 px underline, with a chip of what waits; tabs that do not fit go into "More"."""

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QMenu, QSizePolicy, QWidget

from revroute_desktop.console.theme.fonts import font, metrics
from revroute_desktop.console.theme.look import Look
from revroute_desktop.console.theme.paint import words
from revroute_desktop.console.translate import later, tr
from revroute_desktop.console.widgets.cells import Tone
from revroute_desktop.console.widgets.delegate import draw_chip

_MORE = later("More")


class Tabs(QWidget):
    """A row of tabs; arrows move between them. `changed` gives the index of the new one."""

    changed = Signal(int)

    def __init__(self, look: Look, titles: tuple[str, ...], *, height: int = 44, name: str = "") -> None:
        super().__init__()
        self._look = look
        self._titles = tuple(tr(title) for title in titles)
        self._counts = [""] * len(titles)
        self._current = 0
        self._hover = -1
        self._shown = len(titles)
        self._pad = 10 if height > 36 else 9
        self._role = "body" if height > 36 else "table"
        self.setFixedHeight(height)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(name or tr("Tabs"))
        look.changed.connect(self.update)

    @property
    def current(self) -> int:
        """Index of the tab that is shown."""
        return self._current

    def choose(self, at: int) -> None:
        """Go to a tab."""
        if at != self._current and 0 <= at < len(self._titles):
            self._current = at
            self.setAccessibleDescription(self._titles[at])
            self._divide()
            self.changed.emit(at)

    def set_count(self, at: int, count: str) -> None:
        """Show how much waits behind a tab; empty for none."""
        if self._counts[at] != count:
            self._counts[at] = count
            self._divide()

    def sizeHint(self) -> QSize:
        return QSize(sum(self._width(i) for i in range(len(self._titles))), self.height())

    def minimumSizeHint(self) -> QSize:
        return QSize(self._width(0) + 70, self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._divide()

    def _width(self, at: int) -> int:
        text = metrics(self._role, 500).horizontalAdvance(self._titles[at])
        chip = metrics("label").horizontalAdvance(self._counts[at]) + 19 if self._counts[at] else 0
        return int(text + chip) + 2 * self._pad + 1

    def _divide(self) -> None:
        """Decide how many tabs fit; the rest waits behind "More"."""
        total = 0
        self._shown = len(self._titles)
        more = int(metrics(self._role, 500).horizontalAdvance(tr(_MORE))) + 2 * self._pad + 12
        widths = [self._width(i) for i in range(len(self._titles))]
        if sum(widths) > self.width():
            for at, width in enumerate(widths):
                total += width
                if total + more > self.width():
                    self._shown = max(1, at)
                    break
        self.update()

    def _places(self) -> list[tuple[int, QRect]]:
        """Return (index, place) of what is drawn; −1 is "More"."""
        x = 0
        places = []
        for at in range(self._shown):
            width = self._width(at)
            places.append((at, QRect(x, 0, width, self.height())))
            x += width
        if self._shown < len(self._titles):
            places.append((-1, QRect(x, 0, max(self.width() - x, 40), self.height())))
        return places

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = self._look.theme
        painter = QPainter(self)
        for at, place in self._places():
            hidden_current = at < 0 and self._current >= self._shown
            active = at == self._current or hidden_current
            title = (
                self._titles[at] if at >= 0 else self._titles[self._current] if hidden_current else tr(_MORE)
            )
            colour = theme.text if active or at == self._hover else theme.text_2
            face = font(self._role, 500 if active else 400)
            width = int(metrics(self._role, 500 if active else 400).horizontalAdvance(title)) + 1
            words(painter, place.adjusted(self._pad, 0, 0, 0), title, colour, face)
            if at >= 0 and self._counts[at]:
                x = place.x() + self._pad + width + 6
                draw_chip(painter, x, place.center().y() + 1, self._counts[at], Tone.WARNING, theme)
            if active:
                line = place.adjusted(self._pad - 4, self.height() - 2, 4 - self._pad, 0)
                if at < 0:
                    line.setWidth(width + 8)
                painter.fillRect(line, theme.accent_text)
        painter.end()

    def _at(self, x: int) -> int | None:
        return next((at for at, place in self._places() if place.left() <= x <= place.right()), None)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = self._at(event.position().toPoint().x())
        if at != self._hover:
            self._hover = -2 if at is None else at
            self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        at = self._at(event.position().toPoint().x())
        if at is None:
            return
        if at >= 0:
            self.choose(at)
            return
        menu = QMenu(self)
        for hidden in range(self._shown, len(self._titles)):
            menu.addAction(self._titles[hidden]).setData(hidden)
        chosen = menu.exec(self.mapToGlobal(self._places()[-1][1].bottomLeft()))
        menu.deleteLater()
        if chosen is not None:
            self.choose(int(chosen.data()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        self.choose((self._current + step) % len(self._titles))
