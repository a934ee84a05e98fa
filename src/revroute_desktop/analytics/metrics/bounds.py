"""What a metric can come to at all: the ends at which forecasts and ranges of it are cut."""

from math import inf
from typing import Final

from revroute_desktop.analytics.metrics.model import Metric

_SIGNED: Final = frozenset(
    {"net", "revenue", "cost_revenue", "booked", "received", "take", "reserve", "suspense"}
)
"""Measures that are below zero where more is given back than comes in."""

_PART_OF_ALL: Final = frozenset(
    {
        "top10_share",
        "hhi",
        "repeat_rate",
        "bounce_rate",
        "bot_share",
        "error_rate",
        "failure_rate",
    }
)
"""Shares of what is in the divisor. Refunds may be of earlier sales, and buyers have visited elsewhere."""

ANYTHING: Final = (-inf, inf)
"""The bounds of what may come to anything."""


def bounds_of(metric: Metric) -> tuple[float, float]:
    """Return the least and the most that a metric can come to, infinite where it has no such end."""
    return (
        -inf if metric.part.measure in _SIGNED else 0.0,
        1.0 if metric.name in _PART_OF_ALL else inf,
    )
