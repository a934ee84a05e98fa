"""`LinesView`: raw lines read back from the log files, with what could not be read."""

from PySide6.QtWidgets import QVBoxLayout

from revroute_desktop.console.format import Writer
from revroute_desktop.console.panes.traffic.models import RAW_COLUMNS
from revroute_desktop.console.theme.look import Look
from revroute_desktop.console.translate import tr
from revroute_desktop.console.widgets.cells import Cell, Tone
from revroute_desktop.console.widgets.figures import CountLine
from revroute_desktop.console.widgets.models import RowsModel
from revroute_desktop.console.widgets.parts import Note
from revroute_desktop.console.widgets.surfaces import Ground, panel_colour
from revroute_desktop.console.widgets.table import DataTable
from revroute_desktop.traffic.drill_down import DrillDown


class LinesView(Ground):
    """A table of lines as they stand in their files."""

    def __init__(self, look: Look) -> None:
        super().__init__(look, panel_colour)
        self.model = RowsModel(RAW_COLUMNS, self)
        self.table = DataTable(look, self.model, tr("Raw lines"))
        self.count = CountLine(look)
        self.note = Note(look)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.note)
        layout.addWidget(self.count)
        layout.addWidget(self.table, 1)

    def clear(self) -> None:
        """Show no lines."""
        self.model.show([])
        self.note.say("")
        self.say("")

    def say(self, sentence: str) -> None:
        """Say in one line what there is or what is being done."""
        self.count.say(((sentence, False),) if sentence else ())

    def show_lines(self, found: DrillDown, writer: Writer) -> None:
        """Show lines, and the sentences about those that could not be read."""
        self.model.show(
            [
                (
                    Cell(writer.time(line.at), tone=Tone.SECOND, raw=writer.stamp(line.at)),
                    Cell(writer.count(line.number)),
                    Cell(line.text, full=f"{line.path}\n{line.text}"),
                )
                for line in found.lines
            ]
        )
        self.note.say(" ".join(found.problems))
        what = tr(
            "{count} lines", one="{count} line", n=len(found.lines), count=writer.count(len(found.lines))
        )
        more = tr("and more of them: narrow it down") if found.more else ""
        self.count.say(((what, True), (more, False)) if more else ((what, True),))
