"""The use case: forecast a series, by the method that would have done best, with how far it may be off."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np

from revroute_desktop.analytics.forecast.clean import drawn_in, without_gaps
from revroute_desktop.analytics.forecast.holidays import regression_with_holidays
from revroute_desktop.analytics.forecast.methods import METHODS, Method
from revroute_desktop.analytics.forecast.shut import Bools, shut_ahead
from revroute_desktop.analytics.series import Floats, Series, SeriesError

LEAST = 12
"""Figures below which nothing is forecast."""

FOLDS = 3
"""Stretches of the past that are forecast to compare the methods; more, shorter ones where there is room."""

WITH_HOLIDAYS = "regression with holidays"
"""Name of the method that knows the holidays of a country."""

_FOLDS_MAX = 12
_CLEARLY = 0.8  # of the strongest method's error: a few stretches alone say little about smaller differences

MASE_MEANS = (
    "MASE is a method's mean error when it was tried on the past, divided by the mean difference between a "
    "figure of the whole history and the one a season (without seasons: a step) before."
)
"""What the error of a method is, for whoever reads it."""

WHY_IN_USE = (
    "The strongest method that the history is long enough for is in use, unless the error of another is "
    "smaller by more than a fifth."
)
"""Why a method may be in use though another did better."""


@dataclass(frozen=True, slots=True)
class MethodError:
    """How a method did in the backtest: the mean absolute scaled error (MASE, Hyndman and Koehler 2006). Its
    scale is the mean error of repeating the last season (or figure) within the whole history, one season
    ahead, so that repeating it in the backtest, over a whole horizon, is not 1 of itself.
    """

    method: str
    error: float


@dataclass(frozen=True, slots=True)
class Forecast:
    """What is expected of the steps after a series, and how sure that is.

    `lower` and `upper` are as far apart as is to hold a share `level` of the true figures, by the errors of
    the backtest. `errors` are those of all methods that could be tried, best first; empty where the history
    was too short to compare them, which `note` then says. `outliers` and `gaps` were mended before.
    """

    series: Series
    seasons: tuple[int, ...]
    method: str
    values: Floats
    lower: Floats
    upper: Floats
    level: float
    errors: tuple[MethodError, ...] = ()
    outliers: int = 0
    gaps: int = 0
    note: str | None = None
    folds: int = 0
    total: "Total | None" = None
    cut: bool = False
    """Whether a value or a range ends where nothing beyond is possible."""


@dataclass(frozen=True, slots=True)
class Total:
    """The sum of all steps, and the range in which it lay in the same share of the backtest."""

    value: float
    lower: float
    upper: float


def forecast(
    series: Series,
    horizon: int,
    seasons: Sequence[int] = (),
    *,
    level: float = 0.9,
    holidays: Floats | None = None,
    bounds: tuple[float, float] | None = None,
) -> Forecast:
    """Forecast `horizon` steps; `seasons` are lengths in steps, the shortest first.

    `holidays` (of `holiday_columns`, over the history and the horizon) let a method try that knows them.
    `bounds` are the least and the most that figures can come to; where they are not known, what never was
    below zero is not expected there. Seasons of which the history has no two are left out. Raises SeriesError
    for a history of fewer than LEAST figures, mostly of gaps, or a horizon that is not at least 1 and at most
    the history's length.
    """
    if not 1 <= horizon <= max(len(series.values), 1):
        raise SeriesError(
            f"A horizon of {horizon} steps can't be forecast from {len(series.values)}: ask for 1 to "
            f"{len(series.values)}."
        )
    if not 0.5 <= level < 1:
        raise SeriesError(f"A level of {level * 100:g} % makes no range: take 50 % to 99 %.")
    gaps = len(series.values) - series.measured
    if series.measured < LEAST or gaps > len(series.values) // 2:
        raise SeriesError(
            f"There is not enough data for a forecast: {series.measured_words} and "
            f"{gaps} {'gap' if gaps == 1 else 'gaps'}; at least "
            f"{LEAST} figures, and more of them than gaps, are needed."
        )
    known = tuple(season for season in sorted(set(seasons)) if 2 <= season <= len(series.values) // 2)
    first = known[0] if known else 1
    values, outliers = drawn_in(without_gaps(series.values, first), first)
    methods: tuple[Method, ...] = METHODS
    if holidays is not None and holidays[: len(values)].any():
        knowing = regression_with_holidays(holidays, series.step)
        methods = (*METHODS, Method(WITH_HOLIDAYS, knowing, METHODS[-1].least))
    usable = [method for method in methods if len(values) >= method.least(known)]
    shut = partial(shut_ahead, holidays=None if holidays is None else holidays[:, 0] > 0)
    tries = _backtest(values, known, horizon, usable, shut)
    errors = {
        method.name: float(np.mean(np.abs(tried.off))) / _scale(values, first)
        for method, tried in tries.items()
    }
    ranked = sorted(usable, key=lambda method: errors.get(method.name, np.inf))
    best = _chosen(usable, errors)
    nothing = shut(values, known, horizon)
    expected = np.where(nothing, 0.0, best.forecast(values, known, horizon))
    spread = _spread(tries.get(best), values, nothing, level, first)
    least, most = bounds or (0.0 if values.min() >= 0 else -np.inf, np.inf)
    lower, upper = expected - spread, expected + spread
    expected, low, high = (np.clip(one, least, most) for one in (expected, lower, upper))
    return Forecast(
        series=series,
        seasons=known,
        method=best.name,
        values=expected,
        lower=low,
        upper=high,
        level=level,
        errors=tuple(MethodError(method.name, errors[method.name]) for method in ranked) if errors else (),
        outliers=outliers,
        gaps=gaps,
        note=None
        if errors
        else "The history is too short to compare methods: the plainest that fits is used.",
        folds=len(tries[best].off) if best in tries else 0,
        total=_total(tries.get(best), expected, spread, level, least),
        cut=bool((lower < least).any() or (upper > most).any()),
    )


def _total(tried: "_Tried | None", expected: Floats, spread: Floats, level: float, least: float) -> Total:
    """Return the sum of a forecast. How far sums were off in the backtest says how far this one may be;
    errors that cancel out within a sum by chance are not relied on, so that it is at least as wide as if each
    step were off by itself; no figure is below `least`, and so no sum. Without a backtest of steps at which
    something was expected all may be off together.
    """
    value = float(expected.sum())
    wide = float(spread.sum())
    if tried is not None and len(tried.off) >= FOLDS and not tried.shut.all():
        alone = float(np.sqrt(np.sum(spread**2)))
        wide = min(wide, max(alone, _conformal(np.abs(tried.off.sum(axis=1)), level)))
    return Total(value, max(value - wide, least * len(expected)), value + wide)


def _chosen(usable: Sequence[Method], errors: Mapping[str, float]) -> Method:
    """Return the strongest method, or another that did clearly better in the backtest; the plainest without
    one.
    """
    if not errors:
        return usable[0]
    best = min(usable, key=lambda method: errors[method.name])
    strongest = usable[-1]
    return best if errors[best.name] < _CLEARLY * errors[strongest.name] else strongest


@dataclass(frozen=True, slots=True)
class _Tried:
    """How far a method was `off`, by fold and step, and at which of these nothing was expected."""

    off: Floats
    shut: Bools


def _backtest(
    values: Floats,
    seasons: tuple[int, ...],
    horizon: int,
    usable: Sequence[Method],
    shut: Callable[[Floats, tuple[int, ...], int], Bools],
) -> dict[Method, _Tried]:
    """Return for each method how it did in the past; empty where the history is too short."""
    needed = max((method.least(seasons) for method in usable), default=0) + 5
    room = (len(values) - needed) // horizon
    folds = min(_FOLDS_MAX, room) if room >= FOLDS else room
    folds = min(folds, FOLDS if horizon >= 24 else _FOLDS_MAX)
    if folds < 1:
        return {}
    begins = [len(values) - horizon * fold for fold in range(folds, 0, -1)]
    nothing = np.stack([shut(values[:begin], seasons, horizon) for begin in begins])
    true = np.stack([values[begin : begin + horizon] for begin in begins])
    return {
        method: _Tried(
            true
            - np.where(
                nothing,
                0.0,
                np.stack([method.forecast(values[:begin], seasons, horizon) for begin in begins]),
            ),
            nothing,
        )
        for method in usable
    }


def _scale(values: Floats, season: int) -> float:
    off = float(np.mean(np.abs(values[season:] - values[:-season])))
    return off or 1.0


def _spread(tried: _Tried | None, values: Floats, nothing: Bools, level: float, season: int) -> Floats:
    """Return how far each step of a forecast may be off: the quantile of the backtest's errors, wider the
    further ahead.

    Split conformal prediction (Vovk 2005) on absolute errors, pooled over neighbouring steps, but those at
    which nothing was expected by themselves; without a backtest of others the errors of repeating the last
    season stand in, growing as a random walk's do.
    """
    count = len(nothing)
    at_shut = 0.0
    if tried is not None and tried.shut.any():
        at_shut = _conformal(np.abs(tried.off[tried.shut]), level)
    if tried is None or tried.shut.all():
        off = np.abs(values[season:] - values[:-season])
        spread = np.quantile(off, level) * np.sqrt(np.ceil(np.arange(1, count + 1) / season))
        return np.where(nothing, at_shut, spread)
    errors = np.abs(tried.off)
    wide = max(3, count // 6)
    spread = np.zeros(count)
    for step in range(count):
        near = slice(max(0, step - wide), step + wide)
        pooled = errors[:, near][~tried.shut[:, near]]
        spread[step] = _conformal(pooled if len(pooled) else errors[~tried.shut], level)
    return np.where(nothing, at_shut, np.maximum.accumulate(spread))


def _conformal(errors: Floats, level: float) -> float:
    share = min(1.0, level * (1 + 1 / errors.size))
    return float(np.quantile(errors, share))
