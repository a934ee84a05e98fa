"""Charts: what they show, how they are read by keys, by pointer and as a table, and what they cost."""

import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from revroute_desktop.console.theme.look import Look
from revroute_desktop.console.widgets.charts.axes import DecadeAxis, TimeAxis
from revroute_desktop.console.widgets.charts.legend import Legend
from revroute_desktop.console.widgets.charts.plot import Chart
from revroute_desktop.console.widgets.charts.series import Series
from revroute_desktop.console.widgets.charts.ticks import round_step

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

BERLIN = ZoneInfo("Europe/Berlin")
SERIES = (Series("People", 0), Series("Bots", 3), Series("Own load", 1))
AT = datetime(2026, 10, 25, 8, 0, tzinfo=BERLIN).timestamp()


@pytest.fixture
def chart(look: Look, qtbot: QtBot) -> Iterator[Chart]:
    made = Chart(look, "requests a minute", SERIES, zone=BERLIN, stacked=True)
    made.resize(600, 240)
    made.show()
    yield made
    made.close()
    made.deleteLater()
    QApplication.processEvents()


def shown(chart: Chart) -> None:
    x = AT + 60.0 * np.arange(30)
    chart.show_values(x, [np.full(30, 400.0), np.arange(30.0), np.zeros(30)])
    QApplication.processEvents()


def test_arrows_move_the_crosshair_and_shift_moves_it_by_ten(chart: Chart) -> None:
    shown(chart)
    QTest.keyClick(chart, Qt.Key.Key_Left)
    assert chart.accessibleDescription() == "People 400. Bots 29. Own load 0"
    QTest.keyClick(chart, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    assert "Bots 19" in chart.accessibleDescription()
    for _ in range(4):
        QTest.keyClick(chart, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    assert "Bots 0" in chart.accessibleDescription()


def test_the_pointer_shows_the_values_of_the_nearest_minute(chart: Chart) -> None:
    shown(chart)
    box = chart._box
    place = chart.mapFromScene(box.mapViewToScene(box.viewRect().center()))
    QTest.mouseMove(chart.viewport(), QPoint(place.x(), place.y()))
    QTest.qWait(20)
    assert "Bots 14" in chart.accessibleDescription() or "Bots 15" in chart.accessibleDescription()


def test_the_table_has_the_figures_behind_the_picture(chart: Chart) -> None:
    shown(chart)
    lines = chart.table.text().splitlines()
    assert lines[0].split("\t") == ["Time", "People", "Bots", "Own load"]
    assert lines[3].split("\t") == ["08:02", "400", "2", "0"]


def test_a_legend_shows_what_has_room_and_names_the_rest(look: Look, qtbot: QtBot) -> None:
    series = tuple(Series(name, at) for at, name in enumerate(("people", "search engines", "monitoring")))
    legend = Legend(look, series)
    qtbot.addWidget(legend)
    assert legend.fit(legend.wanted) and all(not one.isHidden() for one in legend._entries)
    assert legend.fit(legend.wanted - 20)
    assert [one.isHidden() for one in legend._entries] == [False, False, True]
    assert legend._more.text() == "+1" and legend._more.toolTip() == "monitoring"
    assert not legend.fit(20)
    pair = Legend(look, (Series("Refunds", 0), Series("May 2026", "text_3", dashed=True)))
    qtbot.addWidget(pair)
    assert pair.fit(pair.wanted - 5), "the title names the first of two"
    assert [one.isHidden() for one in pair._entries] == [True, False] and pair._more.isHidden()


def test_the_legend_hides_a_curve_and_a_double_click_leaves_it_alone(
    chart: Chart, look: Look, qtbot: QtBot
) -> None:
    shown(chart)
    legend = Legend(look, SERIES)
    qtbot.addWidget(legend)
    legend.changed.connect(chart.show_only)
    legend._entries[0].click()
    assert legend.shown == (False, True, True)
    QTest.keyClick(chart, Qt.Key.Key_Right)
    assert "People" not in chart.accessibleDescription()
    legend._entries[2].alone.emit()
    assert legend.shown == (False, False, True)
    legend._entries[2].alone.emit()
    assert legend.shown == (True, True, True)


def test_marks_of_time_are_round_in_the_zone_also_on_the_day_of_25_hours(look: Look) -> None:
    axis = TimeAxis(look, BERLIN)
    first = datetime(2026, 10, 24, 22, 0, tzinfo=UTC).timestamp()
    said = [axis.said(at) for at in axis.marks(first, first + 25 * 3600, 480)]
    assert said == ["25 Oct", "06:00", "12:00", "18:00", "26 Oct"]
    said = [axis.said(at) for at in axis.marks(AT, AT + 3600, 480)]
    assert said == ["08:00", "08:10", "08:20", "08:30", "08:40", "08:50", "09:00"]


def test_latencies_are_marked_by_decades(look: Look) -> None:
    axis = DecadeAxis(look)
    assert [axis.said(at) for at in axis.marks(0, 3, 300)] == [
        *("1", "2", "5", "10", "20", "50", "100", "200", "500", "1 s")
    ]
    assert round_step(0) == 1 and round_step(210) == 500 and round_step(0.03) == 0.05


def test_the_program_starts_without_the_library_of_charts() -> None:
    code = (
        "import sys; import revroute_desktop.console.books.open_books, revroute_desktop.console.controller;"
        "sys.exit('pyqtgraph' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
