"""What is set for jobs: slots and limits of each kind, and schedules."""

import json
from argparse import ArgumentTypeError
from dataclasses import replace

from revroute_desktop.cli.answers import Answer, Table
from revroute_desktop.cli.job_words import check_kind, declare_job, job_of, size, size_words
from revroute_desktop.cli.options import CommandGroup, count, number
from revroute_desktop.cli.terminal import Terminal
from revroute_desktop.cli.times import instant
from revroute_desktop.errors import UserError
from revroute_desktop.processes.kinds import ALL, WORKERS, clear_kind, kind_settings, lane_of, set_kind
from revroute_desktop.processes.limits import Limits, limits_as_json
from revroute_desktop.processes.schedule_table import (
    Schedule,
    add_schedule,
    pause_schedule,
    remove_schedule,
    schedules_of,
)
from revroute_desktop.processes.schedules import CatchUp

_LIMITS = ("memory", "cpu_percent", "cpu_seconds", "nice", "processors", "files", "jobs_each", "memory_mark")
_SIZED = frozenset({"memory", "memory_mark"})


def declare(below: CommandGroup) -> None:
    """Declare `limits` and `schedule` below `revroute jobs`."""
    parser = below.command("limits", "show or set slots and limits of a kind of job", _limits)
    parser.add_argument("kind", nargs="?", metavar="KIND", help="the kind to set; * for all")
    parser.add_argument("--slots", type=number, metavar="N", help="jobs at a time; of *: worker processes")
    parser.add_argument(
        "--least", type=number, metavar="N", help="slots that it keeps where they follow the machine"
    )
    parser.add_argument("--memory", type=size, metavar="SIZE", help="a worker's memory, such as 512M")
    parser.add_argument(
        "--cpu-percent", type=count, metavar="N", help="of one processor, 250 is two and a half"
    )
    parser.add_argument("--cpu-seconds", type=count, metavar="N", help="CPU time of one job")
    parser.add_argument("--nice", type=number, metavar="N", help="0 to 19, the higher the more it gives way")
    parser.add_argument("--processors", type=_processors, metavar="LIST", help="by number, such as 0,1")
    parser.add_argument("--files", type=count, metavar="N", help="files open at once")
    parser.add_argument("--jobs-each", type=count, metavar="N", help="jobs after which a worker is recycled")
    parser.add_argument("--memory-mark", type=size, metavar="SIZE", help="memory past which it is recycled")
    parser.add_argument("--clear", action="store_true", help="forget what was set for the kind")
    schedule = below.group("schedule", "jobs that are queued again and again")
    schedule.command("list", "list schedules", _schedules)
    parser = schedule.command("add", "queue a command at every time of a cron line", _add)
    parser.add_argument("name", metavar="NAME")
    parser.add_argument("cron", metavar="CRON", help="minute hour day month weekday, such as '30 2 * * *'")
    parser.add_argument("--zone", metavar="ZONE", help="the zone of these times (default: that of the books)")
    parser.add_argument(
        "--catch-up",
        choices=[str(each) for each in CatchUp],
        default=str(CatchUp.ONCE),
        help="what is done of times that were slept through (default: once)",
    )
    declare_job(parser, needs=False)
    for verb, does, run in (
        ("remove", "forget a schedule", _remove),
        ("pause", "hold a schedule back", _pause),
        ("resume", "let a schedule go on", _pause),
    ):
        parser = schedule.command(verb, does, run)
        parser.add_argument("name", metavar="NAME")


def _limits(terminal: Terminal) -> Answer:
    options = terminal.options
    kind: str | None = options.kind
    given = {name: getattr(options, name) for name in _LIMITS if getattr(options, name) is not None}
    with terminal.workspace() as workspace:
        told = given or options.slots is not None or options.least is not None or options.clear
        if kind is None and told:
            raise UserError("Name the kind of job that this is set for, or * for all.")
        if kind is not None and not options.clear:
            check_kind(kind)
        if kind is not None and told:
            with workspace.desk() as desk:
                if options.clear:
                    clear_kind(desk.sql, kind)
                else:
                    before = kind_settings(desk.sql)
                    slots = options.slots if options.slots is not None else before.slots.get(kind)
                    limits = replace(before.limits.get(kind, Limits()), **given)
                    least = options.least if options.least is not None else before.least.get(kind)
                    set_kind(desk.sql, kind, slots, limits, least=least)
        with workspace.read() as session:
            settings = kind_settings(session.sql)
    kinds = sorted({ALL, *settings.limits} if kind is None else {kind})
    value: dict[str, object] = {
        "limits": [
            {
                "kind": each,
                "lane": lane_of(each),
                "slots": settings.slots.get(each, WORKERS if each == ALL else 1),
                "least": settings.least.get(each),
                **json.loads(limits_as_json(settings.limits_of(each))),
            }
            for each in kinds
        ]
    }
    rows = [
        (
            each,
            lane_of(each),
            settings.slots.get(each, WORKERS if each == ALL else 1),
            _limit_words(settings.limits_of(each)),
        )
        for each in kinds
    ]
    return Answer(value, [Table(("Kind", "Lane", "Slots>", "Limits"), rows)])


def _limit_words(limits: Limits) -> str:
    """Write what differs from the usual limits, as the options are written."""
    given = json.loads(limits_as_json(limits))
    for name in _SIZED.intersection(given):
        given[name] = size_words(given[name])
    for name in given:
        if isinstance(given[name], list):
            given[name] = ",".join(map(str, given[name]))
    return ", ".join(f"{name.replace('_', '-')} {value}" for name, value in given.items()) or "the usual"


def _schedules(terminal: Terminal) -> Answer:
    with terminal.workspace() as workspace, workspace.read() as session:
        found = schedules_of(session.sql)
    rows = [
        (
            each.name,
            each.cron,
            each.zone,
            each.catch_up.value,
            "paused" if each.paused else instant(each.next_at),
            " ".join(each.arguments),
            each.note,
        )
        for each in found
    ]
    heads = ("Schedule", "Times", "Zone", "Catch up", "Next", "Command", "Last")
    return Answer({"schedules": [_as_json(each) for each in found]}, [Table(heads, rows)])


def _add(terminal: Terminal) -> Answer:
    options = terminal.options
    new = job_of(terminal)
    with terminal.workspace() as workspace:
        made = add_schedule(
            workspace, options.name, options.cron, new, zone=options.zone, catch_up=CatchUp(options.catch_up)
        )
    said = f"{made.name} queues `{' '.join(made.arguments)}`, first at {instant(made.next_at)}."
    return Answer(_as_json(made), [said])


def _remove(terminal: Terminal) -> Answer:
    name: str = terminal.options.name
    with terminal.workspace() as workspace:
        remove_schedule(workspace, name)
    return Answer({"removed": name}, [f"{name} is forgotten; jobs that it queued stay."])


def _pause(terminal: Terminal) -> Answer:
    options = terminal.options
    paused = options.schedule_command == "pause"
    with terminal.workspace() as workspace:
        found = pause_schedule(workspace, options.name, paused=paused)
    said = (
        f"{found.name} is paused." if paused else f"{found.name} goes on, next at {instant(found.next_at)}."
    )
    return Answer(_as_json(found), [said])


def _as_json(found: Schedule) -> dict[str, object]:
    return {
        "schedule": found.id,
        "name": found.name,
        "cron": found.cron,
        "zone": found.zone,
        "catch_up": found.catch_up.value,
        "kind": found.kind,
        "arguments": list(found.arguments),
        "priority": found.priority,
        "paused": found.paused,
        "next": instant(found.next_at),
        "last": instant(found.last_at),
        "note": found.note,
    }


def _processors(text: str) -> tuple[int, ...]:
    """Read numbers of processors such as 0,1."""
    try:
        return tuple(number(part.strip()) for part in text.split(","))
    except ArgumentTypeError:
        raise ArgumentTypeError(f"{text[:40]!r} is not a list of processors; write it as 0,1") from None
