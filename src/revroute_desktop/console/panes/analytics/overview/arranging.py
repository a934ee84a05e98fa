"""`Arranging`: what a person does with arrangements, cards, comparisons and notes, by menus and dialogs."""

from dataclasses import replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu

from revroute_desktop.analytics.annotations import Annotation, add_note, change_note, remove_note
from revroute_desktop.analytics.arrangements import (
    READY_NAMES,
    arrangement_named,
    names,
    reset,
    with_own,
    with_shown,
    without_own,
)
from revroute_desktop.analytics.card_answers import Answer
from revroute_desktop.analytics.cards import FIGURES_MOST, Card
from revroute_desktop.analytics.comparison import Against, Comparison
from revroute_desktop.analytics.metrics.catalogue import METRICS
from revroute_desktop.analytics.metrics.model import Area
from revroute_desktop.analytics.selection import NOTHING
from revroute_desktop.console.panes.analytics.cards.dialog import AREA_TITLES, CardDialog
from revroute_desktop.console.panes.analytics.cards.forms import fed_with
from revroute_desktop.console.panes.analytics.cards.lacking import card_empty
from revroute_desktop.console.panes.analytics.overview.answers import answered
from revroute_desktop.console.panes.analytics.overview.name_dialog import NameDialog
from revroute_desktop.console.panes.analytics.overview.names import arrangement_title
from revroute_desktop.console.panes.analytics.overview.notes_dialog import NoteDialog, NotesDialog
from revroute_desktop.console.panes.analytics.words import (
    card_title,
    comparison_words,
    metric_title,
)
from revroute_desktop.console.translate import tr
from revroute_desktop.console.widgets.charts.inks import Inks
from revroute_desktop.errors import UserError

if TYPE_CHECKING:
    from revroute_desktop.console.panes.analytics.overview.presenter import OverviewPresenter


class Arranging(QObject):
    """Opens the menus and dialogs of an overview, and gives back to it what a person chose."""

    def __init__(self, overview: "OverviewPresenter") -> None:
        super().__init__(overview)
        self._overview = overview
        self._view = overview.page
        self._desk = overview.desk
        self._books = overview.books
        self._inks = Inks()

    # Cards

    def ask_card(self, card: Card | None = None) -> None:
        """Ask for a new card, or change one."""
        dialog = CardDialog(self._desk.look, self._view, card)
        dialog.previewed.connect(partial(self._preview, dialog))
        dialog.submitted.connect(partial(self._on_card, dialog))
        dialog.ask()

    def _preview(self, dialog: CardDialog, card: Card) -> None:
        looked = self._overview.looked()
        if looked is not None:
            question = partial(answered, card=card, looked=replace(looked, selection=NOTHING))
            self._books.ask("analytics.preview", question, partial(self._on_preview, dialog))

    def _on_preview(self, dialog: CardDialog, found: Answer) -> None:
        if dialog.over:
            return
        data = fed_with(found, self._books.now, (), self._inks)
        empty = card_empty(found)
        dialog.show_preview(found, card_title(found.card, found.step), data, empty)

    def _on_card(self, dialog: CardDialog) -> None:
        card, arrangement = dialog.card, self._overview.arrangement
        try:
            changed = arrangement.with_changed(card) if card.id else arrangement.with_card(card)
        except UserError as fault:
            dialog.refuse(str(fault))
            return
        dialog.accept()
        self._overview.change(changed)

    # Arrangements

    def open_menu(self, at: QPoint) -> None:
        """Open the menu of arrangements."""
        overview, menu = self._overview, QMenu(self._view)
        kept, shown = overview.kept, overview.arrangement.name
        group = QActionGroup(menu)
        for name in names(kept):
            action = menu.addAction(arrangement_title(name), partial(overview.show_arrangement, name))
            action.setCheckable(True)
            action.setChecked(name == shown)
            group.addAction(action)
        menu.addSeparator()
        figures = menu.addMenu(tr("Key figures"))
        for area in Area:
            part = figures.addMenu(tr(AREA_TITLES[area]))
            for metric in (one for one in METRICS if one.area is area):
                action = part.addAction(metric_title(metric), partial(self._on_figure, metric.name))
                action.setCheckable(True)
                action.setChecked(metric.name in overview.arrangement.figures)
        menu.addAction(tr("Add a card…"), self.ask_card)
        menu.addAction(tr("Save the arrangement…"), self.ask_name).setEnabled(self._desk.may_write)
        if shown in READY_NAMES:
            action = menu.addAction(tr("As it came"), self._on_reset)
            action.setEnabled(shown in kept.changed)
        else:
            menu.addAction(tr("Remove {name}", name=arrangement_title(shown)), self._on_remove)
        menu.addSeparator()
        menu.addAction(tr("Notes on the time axis…"), self.ask_notes)
        self._view.popup(menu, at)

    def ask_name(self) -> None:
        """Ask for the name under which the arrangement is kept."""
        dialog = NameDialog(self._desk.look, self._view, self._overview.arrangement.name)
        dialog.submitted.connect(partial(self._on_name, dialog))
        dialog.ask()

    def _on_name(self, dialog: NameDialog) -> None:
        overview = self._overview
        ready = arrangement_named(reset(overview.kept, overview.arrangement.name), overview.arrangement.name)
        # What was made of a ready arrangement goes with the new name; the ready one is as it came again.
        kept = with_shown(overview.kept, ready) if ready.name in READY_NAMES else overview.kept
        try:
            kept = with_own(kept, overview.arrangement.named(dialog.name))
        except UserError as fault:
            dialog.refuse(str(fault))
            return
        dialog.accept()
        overview.keep(kept)

    def _on_figure(self, name: str) -> None:
        arrangement = self._overview.arrangement
        figures = tuple(one for one in arrangement.figures if one != name)
        if len(figures) == len(arrangement.figures):
            figures = (*figures[: FIGURES_MOST - 1], name)
        self._overview.change_figures(figures)

    def _on_reset(self) -> None:
        self._overview.keep(reset(self._overview.kept, self._overview.arrangement.name))

    def _on_remove(self) -> None:
        self._overview.keep(without_own(self._overview.kept, self._overview.arrangement.name))

    # What is compared

    def open_comparisons(self, at: QPoint) -> None:
        """Open the menu of what is compared."""
        overview, menu = self._overview, QMenu(self._view)
        group = QActionGroup(menu)
        # Of all time there is nothing before.
        times = () if overview.span is None else (Against.BEFORE, Against.YEAR)
        offers = [Comparison(one) for one in (*times, Against.NOTHING)]
        separated = len(offers)
        words = [comparison_words(one) for one in offers]
        for kept in overview.simulations[:8]:
            offers.append(Comparison(Against.SIMULATION, kept.id))
            words.append(
                tr(
                    "{plan}, simulated on {first} to {last}",
                    plan=kept.plan,
                    first=kept.first,
                    last=kept.last,
                )
            )
        for number, (offer, text) in enumerate(zip(offers, words, strict=True)):
            if number == separated:
                menu.addSeparator()
            action = menu.addAction(text, partial(overview.compare_with, offer))
            action.setCheckable(True)
            action.setChecked(offer == overview.compared)
            group.addAction(action)
        self._view.popup(menu, at)

    # Notes

    def ask_note(self, number: int = 0) -> None:
        """Ask for a note, or change one by its number."""
        notes = [one for one in self._overview.annotations if one.note == number and number]
        note = notes[0] if notes else None
        dialog = NoteDialog(self._desk.look, self._view, self._day_of(note), note)
        dialog.submitted.connect(partial(self._on_note, dialog))
        dialog.removed.connect(partial(self._on_note_removed, dialog))
        dialog.ask()

    def ask_notes(self) -> None:
        """Show all notes."""
        notes = tuple(one for one in self._overview.annotations if one.note)
        dialog = NotesDialog(self._desk.look, self._view, notes, self._books.writer)
        dialog.submitted.connect(partial(self._on_new_note, dialog))
        dialog.chosen.connect(partial(self._on_chosen_note, dialog))
        dialog.ask()

    def _day_of(self, note: Annotation | None) -> date:
        if note is not None:
            return self._books.day_of(note.at)
        span, period = self._overview.selection.span, self._overview.period
        if span is not None:
            return self._books.day_of(span[0])
        return min(self._books.today, period.last) if period is not None else self._books.today

    def _on_new_note(self, dialog: NotesDialog) -> None:
        dialog.accept()
        self.ask_note()

    def _on_chosen_note(self, dialog: NotesDialog, number: int) -> None:
        dialog.accept()
        self.ask_note(number)

    def _on_note(self, dialog: NoteDialog) -> None:
        day, word, workspace = dialog.day.day, dialog.word.text(), self._books.workspace
        assert day is not None, "the dialog has looked"
        if dialog.note is None:
            work = partial(add_note, workspace, day, word)
        else:
            work = partial(change_note, workspace, dialog.note.note, day, word)
        self._books.write(work, partial(self._on_noted, dialog), dialog.refuse)

    def _on_note_removed(self, dialog: NoteDialog) -> None:
        assert dialog.note is not None, "the dialog changes a note"
        work = partial(remove_note, self._books.workspace, dialog.note.note)
        self._books.write(work, partial(self._on_noted, dialog), dialog.refuse)

    def _on_noted(self, dialog: NoteDialog, _note: Annotation) -> None:
        dialog.accept()
        self._overview.books_changed()
