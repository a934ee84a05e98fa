"""Revenue simulated along a run: its orders become events, marked as such, and go through a plan in a book
of their own.

That book is a workspace file of the moment, in which the verbs of import and routing do what they always do;
what came of it is read, and the file is deleted. The books of the operator are only read.
"""

import csv
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Final

from revroute_desktop.errors import UserError
from revroute_desktop.ledger.accounts import ensure_accounts
from revroute_desktop.ledger.queries import balances
from revroute_desktop.money.amounts import format_amount
from revroute_desktop.money.currencies import currency
from revroute_desktop.routing.imports.import_revenue import import_revenue
from revroute_desktop.routing.overview import overview
from revroute_desktop.routing.plans.publish import plan_hash, publish_plan
from revroute_desktop.routing.plans.reader import read_plan
from revroute_desktop.routing.plans.versions import plan_in_force, plan_versions
from revroute_desktop.routing.route import route
from revroute_desktop.traffic.load.model import Order, Revenue
from revroute_desktop.traffic.load.scenario_revenue import MARK
from revroute_desktop.traffic.load.snapshot import Snapshot
from revroute_desktop.work import Progress, StopAsked, never, silent
from revroute_desktop.workspace import Workspace, create, memory

ACTOR: Final = "simulation"

_SECOND: Final = 1_000_000
_HEAD: Final = ("source", "id", "time", "kind", "amount", "currency", f"attribute.{MARK}")


@dataclass(frozen=True, slots=True)
class SandboxPlan:
    """A plan that was found sound: its name, and its text."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class SimulatedBalance:
    """What an account of the sandbox ended with, in minor units, signed as the account grows."""

    account: str
    type: str
    currency: str
    posted: int
    held: int


@dataclass(frozen=True, slots=True)
class Simulated:
    """What became of a run's orders: events that were made, and how the plan decided on them.

    `totals` are the sums of the events and `kinds` their numbers.
    """

    plan: str
    plan_hash: str
    source: str
    request: str
    orders: int
    routed: int
    waiting: int
    quarantined: int
    refused: int
    postings: int
    totals: dict[str, int]
    kinds: dict[str, int]
    balances: tuple[SimulatedBalance, ...]

    def to_json(self) -> dict[str, object]:
        """Return it as it is kept with the run; amounts as text in major units."""
        plain: dict[str, object] = {
            name: getattr(self, name)
            for name in (
                "plan",
                "plan_hash",
                "source",
                "request",
                "orders",
                "routed",
                "waiting",
                "quarantined",
                "refused",
                "postings",
                "kinds",
            )
        }
        plain["totals"] = {code: _text(code, minor) for code, minor in self.totals.items()}
        plain["balances"] = [
            {
                "account": one.account,
                "type": one.type,
                "currency": one.currency,
                "posted": _text(one.currency, one.posted),
                "held": _text(one.currency, one.held),
            }
            for one in self.balances
        ]
        return plain


def plan_for(workspace: Workspace, text: str | None) -> SandboxPlan:
    """Return a plan to simulate with; None means the one in force in the workspace.

    Raises UserError where none is in force, and PlanError for one that is not sound there.
    """
    with workspace.read() as session:
        if text is None:
            version = plan_in_force(workspace.clock(), plan_versions(session.sql))
            if version is None:
                raise UserError("No plan is in force in this workspace; publish one, or name a plan's file.")
            return SandboxPlan(version.name, version.text)
        accounts = {code for (code,) in session.sql.execute("SELECT code FROM account")}
    return SandboxPlan(read_plan(text, accounts=accounts).name, text)


def simulate_revenue(
    workspace: Workspace,
    plan: SandboxPlan,
    revenue: Revenue,
    run: str,
    begun_at: int,
    seconds: Sequence[Snapshot],
    seed: int,
    *,
    progress: Progress = silent,
    cancelled: StopAsked = never,
) -> Simulated:
    """Make the events of a run's orders and route them in a book of the moment, with the workspace's zone and
    accounts; nothing is written to the workspace.

    Raises UserError where the disk does not take that book, and Cancelled when `cancelled` says so.
    """
    try:
        with tempfile.TemporaryDirectory(prefix="revroute-sandbox-") as name:
            events = Path(name) / "events.csv"
            kinds = _write(events, revenue, run, begun_at, seconds, seed)
            with _book(workspace, Path(name) / "sandbox.revroute") as sandbox:
                day = date(1970, 1, 1) + timedelta(days=begun_at // (86_400 * _SECOND) - 2)
                publish_plan(sandbox, plan.text, effective=day, actor=ACTOR)
                if kinds:
                    import_revenue(
                        sandbox, events, "generic", actor=ACTOR, progress=progress, cancelled=cancelled
                    )
                routed = route(sandbox, actor=ACTOR, progress=progress, cancelled=cancelled)
                return _result(sandbox, plan, revenue, kinds, routed.postings)
    except OSError as error:
        raise UserError(
            f"The sandbox could not be written ({error.strerror}); see to the folder for temporary files."
        ) from error


@contextmanager
def _book(workspace: Workspace, path: Path) -> Iterator[Workspace]:
    """Make the sandbox, with the zone, the clock and the accounts of the workspace."""
    sandbox = create(path, zone=workspace.zone, name="sandbox", actor=ACTOR, clock=workspace.clock)
    try:
        with sandbox:
            _open_accounts(workspace, sandbox)
            yield sandbox
    finally:
        memory.forget(sandbox.uuid)


def _result(
    sandbox: Workspace, plan: SandboxPlan, revenue: Revenue, kinds: Counter[str], postings: int
) -> Simulated:
    with sandbox.read() as session:
        books = overview(session.sql)
        rows = balances(session.sql)
    return Simulated(
        plan=plan.name,
        plan_hash=plan_hash(plan.text),
        source=revenue.source,
        request=revenue.request,
        orders=kinds.total(),
        routed=books.routed,
        waiting=books.waiting,
        quarantined=books.quarantined,
        refused=books.refused_rows,
        postings=postings,
        totals=books.net,
        kinds=dict(sorted(kinds.items())),
        balances=tuple(
            SimulatedBalance(row.account, row.type.name.lower(), row.currency, row.posted, row.held)
            for row in rows
            if row.posted or row.held
        ),
    )


def _open_accounts(workspace: Workspace, sandbox: Workspace) -> None:
    """Open the accounts that the workspace has, since a plan may lean on them."""
    with workspace.read() as session:
        rows = session.sql.execute("SELECT code, type FROM account ORDER BY id").fetchall()
    if not rows:
        return
    types = {code.split(":", 1)[0]: number for code, number in rows}
    with sandbox.write(ACTOR, "account.open", "accounts of the workspace") as unit:
        ensure_accounts(unit, [code for code, _ in rows], types)
        unit.record({})


def _write(
    path: Path, revenue: Revenue, run: str, begun_at: int, seconds: Sequence[Snapshot], seed: int
) -> Counter[str]:
    """Write the events of a run as a file to import; return how many there are of each kind."""
    kinds = Counter[str]()
    random = Random(f"{seed}/revenue")
    weights = [order.weight for order in revenue.orders]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow((*_HEAD, *(field.column for field in revenue.fields)))
        for number, at in enumerate(_instants(revenue.request, begun_at, seconds), start=1):
            [order] = random.choices(revenue.orders, weights)
            fields = [
                random.choices([value for value, _ in field.values], [weight for _, weight in field.values])[
                    0
                ]
                for field in revenue.fields
            ]
            kinds[order.kind] += 1
            writer.writerow(
                (
                    revenue.source,
                    f"{run}-{number}",
                    datetime.fromtimestamp(at // _SECOND, UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
                    order.kind,
                    _text(order.currency, _amount(order, random)),
                    order.currency,
                    run,
                    *fields,
                )
            )
    return kinds


def _amount(order: Order, random: Random) -> int:
    return random.randint(order.low, order.high)


def _instants(request: str, begun_at: int, seconds: Sequence[Snapshot]) -> Iterator[int]:
    """Yield when each order succeeded, to the second that it was counted in."""
    for snapshot in seconds:
        tally = snapshot.requests.get(request)
        if tally is not None:
            for _ in range(tally.ended - tally.failed):
                yield begun_at + snapshot.second * _SECOND


def _text(code: str, minor: int) -> str:
    return format_amount(minor, currency(code))
