"""The overview: what is selected, key figures, and cards as the operator arranges them. Widgets only."""

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from revroute_desktop.console.books.books import Books
from revroute_desktop.console.panes.analytics.cards.grid import CardGrid
from revroute_desktop.console.panes.analytics.overview.names import arrangement_title
from revroute_desktop.console.panes.analytics.why_page import WhyPage
from revroute_desktop.console.theme.look import Look
from revroute_desktop.console.translate import tr
from revroute_desktop.console.widgets.empty import EmptyState, OrEmpty
from revroute_desktop.console.widgets.figures import FigureStrip
from revroute_desktop.console.widgets.inspector import Beside, Inspector
from revroute_desktop.console.widgets.parts import Button
from revroute_desktop.console.widgets.segments import Segments
from revroute_desktop.console.widgets.selection_bar import SelectionBar
from revroute_desktop.console.widgets.tab_order import put_behind
from revroute_desktop.console.widgets.tabbed import TabPage


class OverviewView(TabPage):
    """`arrangement_asked` gives a name, `arrange_asked` and `compare_asked` where their menus go; `cleared`
    lets go of the selection.
    """

    arrangement_asked = Signal(str)
    arrange_asked = Signal(object)
    compare_asked = Signal(object)
    card_asked = Signal()
    cleared = Signal()
    import_asked = Signal()

    def __init__(self, look: Look, books: Books) -> None:
        super().__init__()
        self.look = look
        self.books = books
        self._names: tuple[str, ...] = ()
        self.selection = SelectionBar(look)
        self.compare_button = Button(look, tr("vs the period before"), icon="chevron-down")
        self.compare_button.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self.compare_button.clicked.connect(self._on_compare)
        self.arrange_button = Button(look, "", icon="arrange", name=tr("Arrangements"))
        self.arrange_button.clicked.connect(self._on_arrange)
        self.card_button = Button(look, tr("Add card"), icon="plus")
        self.card_button.clicked.connect(self.card_asked)
        self.segments: Segments | None = None
        self.figures = FigureStrip(look, even=True)
        self.grid = CardGrid(look, self.figures)
        self._bar = QHBoxLayout()
        self._bar.setSpacing(8)
        self._bar.addWidget(self.selection, 1)
        self._bar.addWidget(self.compare_button)
        self._bar.addWidget(self.arrange_button)
        self._bar.addWidget(self.card_button)
        content = QWidget()
        layout = QVBoxLayout(content)
        layout.setContentsMargins(12, 10, 12, 12)
        layout.setSpacing(10)
        layout.addLayout(self._bar)
        layout.addWidget(self.figures)
        layout.addWidget(self.grid, 1)
        self.why = WhyPage(look)
        self.inspector = Inspector(look, ((tr("Why did it change?"), self.why),))
        self.beside = Beside(content, self.inspector, home=self.figures)
        self.empty = EmptyState(
            look,
            tr("There is nothing to measure yet"),
            tr(
                "Import revenue, or the access logs of your server: figures, charts and why they "
                "change stand here."
            ),
            tr("Import revenue"),
            "import",
        )
        self.empty.acted.connect(self.import_asked)
        self._or_empty = OrEmpty(self.beside, self.empty)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._or_empty)

    def show_empty(self, empty: bool) -> None:
        """Show what there would be, or what there is."""
        self._or_empty.show_empty(empty)

    def show_names(self, names: tuple[str, ...], shown: str) -> None:
        """Show the arrangements to choose from, and which one is shown."""
        if names != self._names:
            self._names = names
            old = self.segments
            titles = tuple(arrangement_title(name) for name in names)
            self.segments = Segments(self.look, titles, tr("Arrangement"))
            self.segments.choose(names.index(shown))
            self.segments.changed.connect(self._on_segment)
            if old is not None:
                self._bar.replaceWidget(old, self.segments)
                old.hide()
                old.deleteLater()
            else:
                self._bar.insertWidget(2, self.segments)
            put_behind(self.compare_button, (self.segments,))
        if self.segments is not None:
            self.segments.blockSignals(True)
            self.segments.choose(names.index(shown))
            self.segments.blockSignals(False)

    def focus_filter(self) -> None:
        """Go to the key figures."""
        self.figures.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.cleared.emit()
        else:
            super().keyPressEvent(event)

    def popup(self, menu: QMenu, at: QPoint) -> None:
        """Open a menu that goes away when it is closed."""
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(at)

    def _on_segment(self, at: int) -> None:
        self.arrangement_asked.emit(self._names[at])

    def _on_arrange(self) -> None:
        self.arrange_asked.emit(_below(self.arrange_button))

    def _on_compare(self) -> None:
        self.compare_asked.emit(_below(self.compare_button))


def _below(button: QWidget) -> QPoint:
    return button.mapToGlobal(button.rect().bottomLeft())
