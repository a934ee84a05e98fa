"""The command palette: one field and the best offers below it. Widgets and their model only."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from revroute_desktop.console.actions import shown_keys
from revroute_desktop.console.palette.offers import ICONS, SHOWN_MOST, Offer
from revroute_desktop.console.shell.overlay import Overlay
from revroute_desktop.console.theme.fonts import font, metrics
from revroute_desktop.console.theme.look import Look
from revroute_desktop.console.theme.paint import RIGHT, box, words
from revroute_desktop.console.translate import later, tr
from revroute_desktop.console.widgets.cells import Tone
from revroute_desktop.console.widgets.parts import Words
from revroute_desktop.console.widgets.surfaces import Line

_WIDTH = 640
_ROW = 32
_FIELD = 44
_NOTHING = later("Nothing is called that. Try an action, an account, an event's id, a plan or a help page.")

Index = QModelIndex | QPersistentModelIndex
_Role = Qt.ItemDataRole


class OffersModel(QAbstractListModel):
    """The offers, best first."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.offers: tuple[Offer, ...] = ()

    def show(self, offers: Sequence[Offer]) -> None:
        """Show other offers."""
        if tuple(offers) == self.offers:
            return
        self.beginResetModel()
        self.offers = tuple(offers)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self.offers)

    def data(self, index: Index, role: int = _Role.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self.offers):
            return None
        offer = self.offers[index.row()]
        if role == _Role.DisplayRole:
            return offer.title
        if role == _Role.AccessibleTextRole:
            return ", ".join(
                part for part in (offer.title, offer.note, tr(str(offer.kind)), offer.keys) if part
            )
        return None


class _Delegate(QStyledItemDelegate):
    """A sign, the title with the matching letters strong, a note, and kind or shortcut at the right."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(_WIDTH, _ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        if not isinstance(model, OffersModel):
            return
        offer, theme = model.offers[index.row()], self._look.theme
        area: QRect = option.rect
        state: QStyle.StateFlag = option.state
        if state & QStyle.StateFlag.State_Selected:
            box(painter, area.adjusted(6, 1, -6, -1), 5, theme.selection)
        sign = self._look.pixmap(ICONS[offer.kind], theme.text_2, 16)
        painter.drawPixmap(area.x() + 16, area.y() + 8, sign)
        right = self._draw_right(painter, area, offer)
        x = area.x() + 44.0
        for at, character in enumerate(offer.title):
            strong = at in offer.places
            wide = metrics("body", 600 if strong else 400).horizontalAdvance(character)
            if x + wide > right - 12:
                break
            ink = theme.accent_text if strong else theme.text
            face = font("body", 600 if strong else 400)
            words(painter, QRect(int(x), area.y(), int(wide) + 8, area.height()), character, ink, face)
            x += wide
        if offer.note and right - x > 60:
            note = metrics("table").elidedText(offer.note, Qt.TextElideMode.ElideRight, right - x - 24)
            place = QRect(int(x) + 12, area.y(), int(right - x), area.height())
            words(painter, place, note, theme.text_3, font("table"))

    def _draw_right(self, painter: QPainter, area: QRect, offer: Offer) -> float:
        """Write what stands at the right; returns where it begins."""
        theme = self._look.theme
        kind = tr("Recent") if offer.recent else tr(str(offer.kind))
        place = area.adjusted(0, 0, -18, 0)
        keys = shown_keys(offer.keys)
        if not keys:
            words(painter, place, kind, theme.text_3, font("table"), RIGHT)
            return place.right() - metrics("table").horizontalAdvance(kind)
        width = int(metrics("label").horizontalAdvance(keys)) + 14
        cap = QRect(place.right() - width, area.y() + 7, width, 18)
        box(painter, cap, 3, theme.sunken, theme.line)
        words(painter, cap.adjusted(0, 0, -7, 0), keys, theme.text_2, font("label"), RIGHT)
        return cap.x()


class _Field(QLineEdit):
    """Up, down, page keys and Enter go to the list."""

    stepped = Signal(int)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.drawPixmap(
            15, (self.height() - 16) // 2, self._look.pixmap("search", self._look.theme.text_2, 16)
        )
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -8, Qt.Key.Key_PageDown: 8}
        step = steps.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self.stepped.emit(step)


class Palette(Overlay):
    """`typed` asks for offers, `picked` gives the one that was chosen."""

    typed = Signal(str)
    picked = Signal(object)

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(look, parent, tr("Find or run"))
        self.field = _Field(look)
        self.field.setFrame(False)
        self.field.setProperty("bare", True)
        self.field.setFixedHeight(_FIELD)
        self.field.setFont(font("heading", 400))
        self.field.setPlaceholderText(
            tr("Find or run: an action, account, event, plan, setting or help page")
        )
        self.field.setAccessibleName(tr("Find or run"))
        self.field.setTextMargins(38, 0, 12, 0)
        self.model = OffersModel(self)
        self.list = QListView()
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setAccessibleName(tr("What was found"))
        self.list.setModel(self.model)
        self.list.setItemDelegate(_Delegate(look, self.list))
        self.list.setUniformItemSizes(True)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAutoFillBackground(False)
        self.list.viewport().setAutoFillBackground(False)
        self._nothing = Words(look, tr(_NOTHING), role="table", tone=Tone.SECOND, wrap=True)
        self._nothing.setContentsMargins(16, 10, 16, 12)
        self._nothing.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, 6)
        layout.setSpacing(0)
        layout.addWidget(self.field)
        layout.addWidget(Line(look))
        layout.addSpacing(5)
        layout.addWidget(self.list)
        layout.addWidget(self._nothing)
        self.field.textChanged.connect(self.typed)
        self.field.stepped.connect(self._on_step)
        self.field.returnPressed.connect(self._on_enter)
        self.list.clicked.connect(self._on_clicked)

    def open_palette(self) -> None:
        """Open it empty, or close it when it is open."""
        if self.isVisible():
            self.close_over()
            return
        self.open_over()
        self.field.clear()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.typed.emit("")

    def show_offers(self, offers: Sequence[Offer]) -> None:
        """Show what was found; the choice stays on its line unless that is gone."""
        before = self.list.currentIndex().row()
        chosen = self.model.offers[before].key if 0 <= before < len(self.model.offers) else None
        moved = before > 0
        self.model.show(offers)
        keys = [offer.key for offer in self.model.offers]
        at = keys.index(chosen) if moved and chosen in keys else 0
        self.list.setCurrentIndex(self.model.index(at))
        self._nothing.setVisible(not offers)
        self.list.setVisible(bool(offers))
        self.place()

    def place(self) -> None:
        parent = self.parentWidget()
        assert parent is not None, "an overlay lies over a window"
        width = min(_WIDTH, parent.width() - 48)
        rows = min(len(self.model.offers), SHOWN_MOST)
        below = rows * _ROW if rows else self._nothing.heightForWidth(width - 2)
        height = min(_FIELD + 14 + below, parent.height() - 80)
        self.list.setFixedHeight(max(height - _FIELD - 14, 0))
        self.setGeometry((parent.width() - width) // 2, 52, width, height)

    def _on_step(self, step: int) -> None:
        rows = self.model.rowCount()
        if rows:
            at = self.list.currentIndex().row() + step
            at = at % rows if abs(step) == 1 else max(0, min(rows - 1, at))
            self.list.setCurrentIndex(self.model.index(at))

    def _on_enter(self) -> None:
        self._on_clicked(self.list.currentIndex())

    def _on_clicked(self, index: Index) -> None:
        if 0 <= index.row() < len(self.model.offers):
            offer = self.model.offers[index.row()]
            self.close_over()
            self.picked.emit(offer)
