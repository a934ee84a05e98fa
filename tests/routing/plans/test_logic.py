"""What is said of conditions without an event is never wrong for any event."""

from hypothesis import given, settings
from hypothesis import strategies as st

from revroute_desktop.routing.plans.logic import amounts_left, amounts_that_pass, implies, impossible
from revroute_desktop.routing.plans.plan import (
    ALWAYS,
    All,
    AmountRange,
    AnyOf,
    Condition,
    DateRange,
    Equals,
    Not,
    Prefix,
)

words = st.sampled_from(["a", "ab", "abc", "b", "ba"])
fields = st.sampled_from(["source", "attr.x"])
amount_bounds = st.none() | st.fixed_dictionaries({"EUR": st.integers(1, 6)})
simple = st.one_of(
    st.builds(Equals, fields, st.lists(words, min_size=1, max_size=3).map(tuple)),
    st.builds(Equals, st.just("currency"), st.sampled_from([("EUR",), ("JPY",)])),
    st.builds(Prefix, fields, st.lists(words, min_size=1, max_size=2).map(tuple)),
    st.builds(AmountRange, amount_bounds, amount_bounds, amount_bounds, amount_bounds).filter(
        lambda bounds: any((bounds.at_least, bounds.above, bounds.at_most, bounds.below))
    ),
    st.builds(DateRange, st.none() | st.integers(0, 4), st.none() | st.integers(0, 4)),
    st.just(ALWAYS),
)
conditions = st.recursive(
    simple,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(tuple).map(All),
        st.lists(inner, min_size=1, max_size=3).map(tuple).map(AnyOf),
        inner.map(Not),
    ),
    max_leaves=6,
)
events = st.fixed_dictionaries(
    {
        "source": words,
        "attr.x": st.none() | words,
        "currency": st.sampled_from(["EUR", "JPY"]),
        "amount": st.integers(1, 8),
        "day": st.integers(-1, 5),
    }
)


def holds(condition: Condition, event: dict) -> bool:
    match condition:
        case All(of=of):
            return all(holds(one, event) for one in of)
        case AnyOf(of=of):
            return any(holds(one, event) for one in of)
        case Not(of=of):
            return not holds(of, event)
        case Equals(field=field, values=values):
            return event[field] in values
        case Prefix(field=field, prefixes=prefixes):
            return event[field] is not None and event[field].startswith(prefixes)
        case DateRange(first_day=first, end_day=end):
            return (first is None or event["day"] >= first) and (end is None or event["day"] < end)
        case AmountRange():
            code, amount = event["currency"], event["amount"]
            bounds = (condition.at_least, condition.above, condition.at_most, condition.below)
            if any(bound is not None and code not in bound for bound in bounds):
                return False
            return (
                (condition.at_least is None or amount >= condition.at_least[code])
                and (condition.above is None or amount > condition.above[code])
                and (condition.at_most is None or amount <= condition.at_most[code])
                and (condition.below is None or amount < condition.below[code])
            )


@given(conditions, conditions, st.lists(events, min_size=1, max_size=20))
@settings(max_examples=200)
def test_an_implication_is_true_of_every_event(one, other, sample):
    if implies(one, other):
        assert all(holds(other, event) for event in sample if holds(one, event))


@given(conditions, st.lists(events, min_size=1, max_size=20))
@settings(max_examples=200)
def test_what_is_called_impossible_matches_no_event(condition, sample):
    if impossible(condition):
        assert not any(holds(condition, event) for event in sample)


@given(conditions, events)
@settings(max_examples=200)
def test_amounts_that_match_lie_in_the_interval(condition, event):
    if holds(condition, event):
        interval = amounts_that_pass(condition, event["currency"])
        assert interval is not None
        assert interval.low <= event["amount"]
        assert interval.high is None or event["amount"] <= interval.high


@given(st.lists(conditions, max_size=4), events)
@settings(max_examples=200)
def test_amounts_that_no_earlier_route_takes_lie_in_the_interval(earlier, event):
    if not any(holds(condition, event) for condition in earlier):
        interval = amounts_left(earlier, event["currency"])
        assert interval is not None
        assert interval.low <= event["amount"]
        assert interval.high is None or event["amount"] <= interval.high


def test_a_subset_implies_its_whole():
    narrow = All((Equals("kind", ("tip",)), DateRange(3, 5)))
    assert implies(narrow, Equals("kind", ("sale", "tip")))
    assert implies(narrow, DateRange(3, None))
    assert implies(AnyOf((narrow, narrow)), ALWAYS)
    assert implies(Equals("source", ("shop-a",)), Prefix("source", ("shop",)))
    assert implies(Equals("source", ("a",)), Not(Equals("source", ("b",))))
    assert not implies(Prefix("source", ("shop",)), Equals("source", ("shop",)))


def test_conditions_that_shut_each_other_out_are_impossible():
    assert impossible(All((Equals("source", ("a",)), Equals("source", ("b",)))))
    assert impossible(All((Equals("source", ("a",)), Not(Prefix("source", ("a",))))))
    assert impossible(DateRange(5, 5))
    assert impossible(AmountRange(above={"EUR": 5}, below={"EUR": 6}))
    assert impossible(All((AmountRange(above={"EUR": 5}), AmountRange(at_most={"EUR": 5}))))
    assert not impossible(AmountRange(above={"EUR": 5}, below={"EUR": 7}))
