"""The tab of questions in SQL: asks aside within limits, sorts the answer, keeps questions."""

from functools import partial
from threading import Event

import numpy as np
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QLineEdit, QWidget

from revroute_desktop.analytics.sql_page.kept import (
    Question,
    drop_question,
    keep_question,
    kept_questions,
)
from revroute_desktop.console.format import decimal, grouped
from revroute_desktop.console.panes.analytics.sql.answer import (
    Answer,
    answered,
    ids_of,
    order,
    page_of,
    rows_of,
)
from revroute_desktop.console.panes.analytics.sql.view import SqlView
from revroute_desktop.console.panes.tab import Desk, TabPresenter
from revroute_desktop.console.table_link import TableLink
from revroute_desktop.console.theme.look import Look
from revroute_desktop.console.translate import tr
from revroute_desktop.console.widgets.dialog import NARROW, Dialog
from revroute_desktop.console.widgets.models import Ids

__all__ = ["SqlPresenter", "SqlView"]


class KeepDialog(Dialog):
    """Asks for the name of a question."""

    def __init__(self, look: Look, parent: QWidget, name: str) -> None:
        super().__init__(
            look,
            parent,
            tr("Keep the question"),
            tr("It stays with the workspace. One of the same name is replaced."),
            tr("Keep it"),
            width=NARROW,
        )
        self.name = QLineEdit(name)
        self.field(tr("Name"), self.name)

    def problem(self) -> str:
        return "" if self.name.text().strip() else tr("Give the question a name.")


class SqlPresenter(TabPresenter):
    """Fills a `SqlView`."""

    def __init__(self, desk: Desk, view: SqlView, parent: QObject) -> None:
        super().__init__(desk, view, parent)
        self._view = view
        self._stop: Event | None = None
        self._answer: Answer | None = None
        self.link: TableLink | None = None
        self.dialog: KeepDialog | None = None
        view.run_asked.connect(self.run)
        view.stop_asked.connect(self.stop)
        view.keep_asked.connect(self._on_keep)
        view.drop_asked.connect(self._on_drop)
        view.sort_asked.connect(self._on_sort)
        view.keep_button.setEnabled(desk.may_write)
        for button in view.tools.buttons:
            button.setEnabled(False)

    def load(self) -> None:
        # The answer stays as it was asked for: only a person asks again.
        self.ask("sql.kept", kept_questions, self._on_kept)

    def run(self) -> None:
        """Ask the question that stands in the editor."""
        self.stop()
        question = self._view.question
        rows, seconds = self._view.limits
        self._stop = Event()
        self._view.show_fault("")
        self._view.editor.mark_lines(())
        self._view.show_running(True)
        stops = (self._stop, self.books.leaving)
        work = partial(answered, self.books.workspace, question, rows, seconds, stops)
        self.books.call("analytics.sql.run", work, self._on_found, slow=True)

    def stop(self) -> None:
        """Give up the question that is being answered."""
        if self._stop is not None:
            self._stop.set()
            self._stop = None

    def _on_found(self, answer: Answer) -> None:
        view = self._view
        self._stop = None
        view.show_running(False)
        view.show_fault(answer.fault)
        if answer.fault:
            # The last good answer stays.
            if answer.place is not None:
                view.editor.mark_part(answer.place.start, answer.place.length)
            view.say_answer(_about(self._answer) if self._answer is not None else " ")
            self.loaded.emit()
            return
        self._answer = answer
        for button in view.tools.buttons:
            button.setEnabled(True)
        model = view.show_table(answer.columns)
        model.page_wanted.connect(self._on_page_wanted)
        assert view.table is not None, "it has just been made"
        self.link = link = TableLink(
            self.books,
            view.table,
            view.table,
            rows_of=partial(rows_of, answer),
            ids_of=self._ids_of,
            tools=view.tools,
        )
        link.says.connect(self.selected_says)
        model.show(np.arange(len(answer.rows), dtype=np.int64))
        view.say_answer(_about(answer))
        self.loaded.emit()

    def _ids_of(self) -> "partial[Ids]":
        model = self._view.model
        assert model is not None, "a table that is exported has a model"
        return partial(ids_of, model.ids)

    def _on_page_wanted(self, page: int, ids: Ids) -> None:
        model, answer = self._view.model, self._answer
        if model is None or answer is None or self.sender() is not model:
            return
        self.books.call(
            f"analytics.sql.page.{page}",
            partial(page_of, answer, ids),
            partial(model.put_page, model.version, page),
        )

    def _on_sort(self, name: str, descending: bool) -> None:
        answer = self._answer
        if answer is None or self._view.table is None:
            return
        at = [column.name for column in answer.columns].index(name)
        self._view.table.show_sort(name, descending=descending)
        self.books.call(
            "analytics.sql.sort",
            partial(order, answer, at, descending=descending),
            partial(self._on_sorted, answer),
            slow=True,
        )

    def _on_sorted(self, answer: Answer, ids: Ids) -> None:
        if answer is self._answer and self._view.model is not None:
            self._view.model.show(ids)

    # Questions that are kept

    def _on_kept(self, kept: tuple[Question, ...]) -> None:
        self._view.show_questions(kept)
        self.loaded.emit()

    def _on_keep(self) -> None:
        if not self._view.question.strip():
            self.said.emit(tr("Write a question first."))
            return
        key = str(self._view.question_table.chosen_key() or "")
        name = key.partition(":")[2] if key.startswith("kept:") else ""
        self.dialog = KeepDialog(self.desk.look, self._view.window(), name)
        self.dialog.submitted.connect(self._on_keep_submitted)
        self.dialog.ask()

    def _on_keep_submitted(self) -> None:
        if self.dialog is not None:
            work = partial(keep_question, self.books.workspace, self.dialog.name.text(), self._view.question)
            self.books.write(work, self._on_written, self.dialog.refuse)

    def _on_written(self, _nothing: object) -> None:
        if self.dialog is not None:
            self.dialog.accept()
            self.dialog = None
        self.books_changed()

    def _on_drop(self, name: str) -> None:
        self.books.write(partial(drop_question, self.books.workspace, name), self._on_written)


def _about(answer: Answer) -> str:
    count = len(answer.rows)
    took = decimal(answer.seconds, 2)
    if answer.cut:
        return tr("the first {count} rows, there are more; {took} s", count=grouped(count), took=took)
    return tr("{count} rows; {took} s", one="{count} row; {took} s", n=count, count=grouped(count), took=took)
