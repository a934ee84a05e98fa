"""What is drawn beyond a card's own curve: what comes next, and what the season would have let expect."""

import sqlite3
from dataclasses import dataclass
from typing import Final

import numpy as np

from revroute_desktop.analytics.anomalies.detect import Detector
from revroute_desktop.analytics.card_answers import Answer
from revroute_desktop.analytics.forecast.desk import holiday_country
from revroute_desktop.analytics.held import Int64s
from revroute_desktop.analytics.history import following, forecast_metric, history
from revroute_desktop.analytics.metrics.bounds import bounds_of
from revroute_desktop.analytics.metrics.periods import Step
from revroute_desktop.analytics.series import Floats, SeriesError

LEVEL = 0.8
"""Share of the figures that a forecast's range is to hold."""

_SEASONS = {Step.HOUR: 24, Step.DAY: 7, Step.WEEK: 52, Step.MONTH: 12}
_HISTORY_LEAST = 100


@dataclass(frozen=True, slots=True, eq=False)
class Outlook:
    """A forecast over the spans between `edges` (microseconds UTC), n + 1 of them: `values`, `lower` and
    `upper`, by `method`; and the range that was `expected` in the steps of the card, n each, NaN while
    nothing was, with the places of those beyond it. Either may be missing; `note` says why.
    """

    edges: Int64s | None = None
    values: Floats | None = None
    lower: Floats | None = None
    upper: Floats | None = None
    method: str = ""
    expected: tuple[Floats, Floats] | None = None
    odd: tuple[int, ...] = ()
    note: str = ""


def outlook(sql: sqlite3.Connection, shown: Answer, now: int, *, narrowed: bool) -> Outlook:
    """Return what a card asks for beyond its curve. Of what is `narrowed` to keys nothing is known beyond."""
    card = shown.card
    if narrowed or card.by or shown.fault or not shown.series:
        return Outlook()
    found = Outlook()
    if card.expected:
        found = _expected(sql, shown, now)
    if not card.ahead:
        return found
    try:
        known = forecast_metric(
            sql,
            card.metric,
            card.ahead,
            shown.step,
            shown.period.zone,
            now,
            LEVEL,
            country=holiday_country(sql),
            currency=shown.currency,
        )
    except SeriesError as fault:
        return Outlook(expected=found.expected, odd=found.odd, note=str(fault))
    one = next((one for one in known if one.line.currency == shown.currency), None)
    if one is None:
        return found
    begin = one.line.edges[-1]
    if not shown.period.start < begin <= shown.period.end + shown.step.length:
        return found
    ends = np.array(following(begin, card.ahead + 1, shown.step, shown.period.zone), np.int64)
    made = one.forecast
    return Outlook(
        ends,
        made.values,
        made.lower,
        made.upper,
        made.method,
        found.expected,
        found.odd,
        made.note or "",
    )


def _expected(sql: sqlite3.Connection, shown: Answer, now: int) -> Outlook:
    zone = shown.period.zone
    known = history(sql, shown.card.metric, shown.step, zone, now)
    line = next((one for one in known if one.currency == shown.currency), None)
    edges = shown.series[0].edges
    if line is None or len(line.exact) < _HISTORY_LEAST:
        return Outlook(note="There is not enough data to say what is usual.")
    detector = Detector(_SEASONS[shown.step])
    low, high = np.full(len(edges) - 1, np.nan), np.full(len(edges) - 1, np.nan)
    place = {at: number for number, at in enumerate(edges[:-1].tolist())}
    odd = []
    for at, value in zip(line.edges[:-1], line.values.tolist(), strict=True):
        judged = detector.judge(value)
        number = place.get(at)
        if number is None:
            continue
        low[number], high[number] = judged.lower, judged.upper
        if judged.severity > 1:
            odd.append(number)
    bounds = bounds_of(line.metric)
    return Outlook(expected=(np.clip(low, *bounds), np.clip(high, *bounds)), odd=tuple(odd))


NO_OUTLOOK: Final = Outlook()
"""Nothing beyond the curve."""
