"""The overview's presenter: what the cards show, what is selected and compared, how they are arranged."""

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, TypeVar

import numpy as np
from PySide6.QtCore import QObject, QPoint, QTimer, Signal

from revroute_desktop.analytics.annotations import Annotation, annotations
from revroute_desktop.analytics.arrangements import (
    arrangement_named,
    keep_arrangements,
    kept_arrangements,
    names,
    with_shown,
)
from revroute_desktop.analytics.card_answers import (
    Answer,
    Brushing,
    answer,
    brushed,
    hold_for,
)
from revroute_desktop.analytics.cards import (
    COLUMNS,
    LEAST_COLUMNS,
    LEAST_ROWS,
    MOST_ROWS,
    Arrangement,
    Card,
    Form,
    Kept,
)
from revroute_desktop.analytics.comparison import BEFORE, Comparison
from revroute_desktop.analytics.held import marks_of, usual_step
from revroute_desktop.analytics.metrics.catalogue import metric_named
from revroute_desktop.analytics.metrics.periods import Period, Step
from revroute_desktop.analytics.outlook import NO_OUTLOOK, Outlook, outlook
from revroute_desktop.analytics.period_of_books import has_data, newest, period_of
from revroute_desktop.analytics.rows import rows_behind
from revroute_desktop.analytics.selection import NOTHING, Selection
from revroute_desktop.console.panes.analytics import card_view as acts
from revroute_desktop.console.panes.analytics.card_data import chart_key, own_key, spark_of
from revroute_desktop.console.panes.analytics.card_view import CardView
from revroute_desktop.console.panes.analytics.forms import fed_with
from revroute_desktop.console.panes.analytics.marks import mark_of, note_of
from revroute_desktop.console.panes.analytics.overview_view import OverviewView
from revroute_desktop.console.panes.analytics.words import (
    card_title,
    change_words,
    comparison_words,
    dimension_title,
    key_words,
    metric_title,
    period_words,
    scale_of,
    value_words,
)
from revroute_desktop.console.panes.tab import Desk, TabPresenter
from revroute_desktop.console.translate import tr
from revroute_desktop.console.views import SavedView
from revroute_desktop.console.widgets.cells import Tone
from revroute_desktop.console.widgets.charts.data import Curves, Mark
from revroute_desktop.console.widgets.charts.inks import Inks
from revroute_desktop.console.widgets.charts.span_words import span_words
from revroute_desktop.console.widgets.figures import Amount, Figure
from revroute_desktop.console.widgets.selection_bar import SPAN
from revroute_desktop.errors import UserError
from revroute_desktop.routing.simulations import KeptSimulation, kept_simulations
from revroute_desktop.workspace import Sql

if TYPE_CHECKING:
    from revroute_desktop.console.panes.analytics.arranging import Arranging

T = TypeVar("T")

_FRAME_MS = 30
_SETTLED_MS = 220
_GIVEN_UP = 20.0
_FIGURE = "figure:"
_JOINED = "joined"
_EVENTS = "Events"
"""The tab of the routing pane that shows events."""


@dataclass(frozen=True, slots=True)
class Frame:
    """What all cards have in common. `period` is None while there is nothing to measure."""

    period: Period | None
    kept: Kept
    simulations: tuple[KeptSimulation, ...]
    marks: tuple[Annotation, ...]
    newest: tuple[int, ...]


def read_frame(sql: Sql, span: tuple[int, int] | None, zone: str) -> Frame:
    """Return what all cards have in common. Runs aside."""
    period = period_of(sql, span, zone) if has_data(sql) else None
    found = annotations(sql, period.start, period.end, zone) if period is not None else ()
    simulations = tuple(kept_simulations(sql))
    return Frame(period, kept_arrangements(sql), simulations, found, newest(sql))


@dataclass(frozen=True, slots=True)
class Looked:
    """What every card is asked for."""

    period: Period
    against: Comparison
    selection: Selection
    now: int
    currency: str | None


class OverviewPresenter(TabPresenter):
    """Fills an `OverviewView`. `rows_wanted` gives the view of a table that shows the rows of a card."""

    rows_wanted = Signal(object)

    def __init__(self, desk: Desk, view: OverviewView, parent: QObject) -> None:
        super().__init__(desk, view, parent)
        self.page = view
        self._view = view
        self.selection: Selection = NOTHING
        self.comparison: Comparison = BEFORE
        self.kept = Kept()
        self.arrangement = arrangement_named(self.kept, "")
        self.period: Period | None = None
        self.simulations: tuple[KeptSimulation, ...] = ()
        self.annotations: tuple[Annotation, ...] = ()
        self.answers: dict[str, Answer] = {}
        self._held: dict[str, Brushing] = {}
        self._landings: dict[str, int] = {}
        self._ahead: dict[str, Outlook] = {}
        self._inks = Inks()
        self._marks: tuple[Mark, ...] = ()
        self._flying: dict[str, float] = {}
        self._again: set[str] = set()
        self._why: Card | None = None
        self._known = False
        self._newest: object = None
        self._writing = 0
        self._arranging: Arranging | None = None
        self._unmade: list[Card] = []
        self._making = QTimer(self)
        self._making.setSingleShot(True)
        self._making.setInterval(0)
        self._making.timeout.connect(self._make_next)
        self._frame = QTimer(self)
        self._frame.setSingleShot(True)
        self._frame.setInterval(_FRAME_MS)
        self._frame.timeout.connect(self._follow_brush)
        self._settled = QTimer(self)
        self._settled.setSingleShot(True)
        self._settled.setInterval(_SETTLED_MS)
        self._settled.timeout.connect(self._on_settled)
        view.arrangement_asked.connect(self.show_arrangement)
        view.cleared.connect(self.clear_selection)
        view.selection.removed.connect(self._on_removed)
        view.figures.asked.connect(self._on_figure)
        view.grid.moved.connect(self._on_moved)
        view.why.dimension_asked.connect(self._on_dimension)
        view.inspector.closed.connect(self._on_why_closed)
        view.card_asked.connect(self._on_card_asked)
        view.arrange_asked.connect(self._on_arrange)
        view.compare_asked.connect(self._on_compare)

    # What is shown

    def load(self) -> None:
        question = partial(read_frame, span=self.span, zone=self.books.workspace.zone)
        self._put("frame", question, self._on_frame, live=True)

    def show_period(self, span: tuple[int, int] | None, currency: str) -> None:
        if (span, currency) != (self.span, self.currency):
            # What was brushed lay in the other period.
            self.selection = self.selection.brushed(None)
            self._known = False
        super().show_period(span, currency)

    def show_arrangement(self, name: str) -> None:
        """Show an arrangement by its name, and remember that."""
        self._arrange(arrangement_named(self.kept, name))

    def compare_with(self, comparison: Comparison) -> None:
        """Compare every card with something else."""
        self.comparison = comparison
        self._say_bar()
        self._ask_all(live=False)

    def select(self, selection: Selection) -> None:
        """Select something else; every card follows."""
        changed = selection.terms != self.selection.terms
        self.selection = selection
        self._say_bar()
        self._mark_cards()
        if changed:
            # Series of the older keys that are still on their way are not of these.
            self._held.clear()
            self._landings = {at: number + 1 for at, number in self._landings.items()}
            self._ask_all(live=False)
        else:
            self._frame.start()

    def clear_selection(self) -> None:
        """Let go of what is selected; where nothing is, close the inspector."""
        if not self.selection.is_empty:
            self.select(NOTHING)
        else:
            self._view.beside.close_inspector()

    def focused(self) -> Answer | None:
        """Return the answer of the card that has the focus, or of the first figure."""
        for card in self._view.grid.cards:
            if card.isAncestorOf(self._view.focusWidget() or self._view):
                return self.answers.get(card.card.id)
        first = self.arrangement.figures[:1]
        return self.answers.get(f"{_FIGURE}{first[0]}") if first else None

    def ask_why(self, metric: str = "", by: str = "") -> None:
        """Open the page that says why a metric changed: that of the focused card where none is named."""
        shown = self.focused()
        name = metric or (shown.card.metric if shown is not None else "net")
        found = metric_named(name)
        if not found.by or not found.additive:
            self.said.emit(
                tr(
                    "{metric} is no sum of parts, so that nothing can be said of its parts.",
                    metric=metric_title(name),
                )
            )
            return
        if not by:
            by = shown.card.by if shown is not None and shown.card.by in found.by else found.by[0]
        self._why = Card(name, Form.WHY, by)
        self._view.inspector.head(metric_title(name))
        self._view.beside.open_inspector()
        self._ask_why(live=False)

    def act(self, action: str) -> None:
        """Do an act by its id in the registry of actions."""
        match action:
            case "analytics.why":
                self.ask_why()
            case "analytics.card":
                self.arranging.ask_card()
            case "analytics.save":
                self.arranging.ask_name()
            case "analytics.note":
                self.arranging.ask_note()

    @property
    def arranging(self) -> "Arranging":
        """Its menus and dialogs, imported when the first is asked for."""
        if self._arranging is None:
            from revroute_desktop.console.panes.analytics.arranging import Arranging

            self._arranging = Arranging(self)
        return self._arranging

    def change_figures(self, figures: tuple[str, ...]) -> None:
        """Show other key figures."""
        self.change(replace(self.arrangement, figures=figures))

    def _on_card_asked(self) -> None:
        self.arranging.ask_card()

    def _on_arrange(self, at: QPoint) -> None:
        self.arranging.open_menu(at)

    def _on_compare(self, at: QPoint) -> None:
        self.arranging.open_comparisons(at)

    # How cards are arranged

    def change(self, arrangement: Arrangement) -> None:
        """Show an arrangement as it is now, and keep it."""
        self._arrange(arrangement)

    def keep(self, kept: Kept) -> None:
        """Keep arrangements, and show the one that is to be shown."""
        self._write(kept)
        self._arrange(arrangement_named(kept, kept.shown))

    def _arrange(self, arrangement: Arrangement) -> None:
        before, self.arrangement = self.arrangement, arrangement
        self._write(with_shown(self.kept, arrangement))
        self._build(before)

    def _write(self, kept: Kept) -> None:
        """Keep arrangements; what the file says meanwhile is older."""
        if kept == self.kept:
            return
        self.kept = kept
        if self.desk.may_write:
            self._writing += 1
            work = partial(keep_arrangements, self.books.workspace, kept)
            self.books.write(work, self._on_written, self._on_refused)

    def _on_written(self, _done: None) -> None:
        self._writing -= 1

    def _on_refused(self, sentence: str) -> None:
        self._writing -= 1
        self.said.emit(sentence)

    def _build(self, before: Arrangement, *, ask: bool = True) -> None:
        """Make the cards that are not there yet, one a turn; one that only moved or grew keeps its chart."""
        shown, arrangement = self._view.grid.cards, self.arrangement
        old = {view.card.id: view for view in shown} if before.name == arrangement.name else {}
        kept, self._unmade = [], []
        for card in arrangement.cards:
            view = old.get(card.id)
            if view is not None and _same(view.card, card):
                view.card = card
                kept.append(view)
            else:
                self._unmade.append(card)
                self.answers.pop(card.id, None)
                self._held.pop(card.id, None)
        self._view.grid.show_cards(tuple(kept), arrangement.cards)
        self._making.start()
        self._say_bar()
        self._mark_cards()
        if ask and self._active and self.period is not None:
            if before.figures != arrangement.figures or before.name != arrangement.name:
                self._say_figures()
                self._ask_figures(live=False)
            for card in self._unmade:
                self._ask_card(card, live=False)

    def _make_next(self) -> None:
        """Make one card, and the next one in the next turn."""
        if not self._unmade:
            return
        card = self._unmade.pop(0)
        made = {view.card.id: view for view in self._view.grid.cards} | {card.id: self._make(card)}
        cards = self.arrangement.cards
        self._view.grid.show_cards(tuple(made[one.id] for one in cards if one.id in made), cards)
        found = self.answers.get(card.id)
        if found is not None:
            self._show(found)
        else:
            made[card.id].chart.show_waiting(True)
        self._making.start()

    def _make(self, card: Card) -> CardView:
        metric = metric_named(card.metric)
        step = usual_step(self.period, metric) if self.period is not None else Step.DAY
        view = CardView(self.desk.look, card, card_title(card, step))
        if card.form in _OWN_SPAN and self.period is not None:
            # The axis stands before there is anything on it.
            marks = np.array(marks_of(self.period, step), np.int64)
            scale = scale_of(metric, self._code())
            view.show_data(Curves(marks, (), scale, zone=self.books.zone), "")
        view.brushed.connect(self._on_brushed)
        view.picked.connect(self._on_picked)
        view.acted.connect(self._on_acted)
        return view

    # Asking

    def _put(
        self,
        lane: str,
        question: Callable[[Sql], T],
        then: Callable[[T], None],
        *,
        live: bool,
        slow: bool = False,
    ) -> None:
        """Ask; what follows the file alone waits until the older question of its lane is answered, since a
        file that changes all the time would never let one end.
        """
        if live and time.monotonic() - self._flying.get(lane, -_GIVEN_UP) < _GIVEN_UP:
            self._again.add(lane)
            return
        self._flying[lane] = time.monotonic()
        self.books.ask(f"analytics.{lane}", question, partial(self._landed, lane, then), slow=slow)

    def _landed(self, lane: str, then: Callable[[T], None], found: T) -> None:
        self._flying.pop(lane, None)
        then(found)
        if lane in self._again:
            self._again.discard(lane)
            self.books_changed()

    def _on_frame(self, frame: Frame) -> None:
        self._view.show_empty(frame.period is None)
        moved = frame.period != self.period
        looked = (frame.newest, frame.marks, self.currency, self.books.base)
        same, self._newest = looked == self._newest and not moved, looked
        self.period, self.simulations = frame.period, frame.simulations
        if (frame.kept != self.kept and not self._writing) or not self._known:
            self.kept = frame.kept if not self._writing else self.kept
            before = self.arrangement
            self.arrangement = arrangement_named(self.kept, self.kept.shown)
            self._known = True
            self._build(replace(before, name="") if moved else before, ask=same)
        if frame.marks != self.annotations:
            self.annotations = frame.marks
            self._marks = tuple(mark_of(one) for one in frame.marks)
        self._say_bar()
        if frame.period is None:
            self.loaded.emit()
            return
        if same:
            # What else was written to the file changes no figure.
            self.loaded.emit()
        else:
            self._ask_all(live=not moved)

    def _ask_all(self, *, live: bool) -> None:
        if self.period is None or not self._active:
            self._stale = True
            return
        self._ask_figures(live=live)
        for card in self.arrangement.cards:
            self._ask_card(card, live=live)
        if self._why is not None:
            self._ask_why(live=live)

    def _code(self) -> str | None:
        return self.currency or self.books.base or None

    def _ask_figures(self, *, live: bool) -> None:
        for name in self.arrangement.figures:
            self._ask_figure(Card(name, Form.FIGURE, id=f"{_FIGURE}{name}"), live=live)

    def _ask_figure(self, card: Card, *, live: bool) -> None:
        looked = self._looked()
        question = partial(_answered, card=card, looked=looked)
        then = partial(self._on_figure_answer, looked.selection)
        self._put(card.id, question, then, live=live, slow=_is_slow(card))

    def _ask_card(self, card: Card, *, live: bool) -> None:
        view = self._view.grid.card(card.id)
        if view is not None and not live:
            view.chart.show_waiting(True)
        looked = self._looked()
        question = partial(_answered, card=card, looked=looked)
        then = partial(self._on_card, looked.selection)
        self._put(f"card.{card.id}", question, then, live=live, slow=_is_slow(card))

    def _ask_why(self, *, live: bool) -> None:
        assert self._why is not None, "the page is open"
        question = partial(_answered, card=self._why, looked=self._looked())
        self._put("why", question, self._on_why, live=live)

    def _looked(self) -> Looked:
        assert self.period is not None, "there is something to measure"
        return Looked(self.period, self.comparison, self.selection, self.books.now, self._code())

    # Answers

    def _on_figure_answer(self, asked: Selection, found: Answer) -> None:
        if asked.span != self.selection.span:
            # What was brushed since may have been answered from what is held: this must not replace it.
            self._ask_figure(found.card, live=False)
            return
        self._take(found)
        self._say_figures()
        self._say_selected()
        self.loaded.emit()

    def _take(self, found: Answer) -> None:
        at = found.card.id
        self.answers[at] = found
        self._held.pop(at, None)
        self._landings[at] = self._landings.get(at, 0) + 1

    def _on_card(self, asked: Selection, found: Answer) -> None:
        card = found.card
        if asked.span != self.selection.span and card.form not in _OWN_SPAN:
            self._ask_card(card, live=False)
            return
        self._take(found)
        if (card.ahead or card.expected) and card.form in _OWN_SPAN:
            self._look_ahead(found)
        else:
            self._ahead.pop(card.id, None)
        self._show(found)
        if not any(lane.startswith("card.") for lane in self._flying):
            self._hold()

    def _look_ahead(self, shown: Answer) -> None:
        """Ask for what is drawn beyond the curve; it takes longer than the curve itself."""
        narrowed = bool(self.selection.terms)
        if narrowed:
            self._ahead.pop(shown.card.id, None)
        question = partial(outlook, shown=shown, now=self.books.now, narrowed=narrowed)
        at = shown.card.id
        self._put(f"ahead.{at}", question, partial(self._on_ahead, at), live=False, slow=True)

    def _on_ahead(self, at: str, found: Outlook) -> None:
        self._ahead[at] = found
        if at in self.answers:
            self._show(self.answers[at])

    def _on_why(self, found: Answer) -> None:
        self._view.why.show_answer(found)

    def _show(self, found: Answer) -> None:
        view = self._view.grid.card(found.card.id)
        if view is None:
            return
        view.show_title(card_title(found.card, found.step), self._note_of(found))
        ahead = self._ahead.get(found.card.id, NO_OUTLOOK)
        view.show_data(fed_with(found, self.books.now, self._marks, self._inks, ahead), self._empty_of(found))
        view.show_selection(self.selection.span, self._key_for(found.card))
        odd = len(self._ahead.get(found.card.id, NO_OUTLOOK).odd)
        if found.card.form is Form.WHY and found.why is not None:
            view.show_state(tr("adds up exactly"), Tone.SECOND)
        elif odd:
            view.show_state(tr("{n} to look at", one="{n} to look at", n=odd), Tone.WARNING)
        else:
            view.show_state("")

    def _hold(self) -> None:
        """Read aside what brushing needs, once every card has its answer."""
        wanted = {at: one for at, one in self.answers.items() if at not in self._held}
        if wanted and "hold" not in self._flying:
            question = partial(_held, answers=wanted, selection=self.selection, now=self.books.now)
            of = {at: self._landings.get(at, 0) for at in wanted}
            then = partial(self._on_held, of)
            self._put("hold", question, then, live=False, slow=True)

    def _on_held(self, of: dict[str, int], found: dict[str, Brushing]) -> None:
        """Take what was held, unless a newer answer is shown by now."""
        for at, held in found.items():
            if self._landings.get(at, 0) == of[at]:
                self._held[at] = held

    # Selecting

    def _on_brushed(self, _card: str, span: tuple[int, int] | None) -> None:
        if span is not None and self.period is not None:
            # What comes next is drawn, but nothing of it can be selected.
            span = max(span[0], self.period.start), min(span[1], self.period.end)
        self.selection = self.selection.brushed(span)
        if not self._frame.isActive():
            self._frame.start()

    def _on_picked(self, at: str, key: str) -> None:
        card = self.arrangement.card(at)
        if not card.by:
            self._on_mark(key)
            return
        dropped = self.selection.dropped(card.by)
        self.select(dropped.picked(card.by, own_key(key)) if key else dropped)

    def _on_mark(self, key: str) -> None:
        number = note_of(key)
        if number and self.desk.may_write:
            self.arranging.ask_note(number)

    def _on_removed(self, name: str) -> None:
        if name == SPAN:
            self.select(self.selection.brushed(None))
        else:
            self.select(self.selection.dropped(name))

    def _follow_brush(self) -> None:
        """Answer the brushed span from what is held; what can't be is asked when the brush rests."""
        self._say_bar()
        self._mark_cards()
        self._answer_from_held()
        self._settled.start()

    def _answer_from_held(self) -> set[str]:
        """Answer the brushed span where what is held tells it; return which cards and figures can't be."""
        left = set()
        for at, shown in tuple(self.answers.items()):
            held = self._held.get(at)
            found = brushed(shown, held, self.selection.span) if held is not None else None
            if found is None:
                left.add(at)
                continue
            self.answers[at] = found
            if not at.startswith(_FIGURE) and found.card.form not in _OWN_SPAN:
                self._show(found)
        self._say_figures()
        self._say_selected()
        return left

    def _on_settled(self) -> None:
        """The brush rests: ask what can't be answered from what is held, which may have come just now."""
        left = self._answer_from_held()
        for card in self.arrangement.cards:
            if card.id in left:
                self._ask_card(card, live=False)
        if any(at.startswith(_FIGURE) for at in left):
            self._ask_figures(live=False)
        if self._why is not None:
            self._ask_why(live=False)

    def _mark_cards(self) -> None:
        for view in self._view.grid.cards:
            view.show_selection(self.selection.span, self._key_for(view.card))

    def _key_for(self, card: Card) -> str | None:
        key = self.selection.key_of(card.by) if card.by else None
        return None if key is None else chart_key(key)

    # Words

    def _say_bar(self) -> None:
        view, zone = self._view, self.books.zone
        view.show_names(names(self.kept), self.arrangement.name)
        chips = []
        if self.selection.span is not None:
            chips.append((SPAN, tr("at"), span_words(self.selection.span, zone)))
        for dimension, key in self.selection.terms:
            chips.append((dimension, dimension_title(dimension), key_words(dimension, key)))
        view.selection.show_chips(tuple(chips), self._bar_note())
        simulated = next((one for one in self.simulations if one.id == self.comparison.simulation), None)
        against = comparison_words(self.comparison, simulated.plan if simulated is not None else "")
        other = self.comparison.period(self.period) if self.period is not None else None
        words = period_words(other) if other is not None else against
        view.compare_button.setText(tr("vs {period}", period=words))
        view.compare_button.setToolTip(tr("Compared with {what}", what=against))

    def _bar_note(self) -> str:
        if self.selection.is_empty:
            if self.span is None and self.period is not None:
                return tr(
                    "All time, {period}. Choose a month in the header to compare.",
                    period=period_words(self.period),
                )
            return ""
        return tr("Every card follows. Esc lets go.")

    def _say_figures(self) -> None:
        made = []
        for name in self.arrangement.figures:
            found = self.answers.get(f"{_FIGURE}{name}")
            made.append(self._figure(found) if found is not None else Figure(metric_title(name), Amount("–")))
        self._view.figures.show_figures(tuple(made))

    def _figure(self, found: Answer) -> Figure:
        whole = found.whole
        change, tone = change_words(whole, found.metric)
        known = whole is not None and whole.now.exact is not None
        value = value_words(found.metric, found.currency, whole) if not found.fault else "–"
        scale = scale_of(found.metric, found.currency)
        raw = scale.raw(float(whole.now.exact)) if whole is not None and whole.now.exact is not None else ""
        rows = whole.now.rows if whole is not None else 0
        about = [
            metric_named(found.card.metric).formula,
            tr(
                "{count} rows behind it",
                one="{count} row behind it",
                n=rows,
                count=self.books.writer.count(rows),
            ),
            *found.notes,
        ]
        if found.fault:
            about = [found.fault]
        note = "" if known else tr("not enough data")
        if not known:
            value = "–"
        if found.beyond:
            note = tr("not by {what}", what=", ".join(dimension_title(one) for one in found.beyond).lower())
        elif not found.complete and known:
            note = tr("the period is not over")
        elif known and whole is not None and whole.before.exact is not None:
            note = tr("{value} before", value=scale.write(float(whole.before.exact)))
        code = scale.word
        return Figure(
            f"{metric_title(found.metric)}, {code}" if code else metric_title(found.metric),
            Amount(value, "", raw=raw),
            note,
            spark=spark_of(found, self.books.now),
            spark_ink=0,
            change=change,
            change_tone=tone,
            about="\n".join(about),
        )

    def _note_of(self, found: Answer) -> str:
        scale = scale_of(found.metric, found.currency)
        ahead = self._ahead.get(found.card.id, NO_OUTLOOK)
        parts = [scale.word] if scale.word else []
        if found.more and found.currency is not None:
            parts = [tr("{code} alone", code=found.currency)]
        if ahead.values is not None:
            parts.append(_ahead_words(found.step, len(ahead.values)))
        if found.beyond:
            dimensions = ", ".join(dimension_title(one) for one in found.beyond).lower()
            parts.append(tr("not by {what}", what=dimensions))
        if self.selection.span is not None and found.card.form not in _OWN_SPAN:
            parts.append(span_words(found.span, self.books.zone))
        if found.card.form is Form.WHY and found.why is not None:
            change = scale.write(float(found.why.change), plus=True)
            parts.append(change)
        return ", ".join(parts)

    def _empty_of(self, found: Answer) -> str:
        if found.fault:
            return found.fault
        if found.notes and (found.whole is None or found.whole.now.exact is None):
            return found.notes[-1]
        return tr("Nothing happened in this period.")

    def _say_selected(self) -> None:
        shown = self.focused()
        if shown is None or shown.whole is None or self.period is None:
            self.selected_says.emit("", "")
            return
        behind = shown.whole.now.rows
        rows = tr(
            "{count} rows behind",
            one="{count} row behind",
            n=behind,
            count=self.books.writer.count(behind),
        )
        self.selected_says.emit(f"{metric_title(shown.metric)}, {rows}", "")

    # Acts of cards

    def _on_acted(self, at: str, act: str) -> None:
        card, arrangement = self.arrangement.card(at), self.arrangement
        place = [one.id for one in arrangement.cards].index(at)
        view = self._view.grid.card(at)
        match act:
            case acts.EARLIER:
                self.change(arrangement.moved(at, place - 1))
            case acts.LATER:
                self.change(arrangement.moved(at, place + 1))
            case acts.WIDER | acts.NARROWER | acts.TALLER | acts.SHORTER:
                self.change(arrangement.with_changed(_resized(card, act)))
            case acts.REMOVE:
                self.change(arrangement.without(at))
            case acts.EDIT:
                self.arranging.ask_card(card)
            case acts.WHY:
                self.ask_why(card.metric, card.by)
            case acts.ROWS:
                if at in self.answers:
                    self._ask_rows(self.answers[at])
            case acts.TABLE if view is not None:
                view.chart.table.show()
            case acts.FULL if view is not None:
                view.chart.show_large()
            case acts.EXPORT if view is not None:
                view.chart.ask_export()

    def _ask_rows(self, shown: Answer) -> None:
        """Ask by which filter the rows behind a card are shown."""
        question = partial(_rows, shown=shown, selection=self.selection)
        self._put("rows", question, self._on_rows, live=False)

    def _on_rows(self, found: str | UserError) -> None:
        if isinstance(found, UserError):
            self.said.emit(str(found))
        else:
            self.rows_wanted.emit(SavedView("", _EVENTS, found))

    def _on_moved(self, at: str, place: int) -> None:
        self.change(self.arrangement.moved(at, place))

    def _on_figure(self, at: int) -> None:
        self.ask_why(self.arrangement.figures[at])

    def _on_dimension(self, by: str) -> None:
        if self._why is not None:
            self._why = replace(self._why, by=by)
            self._ask_why(live=False)

    def _on_why_closed(self) -> None:
        self._why = None


_OWN_SPAN = frozenset({Form.LINE, Form.AREA, Form.STACKED, Form.COLUMNS})
"""Forms that keep the whole period and mark the span."""


def _answered(sql: Sql, *, card: Card, looked: Looked) -> Answer:
    """Return the answer of a card. Runs aside."""
    return answer(sql, card, looked.period, looked.against, looked.selection, looked.now, looked.currency)


def _rows(sql: Sql, *, shown: Answer, selection: Selection) -> str | UserError:
    """Return the filter that shows the rows behind a card, or why there is none. Runs aside."""
    terms = selection.terms_for(shown.metric, None)
    try:
        found = rows_behind(
            sql, shown.metric.name, shown.span, shown.period.zone, currency=shown.currency, terms=terms
        )
    except UserError as fault:
        return fault
    return found.text


def _is_slow(card: Card) -> bool:
    """Whether a card reads so much that others should not wait behind it."""
    names = (card.metric, *card.also)
    return any(metric_named(name).part_by(card.by or None).reader == _JOINED for name in names)


def _held(sql: Sql, *, answers: dict[str, Answer], selection: Selection, now: int) -> dict[str, Brushing]:
    """Return what brushing needs of each card. Runs aside."""
    return {at: hold_for(sql, one, selection, now) for at, one in answers.items()}


def _same(old: Card, new: Card) -> bool:
    """Whether two cards show the same, whatever their size."""
    return replace(old, columns=new.columns, rows=new.rows) == new


def _resized(card: Card, act: str) -> Card:
    wide = card.columns + {acts.WIDER: 1, acts.NARROWER: -1}.get(act, 0)
    high = card.rows + {acts.TALLER: 1, acts.SHORTER: -1}.get(act, 0)
    return replace(
        card,
        columns=min(max(wide, LEAST_COLUMNS), COLUMNS),
        rows=min(max(high, LEAST_ROWS), MOST_ROWS),
    )


def _ahead_words(step: Step, n: int) -> str:
    return {
        Step.HOUR: tr("{n} hours ahead", one="{n} hour ahead", n=n),
        Step.DAY: tr("{n} days ahead", one="{n} day ahead", n=n),
        Step.WEEK: tr("{n} weeks ahead", one="{n} week ahead", n=n),
        Step.MONTH: tr("{n} months ahead", one="{n} month ahead", n=n),
    }[step]
