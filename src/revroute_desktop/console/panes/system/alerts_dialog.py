"""The dialog of alerts: every reading with the marks at which its alert begins and is over."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QWidget

from revroute_desktop.console.panes.system.alert_words import READINGS, said_value
from revroute_desktop.console.theme.look import Look
from revroute_desktop.console.translate import later, tr
from revroute_desktop.console.widgets.cells import NOT_APPLICABLE, Cell, Column, Form, Row, Tone
from revroute_desktop.console.widgets.dialog import WIDE, Dialog
from revroute_desktop.console.widgets.live_model import LiveModel
from revroute_desktop.console.widgets.number_field import NumberField
from revroute_desktop.console.widgets.parts import Button
from revroute_desktop.console.widgets.table import DataTable
from revroute_desktop.errors import UserError
from revroute_desktop.processes.alerts import (
    BELOW,
    LONGEST,
    SHARES,
    USUAL,
    AlertRule,
    AlertState,
    Reading,
)

_MIB = 1024**2
_MOST = 1_000_000_000
_TABLE_HEIGHT = 252
_COLUMNS = (
    Column(later("Alert on"), later("Jobs that failed within the hour"), medium=True, grow=2),
    Column(later("Begins"), later("under {mark}"), grow=1),
    Column(later("Is over"), later("over {mark}"), grow=1),
    Column(later("Past it for"), "3,600 s", right=True, grow=0),
    Column(later("State"), later("set here"), grow=0),
)

Standing = Mapping[AlertRule, AlertState]


class AlertsDialog(Dialog):
    """Shows the alerts and asks for the marks of one. `switched` gives a reading and whether its alert is to
    be as usual (True) or off (False).
    """

    switched = Signal(object, bool)

    def __init__(self, look: Look, parent: QWidget, *, may_write: bool) -> None:
        super().__init__(
            look,
            parent,
            tr("Alerts"),
            tr(
                "An alert begins when a reading is past its mark for some time, and is over past a second "
                "mark that lies apart: what moves between the two neither begins nor ends it."
            ),
            tr("Set the alert"),
            "bell",
            width=WIDE,
        )
        self._may_write = may_write
        self._rules: dict[Reading, AlertRule] = {}
        self.cancel.setText(tr("Close"))
        self.model = LiveModel(_COLUMNS, self)
        self.table = DataTable(look, self.model, tr("Alerts"))
        self.table.setFixedHeight(_TABLE_HEIGHT)
        self.form.addWidget(self.table)
        self.reading = QComboBox()
        for reading in Reading:
            self.reading.addItem(tr(READINGS[reading]), reading.value)
        self.usual_button = Button(look, tr("As usual"), icon="refresh")
        self.off_button = Button(look, tr("Switch off"), icon="close")
        self.field(tr("Alert on"), self.reading, self.usual_button, self.off_button)
        self.mark, self.end = NumberField(0, _MOST), NumberField(0, _MOST)
        self.seconds = NumberField(0, int(LONGEST))
        self._mark_label = self.field(tr("Begins"), self.mark)
        self._end_label = self.field(tr("Is over"), self.end)
        self.field(tr("After so many seconds past its mark on end"), self.seconds)
        self.reading.currentIndexChanged.connect(self._on_reading)
        self.table.chosen.connect(self._on_chosen)
        self.usual_button.clicked.connect(self._on_usual)
        self.off_button.clicked.connect(self._on_off)
        self._on_reading(0)

    @property
    def asked(self) -> AlertRule:
        """The alert as it is to be; raises UserError for marks that make no sense."""
        reading = self._chosen()
        unit = _unit_of(reading)
        return AlertRule(reading, self.mark.value * unit, self.end.value * unit, float(self.seconds.value))

    def show_standing(self, standing: Standing) -> None:
        """Show the alerts as they are; what is being typed stays."""
        before = self._rules.get(self._chosen())
        self._rules = {rule.reading: rule for rule in standing}
        on = {rule.reading for rule, state in standing.items() if state.on_since is not None}
        rows = [_row(reading, self._rules.get(reading), on=reading in on) for reading in Reading]
        self.model.show(rows, [reading.value for reading in Reading])
        if self._rules.get(self._chosen()) != before:
            self._fill()
        self._enable()

    def saved(self) -> None:
        """It was written; the dialog stays for the next."""
        self._say("")
        self._enable()

    def problem(self) -> str:
        try:
            self.asked  # noqa: B018 - it is made for its check alone
        except UserError as error:
            return str(error)
        return ""

    def _chosen(self) -> Reading:
        return Reading(str(self.reading.currentData()))

    def _fill(self) -> None:
        reading = self._chosen()
        rule = self._rules.get(reading) or next((one for one in USUAL if one.reading is reading), None)
        unit = _unit_of(reading)
        self.mark.put(round(rule.mark / unit) if rule is not None else 10)
        self.end.put(round(rule.clear / unit) if rule is not None else 5)
        self.seconds.put(int(rule.seconds) if rule is not None else 60)

    def _enable(self) -> None:
        rule = self._rules.get(self._chosen())
        usual = next((one for one in USUAL if one.reading is self._chosen()), None)
        self.act.setEnabled(self._may_write)
        self.usual_button.setEnabled(self._may_write and rule != usual)
        self.off_button.setEnabled(self._may_write and rule is not None)

    def _on_reading(self, _at: int) -> None:
        reading = self._chosen()
        words = _words_of(reading)
        for label, field, text in zip(
            (self._mark_label, self._end_label), (self.mark, self.end), words, strict=True
        ):
            label.say(text)
            field.setAccessibleName(text)
        self._fill()
        self._enable()

    def _on_chosen(self, key: object) -> None:
        if key is not None:
            self.reading.setCurrentIndex([reading.value for reading in Reading].index(str(key)))

    def _on_usual(self) -> None:
        self.switched.emit(self._chosen(), True)

    def _on_off(self) -> None:
        self.switched.emit(self._chosen(), False)


def _unit_of(reading: Reading) -> float:
    """What a 1 in the fields stands for."""
    if reading in SHARES:
        return 0.01
    return _MIB if reading is Reading.DISK_FREE else 1.0


def _words_of(reading: Reading) -> tuple[str, str]:
    """Label the two marks with their side and unit."""
    if reading in SHARES:
        return tr("Begins over, in %"), tr("Is over under, in %")
    if reading is Reading.DISK_FREE:
        return tr("Begins under, in MiB"), tr("Is over from, in MiB")
    if reading in (Reading.COMMIT_MS, Reading.TURN_MS):
        return tr("Begins over, in ms"), tr("Is over under, in ms")
    return tr("Begins over so many"), tr("Is over under so many")


def _row(reading: Reading, rule: AlertRule | None, *, on: bool) -> Row:
    name = Cell(tr(READINGS[reading]))
    if rule is None:
        return (
            name,
            NOT_APPLICABLE,
            NOT_APPLICABLE,
            NOT_APPLICABLE,
            Cell(tr("Off", "an alert"), Form.CHIP, Tone.SECOND),
        )
    mark, clear = said_value(reading, rule.mark), said_value(reading, rule.clear)
    below = reading in BELOW
    state = (
        Cell(tr("usual"), tone=Tone.SECOND) if rule in USUAL else Cell(tr("set here"), Form.CHIP, Tone.INFO)
    )
    return (
        name,
        Cell(tr("under {mark}", mark=mark) if below else tr("over {mark}", mark=mark)),
        Cell(tr("over {mark}", mark=clear) if below else tr("under {mark}", mark=clear)),
        Cell(tr("at once") if not rule.seconds else f"{rule.seconds:g} s"),
        Cell(tr("on now"), Form.CHIP, Tone.NEGATIVE) if on else state,
    )
