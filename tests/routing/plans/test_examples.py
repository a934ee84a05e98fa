"""The worked plans in resources/plans are plans, and say what their comments promise."""

import json
from datetime import date
from fractions import Fraction
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from ruamel.yaml import YAML
from tests.routing.plans.plan_samples import HEAD

from revroute_desktop.resources import resource_path
from revroute_desktop.routing.plans.findings import PlanError
from revroute_desktop.routing.plans.plan import (
    ALWAYS,
    Bear,
    Period,
    Plan,
    Recoup,
    Short,
    Step,
    Tiers,
    Weights,
)
from revroute_desktop.routing.plans.publish import publish_plan
from revroute_desktop.routing.plans.reader import read_plan
from revroute_desktop.routing.plans.words import condition_words, step_words

NAMES = ["shop", "creator-network", "marketplace", "affiliate", "app-publisher"]


def text_of(name: str) -> str:
    return resource_path("plans", f"{name}.yaml").read_text("utf-8")


def plan_of(name: str) -> Plan:
    return read_plan(text_of(name))


def steps_of(plan: Plan) -> dict[str, Step]:
    return {step.id: step for route in plan.routes for step in route.steps}


def test_there_are_these_five():
    assert sorted(path.stem for path in resource_path("plans").glob("*.yaml")) == sorted(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_it_is_a_plan_and_can_be_published(name, workspace):
    assert publish_plan(workspace, text_of(name), effective=date(2026, 1, 1), actor="ada").new


@pytest.mark.parametrize("name", NAMES)
def test_it_passes_the_schema_as_any_yaml_reader_reads_it(name):
    schema = json.loads(resource_path("schemas", "plan.schema.json").read_text("utf-8"))
    Draft202012Validator.check_schema(schema)
    data = json.loads(json.dumps(YAML(typ="safe").load(text_of(name)), default=str))
    assert [error.message for error in Draft202012Validator(schema).iter_errors(data)] == []


@pytest.mark.parametrize("name", NAMES)
def test_every_route_and_step_can_be_said_in_words(name):
    plan = plan_of(name)
    assert all(condition_words(route.when) for route in plan.routes)
    assert all(step_words(step) for step in steps_of(plan).values())


def test_the_shop_has_a_way_for_every_invoice_of_a_penny_or_more():
    plan = plan_of("shop")
    assert (plan.zone, plan.currencies, plan.make_accounts) == ("Europe/London", ("GBP",), True)
    assert plan.routes[-1].when == ALWAYS
    assert all(step.if_short is Short.REFUSED for step in steps_of(plan).values())
    assert set(plan.negative) == {"refund", "chargeback", "fee", "adjustment"}


def test_the_creator_network_pays_its_creators_what_treasury_and_advances_leave():
    plan = plan_of("creator-network")
    steps = steps_of(plan)
    cap = steps["share-80-treasury"].caps[0]
    assert (cap.period, cap.keys) == (Period.MONTH, ("attr.creator",))
    assert steps["share-80-recoup"].takes == Recoup(Fraction(1, 2))
    assert steps["share-80-reserve"].hold is not None and steps["share-80-reserve"].hold.days == 30
    assert steps["share-80-rest"].to is not None and steps["share-80-rest"].to.code("mia") == "payee:mia"


def test_the_marketplace_takes_refunds_from_the_reserve_first():
    plan = plan_of("marketplace")
    assert plan.refunds.bear is Bear.RESERVE_FIRST
    assert steps_of(plan)["delivered-carrier"].if_short is Short.CHARGE


def test_affiliates_climb_marginal_bands_by_the_month():
    takes = steps_of(plan_of("affiliate"))["partner-commission"].takes
    assert isinstance(takes, Tiers)
    assert takes.marginal and takes.period is Period.MONTH and takes.keys == ("attr.partner",)


def test_the_app_publisher_splits_by_nested_weights():
    takes = steps_of(plan_of("app-publisher"))["advertising-rest"].takes
    assert isinstance(takes, Weights)
    assert [part.ratio for part in takes.parts] == [Fraction(n, 50) for n in (21, 6, 3, 20)]
    assert sum(part.ratio for part in takes.parts) == 1


def test_the_steps_in_the_description_of_the_grammar_are_a_route():
    description = (Path(__file__).parents[3] / "docs" / "plans.md").read_text("utf-8")
    blocks = [block for block in description.split("\n\n") if block.startswith("    - id: ")]
    steps = [line.partition(" #")[0] for block in blocks for line in block.split("\n")]
    kinds = [line.split(": ")[1].strip() for line in steps if line.startswith("    - id: ")]
    assert kinds == ["processor-fee", "carrier", "commission", "pay-back", "shares", "rest", "unclear"]
    keep = next(index for index, line in enumerate(steps) if "unclear" in line)
    taking, keeping = ([f"  {line}" for line in some] for some in (steps[:keep], steps[keep:]))
    main = ["  - id: main", "    when: {kind: sale}", "    steps:", *taking]
    text = HEAD + "\n".join([*main, "  - id: end", "    when: always", "    steps:", *keeping, ""])
    assert [len(route.steps) for route in read_plan(text).routes] == [6, 1]


def test_the_condition_in_the_description_of_the_grammar_is_one():
    description = (Path(__file__).parents[3] / "docs" / "plans.md").read_text("utf-8")
    (block,) = [block for block in description.split("\n\n") if block.startswith("    when:\n")]
    rest = "    steps:\n      - id: rest\n        take: remaining\n        to: treasury:main\n"
    always = "  - id: end\n    when: always\n" + rest.replace("rest", "last", 1)
    when = read_plan(f"{HEAD}  - id: main\n{block}\n{rest}{always}").routes[0].when
    assert condition_words(when).startswith(
        "kind is sale or subscription and country is NO and campaign begins with"
    )


SLIPS = [
    "-1",
    "0",
    "1e9",
    "[]",
    "{}",
    "~",
    "''",
    "{a: 1}",
    "[1, 2]",
    "1/0",
    "9" * 30,
    "{EUR: 1}",
    "'{kind}:a'",
    "a:a:a",
]


@given(st.sampled_from(NAMES), st.integers(0, 2**32))
def test_a_worked_plan_with_slips_is_refused_in_words_or_still_a_plan(name, seed):
    random = Random(seed)
    lines = text_of(name).split("\n")
    for _ in range(random.randint(1, 3)):
        index = random.randrange(len(lines))
        match random.randrange(4):
            case 0:
                del lines[index]
            case 1:
                lines.insert(index, random.choice(lines))
            case 2:
                lines[index] = f"{lines[index].partition(':')[0]}: {random.choice(SLIPS)}"
            case _:
                lines[index] = lines[index].replace(
                    random.choice("adeilnorst"), random.choice("{}[]:,&*!#%@ \t")
                )
    try:
        read_plan("\n".join(lines))
    except PlanError as error:
        assert all(line.startswith("Line ") for line in str(error).split("\n")[:1])
