"""The static check of a plan: everything that can be refused before an event comes, with line and reason."""

from collections.abc import Collection, Iterator, Sequence
from fractions import Fraction

from revroute_desktop.errors import UserError
from revroute_desktop.ledger.accounts import type_of
from revroute_desktop.routing.plans.findings import Finding
from revroute_desktop.routing.plans.history import changed_meanings
from revroute_desktop.routing.plans.logic import implies, impossible
from revroute_desktop.routing.plans.places import Place, named_destinations
from revroute_desktop.routing.plans.plan import (
    ALWAYS,
    Base,
    Destination,
    Plan,
    Recoup,
    Remaining,
    Route,
    Short,
    Step,
    Take,
    Tiers,
    Weights,
)
from revroute_desktop.routing.plans.schema import place_finding
from revroute_desktop.routing.plans.short import steps_that_come_short
from revroute_desktop.routing.plans.text import Document, TreePath

POSTINGS_MAX = 1000
"""Postings that one event may make; the ledger numbers the lines of a transaction up to 4095."""


def check_plan(
    plan: Plan, document: Document, *, accounts: Collection[str] | None = None, earlier: Sequence[Plan] = ()
) -> list[Finding]:
    """Return all findings on a compiled plan, in no particular order.

    `accounts` are the existing codes, for a plan that does not make its own; None leaves that unchecked.
    `earlier` are the published versions, whose steps keep their meaning (B14).
    """
    found: list[tuple[TreePath, str]] = [
        *_route_order(plan),
        *_ids(plan),
        *_accounts(plan, accounts),
        *changed_meanings(plan, earlier),
    ]
    for index, route in enumerate(plan.routes):
        path: TreePath = ("routes", index)
        found += [*_end(route, path), *_shares(route, path), *_recoups(route, path), *_size(route, path)]
        for number, currency in steps_that_come_short(plan, index):
            words = f"can take more than the event in {currency}. Say what happens then: `if_short`."
            found.append(((*path, "steps", number), words))
        for number, step in enumerate(route.steps):
            found += _step(step, (*path, "steps", number))
    findings = [place_finding(document, _as_written(path, document), message) for path, message in found]
    return list(dict.fromkeys(findings))


def _as_written(path: TreePath, document: Document) -> TreePath:
    """Return the place of a rule of the negative table that the file gives by its `default`."""
    if path[0] == "negative" and path not in document.lines:
        return ("negative", "default")
    return path


def _route_order(plan: Plan) -> Iterator[tuple[TreePath, str]]:
    for index, route in enumerate(plan.routes):
        path: TreePath = ("routes", index)
        if impossible(route.when):
            yield path, "is never reached: its conditions shut each other out. Correct `when`."
            continue
        before = next((other for other in plan.routes[:index] if implies(route.when, other.when)), None)
        if before is not None:
            takes = "every event" if before.when == ALWAYS else "all that it would match"
            yield path, f"is never reached: route {before.id} before it takes {takes}. Move it up."
    if plan.routes[-1].when != ALWAYS:
        yield (
            ("routes", len(plan.routes) - 1),
            "is the last one and must match all. Say `when: always`.",
        )


def _ids(plan: Plan) -> Iterator[tuple[TreePath, str]]:
    routes: set[str] = set()
    steps: dict[str, str] = {}
    for index, route in enumerate(plan.routes):
        if route.id in routes:
            yield ("routes", index), "has the id of a route before it. Give it one of its own."
        routes.add(route.id)
        for number, step in enumerate(route.steps):
            if step.id in steps:
                yield (
                    ("routes", index, "steps", number),
                    f"has the id of a step of route {steps[step.id]}; caps and tiers go by it. Change it.",
                )
            steps.setdefault(step.id, route.id)


def _accounts(plan: Plan, accounts: Collection[str] | None) -> Iterator[tuple[TreePath, str]]:
    for place, destination, path in named_destinations(plan):
        code = destination.code("x")
        root = code.split(":", 1)[0]
        shown = ":".join(
            f"{{{destination.field}}}" if part is None else part for part in destination.segments
        )
        if root == "clearing":
            yield path, f"pays into {shown}, from where the event comes: a cycle. Name another account."
        if (root == "advance") != (place is Place.ADVANCE):
            words = (
                f"recoups into {shown}, which is no advance. Name one such as advance:{{attr.creator}}."
                if place is Place.ADVANCE
                else f"pays into {shown}; advances are paid back by `recoup` alone. Name another."
            )
            yield path, words
        if root != "reserve" and place is Place.RESERVE:
            yield path, f"holds in {shown}, which is no reserve. Name an account such as reserve:rolling."
        if root != "suspense" and place is Place.KEPT:
            yield path, f"keeps in {shown}, which is no suspense account. Name one such as suspense:review."
        try:
            type_of(code, plan.account_types)
        except UserError:
            yield path, f"names {shown}, and {root} has no account type. Say it under `accounts`, `types`."
        if (
            not plan.make_accounts
            and accounts is not None
            and destination.field is None
            and code not in accounts
        ):
            yield (
                path,
                f"names {shown}, which is not there. Open it, or say `make: true` under `accounts`.",
            )


def _end(route: Route, path: TreePath) -> Iterator[tuple[TreePath, str]]:
    for number, step in enumerate(route.steps[:-1]):
        if _takes_all(step):
            after = route.steps[number + 1]
            yield (
                (*path, "steps", number + 1),
                f"gets nothing, ever: step {step.id} before it takes all that is left. Move {after.id} up.",
            )
    if not _takes_all(route.steps[-1]):
        yield (
            (*path, "steps", len(route.steps) - 1),
            "is the last one and may leave a rest (B2). End with `take: remaining`, weights of all, or keep, "
            "without caps or maximum.",
        )


def _takes_all(step: Step) -> bool:
    if step.maximum is not None or step.caps:
        return False
    if isinstance(step.takes, Weights):
        return (
            step.takes.rate == 1
            and step.takes.maxima is None
            and not any(part.caps for part in step.takes.parts)
        )
    return isinstance(step.takes, Remaining)


def _shares(route: Route, path: TreePath) -> Iterator[tuple[TreePath, str]]:
    """Shares of gross that sum to over 100 %; a tiers step counts with its lowest rate."""
    total = Fraction(0)
    for number, step in enumerate(route.steps):
        takes = step.takes
        limited = step.maximum is not None or bool(step.caps)
        if isinstance(takes, Take) and takes.base is Base.GROSS and not limited:
            total += takes.rate
        elif isinstance(takes, Tiers) and takes.base is Base.GROSS and not limited:
            total += min(rate for _, rate in takes.bands)
        else:
            continue
        if total > 1:
            yield (
                (*path, "steps", number),
                "brings the shares of gross over 100 %. Lower it, or take of remaining.",
            )
            return


def _recoups(route: Route, path: TreePath) -> Iterator[tuple[TreePath, str]]:
    seen: dict[Destination, str] = {}
    for number, step in enumerate(route.steps):
        if isinstance(step.takes, Recoup) and step.to is not None:
            if step.to in seen:
                yield (
                    (*path, "steps", number),
                    f"recoups the same advance as step {seen[step.to]}. Keep one of the two.",
                )
            seen.setdefault(step.to, step.id)


def _size(route: Route, path: TreePath) -> Iterator[tuple[TreePath, str]]:
    # A step with a charge makes two postings.
    postings = sum(len(step.takes.parts) if isinstance(step.takes, Weights) else 2 for step in route.steps)
    if postings > POSTINGS_MAX:
        yield path, f"makes up to {postings} postings of one event; {POSTINGS_MAX} are the most. Split it."


def _step(step: Step, path: TreePath) -> Iterator[tuple[TreePath, str]]:
    if step.minimum is not None and step.maximum is not None:
        for currency, least in step.minimum.items():
            if least > step.maximum[currency]:
                yield path, f"has a minimum above its maximum in {currency}. Lower one of them."
    if isinstance(step.takes, Tiers):
        yield from _bands(step.takes, (*path, "tiers", "bands"))
    if step.if_short is not Short.REFUSED and isinstance(step.takes, Take | Tiers):
        fixed = step.takes.fixed if isinstance(step.takes, Take) else None
        if fixed is None and step.minimum is None:
            yield (
                path,
                "has `if_short` but neither a fixed part nor a minimum that could be short. Leave it out.",
            )
    if step.charge is not None and step.charge == step.to:
        yield path, "charges what is missing to the account that it pays: a cycle. Name another one."
    if isinstance(step.takes, Weights) and any("destination" in cap.keys for cap in step.caps):
        yield path, "counts its cap by destination, but has several. Put the caps on the parts."
    if isinstance(step.takes, Weights) and step.takes.spill and not _has_caps(step.takes):
        yield path, "has `spill: siblings`, but no part has a cap. Give one, or leave it out."
    holds = [(step.hold, step.to)]
    if isinstance(step.takes, Weights):
        holds = [(part.hold, part.to) for part in step.takes.parts]
    for hold, to in holds:
        if hold is not None and hold.beneficiary == to:
            yield path, "holds for the reserve itself: a cycle. Say in `for` who gets it when it is released."


def _has_caps(weights: Weights) -> bool:
    return any(part.caps for part in weights.parts)


def _bands(tiers: Tiers, path: TreePath) -> Iterator[tuple[TreePath, str]]:
    last = len(tiers.bands) - 1
    for index, (edge, _) in enumerate(tiers.bands):
        place = (*path, index)
        if index == last:
            if edge is not None:
                yield (
                    place,
                    "ends its last band at an amount, so more has no rate: a gap. Leave `up_to` out there.",
                )
        elif edge is None:
            yield place, "has a band without `up_to` before the last one, so bands overlap. Give it an edge."
        else:
            before = tiers.bands[index - 1][0] if index else None
            for currency, amount in edge.items():
                if before is not None and amount <= before.get(currency, 0):
                    yield (
                        place,
                        f"has an edge in {currency} not above the one before: bands overlap. Raise it.",
                    )
