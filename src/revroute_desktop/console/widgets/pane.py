"""`PaneHead`: a pane's title, tabs and buttons; `NotYet`: an honest empty pane."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from revroute_desktop.console.theme.look import Look
from revroute_desktop.console.translate import tr
from revroute_desktop.console.widgets.empty import EmptyState
from revroute_desktop.console.widgets.parts import Button, Words
from revroute_desktop.console.widgets.surfaces import Ground, canvas_colour
from revroute_desktop.console.widgets.tabs import Tabs


class PaneHead(Ground):
    """44 px: title, tabs, buttons at the right."""

    def __init__(
        self, look: Look, title: str, tabs: tuple[str, ...], buttons: tuple[Button, ...] = ()
    ) -> None:
        super().__init__(look, canvas_colour, lines="b")
        self.tabs = Tabs(look, tabs, height=43, name=tr("{title} tabs", title=title))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 0, 16, 1)
        layout.setSpacing(8)
        layout.addWidget(Words(look, title, role="title"))
        layout.addSpacing(6)
        layout.addWidget(self.tabs, 1)
        for button in buttons:
            layout.addWidget(button)
        self.setFixedHeight(44)


class NotYet(QWidget):
    """A pane that this version does not have: says so, and what will stand here."""

    def __init__(self, look: Look, title: str, what: str) -> None:
        super().__init__()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        head = PaneHead(look, title, ())
        head.tabs.hide()
        layout.addWidget(head)
        layout.addWidget(EmptyState(look, tr("{title} is not in this version yet", title=title), what), 1)
