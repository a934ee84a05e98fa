"""The dialogs of plans: what changed between two texts, publishing a draft, trying it on real events."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from revroute_desktop.console.theme.look import Look
from revroute_desktop.console.translate import later, tr
from revroute_desktop.console.widgets.cells import NOT_APPLICABLE, Cell, Column, Form, Row, Tone
from revroute_desktop.console.widgets.dialog import NARROW, NO_DAY, WIDE, DayField, Dialog
from revroute_desktop.console.widgets.models import RowsModel
from revroute_desktop.console.widgets.parts import Words
from revroute_desktop.console.widgets.surfaces import Panel
from revroute_desktop.console.widgets.table import DataTable
from revroute_desktop.routing.plans.diff import Change, ChangeKind

_TABLE_HEIGHT = 280

DIFF_COLUMNS = (
    Column(later("Change"), "Changed", grow=0, mark=True),
    Column(later("Where"), "share-80, step fee-2", grow=0),
    Column(later("What"), "condition", grow=0),
    Column(later("Before"), "2.9 % of gross plus 0.30 EUR", grow=3),
    Column(later("After"), "2.7 % of gross plus 0.30 EUR", grow=3),
)

_CHANGED = {
    ChangeKind.ADDED: later("Added"),
    ChangeKind.REMOVED: later("Removed"),
    ChangeKind.CHANGED: later("Changed"),
    ChangeKind.MOVED: later("Moved"),
}
_TONES = {
    ChangeKind.ADDED: Tone.POSITIVE,
    ChangeKind.REMOVED: Tone.NEGATIVE,
    ChangeKind.CHANGED: Tone.INFO,
    ChangeKind.MOVED: Tone.SECOND,
}


class DiffPanel(Panel):
    """What changed, route by route and step by step, in words."""

    def __init__(self, look: Look, title: str, changes: list[Change]) -> None:
        count = tr("{n} changes", one="{n} change", n=len(changes))
        super().__init__(look, title, count if changes else tr("nothing that matters for money differs"))
        self.model = RowsModel(DIFF_COLUMNS, self)
        self.model.show([_change_cells(change) for change in changes])
        table = DataTable(look, self.model, title)
        table.setFixedHeight(_TABLE_HEIGHT)
        self.add_inset(table)


class CompareDialog(Dialog):
    """Shows what changed between two texts."""

    def __init__(self, look: Look, parent: QWidget, before: str, after: str, changes: list[Change]) -> None:
        super().__init__(
            look,
            parent,
            tr("{before} and {after}", before=before, after=after),
            tr("What differs, in words."),
            tr("Close"),
            width=WIDE,
        )
        self.diff = DiffPanel(look, tr("From {before} to {after}", before=before, after=after), changes)
        self.form.addWidget(self.diff)

    def problem(self) -> str:
        return ""


class PublishDraftDialog(Dialog):
    """Publishes a draft: from which day, why, and what it changes on that day.

    `day_edited` asks for the changes against the version that rules the new day, by `show_changes`. `locked`
    is the day to which the books are locked.
    """

    day_edited = Signal()

    def __init__(
        self,
        look: Look,
        parent: QWidget,
        name: str,
        before: str,
        changes: list[Change],
        today: date,
        locked: date | None = None,
    ) -> None:
        super().__init__(
            look,
            parent,
            tr("Publish {name}", name=name),
            tr("A published version is frozen. It rules events from local midnight of its effective day on."),
            tr("Publish"),
            "check",
            width=WIDE,
        )
        self._locked = locked
        self._day = DayField(today)
        self._reason = QLineEdit()
        self._reason.setPlaceholderText(tr("why, for the log"))
        self.warning = Words(look, role="table", tone=Tone.WARNING, wrap=True)
        self.diff = self._changes(before, changes)
        self.field(tr("Effective from"), self._day)
        self.form.addWidget(self.warning)
        self.field(tr("Reason"), self._reason)
        self.form.addSpacing(10)
        self.form.addWidget(self.diff)
        self._day.textChanged.connect(self._on_day)
        self._on_day("")

    def show_changes(self, before: str, changes: list[Change]) -> None:
        """Show what changes against another version."""
        older, self.diff = self.diff, self._changes(before, changes)
        self.form.replaceWidget(older, self.diff)
        older.hide()
        older.deleteLater()

    @property
    def day(self) -> date | None:
        """The effective day, None while what was typed is none."""
        return self._day.day

    def _changes(self, before: str, changes: list[Change]) -> DiffPanel:
        title = tr("What changes against {before}", before=before) if before else tr("First version")
        return DiffPanel(self.look, title, changes)

    def _on_day(self, _text: str) -> None:
        day = self._day.day
        into_locked = day is not None and self._locked is not None and day <= self._locked
        self.warning.setVisible(into_locked)
        if into_locked and self._locked is not None:
            self.warning.say(
                tr(
                    "The books are locked to {day}. What was routed there stays as it is; what comes late "
                    "for those days goes by this version, booked on the first open day.",
                    day=self._locked.isoformat(),
                )
            )
        if day is not None:
            self.day_edited.emit()

    @property
    def effective(self) -> date:
        """The effective day; only when there is no problem."""
        assert self._day.day is not None, "the day was checked"
        return self._day.day

    @property
    def reason(self) -> str:
        """Why, in the person's words."""
        return self._reason.text().strip()

    def problem(self) -> str:
        if self._day.day is None:
            return tr(NO_DAY)
        return "" if self.reason else tr("Say why: the reason goes into the log.")


class SimulateDraftDialog(Dialog):
    """Tries a draft on the real events of some days, without writing."""

    def __init__(self, look: Look, parent: QWidget, name: str, first: date, last: date) -> None:
        super().__init__(
            look,
            parent,
            tr("Simulate the draft of {name}", name=name),
            tr("Routes the real events of these days under the draft. Nothing is written to the books."),
            tr("Simulate"),
            "simulate",
            width=NARROW,
        )
        self._from = DayField(first)
        self._to = DayField(last)
        self.field(tr("From"), self._from)
        self.field(tr("To, this day included"), self._to)

    @property
    def asked(self) -> tuple[str, str]:
        """First and last day."""
        return self._from.text().strip(), self._to.text().strip()

    def problem(self) -> str:
        first, last = self._from.day, self._to.day
        if first is None or last is None:
            return tr(NO_DAY)
        return tr("From is after to. Exchange the two days.") if first > last else ""


def _change_cells(change: Change) -> Row:
    where = ", ".join(
        [change.route or tr("plan"), *([tr("step {step}", step=change.step)] if change.step else [])]
    )
    before = Cell(change.before, full=change.before, tone=Tone.SECOND) if change.before else NOT_APPLICABLE
    after = Cell(change.after, full=change.after) if change.after else NOT_APPLICABLE
    kind = Cell(tr(_CHANGED[change.kind]), Form.CHIP, _TONES[change.kind])
    return kind, Cell(where, full=where), Cell(change.what), before, after
