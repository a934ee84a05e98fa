"""`NoticeList`: the notices behind the bell, newest first, each with what can be done about it."""

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from revroute_desktop.console.format import Writer
from revroute_desktop.console.shell.notices import Notice
from revroute_desktop.console.shell.overlay import Overlay
from revroute_desktop.console.theme.look import Look
from revroute_desktop.console.translate import tr
from revroute_desktop.console.widgets.cells import Tone
from revroute_desktop.console.widgets.delegate import ink
from revroute_desktop.console.widgets.parts import Button, Words
from revroute_desktop.console.widgets.surfaces import Line

_WIDTH = 420
_HIGHEST = 520
_HEAD = 40


class _Entry(QWidget):
    """One notice: sign, sentence, time and its button."""

    acted = Signal(object)

    def __init__(self, look: Look, notice: Notice, when: str) -> None:
        super().__init__()
        self._look = look
        self._notice = notice
        sentence = Words(look, notice.text, role="table", wrap=True, selectable=True)
        sentence.setAccessibleName(notice.text)
        below = QHBoxLayout()
        below.setSpacing(8)
        below.addWidget(Words(look, when, role="label", weight=400, tone=Tone.FAINT))
        below.addStretch(1)
        if notice.act:
            button = Button(look, notice.act, variant="bare", name=f"{notice.act}: {notice.text}")
            button.clicked.connect(self._on_clicked)
            below.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(38, 9, 12, 7)
        layout.setSpacing(3)
        layout.addWidget(sentence)
        layout.addLayout(below)
        look.changed.connect(self.update)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme, tone = self._look.theme, self._notice.tone
        painter = QPainter(self)
        sign = {Tone.POSITIVE: "check", Tone.SECOND: "info"}.get(tone, "warning")
        painter.drawPixmap(QPoint(13, 10), self._look.pixmap(sign, ink(theme, tone), 14))
        painter.fillRect(12, self.height() - 1, self.width() - 24, 1, theme.line_hair)
        painter.end()

    def _on_clicked(self) -> None:
        self.acted.emit(self._notice)


class NoticeList(Overlay):
    """`acted` gives the notice whose button was clicked, `cleared` asks to forget all."""

    acted = Signal(object)
    cleared = Signal()

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(look, parent, tr("Notices"))
        self._clear = Button(look, tr("Clear all"), variant="bare")
        self._clear.clicked.connect(self._on_clear)
        head = QHBoxLayout()
        head.setContentsMargins(14, 0, 8, 0)
        head.addWidget(Words(look, tr("Notices"), role="heading"))
        head.addStretch(1)
        head.addWidget(self._clear)
        top = QWidget()
        top.setFixedHeight(_HEAD)
        top.setLayout(head)
        self._none = Words(
            look,
            tr("Nothing yet. Ends of jobs and faults are said here."),
            role="table",
            tone=Tone.SECOND,
            wrap=True,
        )
        self._none.setContentsMargins(14, 12, 14, 12)
        self._area = QScrollArea()
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.viewport().setAutoFillBackground(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, 5)
        layout.setSpacing(0)
        layout.addWidget(top)
        layout.addWidget(Line(look))
        layout.addWidget(self._none)
        layout.addWidget(self._area)

    def open_list(self, notices: tuple[Notice, ...], writer: Writer, now: int) -> None:
        """Show them under the bell, or close the list when it is open."""
        if self.isVisible():
            self.close_over()
            return
        self.show_notices(notices, writer, now)
        self.open_over()
        self._clear.setFocus(Qt.FocusReason.PopupFocusReason)

    def show_notices(self, notices: tuple[Notice, ...], writer: Writer, now: int) -> None:
        """Fill the list."""
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for notice in notices:
            entry = _Entry(self._look, notice, writer.short_moment(notice.at, now))
            entry.acted.connect(self._on_acted)
            column.addWidget(entry)
        column.addStretch(1)
        self._area.setWidget(inside)
        inside.setAutoFillBackground(False)
        self._area.setVisible(bool(notices))
        self._none.setVisible(not notices)
        self._clear.setEnabled(bool(notices))
        # New rows would come last in the window's order of Tab, which leaves the list before.
        before: QWidget = self._clear
        for button in inside.findChildren(Button):
            QWidget.setTabOrder(before, button)
            before = button

    def place(self) -> None:
        parent = self.parentWidget()
        inside = self._area.widget()
        assert parent is not None, "an overlay lies over a window"
        body = 40
        if inside is not None and not self._area.isHidden():
            layout = inside.layout()
            asked = layout.heightForWidth(_WIDTH - 2) if layout is not None else 0
            body = max(asked, inside.sizeHint().height() if asked < 0 else asked)
        height = min(_HEAD + body + 8, _HIGHEST, parent.height() - 90)
        self.setGeometry(parent.width() - _WIDTH - 12, 46, _WIDTH, height)

    def _on_acted(self, notice: Notice) -> None:
        self.close_over()
        self.acted.emit(notice)

    def _on_clear(self) -> None:
        self.cleared.emit()
        self.close_over()
