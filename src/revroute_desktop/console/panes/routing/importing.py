"""`Importing`: asks for a file and how to read it, shows its first rows, and starts the import."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from revroute_desktop.console.books.books import Books
from revroute_desktop.console.jobs.works import import_work
from revroute_desktop.console.panes.routing.import_dialog import ImportAsked, ImportDialog
from revroute_desktop.console.theme.look import Look
from revroute_desktop.errors import UserError
from revroute_desktop.routing.imports.kept_profiles import KEPT, KeptProfile, kept_profile, kept_profiles
from revroute_desktop.routing.imports.preview import Preview, preview
from revroute_desktop.routing.imports.profile_fit import fitting
from revroute_desktop.routing.imports.profile_reader import load_profile, read_profile, ready_profiles
from revroute_desktop.routing.imports.sample import look_at
from revroute_desktop.workspace import Workspace


class Importing(QObject):
    """One showing of the import dialog; it goes away with it.

    `started` gives work for a job. It ends by `ended`, or by `map_asked` with the file whose columns are to
    be mapped first, or None. `profile` is the one to begin with, as an import names it.
    """

    started = Signal(object)
    map_asked = Signal(object)
    ended = Signal()

    def __init__(
        self,
        look: Look,
        books: Books,
        window: QWidget,
        file: Path | None,
        parent: QObject,
        *,
        profile: str = "",
    ) -> None:
        super().__init__(parent)
        self._books = books
        self._profile = profile
        self._mapped: Path | None = None
        self._maps = False
        self._looked: Path | None = None
        self.dialog: ImportDialog | None = ImportDialog(look, window, ready_profiles(), books.writer, file)
        self.dialog.preview_asked.connect(self._on_preview_asked)
        self.dialog.map_asked.connect(self._on_map)
        self.dialog.submitted.connect(self._on_submitted)
        self.dialog.finished.connect(self._on_finished)
        if profile and not profile.startswith(KEPT):
            self.dialog.add_profile(Path(profile))
        self.dialog.ask()
        books.ask("import.kept", kept_profiles, self._on_kept)

    def _on_kept(self, kept: tuple[KeptProfile, ...]) -> None:
        if self.dialog is not None:
            chosen = self._profile if self._profile.startswith(KEPT) else ""
            self.dialog.offer_kept(tuple(profile.name for profile in kept), chosen)
            self._on_preview_asked()

    def _on_preview_asked(self) -> None:
        if self.dialog is None or self.dialog.problem():
            return
        asked = self.dialog.asked
        if asked.file != self._looked:
            self._looked = asked.file
            work = partial(_fitting, self._books.workspace, asked.file)
            self._books.call("import.fitting", work, self._on_fitting, slow=True)
        work_of_rows = partial(_preview, self._books.workspace, asked)
        self._books.call("import.preview", work_of_rows, self._on_preview, slow=True)

    def _on_fitting(self, found: tuple[Path, tuple[str, ...]]) -> None:
        if self.dialog is not None:
            self.dialog.show_fitting(*found)

    def _on_map(self) -> None:
        if self.dialog is not None:
            self._maps = True
            self._mapped = self.dialog.asked.file if not self.dialog.problem() else None
            self.dialog.reject()

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
        if self._maps:
            self.map_asked.emit(self._mapped)
        else:
            self.ended.emit()
        self.deleteLater()


def _preview(workspace: Workspace, asked: ImportAsked) -> Preview | str:
    source = asked.source or None
    try:
        if asked.profile.startswith(KEPT):
            kept = kept_profile(workspace, asked.profile.removeprefix(KEPT), source=source)
            return preview(asked.file, kept)
        return preview(asked.file, asked.profile, source=source)
    except UserError as error:
        return str(error)


def _fitting(workspace: Workspace, file: Path) -> tuple[Path, tuple[str, ...]]:
    """Return a file and the profiles that read it, as an import names them, a person's own first."""
    with workspace.read() as session:
        own = kept_profiles(session.sql)
    try:
        sample = look_at(file)
        kept = fitting(sample, (read_profile(profile.text) for profile in own))
        ready = fitting(sample, map(load_profile, ready_profiles()))
    except UserError:
        # The preview says what is wrong with the file.
        return file, ready_profiles()
    return file, (*(f"{KEPT}{profile.name}" for profile in kept), *(profile.name for profile in ready))
