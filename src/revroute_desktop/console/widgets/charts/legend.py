"""`Legend`: small squares with names; a click hides a curve, a double click shows it alone."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QLabel, QWidget

from revroute_desktop.console.theme.fonts import font, metrics
from revroute_desktop.console.theme.look import Look
from revroute_desktop.console.theme.paint import words
from revroute_desktop.console.translate import tr
from revroute_desktop.console.widgets.charts.series import Series, colour_of

_NAME_MOST = 116
"""Pixels of a name."""
_MORE_WIDE = 28
"""Pixels of how many others there are."""
_PAIR = 2


class Legend(QWidget):
    """One entry a series; `changed` gives which are shown."""

    changed = Signal(object)

    def __init__(self, look: Look, series: Sequence[Series]) -> None:
        super().__init__()
        self._look = look
        self._series: tuple[Series, ...] = ()
        self._entries: list[_Entry] = []
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 4, 0)
        self._row.setSpacing(10)
        self._more = QLabel()
        self._more.setFont(font("label", 400))
        self._more.hide()
        self._row.addWidget(self._more)
        self.show_series(series)

    @property
    def wanted(self) -> int:
        """How wide it is with every entry, also before it was ever shown."""
        gaps = self._row.spacing() * max(len(self._entries) - 1, 0)
        return sum(entry.width() for entry in self._entries) + gaps + self._row.contentsMargins().right()

    @property
    def count(self) -> int:
        """How many entries there are."""
        return len(self._entries)

    def fit(self, room: int) -> bool:
        """Show the entries that have room, and how many others there are, which are named by its tooltip. Of
        two the first makes way: the title names it. Returns whether any has room.
        """
        shown = self._fitting(room)
        for entry in self._entries:
            entry.setVisible(entry in shown)
        left = [entry.text() for entry in self._entries if entry not in shown]
        self._more.setText(f"+{len(left)}")
        self._more.setToolTip("\n".join(left))
        self._more.setVisible(bool(left) and len(self._entries) > _PAIR)
        return bool(shown)

    def _fitting(self, room: int) -> "list[_Entry]":
        entries = self._entries
        if self.wanted <= room:
            return entries
        if len(entries) == _PAIR:
            return entries[1:] if entries[1].width() <= room else []
        shown, used = [], _MORE_WIDE
        for entry in entries:
            used += entry.width() + self._row.spacing()
            if used > room:
                break
            shown.append(entry)
        return shown

    @property
    def shown(self) -> tuple[bool, ...]:
        """Which series are shown."""
        return tuple(entry.isChecked() for entry in self._entries)

    def show_series(self, series: Sequence[Series], shown: Sequence[bool] = ()) -> None:
        """Have an entry for each of other series, with those off that are not `shown`."""
        if tuple(series) == self._series:
            return
        self._series = tuple(series)
        for entry in self._entries:
            entry.hide()
            entry.deleteLater()
        self._entries = [_Entry(self._look, one) for one in series]
        for entry, on in zip(self._entries, shown or (True,) * len(self._entries), strict=True):
            entry.setChecked(on)
            self._row.insertWidget(self._row.count() - 1, entry)
            entry.toggled.connect(self._on_toggled)
            entry.alone.connect(self._on_alone)

    def _on_toggled(self, _on: bool) -> None:
        self.changed.emit(self.shown)

    def _on_alone(self) -> None:
        chosen = self.sender()
        others = [entry for entry in self._entries if entry is not chosen]
        # Once more, and all are back.
        back = not any(entry.isChecked() for entry in others)
        for entry in self._entries:
            entry.setChecked(back or entry is chosen)


class _Entry(QAbstractButton):
    alone = Signal()

    def __init__(self, look: Look, series: Series) -> None:
        super().__init__()
        self._look = look
        self._series = series
        self.setText(tr(series.name))
        # The title beside it must have room too.
        self._said = metrics("label", 400).elidedText(self.text(), Qt.TextElideMode.ElideRight, _NAME_MOST)
        self.setToolTip("" if self._said == self.text() else self.text())
        self.setAccessibleName(tr("{curve}, shown", curve=tr(series.name)))
        self.setCheckable(True)
        self.setChecked(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setFixedSize(self.sizeHint())
        look.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(int(metrics("label", 400).horizontalAdvance(self._said)) + 18, 20)

    def mouseDoubleClickEvent(self, _event: QMouseEvent) -> None:
        self.alone.emit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = self._look.theme
        painter = QPainter(self)
        colour = colour_of(self._series, theme)
        middle = self.height() // 2
        if self._series.dashed:
            painter.setPen(QPen(colour, 1, Qt.PenStyle.DashLine))
            painter.drawLine(QPointF(1, middle + 0.5), QPointF(11, middle + 0.5))
        elif self.isChecked():
            painter.fillRect(QRect(1, middle - 4, 9, 9), colour)
        else:
            painter.setPen(QPen(colour, 1))
            painter.drawRect(QRect(1, middle - 4, 8, 8))
        ink = theme.text_2 if self.isChecked() else theme.text_3
        words(painter, self.rect().adjusted(15, 0, 0, 0), self._said, ink, font("label", 400))
        painter.end()
