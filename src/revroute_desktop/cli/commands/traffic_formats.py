"""`revroute traffic try-format` and `rules`: how logs are read, before they are."""

from dataclasses import asdict
from pathlib import Path

from revroute_desktop.cli.answers import Answer, Table
from revroute_desktop.cli.commands.traffic_books import traffic_workspace
from revroute_desktop.cli.options import CommandGroup, count
from revroute_desktop.cli.terminal import Terminal
from revroute_desktop.errors import UserError
from revroute_desktop.traffic.formats.detect import LINES_LOOKED_AT, detect
from revroute_desktop.traffic.formats.tester import Trial, try_format
from revroute_desktop.traffic.reading.sources import first_lines
from revroute_desktop.traffic.revenue_keys import load_join_rules, save_join_rules
from revroute_desktop.traffic.rules_text import read_rules_file, write_rules_text
from revroute_desktop.traffic.settings import load_rules, save_rules

_LINES_TRIED = 5
_CHARACTERS_SHOWN = 200


def declare(group: CommandGroup) -> None:
    """Declare both commands."""
    parser = group.command("try-format", "try a log format on the first lines of a file", _try)
    parser.add_argument("file", type=Path, metavar="FILE")
    parser.add_argument(
        "--format", metavar="NAME", help="or a format string after nginx: or goaccess: (default: told)"
    )
    parser.add_argument("--zone", default="UTC", metavar="ZONE", help="of times without an offset")
    parser.add_argument(
        "--lines", type=count, default=_LINES_TRIED, metavar="N", help=f"(default: {_LINES_TRIED})"
    )
    parser = group.command("rules", "what holds for logs read from now on: own addresses, proxies …", _rules)
    parser.add_argument(
        "--set", dest="file", type=Path, metavar="FILE", help="take the rules of this text in place of all"
    )


def _try(terminal: Terminal) -> Answer:
    options = terminal.options
    lines = [line for line in first_lines(options.file) if line.strip()][:LINES_LOOKED_AT]
    guesses = detect(lines)
    name = options.format or (guesses[0].name if guesses else None)
    if name is None:
        raise UserError(
            f"The first lines of {options.file.name} are of no format known here; "
            "name one with --format, or write a format string after nginx: or goaccess:."
        )
    trials = try_format(name, lines[: options.lines], options.zone)
    value: dict[str, object] = {
        "format": name,
        "guesses": [
            {"format": guess.name, "score": f"{guess.score}", "reason": guess.reason} for guess in guesses
        ],
        "lines": [asdict(trial) for trial in trials],
    }
    said: list[str | Table] = [f"{guess.name}: {guess.reason}." for guess in guesses]
    for trial in trials:
        said += _tried(trial)
    return Answer(value, said, ok=all(not trial.problem or trial.fields for trial in trials))


def _tried(trial: Trial) -> list[str | Table]:
    said: list[str | Table] = [trial.line[:_CHARACTERS_SHOWN]]
    if trial.fields:
        rows = [(found.name, found.column, found.text) for found in trial.fields]
        said.append(Table(("Field", "Column", "Found"), rows))
    if trial.problem:
        said.append(f"Stops: {trial.problem}.")
    return said


def _rules(terminal: Terminal) -> Answer:
    options = terminal.options
    with traffic_workspace(terminal) as workspace:
        if options.file is not None:
            rules, join = read_rules_file(options.file)
            with workspace.desk() as desk:
                save_rules(desk.sql, rules)
                save_join_rules(desk.sql, join)
        with workspace.read() as session:
            rules, join = load_rules(session.sql), load_join_rules(session.sql)
    value: dict[str, object] = {**asdict(rules), "order_ids": asdict(join)}
    return Answer(value, [write_rules_text(rules, join).rstrip("\n")])
