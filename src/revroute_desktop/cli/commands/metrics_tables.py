"""Tables of `revroute metrics show`: figures beside those before, and courses over time."""

from collections.abc import Sequence
from typing import Final

from revroute_desktop.analytics.metrics.figures import Figure, Shown
from revroute_desktop.analytics.metrics.lines import Line
from revroute_desktop.analytics.metrics.model import Metric
from revroute_desktop.analytics.metrics.periods import Step
from revroute_desktop.analytics.metrics.words import change, plain, said
from revroute_desktop.cli.answers import Table
from revroute_desktop.cli.counts import counted
from revroute_desktop.cli.times import instant, span_text, step_text

NOBODY: Final = "(none)"
"""How the key of what a dimension says nothing about is printed, and may be named."""


def largest(figures: Sequence[Figure], most: int) -> tuple[list[Figure], list[str]]:
    """Return the first `most` figures of each currency, and how many of each are left out."""
    by_currency: dict[str | None, list[Figure]] = {}
    for figure in figures:
        by_currency.setdefault(figure.currency, []).append(figure)
    chosen = [figure for some in by_currency.values() for figure in some[:most]]
    left = {code: len(some) - most for code, some in by_currency.items() if len(some) > most}
    if not left:
        return chosen, []
    counts = ", ".join(f"{count:,}{f' of {code}' if code else ''}" for code, count in left.items())
    return chosen, [f"Smaller ones not shown: {counts}; --limit {most + max(left.values())} shows all."]


def figure_table(shown: Shown, figures: Sequence[Figure]) -> Table:
    """Return figures beside those before, with a column for currency and key where they have them."""
    metric = shown.metric
    told = [
        *(["Currency"] if metric.by_currency else []),
        *([shown.by.capitalize()] if shown.by else []),
    ]
    heads = (*told, f"{metric.title}>", "Before>", "Change>", "Rows>")
    rows = [
        (
            *([figure.currency or ""] if metric.by_currency else []),
            *([figure.key or NOBODY] if shown.by else []),
            said(metric, figure.currency, figure.now.exact),
            said(metric, figure.currency, figure.before.exact),
            change(metric, figure),
            f"{figure.now.rows:,}",
        )
        for figure in figures
    ]
    return Table(heads, rows)


def course_table(
    metric: Metric, lines: Sequence[Line], step: Step, zone: str, most: int
) -> tuple[Table, tuple[str, ...]]:
    """Return the newest steps of a metric in all its currencies, `most` of them, and what must be said. Those
    that are not whole bear a mark.
    """
    edges = lines[0].edges[:-1] if lines else ()
    left = max(len(edges) - most, 0)
    parts = [part for part in (lines[0].parts if lines else ()) if part[0] >= left]
    marked = {place for place, *_ in parts}
    heads = ("From", *(f"{line.currency or metric.title}>" for line in lines))
    rows = [
        (
            f"{step_text(at, step, zone)}{' *' if place in marked else ''}",
            *(said(metric, line.currency, line.exact[place]) for line in lines),
        )
        for place, at in enumerate(edges)
        if place >= left
    ]
    notes = []
    if parts:
        which = f"Parts of {step.value}s" if len(parts) > 1 else f"A part of a{_n(step)} {step.value}"
        notes.append(f"* {which}: {', '.join(span_text(since, until, zone) for _, since, until in parts)}.")
    if left:
        earlier = f"{counted(left, f'earlier {step.value}')} {'is' if left == 1 else 'are'} not shown"
        notes.append(f"{earlier}; --limit {len(edges)} shows all, --format csv writes them all.")
    return Table(heads, rows), tuple(notes)


def _n(step: Step) -> str:
    return "n" if step is Step.HOUR else ""


def whole_steps(line: Line) -> list[bool]:
    """Return of each step of a course whether it is whole."""
    parts = {place for place, *_ in line.parts}
    return [place not in parts for place in range(len(line.exact))]


def course_value(line: Line) -> dict[str, object]:
    """Return a course as `--json` prints it."""
    return {
        "currency": line.currency,
        "points": [
            {"from": instant(at), "value": plain(line.metric, line.currency, value), "complete": whole}
            for at, value, whole in zip(line.edges, line.exact, whole_steps(line), strict=False)
        ],
    }
