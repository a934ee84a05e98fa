"""`ListTab`: filter, count line, table with totals, and an inspector, as most tabs have them."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from revroute_desktop.console.theme.focus import focus_by_key
from revroute_desktop.console.theme.look import Look
from revroute_desktop.console.translate import tr
from revroute_desktop.console.widgets.empty import EmptyState, OrEmpty
from revroute_desktop.console.widgets.figures import CountLine
from revroute_desktop.console.widgets.filter_field import FilterField
from revroute_desktop.console.widgets.inspector import Beside, Inspector
from revroute_desktop.console.widgets.models import PagedModel, RowsModel
from revroute_desktop.console.widgets.parts import Button
from revroute_desktop.console.widgets.surfaces import Ground, panel_colour
from revroute_desktop.console.widgets.tabbed import TabPage
from revroute_desktop.console.widgets.table import DataTable
from revroute_desktop.console.widgets.table_tools import Tools
from revroute_desktop.console.widgets.totals import TableBlock
from revroute_desktop.console.widgets.tree import DataTree
from revroute_desktop.console.widgets.tree_model import TreeModel
from revroute_desktop.workspace.filters.fields import Table


class ListTab(TabPage):
    """`chosen` gives the key of the selected row or None; `newer_asked` asks for the new rows.

    `line` takes more buttons beside the count.
    """

    chosen = Signal(object)
    newer_asked = Signal()

    def __init__(
        self,
        look: Look,
        model: RowsModel | PagedModel | TreeModel,
        name: str,
        inspector: Inspector,
        empty: EmptyState,
        *,
        filters: Table | None = None,
        above: QWidget | None = None,
    ) -> None:
        super().__init__()
        self.table: DataTable | DataTree = (
            DataTree(look, model, name) if isinstance(model, TreeModel) else DataTable(look, model, name)
        )
        self.block = TableBlock(look, self.table)
        self.filter = FilterField(look, filters) if filters is not None else None
        self.tools = Tools(look)
        self.save_button = Button(look, tr("Save view"), icon="bookmark")
        self.count = CountLine(look)
        self.inspector = inspector
        self.empty = empty
        self._newer = Button(look, "", icon="refresh", variant="bare", name=tr("Show new rows"))
        self._newer.hide()
        self._newer.clicked.connect(self._on_newer)
        content = QWidget()
        layout = QVBoxLayout(content)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        if above is not None:
            layout.addWidget(above)
        if self.filter is not None:
            bar = QWidget()
            bar_layout = QHBoxLayout(bar)
            bar_layout.setContentsMargins(12, 8, 12, 8)
            bar_layout.addWidget(self.filter, 1)
            self.save_button.setFixedHeight(30)
            for button in (self.save_button, *self.tools.buttons):
                bar_layout.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
            bar_layout.addStretch(0)
            layout.addWidget(bar)
        line = Ground(look, panel_colour, lines="t")
        line_layout = self.line = QHBoxLayout(line)
        line_layout.setContentsMargins(0, 1, 8, 0)
        line_layout.setSpacing(0)
        line_layout.addWidget(self.count, 1)
        line_layout.addWidget(self._newer)
        if self.filter is None:
            for button in (self.save_button, *self.tools.buttons):
                line_layout.addWidget(button)
            line_layout.setContentsMargins(0, 5, 12, 5)
            line_layout.setSpacing(8)
        layout.addWidget(line)
        self._or_empty = OrEmpty(self.block, empty)
        layout.addWidget(self._or_empty, 1)
        self.beside = Beside(content, inspector, home=self.table)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.beside)
        self.table.chosen.connect(self._on_chosen)
        self.table.opened.connect(self._on_opened)
        inspector.closed.connect(self._on_closed)

    def show_empty(self, empty: bool, *, filtered: bool = False) -> None:
        """Show the empty state in place of the table; `filtered`: the filter leaves nothing."""
        if empty:
            self.empty.say_why(filtered=filtered)
        self._or_empty.show_empty(empty)

    def show_newer(self, count: str) -> None:
        """Offer rows that came since the table was read; empty for none."""
        self._newer.setText(tr("{count} new, show", count=count) if count else "")
        self._newer.setFixedWidth(max(self._newer.sizeHint().width(), 28))
        self._newer.setVisible(bool(count))

    def focus_filter(self) -> None:
        """Put the cursor into the filter, or into the table where there is none."""
        (self.filter or self.table).setFocus(Qt.FocusReason.ShortcutFocusReason)

    def copy(self, text: str) -> None:
        """Put a text on the clipboard."""
        QApplication.clipboard().setText(text)

    def _on_chosen(self, key: object) -> None:
        if key is not None and self.table.selected_count() == 1:
            # Several rows are to be summed or copied, not explained.
            self.beside.open_inspector()
        self.chosen.emit(key)

    def _on_opened(self, _key: object) -> None:
        self.beside.open_inspector()
        focus_by_key(self.inspector.tabs)

    def _on_closed(self) -> None:
        self.table.setFocus()

    def _on_newer(self) -> None:
        self.show_newer("")
        self.newer_asked.emit()
