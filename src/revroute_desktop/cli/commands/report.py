"""`revroute report`: a period, or what a payee received, as page or PDF; what was made; is it unaltered?"""

from argparse import Namespace
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from revroute_desktop.analytics.metrics.periods import Period
from revroute_desktop.analytics.reports.issue import Issue
from revroute_desktop.analytics.reports.made import (
    Made,
    Standing,
    check_folder,
    free_path,
    keep_report,
    reports_made,
    verify_report,
)
from revroute_desktop.analytics.reports.of_payee import LINES, payee_report
from revroute_desktop.analytics.reports.of_period import period_report
from revroute_desktop.analytics.reports.period_words import NAMES, check_period_name, named_period
from revroute_desktop.analytics.reports.seal import Seal
from revroute_desktop.analytics.reports.template import (
    PAPERS,
    SECTIONS,
    Template,
    check_template,
    keep_template,
    read_logo,
    template_of,
)
from revroute_desktop.analytics.reports.words import range_words
from revroute_desktop.cli.answers import Answer, Table
from revroute_desktop.cli.commands.metrics_period import asked_period
from revroute_desktop.cli.commands.traffic_period import declare_period
from revroute_desktop.cli.options import CommandGroup, CommandParser, count
from revroute_desktop.cli.output import check_output
from revroute_desktop.cli.terminal import Terminal
from revroute_desktop.cli.times import instant
from revroute_desktop.documents.model import Document
from revroute_desktop.documents.page import as_page
from revroute_desktop.errors import UserError
from revroute_desktop.ledger.periods import day_of
from revroute_desktop.proof.checkpoint import stored_checkpoints
from revroute_desktop.workspace import Workspace
from revroute_desktop.workspace.log import head
from revroute_desktop.workspace.zones import local_day

_SUFFIXES = (".html", ".pdf")


def declare(group: CommandGroup, name: str, help_line: str) -> None:
    """Declare the command."""
    parser = group.command(name, help_line, _report)
    parser.add_argument(
        "--period", metavar="NAME", help=f"a period by name, seen from today: {', '.join(NAMES)}"
    )
    declare_period(parser)
    parser.add_argument("--payee", metavar="ACCOUNT", help="the statement of this account instead")
    parser.add_argument(
        "--lines", type=count, metavar="N", help=f"of a statement, at most (default: {LINES})"
    )
    parser.add_argument("-o", "--output", type=Path, metavar="FILE", help="write it here: .html or .pdf")
    parser.add_argument(
        "--into", type=Path, metavar="FOLDER", help="write it into this folder, under a name of its own"
    )
    parser.add_argument("--pdf", action="store_true", help="with --into: as PDF, not as HTML")
    parser.add_argument("--replace", action="store_true", help="replace FILE if it is there")
    parser.add_argument("--list", action="store_true", help="list the reports that the log knows of instead")
    parser.add_argument(
        "--verify", type=Path, metavar="FILE", help="say whether a report is as it was made, from these books"
    )
    parser.set_defaults(check_as_job=_check_as_job)
    _declare_template(parser)


def _declare_template(parser: CommandParser) -> None:
    parser.add_argument("--paper", choices=PAPERS, help="the size of a PDF's pages")
    parser.add_argument("--sections", metavar="LIST", help=f"of a period's report, of {','.join(SECTIONS)}")
    parser.add_argument("--sender", metavar="NAME", help="the name at its head")
    parser.add_argument(
        "--address", action="append", metavar="LINE", help="a line below the name; may be given again"
    )
    parser.add_argument("--logo", type=Path, metavar="FILE", help="a PNG or SVG of at most 256 KiB")
    parser.add_argument("--closing", metavar="TEXT", help="the words at its end")
    parser.add_argument(
        "--keep-template",
        action="store_true",
        help="keep these for all reports; makes one too where -o or --into says where it goes",
    )


def _check_as_job(options: Namespace) -> None:
    """Raise UserError for a period or a folder that there is not, before a job waits with it."""
    if options.period is not None:
        check_period_name(options.period)
    if options.into is not None:
        check_folder(options.into)


def _report(terminal: Terminal) -> Answer:
    options = terminal.options
    if options.verify is not None:
        return _verify(terminal)
    if options.list:
        return _list(terminal)
    if not options.keep_template:
        return _make(terminal)
    asked = (options.period, options.first, options.last, options.payee, options.output, options.into)
    if not options.pdf and all(one is None for one in asked):
        return _keep_template(terminal)
    # The report first: where it can't be made nothing is kept.
    made, kept = _make(terminal), _keep_template(terminal)
    return Answer({**made.value, "template": kept.value}, [*made.said, *kept.said])


def _make(terminal: Terminal) -> Answer:
    options = terminal.options
    if options.payee is None and options.lines is not None:
        raise UserError("--lines is for a statement: name its account by --payee.")
    if options.payee is not None and options.sections is not None:
        raise UserError("--sections is for the report of a period; a statement (--payee) has its own.")
    with terminal.workspace() as workspace:
        period = _period(terminal, workspace)
        with terminal.reading(workspace) as session:
            template = _template(terminal, template_of(session.sql))
            now = head(session.sql)
            notes = stored_checkpoints(session.sql)
            (name,) = session.sql.execute("SELECT name FROM workspace").fetchone()
            path = _path(terminal, f"{options.payee or name} {period.words}")
            seal = Seal(
                size=now.size,
                root=now.root.hex(),
                note=notes[-1].note if notes else None,
                made_at=workspace.clock(),
                file=path.name,
                logged=workspace.read_only is None,
            )
            issue = Issue(period, seal.made_at, seal, workspace.path.name, template)
            if options.payee is not None:
                document = payee_report(session.sql, options.payee, issue, most=options.lines or LINES)
            else:
                document = period_report(
                    session.sql, name, issue, progress=terminal.progress, cancelled=terminal.cancelled
                )
        fingerprint, entry = keep_report(
            workspace,
            path,
            _writer(document, path, template),
            first=period.first.isoformat(),
            last=period.last.isoformat(),
            account=options.payee,
            log=(seal.size, seal.root),
            actor=terminal.actor,
            replace=options.replace,
            job=terminal.job,
        )
    value: dict[str, object] = {
        "file": str(path),
        "from": period.first.isoformat(),
        "to": period.last.isoformat(),
        "entries": seal.size,
        "root": seal.root,
        "sha256": fingerprint,
        "entry": entry,
    }
    said = f"The report of {range_words(period.first, period.last)} is in {path}."
    if entry is None:
        return Answer(value, [said, "These books can only be read, so that their log has no entry of it."])
    return Answer(value, [f"{said} Entry {entry:,} of the log holds its fingerprint."])


def _period(terminal: Terminal, workspace: Workspace) -> Period:
    options = terminal.options
    if options.period is None:
        return asked_period(terminal, workspace)
    if options.first is not None or options.last is not None:
        raise UserError("Name the period, or its days by --from and --to; not both.")
    today = day_of(local_day(workspace.clock(), workspace.zone))
    return named_period(options.period, today, workspace.zone)


def _template(terminal: Terminal, kept: Template) -> Template:
    """Return the kept template with what the options say instead."""
    options = terminal.options
    made = kept
    if options.paper is not None:
        made = replace(made, paper=options.paper)
    if options.sections is not None:
        wanted = [one.strip() for one in options.sections.split(",") if one.strip()]
        unknown = [one for one in wanted if one not in SECTIONS]
        if unknown:
            raise UserError(f"There is no section {unknown[0][:40]!r}; there are {', '.join(SECTIONS)}.")
        made = replace(made, sections=tuple(one for one in SECTIONS if one in wanted))
    if options.sender is not None:
        made = replace(made, name=options.sender.strip())
    if options.address is not None:
        made = replace(made, lines=tuple(line.strip() for line in options.address))
    if options.logo is not None:
        made = replace(made, logo=read_logo(options.logo))
    if options.closing is not None:
        made = replace(made, closing=options.closing.strip())
    check_template(made)
    return made


def _path(terminal: Terminal, stem: str) -> Path:
    """Return where the report goes; nothing is there yet, unless it is to be replaced."""
    options = terminal.options
    given: Path | None = options.output
    if given is None:
        if options.into is None and not options.pdf:
            raise UserError("Say where it goes: -o FILE.html, -o FILE.pdf, or --into FOLDER.")
        return free_path(options.into or Path.cwd(), stem, ".pdf" if options.pdf else ".html")
    if options.into is not None:
        raise UserError("Name the file by -o, or the folder by --into; not both.")
    if given.is_dir():
        raise UserError(f"{given} is a folder; name a file in it, or say --into {given}.")
    if given.suffix.lower() not in _SUFFIXES or (options.pdf and given.suffix.lower() != ".pdf"):
        wanted = ".pdf" if options.pdf else ".html or .pdf"
        raise UserError(f"{given.name}: a report's name ends in {wanted}.")
    check_output(given, replace=options.replace)
    return given


def _writer(document: Document, path: Path, template: Template) -> Callable[[Path], None]:
    """Return what writes the document as the suffix of its name says."""

    def page(part: Path) -> None:
        part.write_text(as_page(document), encoding="utf-8", newline="\n")

    def pdf(part: Path) -> None:
        # Qt is only loaded for whoever wants a PDF.
        from revroute_desktop.paper.pdf import Paper, write_pdf

        write_pdf(document, part, Paper(template.paper))

    return pdf if path.suffix.lower() == ".pdf" else page


def _keep_template(terminal: Terminal) -> Answer:
    with terminal.workspace() as workspace:
        with workspace.read() as session:
            template = _template(terminal, template_of(session.sql))
        keep_template(workspace, template)
    value: dict[str, object] = {
        "name": template.name,
        "lines": list(template.lines),
        "logo": None if template.logo is None else template.logo.mime,
        "closing": template.closing,
        "sections": list(template.sections),
        "paper": template.paper,
    }
    return Answer(value, ["Kept for all reports of this workspace."])


def _list(terminal: Terminal) -> Answer:
    with terminal.workspace() as workspace, terminal.reading(workspace) as session:
        found = reports_made(session.sql)
    rows = [
        (one.entry, instant(one.at), one.actor, one.account or "all", f"{one.first} to {one.last}", one.file)
        for one in found
    ]
    heads = ("Entry>", "Made", "By", "Of", "Days", "File")
    return Answer({"reports": [_value(one) for one in found]}, [Table(heads, rows)])


def _verify(terminal: Terminal) -> Answer:
    with terminal.workspace() as workspace, terminal.reading(workspace) as session:
        found = verify_report(session.sql, terminal.options.verify)
    value: dict[str, object] = {
        "standing": found.standing.value,
        "sha256": found.sha256,
        "report": None if found.made is None else _value(found.made),
    }
    return Answer(value, [found.words], ok=found.standing is Standing.UNALTERED)


def _value(made: Made) -> dict[str, object]:
    return {
        "entry": made.entry,
        "at": instant(made.at),
        "actor": made.actor,
        "file": made.file,
        "sha256": made.sha256,
        "bytes": made.bytes,
        "from": made.first,
        "to": made.last,
        "account": made.account,
        "log_size": made.log_size,
        "log_root": made.log_root,
        "place": None if made.place is None else str(made.place),
    }
