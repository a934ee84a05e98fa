"""`ShownCards`: the cards in the grid of an overview: made one a turn, fed with answers, marked."""

from collections.abc import Callable
from functools import partial

import numpy as np
from PySide6.QtCore import QObject, Signal

from revroute_desktop.analytics.annotations import Annotation
from revroute_desktop.analytics.card_answers import Answer
from revroute_desktop.analytics.cards import OVER_TIME, Arrangement, Card
from revroute_desktop.analytics.held import marks_of, usual_step
from revroute_desktop.analytics.metrics.catalogue import metric_named
from revroute_desktop.analytics.metrics.periods import Step
from revroute_desktop.analytics.outlook import Outlook
from revroute_desktop.analytics.selection import Selection
from revroute_desktop.console.panes.analytics.cards.data import chart_key
from revroute_desktop.console.panes.analytics.cards.forms import fed_with
from revroute_desktop.console.panes.analytics.cards.grid import CardGrid
from revroute_desktop.console.panes.analytics.cards.lacking import card_empty
from revroute_desktop.console.panes.analytics.cards.marks import mark_of
from revroute_desktop.console.panes.analytics.cards.view import CardView
from revroute_desktop.console.panes.analytics.overview.frame import Looked
from revroute_desktop.console.panes.analytics.overview.kept import shows_the_same
from revroute_desktop.console.panes.analytics.overview.words import card_notes, card_state
from revroute_desktop.console.panes.analytics.words import card_title, scale_of
from revroute_desktop.console.panes.tab import TabPresenter
from revroute_desktop.console.widgets.charts.data import Curves, Mark
from revroute_desktop.console.widgets.charts.inks import Inks


class ShownCards(QObject):
    """`made` gives the id of a card that is there now; `brushed`, `picked`, `acted` are those of every card.

    `looked` gives what is looked at, None while there is nothing to measure.
    """

    made = Signal(str)
    brushed = Signal(str, object)
    picked = Signal(str, str)
    acted = Signal(str, str)

    def __init__(self, tab: TabPresenter, grid: CardGrid, looked: Callable[[], Looked | None]) -> None:
        super().__init__(tab)
        self._tab = tab
        self._grid = grid
        self._looked = looked
        self._inks = Inks()
        self._marks: tuple[Mark, ...] = ()
        self._cards: tuple[Card, ...] = ()

    def build(self, before: Arrangement, arrangement: Arrangement) -> tuple[Card, ...]:
        """Make the cards that are not there yet, one a turn, and return which; one that only moved or grew
        keeps its chart.
        """
        old = {view.card.id: view for view in self._grid.cards} if before.name == arrangement.name else {}
        kept, unmade = [], []
        for card in arrangement.cards:
            view = old.get(card.id)
            if view is not None and shows_the_same(view.card, card):
                view.card = card
                kept.append(view)
            else:
                unmade.append(card)
        self._cards = arrangement.cards
        self._grid.show_cards(tuple(kept), self._cards)
        self._tab.in_turns(*(partial(self._add, card) for card in unmade))
        return tuple(unmade)

    def annotate(self, marks: tuple[Annotation, ...]) -> None:
        """From now on draw these on every axis of time."""
        self._marks = tuple(mark_of(one) for one in marks)

    def wait(self, at: str) -> None:
        """Show that a card waits for its answer."""
        view = self._grid.card(at)
        if view is not None:
            view.chart.show_waiting(True)

    def show(self, found: Answer, ahead: Outlook, selection: Selection) -> None:
        """Show an answer in its card, if that is there."""
        view, books = self._grid.card(found.card.id), self._tab.books
        if view is None:
            return
        view.show_title(
            card_title(found.card, found.step), card_notes(found, ahead, selection, books.zone, books.now)
        )
        view.show_data(fed_with(found, books.now, self._marks, self._inks, ahead), card_empty(found))
        _mark(view, selection)
        view.show_state(*card_state(found, ahead))

    def mark(self, selection: Selection) -> None:
        """Mark in every card what is selected."""
        for view in self._grid.cards:
            _mark(view, selection)

    def _add(self, card: Card) -> None:
        made = {view.card.id: view for view in self._grid.cards} | {card.id: self._make(card)}
        self._grid.show_cards(tuple(made[one.id] for one in self._cards if one.id in made), self._cards)
        self.made.emit(card.id)

    def _make(self, card: Card) -> CardView:
        metric, looked = metric_named(card.metric), self._looked()
        step = usual_step(looked.period, metric) if looked is not None else Step.DAY
        view = CardView(self._tab.desk.look, card, card_title(card, step))
        if card.form in OVER_TIME and looked is not None:
            # The axis stands before there is anything on it.
            marks = np.array(marks_of(looked.period, step), np.int64)
            scale = scale_of(metric, looked.currency)
            view.show_data(Curves(marks, (), scale, zone=self._tab.books.zone), "")
        view.brushed.connect(self.brushed)
        view.picked.connect(self.picked)
        view.acted.connect(self.acted)
        return view


def _mark(view: CardView, selection: Selection) -> None:
    by = view.card.by
    key = selection.key_of(by) if by else None
    view.show_selection(selection.span, None if key is None else chart_key(key))
