"""The simulations tab: what was tried on real events, with now, then and the difference per destination."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QVBoxLayout

from revroute_desktop.console.books.books import Books
from revroute_desktop.console.filter_link import FilterLink
from revroute_desktop.console.shell.simulation import COLUMNS, destination_row, destination_totals, sentence
from revroute_desktop.console.table_link import TableLink, link_rest
from revroute_desktop.console.theme.look import Look
from revroute_desktop.console.translate import later, tr
from revroute_desktop.console.widgets.cells import Cell, Column, Holds, Tone
from revroute_desktop.console.widgets.empty import EmptyState
from revroute_desktop.console.widgets.inspector import WIDEST, Inspector
from revroute_desktop.console.widgets.list_tab import ListTab
from revroute_desktop.console.widgets.models import RowsModel
from revroute_desktop.console.widgets.parts import Words
from revroute_desktop.console.widgets.surfaces import Ground, panel_colour
from revroute_desktop.console.widgets.table import DataTable
from revroute_desktop.console.widgets.totals import TableBlock
from revroute_desktop.routing.simulations import (
    SIMULATION_FIELDS,
    KeptSimulation,
    kept_simulations,
    simulation_values,
)
from revroute_desktop.workspace.filters.language import read
from revroute_desktop.workspace.filters.rows import predicate

SIMULATION_COLUMNS = (
    Column(later("Plan"), "creator-network", medium=True, grow=2),
    Column(later("Events of"), "2026-10-01 to 2026-10-31", grow=1),
    Column(later("Run"), later("28 May 2026, 14:43"), grow=1, holds=Holds.TIME),
    Column(later("Events"), "541,909", right=True, grow=0, holds=Holds.COUNT),
    Column(later("Would change"), "541,909", right=True, medium=True, grow=0, holds=Holds.COUNT),
    Column(later("Undecided"), "541,909", right=True, grow=0, yields=1, holds=Holds.COUNT),
)


class SimulationsView(ListTab):
    """Widgets only."""

    table: DataTable

    def __init__(self, look: Look, model: RowsModel) -> None:
        page = Ground(look, panel_colour)
        self.words = Words(look, role="table", tone=Tone.SECOND, wrap=True)
        self.words.setContentsMargins(14, 12, 14, 10)
        self.destinations_model = RowsModel(COLUMNS, page)
        self.destinations = TableBlock(look, DataTable(look, self.destinations_model, tr("Destinations")))
        layout = QVBoxLayout(page)
        layout.setContentsMargins(1, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.words)
        layout.addWidget(self.destinations, 1)
        empty = EmptyState(
            look,
            tr("Nothing was simulated yet"),
            tr("Edit a draft of the plan and simulate it on real events: who would gain, who would lose."),
            tr("Simulate a plan"),
            "simulate",
        )
        inspector = Inspector(look, ((tr("Result"), page),))
        super().__init__(look, model, tr("Simulations"), inspector, empty, filters=SIMULATION_FIELDS)
        self.beside.set_inspector_width(WIDEST)


class SimulationsPresenter(QObject):
    """Fills a `SimulationsView`."""

    def __init__(self, books: Books, view: SimulationsView, model: RowsModel, parent: QObject) -> None:
        super().__init__(parent)
        self._books = books
        self._view = view
        self._model = model
        self._kept: dict[int, KeptSimulation] = {}
        self.filter = ""
        if view.filter is not None:
            view.filter.filtered.connect(self._on_filter)
            FilterLink(books, view.filter, SIMULATION_FIELDS, self)
        TableLink(books, view.table, self, tools=view.tools)
        link_rest(books, view, self)
        view.chosen.connect(self._on_chosen)
        view.inspector.copied.connect(self._on_copy)

    def load(self) -> None:
        """Read the simulations that are kept."""
        self._books.ask("simulations.rows", kept_simulations, self._on_rows)

    def books_changed(self) -> None:
        """Read again."""
        self.load()

    def _on_filter(self, text: str) -> None:
        self.filter = text
        self._show()

    def _on_rows(self, kept: list[KeptSimulation]) -> None:
        self._kept = {found.id: found for found in kept}
        self._show()

    def _show(self) -> None:
        """Show what the filter leaves."""
        writer, now, zone = self._books.writer, self._books.now, self._books.zone.key
        passes = predicate(read(self.filter, SIMULATION_FIELDS), SIMULATION_FIELDS, zone)
        kept = [found for found in self._kept.values() if passes(simulation_values(found, zone))]
        self._model.show(
            [
                (
                    Cell(found.plan),
                    Cell(tr("{first} to {last}", first=found.first, last=found.last), tone=Tone.SECOND),
                    Cell(writer.short_moment(found.at, now), tone=Tone.SECOND, raw=writer.stamp(found.at)),
                    *(
                        Cell(writer.count(found.result[name]), raw=str(found.result[name]))
                        for name in ("events", "changed", "undecided")
                    ),
                )
                for found in kept
            ],
            [found.id for found in kept],
        )
        self._view.show_empty(not kept, filtered=bool(self._kept))
        what = tr("simulations kept, newest first", one="simulation kept", n=len(kept))
        self._view.count.say(((writer.count(len(kept)), True), (what, False)))

    def _on_chosen(self, key: object) -> None:
        found = self._kept.get(key) if isinstance(key, int) else None
        if found is None:
            return
        writer = self._books.writer
        self._view.inspector.head(
            found.plan, tr("{first} to {last}", first=found.first, last=found.last), Tone.SECOND
        )
        self._view.words.say(f"{sentence(found.result, writer)} {found.result.get('note', '')}")
        destinations = found.result["destinations"]
        self._view.destinations_model.show([destination_row(d, writer) for d in destinations])
        self._view.destinations.totals.show_rows(destination_totals(destinations, writer))

    def _on_copy(self) -> None:
        model = self._view.destinations_model
        rows = (model.cells(at) or () for at in range(model.rowCount()))
        self._view.copy("\n".join("\t".join(cell.full or cell.text for cell in row) for row in rows))
