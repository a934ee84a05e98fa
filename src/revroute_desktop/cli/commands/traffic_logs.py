"""Commands of traffic in: import logs, follow one, and report on files without a workspace."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from revroute_desktop.cli.answers import Answer, Table
from revroute_desktop.cli.commands.traffic_books import traffic_workspace
from revroute_desktop.cli.counts import counted
from revroute_desktop.cli.joined import join_anew
from revroute_desktop.cli.options import CommandGroup, CommandParser
from revroute_desktop.cli.terminal import Terminal
from revroute_desktop.cli.times import instant
from revroute_desktop.traffic.follow_logs import follow_logs
from revroute_desktop.traffic.import_logs import TrafficImport, import_logs
from revroute_desktop.traffic.report import TrafficReport, report_logs
from revroute_desktop.traffic.rules_text import read_rules_file
from revroute_desktop.traffic.store import OTHER, TERMS_MAX, terms_full

_BOTS_SHOWN = 15

T = TypeVar("T")


def declare(group: CommandGroup) -> None:
    """Declare what `revroute traffic` does with logs."""
    parser = group.command("import", "count log files into a workspace, each line once", _import)
    _declare_places(parser)
    parser = group.command("follow", "count a live log as it grows, until stopped", _follow)
    parser.add_argument("file", type=Path, metavar="FILE", help="the log that a server writes")
    _declare_format(parser)
    parser = group.command("report", "what log files say, without a workspace", _report)
    _declare_places(parser)
    parser.add_argument(
        "--rules", type=Path, metavar="FILE", help="own addresses, proxies …, as `traffic rules` prints them"
    )


def _declare_places(parser: CommandParser) -> None:
    parser.add_argument(
        "places", nargs="+", metavar="FILE", help="files, folders or patterns; plain, gz, xz or zst"
    )
    _declare_format(parser)


def _declare_format(parser: CommandParser) -> None:
    parser.add_argument(
        "--format",
        metavar="NAME",
        help="combined, common, nginx_json, w3c …, or a format string after nginx: or goaccess: "
        "(default: told from the first lines)",
    )
    parser.add_argument(
        "--zone", default="UTC", metavar="ZONE", help="of times without an offset (default: UTC)"
    )


def _import(terminal: Terminal) -> Answer:
    result = _counted_in(terminal, import_logs, terminal.options.places)
    return Answer(dict(result.to_json()), _imported(result))


def _follow(terminal: Terminal) -> Answer:
    result = _counted_in(terminal, follow_logs, terminal.options.file)
    taken = result.taken
    said = (
        f"Followed {result.path.name}: {counted(taken.hits, 'request')} in "
        f"{counted(taken.visits, 'new visit')}, {counted(taken.refused, 'malformed line')}; rotated "
        f"{result.rotations} and truncated {result.truncations} times."
    )
    return Answer(dict(result.to_json()), [said])


def _counted_in(terminal: Terminal, count: Callable[..., T], what: object) -> T:
    """Count logs into the workspace, as the options say how they are to be read."""
    with traffic_workspace(terminal) as workspace:
        found = count(
            workspace,
            what,
            actor=terminal.actor,
            format_name=terminal.options.format,
            zone=terminal.options.zone,
            progress=terminal.progress,
            cancelled=terminal.cancelled,
            job=terminal.job,
        )
        join_anew(terminal, workspace)
        with workspace.read() as session:
            full = terms_full(session.sql)
        if full:
            terminal.note(
                f"This workspace holds {TERMS_MAX:,} paths, referrers and campaigns, the most that are "
                f"kept; new ones count as {OTHER}. Rules for paths (`revroute traffic rules`) group them."
            )
        return found


def _imported(result: TrafficImport) -> list[str | Table]:
    rows = [
        (
            file.path.name,
            file.format,
            f"{file.taken.lines:,}",
            f"{file.taken.hits:,}",
            f"{file.taken.refused:,}",
            f"{file.taken.known:,}",
        )
        for file in result.files
    ]
    said: list[str | Table] = [
        Table(("File", "Format", "New lines>", "Requests>", "Malformed>", "Known before>"), rows),
        f"{counted(result.total.hits, 'request')} in {counted(result.total.visits, 'new visit')}.",
    ]
    said += [f"Passed over: {one.reason}" for one in result.passed]
    return said


def _report(terminal: Terminal) -> Answer:
    options = terminal.options
    report = report_logs(
        options.places,
        read_rules_file(options.rules)[0] if options.rules else None,
        format_name=options.format,
        zone=options.zone,
        progress=terminal.progress,
        cancelled=terminal.cancelled,
    )
    return Answer(dict(report.to_json()), _said(report))


def _said(report: TrafficReport) -> list[str | Table]:
    formats = ", ".join(sorted({source.format.name for source in report.sources}))
    told = f", format {formats}" if report.lines else ", no line in it"
    span = ""
    if report.first_at is not None and report.last_at is not None:
        span = f", from {instant(report.first_at)} to {instant(report.last_at)}"
    statuses = [(name, f"{count:,}") for name, count in report.statuses.items() if count]
    said: list[str | Table] = [
        f"{counted(len(report.sources), 'file')}{told}{span}.",
        Table(
            ("Requests", "Count>"),
            [
                ("Lines", f"{report.lines:,}"),
                ("Malformed", f"{report.malformed:,}"),
                *([("Counted in another file", f"{report.known:,}")] if report.known else []),
                ("Bytes sent", f"{report.size:,}"),
                ("Addresses", f"{report.addresses:,}"),
                *statuses,
            ],
        ),
        Table(
            ("People", "Count>"),
            [
                ("Requests", f"{report.people:,}"),
                ("Pages", f"{report.pages:,}"),
                ("Visits", f"{report.visits:,}"),
                ("Pages a visit", f"{report.pages_per_visit:.1f}"),
                ("Visits of one page", f"{report.single_page_visits:,}"),
                ("Seconds a visit", f"{report.seconds_per_visit:,.0f}"),
            ],
        ),
    ]
    if report.bots:
        rows = [(row.name, row.title, f"{row.hits:,}") for row in report.bots[:_BOTS_SHOWN]]
        rest = report.bots[_BOTS_SHOWN:]
        if rest:
            rows.append((f"{len(rest)} more", "", f"{sum(row.hits for row in rest):,}"))
        said.append(Table(("Filtered out", "Class", "Requests>"), rows))
    titles = {
        "paths": ("Paths of people", "Requests>"),
        "landings": ("Landing pages", "Visits>"),
        "sources": ("Came from", "Requests>"),
        "campaigns": ("Campaign", "Requests>"),
        "devices": ("Device", "Requests>"),
        "countries": ("Country", "Requests>"),
    }
    said += [
        Table(heads, [(row.text, f"{row.count:,}") for row in report.top[name]])
        for name, heads in titles.items()
        if report.top[name]
    ]
    if report.latency:
        shares = [
            (f"{percent} % within", f"{value / 1000:,.1f}") for percent, value in report.latency.items()
        ]
        said.append(Table(("Latency", "ms>"), shares))
    if report.refused:
        lines = [(one.line, one.reason, one.text[:60]) for one in report.refused]
        said.append(Table(("Line>", "Why it is no request", "Beginning"), lines))
    if report.hosts:
        said.append(f"Taken for the own host: {', '.join(report.hosts)}.")
    said += [f"Passed over: {one.reason}" for one in report.passed]
    return said
