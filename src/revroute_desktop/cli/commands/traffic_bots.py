"""Commands of traffic's meaning: bots and decisions on them, revenue by traffic, formats tried."""

from dataclasses import asdict
from datetime import date
from pathlib import Path

from revroute_desktop.cli.amounts import written
from revroute_desktop.cli.counts import counted
from revroute_desktop.cli.options import CommandGroup, CommandParser, count, day
from revroute_desktop.cli.terminal import Answer, Table, Terminal
from revroute_desktop.cli.times import instant
from revroute_desktop.errors import UserError
from revroute_desktop.ledger.periods import day_number
from revroute_desktop.money import currency_by_numeric
from revroute_desktop.traffic.bots.queries import bots_of, filtered_out
from revroute_desktop.traffic.bots.rules import BotRule, RuleKind, decide, load_rules, take_back
from revroute_desktop.traffic.formats.detect import LINES_LOOKED_AT, detect
from revroute_desktop.traffic.formats.tester import Trial, try_format
from revroute_desktop.traffic.meaning.classes import BOT_TITLES, BotClass
from revroute_desktop.traffic.reading.sources import first_lines
from revroute_desktop.traffic.revenue import How
from revroute_desktop.traffic.revenue_keys import load_join_rules, save_join_rules
from revroute_desktop.traffic.revenue_queries import revenue_by, traffic_revenue
from revroute_desktop.traffic.rules_text import read_rules_file, write_rules_text
from revroute_desktop.traffic.settings import load_rules as traffic_rules
from revroute_desktop.traffic.settings import save_rules
from revroute_desktop.workspace.zones import midnight

_BOTS_SHOWN = 20
_ROWS_SHOWN = 30
_LINES_TRIED = 5
_CLASSES = {
    bot.name.lower(): bot
    for bot in (
        BotClass.SEARCH,
        BotClass.AI,
        BotClass.SEO,
        BotClass.MONITORING,
        BotClass.PREVIEW,
        BotClass.FEED,
        BotClass.TOOL,
        BotClass.OTHER,
    )
}


def declare(group: CommandGroup) -> None:
    """Declare `revroute traffic bots`, `revenue`, `try-format` and `rules`."""
    parser = group.command("bots", "what was filtered out and why; decide otherwise", _bots)
    _declare_period(parser)
    parser.add_argument("--name", metavar="NAME", help="single bots of this name alone")
    parser.add_argument(
        "--limit", type=count, default=_BOTS_SHOWN, metavar="N", help=f"single bots (default: {_BOTS_SHOWN})"
    )
    decision = parser.add_mutually_exclusive_group()
    decision.add_argument("--count-as-people", metavar="NAME", help="from now on NAME is no bot")
    decision.add_argument(
        "--count-as-bot", metavar="WORDS", help="from now on user agents with these words are a bot"
    )
    decision.add_argument("--forget", metavar="TEXT", help="take such a decision back")
    parser.add_argument(
        "--agent", action="store_true", help="with --count-as-people: NAME is words of a user agent"
    )
    parser.add_argument("--as", dest="bot", choices=_CLASSES, default="other", help="(default: other)")
    parser.add_argument("--reason", default="", help="why, for whoever reads it later")
    parser = group.command("revenue", "revenue by where its buyers came from", _revenue)
    _declare_period(parser)
    parser.add_argument("--by", choices=("source", "campaign", "landing"), default="source")
    parser = group.command("try-format", "try a log format on the first lines of a file", _try)
    parser.add_argument("file", type=Path, metavar="FILE")
    parser.add_argument(
        "--format", metavar="NAME", help="or a format string after nginx: or goaccess: (default: told)"
    )
    parser.add_argument("--zone", default="UTC", metavar="ZONE", help="of times without an offset")
    parser.add_argument(
        "--lines", type=count, default=_LINES_TRIED, metavar="N", help=f"(default: {_LINES_TRIED})"
    )
    _declare_rules(group)


def _declare_rules(group: CommandGroup) -> None:
    parser = group.command("rules", "what holds for logs read from now on: own addresses, proxies …", _rules)
    parser.add_argument(
        "--set", dest="file", type=Path, metavar="FILE", help="take the rules of this text in place of all"
    )


def _declare_period(parser: CommandParser) -> None:
    parser.add_argument("--from", dest="first", type=day, metavar="DATE", help="this day or later")
    parser.add_argument("--to", dest="last", type=day, metavar="DATE", help="this day or before")


def _span(first: date | None, last: date | None, zone: str) -> tuple[int, int]:
    if first is not None and last is not None and first > last:
        raise UserError(f"--from {first} is later than --to {last}; no day is in between.")
    begin = -(2**62) if first is None else midnight(day_number(first), zone)
    return begin, 2**62 if last is None else midnight(day_number(last) + 1, zone)


def _bots(terminal: Terminal) -> Answer:
    options = terminal.options
    with terminal.workspace() as workspace:
        said: list[str | Table] = []
        if options.forget:
            take_back(workspace, options.forget)
            said.append(f"{options.forget} is told by the program again.")
        elif options.count_as_people or options.count_as_bot:
            people = options.count_as_people is not None
            kind = RuleKind.NAME if people and not options.agent else RuleKind.AGENT
            text = options.count_as_people or options.count_as_bot
            bot = BotClass.PEOPLE if people else _CLASSES[options.bot]
            ruled = decide(workspace, BotRule(kind, text, bot, options.reason), actor=terminal.actor)
            said.append(
                f"{text} counts as {BOT_TITLES[bot]} from now on; {counted(ruled.visits, 'visit')} and "
                f"{counted(ruled.requests, 'request')} read before were moved."
            )
        start, end = _span(options.first, options.last, workspace.zone)
        with workspace.read() as session:
            filtered = filtered_out(session.sql, start, end)
            bots = bots_of(session.sql, start, end, name=options.name, most=options.limit)
            rules = load_rules(session.sql)
    value: dict[str, object] = {
        "filtered": [
            {"class": row.title, "name": row.name, "hits": row.hits, "bytes": row.size, "visits": row.visits}
            for row in filtered
        ],
        "bots": [
            {
                "visitor": bot.visitor,
                "class": BOT_TITLES[bot.bot],
                "name": bot.name,
                "agent": bot.agent,
                "first_at": instant(bot.first_at),
                "last_at": instant(bot.last_at),
                **asdict(bot.figures),
                "why": bot.why,
            }
            for bot in bots
        ],
        "rules": [
            {
                "kind": rule.kind.value,
                "text": rule.text,
                "counts_as": BOT_TITLES[rule.bot],
                "reason": rule.reason,
                "actor": rule.actor,
                "at": instant(rule.at),
            }
            for rule in rules
        ],
    }
    total = sum(row.hits for row in filtered)
    rows = [(row.title, row.name, f"{row.hits:,}", f"{row.visits:,}") for row in filtered[:_ROWS_SHOWN]]
    said.append(Table(("Class", "Name", "Requests>", "Visits>"), rows))
    said.append(f"{counted(total, 'request')} filtered out, under {counted(len(filtered), 'name')}.")
    if bots:
        shown = [(bot.name, instant(bot.last_at), bot.why, bot.agent[:60]) for bot in bots]
        said.append(Table(("Bot", "Last seen", "Why", "User agent"), shown))
    if rules:
        decided = [(rule.text, BOT_TITLES[rule.bot], rule.actor, rule.reason) for rule in rules]
        said.append(Table(("Decided", "Counts as", "By", "Reason"), decided))
    return Answer(value, said)


def _revenue(terminal: Terminal) -> Answer:
    options = terminal.options
    with terminal.workspace() as workspace:
        start, end = _span(options.first, options.last, workspace.zone)
        with workspace.read() as session:
            joined = traffic_revenue(session.sql, start, end)
    found = revenue_by(joined, options.by)
    codes = {row.currency: currency_by_numeric(row.currency).code for row in found}
    rows = [
        {
            options.by: row.name,
            "currency": codes[row.currency],
            "joined": written(row.joined, codes[row.currency]),
            "modelled": written(row.modelled, codes[row.currency]),
            "unknown": written(row.unknown, codes[row.currency]),
            "total": written(row.total, codes[row.currency]),
        }
        for row in found
    ]
    events = {how: sum(n for (_, one), n in joined.events.items() if one is how) for how in How}
    rate = joined.match_rate()
    value: dict[str, object] = {
        "by": options.by,
        "rows": rows,
        "events": {how.value: number for how, number in events.items()},
        "match_rate": f"{rate.numerator}/{rate.denominator}",
    }
    heads = (options.by.capitalize(), "Joined>", "Modelled>", "Unknown>", "Total>", "Currency")
    keys = ("joined", "modelled", "unknown", "total", "currency")
    shown = [(row[options.by] or "(not known)", *(row[key] for key in keys)) for row in rows]
    joined_events = events[How.KEY] + events[How.ATTRIBUTE]
    return Answer(
        value,
        [
            Table(heads, shown),
            f"{joined_events:,} of {counted(sum(events.values()), 'event')} joined by a key "
            f"({float(rate):.1%}); the rest is divided among the visits of its hour.",
        ],
    )


def _rules(terminal: Terminal) -> Answer:
    options = terminal.options
    with terminal.workspace() as workspace:
        if options.file is not None:
            rules, join = read_rules_file(options.file)
            with workspace.desk() as desk:
                save_rules(desk.sql, rules)
                save_join_rules(desk.sql, join)
        with workspace.read() as session:
            rules, join = traffic_rules(session.sql), load_join_rules(session.sql)
    value: dict[str, object] = {**asdict(rules), "order_ids": asdict(join)}
    return Answer(value, [write_rules_text(rules, join).rstrip("\n")])


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
    said: list[str | Table] = [trial.line[:200]]
    if trial.fields:
        rows = [(found.name, found.column, found.text) for found in trial.fields]
        said.append(Table(("Field", "Column", "Found"), rows))
    if trial.problem:
        said.append(f"Stops: {trial.problem}.")
    return said
