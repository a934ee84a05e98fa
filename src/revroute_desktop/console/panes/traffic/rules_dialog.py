"""The rules of traffic as text: own addresses, proxies, bots' ranges, countries, days of raw addresses."""

from PySide6.QtWidgets import QWidget

from revroute_desktop.console.theme.look import Look
from revroute_desktop.console.translate import tr
from revroute_desktop.console.widgets.code_editor import CodeEditor
from revroute_desktop.console.widgets.dialog import WIDE, Dialog
from revroute_desktop.console.widgets.parts import Panel
from revroute_desktop.errors import UserError
from revroute_desktop.traffic.rules_text import read_rules_text

_WORDS = (
    "own_addresses:",
    "trusted_proxies:",
    "hosts:",
    "bot_ranges:",
    "countries:",
    "paths:",
    "keep_addresses_days:",
    "order_ids:",
    "parameters:",
    "attributes:",
)


class RulesDialog(Dialog):
    """A short text, each rule with a word on what it is for; what it says is checked before it is kept."""

    def __init__(self, look: Look, parent: QWidget, text: str) -> None:
        super().__init__(
            look,
            parent,
            tr("Rules of traffic"),
            tr(
                "They hold for logs read from now on. Raw addresses are kept only where keep_addresses_days "
                "is above zero, and deleted after so many days."
            ),
            tr("Keep these rules"),
            width=WIDE,
        )
        self.editor = CodeEditor(look, tr("Rules"))
        self.editor.setReadOnly(False)
        self.editor.setMinimumHeight(380)
        self.editor.set_words(_WORDS)
        self.editor.show_code(text)
        frame = Panel(look)
        frame.add_inset(self.editor)
        self.form.addWidget(frame)

    @property
    def text(self) -> str:
        """The rules as they stand."""
        return self.editor.toPlainText()

    def problem(self) -> str:
        try:
            read_rules_text(self.text)
        except UserError as error:
            return str(error)
        return ""
