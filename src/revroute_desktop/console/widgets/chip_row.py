"""`ChipRow`: the conditions of a filter as chips in a line; those without room stand in a menu."""

from dataclasses import replace

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from revroute_desktop.console.theme.look import Look
from revroute_desktop.console.translate import tr
from revroute_desktop.console.widgets.filter_chips import FilterChip
from revroute_desktop.console.widgets.parts import Button
from revroute_desktop.workspace.filters.language import Term, write_term


class ChipRow(QObject):
    """Puts the chips into the front of `line`, within `frame`.

    Each signal gives a condition: `switched` is to be turned on or off, `removed` to be taken away, `edited`
    to be typed again.
    """

    switched = Signal(object)
    removed = Signal(object)
    edited = Signal(object)

    def __init__(self, look: Look, frame: QWidget, line: QHBoxLayout) -> None:
        super().__init__(frame)
        self._look = look
        self._frame = frame
        self._line = line
        self.chips: list[FilterChip] = []
        self.more = Button(look, "", variant="bare", name=tr("More conditions"))
        self.more.clicked.connect(self._on_more)
        line.addWidget(self.more)

    def show(self, terms: tuple[Term, ...]) -> None:
        """Show these conditions; `fit` is to be called after it."""
        for chip in self.chips:
            self._line.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self.chips = []
        for at, term in enumerate(terms):
            chip = FilterChip(self._look, term, self._frame)
            chip.switched.connect(self.switched)
            chip.removed.connect(self.removed)
            chip.edited.connect(self.edited)
            self._line.insertWidget(at, chip)
            self.chips.append(chip)

    def fit(self, room: int) -> None:
        """Show as many chips as a width in pixels has room for; the rest stands in a menu."""
        hidden = 0
        for chip in self.chips:
            room -= chip.sizeHint().width() + 6
            chip.setVisible(room >= 0)
            chip.setFixedWidth(chip.sizeHint().width())
            hidden += room < 0
        self.more.setText(tr("{count} more", count=hidden))
        self.more.setFixedWidth(self.more.sizeHint().width())
        self.more.setVisible(bool(hidden))

    def has_focus(self, at: int) -> bool:
        """Whether the chip of a condition has the focus."""
        return at < len(self.chips) and self.chips[at].hasFocus()

    def give_focus(self, at: int) -> None:
        """Give the focus to the chip of a condition."""
        self.chips[at].setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_more(self) -> None:
        menu = QMenu(self._frame)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for chip in self.chips:
            if not chip.isVisible():
                action = menu.addAction(write_term(replace(chip.term, on=True)))
                action.setCheckable(True)
                action.setChecked(chip.term.on)
                action.setData(chip.term)
        menu.triggered.connect(self._on_more_chosen)
        menu.popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))

    def _on_more_chosen(self, action: QAction) -> None:
        self.switched.emit(action.data())
