"""What a simulation found: per destination now, then and the difference."""

from decimal import Decimal

from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from revroute_desktop.console.books.currencies import in_order
from revroute_desktop.console.format import Writer
from revroute_desktop.console.theme.look import Look
from revroute_desktop.console.translate import later, tr
from revroute_desktop.console.widgets.cells import EMPTY, Cell, Column, Form, Holds, Row, Tone
from revroute_desktop.console.widgets.models import RowsModel
from revroute_desktop.console.widgets.parts import Button, Note, Words
from revroute_desktop.console.widgets.surfaces import Ground, Line, panel_colour
from revroute_desktop.console.widgets.table import DataTable
from revroute_desktop.console.widgets.totals import TableBlock

_WIDTH, _HEIGHT = 880, 620

COLUMNS = (
    Column(later("Destination"), "payee:neon-kitten-and-friends", grow=3),
    Column(later("Currency"), "EUR", grow=0),
    Column(later("Now"), "−12,345,678.90", right=True, grow=1, holds=Holds.MONEY),
    Column(later("Under this plan"), "−12,345,678.90", right=True, grow=1, holds=Holds.MONEY),
    Column(later("Difference"), "−12,345,678.90", right=True, medium=True, grow=1, holds=Holds.MONEY),
)


class SimulationDialog(QDialog):
    """Shows the result of one simulation; nothing was written by it."""

    def __init__(self, look: Look, parent: QWidget, result: dict[str, object], writer: Writer) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Simulation"))
        self.resize(_WIDTH, _HEIGHT)
        destinations = result.get("destinations")
        found = [d for d in destinations if isinstance(d, dict)] if isinstance(destinations, list) else []
        model = RowsModel(COLUMNS, self)
        self.table = DataTable(look, model, tr("Destinations"))
        block = TableBlock(look, self.table)
        model.show([destination_row(d, writer) for d in found])
        block.totals.show_rows(destination_totals(found, writer))
        close = Button(look, tr("Close"), variant="primary")
        close.clicked.connect(self.accept)
        inside = Ground(look, panel_colour)
        body = QVBoxLayout(inside)
        body.setContentsMargins(24, 20, 24, 20)
        body.setSpacing(10)
        body.addWidget(Words(look, tr("{plan} on real events", plan=result.get("plan")), role="title"))
        body.addWidget(Words(look, sentence(result, writer), role="body", tone=Tone.SECOND, wrap=True))
        body.addWidget(block, 1)
        body.addWidget(Note(look, str(result.get("note", "")), Tone.INFO))
        body.addWidget(Line(look))
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(close)
        body.addLayout(buttons)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(inside)


def _minor(text: object, code: str, writer: Writer) -> int:
    return int(Decimal(str(text)).scaleb(writer.exponents.get(code, 2)))


def _difference(minor: int, code: str, writer: Writer) -> Cell:
    # A difference is neither good nor bad: it stays neutral, and a zero is faint.
    tone = Tone.FAINT if minor == 0 else Tone.NORMAL
    return Cell(writer.money(minor, code, plus=True), Form.MEDIUM, tone, raw=writer.plain(minor, code))


def destination_row(found: dict[str, object], writer: Writer) -> Row:
    """Return the cells of one destination of a result."""
    code = str(found["currency"])
    now, then, difference = (_minor(found[name], code, writer) for name in ("now", "then", "difference"))
    return (
        Cell(str(found["account"]), full=str(found["account"])),
        Cell(code, tone=Tone.SECOND),
        Cell(writer.money(now, code), raw=writer.plain(now, code)),
        Cell(writer.money(then, code), raw=writer.plain(then, code)),
        _difference(difference, code, writer),
    )


def destination_totals(found: list[dict[str, object]], writer: Writer) -> tuple[Row, ...]:
    """Return a row of sums per currency."""
    rows = []
    for code in in_order(str(d["currency"]) for d in found):
        sums = [
            sum(_minor(d[name], code, writer) for d in found if d["currency"] == code)
            for name in ("now", "then", "difference")
        ]
        cells = (Cell(writer.money(sums[0], code)), Cell(writer.money(sums[1], code)))
        rows.append((Cell(tr("Sum")), Cell(code), *cells, _difference(sums[2], code, writer)))
    return tuple(rows) or ((Cell(tr("Sum")), EMPTY, EMPTY, EMPTY, EMPTY),)


def sentence(result: dict[str, object], writer: Writer) -> str:
    """Return what a result says in one sentence."""
    counts = {
        name: value if isinstance(value := result.get(name), int) else 0
        for name in ("events", "changed", "undecided", "kept")
    }
    events, changed, undecided = (writer.count(counts[n]) for n in ("events", "changed", "undecided"))
    return tr(
        "{changed} of {events} events would give other amounts or to others; {undecided} "
        "would wait or be quarantined. Nothing was written.",
        changed=changed,
        events=events,
        undecided=undecided,
    )
