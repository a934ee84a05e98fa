"""`ChosenPeriod`: which period and which currency the whole console shows."""

from datetime import UTC, datetime, timedelta

from PySide6.QtCore import QObject, Signal

from revroute_desktop.console.books.books import Books
from revroute_desktop.console.books.currencies import in_order
from revroute_desktop.console.books.period import ALL_TIME, Period, month_of
from revroute_desktop.console.shell.window import Window
from revroute_desktop.console.theme.look import Look

_DAYS_OFFERED = 28


class ChosenPeriod(QObject):
    """Keeps the header's period and currency, picked there or shown from elsewhere.

    `changed` gives both each time that they are to be shown, the currency empty for all.
    """

    changed = Signal(object, str)

    def __init__(self, look: Look, window: Window, books: Books, parent: QObject) -> None:
        super().__init__(parent)
        self._look = look
        self._window = window
        self._header = window.header
        self._books = books
        self.period = ALL_TIME
        self.currency = ""
        self._newest = ALL_TIME
        self._header.period_picked.connect(self._on_period)
        self._header.period.days_asked.connect(self._on_days)
        self._header.currency_picked.connect(self._on_currency)

    def show(self, period: Period, currency: str) -> None:
        """Show another period and currency; an empty currency means all."""
        self.period, self.currency = period, currency
        self._header.show_currency(currency)
        self._show_header()
        self.changed.emit(period, currency)

    def show_newest(self, newest: int | None) -> None:
        """Offer the months up to that of the newest event, in microseconds UTC; None where there is none."""
        if newest is not None:
            self._newest = month_of(newest, self._books.zone)
            self._show_header()

    def show_currencies(self, codes: tuple[str, ...]) -> None:
        """Offer the currencies of the books, the base before the others."""
        self._header.show_currencies(tuple(in_order(codes, self._books.base)), self.currency)

    def leave(self) -> None:
        """The header is no longer these books'."""
        self._header.period_picked.disconnect(self._on_period)
        self._header.period.days_asked.disconnect(self._on_days)
        self._header.currency_picked.disconnect(self._on_currency)

    def _show_header(self) -> None:
        zone = self._books.zone
        now = month_of(int(datetime.now(UTC).timestamp()) * 1_000_000, zone)
        newest = self._newest if self._newest.month is not None else now
        self._header.period.show_period(self.period, zone, newest)

    def _on_period(self, period: Period) -> None:
        self.show(period, self.currency)

    def _on_days(self) -> None:
        """Ask for days of one's own."""
        from revroute_desktop.console.shell.small_dialogs import DaysDialog

        last = self._books.today
        first = last - timedelta(days=_DAYS_OFFERED - 1)
        dialog = DaysDialog(self._look, self._window, first, last, self._books.zone.key)
        if dialog.exec():
            self.show(dialog.period, self.currency)
        dialog.deleteLater()

    def _on_currency(self, code: str) -> None:
        self.show(self.period, code)
