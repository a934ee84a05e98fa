"""The screen without a workspace: make one, open one, try the demo, or go on with a recent one."""

from pathlib import Path
from typing import ClassVar

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from revroute_desktop.console.format import Writer
from revroute_desktop.console.session import Recent
from revroute_desktop.console.theme.fonts import font
from revroute_desktop.console.theme.look import Look
from revroute_desktop.console.theme.paint import box, dot
from revroute_desktop.console.theme.style import draw_progress
from revroute_desktop.console.translate import later, tr
from revroute_desktop.console.widgets.cells import Cell, Column, Form, Tone
from revroute_desktop.console.widgets.models import RowsModel
from revroute_desktop.console.widgets.parts import Button, Words
from revroute_desktop.console.widgets.surfaces import Ground, Line, Panel, canvas_colour
from revroute_desktop.console.widgets.table import DataTable

_WIDTH = 1080

_RECENT_COLUMNS = (
    Column(later("Workspace"), "northlight, copy of September", medium=True, grow=2),
    Column(later("File"), "~/books/archive/northlight-2026-09.revroute", grow=3),
    Column(later("Last opened"), later("28 Oct 2026, 14:43"), grow=1),
    Column(later("Last seen state"), "Verified to 48,213", grow=1, mark=True),
)


class _Streams(QWidget):
    """The sign of the product: one income, split in four."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.setFixedSize(300, 112)
        look.changed.connect(self.update)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        inks = self._look.theme.categorical
        y = 38.0
        for number, (width, end) in enumerate(((8, 6), (13, 52), (6, 82), (4, 108))):
            path = QPainterPath(QPointF(0, y + width / 2))
            path.cubicTo(QPointF(150, y + width / 2), QPointF(150, end), QPointF(300, end))
            colour = QColor(inks[(0, 2, 1, 5)[number]])
            colour.setAlphaF(0.78)
            painter.setPen(QPen(colour, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
            painter.drawPath(path)
            y += width
        painter.end()


class _Point(QWidget):
    """One line of a card's list."""

    def __init__(self, look: Look, text: str) -> None:
        super().__init__()
        self._look = look
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 0, 0, 0)
        layout.addWidget(Words(look, text, role="table", tone=Tone.SECOND, wrap=True))
        look.changed.connect(self.update)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        dot(painter, QPointF(2, self.height() / 2), 2, self._look.theme.text_3)
        painter.end()


class _Badge(QWidget):
    """An icon of 20 px in ink."""

    def __init__(self, look: Look, icon: str, *, filled: bool = False) -> None:
        super().__init__()
        self._look = look
        self._icon = icon
        self._filled = filled
        self.setFixedSize(36 if filled else 22, 36 if filled else 22)
        look.changed.connect(self.update)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = self._look.theme
        painter = QPainter(self)
        if self._filled:
            box(painter, self.rect(), 6, theme.accent)
            painter.drawPixmap(QPointF(6, 6), self._look.pixmap(self._icon, theme.on_accent, 24))
        else:
            painter.drawPixmap(QPointF(0, 1), self._look.pixmap(self._icon, theme.accent_text, 20))
        painter.end()


class _DropHint(QFrame):
    """Says that files can be dropped."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.setFixedHeight(62)
        layout = QHBoxLayout(self)
        layout.addStretch(1)
        layout.addWidget(_Badge(look, "import"))
        words = tr("Drop a workspace anywhere in this window")
        layout.addWidget(Words(look, words, role="body", tone=Tone.SECOND))
        layout.addStretch(1)
        look.changed.connect(self.update)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(self._look.theme.line_strong, 1, Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        painter.end()


class _Making(QWidget):
    """How far the demo is: a bar, and in words what is being done."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._share = 0.0
        self._words = Words(look, role="table", tone=Tone.SECOND, elide=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 8)
        layout.addWidget(self._words)
        self.setFixedHeight(28)
        look.changed.connect(self.update)

    def say(self, share: float, what: str) -> None:
        """Show how much is done, 0 to 1, and at what it is."""
        self._share = share
        percent = int(share * 100)
        self._words.say(tr("{percent} %, {what}", percent=percent, what=what))
        self.setAccessibleName(tr("The demo is {percent} % made", percent=percent))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        draw_progress(painter, QRect(0, self.height() - 6, self.width(), 4), self._look, self._share)
        painter.end()


class FirstRun(QScrollArea):
    """`asked` gives "new", "open", "demo" or "stop"; `chosen` a path; `cleared` asks for an empty list."""

    asked = Signal(str)
    chosen = Signal(object)
    cleared = Signal()

    _CARDS: ClassVar[tuple[tuple[str, str, str, str, tuple[str, ...], str], ...]] = (
        (
            "new",
            "plus",
            later("New workspace"),
            later("One file on this computer holds your books. Nothing is sent anywhere."),
            (
                later("Name and time zone"),
                later("A tamper-evident log from the first entry"),
                later("A first plan from five examples"),
            ),
            later("Create"),
        ),
        (
            "open",
            "folder",
            later("Open a workspace"),
            later("A .revroute file. It is checked before anything is shown."),
            (
                later("Schema, log tail and checkpoint"),
                later("An older copy opens read only"),
                later("Drop the file here as well"),
            ),
            later("Open"),
        ),
        (
            "demo",
            "star",
            later("Try the demo"),
            later("A made-up creator network: payees, several currencies, 18 months, some bad rows."),
            (
                later("About 50,000 events to play with"),
                later("Refunds, caps, holds, chargebacks"),
                later("Thrown away when you like"),
            ),
            later("Start the demo"),
        ),
    )

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        ground = Ground(look, canvas_colour)
        self._model = RowsModel(_RECENT_COLUMNS, self)
        self._table = DataTable(look, self._model, tr("Recent workspaces"))
        self._table.clicked.connect(self._on_recent)
        self._table.opened.connect(self._on_opened)
        self._recent = Panel(look, tr("Recent"))
        clear = Button(look, tr("Clear list"), variant="bare")
        clear.clicked.connect(self._on_clear)
        self._recent.tools.addWidget(clear)
        self._recent.add(self._table)
        body = QWidget()
        body.setMaximumWidth(_WIDTH)
        body.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        column = QVBoxLayout(body)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(20)
        column.addLayout(self._title(look))
        cards = QHBoxLayout()
        cards.setSpacing(14)
        for card in self._CARDS:
            cards.addWidget(self._card(look, *card), 1)
        column.addLayout(cards)
        column.addWidget(self._recent)
        column.addWidget(_DropHint(look))
        outer = QHBoxLayout(ground)
        outer.addStretch(1)
        middle = QVBoxLayout()
        middle.addStretch(1)
        middle.addWidget(body)
        middle.addStretch(1)
        outer.addLayout(middle, 30)
        outer.addStretch(1)
        self.setWidget(ground)

    def sizeHint(self) -> QSize:
        return QSize(1200, 760)

    def show_demo(self, share: float | None, what: str) -> None:
        """Show how far the demo is, with a button to stop it; None where none is being made."""
        making = share is not None
        if share is not None:
            self._making.say(share, what)
        self._making.setVisible(making)
        self._demo.setText(tr("Stop") if making else tr("Start the demo"))
        self._demo.setAccessibleName(tr("Stop making the demo") if making else tr("Start the demo"))
        self._demo.show_icon("stop" if making else "play")
        self._demo.setObjectName("stop" if making else "demo")

    def show_recent(self, recent: tuple[Recent, ...], writer: Writer, now: int) -> None:
        """List the workspaces that were open before; a file that has moved says so."""
        home = str(Path.home())
        rows = []
        for seen in recent:
            there = Path(seen.path).is_file()
            where = seen.path.replace(home, "~", 1) if seen.path.startswith(home) else seen.path
            state = Cell(
                seen.state or tr("Not verified"), Form.DOT, Tone.POSITIVE if seen.state else Tone.FAINT
            )
            rows.append(
                (
                    Cell(seen.name),
                    Cell(where, tone=Tone.SECOND, full=seen.path),
                    Cell(writer.short_moment(seen.opened_at, now), tone=Tone.SECOND),
                    state if there else Cell(tr("File has moved"), Form.CHIP, Tone.WARNING),
                )
            )
        self._model.show(rows, [seen.path for seen in recent])
        self._recent.setVisible(bool(recent))
        self._table.setFixedHeight(29 + self._look.row_height * len(rows))

    def _title(self, look: Look) -> QHBoxLayout:
        name = Words(look, "RevRoute Desktop", role="hero")
        about = Words(
            look,
            tr(
                "Split income by agreed rules, to the cent. Explain every amount.\n"
                "Prove afterwards that nothing was altered."
            ),
            role="title",
            weight=400,
            tone=Tone.SECOND,
        )
        first = QHBoxLayout()
        first.setSpacing(12)
        first.addWidget(_Badge(look, "logo", filled=True))
        first.addWidget(name)
        first.addStretch(1)
        left = QVBoxLayout()
        left.setSpacing(10)
        left.addLayout(first)
        left.addWidget(about)
        left.addStretch(1)
        row = QHBoxLayout()
        row.addLayout(left)
        row.addStretch(1)
        row.addWidget(_Streams(look))
        return row

    def _card(
        self, look: Look, kind: str, icon: str, title: str, about: str, points: tuple[str, ...], act: str
    ) -> Panel:
        card = Panel(look)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(20, 20, 20, 20)
        column.setSpacing(10)
        column.addWidget(_Badge(look, icon))
        column.addWidget(Words(look, tr(title), role="title"))
        words = Words(look, tr(about), role="body", tone=Tone.SECOND, wrap=True)
        words.setMinimumHeight(40)
        words.setAlignment(Qt.AlignmentFlag.AlignTop)
        column.addWidget(words)
        column.addSpacing(4)
        column.addWidget(Line(look))
        column.addSpacing(2)
        for point in points:
            column.addWidget(_Point(look, tr(point)))
        column.addSpacing(8)
        icons = {"new": "plus", "open": "folder", "demo": "play"}
        button = Button(look, tr(act), icon=icons[kind], variant="primary" if kind == "new" else "outline")
        button.setObjectName(kind)
        button.setFont(font("control"))
        button.clicked.connect(self._on_asked)
        line = QHBoxLayout()
        line.setSpacing(12)
        line.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        if kind == "demo":
            self._demo = button
            self._making = _Making(look)
            self._making.hide()
            line.addWidget(self._making, 1)
        column.addLayout(line)
        card.add(inside)
        return card

    def _on_asked(self) -> None:
        sender = self.sender()
        if sender is not None:
            self.asked.emit(sender.objectName())

    def _on_recent(self) -> None:
        key = self._table.chosen_key()
        if key is not None:
            self.chosen.emit(Path(str(key)))

    def _on_opened(self, key: object) -> None:
        self.chosen.emit(Path(str(key)))

    def _on_clear(self) -> None:
        self.cleared.emit()
