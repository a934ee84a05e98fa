"""Every picture has its table, one key away."""

from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from revroute_desktop.console.format import writer_for
from revroute_desktop.console.panes.audit.coverage import Coverage
from revroute_desktop.console.panes.routing.account_words import account_figures
from revroute_desktop.console.theme.look import Look
from revroute_desktop.console.widgets.figures import FigureStrip
from revroute_desktop.console.widgets.table import DataTable
from revroute_desktop.console.widgets.waterfall import Fall, Waterfall
from revroute_desktop.ledger.accounts import AccountType
from revroute_desktop.ledger.queries import Balance

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def test_the_waterfall_is_a_table_too(look: Look, qtbot: QtBot) -> None:
    fall = Waterfall(look)
    qtbot.addWidget(fall)
    gross = Fall("Event, gross", 4900, "49.00", "stripe", "49.00")
    fall.show_falls(gross, (Fall("fees:processor", 172, "−1.72", "2.9 % of gross", "-1.72"),))
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


@pytest.mark.parametrize(
    ("locale", "read"),
    [(QLocale.Language.English, "1,077.06"), (QLocale.Language.German, "1.077,06")],
)
def test_key_figures_copy_every_currency_of_theirs_as_programs_read_it(
    look: Look, qtbot: QtBot, locale: QLocale.Language, read: str
) -> None:
    strip = FigureStrip(look)
    qtbot.addWidget(strip)
    writer = writer_for(QLocale(locale), ZoneInfo("UTC"), {"EUR": 2, "JPY": 0})
    payee = AccountType.LIABILITY
    rows = [
        Balance("payee:a", payee, "EUR", -107706, 107706, 0),
        Balance("payee:b", payee, "JPY", 2810, -2810, 0),
    ]
    strip.show_figures(account_figures(rows, ["EUR", "JPY"], writer))
    lines = strip.table.text().splitlines()
    assert lines[-2:] == ["Owed to payees\t1077.06\tEUR", "Owed to payees\t-2810\tJPY"]
    assert f"{read} EUR" in strip.accessibleDescription()


def test_the_map_of_the_log_says_how_much_of_each_tree_is_covered(look: Look, qtbot: QtBot) -> None:
    coverage = Coverage(look)
    qtbot.addWidget(coverage)
    coverage.show_log(28, 20)
    assert [line.split("\t")[1:] for line in coverage.table.text().splitlines()[-3:]] == [
        ["16", "16"],
        ["8", "4"],
        ["4", "0"],
    ]
