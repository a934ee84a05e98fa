"""Cards of the analytics pane, as a person makes them and goes through them."""
# ruff: noqa: F811 - fixtures are asked for by their names

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from tests.gui.test_analytics import opened, pane, settle, until  # noqa: F401 - fixtures

from revroute_desktop.analytics.cards import Form
from revroute_desktop.console.panes.analytics.card_dialog import CardDialog

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", "This plugin does not support")


def test_a_scatter_is_added_with_a_second_metric_and_its_points_are_picked(pane) -> None:
    desk, view, overview = pane
    view.overview.card_button.click()
    dialog = opened(desk, CardDialog)
    dialog.metric_field.setCurrentIndex(dialog.metric_field.findData("sales"))
    dialog.form_field.setCurrentIndex(dialog.form_field.findData("scatter"))
    assert dialog.also.findData("") < 0, "a scatter needs a second metric"
    dialog.by.setCurrentIndex(dialog.by.findData("source"))
    assert dialog.also.findData("visits") < 0, "visits have no source"
    dialog.also.setCurrentIndex(dialog.also.findData("gross"))
    until(desk, lambda: dialog._preview is not None and dialog._preview.card.form is Form.SCATTER)
    dialog.act.click()
    settle(desk)
    added = overview.arrangement.cards[-1]
    assert (added.metric, added.form, added.by, added.also) == ("sales", Form.SCATTER, "source", ("gross",))
    shown = view.overview.grid.cards[-1]
    assert shown.title == "Sales and gross revenue by source"
    until(desk, lambda: shown.chart.data is not None and len(shown.chart.data.labels))
    points = shown.chart.data
    assert (points.x_name, points.y_name) == ("Sales", "Gross revenue, EUR")
    rows = [[cell.raw or cell.text for cell in row] for row in shown.chart.table.rows()]
    sales, gross = (overview.answers[added.id].columns[at].figures["stripe"] for at in (0, 1))
    assert rows == [["stripe", str(sales.now.part), f"{gross.now.part / 100:.2f}"]]
    shown.chart.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(shown.chart, Qt.Key.Key_Right)
    QTest.keyClick(shown.chart, Qt.Key.Key_Return)
    settle(desk)
    assert overview.selection.terms == (("source", "stripe"),) and shown.chart.chosen == "stripe"
