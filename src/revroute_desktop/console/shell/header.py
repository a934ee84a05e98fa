"""The header: environment, period with its zone, currency; then the palette, theme, notices, the person."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QComboBox, QHBoxLayout, QSizePolicy, QWidget

from revroute_desktop.console.actions import shown_keys
from revroute_desktop.console.shell.period_picker import PeriodPicker
from revroute_desktop.console.theme.fonts import font, metrics
from revroute_desktop.console.theme.look import Look
from revroute_desktop.console.theme.paint import CENTRE, blend, box, dot, words
from revroute_desktop.console.translate import tr
from revroute_desktop.console.widgets.cells import Tone
from revroute_desktop.console.widgets.delegate import ink, soft
from revroute_desktop.console.widgets.parts import ToolButton, Words
from revroute_desktop.console.widgets.surfaces import Ground, canvas_colour

_FIND_WIDTH = 300
_FIND_LEAST = 120


class _Environment(QWidget):
    """What kind of books these are: live, a sandbox, or read-only."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._text, self._tone = "", Tone.POSITIVE
        look.changed.connect(self.update)

    def say(self, text: str, tone: Tone, about: str) -> None:
        """Show the kind of books, and in a tooltip what that means."""
        self._text, self._tone = text, tone
        self.setAccessibleName(text)
        self.setToolTip(about)
        lock = 16 if tone is Tone.SECOND else 0
        self.setFixedSize(int(metrics("label").horizontalAdvance(text)) + 18 + lock, 22)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = self._look.theme
        painter = QPainter(self)
        box(painter, self.rect(), 4, soft(theme, self._tone))
        left = 9
        if self._tone is Tone.SECOND:
            painter.drawPixmap(QPoint(8, 5), self._look.pixmap("lock", theme.text_2, 12))
            left = 24
        words(painter, self.rect().adjusted(left, 0, 0, 0), self._text, ink(theme, self._tone), font("label"))
        painter.end()


class _Find(QAbstractButton):
    """Looks like a field; it opens the palette, which is one."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.keys = ""
        self.setText(tr("Find or run"))
        self.setAccessibleName(self.text())
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(28)
        self.setMinimumWidth(36)
        self.setMaximumWidth(_FIND_WIDTH)
        look.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(_FIND_WIDTH, 28)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = self._look.theme
        painter = QPainter(self)
        box(painter, self.rect(), 5, theme.panel, theme.line_strong if self.underMouse() else theme.line)
        painter.drawPixmap(QPoint(10, 6), self._look.pixmap("search", theme.text_2, 16))
        keys = int(metrics("label").horizontalAdvance(self.keys)) + 14
        if self.width() > _FIND_LEAST:
            words(painter, self.rect().adjusted(35, 0, 0, 0), self.text(), theme.text_2, font("body"))
        if self.keys and self.width() > _FIND_LEAST + keys:
            cap = QRect(self.width() - keys - 7, 5, keys, 18)
            box(painter, cap, 3, theme.sunken, theme.line)
            words(painter, cap, self.keys, theme.text_2, font("label"), CENTRE)
        painter.end()


class _Bell(ToolButton):
    """The notices' button; a red dot while there are unseen ones."""

    def __init__(self, look: Look) -> None:
        super().__init__(look, "bell", tr("Notices"))
        self._look_here = look
        self.unseen = 0

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.unseen:
            painter = QPainter(self)
            dot(painter, QRect(18, 6, 6, 6).center().toPointF(), 3, self._look_here.theme.negative)
            painter.end()


class Header(Ground):
    """`currency_picked` gives a code or nothing for all; the others are what their names say."""

    period_picked = Signal(object)
    currency_picked = Signal(str)
    find_asked = Signal()
    theme_asked = Signal()
    notices_asked = Signal()

    def __init__(self, look: Look, person: str) -> None:
        super().__init__(look, canvas_colour, lines="b")
        self._look = look
        self._sandbox = False
        self._environment = _Environment(look)
        self.period = PeriodPicker(look)
        self.period.picked.connect(self.period_picked)
        self._currency = QComboBox()
        self._currency.setAccessibleName(tr("Currency"))
        self._currency.setFont(font("control"))
        self._currency.addItem(tr("All currencies"))
        self._currency.activated.connect(self._on_currency)
        self._find = _Find(look)
        self._find.clicked.connect(self.find_asked)
        self._theme = ToolButton(look, "moon", tr("Dark"))
        self._theme.clicked.connect(self._on_theme)
        self._bell = _Bell(look)
        self._bell.clicked.connect(self.notices_asked)
        self._person = Words(look, person, role="control")
        role = Words(look, tr("operator"), role="body", tone=Tone.SECOND)
        sign = _PersonSign(look)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 0, 14, 1)
        layout.setSpacing(8)
        layout.addWidget(self._environment)
        layout.addSpacing(4)
        layout.addWidget(self.period)
        layout.addWidget(self._currency)
        layout.addStretch(1)
        layout.addWidget(self._find, 2)
        layout.addWidget(self._theme)
        layout.addWidget(self._bell)
        layout.addSpacing(6)
        layout.addWidget(sign)
        layout.addWidget(self._person)
        layout.addWidget(role)
        self.setFixedHeight(48)
        look.changed.connect(self._show_theme)
        self._show_theme()

    def show_environment(self, text: str, tone: Tone, about: str) -> None:
        """Say what kind of books these are; those of a sandbox tint the line below the header."""
        self._environment.say(text, tone, about)
        self._sandbox = tone is Tone.WARNING
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._sandbox:
            painter = QPainter(self)
            theme = self._look.theme
            strip = QRect(0, self.height() - 2, self.width(), 2)
            painter.fillRect(strip, blend(theme.warning, theme.canvas, 0.5))
            painter.end()

    def show_currencies(self, codes: tuple[str, ...], chosen: str) -> None:
        """Offer these currencies."""
        wanted = [tr("All currencies"), *codes]
        if [self._currency.itemText(i) for i in range(self._currency.count())] != wanted:
            self._currency.clear()
            self._currency.addItems(wanted)
        self._currency.setCurrentText(chosen or wanted[0])

    def show_currency(self, code: str) -> None:
        """Show the currency that is chosen; empty for all."""
        self._currency.setCurrentText(code or self._currency.itemText(0))

    def show_keys(self, keys: str, notices: str) -> None:
        """Show by which shortcuts the palette and the notices open."""
        named = tr("Notices ({keys})", keys=shown_keys(notices)) if notices else tr("Notices")
        self._bell.setToolTip(named)
        self._find.keys = shown_keys(keys).replace("+", " ")
        self._find.setToolTip(
            tr("Find accounts, events, plans and pages, or run an action ({keys})", keys=shown_keys(keys))
        )
        self._find.update()

    def show_unseen(self, count: int) -> None:
        """Show that notices wait to be read."""
        self._bell.unseen = count
        self._bell.setAccessibleDescription(tr("{count} unread", count=count))
        self._bell.update()

    def _show_theme(self) -> None:
        dark = self._look.theme.scheme == "dark"
        self._theme.show_icon("sun" if dark else "moon", tr("Light") if dark else tr("Dark"))

    def _on_currency(self, at: int) -> None:
        self.currency_picked.emit("" if at == 0 else self._currency.itemText(at))

    def _on_theme(self) -> None:
        self.theme_asked.emit()


class _PersonSign(QWidget):
    """The sign before the person's name."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.setFixedSize(16, 28)
        look.changed.connect(self.update)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.drawPixmap(QPoint(1, 7), self._look.pixmap("person", self._look.theme.text_2, 14))
        painter.end()
