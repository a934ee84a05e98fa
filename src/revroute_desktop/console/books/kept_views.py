"""`KeptViews`: the saved views of one workspace, as the rail has them."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from revroute_desktop.console.books.views import SavedView, with_view
from revroute_desktop.console.shell.window import Window
from revroute_desktop.console.theme.look import Look

if TYPE_CHECKING:
    from revroute_desktop.console.shell.save_view import SaveViewDialog


class KeptViews(QObject):
    """Names, keeps and removes views. `wanted` gives the one whose rows are to be shown."""

    wanted = Signal(object)

    def __init__(self, look: Look, window: Window, views: tuple[SavedView, ...], parent: QObject) -> None:
        super().__init__(parent)
        self._look = look
        self._window = window
        self.all: tuple[SavedView, ...] = ()
        window.rail.view_asked.connect(self.show)
        window.rail.view_removed.connect(self._on_remove)
        self.keep(views)

    def keep(self, views: tuple[SavedView, ...]) -> None:
        """Have these views, and show their names in the rail."""
        self.all = views
        self._window.rail.show_views(tuple(view.name for view in views))

    def show(self, name: str) -> None:
        """Have the rows of a view shown."""
        view = next((view for view in self.all if view.name == name), None)
        if view is not None:
            self.wanted.emit(view)

    def ask_name(self, shown: SavedView) -> None:
        """Ask under which name to keep what is shown."""
        from revroute_desktop.console.shell.save_view import SaveViewDialog

        taken = frozenset(view.name for view in self.all)
        dialog = SaveViewDialog(self._look, self._window, shown, taken)
        dialog.submitted.connect(partial(self._on_named, dialog))
        dialog.ask()

    def leave(self) -> None:
        """The rail is no longer these books'."""
        self._window.rail.view_asked.disconnect(self.show)
        self._window.rail.view_removed.disconnect(self._on_remove)
        self._window.rail.show_views(())

    def _on_named(self, dialog: "SaveViewDialog") -> None:
        dialog.accept()
        self.keep(with_view(self.all, dialog.view))

    def _on_remove(self, name: str) -> None:
        self.keep(tuple(view for view in self.all if view.name != name))
