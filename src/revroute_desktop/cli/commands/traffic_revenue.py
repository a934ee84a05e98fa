"""`revroute traffic revenue`: revenue by where its buyers came from."""

from revroute_desktop.cli.amounts import written
from revroute_desktop.cli.answers import Answer, Table
from revroute_desktop.cli.commands.traffic_books import traffic_workspace
from revroute_desktop.cli.commands.traffic_period import declare_period, span
from revroute_desktop.cli.counts import counted
from revroute_desktop.cli.options import CommandGroup
from revroute_desktop.cli.terminal import Terminal
from revroute_desktop.money import currency_by_numeric
from revroute_desktop.traffic.revenue import How
from revroute_desktop.traffic.revenue_queries import RevenueOf, revenue_by, traffic_revenue

_AMOUNTS = ("joined", "modelled", "unknown", "total")


def declare(group: CommandGroup) -> None:
    """Declare the command."""
    parser = group.command("revenue", "revenue by where its buyers came from", _revenue)
    declare_period(parser)
    parser.add_argument("--by", choices=("source", "campaign", "landing"), default="source")


def _revenue(terminal: Terminal) -> Answer:
    options = terminal.options
    with traffic_workspace(terminal) as workspace:
        start, end = span(options.first, options.last, workspace.zone)
        with terminal.reading(workspace) as session:
            joined = traffic_revenue(session.sql, start, end)
    rows = [{options.by: row.name, **_amounts(row)} for row in revenue_by(joined, options.by)]
    events = {how: sum(n for (_, one), n in joined.events.items() if one is how) for how in How}
    rate = joined.match_rate()
    value: dict[str, object] = {
        "by": options.by,
        "rows": rows,
        "events": {how.value: number for how, number in events.items()},
        "match_rate": f"{rate.numerator}/{rate.denominator}",
    }
    heads = (options.by.capitalize(), "Joined>", "Modelled>", "Unknown>", "Total>", "Currency")
    shown = [
        (row[options.by] or "(not known)", *(row[name] for name in _AMOUNTS), row["currency"]) for row in rows
    ]
    by_key = events[How.KEY] + events[How.ATTRIBUTE]
    return Answer(
        value,
        [
            Table(heads, shown),
            f"{by_key:,} of {counted(sum(events.values()), 'event')} joined by a key ({float(rate):.1%}); "
            "the rest is divided among the visits of its hour.",
        ],
    )


def _amounts(row: RevenueOf) -> dict[str, str]:
    code = currency_by_numeric(row.currency).code
    return {name: written(getattr(row, name), code) for name in _AMOUNTS} | {"currency": code}
