"""Every account that a plan names, what it is named for, and where."""

from collections.abc import Iterator
from enum import Enum, auto

from revroute_desktop.routing.plans.plan import Destination, Hold, Plan, Recoup, Remaining, Step, Weights
from revroute_desktop.routing.plans.text import TreePath


class Place(Enum):
    """What an account is named for."""

    PAID = auto()  # a step or a part of weights pays it
    RESERVE = auto()  # it holds for another
    BENEFICIARY = auto()
    ADVANCE = auto()
    KEPT = auto()
    CHARGED = auto()
    REFUNDS = auto()
    NEGATIVE = auto()


def named_destinations(plan: Plan) -> Iterator[tuple[Place, Destination, TreePath]]:
    """Yield every account or template: refunds and the negative table first, then route by route."""
    if plan.refunds.account is not None:
        yield Place.REFUNDS, plan.refunds.account, ("refunds", "account")
    for kind, rule in plan.negative.items():
        for _, destination in rule.parts:
            yield Place.NEGATIVE, destination, ("negative", kind)
    for index, route in enumerate(plan.routes):
        for number, step in enumerate(route.steps):
            yield from _of_step(step, ("routes", index, "steps", number))


def _of_step(step: Step, path: TreePath) -> Iterator[tuple[Place, Destination, TreePath]]:
    if step.to is not None:
        yield from _with_hold(_place(step), step.to, step.hold, path)
    if isinstance(step.takes, Weights):
        for part in step.takes.parts:
            yield from _with_hold(Place.PAID, part.to, part.hold, path)
    if step.charge is not None:
        yield Place.CHARGED, step.charge, (*path, "if_short")


def _place(step: Step) -> Place:
    if isinstance(step.takes, Recoup):
        return Place.ADVANCE
    return Place.KEPT if isinstance(step.takes, Remaining) and step.takes.keep else Place.PAID


def _with_hold(
    place: Place, to: Destination, hold: Hold | None, path: TreePath
) -> Iterator[tuple[Place, Destination, TreePath]]:
    if hold is None:
        yield place, to, path
    else:
        yield Place.RESERVE, to, path
        yield Place.BENEFICIARY, hold.beneficiary, (*path, "hold")
