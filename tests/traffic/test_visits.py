"""Visits come out the same however requests are ordered and cut into batches."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from revroute_desktop.traffic.visits import COLUMNS, DAY, GAP, NEVER, Visits, join, nothing, take
from revroute_desktop.traffic.visits_open import OpenVisits

Hit = tuple[int, int, bool, int]
"""Visitor, time, whether it is a page, and its term."""

MINUTE = 60_000_000
hits = st.lists(
    st.tuples(st.integers(1, 3), st.integers(0, 300), st.booleans(), st.integers(1, 9)),
    min_size=1,
    max_size=60,
).map(lambda rows: [(visitor, minute * MINUTE, page, term) for visitor, minute, page, term in rows])


def spans(rows: list[Hit]) -> Visits:
    visitor, at, page, term = (np.array(column, np.int64) for column in zip(*rows, strict=True))
    zeros, ones = np.zeros(len(rows), np.int64), np.ones(len(rows), np.int64)
    columns = dict.fromkeys(COLUMNS, zeros) | {"visitor": visitor, "begun": at, "ended": at, "hits": ones}
    columns |= {"pages": page, "landing": np.where(page, term, 0), "exit": np.where(page, term, 0)}
    columns |= {"landing_at": np.where(page, at, NEVER), "exit_at": np.where(page, at, -NEVER)}
    return Visits(**columns)


def reference(rows: list[Hit]) -> list[tuple[int, ...]]:
    """Return visitor, begin, end, hits, pages, time of the first and of the last page, plainly."""
    found = []
    for visitor in {row[0] for row in rows}:
        own = sorted(row for row in rows if row[0] == visitor)
        visit = [own[0]]
        for row in own[1:]:
            if row[1] - visit[-1][1] > GAP:
                found.append(visit)
                visit = []
            visit.append(row)
        found.append(visit)
    summed = []
    for visit in found:
        pages = [at for _, at, page, _ in visit if page]
        summed.append(
            (
                visit[0][0],
                visit[0][1],
                visit[-1][1],
                len(visit),
                len(pages),
                min(pages, default=NEVER),
                max(pages, default=-NEVER),
            )
        )
    return sorted(summed)


class Kept:
    """What a table of visits would hold."""

    def __init__(self) -> None:
        self.visits = nothing()

    def load(self, first: int, end: int) -> Visits:
        return take(self.visits, (self.visits.ended >= first) & (self.visits.ended < end))

    def write(self, changed: Visits, absorbed: np.ndarray) -> None:
        gone = np.isin(self.visits.id, np.concatenate([changed.id, absorbed]))
        self.visits = join([take(self.visits, ~gone), changed])


@given(hits, st.lists(st.integers(1, 12), max_size=12), st.booleans())
def test_batches_of_any_order_make_the_visits_of_the_whole(
    rows: list[Hit], sizes: list[int], restart: bool
) -> None:
    kept = Kept()
    open_visits = OpenVisits(kept.load, 1)
    rest = rows
    for size in [*sizes, len(rows)]:
        part, rest = rest[:size], rest[size:]
        if restart:
            open_visits = OpenVisits(kept.load, int(kept.visits.id.max(initial=0)) + 1)
        if part:
            merged = open_visits.add(spans(part))
            kept.write(merged.visits, merged.absorbed)
    found = kept.visits
    names = ("visitor", "begun", "ended", "hits", "pages", "landing_at", "exit_at")
    assert sorted(zip(*(getattr(found, name).tolist() for name in names), strict=True)) == reference(rows)
    assert len(np.unique(found.id)) == len(found) and bool((found.id > 0).all())


@given(hits)
def test_landing_and_exit_are_the_first_and_the_last_page(rows: list[Hit]) -> None:
    merged = OpenVisits(lambda first, end: nothing(), 1).add(spans(rows)).visits
    for place in range(len(merged)):
        own = [
            row
            for row in rows
            if row[0] == merged.visitor[place]
            and merged.begun[place] <= row[1] <= merged.ended[place]
            and row[2]
        ]
        if own:
            first, last = min(row[1] for row in own), max(row[1] for row in own)
            assert merged.landing[place] == next(row[3] for row in own if row[1] == first)
            assert merged.exit[place] == [row[3] for row in own if row[1] == last][-1]
        else:
            assert (merged.landing[place], merged.exit[place]) == (0, 0)


def test_a_gap_of_thirty_minutes_goes_on_and_one_of_more_begins_anew() -> None:
    assert (
        len(
            OpenVisits(lambda first, end: nothing(), 1)
            .add(spans([(1, 0, True, 1), (1, GAP, True, 1)]))
            .visits
        )
        == 1
    )
    rows: list[Hit] = [(1, 0, True, 1), (1, GAP + 1, True, 1)]
    assert len(OpenVisits(lambda first, end: nothing(), 1).add(spans(rows)).visits) == 2


def test_a_visit_that_a_late_request_joins_to_another_is_absorbed() -> None:
    kept = Kept()
    open_visits = OpenVisits(kept.load, 1)
    open_visits.add(spans([(1, 0, True, 1), (1, 50 * MINUTE, True, 2)]))
    merged = open_visits.add(spans([(1, 25 * MINUTE, False, 3)]))
    assert merged.visits.id.tolist() == [1]
    assert merged.absorbed.tolist() == [2]
    assert merged.visits.hits.tolist() == [3]


def test_wild_times_do_not_bring_whole_tables_into_memory() -> None:
    asked: list[tuple[int, int]] = []

    def load(first: int, end: int) -> Visits:
        asked.append((first, end))
        return nothing()

    OpenVisits(load, 1).add(spans([(1, 0, True, 1), (2, 20_000 * DAY, True, 1)]))
    assert all(end - first <= DAY for first, end in asked)
