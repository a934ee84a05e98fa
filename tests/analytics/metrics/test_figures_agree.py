"""Every figure of revenue is what plain SQL and plain Python say of events and postings, to the unit."""

import sqlite3
from collections import Counter, defaultdict
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from zoneinfo import ZoneInfo

import pytest

from revroute_desktop.analytics.metrics.catalogue import METRICS
from revroute_desktop.analytics.metrics.figures import show
from revroute_desktop.analytics.metrics.model import Area, Ask
from revroute_desktop.analytics.metrics.periods import Period
from revroute_desktop.analytics.metrics.read_events import read_events
from revroute_desktop.money.currencies import currency_by_numeric
from revroute_desktop.routing.kinds import Kind
from revroute_desktop.workspace import Workspace

EARNING = {1, 2, 3, 4, 5}
FOREVER = 2**62
BOOKS = {
    "demo": Period(date(2026, 3, 1), date(2026, 5, 15), "Europe/Berlin"),
    "shop": Period(date(2010, 12, 1), date(2011, 12, 9), "Europe/London"),
}


@pytest.fixture(params=BOOKS)
def books(request: pytest.FixtureRequest) -> tuple[Workspace, Period]:
    return request.getfixturevalue(request.param), BOOKS[request.param]


def ours(books: tuple[Workspace, Period], name: str, by: str | None = None) -> dict[object, Fraction]:
    """Figures of the period, by currency and, with a dimension, key; zeros and what is not told left out."""
    workspace, period = books
    with workspace.read() as session:
        shown = show(session.sql, name, period, by=by, now=FOREVER)
    return {
        (one.currency, one.key) if by else one.currency: one.now.exact
        for one in shown.figures
        if one.now.exact
    }


def events(books: tuple[Workspace, Period]) -> list[sqlite3.Row]:
    """The period's events, their days told by Python's own calendar."""
    workspace, period = books
    with workspace.read() as session:
        session.sql.row_factory = sqlite3.Row
        rows = session.sql.execute(
            "SELECT e.*, s.code AS source_code, c.text AS country_text, t.code AS route_code,"
            " p.text AS product_text, k.text AS campaign_text FROM event e"
            " LEFT JOIN term p ON p.id = e.product LEFT JOIN term k ON k.id = e.campaign"
            " JOIN d_event_state st ON st.event = e.id JOIN source s ON s.id = e.source"
            " LEFT JOIN term c ON c.id = e.country LEFT JOIN txn ON txn.id = st.txn"
            " LEFT JOIN plan_route t ON t.id = txn.route WHERE st.state <> 5"
        ).fetchall()
        session.sql.row_factory = None
    return [row for row in rows if period.first <= local(row["occurred_at"], period.zone) <= period.last]


def local(at: int, zone: str) -> date:
    return (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=at)).astimezone(ZoneInfo(zone)).date()


def code(row: sqlite3.Row) -> str:
    return currency_by_numeric(row["currency"]).code


def added(rows: list[sqlite3.Row], kinds: set[int], sign: int = 1) -> dict[object, int]:
    sums: Counter[object] = Counter()
    for row in rows:
        if row["kind"] in kinds:
            sums[code(row)] += sign * row["amount"]
    return {key: value for key, value in sums.items() if value}


def postings(books: tuple[Workspace, Period], condition: str, *, until: bool = False) -> dict[object, int]:
    """Credits less debits of the postings of accounts, by currency."""
    workspace, period = books
    first = -(10**6) if until else (period.first - date(1970, 1, 1)).days
    caused = "1" if until else "txn.event IS NOT NULL"
    with workspace.read() as session:
        rows = session.sql.execute(
            "SELECT currency, -SUM(amount) FROM posting JOIN txn ON txn.id = posting.id / 4096"
            " JOIN account ON account.id = posting.account"
            f" WHERE {condition} AND {caused} AND booked_day BETWEEN ? AND ? GROUP BY 1",
            (first, (period.last - date(1970, 1, 1)).days),
        ).fetchall()
    return {currency_by_numeric(number).code: amount for number, amount in rows if amount}


def test_money_of_events_is_that_of_the_events(books: tuple[Workspace, Period]) -> None:
    rows = events(books)
    assert len(rows) > 1_000
    assert ours(books, "gross") == added(rows, EARNING)
    assert ours(books, "refunds") == added(rows, {6}, -1)
    assert ours(books, "chargebacks") == added(rows, {7}, -1)
    assert ours(books, "net") == added(rows, set(range(1, 11)))
    assert ours(books, "sales") == {None: sum(row["kind"] in EARNING for row in rows)}
    assert ours(books, "events") == {None: len(rows)}


def test_money_of_events_is_what_came_through_clearing(books: tuple[Workspace, Period]) -> None:
    """By the ledger alone: what clearing accounts took in for each kind of event, and what is not posted."""
    workspace, period = books
    with workspace.read() as session:
        posted = session.sql.execute(
            "SELECT e.occurred_at, e.kind, p.currency, SUM(p.amount) FROM posting p"
            " JOIN account a ON a.id = p.account AND a.code LIKE 'clearing:%'"
            " JOIN txn t ON t.id = p.id / 4096 JOIN event e ON e.id = t.event GROUP BY e.id, p.currency"
        ).fetchall()
        waiting = session.sql.execute(
            "SELECT e.occurred_at, e.kind, e.currency, e.amount FROM event e"
            " JOIN d_event_state s ON s.event = e.id WHERE s.state IN (0, 2)"
        ).fetchall()
    sums: defaultdict[str, Counter[object]] = defaultdict(Counter)
    for at, kind, number, amount in [*posted, *waiting]:
        if period.first <= local(at, period.zone) <= period.last:
            currency = currency_by_numeric(number).code
            sums["net"][currency] += amount
            name = "gross" if kind in EARNING else {6: "refunds", 7: "chargebacks"}.get(kind)
            if name is not None:
                sums[name][currency] += amount if name == "gross" else -amount
    assert len(posted) > 1_000
    for name in ("gross", "refunds", "chargebacks", "net"):
        assert ours(books, name) == {key: value for key, value in sums[name].items() if value}


def test_figures_of_one_key_are_those_of_its_row(books: tuple[Workspace, Period]) -> None:
    workspace, period = books
    rows = events(books)
    for by, column in (("country", "country_text"), ("kind", None), ("route", "route_code")):
        for one in {row[column] if column else row["kind"] for row in rows}:
            chosen = [row for row in rows if (row[column] if column else row["kind"]) == one]
            none = "(not routed)" if by == "route" else ""
            key = Kind(one).word if column is None else one if one is not None else none
            with workspace.read() as session:
                found = read_events(
                    Ask(session.sql, (period.start, period.end), period.zone, "source", ((by, key),))
                )
            sums: Counter[object] = Counter()
            for row in chosen:
                sums[row["currency"], row["source_code"], 0] += row["amount"]
            assert {where: measures["net"] for where, measures in found.items()} == sums


@pytest.mark.parametrize(
    ("by", "column", "none"),
    [
        ("source", "source_code", ""),
        ("country", "country_text", ""),
        ("product", "product_text", ""),
        ("campaign", "campaign_text", ""),
        ("route", "route_code", "(not routed)"),
    ],
)
def test_dimensions_are_those_of_the_events(
    books: tuple[Workspace, Period], by: str, column: str, none: str
) -> None:
    sums: Counter[object] = Counter()
    for row in events(books):
        sums[code(row), row[column] or none] += row["amount"]
    assert ours(books, "net", by) == {key: value for key, value in sums.items() if value}


def test_ratios_are_ratios_of_totals(books: tuple[Workspace, Period]) -> None:
    rows = events(books)
    gross, refunds = added(rows, EARNING), added(rows, {6}, -1)
    counts = Counter(code(row) for row in rows if row["kind"] in EARNING)
    assert ours(books, "average_order") == {key: Fraction(gross[key], counts[key]) for key in gross}
    assert ours(books, "refund_rate") == {key: Fraction(refunds[key], gross[key]) for key in refunds}
    share = Fraction(sum(row["kind"] == 7 for row in rows), counts.total())
    assert ours(books, "chargeback_rate") == ({None: share} if share else {})


def test_rollups_are_the_postings(books: tuple[Workspace, Period]) -> None:
    clearing = {key: -value for key, value in postings(books, "code LIKE 'clearing:%'").items()}
    assert ours(books, "booked") == clearing
    assert ours(books, "received") == postings(books, "code NOT LIKE 'clearing:%'") == clearing
    take = postings(books, "account.type = 3")
    assert ours(books, "take") == take
    assert ours(books, "take_rate") == {key: Fraction(take[key], clearing[key]) for key in take}
    assert ours(books, "held") == postings(books, "code LIKE 'reserve:%'", until=True)
    assert ours(books, "suspense") == postings(books, "code LIKE 'suspense:%'", until=True)


def test_concentration_is_that_of_the_payees(books: tuple[Workspace, Period]) -> None:
    workspace, _ = books
    with workspace.read() as session:
        payees = [row[0] for row in session.sql.execute("SELECT code FROM account WHERE type = 2 ORDER BY 1")]
    received: defaultdict[object, list[int]] = defaultdict(list)
    for payee in payees:
        if payee.split(":")[0] not in ("reserve", "suspense", "tax", "payable"):
            for key, amount in postings(books, f"code = '{payee}'").items():
                received[key] += [amount] if amount > 0 else []
    assert received
    for key, amounts in received.items():
        whole = sum(amounts)
        top = sum(sorted(amounts)[-10:])
        assert ours(books, "top10_share")[key] == Fraction(top, whole)
        assert ours(books, "hhi")[key] == sum(Fraction(amount, whole) ** 2 for amount in amounts)


def test_payers_are_told_apart_as_by_their_names(books: tuple[Workspace, Period]) -> None:
    workspace, period = books
    with workspace.read() as session:
        rows = session.sql.execute(
            "SELECT text, occurred_at FROM event JOIN sealed_text ON sealed_text.id = payer"
            " WHERE event.kind <= 5 ORDER BY occurred_at"
        ).fetchall()
    first: dict[str, date] = {}
    here: Counter[str] = Counter()
    for name, at in rows:
        day = local(at, period.zone)
        first.setdefault(name, day)
        here[name] += period.first <= day <= period.last
    here = +here
    new = sum(first[name] >= period.first for name in here)
    assert ours(books, "payers") == {None: len(here)}
    assert ours(books, "new_payers") == {None: new}
    assert ours(books, "returning_payers") == ({None: len(here) - new} if len(here) > new else {})
    assert ours(books, "repeat_rate") == {None: Fraction(sum(n > 1 for n in here.values()), len(here))}


def test_the_keys_of_every_dimension_add_up_to_the_whole(demo: Workspace) -> None:
    period = Period(date(2026, 6, 1), date(2026, 6, 30), "Europe/Berlin")
    for metric in METRICS:
        if not metric.additive or metric.over is not None:
            continue
        whole = ours((demo, period), metric.name)
        assert whole or metric.given or metric.name in ("chargebacks",), metric.name
        for by in metric.by:
            sums: Counter[object] = Counter()
            for (currency, _), value in ours((demo, period), metric.name, by).items():
                sums[currency] += value
            assert {key: value for key, value in sums.items() if value} == whole, (metric.name, by)


def test_joined_revenue_is_the_net_revenue(demo: Workspace) -> None:
    books = (demo, Period(date(2026, 6, 18), date(2026, 6, 29), "Europe/Berlin"))
    assert ours(books, "revenue") == ours(books, "net")
    visits = ours(books, "visits")[None]
    assert ours(books, "conversion")[None] == ours(books, "sales")[None] / visits
    for metric in METRICS:
        if metric.area is Area.TRAFFIC and not metric.name.startswith("failure"):
            assert ours(books, metric.name), metric.name
