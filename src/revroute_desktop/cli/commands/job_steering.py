"""What steers the queue: tuning of slots and chunks, and the metrics that it goes by."""

import time
from dataclasses import asdict
from pathlib import Path

from revroute_desktop.cli.answers import Answer, Table
from revroute_desktop.cli.options import CommandGroup, number
from revroute_desktop.cli.terminal import Terminal
from revroute_desktop.cli.times import instant
from revroute_desktop.errors import UserError
from revroute_desktop.processes import steering_table
from revroute_desktop.processes.rollups import MINUTE, PROGRAM, host_minutes, minutes_of
from revroute_desktop.processes.tuning import Decision

_SHOWN = 20
_LOOK = 0.2  # seconds between two samples, of which a share of the processors is made
_LONGEST = 1_000_000  # bytes of a file of expected load


def declare(below: CommandGroup) -> None:
    """Declare `tuning` and `metrics` below `revroute jobs`."""
    parser = below.command("tuning", "show or set how slots and chunks follow the machine", _tuning)
    switch = parser.add_mutually_exclusive_group()
    switch.add_argument("--on", action="store_true", help="follow what the machine can bear, as is usual")
    switch.add_argument("--off", action="store_true", help="keep to the slots and chunks that are set")
    parser.add_argument(
        "--expected", type=Path, metavar="FILE", help="take up load that is known: a JSON list, [] for none"
    )
    parser = below.command("metrics", "show what the machine and the jobs bear, and alerts", _metrics)
    parser.add_argument("--of", type=number, metavar="JOB", help="the minutes of one job; 0 is the program")


def _tuning(terminal: Terminal) -> Answer:
    options = terminal.options
    with terminal.workspace() as workspace:
        if options.expected is not None:
            steering_table.hand_in(workspace, steering_table.expected_from_json(_text_of(options.expected)))
        if options.on or options.off:
            steering_table.switch_automatic(workspace, on=options.on)
        with workspace.read() as session:
            automatic = steering_table.is_automatic(session.sql)
            expected = steering_table.handed_in(session.sql)
            foreseen = steering_table.foreseen(session.sql)
            made = [decision for _, decision in steering_table.decisions(session.sql, _SHOWN)]
    value: dict[str, object] = {
        "automatic": automatic,
        "expected": [asdict(one) for one in expected],
        "foreseen": [asdict(one) for one in foreseen],
        "decisions": [_as_json(one) for one in made],
    }
    rows = [
        (
            instant(one.at),
            one.lane,
            f"{one.what.value} {one.before} to {one.after}",
            one.because,
            "predicted" if one.predicted else "reactive",
        )
        for one in made
    ]
    said = "Slots and chunks follow the machine." if automatic else "Slots and chunks stay as they are set."
    return Answer(value, [said, Table(("Time", "Lane", "Change", "Because", "Trigger"), rows)])


def _metrics(terminal: Terminal) -> Answer:
    from revroute_desktop.processes.sampler import Sampler

    options = terminal.options
    with terminal.workspace() as workspace:
        sampler = Sampler(workspace.path.absolute().parent)
        time.sleep(_LOOK)
        now = sampler.host(workspace.clock())
        with workspace.read() as session:
            hosts = host_minutes(session.sql)
            minutes = minutes_of(session.sql, PROGRAM if options.of is None else options.of)
            rules = steering_table.alert_rules(session.sql)
            notes = steering_table.alerts(session.sql)
    value: dict[str, object] = {
        "now": {**asdict(now), "at": instant(now.at)},
        "rules": [{**asdict(rule), "reading": rule.reading.value, "below": rule.below} for rule in rules],
        "alerts": [{**asdict(one), "at": instant(one.at), "reading": one.reading.value} for one in notes],
        "minutes": [{**asdict(one), "minute": instant(one.minute * MINUTE)} for one in hosts],
        "job": PROGRAM if options.of is None else options.of,
        "job_minutes": [{**asdict(one), "minute": instant(one.minute * MINUTE)} for one in minutes],
    }
    rows = [
        (
            instant(one.minute * MINUTE),
            _percent(one.cpu),
            _percent(one.memory_used / one.memory_total if one.memory_total else None),
            one.disk_free // 2**30,
            None if one.commit_ms is None else f"{one.commit_ms:.1f}",
            None if one.turn_ms is None else f"{one.turn_ms:.0f}",
        )
        for one in hosts[-_SHOWN:]
    ]
    heads = ("Minute", "CPU>", "Memory>", "Disk free, GiB>", "Commit, ms>", "Longest turn, ms>")
    said = (
        f"Now: processors {_percent(now.cpu)}, memory {_percent(now.memory)}, "
        f"disk {now.disk_free // 2**30} GiB free."
    )
    return Answer(value, [said, Table(heads, rows)])


def _as_json(one: Decision) -> dict[str, object]:
    return {**asdict(one), "at": instant(one.at), "what": one.what.value}


def _text_of(path: Path) -> str:
    try:
        with path.open(encoding="utf-8") as file:
            return file.read(_LONGEST)
    except (OSError, UnicodeDecodeError) as error:
        why = error.strerror if isinstance(error, OSError) else "it is no text"
        raise UserError(f"{path} cannot be read: {why}.") from None


def _percent(share: float | None) -> str | None:
    return None if share is None else f"{share:.0%}"
