"""What changed between two versions of a plan, in words, route by route and step by step."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from revroute_desktop.ledger.accounts import AccountType
from revroute_desktop.routing.plans.plan import Plan, Route
from revroute_desktop.routing.plans.words import condition_words, negative_words, refunds_words, step_words


class ChangeKind(StrEnum):
    """What happened to a thing."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    MOVED = "moved"


@dataclass(frozen=True, slots=True)
class Change:
    """One change. `before` and `after` say the thing in words; empty where there was or is none."""

    kind: ChangeKind
    route: str | None
    step: str | None
    what: str
    before: str = ""
    after: str = ""

    @property
    def text(self) -> str:
        """The change as a line, such as "share-80, step fee: step was 2.9 % …; now 2.7 % …"."""
        places = [self.route or "plan", *([f"step {self.step}"] if self.step is not None else [])]
        place = ", ".join(places)
        match self.kind:
            case ChangeKind.ADDED:
                return f"{place}: {self.what} added: {self.after}"
            case ChangeKind.REMOVED:
                return f"{place}: {self.what} removed: {self.before}"
            case ChangeKind.CHANGED:
                return f"{place}: {self.what} was {self.before}; now {self.after}"
            case ChangeKind.MOVED:
                return f"{place}: {self.what} moved from {self.before} to {self.after}"


def plan_diff(before: Plan, after: Plan) -> list[Change]:
    """Return the changes from one plan to another, the plan's own first, then in the order of the routes."""
    return [*_plan(before, after), *_routes(before, after)]


def _plan(before: Plan, after: Plan) -> Iterator[Change]:
    pairs = {
        "name": (before.name, after.name),
        "zone": (before.zone, after.zone),
        "rounding": (before.rounding.value, after.rounding.value),
        "currencies": (", ".join(before.currencies), ", ".join(after.currencies)),
        "making of accounts": (_yes(before.make_accounts), _yes(after.make_accounts)),
        "bearing of refunds": (refunds_words(before.refunds), refunds_words(after.refunds)),
    }
    for kind in {**before.negative, **after.negative}:
        pairs[f"negative {kind}"] = (
            negative_words(before.negative[kind]),
            negative_words(after.negative[kind]),
        )
    for root in sorted({*before.account_types, *after.account_types}):
        pairs[f"type of {root} accounts"] = (_type(before, root), _type(after, root))
    for what, (old, new) in pairs.items():
        if old != new:
            yield Change(ChangeKind.CHANGED, None, None, what, old, new)


def _routes(before: Plan, after: Plan) -> Iterator[Change]:
    old = {route.id: route for route in before.routes}
    new = {route.id: route for route in after.routes}
    for route in before.routes:
        if route.id not in new:
            yield Change(ChangeKind.REMOVED, route.id, None, "route", before=condition_words(route.when))
    common = [route.id for route in before.routes if route.id in new]
    order = [route.id for route in after.routes if route.id in old]
    moved = _moved(common, order)
    for route in after.routes:
        if route.id not in old:
            yield Change(ChangeKind.ADDED, route.id, None, "route", after=condition_words(route.when))
            for step in route.steps:
                yield Change(ChangeKind.ADDED, route.id, step.id, "step", after=step_words(step))
            continue
        if route.id in moved:
            places = f"place {common.index(route.id) + 1}", f"place {order.index(route.id) + 1}"
            yield Change(ChangeKind.MOVED, route.id, None, "route", *places)
        yield from _route(old[route.id], route)


def _route(before: Route, after: Route) -> Iterator[Change]:
    if before.when != after.when:
        words = condition_words(before.when), condition_words(after.when)
        yield Change(ChangeKind.CHANGED, after.id, None, "condition", *words)
    old = {step.id: step for step in before.steps}
    new = {step.id: step for step in after.steps}
    for step in before.steps:
        if step.id not in new:
            yield Change(ChangeKind.REMOVED, after.id, step.id, "step", before=step_words(step))
    common = [step.id for step in before.steps if step.id in new]
    order = [step.id for step in after.steps if step.id in old]
    moved = _moved(common, order)
    for step in after.steps:
        if step.id not in old:
            yield Change(ChangeKind.ADDED, after.id, step.id, "step", after=step_words(step))
            continue
        if step.id in moved:
            places = f"place {common.index(step.id) + 1}", f"place {order.index(step.id) + 1}"
            yield Change(ChangeKind.MOVED, after.id, step.id, "step", *places)
        if old[step.id] != step:
            yield Change(
                ChangeKind.CHANGED, after.id, step.id, "step", step_words(old[step.id]), step_words(step)
            )


def _moved(before: list[str], after: list[str]) -> set[str]:
    """Return the fewest of the same ids that were moved: all but a longest run that kept its order."""
    # best[i]: the longest kept run that ends with after[i], as indices.
    best: list[list[int]] = []
    for index, code in enumerate(after):
        runs = [best[other] for other in range(index) if before.index(after[other]) < before.index(code)]
        best.append([*max(runs, key=len, default=[]), index])
    kept = max(best, key=len, default=[])
    return set(after) - {after[index] for index in kept}


def _type(plan: Plan, root: str) -> str:
    return AccountType(plan.account_types[root]).word if root in plan.account_types else "none"


def _yes(value: bool) -> str:
    return "yes" if value else "no"
