"""Dialogs, only to enter what has no place of its own: import, publish, simulate, a new workspace."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from zoneinfo import available_timezones

from PySide6.QtWidgets import (
    QComboBox,
    QLineEdit,
    QWidget,
)

from revroute_desktop.console.theme.look import Look
from revroute_desktop.console.translate import later, tr
from revroute_desktop.console.widgets.dialog import NO_DAY, DayField, Dialog, FileField

_PLAN_FILES = later("Plans (*.yaml *.yml)")


class PublishDialog(Dialog):
    """Publish a plan: which file, from which day."""

    def __init__(self, look: Look, parent: QWidget, today: date, plans: Path) -> None:
        super().__init__(
            look,
            parent,
            tr("Publish a plan"),
            tr("A published version is frozen. It rules events from local midnight of its effective day on."),
            tr("Publish"),
            "check",
        )
        self._file = FileField(look, tr("Publish a plan"), tr(_PLAN_FILES), str(plans))
        self._day = DayField(today)
        self._reason = QLineEdit()
        self._reason.setPlaceholderText(tr("why, for the log"))
        self.field(tr("Plan file, YAML"), self._file, self._file.choose_button)
        self.field(tr("Effective from"), self._day)
        self.field(tr("Reason"), self._reason)

    @property
    def asked(self) -> tuple[Path, str, str]:
        """File, effective day as 2026-12-01, reason."""
        return self._file.path, self._day.text().strip(), self._reason.text().strip()

    def problem(self) -> str:
        if not self._file.text().strip():
            return tr("Choose the plan's file.")
        if self._day.day is None:
            return tr(NO_DAY)
        if self._file.path.is_file() and not self._reason.text().strip():
            return tr("Say why: the reason goes into the log.")
        return (
            ""
            if self._file.path.is_file()
            else tr("There is no file {path}. Choose another.", path=self._file.path)
        )


class SimulateDialog(Dialog):
    """Simulate a plan on real events, without writing."""

    def __init__(self, look: Look, parent: QWidget, first: date, last: date, plans: Path) -> None:
        super().__init__(
            look,
            parent,
            tr("Simulate a plan"),
            tr("Routes the real events of these days under another plan. Nothing is written."),
            tr("Simulate"),
            "simulate",
        )
        self._file = FileField(look, tr("Simulate a plan"), tr(_PLAN_FILES), str(plans))
        self._from = DayField(first)
        self._to = DayField(last)
        self.field(tr("Plan file, YAML"), self._file, self._file.choose_button)
        self.field(tr("From"), self._from)
        self.field(tr("To, this day included"), self._to)

    @property
    def asked(self) -> tuple[Path, str, str]:
        """File, first day, last day."""
        return self._file.path, self._from.text().strip(), self._to.text().strip()

    def problem(self) -> str:
        if not self._file.path.is_file():
            return tr("Choose the plan's file.")
        first, last = self._from.day, self._to.day
        if first is None or last is None:
            return tr(NO_DAY)
        return tr("From is after to. Exchange the two days.") if first > last else ""


@dataclass(frozen=True, slots=True)
class NewAsked:
    """A new workspace: its file, its name and the zone of its books."""

    file: Path
    name: str
    zone: str


class NewWorkspaceDialog(Dialog):
    """A new workspace: name, file and book time zone, which stays."""

    def __init__(self, look: Look, parent: QWidget, folder: Path, zone: str) -> None:
        super().__init__(
            look,
            parent,
            tr("New workspace"),
            tr("One file holds your books. Its days and months are counted in a zone that stays."),
            tr("Create"),
            "plus",
        )
        self._folder = folder
        self._name = QLineEdit("books")
        self._file = QLineEdit(str(folder / "books.revroute"))
        self._zone = QComboBox()
        self._zone.addItems(sorted(available_timezones()))
        self._zone.setCurrentText(zone)
        self._name.textEdited.connect(self._on_name)
        self.field(tr("Name"), self._name)
        self.field(tr("File"), self._file)
        self.field(tr("Time zone of the books"), self._zone)

    @property
    def asked(self) -> NewAsked:
        """What was entered."""
        path = Path(self._file.text().strip()).expanduser()
        return NewAsked(path, self._name.text().strip(), self._zone.currentText())

    def problem(self) -> str:
        asked = self.asked
        if not asked.name:
            return tr("Give the workspace a name.")
        if asked.file.suffix != ".revroute":
            return tr("The file's name ends in .revroute.")
        if asked.file.exists():
            return tr("{file} is there already. Choose another name, or open it.", file=asked.file)
        return (
            "" if asked.file.parent.is_dir() else tr("There is no folder {folder}.", folder=asked.file.parent)
        )

    def _on_name(self, name: str) -> None:
        safe = "".join(c if c.isalnum() or c in "-_" else "-" for c in name.strip().lower())
        self._file.setText(str(self._folder / f"{safe or 'books'}.revroute"))
