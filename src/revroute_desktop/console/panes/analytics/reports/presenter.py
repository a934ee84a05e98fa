"""The tab of reports: makes them as jobs, lists and checks those that were made, schedules them, keeps the
template.
"""

from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices, QImage
from PySide6.QtWidgets import QFileDialog

from revroute_desktop.analytics.metrics.periods import Period as Days
from revroute_desktop.analytics.reports.made import Made, Standing, Verified, reports_made, verify_report
from revroute_desktop.analytics.reports.sample import sample_document
from revroute_desktop.analytics.reports.template import Template, keep_template, template_of
from revroute_desktop.console.format import Writer, date_words
from revroute_desktop.console.jobs.works import report_work
from revroute_desktop.console.panes.analytics.reports.dialogs import ReportScheduleDialog, TemplateDialog
from revroute_desktop.console.panes.analytics.reports.view import PAYEE, WHOLE, ReportsView
from revroute_desktop.console.panes.analytics.words import period_words
from revroute_desktop.console.panes.tab import Desk, TabPresenter
from revroute_desktop.console.table_link import TableLink
from revroute_desktop.console.translate import tr
from revroute_desktop.console.widgets.cells import Cell, Form, Row, Tone
from revroute_desktop.errors import UserError
from revroute_desktop.ledger.accounts import payee_codes
from revroute_desktop.paper.pdf import Paper, page_picture
from revroute_desktop.processes import NewJob
from revroute_desktop.processes.schedule_table import (
    Schedule,
    add_schedule,
    pause_schedule,
    remove_schedule,
    schedules_of,
)
from revroute_desktop.processes.schedules import CatchUp
from revroute_desktop.workspace import Sql, Workspace
from revroute_desktop.workspace.settings import remember_setting, setting

__all__ = ["ReportsPresenter", "ReportsView"]

KIND = "report"
_FOLDER = "reports.folder"
_DOTS = 2  # of a preview for each of its pixels
_ACCOUNTS_MOST = 2_000


@dataclass(frozen=True, slots=True)
class _Shown:
    """What the tab reads: reports, schedules, template, folder, accounts to choose from."""

    made: tuple[Made, ...]
    here: frozenset[int]
    schedules: tuple[Schedule, ...]
    template: Template
    folder: str | None
    accounts: tuple[str, ...]


class ReportsPresenter(TabPresenter):
    """Fills a `ReportsView`."""

    def __init__(self, desk: Desk, view: ReportsView, parent: QObject) -> None:
        super().__init__(desk, view, parent)
        self._view = view
        self._shown: _Shown | None = None
        self._checked: dict[int, Verified] = {}
        self._pictured: Template | None = None
        self._wanted = False
        self.template_dialog: TemplateDialog | None = None
        self.schedule_dialog: ReportScheduleDialog | None = None
        view.make_asked.connect(self.make)
        view.folder_asked.connect(self._on_folder)
        view.template_asked.connect(self._on_template)
        view.schedule_asked.connect(self._on_schedule)
        view.schedule_acted.connect(self._on_schedule_acted)
        view.row_acted.connect(self._on_row_acted)
        view.table.chosen.connect(self._on_chosen)
        view.schedule_table.chosen.connect(self._on_schedule_chosen)
        for button in (view.make_button, view.template_button, view.new_button, view.change_button):
            button.setEnabled(desk.may_write)
        view.enable_row(False, here=False)
        self._on_schedule_chosen(None)
        self.link = TableLink(self.books, view.table, self)
        self.link.says.connect(self.selected_says)

    @property
    def folder(self) -> Path:
        """Where reports go: as it was chosen, else a folder beside the workspace."""
        if self._shown is not None and self._shown.folder:
            return Path(self._shown.folder)
        path = self.books.workspace.path
        return path.parent / tr("{name} reports", name=path.stem)

    @property
    def days(self) -> tuple[date, date] | None:
        """The first and the last day of the header's period; None for all time."""
        if self.span is None:
            return None
        return self.books.day_of(self.span[0]), self.books.day_of(self.span[1] - 1)

    def load(self) -> None:
        self._view.say_period(self._period_words())
        self.ask("reports", _read, self._on_read)

    def make_whole(self) -> None:
        """Make the report of the whole business in one go, of the header's days."""
        self._view.what.choose(WHOLE)
        self.make()

    def make(self) -> None:
        """Make the report that the form asks for, of the header's days."""
        view = self._view
        if not self.desk.may_write:
            self._say_fault(tr("These books can only be read; `revroute report` makes reports of them."))
            return
        if self._shown is None:
            # Where it goes is not known yet.
            self._wanted = True
            return
        if view.what.current == PAYEE and not view.account:
            self._say_fault(tr("Name the account whose statement is wanted."))
            view.payee.setFocus()
            return
        self._say_fault("")
        days = self.days
        span = None if days is None else (days[0].isoformat(), days[1].isoformat())
        work = report_work(self.folder, span, view.account, pdf=view.pdf)
        # The command writes into folders that are there.
        self.books.write(partial(_made_folder, self.folder), partial(self._on_folder_there, work))

    def _on_folder_there(self, work: object, fault: str) -> None:
        if fault:
            self._say_fault(fault)
        else:
            self.started.emit(work)

    def _say_fault(self, sentence: str) -> None:
        self._view.fault.say(sentence)
        self._view.fault.setVisible(bool(sentence))

    def _period_words(self) -> str:
        days = self.days
        if days is None:
            return tr("of the newest 28 days, not of all time; the header chooses others")
        words = _range_words(*days)
        if days[1] >= self.books.today:
            return tr("of {days}, not over yet", days=words)
        return tr("of {days}", days=words)

    # What there is

    def _on_read(self, shown: _Shown) -> None:
        view, writer = self._view, self.books.writer
        new = shown.made[0].entry if shown.made else None
        before = self._shown.made[0].entry if self._shown is not None and self._shown.made else None
        first = self._shown is None
        self._shown = shown
        view.made.show([self._made_row(one, writer) for one in shown.made], [one.entry for one in shown.made])
        view.show_made_empty(not shown.made)
        view.made_panel.say_title(
            tr("Reports that were made"),
            tr("{count} in the log", count=len(shown.made)) if shown.made else " ",
        )
        view.schedules.show(
            [_schedule_row(one, writer) for one in shown.schedules], [one.name for one in shown.schedules]
        )
        view.offer_accounts(shown.accounts)
        view.say_folder(str(self.folder))
        if new is not None and new != before and not first:
            view.table.choose(new)
        self._on_chosen(view.table.chosen_key())
        self._on_schedule_chosen(view.schedule_table.chosen_key())
        if shown.template != self._pictured:
            self._pictured = shown.template
            self._ask_page(shown.template, view.picture.width(), self._on_picture)
        self.loaded.emit()
        if self._wanted:
            self._wanted = False
            self.make()

    def _made_row(self, one: Made, writer: Writer) -> Row:
        checked = self._checked.get(one.entry)
        return (
            Cell(writer.moment(one.at)[:-3], raw=writer.stamp(one.at)),
            Cell(one.account or tr("Whole business"), tone=Tone.NORMAL if one.account else Tone.SECOND),
            Cell(_days_words(one)),
            Cell(one.file, full=one.file if one.place is None else str(one.place)),
            Cell(one.actor, tone=Tone.SECOND),
            Cell(writer.count(one.entry), tone=Tone.SECOND, raw=str(one.entry)),
            self._check_cell(one, checked),
        )

    def _check_cell(self, one: Made, checked: Verified | None) -> Cell:
        if checked is not None:
            if checked.standing is Standing.UNALTERED:
                return Cell(tr("Unaltered"), Form.DOT, Tone.POSITIVE)
            return Cell(tr("Altered"), Form.CHIP, Tone.NEGATIVE)
        here = self._shown is not None and one.entry in self._shown.here
        return Cell(tr("Not checked") if here else tr("Not here"), tone=Tone.FAINT)

    def _chosen(self) -> Made | None:
        key = self._view.table.chosen_key()
        made = self._shown.made if self._shown is not None else ()
        return next((one for one in made if one.entry == key), None)

    def _on_chosen(self, _key: object) -> None:
        one = self._chosen()
        here = one is not None and self._shown is not None and one.entry in self._shown.here
        self._view.enable_row(here, here=here)

    def _on_row_acted(self, act: str) -> None:
        one = self._chosen()
        if one is None or one.place is None:
            return
        if act == "open":
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(one.place)))
        elif act == "folder":
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(one.place.parent)))
        else:
            self.books.ask(
                "analytics.reports.check", partial(_verified, path=one.place), partial(self._on_checked, one)
            )

    def _on_checked(self, one: Made, found: Verified) -> None:
        self._checked[one.entry] = found
        self.said.emit(found.words)
        if self._shown is not None:
            self._on_read(self._shown)

    def _on_folder(self) -> None:
        name = QFileDialog.getExistingDirectory(
            self._view.window(), tr("Folder of reports"), str(self.folder)
        )
        if name:
            self.choose_folder(Path(name))

    def choose_folder(self, folder: Path) -> None:
        """Have reports go into another folder from now on."""
        work = partial(remember_setting, self.books.workspace, _FOLDER, str(folder))
        self.books.write(work, self._on_written)

    def _on_written(self, _nothing: object) -> None:
        self.books_changed()

    # The template

    def _ask_page(self, template: Template, width: int, then: object) -> None:
        work = partial(_page, template, self.books.workspace.name, width * _DOTS)
        self.books.call(f"analytics.reports.page.{width}", work, then)  # type: ignore[arg-type]

    def _on_picture(self, image: QImage) -> None:
        self._view.picture.show_page(image)

    def _on_template(self) -> None:
        template = self._shown.template if self._shown is not None else Template()
        dialog = TemplateDialog(self.desk.look, self._view.window(), template)
        dialog.page_asked.connect(self._on_page_asked)
        dialog.submitted.connect(self._on_template_kept)
        dialog.finished.connect(self._on_template_closed)
        self.template_dialog = dialog
        dialog.ask()

    def _on_page_asked(self, template: Template) -> None:
        if self.template_dialog is not None:
            self._ask_page(template, self.template_dialog.picture.width(), self._on_dialog_page)

    def _on_dialog_page(self, image: QImage) -> None:
        if self.template_dialog is not None:
            self.template_dialog.show_page(image)

    def _on_template_kept(self) -> None:
        dialog = self.template_dialog
        if dialog is not None:
            work = partial(keep_template, self.books.workspace, dialog.template)
            self.books.write(work, partial(self._on_accepted, dialog), dialog.refuse)

    def _on_accepted(self, dialog: TemplateDialog | ReportScheduleDialog, _nothing: object) -> None:
        dialog.accept()
        self.books_changed()

    def _on_template_closed(self, _result: int) -> None:
        self.template_dialog = None

    # Schedules

    def _on_schedule(self) -> None:
        accounts = self._shown.accounts if self._shown is not None else ()
        dialog = ReportScheduleDialog(self.desk.look, self._view.window(), self.folder, accounts)
        dialog.submitted.connect(self._on_schedule_asked)
        dialog.finished.connect(self._on_schedule_closed)
        self.schedule_dialog = dialog
        dialog.ask()

    def _on_schedule_asked(self) -> None:
        dialog = self.schedule_dialog
        if dialog is not None:
            name, cron, words = dialog.asked
            work = partial(_scheduled, self.books.workspace, name, cron, words)
            self.books.write(work, partial(self._on_accepted, dialog), dialog.refuse)

    def _on_schedule_closed(self, _result: int) -> None:
        self.schedule_dialog = None

    def _schedule_named(self, key: object) -> Schedule | None:
        known = self._shown.schedules if self._shown is not None else ()
        return next((one for one in known if one.name == key), None)

    def _on_schedule_chosen(self, key: object) -> None:
        one = self._schedule_named(key)
        for button in (self._view.pause_button, self._view.remove_button):
            button.setVisible(one is not None and self.desk.may_write)
        self._view.pause_button.setText(tr("Resume") if one is not None and one.paused else tr("Pause"))

    def _on_schedule_acted(self, act: str, name: str) -> None:
        one = self._schedule_named(name)
        if one is None:
            return
        workspace = self.books.workspace
        if act == "remove":
            self.books.write(partial(remove_schedule, workspace, name), self._on_written)
        else:
            work = partial(pause_schedule, workspace, name, paused=not one.paused)
            self.books.write(work, self._on_written)


def _read(sql: Sql) -> _Shown:
    made = tuple(reports_made(sql))
    return _Shown(
        made=made,
        here=frozenset(one.entry for one in made if one.place is not None and one.place.is_file()),
        schedules=tuple(one for one in schedules_of(sql) if one.kind == KIND),
        template=template_of(sql),
        folder=setting(sql, _FOLDER),
        accounts=payee_codes(sql, _ACCOUNTS_MOST),
    )


def _verified(sql: Sql, path: Path) -> Verified:
    return verify_report(sql, path)


def _page(template: Template, name: str, width: int) -> QImage:
    """Return the first page of a template. Runs aside."""
    return page_picture(sample_document(template, name), width, paper=Paper(template.paper))


def _made_folder(folder: Path) -> str:
    """Make a folder where there is none; returns what keeps it from being made, or nothing. Runs aside."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        return tr("{folder} can't be made: {fault}.", folder=folder, fault=error.strerror or error)
    return ""


def _scheduled(workspace: Workspace, name: str, cron: str, words: tuple[str, ...]) -> None:
    """Make the folder of a schedule and keep it; raises UserError. Runs aside."""
    fault = _made_folder(Path(words[words.index("--into") + 1]).expanduser())
    if fault:
        raise UserError(fault)
    add_schedule(workspace, name, cron, NewJob(KIND, words), catch_up=CatchUp.ONCE)


def _schedule_row(one: Schedule, writer: Writer) -> Row:
    paused = Cell(tr("Paused"), Form.CHIP, Tone.INFO)
    said = " ".join(one.arguments)
    return (
        Cell(one.name, full=f"{one.cron}  {said}" + (f"\n{one.note}" if one.note else "")),
        paused if one.paused else Cell(writer.moment(one.next_at)[:-3]),
    )


def _days_words(one: Made) -> str:
    return _range_words(date.fromisoformat(one.first), date.fromisoformat(one.last))


def _range_words(first: date, last: date) -> str:
    return date_words(first) if first == last else period_words(Days(first, last, "UTC"))
