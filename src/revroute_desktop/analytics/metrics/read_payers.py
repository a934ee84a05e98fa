"""Facts of payers. A payer has one seal whatever the number of events (B24), so that seals tell payers apart
without any text being read. Who was erased and buys again gets a new seal, and counts as a new payer.
"""

from typing import Final

import numpy as np

from revroute_desktop.analytics.metrics.model import Ask, Facts
from revroute_desktop.analytics.metrics.read_events import EARNING, NONE, events_from

_COLUMNS: Final = {
    "source": "(SELECT code FROM source WHERE source.id = event.source)",
    "campaign": "(SELECT text FROM term WHERE term.id = event.campaign)",
    "country": "(SELECT text FROM term WHERE term.id = event.country)",
    "product": "(SELECT text FROM term WHERE term.id = event.product)",
}


def read_payers(ask: Ask) -> Facts:
    """Return payers of each span, new ones (whose first event of all falls into it), returning ones, and
    those who repeat: with two events or more in it.
    """
    tables, standing = events_from(ask.sql)
    key = _COLUMNS[ask.by] if ask.by else "NULL"
    kinds = ", ".join(map(str, EARNING))
    rows = ask.sql.execute(
        f"SELECT payer, occurred_at, {key} FROM {tables}"
        f" WHERE payer IS NOT NULL AND event.kind IN ({kinds}) AND occurred_at < ? AND {standing}",
        (ask.edges[-1],),
    ).fetchall()
    if not rows:
        return {}
    payer = np.array([row[0] for row in rows], np.int64)
    at = np.array([row[1] for row in rows], np.int64)
    names = sorted({row[2] or NONE for row in rows})
    code = {name: number for number, name in enumerate(names)}
    keys = np.array([code[row[2] or NONE] for row in rows], np.int64)
    edges = np.array(ask.edges, np.int64)
    numbers, of = np.unique(payer, return_inverse=True)
    first = np.full(len(numbers), np.iinfo(np.int64).max)
    np.minimum.at(first, of, at)
    here = at >= edges[0]
    place = np.searchsorted(edges, at[here], side="right") - 1
    visits = np.stack((place, keys[here], of[here]), axis=1)
    distinct, counts = np.unique(visits, axis=0, return_counts=True)
    new = first[distinct[:, 2]] >= edges[distinct[:, 0]]
    facts: Facts = {}
    groups, member = np.unique(distinct[:, :2], axis=0, return_inverse=True)
    size = len(groups)
    payers = np.bincount(member, minlength=size)
    fresh = np.bincount(member, weights=new, minlength=size)
    repeating = np.bincount(member, weights=counts > 1, minlength=size)
    for number, (span, name) in enumerate(groups.tolist()):
        facts[None, names[name], span] = {
            "payers": int(payers[number]),
            "new": int(fresh[number]),
            "returning": int(payers[number] - fresh[number]),
            "repeating": int(repeating[number]),
        }
    return facts
