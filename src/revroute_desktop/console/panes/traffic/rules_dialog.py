"""The rules of traffic as text: own addresses, proxies, bots' ranges, countries, days of raw addresses."""

from PySide6.QtWidgets import QWidget

from revroute_desktop.console.theme.look import Look
from revroute_desktop.console.translate import tr
from revroute_desktop.console.widgets.text_dialog import TextDialog
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


class RulesDialog(TextDialog):
    """Each rule with a word on what it is for."""

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
            name=tr("Rules"),
            words=_WORDS,
            text=text,
            read=read_rules_text,
        )
