"""Fuzzy matching for the command palette: letters in order, best at the beginnings of words."""

from dataclasses import dataclass

_LETTER = 1
_IN_A_ROW = 8
_WORD_START = 10
_TEXT_START = 4
_LEAST_A_LETTER = 6
_SHORT = 2
_LONG = 40


@dataclass(frozen=True, slots=True)
class Match:
    """How well a text matches (more is better) and which of its characters were meant, in order."""

    score: int
    places: tuple[int, ...]


def match(query: str, text: str) -> Match | None:
    """Return how `text` matches all words of `query`, or None when one of them is not in it.

    The letters of a word come in their order; others may stand between them, but letters strewn over a text
    are no match. A query of nothing matches all.
    """
    letters = [character.lower()[:1] for character in text]
    score = 0
    places: set[int] = set()
    for word in query.lower().split():
        found = _word(word, letters)
        if found is None or (len(word) > _SHORT and found.score < _LEAST_A_LETTER * len(word)):
            return None
        score += found.score
        places.update(found.places)
    return Match(score - min(len(text), _LONG) // 8, tuple(sorted(places)))


def _word(word: str, letters: list[str]) -> Match | None:
    """Return the best way to find the letters of one word, or None."""
    rest = iter(letters)
    if not all(letter in rest for letter in word):
        return None
    # For each letter of the word: the best score that ends at a place, and the place of the letter before.
    before: dict[int, int] = {}
    came_from: list[dict[int, int]] = []
    for number, letter in enumerate(word):
        now: dict[int, int] = {}
        origin: dict[int, int] = {}
        best_so_far, best_place = -1, -1
        for place, other in enumerate(letters):
            if number and place >= 2 and before.get(place - 2, -1) > best_so_far:
                best_so_far, best_place = before[place - 2], place - 2
            if other != letter:
                continue
            worth = _worth(place, letters)
            adjacent = before.get(place - 1)
            if number == 0:
                now[place] = worth
            elif adjacent is not None and adjacent + _IN_A_ROW >= best_so_far:
                now[place], origin[place] = adjacent + _IN_A_ROW + worth, place - 1
            elif best_place >= 0:
                now[place], origin[place] = best_so_far + worth, best_place
        before = now
        came_from.append(origin)
    if not before:
        return None
    place = max(before, key=lambda at: (before[at], -at))
    score = before[place]
    places = [place]
    for origin in reversed(came_from[1:]):
        place = origin[place]
        places.append(place)
    return Match(score, tuple(reversed(places)))


def _worth(place: int, letters: list[str]) -> int:
    if place == 0:
        return _LETTER + _WORD_START + _TEXT_START
    return _LETTER + (0 if letters[place - 1].isalnum() else _WORD_START)
