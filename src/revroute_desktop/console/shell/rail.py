"""The rail: the workspace at the top, the panes below; icons only where the window is narrow."""

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QEnterEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QMenu, QSizePolicy, QVBoxLayout

from revroute_desktop.console.theme.fonts import font, metrics
from revroute_desktop.console.theme.look import Look
from revroute_desktop.console.theme.paint import RIGHT, box, words
from revroute_desktop.console.translate import later, tr
from revroute_desktop.console.widgets.cells import Tone
from revroute_desktop.console.widgets.parts import Words
from revroute_desktop.console.widgets.surfaces import Ground, rail_colour

WIDTH = 184
FOLDED = 48
_ITEM = 30


@dataclass(frozen=True, slots=True)
class PaneSpec:
    """One pane in the rail."""

    id: str
    title: str
    icon: str


PANES: tuple[PaneSpec, ...] = (
    PaneSpec("routing", later("Routing"), "routing"),
    PaneSpec("treasury", later("Treasury"), "treasury"),
    PaneSpec("traffic", later("Traffic"), "traffic"),
    PaneSpec("analytics", later("Analytics"), "analytics"),
    PaneSpec("audit", later("Audit"), "audit"),
    PaneSpec("system", later("System"), "system"),
)

FOOT: tuple[PaneSpec, ...] = (
    PaneSpec("help", later("Help"), "help"),
    PaneSpec("settings", later("Settings"), "settings"),
)


class _Item(QAbstractButton):
    """A pane's name with its icon and, at the right, what waits for a person."""

    def __init__(self, look: Look, spec: PaneSpec) -> None:
        super().__init__()
        self._look = look
        self.spec = spec
        self.count = ""
        self.folded = False
        self.setText(tr(spec.title))
        self.setCheckable(True)
        self.setAccessibleName(tr(spec.title))
        self.setFixedHeight(_ITEM)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        look.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(FOLDED if self.folded else WIDTH, _ITEM)

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = self._look.theme
        painter = QPainter(self)
        on = self.isChecked()
        if on:
            box(painter, self.rect(), 5, theme.selection)
        elif self.underMouse():
            box(painter, self.rect(), 5, theme.hover)
        ink = theme.accent_text if on else theme.text_2
        left = (self.width() - 16) // 2 if self.folded else 10
        painter.drawPixmap(QPoint(left, 7), self._look.pixmap(self.spec.icon, ink, 16))
        if not self.folded:
            area = self.rect().adjusted(36, 0, -10, 0)
            face = font("body", 600 if on else 400)
            measure = metrics("body", 600 if on else 400)
            room = area.width() - int(metrics("table").horizontalAdvance(self.count)) - 4
            title = measure.elidedText(self.text(), Qt.TextElideMode.ElideRight, room)
            words(painter, area, title, theme.text if on else theme.text_2, face)
            words(painter, area, self.count, theme.text_2, font("table"), RIGHT)
        painter.end()


class _Workspace(QAbstractButton):
    """The open workspace's name; its menu opens, makes and closes workspaces."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.folded = False
        self.setFixedHeight(48)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(tr("Workspace"))
        look.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(WIDTH, 48)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = self._look.theme
        painter = QPainter(self)
        painter.fillRect(QRect(0, 47, self.width(), 1), theme.line)
        badge = QRect(12, 12, 24, 24)
        box(painter, badge, 5, theme.accent)
        painter.drawPixmap(badge.topLeft() + QPoint(3, 3), self._look.pixmap("logo", theme.on_accent, 18))
        if not self.folded:
            text = metrics("heading").elidedText(
                self.text(), Qt.TextElideMode.ElideRight, self.width() - 45 - 30
            )
            words(painter, self.rect().adjusted(45, 0, 0, -1), text, theme.text, font("heading"))
            spot = QPoint(self.width() - 26, 16)
            painter.drawPixmap(spot, self._look.pixmap("chevron-down", theme.text_2, 16))
        painter.end()


class Rail(Ground):
    """`went` gives the id of the pane that was chosen, `view_asked` and `view_removed` the name of a view."""

    went = Signal(str)
    view_asked = Signal(str)
    view_removed = Signal(str)

    def __init__(self, look: Look, menu: QMenu) -> None:
        super().__init__(look, rail_colour, lines="r")
        self._look = look
        self._folded = False
        self._views: list[_Item] = []
        self._menu = menu
        self._workspace = _Workspace(look)
        self._workspace.clicked.connect(self._on_workspace)
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self._items: dict[str, _Item] = {}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 1, 8)
        layout.setSpacing(0)
        layout.addWidget(self._workspace)
        self._list = QVBoxLayout()
        self._list.setContentsMargins(8, 8, 8, 0)
        self._list.setSpacing(0)
        for spec in PANES:
            self._list.addWidget(self._make(look, spec))
        self._group.buttonClicked.connect(self._on_item)
        layout.addLayout(self._list)
        self._views_title = Words(look, tr("Views"), role="label", tone=Tone.FAINT)
        self._views_title.setContentsMargins(20, 14, 0, 4)
        self._views_title.hide()
        layout.addWidget(self._views_title)
        self._views_list = QVBoxLayout()
        self._views_list.setContentsMargins(8, 0, 8, 0)
        self._views_list.setSpacing(0)
        layout.addLayout(self._views_list)
        layout.addStretch(1)
        self._foot = QVBoxLayout()
        self._foot.setSpacing(0)
        for spec in FOOT:
            self._foot.addWidget(self._make(look, spec))
        self._foot.setContentsMargins(8, 0, 8, 0)
        layout.addLayout(self._foot)
        self.setFixedWidth(WIDTH)
        self.setAccessibleName(tr("Panes"))

    def show_workspace(self, name: str) -> None:
        """Show the name of the open workspace."""
        self._workspace.setText(name)
        self._workspace.setToolTip(name)
        self._workspace.update()

    def show_pane(self, pane: str) -> None:
        """Mark the pane, or page, that is shown."""
        self._items[pane].setChecked(True)

    def show_count(self, pane: str, count: str) -> None:
        """Show how much waits for a person in a pane; empty for nothing."""
        self._items[pane].count = count
        self._items[pane].update()

    def show_views(self, names: tuple[str, ...]) -> None:
        """Show the saved views of these names."""
        for item in self._views:
            self._views_list.removeWidget(item)
            item.hide()
            item.deleteLater()
        self._views = []
        for name in names:
            item = _Item(self._look, PaneSpec(name, name, "bookmark"))
            item.setCheckable(False)
            item.setAccessibleName(tr("View {name}", name=name))
            item.clicked.connect(self._on_view)
            item.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
            item.customContextMenuRequested.connect(self._on_view_menu)
            self._views_list.addWidget(item)
            self._views.append(item)
        self.fold(self._folded)

    def fold(self, folded: bool) -> None:
        """Show icons only, with the names as tooltips."""
        self._workspace.folded = folded
        pad = 7 if folded else 8
        self._list.setContentsMargins(pad, 8, pad, 0)
        self._foot.setContentsMargins(pad, 0, pad, 0)
        self._folded = folded
        self._views_list.setContentsMargins(pad, 0, pad, 0)
        self._views_title.setVisible(bool(self._views) and not folded)
        for item in (*self._items.values(), *self._views):
            item.folded = folded
            item.setToolTip(item.text() if folded else "")
            item.update()
        self.setFixedWidth(FOLDED if folded else WIDTH)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        names = [spec.id for spec in PANES]
        checked = self._group.checkedButton()
        at = names.index(checked.spec.id) if isinstance(checked, _Item) and checked.spec.id in names else 0
        self.went.emit(names[(at + step) % len(names)])

    def _make(self, look: Look, spec: PaneSpec) -> _Item:
        item = _Item(look, spec)
        self._items[spec.id] = item
        self._group.addButton(item)
        return item

    def _on_item(self, item: QAbstractButton) -> None:
        if isinstance(item, _Item):
            self.went.emit(item.spec.id)

    def _on_view(self) -> None:
        sender = self.sender()
        if isinstance(sender, _Item):
            self.view_asked.emit(sender.spec.id)

    def _on_view_menu(self, at: QPoint) -> None:
        sender = self.sender()
        if isinstance(sender, _Item):
            menu = QMenu(self)
            name = sender.spec.id
            menu.addAction(tr("Show"), partial(self.view_asked.emit, name))
            menu.addAction(tr("Remove the view {name}", name=name), partial(self.view_removed.emit, name))
            menu.aboutToHide.connect(menu.deleteLater)
            menu.popup(sender.mapToGlobal(at))

    def _on_workspace(self) -> None:
        self._menu.popup(self._workspace.mapToGlobal(self._workspace.rect().bottomLeft()))
