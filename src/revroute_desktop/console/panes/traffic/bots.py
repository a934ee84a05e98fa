"""The bots tab: everything that was filtered out, why, the single bots behind it, and what was decided."""

from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QVBoxLayout, QWidget

from revroute_desktop.console.panes.tab import Desk, TabPresenter
from revroute_desktop.console.panes.traffic.models import (
    BOT_COLUMNS,
    ONE_BOT_COLUMNS,
    RULE_COLUMNS,
    bot_cells,
    one_bot_cells,
    rule_cells,
)
from revroute_desktop.console.panes.traffic.overruling import Overruling
from revroute_desktop.console.panes.traffic.words import why_words
from revroute_desktop.console.table_link import TableLink
from revroute_desktop.console.theme.look import Look
from revroute_desktop.console.translate import tr
from revroute_desktop.console.widgets.cells import EMPTY, Cell, Tone
from revroute_desktop.console.widgets.empty import EmptyState
from revroute_desktop.console.widgets.inspector import Inspector
from revroute_desktop.console.widgets.list_tab import ListTab
from revroute_desktop.console.widgets.models import RowsModel
from revroute_desktop.console.widgets.parts import Button, Words
from revroute_desktop.console.widgets.surfaces import Column, Panel
from revroute_desktop.console.widgets.tabbed import TabPage
from revroute_desktop.console.widgets.table import DataTable
from revroute_desktop.traffic.bots.queries import FilteredOut, OneBot, bots_of, filtered_out
from revroute_desktop.traffic.bots.rules import BotRule, load_rules
from revroute_desktop.traffic.meaning.classes import BotClass
from revroute_desktop.traffic.queries import span as span_of
from revroute_desktop.workspace import Sql

_SINGLE = 200
_RULES_HEIGHT = 190
_NEVER = (BotClass.OWN_LOAD, BotClass.OWN_ADDRESS)


class BotsView(TabPage):
    """Widgets only: the list with its inspector, and below it what was decided."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.model = RowsModel(BOT_COLUMNS, self)
        page = Column(look)
        self.why = Words(look, role="body", wrap=True)
        self.people_button = Button(look, tr("Count as people"), icon="person")
        page.add(self.why)
        self.acts = page.add_row(self.people_button)
        self.single_model = RowsModel(ONE_BOT_COLUMNS, self)
        self.single = DataTable(look, self.single_model, tr("Single bots"))
        self.single.setMinimumHeight(320)
        page.add(self.single)
        empty = EmptyState(
            look, tr("Nothing was filtered out"), tr("All requests of this period count as people's.")
        )
        self.list = ListTab(look, self.model, tr("Bots"), Inspector(look, ((tr("Bot"), page),)), empty)
        self.list.save_button.hide()
        self.rules_model = RowsModel(RULE_COLUMNS, self)
        self.rules = DataTable(look, self.rules_model, tr("What you decided"))
        self.as_bot_button = Button(look, tr("Count an agent as a bot"), icon="plus")
        self.back_button = Button(look, tr("Take back"))
        panel = Panel(look, tr("What you decided"), tr("holds for what is read from now on"))
        panel.tools.addWidget(self.back_button)
        panel.tools.addWidget(self.as_bot_button)
        panel.add(self.rules, 1)
        panel.setFixedHeight(_RULES_HEIGHT)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.list, 1)
        below = QWidget()
        framed = QVBoxLayout(below)
        framed.setContentsMargins(12, 10, 12, 12)
        framed.addWidget(panel)
        layout.addWidget(below)

    def focus_filter(self) -> None:
        """The list has no filter: go to it."""
        self.list.focus_filter()


class BotsPresenter(TabPresenter):
    """Fills a `BotsView`."""

    def __init__(self, desk: Desk, view: BotsView, parent: QObject) -> None:
        super().__init__(desk, view, parent)
        self._view = view
        self._rows: dict[tuple[str, int], FilteredOut] = {}
        self.overruling = Overruling(desk, view, self)
        self.overruling.said.connect(self.said)
        view.list.chosen.connect(self._on_chosen)
        view.list.inspector.copied.connect(self._on_copy)
        view.rules.chosen.connect(self._on_rule)
        view.people_button.clicked.connect(self._on_people)
        view.as_bot_button.clicked.connect(self.overruling.count_as_bot)
        view.back_button.clicked.connect(self._on_back)
        view.as_bot_button.setEnabled(desk.may_write)
        view.back_button.setEnabled(False)
        link = TableLink(self.books, _table(view), self, tools=view.list.tools)
        link.says.connect(self.selected_says)
        TableLink(self.books, view.single, self)
        TableLink(self.books, view.rules, self)

    def load(self) -> None:
        self.ask("bots", partial(_filtered_of, span=self.span), self._on_rows)
        self.ask("rules", load_rules, self._on_rules)

    def _on_rows(self, rows: tuple[FilteredOut, ...]) -> None:
        view, writer = self._view, self.books.writer
        # What is one's own stands below the bots, and in none of their sums.
        rows = tuple(sorted(rows, key=lambda row: row.bot in _NEVER))
        bots = [row for row in rows if row.bot not in _NEVER]
        self._rows = {(row.name, int(row.bot)): row for row in rows}
        most = max((row.hits for row in rows), default=0)
        view.model.show([bot_cells(row, writer, most) for row in rows], list(self._rows))
        view.list.show_empty(not rows)
        hits = sum(row.hits for row in bots)
        own = sum(row.hits for row in rows) - hits
        said = tr("requests filtered out, under {names} names", names=writer.count(len(bots)))
        apart = tr("of your own load and addresses, kept apart")
        parts = ((writer.count(hits), True), (said, False), (writer.count(own), True), (apart, False))
        view.list.count.say(parts if own else parts[:2], tr("to the hour"))
        total = (
            Cell(tr("Bots")),
            EMPTY,
            EMPTY,
            Cell(writer.count(hits)),
            Cell(writer.count(sum(row.visits for row in bots))),
            EMPTY,
            EMPTY,
        )
        view.list.block.totals.show_rows((total,) if rows else ())
        self.loaded.emit()

    def _on_rules(self, rules: tuple[BotRule, ...]) -> None:
        writer = self.books.writer
        newest = tuple(reversed(rules))
        self._view.rules_model.show(
            [rule_cells(rule, writer) for rule in newest], [(rule.kind.value, rule.text) for rule in newest]
        )
        self._on_rule(self._view.rules.chosen_key())

    def _on_chosen(self, key: object) -> None:
        row = self._rows.get(key) if isinstance(key, tuple) else None
        if row is None:
            self.selected_says.emit("", "")
            return
        view = self._view
        view.list.inspector.head(row.name)
        view.why.say(why_words(row.bot, row.name), Tone.SECOND)
        view.acts.setVisible(self.desk.may_write and row.bot not in _NEVER)
        question = partial(_single_of, span=self.span, name=row.name)
        self.books.ask("traffic.bots.single", question, self._on_single)
        self.selected_says.emit(tr("1 name selected"), "")

    def _on_single(self, bots: tuple[OneBot, ...]) -> None:
        writer = self.books.writer
        self._view.single_model.show(
            [one_bot_cells(bot, writer) for bot in bots], [(bot.visitor, bot.first_at) for bot in bots]
        )

    def _on_rule(self, key: object) -> None:
        self._view.back_button.setEnabled(key is not None and self.desk.may_write)

    def _on_people(self) -> None:
        key = _table(self._view).chosen_key()
        if isinstance(key, tuple):
            self.overruling.count_as_people(str(key[0]))

    def _on_back(self) -> None:
        key = self._view.rules.chosen_key()
        if isinstance(key, tuple):
            self.overruling.take_back(str(key[1]))

    def _on_copy(self) -> None:
        key = _table(self._view).chosen_key()
        row = self._rows.get(key) if isinstance(key, tuple) else None
        if row is not None:
            self._view.list.copy(f"{row.name}\t{row.hits}\t{why_words(row.bot, row.name)}")


def _table(view: BotsView) -> DataTable:
    assert isinstance(view.list.table, DataTable), "the list is a table"
    return view.list.table


def _filtered_of(sql: Sql, span: tuple[int, int] | None) -> tuple[FilteredOut, ...]:
    return filtered_out(sql, *(span or span_of(sql) or (0, 0)))


def _single_of(sql: Sql, span: tuple[int, int] | None, name: str) -> tuple[OneBot, ...]:
    return bots_of(sql, *(span or span_of(sql) or (0, 0)), name=name, most=_SINGLE)
