"""Revenue by traffic: joined by key, else modelled; always exact."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st
from tests.traffic.plain_visits import VisitCounts

from revroute_desktop.traffic.revenue import (
    DAY,
    HOUR,
    How,
    JoinedRevenue,
    KeyedVisit,
    Origin,
    PaidEvent,
    join_revenue,
)

EUR, JPY = 978, 392
NEWS = Origin("newsletter", "spring", "/spring")
SEARCH = Origin("Google", "", "/")
DIRECT = Origin("direct", "", "/")
NOBODY = VisitCounts(())


def shown(joined: JoinedRevenue) -> list[tuple[str, int, str, int]]:
    return [(row.origin.source, row.currency, row.how.value, row.amount) for row in joined.rows]


def test_an_id_in_a_logged_address_joins_an_event_to_its_visit() -> None:
    events = [PaidEvent(1, 0, EUR, 4_900, keys=("536365",)), PaidEvent(2, 0, EUR, 100, keys=("other",))]
    joined = join_revenue(events, {"536365": [KeyedVisit(0, NEWS)]}, NOBODY)
    assert shown(joined) == [("newsletter", EUR, "key", 4_900), ("", EUR, "unknown", 100)]
    assert joined.match_rate() == Fraction(1, 2)
    assert joined.match_rate(JPY) == 0
    assert joined.events == {(EUR, How.KEY): 1, (EUR, How.UNKNOWN): 1}


def test_an_id_that_was_used_again_means_the_visit_nearest_in_time() -> None:
    visits = {"77": [KeyedVisit(0, SEARCH), KeyedVisit(10 * DAY, NEWS)]}
    assert (
        shown(join_revenue([PaidEvent(1, 9 * DAY, EUR, 5, keys=("77",))], visits, NOBODY))[0][0]
        == "newsletter"
    )
    assert shown(join_revenue([PaidEvent(1, DAY, EUR, 5, keys=("77",))], visits, NOBODY))[0][0] == "Google"


def test_an_id_that_was_logged_over_a_week_away_is_another_orders() -> None:
    visits = {"77": [KeyedVisit(0, SEARCH)]}
    near = PaidEvent(id=1, at=7 * DAY, currency=EUR, amount=100, keys=("77",))
    far = PaidEvent(id=2, at=7 * DAY + 1, currency=EUR, amount=200, keys=("77",))
    joined = join_revenue([near, far], visits, NOBODY)
    assert joined.amounts == {(EUR, How.KEY): 100, (EUR, How.UNKNOWN): 200}


def test_attributes_of_an_event_name_its_source() -> None:
    joined = join_revenue([PaidEvent(1, 0, EUR, 5, named=NEWS)], {}, NOBODY)
    assert shown(joined) == [("newsletter", EUR, "attribute", 5)]
    assert joined.match_rate() == 1


def test_a_refund_follows_the_event_that_it_reverses() -> None:
    sale = PaidEvent(1, 0, EUR, 4_900, keys=("536365",))
    refund = PaidEvent(2, 5 * DAY, EUR, -2_000, original=1)
    keyed = {"536365": [KeyedVisit(0, NEWS)]}
    assert shown(join_revenue([sale, refund], keyed, NOBODY)) == [("newsletter", EUR, "key", 2_900)]
    # The sale may lie before the period that is looked at.
    assert shown(join_revenue([refund], keyed, NOBODY, [sale])) == [("newsletter", EUR, "key", -2_000)]


def test_a_refund_of_a_modelled_sale_is_divided_by_the_visits_of_the_sales_hour() -> None:
    visits = VisitCounts([(0, NEWS, 1), (120, SEARCH, 1)])
    sale, refund = PaidEvent(1, 0, EUR, 100, "spring"), PaidEvent(2, 5 * DAY, EUR, -100, original=1)
    assert join_revenue([sale, refund], {}, visits).rows == ()
    assert shown(join_revenue([refund], {}, visits, [sale])) == [("newsletter", EUR, "modelled", -100)]


def test_what_no_key_joins_is_divided_by_the_visits_of_its_hour_and_campaign() -> None:
    visits = VisitCounts([(0, NEWS, 1), (0, SEARCH, 2), (0, DIRECT, 4), (1, DIRECT, 50)])
    joined = join_revenue([PaidEvent(1, 5, EUR, 700), PaidEvent(2, HOUR - 1, EUR, 100, "spring")], {}, visits)
    assert shown(joined) == [
        ("direct", EUR, "modelled", 400),
        ("Google", EUR, "modelled", 200),
        ("newsletter", EUR, "modelled", 200),
    ]


def test_an_hour_without_such_visits_takes_those_of_its_day() -> None:
    visits = VisitCounts([(5, NEWS, 1), (5, DIRECT, 1)])
    assert shown(join_revenue([PaidEvent(1, 0, EUR, 7, "spring")], {}, visits)) == [
        ("newsletter", EUR, "modelled", 7)
    ]
    (row,) = join_revenue([PaidEvent(1, 0, EUR, 7, "autumn")], {}, visits).rows
    assert (row.how, row.origin) == (How.UNKNOWN, Origin("", "autumn", ""))


def test_a_unit_that_is_left_over_always_goes_to_the_same_origin() -> None:
    counts = [(0, DIRECT, 1), (0, NEWS, 1), (0, SEARCH, 1)]
    rows = join_revenue([PaidEvent(1, 0, JPY, 100)], {}, VisitCounts(counts)).rows
    assert rows == join_revenue([PaidEvent(1, 0, JPY, 100)], {}, VisitCounts(reversed(counts))).rows
    assert sorted(row.amount for row in rows) == [33, 33, 34]


ORIGINS = st.sampled_from([NEWS, SEARCH, DIRECT, Origin("Bing", "spring", "/x")])
EVENTS = st.lists(
    st.tuples(
        st.integers(0, 3 * DAY),
        st.sampled_from([EUR, JPY]),
        st.integers(-(10**15), 10**15),
        st.sampled_from(["", "spring", "autumn"]),
        st.sampled_from([(), ("k1",), ("k2", "k3")]),
        st.none() | ORIGINS,
        st.none() | st.integers(1, 40),
    ),
    max_size=30,
)


@given(
    EVENTS,
    st.lists(st.tuples(st.integers(0, 72), ORIGINS, st.integers(1, 1000)), max_size=20),
    st.dictionaries(
        st.sampled_from(["k1", "k2"]), st.lists(st.builds(KeyedVisit, st.integers(0, DAY), ORIGINS))
    ),
)
def test_all_rows_together_are_the_sum_of_the_events_to_the_unit(
    drawn: list[tuple], counts: list[tuple[int, Origin, int]], keyed: dict[str, list[KeyedVisit]]
) -> None:
    events = [
        PaidEvent(number, at, currency, amount, campaign, keys, named, original)
        for number, (at, currency, amount, campaign, keys, named, original) in enumerate(drawn, start=1)
    ]
    joined = join_revenue(events, keyed, VisitCounts(counts))
    for currency in (EUR, JPY):
        wanted = sum(event.amount for event in events if event.currency == currency)
        assert sum(row.amount for row in joined.rows if row.currency == currency) == wanted
        assert sum(amount for (code, _), amount in joined.amounts.items() if code == currency) == wanted
    assert sum(joined.events.values()) == len(events)
    assert 0 <= joined.match_rate() <= 1
