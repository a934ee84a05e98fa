"""The rows behind a figure are those that it is made of, to the unit."""

from datetime import date
from pathlib import Path

import pytest
from tests.analytics.metrics.test_figures_agree import BOOKS
from tests.conftest import FixedClock
from tests.proof.sample_books import fill

from revroute_desktop.analytics.metrics.catalogue import METRICS
from revroute_desktop.analytics.metrics.event_keys import FIELDS
from revroute_desktop.analytics.metrics.figures import code_of
from revroute_desktop.analytics.metrics.model import Ask, Metric
from revroute_desktop.analytics.metrics.periods import Step, edges
from revroute_desktop.analytics.metrics.read_events import read_events
from revroute_desktop.analytics.rows import rows_behind
from revroute_desktop.errors import UserError
from revroute_desktop.routing.event_index import indexed
from revroute_desktop.routing.event_pages import event_ids, event_sums
from revroute_desktop.workspace import Workspace, create
from revroute_desktop.workspace.zones import midnight

DAY = 86_400_000_000
OF_EVENTS = [
    metric
    for metric in METRICS
    if metric.part.reader == "events" and (metric.over is None or metric.over.reader == "events")
]
SIGN = {"refunds": -1, "chargebacks": -1}
COUNTS = {
    "gross": ("earning",),
    "refunds": ("refund_count",),
    "chargebacks": ("chargeback_count",),
    "net": ("events",),
    "sales": ("earning",),
    "events": ("events",),
    "average_order": ("earning",),
    "refund_rate": ("earning", "refund_count"),
    "chargeback_rate": ("earning", "chargeback_count"),
}


def check(workspace: Workspace, metric: Metric, ask: Ask) -> int:
    """Hold the rows behind every figure of one span against it; returns how many figures there were."""
    zone, span = ask.zone, (ask.edges[0], ask.edges[-1])
    facts = read_events(ask)
    for (currency, key, _), measures in facts.items():
        terms = (*ask.terms, *(((ask.by, key),) if ask.by else ()))
        rows = rows_behind(ask.sql, metric.name, span, zone, currency=code_of(currency), terms=terms)
        sums = event_sums(ask.sql, rows.filter())
        assert sums.count == sum(measures.get(measure, 0) for measure in COUNTS[metric.name]), rows
        assert sums.undone == 0
        if metric.over is None and metric.name in ("gross", "refunds", "chargebacks", "net"):
            amount = SIGN.get(metric.name, 1) * measures.get(metric.part.measure, 0)
            assert sums.sums.get(currency, 0) == amount, rows
        assert indexed(ask.sql, rows.filter().terms, zone, None, None) is not None, rows
        first = event_ids(ask.sql, rows.filter(), most=50)
        assert first.tolist() == event_ids(ask.sql, rows.filter()).tolist()[:50]
    return len(facts)


@pytest.mark.parametrize("books", BOOKS)
@pytest.mark.parametrize("metric", OF_EVENTS, ids=lambda metric: metric.name)
def test_rows_are_those_of_every_figure_by_every_dimension(
    books: str, metric: Metric, request: pytest.FixtureRequest
) -> None:
    workspace: Workspace = request.getfixturevalue(books)
    period = BOOKS[books]
    with workspace.read() as session:
        for by in (None, *FIELDS):
            assert check(
                workspace, metric, Ask(session.sql, (period.start, period.start + 20 * DAY), period.zone, by)
            )


def test_rows_of_steps_hours_and_selected_keys(demo: Workspace) -> None:
    period = BOOKS["demo"]
    with demo.read() as session:
        for step in Step:
            marks = edges(period.start + DAY, period.end, step, period.zone)
            for by, terms in ((None, ()), ("country", (("kind", "sale"),)), (None, (("route", "creators"),))):
                ask = Ask(session.sql, marks[:2], period.zone, by, terms)
                check(demo, OF_EVENTS[0], ask)


def test_undone_events_are_behind_no_figure(tmp_path: Path) -> None:
    with create(tmp_path / "b.revroute", zone="UTC", actor="ada", clock=FixedClock()) as books:
        fill(books)
        with books.read() as session:
            for by in (None, *FIELDS):
                ask = Ask(session.sql, (20_500 * DAY, 20_501 * DAY), "UTC", by)
                assert check(books, OF_EVENTS[0], ask)
            rows = rows_behind(session.sql, "gross", (20_500 * DAY, 20_501 * DAY), "UTC")
            assert rows.text.endswith(" -state:undone")


def test_the_hour_that_occurs_twice_is_told_apart(demo: Workspace) -> None:
    start = midnight((date(2026, 10, 25) - date(1970, 1, 1)).days, "Europe/Berlin") + 2 * DAY // 24
    with demo.read() as session:
        for hour in (0, 1):
            span = (start + hour * DAY // 24, start + (hour + 1) * DAY // 24)
            rows = rows_behind(session.sql, "events", span, "Europe/Berlin")
            assert rows.text == f"at>=2026-10-25T0{hour}:00:00Z at<2026-10-25T0{hour + 1}:00:00Z"


def test_the_text_is_as_a_person_would_type_it(demo: Workspace) -> None:
    period = BOOKS["demo"]
    with demo.read() as session:
        rows = rows_behind(
            session.sql,
            "refunds",
            (period.start, period.end),
            period.zone,
            currency="EUR",
            terms=(("country", "DE"), ("campaign", ""), ("product", 'a "b" *')),
        )
    assert rows.text == (
        'at:2026-03-01..2026-05-15 kind:refund currency:EUR country=DE -campaign:* product="a \\"b\\" *"'
    )


def test_other_metrics_have_no_events(demo: Workspace) -> None:
    with demo.read() as session:
        with pytest.raises(UserError, match="is not made of revenue events"):
            rows_behind(session.sql, "visits", (0, DAY), "UTC")
        with pytest.raises(UserError, match="can't be told apart by landing"):
            rows_behind(session.sql, "gross", (0, DAY), "UTC", terms=(("landing", "/"),))
