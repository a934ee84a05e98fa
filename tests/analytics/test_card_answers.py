"""What cards show: the same as the catalogue says, whether it is asked or answered from what is held."""

from datetime import date, timedelta

import numpy as np
import pytest

from revroute_desktop.analytics.arrangements import READY
from revroute_desktop.analytics.brushing import brushed, hold_for
from revroute_desktop.analytics.card_answers import Answer, answer
from revroute_desktop.analytics.cards import OVER_TIME, Card, Form
from revroute_desktop.analytics.comparison import BEFORE, Against, Comparison
from revroute_desktop.analytics.held import hold, marks_of, usual_step
from revroute_desktop.analytics.metrics.catalogue import metric_named
from revroute_desktop.analytics.metrics.figures import Figure, show
from revroute_desktop.analytics.metrics.known import data_span
from revroute_desktop.analytics.metrics.periods import Period, Step
from revroute_desktop.analytics.outlook import outlook
from revroute_desktop.analytics.period_of_books import newest, period_of
from revroute_desktop.analytics.selection import NOTHING, Selection
from revroute_desktop.analytics.series import DAY
from revroute_desktop.errors import UserError
from revroute_desktop.ledger.periods import day_of
from revroute_desktop.workspace import Workspace
from revroute_desktop.workspace.zones import local_day

CARDS = tuple(
    (arrangement.name, card)
    for arrangement in READY
    for card in arrangement.cards
    if card.metric != "revenue"
)


JUNE = Period(date(2026, 6, 1), date(2026, 6, 30), "Europe/Berlin")
"""The newest whole month of the demo."""


@pytest.fixture
def books(demo: Workspace):
    with demo.read() as session:
        yield session.sql, JUNE, demo.clock()


def asked(books, card: Card, selection: Selection = NOTHING, against: Comparison = BEFORE) -> Answer:
    sql, period, now = books
    return answer(sql, card, period, against, selection, now, "EUR")


@pytest.mark.parametrize(("name", "card"), CARDS, ids=[f"{n}-{c.metric}-{c.form}" for n, c in CARDS])
def test_every_ready_card_has_an_answer(books, name: str, card: Card) -> None:
    found = asked(books, card)
    assert not found.fault, found.fault
    if card.form in OVER_TIME:
        assert found.series
    if card.form is Form.WHY:
        assert found.why is not None
        whole = sum(one.effects.whole for one in found.why.contributions)
        assert whole == found.why.now - found.why.before


@pytest.mark.parametrize(
    ("name", "by"),
    [("net", None), ("gross", "product"), ("refund_rate", "country"), ("visits", "device"), ("held", None)],
)
def test_a_card_says_what_the_catalogue_says(books, name: str, by: str | None) -> None:
    sql, period, now = books
    found = asked(books, Card(name, Form.BARS if by else Form.FIGURE, by or ""))
    shown = show(sql, name, period, by=by, against=BEFORE.period(period), now=now)
    code = "EUR" if metric_named(name).by_currency else None
    assert found.whole == next(one for one in shown.whole if one.currency == code)
    if by:
        assert found.figures == tuple(one for one in shown.figures if one.currency == code)


@pytest.mark.parametrize(
    ("name", "by"),
    [
        ("net", ""),
        ("gross", "product"),
        ("refund_rate", "country"),
        ("received", "destination"),
        ("average_order", ""),
        ("visits", "referrer"),
        ("suspense", ""),
        ("revenue_per_visit", ""),
        ("conversion", "country"),
    ],
)
def test_a_brushed_span_is_answered_from_what_is_held_as_if_it_were_asked(books, name: str, by: str) -> None:
    sql, period, now = books
    card = Card(name, Form.BARS if by else Form.FIGURE, by)
    whole = asked(books, card)
    held = hold_for(sql, whole, NOTHING, now)
    marks = marks_of(period, usual_step(period, metric_named(name)))
    for span in ((marks[4], marks[11]), (marks[0], marks[1]), (marks[20], marks[28])):
        quick = brushed(whole, held, span)
        slow = asked(books, card, NOTHING.brushed(span))
        assert quick is not None and quick.span == slow.span == span
        assert (quick.whole is None) is (slow.whole is None)
        if quick.whole is None or slow.whole is None:
            continue
        assert quick.whole.now.part == slow.whole.now.part
        assert quick.whole.now.exact == slow.whole.now.exact
        values = {one.key: one.now.exact for one in quick.figures if one.now.rows}
        assert values == {one.key: one.now.exact for one in slow.figures if one.now.rows} or not by
    back = brushed(whole, held, None)
    assert back is not None and back.whole is not None and whole.whole is not None
    assert back.whole.now.exact == whole.whole.now.exact


@pytest.mark.parametrize(
    ("name", "by"),
    [("gross", "product"), ("net", ""), ("suspense", ""), ("average_order", ""), ("sales", "")],
)
def test_beside_a_year_without_books_a_brushed_answer_is_that_which_is_asked_for(
    books, name: str, by: str
) -> None:
    sql, period, now = books
    year = Comparison(Against.YEAR)
    card = Card(name, Form.BARS if by else Form.FIGURE, by)
    begun = data_span(sql, "events")
    assert begun is not None
    first = day_of(local_day(begun[0], period.zone))
    early = Period(first - timedelta(10), first + timedelta(27), period.zone)
    for of in (early, Period(first + timedelta(360), first + timedelta(387), period.zone)):
        shown = answer(sql, card, of, year, NOTHING, now, "EUR")
        held = hold_for(sql, shown, NOTHING, now)
        marks = marks_of(of, usual_step(of, metric_named(name)))
        for span in ((marks[2], marks[5]), (marks[0], marks[12]), (marks[12], marks[26])):
            quick = brushed(shown, held, span)
            slow = answer(sql, card, of, year, NOTHING.brushed(span), now, "EUR")
            assert quick is not None
            assert exactly(quick.whole) == exactly(slow.whole), span
            if by:
                assert [exactly(one) for one in quick.figures] == [exactly(one) for one in slow.figures]


def exactly(figure: Figure | None) -> tuple[object, ...]:
    return () if figure is None else (figure.key, figure.now.exact, figure.before.exact)


@pytest.mark.parametrize("name", ["gross", "sales", "visits"])
def test_a_brushed_heat_map_has_the_rows_of_its_span(books, name: str) -> None:
    sql, period, now = books
    card = Card(name, Form.HEAT)
    shown = asked(books, card)
    held = hold_for(sql, shown, NOTHING, now)
    marks = marks_of(period, Step.DAY)
    for span in ((marks[18], marks[22]), (marks[0], marks[3])):
        quick, slow = brushed(shown, held, span), asked(books, card, NOTHING.brushed(span))
        assert quick is not None
        rows = [0 if one.whole is None else one.whole.now.rows for one in (quick, slow)]
        assert rows[0] == rows[1]
    assert shown.whole is not None and rows[0] < shown.whole.now.rows


def test_what_is_no_sum_of_steps_is_not_answered_from_them(books) -> None:
    sql, period, now = books
    for name in ("payers", "top10_share", "latency_p95"):
        found = asked(books, Card(name, Form.LINE))
        held = hold_for(sql, found, NOTHING, now)
        assert brushed(found, held, (period.start, period.start + 86_400_000_000)) is None


def test_steps_add_up_to_the_whole(books) -> None:
    sql, period, _ = books
    metric = metric_named("net")
    marks = marks_of(period, usual_step(period, metric))
    held = hold(sql, metric, marks, period.zone)["EUR"]
    whole = asked(books, Card("net", Form.FIGURE)).whole
    assert whole is not None and int(held.part.sum()) == whole.now.part
    by_key = hold(sql, metric, marks, period.zone, by="product")["EUR"]
    assert (by_key.part.sum(axis=0) == held.part[0]).all()


def test_a_selected_key_narrows_the_cards_that_can_follow_it(books) -> None:
    bars = asked(books, Card("gross", Form.BARS, "product"))
    key = bars.figures[0].key
    picked = NOTHING.picked("product", key)
    narrowed = asked(books, Card("gross", Form.FIGURE), picked)
    assert narrowed.whole is not None and narrowed.whole.now.exact == bars.figures[0].now.exact
    line = asked(books, Card("gross", Form.LINE), picked)
    assert int(line.series[0].part.sum()) == bars.figures[0].now.part
    assert asked(books, Card("gross", Form.BARS, "product"), picked).figures == bars.figures
    assert asked(books, Card("visits", Form.LINE), picked).beyond == ("product",)


def test_the_curves_of_the_most_and_all_others_are_the_whole(books) -> None:
    stacked = asked(books, Card("gross", Form.STACKED, "product"))
    line = asked(books, Card("gross", Form.LINE))
    (held,) = stacked.series
    assert len(held.keys) == 6
    assert (held.part.sum(axis=0) == line.series[0].part[0]).all()


def test_a_period_that_is_not_over_is_compared_with_as_much_of_the_other(books) -> None:
    sql, period, _ = books
    half = period.start + (period.end - period.start) // 2
    found = answer(sql, Card("net", Form.FIGURE), period, BEFORE, NOTHING, half, "EUR")
    over = asked(books, Card("net", Form.FIGURE))
    assert not found.complete and over.complete
    assert found.whole is not None and over.whole is not None
    assert found.whole.before.rows < over.whole.before.rows


def test_without_a_comparison_nothing_is_said_of_a_change(books) -> None:
    nothing = Comparison(Against.NOTHING)
    found = asked(books, Card("net", Form.LINE), against=nothing)
    assert found.before is None and found.whole is not None and found.whole.change is None
    assert "needs a period" in asked(books, Card("net", Form.WHY, "kind"), against=nothing).fault


@pytest.mark.parametrize(
    ("card", "first"),
    [
        (Card("visits", Form.FIGURE), date(2026, 6, 22)),
        (Card("visits", Form.BARS, "referrer"), date(2026, 6, 22)),
        (Card("revenue", Form.BARS, "referrer"), date(2026, 6, 22)),
        (Card("gross", Form.BARS, "source"), date(2025, 1, 4)),
    ],
    ids=lambda one: one.metric if isinstance(one, Card) else str(one),
)
def test_days_of_which_not_all_are_known_are_compared_neither_when_asked_nor_when_brushed(
    books, card: Card, first: date
) -> None:
    sql, _, now = books
    week = Period(first, first + timedelta(6), "Europe/Berlin")
    found = answer(sql, card, week, BEFORE, NOTHING, now, "EUR")
    over = brushed(found, hold_for(sql, found, NOTHING, now), None)
    assert over is not None and found.figures and over.figures
    assert all(one.before.exact is None for one in (*found.figures, *over.figures) if card.by)
    for one in (found, over):
        assert one.whole is not None
        assert (one.whole.before.exact is None) is (card.metric != "revenue")


def test_a_simulation_that_is_gone_is_said(books) -> None:
    gone = Comparison(Against.SIMULATION, 99)
    assert "not kept any more" in asked(books, Card("received", Form.BARS, "destination"), against=gone).fault


def test_a_heat_map_of_what_is_known_by_the_day_says_so(books) -> None:
    assert "by the day" in asked(books, Card("received", Form.HEAT)).fault


def test_names_that_are_none_are_refused(books) -> None:
    with pytest.raises(UserError):
        asked(books, Card("luck", Form.LINE))
    with pytest.raises(UserError):
        asked(books, Card("net", Form.BARS, "device"))


def test_the_hours_of_a_heat_map_are_those_of_the_period(books) -> None:
    found = asked(books, Card("events", Form.HEAT))
    assert found.hours is not None and found.whole is not None
    assert int(found.hours.part.sum()) == found.whole.now.part


def test_a_line_looks_ahead_from_where_the_data_end(books) -> None:
    sql, _, now = books
    found = asked(books, Card("net", Form.LINE, ahead=7, expected=True))
    ahead = outlook(sql, found, now, narrowed=False)
    assert ahead.values is not None and ahead.lower is not None and ahead.upper is not None
    assert len(ahead.values) == 7 and (ahead.lower <= ahead.upper).all()
    assert ahead.expected is not None and not np.isnan(ahead.expected[0]).all()
    assert outlook(sql, found, now, narrowed=True).values is None


def test_all_time_is_from_the_first_day_to_the_last(demo: Workspace) -> None:
    with demo.read() as session:
        every = period_of(session.sql, None, demo.zone)
        assert every is not None
        span = data_span(session.sql, "events")
        assert span is not None and every.start <= span[0] and every.end >= span[1]
        one = period_of(session.sql, (every.start, every.end), demo.zone)
        assert one == every
        before = newest(session.sql)
        assert before == newest(session.sql)


def test_a_scatter_has_both_metrics_of_each_key_the_second_in_its_own_currency(books) -> None:
    found = asked(books, Card("visits", Form.SCATTER, "landing", also=("revenue_per_visit",)))
    across, up = found.columns
    assert (across.currency, up.currency) == (None, "EUR")
    visits = asked(books, Card("visits", Form.BARS, "landing"))
    assert across.figures == {one.key: one for one in visits.figures}
    revenue = asked(books, Card("revenue_per_visit", Form.BARS, "landing"))
    assert up.figures == {one.key: one for one in revenue.figures}
    assert any(one.now.exact for one in up.figures.values())
    held = hold_for(books[0], found, NOTHING, books[2])
    assert brushed(found, held, (JUNE.start, JUNE.start + DAY)) is None, "a brushed span is asked anew"


def test_a_scatter_follows_keys_of_other_dimensions(books) -> None:
    of = Card("visits", Form.SCATTER, "landing", also=("bounce_rate",))
    phones = asked(books, of, NOTHING.picked("device", "phone"))
    every = asked(books, of)
    assert phones.whole is not None and every.whole is not None
    assert 0 < phones.whole.now.part < every.whole.now.part
    assert phones.columns[1].whole is not None and phones.columns[1].whole.now.rows == phones.whole.now.part


def test_the_steps_of_a_period_are_short_at_its_ends_alone() -> None:
    for first, last in (
        ("2026-03-01", "2026-03-02"),
        ("2026-03-05", "2026-10-31"),
        ("2024-01-01", "2026-05-05"),
    ):
        period = Period(date.fromisoformat(first), date.fromisoformat(last), "Europe/Berlin")
        step = usual_step(period, metric_named("net"))
        marks = marks_of(period, step)
        assert marks[0] == period.start and marks[-1] == period.end
        assert list(marks) == sorted(set(marks))
