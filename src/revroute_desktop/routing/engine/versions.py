"""Published plan versions with the numbers that the books give their routes and steps."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from revroute_desktop.routing.plans.plan import Bear as BearRule
from revroute_desktop.routing.plans.plan import Plan, Recoup, Tiers, Weights

NEGATIVE_ROUTE = "(negative)"
"""Code of the pseudo-route that stands for a version's negative table."""


@dataclass(frozen=True, slots=True)
class Version:
    """One version as the engine runs it: `route_ids[r]` and `step_ids[r][s]` are ids in the books.

    `negative_route` is the id of the pseudo-route, `negative_steps` those of its rules by kind.
    """

    id: int
    plan: Plan
    route_ids: tuple[int, ...]
    step_ids: tuple[tuple[int, ...], ...]
    negative_route: int
    negative_steps: Mapping[str, int] = field(default_factory=dict)

    @property
    def has_counters(self) -> bool:
        """Whether any step counts."""
        return any(
            step.caps
            or isinstance(step.takes, Tiers)
            or (isinstance(step.takes, Weights) and any(part.caps for part in step.takes.parts))
            for route in self.plan.routes
            for step in route.steps
        )

    @property
    def has_recoup(self) -> bool:
        """Whether any step depends on an advance account's balance."""
        return any(isinstance(step.takes, Recoup) for route in self.plan.routes for step in route.steps)

    @property
    def losses_touch_advances(self) -> bool:
        """Whether the negative table may post to an account that a recoup step reads."""
        steps = [step for route in self.plan.routes for step in route.steps]
        advances = {
            step.to.segments[0] for step in steps if isinstance(step.takes, Recoup) and step.to is not None
        }
        return any(to.segments[0] in advances for rule in self.plan.negative.values() for _, to in rule.parts)

    @property
    def bears_reserve_first(self) -> bool:
        """Whether reversals depend on a reserve account's balance."""
        return self.plan.refunds.bear is BearRule.RESERVE_FIRST


def unsaved_version(plan: Plan, number: int = 1) -> Version:
    """Return a plan as a version that the books don't have: ids made up, in order from 1."""
    routes = tuple(range(1, len(plan.routes) + 1))
    step_ids, following = [], 1
    for route in plan.routes:
        step_ids.append(tuple(range(following, following + len(route.steps))))
        following += len(route.steps)
    return Version(number, plan, routes, tuple(step_ids), len(plan.routes) + 1)
