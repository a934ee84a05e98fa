"""A load scenario as fields: name, model, arrivals, stages, pages, thresholds and limits."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from revroute_desktop.console.theme.look import Look
from revroute_desktop.console.translate import later, tr
from revroute_desktop.console.widgets.cells import Tone
from revroute_desktop.console.widgets.parts import Words
from revroute_desktop.console.widgets.row_fields import FieldColumn, RowFields
from revroute_desktop.console.widgets.surfaces import Column
from revroute_desktop.traffic.load.model import Arrivals, LoadModel
from revroute_desktop.traffic.load.quantities import read_threshold
from revroute_desktop.traffic.load.scenario_form import (
    METHODS,
    ROWS_MAX,
    Beyond,
    LimitFields,
    PageRow,
    ScenarioForm,
    StageRow,
)

_MODELS = {
    LoadModel.OPEN: later("open: visits a second"),
    LoadModel.CLOSED: later("closed: users who wait"),
}
_ARRIVALS = {Arrivals.CONSTANT: later("evenly"), Arrivals.POISSON: later("at random")}
_BEYOND = {
    Beyond.COMMENTS: later("comments between its lines"),
    Beyond.REQUESTS: later("journeys of several requests"),
    Beyond.DATA: later("data from a file"),
    Beyond.BODIES: later("bodies of requests"),
    Beyond.HEADERS: later("headers of requests"),
    Beyond.CAPTURES: later("values kept from answers"),
    Beyond.CHECKS: later("checks of more than status and text"),
    Beyond.NAMES: later("names of requests"),
    Beyond.THINK: later("think times"),
    Beyond.REVENUE: later("simulated revenue"),
    Beyond.TIMEOUTS: later("timeouts"),
    Beyond.AUTHORITY: later("an authority of its own"),
    Beyond.NOTES: later("notes"),
    Beyond.ROWS: later("more rows than a form can show"),
}


def beyond_words(beyond: Beyond) -> str:
    """Return why a scenario is not shown as a form, in a sentence."""
    return tr(
        "The form is off: this scenario has {what}, which it has no field for. Edit the text; nothing of it "
        "is lost.",
        what=tr(_BEYOND[beyond]),
    )


class ScenarioFields(Column):
    """The form of a scenario. `changed`: a person changed it. Target, seed and comment are kept beside."""

    changed = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__(look, pad=10, gap=10)
        self._look = look
        self._form: ScenarioForm | None = None
        self.name = QLineEdit()
        self.model = QComboBox()
        for model, words in _MODELS.items():
            self.model.addItem(tr(words), model)
        self.arrivals = QComboBox()
        for arrivals, words in _ARRIVALS.items():
            self.arrivals.addItem(tr(words), arrivals)
        self.add(
            _beside(
                self._field(tr("Name"), self.name),
                self._field(tr("Load model"), self.model),
                self._field(tr("Arrivals"), self.arrivals),
            )
        )
        self.stages = RowFields(
            look,
            tr("Stages"),
            (
                FieldColumn(tr("For"), "30s"),
                FieldColumn(tr("From height"), tr("as before")),
                FieldColumn(tr("To height"), "50"),
            ),
            ("1m", "", "10"),
            ROWS_MAX,
        )
        self.thresholds = RowFields(
            look,
            tr("Thresholds"),
            (FieldColumn(tr("Condition"), "p95 < 200 ms over 30 s"),),
            ("errors < 1%",),
            ROWS_MAX,
            _threshold_fault,
        )
        self.add(_beside(self.stages, self.thresholds))
        self.pages = RowFields(
            look,
            tr("Pages"),
            (
                FieldColumn(tr("Name"), "home", 2),
                FieldColumn(tr("Method"), grow=1, choices=METHODS),
                FieldColumn(tr("Path"), "/", 4),
                FieldColumn(tr("Weight"), "1", 1),
                FieldColumn(tr("Status expected"), "2xx, 3xx", 2),
                FieldColumn(tr("Text expected"), tr("any"), 2),
            ),
            ("page", "GET", "/", "1", "", ""),
            ROWS_MAX,
        )
        self.add(self.pages)
        usual = ("1000", "1000000", "10 GiB", "1h", "1000")
        titles = (tr("Requests a second"), tr("Requests"), tr("Bytes"), tr("Duration"), tr("Connections"))
        self.limits = tuple(QLineEdit() for _ in titles)
        self.add(Words(look, tr("Limits"), role="heading"))
        fields = []
        for field, title, example in zip(self.limits, titles, usual, strict=True):
            field.setPlaceholderText(example)
            fields.append(self._field(title, field, tr("Limit: {what}", what=title)))
            field.textEdited.connect(self._on_changed)
        self.add(_beside(*fields))
        self.name.textEdited.connect(self._on_changed)
        self.model.activated.connect(self._on_changed)
        self.arrivals.activated.connect(self._on_changed)
        for rows in (self.stages, self.thresholds, self.pages):
            rows.changed.connect(self._on_changed)

    def show_form(self, form: ScenarioForm) -> None:
        """Show a form; nothing is said of it."""
        self._form = form
        self.name.setText(form.name)
        self.model.setCurrentIndex(self.model.findData(form.model))
        self.arrivals.setCurrentIndex(self.arrivals.findData(form.arrivals))
        self.arrivals.setEnabled(form.model is LoadModel.OPEN)
        self.stages.show_rows([(row.seconds, row.start, row.end) for row in form.stages])
        self.thresholds.show_rows([(text,) for text in form.thresholds])
        self.pages.show_rows(
            [(row.name, row.method, row.path, row.weight, row.statuses, row.contains) for row in form.pages]
        )
        limits = form.limits
        said = (limits.rate, limits.requests, limits.bytes, limits.duration, limits.connections)
        for field, text in zip(self.limits, said, strict=True):
            field.setText(text)

    def form_for(self, target: str) -> ScenarioForm | None:
        """Return what the fields say, None where none are shown; an empty target leaves that of the form."""
        if self._form is None:
            return None
        model = LoadModel(self.model.currentData())
        return ScenarioForm(
            name=self.name.text().strip(),
            target=target or self._form.target,
            model=model,
            arrivals=Arrivals(self.arrivals.currentData()) if model is LoadModel.OPEN else Arrivals.CONSTANT,
            stages=tuple(StageRow(*row) for row in self.stages.rows),
            pages=tuple(PageRow(*row) for row in self.pages.rows),
            thresholds=tuple(text for (text,) in self.thresholds.rows),
            limits=LimitFields(*(field.text().strip() for field in self.limits)),
            seed=self._form.seed,
            about=self._form.about,
        )

    def _on_changed(self) -> None:
        self.arrivals.setEnabled(self.model.currentData() == LoadModel.OPEN)
        self.changed.emit()

    def _field(self, title: str, widget: QWidget, name: str = "") -> QWidget:
        words = Words(self._look, title, role="label", weight=400, tone=Tone.FAINT)
        words.setBuddy(widget)
        widget.setAccessibleName(name or title)
        widget.setProperty("form", True)
        holder = QWidget()
        layout = QVBoxLayout(holder)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(words)
        layout.addWidget(widget)
        return holder


def _beside(*widgets: QWidget) -> QWidget:
    line = QWidget()
    layout = QHBoxLayout(line)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(12)
    for widget in widgets:
        layout.addWidget(widget, 1)
    return line


def _threshold_fault(row: tuple[str, ...]) -> str:
    try:
        read_threshold(row[0])
    except ValueError as error:
        said = str(error)
        return f"{said[:1].upper()}{said[1:]}."
    return ""
