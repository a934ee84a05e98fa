"""The dialog that gives a view its name."""

from PySide6.QtWidgets import QLineEdit, QWidget

from revroute_desktop.console.books.views import LONGEST_NAME, SavedView
from revroute_desktop.console.theme.look import Look
from revroute_desktop.console.translate import tr, within
from revroute_desktop.console.widgets.dialog import NARROW, Dialog


class SaveViewDialog(Dialog):
    """Asks for a name and says what is kept under it."""

    def __init__(self, look: Look, parent: QWidget, view: SavedView, taken: frozenset[str]) -> None:
        about = tr("Filter, order, columns, period and currency are kept and stand in the rail under a name.")
        if view.tab == "Events":
            about += tr(" What it asks of a payer is left out: names of people stay in the books alone.")
        super().__init__(
            look,
            parent,
            tr("Save this view of {table}", table=within(tr(view.tab))),
            about,
            tr("Save view"),
            width=NARROW,
        )
        self._view = view
        self._taken = taken
        self._name = QLineEdit(view.filter[:LONGEST_NAME])
        self._name.setMaxLength(LONGEST_NAME)
        self._name.selectAll()
        self.field(tr("Name"), self._name)
        self._name.setFocus()

    @property
    def view(self) -> SavedView:
        """The view under its name."""
        return self._view.named(self._name.text())

    def problem(self) -> str:
        if not self.view.name:
            return tr("Give the view a name.")
        if self.view.name in self._taken:
            return tr(
                "There is a view {name} already; remove it first, or choose another name.",
                name=self.view.name,
            )
        return ""
