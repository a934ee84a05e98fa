"""What charts are fed with: frozen data, made aside and handed over whole. No widget is made here.

Arrays are numpy arrays that nobody writes to after they were handed over. Amounts of money are minor units of
the scale's currency; as float64 they are exact up to 9 × 10^15. NaN is "unknown", which is not zero.
Instants are microseconds since 1970 UTC.
"""

from dataclasses import dataclass
from math import floor, isnan, log10
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QLocale

from revroute_desktop.analytics.metrics.model import Unit
from revroute_desktop.console.format import EN_DASH, MINUS, THIN_SPACE, decimal, duration, grouped
from revroute_desktop.console.translate import tr
from revroute_desktop.errors import UserError
from revroute_desktop.money.currencies import currency

Floats = NDArray[np.float64]
Instants = NDArray[np.int64]
Span = tuple[int, int]
"""Begin and end, microseconds UTC; the end does not belong to it."""

OTHERS = 8
"""Place of slate in the categorical list: what is not among the most is drawn in it."""

_UTC = ZoneInfo("UTC")
_MILLISECOND, _SECOND, _MINUTE = 1_000, 1_000_000, 60_000_000


@dataclass(frozen=True, slots=True)
class Scale:
    """How values are written.

    `unit` is that of the catalogue of metrics: money in minor units of `currency`, counts, shares of one,
    bytes, durations in microseconds, means.
    """

    unit: Unit = Unit.COUNT
    currency: str = ""

    @property
    def digits(self) -> int:
        """Decimal digits of the currency's minor unit, 0 for what is no money."""
        if self.unit is not Unit.MONEY:
            return 0
        try:
            return currency(self.currency).digits
        except UserError:
            return 2

    @property
    def word(self) -> str:
        """What stands in a title beside the name: the code of the currency, or nothing."""
        return self.currency if self.unit is Unit.MONEY else ""

    @property
    def adds(self) -> bool:
        """Whether values of parts add up to that of the whole: a sum of shares or means says nothing."""
        return self.unit in (Unit.MONEY, Unit.COUNT, Unit.BYTES)

    @property
    def base(self) -> float:
        """How many of the values make one of what is read: 100 minor units, one share of a hundred."""
        if self.unit is Unit.MONEY:
            return float(10**self.digits)
        return 0.01 if self.unit is Unit.SHARE else 1.0

    def write(self, value: float, *, plus: bool = False) -> str:
        """Write a value for people, exactly: 80,219.59, 1,204, 63.0 %, 4.2 MiB; a dash for NaN.

        `plus` writes the sign of a gain too, for differences.
        """
        if isnan(value):
            return EN_DASH
        text = self._magnitude(abs(value))
        if value < 0 and any(char in "123456789" for char in text):
            return MINUS + text
        return f"+{text}" if plus and value > 0 else text

    def write_short(self, value: float) -> str:
        """Write a value for an axis, by three digits at most: 12 k, 1.5 M, 40 %, 200 ms."""
        if isnan(value):
            return EN_DASH
        sign, magnitude = (MINUS, -value) if value < 0 else ("", value)
        return sign + self._short(magnitude)

    def raw(self, value: float) -> str:
        """Write a value for programs: -1204.50; empty for NaN."""
        if isnan(value):
            return ""
        if self.unit is Unit.MONEY:
            minor = round(value)
            whole, rest = divmod(abs(minor), 10**self.digits)
            sign = "-" if minor < 0 else ""
            return f"{sign}{whole}.{rest:0{self.digits}d}" if self.digits else f"{sign}{whole}"
        return str(int(value)) if float(value).is_integer() else f"{value:.10g}"

    def _magnitude(self, value: float) -> str:
        match self.unit:
            case Unit.MONEY:
                # By whole numbers: a float divided by 100 would lose the last digits of large amounts.
                whole, rest = divmod(round(value), 10**self.digits)
                part = f"{QLocale().decimalPoint()}{rest:0{self.digits}d}" if self.digits else ""
                return grouped(whole) + part
            case Unit.SHARE:
                return f"{decimal(value * 100, 1)}{THIN_SPACE}%"
            case Unit.BYTES:
                return _bytes(value, 1)
            case Unit.DURATION:
                return _length(value, 3)
            case Unit.MEAN:
                return decimal(value, 2)
            case Unit.COUNT:
                return grouped(round(value)) if float(value).is_integer() else decimal(value, 1)

    def _short(self, value: float) -> str:
        match self.unit:
            case Unit.SHARE:
                return f"{_trimmed(value * 100)}{THIN_SPACE}%"
            case Unit.BYTES:
                return _bytes(value, 0)
            case Unit.DURATION:
                return _length(value, 2)
        value /= self.base
        for size, text in _sizes():
            # 999.6 thousand are a million once they are rounded.
            if value >= size * 0.9995:
                return text.format(value=_trimmed(value / size))
        return _trimmed(value)


@dataclass(frozen=True, slots=True)
class Mark:
    """An annotation of a time axis: a triangle and a word at the top.

    `kind` is where it comes from: "plan", "campaign", "deploy", "run", "note". `picked` gives its key.
    """

    at: int
    word: str
    kind: str = "note"
    key: str = ""


@dataclass(frozen=True, slots=True)
class Limit:
    """A dashed horizontal line; `ink` is amber ("warning") for a warning, red ("negative") for a fail."""

    value: float
    word: str
    ink: str = "warning"


@dataclass(frozen=True, slots=True, eq=False)
class Curve:
    """One curve of n values, NaN where unknown.

    `ink` is a place in the categorical list (`inks.py` fixes it for a thing) or the name of an ink of the
    theme. `band` are the low and the high ends of an interval, n each, NaN where there is none, drawn in the
    curve's ink. `odd` are the places of values that are circled because they look wrong. `key` is what
    `picked` gives.
    """

    name: str
    values: Floats
    ink: int | str = 0
    dashed: bool = False
    band: tuple[Floats, Floats] | None = None
    odd: tuple[int, ...] = ()
    key: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Curves:
    """Curves over n spans of time that follow each other; `edges` are their n + 1 ends, rising.

    `area` fills below the curves, `stacked` puts them on each other, `bars` draws a bar for each span (with
    `stacked` on each other, else beside each other). From the span `join_at` on values are a forecast. The
    span `open_at` is not over yet. `expected` are the low and the high ends of the usual range, n each.
    `zone` is the zone that times are told in. `band_word` ("80 % interval") and `expected_word` ("usual
    range") are what the legend calls the bands and that range.
    """

    edges: Instants
    curves: tuple[Curve, ...]
    scale: Scale = Scale()
    stacked: bool = False
    area: bool = False
    bars: bool = False
    marks: tuple[Mark, ...] = ()
    limits: tuple[Limit, ...] = ()
    join_at: int | None = None
    open_at: int | None = None
    expected: tuple[Floats, Floats] | None = None
    zone: ZoneInfo = _UTC
    band_word: str = ""
    expected_word: str = ""

    def __post_init__(self) -> None:
        spans = self.spans
        arrays = [curve.values for curve in self.curves]
        arrays += [end for curve in self.curves if curve.band is not None for end in curve.band]
        arrays += list(self.expected or ())
        if any(len(array) != spans for array in arrays):
            raise ValueError(f"{spans} spans of time need as many values")

    @property
    def spans(self) -> int:
        """How many spans of time there are."""
        return max(len(self.edges) - 1, 0)


@dataclass(frozen=True, slots=True)
class Bar:
    """A row of a ranking. `before` is the value of the period before, None where there is none.

    Amounts are whole minor units. An empty `key` (the rest, "8 more") can't be picked.
    """

    key: str
    label: str
    value: float
    before: float | None = None
    ink: int | str = 0


@dataclass(frozen=True, slots=True)
class Bars:
    """Rows in the order of their rank, the rest last; a treemap shows the same rows as shares.

    `before_word` says what the line of each bar is: "19 to 28 Sep".
    """

    rows: tuple[Bar, ...]
    scale: Scale = Scale()
    before_word: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class HourGrid:
    """Values by weekday (rows, Monday first) and hour of the day (columns): `cells` is float64[7, 24]."""

    cells: Floats
    scale: Scale = Scale()

    def __post_init__(self) -> None:
        if self.cells.shape != (7, 24):
            raise ValueError("a week has 7 days of 24 hours")


@dataclass(frozen=True, slots=True, eq=False)
class Cohort:
    """Those who came first in one span: how many, and which share of them (0 to 1) was there in the same span
    and each one after; NaN where a span has not passed yet.
    """

    key: str
    label: str
    size: int
    shares: Floats


@dataclass(frozen=True, slots=True)
class Cohorts:
    """Cohorts, oldest first. `step` names the spans: "Week", "Month"."""

    rows: tuple[Cohort, ...]
    step: str = ""


@dataclass(frozen=True, slots=True)
class Stage:
    """A step of a funnel and how many came so far; `before` is the count of the period before."""

    key: str
    label: str
    count: int
    before: int | None = None


@dataclass(frozen=True, slots=True)
class Funnel:
    """Steps in their order."""

    steps: tuple[Stage, ...]


@dataclass(frozen=True, slots=True)
class ValueMark:
    """A value that is marked on a distribution: the median, a limit."""

    value: float
    word: str


@dataclass(frozen=True, slots=True, eq=False)
class Distribution:
    """A histogram: `edges` float64[n + 1], rising, in the unit of `scale`; `counts` float64[n]."""

    edges: Floats
    counts: Floats
    scale: Scale = Scale()
    marks: tuple[ValueMark, ...] = ()
    count_scale: Scale = Scale()

    def __post_init__(self) -> None:
        if len(self.counts) and len(self.edges) != len(self.counts) + 1:
            raise ValueError("n counts need n + 1 edges")


@dataclass(frozen=True, slots=True, eq=False)
class Points:
    """A scatter: `x` and `y` float64[n], NaN where unknown, with a label each. `keys` are what `picked`
    gives, the labels where there are none.
    """

    x: Floats
    y: Floats
    labels: tuple[str, ...]
    x_scale: Scale
    y_scale: Scale
    x_name: str = ""
    y_name: str = ""
    keys: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not len(self.x) == len(self.y) == len(self.labels):
            raise ValueError("each point has x, y and a label")


@dataclass(frozen=True, slots=True)
class Step:
    """A part of a change, in minor units or whatever the scale says; the sentence says what it was."""

    label: str
    amount: float
    sentence: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True)
class Waterfall:
    """Why a figure changed: `start`, steps, `end`. They add up; `better` is -1 where less is better, 0 where
    neither.
    """

    start: float
    steps: tuple[Step, ...]
    end: float
    scale: Scale = Scale()
    start_word: str = ""
    end_word: str = ""
    better: int = 1


def _sizes() -> tuple[tuple[float, str], ...]:
    return (
        (1e12, tr("{value} tn")),
        (1e9, tr("{value} bn")),
        (1e6, tr("{value} M")),
        (1e3, tr("{value} k")),
    )


def _trimmed(value: float) -> str:
    """Write a number of at least zero by three digits, without zeros at the end."""
    if value >= 100 or value == 0:
        return grouped(round(value))
    places = max(2 - floor(log10(value)), 0)
    text = decimal(value, min(places, 9))
    point = QLocale().decimalPoint()
    return text.rstrip("0").removesuffix(point) if point in text else text


def _bytes(value: float, places: int) -> str:
    for name, size in (("TiB", 2**40), ("GiB", 2**30), ("MiB", 2**20), ("KiB", 2**10)):
        if value >= size:
            amount = value / size
            return f"{decimal(amount, places) if places else _trimmed(amount)} {name}"
    return f"{grouped(round(value))} B"


def _length(value: float, figures: int) -> str:
    """Write microseconds: 0.84 ms, 184 ms, 12.4 s, 2:05, 1:02:03."""
    if value >= _MINUTE:
        return duration(value / _SECOND)
    unit, size = ("s", _SECOND) if value >= _SECOND else ("ms", _MILLISECOND)
    amount = value / size
    if figures < 3:
        return f"{_trimmed(amount)} {unit}"
    return f"{decimal(amount, 0 if amount >= 100 else 1 if amount >= 10 else 2)} {unit}"
