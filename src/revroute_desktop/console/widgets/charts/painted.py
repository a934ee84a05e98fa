"""`Painted`: the base of the charts that are painted by hand: places that can be pointed at and picked."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from revroute_desktop.console.theme.look import Look
from revroute_desktop.console.widgets.cells import Column, Row
from revroute_desktop.console.widgets.charts.form import BY_KEYBOARD, Form
from revroute_desktop.console.widgets.charts.tip import Tip

PAD = 12
"""Room between a panel's edge and what is drawn."""

_WAYS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


class Painted(Form, QWidget):
    """A form says where its `places` are, what each is (`told`), and draws them.

    Arrows go from place to place and Enter picks, a click picks too; Esc gives up what was picked.
    """

    def __init__(
        self,
        look: Look,
        title: str,
        columns: Sequence[Column] | Callable[[], Sequence[Column]],
        rows: Callable[[], Sequence[Row]],
    ) -> None:
        super().__init__()
        self.begin_form(look, title, columns, rows)
        self._at: int | None = None
        self._places: list[QRectF] = []
        self._keys: list[str] = []
        self._bare = False
        self._tip = Tip(look, self)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        look.changed.connect(self.feed)

    # What a form says

    def nothing(self) -> bool:
        """Whether there is nothing to show."""
        raise NotImplementedError

    def lay_out(self, size: QSize) -> None:
        """Put the places where they belong and remember their keys, with `put`."""
        raise NotImplementedError

    def draw(self, painter: QPainter) -> None:
        """Draw what was laid out."""
        raise NotImplementedError

    def told(self, at: int) -> tuple[str, tuple[tuple[str, str], ...]]:
        """Return the title of a place and its values: what the box beside it says."""
        raise NotImplementedError

    def put(self, place: QRectF, key: str) -> None:
        """Add a place; an empty key can't be picked."""
        self._places.append(place)
        self._keys.append(key)

    def count(self) -> int:
        """Return how many places there are."""
        return len(self._places)

    def place_of(self, at: int) -> QRectF:
        """Return where a place is."""
        return self._places[at]

    def key_of(self, at: int) -> str:
        """Return what picking a place gives."""
        return self._keys[at]

    def is_pointed(self) -> bool:
        """Whether a place is pointed at."""
        return self._at is not None

    # Feeding and painting

    def feed(self) -> None:
        """Lay out the data that were given, or that stand in another size or look."""
        self._places, self._keys = [], []
        if self._data is not None and self.width() > 0:
            self.lay_out(self.size())
        if self._at is not None and self._at >= self.count():
            self._leave()
        elif self._at is not None:
            self._point(self._at)
        self.update()

    def minimumSizeHint(self) -> QSize:
        return QSize(160, 80)

    def sizeHint(self) -> QSize:
        return QSize(360, 220)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.feed()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        self._draw(painter)
        self.draw_focus(painter, self.rect())
        painter.end()

    def draw_all(self, painter: QPainter, size: QRect) -> None:
        """Draw the chart as it stands, without pointer and focus."""
        del size
        self._bare = True
        self._draw(painter)
        self._bare = False

    @property
    def pointed(self) -> int | None:
        """The place under the pointer or the crosshair of the keyboard; none in a file."""
        return None if self._bare else self._at

    def _draw(self, painter: QPainter) -> None:
        # No ground of its own: it is that of the panel, whose corners are round.
        nothing = self._data is None or self.nothing()
        if not nothing:
            self.draw(painter)
        self.draw_state(painter, self.rect(), nothing=nothing)

    # Pointing

    def place_at(self, at: QPointF) -> int | None:
        """Return which place is at a point."""
        return next((n for n, place in enumerate(self._places) if place.contains(at)), None)

    def next_place(self, way: tuple[int, int]) -> int | None:
        """Return the nearest place in a direction, right and down being above zero."""
        if self._at is None:
            return 0 if self._places else None
        here = self._places[self._at].center()
        best, nearest = self._at, float("inf")
        for at, place in enumerate(self._places):
            by = place.center() - here
            along, across = by.x() * way[0] + by.y() * way[1], abs(by.x() * way[1]) + abs(by.y() * way[0])
            if along > 0.5 and along + 3 * across < nearest:
                best, nearest = at, along + 3 * across
        return best

    def _point(self, at: int) -> None:
        self._at = at
        title, rows = self.told(at)
        self._tip.say(title, rows)
        self._tip.stand_by(self.place_of(at).toRect(), self.rect())
        values = ". ".join(f"{name} {value}" for name, value in rows)
        self.setAccessibleDescription(f"{title}. {values}" if values else title)
        self.update()

    def _leave(self) -> None:
        self._at = None
        self._tip.hide()
        self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = self.place_at(event.position())
        if at is None:
            self._leave()
        elif at != self._at:
            self._keyboard = False
            self._point(at)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        if not self._keyboard:
            self._leave()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            return
        self._keyboard = False
        at = self.place_at(event.position())
        self.pick(self.key_of(at) if at is not None else "")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _WAYS and self.count():
            self._keyboard = True
            at = self.next_place(_WAYS[key])
            if at is not None:
                self._point(at)
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End) and self.count():
            self._keyboard = True
            self._point(0 if key == Qt.Key.Key_Home else self.count() - 1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self._at is not None:
            if self.key_of(self._at):
                self.pick(self.key_of(self._at))
        elif key == Qt.Key.Key_Escape and self._chosen:
            self.pick("")
        elif not self.form_key(event):
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._keyboard = event.reason() in BY_KEYBOARD
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._keyboard = False
        self._leave()
