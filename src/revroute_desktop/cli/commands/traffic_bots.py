"""`revroute traffic bots`: what was filtered out and why, and what the operator decides of it."""

from dataclasses import asdict

from revroute_desktop.cli.answers import Answer, Table
from revroute_desktop.cli.commands.traffic_books import traffic_workspace
from revroute_desktop.cli.commands.traffic_period import declare_period, span
from revroute_desktop.cli.counts import counted
from revroute_desktop.cli.options import CommandGroup, count
from revroute_desktop.cli.terminal import Terminal
from revroute_desktop.cli.times import instant
from revroute_desktop.traffic.bots.queries import FilteredOut, OneBot, bots_of, filtered_out
from revroute_desktop.traffic.bots.rules import BotRule, RuleKind, decide, load_rules, take_back
from revroute_desktop.traffic.meaning.classes import BOT_TITLES, BotClass
from revroute_desktop.workspace import Workspace

_BOTS_SHOWN = 20
_NAMES_SHOWN = 30
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
    """Declare the command."""
    parser = group.command("bots", "what was filtered out and why; decide otherwise", _bots)
    declare_period(parser)
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


def _bots(terminal: Terminal) -> Answer:
    options = terminal.options
    with traffic_workspace(terminal) as workspace:
        said: list[str | Table] = [*_decided(terminal, workspace)]
        start, end = span(options.first, options.last, workspace.zone)
        with terminal.reading(workspace) as session:
            filtered = filtered_out(session.sql, start, end)
            bots = bots_of(session.sql, start, end, name=options.name, most=options.limit)
            rules = load_rules(session.sql)
    value: dict[str, object] = {
        "filtered": [_filtered_value(row) for row in filtered],
        "bots": [_bot_value(bot) for bot in bots],
        "rules": [_rule_value(rule) for rule in rules],
    }
    rows = [(row.title, row.name, f"{row.hits:,}", f"{row.visits:,}") for row in filtered[:_NAMES_SHOWN]]
    said.append(Table(("Class", "Name", "Requests>", "Visits>"), rows))
    total = sum(row.hits for row in filtered)
    said.append(f"{counted(total, 'request')} filtered out, under {counted(len(filtered), 'name')}.")
    if bots:
        shown = [(bot.name, instant(bot.last_at), bot.why, bot.agent[:60]) for bot in bots]
        said.append(Table(("Bot", "Last seen", "Why", "User agent"), shown))
    if rules:
        decided = [(rule.text, BOT_TITLES[rule.bot], rule.actor, rule.reason) for rule in rules]
        said.append(Table(("Decided", "Counts as", "By", "Reason"), decided))
    return Answer(value, said)


def _decided(terminal: Terminal, workspace: Workspace) -> list[str]:
    """Do what the options decide; return what is to be said of it."""
    options = terminal.options
    if options.forget is not None:
        take_back(workspace, options.forget)
        return [f"{options.forget} is told by the program again."]
    if options.count_as_people is not None:
        kind = RuleKind.AGENT if options.agent else RuleKind.NAME
        rule = BotRule(kind, options.count_as_people, BotClass.PEOPLE, options.reason)
    elif options.count_as_bot is not None:
        rule = BotRule(RuleKind.AGENT, options.count_as_bot, _CLASSES[options.bot], options.reason)
    else:
        return []
    ruled = decide(workspace, rule, actor=terminal.actor)
    return [
        f"{ruled.rule.text} counts as {BOT_TITLES[rule.bot]} from now on; "
        f"{counted(ruled.visits, 'visit')} and {counted(ruled.requests, 'request')} read before were moved."
    ]


def _filtered_value(row: FilteredOut) -> dict[str, object]:
    return {"class": row.title, "name": row.name, "hits": row.hits, "bytes": row.size, "visits": row.visits}


def _bot_value(bot: OneBot) -> dict[str, object]:
    return {
        # As text: programs that read JSON numbers as floats would lose its last digits.
        "visitor": str(bot.visitor),
        "class": BOT_TITLES[bot.bot],
        "name": bot.name,
        "agent": bot.agent,
        "first_at": instant(bot.first_at),
        "last_at": instant(bot.last_at),
        **asdict(bot.figures),
        "why": bot.why,
    }


def _rule_value(rule: BotRule) -> dict[str, object]:
    return {
        "kind": rule.kind.value,
        "text": rule.text,
        "counts_as": BOT_TITLES[rule.bot],
        "reason": rule.reason,
        "actor": rule.actor,
        "at": instant(rule.at),
    }
