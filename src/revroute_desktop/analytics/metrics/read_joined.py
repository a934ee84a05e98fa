"""Facts of revenue by where its buyers came from, as `traffic.revenue` joins events to visits."""

from itertools import pairwise
from typing import Final

from revroute_desktop.analytics.metrics.model import Ask, Facts
from revroute_desktop.analytics.metrics.slots import add
from revroute_desktop.analytics.metrics.terms import asked_dimensions
from revroute_desktop.traffic.revenue import How
from revroute_desktop.traffic.revenue_queries import traffic_revenue

DIMENSIONS: Final = {"referrer": "source", "campaign": "campaign", "landing": "landing"}


def read_joined(ask: Ask) -> Facts:
    """Return revenue (net, minor units) and what of it a key or an attribute joined surely; the rest is
    modelled by the visits of the hour, or of unknown origin. `joined_events` counts events, in the whole
    alone.
    """
    asked_dimensions(ask, DIMENSIONS, "Revenue by origin")
    facts: Facts = {}
    for place, (start, end) in enumerate(pairwise(ask.edges)):
        if start >= end:
            continue
        joined = traffic_revenue(ask.sql, start, end)
        for row in joined.rows:
            if any(getattr(row.origin, DIMENSIONS[name]) != key for name, key in ask.terms):
                continue
            key = getattr(row.origin, DIMENSIONS[ask.by]) if ask.by else ""
            sure = row.amount if row.how in (How.KEY, How.ATTRIBUTE) else 0
            add(facts, (row.currency, key, place), revenue=row.amount, sure=sure, origins=1)
        if ask.by is None and not ask.terms:
            for (currency, how), count in joined.events.items():
                joined_count = count if how in (How.KEY, How.ATTRIBUTE) else 0
                add(facts, (currency, "", place), all_events=count, joined_events=joined_count)
    return facts
