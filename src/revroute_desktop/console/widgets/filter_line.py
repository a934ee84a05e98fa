"""`FilterLine`: the line in which a filter is typed; it underlines a fault and offers what comes next."""

from PySide6.QtCore import QModelIndex, QPointF, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
    QStandardItem,
    QStandardItemModel,
)
from PySide6.QtWidgets import QCompleter, QLineEdit

from revroute_desktop.console.theme.fonts import font
from revroute_desktop.console.theme.look import Look
from revroute_desktop.console.translate import tr
from revroute_desktop.workspace.filters.complete import Suggestion, field_at, suggest
from revroute_desktop.workspace.filters.fields import FilterFault, Table

_INSERT = Qt.ItemDataRole.UserRole


class FilterLine(QLineEdit):
    """`typed` gives the text when a person changes it, `values_wanted` the field whose values would help.

    `left_empty`: Backspace in an empty line; `left`: the focus has gone, and not to what is offered.
    """

    typed = Signal(str)
    values_wanted = Signal(str)
    left_empty = Signal()
    left = Signal()

    def __init__(self, look: Look, table: Table) -> None:
        super().__init__()
        self._look = look
        self._table = table
        self._values: dict[str, tuple[str, ...]] = {}
        self.fault: FilterFault | None = None
        self.setFrame(False)
        self.setFixedHeight(26)
        self.setFont(font("table"))
        self.setProperty("bare", True)
        self.setAccessibleName(tr("Filter the {table}", table=tr(table.name, "a table")))
        self.offers = QStandardItemModel(self)
        self._completer = QCompleter(self.offers, self)
        self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._completer.setWidget(self)
        popup = self._completer.popup()
        assert popup is not None, "a completer makes its popup"
        popup.setAccessibleName(tr("What can be typed next"))
        self.popup = popup
        self._completer.activated[QModelIndex].connect(self.insert_offer)  # type: ignore[index]
        self.textEdited.connect(self._on_edited)

    def mark(self, fault: FilterFault | None) -> None:
        """Underline the place of a fault, or nothing."""
        self.fault = fault
        self.update()

    def put_values(self, name: str, values: tuple[str, ...]) -> None:
        """Offer these values of a field from now on."""
        self._values[name] = values
        if self.hasFocus() and field_at(self.text(), self.cursorPosition(), self._table) == name:
            self._offer()

    def add(self, example: str) -> None:
        """Write an example behind what is typed, as if a person had typed it."""
        self.setText(f"{self.text().rstrip()} {example}".strip())
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self._on_edited(self.text())

    def insert_offer(self, index: QModelIndex) -> None:
        """Write an offer in place of what it completes."""
        offer = index.data(_INSERT)
        if isinstance(offer, Suggestion):
            text = self.text()
            self.setText(text[: offer.start] + offer.insert + text[offer.end :])
            self.setCursorPosition(offer.start + len(offer.insert))
            self._on_edited(self.text())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Backspace and not self.text():
            self.left_empty.emit()
            return
        if event.key() == Qt.Key.Key_Down and not self.popup.isVisible():
            # Down opens what can be typed next, also in an empty line.
            self._offer()
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

    def _on_edited(self, text: str) -> None:
        self.typed.emit(text)
        self._offer()

    def _offer(self) -> None:
        text, cursor = self.text(), self.cursorPosition()
        name = field_at(text, cursor, self._table)
        if name is not None and name not in self._values:
            self._values[name] = ()
            self.values_wanted.emit(name)
        offers = suggest(text, cursor, self._table, self._values) if text else ()
        self.offers.clear()
        for offer in offers:
            item = QStandardItem(f"{offer.insert}   {_about(offer.about)}" if offer.about else offer.insert)
            item.setData(offer, _INSERT)
            self.offers.appendRow(item)
        if offers:
            self._completer.complete(self.rect().adjusted(0, 0, 0, 4))
        else:
            self.popup.hide()


def _about(text: str) -> str:
    """Return what an offer is about in the chosen language; an example after it stays as it is typed."""
    said = tr(text)
    if said != text:
        return said
    about, comma, example = text.rpartition(", ")
    return f"{tr(about)}{comma}{example}" if comma else text
