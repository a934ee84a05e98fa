"""`WhyAsked`: the question why a metric changed, as the inspector of an overview answers it."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, Signal

from revroute_desktop.analytics.card_answers import Answer
from revroute_desktop.analytics.cards import Card, Form
from revroute_desktop.analytics.metrics.catalogue import metric_named
from revroute_desktop.console.panes.analytics.overview.answers import answered
from revroute_desktop.console.panes.analytics.overview.frame import Looked
from revroute_desktop.console.panes.analytics.overview.view import OverviewView
from revroute_desktop.console.panes.analytics.words import metric_title
from revroute_desktop.console.panes.tab import TabPresenter
from revroute_desktop.console.translate import tr


class WhyAsked(QObject):
    """`said` tells why nothing can be said. `looked` gives what is looked at, None while there is nothing to
    measure.
    """

    said = Signal(str)

    def __init__(self, tab: TabPresenter, view: OverviewView, looked: Callable[[], Looked | None]) -> None:
        super().__init__(tab)
        self._tab = tab
        self._view = view
        self._looked = looked
        self._card: Card | None = None
        view.why.dimension_asked.connect(self._on_dimension)
        view.inspector.closed.connect(self._on_closed)

    def open(self, metric: str, by: str) -> None:
        """Open the page for a metric, told apart by a dimension where it can be, else by its first one."""
        found = metric_named(metric)
        if not found.by or not found.additive:
            self.said.emit(
                tr(
                    "{metric} is no sum of parts, so that nothing can be said of its parts.",
                    metric=metric_title(metric),
                )
            )
            return
        self._card = Card(metric, Form.WHY, by if by in found.by else found.by[0])
        self._view.inspector.head(metric_title(metric))
        self._view.beside.open_inspector()
        self.ask(live=False)

    def ask(self, *, live: bool) -> None:
        """Ask again, if the page is open."""
        looked = self._looked()
        if self._card is not None and looked is not None:
            question = partial(answered, card=self._card, looked=looked)
            self._tab.ask("why", question, self._on_answer, live=live)

    def _on_answer(self, found: Answer) -> None:
        self._view.why.show_answer(found)

    def _on_dimension(self, by: str) -> None:
        if self._card is not None:
            self._card = replace(self._card, by=by)
            self.ask(live=False)

    def _on_closed(self) -> None:
        self._card = None
