"""Every picture has its table, one key away."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from revroute_desktop.console.panes.audit.coverage import Coverage
from revroute_desktop.console.theme.look import Look
from revroute_desktop.console.widgets.cells import Tone
from revroute_desktop.console.widgets.figures import Figure, FigureStrip
from revroute_desktop.console.widgets.table import DataTable
from revroute_desktop.console.widgets.waterfall import Fall, Waterfall

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def test_the_waterfall_is_a_table_too(look: Look, qtbot: QtBot) -> None:
    fall = Waterfall(look)
    qtbot.addWidget(fall)
    gross = Fall("Event, gross", 4900, "49.00", "stripe")
    fall.show_falls(gross, (Fall("fees:processor", 172, "−1.72", "2.9 % of gross"),))
    fall.show()
    fall.table.copy()
    lines = QApplication.clipboard().text().splitlines()
    assert lines[-1] == "fees:processor\t-1.72\t2.9 % of gross"
    fall.table.show()
    popup = QApplication.activePopupWidget()
    assert popup is not None
    shown = popup.findChild(DataTable)
    assert shown is not None and shown.model().rowCount() == 2
    qtbot.keyClick(popup, Qt.Key.Key_Escape)


def test_key_figures_copy_every_currency_of_theirs(look: Look, qtbot: QtBot) -> None:
    strip = FigureStrip(look)
    qtbot.addWidget(strip)
    more = (("2,810", "JPY", Tone.NORMAL),)
    strip.show_figures((Figure("Owed to payees", "1,077.06", "EUR", "30 accounts", more=more),))
    lines = strip.table.text().splitlines()
    assert lines[-2:] == ["Owed to payees\t1077.06\tEUR", "Owed to payees\t2810\tJPY"]
    assert "2,810 JPY" in strip.accessibleDescription()


def test_the_map_of_the_log_says_how_much_of_each_tree_is_covered(look: Look, qtbot: QtBot) -> None:
    coverage = Coverage(look)
    qtbot.addWidget(coverage)
    coverage.show_log(28, 20)
    assert [line.split("\t")[1:] for line in coverage.table.text().splitlines()[-3:]] == [
        ["16", "16"],
        ["8", "4"],
        ["4", "0"],
    ]
