"""`revroute metrics costs` and `rates`: what the operator tells of campaigns and currencies."""

from pathlib import Path

from revroute_desktop.analytics.costs import (
    ToldCosts,
    import_costs,
    kept_costs,
    read_costs,
    remove_costs,
    sums_by_currency,
)
from revroute_desktop.analytics.rates import (
    Rate,
    ToldRates,
    import_rates,
    kept_rates,
    read_rates,
    remove_rates,
    set_rate,
)
from revroute_desktop.analytics.told_rows import Refused
from revroute_desktop.cli.amounts import grouped, written
from revroute_desktop.cli.answers import Answer, Table
from revroute_desktop.cli.commands.traffic_period import declare_period
from revroute_desktop.cli.counts import counted
from revroute_desktop.cli.options import CommandGroup, day
from revroute_desktop.cli.terminal import Terminal
from revroute_desktop.money import currency, currency_by_numeric

_ROWS = 20


def declare(group: CommandGroup) -> None:
    """Declare the two groups of commands."""
    costs = group.group("costs", "what campaigns cost: bring a file in, list and remove what is kept")
    parser = costs.command("import", "keep the costs of a file in place of those told before", _costs_in)
    parser.add_argument(
        "file",
        type=Path,
        metavar="FILE",
        help="CSV with the columns day, campaign, amount, currency [, clicks]",
    )
    parser.add_argument("--preview", action="store_true", help="show what would change; write nothing")
    parser = costs.command("list", "the costs that are kept", _costs_out)
    declare_period(parser)
    parser = costs.command("remove", "forget what a campaign cost, of some days or of all", _costs_off)
    parser.add_argument("campaign", metavar="CAMPAIGN", help="as `list` names it")
    declare_period(parser)
    rates = group.group("rates", "rates of exchange: bring a file in, give one, list and remove what is kept")
    parser = rates.command("import", "keep the rates of a file in place of those of the same days", _rates_in)
    parser.add_argument(
        "file", type=Path, metavar="FILE", help="CSV with the columns date, from, to, rate, source"
    )
    parser.add_argument("--preview", action="store_true", help="show what would be kept; write nothing")
    parser = rates.command("set", "give one rate by hand", _rate_set)
    parser.add_argument("base", metavar="FROM", help="one unit of this currency")
    parser.add_argument("quote", metavar="TO", help="is worth so much of this one")
    parser.add_argument("rate", metavar="RATE", help="so much, for example 0.9214")
    parser.add_argument("--date", type=day, required=True, metavar="DATE", help="from this day on")
    parser.add_argument("--source", required=True, metavar="NAME", help="who says so, for example ECB")
    rates.command("list", "the rates that are kept", _rates_out)
    parser = rates.command(
        "remove", "forget the rates from one currency to another, or that of a day", _rates_off
    )
    parser.add_argument("base", metavar="FROM", help="one unit of this currency")
    parser.add_argument("quote", metavar="TO", help="was worth so much of this one")
    parser.add_argument("date", nargs="?", type=day, metavar="DATE", help="the rate from this day on alone")


def _costs_in(terminal: Terminal) -> Answer:
    path: Path = terminal.options.file
    with terminal.workspace() as workspace:
        if terminal.options.preview:
            with workspace.read() as session:
                told = read_costs(session.sql, path)
        else:
            told = import_costs(workspace, path, actor=terminal.actor)
    preview = terminal.options.preview
    sums = {currency_by_numeric(code).code: amount for code, amount in sums_by_currency(told.costs).items()}
    value: dict[str, object] = {
        "file": told.name,
        "preview": preview,
        "new": told.new,
        "changed": told.changed,
        "same": told.same,
        "refused": [{"line": one.line, "reason": one.reason} for one in told.refused],
        "sums": {code: written(amount, code) for code, amount in sorted(sums.items())},
    }
    said = _told_said("cost", told, len(told.costs), preview)
    return Answer(value, [said, *_refused(told.refused)])


def _told_said(what: str, told: ToldCosts | ToldRates, count: int, preview: bool) -> str:
    would = "would be" if preview else "are"
    return (
        f"{counted(count, what)} in {told.name}: {told.new:,} {would} new, {told.changed:,} changed, "
        f"{told.same:,} as before."
    )


def _refused(refused: tuple[Refused, ...]) -> list[str | Table]:
    if not refused:
        return []
    rows = [(str(one.line), one.reason) for one in refused[:_ROWS]]
    return [Table(("Line>", "Why it can't be used"), rows)]


def _costs_out(terminal: Terminal) -> Answer:
    with terminal.workspace() as workspace, terminal.reading(workspace) as session:
        costs = kept_costs(session.sql, terminal.options.first, terminal.options.last)
    value: dict[str, object] = {
        "costs": [
            {
                "day": one.day.isoformat(),
                "campaign": one.campaign,
                "amount": written(one.amount, currency_by_numeric(one.currency).code),
                "currency": currency_by_numeric(one.currency).code,
                "clicks": one.clicks,
            }
            for one in costs
        ]
    }
    heads = ("Day", "Campaign", "Amount>", "Currency", "Clicks>")
    rows = [
        (
            str(one.day),
            one.campaign,
            grouped(one.amount, currency_by_numeric(one.currency).code),
            currency_by_numeric(one.currency).code,
            "" if one.clicks is None else f"{one.clicks:,}",
        )
        for one in costs
    ]
    return Answer(value, [Table(heads, rows) if rows else "No cost was given of these days."])


def _costs_off(terminal: Terminal) -> Answer:
    options = terminal.options
    with terminal.workspace() as workspace:
        found = remove_costs(workspace, options.campaign, options.first, options.last, actor=terminal.actor)
    sums = {currency_by_numeric(code).code: amount for code, amount in sums_by_currency(found).items()}
    value: dict[str, object] = {
        "campaign": options.campaign,
        "removed": len(found),
        "sums": {code: written(amount, code) for code, amount in sorted(sums.items())},
    }
    return Answer(value, [f"{counted(len(found), 'cost')} of {options.campaign} removed."])


def _rates_in(terminal: Terminal) -> Answer:
    path: Path = terminal.options.file
    preview = terminal.options.preview
    with terminal.workspace() as workspace:
        if preview:
            with workspace.read() as session:
                told = read_rates(session.sql, path)
        else:
            told = import_rates(workspace, path, actor=terminal.actor)
    value: dict[str, object] = {
        "file": told.name,
        "preview": preview,
        "new": told.new,
        "changed": told.changed,
        "same": told.same,
        "rates": [_rate_value(one) for one in told.rates],
        "refused": [{"line": one.line, "reason": one.reason} for one in told.refused],
    }
    value["doubts"] = list(told.doubts)
    said = _told_said("rate", told, len(told.rates), preview)
    return Answer(value, [said, *told.doubts, *_refused(told.refused)])


def _rate_set(terminal: Terminal) -> Answer:
    options = terminal.options
    base, quote = (currency(code).code for code in (options.base, options.quote))
    rate = Rate(options.date, base, quote, options.rate, options.source.strip())
    with terminal.workspace() as workspace:
        doubts = set_rate(workspace, rate, actor=terminal.actor)
    said = f"From {rate.day} on 1 {base} is {rate.text} {quote}, as {rate.source} says."
    return Answer({**_rate_value(rate), "doubts": list(doubts)}, [said, *doubts])


def _rates_off(terminal: Terminal) -> Answer:
    options = terminal.options
    with terminal.workspace() as workspace:
        found = remove_rates(workspace, options.base, options.quote, options.date, actor=terminal.actor)
    said = f"{counted(len(found), 'rate')} from {found[0].base} to {found[0].quote} removed."
    return Answer({"removed": [_rate_value(one) for one in found]}, [said])


def _rates_out(terminal: Terminal) -> Answer:
    with terminal.workspace() as workspace, terminal.reading(workspace) as session:
        rates = kept_rates(session.sql)
    value: dict[str, object] = {"rates": [_rate_value(one) for one in rates]}
    rows = [(str(one.day), one.base, one.quote, one.text, one.source) for one in rates]
    table = Table(("From day", "One", "Is worth", "So much>", "Source"), rows)
    return Answer(value, [table if rows else "No rate was given; figures stay apart by currency."])


def _rate_value(rate: Rate) -> dict[str, object]:
    return {
        "date": rate.day.isoformat(),
        "from": rate.base,
        "to": rate.quote,
        "rate": rate.text,
        "source": rate.source,
    }
