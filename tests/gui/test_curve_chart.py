"""Curves over spans of time: brushed by pointer and keys, zoomed, marked, told in words of their zone."""

import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QImage, QMouseEvent, QPainter, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget
from tests.gui.chart_data import BEGIN, HOUR, MANY, curves

from revroute_desktop.analytics.metrics.model import Unit
from revroute_desktop.console.screenshots.chart_samples import BERLIN, EUR
from revroute_desktop.console.theme.look import Look
from revroute_desktop.console.widgets.charts.curves import CurveChart
from revroute_desktop.console.widgets.charts.data import OTHERS, Curve, Curves, Limit, Mark, Scale
from revroute_desktop.console.widgets.charts.fold import folded
from revroute_desktop.console.widgets.charts.legend import Legend

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

LEFT, SHIFT, CONTROL = (
    Qt.MouseButton.LeftButton,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
)
NO_KEY = Qt.KeyboardModifier.NoModifier
HOURS = 30
Told = list[tuple[int, int] | None]


@pytest.fixture
def chart(look: Look) -> Iterator[CurveChart]:
    made = CurveChart(look, "Net revenue")
    made.resize(700, 260)
    made.show()
    made.show_data(curves([float(10_000 + at * 500) for at in range(HOURS)]))
    QApplication.processEvents()
    yield made
    made.close()
    made.deleteLater()
    QApplication.processEvents()


@pytest.fixture
def told(chart: CurveChart) -> Told:
    spans: Told = []
    chart.brushed.connect(spans.append)
    return spans


def at(chart: CurveChart, place: float, y: float | None = None) -> QPoint:
    """The pixel of a place in spans, 0 being the left edge of the first one."""
    frame = chart._frame()
    x = frame.x_of(float(np.interp(place, np.arange(len(chart._edges)), chart._edges)))
    return QPoint(round(x), round(frame.area.center().y() if y is None else y))


def drag(chart: CurveChart, begin: float, end: float, y: float | None = None) -> None:
    target = chart.viewport()
    QTest.mousePress(target, LEFT, NO_KEY, at(chart, begin, y))
    first, last = at(chart, begin, y), at(chart, end, y)
    for step in range(1, 6):
        point = QPointF(first + (last - first) * step / 5)
        move = QMouseEvent(QEvent.Type.MouseMove, point, target.mapToGlobal(point), LEFT, LEFT, NO_KEY)
        QApplication.sendEvent(target, move)
    QTest.mouseRelease(target, LEFT, NO_KEY, last)


def hours(first: int, last: int) -> tuple[int, int]:
    """The span from one hour to another, both included."""
    return BEGIN + first * HOUR, BEGIN + (last + 1) * HOUR


def test_a_drag_brushes_whole_spans_and_escape_clears(chart: CurveChart, told: Told) -> None:
    drag(chart, 4.5, 9.5)
    assert told[-1] == hours(4, 9) == chart.span
    QTest.keyClick(chart, Qt.Key.Key_Escape)
    assert told[-1] is None and chart.span is None


def test_an_end_is_moved_by_its_handle_and_all_of_it_from_inside(chart: CurveChart, told: Told) -> None:
    drag(chart, 4.5, 9.5)
    drag(chart, 10.0, 14.5)
    assert told[-1] == hours(4, 14)
    drag(chart, 4.0, 6.5)
    assert told[-1] == hours(6, 14)
    drag(chart, 8.5, 11.5)
    assert told[-1] == hours(9, 17)
    drag(chart, 12.5, 60.0)
    assert told[-1] == hours(HOURS - 9, HOURS - 1), "it stops at the end"


def test_a_click_elsewhere_clears_the_brush(chart: CurveChart, told: Told) -> None:
    drag(chart, 4.5, 9.5)
    bottom = chart._frame().area.bottom() - 3
    QTest.mouseClick(chart.viewport(), LEFT, NO_KEY, at(chart, 20.5, bottom))
    assert told[-1] is None


def test_shift_and_arrows_mark_enter_sets_and_escape_clears(chart: CurveChart, told: Told) -> None:
    QTest.keyClick(chart, Qt.Key.Key_Home)
    QTest.keyClick(chart, Qt.Key.Key_Right)
    QTest.keyClick(chart, Qt.Key.Key_Right, SHIFT)
    QTest.keyClick(chart, Qt.Key.Key_Right, SHIFT | CONTROL)
    assert not told, "marked is not set yet"
    QTest.keyClick(chart, Qt.Key.Key_Return)
    assert told == [hours(1, 12)]
    QTest.keyClick(chart, Qt.Key.Key_Right, SHIFT)
    QTest.keyClick(chart, Qt.Key.Key_Return)
    assert told[-1] == hours(12, 13), "the next one begins anew"
    QTest.keyClick(chart, Qt.Key.Key_Escape)
    assert told[-1] is None


def test_enter_without_a_mark_selects_the_hour_under_the_crosshair(chart: CurveChart, told: Told) -> None:
    QTest.keyClick(chart, Qt.Key.Key_Home)
    QTest.keyClick(chart, Qt.Key.Key_Return)
    assert told == [hours(0, 0)]


def test_a_bar_is_selected_by_a_click(chart: CurveChart, told: Told) -> None:
    only = Curve("net", np.full(HOURS, 500.0))
    chart.show_data(Curves(curves([1.0] * HOURS).edges, (only,), EUR, bars=True, zone=BERLIN))
    QTest.mouseClick(chart.viewport(), LEFT, NO_KEY, at(chart, 7.5))
    assert told == [hours(7, 7)]


def test_a_curve_and_a_mark_are_picked_by_a_click(chart: CurveChart) -> None:
    picked: list[str] = []
    chart.picked.connect(picked.append)
    frame = chart._frame()
    y = frame.y_of(float(chart.data.curves[1].values[12]))
    QTest.mouseClick(chart.viewport(), LEFT, NO_KEY, at(chart, 12.5, y))
    assert picked == ["gross"]
    mark = Mark(BEGIN + 5 * HOUR, "plan version 7", "plan", "plan 7")
    chart.show_data(replace(chart.data, marks=(mark,)))
    QApplication.processEvents()
    QTest.mouseClick(chart.viewport(), LEFT, NO_KEY, at(chart, 5.0, 6))
    assert picked == ["gross", "plan 7"]


def test_up_and_down_lead_from_curve_to_curve(chart: CurveChart) -> None:
    picked: list[str] = []
    chart.picked.connect(picked.append)
    QTest.keyClick(chart, Qt.Key.Key_Down)
    QTest.keyClick(chart, Qt.Key.Key_Down)
    assert chart.accessibleDescription().startswith("2 Oct 2026, 05:00 to 06:00. gross 367.50. net 245.00")
    QTest.keyClick(chart, Qt.Key.Key_Return)
    assert picked == ["gross"]


def test_plus_minus_zero_and_the_wheel_zoom_and_keys_move_what_is_zoomed(chart: CurveChart) -> None:
    whole = chart._ranges[:2]
    QTest.keyClick(chart, Qt.Key.Key_Home)
    for _ in range(4):
        QTest.keyClick(chart, Qt.Key.Key_Plus)
    first, last = chart._ranges[:2]
    assert last - first == pytest.approx((whole[1] - whole[0]) / 1.25**4)
    assert 0 <= first - whole[0] < 1800, "the crosshair stays where it is"
    QTest.keyClick(chart, Qt.Key.Key_PageDown)
    assert chart._ranges[0] > first
    QTest.keyClick(chart, Qt.Key.Key_End)
    assert chart._ranges[1] == whole[1], "the crosshair stays in sight"
    QTest.keyClick(chart, Qt.Key.Key_Minus)
    QTest.keyClick(chart, Qt.Key.Key_0)
    assert chart._ranges[:2] == whole
    for _ in range(40):
        QTest.keyClick(chart, Qt.Key.Key_Plus)
    assert chart._ranges[1] - chart._ranges[0] == pytest.approx(4 * 3600)
    QTest.keyClick(chart, Qt.Key.Key_0)

    def turn(keys: Qt.KeyboardModifier, by: QPoint) -> bool:
        place = QPointF(at(chart, 15.0))
        event = QWheelEvent(
            place,
            chart.mapToGlobal(place),
            QPoint(),
            by,
            Qt.MouseButton.NoButton,
            keys,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        chart.wheelEvent(event)
        return event.isAccepted()

    chart.clearFocus()
    assert not turn(NO_KEY, QPoint(0, 120)), "the page scrolls over a chart that was not chosen"
    assert turn(CONTROL, QPoint(0, 240))
    first, last = chart._ranges[:2]
    assert last - first == pytest.approx((whole[1] - whole[0]) / 1.25**2)
    assert turn(CONTROL, QPoint(120, 0)) and chart._ranges[0] < first


def test_what_is_zoomed_is_moved_by_a_drag_below_the_axis(chart: CurveChart, told: Told) -> None:
    for _ in range(4):
        QTest.keyClick(chart, Qt.Key.Key_Plus)
    first = chart._ranges[0]
    drag(chart, 16.0, 14.0, chart._frame().area.bottom() + 10)
    assert chart._ranges[0] == pytest.approx(first + 2 * 3600, abs=300) and not told


def test_a_brush_and_a_part_stay_where_they_are_in_time_when_hours_are_added(chart: CurveChart) -> None:
    drag(chart, 4.5, 9.5)
    for _ in range(3):
        QTest.keyClick(chart, Qt.Key.Key_Plus)
    part = chart._ranges[:2]
    chart.show_data(curves([500.0] * (HOURS + 6)))
    assert chart.span == hours(4, 9) and chart._brush.places == (4, 9) and chart._ranges[:2] == part


def test_what_another_card_brushed_is_marked_and_not_told_again(chart: CurveChart, told: Told) -> None:
    before = chart.grab().toImage()
    chart.show_selection((BEGIN + 3 * HOUR + 5, BEGIN + 6 * HOUR - 5), None)
    QApplication.processEvents()
    assert chart._brush.places == (3, 5) and chart.grab().toImage() != before and not told
    chart.show_selection((BEGIN - 9 * HOUR, BEGIN - 5 * HOUR), None)
    assert chart._brush.places is None, "it lies elsewhere"


def test_brushing_ten_thousand_spans_keeps_thirty_pictures_a_second(chart: CurveChart, told: Told) -> None:
    chart.show_data(curves([float(200 + n * 7919 % 997) for n in range(MANY)]))
    QApplication.processEvents()
    target = chart.viewport()
    QTest.mousePress(target, LEFT, NO_KEY, at(chart, 1000))
    took = []
    start = time.monotonic()
    for place in range(1200, 6200, 200):
        point = QPointF(at(chart, place))
        began = time.process_time()
        move = QMouseEvent(QEvent.Type.MouseMove, point, target.mapToGlobal(point), LEFT, LEFT, NO_KEY)
        QApplication.sendEvent(target, move)
        target.repaint()
        took.append(time.process_time() - began)
        QTest.qWait(5)
    seconds = time.monotonic() - start
    QTest.mouseRelease(target, LEFT, NO_KEY, at(chart, 6000))
    assert sorted(took)[len(took) // 2] < 1 / 30
    assert told and told[-1] == chart.span
    assert len(told) <= seconds * 31 + 2, "it is told thirty times a second at most"


def test_zero_is_on_the_axis_and_marks_are_four_to_six_round_ones(chart: CurveChart) -> None:
    for values in ([900.0, 90_000.0], [-4_000.0, 12_345.0], [123_456_789.0], [-5.0, -77.0]):
        chart.show_data(curves(values))
        low, high = chart._ranges[2:]
        axis = chart._y_axis
        marks = axis.marks(low, high, chart._frame().area.height())
        assert 0.0 in marks and 4 <= len(marks) <= 6, marks
        assert low <= min(values) and high >= max(values) * 1.5
        assert marks[0] == pytest.approx(low) and marks[-1] == pytest.approx(high)


def test_a_logarithmic_scale_leaves_gaps_for_what_is_not_above_zero(chart: CurveChart) -> None:
    chart.show_data(curves([100.0, 0.0, 10_000.0, -5.0, 1_000_000.0]))
    chart.show_log(True)
    assert chart._ranges[2:] == (0.0, 5.0)
    axis = chart._y_axis
    assert [axis.said(mark) for mark in axis.marks(0.0, 4.0, 150)] == ["1", "10", "100", "1 k", "10 k"]
    assert "−0.05" in chart.table.text() or "-0.05" in chart.table.text()


def test_days_are_named_below_their_middle_also_across_a_change_of_the_clock(look: Look) -> None:
    chart = CurveChart(look, "Net")
    chart.resize(700, 240)
    first = datetime(2026, 10, 20)
    days = [(first + timedelta(days=n)).replace(tzinfo=BERLIN) for n in range(11)]
    edges = np.array([int(day.timestamp()) * 1_000_000 for day in days], np.int64)
    chart.show_data(Curves(edges, (Curve("net", np.arange(10.0)),), EUR, zone=BERLIN))
    axis = chart._x_axis
    marks = axis.marks(*chart._ranges[:2], 600)
    assert [axis.said(mark) for mark in marks] == ["20 Oct", "22 Oct", "24 Oct", "26 Oct", "28 Oct"]
    QTest.keyClick(chart, Qt.Key.Key_Home)
    for _ in range(5):
        QTest.keyClick(chart, Qt.Key.Key_Right)
    assert chart.accessibleDescription().startswith("25 Oct 2026. ")
    chart.deleteLater()


def test_months_are_named_with_the_year_where_it_begins(look: Look) -> None:
    chart = CurveChart(look, "Net")
    chart.resize(700, 240)
    months = [datetime(2025 + n // 12, n % 12 + 1, 1, tzinfo=BERLIN) for n in range(9, 24)]
    edges = np.array([int(month.timestamp()) * 1_000_000 for month in months], np.int64)
    chart.show_data(Curves(edges, (Curve("net", np.arange(14.0)),), EUR, bars=True, zone=BERLIN))
    axis = chart._x_axis
    marks = axis.marks(*chart._ranges[:2], 600)
    assert axis.tickStrings(marks, 1.0, 1.0) == ["Oct 2025", "Dec", "Feb 2026", "Apr", "Jun", "Aug", "Oct"]
    QTest.keyClick(chart, Qt.Key.Key_Home)
    assert chart.accessibleDescription() == "October 2025. net 0.00"
    chart.deleteLater()


def test_a_forecast_says_so_with_its_interval_and_what_is_not_over_says_so_too(chart: CurveChart) -> None:
    values = np.full(10, 5_000.0)
    low, high = np.full(10, np.nan), np.full(10, np.nan)
    low[7:], high[7:] = 4_000.0, 6_000.0
    given = Curves(
        curves([1.0] * 10).edges,
        (Curve("net", values, band=(low, high)),),
        EUR,
        join_at=7,
        open_at=6,
        zone=BERLIN,
        band_word="80 % interval",
    )
    chart.show_data(given)
    QTest.keyClick(chart, Qt.Key.Key_End)
    said = "1 Oct 2026, 09:00 to 10:00, forecast. net 50.00. 80 % interval 40.00 to 60.00"
    assert chart.accessibleDescription() == said
    for _ in range(3):
        QTest.keyClick(chart, Qt.Key.Key_Left)
    assert chart.accessibleDescription() == "1 Oct 2026, 06:00 to 07:00, not over yet. net 50.00"
    assert chart.table.text().splitlines()[0].split("\t") == ["Time", "net", "net from", "net to"]


def test_the_expected_range_limits_and_marks_are_in_words(chart: CurveChart) -> None:
    given = replace(
        curves([0.01, 0.05]),
        curves=(Curve("refund rate", np.array([0.01, 0.05]), odd=(1,)),),
        scale=Scale(Unit.SHARE),
        expected=(np.array([0.0, 0.0]), np.array([0.037, 0.037])),
        limits=(Limit(0.06, "limit 6 %", "negative"),),
        marks=(Mark(BEGIN + HOUR, "campaign autumn-drop", "campaign"),),
    )
    chart.show_data(given)
    QTest.keyClick(chart, Qt.Key.Key_End)
    said = "refund rate 5.0\u2009%. Expected 0.0\u2009% to 3.7\u2009%. campaign autumn-drop"
    assert chart.accessibleDescription().endswith(said)
    assert [series.name for series, _ in chart.switches] == ["refund rate", "Expected", "limit 6 %"]


def test_the_legend_hides_a_curve_isolates_one_and_follows_what_is_fed(chart: CurveChart, look: Look) -> None:
    around = QWidget()
    row = QHBoxLayout(around)
    legend = chart.make_legend()
    row.addWidget(legend)
    assert isinstance(legend, Legend)
    legend._entries[1].click()
    assert chart._ranges[3] == 25_000, "the axis follows what is shown"
    legend._entries[1].alone.emit()
    QTest.keyClick(chart, Qt.Key.Key_Home)
    assert "net" not in chart.accessibleDescription() and "gross" in chart.accessibleDescription()
    chart.show_data(replace(chart.data, curves=(*chart.data.curves, Curve("fees", np.full(HOURS, 9.0), 2))))
    assert [entry.isChecked() for entry in legend._entries] == [False, True, True]
    around.deleteLater()


def test_never_more_than_six_colours_and_others() -> None:
    edges = BEGIN + HOUR * np.arange(3, dtype=np.int64)
    many = tuple(Curve(f"c{n}", np.array([float(n), 1.0]), n) for n in range(12))
    fewer = folded(Curves(edges, many, EUR)).curves
    assert [curve.name for curve in fewer] == ["c6", "c7", "c8", "c9", "c10", "c11", "Others"]
    assert fewer[-1].ink == OTHERS and fewer[-1].values.tolist() == [15.0, 6.0]
    assert len(folded(Curves(edges, many, Scale(Unit.SHARE))).curves) == 6


def test_a_screen_reader_hears_how_many_rows_there_are(chart: CurveChart) -> None:
    said = f"{HOURS} rows. Arrows go through them, T shows them as a table."
    assert chart.accessibleName() == "Net revenue" and chart.accessibleDescription() == said
    chart.say_empty("Nothing was paid in this time.")
    chart.show_data(curves([]))
    assert chart.accessibleDescription() == "Nothing was paid in this time."


@pytest.mark.parametrize("scale", [1.0, 1.25, 1.5, 1.75, 2.0])
def test_an_area_has_no_seams_and_the_grid_one_pixel_at_every_scale(chart: CurveChart, scale: float) -> None:
    chart.show_data(curves([9_000.0] * 120, area=True))
    QApplication.processEvents()
    image = QImage(chart.size() * scale, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(scale)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    chart.draw_all(painter, chart.rect())
    painter.end()
    frame = chart._frame()
    y = round((frame.area.bottom() - 20) * scale)
    first, last = (round(frame.x_of(float(chart._x[at])) * scale) for at in (1, -2))
    assert len({image.pixel(x, y) for x in range(first, last)}) == 1
    # The grid beside the area: from the top down to the first mark below it.
    x = round((frame.area.left() + 1) * scale)
    column = [image.pixel(x, y) for y in range(round(frame.area.top() * scale) - 3, y)]
    lines = [colour for colour in column if colour != image.pixel(0, 0)]
    marks = chart._y_axis.marks(*frame_range(chart), frame.area.height())
    seen = [mark for mark in marks if frame.y_of(mark) * scale < y]
    assert len(lines) == len(seen) * max(int(scale), 1), (len(lines), len(seen))


@pytest.mark.parametrize("scale", [1.0, 1.25, 1.5, 1.75])
def test_bars_on_each_other_leave_no_gap_and_stand_on_one_line(chart: CurveChart, scale: float) -> None:
    chart.show_data(curves([float(3_000 + at * 37) for at in range(24)], bars=True, stacked=True))
    image = QImage(chart.size() * scale, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(scale)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    chart.draw_all(painter, chart.rect())
    painter.end()
    frame = chart._frame()
    feet = set()
    for place in chart._x.tolist():
        x = round(frame.x_of(place) * scale)
        column = [image.pixel(x, y) for y in range(round((frame.area.bottom() - 60) * scale), image.height())]
        inked = [y for y, colour in enumerate(column) if colour in (column[0], column[30])]
        assert inked == list(range(len(inked))), "from the first to the last pixel without a gap"
        feet.add(len(inked))
    assert len(feet) == 1


def frame_range(chart: CurveChart) -> tuple[float, float]:
    return chart._ranges[2], chart._ranges[3]


def test_times_are_told_in_the_table_as_programs_read_them(chart: CurveChart) -> None:
    lines = chart.table.text("csv").splitlines()
    assert lines[0] == "Time,net,gross" and lines[1] == "2026-10-01T00:00:00+02:00,100.00,150.00"


def test_a_double_click_on_what_is_brushed_shows_it_large_and_elsewhere_all(chart: CurveChart) -> None:
    whole = chart._ranges[:2]
    drag(chart, 8.5, 15.5)
    QTest.mouseDClick(chart.viewport(), LEFT, NO_KEY, at(chart, 12.0))
    assert chart._ranges[:2] == pytest.approx((BEGIN / 1e6 + 8 * 3600, BEGIN / 1e6 + 16 * 3600))
    chart.show_selection(None, None)
    QTest.mouseDClick(chart.viewport(), LEFT, NO_KEY, at(chart, 12.0))
    assert chart._ranges[:2] == whole


def test_the_sentence_of_an_empty_chart_is_said_once_and_beside_the_marks(chart: CurveChart) -> None:
    chart.resize(440, 160)
    chart.say_empty("There are no logs of these days. Traffic imports those of your server, or follows them.")
    chart.show_data(Curves(np.empty(0, np.int64), (), EUR, zone=BERLIN))
    QApplication.processEvents()
    image = chart.grab().toImage()
    ground = image.pixelColor(2, 84)
    below = range(82, 100)
    inked = [x for x in range(image.width()) if any(image.pixelColor(x, y) != ground for y in below)]
    assert inked and inked[0] >= 60 and inked[-1] <= image.width() - 60, "its first line has a mark beside it"
