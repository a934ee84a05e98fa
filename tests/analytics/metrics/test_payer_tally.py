"""Payers are counted as Python's own sets would, whatever the number of bits, parts and ranges."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from revroute_desktop.analytics.metrics.payer_tally import Layout, Tally, in_order, tally

Event = tuple[int, int, int]
"""Payer, place and key."""


@pytest.fixture(scope="module")
def pool() -> Iterator[Executor]:
    with ThreadPoolExecutor(2) as pool:
        yield pool


def codes_of(events: Sequence[Event], layout: Layout) -> np.ndarray:
    shift = layout.place + layout.key
    codes = [payer << shift | place << layout.key | key for payer, place, key in events]
    return in_order(np.array(codes, layout.dtype), layout)


def counted(events: Sequence[Event], since: Sequence[int], bits: int) -> dict[int, tuple[int, int, int]]:
    """Return payers, new and repeating ones by place << bits | key."""
    groups: defaultdict[int, Counter[int]] = defaultdict(Counter)
    for payer, place, key in events:
        if payer:
            groups[place << bits | key][payer] += 1
    return {
        group: (
            len(payers),
            sum(group >> bits < since[payer] for payer in payers),
            sum(count > 1 for count in payers.values()),
        )
        for group, payers in groups.items()
    }


def told(found: Tally) -> dict[int, tuple[int, int, int]]:
    used = np.flatnonzero(found.payers)
    columns = (found.payers[used], found.new[used], found.repeating[used])
    return dict(zip(used.tolist(), zip(*(column.tolist() for column in columns), strict=True), strict=True))


def check(parts: Sequence[Sequence[Event]], since: Sequence[int], layout: Layout, pool: Executor) -> None:
    events = [event for part in parts for event in part]
    codes = [codes_of(part, layout) for part in parts]
    by_key, whole = tally(codes, layout, np.array(since, layout.dtype), pool)
    assert told(by_key) == counted(events, since, layout.key)
    assert told(whole) == counted([(payer, place, 0) for payer, place, _ in events], since, 0)


@st.composite
def cases(draw: st.DrawFn) -> tuple[list[list[Event]], list[int], Layout]:
    layout = Layout(*(draw(st.integers(low, 5)) for low in (1, 0, 0)))
    event = st.tuples(*(st.integers(0, 2**bits - 1) for bits in (layout.payer, layout.place, layout.key)))
    parts = draw(st.lists(st.lists(event, max_size=40), min_size=1, max_size=4))
    since = draw(st.lists(st.integers(0, 2**layout.place), min_size=32, max_size=32))
    return parts, since, layout


@given(cases())
@settings(max_examples=150)
def test_payers_are_counted_as_sets_count_them(case: tuple[list[list[Event]], list[int], Layout]) -> None:
    with ThreadPoolExecutor(2) as pool:
        check(*case, pool)


@pytest.mark.parametrize(
    "layout",
    [Layout(18, 0, 14), Layout(19, 0, 14), Layout(17, 9, 6), Layout(18, 9, 6), Layout(20, 0, 0)],
    ids=["32 bits", "33 bits", "32 bits with places", "33 bits with places", "payers alone"],
)
def test_many_events_are_counted_by_ranges_of_payers(layout: Layout, pool: Executor) -> None:
    random = np.random.default_rng(7)
    size = 400_000
    payer = np.minimum(random.pareto(0.5, size) * 20, 2**layout.payer - 1).astype(np.int64)
    place, key = (random.integers(max(0, 2**bits - 3), 2**bits, size) for bits in (layout.place, layout.key))
    events = [*zip(payer.tolist(), place.tolist(), key.tolist(), strict=True)]
    since = random.integers(2**layout.place - 1, 2**layout.place + 1, 2**layout.payer).tolist()
    check([events[begin : begin + 90_000] for begin in range(0, size, 90_000)], since, layout, pool)


def test_one_payer_may_have_all_events(pool: Executor) -> None:
    layout = Layout(3, 0, 2)
    check([[(5, 0, key % 3)] * 150_000 for key in range(4)], [1] * 8, layout, pool)
    check([[(0, 0, 1)], []], [0] * 8, layout, pool)
