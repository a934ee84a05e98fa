"""Cohorts, funnels, distributions, hours and payees are what plain Python makes of events and visits."""

from collections import Counter, defaultdict
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from revroute_desktop.analytics.forms.cohorts import FEWEST, cohorts
from revroute_desktop.analytics.forms.distributions import latencies, order_values
from revroute_desktop.analytics.forms.funnel import USUAL, FunnelStep, StepKind, funnel, save_steps
from revroute_desktop.analytics.forms.hours import week_hours
from revroute_desktop.analytics.forms.payees import payee_points
from revroute_desktop.analytics.metrics.figures import show
from revroute_desktop.analytics.metrics.periods import Period, Step
from revroute_desktop.analytics.series import HOUR
from revroute_desktop.errors import UserError
from revroute_desktop.money.currencies import currency_by_numeric
from revroute_desktop.routing.imports.import_revenue import import_revenue
from revroute_desktop.traffic.queries import span as traffic_span
from revroute_desktop.workspace import Workspace, create

BERLIN = ZoneInfo("Europe/Berlin")
SPRING = Period(date(2026, 3, 1), date(2026, 5, 31), "Europe/Berlin")
LOGGED = Period(date(2026, 6, 22), date(2026, 6, 30), "Europe/Berlin")
EARNING = (1, 2, 3, 4, 5)
LATE = 2**51


def local(at: int) -> datetime:
    return (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=at)).astimezone(BERLIN)


def earning(workspace: Workspace) -> list[tuple[int, int | None, int, int]]:
    """When, payer, currency and amount of every earning event."""
    with workspace.read() as session:
        return session.sql.execute(
            "SELECT occurred_at, payer, currency, amount FROM event JOIN d_event_state ON event = event.id"
            f" WHERE kind IN {EARNING} AND state <> 5"
        ).fetchall()


@pytest.mark.parametrize("step", [Step.WEEK, Step.MONTH])
def test_cohorts_are_payers_by_first_purchase_and_who_buys_again(demo: Workspace, step: Step) -> None:
    def span(at: int) -> int:
        when = local(at).date()
        return when.year * 12 + when.month if step is Step.MONTH else (when.toordinal() - 1) // 7

    now = int(datetime(2026, 7, 1, tzinfo=BERLIN).timestamp()) * 10**6
    spans: defaultdict[int, set[int]] = defaultdict(set)
    for at, payer, *_ in earning(demo):
        if payer is not None:
            spans[payer].add(span(at))
    with demo.read() as session:
        table = cohorts(session.sql, SPRING, step, now=now)
    assert len(table.rows) >= (12 if step is Step.WEEK else 3)
    assert sum(row.size for row in table.rows) > 50
    for row in table.rows:
        own = span(int(datetime.combine(row.first, datetime.min.time(), BERLIN).timestamp()) * 10**6)
        members = [one for one in spans.values() if min(one) == own]
        assert row.size == len(members)
        for age, count in enumerate(row.again):
            over = own + age < span(now)
            told = over and row.size >= FEWEST
            assert count == (sum(own + age in one for one in members) if told else None)
        if row.size >= FEWEST:
            assert row.shares[0] == 1


def test_a_small_cohort_tells_nothing(tmp_path: Path) -> None:
    rows = [f"shop,{n},2026-03-{2 + n % 4:02}T10:00:00Z,sale,5.00,EUR,p{n % 4}" for n in range(12)]
    (tmp_path / "s.csv").write_text("source,id,time,kind,amount,currency,payer\n" + "\n".join(rows) + "\n")
    with create(tmp_path / "b.revroute", zone="UTC", name="b", actor="ada") as workspace:
        import_revenue(workspace, tmp_path / "s.csv", "generic", actor="ada")
        with workspace.read() as session:
            period = Period(date(2026, 3, 2), date(2026, 3, 8), "UTC")
            (row,) = cohorts(session.sql, period, Step.WEEK, now=period.end).rows
            assert row.size == 4 and set(row.again) == {None}
            assert all(not one.enough for one in order_values(session.sql, period))
            with pytest.raises(UserError, match="by week or by month"):
                cohorts(session.sql, period, Step.DAY, now=period.end)


def test_order_values_fall_into_bins_that_hold_them_all(demo: Workspace) -> None:
    by_currency: defaultdict[str, list[int]] = defaultdict(list)
    for at, _, currency, amount in earning(demo):
        if SPRING.first <= local(at).date() <= SPRING.last:
            by_currency[currency_by_numeric(currency).code].append(amount)
    with demo.read() as session:
        found = {one.currency: one for one in order_values(session.sql, SPRING)}
    assert found.keys() == by_currency.keys()
    for code, spread in found.items():
        values = sorted(by_currency[str(code)])
        assert spread.values == len(values)
        if not spread.enough:
            continue
        for low, high, count in zip(spread.edges, spread.edges[1:], spread.counts, strict=False):
            assert count == sum(low <= value < high for value in values)
        assert sum(spread.counts) == len(values)
        for percent, mark in spread.marks:
            below = sum(value <= mark for value in values)
            assert 100 * below >= percent * len(values) > 100 * (below - values.count(mark))


def test_latencies_are_those_of_the_metric(demo: Workspace) -> None:
    with demo.read() as session:
        spread = latencies(session.sql, LOGGED)
        shown = show(session.sql, "latency_p50", LOGGED, now=2**62)
    assert spread.enough and sum(spread.counts) == spread.values == shown.whole[0].now.rows
    assert dict(spread.marks)[50] == shown.whole[0].now.exact


@pytest.mark.parametrize("name", ["sales", "gross", "visits", "bounce_rate"])
def test_a_weeks_hours_are_means_whose_hours_make_the_period(demo: Workspace, name: str) -> None:
    with demo.read() as session:
        found = {one.currency: one for one in week_hours(session.sql, name, LOGGED, now=LATE)}
        logs = traffic_span(session.sql)
        shown = show(session.sql, name, LOGGED, now=2**62)
    assert found
    if name == "bounce_rate":
        cells = [cell for day in found[None].cells for cell in day if cell is not None]
        assert cells and all(0 <= cell <= 1 for cell in cells)
        return
    start, end = LOGGED.start, LOGGED.end
    if name == "visits":
        assert logs is not None
        start, end = max(start, logs[0]), min(end, logs[1])
    hours = Counter(
        (local(at).weekday(), local(at).hour)
        for at in range(-(-start // HOUR) * HOUR, end // HOUR * HOUR, HOUR)
    )
    for figure in shown.whole:
        cells = found[figure.currency].cells
        assert all(
            (cells[day][hour] is None) == ((day, hour) not in hours) for day in range(7) for hour in range(24)
        )
        whole = sum((cells[day][hour] or 0) * count for (day, hour), count in hours.items())
        # The hours in which logs begin and end are not whole.
        assert whole == figure.now.exact if name != "visits" else 0 < whole <= (figure.now.exact or 0)
    if name == "sales":
        plain: Counter[tuple[int, int]] = Counter()
        for at, *_ in earning(demo):
            if LOGGED.first <= local(at).date() <= LOGGED.last:
                plain[local(at).weekday(), local(at).hour] += 1
        assert {
            (day, hour): cell * hours[day, hour]
            for day, row in enumerate(found[None].cells)
            for hour, cell in enumerate(row)
            if cell
        } == plain


def test_what_hours_do_not_add_up_to_is_refused(demo: Workspace) -> None:
    with demo.read() as session:
        for name in ("held", "latency_p95", "booked"):
            with pytest.raises(UserError, match="hours of the week"):
                week_hours(session.sql, name, LOGGED, now=LATE)


def test_a_funnel_counts_its_steps_and_keeps_what_was_set(demo_copy: Workspace) -> None:
    with demo_copy.read() as session:
        usual = funnel(session.sql, LOGGED)
        visits = show(session.sql, "visits", LOGGED, now=2**62).whole[0].now.exact
        sales = show(session.sql, "sales", LOGGED, now=2**62).whole[0].now.exact
        by_path = {
            one.key: one.now.exact for one in show(session.sql, "pages", LOGGED, by="path", now=2**62).figures
        }
    assert [one.step for one in usual.steps] == list(USUAL)
    assert usual.steps[0].count == visits and usual.steps[-1].count == sales
    assert "not visits" in usual.notes[0] and "nothing to compare with" in usual.notes[-1]
    assert [one.before for one in usual.steps] == [None] * 4
    top = max(by_path, key=lambda key: by_path[key] or 0)
    steps = (FunnelStep("All", StepKind.VISITS), FunnelStep("Top", StepKind.PAGES, (top,)))
    with demo_copy.desk() as desk:
        save_steps(desk.sql, steps)
        for wrong in (FunnelStep("", StepKind.VISITS), FunnelStep("Pages", StepKind.PAGES)):
            with pytest.raises(UserError):
                save_steps(desk.sql, [wrong])
    with demo_copy.read() as session:
        mine = funnel(session.sql, LOGGED)
    assert [one.step for one in mine.steps] == list(steps)
    assert mine.steps[1].count == by_path[top]
    assert mine.steps[1].share == Fraction(int(by_path[top] or 0), mine.steps[0].count)


def test_a_funnel_counts_sales_of_the_days_of_which_there_are_logs(demo: Workspace) -> None:
    june = Period(date(2026, 6, 1), date(2026, 6, 30), "Europe/Berlin")
    with demo.read() as session:
        known = traffic_span(session.sql)
        assert known is not None
        logged = Period(local(known[0]).date(), june.last, "Europe/Berlin")
        assert june.first < logged.first
        found = funnel(session.sql, june)
        sales = show(session.sql, "sales", logged, now=2**62).whole[0].now.exact
        before_logs = funnel(session.sql, SPRING)
    assert found.steps[-1].count == sales and "sales too are counted" in found.notes[1]
    assert "There are no logs of these days" in before_logs.notes[1] and before_logs.steps[0].count == 0


def test_payees_have_what_they_received(demo: Workspace) -> None:
    with demo.read() as session:
        points = payee_points(session.sql, SPRING)
        received = show(session.sql, "received", SPRING, by="destination", now=2**62).figures
    sums = {(one.currency, one.key): (one.now.exact, one.now.rows) for one in received}
    assert len(points) > 3
    for point in points:
        amount, postings = sums[point.currency, point.account]
        assert amount == point.received and postings == point.postings
        assert point.average == Fraction(point.received, point.postings)
