"""Commands of load runs: prove a target, run a scenario against it, look at runs and lay two side by side."""

from dataclasses import asdict, fields, replace
from pathlib import Path
from typing import Any

from revroute_desktop.cli.answers import Answer, Table
from revroute_desktop.cli.commands.plans import plan_text
from revroute_desktop.cli.commands.traffic_books import traffic_workspace
from revroute_desktop.cli.counts import counted
from revroute_desktop.cli.options import CommandGroup, CommandParser, count, number
from revroute_desktop.cli.output import check_output
from revroute_desktop.cli.terminal import Terminal
from revroute_desktop.traffic.load.compare import Difference, compare
from revroute_desktop.traffic.load.export import export_run
from revroute_desktop.traffic.load.kept_scenarios import forget_scenario
from revroute_desktop.traffic.load.model import Limits
from revroute_desktop.traffic.load.run_scenario import (
    load_limits,
    run_scenario,
    set_load_limits,
    verify_target,
)
from revroute_desktop.traffic.load.runs import LoadRun, RunState, load_run, load_runs, seconds_of
from revroute_desktop.traffic.load.sandbox import SandboxPlan, plan_for
from revroute_desktop.traffic.load.scenario_file import read_scenario
from revroute_desktop.traffic.load.snapshot import Snapshot, total
from revroute_desktop.traffic.load.target.origin import read_origin
from revroute_desktop.traffic.load.target.ownership import AGAIN_SECONDS, record_name, token_for
from revroute_desktop.traffic.load.target.resolver import SystemResolver
from revroute_desktop.workspace import Workspace


def declare(group: CommandGroup) -> None:
    """Declare what `revroute traffic` does with load runs."""
    parser = group.command("verify-target", "show that a target is yours, or what is missing", _verify)
    parser.add_argument("target", metavar="URL", help="scheme, host and port, such as https://shop.example")
    _declare_loopback(parser)
    _declare_run(group)
    parser = group.command("runs", "the load runs that are kept, newest first", _runs)
    parser.add_argument("--limit", type=count, default=20, metavar="N", help="how many (default: 20)")
    parser = group.command("show", "one load run, or a file of it", _show)
    parser.add_argument("number", type=number, metavar="RUN", help="its number in `traffic runs`")
    _declare_export(parser)
    parser = group.command("compare", "two load runs side by side", _compare)
    parser.add_argument("first", type=number, metavar="RUN", help="the run before")
    parser.add_argument("second", type=number, metavar="RUN", help="the run after")
    parser = group.command("limits", "what no load run may exceed, or set it", _limits)
    for limit in fields(Limits):
        parser.add_argument(f"--{limit.name}", type=count, metavar="N", help=_LIMITS[limit.name])


_IN_FORCE = "in-force"
_LIMITS = {
    "rate": "requests a second",
    "requests": "requests in a run",
    "bytes": "bytes received in a run",
    "seconds": "seconds of a run",
    "connections": "connections open at a time",
}


def _declare_run(group: CommandGroup) -> None:
    parser = group.command("run", "put a target that is yours under the load of a scenario", _run)
    parser.add_argument("scenario", type=Path, metavar="FILE", help="a scenario (docs/load.md says how)")
    parser.add_argument("--target", metavar="URL", help="instead of the target that the file names")
    parser.add_argument("--workers", type=count, metavar="N", help="processes (default: as the load needs)")
    parser.add_argument("--reason", default="", help="why, for the audit log")
    _declare_loopback(parser)
    parser.add_argument(
        "--check-every",
        type=count,
        default=round(AGAIN_SECONDS),
        metavar="SECONDS",
        help=f"look again whose the target is (default and most: {AGAIN_SECONDS:g})",
    )
    parser.add_argument(
        "--sandbox-plan",
        metavar="PLAN",
        help="simulate the scenario's revenue under a plan file, or in-force; the books stay untouched",
    )
    _declare_export(parser)


def _declare_loopback(parser: CommandParser) -> None:
    parser.add_argument(
        "--ask-loopback",
        action="store_true",
        help="ask for the token on this machine too, from where a tunnel may lead elsewhere",
    )


def _declare_export(parser: CommandParser) -> None:
    parser.add_argument(
        "-o", "--output", type=Path, metavar="FILE", help="write the run as .json, .csv or .html"
    )
    parser.add_argument("--replace", action="store_true", help="replace FILE if it is there")


def _verify(terminal: Terminal) -> Answer:
    target = read_origin(terminal.options.target)
    with traffic_workspace(terminal) as workspace:
        token = token_for(workspace.uuid, target)
        trusted = not terminal.options.ask_loopback
        proof = verify_target(workspace, target, SystemResolver(), trust_loopback=trusted)
    return Answer(
        {
            "target": target.origin,
            "address": proof.address,
            "proved_by": str(proof.by),
            "file": target.origin + token.path,
            "record": record_name(target),
            "token": token.text,
        },
        [f"{target.origin} ({proof.address}) may be put under load: proved by {proof.by}."],
    )


def _run(terminal: Terminal) -> Answer:
    options = terminal.options
    if options.output is not None:
        check_output(options.output, replace=options.replace)
    scenario = read_scenario(options.scenario)
    if options.target:
        scenario = replace(scenario, target=read_origin(options.target))
    with traffic_workspace(terminal) as workspace:
        sandbox = _sandbox(workspace, options.sandbox_plan)
        run = run_scenario(
            workspace,
            scenario,
            SystemResolver(),
            actor=terminal.actor,
            reason=options.reason,
            job=terminal.job,
            workers=options.workers,
            check_every=min(options.check_every, AGAIN_SECONDS),
            trust_loopback=not options.ask_loopback,
            sandbox=sandbox,
            progress=terminal.progress,
            cancelled=terminal.cancelled,
        )
        answer = _answer(terminal, workspace, run)
    forget_scenario(options.scenario)
    return replace(answer, ok=run.state is RunState.PASSED)


def _sandbox(workspace: Workspace, plan: str | None) -> SandboxPlan | None:
    if plan is None:
        return None
    return plan_for(workspace, None if plan == _IN_FORCE else plan_text(Path(plan)))


def _show(terminal: Terminal) -> Answer:
    with traffic_workspace(terminal) as workspace:
        with workspace.read() as session:
            run = load_run(session.sql, terminal.options.number)
        return _answer(terminal, workspace, run)


def _answer(terminal: Terminal, workspace: Workspace, run: LoadRun) -> Answer:
    with workspace.read() as session:
        seconds = seconds_of(session.sql, run.id)
    output: Path | None = terminal.options.output
    said = [*_head(run), *_figures(seconds), *_verdicts(run), *_simulated(run.simulated)]
    if output is not None:
        check_output(output, replace=terminal.options.replace)
        export_run(run, seconds, output)
        said.append(f"Written to {output}.")
    return Answer(_plain(run) | {"figures": _values(seconds)}, said)


def _runs(terminal: Terminal) -> Answer:
    with traffic_workspace(terminal) as workspace, workspace.read() as session:
        found = load_runs(session.sql, terminal.options.limit)
    rows = [(run.id, run.state, run.scenario, run.target, run.reason or "") for run in found]
    table = Table(("Run>", "State", "Scenario", "Target", "Reason"), rows)
    return Answer({"runs": [_plain(run) for run in found]}, [table if rows else "No load was run yet."])


def _compare(terminal: Terminal) -> Answer:
    options = terminal.options
    with traffic_workspace(terminal) as workspace, workspace.read() as session:
        both = [
            seconds_of(session.sql, load_run(session.sql, id).id) for id in (options.first, options.second)
        ]
    found = compare(*both)
    heads = ("Figure", f"Run {options.first}>", f"Run {options.second}>", "Change>", "")
    return Answer(
        {"first": options.first, "second": options.second, "figures": [asdict(one) for one in found]},
        [Table(heads, [_difference(one) for one in found])],
    )


def _limits(terminal: Terminal) -> Answer:
    said = {name: getattr(terminal.options, name) for name in _LIMITS}
    said = {name: value for name, value in said.items() if value is not None}
    with traffic_workspace(terminal) as workspace:
        with workspace.read() as session:
            limits = load_limits(session.sql)
        if said:
            limits = replace(limits, **said)
            set_load_limits(workspace, limits)
    rows = [(_LIMITS[name], f"{value:,.0f}") for name, value in asdict(limits).items()]
    return Answer(asdict(limits), [Table(("No run exceeds", "Limit>"), rows)])


def _plain(run: LoadRun) -> dict[str, object]:
    plain = asdict(run)
    del plain["text"]
    return plain


def _values(seconds: list[Snapshot]) -> dict[str, object]:
    whole = total(seconds)
    return {one.name: one.first for one in compare(seconds, seconds)} | {
        "statuses": {str(status): many for status, many in sorted(whole.statuses.items())},
        "errors": whole.errors,
        "cpu": list(whole.cpu),
        "bottleneck": whole.bottleneck,
        "notes": list(whole.notes),
    }


def _head(run: LoadRun) -> list[str | Table]:
    head = f"Run {run.id} ({run.run}) of {run.scenario} against {run.target}: {run.state}."
    return [head, run.reason] if run.reason else [head]


def _figures(seconds: list[Snapshot]) -> list[str | Table]:
    whole = total(seconds)
    rows = [(one.name, _text(one.first, one.unit)) for one in compare(seconds, seconds)]
    return [
        Table(("Figure", "Value>"), rows),
        *([whole.bottleneck] if whole.bottleneck else []),
        *whole.notes,
    ]


def _verdicts(run: LoadRun) -> list[str | Table]:
    outcomes = {True: "holds", False: "broken"}
    rows = [(one.text, "not measured" if one.value is None else outcomes[one.holds]) for one in run.verdicts]
    return [Table(("Threshold", "Outcome"), rows)] if rows else []


def _simulated(found: dict[str, Any] | None) -> list[str | Table]:
    if found is None:
        return []
    if "error" in found:
        return [f"The revenue could not be simulated: {found['error']}"]
    totals = ", ".join(f"{amount} {code}" for code, amount in found["totals"].items()) or "nothing"
    left = [(found[name], name) for name in ("waiting", "quarantined", "refused") if found[name]]
    rows = [(one["account"], one["posted"], one["currency"]) for one in found["balances"]]
    return [
        f"Simulated: {counted(found['orders'], 'order')} of {found['source']}, {totals}, of which "
        f"{found['routed']:,} were routed under {found['plan']}; nothing of it is in the books.",
        *(f"{many:,} {name}." for many, name in left),
        *([Table(("Account in the sandbox", "Balance>", ""), rows)] if rows else []),
    ]


def _difference(one: Difference) -> tuple[str, ...]:
    change = "" if one.change is None else f"{one.change:+.1%}"
    worse = {True: "worse", False: "better", None: ""}[one.worse]
    return one.name, _text(one.first, one.unit), _text(one.second, one.unit), change, worse


def _text(value: float | None, unit: str) -> str:
    if value is None:
        return "not measured"
    return f"{value:,.0f} {unit}" if value == int(value) else f"{value:,.3f} {unit}"
