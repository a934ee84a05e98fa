"""`Finding`: what the palette offers while a person types, and what becomes of the one that is picked."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from revroute_desktop.console.actions import ACTIONS, Actions, ActionSpec
from revroute_desktop.console.errands import Errands
from revroute_desktop.console.host import Host
from revroute_desktop.console.palette.offers import OF_BOOKS, Kind, Offer, in_books, merge, rank, remembered
from revroute_desktop.console.shell.palette import Palette
from revroute_desktop.console.translate import tr

if TYPE_CHECKING:
    from revroute_desktop.console.books.open_books import OpenBooks

_MENU_ORDER = ("Work", "Go", "View", "File", "Help")


class Finding(QObject):
    """Ranks what is at hand at once, asks the open books aside, and runs what is picked."""

    def __init__(
        self, palette: Palette, actions: Actions, errands: Errands, host: Host, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._palette = palette
        self._actions = actions
        self._errands = errands
        self._host = host
        self._offers: tuple[Offer, ...] = ()
        self._query = ""
        palette.typed.connect(self._on_typed)
        palette.picked.connect(self._on_picked)

    def open(self) -> None:
        """Open the palette over the window."""
        self._offers = self._at_hand()
        self._palette.open_palette()

    def _at_hand(self) -> tuple[Offer, ...]:
        """Return what can be offered without asking the books."""
        books = self._host.books
        return (
            *_of_actions(self._actions),
            *_of_help(),
            *_of_settings(),
            *(
                Offer(Kind.WORKSPACE, seen.path, seen.name, seen.path, also=tr("open recent"))
                for seen in self._host.session.recent
            ),
            *(_of_books(books) if books is not None else ()),
            *(remembered(kind, name) for kind, name in self._recent() if kind in OF_BOOKS),
        )

    def _recent(self) -> list[tuple[Kind, str]]:
        """Return what was chosen lately, without what belongs to another workspace."""
        here = str(self._host.books.workspace.uuid) if self._host.books is not None else ""
        kinds = {str(kind): kind for kind in Kind}
        found = []
        for key in self._host.session.found:
            scope, _, rest = key.partition("\t")
            kind, _, name = rest.partition("\t")
            if kind in kinds and scope in {"", here}:
                found.append((kinds[kind], name))
        return found

    def _on_typed(self, query: str) -> None:
        self._query = query
        static = rank(self._offers, query, self._recent())
        self._palette.show_offers(merge(static, (), query))
        books = self._host.books
        if books is not None and query.strip():
            question = partial(in_books, query=query, writer=self._host.writer)
            books.books.ask("palette", question, partial(self._on_found, query, static), priority=9)

    def _on_found(self, query: str, static: list[Offer], found: list[Offer]) -> None:
        if query == self._query and found:
            self._palette.show_offers(merge(static, found, query))

    def _on_picked(self, offer: Offer) -> None:
        books = self._host.books
        scope = books.workspace.uuid if books is not None and offer.kind in OF_BOOKS else ""
        self._host.session = self._host.session.with_found(f"{scope}\t{offer.kind}\t{offer.name}")
        self._errands.run(offer.kind, offer.name)


def _of_actions(actions: Actions) -> list[Offer]:
    """Return the actions that may be done now, those of work first."""
    return [
        Offer(Kind.ACTION, spec.id, tr(spec.title), tr(spec.menu), actions.keys(spec.id), _also(spec))
        for spec in sorted(ACTIONS, key=lambda spec: _MENU_ORDER.index(spec.menu))
        if spec.id != "palette.open" and actions.get(spec.id).isEnabled()
    ]


def _of_help() -> list[Offer]:
    from revroute_desktop.console.pages.help_pages import help_pages

    return [
        Offer(Kind.HELP, page.id, page.title, also=tr("help {headings}", headings=" ".join(page.headings)))
        for page in help_pages()
    ]


def _of_settings() -> list[Offer]:
    appearance, also = tr("Theme, contrast and row height"), tr("density dark light")
    return [
        Offer(Kind.SETTING, "appearance", appearance, also=also),
        Offer(Kind.SETTING, "shortcuts", tr("Shortcuts"), also=tr("keys keyboard change")),
    ]


def _of_books(books: "OpenBooks") -> list[Offer]:
    """Return the saved views of a workspace and its arrangements of cards."""
    from revroute_desktop.console.panes.analytics.overview.names import arrangement_title

    views = [
        Offer(Kind.VIEW, view.name, view.name, tr(view.tab), also=tr("view {filter}", filter=view.filter))
        for view in books.views.all
    ]
    arrangements = [
        Offer(
            Kind.ARRANGEMENT,
            name,
            tr("Analytics: {name}", name=arrangement_title(name)),
            also=tr("analytics arrangement cards dashboard"),
        )
        for name in books.panes.arrangements
    ]
    return views + arrangements


def _also(spec: ActionSpec) -> str:
    """Return the other words by which an action is found: those of the language, and its English title."""
    return f"{tr(spec.also)} {spec.title}"
