"""`Importing`: asks for a file and how to read it, shows its first rows, and starts the import."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from revroute_desktop.console.books import Books
from revroute_desktop.console.panes.routing.import_dialog import ImportAsked, ImportDialog
from revroute_desktop.console.theme.look import Look
from revroute_desktop.console.works import import_work
from revroute_desktop.errors import UserError
from revroute_desktop.routing.imports.preview import Preview, preview
from revroute_desktop.routing.imports.profile_reader import ready_profiles


class Importing(QObject):
    """One showing of the import dialog; it goes away with it. `started` gives work for a job."""

    started = Signal(object)

    def __init__(self, look: Look, books: Books, window: QWidget, file: Path | None, parent: QObject) -> None:
        super().__init__(parent)
        self._books = books
        self.dialog: ImportDialog | None = ImportDialog(look, window, ready_profiles(), books.writer, file)
        self.dialog.preview_asked.connect(self._on_preview_asked)
        self.dialog.submitted.connect(self._on_submitted)
        self.dialog.finished.connect(self._on_finished)
        self.dialog.ask()
        self._on_preview_asked()

    def _on_preview_asked(self) -> None:
        if self.dialog is None or self.dialog.problem():
            return
        self._books.call("import.preview", partial(_preview, self.dialog.asked), self._on_preview, slow=True)

    def _on_preview(self, found: Preview | str) -> None:
        if self.dialog is None:
            return
        if isinstance(found, str):
            self.dialog.say_preview(found, fault=True)
        else:
            self.dialog.show_preview(found)

    def _on_submitted(self) -> None:
        if self.dialog is not None:
            work = import_work(self.dialog.asked)
            self.dialog.accept()
            self.started.emit(work)

    def _on_finished(self, _code: int) -> None:
        self.dialog = None
        self.deleteLater()


def _preview(asked: ImportAsked) -> Preview | str:
    try:
        return preview(asked.file, asked.profile, source=asked.source or None)
    except UserError as error:
        return str(error)
