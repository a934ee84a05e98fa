"""The analytics pane's overview, as a person sees it: figures, cards, what is selected and compared, why."""

import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QMenu
from tests.gui.conftest import HEAD, Desk

from revroute_desktop.analytics.annotations import kept_notes
from revroute_desktop.analytics.arrangements import READY, kept_arrangements
from revroute_desktop.analytics.brushing import Brushing, brushed
from revroute_desktop.analytics.card_answers import Answer
from revroute_desktop.analytics.cards import Card, Form
from revroute_desktop.analytics.comparison import Against, Comparison
from revroute_desktop.analytics.held import Held
from revroute_desktop.analytics.metrics.catalogue import METRICS, metric_named
from revroute_desktop.analytics.metrics.periods import Period as Days
from revroute_desktop.analytics.metrics.periods import Step
from revroute_desktop.analytics.selection import NOTHING
from revroute_desktop.console.books.period import ALL_TIME, Period
from revroute_desktop.console.panes.analytics.cards.dialog import CardDialog
from revroute_desktop.console.panes.analytics.cards.table import CardTable
from revroute_desktop.console.panes.analytics.cards.view import CardView
from revroute_desktop.console.panes.analytics.overview.name_dialog import NameDialog
from revroute_desktop.console.panes.analytics.overview.notes_dialog import NoteDialog, NotesDialog
from revroute_desktop.console.panes.analytics.overview.presenter import OverviewPresenter
from revroute_desktop.console.panes.analytics.view import AnalyticsView
from revroute_desktop.console.panes.analytics.words import METRIC_TITLES
from revroute_desktop.console.panes.routing.view import RoutingView
from revroute_desktop.console.session import Session
from revroute_desktop.routing.imports.import_revenue import import_revenue
from revroute_desktop.routing.route import route
from revroute_desktop.workspace import open_workspace

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", "This plugin does not support")

OCTOBER = Period(12 * 2026 + 9)
DAY = 86_400_000_000


@pytest.fixture
def pane(desk: Desk) -> tuple[Desk, AnalyticsView, OverviewPresenter]:
    """The pane over the month of the workspace."""
    books = desk.console.books
    assert books is not None
    books.chosen.show(OCTOBER, "")
    books.panes.show("analytics")
    settle(desk)
    view = books.panes.view("analytics")
    assert isinstance(view, AnalyticsView) and books.made.analytics is not None
    overview = books.made.analytics.overview
    until(desk, lambda: _is_answered(overview))
    return desk, view, overview


def _is_answered(overview: OverviewPresenter) -> bool:
    """Whether every card and figure has its answer in the currency that money is told in."""
    looked, answers = overview.looked(), overview.answers
    code = looked.currency if looked is not None else None
    count = len(overview.arrangement.cards) + len(overview.arrangement.figures)
    told = all(one.currency == code for one in answers.values() if one.metric.by_currency)
    return code is not None and len(answers) == count and told and not overview.is_asking("")


def settle(desk: Desk) -> None:
    desk.qtbot.wait(30)
    desk.rest()
    desk.qtbot.wait(60)
    desk.rest()


def until(desk: Desk, there: Callable[[], object], seconds: int = 20) -> None:
    desk.qtbot.waitUntil(lambda: bool(there()), timeout=1000 * seconds)


def card(view: AnalyticsView, metric: str, form: Form | None = None) -> CardView:
    return next(
        one for one in view.overview.grid.cards if one.card.metric == metric and form in (None, one.card.form)
    )


def figure(view: AnalyticsView, label: str) -> tuple[str, str]:
    """Value and note of a key figure."""
    found = next(one for one in view.overview.figures._figures if one.label.startswith(label))
    return found.value.text, found.note


def closed(desk: Desk, dialog) -> None:
    dialog.reject()
    desk.qtbot.wait(1)


def opened(desk: Desk, kind: type):
    return next(w for w in desk.window.findChildren(kind) if w.isVisible())


def test_the_pane_shows_the_month_at_once(pane) -> None:
    _desk, view, overview = pane
    assert overview.arrangement.name == "Month"
    assert figure(view, "Net revenue")[0] == "7,277.00"
    assert [one.card.metric for one in view.overview.grid.cards] == [c.metric for c in READY[1].cards]
    assert card(view, "net", Form.LINE).title == "Net revenue by day"


def test_every_metric_has_a_title_of_the_pane() -> None:
    assert {metric.name for metric in METRICS} - set(METRIC_TITLES) == set()


@pytest.mark.parametrize("name", [one.name for one in READY])
def test_every_arrangement_is_shown_and_remembered(pane, name: str) -> None:
    desk, view, overview = pane
    desk.console.books.panes.show_arrangement(name)
    settle(desk)
    assert overview.arrangement.name == name
    assert len(view.overview.grid.cards) == len(overview.arrangement.cards)
    assert set(overview.answers) >= {one.id for one in overview.arrangement.cards}
    with desk.console.books.workspace.read() as session:
        assert kept_arrangements(session.sql).shown in {name, ""}


def test_a_brushed_span_filters_every_card_and_esc_lets_go(pane) -> None:
    desk, view, overview = pane
    curve = card(view, "net", Form.LINE)
    edges = overview.answers[curve.card.id].series[0].edges
    until(desk, lambda: figure(view, "Net revenue")[0] != "–")
    before = figure(view, "Net revenue")
    span = (int(edges[4]), int(edges[8]))
    curve.chart.brushed.emit(span)
    settle(desk)
    assert overview.selection.span == span
    until(desk, lambda: figure(view, "Net revenue") != before)
    assert overview.answers[card(view, "received", Form.BARS).card.id].span == span
    chips = view.overview.selection.chips
    assert [chip.text() for chip in chips] == ["at 5 to 8 Oct 2026"]
    view.overview.figures.setFocus()
    QTest.keyClick(view.overview.figures, Qt.Key.Key_Escape)
    settle(desk)
    assert overview.selection == NOTHING
    # What is not held yet is asked once the brush rests.
    until(desk, lambda: figure(view, "Net revenue") == before)
    assert view.overview.selection.chips == ()


def test_a_clicked_bar_filters_the_others_and_its_chip_lets_go(pane) -> None:
    desk, view, overview = pane
    bars = card(view, "gross", Form.BARS)
    overview.change(replace(overview.arrangement, cards=(*overview.arrangement.cards,)))
    assert overview.answers[bars.card.id].figures
    countries = overview.arrangement.with_card(Card("gross", Form.BARS, "country"))
    overview.change(countries)
    settle(desk)
    bars = next(one for one in view.overview.grid.cards if one.card.by == "country")
    bars.chart.picked.emit("DE")
    settle(desk)
    assert overview.selection.terms == (("country", "DE"),)
    assert bars.chart.chosen == "DE"
    assert "not by country" in figure(view, "Top ten payees")[1]
    (chip,) = view.overview.selection.chips
    chip.click()
    settle(desk)
    assert overview.selection == NOTHING and bars.chart.chosen == ""


def test_what_is_compared_is_chosen_and_remembered(pane, desks, books_file: Path) -> None:
    desk, view, overview = pane
    assert view.overview.compare_button.text() == "vs September 2026"
    overview.compare_with(Comparison(Against.YEAR))
    settle(desk)
    assert view.overview.compare_button.text() == "vs October 2025"
    overview.compare_with(Comparison(Against.NOTHING))
    settle(desk)
    assert overview.answers["c0"].before is None
    assert "Why something changed needs" in overview.answers["c1"].fault
    assert desk.console.books.made.analytics.saved()["compare"] == "nothing"


def test_all_time_is_compared_with_nothing(pane) -> None:
    desk, view, overview = pane
    desk.console.books.chosen.show(ALL_TIME, "")
    until(desk, lambda: overview.span is None and not overview.is_asking(""))
    assert view.overview.compare_button.text() == "vs nothing"
    assert all(one.other is None and one.before is None for one in overview.answers.values())
    view.overview.compare_button.click()
    menu = next(m for m in view.overview.findChildren(QMenu) if m.isVisible())
    words = [action.text() for action in menu.actions() if action.text()]
    menu.close()
    assert words[0] == "nothing" and "the period before" not in words
    assert overview.comparison.against is Against.BEFORE, "a month is compared as it was"


def test_the_menu_of_comparisons_offers_what_there_is(pane) -> None:
    desk, view, overview = pane
    view.overview.compare_button.click()
    menu = next(m for m in view.overview.findChildren(QMenu) if m.isVisible())
    words = [action.text() for action in menu.actions() if action.text()]
    assert words[:3] == ["the period before", "the same days last year", "nothing"]
    menu.actions()[1].trigger()
    menu.close()
    settle(desk)
    assert overview.comparison.against is Against.YEAR


def test_why_is_one_step_away_and_adds_up(pane) -> None:
    desk, view, _overview = pane
    books = desk.console.books
    books.chosen.show(
        Period(first=date(2026, 10, 8).toordinal() - 719163, after=date(2026, 10, 12).toordinal() - 719163),
        "",
    )
    settle(desk)
    desk.window.actions_of_window.do("analytics.why")
    settle(desk)
    page = view.overview.why
    assert view.overview.beside.is_open and page.sentences[0].text()
    assert "exactly" in page.sum.text()
    page.dimension.setCurrentIndex(page.dimension.findData("country"))
    page.dimension.activated.emit(page.dimension.currentIndex())
    settle(desk)
    assert "DE" in page.sentences[0].text()
    view.overview.inspector.closed.emit()
    assert not view.overview.beside.is_open


def test_what_is_no_sum_of_parts_says_so(pane) -> None:
    _desk, _, overview = pane
    said: list[str] = []
    overview.said.connect(said.append)
    overview.ask_why("payers")
    assert "no sum of parts" in said[0]


def test_cards_move_and_grow_by_keys(pane) -> None:
    desk, view, overview = pane
    first = view.overview.grid.cards[0]
    chart = first.chart
    first.acted.emit("c0", "later")
    first.acted.emit("c0", "taller")
    first.acted.emit("c0", "narrower")
    settle(desk)
    assert [one.card.id for one in view.overview.grid.cards][:2] == ["c1", "c0"]
    assert overview.arrangement.card("c0").rows == 6 and overview.arrangement.card("c0").columns == 7
    assert view.overview.grid.card("c0").chart is chart, "a card that moves keeps its chart"


def test_a_card_is_dragged_by_its_title(pane) -> None:
    desk, view, overview = pane
    desk.window.resize(1600, 1000)
    settle(desk)
    grid = view.overview.grid
    row = grid.cards[0]._title.parentWidget()
    target = grid.cards[4].mapToGlobal(QPoint(grid.cards[4].width() - 4, 20))
    QTest.mousePress(row, Qt.MouseButton.LeftButton, pos=QPoint(40, 10))
    for step in (QPoint(60, 14), row.mapFromGlobal(target)):
        QTest.mouseMove(row, step)
        desk.qtbot.wait(5)
    QTest.mouseRelease(row, Qt.MouseButton.LeftButton, pos=row.mapFromGlobal(target))
    settle(desk)
    assert overview.arrangement.cards[0].id != "c0"


def test_a_card_is_added_with_a_preview_and_changed(pane) -> None:
    desk, view, overview = pane
    view.overview.card_button.click()
    dialog = opened(desk, CardDialog)
    dialog.metric_field.setCurrentIndex(dialog.metric_field.findData("sales"))
    dialog.form_field.setCurrentIndex(dialog.form_field.findData("bars"))
    dialog.by.setCurrentIndex(dialog.by.findData("country"))
    until(desk, lambda: dialog._preview is not None and dialog._preview.card.form is Form.BARS)
    settle(desk)
    dialog.act.click()
    settle(desk)
    added = overview.arrangement.cards[-1]
    assert (added.metric, added.form, added.by) == ("sales", Form.BARS, "country")
    view.overview.grid.card(added.id).acted.emit(added.id, "edit")
    dialog = opened(desk, CardDialog)
    assert dialog.card == added
    dialog.form_field.setCurrentIndex(dialog.form_field.findData("treemap"))
    dialog.act.click()
    settle(desk)
    assert overview.arrangement.card(added.id).form is Form.TREEMAP
    view.overview.grid.card(added.id).acted.emit(added.id, "remove")
    settle(desk)
    assert all(one.id != added.id for one in overview.arrangement.cards)


def test_an_arrangement_is_saved_by_name_and_the_ready_one_comes_back(pane) -> None:
    desk, _view, overview = pane
    overview.change(overview.arrangement.without("c0"))
    overview.arranging.ask_name()
    dialog = opened(desk, NameDialog)
    assert dialog.problem()
    dialog.name_field.setText("Month")
    assert "comes with the program" in dialog.problem()
    dialog.name_field.setText("Mornings")
    dialog.act.click()
    settle(desk)
    assert overview.arrangement.name == "Mornings" and len(overview.arrangement.cards) == 7
    with desk.console.books.workspace.read() as session:
        assert [one.name for one in kept_arrangements(session.sql).own] == ["Mornings"]
    assert "Mornings" in desk.console.books.panes.arrangements
    overview.show_arrangement("Month")
    settle(desk)
    assert len(overview.arrangement.cards) == 8
    overview.show_arrangement("Mornings")
    settle(desk)
    overview.arranging._on_remove()
    settle(desk)
    assert overview.arrangement.name == "Month" and "Mornings" not in desk.console.books.panes.arrangements


def test_key_figures_are_chosen(pane) -> None:
    desk, view, overview = pane
    overview.arranging._on_figure("visits")
    overview.arranging._on_figure("refunds")
    settle(desk)
    assert overview.arrangement.figures[-1] == "refunds" and "visits" not in overview.arrangement.figures
    assert figure(view, "Refunds")[0] != "–"


def test_notes_are_written_changed_and_removed_on_the_time_axis(pane) -> None:
    desk, view, overview = pane
    desk.window.actions_of_window.do("analytics.note")
    dialog = opened(desk, NoteDialog)
    dialog.day.setText("2026-10-12")
    assert dialog.problem()
    dialog.word.setText("autumn campaign")
    dialog.act.click()
    settle(desk)
    marks = card(view, "net", Form.LINE).chart.data.marks
    assert [mark.word for mark in marks] == ["autumn campaign"]
    card(view, "net", Form.LINE).chart.picked.emit(marks[0].key)
    dialog = opened(desk, NoteDialog)
    dialog.word.setText("autumn drop")
    dialog.act.click()
    settle(desk)
    assert [mark.word for mark in card(view, "net", Form.LINE).chart.data.marks] == ["autumn drop"]
    overview.arranging.ask_notes()
    listed = opened(desk, NotesDialog)
    QAbstractItemModelTester(listed.model)
    listed.table.selectRow(0)
    listed._on_change()
    dialog = opened(desk, NoteDialog)
    dialog.removed.emit()
    settle(desk)
    with desk.console.books.workspace.read() as session:
        assert kept_notes(session.sql) == ()


def test_the_log_writes_on_the_time_axis_too(pane) -> None:
    desk, _, overview = pane
    desk.console.books.chosen.show(Period(12 * 2026 + 0), "")
    settle(desk)
    assert "plan" in {one.kind for one in overview.annotations}


def test_a_table_of_several_metrics_stands_the_test_of_models(pane) -> None:
    desk, view, overview = pane
    table = Card("gross", Form.TABLE, "product", also=("sales", "average_order"))
    overview.change(overview.arrangement.with_card(table))
    settle(desk)
    shown = view.overview.grid.cards[-1].chart
    assert isinstance(shown, CardTable) and shown._table is not None
    QAbstractItemModelTester(shown._table.model())
    assert [shown._model.headerData(n, Qt.Orientation.Horizontal) for n in range(4)] == [
        "Product",
        "Gross revenue, EUR",
        "Sales",
        "Average order, EUR",
    ]


def test_the_rows_behind_a_card_stand_in_events(pane) -> None:
    desk, view, overview = pane
    curve = card(view, "net", Form.LINE)
    edges = overview.answers[curve.card.id].series[0].edges
    curve.chart.brushed.emit((int(edges[4]), int(edges[5])))
    settle(desk)
    bars = card(view, "gross", Form.BARS)
    bars.acted.emit(bars.card.id, "rows")
    settle(desk)
    assert desk.console.books.panes.current == "routing"
    routing = desk.console.books.panes.view("routing")
    assert isinstance(routing, RoutingView)
    assert "at:2026-10-05" in routing.events.filter.text and "currency:EUR" in routing.events.filter.text
    rows = overview.answers[bars.card.id].whole.now.rows
    until(desk, lambda: routing.events.table.model().rowCount() == rows)


def test_new_events_move_the_figures_within_a_second_and_nothing_flickers(
    pane, books_file: Path, tmp_path: Path
) -> None:
    desk, view, overview = pane
    charts = [one.chart for one in view.overview.grid.cards]
    shown, faded, took = [figure(view, "Net revenue")[0]], [], []
    overview.loaded.connect(lambda: shown.append(figure(view, "Net revenue")[0]))

    def moved(value: str) -> bool:
        faded.extend(one for one in charts if one._waiting or one._patience.isActive())
        return shown[-1] == value

    values = ["8,277.00", "9,277.00", "10,277.00"]
    with open_workspace(books_file) as workspace:
        for at, value in enumerate(values):
            file = tmp_path / f"late_{at}.csv"
            row = f"stripe,late_{at},2026-10-20T10:00:00Z,sale,1000.00,EUR,DE,u1,,neon-kitten,90\n"
            file.write_text(HEAD + row)
            import_revenue(workspace, file, "generic", actor="other")
            route(workspace, actor="other")
            begun = time.monotonic()
            until(desk, lambda value=value: moved(value))
            took.append(time.monotonic() - begun)
            settle(desk)
    print("from the commit to the figure on the screen:", *(f"{one * 1000:.0f} ms" for one in took))
    # The best of three: beside other work a turn may wait for the processor.
    assert min(took) < 1
    assert list(dict.fromkeys(shown)) == ["7,277.00", *values], "one value, then the next"
    assert not faded and [one.chart for one in view.overview.grid.cards] == charts


def test_what_changes_no_figure_asks_nothing(pane) -> None:
    desk, _, overview = pane
    held = overview.answers["c0"]
    overview.books_changed()
    settle(desk)
    assert overview.answers["c0"] is held


def test_an_empty_workspace_says_what_to_do(desks, tmp_path: Path, monkeypatch) -> None:
    from revroute_desktop.workspace import create

    path = tmp_path / "empty.revroute"
    create(path, zone="UTC", name="empty", actor="ada").close()
    desk = desks()
    desk.begin(path)
    desk.console.books.panes.show("analytics")
    settle(desk)
    view = desk.console.books.panes.view("analytics")
    assert isinstance(view, AnalyticsView)
    assert view.overview.empty.isVisible()


def test_every_act_of_the_pane_can_be_done(pane) -> None:
    desk, view, _ = pane
    for action, tab in (("forecast", 2), ("reports", 3), ("sql", 4), ("anomalies", 1)):
        desk.window.actions_of_window.do(f"analytics.{action}")
        settle(desk)
        assert view.tab == tab


def test_the_palette_finds_an_arrangement(pane) -> None:
    desk, _view, overview = pane
    desk.console.errands.run("Arrangement", "Risk")
    settle(desk)
    assert overview.arrangement.name == "Risk"


def test_the_session_brings_the_tab_and_the_comparison_back(desks, books_file: Path) -> None:
    session = Session(pane="analytics", panes={"analytics": {"tab": 2, "compare": "year"}})
    desk = desks(session)
    desk.begin(books_file)
    settle(desk)
    view = desk.console.books.panes.view("analytics")
    assert isinstance(view, AnalyticsView) and view.tab == 2
    assert desk.console.books.made.analytics.overview.comparison == Comparison(Against.YEAR)


def test_a_brush_over_ten_thousand_steps_follows_at_thirty_frames_a_second() -> None:
    """Eight cards of fifty keys each, ten thousand steps: what is done for a frame is far below 33 ms."""
    steps, keys, cards = 10_000, 50, 8
    random = np.random.default_rng(1)
    edges = np.arange(steps + 1, dtype=np.int64) * 3_600_000_000
    metric = metric_named("gross")
    names = tuple(f"key {n}" for n in range(keys))

    def held(count: int) -> Held:
        part = random.integers(0, 10_000, (count, steps))
        return Held(metric, "EUR", edges, names[:count], part, np.ones_like(part), np.ones_like(part))

    period = Days(date(1970, 1, 1), date(1971, 2, 20), "UTC")
    shown = Answer(
        Card("gross", Form.BARS, "product"), metric, period, None, "EUR", (0, int(edges[-1])), Step.HOUR
    )
    many = [Brushing(held(1), None, held(keys), None) for _ in range(cards)]
    for one in many:
        brushed(shown, one, (0, DAY))
    begun = time.thread_time()
    frames = 30
    for frame in range(frames):
        for one in many:
            found = brushed(shown, one, (frame * DAY, (frame + 200) * DAY))
            assert found is not None
    each = (time.thread_time() - begun) / frames * 1000
    print(f"a frame of {cards} cards, {keys} keys, {steps:,} steps: {each:.1f} ms of this thread")
    assert each < 1000 / 30


@pytest.mark.parametrize(
    "shape",
    [
        Card("payers", Form.COHORTS),
        Card("visits", Form.FUNNEL),
        Card("average_order", Form.DISTRIBUTION),
        Card("net", Form.FIGURE),
        Card("gross", Form.TREEMAP, "country"),
    ],
    ids=lambda one: one.form,
)
def test_every_other_form_is_shown(pane, shape: Card) -> None:
    desk, view, overview = pane
    overview.change(overview.arrangement.with_card(shape))
    settle(desk)
    shown = view.overview.grid.cards[-1]
    assert shown.card.form is shape.form and shown.chart.data is not None
    assert not overview.answers[shown.card.id].fault


def test_what_has_no_key_can_be_picked_too(pane) -> None:
    desk, view, overview = pane
    bars = card(view, "gross", Form.BARS)
    until(desk, lambda: bars.chart.data is not None and bars.chart.data.rows)
    key = bars.chart.data.rows[0].key
    assert key and bars.chart.data.rows[0].label == "none", "the month's file names no products"
    bars.chart.pick(key)
    settle(desk)
    assert overview.selection.terms == (("product", ""),) and bars.chart.chosen == key
