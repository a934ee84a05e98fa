"""The window: rail, header, panes, jobs tray, status bar. Widgets only; `Console` says what they show."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QMenu,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from revroute_desktop.console.actions import MENUS, Actions
from revroute_desktop.console.jobs.jobs import JobList
from revroute_desktop.console.shell.first_run import FirstRun
from revroute_desktop.console.shell.header import Header
from revroute_desktop.console.shell.notice_list import NoticeList
from revroute_desktop.console.shell.notices import Toast
from revroute_desktop.console.shell.palette import Palette
from revroute_desktop.console.shell.rail import Rail
from revroute_desktop.console.shell.status_bar import StatusBar
from revroute_desktop.console.shell.tray import Tray
from revroute_desktop.console.theme.focus import focus_by_key
from revroute_desktop.console.theme.look import Look
from revroute_desktop.console.translate import tr
from revroute_desktop.console.widgets.filter_field import FilterField
from revroute_desktop.console.widgets.inspector import Inspector
from revroute_desktop.console.widgets.pane import PaneHead
from revroute_desktop.console.widgets.surfaces import Ground, canvas_colour

_FOLD_BELOW = 1400


class Window(Ground):
    """`closing` is emitted once, when the person closes it; `dropped` gives the paths of dropped files."""

    closing = Signal()
    dropped = Signal(list)

    def __init__(self, look: Look, jobs: JobList, person: str) -> None:
        super().__init__(look, canvas_colour)
        self.may_close: Callable[[], bool] = _always
        """Asked before the window closes; who says no closes it later, or never."""
        self.setWindowTitle("RevRoute Desktop")
        self.setWindowIcon(look.icon("logo"))
        self.setAcceptDrops(True)
        self.setMinimumSize(860, 540)
        self.actions_of_window = Actions(self)
        self.menu = QMenu(self)
        self.recent_menu = self.menu.addMenu(tr("Open recent"))
        self.actions_of_window.fill_menu(self.menu, MENUS[0])
        self.menu.addSeparator()
        for title in MENUS[1:]:
            self.actions_of_window.fill_menu(self.menu.addMenu(tr(title)), title)
        self.rail = Rail(look, self.menu)
        self.header = Header(look, person)
        self.panes = QStackedWidget()
        self.tray = Tray(look, jobs)
        self.status = StatusBar(look)
        self.first_run = FirstRun(look)
        self.toast = Toast(look, self)
        self.palette_panel = Palette(look, self)
        self.notice_list = NoticeList(look, self)

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
        self._alone = QStackedWidget()
        self._body.addWidget(self._alone)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._body, 1)
        layout.addWidget(self.status)

    def add_pane(self, view: QWidget) -> None:
        """Put a pane's view into the window."""
        self.panes.addWidget(view)
        self.put_status_last()

    def put_status_last(self) -> None:
        """Bring the status bar behind what was made since, which comes last in the order of Tab."""
        layout = self.layout()
        if isinstance(layout, QVBoxLayout):
            self.status.setParent(None)
            layout.addWidget(self.status)
            self.status.show()

    def show_work(self, on: bool) -> None:
        """Show the panes, or the screen without a workspace."""
        self._body.setCurrentIndex(1 if on else 0)

    def show_page(self, page: QWidget, *, with_work: bool) -> None:
        """Show help or settings: in place of the pane, or alone while no workspace is open."""
        place = self.panes if with_work else self._alone
        place.addWidget(page)
        place.setCurrentWidget(page)
        self._body.setCurrentWidget(self._work if with_work else self._alone)

    def regions(self) -> list[QWidget]:
        """Return what F6 goes through, in the order of reading, without what is hidden."""
        if self._body.currentWidget() is not self._work:
            shown = self._body.currentWidget()
            return [shown, self.status] if shown is not None else [self.status]
        pane = self.panes.currentWidget()
        parts: list[QWidget] = []
        if pane is not None:
            for kind in (PaneHead, FilterField, QAbstractItemView, Inspector):
                found = (w for w in pane.findChildren(kind) if w.isVisible() and _first_stop(w) is not None)
                first = next(found, None)
                if first is not None:
                    parts.append(first)
        tray = [self.tray] if self.tray.is_open else []
        return [self.rail, self.header, *(parts or [self.panes]), *tray, self.status]

    def next_region(self, step: int = 1) -> None:
        """Move the focus to the next region, or the one before it with −1."""
        regions = self.regions()
        # The window's own, since it may not be the one in front.
        focused = self.focusWidget()
        inside = [
            at
            for at, r in enumerate(regions)
            if focused is not None and (r is focused or r.isAncestorOf(focused))
        ]
        at = inside[-1] if inside else (-1 if step > 0 else 0)
        for number in range(1, len(regions) + 1):
            stop = _first_stop(regions[(at + step * number) % len(regions)])
            if stop is not None:
                focus_by_key(stop)
                return

    def come_forward(self) -> None:
        """Come to the front, also from the task bar."""
        self.setWindowState(
            (self.windowState() & ~Qt.WindowState.WindowMinimized) | Qt.WindowState.WindowActive
        )
        self.show()
        self.raise_()
        self.activateWindow()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.rail.fold(self.width() < _FOLD_BELOW)
        self.tray.fit()
        for panel in (self.palette_panel, self.notice_list, self.toast):
            if panel.isVisible():
                panel.place()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            self.dropped.emit(paths)

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self.may_close():
            event.ignore()
            return
        self.closing.emit()
        super().closeEvent(event)


def _always() -> bool:
    return True


def _first_stop(region: QWidget) -> QWidget | None:
    """Return the first control of a region that takes the focus by keyboard."""
    return next(
        (
            w
            for w in (region, *region.findChildren(QWidget))
            if w.focusPolicy() & Qt.FocusPolicy.TabFocus and w.isVisible() and w.isEnabled()
        ),
        None,
    )
