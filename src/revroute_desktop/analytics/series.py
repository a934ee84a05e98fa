"""`Series`: figures at equal steps of time, with gaps where nothing was measured."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from revroute_desktop.errors import UserError

Floats = NDArray[np.float64]

MINUTE: Final = 60_000_000
"""Microseconds."""

HOUR: Final = 60 * MINUTE
DAY: Final = 24 * HOUR
WEEK: Final = 7 * DAY

LENGTH_MAX: Final = 2_000_000
"""Steps of a series, gaps among them."""


class SeriesError(UserError):
    """Points that make no series."""


@dataclass(frozen=True, slots=True)
class Series:
    """`values[i]` is the figure of the step that begins at `start + i * step`, microseconds UTC, or at
    `marks[i]` where steps are those of a calendar and `step` is how long they are on the whole; NaN is a gap.
    """

    start: int
    step: int
    values: Floats
    marks: NDArray[np.int64] | None = None

    @property
    def at(self) -> NDArray[np.int64]:
        """The beginning of each step, microseconds UTC."""
        if self.marks is not None:
            return self.marks
        return self.start + self.step * np.arange(len(self.values), dtype=np.int64)

    @property
    def end(self) -> int:
        """When the last step is over, microseconds UTC."""
        return int(self.at[-1]) + self.step

    @property
    def measured(self) -> int:
        """How many steps have a figure."""
        return int(np.isfinite(self.values).sum())

    @property
    def measured_words(self) -> str:
        """How many steps have a figure, as sentences tell it."""
        return f"{self.measured} figure{'' if self.measured == 1 else 's'}"


def series_of(at: NDArray[np.int64], values: Floats) -> Series:
    """Return points in any order as a series; the step is the commonest distance between neighbours.

    Points that share a step are averaged; steps without a point are gaps. A day may be an hour longer or
    shorter, where clocks are set: each step of days begins when its point says. Raises SeriesError for fewer
    than two different instants and for a series beyond LENGTH_MAX.
    """
    order = np.argsort(at, kind="stable")
    at, values = at[order], values[order]
    step = commonest_step(at)
    start = int(at[0])
    length = (int(at[-1]) - start) // step + 1
    if length > LENGTH_MAX:
        raise SeriesError(
            f"From the first time to the last there are {length:,} steps of {step / 1e6:g} s, more than "
            f"{LENGTH_MAX:,}: take a shorter range or longer steps."
        )
    days = step >= DAY
    place = (at - start + HOUR * days) // step
    length = int(place[-1]) + 1  # a day more, where the last day begins an hour early
    found = np.isfinite(values)
    sums = np.bincount(place[found], weights=values[found], minlength=length)
    points = np.bincount(place[found], minlength=length)
    with np.errstate(invalid="ignore", divide="ignore"):
        means = sums / points
    return Series(start, step, means, _marks(place, at, step) if days else None)


def commonest_step(at: NDArray[np.int64]) -> int:
    """Return the commonest distance between neighbours of rising instants, in microseconds. Raises
    SeriesError where no two are different.
    """
    apart = np.diff(at)
    apart = apart[apart > 0]
    if not len(apart):
        raise SeriesError("A series needs figures of two different times at least.")
    distances, counts = np.unique(apart, return_counts=True)
    return int(distances[counts.argmax()])


def _marks(place: NDArray[np.int64], at: NDArray[np.int64], step: int) -> NDArray[np.int64]:
    """Return when each step begins: as its first point says, and as long after the newest one in a gap."""
    first, where = np.unique(place, return_index=True)
    steps = np.arange(first[-1] + 1, dtype=np.int64)
    newest = np.searchsorted(first, steps, side="right") - 1
    found: NDArray[np.int64] = at[where][newest] + (steps - first[newest]) * step
    return found


def usual_seasons(step: int) -> tuple[int, ...]:
    """Return the lengths of the seasons that people's doings have, in steps: a day, a week, a year.

    Those of more than 800 steps are left out, since few series are long enough for them.
    """
    spans = {
        step < HOUR: (DAY,),
        HOUR <= step < DAY: (DAY, WEEK),
        DAY <= step < WEEK: (WEEK,),
        WEEK <= step < 27 * DAY: (364 * DAY,),
        step >= 27 * DAY: (365 * DAY,),
    }
    seasons = (round(span / step) for span in spans[True])
    return tuple(season for season in seasons if 2 <= season <= 800)
