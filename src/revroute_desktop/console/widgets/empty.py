"""`EmptyState`: one sentence what would be here, one what to do, one button."""

from PySide6.QtCore import QAbstractItemModel, Qt, Signal
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from revroute_desktop.console.theme.look import Look
from revroute_desktop.console.translate import tr
from revroute_desktop.console.widgets.cells import Tone
from revroute_desktop.console.widgets.parts import Button, Words
from revroute_desktop.console.widgets.surfaces import Ground, panel_colour

_WIDTH = 460


class EmptyState(Ground):
    """Stands where rows would be. `acted` is its button."""

    acted = Signal()

    def __init__(
        self, look: Look, what: str, todo: str, button: str = "", icon: str = "", width: int = _WIDTH
    ) -> None:
        super().__init__(look, panel_colour)
        self._width = width
        self._first = (what, todo, button)
        self._what = Words(look, what, role="heading")
        self._todo = Words(look, todo, role="body", tone=Tone.SECOND, wrap=True)
        for words in (self._what, self._todo):
            words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._todo.setFixedWidth(width)
        self._todo.setFixedHeight(self._todo.heightForWidth(width))
        layout = QVBoxLayout(self)
        layout.setSpacing(8)
        layout.addStretch(2)
        layout.addWidget(self._what, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addWidget(self._todo, 0, Qt.AlignmentFlag.AlignHCenter)
        self.act = Button(look, button, icon=icon, name=button or what)
        self.act.clicked.connect(self._on_clicked)
        self.act.setVisible(bool(button))
        layout.addSpacing(6)
        layout.addWidget(self.act, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(3)

    def say(self, what: str, todo: str, button: str = "") -> None:
        """Show other sentences, with a button or without."""
        self._what.say(what)
        self._todo.say(todo)
        self._todo.setFixedHeight(self._todo.heightForWidth(self._width))
        self.act.setText(button)
        self.act.setAccessibleName(button or what)
        self.act.setVisible(bool(button))

    def say_why(self, *, filtered: bool) -> None:
        """Say that nothing matches a filter, or what the state was made to say."""
        if filtered:
            self.say(tr("Nothing matches"), tr("Change the filter, or clear it."))
        else:
            self.say(*self._first)

    def _on_clicked(self) -> None:
        self.acted.emit()


class OrEmpty(QWidget):
    """Shows its content, or its empty state."""

    def __init__(self, content: QWidget, empty: QWidget) -> None:
        super().__init__()
        self._stack = QStackedLayout(self)
        self._stack.addWidget(content)
        self._stack.addWidget(empty)

    def show_empty(self, empty: bool) -> None:
        """Choose which of the two is shown."""
        self._stack.setCurrentIndex(1 if empty else 0)

    def follow(self, model: QAbstractItemModel) -> None:
        """Show the content while a model has rows."""

        def look() -> None:
            self.show_empty(not model.rowCount())

        for changed in (model.modelReset, model.rowsInserted, model.rowsRemoved):
            changed.connect(look)
        look()
