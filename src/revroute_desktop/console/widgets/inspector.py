"""`Inspector`: explains what is selected, at the right; `Beside` lays it beside the content or over it."""

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from revroute_desktop.console.theme.look import Look
from revroute_desktop.console.translate import tr
from revroute_desktop.console.widgets.cells import Tone
from revroute_desktop.console.widgets.parts import StateMark, ToolButton, Words
from revroute_desktop.console.widgets.surfaces import Ground, panel_colour
from revroute_desktop.console.widgets.tabs import Tabs

MINIMUM_WIDTH = 280
NORMAL_WIDTH = 380
WIDEST = 560
OVER_BELOW = 1100
_GRIP = 5


class Inspector(Ground):
    """Title row with state, tabs, content. `closed` and `copied` are its two buttons."""

    closed = Signal()
    copied = Signal()
    tab_changed = Signal(int)

    def __init__(
        self, look: Look, pages: tuple[tuple[str, QWidget], ...], *, mono_title: bool = False
    ) -> None:
        super().__init__(look, panel_colour, lines="l")
        self._title = Words(
            look, role="heading", weight=500 if mono_title else 600, mono=mono_title, selectable=True
        )
        self._state = StateMark(look)
        copy = ToolButton(look, "copy", tr("Copy"))
        copy.clicked.connect(self._on_copy)
        close = ToolButton(look, "close", tr("Close (Esc)"))
        close.clicked.connect(self._on_close)
        head = QHBoxLayout()
        head.setContentsMargins(12, 0, 8, 0)
        head.setSpacing(8)
        head.addWidget(self._title)
        head.addWidget(self._state)
        head.addStretch(1)
        head.addWidget(copy)
        head.addWidget(close)
        top = QWidget()
        top.setFixedHeight(38)
        top.setLayout(head)
        self.tabs = Tabs(look, tuple(title for title, _ in pages), height=32, name=tr("Inspector tabs"))
        self.tabs.changed.connect(self._on_tab)
        strip = Ground(look, panel_colour, lines="b")
        strip_layout = QHBoxLayout(strip)
        strip_layout.setContentsMargins(4, 0, 4, 0)
        strip_layout.addWidget(self.tabs)
        self._pages = QStackedWidget()
        for _, page in pages:
            self._pages.addWidget(page)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(top)
        layout.addWidget(strip)
        layout.addWidget(self._pages, 1)
        strip.setVisible(len(pages) > 1)
        self.setAccessibleName(tr("Inspector"))

    def head(self, title: str, state: str = "", tone: Tone = Tone.POSITIVE, *, chip: bool = True) -> None:
        """Name what is inspected and its state."""
        self._title.say(title)
        self._title.setToolTip(title)
        self._state.say(state, tone, chip=chip)

    @property
    def tab(self) -> int:
        """Index of the tab shown."""
        return self.tabs.current

    def choose_tab(self, at: int) -> None:
        """Go to a tab."""
        self.tabs.choose(at)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
            return
        super().keyPressEvent(event)

    def _on_tab(self, at: int) -> None:
        self._pages.setCurrentIndex(at)
        self.tab_changed.emit(at)

    def _on_copy(self) -> None:
        self.copied.emit()

    def _on_close(self) -> None:
        self.closed.emit()


class _Grip(QWidget):
    """The edge by which the inspector is made wider."""

    moved = Signal(int)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setCursor(Qt.CursorShape.SplitHCursor)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            self.moved.emit(self.mapToParent(event.position().toPoint()).x())


class Beside(QWidget):
    """Content with an inspector beside it, or over it where the window is narrow.

    `home` gets the focus when the inspector is closed.
    """

    def __init__(
        self, content: QWidget, inspector: Inspector, width: int = NORMAL_WIDTH, *, home: QWidget
    ) -> None:
        super().__init__()
        self._content = content
        self._home = home
        self._inspector = inspector
        self._width = width
        self._open = False
        content.setParent(self)
        inspector.setParent(self)
        self._grip = _Grip(self)
        self._grip.moved.connect(self._on_moved)
        inspector.closed.connect(self.close_inspector)
        content.installEventFilter(self)
        inspector.hide()
        self._grip.hide()

    @property
    def is_open(self) -> bool:
        """Whether the inspector is shown."""
        return self._open

    @property
    def inspector_width(self) -> int:
        """How wide the inspector is when open."""
        return self._width

    def set_inspector_width(self, width: int) -> None:
        """Make the inspector this wide, within its limits."""
        self._width = min(max(width, MINIMUM_WIDTH), WIDEST)
        self._place()

    def open_inspector(self) -> None:
        """Show the inspector."""
        if not self._open:
            self._open = True
            self._place()

    def close_inspector(self) -> None:
        """Hide the inspector and give the focus back to the content."""
        if self._open:
            self._open = False
            self._place()
            self._home.setFocus()

    def sizeHint(self) -> QSize:
        return QSize(900, 600)

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        if watched is self._content and event.type() is QEvent.Type.LayoutRequest:
            self._place()
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        over = self.window().width() < OVER_BELOW
        width = min(self._width, max(self.width() - 40, MINIMUM_WIDTH)) if self._open else 0
        self._inspector.setVisible(self._open)
        self._grip.setVisible(self._open)
        self._content.setGeometry(0, 0, self.width() - (0 if over else width), self.height())
        if self._open:
            left = self.width() - width
            self._inspector.setGeometry(left, 0, width, self.height())
            self._inspector.raise_()
            self._grip.setGeometry(left - _GRIP // 2, 0, _GRIP, self.height())
            self._grip.raise_()

    def _on_moved(self, x: int) -> None:
        self.set_inspector_width(self.width() - x)
