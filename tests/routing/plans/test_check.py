"""The static check: everything that can be refused before an event comes, with line and reason."""

# ruff: noqa: E501  # the sentences stand whole

import pytest
from tests.routing.plans.plan_samples import HEAD, REST, only, plan, route

from revroute_desktop.routing.plans.findings import PlanError
from revroute_desktop.routing.plans.reader import read_plan


def refusals(text: str, **context) -> list[str]:
    with pytest.raises(PlanError) as caught:
        read_plan(text, **context)
    return str(caught.value).split("\n")


def percent(number: str, id: str, of: str = "gross", more: str = "") -> str:
    return f"id: {id}\npercent: {number}\nof: {of}\nto: fees:p\n{more}"


FIXED = "fixed: {EUR: 0.30, JPY: 40}\nto: fees:p"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            only(percent("60", "a"), percent("50", "b")),
            "Line 15: main, step b, brings the shares of gross over 100 %. Lower it, or take of remaining.",
        ),
        (
            only(f"id: fee\n{FIXED}"),
            "Line 11: main, step fee, can take more than the event in EUR. Say what happens then: `if_short`.",
        ),
        (
            only("id: fee\npercent: 2.9\nof: gross\nplus: {EUR: 0.30, JPY: 40}\nto: fees:p"),
            "Line 11: main, step fee, can take more than the event in EUR. Say what happens then: `if_short`.",
        ),
        (
            only("id: fee\npercent: 5\nof: gross\nminimum: {EUR: 0.05, JPY: 5}\nto: fees:p"),
            "Line 11: main, step fee, can take more than the event in EUR. Say what happens then: `if_short`.",
        ),
        (
            plan(route(percent("50", "half"))),
            "Line 11: main, step half, is the last one and may leave a rest (B2). End with `take: remaining`, "
            "weights of all, or keep, without caps or maximum.",
        ),
        (
            plan(route(f"{REST}\nmaximum: {{EUR: 5, JPY: 5}}")),
            "Line 11: main, step rest, is the last one and may leave a rest (B2). End with `take: remaining`, "
            "weights of all, or keep, without caps or maximum.",
        ),
        (
            plan(route("id: w\npercent: 50\nof: remaining\nweights:\n  - {to: fees:a, share: 1}")),
            "Line 11: main, step w, is the last one and may leave a rest (B2). End with `take: remaining`, "
            "weights of all, or keep, without caps or maximum.",
        ),
        (
            plan(
                route(
                    "id: w\nspill: siblings\nweights:\n  - to: fees:a\n    share: 1\n    caps:\n"
                    "      - {per: day, amount: {EUR: 1, JPY: 1}}"
                )
            ),
            "Line 11: main, step w, is the last one and may leave a rest (B2). End with `take: remaining`, "
            "weights of all, or keep, without caps or maximum.",
        ),
        (
            only("id: all\nkeep: suspense:x"),
            "Line 13: main, step rest, gets nothing, ever: step all before it takes all that is left. Move rest up.",
        ),
        (
            plan(route(REST), route("id: b\nkeep: suspense:x", id="late", when="{kind: tip}"))
            + plan(route("id: c\nkeep: suspense:x", id="end"), head=""),
            "Line 14: route late is never reached: route main before it takes every event. Move it up.",
        ),
        (
            plan(
                route(REST, when="{kind: [sale, tip]}"),
                route("id: b\nkeep: suspense:x", id="late", when="{kind: tip, source: shop}"),
                route("id: c\nkeep: suspense:x", id="end"),
            ),
            "Line 14: route late is never reached: route main before it takes all that it would match. Move it up.",
        ),
        (
            plan(
                route(REST, when="{kind: tip, all: [{kind: sale}]}"),
                route("id: c\nkeep: suspense:x", id="end"),
            ),
            "Line 8: route main is never reached: its conditions shut each other out. Correct `when`.",
        ),
        (
            plan(route(REST, when="{kind: sale}")),
            "Line 8: route main is the last one and must match all. Say `when: always`.",
        ),
        (
            plan(route(REST, when="{kind: sale}"), route("id: x\nkeep: suspense:x")),
            "Line 14: route main has the id of a route before it. Give it one of its own.",
        ),
        (
            plan(route(REST, when="{kind: sale}"), route(REST, id="end")),
            "Line 17: end, step rest, has the id of a step of route main; caps and tiers go by it. Change it.",
        ),
        (
            only("id: a\nrecoup: {advance: advance:a}", "id: b\nrecoup: {advance: advance:a, percent: 5}"),
            "Line 13: main, step b, recoups the same advance as step a. Keep one of the two.",
        ),
        (
            only("id: a\nrecoup: {advance: payee:a}"),
            "Line 11: main, step a, recoups into payee:a, which is no advance. Name one such as advance:{attr.creator}.",
        ),
        (
            only("id: a\npercent: 5\nof: gross\nto: advance:a"),
            "Line 11: main, step a, pays into advance:a; advances are paid back by `recoup` alone. Name another.",
        ),
        (
            only("id: a\npercent: 5\nof: gross\nto: clearing:{source}"),
            "Line 11: main, step a, pays into clearing:{source}, from where the event comes: a cycle. "
            "Name another account.",
        ),
        (
            only(f"id: a\n{FIXED}\nif_short: {{charge: fees:p}}"),
            "Line 11: main, step a, charges what is missing to the account that it pays: a cycle. Name another one.",
        ),
        (
            only("id: a\npercent: 5\nof: gross\nto: reserve:a\nhold: {days: 3, for: reserve:a}"),
            "Line 11: main, step a, holds for the reserve itself: a cycle. Say in `for` who gets it when it is released.",
        ),
        (
            only("id: a\npercent: 5\nof: gross\nto: treasury:a\nhold: {days: 3, for: payee:a}"),
            "Line 11: main, step a, holds in treasury:a, which is no reserve. Name an account such as reserve:rolling.",
        ),
        (
            plan(route("id: park\nkeep: treasury:a")),
            "Line 11: main, step park, keeps in treasury:a, which is no suspense account. Name one such as suspense:review.",
        ),
        (
            only("id: a\npercent: 5\nof: gross\nto: misc:a"),
            "Line 11: main, step a, names misc:a, and misc has no account type. Say it under `accounts`, `types`.",
        ),
        (
            only(
                percent(
                    "5", "a", more="minimum: {EUR: 3, JPY: 5}\nmaximum: {EUR: 2, JPY: 6}\nif_short: take_left"
                )
            ),
            "Line 11: main, step a, has a minimum above its maximum in EUR. Lower one of them.",
        ),
        (
            only(percent("5", "a", more="if_short: take_left")),
            "Line 11: main, step a, has `if_short` but neither a fixed part nor a minimum that could be short. "
            "Leave it out.",
        ),
        (
            only(
                "id: w\npercent: 5\nof: remaining\nweights: [{to: fees:a, share: 1}]\n"
                "caps: [{per: day, amount: {EUR: 1, JPY: 1}, by: [destination]}]"
            ),
            "Line 11: main, step w, counts its cap by destination, but has several. Put the caps on the parts.",
        ),
        (
            only("id: w\npercent: 5\nof: remaining\nspill: siblings\nweights: [{to: fees:a, share: 1}]"),
            "Line 11: main, step w, has `spill: siblings`, but no part has a cap. Give one, or leave it out.",
        ),
    ],
)
def test_a_plan_that_cannot_be_right_is_refused_with_line_and_reason(text, expected):
    assert expected in refusals(text)


def tiers(*bands: str) -> str:
    lines = "".join(f"    - {band}\n" for band in bands)
    return only(f"id: t\ntiers:\n  per: month\n  mode: marginal\n  of: gross\n  bands:\n{lines}to: fees:p")


@pytest.mark.parametrize(
    ("bands", "line", "words"),
    [
        (
            [
                "{up_to: {EUR: 5, JPY: 5}, percent: 1}",
                "{up_to: {EUR: 9, JPY: 5}, percent: 2}",
                "{percent: 3}",
            ],
            18,
            "has an edge in JPY not above the one before: bands overlap. Raise it.",
        ),
        (
            [
                "{up_to: {EUR: 5, JPY: 5}, percent: 1}",
                "{up_to: {EUR: 4, JPY: 6}, percent: 2}",
                "{percent: 3}",
            ],
            18,
            "has an edge in EUR not above the one before: bands overlap. Raise it.",
        ),
        (
            ["{percent: 1}", "{percent: 2}"],
            17,
            "has a band without `up_to` before the last one, so bands overlap.",
        ),
        (
            ["{up_to: {EUR: 5, JPY: 5}, percent: 1}", "{up_to: {EUR: 9, JPY: 9}, percent: 2}"],
            18,
            "ends its last band at an amount, so more has no rate: a gap. Leave `up_to` out there.",
        ),
        (["{up_to: {EUR: 5}, percent: 1}", "{percent: 2}"], 17, "has no amount in JPY for `up_to`."),
    ],
)
def test_bands_that_overlap_or_leave_a_gap_are_refused(bands, line, words):
    found = refusals(tiers(*bands))
    assert any(text.startswith(f"Line {line}: main, step t, {words}") for text in found), found


def test_accounts_must_be_there_when_the_plan_makes_none():
    text = only().replace("make: true", "make: false")
    assert read_plan(text, accounts={"treasury:main", "expense:returns"})
    assert refusals(text, accounts={"treasury:main"}) == [
        "Line 6: the plan names expense:returns, which is not there. Open it, or say `make: true` under `accounts`."
    ]
    assert refusals(text, accounts={"expense:returns"}) == [
        "Line 11: main, step rest, names treasury:main, which is not there. "
        "Open it, or say `make: true` under `accounts`."
    ]


def test_templates_are_checked_against_accounts_only_when_an_event_fills_them():
    text = only(percent("5", "a").replace("fees:p", "payee:{attr.x}")).replace("make: true", "make: false")
    assert read_plan(text, accounts={"treasury:main", "expense:returns"})


@pytest.mark.parametrize(
    "text",
    [
        only(f"id: fee\n{FIXED}", when="{amount: {at_least: {EUR: 0.30, JPY: 40}}}").replace(
            "  - id: main", "  - id: main"
        )
        + plan(route("id: end\nkeep: suspense:x", id="end"), head=""),
        only(f"id: fee\n{FIXED}\nif_short: take_left"),
        only(f"id: fee\n{FIXED}\nif_short: {{charge: expense:fees}}"),
        # What an earlier route takes whatever else an event is, does not come here.
        plan(
            route("id: tiny\nkeep: suspense:x", id="tiny", when="{amount: {below: {EUR: 0.30, JPY: 40}}}"),
            route(f"id: fee\n{FIXED}", REST),
        ),
        # A currency that the route never sees needs no lower bound.
        plan(
            route(f"id: fee\n{FIXED}", REST, when="{currency: EUR, amount: {above: {EUR: 0.29}}}"),
            route("id: end\nkeep: suspense:x", id="end"),
        ),
        # Half of 0.60 is left when 0.30 is taken.
        plan(
            route(
                percent("50", "half"),
                f"id: fee\n{FIXED}",
                REST,
                when="{amount: {at_least: {EUR: 0.61, JPY: 82}}}",
            ),
            route("id: end\nkeep: suspense:x", id="end"),
        ),
    ],
)
def test_a_fixed_part_that_always_fits_needs_no_if_short(text):
    assert read_plan(text)


def test_what_earlier_steps_take_counts_when_a_fixed_part_comes():
    text = plan(
        route(
            percent("50", "half"),
            f"id: fee\n{FIXED}",
            REST,
            when="{amount: {at_least: {EUR: 0.59, JPY: 82}}}",
        ),
        route("id: end\nkeep: suspense:x", id="end"),
    )
    assert refusals(text) == [
        "Line 15: main, step fee, can take more than the event in EUR. Say what happens then: `if_short`."
    ]


def test_a_route_makes_no_more_postings_than_a_transaction_can_hold():
    parts = "".join(f"  - {{to: partner:p{n}, share: 1}}\n" for n in range(200))
    steps = [f"id: w{n}\npercent: 1\nof: remaining\nweights:\n{parts}" for n in range(6)]
    assert any(
        "makes up to 1202 postings of one event; 1000 are the most." in text
        for text in refusals(only(*steps))
    )


CAPPED = "caps: [{per: month, amount: {EUR: 5, JPY: 5}, by: [source]}]"


@pytest.mark.parametrize(
    ("before", "now", "words"),
    [
        (percent("5", "a"), "id: a\nrecoup: {advance: advance:x}", "changes its kind from an amount to recoup"),
        (percent("5", "a", more=CAPPED), percent("5", "a", more=CAPPED.replace("month", "week")), "changes the period or keys of a cap"),
        (percent("5", "a", more=CAPPED), percent("5", "a", more=CAPPED.replace("source", "country")), "changes the period or keys of a cap"),
    ],
)  # fmt: skip
def test_a_step_keeps_its_meaning_under_its_id_b14(before, now, words):
    earlier = [read_plan(only(before)), read_plan(only())]
    assert refusals(only(now), earlier=earlier) == [
        f"Line 11: main, step a, {words} under an id that a published version uses (B14). Give the step a new id."
    ]
    assert read_plan(only(now.replace("id: a", "id: b")), earlier=earlier)


@pytest.mark.parametrize(
    "change",
    [("per: month", "per: week"), ("mode: marginal", "mode: whole_band"), ("of: gross", "of: remaining")],
)
def test_tiers_keep_period_mode_and_base_under_their_id_b14(change):
    before = tiers("{up_to: {EUR: 5, JPY: 5}, percent: 1}", "{percent: 2}")
    found = refusals(before.replace(*change), earlier=[read_plan(before)])
    assert "changes the period, keys, base or mode of its tiers" in found[0]


def test_rates_amounts_and_new_caps_may_change_under_an_id():
    earlier = [read_plan(only(percent("5", "a", more=CAPPED)))]
    cap = "caps: [{per: month, amount: {EUR: 9, JPY: 9}, by: [source]}, {per: day, amount: {EUR: 1, JPY: 1}}]"
    assert read_plan(only(percent("6", "a", of="remaining", more=cap)), earlier=earlier)
    assert read_plan(only(percent("6", "a")), earlier=earlier)


def test_head_of_samples_is_a_plan():
    assert read_plan(plan(route(REST), head=HEAD))
