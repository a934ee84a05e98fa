"""Facts of what campaigns cost, with the visits and the revenue of the campaigns of which a cost is given."""

import numpy as np

from revroute_desktop.analytics.metrics.model import Ask, Facts
from revroute_desktop.analytics.metrics.read_joined import read_joined
from revroute_desktop.analytics.metrics.read_visits import read_visits
from revroute_desktop.analytics.metrics.slots import add
from revroute_desktop.analytics.metrics.terms import asked_dimensions
from revroute_desktop.workspace.zones import local_days


def read_costs(ask: Ask) -> Facts:
    """Return cost (minor units), clicks, and cost_rows: how many costs were given; and of the campaigns of
    which a cost is given in a span, and in the cost's currency: cost_visits and cost_revenue.

    Raises UserError for terms of another dimension than the campaign.
    """
    asked_dimensions(ask, ("campaign",), "Costs")
    days = local_days(np.array(ask.edges, np.int64), ask.zone)
    wanted = {key for _, key in ask.terms}
    by_campaign: Facts = {}
    for day, campaign, currency, amount, clicks in ask.sql.execute(
        "SELECT day, campaign, currency, amount, clicks FROM desk_campaign_cost WHERE day >= ? AND day < ?",
        (int(days[0]), int(days[-1])),
    ):
        if wanted <= {campaign}:
            place = int(np.searchsorted(days, day, side="right")) - 1
            add(by_campaign, (currency, campaign, place), cost=amount, clicks=clicks or 0, cost_rows=1)
    if not by_campaign:
        return {}
    told = Ask(ask.sql, ask.edges, ask.zone, "campaign")
    visits, revenue = read_visits(told), read_joined(told)
    facts: Facts = {}
    for (currency, campaign, place), measures in by_campaign.items():
        add(
            facts,
            (currency, campaign if ask.by else "", place),
            **measures,
            cost_visits=visits.get((None, campaign, place), {}).get("visits", 0),
            cost_revenue=revenue.get((currency, campaign, place), {}).get("revenue", 0),
        )
    return facts
