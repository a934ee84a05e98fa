"""`FilterChip`: one condition of a filter, and `FilterHelp`: what can be asked of a table."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QFrame, QGridLayout, QVBoxLayout, QWidget

from revroute_desktop.console.theme.fonts import font, metrics
from revroute_desktop.console.theme.look import Look
from revroute_desktop.console.theme.paint import box, words
from revroute_desktop.console.translate import later, tr
from revroute_desktop.console.widgets.cells import Tone
from revroute_desktop.console.widgets.parts import Button, Words
from revroute_desktop.console.widgets.surfaces import Line
from revroute_desktop.workspace.filters.fields import Table
from revroute_desktop.workspace.filters.language import Sign, Term, write_term

CHIP_HEIGHT = 22
_PAD, _GAP, _CROSS, _WIDEST = 7, 4, 18, 260


def chip_words(term: Term) -> tuple[str, str]:
    """Return the name and the value that a chip shows: "country" and "not DE"."""
    values = ", ".join(
        v.first if v.last is None else tr("{first} to {last}", first=v.first, last=v.last).strip()
        for v in term.values
    )
    sign = "" if term.sign in {Sign.IS, Sign.EQUAL, Sign.UNEQUAL} else f"{term.sign} "
    negated = term.negated != (term.sign is Sign.UNEQUAL)
    value = f"{sign}{values}"
    return term.name or tr("text"), tr("not {value}", value=value) if negated else value


class FilterChip(QAbstractButton):
    """A condition. A click switches it on or off, the cross takes it away, Enter lets it be typed again."""

    switched = Signal(object)
    removed = Signal(object)
    edited = Signal(object)

    def __init__(self, look: Look, term: Term, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self.term = term
        self._name, self._value = chip_words(term)
        off = "" if term.on else tr(", switched off")
        self.setText(write_term(term))
        self.setAccessibleName(
            tr("Condition {name} {value}{off}", name=self._name, value=self._value, off=off)
        )
        self.setToolTip(
            tr("{text}\nClick or Space: off. Enter: edit. Delete: remove.", text=self.text())
            if term.on
            else tr("{text}\nClick or Space: on. Enter: edit. Delete: remove.", text=self.text())
        )
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFixedHeight(CHIP_HEIGHT)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self.setMouseTracking(True)
        look.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        name = metrics("table").horizontalAdvance(self._name)
        value = metrics("table", 600).horizontalAdvance(self._value)
        return QSize(min(int(name + value) + _PAD + _GAP + _CROSS + 4, _WIDEST), CHIP_HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = self._look.theme
        painter = QPainter(self)
        on = self.term.on
        box(painter, self.rect(), 3, theme.accent_soft if on else theme.neutral_soft)
        if self.hasFocus():
            box(painter, self.rect(), 3, None, theme.focus, 2)
        name_face, value_face = font("table"), font("table", 600)
        if not on:
            name_face, value_face = _struck(name_face), _struck(value_face)
        width = int(metrics("table").horizontalAdvance(self._name))
        area = self.rect().adjusted(_PAD, 0, -_CROSS, 0)
        words(painter, area, self._name, theme.accent_text if on else theme.text_3, name_face)
        area = area.adjusted(width + _GAP, 0, 0, 0)
        value = metrics("table", 600).elidedText(self._value, Qt.TextElideMode.ElideRight, area.width())
        words(painter, area, value, theme.text if on else theme.text_3, value_face)
        cross = self._cross().topLeft() + QPoint(2, 6)
        painter.drawPixmap(cross, self._look.pixmap("close", theme.accent_text if on else theme.text_3, 10))
        painter.end()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        place = event.position().toPoint()
        if event.button() is Qt.MouseButton.LeftButton and self.rect().contains(place):
            (self.removed if self._cross().contains(place) else self.switched).emit(self.term)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        event.accept()
        self.edited.emit(self.term)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
            self.removed.emit(self.term)
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2}:
            self.edited.emit(self.term)
        elif key == Qt.Key.Key_Space:
            self.switched.emit(self.term)
        elif key in {Qt.Key.Key_Left, Qt.Key.Key_Right}:
            self.focusNextPrevChild(key == Qt.Key.Key_Right)
        else:
            super().keyPressEvent(event)

    def _cross(self) -> QRect:
        return QRect(self.width() - _CROSS, 0, _CROSS, self.height())


def _struck(face: QFont) -> QFont:
    made = QFont(face)
    made.setStrikeOut(True)
    return made


class FilterHelp(QFrame):
    """The fields of a table with an example each; `picked` gives the one that was clicked."""

    picked = Signal(str)

    def __init__(self, look: Look, table: Table, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self._look = look
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleName(tr("Help on filters"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 12, 14, 12)
        layout.setSpacing(8)
        layout.addWidget(
            Words(look, tr("Filter the {table}", table=tr(table.name, "a table")), role="heading")
        )
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(0)
        for at, field in enumerate(table.explained):
            row, side = at % ((len(table.explained) + 1) // 2), at // ((len(table.explained) + 1) // 2)
            example = Button(
                look, field.example, variant="bare", name=tr("Use {example}", example=field.example)
            )
            example.setFont(font("table", mono=True))
            example.clicked.connect(self._on_example)
            example.setObjectName(field.example)
            grid.addWidget(Words(look, tr(field.help), role="table", tone=Tone.SECOND), row, 2 * side)
            grid.addWidget(example, row, 2 * side + 1, Qt.AlignmentFlag.AlignLeft)
        layout.addLayout(grid)
        layout.addWidget(Line(look))
        lines = QGridLayout()
        lines.setHorizontalSpacing(16)
        lines.setVerticalSpacing(6)
        lines.setColumnStretch(1, 1)
        for at, (mono, about) in enumerate(_SYNTAX):
            lines.addWidget(Words(look, mono, role="table", mono=True), at, 0)
            lines.addWidget(Words(look, tr(about), role="table", tone=Tone.SECOND), at, 1)
        layout.addLayout(lines)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._look.theme.raised)
        painter.setPen(self._look.theme.line)
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()

    def _on_example(self) -> None:
        sender = self.sender()
        if sender is not None:
            self.picked.emit(sender.objectName())
        self.close()


_SYNTAX: Sequence[tuple[str, str]] = (
    ("kind:refund,chargeback", later("any of several values")),
    ("-country:DE", later("not; a minus before any condition")),
    ("amount>=19.90  amount:10..20", later("compare amounts, numbers and dates, or give a range")),
    ("at:2026-Q1  at:2026-03-05", later("a year, quarter, month, week or day in the zone of the books")),
    ("source:shop-*", later("a star stands for any letters")),
    ('campaign=="Summer*"', later("in quotes after ==: capitals count, and a star is a star")),
    ('ch_3Q  "two words"', later("text without a field is looked for in ids and words")),
    ("~kind:refund", later("switched off, but kept: a click on a condition does the same")),
)
