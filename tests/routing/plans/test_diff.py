"""What changed between two versions, in words."""

from tests.routing.plans.plan_samples import HEAD, REST, only, plan, route

from revroute_desktop.routing.plans.diff import plan_diff
from revroute_desktop.routing.plans.reader import read_plan


def diff(before: str, after: str) -> list[str]:
    return [change.text for change in plan_diff(read_plan(before), read_plan(after))]


FEE = "id: fee\npercent: 2.9\nof: gross\nto: fees:p"


def test_the_same_plan_has_no_changes():
    assert diff(only(FEE), "# a comment\n" + only(FEE)) == []


def test_a_changed_rate_is_said_before_and_after():
    assert diff(only(FEE), only(FEE.replace("2.9", "2.7"))) == [
        "main, step fee: step was 2.9 % of gross to fees:p; now 2.7 % of gross to fees:p"
    ]


def test_steps_are_added_removed_and_moved():
    other = "id: other\npercent: 1\nof: remaining\nto: fees:o"
    assert diff(only(FEE), only(other)) == [
        "main, step fee: step removed: 2.9 % of gross to fees:p",
        "main, step other: step added: 1 % of remaining to fees:o",
    ]
    assert diff(only(FEE, other), only(other, FEE)) == ["main, step fee: step moved from place 1 to place 2"]


def test_routes_are_added_removed_moved_and_wait_for_other_events():
    park = [f"id: {name}\nkeep: suspense:x" for name in "abc"]
    sale, tip = (route(park[0], id="a", when="{kind: sale}"), route(park[1], id="b", when="{kind: tip}"))
    end = route(REST)
    assert diff(plan(sale, end), plan(tip, end)) == [
        "a: route removed: kind is sale",
        "b: route added: kind is tip",
        "b, step b: step added: keep what is left in suspense:x",
    ]
    assert diff(plan(sale, tip, end), plan(tip, sale, end)) == ["a: route moved from place 1 to place 2"]
    assert diff(plan(sale, end), plan(sale.replace("kind: sale", "source: shop"), end)) == [
        "a: condition was kind is sale; now source is shop"
    ]


def test_what_concerns_the_whole_plan_comes_first():
    head = (
        HEAD.replace("Europe/London", "UTC")
        .replace("{make: true}", "{make: true, types: {charity: liability}}")
        .replace("negative:", "refunds: {bear: account, account: treasury:main}\nnegative:")
        .replace("default: expense:returns", "fee: fees:p, default: expense:returns")
    )
    assert diff(plan(route(REST)), plan(route(REST), head=head)) == [
        "plan: zone was Europe/London; now UTC",
        "plan: bearing of refunds was everyone who had a part, by ratio; now treasury:main alone",
        "plan: negative fee was to expense:returns; now to fees:p",
        "plan: type of charity accounts was none; now liability",
    ]
