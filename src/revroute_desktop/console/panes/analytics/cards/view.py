"""`CardView`: one card of the grid: its title row with menu, and its chart. Widgets only."""

from typing import Any

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence, QMouseEvent, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from revroute_desktop.analytics.cards import Card
from revroute_desktop.console.panes.analytics.cards.forms import make_chart
from revroute_desktop.console.panes.analytics.words import no_rows_words
from revroute_desktop.console.theme.look import Look
from revroute_desktop.console.translate import later, tr
from revroute_desktop.console.widgets.cells import Tone
from revroute_desktop.console.widgets.charts.data import Span
from revroute_desktop.console.widgets.charts.form import disable
from revroute_desktop.console.widgets.charts.legend import Legend
from revroute_desktop.console.widgets.parts import StateMark, ToolButton
from revroute_desktop.console.widgets.surfaces import Panel
from revroute_desktop.console.widgets.tab_order import stops_of

EDIT, REMOVE, WHY, ROWS, TABLE, FULL, EXPORT = "edit", "remove", "why", "rows", "table", "full", "export"
EARLIER, LATER, WIDER, NARROWER, TALLER, SHORTER = (
    "earlier",
    "later",
    "wider",
    "narrower",
    "taller",
    "shorter",
)
"""What a person does with a card."""

_KEYS = {
    EARLIER: "Alt+Left",
    LATER: "Alt+Right",
    WIDER: "Alt+Shift+Right",
    NARROWER: "Alt+Shift+Left",
    TALLER: "Alt+Shift+Down",
    SHORTER: "Alt+Shift+Up",
}
_MENU: tuple[tuple[tuple[str, str], ...], ...] = (
    ((EDIT, later("Change the card…")), (WHY, later("Why did it change?"))),
    ((ROWS, later("Show the rows")), (TABLE, later("Show as a table")), (FULL, later("Full screen"))),
    ((EXPORT, later("Export the chart…")),),
    (
        (EARLIER, later("Move before the one before")),
        (LATER, later("Move behind the next one")),
        (WIDER, later("Wider")),
        (NARROWER, later("Narrower")),
        (TALLER, later("Taller")),
        (SHORTER, later("Shorter")),
    ),
    ((REMOVE, later("Remove the card")),),
)
_DRAG_FROM = 6
_TITLE_LEAST = 60
_BESIDE_TITLE = 76
"""Pixels of a title row that are neither title nor legend."""
_HIGH_ENOUGH = 150
"""From this height on a card has room for a row of its legend."""


class CardView(Panel):
    """`acted` gives the card's id and an act of its menu; `dragged` its id and where the pointer is, over the
    whole screen; `dropped` ends that. `brushed` gives a span of time or None, `picked` a key or nothing;
    `grown` says that Tab stops elsewhere in it.
    """

    acted = Signal(str, str)
    brushed = Signal(str, object)
    picked = Signal(str, str)
    dragged = Signal(str, object)
    dropped = Signal(str, object)
    grown = Signal()

    def __init__(self, look: Look, card: Card, title: str) -> None:
        super().__init__(look, title, " ")
        self.card = card
        self.chart = make_chart(card.form, look, title)
        self.mark = StateMark(look)
        self.state = ""
        self._notes: tuple[str, ...] = ()
        self._is_calm = self._is_below = False
        self._legend: QWidget | None = None
        self._stops: list[QWidget] = []
        self._menu_button = ToolButton(look, "more", tr("Menu of {card}", card=title), 26)
        self._menu_button.clicked.connect(self._on_menu)
        self._pressed: QPoint | None = None
        self._dragging = False
        self.tools.addWidget(self.mark)
        self.tools.addWidget(self._menu_button)
        self._below = QHBoxLayout()
        self._below.addStretch(1)
        self._layout.addLayout(self._below)
        self.add(self.chart, 1)
        self._title.give_way(_TITLE_LEAST)
        self.setObjectName(f"card.{card.id}")
        self.setAccessibleName(title)
        row = self._title.parentWidget()
        if row is not None:
            row.setCursor(Qt.CursorShape.OpenHandCursor)
            row.installEventFilter(self)
        self.chart.brushed.connect(self._on_brushed)
        self.chart.picked.connect(self._on_picked)
        self.chart.rows_asked.connect(self._on_rows)
        self.chart.show_log(card.log)
        self.chart.say_no_rows(no_rows_words(card))
        for act, keys in _KEYS.items():
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.setObjectName(act)
            shortcut.activated.connect(self._on_key)

    @property
    def title(self) -> str:
        """What the card is called."""
        return self._title.text()

    def show_title(self, title: str, notes: tuple[str, ...]) -> None:
        """Show another title, and beside it as many of the notes as have room."""
        self._notes = notes
        self.say_title(title, ", ".join(notes))
        self.note.setToolTip(", ".join(notes))
        self._title.setToolTip(title)
        self.chart.say_title(title)
        self.setAccessibleName(title)
        self._menu_button.say_name(tr("Menu of {card}", card=title))

    def show_data(self, data: Any, empty: str) -> None:
        """Feed the chart; its legend follows. `empty` says why there is nothing, where that is so."""
        self.chart.say_empty(empty)
        self.chart.show_data(data)
        self._place_legend()
        stops = self.stops()
        if stops != self._stops:
            self._stops = stops
            self.grown.emit()

    def stops(self) -> list[QWidget]:
        """Return where Tab stops in the card, in the order of reading."""
        legend = stops_of(self._legend) if self._legend is not None else []
        return [*legend, self._menu_button, *stops_of(self.chart)]

    def show_selection(self, span: Span | None, key: str | None) -> None:
        """Mark what is selected."""
        self.chart.show_selection(span, key)

    def show_state(self, text: str, tone: Tone = Tone.WARNING) -> None:
        """Show a chip in the title row; empty for none."""
        self.state, self._is_calm = text, tone is Tone.SECOND
        self.mark.say(text, tone)
        self._place_legend()

    def show_as_preview(self) -> None:
        """Stand outside of the grid: no menu, nothing to drag."""
        self._menu_button.hide()
        row = self._title.parentWidget()
        if row is not None:
            row.removeEventFilter(self)
            row.unsetCursor()

    def open_menu(self) -> QMenu:
        """Open the menu of the card, below its button."""
        menu = QMenu(self)
        for at, group in enumerate(_MENU):
            if at:
                menu.addSeparator()
            for act, words in group:
                keys = _KEYS.get(act, "")
                action = menu.addAction(f"{tr(words)}\t{keys}" if keys else tr(words))
                action.setObjectName(act)
                if act == ROWS and self.chart.no_rows:
                    disable(menu, action, self.chart.no_rows)
        menu.triggered.connect(self._on_triggered)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self._menu_button.mapToGlobal(self._menu_button.rect().bottomLeft()))
        return menu

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QMouseEvent):
            at = event.globalPosition().toPoint()
            if event.type() == QEvent.Type.MouseButtonPress and event.button() is Qt.MouseButton.LeftButton:
                self._pressed = at
                return True
            if event.type() == QEvent.Type.MouseMove and self._pressed is not None:
                if not self._dragging and (at - self._pressed).manhattanLength() >= _DRAG_FROM:
                    self._dragging = True
                if self._dragging:
                    self.dragged.emit(self.card.id, at)
                return True
            if event.type() == QEvent.Type.MouseButtonRelease and self._pressed is not None:
                was, self._pressed, self._dragging = self._dragging, None, False
                if was:
                    self.dropped.emit(self.card.id, at)
                return True
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_legend()

    def _place_legend(self) -> None:
        """Show the legend where the title leaves room for it, and first of all the title and its note."""
        room = self.width() - self._title.sizeHint().width() - _BESIDE_TITLE
        room -= self._say_notes(room)
        # What only reassures makes way for figures.
        self.mark.setVisible(bool(self.state) and (not self._is_calm or self.mark.width() <= room))
        mark = self.mark.width() if self.mark.isVisibleTo(self) else 0
        if self._legend is None:
            self._legend = self.chart.make_legend()
            if self._legend is None:
                return
            self.tools.insertWidget(0, self._legend)
        room -= mark
        if not isinstance(self._legend, Legend):
            self._legend.setVisible(self._legend.sizeHint().width() <= room)
            return
        # Where the title leaves no room it has a row of its own, if the chart keeps enough.
        below = self._legend.wanted > room and self._legend.count > 2 and self.height() >= _HIGH_ENOUGH
        if below is not self._is_below:
            self._is_below = below
            (self.tools if below else self._below).removeWidget(self._legend)
            if below:
                self._below.insertWidget(0, self._legend)
            else:
                self.tools.insertWidget(0, self._legend)
        self._below.setContentsMargins(10, 6 if below else 0, 8, 0)
        self._legend.setVisible(self._legend.fit(self.width() - 24 if below else room))

    def _say_notes(self, room: int) -> int:
        """Say the notes that have room, each of them whole; returns how wide that is."""
        wide = self.note.fontMetrics().horizontalAdvance
        count = len(self._notes)
        while count and wide(", ".join(self._notes[:count])) > room:
            count -= 1
        said = ", ".join(self._notes[:count])
        self.note.say(said)
        return int(wide(said))

    def _on_menu(self) -> None:
        self.open_menu()

    def _on_triggered(self, action: QAction) -> None:
        self.acted.emit(self.card.id, action.objectName())

    def _on_key(self) -> None:
        sender = self.sender()
        if sender is not None:
            self.acted.emit(self.card.id, sender.objectName())

    def _on_brushed(self, span: object) -> None:
        self.brushed.emit(self.card.id, span)

    def _on_picked(self, key: str) -> None:
        self.picked.emit(self.card.id, key)

    def _on_rows(self) -> None:
        self.acted.emit(self.card.id, ROWS)
