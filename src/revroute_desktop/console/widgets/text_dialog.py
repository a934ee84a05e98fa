"""`TextDialog`: a short text to be changed; its words are offered while it is typed, and it is checked."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from revroute_desktop.console.theme.look import Look
from revroute_desktop.console.widgets.code_editor import CodeEditor
from revroute_desktop.console.widgets.dialog import WIDE, Dialog
from revroute_desktop.console.widgets.surfaces import Panel
from revroute_desktop.errors import UserError

_LEAST_HEIGHT = 380


class TextDialog(Dialog):
    """`name` is what the text is called. `read` reads it and raises UserError where that can't be done: what
    the text says is checked before it is kept.
    """

    def __init__(
        self,
        look: Look,
        parent: QWidget,
        title: str,
        about: str,
        act: str,
        *,
        name: str,
        words: tuple[str, ...],
        text: str,
        read: Callable[[str], object],
    ) -> None:
        super().__init__(look, parent, title, about, act, width=WIDE)
        self._read = read
        self.editor = CodeEditor(look, name)
        self.editor.setReadOnly(False)
        self.editor.setMinimumHeight(_LEAST_HEIGHT)
        self.editor.set_words(words)
        self.editor.show_code(text)
        frame = Panel(look)
        frame.add_inset(self.editor)
        self.form.addWidget(frame)

    @property
    def text(self) -> str:
        """The text as it stands."""
        return self.editor.toPlainText()

    def problem(self) -> str:
        try:
            self._read(self.text)
        except UserError as error:
            return str(error)
        return ""
