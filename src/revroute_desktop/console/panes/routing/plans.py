"""The plans tab: published versions, and the text of the selected one."""

from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from revroute_desktop.console.books import Books
from revroute_desktop.console.panes.routing.models import day_text, plan_cells
from revroute_desktop.console.theme.look import Look
from revroute_desktop.console.widgets.cells import Tone
from revroute_desktop.console.widgets.code import CodeView
from revroute_desktop.console.widgets.empty import EmptyState, OrEmpty
from revroute_desktop.console.widgets.figures import CountLine
from revroute_desktop.console.widgets.models import RowsModel
from revroute_desktop.console.widgets.parts import Button, Facts, Ground, Line, StateMark, Words, panel_colour
from revroute_desktop.console.widgets.table import DataTable
from revroute_desktop.routing.plans.pages import PlanRow, plan_versions


class PlansView(QWidget):
    """Versions at the left, text at the right. Widgets only."""

    def __init__(self, look: Look, model: RowsModel) -> None:
        super().__init__()
        self.count = CountLine(look)
        self.table = DataTable(look, model, "Plan versions")
        self.facts = Facts(look)
        left = Ground(look, panel_colour)
        left_layout = QVBoxLayout(left)
        left_layout.setContentsMargins(0, 0, 0, 0)
        left_layout.setSpacing(0)
        left_layout.addWidget(self.count)
        left_layout.addWidget(self.table, 1)
        under = QWidget()
        under_layout = QVBoxLayout(under)
        under_layout.setContentsMargins(14, 12, 14, 14)
        under_layout.addWidget(self.facts)
        left_layout.addWidget(Line(look))
        left_layout.addWidget(under)
        right = Ground(look, panel_colour, lines="l")
        self.title = Words(look, role="heading")
        self.note = Words(look, role="table", tone=Tone.FAINT)
        self.state = StateMark(look)
        head = QWidget()
        head.setFixedHeight(44)
        head_layout = QHBoxLayout(head)
        head_layout.setContentsMargins(14, 0, 14, 0)
        head_layout.setSpacing(8)
        head_layout.addWidget(self.title)
        head_layout.addWidget(self.state)
        head_layout.addWidget(self.note)
        head_layout.addStretch(1)
        self.simulate_button = Button(look, "Simulate", icon="simulate")
        self.publish_button = Button(look, "Publish a plan", icon="plus")
        head_layout.addWidget(self.simulate_button)
        head_layout.addWidget(self.publish_button)
        self.code = CodeView(look, "Plan text")
        right_layout = QVBoxLayout(right)
        right_layout.setContentsMargins(1, 0, 0, 0)
        right_layout.setSpacing(0)
        right_layout.addWidget(head)
        right_layout.addWidget(Line(look))
        right_layout.addWidget(self.code, 1)
        both = QWidget()
        both_layout = QHBoxLayout(both)
        both_layout.setContentsMargins(0, 0, 0, 0)
        both_layout.setSpacing(0)
        both_layout.addWidget(left, 5)
        both_layout.addWidget(right, 6)
        self.empty = EmptyState(
            look,
            "No plan is published yet",
            "A plan is a YAML file that says who gets what of each event. Publish one to route what waits.",
            "Publish a plan",
            "plus",
        )
        self._or_empty = OrEmpty(both, self.empty)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._or_empty)

    def show_empty(self, empty: bool) -> None:
        """Show the empty state in place of the versions."""
        self._or_empty.show_empty(empty)

    def focus_filter(self) -> None:
        """Put the focus into the table; this tab has no filter."""
        self.table.setFocus()


class PlansPresenter(QObject):
    """Fills a `PlansView`."""

    loaded = Signal()

    def __init__(self, books: Books, view: PlansView, model: RowsModel, parent: QObject) -> None:
        super().__init__(parent)
        self._books = books
        self._view = view
        self._model = model
        self._rows: dict[int, PlanRow] = {}
        view.table.chosen.connect(self._on_chosen)

    @property
    def has_plan(self) -> bool:
        """Whether any version is published."""
        return bool(self._rows)

    def load(self) -> None:
        """Read all versions."""
        self._books.ask("plans.rows", partial(plan_versions, now=self._books.now), self._on_rows)

    def books_changed(self) -> None:
        """Read again."""
        self.load()

    def _on_rows(self, rows: list[PlanRow]) -> None:
        writer, now = self._books.writer, self._books.now
        self._rows = {row.id: row for row in rows}
        self._model.show([plan_cells(row, writer, now) for row in rows], [row.id for row in rows])
        self._view.show_empty(not rows)
        versions = "version" if len(rows) == 1 else "versions"
        self._view.count.say(((writer.count(len(rows)), True), (f"published {versions}", False)))
        if rows and self._view.table.chosen_key() is None:
            ruling = next((row for row in rows if row.in_force), rows[0])
            self._view.table.choose(ruling.id)
        self.loaded.emit()

    def _on_chosen(self, key: object) -> None:
        row = self._rows.get(key) if isinstance(key, int) else None
        if row is None:
            return
        writer = self._books.writer
        self._view.title.say(f"{row.name}, version {row.number}")
        if row.in_force:
            self._view.state.say("In force", Tone.POSITIVE, chip=False)
        elif row.in_force_at > self._books.now:
            self._view.state.say("Planned", Tone.INFO)
        else:
            self._view.state.say("Superseded", Tone.SECOND)
        self._view.note.say("frozen since it was published")
        self._view.code.show_code(row.text)
        self._view.facts.show_facts(
            [
                (
                    "Effective",
                    f"{day_text(row.effective_day)}, {writer.time(row.in_force_at)} {writer.zone.key}",
                ),
                ("Published", f"{writer.moment(row.published_at)} by {row.published_by}"),
                ("Routes", writer.count(row.routes)),
                ("Content hash", row.hash),
                ("Entry", writer.count(row.entry)),
            ]
        )
