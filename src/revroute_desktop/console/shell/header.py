"""The header: environment, period with its zone, currency; then theme, notices and the person."""

from zoneinfo import ZoneInfo

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QComboBox, QHBoxLayout, QMenu, QWidget

from revroute_desktop.console.period import ALL_TIME, Period
from revroute_desktop.console.theme.fonts import font, metrics
from revroute_desktop.console.theme.look import Look
from revroute_desktop.console.theme.paint import box, dot, words
from revroute_desktop.console.widgets.cells import Tone
from revroute_desktop.console.widgets.delegate import ink, soft
from revroute_desktop.console.widgets.parts import Ground, ToolButton, Words, canvas_colour

_MONTHS_IN_MENU = 18
ALL_CURRENCIES = "All currencies"


class _Environment(QWidget):
    """What kind of books these are: live, a sandbox, or read-only."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._text, self._tone = "", Tone.POSITIVE
        look.changed.connect(self.update)

    def say(self, text: str, tone: Tone) -> None:
        """Show the kind of books."""
        self._text, self._tone = text, tone
        self.setAccessibleName(text)
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


class _PeriodButton(QAbstractButton):
    """The period in words and its zone; also the two arrows beside it."""

    def __init__(self, look: Look, icon: str, name: str) -> None:
        super().__init__()
        self._look = look
        self._icon = icon
        self.title = ""
        self.zone = ""
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        look.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        if not self.title:
            return QSize(33, 28)
        title = metrics("control").horizontalAdvance(self.title)
        return QSize(int(title + metrics("body").horizontalAdvance(self.zone)) + 56, 28)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = self._look.theme
        painter = QPainter(self)
        inner = self.rect().adjusted(1, 1, -1, -1)
        if self.underMouse():
            painter.fillRect(inner, theme.hover)
        if not self.title:
            spot = QPoint((self.width() - 16) // 2, 6)
            painter.drawPixmap(spot, self._look.pixmap(self._icon, theme.text_2, 16))
        else:
            painter.drawPixmap(QPoint(12, 7), self._look.pixmap(self._icon, theme.text_2, 14))
            area = self.rect().adjusted(33, 0, 0, 0)
            words(painter, area, self.title, theme.text, font("control"))
            after = int(metrics("control").horizontalAdvance(self.title)) + 7
            words(painter, area.adjusted(after, 0, 0, 0), self.zone, theme.text_2, font("body"))
        painter.end()


class PeriodPicker(QWidget):
    """Back, the period, forward. `picked` gives the new one."""

    picked = Signal(object)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._period, self._newest = ALL_TIME, ALL_TIME
        self._back = _PeriodButton(look, "chevron-left", "Earlier")
        self._label = _PeriodButton(look, "calendar", "Period")
        self._next = _PeriodButton(look, "chevron-right", "Later")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for part in (self._back, self._label, self._next):
            layout.addWidget(part)
        self._back.clicked.connect(self._on_back)
        self._next.clicked.connect(self._on_next)
        self._label.clicked.connect(self._on_menu)
        self.setFixedHeight(28)
        look.changed.connect(self.update)

    def show_period(self, period: Period, zone: ZoneInfo, newest: Period) -> None:
        """Show a period; `newest` is the month of the newest event."""
        self._period, self._newest = period, newest
        self._label.title, self._label.zone = period.title, zone.key
        self._label.updateGeometry()
        self._label.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = self._look.theme
        painter = QPainter(self)
        box(painter, self.rect(), 5, theme.panel, theme.line)
        for part in (self._label, self._next):
            painter.fillRect(QRect(part.x(), 1, 1, self.height() - 2), theme.line_hair)
        painter.end()

    def _on_back(self) -> None:
        self.picked.emit(self._period.moved(-1, self._newest))

    def _on_next(self) -> None:
        self.picked.emit(self._period.moved(1, self._newest))

    def _on_menu(self) -> None:
        menu = QMenu(self)
        menu.addAction(ALL_TIME.title).setData(ALL_TIME)
        menu.addSeparator()
        if self._newest.month is not None:
            for back in range(_MONTHS_IN_MENU):
                month = Period(self._newest.month - back)
                menu.addAction(month.title).setData(month)
        chosen = menu.exec(self._label.mapToGlobal(self._label.rect().bottomLeft()))
        menu.deleteLater()
        if chosen is not None:
            self.picked.emit(chosen.data())


class _Bell(ToolButton):
    """The notices' button; a red dot while there are unseen ones."""

    def __init__(self, look: Look) -> None:
        super().__init__(look, "bell", "Notices")
        self._look_here = look
        self.unseen = 0

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.unseen:
            painter = QPainter(self)
            dot(painter, QRect(18, 6, 6, 6).center().toPointF(), 3, self._look_here.theme.negative)
            painter.end()


class Header(Ground):
    """`period_picked`, `currency_picked` (empty for all), `theme_asked` and `notices_asked` are its acts."""

    period_picked = Signal(object)
    currency_picked = Signal(str)
    theme_asked = Signal()
    notices_asked = Signal(QPoint)

    def __init__(self, look: Look, person: str) -> None:
        super().__init__(look, canvas_colour, lines="b")
        self._look = look
        self._environment = _Environment(look)
        self.period = PeriodPicker(look)
        self.period.picked.connect(self.period_picked)
        self._currency = QComboBox()
        self._currency.setAccessibleName("Currency")
        self._currency.setFont(font("control"))
        self._currency.addItem(ALL_CURRENCIES)
        self._currency.activated.connect(self._on_currency)
        self._theme = ToolButton(look, "moon", "Dark")
        self._theme.clicked.connect(self._on_theme)
        self._bell = _Bell(look)
        self._bell.clicked.connect(self._on_bell)
        self._person = Words(look, person, role="control")
        role = Words(look, "operator", role="body", tone=Tone.SECOND)
        sign = _PersonSign(look)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 0, 14, 1)
        layout.setSpacing(8)
        layout.addWidget(self._environment)
        layout.addSpacing(4)
        layout.addWidget(self.period)
        layout.addWidget(self._currency)
        layout.addStretch(1)
        layout.addWidget(self._theme)
        layout.addWidget(self._bell)
        layout.addSpacing(6)
        layout.addWidget(sign)
        layout.addWidget(self._person)
        layout.addWidget(role)
        self.setFixedHeight(48)
        look.changed.connect(self._show_theme)
        self._show_theme()

    def show_environment(self, text: str, tone: Tone) -> None:
        """Say what kind of books these are."""
        self._environment.say(text, tone)

    def show_currencies(self, codes: tuple[str, ...], chosen: str) -> None:
        """Offer these currencies."""
        wanted = [ALL_CURRENCIES, *codes]
        if [self._currency.itemText(i) for i in range(self._currency.count())] != wanted:
            self._currency.clear()
            self._currency.addItems(wanted)
        self._currency.setCurrentText(chosen or ALL_CURRENCIES)

    def show_unseen(self, count: int) -> None:
        """Show that notices wait to be read."""
        self._bell.unseen = count
        self._bell.setAccessibleDescription(f"{count} unread")
        self._bell.update()

    def _show_theme(self) -> None:
        dark = self._look.theme.scheme == "dark"
        self._theme.show_icon("sun" if dark else "moon", "Light" if dark else "Dark")

    def _on_currency(self, at: int) -> None:
        self.currency_picked.emit("" if at == 0 else self._currency.itemText(at))

    def _on_theme(self) -> None:
        self.theme_asked.emit()

    def _on_bell(self) -> None:
        self.notices_asked.emit(self._bell.mapToGlobal(self._bell.rect().bottomRight()))


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
