"""`ProofCheck`: checks a proof file in a dialog; needs no workspace."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from revroute_desktop.console.format import Writer
from revroute_desktop.console.panes.audit.dialogs import CheckDialog
from revroute_desktop.console.panes.audit.proof_words import Said, said_of_file
from revroute_desktop.console.theme.look import Look
from revroute_desktop.console.threads.reads import Reads


class ProofCheck(QObject):
    """Shows the dialog over `parent`, answers in it, goes away with it. A given file is checked at once."""

    def __init__(
        self, look: Look, reads: Reads, writer: Writer, parent: QWidget, file: Path | None = None
    ) -> None:
        self.dialog = CheckDialog(look, parent, file)
        super().__init__(self.dialog)
        self._reads = reads
        self._writer = writer
        self._open = True
        self.dialog.finished.connect(self._on_finished)
        self.dialog.submitted.connect(self._on_check)
        self.dialog.ask()
        if file is not None:
            self.dialog.act.click()

    def _on_check(self) -> None:
        work = partial(said_of_file, self.dialog.file.path, self.dialog.key.text().strip(), self._writer)
        self._reads.ask("proof.check", work, self._on_answer)

    def _on_answer(self, said: Said) -> None:
        if self._open:
            self.dialog.show_answer(said)

    def _on_finished(self, _code: int) -> None:
        self._open = False
