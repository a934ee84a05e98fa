"""The price table of cloud tables as text: a workspace's own, or back to the usual one."""

from PySide6.QtWidgets import QWidget

from revroute_desktop.analytics.prices import read_prices, usual_prices
from revroute_desktop.console.theme.look import Look
from revroute_desktop.console.translate import tr
from revroute_desktop.console.widgets.parts import Button
from revroute_desktop.console.widgets.text_dialog import TextDialog

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


class PricesDialog(TextDialog):
    """Prices with where they are from and of which day."""

    def __init__(self, look: Look, parent: QWidget, text: str) -> None:
        super().__init__(
            look,
            parent,
            tr("Prices of cloud tables"),
            tr("Prices change: each says where it is from and of which day. This workspace keeps its own."),
            tr("Keep these prices"),
            name=tr("Prices"),
            words=_WORDS,
            text=text,
            read=read_prices,
        )
        self.usual_button = Button(look, tr("The program's own prices"))
        self.usual_button.clicked.connect(self._on_usual)
        self.buttons.insertWidget(0, self.usual_button)

    @property
    def own(self) -> str | None:
        """The table as it stands; None for the usual one."""
        return None if self.text.strip() == usual_prices().strip() else self.text

    def _on_usual(self) -> None:
        self.editor.show_code(usual_prices())
