"""`Form`: what every form of chart can do, written once: menu and keys, what is picked, a window of its own.

Mixed into a widget. It draws nothing over time by itself and stands on no library of charts.
"""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Self

from PySide6.QtCore import QPointF, QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QColor, QKeyEvent, QPainter, QWheelEvent
from PySide6.QtWidgets import QFileDialog, QMenu, QToolTip, QWidget

from revroute_desktop.console.theme.fonts import font
from revroute_desktop.console.theme.look import Look
from revroute_desktop.console.theme.paint import Align, blend, focus_outline, strip
from revroute_desktop.console.translate import tr
from revroute_desktop.console.widgets.cells import Column, Row
from revroute_desktop.console.widgets.chart_table import ChartTable
from revroute_desktop.console.widgets.charts.data import Span
from revroute_desktop.console.widgets.charts.zoom import STEP
from revroute_desktop.errors import UserError

if TYPE_CHECKING:
    _Widget = QWidget
else:
    _Widget = object

FADED = 0.3
"""Strength of what is not selected while something else is."""
BY_KEYBOARD = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)
"""How the focus comes to a chart that then shows its ring."""
_PAGES = {Qt.Key.Key_PageUp: -0.5, Qt.Key.Key_PageDown: 0.5}
_PATIENCE_MS = 150
_BESIDE_MARKS = 64
"""Pixels at both sides of a sentence in the middle of an empty chart."""
_FILES = "PNG (*.png);;SVG (*.svg);;CSV (*.csv);;JSON (*.json)"


class Form(_Widget):
    """A chart that is fed by `show_data`.

    `brushed` gives the span of time that was drawn, or None; `picked` the key of a bar, a cell, a row or a
    mark, empty once it is given up; `rows_asked` asks for the rows behind; `fed` gives other data.
    """

    brushed = Signal(object)
    picked = Signal(str)
    rows_asked = Signal()
    fed = Signal(object)

    can_zoom: ClassVar[bool] = False
    can_log: ClassVar[bool] = False

    table: ChartTable
    no_rows: str
    _look: Look
    _title: str
    _empty: str
    _data: Any
    _chosen: str
    _keyboard: bool
    _waiting: bool
    _is_log: bool

    def begin_form(
        self,
        look: Look,
        title: str,
        columns: Sequence[Column] | Callable[[], Sequence[Column]],
        rows: Callable[[], Sequence[Row]],
    ) -> None:
        """Take the manners of a chart; a form calls it once, first of all."""
        self._look, self._title, self._empty = look, title, ""
        self.no_rows = ""
        self._data = None
        self._chosen = ""
        self._keyboard = self._waiting = self._is_log = False
        self.setAccessibleName(title)
        self.table = ChartTable(look, self, columns, rows, self._fill_menu)
        # The menu names the keys; a tip would lie over the box at the crosshair.
        self.setToolTip("")
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(_PATIENCE_MS)
        self._patience.timeout.connect(self._on_patience)

    # What is shown

    @property
    def title(self) -> str:
        """What the chart is called."""
        return self._title

    @property
    def data(self) -> Any:
        """What was shown last, None before."""
        return self._data

    @property
    def chosen(self) -> str:
        """The key that is picked here or in another card, or nothing."""
        return self._chosen

    def say_title(self, title: str) -> None:
        """Call it otherwise."""
        self._title = title
        self.setAccessibleName(title)

    def say_empty(self, sentence: str) -> None:
        """Say in the middle why there is nothing, and what to do."""
        self._empty = sentence
        self.repaint_chart()

    def say_no_rows(self, sentence: str) -> None:
        """Say why there are no rows behind it that could be shown; empty where there are."""
        self.no_rows = sentence

    def show_waiting(self, on: bool) -> None:
        """Say that other data are asked for: what stands is faded once that takes longer than a moment."""
        if on:
            if not self._waiting and not self._patience.isActive():
                self._patience.start()
            return
        self._patience.stop()
        if self._waiting:
            self._waiting = False
            self.repaint_chart()

    def show_data(self, data: Any) -> None:
        """Show other data: of the kind that the form is made for."""
        self._data = data
        self.show_waiting(False)
        self.feed()
        if not self.is_pointed():
            self._say_what_it_is()
        self.fed.emit(data)

    def show_selection(self, span: Span | None, key: str | None) -> None:
        """Mark what is selected in this card or another; None takes the mark away. Nothing is emitted."""
        del span
        self._chosen = key or ""
        self.repaint_chart()

    def show_log(self, on: bool) -> None:
        """Take a logarithmic scale, or the usual one from zero."""
        if self.can_log and on != self._is_log:
            self._is_log = on
            self.feed()

    @property
    def is_log(self) -> bool:
        """Whether the scale is logarithmic."""
        return self._is_log

    def zoom(self, factor: float) -> None:
        """Show less of it, larger by a factor, or more where that is below one, around what is pointed at."""

    def zoom_at(self, factor: float, at: QPointF) -> None:
        """Show less of it, so that what is at a pixel stays there."""

    def zoom_all(self) -> None:
        """Show all of it."""

    def move_by(self, share: float) -> None:
        """Move what is zoomed by a share of its width."""

    def make_legend(self) -> QWidget | None:
        """Return a new legend for the title row, or None; the caller gives it a parent."""
        return None

    def legend_words(self) -> tuple[tuple[str, QColor, bool], ...]:
        """Return what an exported picture says above it: name, colour, whether dashed."""
        return ()

    def another(self) -> Self:
        """Return a chart of the same form, fed with the same."""
        made = type(self)(self._look, self._title)  # type: ignore[arg-type]
        made._empty = self._empty
        made.no_rows = self.no_rows
        made.show_log(self._is_log)
        if self._data is not None:
            made.show_data(self._data)
        made.show_selection(None, self._chosen)
        return made

    def is_pointed(self) -> bool:
        """Whether the crosshair stands somewhere: its values are told then."""
        raise NotImplementedError

    def _say_what_it_is(self) -> None:
        rows = len(self.table.rows())
        said = tr(
            "{n} rows. Arrows go through them, T shows them as a table.",
            one="{n} row. Arrows go through it, T shows it as a table.",
            n=rows,
        )
        self.setAccessibleDescription(said if rows else self._empty)

    # What a form does

    def feed(self) -> None:
        """Draw the data that were given."""
        raise NotImplementedError

    def repaint_chart(self) -> None:
        """Paint again what is there."""
        self.update()

    def draw_all(self, painter: QPainter, size: QRect) -> None:
        """Draw the chart without pointer and focus, for a file."""
        raise NotImplementedError

    # Picking

    def pick(self, key: str) -> None:
        """Select a key; the same once more, or none, gives it up."""
        key = "" if key == self._chosen else key
        if key == self._chosen:
            return
        self._chosen = key
        self.repaint_chart()
        self.picked.emit(key)

    # Keys, menu, windows

    def form_key(self, event: QKeyEvent) -> bool:
        """Do what a key means in every form; returns whether it meant something."""
        if event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier):
            return False
        match event.text().lower():
            case "+" | "=" if self.can_zoom:
                self.zoom(STEP)
            case "-" | "\u2212" if self.can_zoom:
                self.zoom(1 / STEP)
            case "0" if self.can_zoom:
                self.zoom_all()
            case _ if self.can_zoom and event.key() in _PAGES:
                self.move_by(_PAGES[Qt.Key(event.key())])
            case "l" if self.can_log:
                self.show_log(not self._is_log)
            case "f":
                self.show_large()
            case "r" if self.no_rows:
                self.setAccessibleDescription(self.no_rows)
                QToolTip.showText(self.mapToGlobal(self.rect().center()), self.no_rows, self)
            case "r":
                self.rows_asked.emit()
            case _:
                return False
        return True

    def wheelEvent(self, event: QWheelEvent) -> None:
        chosen = self.hasFocus() or event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if not chosen or not self.can_zoom or self._data is None:
            # The page scrolls, unless the chart was chosen first.
            event.ignore()
            return
        turns, tilt = event.angleDelta().y() / 120, event.angleDelta().x() / 120
        if tilt or event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.move_by(-(tilt or turns) / 8)
        else:
            self.zoom_at(STEP**turns, event.position())
        event.accept()

    def show_large(self) -> None:
        """Show the chart in a window of its own over the whole screen, until Esc."""
        # Here, since that window shows a form.
        from revroute_desktop.console.widgets.charts.full_screen import FullScreen

        FullScreen(self._look, self).showFullScreen()

    def _fill_menu(self, menu: QMenu) -> None:
        rows = _act(menu, tr("Show the rows"), "R", self.rows_asked.emit)
        if self.no_rows:
            disable(menu, rows, self.no_rows)
        if self.can_zoom or self.can_log:
            menu.addSeparator()
        if self.can_log:
            log = _act(menu, tr("Logarithmic scale"), "L", lambda: self.show_log(not self._is_log))
            log.setCheckable(True)
            log.setChecked(self._is_log)
        if self.can_zoom:
            _act(menu, tr("Zoom in"), "+", lambda: self.zoom(STEP))
            _act(menu, tr("Zoom out"), "\u2212", lambda: self.zoom(1 / STEP))
            _act(menu, tr("Show all of it"), "0", self.zoom_all)
        menu.addSeparator()
        _act(menu, tr("Full screen"), "F", self.show_large)
        _act(menu, tr("Export the chart…"), "", self.ask_export)

    def ask_export(self) -> None:
        """Ask for a file and write the chart into it."""
        from revroute_desktop.console.widgets.charts.chart_export import export_chart

        start = str(Path.home() / f"{self._title}.png")
        name, kind = QFileDialog.getSaveFileName(self.window(), tr("Export the chart"), start, _FILES)
        if not name:
            return
        path = Path(name)
        path = path if path.suffix else path.with_suffix(kind.partition("*")[2].rstrip(")") or ".png")
        try:
            export_chart(self, path)
            said = tr("{name} is written.", name=path.name)
        except UserError as fault:
            said = str(fault)
        QToolTip.showText(self.mapToGlobal(self.rect().center()), said, self)

    def _on_patience(self) -> None:
        self._waiting = True
        self.repaint_chart()

    # Drawing that all share

    def faded(self, colour: QColor, key: str) -> QColor:
        """Return a colour at its strength, or faded where another key is selected."""
        if not self._chosen or key == self._chosen:
            return colour
        return blend(colour, self._look.theme.chart_bg, FADED)

    def draw_state(self, painter: QPainter, area: QRect, *, nothing: bool) -> None:
        """Draw over the chart what it lacks: the sentence of an empty one, the veil of one that waits."""
        theme = self._look.theme
        if nothing and self._empty:
            wrapped = int(Align.AlignCenter | Qt.TextFlag.TextWordWrap)
            painter.setFont(font("table"))
            # No line of the grid runs through the words, and they leave its marks alone.
            side = _BESIDE_MARKS if area.width() > 4 * _BESIDE_MARKS else 24
            room = QRectF(area.adjusted(side, 8, -side, -8))
            place = painter.boundingRect(room, wrapped, self._empty)
            painter.fillRect(place.adjusted(-8, -4, 8, 4), theme.chart_bg)
            painter.setPen(theme.text_3)
            painter.drawText(room, wrapped, self._empty)
        if self._waiting:
            veil = QColor(theme.chart_bg)
            veil.setAlphaF(0.5)
            painter.fillRect(area, veil)
            strip(painter, QRect(area.left(), area.top(), area.width(), 2), theme.accent_soft)
            strip(painter, QRect(area.left(), area.top(), area.width() // 3, 2), theme.accent_text)

    def draw_focus(self, painter: QPainter, area: QRect) -> None:
        """Draw the ring of a chart that has the focus by keyboard."""
        if self._keyboard and self.hasFocus():
            focus_outline(painter, area, self._look.theme.focus, self._look.theme.focus_width)


def disable(menu: QMenu, action: QAction, why: str) -> None:
    """Turn an act of a menu off, and say why below it and to who listens."""
    action.setEnabled(False)
    action.setToolTip(why)
    action.setStatusTip(why)
    menu.setToolTipsVisible(True)


def _act(menu: QMenu, title: str, key: str, then: Callable[[], None]) -> Any:
    return menu.addAction(f"{title}\t{key}" if key else title, then)
