"""`PeriodPicker`: the period of the whole console: presets, months, and days of one's own."""

from datetime import date, datetime
from functools import partial
from zoneinfo import ZoneInfo

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QMenu, QWidget

from revroute_desktop.console.books.period import ALL_TIME, Period, presets
from revroute_desktop.console.theme.fonts import font, metrics
from revroute_desktop.console.theme.look import Look
from revroute_desktop.console.theme.paint import box, words
from revroute_desktop.console.translate import tr

_MONTHS_IN_MENU = 18
_ENDS_OF_GROUPS = frozenset({0, 4, 6, 8})  # all time, last 90 days, last month, last quarter


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
    """Back, the period, forward. `picked` gives the new one, `days_asked` wants days of one's own."""

    picked = Signal(object)
    days_asked = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._period, self._newest = ALL_TIME, ALL_TIME
        self._zone = ZoneInfo("UTC")
        self._back = _PeriodButton(look, "chevron-left", tr("Earlier"))
        self._label = _PeriodButton(look, "calendar", tr("Period"))
        self._next = _PeriodButton(look, "chevron-right", tr("Later"))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for part in (self._back, self._label, self._next):
            layout.addWidget(part)
        self._back.clicked.connect(self._on_back)
        self._next.clicked.connect(self._on_next)
        self._label.clicked.connect(self.open_menu)
        self.setFixedHeight(28)
        look.changed.connect(self.update)

    def show_period(self, period: Period, zone: ZoneInfo, newest: Period) -> None:
        """Show a period; `newest` is the month of the newest event."""
        self._period, self._newest, self._zone = period, newest, zone
        self._label.title, self._label.zone = period.title, zone.key
        self._label.setAccessibleDescription(f"{period.title}, {zone.key}")
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

    @property
    def period(self) -> Period:
        """The period that is shown."""
        return self._period

    @property
    def today(self) -> date:
        """The day that it is in the zone of the books."""
        return datetime.now(self._zone).date()

    def open_menu(self) -> None:
        """Offer the periods."""
        menu = self.menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self._label.mapToGlobal(self._label.rect().bottomLeft()))

    def menu(self) -> QMenu:
        """Return the menu of presets, months and days."""
        menu = QMenu(self)
        offered = ((tr("All time"), ALL_TIME), *presets(self.today))
        for at, (title, period) in enumerate(offered):
            self._offer(menu, title, period)
            if at in _ENDS_OF_GROUPS:
                menu.addSeparator()
        menu.addSeparator()
        months = menu.addMenu(tr("Month"))
        if self._newest.month is not None:
            for back in range(_MONTHS_IN_MENU):
                month = Period(self._newest.month - back)
                self._offer(months, month.title, month)
        menu.addAction(tr("Days…")).triggered.connect(self.days_asked)
        return menu

    def _offer(self, menu: QMenu, title: str, period: Period) -> None:
        action = menu.addAction(title)
        if period == self._period:
            action.setCheckable(True)
            action.setChecked(True)
        action.triggered.connect(partial(self._on_offer, period))

    def _on_offer(self, period: Period, _checked: bool = False) -> None:
        self.picked.emit(period)
