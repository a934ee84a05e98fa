"""A plan that the check lets through never comes short, whatever amount an event has (B4)."""

from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from revroute_desktop.money.rounding import RoundingMode, round_fraction
from revroute_desktop.routing.plans.plan import (
    ALWAYS,
    AmountRange,
    Base,
    Destination,
    Plan,
    Recoup,
    Refunds,
    Remaining,
    Route,
    Short,
    Step,
    Take,
)
from revroute_desktop.routing.plans.short import steps_that_come_short

TO = Destination(("fees", "p"))
rates = st.sampled_from(
    [Fraction(0), Fraction(1, 100), Fraction(29, 1000), Fraction(1, 3), Fraction(1, 2), Fraction(1)]
)
euros = st.integers(1, 60).map(lambda minor: {"EUR": minor})
shorts = st.sampled_from([Short.REFUSED, Short.REFUSED, Short.TAKE_LEFT])


@st.composite
def steps(draw: st.DrawFn, number: int) -> Step:
    name, minimum, maximum = f"s{number}", draw(st.none() | euros), draw(st.none() | euros)
    if minimum and maximum and minimum["EUR"] > maximum["EUR"]:
        minimum, maximum = maximum, minimum
    match draw(st.sampled_from(["take", "take", "remaining", "recoup"])):
        case "take":
            takes = Take(draw(rates), draw(st.sampled_from(list(Base))), draw(st.none() | euros))
            return Step(name, takes, TO, minimum, maximum, if_short=draw(shorts))
        case "remaining":
            return Step(name, Remaining(), TO, maximum=maximum or {"EUR": 20})
        case _:
            return Step(name, Recoup(draw(rates)), TO, maximum=maximum)


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    when = draw(
        st.just(ALWAYS) | st.builds(AmountRange, at_least=euros) | st.builds(AmountRange, above=euros)
    )
    tiny = Route("tiny", AmountRange(below=draw(euros)), (Step("tiny", Remaining(), TO),))
    main = Route("main", when, tuple(draw(steps(number)) for number in range(draw(st.integers(1, 5)))))
    return Plan(
        name="Test",
        zone="UTC",
        rounding=draw(st.sampled_from(list(RoundingMode))),
        currencies=("EUR",),
        make_accounts=True,
        account_types={},
        refunds=Refunds(),
        negative={},
        routes=(tiny, main),
    )


def first_short(plan: Plan, amount: int) -> int | None:
    """Route an amount by the second route in the plainest way; return the step that comes short."""
    tiny, main = plan.routes
    assert isinstance(tiny.when, AmountRange) and tiny.when.below is not None
    low = 1
    if isinstance(main.when, AmountRange):
        low = main.when.above["EUR"] + 1 if main.when.above else main.when.at_least["EUR"]
    if amount < tiny.when.below["EUR"] or amount < low:
        return None
    left = amount
    for number, step in enumerate(main.steps):
        rate, base, fixed = Fraction(1), left, 0
        if isinstance(step.takes, Take):
            rate, base = step.takes.rate, amount if step.takes.base is Base.GROSS else left
            fixed = step.takes.fixed["EUR"] if step.takes.fixed else 0
        elif isinstance(step.takes, Recoup):
            rate = step.takes.rate
        exact = rate * base + fixed
        wanted = round_fraction(exact.numerator, exact.denominator, plan.rounding)
        asks = isinstance(step.takes, Take) and (step.takes.fixed is not None or step.minimum is not None)
        wanted = max(wanted, step.minimum["EUR"]) if step.minimum else wanted
        wanted = min(wanted, step.maximum["EUR"]) if step.maximum else wanted
        if wanted > left and asks and step.if_short is Short.REFUSED:
            return number
        left -= min(wanted, left)
    return None


@given(plans())
@settings(max_examples=300)
def test_no_step_comes_short_that_the_check_lets_through(plan):
    refused = {number for number, _ in steps_that_come_short(plan, 1)}
    for amount in range(1, 200):
        assert first_short(plan, amount) in refused | {None}


def test_a_fee_that_just_fits_is_let_through():
    fee = Step("fee", Take(Fraction(29, 1000), Base.GROSS, {"EUR": 30}), TO)
    rest = Step("rest", Remaining(), TO)

    def refused(at_least: int) -> list[tuple[int, str]]:
        route = Route("main", AmountRange(at_least={"EUR": at_least}), (fee, rest))
        return steps_that_come_short(
            Plan("Test", "UTC", RoundingMode.HALF_EVEN, ("EUR",), True, {}, Refunds(), {}, (route,)), 0
        )

    assert refused(30) == [(0, "EUR")]
    assert refused(31) == []
