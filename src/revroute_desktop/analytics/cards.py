"""Cards and how they are arranged: what a person puts together of the catalogue. Pure; JSON both ways."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from enum import StrEnum
from typing import Any, Final

from revroute_desktop.analytics.metrics.catalogue import check_dimension, metric_named
from revroute_desktop.errors import UserError

COLUMNS: Final = 12
LEAST_COLUMNS: Final = 3
LEAST_ROWS, MOST_ROWS = 3, 10
CARDS_MOST: Final = 24
FIGURES_MOST: Final = 8
AHEAD_MOST: Final = 366
NAME_MOST: Final = 40


class Form(StrEnum):
    """How a card shows its metric."""

    FIGURE = "figure"
    LINE = "line"
    AREA = "area"
    STACKED = "stacked"
    COLUMNS = "columns"
    BARS = "bars"
    TREEMAP = "treemap"
    HEAT = "heat"
    TABLE = "table"
    WHY = "why"
    COHORTS = "cohorts"
    FUNNEL = "funnel"
    DISTRIBUTION = "distribution"
    SCATTER = "scatter"


OVER_TIME: Final = frozenset({Form.LINE, Form.AREA, Form.STACKED, Form.COLUMNS})
"""Forms with an axis of time, on which a span can be brushed."""

BY_KEY: Final = frozenset({Form.BARS, Form.TREEMAP, Form.TABLE, Form.WHY, Form.SCATTER, Form.STACKED})
"""Forms that need a dimension."""

WITHOUT: Final = frozenset({Form.HEAT, Form.COHORTS, Form.FUNNEL, Form.DISTRIBUTION})
"""Forms that are not told apart by anything."""


@dataclass(frozen=True, slots=True)
class Card:
    """One card. `id` tells it from the others of its arrangement; `by` is a dimension or nothing; it takes
    `columns` of twelve and `rows` of the grid's height. `also` are further metrics: columns of a table, the
    upright axis of a scatter, whose lower one is `metric`. `title` is one of its own, else it is made of
    metric and dimension. `ahead` are the steps that a line is forecast, `expected` draws the range that the
    season lets expect, `log` takes a logarithmic scale.
    """

    metric: str
    form: Form
    by: str = ""
    columns: int = 4
    rows: int = 5
    also: tuple[str, ...] = ()
    title: str = ""
    ahead: int = 0
    expected: bool = False
    log: bool = False
    id: str = ""


@dataclass(frozen=True, slots=True)
class Arrangement:
    """Key figures and cards under a name; the cards flow from left to right in their order."""

    name: str
    figures: tuple[str, ...] = ()
    cards: tuple[Card, ...] = ()

    def card(self, at: str) -> Card:
        """Return the card of an id; raises KeyError where there is none."""
        found = next((card for card in self.cards if card.id == at), None)
        if found is None:
            raise KeyError(at)
        return found

    def with_card(self, card: Card) -> "Arrangement":
        """Return the arrangement with one more card at its end; raises UserError beyond the most."""
        if len(self.cards) >= CARDS_MOST:
            raise UserError(f"{CARDS_MOST} cards are the most; remove one first.")
        return replace(self, cards=numbered((*self.cards, replace(card, id=""))))

    def with_changed(self, card: Card) -> "Arrangement":
        """Return the arrangement with a card in place of the one of its id."""
        return replace(self, cards=tuple(card if old.id == card.id else old for old in self.cards))

    def without(self, at: str) -> "Arrangement":
        """Return the arrangement without a card."""
        return replace(self, cards=tuple(card for card in self.cards if card.id != at))

    def moved(self, at: str, to: int) -> "Arrangement":
        """Return the arrangement with a card at another place among the others."""
        card = self.card(at)
        others = [other for other in self.cards if other.id != at]
        others.insert(min(max(to, 0), len(others)), card)
        return replace(self, cards=tuple(others))

    def named(self, name: str) -> "Arrangement":
        """Return the arrangement under another name."""
        return replace(self, name=" ".join(name.split())[:NAME_MOST])


@dataclass(frozen=True, slots=True)
class Place:
    """Where a card lies: columns from the left, rows from the top, and how many of each it takes."""

    column: int
    row: int
    columns: int
    rows: int


@dataclass(frozen=True, slots=True)
class Kept:
    """What a workspace keeps of the pane: arrangements of its own by name, and the one that is shown."""

    own: tuple[Arrangement, ...] = ()
    shown: str = ""
    changed: Mapping[str, Arrangement] = field(default_factory=dict)
    """Ready arrangements that were changed, by their names."""


def places(cards: Iterable[Card], columns: int = COLUMNS) -> tuple[Place, ...]:
    """Return where cards lie in a grid so many columns wide: in bands from left to right, each as high as its
    highest card; what a band has left over goes to its cards by their widths.
    """
    bands: list[list[Card]] = []
    used = columns
    for card in cards:
        wide = wide_in(card, columns)
        if used + wide > columns:
            bands.append([])
            used = 0
        bands[-1].append(card)
        used += wide
    found, row = [], 0
    for band in bands:
        wides = _filled([wide_in(card, columns) for card in band], columns)
        high = max(card.rows for card in band)
        column = 0
        for wide in wides:
            found.append(Place(column, row, wide, high))
            column += wide
        row += high
    return tuple(found)


def wide_in(card: Card, columns: int) -> int:
    """Return how many columns a card takes in a grid that may have fewer than twelve."""
    if columns >= COLUMNS:
        return min(card.columns, columns)
    share = -(-card.columns * columns // COLUMNS)
    return min(max(share, min(LEAST_COLUMNS + 1, columns)), columns)


def numbered(cards: Iterable[Card]) -> tuple[Card, ...]:
    """Give cards without an id one that no other has."""
    made = list(cards)
    taken = {card.id for card in made}
    number = 0
    for at, card in enumerate(made):
        if card.id:
            continue
        while f"c{number}" in taken:
            number += 1
        taken.add(f"c{number}")
        made[at] = replace(card, id=f"c{number}")
    return tuple(made)


def check_card(card: Card) -> Card:
    """Return a card whose size fits the grid; raises UserError for what it can't show."""
    metric = metric_named(card.metric)
    by = card.by or None
    if card.form in WITHOUT and by is not None:
        raise UserError(f"A {card.form} card is not told apart by anything; leave the dimension out.")
    if card.form in BY_KEY and by is None:
        raise UserError(f"A {card.form} card needs a dimension: {', '.join(metric.by) or 'there is none'}.")
    check_dimension(metric, by)
    for name in card.also:
        check_dimension(metric_named(name), by)
    if card.form is Form.SCATTER and (len(card.also) != 1 or card.also == (card.metric,)):
        raise UserError(f"A scatter card needs one other metric by {by}, for its second axis.")
    return replace(
        card,
        columns=min(max(card.columns, LEAST_COLUMNS), COLUMNS),
        rows=min(max(card.rows, LEAST_ROWS), MOST_ROWS),
        ahead=min(max(card.ahead, 0), AHEAD_MOST) if card.form in OVER_TIME else 0,
    )


def card_to_json(card: Card) -> dict[str, Any]:
    """Return a card as JSON can hold it, without what is as usual."""
    usual = {one.name: one.default for one in fields(Card)}
    found = {name: value for name, value in asdict(card).items() if value != usual.get(name)}
    return {name: list(value) if isinstance(value, tuple) else value for name, value in found.items()}


def card_of_json(raw: object) -> Card:
    """Return a card that JSON held. Raises UserError for what is none."""
    if not isinstance(raw, dict):
        raise UserError("A card is an object with a metric and a form.")
    try:
        card = Card(
            metric=str(raw["metric"]),
            form=Form(str(raw["form"])),
            by=str(raw.get("by", "")),
            columns=int(raw.get("columns", 4)),
            rows=int(raw.get("rows", 5)),
            also=tuple(str(name) for name in raw.get("also", ())),
            title=str(raw.get("title", ""))[:80],
            ahead=int(raw.get("ahead", 0)),
            expected=raw.get("expected") is True,
            log=raw.get("log") is True,
            id=str(raw.get("id", "")),
        )
    except (KeyError, TypeError, ValueError):
        raise UserError("A card has a metric, a form and whole numbers for its size.") from None
    return check_card(card)


def arrangement_to_json(arrangement: Arrangement) -> dict[str, Any]:
    """Return an arrangement as JSON can hold it."""
    return {
        "name": arrangement.name,
        "figures": list(arrangement.figures),
        "cards": [card_to_json(card) for card in arrangement.cards],
    }


def arrangement_of_json(raw: object) -> Arrangement:
    """Return an arrangement that JSON held; cards and figures that are none of the catalogue are left out.

    Raises UserError for what is no arrangement at all.
    """
    if not isinstance(raw, dict) or not isinstance(raw.get("name"), str):
        raise UserError("An arrangement is an object with a name, figures and cards.")
    cards, figures = [], []
    for one in raw.get("cards", ()):
        try:
            cards.append(card_of_json(one))
        except UserError:
            continue
    for name in raw.get("figures", ()):
        try:
            figures.append(metric_named(str(name)).name)
        except UserError:
            continue
    made = Arrangement("", tuple(figures[:FIGURES_MOST]), numbered(cards[:CARDS_MOST]))
    return made.named(raw["name"])


def kept_to_json(kept: Kept) -> dict[str, Any]:
    """Return what a workspace keeps as JSON can hold it."""
    return {
        "own": [arrangement_to_json(one) for one in kept.own],
        "shown": kept.shown,
        "changed": {name: arrangement_to_json(one) for name, one in kept.changed.items()},
    }


def kept_of_json(raw: object) -> Kept:
    """Return what a workspace keeps; what can't be read is left out."""
    if not isinstance(raw, dict):
        return Kept()
    own, changed = [], {}
    for one in raw.get("own") or ():
        try:
            own.append(arrangement_of_json(one))
        except UserError:
            continue
    for name, one in dict(raw.get("changed") or {}).items():
        try:
            changed[str(name)] = arrangement_of_json(one)
        except UserError:
            continue
    return Kept(tuple(own), str(raw.get("shown") or ""), changed)


def _filled(wides: list[int], columns: int) -> list[int]:
    """Share what a band has left over, the widest first."""
    left = columns - sum(wides)
    order = sorted(range(len(wides)), key=lambda at: -wides[at])
    for step in range(left):
        wides[order[step % len(order)]] += 1
    return wides
