"""`CardDialog`: what a card shows, chosen from the catalogue, with the card itself as it would be."""

from collections.abc import Iterator

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from revroute_desktop.analytics.card_answers import Answer
from revroute_desktop.analytics.cards import AHEAD_MOST, BY_KEY, OVER_TIME, WITHOUT, Card, Form, check_card
from revroute_desktop.analytics.metrics.catalogue import METRICS, metric_named
from revroute_desktop.analytics.metrics.model import Area, Metric
from revroute_desktop.console.panes.analytics.cards.forms import FORMS
from revroute_desktop.console.panes.analytics.cards.view import CardView
from revroute_desktop.console.panes.analytics.words import (
    FORM_TITLES,
    dimension_title,
    metric_formula,
    metric_title,
)
from revroute_desktop.console.theme.look import Look
from revroute_desktop.console.translate import later, tr
from revroute_desktop.console.widgets.cells import Tone
from revroute_desktop.console.widgets.dialog import WIDE, Dialog
from revroute_desktop.console.widgets.number_field import NumberField
from revroute_desktop.console.widgets.parts import Words
from revroute_desktop.errors import UserError

AREA_TITLES = {
    Area.REVENUE: later("Revenue"),
    Area.LEDGER: later("Ledger"),
    Area.PAYERS: later("Payers"),
    Area.TRAFFIC: later("Traffic"),
    Area.COMBINED: later("Revenue and traffic"),
}
_ALSO = frozenset({Form.TABLE, Form.LINE, Form.SCATTER})
"""Forms that show a second metric beside the first; a scatter needs one."""
_PREVIEW_HIGH = 300
_PAUSE_MS = 150


class CardDialog(Dialog):
    """`previewed` gives the card whenever it is another one; whoever answers calls `show_preview`."""

    previewed = Signal(object)

    def __init__(self, look: Look, parent: QWidget, card: Card | None) -> None:
        super().__init__(
            look,
            parent,
            tr("Add a card") if card is None else tr("Change the card"),
            tr("What it measures, how that is drawn, and what it is told apart by."),
            tr("Add card") if card is None else tr("Change card"),
            width=WIDE,
        )
        self._first = card or Card("net", Form.LINE)
        self._preview: CardView | None = None
        self.metric_field = QComboBox()
        self.form_field = QComboBox()
        self.by = QComboBox()
        self.also = QComboBox()
        for combo in (self.metric_field, self.form_field, self.by, self.also):
            # A long name is cut in the field and whole in its list.
            combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            combo.setMinimumContentsLength(16)
        self.ahead = NumberField(0, AHEAD_MOST)
        self.ahead.put(self._first.ahead)
        self.title_field = QLineEdit(self._first.title)
        self.title_field.setMaxLength(80)
        self.about_metric = Words(look, role="table", tone=Tone.FAINT, wrap=True)
        for area in Area:
            for metric in (one for one in METRICS if one.area is area):
                self.metric_field.addItem(f"{tr(AREA_TITLES[area])}: {metric_title(metric)}", metric.name)
        self.metric_field.setMaxVisibleItems(20)
        for form in FORMS:
            self.form_field.addItem(tr(FORM_TITLES[form]), str(form))
        left = QVBoxLayout()
        left.setSpacing(4)
        outer, self.form = self.form, left
        self.field(tr("Metric"), self.metric_field)
        left.addWidget(self.about_metric)
        self.field(tr("Form"), self.form_field)
        self.field(tr("Told apart by"), self.by)
        self.field(tr("Beside it"), self.also)
        self.field(tr("Steps of forecast"), self.ahead)
        self.field(tr("Title, if another"), self.title_field)
        left.addStretch(1)
        self.form = outer
        fields = QWidget()
        fields.setLayout(left)
        left.setContentsMargins(0, 0, 0, 0)
        fields.setFixedWidth(300)
        self._beside = QVBoxLayout()
        row = QHBoxLayout()
        row.setSpacing(18)
        row.addWidget(fields)
        row.addLayout(self._beside, 1)
        self.form.addLayout(row)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._on_pause)
        self._choose(self.metric_field, self._first.metric)
        self._choose(self.form_field, str(self._first.form))
        self._fill()
        self._choose(self.by, self._first.by)
        self._fill()
        self._choose(self.also, self._first.also[0] if self._first.also else "")
        for combo in (self.metric_field, self.form_field):
            combo.currentIndexChanged.connect(self._on_kind)
        self.by.currentIndexChanged.connect(self._on_dimension)
        self.also.currentIndexChanged.connect(self._on_other)
        self.ahead.textChanged.connect(self._on_other)
        self.title_field.textChanged.connect(self._on_other)
        self._say_metric()
        self._pause.start()

    @property
    def card(self) -> Card:
        """The card as it was chosen; raises UserError for what can't be shown."""
        form = Form(str(self.form_field.currentData()))
        also = str(self.also.currentData() or "")
        first = self._first
        keeps = form is first.form
        return check_card(
            Card(
                metric=str(self.metric_field.currentData()),
                form=form,
                by=str(self.by.currentData() or ""),
                columns=first.columns if keeps else 6,
                rows=first.rows,
                also=(also, *first.also[1:]) if also and keeps else (also,) if also else (),
                title=self.title_field.text().strip(),
                ahead=self.ahead.value,
                expected=first.expected and form in OVER_TIME,
                log=first.log,
                id=first.id,
            )
        )

    def problem(self) -> str:
        """Return what the card lacks."""
        try:
            card = self.card
        except UserError as fault:
            return str(fault)
        del card
        return ""

    def show_preview(self, answer: Answer, title: str, data: object, empty: str) -> None:
        """Show the card as it would be."""
        old = self._preview
        if old is None or old.card.form is not answer.card.form:
            self._preview = CardView(self.look, answer.card, title)
            self._preview.setFixedHeight(_PREVIEW_HIGH)
            self._preview.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            self._preview.show_as_preview()
            if old is not None:
                self._beside.removeWidget(old)
                old.hide()
                old.deleteLater()
            self._beside.insertWidget(0, self._preview, 0, Qt.AlignmentFlag.AlignTop)
        assert self._preview is not None, "it was made"
        self._preview.card = answer.card
        self._preview.show_title(title, ())
        self._preview.show_data(data, empty)

    def _choose(self, combo: QComboBox, value: str) -> None:
        combo.setCurrentIndex(max(combo.findData(value), 0))

    def _fill(self) -> None:
        """Offer what the metric can be told apart by, and what may stand beside it."""
        metric = metric_named(str(self.metric_field.currentData()))
        form = Form(str(self.form_field.currentData()))
        by, also = self.by.currentData(), self.also.currentData()
        for combo in (self.by, self.also):
            combo.blockSignals(True)
            combo.clear()
        if form not in BY_KEY:
            self.by.addItem(tr("nothing"), "")
        for name in () if form in WITHOUT or form is Form.FIGURE else metric.by:
            self.by.addItem(dimension_title(name), name)
        self._choose(self.by, str(by or ""))
        if form is not Form.SCATTER:
            self.also.addItem(tr("nothing"), "")
        for other in _beside(metric, form, str(self.by.currentData() or "")):
            self.also.addItem(metric_title(other), other.name)
        self._choose(self.also, str(also or ""))
        for combo in (self.by, self.also):
            combo.setEnabled(combo.count() > 1)
            combo.blockSignals(False)
        self.ahead.setEnabled(form is Form.LINE)

    def _say_metric(self) -> None:
        metric = metric_named(str(self.metric_field.currentData()))
        self.about_metric.say(metric_formula(metric))

    def _on_kind(self, _at: int) -> None:
        self._say_metric()
        self._fill()
        self._pause.start()

    def _on_dimension(self, _at: int) -> None:
        self._fill()
        self._pause.start()

    def _on_other(self, _what: object) -> None:
        self._pause.start()

    def _on_pause(self) -> None:
        try:
            card = self.card
        except UserError as fault:
            self._say(str(fault))
            return
        self._say("")
        self.previewed.emit(card)


def _beside(metric: Metric, form: Form, by: str) -> Iterator[Metric]:
    """Yield the metrics that may stand beside one: told by the same dimension, in a line of the same unit."""
    for other in METRICS if form in _ALSO else ():
        fits = not by or by in other.by
        if other.name != metric.name and fits and (form is not Form.LINE or other.unit is metric.unit):
            yield other
