"""What the palette takes for a match, and which it prefers."""

from hypothesis import given, settings
from hypothesis import strategies as st

from revroute_desktop.console.palette.fuzzy import match

WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("Cs",)), max_size=30)


def score(query: str, text: str) -> int:
    found = match(query, text)
    assert found is not None, f"{query} is not found in {text}"
    return found.score


def test_letters_in_order_match_and_others_do_not() -> None:
    assert match("rww", "Route what waits") is not None
    assert match("wwr", "Route what waits") is None
    assert match("", "anything") is not None


def test_letters_strewn_over_a_text_are_no_match() -> None:
    assert match("hag", "The far edge") is None


def test_beginnings_of_words_are_preferred_to_letters_inside_them() -> None:
    assert score("si", "Sign a checkpoint") > score("si", "Basics")
    assert score("ver", "Verify") > score("ver", "Recover")
    assert score("imp rev", "Import revenue…") > 0


def test_words_are_found_in_any_order() -> None:
    assert match("revenue import", "Import revenue…") is not None


def test_the_places_are_those_of_the_letters_meant() -> None:
    found = match("sac", "Sign a checkpoint")
    assert found is not None
    assert found.places == (0, 5, 7)


@settings(max_examples=100, deadline=None)
@given(WORDS, WORDS)
def test_a_match_points_at_the_letters_of_the_query(query: str, text: str) -> None:
    found = match(query, text)
    if found is None:
        return
    letters = {character.lower()[:1] for character in query if not character.isspace()}
    assert {text[place].lower()[:1] for place in found.places} <= {c[:1] for c in query.lower()} | letters


@settings(max_examples=50, deadline=None)
@given(st.text("abc xyz", min_size=1, max_size=20))
def test_every_text_matches_itself(text: str) -> None:
    assert match(text, text) is not None
