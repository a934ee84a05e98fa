"""`revroute capacity`: how long what a load run has borne is enough for the traffic that is expected."""

from revroute_desktop.analytics.capacity import BORNE_SECONDS, Capacity, DayPeak, capacity
from revroute_desktop.cli.options import CommandGroup, count
from revroute_desktop.cli.terminal import Answer, Table, Terminal

_DAYS = 90
_SHOWN = 14


def declare(group: CommandGroup, name: str, help_line: str) -> None:
    """Declare the command."""
    parser = group.command(name, help_line, _capacity)
    parser.add_argument(
        "--days", type=count, default=_DAYS, metavar="N", help=f"how far to look ahead (default: {_DAYS})"
    )


def _capacity(terminal: Terminal) -> Answer:
    with terminal.workspace() as workspace, workspace.read() as session:
        found = capacity(session.sql, workspace.zone, workspace.clock(), terminal.options.days)
    borne = found.borne
    value: dict[str, object] = {
        "borne": borne
        and {
            "run": borne.run.run,
            "number": borne.run.id,
            "scenario": borne.run.scenario,
            "target": borne.run.target,
            "per_second": round(borne.per_second, 3),
        },
        "busiest": round(found.busiest, 3),
        "passed_on": found.passed_on and found.passed_on.isoformat(),
        "method": found.method,
        "errors": found.errors,
        "peaks": [_value(one) for one in found.peaks],
        "events_a_day": [_value(one) for one in found.events],
        "notes": list(found.notes),
    }
    rows = [
        (one.day, f"{one.per_second:,.2f}", f"{one.lower:,.2f} to {one.upper:,.2f}", *_events(found, place))
        for place, one in enumerate(found.peaks[:_SHOWN])
    ]
    heads = ("Day", "Requests a second in the busiest minute>", "90% range>", "Events a day>")
    texts: list[str | Table] = [_verdict(found), Table(heads, rows)]
    if len(found.peaks) > _SHOWN:
        texts.append(f"{len(found.peaks) - _SHOWN} more days with --json.")
    return Answer(value, [*texts, *found.notes])


def _value(one: DayPeak) -> dict[str, object]:
    return {
        "day": one.day.isoformat(),
        "value": round(one.per_second, 3),
        "lower": round(one.lower, 3),
        "upper": round(one.upper, 3),
    }


def _events(found: Capacity, place: int) -> tuple[str]:
    return (f"{found.events[place].per_second:,.0f}" if place < len(found.events) else "",)


def _verdict(found: Capacity) -> str:
    busiest = f"The busiest minute so far had {found.busiest:,.2f} requests a second."
    if found.borne is None:
        return busiest
    run = found.borne
    borne = (
        f"Load run {run.run.id} bore {run.per_second:,.1f} requests a second over {BORNE_SECONDS} seconds "
        "and passed its thresholds."
    )
    if found.passed_on is None:
        return f"{busiest} {borne} What is expected stays below that to {found.peaks[-1].day}."
    return f"{busiest} {borne} It may be passed on {found.passed_on}."
