"""`CardGrid`: cards in twelve columns on a page that scrolls; a dragged one shows where it would go."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from revroute_desktop.analytics.cards import COLUMNS, Card, Place, places
from revroute_desktop.console.panes.analytics.cards.view import CardView
from revroute_desktop.console.theme.look import Look
from revroute_desktop.console.theme.paint import box
from revroute_desktop.console.translate import tr
from revroute_desktop.console.widgets.tab_order import put_behind

GAP = 10
_ROW = 44
"""Pixels of a row of the grid, its share of the gap included."""
_ROW_MOST = 64
_NARROW, _NARROWER = 900, 620


class _Sheet(QWidget):
    """Where the cards lie, and the bar that says where a dragged one would go."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.bar = QRect()
        look.changed.connect(self.update)

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self.bar.isEmpty():
            painter = QPainter(self)
            box(painter, self.bar, 2, self._look.theme.accent)
            painter.end()


class CardGrid(QScrollArea):
    """`moved` gives the id of a card and the place among the others that it was dropped at. Tab comes to the
    cards from what they are `behind`.
    """

    moved = Signal(str, int)

    def __init__(self, look: Look, behind: QWidget) -> None:
        super().__init__()
        self._behind = behind
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(tr("Cards"))
        self._sheet = _Sheet(look)
        self.setWidget(self._sheet)
        self.viewport().setAutoFillBackground(False)
        self._cards: list[CardView] = []
        self._all: tuple[Card, ...] = ()

    @property
    def cards(self) -> tuple[CardView, ...]:
        """The cards in their order."""
        return tuple(self._cards)

    def card(self, at: str) -> CardView | None:
        """Return the card of an id."""
        return next((one for one in self._cards if one.card.id == at), None)

    def show_cards(self, cards: tuple[CardView, ...], all_cards: tuple[Card, ...]) -> None:
        """Show these cards in this order; those that are not among them go away. Each stands where it does
        among `all_cards`, of which some may not be made yet.
        """
        self._all = all_cards
        for old in self._cards:
            if old not in cards:
                old.hide()
                old.deleteLater()
        for card in cards:
            if card not in self._cards:
                card.setParent(self._sheet)
                card.dragged.connect(self._on_dragged)
                card.dropped.connect(self._on_dropped)
                card.grown.connect(self._order_stops)
        self._cards = list(cards)
        self.lay_out()
        for card in cards:
            # In their places first: a chart that is shown is drawn anew at every size.
            card.show()
        self._order_stops()

    def lay_out(self) -> None:
        """Put every card where it belongs at this width."""
        wide = self.viewport().width()
        columns = COLUMNS if wide >= _NARROW else COLUMNS // 2 if wide >= _NARROWER else 1
        found = places(self._all, columns)
        at = {card.id: place for card, place in zip(self._all, found, strict=True)}
        rows = max((one.row + one.rows for one in found), default=0)
        room = self.viewport().height() + GAP
        high = min(max(_ROW, room / rows), _ROW_MOST) if rows else _ROW
        self._sheet.resize(wide, max(int(rows * high) - GAP, 0))
        for card in self._cards:
            card.setGeometry(_rect(at[card.card.id], wide, columns, high))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.lay_out()

    def sizeHint(self) -> QSize:
        return QSize(900, 600)

    def place_at(self, at: QPoint) -> int:
        """Return the place in the order that a point of the screen stands for."""
        point = self._sheet.mapFromGlobal(at)
        for number, card in enumerate(self._cards):
            shape = card.geometry()
            if point.y() < shape.top() - GAP or (
                point.y() <= shape.bottom() and point.x() < shape.center().x()
            ):
                return number
        return len(self._cards)

    def _order_stops(self) -> None:
        """Have the order of Tab that of reading, whenever cards and what is in them were made."""
        put_behind(self._behind, [stop for card in self._cards for stop in card.stops()])

    def _on_dragged(self, _card: str, at: QPoint) -> None:
        self.ensureVisible(0, self._sheet.mapFromGlobal(at).y(), 0, 40)
        place = self.place_at(at)
        if place < len(self._cards):
            shape = self._cards[place].geometry()
            self._sheet.bar = QRect(shape.left() - GAP // 2 - 1, shape.top(), 3, shape.height())
        else:
            shape = self._cards[-1].geometry()
            self._sheet.bar = QRect(shape.right() + GAP // 2 - 2, shape.top(), 3, shape.height())
        self._sheet.update()

    def _on_dropped(self, card: str, at: QPoint) -> None:
        self._sheet.bar = QRect()
        self._sheet.update()
        here = next(number for number, one in enumerate(self._cards) if one.card.id == card)
        place = self.place_at(at)
        # Behind itself is where it is.
        place = place - 1 if place > here else place
        if place != here:
            self.moved.emit(card, place)


def _rect(place: Place, wide: int, columns: int, high: float) -> QRect:
    column = (wide + GAP) / columns
    left, right = round(place.column * column), round((place.column + place.columns) * column) - GAP
    top, bottom = round(place.row * high), round((place.row + place.rows) * high) - GAP
    return QRect(left, top, right - left, bottom - top)
