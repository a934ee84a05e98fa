"""Commands of plans: check, publish, list, show, compare, and the worked examples."""

from pathlib import Path

from revroute_desktop.cli.answers import Answer, Table
from revroute_desktop.cli.counts import counted
from revroute_desktop.cli.options import CommandGroup, day
from revroute_desktop.cli.terminal import Terminal
from revroute_desktop.cli.times import day_text, instant
from revroute_desktop.errors import UserError
from revroute_desktop.resources import resource_path
from revroute_desktop.routing.plans.diff import plan_diff
from revroute_desktop.routing.plans.findings import PlanError
from revroute_desktop.routing.plans.plan import Plan
from revroute_desktop.routing.plans.publish import check_for_workspace, plan_hash, publish_plan
from revroute_desktop.routing.plans.reader import read_plan
from revroute_desktop.routing.plans.versions import (
    find_version,
    plan_versions,
    published_plan,
    version_states,
)

PLAN_BYTES_MAX = 2**20


def declare(group: CommandGroup, name: str, help_line: str) -> None:
    """Declare the commands below `revroute plan`."""
    plans = group.group(name, help_line)
    parser = plans.command("check", "check a plan file, with -w as publishing there would", _check)
    parser.add_argument("file", type=Path, metavar="FILE")
    parser = plans.command("publish", "publish a plan file with effect from a day", _publish)
    parser.add_argument("file", type=Path, metavar="FILE")
    parser.add_argument(
        "--effective", type=day, required=True, metavar="DATE", help="from midnight in the plan's zone"
    )
    parser.add_argument("--reason", default="", help="why, for the log")
    plans.command("list", "list published versions", _list)
    parser = plans.command("show", "print a version as it was published", _show)
    parser.add_argument("version", metavar="HASH", help="the beginning of its hash, or its number")
    parser = plans.command("diff", "what changed from one plan to another, in words", _diff)
    parser.add_argument("before", metavar="BEFORE", help="a version of the workspace, or a file")
    parser.add_argument("after", metavar="AFTER", help="a version of the workspace, or a file")
    parser = plans.command("example", "list the worked example plans, or print one", _example)
    parser.add_argument("example", nargs="?", metavar="NAME")


def plan_text(path: Path) -> str:
    """Read a plan file; raises UserError where it cannot be read as text."""
    try:
        with path.open("rb") as file:
            data = file.read(PLAN_BYTES_MAX + 1)
    except OSError as error:
        raise UserError(f"The plan {path} cannot be read: {error.strerror}.") from None
    if len(data) > PLAN_BYTES_MAX:
        raise UserError(f"{path} is larger than 1 MiB; a plan never is. Name the plan's YAML file.")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UserError(f"{path} is not UTF-8 text (byte {error.start}); save it as UTF-8.") from None


def _check(terminal: Terminal) -> Answer:
    text = plan_text(terminal.options.file)
    try:
        if terminal.options.workspace is None:
            plan = read_plan(text)
        else:
            with terminal.workspace() as workspace, terminal.reading(workspace) as session:
                plan = check_for_workspace(session, text)
    except PlanError as error:
        findings = [
            {"line": item.line, "route": item.route, "step": item.step, "sentence": item.text}
            for item in error.findings
        ]
        return Answer({"ok": False, "findings": findings}, [item.text for item in error.findings], ok=False)
    steps = sum(len(route.steps) for route in plan.routes)
    return Answer(
        {"ok": True, "plan": plan.name, "hash": plan_hash(text), "findings": []},
        [f"{plan.name} is sound: {counted(len(plan.routes), 'route')}, {counted(steps, 'step')}."],
    )


def _publish(terminal: Terminal) -> Answer:
    options = terminal.options
    text = plan_text(options.file)
    with terminal.workspace() as workspace:
        published = publish_plan(
            workspace, text, effective=options.effective, actor=terminal.actor, reason=options.reason
        )
    version = published.version
    value: dict[str, object] = {
        "plan": version.name,
        "version": version.id,
        "hash": version.hash,
        "effective": day_text(version.effective_day),
        "in_force_at": instant(version.in_force_at),
        "new": published.new,
    }
    name = f"{version.name}, version {version.id} ({version.hash[:12]})"
    if not published.new:
        return Answer(
            value,
            [f"{name} is published already with effect from {value['effective']}; nothing was written."],
        )
    return Answer(value, [f"Published {name}, in force from {value['effective']}."])


def _list(terminal: Terminal) -> Answer:
    with terminal.workspace() as workspace:
        with workspace.read() as session:
            versions = plan_versions(session.sql)
        states = version_states(versions, workspace.clock())
    heads = ("version", "plan", "hash", "state", "effective", "published_at")
    rows = [
        (
            version.id,
            version.name,
            version.hash,
            state.value,
            day_text(version.effective_day),
            instant(version.published_at),
        )
        for version, state in zip(versions, states, strict=True)
    ]
    shown = [(number, name, digest[:12], *rest) for number, name, digest, *rest in rows]
    return Answer(
        {"versions": [dict(zip(heads, row, strict=True)) for row in rows]},
        [Table(("Version>", "Plan", "Hash", "State", "Effective", "Published"), shown)],
    )


def _show(terminal: Terminal) -> Answer:
    with terminal.workspace() as workspace, terminal.reading(workspace) as session:
        version = find_version(session.sql, terminal.options.version)
    return Answer(
        {"plan": version.name, "hash": version.hash, "text": version.text}, [version.text.rstrip("\n")]
    )


def _diff(terminal: Terminal) -> Answer:
    changes = plan_diff(
        _plan_named(terminal, terminal.options.before), _plan_named(terminal, terminal.options.after)
    )
    if not changes:
        return Answer({"changes": []}, ["The two plans say the same."])
    return Answer({"changes": [change.text for change in changes]}, [change.text for change in changes])


def _plan_named(terminal: Terminal, name: str) -> Plan:
    """Read a plan from a file of that name, else take the version of that name in the workspace."""
    path = Path(name)
    if path.is_file():
        return read_plan(plan_text(path))
    if terminal.options.workspace is None:
        raise UserError(
            f"There is no plan file {name}; check the name, or add -w FILE for a published version."
        )
    with terminal.workspace() as workspace, terminal.reading(workspace) as session:
        return published_plan(find_version(session.sql, name))


def _example(terminal: Terminal) -> Answer:
    folder = resource_path("plans")
    names = sorted(path.stem for path in folder.glob("*.yaml"))
    asked: str | None = terminal.options.example
    if asked is None:
        return Answer(
            {"examples": names}, [f"Worked example plans: {', '.join(names)}. Print one with its name."]
        )
    if asked not in names:
        raise UserError(f"There is no example {asked!r}; there are {', '.join(names)}.")
    text = plan_text(folder / f"{asked}.yaml")
    return Answer({"example": asked, "text": text}, [text.rstrip("\n")])
