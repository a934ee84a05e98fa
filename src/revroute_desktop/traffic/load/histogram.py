"""Histograms of whole numbers by significant digits (HDR), counted in numpy and merged exactly.

Values lie in buckets whose width doubles as they grow, so that every value is known to a share of itself
(three digits: to 0.1 %) at a fixed price in memory. The arithmetic is that of HdrHistogram; a histogram of
the same shape made elsewhere has the same counts.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from revroute_desktop.errors import UserError

Counts = NDArray[np.int64]


class HistogramError(UserError):
    """Histograms that cannot be read or do not go together."""


@dataclass(frozen=True)
class Shape:
    """What a histogram can tell apart: from `lowest` (a unit) to `highest`, to `digits` significant ones."""

    lowest: int = 1
    highest: int = 3_600_000_000
    digits: int = 3

    def __post_init__(self) -> None:
        if not (1 <= self.digits <= 5 and self.lowest >= 1 and 2 * self.lowest <= self.highest < 1 << 53):
            raise HistogramError(
                f"A histogram from {self.lowest} to {self.highest} by {self.digits} digits cannot be made: "
                "take 1 to 5 digits and a highest value of at least twice the lowest."
            )

    @cached_property
    def unit_bits(self) -> int:
        """Bits of a value below its unit."""
        return self.lowest.bit_length() - 1

    @cached_property
    def half_bits(self) -> int:
        """The logarithm of half the places within a bucket."""
        return max(1, math.ceil(math.log2(2 * 10**self.digits))) - 1

    @cached_property
    def length(self) -> int:
        """How many counts it has."""
        buckets, reached = 1, 2 << (self.half_bits + self.unit_bits)
        while reached <= self.highest:
            reached <<= 1
            buckets += 1
        return (buckets + 1) << self.half_bits

    def indices(self, values: NDArray[np.int64]) -> NDArray[np.int64]:
        """The place of each value; below 0 counts as 0, above `highest` as that."""
        bounded = np.clip(values, 0, self.highest)
        mask = (2 << (self.half_bits + self.unit_bits)) - 1
        # The exponent of a float is the length in bits; values below 2**53 are floats exactly.
        bits: NDArray[np.int64] = np.frexp((bounded | mask).astype(np.float64))[1].astype(np.int64)
        bucket = bits - (self.half_bits + self.unit_bits + 1)
        within = bounded >> (bucket + self.unit_bits)
        return ((bucket + 1) << self.half_bits) + within - (1 << self.half_bits)

    @cached_property
    def lows(self) -> NDArray[np.int64]:
        """The least value of each place."""
        place = np.arange(self.length, dtype=np.int64)
        half = 1 << self.half_bits
        bucket = (place >> self.half_bits) - 1
        within = (place & (half - 1)) + np.where(bucket < 0, 0, half)
        found: NDArray[np.int64] = within << (np.maximum(bucket, 0) + self.unit_bits)
        return found

    @cached_property
    def highs(self) -> NDArray[np.int64]:
        """The greatest value of each place."""
        bucket = np.maximum((np.arange(self.length, dtype=np.int64) >> self.half_bits) - 1, 0)
        found: NDArray[np.int64] = self.lows + (np.int64(1) << (bucket + self.unit_bits)) - 1
        return found


LATENCY = Shape()
"""Microseconds up to an hour, by three digits."""


class Histogram:
    """Counts by value. Two of one shape are added without loss.

    One that is packed keeps the counts that are not zero alone: an hour of seconds fits into memory so.
    """

    __slots__ = ("_dense", "_packed", "shape")

    def __init__(self, shape: Shape = LATENCY, counts: Counts | None = None) -> None:
        self.shape = shape
        self._dense: Counts | None = np.zeros(shape.length, np.int64) if counts is None else counts
        self._packed: tuple[NDArray[np.int32], Counts] | None = None

    @property
    def counts(self) -> Counts:
        """The count of each place; of a packed histogram a copy."""
        if self._dense is not None:
            return self._dense
        places, values = self.held
        counts = np.zeros(self.shape.length, np.int64)
        counts[places] = values
        return counts

    @property
    def held(self) -> tuple[NDArray[np.int32], Counts]:
        """The places whose counts are not zero, in their order, and these counts."""
        if self._packed is not None:
            return self._packed
        places = np.flatnonzero(self.counts).astype(np.int32)
        return places, self.counts[places]

    def pack(self) -> "Histogram":
        """Keep what is not zero alone, until something is added; returns the histogram itself."""
        self._packed = self.held
        self._dense = None
        return self

    def _open(self) -> Counts:
        """The counts, to be added to."""
        self._dense, self._packed = self.counts, None
        return self._dense

    def record(self, values: Iterable[int] | NDArray[np.int64]) -> None:
        """Count values, whole numbers in the histogram's unit."""
        array = values if isinstance(values, np.ndarray) else np.fromiter(values, np.int64)
        if len(array) > 64:
            counts = self._open()
            counts += np.bincount(self.shape.indices(array), minlength=self.shape.length)
        else:
            np.add.at(self._open(), self.shape.indices(array), 1)

    def record_corrected(self, value: int, interval: int, count: int = 1) -> None:
        """Count a value, and those that would have been seen every `interval` while it lasted."""
        values = np.array([value], np.int64)
        if interval > 0 and value >= 2 * interval:
            values = np.concatenate((values, np.arange(value - interval, interval - 1, -interval)))
        np.add.at(self._open(), self.shape.indices(values), count)

    def corrected(self, interval: int) -> "Histogram":
        """Return the histogram as if each value had been recorded with `record_corrected`."""
        made = Histogram(self.shape)
        places, values = self.held
        for place, count in zip(places.tolist(), values.tolist(), strict=True):
            made.record_corrected(int(self.shape.highs[place]), interval, count)
        return made

    def add(self, other: "Histogram") -> None:
        """Add the other's counts; raises HistogramError where the shapes differ."""
        if other.shape != self.shape:
            raise HistogramError("Histograms of different shapes cannot be added; measure both runs alike.")
        # Each place is held once, so that its count is added once.
        places, values = other.held
        self._open()[places] += values

    @property
    def total(self) -> int:
        """How many values were counted."""
        return int(self.held[1].sum())

    @property
    def greatest(self) -> int:
        """The greatest value, 0 when empty, to the digits kept."""
        places, _ = self.held
        return int(self.shape.highs[places[-1]]) if len(places) else 0

    @property
    def mean(self) -> float:
        """The mean, 0 when empty, to the digits kept."""
        places, values = self.held
        middles = (self.shape.lows[places] + self.shape.highs[places]) / 2
        return float(middles @ values) / int(values.sum()) if len(places) else 0.0

    def percentile(self, percent: float) -> int:
        """Return the least value that `percent` % of all are not above (nearest rank), 0 when empty."""
        return self.percentiles((percent,))[0]

    def percentiles(self, percents: Iterable[float]) -> list[int]:
        """Return the value at each percentage."""
        places, values = self.held
        if not len(places):
            return [0 for _ in percents]
        reached = np.cumsum(values)
        total = int(reached[-1])
        # What the floats of 99.9 % of a number leave over must not move the rank.
        ranks = [max(1, min(total, math.ceil(percent * total / 100 - 1e-9))) for percent in percents]
        return [int(self.shape.highs[place]) for place in places[np.searchsorted(reached, ranks)].tolist()]

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, Histogram)
            and self.shape == other.shape
            and np.array_equal(self.counts, other.counts)
        )

    __hash__ = None  # type: ignore[assignment]
