"""Facts of revenue events, by when they occurred, whether they are routed yet or not; undone ones are out."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Final

import numpy as np

from revroute_desktop.analytics.metrics.event_keys import FIELDS, keys_of
from revroute_desktop.analytics.metrics.event_sums import event_sums
from revroute_desktop.analytics.metrics.model import Ask, Facts
from revroute_desktop.analytics.metrics.slots import add
from revroute_desktop.analytics.metrics.terms import asked_dimensions
from revroute_desktop.routing.kinds import MUST_BE_POSITIVE, Kind

EARNING: Final = tuple(sorted(int(kind) for kind in MUST_BE_POSITIVE - {Kind.CHARGEBACK_REVERSAL}))
"""Kinds that earn: sale, subscription, ad, affiliate, tip."""


def read_events(ask: Ask) -> Facts:
    """Return gross, refunds, chargebacks, won, fees, adjustments and net (minor units, refunds and
    chargebacks as positive), and how many: earning, refund_count, chargeback_count, events.

    Raises CannotTell for a dimension that events are not told apart by.
    """
    asked_dimensions(ask, FIELDS, "Revenue events")
    found: defaultdict[tuple[int, int, int, int], list[int]] = defaultdict(lambda: [0, 0])
    for sums in event_sums(ask):
        for place, key, currency, kind, events, amount in sums.rows():
            known = found[place, key, currency, kind]
            known[0] += events
            known[1] += amount
    keys = keys_of(ask.sql, ask.by, np.unique([key for _, key, _, _ in found]).astype(np.int64))
    facts: Facts = {}
    for (place, key, currency, kind), (events, amount) in found.items():
        if events:
            add(facts, (currency, keys[key], place), **_measures(Kind(kind), amount, events))
    return facts


def _measures(kind: Kind, amount: int, count: int) -> Mapping[str, int]:
    found = {"net": amount, "events": count}
    if int(kind) in EARNING:
        return found | {"gross": amount, "earning": count}
    match kind:
        case Kind.REFUND:
            return found | {"refunds": -amount, "refund_count": count}
        case Kind.CHARGEBACK:
            return found | {"chargebacks": -amount, "chargeback_count": count}
        case Kind.CHARGEBACK_REVERSAL:
            return found | {"won": amount}
        case Kind.FEE:
            return found | {"fees": -amount}
        case _:
            return found | {"adjustments": amount}
