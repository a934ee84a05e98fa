"""The dialogs of the system pane: run a job, schedules, bounds of slots."""

import shlex
from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QComboBox, QCompleter, QLineEdit, QWidget

from revroute_desktop.console.format import Writer
from revroute_desktop.console.panes.system.slots import lane_words
from revroute_desktop.console.theme.look import Look
from revroute_desktop.console.translate import later, tr
from revroute_desktop.console.widgets.cells import Cell, Column, Form, Row, Tone
from revroute_desktop.console.widgets.dialog import WIDE, Dialog
from revroute_desktop.console.widgets.live_model import LiveModel
from revroute_desktop.console.widgets.number_field import NumberField
from revroute_desktop.console.widgets.parts import Button, Words
from revroute_desktop.console.widgets.table import DataTable
from revroute_desktop.processes.kinds import ALL
from revroute_desktop.processes.overview import LaneView
from revroute_desktop.processes.schedule_table import Schedule
from revroute_desktop.processes.schedules import CatchUp

USUAL = ("route", "verify", "verify --replay", "audit checkpoint")
"""Commands that need nothing said."""

_NOT_AS_JOBS = frozenset({"jobs", "init", "demo", "restore"})
_PAUSE_MS = 300
_TABLE_HEIGHT = 190
_CATCH_UPS = (
    (CatchUp.ONCE, later("Make up for all of them with one run")),
    (CatchUp.SKIP, later("Let them go")),
    (CatchUp.ALL, later("Make up for each of them")),
)
_COLUMNS = (
    Column(later("Schedule"), "Verify every night", medium=True, grow=2),
    Column(later("Times"), "30 2 * * 1-5", mono=True, grow=0),
    Column(later("Next"), "28 Oct 2026, 14:43", grow=0),
    Column(later("Command"), "verify --replay", grow=2),
    Column(later("What came of it"), "2 missed, let go.", grow=2, yields=1),
)


def words_of(text: str) -> tuple[str, ...] | None:
    """The words of a command as a shell reads them; None where a quote is left open."""
    try:
        return tuple(shlex.split(text))
    except ValueError:
        return None


def command_problem(text: str) -> str:
    """Return what keeps a command from being run as a job, or nothing."""
    words = words_of(text)
    if words is None:
        return tr("A quotation mark is left open in the command.")
    if not words:
        return tr("Write the command that the job runs, such as route.")
    if words[0] in _NOT_AS_JOBS:
        return tr("{command} does not run as a job: run it in a terminal.", command=words[0])
    if any(word in {"-w", "--workspace"} or word.startswith("--workspace=") for word in words):
        return tr("A job runs on this workspace: leave -w out of its command.")
    return ""


class _Command(QLineEdit):
    """A command, typed; those that need nothing said are offered while one types."""

    def __init__(self) -> None:
        super().__init__()
        self.setPlaceholderText(tr("such as {commands}", commands=", ".join(USUAL)))
        offers = QCompleter(list(USUAL), self)
        offers.setFilterMode(Qt.MatchFlag.MatchContains)
        self.setCompleter(offers)


class RunJobDialog(Dialog):
    """Asks for the command and on what terms it is run."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(
            look,
            parent,
            tr("Run a job"),
            tr("A command of the program, as in a terminal, without revroute and -w. It waits for its turn."),
            tr("Run it"),
            "play",
        )
        self._command = _Command()
        self.field(tr("Command"), self._command)
        self._priority = NumberField(-1_000, 1_000)
        self.field(tr("Priority, the higher goes first"), self._priority)
        self._retries = NumberField(0, 20)
        self.field(tr("Tries after a failure"), self._retries)

    def say_command(self, text: str) -> None:
        """Fill in a command."""
        self._command.setText(text)

    @property
    def asked(self) -> tuple[tuple[str, ...], int, int]:
        """The words of the command, its priority, how often it is tried again."""
        return words_of(self._command.text()) or (), self._priority.value, self._retries.value

    def problem(self) -> str:
        return command_problem(self._command.text())


class BoundsDialog(Dialog):
    """Asks for the fewest and the most slots of a lane."""

    def __init__(self, look: Look, parent: QWidget, lanes: Sequence[LaneView]) -> None:
        super().__init__(
            look,
            parent,
            tr("Bounds of slots"),
            tr("Between the two, slots follow what the machine bears; with Automatic off the most holds."),
            tr("Set the bounds"),
        )
        self._lanes = tuple(lanes)
        self._lane = QComboBox()
        for lane in lanes:
            self._lane.addItem(lane_words(lane.lane), lane.lane)
        self.field(tr("Lane"), self._lane)
        self._least, self._most = NumberField(0, 64), NumberField(0, 64)
        self.field(tr("Fewest slots"), self._least)
        self.field(tr("Most slots"), self._most)
        self._lane.currentIndexChanged.connect(self._on_lane)
        self._on_lane(0)

    @property
    def asked(self) -> tuple[str, int, int]:
        """The lane, its fewest and its most slots."""
        return str(self._lane.currentData()), self._least.value, self._most.value

    def problem(self) -> str:
        if self._lane.currentData() == ALL and not self._most.value:
            return tr("At least one worker is needed; pause jobs to hold them back.")
        if self._lane.currentData() != ALL and self._least.value > self._most.value:
            return tr("The fewest are more than the most.")
        return ""

    def _on_lane(self, at: int) -> None:
        if 0 <= at < len(self._lanes):
            self._least.put(self._lanes[at].bounds.least)
            self._most.put(self._lanes[at].bounds.most)
            # The number of workers is set; it does not follow the machine.
            self._least.setEnabled(self._lanes[at].lane != ALL)


class SchedulesDialog(Dialog):
    """Schedules with their next times. `times_asked` wants the next times of a cron line; `asked_of` gives a
    verb, pause, resume or remove, and the schedule's name.
    """

    times_asked = Signal(str)
    asked_of = Signal(str, str)

    def __init__(self, look: Look, parent: QWidget, writer: Writer, *, may_write: bool) -> None:
        super().__init__(
            look,
            parent,
            tr("Schedules"),
            tr("Jobs that are queued again and again. Times are those of {zone}.", zone=writer.zone.key),
            tr("Save the schedule"),
            "calendar",
            width=WIDE,
        )
        self._writer = writer
        self._known: dict[str, Schedule] = {}
        self.cancel.setText(tr("Close"))
        self.model = LiveModel(_COLUMNS, self)
        self.table = DataTable(look, self.model, tr("Schedules"))
        self.table.setFixedHeight(_TABLE_HEIGHT)
        self.form.addWidget(self.table)
        self.pause_button = Button(look, tr("Pause"), icon="pause")
        self.remove_button = Button(look, tr("Remove"), icon="close", variant="danger")
        self.name = QLineEdit()
        self.name.setPlaceholderText(tr("such as Verify every night"))
        self.field(
            tr("Name; one that is there already is changed"), self.name, self.pause_button, self.remove_button
        )
        self.cron = QLineEdit("30 2 * * *")
        self.times = Words(look, role="table", tone=Tone.SECOND)
        self.times.setMinimumWidth(420)
        self.field(tr("Times: minute, hour, day, month, weekday"), self.cron, self.times)
        self._command = _Command()
        self.field(tr("Command"), self._command)
        self._catch_up = QComboBox()
        for each, title in _CATCH_UPS:
            self._catch_up.addItem(tr(title), each.value)
        self.field(tr("Times that passed while the program was closed or the machine slept"), self._catch_up)
        self.act.setEnabled(may_write)
        self._may_write = may_write
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(_PAUSE_MS)
        self._wait.timeout.connect(self._on_wait)
        self.cron.textChanged.connect(self._wait.start)
        self.table.chosen.connect(self._on_chosen)
        self.pause_button.clicked.connect(self._on_pause)
        self.remove_button.clicked.connect(self._on_remove)
        self._enable()
        self._wait.start()

    @property
    def asked(self) -> tuple[str, str, tuple[str, ...], CatchUp]:
        """Name, times, the words of the command, what happens with missed times."""
        catch_up = CatchUp(str(self._catch_up.currentData()))
        words = words_of(self._command.text()) or ()
        return self.name.text().strip(), self.cron.text().strip(), words, catch_up

    def say(self, name: str, cron: str, command: str) -> None:
        """Fill in a schedule."""
        self.name.setText(name)
        self.cron.setText(cron)
        self._command.setText(command)

    def knows(self, name: str) -> bool:
        """Whether there is a schedule of this name."""
        return name in self._known

    def show_schedules(self, schedules: Sequence[Schedule]) -> None:
        """Show the schedules as they are."""
        self._known = {one.name: one for one in schedules}
        self.model.show([self._row(one) for one in schedules], [one.name for one in schedules])
        self._enable()

    def show_times(self, sentence: str, *, fault: bool) -> None:
        """Say when the times in the field come next."""
        self.times.say(sentence, Tone.NEGATIVE if fault else Tone.SECOND)

    def saved(self) -> None:
        """It was written; the dialog stays for the next."""
        self.act.setEnabled(self._may_write)
        self._say("")

    def problem(self) -> str:
        if not self.name.text().strip():
            return tr("Give the schedule a name.")
        return command_problem(self._command.text())

    def _row(self, one: Schedule) -> Row:
        paused = Cell(tr("Paused"), Form.CHIP, Tone.INFO)
        return (
            Cell(one.name, full=one.name),
            Cell(one.cron),
            paused if one.paused else Cell(self._writer.moment(one.next_at)[:-3]),
            Cell(" ".join(one.arguments), full=" ".join(one.arguments)),
            Cell(one.note or "–", tone=Tone.SECOND, full=one.note or ""),
        )

    def _chosen(self) -> Schedule | None:
        return self._known.get(self.name.text().strip())

    def _enable(self) -> None:
        chosen = self._chosen()
        for button in (self.pause_button, self.remove_button):
            button.setEnabled(self._may_write and chosen is not None)
        self.pause_button.setText(tr("Resume") if chosen is not None and chosen.paused else tr("Pause"))

    def _on_chosen(self, key: object) -> None:
        found = self._known.get(str(key)) if key is not None else None
        if found is not None:
            self.say(found.name, found.cron, shlex.join(found.arguments))
            self._catch_up.setCurrentIndex([each for each, _ in _CATCH_UPS].index(found.catch_up))
        self._enable()

    def _on_pause(self) -> None:
        chosen = self._chosen()
        if chosen is not None:
            self.asked_of.emit("resume" if chosen.paused else "pause", chosen.name)

    def _on_remove(self) -> None:
        chosen = self._chosen()
        if chosen is not None:
            self.asked_of.emit("remove", chosen.name)

    def _on_wait(self) -> None:
        self.times_asked.emit(self.cron.text().strip())
