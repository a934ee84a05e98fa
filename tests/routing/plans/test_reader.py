"""The grammar of plans: what each form compiles to, and what is said of a form that is wrong."""

from fractions import Fraction

import pytest
from tests.routing.plans.plan_samples import HEAD, REST, only, plan, route

from revroute_desktop.money.rounding import RoundingMode
from revroute_desktop.routing.plans.findings import PlanError
from revroute_desktop.routing.plans.plan import (
    ALWAYS,
    All,
    AmountRange,
    AnyOf,
    Base,
    Bear,
    Cap,
    DateRange,
    Destination,
    Equals,
    Hold,
    Not,
    Part,
    Period,
    Prefix,
    Recoup,
    Refunds,
    Remaining,
    Short,
    Step,
    Take,
    Tiers,
    Weights,
)
from revroute_desktop.routing.plans.reader import read_plan

TREASURY = Destination(("treasury", "main"))
CREATOR = Destination(("payee", None), "attr.creator")


def first_step(step: str) -> Step:
    return read_plan(only(step)).routes[0].steps[0]


def refusal(text: str) -> str:
    with pytest.raises(PlanError) as caught:
        read_plan(text)
    return str(caught.value)


def test_a_plan_says_its_name_zone_currencies_and_defaults():
    read = read_plan(only())
    assert (read.name, read.zone, read.currencies) == ("Test", "Europe/London", ("EUR", "JPY"))
    assert read.rounding is RoundingMode.HALF_EVEN
    assert read.refunds == Refunds(Bear.RATIO)
    assert read.make_accounts
    assert read.routes[0].when == ALWAYS
    assert read.routes[0].steps == (Step("rest", Remaining(), TREASURY),)


def test_accounts_rounding_and_refunds_as_said():
    head = HEAD.replace(
        "accounts: {make: true}",
        "rounding: up\naccounts:\n  make: false\n  types: {charity: liability}\n"
        "refunds: {bear: reserve_first, account: reserve:rolling}",
    )
    read = read_plan(plan(route(REST), head=head))
    assert read.rounding is RoundingMode.UP
    assert not read.make_accounts
    assert read.account_types == {"charity": 2}
    assert read.refunds == Refunds(Bear.RESERVE_FIRST, Destination(("reserve", "rolling")))


def test_the_negative_table_has_a_rule_for_every_kind_that_can_be_negative():
    head = HEAD.replace(
        "negative: {default: expense:returns}",
        "negative:\n  refund:\n    - {to: expense:a, share: 2}\n    - {to: expense:b, share: 1}\n"
        "  default: expense:returns",
    )
    rules = read_plan(plan(route(REST), head=head)).negative
    assert list(rules) == ["refund", "chargeback", "fee", "adjustment"]
    assert rules["refund"].parts == (
        (Fraction(2, 3), Destination(("expense", "a"))),
        (Fraction(1, 3), Destination(("expense", "b"))),
    )
    assert rules["fee"].parts == ((Fraction(1), Destination(("expense", "returns"))),)


@pytest.mark.parametrize(
    ("when", "condition"),
    [
        ("{source: shop}", Equals("source", ("shop",))),
        ("{kind: [sale, tip]}", Equals("kind", ("sale", "tip"))),
        ('{country: [NO, "no"]}', Equals("country", ("NO", "no"))),
        ("{attr.plan: 007}", Equals("attr.plan", ("007",))),
        ("{campaign: {prefix: spring-}}", Prefix("campaign", ("spring-",))),
        ("{product: {prefix: [a, b]}}", Prefix("product", ("a", "b"))),
        ("{kind: ad, currency: JPY}", All((Equals("kind", ("ad",)), Equals("currency", ("JPY",))))),
        ("{any: [{kind: ad}, {kind: tip}]}", AnyOf((Equals("kind", ("ad",)), Equals("kind", ("tip",))))),
        ("{all: [{kind: ad}, {source: a}]}", All((Equals("kind", ("ad",)), Equals("source", ("a",))))),
        ("{not: {kind: ad}}", Not(Equals("kind", ("ad",)))),
        ("{amount: {at_least: {EUR: 0.30, JPY: 40}}}", AmountRange(at_least={"EUR": 30, "JPY": 40})),
        (
            "{amount: {above: {EUR: 1}, at_most: {EUR: 2.5}}}",
            AmountRange(above={"EUR": 100}, at_most={"EUR": 250}),
        ),
        ("{date: {from: 1970-01-02, before: 1970-02-01}}", DateRange(1, 31)),
        ("{date: {before: 1970-02-01}}", DateRange(None, 31)),
    ],
)
def test_a_condition_compiles(when, condition):
    assert (
        read_plan(plan(route(REST, when=when, id="one"), route(REST.replace("rest", "more")))).routes[0].when
        == condition
    )


@pytest.mark.parametrize(
    ("step", "takes"),
    [
        ("percent: 2.9\nof: gross\nto: fees:p", Take(Fraction(29, 1000))),
        ("percent: 100/3\nof: remaining\nto: fees:p", Take(Fraction(1, 3), Base.REMAINING)),
        (
            "percent: 2.9\nof: gross\nplus: {EUR: 0.30, JPY: 40}\nto: fees:p\nif_short: take_left",
            Take(Fraction(29, 1000), Base.GROSS, {"EUR": 30, "JPY": 40}),
        ),
        (
            "fixed: {EUR: '0.30', JPY: 40}\nto: fees:p\nif_short: take_left",
            Take(Fraction(0), Base.GROSS, {"EUR": 30, "JPY": 40}),
        ),
        ("recoup: {advance: advance:a}", Recoup(Fraction(1))),
        ("recoup: {advance: advance:a, percent: 50}", Recoup(Fraction(1, 2))),
        (
            "tiers:\n  per: month\n  mode: marginal\n  of: gross\n  by: [attr.creator]\n  bands:\n"
            "    - {up_to: {EUR: 100, JPY: 100}, percent: 0}\n    - {percent: 10}\nto: fees:p",
            Tiers(
                True,
                Base.GROSS,
                Period.MONTH,
                (({"EUR": 10000, "JPY": 100}, Fraction(0)), (None, Fraction(1, 10))),
                ("attr.creator",),
            ),
        ),
        (
            "tiers:\n  per: all\n  mode: whole_band\n  of: remaining\n  bands:\n"
            "    - {up_to: {EUR: 100, JPY: 100}, percent: 20}\n    - {percent: 10}\nto: fees:p",
            Tiers(
                False,
                Base.REMAINING,
                Period.ALL,
                (({"EUR": 10000, "JPY": 100}, Fraction(1, 5)), (None, Fraction(1, 10))),
            ),
        ),
    ],
)
def test_what_a_step_takes_compiles(step, takes):
    assert first_step(f"id: one\n{step}").takes == takes


def test_limits_hold_and_shortage_compile():
    step = first_step(
        "id: one\npercent: 10\nof: remaining\nto: 'reserve:{source}'\nminimum: {EUR: 1, JPY: 100}\n"
        "maximum: {EUR: 5.5, JPY: 600}\nhold:\n  days: 30\n  for: payee:{attr.creator}\n"
        "caps:\n  - {per: quarter, amount: {EUR: 10, JPY: 10}, by: [destination, source]}\n"
        "if_short:\n  charge: expense:fees"
    )
    assert step.to == Destination(("reserve", None), "source")
    assert (step.minimum, step.maximum) == ({"EUR": 100, "JPY": 100}, {"EUR": 550, "JPY": 600})
    assert step.hold == Hold(30, CREATOR)
    assert step.caps == (Cap(Period.QUARTER, {"EUR": 1000, "JPY": 10}, ("destination", "source")),)
    assert (step.if_short, step.charge) == (Short.CHARGE, Destination(("expense", "fees")))


def test_nested_splits_are_flattened_into_exact_products():
    read = read_plan(
        plan(
            route(
                "id: shares\nweights:\n  - share: 2\n    split:\n      - {to: partner:a, share: 1/3}\n"
                "      - {to: partner:b, share: 2/3}\n  - {to: treasury:main, share: 1}"
            )
        )
    )
    takes = read.routes[0].steps[0].takes
    assert takes == Weights(
        (
            Part(Fraction(2, 9), Destination(("partner", "a"))),
            Part(Fraction(4, 9), Destination(("partner", "b"))),
            Part(Fraction(1, 3), TREASURY),
        )
    )


def test_parts_have_holds_caps_and_spill():
    takes = first_step(
        "id: shares\npercent: 50\nof: remaining\nspill: siblings\nmode: floor_to_first\nweights:\n"
        "  - to: partner:a\n    share: 60%\n    caps:\n      - {per: day, amount: {EUR: 1, JPY: 1}}\n"
        "  - to: reserve:a\n    share: 40%\n    hold: {days: 3, for: 'payee:{attr.creator}'}"
    ).takes
    assert takes == Weights(
        (
            Part(
                Fraction(3, 5),
                Destination(("partner", "a")),
                None,
                (Cap(Period.DAY, {"EUR": 100, "JPY": 1}),),
            ),
            Part(Fraction(2, 5), Destination(("reserve", "a")), Hold(3, CREATOR)),
        ),
        Fraction(1, 2),
        "floor_to_first",
        None,
        True,
    )


def test_maxima_take_the_place_of_shares():
    takes = first_step(
        "id: shares\nmode: weighted_with_maxima\nweights:\n  - {to: partner:a, up_to: {EUR: 2, JPY: 3}}\n"
        "  - {to: partner:b, up_to: {EUR: 1, JPY: 1}}"
    ).takes
    assert isinstance(takes, Weights)
    assert takes.maxima == ({"EUR": 200, "JPY": 3}, {"EUR": 100, "JPY": 1})
    assert takes.rate == 1


def test_keep_leaves_the_rest_in_suspense():
    step = read_plan(plan(route("id: park\nkeep: suspense:unclear"))).routes[0].steps[0]
    assert step == Step("park", Remaining(keep=True), Destination(("suspense", "unclear")))


@pytest.mark.parametrize(
    ("step", "line", "words"),
    [
        ("percnt: 3\nof: gross\nto: fees:p", 11, "says nothing to take. Write `percent`, if that is meant."),
        ("note: x", 11, "says nothing to take. Give a step that takes one of: percent, fixed"),
        ("percent: 3\nto: fees:p", 11, "lacks `of`. Give a step that takes a percentage."),
        ("percent: 3\nof: grss\nto: fees:p", 13, "has 'grss' in `of`, which is not gross or remaining."),
        ("percent: 3 %\nof: gross\nto: fees:p", 12, "which is not a number of percent without the sign"),
        ("percent: -3\nof: gross\nto: fees:p", 12, "has '-3' in `percent`"),
        ("percent: 0\nof: gross\nto: fees:p", 12, "takes 0 %."),
        ("percent: 100.5\nof: gross\nto: fees:p", 12, "takes 100.5 %, which is over 100 %."),
        ("percent: 3/0\nof: gross\nto: fees:p", 12, "divides by zero"),
        ("percent: 3\nof: gross\nto: fees:p\nfixd: 3", 15, "has `fixd`, which does not belong there."),
        ("fixed: {EUR: 1}\nto: fees:p", 12, "has no amount in JPY for `fixed`. Give one for every currency."),
        (
            "fixed: {EUR: 1, JPY: 1, USD: 1}\nto: fees:p",
            12,
            "in USD, which is not among the plan's currencies.",
        ),
        ("fixed: {EUR: 0.305, JPY: 1}\nto: fees:p", 12, "has an amount that cannot be booked."),
        ("fixed: {EUR: 1, JPY: 1.5}\nto: fees:p", 12, "has an amount that cannot be booked."),
        ("fixed: {EUR: 0, JPY: 1}\nto: fees:p", 12, "has an amount of zero in EUR."),
        (
            "fixed: {eur: 1, JPY: 1}\nto: fees:p",
            12,
            "has 'eur' in `fixed`, which is not a currency code such as EUR.",
        ),
        ("fixed: 0.30\nto: fees:p", 12, "has '0.30' in `fixed`, which is not amounts by currency"),
        ("percent: 3\nof: gross\nto: fees:{attr.a}:{attr.b}", 14, "has more than one open segment"),
        ("percent: 3\nof: gross\nto: fees:x-{attr.a}", 14, "or {field}, as a whole segment"),
        (
            "percent: 3\nof: gross\nto: fees:{creator}",
            14,
            "fills fees:{creator} from 'creator', which is no field.",
        ),
        ("percent: 3\nof: gross\nto: '{source}:fees'", 14, "leaves the first segment of {source}:fees open"),
        ("percent: 3\nof: gross\nto: fees:p p", 14, "whose segment 'p p' is not allowed"),
        ("percent: 3\nof: gross\nto: reserve:a\nhold: {days: 0, for: payee:a}", 15, "has '0' in `hold.days`"),
        (
            "percent: 3\nof: gross\nto: reserve:a\nhold: {days: 3}",
            15,
            "lacks `for` in `hold`. Give a hold with days and for.",
        ),
        (
            "percent: 3\nof: gross\nto: fees:p\ncaps:\n  - {per: fortnight, amount: {EUR: 1, JPY: 1}}",
            16,
            "has 'fortnight' in `caps.1.per`",
        ),
        (
            "percent: 3\nof: gross\nto: fees:p\nif_short: ignore",
            15,
            "which is not take_left or {charge: ACCOUNT}.",
        ),
        (
            "weights:\n  - {to: partner:a, share: 60%}\n  - {to: partner:b, share: 50%}",
            12,
            "sum to 110 %, which is over 100 %.",
        ),
        (
            "weights:\n  - {to: partner:a, share: 60%}\n  - {to: partner:b, share: 30%}",
            12,
            "sum to 90 %, which leaves a part to nobody.",
        ),
        (
            "weights:\n  - {to: partner:a, share: 60%}\n  - {to: partner:b, share: 3}",
            12,
            "with and without a percent sign",
        ),
        (
            "weights:\n  - {to: partner:a, share: 0}\n  - {to: partner:b, share: 3}",
            13,
            "has a share of zero.",
        ),
        ("weights:\n  - {to: partner:a}", 13, "has a part without a share."),
        (
            "weights:\n  - {to: partner:a, share: 1, split: [{to: partner:b, share: 1}]}",
            13,
            "with more than a share",
        ),
        (
            "mode: weighted_with_maxima\nweights:\n  - {to: partner:a, share: 1}",
            14,
            "has a part without `up_to`.",
        ),
        ("percent: 50\nweights:\n  - {to: partner:a, share: 1}", 11, "has `percent` and `of` only together"),
        ("percent: 50\nof: gross\nweights:\n  - {to: partner:a, share: 1}", 13, "which is not remaining"),
    ],
)
def test_a_step_of_the_wrong_form_is_refused_with_its_line_and_what_to_do(step, line, words):
    message = refusal(only(f"id: one\n{step}"))
    assert any(
        text.startswith(f"Line {line}: main, step one, ") and words in text for text in message.split("\n")
    ), message


@pytest.mark.parametrize(
    ("when", "words"),
    [
        ("sometimes", "has 'sometimes' in `when`, which is not always, or conditions such as kind: sale."),
        ("{}", "needs conditions such as kind: sale in `when`."),
        ("{colour: red}", "has `colour` in `when`, which does not belong there."),
        ("{kind: sail}", "waits for kind 'sail', which events do not have. Use one of sale, subscription"),
        ("{kind: refund}", "waits for kind refund, which never enters routes: it follows its original."),
        ("{currency: USD}", "waits for currency USD, which is not among the plan's currencies."),
        ("{amount: {at_least: {USD: 1}}}", "in USD, which is not among the plan's currencies."),
        ("{amount: {at_least: {EUR: 1}, below: {JPY: 5}}}", "in other currencies above than below"),
        ("{amount: {at_least: 5}}", "which is not amounts by currency"),
        ("{date: {from: 2026-02-30}}", "names the date 2026-02-30, which no calendar has."),
        ("{date: {from: 30.1.2026}}", "which is not a date such as 2026-03-31."),
        ("{country: {prefix: x, suffix: y}}", "has `suffix` in `when.country`"),
    ],
)
def test_a_condition_of_the_wrong_form_is_refused(when, words):
    message = refusal(plan(route(REST, when=when, id="one"), route(REST.replace("rest", "more"))))
    assert message.startswith("Line 9: route one ")
    assert words in message


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        ("format: 1", "format: 2", 1, "has '2' in `format`, which is not 1."),
        ("plan: Test\n", "", 1, "lacks `plan`. Give a plan with format"),
        (
            "zone: Europe/London",
            "zone: Europe/Lundon",
            3,
            "names the zone 'Europe/Lundon', which does not exist.",
        ),
        ("[EUR, JPY]", "[EUR, EUX]", 4, "names the currency EUX, which ISO 4217 does not know."),
        ("[EUR, JPY]", "[EUR, EUR]", 4, "names the currency EUR twice."),
        ("[EUR, JPY]", "[]", 4, "needs a list of currency codes"),
        ("{make: true}", "{make: maybe}", 5, "has 'maybe' in `accounts.make`, which is not true or false."),
        (
            "{make: true}",
            "{make: true}\nrounding: bankers",
            6,
            "has 'bankers' in `rounding`, which is not half_even,",
        ),
        (
            "{make: true}",
            "{make: true}\nrefunds: {bear: account}",
            6,
            "lacks the `account` in `refunds` when account",
        ),
        (
            "{make: true}",
            "{make: true}\nrefunds: {bear: ratio, account: a:b}",
            6,
            "needs no `account` in `refunds`",
        ),
        (
            "{make: true}",
            "{make: true}\nrefunds: {bear: account, account: 'payee:{source}'}",
            6,
            "where one account is meant",
        ),
        (
            "{default: expense:returns}",
            "{refund: expense:returns}",
            6,
            "says nothing of kind chargeback under `negative`.",
        ),
        ("{default: expense:returns}", "{sale: expense:returns}", 6, "has `sale` in `negative`"),
    ],
)
def test_the_head_of_a_plan_is_checked(old, new, line, words):
    message = refusal(only().replace(old, new, 1))
    assert any(
        text.startswith(f"Line {line}: the plan ") and words in text for text in message.split("\n")
    ), message


def test_all_findings_come_at_once_in_the_order_of_their_lines():
    text = only("id: a\npercent: 0\nof: gross\nto: fees:p", "id: b\npercent: 0\nof: gross\nto: fees:p")
    with pytest.raises(PlanError) as caught:
        read_plan(text)
    assert [(finding.line, finding.step) for finding in caught.value.findings] == [(12, "a"), (16, "b")]


def test_no_more_than_twenty_findings_are_shown():
    steps = [f"id: s{n}\npercent: 0\nof: gross\nto: fees:p" for n in range(30)]
    assert refusal(only(*steps)).split("\n")[-1] == "10 more lines are at fault."
