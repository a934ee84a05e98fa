"""The rows behind a figure are those that it is made of, to the unit."""

from datetime import date
from pathlib import Path

import pytest
from tests.analytics.metrics.test_figures_agree import BOOKS
from tests.conftest import FixedClock
from tests.proof.sample_books import fill

from revroute_desktop.analytics.cards import Card, Form
from revroute_desktop.analytics.metrics.catalogue import METRICS, metric_named
from revroute_desktop.analytics.metrics.event_keys import FIELDS
from revroute_desktop.analytics.metrics.model import Ask, Metric
from revroute_desktop.analytics.metrics.periods import Period, Step, edges
from revroute_desktop.analytics.metrics.read_events import read_events
from revroute_desktop.analytics.metrics.read_joined import read_joined
from revroute_desktop.analytics.metrics.read_visits import DIMENSIONS, read_visits
from revroute_desktop.analytics.metrics.values import code_of
from revroute_desktop.analytics.rows import Behind, metric_with_rows, rows_behind, table_behind
from revroute_desktop.errors import UserError
from revroute_desktop.routing.event_index import indexed
from revroute_desktop.routing.event_pages import event_ids, event_sums
from revroute_desktop.traffic.visit_pages import visit_ids
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
        for name in ("requests", "received", "latency_p95", "cost_per_visit"):
            assert table_behind(metric_named(name)) is None
            with pytest.raises(UserError, match="is not made of revenue events or visits"):
                rows_behind(session.sql, name, (0, DAY), "UTC")
        with pytest.raises(UserError, match="can't be told apart by product"):
            rows_behind(session.sql, "visits", (0, DAY), "UTC", terms=(("product", "x"),))
        with pytest.raises(UserError, match="can't be told apart by landing"):
            rows_behind(session.sql, "gross", (0, DAY), "UTC", terms=(("landing", "/"),))


@pytest.mark.parametrize("by", [None, *DIMENSIONS])
def test_visits_behind_a_figure_are_those_that_were_counted(demo: Workspace, by: str | None) -> None:
    june = Period(date(2026, 6, 1), date(2026, 6, 30), "Europe/Berlin")
    odd = (june.end - 6 * DAY - 7, june.end - 3 * DAY + 12_345)
    with demo.read() as session:
        for span in ((june.start, june.end), odd):
            facts = read_visits(Ask(session.sql, span, june.zone, by))
            assert facts
            for (_, key, _), measures in facts.items():
                terms = ((by, key),) if by is not None else ()
                rows = rows_behind(session.sql, "bounce_rate", span, june.zone, terms=terms)
                assert rows.table is Behind.VISITS
                found = visit_ids(session.sql, None, rows.visit_terms(), june.zone)
                assert len(found) == measures["visits"], rows


def test_several_keys_of_visits_hold_together(demo: Workspace) -> None:
    june = Period(date(2026, 6, 1), date(2026, 6, 30), "Europe/Berlin")
    terms = (("device", "phone"), ("campaign", ""))
    with demo.read() as session:
        ask = Ask(session.sql, (june.start, june.end), june.zone, None, terms)
        rows = rows_behind(
            session.sql, "revenue_per_visit", (june.start, june.end), june.zone, terms=terms[1:]
        )
        assert rows.text == "seen:2026-06-01..2026-06-30 -campaign:*"
        rows = rows_behind(session.sql, "visits", (june.start, june.end), june.zone, terms=terms)
        (measures,) = read_visits(ask).values()
        assert len(visit_ids(session.sql, None, rows.visit_terms(), june.zone)) == measures["visits"]


def test_behind_revenue_by_origin_are_events_and_behind_an_origin_its_visits(demo: Workspace) -> None:
    june = Period(date(2026, 6, 1), date(2026, 6, 30), "Europe/Berlin")
    span = june.start, june.end
    with demo.read() as session:
        rows = rows_behind(session.sql, "revenue", span, june.zone, currency="EUR")
        facts = read_joined(Ask(session.sql, span, june.zone))
        assert rows.table is Behind.EVENTS
        assert event_sums(session.sql, rows.filter()).sums == {978: facts[978, "", 0]["revenue"]}
        rows = rows_behind(session.sql, "revenue", span, june.zone, terms=(("referrer", "Google"),))
        assert rows.table is Behind.VISITS and rows.text.endswith('source=="Google"')
        with pytest.raises(UserError, match="No visit is known"):
            rows_behind(session.sql, "revenue", span, june.zone, terms=(("referrer", ""),))


def test_a_card_of_two_metrics_has_the_rows_of_the_first_that_has_any() -> None:
    both = Card("pages", Form.SCATTER, "campaign", also=("visits",))
    assert metric_with_rows(both) is metric_named("visits")
    assert metric_with_rows(Card("received", Form.BARS, "destination")) is None
