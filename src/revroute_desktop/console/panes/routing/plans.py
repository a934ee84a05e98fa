"""The plans tab's presenter: published versions, and the draft."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from revroute_desktop.console.books.books import Books
from revroute_desktop.console.filter_link import FilterLink
from revroute_desktop.console.panes.routing.models import day_text, plan_cells, plan_state
from revroute_desktop.console.panes.routing.plans_view import PlansView
from revroute_desktop.console.table_link import TableLink, link_rest
from revroute_desktop.console.translate import tr
from revroute_desktop.console.widgets.cells import EMPTY, NOT_APPLICABLE, Cell, Form, Tone
from revroute_desktop.console.widgets.models import RowsModel
from revroute_desktop.routing.plans.pages import (
    PLAN_FIELDS,
    PlanRow,
    draft_values,
    plan_values,
    plan_versions,
    ruled_days,
    ruling_on,
)
from revroute_desktop.workspace import Workspace
from revroute_desktop.workspace.filters.language import read
from revroute_desktop.workspace.filters.rows import predicate

if TYPE_CHECKING:
    from revroute_desktop.console.panes.routing.plan_editing import PlanEditing
    from revroute_desktop.routing.plans.drafts import PlanDraft

_DRAFT = 0
"""The key of the draft's row; versions have theirs from 1 on."""


class PlansPresenter(QObject):
    """Fills a `PlansView`. `started` gives work for a job, `said` what was published."""

    loaded = Signal()
    started = Signal(object)
    said = Signal(str)

    def __init__(
        self, books: Books, view: PlansView, model: RowsModel, *, may_write: bool, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._may_write = may_write
        self._draft: PlanDraft | None = None
        self._editing: PlanEditing | None = None
        self._to_draft = False
        self._books = books
        self._view = view
        self._model = model
        self._rows: dict[int, PlanRow] = {}
        self.filter = ""
        view.filter.filtered.connect(self._on_filter)
        FilterLink(books, view.filter, PLAN_FIELDS, self)
        TableLink(books, view.table, self)
        link_rest(books, view, self)
        view.show_draft(False, may_write=may_write)
        view.publish_button.setEnabled(may_write)
        view.table.chosen.connect(self._on_chosen)
        view.edit_button.clicked.connect(self._on_edit)
        view.compare_button.clicked.connect(self._on_compare)
        view.discard_button.clicked.connect(self._on_discard)
        view.simulate_draft_button.clicked.connect(self._on_simulate)
        view.publish_draft_button.clicked.connect(self._on_publish)

    @property
    def has_plan(self) -> bool:
        """Whether any version is published."""
        return bool(self._rows)

    def load(self) -> None:
        """Read all versions."""
        work = partial(_versions_and_draft, self._books.workspace, self._books.now)
        self._books.call("plans.rows", work, self._on_rows)

    def books_changed(self) -> None:
        """Read again."""
        self.load()

    @property
    def editing(self) -> "PlanEditing":
        """What works on the draft; made when first needed."""
        if self._editing is None:
            from revroute_desktop.console.panes.routing.plan_editing import PlanEditing

            self._editing = PlanEditing(self._books, self._view, self)
            self._editing.changed.connect(self._on_changed)
            self._editing.kept.connect(self._on_kept)
            self._editing.said.connect(self.said)
            self._editing.started.connect(self.started)
        return self._editing

    def keep(self) -> None:
        """Keep what was typed into a draft."""
        if self._editing is not None:
            self._editing.keep()

    def _on_rows(self, found: "tuple[list[PlanRow], PlanDraft | None]") -> None:
        rows, self._draft = found
        self._rows = {row.id: row for row in rows}
        self._show()
        self.loaded.emit()

    def _on_filter(self, text: str) -> None:
        self.filter = text
        self._show()

    def _show(self) -> None:
        """Show what the filter leaves of the versions and the draft."""
        writer, now = self._books.writer, self._books.now
        passes = predicate(read(self.filter, PLAN_FIELDS), PLAN_FIELDS, self._books.zone.key)
        rows = [row for row in self._rows.values() if passes(plan_values(row, now))]
        days = ruled_days(list(self._rows.values()))
        cells = [plan_cells(row, days.get(row.id), writer, now) for row in rows]
        keys = [row.id for row in rows]
        if self._draft is not None and passes(draft_values(self._draft)):
            saved = Cell(writer.short_moment(self._draft.changed_at, now), tone=Tone.SECOND)
            name = Cell(self._draft.name, full=self._draft.name)
            cells.insert(0, (name, Cell(tr("Draft"), Form.CHIP, Tone.INFO), NOT_APPLICABLE, saved, EMPTY))
            keys.insert(0, _DRAFT)
        self._model.show(cells, keys)
        self._view.show_empty(not self._rows and self._draft is None)
        self._view.count.say(
            (
                (writer.count(len(rows)), True),
                (tr("published versions", one="published version", n=len(rows)), False),
            )
        )
        if rows and self._view.table.chosen_key() is None:
            ruling = next((row for row in rows if row.in_force), rows[0])
            self._view.table.choose(ruling.id)
        if self._to_draft and self._draft is not None:
            self._to_draft = False
            self._view.table.choose(_DRAFT)
            self._view.code.setFocus()

    def _on_chosen(self, key: object) -> None:
        if key == _DRAFT and self._draft is not None:
            self._show_draft(self._draft)
            return
        row = self._rows.get(key) if isinstance(key, int) else None
        if row is None:
            return
        if self._editing is not None:
            self._editing.leave()
        self._view.show_draft(False, may_write=self._may_write)
        older = self._before(row)
        self._view.compare_button.setEnabled(older is not None)
        self._view.compare_button.setText(
            tr("Compare with {number}", number=older.number) if older else tr("Compare")
        )
        writer = self._books.writer
        self._view.title.say(tr("{name}, version {number}", name=row.name, number=row.number))
        state = plan_state(row, ruled_days(list(self._rows.values())).get(row.id), self._books.now)
        self._view.state.say(state.text, state.tone, chip=state.form is not Form.DOT)
        self._view.note.say(tr("frozen since it was published"))
        self._view.code.show_code(row.text)
        self._view.facts.show_facts(
            [
                (
                    tr("Effective"),
                    f"{day_text(row.effective_day)}, {writer.time(row.in_force_at)} {writer.zone.key}",
                ),
                (
                    tr("Published"),
                    tr(
                        "{when} by {person}",
                        when=writer.moment(row.published_at),
                        person=row.published_by,
                    ),
                ),
                (tr("Routes"), writer.count(row.routes)),
                (tr("Content hash"), row.hash),
                (tr("Entry"), writer.count(row.entry)),
            ]
        )

    def _show_draft(self, draft: "PlanDraft") -> None:
        newest, ruling = self._newest(), self._ruling()
        self._view.title.say(draft.name)
        self._view.state.say(
            tr("Draft of version {number}", number=newest.number + 1) if newest else tr("Draft"), Tone.INFO
        )
        self._view.show_draft(True, may_write=self._may_write)
        self._view.compare_button.setEnabled(ruling is not None)
        self._view.compare_button.setText(
            tr("Compare with {number}", number=ruling.number) if ruling else tr("Compare")
        )
        self._view.facts.show_facts([(tr("Saved"), self._books.writer.moment(draft.changed_at))])
        self.editing.show(draft)

    def _newest(self) -> PlanRow | None:
        return next(iter(self._rows.values()), None)

    def _before(self, row: PlanRow) -> PlanRow | None:
        """Return the version that one relieves on its effective day."""
        return ruling_on(list(self._rows.values()), row.effective_day, before=row)

    def _ruling(self) -> PlanRow | None:
        """Return what a draft is compared with: the version in force, or the newest."""
        return next((row for row in self._rows.values() if row.in_force), self._newest())

    def _on_edit(self) -> None:
        self._to_draft = True
        row = self._rows.get(self._view.table.chosen_key())  # type: ignore[call-overload]
        if self._draft is None and row is not None:
            self.editing.begin(row.name, row.text)
        else:
            self.load()

    def _on_compare(self) -> None:
        key = self._view.table.chosen_key()
        if key == _DRAFT and self._draft is not None:
            ruling = self._ruling()
            if ruling is not None:
                now = self._view.code.toPlainText()
                self.editing.compare(
                    tr("Version {number}", number=ruling.number), ruling.text, tr("the draft"), now
                )
            return
        row = self._rows.get(key) if isinstance(key, int) else None
        older = self._before(row) if row is not None else None
        if row is not None and older is not None:
            names = tr("Version {number}", number=older.number), tr("version {number}", number=row.number)
            self.editing.compare(names[0], older.text, names[1], row.text)

    def _on_discard(self) -> None:
        self.editing.discard()

    def _on_simulate(self) -> None:
        self.editing.simulate()

    def _on_publish(self) -> None:
        self.editing.publish(list(self._rows.values()))

    def _on_kept(self, draft: "PlanDraft") -> None:
        # Who comes back to the draft before it is read again must not go on with an older text.
        self._draft = draft

    def _on_changed(self) -> None:
        if not self._to_draft:
            newest = self._newest()
            if newest is not None:
                self._view.table.choose(newest.id)
        self.load()


def _versions_and_draft(workspace: Workspace, now: int) -> "tuple[list[PlanRow], PlanDraft | None]":
    from revroute_desktop.routing.plans.drafts import list_drafts

    with workspace.read() as session:
        rows = plan_versions(session.sql, now)
    return rows, next(iter(list_drafts(workspace)), None)
