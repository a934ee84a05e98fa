"""`Inks`: which colour a thing has, fixed while the workspace is open."""

from collections.abc import Sequence

MOST = 6
"""Colours in one picture at once; the rest is "others" in slate."""


class Inks:
    """Gives places in the categorical list; the same thing has the same place in every picture.

    Where more than six things are known two of them share a colour, but never within one picture as long as
    the first six of it did not meet in another order before.
    """

    def __init__(self) -> None:
        self._places: dict[str, int] = {}

    def of(self, thing: str) -> int:
        """Return the place of one thing."""
        return self.of_all((thing,))[0]

    def of_all(self, things: Sequence[str]) -> tuple[int, ...]:
        """Return the places of the things of one picture, six at most."""
        taken = {self._places[thing] for thing in things if thing in self._places}
        for thing in things:
            if thing not in self._places:
                free = [place for place in range(MOST) if place not in taken]
                place = free[0] if free else len(self._places) % MOST
                self._places[thing] = place
                taken.add(place)
        return tuple(self._places[thing] for thing in things)
