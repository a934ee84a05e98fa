"""`Tools`: the two buttons beside a table's filter."""

from revroute_desktop.console.theme.look import Look
from revroute_desktop.console.translate import tr
from revroute_desktop.console.widgets.parts import Button

_HEIGHT = 30


class Tools:
    """Columns and export, as one pair."""

    def __init__(self, look: Look) -> None:
        self.columns = Button(look, "", icon="columns", name=tr("Columns"))
        self.export = Button(look, "", icon="export", name=tr("Export these rows"))
        for button in self.buttons:
            button.setFixedHeight(_HEIGHT)

    @property
    def buttons(self) -> tuple[Button, Button]:
        """Both, from left to right."""
        return self.columns, self.export
