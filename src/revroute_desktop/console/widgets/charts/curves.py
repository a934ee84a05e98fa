"""`CurveChart`: curves over spans of time: lines, areas, stacks, bars, with forecasts, ranges and marks."""

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QHideEvent, QKeyEvent, QPainter, QPixmap, QResizeEvent

from revroute_desktop.console.theme.look import Look
from revroute_desktop.console.theme.paint import blend
from revroute_desktop.console.translate import tr
from revroute_desktop.console.widgets.cells import Column, Row
from revroute_desktop.console.widgets.charts.brushed import BrushedChart
from revroute_desktop.console.widgets.charts.curve_axes import ScaleAxis, SpanAxis
from revroute_desktop.console.widgets.charts.curve_legend import CurveLegend
from revroute_desktop.console.widgets.charts.curve_paint import (
    AREA,
    STACK,
    Layer,
    PlacedMark,
    draw_area,
    draw_band,
    draw_bars,
    draw_dot,
    draw_join,
    draw_labels,
    draw_lines,
    draw_marks,
    draw_rings,
    marks_height,
    place_marks,
)
from revroute_desktop.console.widgets.charts.curve_words import (
    Switch,
    columns_of,
    rows_of,
    switches_of,
    told_at,
)
from revroute_desktop.console.widgets.charts.data import Curve, Curves, Floats
from revroute_desktop.console.widgets.charts.fold import folded, stacked
from revroute_desktop.console.widgets.charts.plane import logged
from revroute_desktop.console.widgets.charts.row_parts import width_of
from revroute_desktop.console.widgets.charts.series import Series, colour_of, ink_of
from revroute_desktop.console.widgets.charts.strokes import Frame, fill_between
from revroute_desktop.console.widgets.charts.ticks import round_range

_TOP, _RIGHT = 10, 20
_FOOT = 4
_NEAR = 7.0
"""Pixels from a curve within which a click means it."""
_FAR_LIMIT = 3.0
"""A limit that lies so many times higher than all else is named in the legend, not drawn."""
_LABELS_MOST, _LABELS_FROM = 4, 420


class CurveChart(BrushedChart):
    """Fed with `Curves`. `picked` gives the key of a curve or a mark. Up and down lead from curve to curve,
    and Enter picks the one that is led to.
    """

    can_log = True

    def __init__(self, look: Look, title: str) -> None:
        self._curves = Curves(np.empty(0, np.int64), ())
        self._hidden: set[str] = set()
        self._switches: tuple[Switch, ...] = ()
        self._layers: list[tuple[Curve, Floats, Floats]] = []
        self._lead = ""
        self._placed: list[PlacedMark] = []
        self._labelled = True
        self._kept: tuple[object, QPixmap] | None = None
        super().__init__(look, title)

    def _make_table(self) -> None:
        self.begin_form(self._look, self._title, self._columns, self._rows)

    # What is shown

    def feed(self) -> None:
        """Take the curves that were given, on the scale that is chosen."""
        if self._data is None:
            return
        self._curves = given = folded(self._data)
        self._zone = given.zone
        self.take_edges(given.edges)
        x_axis, y_axis = self._x_axis, self._y_axis
        assert isinstance(x_axis, SpanAxis) and isinstance(y_axis, ScaleAxis), "made by this chart"
        x_axis.take(self._edges, given.zone)
        y_axis.take(given.scale, log=self._is_log)
        self._switches = switches_of(given)
        if self._at is not None and self._at >= len(self._x):
            self._leave()
        self.feed_view()

    def another(self) -> "CurveChart":
        """Return a chart of the same form, fed with the same, with the same curves hidden."""
        made: CurveChart = super().another()
        made._hidden = set(self._hidden)
        made.feed_view()
        return made

    def show_only(self, shown: Sequence[bool]) -> None:
        """Show what these entries of the legend switch on, and hide the rest; a stack closes up."""
        pairs = zip(self._switches, shown, strict=True)
        self._hidden = {switch.of for switch, on in pairs if not on}
        self.feed_view()

    def make_legend(self) -> CurveLegend:
        """Return a new legend; where there is one, curves have no names at their ends."""
        self._labelled = False
        return CurveLegend(self._look, self)

    @property
    def switches(self) -> tuple[tuple[Series, bool], ...]:
        """The entries of a legend, and whether each is on."""
        return tuple((switch.series, switch.of not in self._hidden) for switch in self._switches)

    def legend_words(self) -> tuple[tuple[str, QColor, bool], ...]:
        """Return what an exported picture says above it."""
        if len(self._switches) < 2:
            return ()
        theme = self._look.theme
        return tuple(
            (tr(series.name), colour_of(series, theme), series.dashed) for series, on in self.switches if on
        )

    def feed_view(self) -> None:
        """Draw the part that is shown: its scale is that of what is in it."""
        given = self._curves
        self._kept = None
        self._layers = self._stand()
        low, high = self._zoom.low, self._zoom.high
        self._show_range(x=(low, high))
        room = max(self.height() - 50, 20)
        y_low, y_high = self._y_range(room)
        axis = self._y_axis
        assert isinstance(axis, ScaleAxis), "made by this chart"
        left = axis.room_for(y_low, y_high, room)
        axis.setWidth(left)
        right = self._right()
        rough = self._frame()
        area = rough.area
        area.setLeft(left)
        area.setRight(self.width() - right)
        self._placed = place_marks(given.marks, Frame(area, low, high, y_low, y_high))
        self._grid.setContentsMargins(0, _TOP + marks_height(self._placed), right, _FOOT)
        self._show_range(y=(y_low, y_high))
        if self._at is not None:
            self._point(self._at)
        self.repaint_chart()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # Qt gives the first size while the chart is being made.
        if getattr(self, "_data", None) is not None:
            self.feed_view()

    # What is drawn

    def _stand(self) -> list[tuple[Curve, Floats, Floats]]:
        """Return the curves that are shown with foot and top, in the unit of the scale."""
        shown = [curve for curve in self._curves.curves if curve.name not in self._hidden]
        values = [np.asarray(curve.values, np.float64) for curve in shown]
        alone = [(np.zeros(len(one)), one) for one in values]
        pairs = stacked(values) if self._curves.stacked else alone
        return [(curve, foot, top) for curve, (foot, top) in zip(shown, pairs, strict=True)]

    def _y_range(self, room: int) -> tuple[float, float]:
        """Return the range that holds what is seen, as places on the axis."""
        given = self._curves
        seen = slice(
            max(int(np.searchsorted(self._x, self._zoom.low)) - 1, 0),
            int(np.searchsorted(self._x, self._zoom.high, "right")) + 1,
        )
        parts = [top[seen] for _, _, top in self._layers]
        if "band" not in self._hidden:
            parts += [end[seen] for curve, _, _ in self._layers for end in curve.band or ()]
        if given.expected is not None and "expected" not in self._hidden:
            parts += [end[seen] for end in given.expected]
        values = np.concatenate(parts) if parts else np.empty(0)
        if self._is_log:
            places = logged(values, given.scale)
            places = places[~np.isnan(places)]
            if not len(places):
                return 0.0, 1.0
            low = float(np.floor(places.min()))
            return low, max(float(np.ceil(places.max() + 1e-9)), low + 1)
        known = values[~np.isnan(values)]
        least, most = (float(known.min()), float(known.max())) if len(known) else (0.0, 0.0)
        limits = [limit.value for limit in given.limits if limit.word not in self._hidden]
        most = max([most, *(value for value in limits if value <= _FAR_LIMIT * max(most, 0.0))])
        return round_range(given.scale, least, most, room)

    def _places(self, values: Floats) -> Floats:
        return logged(values, self._curves.scale) if self._is_log else values

    def _right(self) -> int:
        """Return the room at the right: for the names at the ends of lines, where they fit."""
        if not self._names_ends():
            return _RIGHT
        return 20 + max(width_of(curve.name, "axis") for curve, _, _ in self._layers)

    def _names_ends(self) -> bool:
        given, count = self._curves, len(self._layers)
        fits = 1 < count <= _LABELS_MOST and self.width() >= _LABELS_FROM
        return self._labelled and fits and not given.stacked and not given.bars

    def _colour(self, curve: Curve) -> QColor:
        theme = self._look.theme
        if self._lead and self._lead != curve.key and self.hasFocus():
            return blend(ink_of(curve.ink, theme), theme.chart_bg, 0.3)
        return self.faded(ink_of(curve.ink, theme), curve.key)

    @property
    def _is_empty(self) -> bool:
        """Whether there is no value: a sentence stands there then, and no brush behind it."""
        return not any((~np.isnan(curve.values)).any() for curve in self._curves.curves)

    def _draw_grid(self, painter: QPainter, frame: Frame) -> None:
        if not self._is_empty:
            self.draw_ground(painter, frame)
        expected = self._curves.expected
        if expected is not None and "expected" not in self._hidden:
            low, high = (self._places(end) for end in expected)
            low = np.where(np.isnan(low) & ~np.isnan(high), frame.y_low, low)
            fill_between(painter, frame, self._x, low, high, self._look.theme.neutral_soft)
        super()._draw_grid(painter, frame)

    def _draw_curves(self, painter: QPainter, frame: Frame) -> None:
        if self._crosses:
            painter.drawPixmap(0, 0, self._picture(frame))
        else:
            self._draw_picture(painter, frame)
        if not self._is_empty:
            self.draw_handles(painter, frame)
        if self._at is not None and self._crosses and not self._curves.bars:
            x, ground = float(self._x[self._at]), self._look.theme.chart_bg
            for curve, _, top in self._layers:
                y = float(self._places(top[self._at : self._at + 1])[0])
                draw_dot(painter, frame, x, y, self._colour(curve), ground)
        self.draw_state(painter, self.viewport().rect(), nothing=self._is_empty)

    def _draw_empty(self, painter: QPainter) -> None:
        """It is said with the curves already."""

    def _picture(self, frame: Frame) -> QPixmap:
        """Return the curves as they were drawn last: brush and crosshair move over them without them."""
        ratio, size = self.devicePixelRatioF(), self.viewport().size()
        lead = self._lead if self.hasFocus() else ""
        key = (frame, ratio, size, self._look.theme.scheme, self._look.high_contrast, self._chosen, lead)
        if self._kept is None or self._kept[0] != key:
            picture = QPixmap(size * ratio)
            picture.setDevicePixelRatio(ratio)
            picture.fill(Qt.GlobalColor.transparent)
            painter = QPainter(picture)
            self._draw_picture(painter, frame)
            painter.end()
            self._kept = key, picture
        return self._kept[1]

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._kept = None

    def _draw_picture(self, painter: QPainter, frame: Frame) -> None:
        given, theme = self._curves, self._look.theme
        ground = theme.chart_bg
        layers = [
            Layer(self._places(foot), self._places(top), self._colour(curve), curve.dashed)
            for curve, foot, top in self._layers
        ]
        if given.bars:
            draw_bars(
                painter,
                frame,
                self._edges,
                layers,
                ground,
                beside=not given.stacked,
                join=given.join_at,
                open_at=given.open_at,
            )
        else:
            # What is compared with is a line alone.
            areas = [one for one in layers if given.stacked or (given.area and not one.dashed)]
            for layer in areas:
                draw_area(painter, frame, self._x, layer, STACK if given.stacked else AREA, ground)
            for (curve, _, _), layer in zip(self._layers, layers, strict=True):
                if curve.band is not None and "band" not in self._hidden:
                    low, high = (self._places(end) for end in self._joined(curve))
                    draw_band(painter, frame, self._x, low, high, layer.colour)
            # In a stack a layer of nothing must not hide the line that it stands on.
            for layer in reversed(layers) if given.stacked else layers:
                draw_lines(painter, frame, self._x, layer, given.join_at, given.open_at)
        for limit in given.limits:
            if limit.word not in self._hidden:
                place = float(self._places(np.array([limit.value]))[0])
                self._draw_limit(painter, frame, place, getattr(theme, limit.ink))
        for (curve, _, _), layer in zip(self._layers, layers, strict=True):
            draw_rings(painter, frame, self._x, layer.top, curve.odd, theme)
        if given.join_at is not None and 0 < given.join_at < len(self._x):
            # Between the last value that is known and the first that is foretold.
            at = float(self._edges[given.join_at])
            draw_join(painter, frame, at, tr("forecast"), theme, veiled=given.bars)
        draw_marks(painter, frame, self._placed, theme)
        if self._names_ends():
            draw_labels(painter, frame, self._ends(frame, layers), theme)

    def _joined(self, curve: Curve) -> tuple[Floats, Floats]:
        """Return the ends of a band that begins in the last value before it."""
        assert curve.band is not None, "asked for a curve with a band"
        low, high = (np.asarray(end, np.float64).copy() for end in curve.band)
        join = self._curves.join_at
        if join and np.isnan(low[join - 1]):
            low[join - 1] = high[join - 1] = curve.values[join - 1]
        return low, high

    def _ends(self, frame: Frame, layers: list[Layer]) -> list[tuple[str, float, QColor]]:
        ends = []
        for (curve, _, _), layer in zip(self._layers, layers, strict=True):
            known = np.flatnonzero(~np.isnan(layer.top) & (self._x <= frame.x_high))
            if len(known):
                ends.append((curve.name, frame.y_of(float(layer.top[known[-1]])), layer.colour))
        return ends

    # Pointing and picking

    def key_at(self, at: QPointF) -> str:
        """Return the key of the mark, the bar or the curve at a place."""
        frame = self._frame()
        for one in self._placed:
            if one.mark.key and abs(at.x() - one.x) <= 6 and at.y() <= frame.area.top():
                return one.mark.key
        if not len(self._x):
            return ""
        place = self._place_at(at)
        for curve, foot, top in self._layers:
            ends = self._places(np.array([foot[place], top[place]]))
            if not curve.key or np.isnan(ends[1]):
                continue
            high = frame.y_of(float(ends[1]))
            low = frame.y_of(float(ends[0])) if not np.isnan(ends[0]) else frame.area.bottom() + 1.0
            if self._curves.bars or self._curves.stacked:
                if min(low, high) <= at.y() <= max(low, high):
                    return curve.key
            elif abs(high - at.y()) <= _NEAR:
                return curve.key
        return ""

    def one_span(self) -> bool:
        """Whether a click chooses the span that it falls into: bars are chosen so."""
        return self._curves.bars

    def _span_key(self, key: Qt.Key, event: QKeyEvent) -> bool:
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            keyed = [curve.key for curve, _, _ in self._layers if curve.key]
            if not keyed:
                return False
            step = 1 if key == Qt.Key.Key_Down else -1
            at = keyed.index(self._lead) + step if self._lead in keyed else (0 if step > 0 else -1)
            self._lead = keyed[at % len(keyed)]
            self._keyboard = True
            self._point(len(self._x) - 1 if self._at is None else self._at)
            return True
        if key == Qt.Key.Key_Escape and self._lead:
            self._lead = ""
            self.repaint_chart()
            return True
        return super()._span_key(key, event)

    def enter_at(self, at: int) -> bool:
        """Pick the curve that was led to, or select the span alone."""
        if self._lead:
            self.pick(self._lead)
            return True
        return super().enter_at(at)

    def _leave(self) -> None:
        self._lead = ""
        super()._leave()

    def _point(self, at: int) -> None:
        self._at = at
        shown = [curve for curve, _, _ in self._layers]
        if self._lead:
            shown.sort(key=lambda curve: curve.key != self._lead)
        title, rows, inks = told_at(self._curves, shown, at, self._look.theme)
        self._tip.say(title, rows, inks)
        values = ". ".join(f"{name} {value}".strip() for name, value in rows)
        self.setAccessibleDescription(f"{title}. {values}")
        self._stand_tip(float(self._x[at]))

    # Table

    def _columns(self) -> tuple[Column, ...]:
        return columns_of(self._curves)

    def _rows(self) -> Sequence[Row]:
        return rows_of(self._curves)
