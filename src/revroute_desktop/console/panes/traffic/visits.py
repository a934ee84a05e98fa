"""The visits tab: every visit of the period, filtered and sorted, and what one did."""

from functools import partial

import numpy as np
from PySide6.QtCore import QObject

from revroute_desktop.console.books.books import code_of
from revroute_desktop.console.books.views import VISITS, SavedView
from revroute_desktop.console.filter_link import FilterLink
from revroute_desktop.console.format import Writer, duration
from revroute_desktop.console.panes.tab import Desk, TabPresenter
from revroute_desktop.console.panes.traffic.lines_view import LinesView
from revroute_desktop.console.panes.traffic.models import VISIT_COLUMNS, bytes_words, visit_cells
from revroute_desktop.console.panes.traffic.words import CLASSES, known_words, why_words
from revroute_desktop.console.table_link import TableLink, layout_of, layout_saved
from revroute_desktop.console.theme.look import Look
from revroute_desktop.console.translate import tr
from revroute_desktop.console.widgets.cells import Row, Tone
from revroute_desktop.console.widgets.empty import EmptyState
from revroute_desktop.console.widgets.inspector import Inspector
from revroute_desktop.console.widgets.list_tab import ListTab
from revroute_desktop.console.widgets.models import Ids, PagedModel
from revroute_desktop.console.widgets.parts import Facts, Words
from revroute_desktop.console.widgets.surfaces import Column
from revroute_desktop.console.widgets.table import DataTable
from revroute_desktop.traffic.drill_down import DrillDown, Wanted, drill_down
from revroute_desktop.traffic.meaning.classes import BotClass
from revroute_desktop.traffic.visit_pages import SORTS, VISIT_FIELDS, VisitShown, visit_ids, visit_page
from revroute_desktop.workspace import Sql
from revroute_desktop.workspace.filters.language import read

_LINES = 1


class VisitsView(ListTab):
    """Widgets only."""

    table: DataTable

    def __init__(self, look: Look) -> None:
        self.model = PagedModel(VISIT_COLUMNS)
        page = Column(look)
        self.what = Words(look, role="title", wrap=True)
        self.facts = Facts(look)
        page.add(self.what)
        page.add(self.facts)
        self.lines = LinesView(look)
        inspector = Inspector(look, ((tr("Visit"), page), (tr("Lines"), self.lines)))
        empty = EmptyState(
            look,
            tr("No visit in this period"),
            tr("Choose another period, or import the logs of this one."),
        )
        super().__init__(look, self.model, tr("Visits"), inspector, empty, filters=VISIT_FIELDS)
        self.model.setParent(self)


class VisitsPresenter(TabPresenter):
    """Fills a `VisitsView`."""

    def __init__(self, desk: Desk, view: VisitsView, parent: QObject) -> None:
        super().__init__(desk, view, parent)
        self._view = view
        self.filter = ""
        self._sort, self._descending = "seen", True
        self._chosen: VisitShown | None = None
        view.model.page_wanted.connect(self._on_page_wanted)
        view.table.sort_asked.connect(self._on_sort)
        view.chosen.connect(self._on_chosen)
        view.inspector.tab_changed.connect(self._on_tab)
        view.inspector.copied.connect(self._on_copy)
        view.table.show_sort("seen", descending=True)
        if view.filter is not None:
            view.filter.filtered.connect(self._on_filter)
            FilterLink(self.books, view.filter, VISIT_FIELDS, self)
        rows_of = partial(_cells_of, writer=self.books.writer)
        link = TableLink(self.books, view.table, self, rows_of=rows_of, ids_of=self._order, tools=view.tools)
        link.says.connect(self.selected_says)

    def view_shown(self) -> SavedView:
        """Return what the table shows, as a view without a name."""
        columns = layout_saved(self._view.table.columns.laid)
        return SavedView("", VISITS, self.filter, self._sort, self._descending, columns=columns)

    def show_view(self, view: SavedView) -> None:
        """Show a saved view."""
        page = self._view
        page.table.columns.lay(layout_of(view.columns))
        page.table.columns.changed.emit()
        if view.sort in SORTS:
            self._sort, self._descending = view.sort, view.descending
            page.table.show_sort(view.sort, descending=view.descending)
        self.filter_by(view.filter)

    def filter_by(self, text: str) -> None:
        """Put a filter in place of the one that is there."""
        if self._view.filter is not None:
            self._view.filter.set_text(text)
            self._view.filter.filtered.emit(self._view.filter.text)

    def load(self) -> None:
        self.ask("visits", self._order(), self._on_ids, slow=True)

    def _order(self) -> partial[Ids]:
        """Return the question for all visits that are filtered."""
        return partial(
            visit_ids,
            span=self.span,
            terms=read(self.filter, VISIT_FIELDS),
            zone=self.books.zone.key,
            sort=self._sort,
            descending=self._descending,
        )

    def _on_ids(self, ids: Ids) -> None:
        writer = self.books.writer
        self._view.model.show(ids)
        self._view.show_empty(not len(ids), filtered=bool(self.filter))
        what = tr("visits", one="visit", n=len(ids))
        self._view.count.say(
            ((writer.count(len(ids)), True), (what, False)),
            tr("Times are those of {zone}; addresses are not stored", zone=writer.zone.key),
        )
        self.loaded.emit()

    def _on_filter(self, text: str) -> None:
        self.filter = text
        self._asked.pop("visits", None)
        self.load()

    def _on_sort(self, key: str, descending: bool) -> None:
        self._sort, self._descending = key, descending
        self._view.table.show_sort(key, descending=descending)
        self._asked.pop("visits", None)
        self.load()

    def _on_page_wanted(self, page: int, ids: Ids) -> None:
        then = partial(self._view.model.put_page, self._view.model.version, page)
        question = partial(_cells_of, ids=ids, writer=self.books.writer)
        self.books.ask(f"traffic.visits.{page}", question, then, priority=2)

    def _on_chosen(self, key: object) -> None:
        self._chosen = None
        if not isinstance(key, int):
            self.selected_says.emit("", "")
            return
        self.books.ask("traffic.visit", partial(_visit_of, number=key), self._on_visit, priority=1)

    def _on_visit(self, found: VisitShown | None) -> None:
        self._chosen = found
        if found is None:
            return
        view, writer, visit = self._view, self.books.writer, found.visit
        people = visit.bot is BotClass.PEOPLE
        view.inspector.head(
            tr("Visit {number}", number=writer.count(visit.id)),
            tr(CLASSES[visit.bot]),
            Tone.POSITIVE if people else Tone.WARNING,
            chip=not people,
        )
        view.what.say(visit.landing or tr("no page seen"))
        revenue = ", ".join(writer.coded(amount, code_of(code)) for code, amount in found.revenue)
        facts = [
            (tr("Began"), f"{writer.moment(visit.begun)} {writer.zone.key}"),
            (tr("Seen last"), writer.moment(visit.ended)),
            (tr("Length"), duration((visit.ended - visit.begun) / 1e6)),
            (tr("Pages"), writer.count(visit.pages)),
            (tr("Requests"), writer.count(visit.hits)),
            (tr("Bytes"), bytes_words(visit.size)),
            (tr("Left at"), visit.exit),
            (tr("Came from"), known_words(visit.source)),
            (tr("Campaign"), visit.campaign),
            (tr("Country"), visit.country),
            (tr("Device"), known_words(visit.device)),
            (tr("Revenue"), revenue or tr("none of whose order id stood in it")),
            (tr("Why"), "" if people else why_words(visit.bot, visit.verdict)),
        ]
        view.facts.show_facts([(label, value) for label, value in facts if value])
        self.selected_says.emit(tr("1 visit selected"), "")
        view.lines.clear()
        if view.inspector.tab == _LINES:
            self._ask_lines()

    def _on_tab(self, at: int) -> None:
        if at == _LINES:
            self._ask_lines()

    def _ask_lines(self) -> None:
        if self._chosen is None:
            return
        visit = self._chosen.visit
        wanted = Wanted(visit.begun, visit.ended + 1, visitor=self._chosen.visitor)
        self._view.lines.say(tr("Reading the lines back from the log…"))
        question = partial(drill_down, wanted=wanted)
        self.books.ask("traffic.visit.lines", question, self._on_lines, slow=True)

    def _on_lines(self, found: DrillDown) -> None:
        self._view.lines.show_lines(found, self.books.writer)

    def _on_copy(self) -> None:
        if self._chosen is not None:
            visit = self._chosen.visit
            self._view.copy(f"{visit.id}\t{visit.landing}\t{visit.exit}\t{visit.source}\t{visit.campaign}")


def _cells_of(sql: Sql, ids: Ids, writer: Writer) -> list[Row]:
    return [visit_cells(row, writer) for row in visit_page(sql, ids)]


def _visit_of(sql: Sql, number: int) -> VisitShown | None:
    return next(iter(visit_page(sql, np.array([number], np.int64))), None)
