"""The overview's presenter: what is looked at, selected and compared, and what a person does with cards."""

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QTimer, Signal

from revroute_desktop.analytics.annotations import Annotation
from revroute_desktop.analytics.arrangements import names
from revroute_desktop.analytics.card_answers import Answer
from revroute_desktop.analytics.cards import Arrangement, Kept
from revroute_desktop.analytics.comparison import BEFORE, Against, Comparison
from revroute_desktop.analytics.metrics.periods import Period
from revroute_desktop.analytics.selection import NOTHING, Selection
from revroute_desktop.console.books.views import SavedView
from revroute_desktop.console.panes.analytics.cards import view as acts
from revroute_desktop.console.panes.analytics.cards.data import own_key
from revroute_desktop.console.panes.analytics.cards.marks import note_of
from revroute_desktop.console.panes.analytics.overview.answers import CardAnswers
from revroute_desktop.console.panes.analytics.overview.cards import ShownCards
from revroute_desktop.console.panes.analytics.overview.frame import Frame, Looked, read_frame
from revroute_desktop.console.panes.analytics.overview.kept import KeptArrangement, rearranged
from revroute_desktop.console.panes.analytics.overview.rows import view_of_rows
from revroute_desktop.console.panes.analytics.overview.view import OverviewView
from revroute_desktop.console.panes.analytics.overview.why import WhyAsked
from revroute_desktop.console.panes.analytics.overview.words import (
    bar_note,
    chips_of,
    compared_words,
    figure_of,
    rows_words,
)
from revroute_desktop.console.panes.tab import Desk, TabPresenter
from revroute_desktop.console.widgets.selection_bar import SPAN
from revroute_desktop.errors import UserError
from revroute_desktop.routing.simulations import KeptSimulation

if TYPE_CHECKING:
    from revroute_desktop.console.panes.analytics.overview.arranging import Arranging

_FRAME_MS = 30


class OverviewPresenter(TabPresenter):
    """Fills an `OverviewView`. `rows_wanted` gives the view of a table that shows the rows of a card."""

    rows_wanted = Signal(object)

    def __init__(self, desk: Desk, view: OverviewView, parent: QObject) -> None:
        super().__init__(desk, view, parent)
        self.page = view
        self.selection: Selection = NOTHING
        self.comparison: Comparison = BEFORE
        self.period: Period | None = None
        self.simulations: tuple[KeptSimulation, ...] = ()
        self.annotations: tuple[Annotation, ...] = ()
        self._known = False
        self._newest: object = None
        self._arranging: Arranging | None = None
        self._kept = KeptArrangement(desk, self)
        self._answers = CardAnswers(self, self.looked)
        self._cards = ShownCards(self, view.grid, self.looked)
        self._why = WhyAsked(self, view, self.looked)
        self._frame = QTimer(self)
        self._frame.setSingleShot(True)
        self._frame.setInterval(_FRAME_MS)
        self._frame.timeout.connect(self._follow_brush)
        self._kept.changed.connect(self._build)
        self._kept.said.connect(self.said)
        self._answers.asked.connect(self._cards.wait)
        self._answers.came.connect(self._show)
        self._answers.told.connect(self._on_told)
        self._answers.settled.connect(self._on_settled)
        self._cards.made.connect(self._on_made)
        self._cards.brushed.connect(self._on_brushed)
        self._cards.picked.connect(self._on_picked)
        self._cards.acted.connect(self._on_acted)
        self._why.said.connect(self.said)
        view.arrangement_asked.connect(self.show_arrangement)
        view.cleared.connect(self.clear_selection)
        view.selection.removed.connect(self._on_removed)
        view.figures.asked.connect(self._on_figure)
        view.grid.moved.connect(self._on_moved)
        view.card_asked.connect(self._on_card_asked)
        view.arrange_asked.connect(self._on_arrange)
        view.compare_asked.connect(self._on_compare)

    @property
    def kept(self) -> Kept:
        """The arrangements that the workspace keeps."""
        return self._kept.kept

    @property
    def arrangement(self) -> Arrangement:
        """The arrangement that is shown."""
        return self._kept.shown

    @property
    def answers(self) -> dict[str, Answer]:
        """What cards and key figures show."""
        return self._answers.answers

    @property
    def compared(self) -> Comparison:
        """What is compared with: as it was chosen, but that nothing lies before all time."""
        if self.span is None and self.comparison.against is not Against.SIMULATION:
            return Comparison(Against.NOTHING)
        return self.comparison

    def looked(self) -> Looked | None:
        """Return what every card is asked for, None while there is nothing to measure."""
        if self.period is None:
            return None
        currency = self.currency or self.books.base or None
        return Looked(self.period, self.compared, self.selection, self.books.now, currency)

    # What is shown

    def load(self) -> None:
        question = partial(read_frame, span=self.span, zone=self.books.workspace.zone)
        self.ask("frame", question, self._on_frame)

    def show_period(self, span: tuple[int, int] | None, currency: str) -> None:
        if (span, currency) != (self.span, self.currency):
            # What was brushed lay in the other period.
            self.selection = self.selection.brushed(None)
            self._known = False
        super().show_period(span, currency)

    def show_arrangement(self, name: str) -> None:
        """Show an arrangement by its name, and remember that."""
        self._kept.show_named(name)

    def change(self, arrangement: Arrangement) -> None:
        """Show an arrangement as it is now, and keep it."""
        self._kept.show(arrangement)

    def change_figures(self, figures: tuple[str, ...]) -> None:
        """Show other key figures."""
        self.change(replace(self.arrangement, figures=figures))

    def keep(self, kept: Kept) -> None:
        """Keep arrangements, and show the one that is to be shown."""
        self._kept.keep(kept)

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
        self._cards.mark(selection)
        if changed:
            self._answers.let_go()
            self._ask_all(live=False)
        else:
            self._frame.start()

    def clear_selection(self) -> None:
        """Let go of what is selected; where nothing is, close the inspector."""
        if not self.selection.is_empty:
            self.select(NOTHING)
        else:
            self.page.beside.close_inspector()

    def focused(self) -> Answer | None:
        """Return the answer of the card that has the focus, or of the first figure."""
        for card in self.page.grid.cards:
            if card.isAncestorOf(self.page.focusWidget() or self.page):
                return self.answers.get(card.card.id)
        first = self.arrangement.figures[:1]
        return self._answers.figure(first[0]) if first else None

    def ask_why(self, metric: str = "", by: str = "") -> None:
        """Open the page that says why a metric changed: that of the focused card where none is named."""
        shown = self.focused()
        if shown is not None:
            metric, by = metric or shown.card.metric, by or shown.card.by
        self._why.open(metric or "net", by)

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
            from revroute_desktop.console.panes.analytics.overview.arranging import Arranging

            self._arranging = Arranging(self)
        return self._arranging

    def _on_frame(self, frame: Frame) -> None:
        self.page.show_empty(frame.period is None)
        moved = frame.period != self.period
        news = (frame.newest, frame.marks, self.currency, self.books.base)
        same, self._newest = news == self._newest and not moved, news
        self.period, self.simulations = frame.period, frame.simulations
        if self._kept.is_news(frame.kept) or not self._known:
            before = self.arrangement
            self._kept.take(frame.kept)
            self._known = True
            self._build(replace(before, name="") if moved else before, ask=same)
        if frame.marks != self.annotations:
            self.annotations = frame.marks
            self._cards.annotate(frame.marks)
        self._say_bar()
        if frame.period is None or same:
            # What else was written to the file changes no figure.
            self.loaded.emit()
        else:
            self._ask_all(live=not moved)

    def _build(self, before: Arrangement, *, ask: bool = True) -> None:
        """Show the arrangement of now in place of the one before."""
        arrangement = self.arrangement
        anew = self._cards.build(before, arrangement)
        self._answers.want(arrangement, anew)
        self._say_bar()
        self._cards.mark(self.selection)
        if ask and self._can_ask():
            if before.figures != arrangement.figures or before.name != arrangement.name:
                self._say_figures()
                self._answers.ask_figures(live=False)
            self._answers.ask_cards(anew, live=False)

    def _ask_all(self, *, live: bool) -> None:
        if self._can_ask():
            self._answers.ask_all(live=live)
            self._why.ask(live=live)

    def _can_ask(self) -> bool:
        """Whether there is something to measure and someone who looks; if not, all is asked for later on."""
        if self.period is not None and self._active:
            return True
        self._stale = True
        # What was read of the file is news again: nothing was asked of it.
        self._newest = None
        return False

    def _on_made(self, at: str) -> None:
        found = self.answers.get(at)
        if found is not None:
            self._show(found)
        else:
            self._cards.wait(at)

    def _show(self, found: Answer) -> None:
        self._cards.show(found, self._answers.ahead(found.card.id), self.selection)

    def _on_told(self) -> None:
        self._say_figures()
        self.selected_says.emit(rows_words(self.focused(), self.books.writer), "")
        self.loaded.emit()

    def _say_figures(self) -> None:
        find, writer, now = self._answers.figure, self.books.writer, self.books.now
        made = tuple(figure_of(name, find(name), writer, now) for name in self.arrangement.figures)
        self.page.figures.show_figures(made)

    def _say_bar(self) -> None:
        page, zone = self.page, self.books.zone
        page.show_names(names(self.kept), self.arrangement.name)
        note = bar_note(self.selection, self.period, all_time=self.span is None)
        page.selection.show_chips(chips_of(self.selection, zone), note)
        words, about = compared_words(self.compared, self.period, self.simulations)
        page.compare_button.setText(words)
        page.compare_button.setToolTip(about)

    # Selecting

    def _on_brushed(self, _card: str, span: tuple[int, int] | None) -> None:
        if span is not None and self.period is not None:
            # What comes next is drawn, but nothing of it can be selected.
            span = max(span[0], self.period.start), min(span[1], self.period.end)
        self.selection = self.selection.brushed(span)
        if not self._frame.isActive():
            self._frame.start()

    def _follow_brush(self) -> None:
        self._say_bar()
        self._cards.mark(self.selection)
        self._answers.follow()

    def _on_settled(self) -> None:
        self._why.ask(live=False)

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
        self.select(self.selection.brushed(None) if name == SPAN else self.selection.dropped(name))

    # Acts of cards

    def _on_acted(self, at: str, act: str) -> None:
        changed = rearranged(self.arrangement, at, act)
        if changed is not None:
            self.change(changed)
            return
        card, view = self.arrangement.card(at), self.page.grid.card(at)
        match act:
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
        question = partial(view_of_rows, shown=shown, selection=self.selection)
        self.ask("rows", question, self._on_rows, live=False)

    def _on_rows(self, found: SavedView | UserError) -> None:
        if isinstance(found, UserError):
            self.said.emit(str(found))
        else:
            self.rows_wanted.emit(found)

    def _on_moved(self, at: str, place: int) -> None:
        self.change(self.arrangement.moved(at, place))

    def _on_figure(self, at: int) -> None:
        self.ask_why(self.arrangement.figures[at])

    def _on_card_asked(self) -> None:
        self.arranging.ask_card()

    def _on_arrange(self, at: QPoint) -> None:
        self.arranging.open_menu(at)

    def _on_compare(self, at: QPoint) -> None:
        self.arranging.open_comparisons(at)
