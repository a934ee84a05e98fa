"""Rollups of a batch of requests: by minute, by hour and dimension, and latencies in buckets."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Final

import numpy as np
from numpy.typing import NDArray

from revroute_desktop.traffic.hits import UNKNOWN, Words
from revroute_desktop.traffic.judged import Judged
from revroute_desktop.traffic.load.histogram import Shape
from revroute_desktop.workspace.zones import local_days

Int64s = NDArray[np.int64]

MINUTE: Final = 60_000_000
HOUR: Final = 3_600_000_000
"""Microseconds."""
LATENCIES: Final = Shape(digits=2)
"""Buckets of latencies: microseconds up to an hour, to 1%."""


class Dimension(IntEnum):
    """What the rows of requests by hour and day are counted by; each has rows for each on its own."""

    WHOLE = 0
    GROUP = 1
    STATUS = 2
    METHOD = 3
    SOURCE = 4
    CAMPAIGN = 5
    COUNTRY = 6
    DEVICE = 7
    VERDICT = 8
    REFERRER = 9


@dataclass(frozen=True, slots=True)
class Rollups:
    """Rows to be added to the tables, as columns in the order of each table.

    `minutes`: minute, bot, hits, pages, errors, failures, size. `hours`: dimension, hour, term, bot, hits,
    pages, errors, failures, size. `latencies`: minute, bot, bucket, hits; `hour_latencies` likewise. Minutes
    and hours count from 1970 UTC. `errors` are answers with 400 and more, `failures` with 500 and more,
    `size` is bytes.
    """

    minutes: tuple[Int64s, ...]
    hours: tuple[Int64s, ...]
    latencies: tuple[Int64s, ...]
    hour_latencies: tuple[Int64s, ...]


TermsOf = Callable[[Sequence[str]], Int64s]
"""Returns the number that stands for each text."""


def roll_up(judged: Judged, terms_of: TermsOf) -> Rollups:
    """Return what a batch adds to the rollups. What is "" (no campaign, no country) has no row of its own."""
    hits = judged.hits
    classes = judged.bot.astype(np.int64)
    minute, hour = hits.at // MINUTE, hits.at // HOUR
    sums = (
        judged.page.astype(np.int64),
        (hits.status >= 400).astype(np.int64),
        (hits.status >= 500).astype(np.int64),
        np.maximum(hits.size, 0),
    )
    return Rollups(
        minutes=_grouped((minute, classes), sums),
        hours=_hours(judged, hour, classes, sums, terms_of),
        latencies=_latencies(minute, classes, hits.latency),
        hour_latencies=_latencies(hour, classes, hits.latency),
    )


def _hours(
    judged: Judged, hour: Int64s, classes: Int64s, sums: Sequence[Int64s], terms_of: TermsOf
) -> tuple[Int64s, ...]:
    columns: dict[Dimension, Words] = {
        Dimension.GROUP: judged.group,
        Dimension.STATUS: _status_words(judged.hits.status),
        Dimension.METHOD: judged.hits.method,
        Dimension.SOURCE: judged.source,
        Dimension.CAMPAIGN: judged.campaign,
        Dimension.COUNTRY: judged.country,
        Dimension.DEVICE: judged.device,
        Dimension.VERDICT: judged.verdict,
        Dimension.REFERRER: judged.referrer,
    }
    whole = _grouped((hour, np.zeros_like(hour), classes), sums)
    parts = [(np.full(len(whole[0]), int(Dimension.WHOLE)), *whole)]
    for dimension, words in columns.items():
        said = np.array([bool(text) for text in words.values], np.bool_)
        if not said.any():
            continue
        codes = words.codes.astype(np.int64)
        if not said.all():
            rows = said[codes]
            grouped = _grouped(
                (hour[rows], codes[rows], classes[rows]), tuple(column[rows] for column in sums)
            )
        else:
            grouped = _grouped((hour, codes, classes), sums)
        at, code, *rest = grouped
        used = np.unique(code)
        numbers = np.zeros(len(words.values), np.int64)
        numbers[used] = terms_of([words.values[number] for number in used.tolist()])
        parts.append((np.full(len(at), int(dimension)), at, numbers[code], *rest))
    return tuple(np.concatenate(column) for column in zip(*parts, strict=True))


def _status_words(status: NDArray[np.int16]) -> Words:
    distinct, codes = np.unique(status, return_inverse=True)
    return Words(
        tuple(str(number) if number != UNKNOWN else "" for number in distinct.tolist()),
        codes.astype(np.int32),
    )


def _latencies(at: Int64s, classes: Int64s, latency: Int64s) -> tuple[Int64s, ...]:
    known = latency != UNKNOWN
    return _grouped((at[known], classes[known], LATENCIES.indices(latency[known])), ())


def by_day(rollups: Rollups, zone: str) -> tuple[tuple[Int64s, ...], tuple[Int64s, ...]]:
    """Return the rows of a batch by local day: dimension, term, bot, day and sums; and of latencies bot,
    bucket, day and hits. An hour that a day begins in counts as that day's; the whole goes by the minute.
    """
    dimension, hour, term, bot, *sums = rollups.hours
    told = dimension != Dimension.WHOLE
    minute, classes, *exact = rollups.minutes
    zeros = np.zeros_like(minute)
    day = np.concatenate((local_days(minute * MINUTE, zone), local_days((hour[told] + 1) * HOUR - 1, zone)))
    keys = [
        np.concatenate((one, other[told]))
        for one, other in ((zeros, dimension), (zeros, term), (classes, bot))
    ]
    columns = tuple(np.concatenate((one, other[told])) for one, other in zip(exact, sums, strict=True))
    days = added_up((*keys, day), columns)
    at, of, bucket, hits = rollups.latencies
    return days, added_up((of, bucket, local_days(at * MINUTE, zone)), (hits,))


def added_up(keys: Sequence[Int64s], sums: Sequence[Int64s]) -> tuple[Int64s, ...]:
    """Return the distinct keys, in order, and their sums."""
    found = _grouped(keys, sums)
    return (*found[: len(keys)], *found[len(keys) + 1 :])


def _grouped(keys: Sequence[Int64s], sums: Sequence[Int64s]) -> tuple[Int64s, ...]:
    """Return the distinct keys, in order, how many rows each has, and their sums."""
    rows = len(keys[0])
    if not rows:
        return tuple(np.zeros(0, np.int64) for _ in range(len(keys) + 1 + len(sums)))
    bases = [int(key.min()) for key in keys]
    widths = [int(key.max()) - base + 1 for key, base in zip(keys, bases, strict=True)]
    combined = np.zeros(rows, np.int64)
    for key, base, width in zip(keys, bases, widths, strict=True):
        combined = combined * width + (key - base)
    order = np.argsort(combined)
    combined = combined[order]
    starts = np.flatnonzero(np.concatenate(([True], combined[1:] != combined[:-1])))
    left, found = combined[starts], []
    for base, width in zip(reversed(bases), reversed(widths), strict=True):
        found.append(left % width + base)
        left //= width
    counts = np.diff(np.append(starts, rows))
    return (*reversed(found), counts, *(np.add.reduceat(column[order], starts) for column in sums))
