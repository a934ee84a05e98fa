"""What the overview says of a period: read in one question, aside."""

from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from revroute_desktop.traffic.bins import Bins, bins, width_for
from revroute_desktop.traffic.bots.queries import FilteredOut, filtered_out
from revroute_desktop.traffic.groups import Group, groups
from revroute_desktop.traffic.meaning.classes import BotClass
from revroute_desktop.traffic.queries import (
    Counts,
    FileRow,
    VisitTotals,
    by_class,
    files,
    latency,
    span,
    visit_totals,
)
from revroute_desktop.traffic.revenue import How, JoinedRevenue
from revroute_desktop.traffic.revenue_queries import traffic_revenue
from revroute_desktop.traffic.rollups import HOUR, Dimension
from revroute_desktop.traffic.settings import load_rules
from revroute_desktop.traffic.visit_pages import VisitShown, visit_ids, visit_page
from revroute_desktop.workspace import Sql

NOW_VISITS = 50
_NOTHING = Counts()


@dataclass(frozen=True, slots=True)
class Overview:
    """Traffic of `shown`, what is looked at of the period, with the bins of all of the period; `ever` says
    whether there is any at all.
    """

    ever: bool
    shown: tuple[int, int]
    people: Counts
    bots: int
    own_load: int
    own_addresses: int
    visits: VisitTotals
    p95: float | None
    bins: Bins | None
    filtered: tuple[FilteredOut, ...]
    newest: tuple[VisitShown, ...]
    files: tuple[FileRow, ...]


@dataclass(frozen=True, slots=True)
class RevenueShown:
    """Revenue of a period in one currency: its sum, what a key joined of it, the share of events joined."""

    currency: int
    total: int
    joined: int
    modelled: int
    match_rate: Fraction


@dataclass(frozen=True, slots=True)
class Groups:
    """People by country or device; `has_file` says whether the rules name a file of countries."""

    rows: tuple[Group, ...]
    has_file: bool

    @property
    def known(self) -> bool:
        """Whether any of them has a name."""
        return any(row.text for row in self.rows)


def groups_of(
    sql: Sql, dimension: Dimension, period: tuple[int, int] | None, part: tuple[int, int] | None = None
) -> Groups:
    """Return people of a period, or of a part of it, by country or device."""
    shown = _looked_at(_within(period, span(sql)), part)
    return Groups(groups(sql, dimension, *shown), bool(load_rules(sql).countries))


def overview_of(sql: Sql, period: tuple[int, int] | None, part: tuple[int, int] | None = None) -> Overview:
    """Return what the overview shows of a period, of which `part` is looked at; None is all of it."""
    whole = span(sql)
    charted = _within(period, whole)
    shown = _looked_at(charted, part)
    classes = by_class(sql, *shown)
    people = classes.pop(BotClass.PEOPLE, _NOTHING)
    own_load = classes.pop(BotClass.OWN_LOAD, _NOTHING).hits
    own_addresses = classes.pop(BotClass.OWN_ADDRESS, _NOTHING).hits
    p95 = latency(sql, *shown, percents=(95,)).get(95)
    newest = visit_ids(sql, shown, most=NOW_VISITS)
    return Overview(
        ever=whole is not None,
        shown=shown,
        people=people,
        bots=sum(counts.hits for counts in classes.values()),
        own_load=own_load,
        own_addresses=own_addresses,
        visits=visit_totals(sql, *shown),
        p95=None if p95 is None else p95 / 1000,
        bins=_bins(sql, charted) if charted[1] > charted[0] else None,
        filtered=tuple(
            row
            for row in filtered_out(sql, *shown)
            if row.bot not in (BotClass.OWN_LOAD, BotClass.OWN_ADDRESS)
        ),
        newest=tuple(visit_page(sql, newest)),
        files=files(sql),
    )


def revenue_of(joined: JoinedRevenue, currency: int) -> RevenueShown:
    """Return what the overview says of revenue in a currency."""
    amounts = {how: joined.amounts.get((currency, how), 0) for how in How}
    return RevenueShown(
        currency,
        sum(amounts.values()),
        amounts[How.KEY] + amounts[How.ATTRIBUTE],
        amounts[How.MODELLED],
        joined.match_rate(currency),
    )


def joined_revenue(
    sql: Sql, period: tuple[int, int] | None, part: tuple[int, int] | None = None
) -> JoinedRevenue:
    """Return the revenue of what the period, or a part of it, has of traffic, by origin."""
    return traffic_revenue(sql, *_looked_at(_within(period, span(sql)), part))


def sparks(
    found: Bins | None, shown: tuple[int, int] | None = None, most: int = 48
) -> dict[str, tuple[float, ...]]:
    """Return the courses of people, bots, own load, errors and latency over what is shown, each as at most so
    many values.
    """
    if found is None:
        return {}
    seen = slice(None) if shown is None else slice(*np.searchsorted(found.at, shown).tolist())
    count = len(found.at[seen])
    if not count:
        return {}
    starts = np.arange(0, count, max(1, -(-count // most)))
    made = {
        name: tuple(np.add.reduceat(values[seen], starts).astype(float).tolist())
        for name, values in (
            ("people", found.people),
            ("bots", found.bots),
            ("own_load", found.own_load),
            ("errors", found.errors),
        )
    }
    latencies = found.p95[seen]
    latencies = latencies[~np.isnan(latencies)]
    return {**made, "p95": tuple(latencies[:: max(1, len(latencies) // most)].tolist())}


def _within(period: tuple[int, int] | None, whole: tuple[int, int] | None) -> tuple[int, int]:
    """Return what a period has of the time that there is traffic of, from a full hour on; (0, 0) for none."""
    if whole is None:
        return (0, 0)
    first, end = whole if period is None else (max(period[0], whole[0]), min(period[1], whole[1]))
    return (first // HOUR * HOUR, end) if first < end else (0, 0)


def _looked_at(shown: tuple[int, int], part: tuple[int, int] | None) -> tuple[int, int]:
    """Return what a part has of what is shown, all of it where there is no part; (0, 0) for none."""
    if part is None:
        return shown
    first, end = max(part[0], shown[0]), min(part[1], shown[1])
    return (first, end) if first < end else (0, 0)


def _bins(sql: Sql, shown: tuple[int, int]) -> Bins:
    return bins(sql, *shown, width_for(*shown))
