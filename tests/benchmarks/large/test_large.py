"""Figures of the Analytics pane on ten million events and a million visits: `make bench-large`.

Each is the median of some runs after a first one, as a person meets it who looks at a pane for a while.
"""

import sqlite3
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from statistics import median

import pytest
from tests.benchmarks.figures import record
from tests.benchmarks.generator import YEAR, ZONE
from tests.benchmarks.large.build import built

from revroute_desktop.analytics.arrangements import READY
from revroute_desktop.analytics.card_answers import answer
from revroute_desktop.analytics.cards import Card
from revroute_desktop.analytics.metrics.catalogue import METRICS, READERS, metric_named
from revroute_desktop.analytics.metrics.figures import show
from revroute_desktop.analytics.metrics.known import data_span
from revroute_desktop.analytics.metrics.lines import lines
from revroute_desktop.analytics.metrics.model import Ask, Metric
from revroute_desktop.analytics.metrics.periods import Period, Step
from revroute_desktop.analytics.metrics.remembered import Remembered
from revroute_desktop.analytics.rows import rows_behind
from revroute_desktop.analytics.selection import Selection
from revroute_desktop.analytics.why import explain_change
from revroute_desktop.ledger.periods import day_number
from revroute_desktop.routing.event_pages import event_ids, event_page, event_sums
from revroute_desktop.traffic.revenue_queries import join_stretch
from revroute_desktop.traffic.revenue_visits import KnownVisits
from revroute_desktop.workspace import open_workspace
from revroute_desktop.workspace.zones import midnight

DECEMBER = Period(date(YEAR, 12, 1), date(YEAR, 12, 28), ZONE)
SUMMER = Period(date(YEAR, 6, 1), date(YEAR, 8, 31), ZONE)
WHOLE = Period(date(YEAR, 1, 1), date(YEAR, 12, 30), ZONE)
PERIODS = {"28 days": DECEMBER, "a year": WHOLE}
NOW = WHOLE.end
SELECTED = (("country", "DE"),)
CARD_MS, WHY_MS, ROWS_MS = 100, 1000, 200
RUNS = 3
OVER_TIME = ("net", "received", "held", "top10_share", "payers", "repeat_rate", "visits", "requests")
"""A metric of each reader at least, and of payers both."""
JOINED_DAYS = 14


@pytest.fixture(scope="module")
def sql() -> Iterator[sqlite3.Connection]:
    with open_workspace(built()) as workspace, workspace.read() as session:
        yield session.sql


@dataclass(frozen=True, slots=True)
class Spent:
    """Milliseconds on the wall and of the processor: on a busy machine the one is far from the other."""

    wall: float
    cpu: float


def spent_on(run: Callable[[], object]) -> Spent:
    run()
    wall, cpu = [], []
    for _ in range(RUNS):
        for reader in READERS.values():
            if isinstance(reader, Remembered):
                reader.forget()
        begun, busy = time.perf_counter(), time.process_time()
        run()
        wall.append(1000 * (time.perf_counter() - begun))
        cpu.append(1000 * (time.process_time() - busy))
    return Spent(median(wall), median(cpu))


@pytest.mark.parametrize("metric", METRICS, ids=lambda metric: metric.name)
def test_a_metric_by_every_dimension(sql: sqlite3.Connection, metric: Metric) -> None:
    slow = {}
    for words, period in PERIODS.items():
        for by in (None, *metric.by):
            name = f"{metric.name} by {by or 'nothing'}, {words}"
            slow[name] = spent_on(lambda by=by, period=period: show(sql, metric.name, period, by=by, now=NOW))
    worst = max(slow, key=lambda name: slow[name].cpu)
    spent, middle = slow[worst], median(one.cpu for one in slow.values())
    figures = {"ms": spent.wall, "cpu_ms": spent.cpu, "median_cpu_ms": middle, "bar": CARD_MS}
    record(f"large: {metric.name}", worst=worst, **figures)


@pytest.mark.parametrize("reader", ["events", "payers"])
@pytest.mark.parametrize("period", PERIODS)
@pytest.mark.parametrize("by", [None, "source", "kind", "route", "product", "campaign", "country"])
def test_a_reader_narrowed_to_a_key(sql: sqlite3.Connection, reader: str, period: str, by: str) -> None:
    span = PERIODS[period]
    ask = Ask(sql, (span.start, span.end), ZONE, by, SELECTED)
    spent = spent_on(lambda: READERS[reader](ask))
    name = f"large: {reader} of one country by {by or 'nothing'}, {period}"
    record(name, ms=spent.wall, cpu_ms=spent.cpu)


@pytest.mark.parametrize("step", Step)
@pytest.mark.parametrize("name", OVER_TIME)
def test_a_metric_over_time(sql: sqlite3.Connection, name: str, step: Step) -> None:
    if step.length < metric_named(name).finest:
        pytest.skip("known by the day")
    start = DECEMBER.start if step is Step.HOUR else WHOLE.start
    spent = spent_on(lambda: lines(sql, name, start, WHOLE.end, step, ZONE))
    record(f"large: {name} by the {step}", ms=spent.wall, cpu_ms=spent.cpu, bar=CARD_MS)


def test_joining_the_revenue_of_a_day_to_its_traffic(sql: sqlite3.Connection) -> None:
    last = day_number(WHOLE.last)
    begun, busy = time.perf_counter(), time.process_time()
    visits = KnownVisits(sql)
    for day in range(last, last - JOINED_DAYS, -1):
        join_stretch(sql, midnight(day, ZONE), midnight(day + 1, ZONE), visits)
    record(
        "large: joining a day",
        ms=1000 * (time.perf_counter() - begun) / JOINED_DAYS,
        cpu_ms=1000 * (time.process_time() - busy) / JOINED_DAYS,
    )


@pytest.mark.parametrize(
    ("name", "place", "card"),
    [(one.name, place, card) for one in READY for place, card in enumerate(one.cards, 1)],
)
def test_a_card_is_answered_in_a_tenth_of_a_second(
    sql: sqlite3.Connection, name: str, place: int, card: Card
) -> None:
    plain = spent_on(lambda: answer(sql, card, DECEMBER, now=NOW, currency="EUR"))
    selected = spent_on(
        lambda: answer(sql, card, DECEMBER, selection=Selection(terms=SELECTED), now=NOW, currency="EUR")
    )
    what = f"large: card {place} of {name}, {card.metric} {card.form}"
    record(
        what,
        ms=plain.wall,
        cpu_ms=plain.cpu,
        selected_ms=selected.wall,
        selected_cpu_ms=selected.cpu,
        bar=CARD_MS,
    )
    assert max(plain.wall, selected.wall) < CARD_MS


@pytest.mark.parametrize("by", ["source", "kind", "route", "product", "campaign", "country"])
def test_why_something_changed_is_told_within_a_second(sql: sqlite3.Connection, by: str) -> None:
    spent = spent_on(lambda: explain_change(sql, "gross", SUMMER, SUMMER.before, by))
    record(f"large: why by {by}", ms=spent.wall, cpu_ms=spent.cpu, bar=WHY_MS)
    assert spent.wall < WHY_MS


@pytest.mark.parametrize(
    ("name", "terms"),
    [
        ("gross", ()),
        ("net", (("country", "DE"),)),
        ("refunds", (("product", "product-7"), ("campaign", "campaign-3"))),
        ("payers", (("source", "shop-uk"), ("kind", "tip"))),
        ("events", (("route", "creators"),)),
        ("chargebacks", ()),
    ],
)
@pytest.mark.parametrize("period", PERIODS)
def test_the_first_page_of_rows_is_there_in_a_fifth_of_a_second(
    sql: sqlite3.Connection, name: str, terms: tuple[tuple[str, str], ...], period: str
) -> None:
    span = PERIODS[period]

    def first_page() -> object:
        rows = rows_behind(sql, name, (span.start, span.end), ZONE, currency="GBP", terms=terms).filter()
        return event_page(sql, event_ids(sql, rows, most=200)[:60])

    rows = rows_behind(sql, name, (span.start, span.end), ZONE, currency="GBP", terms=terms).filter()
    spent = spent_on(first_page)
    record(
        f"large: rows of {name} {' '.join(map('='.join, terms))}, {period}",
        ms=spent.wall,
        cpu_ms=spent.cpu,
        all_ids_cpu_ms=spent_on(lambda: event_ids(sql, rows)).cpu,
        sums_cpu_ms=spent_on(lambda: event_sums(sql, rows)).cpu,
        count=event_sums(sql, rows).count,
        bar=ROWS_MS,
    )
    assert spent.wall < ROWS_MS


def test_when_there_is_data_is_known_at_once(sql: sqlite3.Connection) -> None:
    spent = spent_on(lambda: [data_span(sql, name) for name in ("net", "visits")])
    record("large: span of the data", ms=spent.wall, cpu_ms=spent.cpu)
    assert spent.wall < CARD_MS


def test_opening_does_not_wait_for_rollups() -> None:
    def opened() -> None:
        open_workspace(built()).close()

    spent = spent_on(opened)
    record("large: opening the workspace", ms=spent.wall, cpu_ms=spent.cpu)
