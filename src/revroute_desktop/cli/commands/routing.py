"""Commands of routing: route, simulate, explain, release, restate."""

from dataclasses import asdict
from pathlib import Path

from revroute_desktop.cli.amounts import written
from revroute_desktop.cli.answers import Answer, Table
from revroute_desktop.cli.commands.plans import plan_text
from revroute_desktop.cli.counts import counted
from revroute_desktop.cli.explanation import explanation_answer
from revroute_desktop.cli.options import CommandGroup, count, day, number
from revroute_desktop.cli.terminal import Terminal
from revroute_desktop.errors import UserError
from revroute_desktop.money.currencies import currency_by_numeric
from revroute_desktop.routing.explain import explain, find_event
from revroute_desktop.routing.plans.drafts import load_draft
from revroute_desktop.routing.plans.versions import find_version, plan_versions
from revroute_desktop.routing.release import release_holds
from revroute_desktop.routing.restate import Selection, restate
from revroute_desktop.routing.route import CHUNK_SIZE, route
from revroute_desktop.routing.simulate import Simulation, simulate
from revroute_desktop.routing.simulations import keep_simulation

DRAFT = "draft:"


def declare(group: CommandGroup, name: str, help_line: str) -> None:
    """Declare one command of this group."""
    match name:
        case "route":
            parser = group.command(name, help_line, _route)
            parser.add_argument(
                "--chunk",
                type=count,
                default=CHUNK_SIZE,
                metavar="N",
                help="events posted at a time, at most 10000; it changes no result",
            )
        case "simulate":
            parser = group.command(name, help_line, _simulate)
            parser.add_argument(
                "plan", metavar="PLAN", help="a plan file, a published version by its hash, or draft:NAME"
            )
            parser.add_argument("--from", dest="first", type=day, required=True, metavar="DATE")
            parser.add_argument(
                "--to", dest="last", type=day, required=True, metavar="DATE", help="this day too"
            )
        case "explain":
            parser = group.command(name, help_line, _explain)
            parser.add_argument("event", metavar="EVENT", help="its external id, or SOURCE:ID")
        case "release":
            parser = group.command(name, help_line, _release)
            parser.add_argument(
                "--as-of", type=day, required=True, metavar="DATE", help="due on or before this day"
            )

        case "restate":
            parser = group.command(name, help_line, _restate)
            parser.add_argument(
                "--from", dest="first", type=day, metavar="DATE", help="events of this day or later"
            )
            parser.add_argument(
                "--to", dest="last", type=day, metavar="DATE", help="events of this day or earlier"
            )
            parser.add_argument("--source", action="append", default=[], metavar="CODE")
            parser.add_argument(
                "--event", action="append", default=[], metavar="ID", help="external id, or SOURCE:ID"
            )
            parser.add_argument("--import", dest="import_id", type=number, metavar="IMPORT")
            parser.add_argument("--reason", required=True, help="why, for the log")


def _route(terminal: Terminal) -> Answer:
    with terminal.workspace() as workspace:
        done = route(
            workspace,
            actor=terminal.actor,
            progress=terminal.progress,
            cancelled=terminal.cancelled,
            job=terminal.job,
            chunk_size=terminal.options.chunk,
        )
        with workspace.read() as session:
            has_plan = bool(plan_versions(session.sql))
    value: dict[str, object] = {
        "batches": done.batches,
        "events": done.events,
        "routed": done.routed,
        "waiting": done.waiting,
        "quarantined": done.quarantined,
        "excess": done.excess,
        "transactions": done.transactions,
        "postings": done.postings,
    }
    if not has_plan:
        return Answer(
            value, ["Nothing was routed: no plan is published yet. Publish one with `revroute plan publish`."]
        )
    if not done.batches:
        return Answer(value, ["Nothing to route: no event waits that the plans in force could decide."])
    said = [
        f"Routed {counted(done.routed, 'event')} in {counted(done.transactions, 'transaction')}, "
        f"{counted(done.postings, 'posting')}."
    ]
    if done.waiting:
        said.append(
            f"Waiting: {counted(done.waiting, 'event')}, for a plan in force or for what they reverse; "
            "see `revroute events --state waiting`."
        )
    if done.quarantined:
        said.append(
            f"Quarantined: {counted(done.quarantined, 'event')}; see `revroute events --state quarantined`."
        )
    if done.excess:
        said.append(
            f"{counted(done.excess, 'reversal')} took more than was left of the original; the rest "
            "went by the plan's table for negative events."
        )
    return Answer(value, said)


def _simulate(terminal: Terminal) -> Answer:
    options = terminal.options
    with terminal.workspace() as workspace:
        if options.plan.startswith(DRAFT):
            text = load_draft(workspace, options.plan.removeprefix(DRAFT)).text
        elif Path(options.plan).is_file():
            text = plan_text(Path(options.plan))
        else:
            with workspace.read() as session:
                text = find_version(session.sql, options.plan).text
        found = simulate(
            workspace,
            text,
            start=options.first,
            end=options.last,
            progress=terminal.progress,
            cancelled=terminal.cancelled,
        )
        days = options.first.isoformat(), options.last.isoformat()
        keep_simulation(workspace, found.plan, *days, _value(found))
    return _simulated(found)


def _simulated(found: Simulation) -> Answer:
    said: list[str | Table] = [
        f"{found.plan} on {counted(found.events, 'event')}: {found.changed:,} would change, "
        f"{found.undecided:,} would wait or be quarantined.",
        Table(("Account", "Currency", "Now>", "Then>", "Difference>"), _destinations(found)),
        "Credits are shown as positive, so that expenses and losses, which are debits, are negative.",
        found.note,
    ]
    return Answer(_value(found), said)


def _destinations(found: Simulation) -> list[tuple[str, str, str, str, str]]:
    return [
        (
            change.account,
            change.currency,
            written(change.now, change.currency),
            written(change.then, change.currency),
            written(change.difference, change.currency),
        )
        for change in sorted(found.destinations, key=lambda change: (change.account, change.currency))
    ]


def _value(found: Simulation) -> dict[str, object]:
    heads = ("account", "currency", "now", "then", "difference")
    return {
        "plan": found.plan,
        "events": found.events,
        "changed": found.changed,
        "undecided": found.undecided,
        "kept": found.kept,
        "destinations": [dict(zip(heads, row, strict=True)) for row in _destinations(found)],
        "note": found.note,
    }


def _explain(terminal: Terminal) -> Answer:
    with terminal.workspace() as workspace:
        found = explain(workspace, terminal.options.event)
    return explanation_answer(found)


def _release(terminal: Terminal) -> Answer:
    as_of = terminal.options.as_of
    with terminal.workspace() as workspace:
        done = release_holds(
            workspace,
            as_of,
            actor=terminal.actor,
            progress=terminal.progress,
            cancelled=terminal.cancelled,
            job=terminal.job,
        )
    sums = {currency_by_numeric(numeric).code: minor for numeric, minor in done.amounts.items()}
    amounts = {code: written(minor, code) for code, minor in sorted(sums.items())}
    value: dict[str, object] = {"as_of": as_of.isoformat(), "released": done.released, "amounts": amounts}
    if not done.released:
        return Answer(value, [f"No hold is due on or before {as_of}."])
    words = ", ".join(f"{amount} {code}" for code, amount in amounts.items())
    return Answer(value, [f"Released {counted(done.released, 'hold')}, {words}."])


def _restate(terminal: Terminal) -> Answer:
    options = terminal.options
    if not (options.first or options.last or options.source or options.event or options.import_id):
        raise UserError("Say which events to restate: --from and --to, --source, --event or --import.")
    with terminal.workspace() as workspace:
        with workspace.read() as session:
            events = tuple(find_event(session.sql, event) for event in options.event)
        done = restate(
            workspace,
            Selection(options.first, options.last, tuple(options.source), events, options.import_id),
            actor=terminal.actor,
            reason=options.reason,
            job=terminal.job,
        )
    if not done.events:
        return Answer(asdict(done), ["Nothing to restate: no routed event is selected."])
    return Answer(
        asdict(done),
        [
            f"Restated {counted(done.events, 'event')}, reversals that follow: {done.reversals:,}, "
            f"in {counted(done.transactions, 'transaction')}.",
            f"Came to something else than before: {counted(done.changed, 'event')}."
            if done.changed
            else "None of them came to anything else than before.",
        ],
    )
