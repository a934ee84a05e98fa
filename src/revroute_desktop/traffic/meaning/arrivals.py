"""Arrivals by a campaign: a link that names its campaign says more than the page that it stood on."""

import numpy as np
from numpy.typing import NDArray

from revroute_desktop.traffic.hits import Words
from revroute_desktop.traffic.meaning.campaigns import Campaigns
from revroute_desktop.traffic.meaning.classes import REFERRER_TITLES, ReferrerGroup


def by_campaign(
    referrer: Words, source: Words, campaigns: Campaigns, query: NDArray[np.int32]
) -> tuple[Words, Words]:
    """Return groups and names of referrers, row by row, where campaigns count.

    `query` are the codes of the rows' queries. Who came by a campaign is in the group of campaigns; who came
    directly, from a newsletter or an app, has the source that the campaign names. Links within the site that
    carry campaign words of their own change nothing.
    """
    said = np.array([bool(label) for label in campaigns.label.values], np.bool_)[campaigns.label.codes]
    rows = np.flatnonzero(said[query])
    within = _holds(referrer, ReferrerGroup.INTERNAL)
    rows = rows[~within[referrer.codes[rows]]]
    if not len(rows):
        return referrer, source
    direct = rows[_holds(referrer, ReferrerGroup.DIRECT)[referrer.codes[rows]]]
    groups = referrer.codes.copy()
    groups[rows] = len(referrer.values)
    names = list(source.values)
    places: dict[str, int] = {}
    codes = source.codes.copy()
    for row, number in zip(direct.tolist(), query[direct].tolist(), strict=True):
        name = campaigns.campaigns[number].source
        if name:
            codes[row] = places.setdefault(name, len(names) + len(places))
    return (
        Words((*referrer.values, REFERRER_TITLES[ReferrerGroup.CAMPAIGN]), groups),
        Words((*names, *places), codes),
    )


def _holds(referrer: Words, group: ReferrerGroup) -> NDArray[np.bool_]:
    return np.array([text == REFERRER_TITLES[group] for text in referrer.values], np.bool_)
