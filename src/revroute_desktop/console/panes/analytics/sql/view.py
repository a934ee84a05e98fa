"""The tab of questions in SQL: question, answer, questions that are kept, views. Widgets only."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from revroute_desktop.analytics.sql_page.kept import READY, Question
from revroute_desktop.analytics.sql_page.views import VIEWS
from revroute_desktop.console.books.books import Books
from revroute_desktop.console.format import grouped
from revroute_desktop.console.theme.look import Look
from revroute_desktop.console.translate import later, tr
from revroute_desktop.console.widgets.cells import Cell, Column, Form, Row, Tone
from revroute_desktop.console.widgets.code_editor import CodeEditor
from revroute_desktop.console.widgets.empty import EmptyState
from revroute_desktop.console.widgets.models import PagedModel, RowsModel
from revroute_desktop.console.widgets.parts import Button, Words
from revroute_desktop.console.widgets.surfaces import Panel
from revroute_desktop.console.widgets.tabbed import TabPage
from revroute_desktop.console.widgets.table import DataTable
from revroute_desktop.console.widgets.table_tools import Tools

LIMITS = (1_000, 10_000, 100_000)
"""Rows that may be asked for."""

TIMES = (10, 30, 60)
"""Seconds that an answer may take."""

_EDITOR_LEAST = 120
_SIDE = 300
_WORDS = (
    *("SELECT", "FROM", "WHERE", "GROUP BY", "ORDER BY", "HAVING", "LIMIT", "DISTINCT", "JOIN", "LEFT JOIN"),
    *("UNION ALL", "BETWEEN", "CASE", "WHEN", "THEN", "ELSE", "END", "LIKE", "COUNT(*)", "SUM(", "AVG("),
    *("MIN(", "MAX(", "ROUND(", "substr(", "strftime(", "date(", "coalesce(", "WITH", "IS NOT NULL"),
)
VIEW_COLUMNS = (
    Column(later("Name"), "transaction_id", grow=1),
    Column(later("Meaning"), "name that the source gives", grow=3),
)
QUESTION_COLUMNS = (Column(later("Question"), "Refunds and chargebacks by product", grow=1),)


_READY = {
    "Revenue by day": later("Revenue by day"),
    "Refunds and chargebacks by product": later("Refunds and chargebacks by product"),
    "Largest balances": later("Largest balances"),
    "What an account got by kind": later("What an account got by kind"),
    "Where visits come from": later("Where visits come from"),
    "What was done in the books": later("What was done in the books"),
}
"""The names of the questions that are always there."""


class SqlEditor(CodeEditor):
    """Ctrl+Enter runs the question; a word that is offered belongs to SQL or to the views."""

    run_asked = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__(look, tr("Question"), "sql")
        self.setReadOnly(False)
        self.setPlaceholderText(tr("SELECT … over the views at the right; Ctrl+Enter runs it"))
        columns = {name for view in VIEWS for name, _, _ in view.columns}
        self.set_words([*(view.name for view in VIEWS), *sorted(columns), *_WORDS])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.run_asked.emit()
            return
        super().keyPressEvent(event)

    def insert(self, word: str) -> None:
        """Put a word where the cursor is, apart from what is there."""
        cursor = self.textCursor()
        before = cursor.block().text()[: cursor.positionInBlock()]
        apart = bool(before) and not before[-1].isspace() and before[-1] not in "(,."
        cursor.insertText(f" {word}" if apart else word)
        self.setTextCursor(cursor)
        self.setFocus(Qt.FocusReason.OtherFocusReason)


class SqlView(TabPage):
    """`sort_asked` gives the column and the direction, `drop_asked` the name of a question that is kept."""

    run_asked = Signal()
    stop_asked = Signal()
    keep_asked = Signal()
    drop_asked = Signal(str)
    sort_asked = Signal(str, bool)

    def __init__(self, look: Look, books: Books) -> None:
        super().__init__()
        self.look = look
        self.books = books
        self.editor = SqlEditor(look)
        self.editor.setMinimumHeight(_EDITOR_LEAST)
        self.run_button = Button(look, tr("Run"), icon="play")
        self.run_button.setToolTip(tr("Ctrl+Enter"))
        self.stop_button = Button(look, tr("Stop"), icon="stop")
        self.keep_button = Button(look, tr("Keep"), icon="bookmark")
        self.rows = QComboBox()
        self.rows.setAccessibleName(tr("Rows at most"))
        for count in LIMITS:
            self.rows.addItem(tr("{count} rows", count=grouped(count)), count)
        self.seconds = QComboBox()
        self.seconds.setAccessibleName(tr("Time at most"))
        for seconds in TIMES:
            self.seconds.addItem(tr("{count} s", count=seconds), seconds)
        self.question_panel = Panel(look, tr("Question"), tr("reads the views, writes nothing"))
        for widget in (self.rows, self.seconds, self.keep_button, self.stop_button, self.run_button):
            self.question_panel.tools.addWidget(widget)
        self.question_panel.add_inset(self.editor)
        self.fault = Words(look, role="table", tone=Tone.NEGATIVE, wrap=True)
        self.fault.setContentsMargins(12, 6, 12, 8)
        self.fault.hide()
        self.question_panel.add(self.fault)
        self.tools = Tools(look)
        self.answer_panel = Panel(look, tr("Answer"), " ")
        for button in self.tools.buttons:
            button.setFixedHeight(28)
            self.answer_panel.tools.addWidget(button)
        self.empty = EmptyState(
            look, tr("No answer yet"), tr("Write a question, or take one from the right, and run it.")
        )
        self._stack = QStackedWidget()
        self._stack.addWidget(self.empty)
        self.answer_panel.add(self._stack, 1)
        self.model: PagedModel | None = None
        self.table: DataTable | None = None
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 12, 12, 12)
        layout.setSpacing(10)
        halves = QSplitter(Qt.Orientation.Vertical)
        halves.setHandleWidth(10)
        halves.setChildrenCollapsible(False)
        halves.addWidget(self.question_panel)
        halves.addWidget(self.answer_panel)
        halves.setSizes([220, 520])
        layout.addWidget(halves, 1)
        layout.addWidget(self._side())
        self.run_button.clicked.connect(self.run_asked)
        self.editor.run_asked.connect(self.run_asked)
        self.stop_button.clicked.connect(self.stop_asked)
        self.keep_button.clicked.connect(self.keep_asked)
        self.show_running(False)
        self.show_questions(())

    @property
    def question(self) -> str:
        """The question as it stands."""
        return self.editor.toPlainText()

    @property
    def limits(self) -> tuple[int, float]:
        """Rows and seconds, at most."""
        return int(self.rows.currentData()), float(self.seconds.currentData())

    def focus_filter(self) -> None:
        """Go to where the page begins."""
        self.editor.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def show_question(self, text: str) -> None:
        """Show a question in the editor; what stood there can be had back by Ctrl+Z."""
        cursor = self.editor.textCursor()
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.insertText(text)
        self.editor.setTextCursor(cursor)
        self.editor.mark_lines(())
        self.show_fault("")

    def show_questions(self, kept: Sequence[Question]) -> None:
        """Show the questions that are kept, before those that are always there."""
        self._texts = {f"kept:{one.name}": one.text for one in kept}
        self._texts |= {f"ready:{one.name}": one.text for one in READY}
        rows: list[Row] = [(Cell(one.name, Form.MEDIUM, full=one.name),) for one in kept]
        rows += [(Cell(tr(_READY[one.name])),) for one in READY]
        self.questions.show(rows, list(self._texts))
        self._on_marked(None)

    def show_running(self, running: bool) -> None:
        """Say whether an answer is on its way."""
        self.run_button.setEnabled(not running)
        self.stop_button.setVisible(running)
        if running:
            self.say_answer(tr("looking…"))

    def show_fault(self, sentence: str) -> None:
        """Say what is wrong with the question; empty for nothing."""
        self.fault.say(sentence)
        self.fault.setVisible(bool(sentence))

    def show_table(self, columns: tuple[Column, ...]) -> PagedModel:
        """Make the table of another answer and return its model."""
        old = self.table
        self.model = PagedModel(columns)
        self.table = DataTable(self.look, self.model, tr("Answer"))
        self.model.setParent(self.table)
        self.table.sort_asked.connect(self.sort_asked)
        self._stack.addWidget(self.table)
        self._stack.setCurrentWidget(self.table)
        if old is not None:
            self._stack.removeWidget(old)
            old.deleteLater()
        return self.model

    def say_answer(self, words: str) -> None:
        """Say how long the answer is and how long it took."""
        self.answer_panel.say_title(tr("Answer"), words)

    def _side(self) -> QWidget:
        look = self.look
        self.questions = RowsModel(QUESTION_COLUMNS, self)
        self.question_table = DataTable(look, self.questions, tr("Questions that are kept"))
        self.question_table.setMinimumHeight(look.row_height * 4)
        self.drop_button = Button(look, tr("Remove"), variant="bare", name=tr("Remove the question"))
        panel = Panel(look, tr("Questions"), tr("Enter takes one"))
        panel.tools.addWidget(self.drop_button)
        panel.add(self.question_table, 1)
        self.views = RowsModel(VIEW_COLUMNS, self)
        self.view_table = DataTable(look, self.views, tr("Views"))
        rows: list[Row] = []
        keys: list[str] = []
        for view in VIEWS:
            rows.append(
                (Cell(view.name, Form.STRONG), Cell(view.meaning, tone=Tone.SECOND, full=view.meaning))
            )
            keys.append(view.name)
            for name, _, meaning in view.columns:
                rows.append((Cell(f"   {name}", raw=name), Cell(meaning, tone=Tone.FAINT, full=meaning)))
                keys.append(f"{view.name}.{name}")
        self.views.show(rows, keys)
        views = Panel(look, tr("Views"), tr("Enter inserts a name"))
        views.add(self.view_table, 1)
        side = QWidget()
        side.setFixedWidth(_SIDE)
        layout = QVBoxLayout(side)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addWidget(panel, 2)
        layout.addWidget(views, 3)
        self.question_table.opened.connect(self._on_question)
        self.question_table.doubleClicked.connect(self._on_question_clicked)
        self.question_table.chosen.connect(self._on_marked)
        self.view_table.opened.connect(self._on_view)
        self.view_table.doubleClicked.connect(self._on_view_clicked)
        self.drop_button.clicked.connect(self._on_drop)
        return side

    def _on_question(self, key: object) -> None:
        if key in self._texts:
            self.show_question(self._texts[str(key)])
            self.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_question_clicked(self) -> None:
        self._on_question(self.question_table.chosen_key())

    def _on_marked(self, key: object) -> None:
        self.drop_button.setVisible(str(key).startswith("kept:"))

    def _on_drop(self) -> None:
        key = str(self.question_table.chosen_key())
        if key.startswith("kept:"):
            self.drop_asked.emit(key.partition(":")[2])

    def _on_view(self, key: object) -> None:
        if key is not None:
            self.editor.insert(str(key).rpartition(".")[2])

    def _on_view_clicked(self) -> None:
        self._on_view(self.view_table.chosen_key())
