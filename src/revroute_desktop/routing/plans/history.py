"""Steps keep their meaning across versions, because caps and tiers carry on under their ids (B14)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from revroute_desktop.routing.plans.plan import Period, Plan, Recoup, Remaining, Step, Take, Tiers, Weights
from revroute_desktop.routing.plans.text import TreePath

_Counter = tuple[str, Period, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class _Meaning:
    """What a step's counters count: its kind, its tiers, and its caps as (part, period, keys)."""

    kind: str
    tiers: tuple[object, ...]
    caps: frozenset[_Counter]


def changed_meanings(plan: Plan, earlier: Sequence[Plan]) -> Iterator[tuple[TreePath, str]]:
    """Yield each step that means something else than a step of the same id in a published version.

    Caps may be added and dropped; the same step may not count by other keys or in another period.
    """
    known = [
        {step.id: _meaning(step) for route in version.routes for step in route.steps} for version in earlier
    ]
    for index, route in enumerate(plan.routes):
        for number, step in enumerate(route.steps):
            now = _meaning(step)
            changes = (_change(steps[step.id], now) for steps in known if step.id in steps)
            what = next((change for change in changes if change is not None), None)
            if what is not None:
                yield (
                    ("routes", index, "steps", number),
                    f"{what} under an id that a published version uses (B14). Give the step a new id.",
                )


def _change(before: _Meaning, now: _Meaning) -> str | None:
    if before.kind != now.kind:
        return f"changes its kind from {before.kind} to {now.kind}"
    if before.tiers != now.tiers:
        return "changes the period, keys, base or mode of its tiers"
    if not (before.caps <= now.caps or now.caps <= before.caps):
        return "changes the period or keys of a cap"
    return None


def _meaning(step: Step) -> _Meaning:
    takes = step.takes
    tiers: tuple[object, ...] = ()
    caps = [("", cap.period, _keys(cap.keys)) for cap in step.caps]
    match takes:
        case Take():
            kind = "an amount"
        case Tiers():
            kind = "tiers"
            tiers = (takes.marginal, takes.base, takes.period, _keys(takes.keys))
        case Weights():
            kind = "weights"
            caps += [
                (part.to.code("*"), cap.period, _keys(cap.keys)) for part in takes.parts for cap in part.caps
            ]
        case Remaining():
            kind = "keep" if takes.keep else "remaining"
        case Recoup():
            kind = "recoup"
    return _Meaning(kind, tiers, frozenset(caps))


def _keys(keys: Sequence[str]) -> tuple[str, ...]:
    """Return keys in one order, without the currency, by which every counter counts."""
    return tuple(sorted(set(keys) - {"currency"}))
