"""What is selected of a period, and which cards can follow it."""

from hypothesis import given, settings
from hypothesis import strategies as st

from revroute_desktop.analytics.metrics.catalogue import metric_named
from revroute_desktop.analytics.selection import NOTHING, Selection

GROSS, VISITS = metric_named("gross"), metric_named("visits")


def test_a_picked_key_is_selected_and_the_same_again_lets_go() -> None:
    picked = NOTHING.picked("product", "book")
    assert picked.terms == (("product", "book"),) and not picked.is_empty
    assert picked.picked("product", "book").is_empty


def test_of_a_dimension_one_key_is_selected_at_most() -> None:
    assert NOTHING.picked("product", "book").picked("product", "pen").terms == (("product", "pen"),)


def test_keys_of_several_dimensions_hold_together() -> None:
    both = NOTHING.picked("product", "book").picked("country", "DE")
    assert both.terms == (("product", "book"), ("country", "DE"))
    assert both.dropped("product").terms == (("country", "DE"),)
    assert both.key_of("country") == "DE" and both.key_of("source") is None


def test_the_empty_key_is_a_key_like_others() -> None:
    assert NOTHING.picked("campaign", "").key_of("campaign") == ""


def test_a_card_follows_what_its_metric_can_be_told_apart_by() -> None:
    both = NOTHING.picked("product", "book").picked("device", "phone")
    assert both.terms_for(GROSS, None) == (("product", "book"),)
    assert both.terms_for(VISITS, None) == (("device", "phone"),)
    assert both.beyond(GROSS, None) == ("device",)


def test_a_card_does_not_follow_its_own_dimension_whose_keys_it_shows_beside_each_other() -> None:
    picked = NOTHING.picked("product", "book")
    assert picked.terms_for(GROSS, "product") == ()
    assert picked.beyond(GROSS, "product") == ()


def test_a_span_without_length_is_none() -> None:
    assert NOTHING.brushed((5, 5)).span is None
    assert NOTHING.brushed((5, 9)).span == (5, 9)
    assert NOTHING.brushed((5, 9)).brushed(None).is_empty


@settings(max_examples=60)
@given(st.tuples(st.integers(0, 50), st.integers(0, 50)), st.integers(0, 20), st.integers(1, 20))
def test_what_a_span_leaves_of_a_time_lies_inside_and_is_never_nothing(
    span: tuple[int, int], start: int, length: int
) -> None:
    left = Selection().brushed(span).within(start, start + length)
    assert start <= left[0] < left[1] <= start + length
