"""`PreviewPanel`: the first rows of a file as a profile makes events and refusals of them."""

from PySide6.QtWidgets import QWidget

from revroute_desktop.console.books.books import code_of
from revroute_desktop.console.format import Writer
from revroute_desktop.console.theme.look import Look
from revroute_desktop.console.translate import later, tr
from revroute_desktop.console.widgets.cells import NOT_APPLICABLE, Cell, Column, Form, Holds, Row, Tone
from revroute_desktop.console.widgets.models import RowsModel
from revroute_desktop.console.widgets.surfaces import Panel
from revroute_desktop.console.widgets.table import DataTable
from revroute_desktop.routing.imports.preview import Preview, PreviewRow
from revroute_desktop.routing.kinds import Kind

PREVIEW_COLUMNS = (
    Column(later("Line"), "541,909", right=True, grow=0, holds=Holds.COUNT),
    Column(later("Outcome"), "Passed over", grow=0, mark=True),
    Column(later("External id"), "ch_3Qm7TzKcd", mono=True, grow=1),
    Column(later("Kind"), "subscription", grow=0),
    Column(later("Occurred"), later("28 May 2026, 14:43:42"), grow=0, holds=Holds.TIME),
    Column(later("Amount"), "−12,345.60 EUR", right=True, medium=True, grow=0, holds=Holds.MONEY),
    Column(later("Source, or what is wrong"), "amount 1.204,50 does not fit the profile", grow=4),
)


class PreviewPanel(Panel):
    """A panel whose title row says what the rows come to, over the rows themselves."""

    def __init__(self, look: Look, writer: Writer, parent: QWidget, height: int) -> None:
        super().__init__(look, tr("First rows"))
        self._writer = writer
        self.model = RowsModel(PREVIEW_COLUMNS, parent)
        self.table = DataTable(look, self.model, tr("First rows under this profile"))
        self.table.setFixedHeight(height)
        self.add_inset(self.table)

    def say(self, sentence: str, *, fault: bool = False) -> None:
        """Say why there is no preview."""
        self.model.show([])
        self.note.say(sentence, Tone.NEGATIVE if fault else Tone.FAINT)

    def show_preview(self, found: Preview) -> None:
        """Show what the first rows would become."""
        events = sum(row.event is not None for row in found.rows)
        refused = sum(row.refusal is not None for row in found.rows)
        passed = len(found.rows) - events - refused
        parts = [tr("{events} of {count} become events", events=events, count=len(found.rows))]
        if refused:
            parts.append(tr("{n} go to quarantine", one="{n} goes to quarantine", n=refused))
        if passed:
            parts.append(tr("{n} are passed over", one="{n} is passed over", n=passed))
        self.note.say("; ".join(parts), Tone.NEGATIVE if refused and not events else Tone.FAINT)
        self.model.show([_preview_cells(row, self._writer) for row in found.rows])


def _preview_cells(row: PreviewRow, writer: Writer) -> Row:
    line = Cell(writer.count(row.line), tone=Tone.SECOND, raw=str(row.line))
    if row.event is not None:
        event = row.event
        code = code_of(event.currency)
        return (
            line,
            Cell(tr("Event"), Form.DOT, Tone.POSITIVE),
            Cell(event.external_id, Form.MONO, full=event.external_id),
            Cell(Kind(event.kind).word),
            Cell(writer.moment(event.occurred_at), tone=Tone.SECOND, raw=writer.stamp(event.occurred_at)),
            Cell(
                writer.coded(event.amount, code),
                Form.MEDIUM,
                Tone.NEGATIVE if event.amount < 0 else Tone.NORMAL,
                raw=f"{writer.plain(event.amount, code)} {code}",
            ),
            Cell(event.source, tone=Tone.SECOND),
        )
    if row.refusal is not None:
        state = Cell(tr("Refused"), Form.CHIP, Tone.NEGATIVE)
        why = Cell(row.refusal.detail, full=row.refusal.detail)
    else:
        state = Cell(tr("Passed over"), Form.CHIP, Tone.SECOND)
        why = Cell(tr("The profile passes over rows like this one."), tone=Tone.SECOND)
    return line, state, *[NOT_APPLICABLE] * 4, why
