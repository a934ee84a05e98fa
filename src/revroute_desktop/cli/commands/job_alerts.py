"""The marks at which alerts begin and end: shown and set."""

from argparse import ArgumentTypeError
from dataclasses import asdict
from fractions import Fraction

from revroute_desktop.cli.answers import Answer, Table
from revroute_desktop.cli.job_words import size
from revroute_desktop.cli.options import CommandGroup
from revroute_desktop.cli.terminal import Terminal
from revroute_desktop.cli.times import instant
from revroute_desktop.errors import UserError
from revroute_desktop.processes import steering_table
from revroute_desktop.processes.alerts import GIB, SHARES, USUAL, AlertRule, Reading

_SHOWN = 20
_NAMES = {reading.value.replace(" ", "-"): reading for reading in Reading}


def declare(below: CommandGroup) -> None:
    """Declare `alerts` below `revroute jobs`."""
    parser = below.command("alerts", "show or set when alerts begin and end", _alerts)
    parser.add_argument("reading", nargs="?", choices=sorted(_NAMES), metavar="READING", help=_help())
    parser.add_argument("--mark", metavar="MARK", help="it begins past this: 90%%, 250 (ms, jobs) or 2G")
    parser.add_argument("--end", metavar="MARK", help="it is over past this, on the other side of the mark")
    parser.add_argument("--for", dest="seconds", metavar="SECONDS", help="so long past the mark on end")
    parser.add_argument("--off", action="store_true", help="never alert on the reading")
    parser.add_argument("--usual", action="store_true", help="forget what was set for the reading")


def _help() -> str:
    return "one of " + ", ".join(_NAMES)


def _alerts(terminal: Terminal) -> Answer:
    options = terminal.options
    marks = [options.mark, options.end, options.seconds]
    asked = sum((options.off, options.usual, any(one is not None for one in marks)))
    if asked and options.reading is None:
        raise UserError(f"Name the reading that this is set for: {_help()}.")
    if asked > 1:
        raise UserError("--off, --usual and marks exclude each other: give one of the three.")
    with terminal.workspace() as workspace:
        if options.reading is not None and asked:
            reading = _NAMES[options.reading]
            if options.usual:
                steering_table.usual_alert(workspace, reading)
            else:
                with workspace.read() as session:
                    rules = steering_table.alert_rules(session.sql)
                steering_table.set_alert(
                    workspace, reading, None if options.off else _rule(reading, rules, *marks)
                )
        with workspace.read() as session:
            rules = steering_table.alert_rules(session.sql)
            notes = steering_table.alerts(session.sql, _SHOWN)
    shown = [_NAMES[options.reading]] if options.reading is not None else list(Reading)
    held = {rule.reading: rule for rule in rules}
    value: dict[str, object] = {
        "alerts": [_as_json(reading, held.get(reading)) for reading in shown],
        "newest": [{**asdict(one), "at": instant(one.at), "reading": one.reading.value} for one in notes],
    }
    rows = [_row(reading, held.get(reading)) for reading in shown]
    said = [
        (
            instant(one.at),
            one.reading.value,
            "began" if one.began else "over",
            _written(one.reading, one.value),
        )
        for one in notes
        if one.reading in shown
    ]
    return Answer(
        value,
        [
            Table(("Reading", "Begins", "Over", "After, s>", ""), rows),
            *([Table(("Time", "Reading", "", "At>"), said)] if said else []),
        ],
    )


def _rule(
    reading: Reading, rules: tuple[AlertRule, ...], mark: str | None, end: str | None, seconds: str | None
) -> AlertRule:
    """Return the rule that is asked for; what is not said stays as it is. Raises UserError."""
    before = next((rule for rule in (*rules, *USUAL) if rule.reading is reading), None)
    if before is None and (mark is None or end is None):
        raise UserError(f"No alert watches {reading} yet: give both --mark and --end.")
    kept = before or AlertRule(reading, 1, 0)
    return AlertRule(
        reading,
        kept.mark if mark is None else _mark(reading, mark),
        kept.clear if end is None else _mark(reading, end),
        kept.seconds if seconds is None else _number(seconds.removesuffix("s")),
    )


def _mark(reading: Reading, text: str) -> float:
    if reading in SHARES:
        return _number(text.removesuffix("%")) / (100 if text.endswith("%") else 1)
    if reading is Reading.DISK_FREE:
        try:
            return float(size(text))
        except ArgumentTypeError as error:
            raise UserError(f"{error}.") from None
    return _number(text.removesuffix("ms"))


def _number(text: str) -> float:
    try:
        return float(Fraction(text))
    except (ValueError, ZeroDivisionError, OverflowError):
        raise UserError(f"{text[:40]!r} is no number that a mark or a time can be.") from None


def _written(reading: Reading, value: float) -> str:
    if reading in SHARES:
        return f"{value:.0%}"
    if reading is Reading.DISK_FREE:
        return f"{value / GIB:.1f} GiB"
    return f"{value:.0f} ms" if reading.value.endswith(" ms") else f"{value:.0f}"


def _row(reading: Reading, rule: AlertRule | None) -> tuple[object, ...]:
    name = reading.value.replace(" ", "-")
    if rule is None:
        return (name, None, None, None, "off")
    side, other = ("under", "over") if rule.below else ("over", "under")
    return (
        name,
        f"{side} {_written(reading, rule.mark)}",
        f"{other} {_written(reading, rule.clear)}",
        f"{rule.seconds:g}",
        "" if rule in USUAL else "set here",
    )


def _as_json(reading: Reading, rule: AlertRule | None) -> dict[str, object]:
    return {
        "reading": reading.value,
        "on": rule is not None,
        "mark": None if rule is None else rule.mark,
        "end": None if rule is None else rule.clear,
        "seconds": None if rule is None else rule.seconds,
        "below": rule is not None and rule.below,
        "usual": rule in USUAL if rule is not None else all(one.reading is not reading for one in USUAL),
    }
