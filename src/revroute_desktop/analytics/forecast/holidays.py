"""Holidays of a country, and what figures did on them: the part of a forecast that no season knows.

Each holiday has an effect of its own and one that all of them share, and so have the days before and after.
They are shares of what is usual, estimated together by ridge regression, so that a holiday seen once is
believed half and one that was never seen has what holidays have in common.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from functools import lru_cache
from itertools import chain, pairwise

import numpy as np

from revroute_desktop.analytics.forecast.clean import around
from revroute_desktop.analytics.forecast.regression import regression
from revroute_desktop.analytics.series import DAY, HOUR, Floats, SeriesError
from revroute_desktop.ledger.periods import day_of
from revroute_desktop.workspace.zones import local_day

YEARS_MOST = 60
"""Years of holidays that are asked for at a time."""

_ON, _BEFORE, _AFTER = "on", "before", "after"


@lru_cache(maxsize=1)
def countries() -> tuple[str, ...]:
    """Return the ISO 3166 codes of the countries whose holidays are known."""
    from holidays.registry import COUNTRIES

    return tuple(sorted(names[1] for names in COUNTRIES.values()))


def check_country(country: str) -> str:
    """Return a country's code as it is kept: DE, or DE-BY for a part of it. Raises SeriesError."""
    code = country.strip().upper()
    holidays_of(code, 2026, 2026)
    return code


@lru_cache(maxsize=64)
def holidays_of(country: str, first: int, last: int) -> tuple[tuple[date, str], ...]:
    """Return the public holidays of a country from one year to another, both included, in their order.

    Raises SeriesError for a code that names no country, or no part of it, whose holidays are known.
    """
    # Imported here: nobody waits for it who forecasts without holidays.
    from holidays import country_holidays

    code, _, part = country.partition("-")
    years = range(first, min(last, first + YEARS_MOST) + 1)
    if code in countries():
        try:
            return tuple(sorted(country_holidays(code, subdiv=part or None, years=years).items()))
        except NotImplementedError:
            pass
    raise SeriesError(
        f"There are no holidays of {country[:20]!r}: name a country by its two letters, such as DE, or a "
        "part of it, such as DE-BY."
    )


def holiday_columns(edges: Sequence[int], step: int, zone: str, country: str) -> Floats:
    """Return how many days of each step (`edges` are their ends) are holidays: the first column has all of
    them, another those of each name; for hours and days also the days before and after one. `step` is in
    microseconds.
    """
    first, last = (day_of(local_day(edge, zone)) for edge in (edges[0], edges[-1]))
    known = dict(holidays_of(country, first.year, last.year))
    steps: list[Counter[str]] = []
    for begin, end in pairwise(edges):
        day = day_of(local_day(begin, zone))
        if step > DAY:
            last = day_of(local_day(end - 1, zone))
            within = (day + timedelta(place) for place in range((last - day).days + 1))
            names = [known[one] for one in within if one in known]
            # A week with two holidays is twice as much of one.
            steps.append(Counter([*names, *[_ON] * len(names)]))
        elif day in known:
            steps.append(Counter((_ON, known[day])))
        else:
            near = ((_BEFORE, day + timedelta(1)), (_AFTER, day - timedelta(1)))
            steps.append(Counter(word for word, other in near if other in known))
    words = {word: place for place, word in enumerate(dict.fromkeys(chain([_ON], *steps)))}
    columns = np.zeros((len(steps), len(words)))
    for row, said in enumerate(steps):
        for word, times in said.items():
            columns[row, words[word]] = times
    return columns


def regression_with_holidays(columns: Floats, step: int) -> Callable[[Floats, tuple[int, ...], int], Floats]:
    """Return the strong method that knows holidays: their effect is taken out of the past, the rest is
    forecast, and the effect of those to come is put in. `columns` reach over past and future.
    """
    believed = max(1.0, DAY / step) if step >= HOUR else DAY / HOUR

    def forecast(values: Floats, seasons: tuple[int, ...], horizon: int) -> Floats:
        count = len(values)
        past, future = columns[:count], columns[count : count + horizon]
        expected = around(values, seasons[0] if seasons else 1)
        if values.min() < 0:
            # Of what goes below zero no share can be told: its usual size stands in.
            size = np.full(count, float(np.abs(values).mean()))
            effect = _effects(past, size, values - expected, believed)
            moved = regression(values - size * (past @ effect), seasons, horizon)
            return np.asarray(moved + size[0] * (future @ effect), np.float64)
        effect = _effects(past, expected, values - expected, believed)
        without = np.maximum(values - expected * (past @ effect), 0.0)
        found = regression(without, seasons, horizon) * (1 + future @ effect)
        return np.asarray(np.maximum(found, 0.0), np.float64)

    return forecast


def _effects(columns: Floats, usual: Floats, off: Floats, believed: float) -> Floats:
    """Return the share of what is usual that each column takes or gives; `believed` are the figures that must
    say so before half of it is believed.
    """
    rows = columns.any(axis=1)
    weighed = columns[rows] * usual[rows, None]
    held = believed * (float(np.mean(usual**2)) or 1.0)
    squares = weighed.T @ weighed + held * np.eye(columns.shape[1])
    return np.asarray(np.linalg.solve(squares, weighed.T @ off[rows]), np.float64)
