"""`BrushedChart`: spans of time that are brushed, zoomed and moved, by pointer and by keys."""

from typing import Any

import numpy as np
from PySide6.QtCore import QPointF, QRect, QRectF, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPen

from revroute_desktop.console.theme.look import Look
from revroute_desktop.console.theme.paint import strip
from revroute_desktop.console.widgets.charts.axes import Axis
from revroute_desktop.console.widgets.charts.brush import Brush, Grip
from revroute_desktop.console.widgets.charts.curve_axes import ScaleAxis, SpanAxis
from revroute_desktop.console.widgets.charts.data import Floats, Instants, Span
from revroute_desktop.console.widgets.charts.form import Form
from revroute_desktop.console.widgets.charts.plot import Chart
from revroute_desktop.console.widgets.charts.strokes import Frame
from revroute_desktop.console.widgets.charts.zoom import Zoom

_TOLD_MS = 33
"""A brush that is being drawn is told thirty times a second at most."""
_SLACK = 5
"""Pixels within which a handle is held, and up to which a press is a click."""
_LEAST_SPANS = 4
_TEN = 10
_MICROSECONDS = 1_000_000


class BrushedChart(Form, Chart):
    """Dragging brushes whole spans; arrows move the crosshair, with Ctrl by ten; Shift marks, Enter sets, Esc
    clears. The wheel zooms a chart that has the focus, or with Ctrl; its tilt, Page up and Page down, and a
    drag below the axis or with the middle button move what is zoomed.
    """

    can_zoom = True

    def __init__(self, look: Look, title: str) -> None:
        self._instants: Instants = np.empty(0, np.int64)
        self._edges: Floats = np.empty(0)
        self._zoom = Zoom.of(0.0, 1.0)
        self._brush = Brush()
        self._span: Span | None = None
        self._told: Span | None = None
        self._pressed: QPointF | None = None
        self._held = ""
        Chart.__init__(self, look, title, ())
        self._telling = QTimer(self)
        self._telling.setSingleShot(True)
        self._telling.setInterval(_TOLD_MS)
        self._telling.timeout.connect(self._tell)

    def _make_x_axis(self) -> Axis:
        return SpanAxis(self._look)

    def _make_y_axis(self, log: bool) -> Axis:
        del log
        return ScaleAxis(self._look)

    # What a chart of spans says

    def key_at(self, at: QPointF) -> str:
        """Return the key of what is drawn at a place, or nothing."""
        raise NotImplementedError

    def one_span(self) -> bool:
        """Whether a click chooses the span that it falls into."""
        raise NotImplementedError

    # What is shown

    def show_selection(self, span: Span | None, key: str | None) -> None:
        """Mark the span and the key that are selected in this card or another; nothing is emitted."""
        if self._pressed is None:
            self._span = self._told = span
            self._put_brush()
        super().show_selection(span, key)

    @property
    def span(self) -> Span | None:
        """What is brushed."""
        return self._span

    def take_edges(self, instants: Instants) -> None:
        """Take other spans; what is brushed and which part is shown stay where they were in time."""
        pointed = None if self._at is None else int(self._instants[self._at])
        self._instants = instants
        if pointed is not None:
            # The crosshair stays where it is in time, though spans came or went before it.
            self._at = int(np.searchsorted(instants[:-1], pointed))
        self._edges = instants.astype(np.float64) / _MICROSECONDS
        if len(instants) < 2:
            self._x = np.empty(0)
            self._brush.clear()
            return
        self._x = (self._edges[:-1] + self._edges[1:]) / 2
        first, last = float(self._edges[0]), float(self._edges[-1])
        least = min((last - first) / len(self._x) * _LEAST_SPANS, last - first)
        self._zoom = self._zoom.over(first, last, least)
        self._put_brush()

    def is_pointed(self) -> bool:
        """Whether the crosshair stands on a span."""
        return self._at is not None

    def repaint_chart(self) -> None:
        """Paint again what is there."""
        self.viewport().update()

    def zoom(self, factor: float) -> None:
        """Show a part around the crosshair, around what is brushed, or around the middle."""
        at = None
        if self._at is not None:
            at = float(self._x[self._at])
        elif self._brush.places is not None:
            low, high = self._brush.places
            at = float(self._edges[low] + self._edges[high + 1]) / 2
        self._show_part(self._zoom.by(factor, at))

    def zoom_all(self) -> None:
        """Show all spans."""
        self._show_part(self._zoom.whole())

    def zoom_at(self, factor: float, at: QPointF) -> None:
        """Show a part; the instant at a pixel stays there."""
        self._show_part(self._zoom.by(factor, self._x_at(at)))

    def move_by(self, share: float) -> None:
        """Show what is later, or earlier."""
        self._show_part(self._zoom.moved(share * (self._zoom.high - self._zoom.low)))

    def _show_part(self, zoom: Zoom) -> None:
        if zoom != self._zoom and len(self._x):
            self._zoom = zoom
            self.feed_view()

    def feed_view(self) -> None:
        """Draw the part that is shown."""
        raise NotImplementedError

    def draw_all(self, painter: QPainter, size: QRect) -> None:
        """Draw the chart as it stands, without pointer and focus."""
        self._crosses = False
        Chart.render(self, painter, QRectF(size), self.viewport().rect())
        self._crosses = True

    # Brush

    def _put_brush(self) -> None:
        if self._span is None or len(self._x) == 0:
            self._brush.clear()
            return
        begin, end = self._span
        low = int(np.searchsorted(self._instants, begin, "right")) - 1
        high = int(np.searchsorted(self._instants, end, "left")) - 1
        if high < 0 or low >= len(self._x):
            self._brush.clear()
            return
        self._brush.put(max(low, 0), min(max(high, low), len(self._x) - 1))

    def _set_brush(self) -> None:
        places = self._brush.places
        if places is None:
            self._span = None
        else:
            self._brush.put(*places)
            self._span = int(self._instants[places[0]]), int(self._instants[places[1] + 1])

    def _tell(self) -> None:
        self._telling.stop()
        if self._span != self._told:
            self._told = self._span
            self.brushed.emit(self._span)

    def _clear_brush(self) -> None:
        self._brush.clear()
        self._span = None
        self.repaint_chart()
        self._tell()

    def _place_at(self, at: QPointF) -> int:
        place = int(np.searchsorted(self._edges, self._x_at(at), "right")) - 1
        return min(max(place, 0), len(self._x) - 1)

    def _grip_at(self, at: QPointF) -> Grip:
        places, frame = self._brush.places, self._frame()
        if places is None:
            return Grip.FRESH
        low = frame.x_of(float(self._edges[places[0]]))
        high = frame.x_of(float(self._edges[places[1] + 1]))
        if abs(at.x() - low) <= _SLACK:
            return Grip.LOW
        if abs(at.x() - high) <= _SLACK:
            return Grip.HIGH
        return Grip.WHOLE if low < at.x() < high else Grip.FRESH

    # Pointer

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._keyboard = False
        if not len(self._x):
            return
        below = event.position().y() > self._frame().area.bottom()
        button = event.button()
        if button == Qt.MouseButton.MiddleButton or (button == Qt.MouseButton.LeftButton and below):
            self._pressed, self._held = event.position(), "view"
        elif button == Qt.MouseButton.LeftButton:
            self._pressed, self._held = event.position(), "press"

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed is None or not event.buttons():
            self._pressed = None
            self._show_cursor(event.position())
            super().mouseMoveEvent(event)
            return
        by = event.position().x() - self._pressed.x()
        if self._held == "view":
            frame = self._frame()
            share = by / max(frame.area.width(), 1)
            self._pressed = event.position()
            self.move_by(-share)
            return
        if self._held == "press" and abs(by) >= _SLACK:
            self._brush.grip(self._place_at(self._pressed), self._grip_at(self._pressed))
            self._held = "brush"
            self._leave()
        if self._held == "brush":
            self._brush.draw(self._place_at(event.position()), len(self._x))
            self._set_brush()
            self.repaint_chart()
            if not self._telling.isActive():
                self._telling.start()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        held, self._held, pressed, self._pressed = self._held, "", self._pressed, None
        if pressed is None:
            return
        if held == "brush":
            self._tell()
        elif held == "press":
            self._click(event.position())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        places = self._brush.places
        if places is None or self._grip_at(event.position()) is Grip.FRESH:
            self.zoom_all()
            return
        low, high = float(self._edges[places[0]]), float(self._edges[places[1] + 1])
        middle, wide = (low + high) / 2, max(high - low, 1e-9)
        part = self._zoom.whole().showing(middle)
        self._show_part(part.by((part.high - part.low) / wide, middle).moved(0.0).showing(low))

    def _click(self, at: QPointF) -> None:
        key = self.key_at(at)
        if key:
            self.pick(key)
        elif self._brush.places is not None:
            self._clear_brush()
        elif self._chosen:
            self.pick("")
        elif self.one_span():
            self._brush.put(self._place_at(at), self._place_at(at))
            self._set_brush()
            self.repaint_chart()
            self._tell()

    def _show_cursor(self, at: QPointF) -> None:
        shape = Qt.CursorShape.ArrowCursor
        if len(self._x) and self._grip_at(at) in (Grip.LOW, Grip.HIGH):
            shape = Qt.CursorShape.SizeHorCursor
        if self.viewport().cursor().shape() != shape:
            self.viewport().setCursor(shape)

    # Keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if not len(self._x) or not self._span_key(key, event):
            if self.form_key(event):
                return
            # Not to pyqtgraph, which would take keys that move between controls.
            event.ignore()

    def _span_key(self, key: Qt.Key, event: QKeyEvent) -> bool:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(key, 0)
        if step or key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._step(key, step, event.modifiers())
            return True
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            return self._enter()
        if key == Qt.Key.Key_Escape:
            if self._brush.places is not None:
                self._clear_brush()
                return True
            if self._chosen:
                self.pick("")
                return True
        return False

    def _step(self, key: Qt.Key, step: int, modifiers: Qt.KeyboardModifier) -> None:
        last = len(self._x) - 1
        step *= _TEN if modifiers & Qt.KeyboardModifier.ControlModifier else 1
        start = last if self._at is None else self._at
        at = start if self._at is None else min(max(start + step, 0), last)
        if not step:
            at = 0 if key == Qt.Key.Key_Home else last
        self._keyboard = True
        if modifiers & Qt.KeyboardModifier.ShiftModifier:
            self._brush.mark(start, at)
        self._show_part(self._zoom.showing(float(self._edges[at])).showing(float(self._edges[at + 1])))
        self._point(at)

    def _enter(self) -> bool:
        if self._brush.open:
            self._set_brush()
        elif self._at is not None:
            return self.enter_at(self._at)
        else:
            return False
        self.repaint_chart()
        self._tell()
        return True

    def enter_at(self, at: int) -> bool:
        """Do what Enter means on a span without anything marked: select it alone."""
        self._brush.put(at, at)
        self._set_brush()
        self.repaint_chart()
        self._tell()
        return True

    # Drawing

    def draw_ground(self, painter: QPainter, frame: Frame) -> None:
        """Draw the ground of what is brushed, which lies behind the grid."""
        ends = self._brush_ends(frame)
        if ends is not None:
            low, high = ends
            area = frame.area
            painter.fillRect(QRect(low, area.top(), high - low, area.height()), self._look.theme.selection)

    def draw_handles(self, painter: QPainter, frame: Frame) -> None:
        """Draw the ends of what is brushed with their handles, and which part of all is shown."""
        theme, area = self._look.theme, frame.area
        ends = self._brush_ends(frame)
        if ends is not None:
            places = self._brush.places
            assert places is not None, "there are ends"
            sides = (self._edges[places[0]], self._edges[places[1] + 1])
            for x, side in zip(ends, sides, strict=True):
                if not frame.x_low <= side <= frame.x_high:
                    continue
                strip(painter, QRect(x, area.top(), 1, area.height()), theme.accent_text)
                handle = QRectF(x - 3, area.center().y() - 8, 7, 17)
                painter.save()
                painter.setRenderHint(QPainter.RenderHint.Antialiasing)
                painter.setPen(QPen(theme.accent_text, 1))
                painter.setBrush(theme.chart_bg)
                painter.drawRoundedRect(handle.adjusted(0.5, 0.5, -0.5, -0.5), 2, 2)
                painter.restore()
        if self._zoom.zoomed:
            whole = self._zoom.last - self._zoom.first
            low = area.left() + round((self._zoom.low - self._zoom.first) / whole * area.width())
            wide = max(round((self._zoom.high - self._zoom.low) / whole * area.width()), 8)
            strip(painter, QRect(area.left(), area.bottom() + 2, area.width(), 2), theme.line_hair)
            strip(painter, QRect(low, area.bottom() + 2, wide, 2), theme.accent_text)

    def _brush_ends(self, frame: Frame) -> tuple[int, int] | None:
        places = self._brush.places
        if places is None:
            return None
        low, high = float(self._edges[places[0]]), float(self._edges[places[1] + 1])
        if high <= frame.x_low or low >= frame.x_high:
            return None
        low, high = max(low, frame.x_low), min(high, frame.x_high)
        return round(frame.x_of(low)), round(frame.x_of(high))

    def another(self) -> Any:
        """Return a chart of the same form, fed with the same, with the same span brushed."""
        made = super().another()
        made.show_selection(self._span, self._chosen)
        return made
