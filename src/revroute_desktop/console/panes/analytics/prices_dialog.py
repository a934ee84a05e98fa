"""The price table of cloud tables as text: a workspace's own, or back to the usual one."""

from PySide6.QtWidgets import QWidget

from revroute_desktop.analytics.prices import read_prices, usual_prices
from revroute_desktop.console.theme.look import Look
from revroute_desktop.console.translate import tr
from revroute_desktop.console.widgets.code_editor import CodeEditor
from revroute_desktop.console.widgets.dialog import WIDE, Dialog
from revroute_desktop.console.widgets.parts import Button, Panel
from revroute_desktop.errors import UserError

_WORDS = (
    "currency:",
    "item_bytes:",
    "prices:",
    "name:",
    "unit:",
    "bytes:",
    "per_million:",
    "per_hour:",
    "source:",
    "as_of:",
)


class PricesDialog(Dialog):
    """Prices with where they are from and of which day; what the table says is checked before it is kept."""

    def __init__(self, look: Look, parent: QWidget, text: str) -> None:
        super().__init__(
            look,
            parent,
            tr("Prices of cloud tables"),
            tr("Prices change: each says where it is from and of which day. This workspace keeps its own."),
            tr("Keep these prices"),
            width=WIDE,
        )
        self.editor = CodeEditor(look, tr("Prices"))
        self.editor.setReadOnly(False)
        self.editor.setMinimumHeight(380)
        self.editor.set_words(_WORDS)
        self.editor.show_code(text)
        frame = Panel(look)
        frame.add_inset(self.editor)
        self.form.addWidget(frame)
        self.usual_button = Button(look, tr("The program's own prices"))
        self.usual_button.clicked.connect(self._on_usual)
        self.buttons.insertWidget(0, self.usual_button)

    @property
    def text(self) -> str | None:
        """The table as it stands; None for the usual one."""
        text = self.editor.toPlainText()
        return None if text.strip() == usual_prices().strip() else text

    def problem(self) -> str:
        try:
            read_prices(self.editor.toPlainText())
        except UserError as error:
            return str(error)
        return ""

    def _on_usual(self) -> None:
        self.editor.show_code(usual_prices())
