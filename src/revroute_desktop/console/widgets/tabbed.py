"""`TabbedView`: a pane's head over one page a tab, each made when it is first asked for."""

from typing import Generic, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QStackedWidget, QVBoxLayout, QWidget

from revroute_desktop.console.theme.look import Look
from revroute_desktop.console.widgets.pane import PaneHead
from revroute_desktop.console.widgets.parts import Button


class TabPage(QWidget):
    """What stands under a tab of a pane."""

    def focus_filter(self) -> None:
        """Put the cursor into the filter, or into what the page begins with."""
        raise NotImplementedError


P = TypeVar("P", bound=TabPage)


class TabbedView(QWidget, Generic[P]):
    """Whoever inherits says how each page is made, and asks for the first one once it can be.

    `acted` gives the id of an action of the registry, `made` the index of a tab whose page is there now.
    """

    acted = Signal(str)
    made = Signal(int)
    tab_changed = Signal(int)

    def __init__(self, look: Look, title: str, tabs: tuple[str, ...], buttons: tuple[Button, ...]) -> None:
        super().__init__()
        self._look = look
        self._made: dict[int, P] = {}
        self._pages = QStackedWidget()
        self.head = PaneHead(look, title, tabs, buttons)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.head)
        layout.addWidget(self._pages, 1)
        self.head.tabs.changed.connect(self._on_tab)

    def page(self, at: int) -> P:
        """Return the page of a tab, made if need be."""
        if at not in self._made:
            self._made[at] = page = self._make(at)
            self._pages.addWidget(page)
            self.made.emit(at)
        return self._made[at]

    @property
    def tab(self) -> int:
        """Index of the tab shown."""
        return self.head.tabs.current

    def focus_filter(self) -> None:
        """Put the cursor into the filter of the tab shown, or into what it begins with."""
        self.page(self.tab).focus_filter()

    def _make(self, at: int) -> P:
        """Make the page of a tab; what it needs is imported here: the first page must not wait for others."""
        raise NotImplementedError

    def _enter(self, page: P) -> None:
        """Move the focus from the tab left into the one shown."""
        page.focus_filter()

    def _on_tab(self, at: int) -> None:
        focused = QApplication.focusWidget()
        inside = focused is not None and self._pages.isAncestorOf(focused)
        page = self.page(at)
        self._pages.setCurrentWidget(page)
        if inside:
            self._enter(page)
        self.tab_changed.emit(at)
