"""Published plan versions with the numbers that the books give their routes and steps."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import count

from revroute_desktop.routing.plans.plan import Bear as BearRule
from revroute_desktop.routing.plans.plan import Plan, Recoup, Step, Tiers, Weights

NEGATIVE_ROUTE = "(negative)"
"""Code of the pseudo-route that stands for a version's negative table."""

_PART_MARK = "#"  # no step id has it


@dataclass(frozen=True, slots=True)
class Version:
    """One version as the engine runs it: `route_ids[r]` and `step_ids[r][s]` are ids in the books.

    `part_ids[r][s]` are the ids of the parts of a weights step, none for another step: a posting of a part
    names the part, since parts of one step may reach one account. `negative_route` is the id of the
    pseudo-route, `negative_steps` those of its rules by kind.
    """

    id: int
    plan: Plan
    route_ids: tuple[int, ...]
    step_ids: tuple[tuple[int, ...], ...]
    part_ids: tuple[tuple[tuple[int, ...], ...], ...]
    negative_route: int
    negative_steps: Mapping[str, int] = field(default_factory=dict)

    def posted_as(self, route: int, step: int) -> tuple[int, ...]:
        """Return every id that a posting of a step may have."""
        return self.step_ids[route][step], *self.part_ids[route][step]

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


def part_codes(step: Step) -> list[str]:
    """Return the codes under which the books have the parts of a weights step, none for another step."""
    if not isinstance(step.takes, Weights):
        return []
    return [f"{step.id}{_PART_MARK}{number}" for number in range(1, len(step.takes.parts) + 1)]


def named_step(code: str | None) -> str | None:
    """Return the id of the step that a posting's code names, which may be that of a part."""
    return None if code is None else code.partition(_PART_MARK)[0]


def unsaved_version(plan: Plan, number: int = 1) -> Version:
    """Return a plan as a version that the books don't have: ids made up, in order from 1."""
    routes = tuple(range(1, len(plan.routes) + 1))
    following = count(1)
    step_ids = tuple(tuple(next(following) for _ in route.steps) for route in plan.routes)
    part_ids = tuple(
        tuple(tuple(next(following) for _ in part_codes(step)) for step in route.steps)
        for route in plan.routes
    )
    return Version(number, plan, routes, step_ids, part_ids, len(plan.routes) + 1)
