"""Cards and arrangements: what is kept of them, and where they lie."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from revroute_desktop.analytics.arrangements import (
    FIRST,
    READY,
    READY_NAMES,
    arrangement_named,
    names,
    reset,
    with_own,
    with_shown,
    without_own,
)
from revroute_desktop.analytics.cards import (
    BY_KEY,
    CARDS_MOST,
    COLUMNS,
    Arrangement,
    Card,
    Form,
    Kept,
    arrangement_of_json,
    arrangement_to_json,
    card_of_json,
    card_to_json,
    check_card,
    kept_of_json,
    kept_to_json,
    numbered,
    places,
)
from revroute_desktop.analytics.metrics.catalogue import METRICS, metric_named
from revroute_desktop.errors import UserError

SIZES = st.tuples(st.integers(3, 12), st.integers(3, 10))


def some_cards(sizes: list[tuple[int, int]]) -> tuple[Card, ...]:
    return numbered(Card("net", Form.LINE, columns=wide, rows=high) for wide, high in sizes)


@pytest.mark.parametrize("arrangement", READY, ids=lambda one: one.name)
def test_every_card_that_comes_ready_can_be_shown(arrangement: Arrangement) -> None:
    for card in arrangement.cards:
        assert check_card(card) == card
    for name in arrangement.figures:
        metric_named(name)
    assert len({card.id for card in arrangement.cards}) == len(arrangement.cards)


@pytest.mark.parametrize("arrangement", READY, ids=lambda one: one.name)
def test_an_arrangement_is_the_same_after_json(arrangement: Arrangement) -> None:
    assert arrangement_of_json(json.loads(json.dumps(arrangement_to_json(arrangement)))) == arrangement


@settings(max_examples=60)
@given(
    st.sampled_from([metric.name for metric in METRICS]),
    st.sampled_from(list(Form)),
    st.integers(3, 12),
    st.integers(3, 10),
    st.text(max_size=20),
    st.booleans(),
)
def test_a_card_is_the_same_after_json(
    metric: str, form: Form, columns: int, rows: int, title: str, log: bool
) -> None:
    by = metric_named(metric).by
    if form in BY_KEY and not by:
        return
    told = by[0] if form in BY_KEY else ""
    beside = [one.name for one in METRICS if told in one.by and one.name != metric]
    also = tuple(beside[:1]) if form is Form.SCATTER else ()
    if form is Form.SCATTER and not also:
        return
    card = Card(metric, form, told, columns, rows, also, title=title, log=log, id="c1")
    assert card_of_json(json.loads(json.dumps(card_to_json(card)))) == card


@settings(max_examples=80)
@given(st.lists(SIZES, min_size=1, max_size=12), st.sampled_from([12, 6, 1]))
def test_cards_fill_their_bands_and_never_overlap(sizes: list[tuple[int, int]], columns: int) -> None:
    found = places(some_cards(sizes), columns)
    cells = [
        (column, row)
        for place in found
        for column in range(place.column, place.column + place.columns)
        for row in range(place.row, place.row + place.rows)
    ]
    assert len(cells) == len(set(cells))
    high = max(place.row + place.rows for place in found)
    assert len(cells) == high * columns, "every band is full from left to right"


@settings(max_examples=40)
@given(st.lists(SIZES, min_size=1, max_size=8), st.integers(0, 7), st.integers(-2, 12))
def test_a_card_that_is_moved_leaves_the_others_in_their_order(
    sizes: list[tuple[int, int]], which: int, to: int
) -> None:
    arrangement = Arrangement("own", (), some_cards(sizes))
    at = arrangement.cards[which % len(arrangement.cards)].id
    moved = arrangement.moved(at, to)
    assert sorted(card.id for card in moved.cards) == sorted(card.id for card in arrangement.cards)
    left = [card.id for card in moved.cards if card.id != at]
    assert left == [card.id for card in arrangement.cards if card.id != at]
    assert [card.id for card in moved.cards].index(at) == min(max(to, 0), len(left))


def test_a_new_card_gets_an_id_that_no_other_has() -> None:
    arrangement = READY[0].without("c1").with_card(Card("net", Form.LINE, id="c0"))
    assert len({card.id for card in arrangement.cards}) == len(arrangement.cards)


def test_there_are_only_so_many_cards() -> None:
    full = Arrangement("own", (), some_cards([(4, 4)] * CARDS_MOST))
    with pytest.raises(UserError, match="24 cards are the most"):
        full.with_card(Card("net", Form.LINE))


@pytest.mark.parametrize(
    ("card", "sentence"),
    [
        (Card("nonsense", Form.LINE), "There is no metric"),
        (Card("net", Form.BARS), "needs a dimension"),
        (Card("net", Form.BARS, "device"), "can't be told apart by device"),
        (Card("events", Form.HEAT, "kind"), "not told apart"),
        (Card("net", Form.TABLE, "product", also=("visits",)), "can't be told apart by product"),
        (Card("visits", Form.SCATTER, "landing"), "one other metric by landing"),
        (Card("visits", Form.SCATTER, "landing", also=("visits",)), "one other metric by landing"),
        (Card("visits", Form.SCATTER, also=("bounce_rate",)), "needs a dimension"),
        (Card("visits", Form.SCATTER, "device", also=("net",)), "can't be told apart by device"),
    ],
)
def test_what_a_card_cannot_show_is_said(card: Card, sentence: str) -> None:
    with pytest.raises(UserError, match=sentence):
        check_card(card)


@pytest.mark.parametrize("raw", [None, [], {}, {"metric": "net"}, {"metric": "net", "form": "pie"}])
def test_what_is_no_card_is_refused(raw: object) -> None:
    with pytest.raises(UserError):
        card_of_json(raw)


def test_sizes_that_fit_no_grid_are_brought_into_it() -> None:
    card = card_of_json({"metric": "net", "form": "line", "columns": 99, "rows": 0, "ahead": -4})
    assert (card.columns, card.rows, card.ahead) == (COLUMNS, 3, 0)


def test_cards_that_this_version_does_not_know_are_left_out() -> None:
    raw = arrangement_to_json(READY[1])
    raw["cards"].append({"metric": "love", "form": "line"})
    raw["figures"].append("luck")
    assert arrangement_of_json(raw) == READY[1]


def test_what_is_kept_survives_json_and_nonsense() -> None:
    kept = with_own(with_shown(Kept(), READY[2].without("c0")), READY[0].named("Mine"))
    assert kept_of_json(json.loads(json.dumps(kept_to_json(kept)))) == kept
    for nonsense in (None, 3, [], {"own": [1], "changed": {"Month": 3}}):
        assert kept_of_json(nonsense) == Kept()


def test_a_ready_arrangement_can_be_changed_and_comes_back_as_it_was() -> None:
    changed = READY[1].without("c0")
    kept = with_shown(Kept(), changed)
    assert arrangement_named(kept, "Month") == changed
    assert arrangement_named(reset(kept, "Month"), "Month") == READY[1]
    assert with_shown(kept, READY[1]).changed == {}


def test_own_arrangements_are_kept_by_name() -> None:
    kept = with_own(Kept(), READY[1].named("  Mornings  "))
    assert names(kept) == (*READY_NAMES, "Mornings") and kept.shown == "Mornings"
    changed = arrangement_named(kept, "Mornings").without("c0")
    assert arrangement_named(with_shown(kept, changed), "Mornings") == changed
    gone = without_own(kept, "Mornings")
    assert names(gone) == READY_NAMES and gone.shown == FIRST


@pytest.mark.parametrize("name", ["", "Month"])
def test_an_own_arrangement_needs_a_name_of_its_own(name: str) -> None:
    with pytest.raises(UserError):
        with_own(Kept(), READY[1].named(name))
