"""`WhyPage`: why a figure changed, in the inspector: by which dimension, the steps, a sentence for each."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from revroute_desktop.analytics.card_answers import Answer
from revroute_desktop.console.panes.analytics.cards.data import days_before, waterfall_of
from revroute_desktop.console.panes.analytics.why_words import contribution_words
from revroute_desktop.console.panes.analytics.words import (
    dimension_title,
    fault_words,
    period_words,
    scale_of,
)
from revroute_desktop.console.theme.look import Look
from revroute_desktop.console.translate import tr
from revroute_desktop.console.widgets.cells import Tone
from revroute_desktop.console.widgets.charts.change import ChangeChart
from revroute_desktop.console.widgets.parts import Facts, Note, Words
from revroute_desktop.console.widgets.surfaces import Column, Line

_SENTENCES = 12
_STEP = 24


class WhyPage(QWidget):
    """`dimension_asked` gives the dimension that the change is to be told apart by."""

    dimension_asked = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._dimensions: tuple[str, ...] = ()
        self.dimension = QComboBox()
        self.dimension.setAccessibleName(tr("Told apart by"))
        self.dimension.activated.connect(self._on_dimension)
        self.facts = Facts(look, 84)
        self.chart = ChangeChart(look, tr("Why did it change?"))
        self.sum = Words(look, role="table", tone=Tone.POSITIVE, wrap=True)
        self.sentences: list[Words] = []
        self.note = Note(look)
        column = Column(look)
        column.add(Words(look, tr("Told apart by"), role="label", weight=400, tone=Tone.FAINT))
        column.add(self.dimension)
        column.add(self.facts)
        column.add(self.note)
        column.add(self.chart)
        column.add(self.sum)
        column.add(Line(look))
        self._list = QVBoxLayout()
        self._list.setSpacing(8)
        holder = QWidget()
        self._list.setContentsMargins(0, 0, 0, 0)
        holder.setLayout(self._list)
        column.add(holder)
        for _ in range(_SENTENCES):
            words = Words(look, role="table", wrap=True, selectable=True)
            words.hide()
            self.sentences.append(words)
            self._list.addWidget(words)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(column)

    def show_answer(self, answer: Answer) -> None:
        """Show why, or why not."""
        self._show_dimensions(answer)
        scale = scale_of(answer.metric, answer.currency)
        why = answer.why
        self.note.say(fault_words(answer), Tone.WARNING)
        shown = why is not None
        for widget in (self.chart, self.sum, self.facts):
            widget.setVisible(shown)
        for words in self.sentences:
            words.hide()
        if why is None:
            return
        steps = waterfall_of(answer)
        self.facts.show_facts(
            [
                (tr("Before"), scale.write(float(why.before))),
                (tr("Now"), scale.write(float(why.now))),
                (tr("Change"), scale.write(float(why.change), plus=True)),
                (tr("Against"), period_words(days_before(answer)) if answer.other is not None else ""),
            ]
        )
        self.chart.show_data(steps)
        self.chart.setFixedHeight((min(len(steps.steps), 14) + 2) * _STEP + 8)
        whole = sum(one.effects.whole for one in why.contributions)
        assert whole == why.change, "contributions add up to the change"
        self.sum.say(
            tr("{n} contributions; together exactly the change, with nothing left over.", n=len(steps.steps))
        )
        told = [one for one in why.contributions if one.effects.whole or one.effects.extent]
        for words, one in zip(self.sentences, told, strict=False):
            words.say(contribution_words(why, one))
            words.show()

    def _show_dimensions(self, answer: Answer) -> None:
        if answer.metric.by != self._dimensions:
            self._dimensions = answer.metric.by
            self.dimension.clear()
            for name in answer.metric.by:
                self.dimension.addItem(dimension_title(name), name)
        self.dimension.setCurrentIndex(max(self.dimension.findData(answer.card.by), 0))

    def _on_dimension(self, at: int) -> None:
        self.dimension_asked.emit(str(self.dimension.itemData(at)))
