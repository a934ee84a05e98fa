"""Round marks for an axis."""

import math
from collections.abc import Sequence


def round_marks(low: float, high: float, count: int = 5) -> list[float]:
    """Return about `count` round values that enclose `low` to `high`, rising, 0 among them where it is
    between.
    """
    # What lies closer together than an axis could tell apart is one value.
    if not high - low > max(abs(low), abs(high), 1e-9) * 1e-9:
        high = low + max(1.0, abs(low) * 1e-6)
    rough = (high - low) / max(count - 1, 1)
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(power * size for size in (1, 2, 2.5, 5, 10) if power * size >= rough * 0.999)
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    return [place * step for place in range(first, last + 1)]


def decade_marks(low: float, high: float) -> list[float]:
    """Return the marks 1, 2 and 5 of each power of ten from `low` to `high`, both above 0."""
    decades = range(math.floor(math.log10(low)), math.ceil(math.log10(high)) + 1)
    marks = [step * 10.0**decade for decade in decades for step in (1, 2, 5)]
    return [mark for mark in marks if low <= mark <= high] or [low, high]


def short(value: float) -> str:
    """Return a number as axes write it: 12 k, 1.5 M."""
    size = abs(value)
    for power, sign in ((1e12, "T"), (1e9, "G"), (1e6, "M"), (1e3, "k")):
        if size >= power:
            return f"{_plain(value / power)} {sign}"
    return _plain(value)


def _plain(value: float) -> str:
    return f"{value:,.6g}".replace("-", "\u2212")


def spread(count: int, most: int) -> Sequence[int]:
    """Return at most `most` places of `count`, evenly apart, the first among them."""
    step = max(1, math.ceil(count / most))
    return range(0, count, step)
