"""`RecentBooks`: the workspaces that were open lately, in the menu and on the first screen."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject

from revroute_desktop.console.host import Host
from revroute_desktop.console.shell.window import Window
from revroute_desktop.console.translate import tr


class RecentBooks(QObject):
    """Offers the recent workspaces, opens the one that is chosen, forgets them when asked to."""

    def __init__(self, window: Window, host: Host, parent: QObject) -> None:
        super().__init__(parent)
        self._menu = window.recent_menu
        self._host = host
        self._menu.aboutToShow.connect(self._fill)
        window.first_run.chosen.connect(host.open)
        window.first_run.cleared.connect(self._on_cleared)

    def _fill(self) -> None:
        self._menu.clear()
        books = self._host.books
        here = str(books.workspace.path) if books is not None else ""
        for seen in self._host.session.recent:
            action = self._menu.addAction(f"{seen.name}   {seen.path}")
            action.setEnabled(seen.path != here and Path(seen.path).is_file())
            action.triggered.connect(partial(self._on_chosen, Path(seen.path)))
        if self._menu.isEmpty():
            self._menu.addAction(tr("None yet")).setEnabled(False)

    def _on_chosen(self, path: Path, _checked: bool = False) -> None:
        self._host.open(path)

    def _on_cleared(self) -> None:
        self._host.session = self._host.session.without_recent()
        self._host.show_no_books()
