"""Readers of rollups give exactly what a scan of all events gives, for any spans, dimension and keys."""

import random
from dataclasses import replace
from itertools import pairwise

import pytest
from tests.analytics.metrics import scanning
from tests.analytics.metrics.test_figures_agree import BOOKS

from revroute_desktop.analytics.metrics.model import Ask
from revroute_desktop.analytics.metrics.periods import Step, edges
from revroute_desktop.analytics.metrics.read_events import read_events
from revroute_desktop.analytics.metrics.read_payers import read_payers
from revroute_desktop.analytics.metrics.terms import CannotTell
from revroute_desktop.workspace import Workspace
from revroute_desktop.workspace.zones import midnight

DAY = 86_400_000_000
DIMENSIONS = (None, *scanning.DIMENSIONS)


def some_edges(random: random.Random, start: int, end: int, zone: str) -> tuple[int, ...]:
    """Ends of spans: local midnights, hours, or any instants."""
    begin = random.randrange(start, end - 8 * DAY)
    match random.randrange(4):
        case 0:
            step = random.choice([Step.DAY, Step.WEEK, Step.MONTH])
            return edges(begin, begin + random.randrange(40, 120) * DAY, step, zone)
        case 1:
            return edges(begin, begin + 3 * DAY, Step.HOUR, zone)
        case 2:
            first = begin // DAY
            return tuple(midnight(first + day, zone) for day in sorted(random.sample(range(60), 3)))
    return tuple(sorted(random.sample(range(begin, begin + random.randrange(1, 60) * DAY), 4)))


@pytest.mark.parametrize("books", BOOKS)
@pytest.mark.parametrize("seed", range(3))
def test_the_same_as_a_scan(books: str, seed: int, request: pytest.FixtureRequest) -> None:
    workspace: Workspace = request.getfixturevalue(books)
    period = BOOKS[books]
    chosen = random.Random(seed)
    with workspace.read() as session:
        asked = Ask(session.sql, some_edges(chosen, period.start, period.end, period.zone), period.zone)
        for by in DIMENSIONS:
            terms: list[tuple[str, str]] = []
            for _ in range(2):
                ask = Ask(asked.sql, asked.edges, asked.zone, by, tuple(terms))
                found = scanning.read_events(ask)
                assert read_events(ask) == found, (ask.edges, by, terms)
                assert read_payers(ask) == scanning.read_payers(ask), (ask.edges, by, terms)
                whole = replace(ask, by=None)
                # Known from the answer by the dimension.
                assert read_payers(whole) == scanning.read_payers(whole), (ask.edges, by, terms)
                dimension = chosen.choice(scanning.DIMENSIONS)
                told = scanning.read_events(Ask(ask.sql, ask.edges, ask.zone, dimension, ask.terms))
                keys = sorted({key for _, key, _ in told}) or ["nowhere"]
                terms.append((dimension, chosen.choice(keys)))


def test_steps_of_every_length_add_up_to_the_whole(demo: Workspace) -> None:
    period = BOOKS["demo"]
    with demo.read() as session:
        whole = read_events(Ask(session.sql, (period.start, period.end), period.zone))
        for step in Step:
            marks = edges(period.start, period.end, step, period.zone)
            marks = tuple(sorted({period.start, *marks, period.end}))
            sums: dict[object, int] = {}
            for (currency, _, _), found in read_events(Ask(session.sql, marks, period.zone)).items():
                sums[currency] = sums.get(currency, 0) + found["net"]
            assert sums == {currency: found["net"] for (currency, _, _), found in whole.items()}
            assert all(start < end for start, end in pairwise(marks))


def test_zones_with_half_hours_are_answered_too(demo: Workspace) -> None:
    period = BOOKS["demo"]
    with demo.read() as session:
        for zone in ("Asia/Kolkata", "Australia/Eucla", "America/New_York"):
            marks = edges(period.start, period.start + 12 * DAY, Step.DAY, zone)
            for by in (None, "country"):
                ask = Ask(session.sql, marks, zone, by)
                assert read_events(ask) == scanning.read_events(ask)
                assert read_payers(ask) == scanning.read_payers(ask)


@pytest.mark.parametrize("reader", [read_events, read_payers])
def test_dimensions_that_events_do_not_have_are_refused(demo: Workspace, reader: type) -> None:
    with demo.read() as session, pytest.raises(CannotTell, match="can't be told apart by landing"):
        reader(Ask(session.sql, (0, DAY), "UTC", None, (("landing", "/"),)))
