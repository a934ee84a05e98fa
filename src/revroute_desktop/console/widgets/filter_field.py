"""`FilterField`: conditions as chips and a line to type more, with completion and help.

A fault marks its place and says what is expected; the last good filter stays in force meanwhile.
"""

from dataclasses import replace

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, QPointF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
    QResizeEvent,
    QStandardItem,
    QStandardItemModel,
)
from PySide6.QtWidgets import QCompleter, QHBoxLayout, QLineEdit, QMenu, QVBoxLayout, QWidget

from revroute_desktop.console.theme.fonts import font
from revroute_desktop.console.theme.look import Look
from revroute_desktop.console.theme.paint import box
from revroute_desktop.console.translate import tr
from revroute_desktop.console.widgets.cells import Tone
from revroute_desktop.console.widgets.filter_chips import FilterChip, FilterHelp
from revroute_desktop.console.widgets.parts import Button, ToolButton, Words
from revroute_desktop.workspace.filters.complete import Suggestion, field_at, suggest
from revroute_desktop.workspace.filters.fields import FilterFault, Table
from revroute_desktop.workspace.filters.language import Term, read, write, write_term

_PAUSE_MS = 50
_WIDEST = 1200
_TYPING_ROOM = 170
_INSERT = Qt.ItemDataRole.UserRole


class _Edit(QLineEdit):
    """The line for typing. `left_empty` asks for the last chip back; `left` says that the focus went."""

    left_empty = Signal()
    left = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.fault: FilterFault | None = None
        self.setFrame(False)
        self.setFixedHeight(26)
        self.setFont(font("table"))
        self.setProperty("bare", True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Backspace and not self.text():
            self.left_empty.emit()
            return
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self.left.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.fault is None:
            return
        # Where a place of the text is on screen: as far from the cursor as the text between them is wide.
        measure, text = self.fontMetrics(), self.text()
        zero = self.cursorRect().center().x() - measure.horizontalAdvance(text[: self.cursorPosition()])
        start = zero + measure.horizontalAdvance(text[: self.fault.start])
        end = max(zero + measure.horizontalAdvance(text[: self.fault.end]), start + 6)
        base = (self.height() + measure.height()) // 2
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._look.theme.negative, 1.2))
        painter.drawPolyline(
            QPolygonF([QPointF(x, base + (2 if (x - start) % 4 else 0)) for x in range(start, end + 1, 2)])
        )
        painter.end()


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
        self._values: dict[str, tuple[str, ...]] = {}
        self._chips: list[FilterChip] = []
        self._edit = _Edit(look)
        self._edit.setAccessibleName(tr("Filter the {table}", table=tr(table.name, "a table")))
        self._edit.installEventFilter(self)
        self._more = Button(look, "", variant="bare", name=tr("More conditions"))
        self._more.clicked.connect(self._on_more)
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
        self._line = line
        line.addWidget(self._more)
        line.addWidget(self._edit, 1)
        line.addWidget(self._clear)
        line.addWidget(self._help)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addWidget(self._frame)
        layout.addWidget(self._fault)
        self._offers = QStandardItemModel(self)
        self._completer = QCompleter(self._offers, self)
        self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._completer.setWidget(self._edit)
        popup = self._completer.popup()
        assert popup is not None, "a completer makes its popup"
        popup.setAccessibleName(tr("What can be typed next"))
        self._popup = popup
        self._completer.activated[QModelIndex].connect(self._on_offer)  # type: ignore[index]
        self._edit.textEdited.connect(self._on_edited)
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
        self._values[name] = values
        if (
            self._edit.hasFocus()
            and field_at(self._edit.text(), self._edit.cursorPosition(), self.table) == name
        ):
            self._offer()

    # Typing

    def _on_edited(self, text: str) -> None:
        self._mark(None)
        self._clear.setVisible(bool(text or self._terms))
        self._pause.start()
        self._offer()

    def _on_return(self) -> None:
        if self._popup.isVisible():
            self._popup.hide()
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
        self._edit.fault = fault
        self._edit.update()
        self._frame.set_fault(fault is not None)
        self._fault.say(str(fault) if fault is not None else "")
        self._fault.setVisible(fault is not None)

    # Completion

    def _offer(self) -> None:
        text, cursor = self._edit.text(), self._edit.cursorPosition()
        name = field_at(text, cursor, self.table)
        if name is not None and name not in self._values:
            self._values[name] = ()
            self.values_wanted.emit(name)
        offers = suggest(text, cursor, self.table, self._values) if text else ()
        self._offers.clear()
        for offer in offers:
            item = QStandardItem(f"{offer.insert}   {_about(offer.about)}" if offer.about else offer.insert)
            item.setData(offer, _INSERT)
            self._offers.appendRow(item)
        if offers:
            self._completer.complete(self._edit.rect().adjusted(0, 0, 0, 4))
        else:
            self._popup.hide()

    def _on_offer(self, index: QModelIndex) -> None:
        offer = index.data(_INSERT)
        if isinstance(offer, Suggestion):
            text = self._edit.text()
            self._edit.setText(text[: offer.start] + offer.insert + text[offer.end :])
            self._edit.setCursorPosition(offer.start + len(offer.insert))
            self._on_edited(self._edit.text())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # Down opens what can be typed next, also in an empty line.
        if (
            event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Down
            and not self._popup.isVisible()
        ):
            self._offer()
        return super().eventFilter(watched, event)

    def _on_help(self) -> None:
        popup = FilterHelp(self._look, self.table, self)
        popup.picked.connect(self._on_example)
        popup.adjustSize()
        popup.move(self.mapToGlobal(QPoint(max(0, self.width() - popup.width()), self._frame.height() + 4)))
        popup.show()

    def _on_example(self, example: str) -> None:
        typed = self._edit.text().rstrip()
        self._edit.setText(f"{typed} {example}".strip())
        self._edit.setFocus(Qt.FocusReason.OtherFocusReason)
        self._on_edited(self._edit.text())

    # Chips

    def _show_chips(self) -> None:
        for chip in self._chips:
            self._line.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self._chips = []
        for at, term in enumerate(self._terms):
            chip = FilterChip(self._look, term, self._frame)
            chip.switched.connect(self._on_switched)
            chip.removed.connect(self._on_removed)
            chip.edited.connect(self._edit_term)
            self._line.insertWidget(at, chip)
            self._chips.append(chip)
        self._clear.setVisible(bool(self._terms or self._edit.text()))
        first = "" if self._terms else ", ".join(field.example for field in self.table.fields[:4])
        self._edit.setPlaceholderText(f'{first}, "text"' if first else "")
        self._fit()

    def _fit(self) -> None:
        """Show as many chips as leave room for typing; the rest stands in a menu."""
        room = self.width() - _TYPING_ROOM - 110
        hidden = 0
        for chip in self._chips:
            room -= chip.sizeHint().width() + 6
            chip.setVisible(room >= 0)
            chip.setFixedWidth(chip.sizeHint().width())
            hidden += room < 0
        self._more.setText(tr("{count} more", count=hidden))
        self._more.setFixedWidth(self._more.sizeHint().width())
        self._more.setVisible(bool(hidden))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _on_more(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for chip in self._chips:
            if not chip.isVisible():
                action = menu.addAction(write_term(replace(chip.term, on=True)))
                action.setCheckable(True)
                action.setChecked(chip.term.on)
                action.setData(chip.term)
        menu.triggered.connect(self._on_more_chosen)
        menu.popup(self._more.mapToGlobal(self._more.rect().bottomLeft()))

    def _on_more_chosen(self, action: QObject) -> None:
        self._on_switched(action.data())  # type: ignore[attr-defined]

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
        focused = at < len(self._chips) and self._chips[at].hasFocus()
        self._terms = (*self._terms[:at], *by, *self._terms[at + 1 :])
        self._show_chips()
        if focused and by:
            self._chips[at].setFocus(Qt.FocusReason.OtherFocusReason)
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


def _about(text: str) -> str:
    """Return what an offer is about in the chosen language; an example after it stays as it is typed."""
    said = tr(text)
    if said != text:
        return said
    about, comma, example = text.rpartition(", ")
    return f"{tr(about)}{comma}{example}" if comma else text
