"""`revroute metrics`: the catalogue, figures of a period, and why they changed."""

from argparse import ArgumentTypeError
from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from revroute_desktop.analytics.metrics.catalogue import DIMENSIONS, METRICS, metric_named
from revroute_desktop.analytics.metrics.courses import course
from revroute_desktop.analytics.metrics.figures import Figure, Shown, show
from revroute_desktop.analytics.metrics.lines import Line
from revroute_desktop.analytics.metrics.model import Metric
from revroute_desktop.analytics.metrics.periods import Period, Step, period
from revroute_desktop.analytics.metrics.words import decimal, plain, said
from revroute_desktop.analytics.one_currency import in_one, lines_in_one
from revroute_desktop.analytics.why import Why, explain_change
from revroute_desktop.analytics.why_words import sentence
from revroute_desktop.cli.answers import Answer, Table
from revroute_desktop.cli.commands import metrics_forms, metrics_notes, metrics_told
from revroute_desktop.cli.commands.metrics_period import asked_period
from revroute_desktop.cli.commands.metrics_tables import (
    NOBODY,
    course_table,
    course_value,
    figure_table,
    largest,
    whole_steps,
)
from revroute_desktop.cli.commands.traffic_period import declare_period
from revroute_desktop.cli.counts import counted
from revroute_desktop.cli.options import CommandGroup, CommandParser, count, day
from revroute_desktop.cli.table_files import Form, Record, declare_form, wanted_form, write_rows
from revroute_desktop.cli.terminal import Terminal
from revroute_desktop.cli.times import instant
from revroute_desktop.errors import UserError
from revroute_desktop.money import currency

_ROWS = 20
_REASONS = 8


def declare(group: CommandGroup, name: str, help_line: str) -> None:
    """Declare the commands below `revroute metrics`."""
    below = group.group(name, help_line)
    below.command("list", "what can be measured, and how", _list)
    parser = below.command("show", "a metric of a period, with the one before", _show)
    parser.add_argument("metric", metavar="METRIC", help="its name, as `revroute metrics list` gives it")
    declare_dimension(parser)
    declare_terms(parser)
    declare_period(parser)
    parser.add_argument(
        "--against",
        choices=("before", "year"),
        help="the period directly before (default), or the same days of last year: its months, or the days "
        "52 weeks earlier",
    )
    parser.add_argument("--currency", metavar="CODE", help="this currency alone")
    parser.add_argument(
        "--in",
        dest="into",
        metavar="CODE",
        help="added up in this currency, by the rates of `revroute metrics rates`",
    )
    parser.add_argument(
        "--step",
        choices=[step.value for step in Step],
        help="over time, in steps of this length; those that are not whole are marked",
    )
    parser.add_argument(
        "--limit",
        type=count,
        default=_ROWS,
        metavar="N",
        help=f"rows for people, of each currency (default: {_ROWS})",
    )
    declare_form(parser)
    metrics_forms.declare(below)
    metrics_told.declare(below)
    metrics_notes.declare(below)
    parser = below.command("why", "why a metric changed: what each part contributed, adding up exactly", _why)
    parser.add_argument("metric", metavar="METRIC", help="its name, as `revroute metrics list` gives it")
    declare_dimension(parser)
    declare_terms(parser)
    declare_period(parser)
    parser.add_argument("--against-from", type=day, metavar="DATE", help="the first day to compare with")
    parser.add_argument(
        "--against-to", type=day, metavar="DATE", help="the last (both default to the period before)"
    )
    parser.add_argument("--currency", metavar="CODE", help="this currency alone")
    parser.add_argument(
        "--limit", type=count, default=_REASONS, metavar="N", help=f"rows for people (default: {_REASONS})"
    )


def declare_dimension(parser: CommandParser) -> None:
    """Declare `--by`."""
    parser.add_argument("--by", metavar="DIMENSION", help="told apart by this, for example source or country")


def declare_terms(parser: CommandParser) -> None:
    """Declare `--where`."""
    parser.add_argument(
        "--where",
        dest="terms",
        type=term,
        action="append",
        default=[],
        metavar="DIMENSION=KEY",
        help="this part alone, for example country=DE or referrer=Google; more of them must all hold",
    )


def term(text: str) -> tuple[str, str]:
    """Return the dimension and key of `--where`; raises ArgumentTypeError for a text that names none."""
    name, mark, key = text.partition("=")
    if not mark or not name:
        raise ArgumentTypeError(f"{text!r} is no DIMENSION=KEY, for example country=DE")
    return name, "" if key == NOBODY else key


def _list(terminal: Terminal) -> Answer:
    value: dict[str, object] = {
        "metrics": [
            {
                "name": metric.name,
                "title": metric.title,
                "area": metric.area.value,
                "unit": metric.unit.value,
                "formula": metric.formula,
                "source": metric.source,
                "by": list(metric.by),
            }
            for metric in METRICS
        ],
        "dimensions": [{"name": one.name, "title": one.title, "meaning": one.meaning} for one in DIMENSIONS],
    }
    rows = [(metric.name, metric.title, metric.unit.value, metric.formula) for metric in METRICS]
    by = [(one.name, one.meaning) for one in DIMENSIONS]
    return Answer(
        value,
        [
            Table(("Metric", "Title", "Unit", "Formula"), rows),
            Table(("Dimension", "Meaning"), by),
            "Which metric goes by which dimension, and what each reads: docs/analytics.md, or --json.",
        ],
    )


def _show(terminal: Terminal) -> Answer:
    options = terminal.options
    metric = metric_named(options.metric)
    form = wanted_form(options)
    code = _asked_currency(options.currency, metric)
    if code is not None and options.into is not None:
        raise UserError("Ask for one currency (--currency), or have all added up in one (--in); not both.")
    if options.step is not None and options.by is not None:
        raise UserError(
            "Over time (--step) keys are not told apart (--by); ask for one of them by --where DIMENSION=KEY."
        )
    if options.step is not None and options.against is not None:
        raise UserError("Over time (--step) nothing is compared (--against); take one of them.")
    with terminal.workspace() as workspace:
        asked = asked_period(terminal, workspace, metric.name)
        with terminal.reading(workspace) as session:
            shown = show(
                session.sql,
                metric.name,
                asked,
                by=options.by,
                terms=tuple(options.terms),
                against=asked.last_year if options.against == "year" else None,
                now=workspace.clock(),
            )
            over_time = None
            if options.step is not None:
                over_time = course(
                    session.sql,
                    metric.name,
                    asked,
                    Step(options.step),
                    terms=tuple(options.terms),
                    now=workspace.clock(),
                )
            if options.into is not None:
                shown = in_one(session.sql, shown, options.into)
                if over_time is not None:
                    over_time = lines_in_one(session.sql, over_time, options.into, asked.last)
    value = shown_value(shown, code)
    notes = [*shown.notes]
    none = f"There is nothing{f' in {code}' if code else ''} in these days."
    if form is not None:
        return _written(terminal, form, value, shown, over_time, code)
    if over_time is None:
        chosen, left = largest(chosen_figures(shown.figures, code), options.limit)
        return Answer(value, [_about(shown), figure_table(shown, chosen) if chosen else none, *left, *notes])
    kept = [line for line in over_time if code is None or line.currency == code]
    value["series"] = [course_value(line) for line in kept]
    about = f"{metric.title}, {asked.words}: {metric.formula}."
    if not kept:
        return Answer(value, [about, none, *notes])
    table, more = course_table(metric, kept, Step(options.step), asked.zone, options.limit)
    return Answer(value, [about, table, *more, *notes])


def _written(
    terminal: Terminal,
    form: Form,
    value: dict[str, object],
    shown: Shown,
    over_time: tuple[Line, ...] | None,
    code: str | None,
) -> Answer:
    """Write the rows for other programs: figures by key, or steps of time."""
    options = terminal.options
    metric, period = shown.metric, shown.period
    heads: tuple[str, ...]
    rows: list[Record]
    if over_time is None:
        heads = ("metric", "unit", "from", "to", "currency", "by", "key", "value", "before", "change", "rows")
        rows = [
            (
                metric.name,
                metric.unit.value,
                period.first.isoformat(),
                period.last.isoformat(),
                one.currency,
                shown.by,
                one.key or None,
                _exact_of(metric, one.currency, one.now.exact),
                _exact_of(metric, one.currency, one.before.exact),
                None if one.change is None else Decimal(decimal(one.change, 6)),
                one.now.rows,
            )
            for one in chosen_figures(shown.figures, code)
        ]
    else:
        heads = ("metric", "unit", "from", "currency", "value", "complete")
        rows = [
            (
                metric.name,
                metric.unit.value,
                instant(at),
                line.currency,
                _exact_of(metric, line.currency, value_at),
                whole,
            )
            for line in over_time
            if code is None or line.currency == code
            for at, value_at, whole in zip(line.edges, line.exact, whole_steps(line), strict=False)
        ]
    write_rows(heads, rows, form, options.output, replace=options.replace)
    if options.output is None:
        return Answer(value)
    return Answer(value, [f"{counted(len(rows), 'row')} of {metric.title.lower()} are in {options.output}."])


def _exact_of(metric: Metric, code: str | None, value: Fraction | None) -> Decimal | None:
    text = plain(metric, code, value)
    return None if text is None else Decimal(text)


def chosen_figures(figures: Sequence[Figure], code: str | None) -> list[Figure]:
    """Return the figures of one currency, all where none is named."""
    return [figure for figure in figures if code is None or figure.currency == code]


def _asked_currency(text: str | None, metric: Metric) -> str | None:
    """Return the code that `--currency` names; raises UserError for a metric that has no currency."""
    if text is None:
        return None
    if not metric.by_currency:
        raise UserError(f"{metric.title} ({metric.name}) has no currency; ask without --currency.")
    return currency(text.upper()).code


def shown_value(shown: Shown, code: str | None = None) -> dict[str, object]:
    """Return figures as `--json` prints them."""
    before = shown.before
    return {
        "metric": shown.metric.name,
        "unit": shown.metric.unit.value,
        "by": shown.by,
        "from": shown.period.first.isoformat(),
        "to": shown.period.last.isoformat(),
        "complete": shown.complete,
        "before": {"from": before.first.isoformat(), "to": before.last.isoformat()},
        "whole": [_value(shown.metric, figure) for figure in chosen_figures(shown.whole, code)],
        "figures": [_value(shown.metric, figure) for figure in chosen_figures(shown.figures, code)],
        "notes": list(shown.notes),
    }


def _value(metric: Metric, figure: Figure) -> dict[str, object]:
    exact = figure.now.exact
    changed = figure.change
    return {
        "currency": figure.currency,
        "key": figure.key,
        "value": plain(metric, figure.currency, exact),
        "exact": None if exact is None else f"{exact.numerator}/{exact.denominator}",
        "rows": figure.now.rows,
        "enough": figure.now.enough,
        "before": plain(metric, figure.currency, figure.before.exact),
        "rows_before": figure.before.rows,
        "change": None if changed is None else decimal(changed, 6),
    }


def _about(shown: Shown) -> str:
    metric = shown.metric
    return f"{metric.title}, {shown.period.words}, beside {shown.before.words}: {metric.formula}."


def _why(terminal: Terminal) -> Answer:
    options = terminal.options
    metric = metric_named(options.metric)
    if options.by is None and not metric.by:
        raise UserError(
            f"{metric.title} ({metric.name}) can't be told apart, so nobody can say why it changed."
        )
    by: str = options.by or metric.by[0]
    code = _asked_currency(options.currency, metric)
    with terminal.workspace() as workspace:
        asked = asked_period(terminal, workspace, metric.name)
        against = _against(asked, options.against_from, options.against_to)
        with terminal.reading(workspace) as session:
            found = explain_change(session.sql, metric.name, asked, against, by, tuple(options.terms))
    kept = [why for why in found if code in (None, why.currency)]
    if not kept:
        raise UserError(f"There is nothing in {code} that could have changed.")
    value: dict[str, object] = {
        "metric": metric.name,
        "by": by,
        "from": asked.first.isoformat(),
        "to": asked.last.isoformat(),
        "against": {"from": against.first.isoformat(), "to": against.last.isoformat()},
        "changes": [_why_value(why) for why in kept],
    }
    texts: list[str | Table] = [f"{metric.title}, {asked.words}, beside {against.words}, by {by}."]
    for why in kept:
        texts.append(
            f"{why.currency or metric.title}: from {said(metric, why.currency, why.before)} to "
            f"{said(metric, why.currency, why.now)}."
        )
        texts += [f"  {sentence(why, one)}" for one in why.contributions[: options.limit]]
        if len(why.contributions) > options.limit:
            texts.append(f"  {len(why.contributions) - options.limit:,} more with --limit or --json.")
    return Answer(value, texts)


def _against(asked: Period, first: date | None, last: date | None) -> Period:
    """Return the period to compare with: as it was named, as long as the other where one end is."""
    if first is None and last is None:
        return asked.before
    length = timedelta(asked.days - 1)
    first = first or (last or asked.first) - length
    return period(first, last or first + length, asked.zone, asked.last)


def _why_value(why: Why) -> dict[str, object]:
    extent, level = why.effect_kinds
    return {
        "currency": why.currency,
        "before": plain(why.metric, why.currency, why.before),
        "now": plain(why.metric, why.currency, why.now),
        "change": _exact(why.change),
        "contributions": [
            {
                "key": one.key,
                "before": plain(why.metric, why.currency, one.before),
                "now": plain(why.metric, why.currency, one.now),
                "contribution": _exact(one.effects.whole),
                extent: _exact(one.effects.extent),
                level: _exact(one.effects.level),
                "sentence": sentence(why, one),
            }
            for one in why.contributions
        ],
    }


def _exact(value: Fraction) -> str:
    """Write a change exactly: minor units for money, parts of 1 for shares, microseconds for durations."""
    return f"{value.numerator}/{value.denominator}"
