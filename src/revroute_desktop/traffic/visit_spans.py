"""Requests as the spans that visits are made of."""

import numpy as np
from numpy.typing import NDArray

from revroute_desktop.traffic.hits import Words
from revroute_desktop.traffic.judged import Judged
from revroute_desktop.traffic.rollups import TermsOf
from revroute_desktop.traffic.visits import NEVER, Visits

Int64s = NDArray[np.int64]


def spans_of(judged: Judged, visitor: Int64s, terms_of: TermsOf) -> Visits:
    """Return one span for each request; `visitor` are the numbers of their visitors."""
    hits = judged.hits
    page = judged.page
    ones = np.ones(len(judged), np.int64)
    landing = _terms(hits.path, page, terms_of)
    return Visits(
        id=np.zeros(len(judged), np.int64),
        visitor=visitor,
        begun=hits.at,
        ended=hits.at,
        hits=ones,
        pages=page.astype(np.int64),
        errors=(hits.status >= 400).astype(np.int64),
        size=np.maximum(hits.size, 0),
        landing=landing,
        landing_at=np.where(page, hits.at, NEVER),
        exit=landing,
        exit_at=np.where(page, hits.at, -NEVER),
        source=_terms(judged.source, None, terms_of),
        campaign=_terms(judged.campaign, None, terms_of),
        country=_terms(judged.country, None, terms_of),
        device=_terms(judged.device, None, terms_of),
        bot=judged.bot,
        verdict=_terms(judged.verdict, None, terms_of),
    )


def _terms(words: Words, rows: NDArray[np.bool_] | None, terms_of: TermsOf) -> Int64s:
    """Return the number of the text of each row; where `rows` are given, of those alone, and 0 elsewhere."""
    codes = words.codes if rows is None else words.codes[rows]
    used = np.unique(codes)
    numbers = np.zeros(len(words.values), np.int64)
    numbers[used] = terms_of([words.values[code] for code in used.tolist()])
    found = numbers[words.codes]
    return found if rows is None else np.where(rows, found, 0)
