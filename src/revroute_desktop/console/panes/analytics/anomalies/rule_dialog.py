"""The dialog of a rule: a threshold, a ratio of two metrics, or data that is missing."""

from collections.abc import Callable

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QWidget

from revroute_desktop.analytics.anomalies.rules import Rule, read_rule
from revroute_desktop.analytics.metrics.catalogue import METRICS
from revroute_desktop.analytics.metrics.model import Metric, Unit
from revroute_desktop.analytics.metrics.periods import Step
from revroute_desktop.analytics.metrics.words import plain
from revroute_desktop.console.panes.analytics.words import metric_title
from revroute_desktop.console.theme.look import Look
from revroute_desktop.console.translate import later, tr
from revroute_desktop.console.widgets.cells import Tone
from revroute_desktop.console.widgets.dialog import Dialog
from revroute_desktop.console.widgets.number_field import NumberField
from revroute_desktop.console.widgets.parts import Words
from revroute_desktop.console.widgets.segments import Segments
from revroute_desktop.errors import UserError

THRESHOLD, RATIO, MISSING = range(3)
_KINDS = (later("Threshold"), later("Ratio"), later("Missing data"))
_STEPS = (
    (Step.HOUR, later("an hour")),
    (Step.DAY, later("a day")),
    (Step.WEEK, later("a week")),
    (Step.MONTH, later("a month")),
)
_MOST_MISSING = 9_999


class RuleDialog(Dialog):
    """Puts a rule together from fields; what it says as a line stands below, as the terminal takes it."""

    def __init__(
        self, look: Look, parent: QWidget, currencies: tuple[str, ...], rule: Rule | None = None
    ) -> None:
        super().__init__(
            look,
            parent,
            tr("Change the rule") if rule is not None else tr("Add a rule"),
            tr("Whenever it is broken, that is told once: in the list, as a notice, and in the log."),
            tr("Keep the rule"),
        )
        self.kind = Segments(look, tuple(tr(kind) for kind in _KINDS), tr("Kind of rule"))
        row = QHBoxLayout()
        row.addWidget(self.kind)
        row.addStretch(1)
        self.form.addLayout(row)
        self.metrics, self.other = QComboBox(), QComboBox()
        for metric in METRICS:
            self.metrics.addItem(metric_title(metric), metric.name)
            if not metric.by_currency:
                self.other.addItem(metric_title(metric), metric.name)
        self.currency = QComboBox()
        self.currency.addItems(currencies or ("EUR",))
        self.currency.setAccessibleName(tr("Currency"))
        self.currency.setProperty("form", True)
        self.field(tr("Metric"), self.metrics, self.currency)
        self._over = self._labelled(tr("Divided by"), self.other)
        self.sign = QComboBox()
        self.sign.addItem(tr("is above"), ">")
        self.sign.addItem(tr("is below"), "<")
        self.mark = QLineEdit()
        self.mark.setAccessibleName(tr("Figure"))
        self.mark.setProperty("form", True)
        self.unit = Words(look, role="table", tone=Tone.FAINT)
        self.unit.setMinimumWidth(60)
        self._compared = self._labelled(tr("Broken where it"), self.sign, self.mark, self.unit)
        self.count = NumberField(1, _MOST_MISSING)
        self._missing = self._labelled(tr("Broken where nothing came for so many steps"), self.count)
        self.step = QComboBox()
        for step, title in _STEPS:
            self.step.addItem(tr(title), step.value)
        self.field(tr("Looked at by"), self.step)
        self.line = Words(look, role="table", mono=True, tone=Tone.SECOND, wrap=True)
        self.form.addSpacing(6)
        self.form.addWidget(self.line)
        self.kind.changed.connect(self._on_changed)
        for box in (self.metrics, self.other, self.currency, self.sign, self.step):
            box.currentIndexChanged.connect(self._on_changed)
        for field in (self.mark, self.count):
            field.textChanged.connect(self._on_changed)
        self.step.setCurrentIndex(1)
        if rule is not None:
            self.fill(rule)
        self._on_changed()

    def _labelled(self, label: str, widget: QWidget, *beside: QWidget) -> Callable[[bool], None]:
        """Add a field that is shown for some kinds alone; returns what shows it."""
        before = self.form.count()
        self.field(label, widget, *beside)
        items = (self.form.itemAt(at) for at in range(before, self.form.count()))
        words = next(part for item in items if item is not None and (part := item.widget()) is not None)

        def show(on: bool) -> None:
            for part in (words, widget, *beside):
                part.setVisible(on)

        return show

    @property
    def text(self) -> str:
        """The rule as a line."""
        metric, step = self._metric(), str(self.step.currentData())
        code = f" {self.currency.currentText()}" if metric.by_currency else ""
        kind = self.kind.current
        if kind == MISSING:
            return f"{metric.name}{code} missing {self.count.value} {step}s"
        over = f" / {self.other.currentData()}" if kind == RATIO else ""
        percent = "%" if kind == THRESHOLD and metric.unit is Unit.SHARE else ""
        mark = self.mark.text().strip().replace(",", ".") or "…"
        return f"{metric.name}{code}{over} {self.sign.currentData()} {mark}{percent} per {step}"

    def fill(self, rule: Rule) -> None:
        """Show a rule that is there."""
        self.metrics.setCurrentIndex(self.metrics.findData(rule.metric.name))
        if rule.currency is not None:
            if self.currency.findText(rule.currency) < 0:
                self.currency.addItem(rule.currency)
            self.currency.setCurrentText(rule.currency)
        self.step.setCurrentIndex(self.step.findData(rule.step.value))
        if rule.missing:
            self.kind.choose(MISSING)
            self.count.put(rule.missing)
            return
        if rule.other is not None:
            self.kind.choose(RATIO)
            self.other.setCurrentIndex(self.other.findData(rule.other.name))
        self.sign.setCurrentIndex(0 if rule.above else 1)
        share = rule.other is None and rule.metric.unit is Unit.SHARE
        whole = rule.mark * 100 if share else rule.mark
        money = rule.metric.unit is Unit.MONEY
        duration = rule.other is None and rule.metric.unit is Unit.DURATION
        said = plain(rule.metric, rule.currency, rule.mark) if money or duration else None
        self.mark.setText(said if said is not None else f"{float(whole):.10g}")

    def problem(self) -> str:
        if self.kind.current != MISSING and not self.mark.text().strip():
            return tr("Say the figure from which on the rule is broken.")
        try:
            read_rule(self.text)
        except UserError as error:
            return str(error)
        return ""

    def _metric(self) -> Metric:
        return METRICS[max(self.metrics.currentIndex(), 0)]

    def _on_changed(self) -> None:
        metric, kind = self._metric(), self.kind.current
        self._over(kind == RATIO)
        self._compared(kind != MISSING)
        self._missing(kind == MISSING)
        self.currency.setVisible(metric.by_currency)
        units = {
            Unit.MONEY: self.currency.currentText(),
            Unit.SHARE: "%" if kind == THRESHOLD else "",
            Unit.DURATION: tr("seconds"),
        }
        self.unit.say(units.get(metric.unit, ""))
        self.line.say(self.text)
