"""`PlanEditing`: the draft of the plan: saved as one types, checked aside, compared, tried and published."""

from dataclasses import replace
from datetime import date, timedelta
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from revroute_desktop.console.books.books import Books
from revroute_desktop.console.format import Writer
from revroute_desktop.console.jobs.works import simulate_draft_work
from revroute_desktop.console.panes.routing.plan_dialogs import (
    CompareDialog,
    PublishDraftDialog,
    SimulateDraftDialog,
)
from revroute_desktop.console.panes.routing.plans_view import PlansView
from revroute_desktop.console.translate import tr
from revroute_desktop.console.widgets.cells import Cell, Tone
from revroute_desktop.console.widgets.dialog import Dialog
from revroute_desktop.errors import UserError
from revroute_desktop.ledger.periods import day_of, lock_day
from revroute_desktop.routing.event_pages import newest_event_time
from revroute_desktop.routing.plans.diff import Change
from revroute_desktop.routing.plans.drafts import PlanDraft, drop_draft, save_draft
from revroute_desktop.routing.plans.findings import Finding
from revroute_desktop.routing.plans.live_check import compare_plans, completion_words, plan_findings
from revroute_desktop.routing.plans.pages import PlanRow, ruling_on
from revroute_desktop.routing.plans.publish import Published, publish_plan
from revroute_desktop.workspace import Workspace

_PAUSE_MS = 300
_SIMULATED_DAYS = 90


class PlanEditing(QObject):
    """Works on one draft. `changed` says that drafts or versions did; `started` gives work for a job.

    `kept` gives the draft with what was typed, before it is on the disk.
    """

    changed = Signal()
    kept = Signal(object)
    said = Signal(str)
    started = Signal(object)

    def __init__(self, books: Books, view: PlansView, parent: QObject) -> None:
        super().__init__(parent)
        self._books = books
        self._view = view
        self.draft: PlanDraft | None = None
        self.dialog: Dialog | None = None
        self._saved = ""
        self._rows: list[PlanRow] = []
        self._before: PlanRow | None = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self.keep)
        view.code.textChanged.connect(self._on_text)
        view.findings.chosen.connect(self._on_finding)

    def begin(self, name: str, text: str) -> None:
        """Begin a draft from a text."""
        self._books.write(partial(save_draft, self._books.workspace, name, text), self._on_begun)

    def show(self, draft: PlanDraft) -> None:
        """Edit a draft; what is being typed stays when it is the same one."""
        if self.draft is None or self.draft.name != draft.name:
            self.draft = draft
            self._saved = draft.text
            self._view.code.show_code(draft.text)
            self._books.ask("plans.words", completion_words, self._view.code.set_words)
            self._check()
        self._say_saved(draft.changed_at)

    def leave(self) -> None:
        """Keep what was typed, and let go of the draft."""
        self.keep()
        self.draft = None

    def keep(self) -> None:
        """Save what was typed, and check it."""
        self._pause.stop()
        text = self._view.code.toPlainText()
        if self.draft is None or text == self._saved:
            return
        self._saved = text
        self.draft = replace(self.draft, text=text)
        self.kept.emit(self.draft)
        work = partial(save_draft, self._books.workspace, self.draft.name, text)
        self._books.write(work, self._on_saved, self._on_not_saved)
        self._check()

    def discard(self) -> None:
        """Throw the draft away."""
        if self.draft is None:
            return
        name, self.draft = self.draft.name, None
        self._pause.stop()
        self._drop(name)

    def compare(self, before: str, before_text: str, after: str, after_text: str) -> None:
        """Show what differs between two texts."""
        then = partial(self._on_compared, before, after)
        self._books.call("plans.diff", partial(_compared, before_text, after_text), then)

    def publish(self, rows: list[PlanRow]) -> None:
        """Ask for the effective day, with what the draft changes on it before one's eyes."""
        self.keep()
        self._rows = rows
        before = ruling_on(rows, _number(self._books.today))
        work = partial(
            _to_publish, self._books.workspace, before.text if before else self._saved, self._saved
        )
        self._books.call("plans.diff", work, partial(self._on_publish_compared, before))

    def simulate(self) -> None:
        """Ask for the days on which the draft is tried."""
        if self.draft is None:
            return
        self.keep()
        self._books.ask("plans.newest", newest_event_time, self._on_newest)

    def _on_newest(self, newest: int | None) -> None:
        """Offer the last days of the data, which may be long ago."""
        if self.draft is None:
            return
        last = self._books.day_of(newest)
        first = last - timedelta(days=_SIMULATED_DAYS - 1)
        dialog = SimulateDraftDialog(self._view.look, self._view, self.draft.name, first, last)
        dialog.submitted.connect(self._on_simulate)
        self._show(dialog)

    def _on_text(self) -> None:
        if self.draft is not None and not self._view.code.isReadOnly():
            self._pause.start()

    def _check(self) -> None:
        work = partial(plan_findings, self._books.workspace, self._saved)
        self._books.call("plans.check", work, self._on_findings)

    def _on_findings(self, findings: list[Finding]) -> None:
        if self.draft is None:
            return
        self._view.show_findings(
            [(_line_cell(finding, self._books.writer), _finding_cell(finding)) for finding in findings],
            [(at, finding.line) for at, finding in enumerate(findings)],
        )
        self._view.code.mark_lines([finding.line for finding in findings])

    def _on_finding(self, key: object) -> None:
        if isinstance(key, tuple):
            self._view.code.go_to(int(key[1]))

    def _on_begun(self, draft: PlanDraft) -> None:
        self.changed.emit()

    def _on_saved(self, draft: PlanDraft) -> None:
        if self.draft is not None:
            self._say_saved(draft.changed_at)

    def _on_not_saved(self, sentence: str) -> None:
        # What stands in the editor is tried again with the next letter, and when the draft is left.
        self._saved = ""
        self._view.note.say(sentence)

    def _drop(self, name: str) -> None:
        self._books.write(partial(drop_draft, self._books.workspace, name), self._on_dropped)

    def _on_dropped(self, _nothing: None) -> None:
        self.changed.emit()

    def _say_saved(self, at: int) -> None:
        self._view.note.say(tr("Saved {at}", at=self._books.writer.short_moment(at, self._books.now)))

    def _on_compared(self, before: str, after: str, changes: list[Change] | str) -> None:
        if isinstance(changes, str):
            self._view.note.say(tr("It cannot be compared before its findings are mended."))
            return
        self._show(CompareDialog(self._view.look, self._view, before, after, changes))

    def _on_publish_compared(
        self, before: PlanRow | None, found: tuple[list[Change] | str, int | None]
    ) -> None:
        changes, locked = found
        if isinstance(changes, str) or self.draft is None:
            self._view.note.say(tr("It cannot be published before its findings are mended."))
            return
        dialog = PublishDraftDialog(
            self._view.look,
            self._view,
            self.draft.name,
            _version_words(before),
            changes,
            self._books.today,
            None if locked is None else day_of(locked),
        )
        dialog.day_edited.connect(self._on_day)
        dialog.submitted.connect(self._on_publish)
        self._before = before
        self._show(dialog)

    def _on_day(self) -> None:
        """Compare with the version that rules the day on which the draft is to come into force."""
        dialog = self.dialog
        if not isinstance(dialog, PublishDraftDialog) or dialog.day is None:
            return
        before = ruling_on(self._rows, _number(dialog.day))
        if before is not self._before:
            self._before = before
            work = partial(_compared, before.text if before else self._saved, self._saved)
            self._books.call("plans.diff", work, partial(self._on_day_compared, before))

    def _on_day_compared(self, before: PlanRow | None, changes: list[Change] | str) -> None:
        if isinstance(self.dialog, PublishDraftDialog) and not isinstance(changes, str):
            self.dialog.show_changes(_version_words(before), changes)

    def _on_publish(self) -> None:
        if isinstance(self.dialog, PublishDraftDialog) and self.draft is not None:
            work = partial(
                publish_plan,
                self._books.workspace,
                self._saved,
                effective=self.dialog.effective,
                actor=self._books.person,
                reason=self.dialog.reason,
            )
            self._books.write(work, partial(self._on_published, self.draft.name), self._on_refused)

    def _on_published(self, draft: str, published: Published) -> None:
        # The one that asked may be closed meanwhile, and another one or another draft open.
        if self.dialog is not None and self.dialog.waiting:
            self.dialog.accept()
        version = published.version
        if self.draft is not None and self.draft.name == draft:
            self.discard()
        else:
            self._drop(draft)
        self.said.emit(
            tr("Published {name}.", name=version.name) if published.new else tr("It was published already.")
        )

    def _on_simulate(self) -> None:
        if isinstance(self.dialog, SimulateDraftDialog) and self.draft is not None:
            work = simulate_draft_work(self.draft.name, *self.dialog.asked)
            self.dialog.accept()
            self.started.emit(work)

    def _on_refused(self, sentence: str) -> None:
        if self.dialog is not None and self.dialog.waiting:
            self.dialog.refuse(sentence)
        else:
            self.said.emit(sentence)

    def _show(self, dialog: Dialog) -> None:
        self.dialog = dialog
        if isinstance(dialog, CompareDialog):
            dialog.submitted.connect(dialog.accept)
        dialog.finished.connect(self._on_finished)
        dialog.ask()

    def _on_finished(self, _code: int) -> None:
        self.dialog = None


def _number(day: date) -> int:
    return day.toordinal() - date(1970, 1, 1).toordinal()


def _version_words(row: PlanRow | None) -> str:
    return tr("version {number}", number=row.number) if row is not None else ""


def _to_publish(workspace: Workspace, before: str, after: str) -> tuple[list[Change] | str, int | None]:
    """Return what changes, and the day to which the books are locked."""
    with workspace.read() as session:
        locked = lock_day(session.sql)
    return _compared(before, after), locked


def _line_cell(finding: Finding, writer: Writer) -> Cell:
    return Cell(writer.count(finding.line), tone=Tone.SECOND, raw=str(finding.line))


def _finding_cell(finding: Finding) -> Cell:
    # The line stands in its own column.
    return Cell(finding.text.partition(": ")[2], full=finding.text)


def _compared(before: str, after: str) -> list[Change] | str:
    try:
        return compare_plans(before, after)
    except UserError as error:
        return str(error)
