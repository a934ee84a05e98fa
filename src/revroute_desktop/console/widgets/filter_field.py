"""`FilterField`: conditions as chips and a line to type more, with completion and help.

A fault marks its place and says what is expected; the last good filter stays in force meanwhile.
"""

from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from revroute_desktop.console.theme.look import Look
from revroute_desktop.console.theme.paint import box
from revroute_desktop.console.translate import tr
from revroute_desktop.console.widgets.cells import Tone
from revroute_desktop.console.widgets.chip_row import ChipRow
from revroute_desktop.console.widgets.filter_chips import FilterHelp
from revroute_desktop.console.widgets.filter_line import FilterLine
from revroute_desktop.console.widgets.parts import ToolButton, Words
from revroute_desktop.workspace.filters.fields import FilterFault, Table
from revroute_desktop.workspace.filters.language import Term, read, write, write_term

_PAUSE_MS = 50
_WIDEST = 1200
_TYPING_ROOM, _BUTTONS_ROOM = 170, 110
"""Pixels that chips leave to the line for typing, and to the signs and buttons beside it."""


class FilterField(QWidget):
    """`filtered` gives the text of a filter that can be read; `values_wanted` asks for values of a field."""

    filtered = Signal(str)
    values_wanted = Signal(str)

    def __init__(self, look: Look, table: Table) -> None:
        super().__init__()
        self.setMaximumWidth(_WIDEST)
        self._look = look
        self.table = table
        self._terms: tuple[Term, ...] = ()
        self._good = ""
        self._edit = FilterLine(look, table)
        self._clear = ToolButton(look, "close", tr("Clear the filter"), 24)
        self._help = ToolButton(look, "help", tr("What can be filtered by"), 24)
        self._clear.clicked.connect(self.clear)
        self._help.clicked.connect(self._on_help)
        self._fault = Words(look, role="table", tone=Tone.NEGATIVE)
        self._fault.hide()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._send)
        self._frame = _Frame(look, self._edit)
        line = QHBoxLayout(self._frame)
        line.setContentsMargins(32, 0, 4, 0)
        line.setSpacing(6)
        self._row = ChipRow(look, self._frame, line)
        line.addWidget(self._edit, 1)
        line.addWidget(self._clear)
        line.addWidget(self._help)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addWidget(self._frame)
        layout.addWidget(self._fault)
        self._row.switched.connect(self._on_switched)
        self._row.removed.connect(self._on_removed)
        self._row.edited.connect(self._edit_term)
        self._edit.typed.connect(self._on_typed)
        self._edit.values_wanted.connect(self.values_wanted)
        self._edit.returnPressed.connect(self._on_return)
        self._edit.left.connect(self._on_left)
        self._edit.left_empty.connect(self._on_left_empty)
        self.setFocusProxy(self._edit)
        self._show_chips()

    @property
    def text(self) -> str:
        """The last filter that could be read, with what is switched off."""
        return self._good

    @property
    def fault(self) -> str:
        """What is wrong with what is typed; empty when nothing is."""
        return str(self._edit.fault) if self._edit.fault is not None else ""

    def set_text(self, text: str) -> None:
        """Show a filter without filtering by it; what can't be read stands as typed, with its fault."""
        self._pause.stop()
        try:
            self._terms, typed = read(text, self.table), ""
        except FilterFault:
            self._terms, typed = (), text
        self._edit.setText(typed)
        self._good = write(self._terms)
        self._mark(self._fault_of(typed))
        self._show_chips()

    def clear(self) -> None:
        """Empty the field and filter by nothing."""
        self._terms = ()
        self._edit.clear()
        self._show_chips()
        self._send()

    def put_values(self, name: str, values: tuple[str, ...]) -> None:
        """Offer these values of a field from now on."""
        self._edit.put_values(name, values)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    # Typing

    def _on_typed(self, text: str) -> None:
        self._mark(None)
        self._clear.setVisible(bool(text or self._terms))
        self._pause.start()

    def _on_return(self) -> None:
        if self._edit.popup.isVisible():
            self._edit.popup.hide()
        self._take()
        self._send()

    def _on_left(self) -> None:
        if self._pause.isActive():
            self._send()
        self._take()

    def _on_left_empty(self) -> None:
        if self._terms:
            self._edit_term(self._terms[-1])

    def _take(self) -> None:
        """Make chips of what is typed, if it can be read."""
        typed = self._typed()
        if typed:
            self._terms += typed
            self._edit.clear()
            self._show_chips()

    def _typed(self) -> tuple[Term, ...] | None:
        try:
            return read(self._edit.text(), self.table)
        except FilterFault:
            return None

    def _fault_of(self, text: str) -> FilterFault | None:
        try:
            read(text, self.table)
        except FilterFault as fault:
            return fault
        return None

    def _send(self) -> None:
        self._pause.stop()
        self._mark(self._fault_of(self._edit.text()))
        typed = self._typed()
        if typed is None:
            return
        text = write(self._terms + typed)
        if text != self._good:
            self._good = text
            self.filtered.emit(text)

    def _mark(self, fault: FilterFault | None) -> None:
        self._edit.mark(fault)
        self._frame.set_fault(fault is not None)
        self._fault.say(str(fault) if fault is not None else "")
        self._fault.setVisible(fault is not None)

    def _on_help(self) -> None:
        popup = FilterHelp(self._look, self.table, self)
        popup.picked.connect(self._edit.add)
        popup.adjustSize()
        popup.move(self.mapToGlobal(QPoint(max(0, self.width() - popup.width()), self._frame.height() + 4)))
        popup.show()

    # Chips

    def _show_chips(self) -> None:
        self._row.show(self._terms)
        self._clear.setVisible(bool(self._terms or self._edit.text()))
        first = "" if self._terms else ", ".join(field.example for field in self.table.fields[:4])
        self._edit.setPlaceholderText(f'{first}, "text"' if first else "")
        self._fit()

    def _fit(self) -> None:
        self._row.fit(self.width() - _TYPING_ROOM - _BUTTONS_ROOM)

    def _on_switched(self, term: Term) -> None:
        self._replace(term, (replace(term, on=not term.on),))

    def _on_removed(self, term: Term) -> None:
        self._replace(term, ())
        self._edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def _edit_term(self, term: Term) -> None:
        self._replace(term, ())
        self._edit.setText(f"{self._edit.text()} {write_term(term)}".strip())
        self._edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def _replace(self, term: Term, by: tuple[Term, ...]) -> None:
        at = next((i for i, t in enumerate(self._terms) if t is term), None)
        if at is None:
            return
        focused = self._row.has_focus(at)
        self._terms = (*self._terms[:at], *by, *self._terms[at + 1 :])
        self._show_chips()
        if focused and by:
            self._row.give_focus(at)
        self._pause.start()


class _Frame(QWidget):
    """The border around chips and line: coloured while one types, and red at a fault."""

    def __init__(self, look: Look, edit: QLineEdit) -> None:
        super().__init__()
        self._look = look
        self._edit = edit
        self._wrong = False
        self.setFixedHeight(30)
        edit.installEventFilter(self)
        look.changed.connect(self.update)

    def set_fault(self, wrong: bool) -> None:
        """Draw the border of a fault, or not."""
        self._wrong = wrong
        self.update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in {QEvent.Type.FocusIn, QEvent.Type.FocusOut}:
            self.update()
        return super().eventFilter(watched, event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = self._look.theme
        painter = QPainter(self)
        focused = self._edit.hasFocus()
        line = theme.negative if self._wrong else theme.focus if focused else theme.line_strong
        box(painter, self.rect(), 4, theme.panel, line, 2 if focused or self._wrong else 1)
        painter.drawPixmap(QPoint(10, 8), self._look.pixmap("filter", theme.text_2, 14))
        painter.end()
