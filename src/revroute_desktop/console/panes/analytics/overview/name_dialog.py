"""The dialog that gives an arrangement its name."""

from PySide6.QtWidgets import QLineEdit, QWidget

from revroute_desktop.analytics.arrangements import READY_NAMES
from revroute_desktop.analytics.cards import NAME_MOST
from revroute_desktop.console.panes.analytics.overview.names import arrangement_title
from revroute_desktop.console.theme.look import Look
from revroute_desktop.console.translate import tr
from revroute_desktop.console.widgets.dialog import NARROW, Dialog


class NameDialog(Dialog):
    """Asks for a name; one of its own that is there already is replaced."""

    def __init__(self, look: Look, parent: QWidget, name: str) -> None:
        super().__init__(
            look,
            parent,
            tr("Save the arrangement"),
            tr("Its cards, their order and size, and the key figures are kept with this workspace."),
            tr("Save arrangement"),
            width=NARROW,
        )
        self.name_field = QLineEdit("" if name in READY_NAMES else name)
        self.name_field.setMaxLength(NAME_MOST)
        self.field(tr("Name"), self.name_field)
        self.name_field.setFocus()

    @property
    def name(self) -> str:
        """The name."""
        return " ".join(self.name_field.text().split())

    def problem(self) -> str:
        """Return what is wrong with the name."""
        if not self.name:
            return tr("Give the arrangement a name.")
        taken = {*READY_NAMES, *(arrangement_title(name) for name in READY_NAMES)}
        if self.name in taken:
            return tr("{name} comes with the program; choose another name.", name=self.name)
        return ""
