"""`revroute metrics cohorts`, `funnel`, `touches` and their like: figures of other forms."""

from fractions import Fraction

from revroute_desktop.analytics.forms.cohorts import FEWEST, cohorts
from revroute_desktop.analytics.forms.distributions import Spread, latencies, order_values
from revroute_desktop.analytics.forms.funnel import FunnelStep, StepKind, funnel, load_steps, save_steps
from revroute_desktop.analytics.forms.hours import HOURS, WeekHours, week_hours
from revroute_desktop.analytics.forms.payees import payee_points
from revroute_desktop.analytics.forms.touches import touches
from revroute_desktop.analytics.metrics.catalogue import metric_named
from revroute_desktop.analytics.metrics.model import Metric, Unit
from revroute_desktop.analytics.metrics.periods import Step
from revroute_desktop.analytics.metrics.read_joined import DIMENSIONS
from revroute_desktop.analytics.metrics.words import NOT_ENOUGH, decimal, percent, plain, said
from revroute_desktop.cli.amounts import grouped, written
from revroute_desktop.cli.answers import Answer, Table
from revroute_desktop.cli.commands.metrics_period import asked_period
from revroute_desktop.cli.commands.metrics_tables import NOBODY
from revroute_desktop.cli.commands.traffic_period import declare_period
from revroute_desktop.cli.options import CommandGroup, count
from revroute_desktop.cli.terminal import Terminal
from revroute_desktop.errors import UserError
from revroute_desktop.traffic.revenue_touches import LOOKBACK

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_PAYEES = 20


def declare(group: CommandGroup) -> None:
    """Declare the commands."""
    parser = group.command("cohorts", "payers by their first purchase, and who buys again", _cohorts)
    declare_period(parser)
    parser.add_argument("--step", choices=("week", "month"), default="week", help="spans (default: week)")
    parser = group.command("funnel", "from visits by pages to sales", _funnel)
    declare_period(parser)
    parser.add_argument(
        "--set",
        dest="steps",
        action="append",
        default=[],
        metavar="NAME=WHAT",
        help="keep these steps, in order: NAME=visits, NAME=sales or NAME=PATH[,PATH…] with * for anything",
    )
    parser = group.command(
        "touches", "revenue by the first, the last and all visits that led to it", _touches
    )
    parser.add_argument("--by", choices=tuple(DIMENSIONS), default="referrer")
    parser.add_argument(
        "--days", type=count, default=LOOKBACK, metavar="N", help=f"before each event (default: {LOOKBACK})"
    )
    declare_period(parser)
    parser = group.command("distribution", "order values by currency, or latencies", _distribution)
    parser.add_argument("of", choices=("orders", "latency"), help="what is spread")
    declare_period(parser)
    parser = group.command("hours", "a metric by weekday and hour", _hours)
    parser.add_argument("metric", metavar="METRIC", help="its name, as `revroute metrics list` gives it")
    declare_period(parser)
    parser = group.command("payees", "payees beside each other: how often, and how much on average", _payees)
    declare_period(parser)


def _cohorts(terminal: Terminal) -> Answer:
    with terminal.workspace() as workspace:
        asked = asked_period(terminal, workspace)
        with terminal.reading(workspace) as session:
            table = cohorts(session.sql, asked, Step(terminal.options.step), now=workspace.clock())
    value: dict[str, object] = {
        "step": table.step.value,
        "cohorts": [
            {
                "from": row.first.isoformat(),
                "size": row.size,
                "again": list(row.again),
                "shares": [None if share is None else decimal(share, 6) for share in row.shares],
            }
            for row in table.rows
        ],
    }
    if not table.rows:
        return Answer(value, [f"No whole {table.step.value} lies in {asked.words}; take a longer period."])
    ages = max(len(row.again) for row in table.rows)
    rows = [(str(row.first), f"{row.size:,}", *(_share(share) for share in row.shares)) for row in table.rows]
    heads = ("From", "Payers>", *(f"+{age}>" for age in range(ages)))
    return Answer(value, [Table(heads, rows), f"Cohorts of fewer than {FEWEST} payers tell nothing."])


def _share(share: Fraction | None) -> str:
    return "" if share is None else f"{float(share):.0%}"


def _funnel(terminal: Terminal) -> Answer:
    with terminal.workspace() as workspace:
        if terminal.options.steps:
            steps = [_step(text) for text in terminal.options.steps]
            with workspace.desk() as desk:
                save_steps(desk.sql, steps)
        asked = asked_period(terminal, workspace)
        with terminal.reading(workspace) as session:
            table = funnel(session.sql, asked, steps=load_steps(session.sql))
    value: dict[str, object] = {
        "from": asked.first.isoformat(),
        "to": asked.last.isoformat(),
        "steps": [
            {
                "name": one.step.name,
                "kind": one.step.kind.value,
                "paths": list(one.step.paths),
                "count": one.count,
                "before": one.before,
                "share": None if one.share is None else decimal(one.share, 6),
            }
            for one in table.steps
        ],
        "notes": list(table.notes),
    }
    rows = [
        (
            one.step.name,
            f"{one.count:,}",
            NOT_ENOUGH if one.before is None else f"{one.before:,}",
            "" if one.share is None else percent(one.share),
        )
        for one in table.steps
    ]
    return Answer(value, [Table(("Step", "Count>", "Before>", "Of the step above>"), rows), *table.notes])


def _step(text: str) -> FunnelStep:
    name, mark, what = text.partition("=")
    if not mark or not what:
        raise UserError(f"{text!r} is no step; write NAME=visits, NAME=sales or NAME=/path*.")
    if what in (StepKind.VISITS, StepKind.SALES):
        return FunnelStep(name.strip(), StepKind(what))
    return FunnelStep(name.strip(), StepKind.PAGES, tuple(what.split(",")))


def _touches(terminal: Terminal) -> Answer:
    options = terminal.options
    with terminal.workspace() as workspace:
        asked = asked_period(terminal, workspace)
        with terminal.reading(workspace) as session:
            table = touches(session.sql, asked, options.by, days=options.days)
    value: dict[str, object] = {
        "by": table.by,
        "days": options.days,
        "rows": [
            {
                table.by: row.key,
                "currency": row.currency,
                "first": written(row.first, row.currency),
                "last": written(row.last, row.currency),
                "assisted": written(row.assisted, row.currency),
            }
            for row in table.rows
        ],
        "unknown": {code: written(amount, code) for code, amount in table.unknown},
        "matched": None if table.matched is None else decimal(table.matched, 6),
        "notes": list(table.notes),
    }
    rows = [
        (
            row.key or NOBODY,
            *(grouped(amount, row.currency) for amount in (row.first, row.last, row.assisted)),
            row.currency,
        )
        for row in table.rows
    ]
    rows += [("(no visit known)", *[grouped(amount, code)] * 3, code) for code, amount in table.unknown]
    heads = (table.by.capitalize(), "First touch>", "Last touch>", "Assisted>", "Currency")
    return Answer(value, [Table(heads, rows), *table.notes])


def _distribution(terminal: Terminal) -> Answer:
    with terminal.workspace() as workspace:
        asked = asked_period(terminal, workspace)
        with terminal.reading(workspace) as session:
            orders = terminal.options.of == "orders"
            found = order_values(session.sql, asked) if orders else (latencies(session.sql, asked),)
    metric = metric_named("average_order" if orders else "latency_p50")
    value: dict[str, object] = {
        "of": terminal.options.of,
        "distributions": [
            {
                "currency": one.currency,
                "values": one.values,
                "enough": one.enough,
                "edges": [plain(metric, one.currency, Fraction(edge)) for edge in one.edges],
                "counts": list(one.counts),
                "percentiles": {
                    str(part): plain(metric, one.currency, Fraction(mark)) for part, mark in one.marks
                },
            }
            for one in found
        ],
    }
    texts: list[str | Table] = []
    for one in found:
        texts += _spread(metric, one)
    return Answer(value, texts or [f"There are no orders in {asked.words}."])


def _spread(metric: Metric, one: Spread) -> list[str | Table]:
    name = one.currency or "Latency"
    if not one.enough:
        return [f"{name}: {one.values:,} values are {NOT_ENOUGH}."]
    rows = [
        (
            said(metric, one.currency, Fraction(low)),
            said(metric, one.currency, Fraction(high)),
            f"{count:,}",
        )
        for low, high, count in zip(one.edges, one.edges[1:], one.counts, strict=False)
    ]
    marks = ", ".join(f"{part} %: {said(metric, one.currency, Fraction(mark))}" for part, mark in one.marks)
    return [Table(("From>", "To below>", "Count>"), rows), f"{name}, {one.values:,} values; {marks}."]


def _hours(terminal: Terminal) -> Answer:
    with terminal.workspace() as workspace:
        asked = asked_period(terminal, workspace)
        with terminal.reading(workspace) as session:
            found = week_hours(session.sql, terminal.options.metric, asked, now=workspace.clock())
    value: dict[str, object] = {
        "metric": terminal.options.metric,
        "hours": [
            {
                "currency": one.currency,
                "cells": [[_exact(one, cell) for cell in day] for day in one.cells],
            }
            for one in found
        ],
    }
    texts: list[str | Table] = []
    for one in found:
        rows = [
            (f"{hour:02}:00", *(_short(one.metric, one.currency, day[hour]) for day in one.cells))
            for hour in range(HOURS)
        ]
        texts += [
            _hours_title(one, asked.words),
            Table(("Hour", *(f"{day}>" for day in _DAYS)), rows),
        ]
    return Answer(value, texts or [f"There are no figures in {asked.words}."])


def _hours_title(one: WeekHours, words: str) -> str:
    title = f"{one.metric.title}, {one.currency}" if one.currency else one.metric.title
    return f"{title}{', mean' if one.metric.over is None else ''} by hour and weekday, {words}."


def _exact(one: WeekHours, cell: Fraction | None) -> str | None:
    # A mean of counts is no whole number.
    if cell is not None and one.metric.unit is Unit.COUNT:
        return decimal(cell, 6)
    return plain(one.metric, one.currency, cell)


def _short(metric: Metric, code: str | None, cell: Fraction | None) -> str:
    if cell is None:
        return ""
    if metric.unit is Unit.MONEY and code is not None:
        return grouped(round(cell), code)
    return f"{float(cell):,.1f}" if metric.unit is Unit.COUNT else said(metric, code, cell)


def _payees(terminal: Terminal) -> Answer:
    with terminal.workspace() as workspace:
        asked = asked_period(terminal, workspace)
        with terminal.reading(workspace) as session:
            points = payee_points(session.sql, asked)
    value: dict[str, object] = {
        "payees": [
            {
                "account": one.account,
                "currency": one.currency,
                "postings": one.postings,
                "received": written(one.received, one.currency),
                "average": written(round(one.average), one.currency),
            }
            for one in points
        ]
    }
    rows = [
        (
            one.account,
            f"{one.postings:,}",
            grouped(one.received, one.currency),
            grouped(round(one.average), one.currency),
            one.currency,
        )
        for one in points[:_PAYEES]
    ]
    more = [f"{len(points) - _PAYEES:,} more with --json."] if len(points) > _PAYEES else []
    return Answer(value, [Table(("Payee", "Postings>", "Received>", "Average>", "Currency"), rows), *more])
