"""The plans tab: published versions and the draft at the left, the text of the selected one at the right."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from revroute_desktop.console.theme.look import Look
from revroute_desktop.console.translate import later, tr
from revroute_desktop.console.widgets.cells import Column, Holds, Row, Tone
from revroute_desktop.console.widgets.code_editor import CodeEditor
from revroute_desktop.console.widgets.empty import EmptyState, OrEmpty
from revroute_desktop.console.widgets.figures import CountLine
from revroute_desktop.console.widgets.filter_field import FilterField
from revroute_desktop.console.widgets.models import RowsModel
from revroute_desktop.console.widgets.parts import Button, Facts, StateMark, Words
from revroute_desktop.console.widgets.surfaces import Ground, Line, panel_colour
from revroute_desktop.console.widgets.tabbed import TabPage
from revroute_desktop.console.widgets.table import DataTable
from revroute_desktop.routing.plans.pages import PLAN_FIELDS

_FINDINGS_HEIGHT = 150

FINDING_COLUMNS = (
    Column(later("Line"), "1,054", right=True, grow=0, holds=Holds.COUNT),
    Column(later("Finding"), "Line 54: tips, step fee, can take more than the event.", grow=4),
)


class PlansView(TabPage):
    """Versions at the left, text at the right. Widgets only."""

    def __init__(self, look: Look, model: RowsModel) -> None:
        super().__init__()
        self.look = look
        self.filter = FilterField(look, PLAN_FIELDS)
        self.save_button = Button(look, "", icon="bookmark", name=tr("Save view"))
        self.save_button.setFixedHeight(30)
        self.count = CountLine(look)
        self.table = DataTable(look, model, tr("Plan versions"))
        self.facts = Facts(look)
        left = Ground(look, panel_colour)
        left_layout = QVBoxLayout(left)
        left_layout.setContentsMargins(0, 0, 0, 0)
        left_layout.setSpacing(0)
        bar = QWidget()
        bar_layout = QHBoxLayout(bar)
        bar_layout.setContentsMargins(12, 8, 12, 8)
        bar_layout.addWidget(self.filter, 1)
        bar_layout.addWidget(self.save_button, 0, Qt.AlignmentFlag.AlignTop)
        left_layout.addWidget(bar)
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
        self.note = Words(look, role="table", tone=Tone.FAINT, elide=True)
        self.state = StateMark(look)
        head = QWidget()
        head_layout = QVBoxLayout(head)
        head_layout.setContentsMargins(14, 10, 14, 8)
        head_layout.setSpacing(8)
        named, acts = QHBoxLayout(), QHBoxLayout()
        for row in (named, acts):
            row.setSpacing(8)
            head_layout.addLayout(row)
        named.addWidget(self.title)
        named.addWidget(self.state)
        named.addWidget(self.note, 1)
        self.simulate_button = Button(look, tr("Simulate"), icon="simulate")
        self.publish_button = Button(look, tr("Publish a plan"), icon="plus")
        self.edit_button = Button(look, tr("Edit a draft"))
        self.compare_button = Button(look, tr("Compare"))
        self.discard_button = Button(look, tr("Discard"), variant="danger")
        self.simulate_draft_button = Button(look, tr("Simulate"), icon="simulate")
        self.publish_draft_button = Button(look, tr("Publish"), icon="check", variant="primary")
        self._of_draft = (self.discard_button, self.simulate_draft_button, self.publish_draft_button)
        self._of_version = (self.edit_button, self.simulate_button, self.publish_button)
        for button in (self.compare_button, *self._of_version, *self._of_draft):
            acts.addWidget(button)
        acts.addStretch(1)
        self.code = CodeEditor(look, tr("Plan text"))
        self.findings_model = RowsModel(FINDING_COLUMNS, self)
        self.findings = DataTable(look, self.findings_model, tr("Findings"))
        self.findings.setFixedHeight(_FINDINGS_HEIGHT)
        self.verdict = Words(look, role="table", tone=Tone.SECOND)
        self.verdict.setContentsMargins(14, 9, 14, 9)
        right_layout = QVBoxLayout(right)
        right_layout.setContentsMargins(1, 0, 0, 0)
        right_layout.setSpacing(0)
        right_layout.addWidget(head)
        right_layout.addWidget(Line(look))
        right_layout.addWidget(self.code, 1)
        right_layout.addWidget(Line(look))
        right_layout.addWidget(self.verdict)
        right_layout.addWidget(self.findings)
        both = QWidget()
        both_layout = QHBoxLayout(both)
        both_layout.setContentsMargins(0, 0, 0, 0)
        both_layout.setSpacing(0)
        both_layout.addWidget(left, 5)
        both_layout.addWidget(right, 6)
        self.empty = EmptyState(
            look,
            tr("No plan is published yet"),
            tr(
                "A plan is a YAML file that says who gets what of each event. Publish one to "
                "route what waits."
            ),
            tr("Publish a plan"),
            "plus",
        )
        self._or_empty = OrEmpty(both, self.empty)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._or_empty)

    def show_empty(self, empty: bool) -> None:
        """Show the empty state in place of the versions."""
        self._or_empty.show_empty(empty)

    def show_draft(self, on: bool, *, may_write: bool) -> None:
        """Offer what goes with a draft, or what goes with a published version."""
        self.code.setReadOnly(not on or not may_write)
        for button in self._of_draft:
            button.setVisible(on and may_write)
        for button in self._of_version:
            button.setVisible(not on)
        self.edit_button.setEnabled(may_write)
        self.verdict.setVisible(on)
        self.findings.setVisible(False)
        if not on:
            self.code.mark_lines(())

    def show_findings(self, rows: list[Row], keys: list[object]) -> None:
        """List what keeps the draft from being published."""
        self.findings_model.show(rows, keys)
        self.findings.setVisible(bool(rows))
        inside = self.code.parentWidget()
        layout = inside.layout() if inside is not None else None
        if layout is not None:
            # The table takes room of the text: the line that is being written stays in sight.
            layout.activate()
        self.code.ensureCursorVisible()
        self.publish_draft_button.setEnabled(not rows)
        if rows:
            self.verdict.say(
                tr(
                    "{n} findings. It cannot be published until they are mended.",
                    one="{n} finding. It cannot be published until it is mended.",
                    n=len(rows),
                ),
                Tone.NEGATIVE,
            )
        else:
            self.verdict.say(
                tr("Checked against accounts and published versions: no findings."), Tone.POSITIVE
            )

    def focus_filter(self) -> None:
        """Put the cursor into the filter."""
        self.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
