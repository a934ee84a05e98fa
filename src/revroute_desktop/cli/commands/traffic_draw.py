"""`revroute traffic draw-scenario`: a scenario that looks like one's own traffic."""

from pathlib import Path

from revroute_desktop.cli.answers import Answer, Table
from revroute_desktop.cli.commands.traffic_books import traffic_workspace
from revroute_desktop.cli.commands.traffic_period import declare_period, span
from revroute_desktop.cli.counts import counted
from revroute_desktop.cli.options import CommandGroup, count
from revroute_desktop.cli.output import check_output, output_file
from revroute_desktop.cli.terminal import Terminal
from revroute_desktop.errors import UserError
from revroute_desktop.traffic.load.arrival_shapes import ShapeKind
from revroute_desktop.traffic.load.drawn_text import Parts
from revroute_desktop.traffic.load.from_traffic import JOURNEYS, Wish, draw_scenario
from revroute_desktop.traffic.load.quantities import read_duration
from revroute_desktop.traffic.load.scenario_file import parse_scenario
from revroute_desktop.traffic.load.target.origin import read_origin

_LEFT_OUT_SHOWN = 10


def declare(group: CommandGroup) -> None:
    """Declare the command."""
    parser = group.command("draw-scenario", "write a scenario that looks like imported traffic", _draw)
    parser.add_argument("--target", required=True, metavar="URL", help="what the scenario is to ask")
    declare_period(parser)
    curve = parser.add_mutually_exclusive_group()
    curve.add_argument("--busiest-day", action="store_true", help="its curve (the default)")
    curve.add_argument("--hours", type=count, metavar="N", help="the curve of the N busiest hours in a row")
    curve.add_argument("--week", action="store_true", help="the curve of the mean week")
    parser.add_argument("--factor", default="1", metavar="N", help="times the rates (default: 1)")
    parser.add_argument(
        "--in",
        dest="seconds",
        metavar="TIME",
        help="let the curve take so long, as 10m (default: as it was up to an hour, else 10m)",
    )
    parser.add_argument("--think", default="1", metavar="N", help="times the think times (default: 1)")
    parser.add_argument("--assets", action="store_true", help="ask for images, styles and scripts too")
    parser.add_argument(
        "--journeys", type=count, default=JOURNEYS, metavar="N", help=f"how many (default: {JOURNEYS})"
    )
    parser.add_argument("--seed", type=count, default=1, metavar="N", help="(default: 1)")
    parser.add_argument("-o", "--output", type=Path, required=True, metavar="FILE", help="the scenario")
    parser.add_argument("--replace", action="store_true", help="replace FILE if it is there")


def _draw(terminal: Terminal) -> Answer:
    options = terminal.options
    check_output(options.output, replace=options.replace)
    kind = ShapeKind.WEEK if options.week else ShapeKind.HOURS if options.hours else ShapeKind.DAY
    target = read_origin(options.target)
    with traffic_workspace(terminal) as workspace, workspace.read() as session:
        start, end = span(options.first, options.last, workspace.zone)
        wish = Wish(
            target,
            start,
            end,
            kind=kind,
            hours=options.hours or 1,
            factor=_times("--factor", options.factor),
            seconds=_seconds(options.seconds),
            think=_times("--think", options.think, least=0.0),
            assets=options.assets,
            journeys=options.journeys,
            seed=options.seed,
        )
        drawn = draw_scenario(session.sql, workspace.zone, wish)
    parse_scenario(drawn.text)
    with output_file(options.output, replace=options.replace) as out:
        out.write(drawn.text)
    return Answer(_plain(drawn.parts, options.output), _said(drawn.parts, options.output))


def _plain(parts: Parts, path: Path) -> dict[str, object]:
    return {
        "file": str(path),
        "target": parts.target,
        "from": parts.shape.label,
        "visits": parts.visits,
        "walked": parts.walked,
        "lines_read": parts.read,
        "journeys": len(parts.journeys),
        "begun": round(parts.begun, 3),
        "seconds": parts.seconds,
        "peak_rate": round(parts.peak * parts.requests_a_journey, 3),
        "left_out_share": round(parts.left_out_share, 6),
        "left_out": [{"group": one.group, "share": round(one.share, 6)} for one in parts.left_out],
        "problems": list(parts.problems),
    }


def _said(parts: Parts, path: Path) -> list[str | Table]:
    said: list[str | Table] = [
        f"Drawn from {counted(parts.visits, 'visit')} of {parts.shape.label}.",
        f"{counted(len(parts.journeys), 'journey')}, about {parts.begun:,.0f} begun in {parts.seconds:g} s, "
        f"up to {parts.peak * parts.requests_a_journey:,.3g} requests a second.",
    ]
    if parts.left_out:
        rows = [(one.group, f"{one.share:.1%}") for one in parts.left_out[:_LEFT_OUT_SHOWN]]
        said.append(Table(("Left out", "Pages>"), rows))
        said.append(
            f"Left out in all: {parts.left_out_share:.1%} of people's pages; no GET of them that can be "
            "asked again was found."
        )
    return [*said, *parts.problems, f"Written to {path}."]


def _times(option: str, text: str, least: float = 0.000_001) -> float:
    try:
        value = float(text)
    except ValueError:
        value = -1.0
    if not least <= value <= 1_000_000:
        raise UserError(f"{option} {text[:40]!r} is no such number; write it as 3 or 0.5.")
    return value


def _seconds(text: str | None) -> float | None:
    if text is None:
        return None
    try:
        seconds = read_duration(text)
    except ValueError as error:
        raise UserError(f"--in: {error}.") from error
    if seconds < 1:
        raise UserError("--in: a run takes a second or more.")
    return seconds
