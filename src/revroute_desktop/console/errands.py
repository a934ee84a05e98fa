"""`Errands`: does what an offer of the palette, or the button of a notice, stands for."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from revroute_desktop.console.crash_reports import CrashReports
from revroute_desktop.console.host import Host
from revroute_desktop.console.navigation import Navigation
from revroute_desktop.console.palette.offers import Kind
from revroute_desktop.console.shell.notices import Notice
from revroute_desktop.console.shell.window import Window
from revroute_desktop.console.side_pages import SidePages

if TYPE_CHECKING:
    from revroute_desktop.console.books.open_books import OpenBooks


class Errands(QObject):
    """An errand is a kind and a name: a `Kind` of the palette, or one that notices alone have."""

    def __init__(
        self,
        window: Window,
        navigation: Navigation,
        pages: SidePages,
        crashes: CrashReports,
        host: Host,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._window = window
        self._navigation = navigation
        self._pages = pages
        self._crashes = crashes
        self._host = host
        window.notice_list.acted.connect(self._on_notice)

    def run(self, kind: str, name: str) -> None:
        """Do an errand; one of books does nothing while none are open."""
        if kind == Kind.ACTION:
            self._window.actions_of_window.do(name)
        elif kind == Kind.HELP:
            self._pages.show_help(name)
        elif kind == Kind.SETTING:
            self._pages.show_settings(name)
        elif kind == Kind.WORKSPACE:
            self._host.open(Path(name))
        elif kind == "result":
            self._navigation.show_result(int(name))
        elif kind == "crash":
            self._crashes.show(Path(name))
        elif self._host.books is not None:
            self._run_in(self._host.books, kind, name)

    def _run_in(self, books: "OpenBooks", kind: str, name: str) -> None:
        if kind == "job":
            books.go_on(int(name))
            return
        self._navigation.leave_page()
        if kind == "anomaly":
            books.panes.show_anomaly(name)
        elif kind == Kind.VIEW:
            books.views.show(name)
        elif kind == Kind.ARRANGEMENT:
            books.panes.show_arrangement(name)
        else:
            from revroute_desktop.console.palette.reveal import reveal

            reveal(books, Kind(kind), name)

    def _on_notice(self, notice: Notice) -> None:
        self.run(*notice.does)
