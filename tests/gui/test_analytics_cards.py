"""Cards of the analytics pane, as a person makes them and goes through them."""
# ruff: noqa: F811 - fixtures are asked for by their names

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot
from tests.gui.test_analytics import OCTOBER, opened, pane, settle, until  # noqa: F401 - fixtures

from revroute_desktop.analytics.cards import Card, Form, numbered
from revroute_desktop.analytics.metrics.catalogue import METRICS
from revroute_desktop.console.panes.analytics.cards.dialog import CardDialog
from revroute_desktop.console.panes.analytics.cards.view import CardView
from revroute_desktop.console.panes.analytics.words import no_rows_words
from revroute_desktop.console.panes.traffic.view import VISITS
from revroute_desktop.console.theme.look import Look
from revroute_desktop.console.widgets.cells import Tone
from revroute_desktop.traffic.import_logs import import_logs
from revroute_desktop.workspace import open_workspace

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


def act_of(menu: QMenu, name: str):
    return next(one for one in menu.actions() if one.objectName() == name)


def test_where_there_are_no_rows_their_act_is_off_and_says_why(pane) -> None:
    desk, view, overview = pane
    overview.change(overview.arrangement.with_card(Card("requests", Form.BARS, "path")))
    settle(desk)
    shown = view.overview.grid.cards[-1]
    menu = shown.open_menu()
    assert not act_of(menu, "rows").isEnabled() and menu.toolTipsVisible()
    assert "kept as counts" in act_of(menu, "rows").toolTip()
    menu.close()
    shown.chart.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(shown.chart, Qt.Key.Key_R)
    settle(desk)
    assert desk.console.books.panes.current == "analytics"
    assert "kept as counts" in shown.chart.accessibleDescription()
    menu = view.overview.grid.cards[0].open_menu()
    assert act_of(menu, "rows").isEnabled()
    menu.close()


def test_every_metric_has_rows_or_says_why_it_has_none() -> None:
    without = {one.name for one in METRICS if no_rows_words(Card(one.name, Form.FIGURE))}
    assert {"requests", "latency_p95", "held", "received", "cost"} <= without
    assert not without & {"net", "payers", "visits", "bounce_rate", "revenue", "conversion"}


@pytest.fixture
def with_visits(desks, books_file: Path, tmp_path: Path):
    """The pane over a month with events and visits: thirty with a campaign, ten without."""
    lines = []
    for number in range(40):
        at = datetime(2026, 10, 5, 8, tzinfo=UTC) + timedelta(hours=number)
        page = "/shop?utm_campaign=autumn" if number % 4 else "/about"
        stamp = f"{at:%d/%b/%Y:%H:%M:%S} +0000"
        agent = "Mozilla/5.0 (X11; Linux x86_64; rv:139.0) Gecko/20100101 Firefox/139.0"
        lines.append(f'198.18.0.{number} - - [{stamp}] "GET {page} HTTP/1.1" 200 900 "-" "{agent}"\n')
    log = tmp_path / "access.log"
    log.write_text("".join(lines), encoding="utf-8")
    with open_workspace(books_file) as workspace:
        import_logs(workspace, [log], actor="ada")
    desk = desks()
    desk.begin(books_file)
    books = desk.console.books
    books.chosen.show(OCTOBER, "")
    books.panes.show("analytics")
    settle(desk)
    return desk, books.panes.view("analytics"), books.made.analytics.overview


def test_the_rows_behind_visits_stand_in_traffic_with_what_is_selected(with_visits) -> None:
    desk, view, overview = with_visits
    bars = Card("visits", Form.BARS, "campaign")
    points = Card("pages", Form.SCATTER, "campaign", also=("visits",))
    overview.change(replace(overview.arrangement, cards=numbered((bars, points))))
    settle(desk)
    shown, scatter = view.overview.grid.cards
    until(desk, lambda: shown.chart.data is not None and shown.chart.data.rows)
    assert [row.value for row in shown.chart.data.rows] == [30, 10]
    shown.chart.pick(shown.chart.data.rows[0].key)
    settle(desk)
    scatter.chart.rows_asked.emit()
    settle(desk)
    assert desk.console.books.panes.current == "traffic"
    visits = desk.console.books.panes.view("traffic").page(VISITS)
    assert visits.filter.text == 'seen:2026-10-01..2026-10-31 campaign=="autumn"'
    until(desk, lambda: visits.table.model().rowCount() == 30)
    desk.console.books.panes.show("analytics")
    settle(desk)
    overview.select(overview.selection.dropped("campaign").picked("campaign", ""))
    settle(desk)
    shown.chart.rows_asked.emit()
    settle(desk)
    assert visits.filter.text == "seen:2026-10-01..2026-10-31 -campaign:*"
    until(desk, lambda: visits.table.model().rowCount() == 10)


def tabbed_through(desk, view) -> list[QWidget]:
    """What Tab comes to, from the first button of the overview until it leaves it."""
    desk.window.activateWindow()
    view.overview.compare_button.setFocus(Qt.FocusReason.TabFocusReason)
    found: list[QWidget] = []
    while (here := desk.window.focusWidget()) is not None and view.overview.isAncestorOf(here):
        if here in found:
            break
        found.append(here)
        QTest.keyClick(here, Qt.Key.Key_Tab)
    return found


@pytest.mark.parametrize("name", ["Month", "Campaigns", "Risk"])
def test_tab_comes_to_every_card_its_menu_and_its_legend_in_the_order_of_reading(pane, name: str) -> None:
    desk, view, overview = pane
    desk.console.books.panes.show_arrangement(name)
    settle(desk)
    until(desk, lambda: all(one.id in overview.answers for one in overview.arrangement.cards))
    settle(desk)
    steps = tabbed_through(desk, view)
    assert all(one.accessibleName() for one in steps), [one for one in steps if not one.accessibleName()]
    order = []
    for card in view.overview.grid.cards:
        of = [at for at, one in enumerate(steps) if card.isAncestorOf(one)]
        assert of, f"{card.title} is not reached"
        assert steps[of[0]] is card._menu_button or any(steps[at] is card._menu_button for at in of)
        inside = [steps[at] for at in of if card.chart is steps[at] or card.chart.isAncestorOf(steps[at])]
        assert inside, f"the chart of {card.title} is not reached"
        assert card.title in card._menu_button.accessibleName()
        order.append(of[0])
    assert order == sorted(order)


def test_a_card_is_used_from_end_to_end_without_a_mouse(pane) -> None:
    desk, view, overview = pane
    steps = tabbed_through(desk, view)
    bars = next(one for one in view.overview.grid.cards if one.card.form is Form.BARS)
    curve = next(one for one in view.overview.grid.cards if one.card.form is Form.LINE)
    # The menu: it opens by Space, arrows go through it, Enter acts, Esc leaves it.
    bars._menu_button.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(bars._menu_button, Qt.Key.Key_Space)
    menu = bars.findChild(QMenu)
    assert menu is not None and menu.isVisible()
    QTest.keyClick(menu, Qt.Key.Key_Escape)
    assert not menu.isVisible()
    before = [one.id for one in overview.arrangement.cards]
    QTest.keyClick(bars._menu_button, Qt.Key.Key_Space)
    menu = next(one for one in bars.findChildren(QMenu) if one.isVisible())
    while menu.activeAction() is None or menu.activeAction().objectName() != "later":
        QTest.keyClick(menu, Qt.Key.Key_Down)
    QTest.keyClick(menu, Qt.Key.Key_Return)
    settle(desk)
    assert [one.id for one in overview.arrangement.cards] != before
    # A bar: arrows tell each, Enter picks it, Esc gives it up.
    assert bars.chart in steps
    bars.chart.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(bars.chart, Qt.Key.Key_Down)
    assert bars.chart.data.rows[0].label in bars.chart.accessibleDescription()
    QTest.keyClick(bars.chart, Qt.Key.Key_Return)
    settle(desk)
    assert overview.selection.terms
    # A range: Shift and the arrows, then Enter.
    assert curve.chart in steps
    curve.chart.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(curve.chart, Qt.Key.Key_Home)
    for _ in range(4):
        QTest.keyClick(curve.chart, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(curve.chart, Qt.Key.Key_Return)
    until(desk, lambda: overview.selection.span is not None)
    settle(desk)
    # The table and the rows.
    desk.window.activateWindow()
    curve.chart.setFocus(Qt.FocusReason.TabFocusReason)
    settle(desk)
    QTest.keyClick(curve.chart, Qt.Key.Key_T)
    shown = next(one for one in QApplication.topLevelWidgets() if one.isVisible() and one is not desk.window)
    assert shown.findChild(QAbstractItemView) is not None
    QTest.keyClick(shown, Qt.Key.Key_Escape)
    QTest.keyClick(curve.chart, Qt.Key.Key_R)
    settle(desk)
    assert desk.console.books.panes.current == "routing"
    assert "at:2026-10-01.." in desk.console.books.panes.view("routing").events.filter.text


def test_a_title_row_keeps_figures_whole_and_lets_go_of_what_only_reassures(look: Look, qtbot: QtBot) -> None:
    title, notes = "Net revenue: why did it change?", ("EUR", "+8,003.89", "6 to 12 Oct 2026")
    card = CardView(look, Card("net", Form.WHY, "kind", id="c1"), title)
    qtbot.addWidget(card)
    card.show_title(title, notes)
    card.show_state("adds up exactly", Tone.SECOND)
    said = []
    for wide in (900, 560, 420, 340):
        card.resize(wide, 220)
        card.show()
        QApplication.processEvents()
        said.append((card.note.text(), card.mark.isVisible()))
    assert said[0] == ("EUR, +8,003.89, 6 to 12 Oct 2026", True)
    assert all(", ".join(notes).startswith(text) for text, _ in said)
    assert all(text in ("", "EUR", "EUR, +8,003.89", ", ".join(notes)) for text, _ in said), said
    assert not said[-1][1] and len(said[-1][0]) < len(said[0][0])
    assert card.note.toolTip() == ", ".join(notes), "what has no room is in the tooltip"
    card.show_state("1 to look at", Tone.WARNING)
    assert card.mark.isVisible(), "what warns stays"
