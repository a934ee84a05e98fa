"""Pictures of the analytics pane's overview: each arrangement, why a figure changed, and its dialogs."""

from collections.abc import Callable

from revroute_desktop.analytics.annotations import Annotation
from revroute_desktop.analytics.arrangements import FIRST, READY_NAMES
from revroute_desktop.console.books.open_books import OpenBooks
from revroute_desktop.console.panes.analytics.overview.notes_dialog import NotesDialog
from revroute_desktop.console.panes.analytics.view import AnalyticsView
from revroute_desktop.console.shell.window import Window
from revroute_desktop.console.theme.look import Look
from revroute_desktop.console.widgets.dialog import Dialog

_ASKED = (("card", "analytics.card"), ("arrangement", "analytics.save"), ("note", "analytics.note"))
_NOTES = (
    Annotation(1_780_300_800_000_000, "note", "summer sale", note=1),
    Annotation(1_781_510_400_000_000, "note", "new checkout", note=2),
)


def take_overview(books: OpenBooks, look: Look, window: Window, take: Callable[..., None], name: str) -> None:
    """Take every arrangement, why the first figure changed, and the dialogs; the usual cards come back."""
    for one in READY_NAMES:
        books.panes.show_arrangement(one)
        take(f"analytics-{one.lower()}-{name}")
    books.panes.show_arrangement(FIRST)
    window.actions_of_window.do("analytics.why")
    take(f"analytics-why-{name}")
    view = books.panes.view("analytics")
    assert isinstance(view, AnalyticsView), "the analytics pane is built"
    view.overview.inspector.closed.emit()
    if books.may_write:
        for words, act in _ASKED:
            window.actions_of_window.do(act)
            for dialog in (one for one in window.findChildren(Dialog) if one.isVisible()):
                take(f"dialog-{words}-{name}", dialog)
                dialog.reject()
    notes = NotesDialog(look, window, _NOTES, books.books.writer)
    notes.show()
    take(f"dialog-notes-{name}", notes)
    notes.close()
    notes.deleteLater()
