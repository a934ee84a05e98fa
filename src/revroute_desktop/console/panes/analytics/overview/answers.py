"""`CardAnswers`: what cards and key figures of an overview show, asked aside, and held to follow a brush."""

from collections.abc import Callable, Iterable
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from revroute_desktop.analytics.brushing import Brushing, brushed, hold_for
from revroute_desktop.analytics.card_answers import Answer, answer
from revroute_desktop.analytics.cards import OVER_TIME, Arrangement, Card, Form
from revroute_desktop.analytics.metrics.catalogue import metric_named
from revroute_desktop.analytics.outlook import NO_OUTLOOK, Outlook, outlook
from revroute_desktop.analytics.selection import Selection
from revroute_desktop.console.panes.analytics.overview.frame import Looked
from revroute_desktop.console.panes.tab import TabPresenter
from revroute_desktop.workspace import Sql

_SETTLED_MS = 220
"""How long a brush rests before what is not held is asked for."""
_FIGURE = "figure:"
_CARD = "card."
_HOLD = "hold"
_JOINED = "joined"


class CardAnswers(QObject):
    """`answers` are by the id of their card. `asked` gives the id of a card that waits for another answer,
    `came` an answer that a card is to show, `told` says that figures changed, `settled` that a brush rests.

    `looked` gives what is looked at, None while there is nothing to measure.
    """

    asked = Signal(str)
    came = Signal(object)
    told = Signal()
    settled = Signal()

    def __init__(self, tab: TabPresenter, looked: Callable[[], Looked | None]) -> None:
        super().__init__(tab)
        self.answers: dict[str, Answer] = {}
        self._tab = tab
        self._looked = looked
        self._cards: tuple[Card, ...] = ()
        self._figures: tuple[Card, ...] = ()
        self._held: dict[str, Brushing] = {}
        self._landings: dict[str, int] = {}
        self._ahead: dict[str, Outlook] = {}
        self._resting = QTimer(self)
        self._resting.setSingleShot(True)
        self._resting.setInterval(_SETTLED_MS)
        self._resting.timeout.connect(self._on_settled)

    def figure(self, metric: str) -> Answer | None:
        """Return the answer of a key figure, as far as there is one."""
        return self.answers.get(f"{_FIGURE}{metric}")

    def ahead(self, at: str) -> Outlook:
        """Return what is drawn beyond the curve of a card."""
        return self._ahead.get(at, NO_OUTLOOK)

    # Asking

    def want(self, arrangement: Arrangement, anew: Iterable[Card]) -> None:
        """From now on answer the cards and figures of an arrangement; of those `anew` nothing is known."""
        self._cards = arrangement.cards
        self._figures = tuple(Card(name, Form.FIGURE, id=f"{_FIGURE}{name}") for name in arrangement.figures)
        for card in anew:
            self.answers.pop(card.id, None)
            self._held.pop(card.id, None)

    def ask_all(self, *, live: bool) -> None:
        """Ask for everything; `live` where only the file has changed: nothing waits visibly for that."""
        self.ask_figures(live=live)
        self.ask_cards(self._cards, live=live)

    def ask_figures(self, *, live: bool) -> None:
        """Ask for the key figures."""
        for card in self._figures:
            self._ask_figure(card, live=live)

    def ask_cards(self, cards: Iterable[Card], *, live: bool) -> None:
        """Ask for cards."""
        for card in cards:
            self._ask_card(card, live=live)

    def _ask_figure(self, card: Card, *, live: bool) -> None:
        looked = self._looked()
        if looked is not None:
            question = partial(answered, card=card, looked=looked)
            then = partial(self._on_figure, looked.selection)
            self._tab.ask(card.id, question, then, live=live, slow=_is_slow(card))

    def _ask_card(self, card: Card, *, live: bool) -> None:
        looked = self._looked()
        if looked is None:
            return
        if not live:
            self.asked.emit(card.id)
        question = partial(answered, card=card, looked=looked)
        then = partial(self._on_card, looked.selection)
        self._tab.ask(f"{_CARD}{card.id}", question, then, live=live, slow=_is_slow(card))

    # Answers

    def _on_figure(self, asked: Selection, found: Answer) -> None:
        looked = self._looked()
        if looked is None:
            return
        if asked.span != looked.selection.span:
            # What was brushed since may have been answered from what is held: this must not replace it.
            self._ask_figure(found.card, live=False)
            return
        self._take(found)
        self.told.emit()

    def _on_card(self, asked: Selection, found: Answer) -> None:
        card, looked = found.card, self._looked()
        if looked is None:
            return
        if asked.span != looked.selection.span and card.form not in OVER_TIME:
            self._ask_card(card, live=False)
            return
        self._take(found)
        if (card.ahead or card.expected) and card.form in OVER_TIME:
            self._look_ahead(found, looked)
        else:
            self._ahead.pop(card.id, None)
        self.came.emit(found)
        if not self._tab.is_asking(_CARD):
            self._hold(looked)

    def _take(self, found: Answer) -> None:
        at = found.card.id
        self.answers[at] = found
        self._held.pop(at, None)
        self._landings[at] = self._landings.get(at, 0) + 1

    def _look_ahead(self, shown: Answer, looked: Looked) -> None:
        """Ask for what is drawn beyond the curve; it takes longer than the curve itself."""
        at = shown.card.id
        narrowed = bool(looked.selection.terms)
        if narrowed:
            self._ahead.pop(at, None)
        question = partial(outlook, shown=shown, now=looked.now, narrowed=narrowed)
        self._tab.ask(f"ahead.{at}", question, partial(self._on_ahead, at), live=False, slow=True)

    def _on_ahead(self, at: str, found: Outlook) -> None:
        self._ahead[at] = found
        if at in self.answers:
            self.came.emit(self.answers[at])

    # Brushing

    def let_go(self) -> None:
        """Let go of what is held: series of older keys, those that are still on their way too."""
        self._held.clear()
        self._landings = {at: number + 1 for at, number in self._landings.items()}

    def follow(self) -> None:
        """Answer the brushed span from what is held; what can't be is asked for when the brush rests."""
        self._answer_from_held()
        self._resting.start()

    def _hold(self, looked: Looked) -> None:
        """Read aside what brushing needs, once every card has its answer."""
        wanted = {at: one for at, one in self.answers.items() if at not in self._held}
        if wanted and not self._tab.is_asking(_HOLD):
            question = partial(_held, answers=wanted, looked=looked)
            of = {at: self._landings.get(at, 0) for at in wanted}
            self._tab.ask(_HOLD, question, partial(self._on_held, of), live=False, slow=True)

    def _on_held(self, of: dict[str, int], found: dict[str, Brushing]) -> None:
        """Take what was held, unless a newer answer is shown by now: what that needs is read then."""
        for at, held in found.items():
            if self._landings.get(at, 0) == of[at]:
                self._held[at] = held
        looked = self._looked()
        if looked is not None and not self._tab.is_asking(_CARD):
            self._hold(looked)

    def _answer_from_held(self) -> set[str]:
        """Answer the brushed span where what is held tells it; return which cards and figures can't be."""
        looked, left = self._looked(), set[str]()
        if looked is None:
            return left
        for at, shown in tuple(self.answers.items()):
            held = self._held.get(at)
            found = brushed(shown, held, looked.selection.span) if held is not None else None
            if found is None:
                left.add(at)
                continue
            self.answers[at] = found
            if not at.startswith(_FIGURE) and found.card.form not in OVER_TIME:
                self.came.emit(found)
        self.told.emit()
        return left

    def _on_settled(self) -> None:
        """The brush rests: ask what can't be answered from what is held, which may have come just now."""
        left = self._answer_from_held()
        self.ask_cards((card for card in self._cards if card.id in left), live=False)
        if any(at.startswith(_FIGURE) for at in left):
            self.ask_figures(live=False)
        self.settled.emit()


def answered(sql: Sql, *, card: Card, looked: Looked) -> Answer:
    """Return the answer of a card. Runs aside."""
    return answer(sql, card, looked.period, looked.against, looked.selection, looked.now, looked.currency)


def _is_slow(card: Card) -> bool:
    """Whether a card reads so much that others should not wait behind it."""
    names = (card.metric, *card.also)
    return any(metric_named(name).part_by(card.by or None).reader == _JOINED for name in names)


def _held(sql: Sql, *, answers: dict[str, Answer], looked: Looked) -> dict[str, Brushing]:
    """Return what brushing needs of each card. Runs aside."""
    return {at: hold_for(sql, one, looked.selection, looked.now) for at, one in answers.items()}
