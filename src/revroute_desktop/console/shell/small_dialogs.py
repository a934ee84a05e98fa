"""Small dialogs of the shell: days for the period, the report of a fault, closing under running jobs."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QWidget

from revroute_desktop.console.books.period import Period, day_range
from revroute_desktop.console.theme.fonts import font
from revroute_desktop.console.theme.look import Look
from revroute_desktop.console.translate import tr
from revroute_desktop.console.widgets.dialog import NO_DAY, DayField, Dialog
from revroute_desktop.console.widgets.parts import Button


class DaysDialog(Dialog):
    """The period as two days."""

    def __init__(self, look: Look, parent: QWidget, first: date, last: date, zone: str) -> None:
        super().__init__(
            look,
            parent,
            tr("Choose the days"),
            tr("The period holds for the whole console. Days begin at midnight in {zone}.", zone=zone),
            tr("Show"),
            "calendar",
        )
        self._from, self._to = DayField(first), DayField(last)
        self.field(tr("From"), self._from)
        self.field(tr("To, this day included"), self._to)

    @property
    def period(self) -> Period:
        """What was entered. Raises ValueError while `problem` says something."""
        first, last = self._from.day, self._to.day
        if first is None or last is None:
            raise ValueError(NO_DAY)
        return day_range(first, last)

    def problem(self) -> str:
        first, last = self._from.day, self._to.day
        if first is None or last is None:
            return tr(NO_DAY)
        return tr("From is after to. Exchange the two days.") if first > last else ""


class ClosingDialog(Dialog):
    """Asks what becomes of running jobs when the window is closed. `stop_asked`: stop them and close.

    Its act waits for them.
    """

    stop_asked = Signal()

    def __init__(self, look: Look, parent: QWidget, titles: tuple[str, ...]) -> None:
        super().__init__(
            look,
            parent,
            tr("{n} jobs are running", one="A job is running", n=len(titles)),
            tr(
                "{titles}. What is stopped keeps what it has committed, and is offered to go on when these "
                "books are opened again.",
                titles=", ".join(titles),
            ),
            tr("Wait, then close"),
        )
        self.stop = Button(look, tr("Stop after the chunk and close"))
        self.stop.clicked.connect(self._on_stop)
        self.buttons.insertWidget(self.buttons.indexOf(self.act), self.stop)

    def problem(self) -> str:
        return ""

    def _on_stop(self) -> None:
        self.reject()
        self.stop_asked.emit()


class CrashDialog(Dialog):
    """One report of a fault, as it lies on the disk; its act copies it."""

    def __init__(self, look: Look, parent: QWidget, place: str, report: str) -> None:
        super().__init__(
            look,
            parent,
            tr("Report of a fault"),
            tr(
                "It names places in the code, nothing of your books. It was sent nowhere and lies in "
                "{place}.",
                place=place,
            ),
            tr("Copy"),
            "copy",
        )
        self.text = QPlainTextEdit(report)
        self.text.setReadOnly(True)
        self.text.setFont(font("code", mono=True))
        self.text.setMinimumHeight(260)
        self.field(tr("Report"), self.text)
        self.accepted.connect(self._copy_report)

    def problem(self) -> str:
        return ""

    def _copy_report(self) -> None:
        QApplication.clipboard().setText(self.text.toPlainText())
