"""Publish a version of the workspace's plan: frozen from then on, in force from the beginning of a day."""

import hashlib
from dataclasses import dataclass
from datetime import date

from revroute_desktop.errors import UserError
from revroute_desktop.routing.engine.versions import NEGATIVE_ROUTE, part_codes
from revroute_desktop.routing.plans.plan import Plan
from revroute_desktop.routing.plans.reader import read_plan
from revroute_desktop.routing.plans.versions import PlanVersion, plan_versions, published_plan
from revroute_desktop.workspace import Session, Unit, Workspace
from revroute_desktop.workspace.zones import midnight

_EPOCH = date(1970, 1, 1)
FIRST_DAY, LAST_DAY = _EPOCH, date(2200, 12, 31)
"""A version comes into force between these days, both included; events occur in the same years."""


@dataclass(frozen=True, slots=True)
class Published:
    """A version of the books; `new` is False where it was there already, and then nothing was written."""

    version: PlanVersion
    new: bool


class _Repeated(Exception):  # no error: it only ends a unit of work that has nothing to write
    def __init__(self, version: PlanVersion) -> None:
        super().__init__(version.hash)
        self.version = version


def plan_hash(text: str) -> str:
    """Return the name of a version: the SHA-256 of its text, in hex."""
    return hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest()


def check_for_workspace(session: Session | Unit, text: str) -> Plan:
    """Read a plan and check it as publishing would: against the accounts and the versions of the workspace.

    Raises PlanError with every finding, and UserError for a plan of another name than the workspace's.
    """
    versions = plan_versions(session.sql)
    accounts = {code for (code,) in session.sql.execute("SELECT code FROM account")}
    plan = read_plan(text, accounts=accounts, earlier=[published_plan(version) for version in versions])
    if versions and versions[-1].name != plan.name:
        raise UserError(
            f"This workspace goes by the plan {versions[-1].name!r}, and a workspace has one plan; "
            f"name this one so too, or publish {plan.name!r} in a workspace of its own."
        )
    return plan


def publish_plan(
    workspace: Workspace, text: str, *, effective: date, actor: str, reason: str = ""
) -> Published:
    """Publish a plan with effect from the beginning of a day in the plan's zone (B12).

    The same text with the same effective date again writes nothing. Raises PlanError with every finding, and
    UserError for a plan of another name than the workspace's or a day before FIRST_DAY or after LAST_DAY.
    """
    if not FIRST_DAY <= effective <= LAST_DAY:
        raise UserError(
            f"A plan comes into force on a day from {FIRST_DAY} to {LAST_DAY}, and {effective} is none of "
            "them; give another effective date."
        )
    try:
        with workspace.read() as session:
            _end_if_repeated(session, text, effective)
            name = check_for_workspace(session, text).name
        with workspace.write(actor, "plan.publish", name, reason) as unit:
            # Again within the transaction, since another process may have published meanwhile.
            _end_if_repeated(unit, text, effective)
            version = _write(unit, check_for_workspace(unit, text), text, (effective - _EPOCH).days)
            unit.record(
                {
                    "version": version.id,
                    "name": version.name,
                    "hash": version.hash,
                    "effective": effective.isoformat(),
                    "in_force_at": version.in_force_at,
                }
            )
    except _Repeated as repeated:
        return Published(repeated.version, new=False)
    return Published(version, new=True)


def _end_if_repeated(session: Session | Unit, text: str, effective: date) -> None:
    name, day = plan_hash(text), (effective - _EPOCH).days
    for version in plan_versions(session.sql):
        if (version.hash, version.effective_day) == (name, day):
            raise _Repeated(version)


def _write(unit: Unit, plan: Plan, text: str, effective_day: int) -> PlanVersion:
    name, in_force_at = plan_hash(text), midnight(effective_day, plan.zone)
    number = unit.insert(
        "plan_version",
        name=plan.name,
        hash=name,
        text=text,
        effective_day=effective_day,
        in_force_at=in_force_at,
        published_at=unit.at,
    )
    steps_of = {
        route.id: [code for step in route.steps for code in (step.id, *part_codes(step))]
        for route in plan.routes
    }
    steps_of[NEGATIVE_ROUTE] = list(plan.negative)
    first = unit.insert_many("plan_route", ("version", "code"), [(number, code) for code in steps_of])
    rows = [(first + index, code) for index, codes in enumerate(steps_of.values()) for code in codes]
    unit.insert_many("plan_step", ("route", "code"), rows)
    return PlanVersion(number, plan.name, name, text, effective_day, in_force_at, unit.at, unit.seq)
