"""What is said of curves: at the crosshair, in the legend, in the table behind."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from PySide6.QtGui import QColor

from revroute_desktop.console.theme.tokens import Theme
from revroute_desktop.console.translate import later, tr
from revroute_desktop.console.widgets.cells import Cell, Column, Holds, Row
from revroute_desktop.console.widgets.chart_table import MadeRows
from revroute_desktop.console.widgets.charts.data import Curve, Curves, Floats
from revroute_desktop.console.widgets.charts.series import Series, ink_of
from revroute_desktop.console.widgets.charts.span_words import local, span_words

_NEARLY_A_DAY = 20 * 3_600_000_000

Told = tuple[str, tuple[tuple[str, str], ...], tuple[QColor | None, ...]]
"""A title, names with values, and the colours of the first of them."""


@dataclass(frozen=True, slots=True)
class Switch:
    """An entry of the legend; `of` is what it switches."""

    series: Series
    of: str


def told_at(given: Curves, shown: Sequence[Curve], at: int, theme: Theme) -> Told:
    """Return what the box at the crosshair says of one span, of the curves that are shown."""
    scale = given.scale
    begin, end = int(given.edges[at]), int(given.edges[at + 1])
    title = span_words((begin, end), given.zone)
    if given.join_at is not None and at >= given.join_at:
        title = tr("{span}, forecast", span=title)
    elif at == given.open_at:
        title = tr("{span}, not over yet", span=title)
    rows: list[tuple[str, str]] = []
    inks: list[QColor | None] = []
    for curve in shown:
        rows.append((curve.name, scale.write(float(curve.values[at]))))
        inks.append(ink_of(curve.ink, theme))
        if curve.band is not None and not np.isnan(curve.band[0][at]):
            rows.append((given.band_word or tr("Range"), _range(given, curve.band, at)))
            inks.append(None)
    if given.stacked and scale.adds and len(shown) > 1:
        values = [float(curve.values[at]) for curve in shown]
        rows.append((tr("Sum"), scale.write(sum(value for value in values if not np.isnan(value)))))
    if given.expected is not None and not np.isnan(given.expected[1][at]):
        rows.append((given.expected_word or tr("Expected"), _range(given, given.expected, at)))
    rows += [(mark.word, "") for mark in given.marks if begin <= mark.at < end]
    return title, tuple(rows), tuple(inks)


def switches_of(given: Curves) -> tuple[Switch, ...]:
    """Return the entries of a legend: curves, the interval, the expected range, limits."""
    made = [Switch(Series(curve.name, curve.ink, curve.dashed), curve.name) for curve in given.curves]
    banded = next((curve for curve in given.curves if curve.band is not None), None)
    if banded is not None:
        made.append(Switch(Series(given.band_word or later("Range"), banded.ink, soft=True), "band"))
    if given.expected is not None:
        made.append(Switch(Series(given.expected_word or later("Expected"), "neutral_soft"), "expected"))
    made += [Switch(Series(limit.word, limit.ink, dashed=True), limit.word) for limit in given.limits]
    return tuple(made)


def columns_of(given: Curves) -> tuple[Column, ...]:
    """Return the columns of the table behind curves."""
    columns = [Column(later("Time"), "2026-10-28 14:43", grow=1, holds=Holds.TIME)]
    for curve in given.curves:
        columns.append(_figures(curve.name))
        if curve.band is not None:
            columns.append(_figures(tr("{name} from", name=curve.name)))
            columns.append(_figures(tr("{name} to", name=curve.name)))
    if given.expected is not None:
        columns += [_figures(tr("Expected from")), _figures(tr("Expected to"))]
    return tuple(columns)


def rows_of(given: Curves) -> Sequence[Row]:
    """Return the rows of the table behind curves: a span each, its begin as programs read it."""
    scale = given.scale
    parts: list[Floats] = []
    for curve in given.curves:
        parts += [curve.values, *(curve.band or ())]
    parts += given.expected or ()

    def row(at: int) -> Row:
        begin, end = int(given.edges[at]), int(given.edges[at + 1])
        when = local(begin, given.zone)
        whole_days = not (when.hour or when.minute or when.second) and end - begin >= _NEARLY_A_DAY
        values = [float(part[at]) for part in parts]
        return (
            Cell(f"{when:%Y-%m-%d}" if whole_days else f"{when:%Y-%m-%d %H:%M}", raw=when.isoformat()),
            *(Cell(scale.write(value), raw=scale.raw(value)) for value in values),
        )

    return MadeRows(given.spans, row)


def _range(given: Curves, ends: tuple[Floats, Floats], at: int) -> str:
    low, high = (given.scale.write(float(end[at])) for end in ends)
    return tr("{begin} to {end}", begin=low, end=high)


def _figures(name: str) -> Column:
    # What follows a comma in a title is no part of a column's name.
    return Column(name.replace(",", ""), "−12,345,678.90", right=True, holds=Holds.MONEY)
