"""The revenue tab: what came from where, joined by a key apart from what is modelled."""

from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from revroute_desktop.console.books.books import code_of
from revroute_desktop.console.panes.tab import Desk, TabPresenter
from revroute_desktop.console.panes.traffic.figures import joined_revenue
from revroute_desktop.console.panes.traffic.models import REVENUE_COLUMNS, revenue_cells
from revroute_desktop.console.table_link import TableLink
from revroute_desktop.console.theme.look import Look
from revroute_desktop.console.translate import later, tr
from revroute_desktop.console.widgets.cells import Cell, Row, Tone
from revroute_desktop.console.widgets.empty import EmptyState, OrEmpty
from revroute_desktop.console.widgets.figures import CountLine
from revroute_desktop.console.widgets.models import RowsModel
from revroute_desktop.console.widgets.parts import Note
from revroute_desktop.console.widgets.surfaces import Ground, panel_colour
from revroute_desktop.console.widgets.tabbed import TabPage
from revroute_desktop.console.widgets.table import DataTable
from revroute_desktop.console.widgets.table_tools import Tools
from revroute_desktop.console.widgets.tabs import Tabs
from revroute_desktop.console.widgets.totals import TableBlock
from revroute_desktop.money.currencies import currency as currency_of
from revroute_desktop.traffic.revenue import How, JoinedRevenue
from revroute_desktop.traffic.revenue_queries import RevenueOf, revenue_by

DIMENSIONS = (
    ("campaign", later("By campaign")),
    ("source", later("By source")),
    ("landing", later("By landing page")),
)


class RevenueView(TabPage):
    """Widgets only."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.model = RowsModel(REVENUE_COLUMNS, self)
        self.table = DataTable(look, self.model, tr("Revenue by origin"))
        self.block = TableBlock(look, self.table)
        self.by = Tabs(look, tuple(title for _, title in DIMENSIONS), height=32, name=tr("By what"))
        self.tools = Tools(look)
        self.count = CountLine(look)
        self.note = Note(look)
        bar = Ground(look, panel_colour)
        line = QHBoxLayout(bar)
        line.setContentsMargins(6, 4, 12, 4)
        line.setSpacing(8)
        line.addWidget(self.by, 1)
        for button in self.tools.buttons:
            line.addWidget(button)
        noted = Ground(look, panel_colour)
        noted_layout = QVBoxLayout(noted)
        noted_layout.setContentsMargins(12, 0, 12, 8)
        noted_layout.addWidget(self.note)
        self.empty = EmptyState(
            look,
            tr("No revenue in this period"),
            tr("Choose another period, or import the revenue and the logs of this one."),
        )
        self._or_empty = OrEmpty(self.block, self.empty)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(bar)
        layout.addWidget(self.count)
        layout.addWidget(noted)
        layout.addWidget(self._or_empty, 1)

    def show_empty(self, empty: bool) -> None:
        """Show the table or why there is none."""
        self._or_empty.show_empty(empty)

    def focus_filter(self) -> None:
        """The table has no filter: go to it."""
        self.table.setFocus()


class RevenuePresenter(TabPresenter):
    """Fills a `RevenueView`."""

    def __init__(self, desk: Desk, view: RevenueView, parent: QObject) -> None:
        super().__init__(desk, view, parent)
        self._view = view
        self._joined: JoinedRevenue | None = None
        view.by.changed.connect(self._on_by)
        TableLink(self.books, view.table, self, tools=view.tools).says.connect(self.selected_says)

    def load(self) -> None:
        self.ask("revenue.rows", partial(joined_revenue, period=self.span), self._on_joined, slow=True)

    def _on_joined(self, joined: JoinedRevenue) -> None:
        self._joined = joined
        self._show()
        self.loaded.emit()

    def _on_by(self, _at: int) -> None:
        self._show()

    def _show(self) -> None:
        joined = self._joined
        if joined is None:
            return
        view, writer = self._view, self.books.writer
        wanted = currency_of(self.currency).numeric if self.currency else None
        dimension = DIMENSIONS[view.by.current][0]
        rows = [row for row in revenue_by(joined, dimension) if wanted in (None, row.currency)]
        base = self.books.base
        rows.sort(key=lambda row: code_of(row.currency) != base)
        view.model.show(
            [revenue_cells(row, writer) for row in rows], [(row.currency, row.name) for row in rows]
        )
        view.show_empty(not rows)
        view.block.totals.show_rows(tuple(_totals(rows, base, self)))
        events = {
            how: sum(n for (code, one), n in joined.events.items() if one is how and wanted in (None, code))
            for how in How
        }
        every, sure = sum(events.values()), events[How.KEY] + events[How.ATTRIBUTE]
        said = tr(
            "of {events} events joined by a key, {rate}",
            events=writer.count(every),
            rate=writer.percent(sure, every),
        )
        view.count.say(((writer.count(sure), True), (said, False)))
        view.note.say(
            tr(
                "Joined: an order or session id stood in the log. Modelled: divided among the visits of the "
                "event's hour and campaign, an estimate. Unknown: nothing was logged then."
            ),
            Tone.INFO,
        )


def _totals(rows: list[RevenueOf], base: str, presenter: RevenuePresenter) -> list[Row]:
    writer = presenter.books.writer
    made = []
    codes = sorted({row.currency for row in rows}, key=lambda code: (code_of(code) != base, code_of(code)))
    for number in codes:
        code = code_of(number)
        sums = [
            sum(getattr(row, name) for row in rows if row.currency == number)
            for name in ("joined", "modelled", "unknown", "total")
        ]
        made.append((Cell(tr("All")), *(Cell(writer.money(one, code)) for one in sums), Cell(code)))
    return made
