"""`KeptArrangement`: which arrangement an overview shows, kept in the file as soon as it is another."""

from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, Signal

from revroute_desktop.analytics.arrangements import arrangement_named, keep_arrangements, with_shown
from revroute_desktop.analytics.cards import (
    COLUMNS,
    LEAST_COLUMNS,
    LEAST_ROWS,
    MOST_ROWS,
    Arrangement,
    Card,
    Kept,
)
from revroute_desktop.console.panes.analytics.cards import view as acts
from revroute_desktop.console.panes.tab import Desk


class KeptArrangement(QObject):
    """`changed` gives the arrangement that was shown before, `said` why the file refused the one of now."""

    changed = Signal(object)
    said = Signal(str)

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._writing = 0
        self.kept = Kept()
        self.shown = arrangement_named(self.kept, "")

    def show(self, arrangement: Arrangement) -> None:
        """Show an arrangement as it is now, and keep it."""
        before, self.shown = self.shown, arrangement
        self._write(with_shown(self.kept, arrangement))
        self.changed.emit(before)

    def show_named(self, name: str) -> None:
        """Show an arrangement by its name, and remember that."""
        self.show(arrangement_named(self.kept, name))

    def keep(self, kept: Kept) -> None:
        """Keep arrangements, and show the one that is to be shown."""
        self._write(kept)
        self.show(arrangement_named(kept, kept.shown))

    def is_news(self, kept: Kept) -> bool:
        """Whether the file says something else than what is kept here; while it is written it is older."""
        return kept != self.kept and not self._writing

    def take(self, kept: Kept) -> None:
        """Take up what the file says."""
        if not self._writing:
            self.kept = kept
        self.shown = arrangement_named(self.kept, self.kept.shown)

    def _write(self, kept: Kept) -> None:
        if kept == self.kept:
            return
        self.kept = kept
        if self._desk.may_write:
            self._writing += 1
            work = partial(keep_arrangements, self._desk.books.workspace, kept)
            self._desk.books.write(work, self._on_written, self._on_refused)

    def _on_written(self, _done: None) -> None:
        self._writing -= 1

    def _on_refused(self, sentence: str) -> None:
        self._writing -= 1
        self.said.emit(sentence)


def rearranged(arrangement: Arrangement, at: str, act: str) -> Arrangement | None:
    """Return an arrangement after an act of a card's menu, None for an act that rearranges nothing."""
    place = [one.id for one in arrangement.cards].index(at)
    match act:
        case acts.EARLIER:
            return arrangement.moved(at, place - 1)
        case acts.LATER:
            return arrangement.moved(at, place + 1)
        case acts.WIDER | acts.NARROWER | acts.TALLER | acts.SHORTER:
            return arrangement.with_changed(_resized(arrangement.card(at), act))
        case acts.REMOVE:
            return arrangement.without(at)
    return None


def shows_the_same(old: Card, new: Card) -> bool:
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
