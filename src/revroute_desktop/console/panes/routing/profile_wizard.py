"""`ProfileWizard`: reads a file's columns, previews the profile that a person makes of them, and keeps it."""

from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from revroute_desktop.console.books.books import Books
from revroute_desktop.console.panes.routing.profile_dialog import AS_FILE, ProfileDialog
from revroute_desktop.console.terminal_words import of_wizard
from revroute_desktop.console.theme.look import Look
from revroute_desktop.errors import UserError
from revroute_desktop.intake import Layout
from revroute_desktop.routing.imports.guess import guess_profile
from revroute_desktop.routing.imports.kept_profiles import KEPT, keep_profile, save_profile
from revroute_desktop.routing.imports.preview import Preview, preview
from revroute_desktop.routing.imports.profile_draft import ProfileDraft, draft_profile, missing, profile_text
from revroute_desktop.routing.imports.sample import Sample, look_at
from revroute_desktop.workspace import Workspace


class ProfileWizard(QObject):
    """One showing of the wizard; it goes away with it.

    It ends by `saved` with the file and the profile to import it by, as an import names that, or by `left`.
    """

    saved = Signal(object, str)
    left = Signal()

    def __init__(self, look: Look, books: Books, window: QWidget, file: Path | None, parent: QObject) -> None:
        super().__init__(parent)
        self._books = books
        self._saved: tuple[Path, str] | None = None
        self.dialog: ProfileDialog | None = ProfileDialog(look, window, books.writer, file)
        self.dialog.file_chosen.connect(self._on_file)
        self.dialog.layout_edited.connect(self._on_layout)
        self.dialog.edited.connect(self._on_edited)
        self.dialog.submitted.connect(self._on_submitted)
        self.dialog.finished.connect(self._on_finished)
        self.dialog.ask()
        if file is not None:
            self._on_file()

    def _on_file(self) -> None:
        if self.dialog is not None and self.dialog.file.text().strip():
            self._look_at(partial(_guessed, self.dialog.file.path, self._books.zone.key, None))

    def _on_layout(self) -> None:
        if self.dialog is not None:
            layout = self.dialog.layout_entered
            self._look_at(partial(_guessed, self.dialog.file.path, self._books.zone.key, layout))

    def _look_at(self, work: "partial[tuple[Sample, ProfileDraft] | str]") -> None:
        self._books.call("profile.sample", work, self._on_sample, slow=True)

    def _on_sample(self, found: tuple[Sample, ProfileDraft] | str) -> None:
        if self.dialog is None:
            return
        if isinstance(found, str):
            self.dialog.say_no_file(found)
        else:
            self.dialog.show_draft(*found)

    def _on_edited(self) -> None:
        draft = self.dialog.draft if self.dialog is not None else None
        if self.dialog is None or draft is None:
            return
        if lacks := missing(draft):
            self.dialog.say_preview(lacks[0])
        else:
            work = partial(_previewed, self.dialog.file.path, draft)
            self._books.call("profile.preview", work, self._on_preview, slow=True)

    def _on_preview(self, found: Preview | str) -> None:
        if self.dialog is None:
            return
        if isinstance(found, str):
            self.dialog.say_preview(of_wizard(found), fault=True)
        else:
            self.dialog.show_preview(found)

    def _on_submitted(self) -> None:
        draft = self.dialog.draft if self.dialog is not None else None
        if self.dialog is None or draft is None:
            return
        path = self.dialog.path.path if self.dialog.kept.chosen == AS_FILE else None
        work = partial(_kept, self._books.workspace, draft, path)
        self._books.write(work, self._on_kept, self._on_refused)

    def _on_kept(self, named: str) -> None:
        if self.dialog is not None:
            self._saved = self.dialog.file.path, named
            self.dialog.accept()

    def _on_refused(self, sentence: str) -> None:
        if self.dialog is not None:
            self.dialog.refuse(of_wizard(sentence))

    def _on_finished(self, _code: int) -> None:
        self.dialog = None
        if self._saved is not None:
            self.saved.emit(*self._saved)
        else:
            self.left.emit()
        self.deleteLater()


def _guessed(path: Path, zone: str, layout: Layout | None) -> tuple[Sample, ProfileDraft] | str:
    try:
        if layout is not None and layout.names is not None:
            # Read in another way, the file may have another number of columns.
            width = len(look_at(path, layout=replace(layout, names=None)).names)
            layout = replace(layout, names=tuple(f"column {at}" for at in range(1, width + 1)))
        sample = look_at(path, layout=layout)
        return sample, guess_profile(sample, zone=zone)
    except UserError as error:
        return str(error)


def _previewed(path: Path, draft: ProfileDraft) -> Preview | str:
    try:
        return preview(path, draft_profile(draft))
    except UserError as error:
        return str(error)


def _kept(workspace: Workspace, draft: ProfileDraft, path: Path | None) -> str:
    """Keep a profile, and return how an import names it."""
    draft_profile(draft)
    text = profile_text(draft)
    if path is None:
        return f"{KEPT}{keep_profile(workspace, text).name}"
    save_profile(path, text)
    return str(path)
