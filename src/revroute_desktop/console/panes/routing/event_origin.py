"""Two pages of the event's inspector: its history in the log, and the row that it came from. Widgets only."""

from PySide6.QtWidgets import QVBoxLayout

from revroute_desktop.console.panes.routing.raw_text import indented
from revroute_desktop.console.theme.look import Look
from revroute_desktop.console.translate import later, tr
from revroute_desktop.console.widgets.cells import Column, Holds, Tone
from revroute_desktop.console.widgets.code import CodeView
from revroute_desktop.console.widgets.models import RowsModel
from revroute_desktop.console.widgets.parts import Facts, Note
from revroute_desktop.console.widgets.surfaces import Column as Page
from revroute_desktop.console.widgets.surfaces import Ground, Panel, panel_colour
from revroute_desktop.console.widgets.table import DataTable
from revroute_desktop.routing.event_history import SourceRow

HISTORY_COLUMNS = (
    Column(later("Entry"), "48,213", right=True, grow=0, yields=1, holds=Holds.COUNT),
    Column(later("What"), "Routed event, transaction 48,213", grow=3),
    Column(later("When"), later("28 May 2026, 14:43"), grow=0, holds=Holds.TIME),
    Column(later("By"), "desk-1", grow=0, yields=2),
)
_NOT_KEPT = later(
    "The books keep what was mapped from the row, not the row itself. It stands in the file of this hash."
)


class HistoryPage(Ground):
    """The entries of the log that concern the event."""

    def __init__(self, look: Look) -> None:
        super().__init__(look, panel_colour)
        self.model = RowsModel(HISTORY_COLUMNS, self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 6, 0, 0)
        layout.addWidget(DataTable(look, self.model, tr("History of the event in the log")))


class RawPage(Page):
    """File and line of the event, and its row where it was kept."""

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        self.note = Note(look)
        self.facts = Facts(look)
        self.raw = CodeView(look, tr("The row as it came"), "json")
        self.raw.setMinimumHeight(220)
        self.frame = Panel(look)
        self.frame.add_inset(self.raw)
        for widget in (self.note, self.facts, self.frame):
            self.add(widget)

    def show_row(self, row: SourceRow, line: str) -> None:
        """Show where the event came from."""
        self.note.say("" if row.raw is not None else tr(_NOT_KEPT), Tone.INFO)
        self.facts.show_facts(
            [
                (tr("File"), row.file_name),
                (tr("Line"), line),
                ("SHA-256", row.file_hash),
                (tr("Profile"), row.profile),
            ]
        )
        self.frame.setVisible(row.raw is not None)
        self.raw.show_code(indented(row.raw or ""))
