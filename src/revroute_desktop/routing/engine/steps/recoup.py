"""Recoup of advances: at most what is outstanding (B20)."""

import numpy as np
from numpy.typing import NDArray

from revroute_desktop.money.columns import mul_div_round
from revroute_desktop.routing.engine.dated import distinct_rows
from revroute_desktop.routing.engine.flow import Flow
from revroute_desktop.routing.engine.steps.limits import Bound
from revroute_desktop.routing.plans.plan import Recoup

Int64s = NDArray[np.int64]


def computed_recoup(flow: Flow, recoup: Recoup) -> Int64s:
    """Return the rate of what remains, rounded once."""
    rate = recoup.rate
    if rate == 1:
        return flow.left
    return mul_div_round(flow.left, rate.numerator, rate.denominator, flow.version.plan.rounding)


def outstanding(flow: Flow, to: Int64s | int) -> Bound:
    """Return the outstanding balance of each row's advance account as a bound.

    No other step may touch these accounts within the flow's run.
    """
    account = np.full(len(flow.row), to, np.int64) if isinstance(to, int) else to
    currency = flow.events.columns.currency[flow.row]
    example, place = distinct_rows([(account, len(flow.accounts.codes)), (currency, 1000)])
    balances = [flow.balances.value(int(account[row]), int(currency[row])) for row in example.tolist()]
    return Bound(place, np.maximum(np.array(balances, np.int64), 0))
