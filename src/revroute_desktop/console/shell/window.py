"""The window: rail, header, panes, jobs tray, status bar. Widgets only; `Console` says what they show."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMenu, QStackedWidget, QVBoxLayout, QWidget

from revroute_desktop.console.actions import Actions
from revroute_desktop.console.jobs import JobList
from revroute_desktop.console.shell.first_run import FirstRun
from revroute_desktop.console.shell.header import Header
from revroute_desktop.console.shell.notices import Toast
from revroute_desktop.console.shell.rail import Rail
from revroute_desktop.console.shell.status_bar import StatusBar
from revroute_desktop.console.shell.tray import Tray
from revroute_desktop.console.theme.look import Look
from revroute_desktop.console.widgets.parts import Ground, canvas_colour

_FOLD_BELOW = 1400


class Window(Ground):
    """`closing` is emitted once, when the person closes it; `dropped` gives the paths of dropped files."""

    closing = Signal()
    dropped = Signal(list)

    def __init__(self, look: Look, jobs: JobList, person: str) -> None:
        super().__init__(look, canvas_colour)
        self.setWindowTitle("RevRoute Desktop")
        self.setWindowIcon(look.icon("logo"))
        self.setAcceptDrops(True)
        self.setMinimumSize(860, 540)
        self.actions_of_window = Actions(self)
        self.menu = QMenu(self)
        self.actions_of_window.fill_menu(self.menu, "File")
        self.menu.addSeparator()
        for title in ("Work", "Go", "View"):
            self.actions_of_window.fill_menu(self.menu.addMenu(title), title)
        self.rail = Rail(look, self.menu)
        self.header = Header(look, person)
        self.panes = QStackedWidget()
        self.tray = Tray(look, jobs)
        self.status = StatusBar(look)
        self.first_run = FirstRun(look)
        self.toast = Toast(look, self)

        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self.header)
        right.addWidget(self.panes, 1)
        right.addWidget(self.tray)
        self._work = QWidget()
        work = QHBoxLayout(self._work)
        work.setContentsMargins(0, 0, 0, 0)
        work.setSpacing(0)
        work.addWidget(self.rail)
        work.addLayout(right, 1)
        self._body = QStackedWidget()
        self._body.addWidget(self.first_run)
        self._body.addWidget(self._work)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._body, 1)
        layout.addWidget(self.status)

    def show_work(self, on: bool) -> None:
        """Show the panes, or the screen without a workspace."""
        self._body.setCurrentIndex(1 if on else 0)

    def next_region(self) -> None:
        """Move the focus to the next region: rail, header, pane, tray, status bar."""
        regions: list[QWidget] = [self.rail, self.header, self.panes, self.status]
        if self.tray.is_open:
            regions.insert(3, self.tray)
        focused = QApplication.focusWidget()
        at = next((i for i, r in enumerate(regions) if focused is not None and r.isAncestorOf(focused)), -1)
        for step in range(1, len(regions) + 1):
            region = regions[(at + step) % len(regions)]
            child = next(
                (
                    w
                    for w in region.findChildren(QWidget)
                    if w.focusPolicy() & Qt.FocusPolicy.TabFocus and w.isVisible() and w.isEnabled()
                ),
                None,
            )
            if child is not None:
                self.setAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange)
                child.setFocus(Qt.FocusReason.TabFocusReason)
                return

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.rail.fold(self.width() < _FOLD_BELOW)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            self.dropped.emit(paths)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.closing.emit()
        super().closeEvent(event)
