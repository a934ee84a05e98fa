"""What the palette offers for what is typed: actions, pages and files at once, then what the books hold."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from revroute_desktop.console.books.books import code_of
from revroute_desktop.console.format import Writer
from revroute_desktop.console.palette.fuzzy import match
from revroute_desktop.console.translate import later, tr
from revroute_desktop.routing.find import find_accounts, find_events, find_plans
from revroute_desktop.routing.kinds import Kind as EventKind
from revroute_desktop.workspace import Sql

SHOWN_MOST = 14
_STATIC_MOST = 8
_RECENT_WORTH = 12


class Kind(StrEnum):
    """What an offer is; the value is the word at its right."""

    ACTION = later("Action")
    HELP = later("Help")
    SETTING = later("Setting")
    WORKSPACE = later("Workspace")
    ACCOUNT = later("Account")
    EVENT = later("Event")
    PLAN = later("Plan")
    VIEW = later("View")
    ARRANGEMENT = later("Arrangement")


ICONS = {
    Kind.ACTION: "chevron-right",
    Kind.HELP: "help",
    Kind.SETTING: "settings",
    Kind.WORKSPACE: "folder",
    Kind.ACCOUNT: "tree",
    Kind.EVENT: "routing",
    Kind.PLAN: "file",
    Kind.VIEW: "bookmark",
    Kind.ARRANGEMENT: "arrange",
}

OF_BOOKS = frozenset({Kind.ACCOUNT, Kind.EVENT, Kind.PLAN})


@dataclass(frozen=True, slots=True)
class Offer:
    """One line of the palette.

    `name` is what it stands for among its kind, `note` follows the title, `keys` is a shortcut; `also` are
    other words by which it is found. `places` are the characters of the title that match.
    """

    kind: Kind
    name: str
    title: str
    note: str = ""
    keys: str = ""
    also: str = ""
    places: tuple[int, ...] = ()
    recent: bool = False

    @property
    def key(self) -> tuple[Kind, str]:
        """What is remembered of it."""
        return self.kind, self.name


def remembered(kind: Kind, name: str) -> Offer:
    """Return the offer of an account, event or plan that was chosen before."""
    return Offer(kind, name, name)


def rank(offers: Sequence[Offer], query: str, recent: Sequence[tuple[Kind, str]]) -> list[Offer]:
    """Return the offers that match, best first; those chosen lately gain, and lead where nothing is typed."""
    places = {key: at for at, key in enumerate(recent)}
    scored: list[tuple[int, int, Offer]] = []
    for number, offer in enumerate(offers):
        at = places.get(offer.key)
        gain = max(_RECENT_WORTH - at, 1) if at is not None else 0
        found = match(query, offer.title)
        shown: tuple[int, ...] = found.places if found is not None else ()
        if found is None:
            if not _in_words(query, f"{offer.title} {offer.also}"):
                continue
            score = 0
        else:
            score = found.score
        made = Offer(
            offer.kind, offer.name, offer.title, offer.note, offer.keys, offer.also, shown, at is not None
        )
        scored.append((-(score + gain) if query.strip() else -gain, number, made))
    return [offer for _, _, offer in sorted(scored, key=lambda one: one[:2])]


def _in_words(query: str, text: str) -> bool:
    """Tell whether each word typed begins a word of `text`: letters strewn over a long text mean nothing."""
    known = text.lower().split()
    return all(any(word.startswith(typed) for word in known) for typed in query.lower().split())


def in_books(sql: Sql, query: str, writer: Writer) -> list[Offer]:
    """Return the accounts, events and plan versions that a query names."""
    offers = []
    for event in find_events(sql, query):
        when = writer.moment(event.occurred_at)
        amount = writer.coded(event.amount, code_of(event.currency))
        kind = EventKind(event.kind).word.replace("_", " ")
        note = f"{amount}, {kind}, {when}"
        offers.append(Offer(Kind.EVENT, event.external_id, event.external_id, note))
    for code in find_accounts(sql, query):
        offers.append(Offer(Kind.ACCOUNT, code, code))
    for plan in find_plans(sql, query):
        title = tr("{name}, version {number}", name=plan.name, number=plan.number)
        offers.append(Offer(Kind.PLAN, title, title, plan.hash[:12]))
    return [_marked(offer, query) for offer in offers]


def merge(static: Sequence[Offer], found: Sequence[Offer], query: str) -> list[Offer]:
    """Return one list: what is named exactly, the best that is at hand, then what the books hold."""
    typed = query.strip().lower()
    if not typed:
        return list(static[:SHOWN_MOST])
    exact = [offer for offer in found if offer.title.lower() == typed]
    others = [offer for offer in found if offer.title.lower() != typed]
    named = [offer for offer in static if offer.places]
    at_hand = named[: max(_STATIC_MOST, SHOWN_MOST - len(found))]
    # What was found by other words than its title stands below what the books hold.
    loose = [offer for offer in static if not offer.places]
    made = {offer.key: offer for offer in (*exact, *at_hand, *others, *loose)}
    return list(made.values())[:SHOWN_MOST]


def _marked(offer: Offer, query: str) -> Offer:
    at = offer.title.lower().find(query.strip().lower())
    places = tuple(range(at, at + len(query.strip()))) if at >= 0 else ()
    return Offer(offer.kind, offer.name, offer.title, offer.note, places=places)
