"""`revroute anomalies`: what looks wrong, in a file or a workspace, rules by hand, checks of the routing."""

from argparse import Namespace

from revroute_desktop.analytics.anomalies.alerts import (
    Alert,
    Standing,
    acknowledge,
    alerts,
    keep_finding,
    standing,
    tell,
)
from revroute_desktop.analytics.anomalies.desk import add_rule, drop_rule, kept_rules
from revroute_desktop.analytics.anomalies.detect import find_anomalies
from revroute_desktop.analytics.anomalies.watch import SEVEREST, Finding, finding_named, watch
from revroute_desktop.analytics.checks import Check, run_checks
from revroute_desktop.analytics.metrics.periods import Step
from revroute_desktop.analytics.series_file import read_series
from revroute_desktop.cli.answers import Answer, Table
from revroute_desktop.cli.commands.metrics_period import asked_period
from revroute_desktop.cli.commands.series_words import (
    check_series,
    declare_series,
    number_words,
    plain_of,
    words_of,
)
from revroute_desktop.cli.commands.traffic_period import declare_period
from revroute_desktop.cli.options import CommandGroup, number
from revroute_desktop.cli.terminal import Terminal
from revroute_desktop.cli.times import instant, step_text
from revroute_desktop.errors import UserError

_SHOWN = 60


def declare(group: CommandGroup, name: str, help_line: str) -> None:
    """Declare the command."""
    parser = group.command(name, help_line, _anomalies)
    parser.add_argument("--all", action="store_true", help="those that were acknowledged too")
    parser.add_argument(
        "--tell",
        action="store_true",
        help="keep what looks wrong and tell what is new: an entry in the log, a notice in the console",
    )
    parser.add_argument(
        "--acknowledge", metavar="NAME", help="take note of one, so that it is not told again"
    )
    parser.add_argument("--note", default="", metavar="TEXT", help="why, for the log, with --acknowledge")
    parser.add_argument("--rules", action="store_true", help="list the rules set by hand")
    parser.add_argument("--add-rule", metavar="RULE", help="set one, for example 'error_rate > 5%% per hour'")
    parser.add_argument("--drop-rule", type=number, metavar="N", help="take one away")
    parser.add_argument("--checks", action="store_true", help="check the routing itself, of a period")
    declare_period(parser)
    declare_series(parser)


def _anomalies(terminal: Terminal) -> Answer:
    options = terminal.options
    _check_one_thing(options)
    check_series(options)
    if options.csv is not None:
        return _anomalies_of_file(terminal)
    if options.add_rule is not None or options.drop_rule is not None or options.rules:
        return _rules(terminal)
    if options.checks:
        return _checks(terminal)
    if options.tell:
        return _tell(terminal)
    step = None if options.step is None else Step(options.step)
    with terminal.workspace() as workspace:
        with terminal.reading(workspace) as session:
            watched = watch(session.sql, workspace.zone, workspace.clock(), options.metric, step)
            kept = {one.name: one for one in alerts(session.sql)}
        if options.acknowledge is not None:
            if options.acknowledge not in kept:
                keep_finding(workspace, finding_named(watched, options.acknowledge))
            acknowledge(
                workspace, [options.acknowledge], actor=terminal.actor, reason=options.note, job=terminal.job
            )
            name = options.acknowledge
            return Answer({"acknowledged": name}, [f"{name} is acknowledged; it is not told again."])
        zone = workspace.zone
    stands = {
        one.name: standing(one, kept.get(one.name), watched.newest[one.metric.name])
        for one in watched.findings
    }
    seen = sum(one is Standing.ACKNOWLEDGED for one in stands.values())
    shown = [one for one in watched.findings if options.all or stands[one.name] is not Standing.ACKNOWLEDGED]
    value: dict[str, object] = {
        "anomalies": [
            {**_finding_value(one, kept.get(one.name)), "state": stands[one.name].value} for one in shown
        ],
        "acknowledged": seen,
        "unknown": list(watched.unknown),
    }
    rows = [
        (
            one.name,
            step_text(one.begun, one.step, zone),
            one.metric.title,
            words_of(one.metric, one.currency, one.value),
            one.rule or _range(one),
            "" if one.severity is None else f"{one.severity:,.1f}",
            stands[one.name].value,
        )
        for one in shown[:_SHOWN]
    ]
    heads = ("Name", "From", "What", "Worst>", "Expected or rule", "Severity>", "State")
    texts: list[str | Table] = [Table(heads, rows) if rows else "Nothing looks wrong."]
    if len(shown) > _SHOWN:
        texts.append(f"{len(shown) - _SHOWN:,} older ones with --json.")
    if seen and not options.all:
        texts.append(f"{seen:,} acknowledged with --all.")
    return Answer(value, [*texts, *(f"Not judged: {sentence}" for sentence in watched.unknown)])


def _check_one_thing(options: Namespace) -> None:
    """Raise UserError where more than one thing is asked for, of which all but one would be left undone."""
    asked = {
        "--csv": options.csv is not None,
        "--tell": options.tell,
        "--acknowledge": options.acknowledge is not None,
        "--rules": options.rules,
        "--add-rule": options.add_rule is not None,
        "--drop-rule": options.drop_rule is not None,
        "--checks": options.checks,
    }
    names = [name for name, wanted in asked.items() if wanted]
    if len(names) > 1:
        raise UserError(f"Ask for one thing at a time: {' or '.join(names)}.")


def _tell(terminal: Terminal) -> Answer:
    with terminal.workspace() as workspace:
        found = tell(workspace, actor=terminal.actor, job=terminal.job)
    value: dict[str, object] = {
        "told": list(found.told),
        "past": found.past,
        "settled": found.settled,
        "unknown": list(found.unknown),
    }
    said: list[str | Table] = [f"New: {name}." for name in found.told] or ["Nothing new looks wrong."]
    if found.past:
        said.append(f"{found.past} that lie further back are kept; `revroute anomalies` lists them.")
    if found.settled:
        said.append(f"{found.settled} look wrong no more.")
    return Answer(value, said)


def _finding_value(one: Finding, kept: Alert | None) -> dict[str, object]:
    return {
        "name": one.name,
        "metric": one.metric.name,
        "currency": one.currency,
        "step": one.step.value,
        "begun": instant(one.begun),
        "ended": instant(one.ended),
        "value": plain_of(one.metric, one.currency, one.value),
        "expected": plain_of(one.metric, one.currency, one.expected),
        "lower": plain_of(one.metric, one.currency, one.lower),
        "upper": plain_of(one.metric, one.currency, one.upper),
        "severity": one.severity,
        "rule": one.rule,
        "acknowledged": None
        if kept is None or kept.seen_at is None
        else {"at": instant(kept.seen_at), "actor": kept.actor, "note": kept.reason},
    }


def _range(one: Finding) -> str:
    low, high = (words_of(one.metric, one.currency, bound) for bound in (one.lower, one.upper))
    return f"{low} to {high}"


def _anomalies_of_file(terminal: Terminal) -> Answer:
    read = read_series(terminal.options.csv)
    with terminal.only_reading():
        found = find_anomalies(read.series, terminal.options.season)
    value: dict[str, object] = {
        "doubled": read.doubled,
        "anomalies": [
            {
                "begun": read.time_words(one.begun),
                "ended": read.time_words(one.ended),
                "value": one.value,
                "expected": one.expected,
                "lower": one.lower,
                "upper": one.upper,
                "severity": min(one.severity, SEVEREST),
            }
            for one in found
        ],
    }
    rows = [
        (
            read.time_words(one.begun),
            read.time_words(one.ended),
            number_words(one.value),
            f"{number_words(one.lower)} to {number_words(one.upper)}",
            f"{min(one.severity, SEVEREST):,.1f}",
        )
        for one in found
    ]
    heads = ("From", "To", "Worst value>", "Expected>", "Severity>")
    notes = [read.note] if read.note else []
    return Answer(value, [*notes, Table(heads, rows) if rows else "Nothing looks wrong."])


def _rules(terminal: Terminal) -> Answer:
    options = terminal.options
    with terminal.workspace() as workspace:
        if options.add_rule is not None:
            made = add_rule(workspace, options.add_rule)
            value: dict[str, object] = {"number": made.number, "rule": made.rule.text}
            return Answer(value, [f"Rule {made.number} is set: {made.rule.text}."])
        if options.drop_rule is not None:
            drop_rule(workspace, options.drop_rule)
            return Answer({"dropped": options.drop_rule}, [f"Rule {options.drop_rule} is taken away."])
        with terminal.reading(workspace) as session:
            known = kept_rules(session.sql)
    rows = [(one.number, one.rule.text) for one in known]
    value = {"rules": [{"number": one.number, "rule": one.rule.text} for one in known]}
    return Answer(value, [Table(("Number>", "Rule"), rows) if rows else "No rule is set."])


def _checks(terminal: Terminal) -> Answer:
    with terminal.workspace() as workspace:
        period = asked_period(terminal, workspace)
        with terminal.reading(workspace) as session:
            found = run_checks(session.sql, period, workspace.clock())
    value: dict[str, object] = {
        "from": period.first.isoformat(),
        "to": period.last.isoformat(),
        "checks": [
            {
                "name": check.name,
                "title": check.title,
                "looked_at": check.looked_at,
                "applies": check.applies,
                "found": [{"sentence": row.sentence, **row.about} for row in check.rows],
                "more": check.more,
            }
            for check in found
        ],
    }
    return Answer(value, [line for check in found for line in _check_lines(check)])


def _check_lines(check: Check) -> list[str]:
    if not check.applies:
        return [f"{check.title}: {check.looked_at}."]
    if not check.rows:
        return [f"{check.title}: nothing found ({check.looked_at})."]
    lines = [f"{check.title} ({check.looked_at}):", *(f"  {row.sentence}" for row in check.rows[:10])]
    left = len(check.rows) + check.more - 10
    return [*lines, f"  {left:,} more with --json."] if left > 0 else lines
