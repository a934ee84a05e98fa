"""Courses of metrics: every step that a period touches, with what of it lies in the period and is known."""

import sqlite3
from dataclasses import replace
from itertools import pairwise
from typing import Final

from revroute_desktop.analytics.metrics.catalogue import metric_named
from revroute_desktop.analytics.metrics.known import known_of_logs
from revroute_desktop.analytics.metrics.lines import Line, check_step, lines_between
from revroute_desktop.analytics.metrics.model import Metric, Terms
from revroute_desktop.analytics.metrics.periods import Period, Step, edges
from revroute_desktop.analytics.series import HOUR
from revroute_desktop.errors import UserError
from revroute_desktop.workspace.zones import local_day, midnight

STEPS_MOST: Final = 20_000
"""Steps of a course; more are no table that anybody reads, and take their time."""


def course(
    sql: sqlite3.Connection, name: str, period: Period, step: Step, *, terms: Terms = (), now: int
) -> tuple[Line, ...]:
    """Return a metric over a period, by currency, that of most events first, narrowed to `terms`: all steps
    that the period touches, so that sums add up to that of the period. Parts of steps are told by `parts`.

    Steps after `now` (microseconds UTC) are there as far as anything is known of them. Raises UserError for
    a step that is finer than what is kept, and for more than STEPS_MOST of them.
    """
    metric = metric_named(name)
    check_step(metric, step)
    known = known_of_logs(sql, metric, (period.start, period.end))
    if known[0] >= known[1]:
        return ()
    start, end = _read_span(metric, period, known, step)
    if (count := (end - start) // step.length) > STEPS_MOST:
        raise UserError(
            f"{period.words} are {count:,} {step.value}s, more than {STEPS_MOST:,}; take fewer days (--from, "
            "--to) or longer steps (--step)."
        )
    begun = edges(start, end, step, period.zone)
    marks = tuple(sorted({start, *begun, end}))
    found = lines_between(sql, metric, marks, period.zone, terms)
    kept = max((_kept(line, now) for line in found), default=0)
    if not kept:
        return ()
    parts = _parts(marks[: kept + 1], frozenset(begun), known, now)
    return tuple(
        replace(line, edges=line.edges[: kept + 1], exact=line.exact[:kept], parts=parts) for line in found
    )


def _read_span(metric: Metric, period: Period, known: tuple[int, int], step: Step) -> tuple[int, int]:
    """Return what to read of a period: what is known, to whole days or hours where nothing else would count
    by that, since by a dimension traffic is kept by the hour.
    """
    if metric.covered or known == (period.start, period.end):
        return known
    if step is Step.HOUR:
        start, end = known[0] // HOUR * HOUR, -(-known[1] // HOUR) * HOUR
    else:
        first, last = local_day(known[0], period.zone), local_day(known[1] - 1, period.zone)
        start, end = midnight(first, period.zone), midnight(last + 1, period.zone)
    return max(start, period.start), min(end, period.end)


def _kept(line: Line, now: int) -> int:
    """Return how many steps of a course are shown: those begun, and later ones of which there is anything. A
    level of later ones is that of now.
    """
    begun = sum(at < now for at in line.edges[:-1])
    if line.metric.level:
        return begun
    return max([begun, *(place + 1 for place, value in enumerate(line.exact) if value)])


def _parts(
    marks: tuple[int, ...], begun: frozenset[int], known: tuple[int, int], now: int
) -> tuple[tuple[int, int, int], ...]:
    """Return the steps that are not whole: their place, and from when to when there is something of them."""
    found = []
    for place, (start, end) in enumerate(pairwise(marks)):
        until = min(end, known[1], now if start < now else end)
        since = max(start, known[0])
        if start not in begun or end not in begun or now < end or (since, until) != (start, end):
            found.append((place, since, until))
    return tuple(found)
