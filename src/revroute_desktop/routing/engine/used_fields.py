"""Which fields of events a plan reads, so that nothing else needs to be loaded."""

from collections.abc import Iterator

from revroute_desktop.routing.plans.plan import (
    All,
    AnyOf,
    Condition,
    Destination,
    Equals,
    Not,
    Plan,
    Prefix,
    Step,
    Tiers,
    Weights,
)


def used_fields(plan: Plan) -> set[str]:
    """Return the names of the fields that conditions, destinations and counters of a plan read."""
    names: set[str] = set()
    for route in plan.routes:
        names.update(_of_condition(route.when))
        for step in route.steps:
            names.update(_of_step(step))
    for rule in plan.negative.values():
        names.update(to.field for _, to in rule.parts if to.field is not None)
    return names


def _of_condition(condition: Condition) -> Iterator[str]:
    match condition:
        case Equals(name, _) | Prefix(name, _):
            yield name
        case All(of) | AnyOf(of):
            for part in of:
                yield from _of_condition(part)
        case Not(of):
            yield from _of_condition(of)
        case _:
            return


def _of_step(step: Step) -> Iterator[str]:
    destinations: list[Destination | None] = [step.to, step.charge]
    caps = list(step.caps)
    holds = [step.hold]
    if isinstance(step.takes, Tiers):
        yield from step.takes.keys
    if isinstance(step.takes, Weights):
        for part in step.takes.parts:
            destinations.append(part.to)
            holds.append(part.hold)
            caps += part.caps
    destinations += [hold.beneficiary for hold in holds if hold is not None]
    for to in destinations:
        if to is not None and to.field is not None:
            yield to.field
    for cap in caps:
        yield from cap.keys
