"""`Series`: one curve of a chart, with its name and how it is drawn."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtGui import QColor

from revroute_desktop.console.format import decimal, grouped
from revroute_desktop.console.theme.paint import blend
from revroute_desktop.console.theme.tokens import Theme

BAND = 0.16
"""Strength of the ground of an interval."""

Write = Callable[[float], str]
"""Writes a value for people."""


@dataclass(frozen=True, slots=True)
class Series:
    """One curve. `ink` is its place in the categorical list, or the name of an ink of the theme.

    `dashed` tells lines apart where there are more than three of them. `soft` is an interval or a range, in
    the strength that those are drawn in.
    """

    name: str
    ink: int | str
    dashed: bool = False
    soft: bool = False


def colour_of(series: Series, theme: Theme) -> QColor:
    """Return the colour of a series in a theme."""
    colour = ink_of(series.ink, theme)
    return blend(colour, theme.chart_bg, BAND) if series.soft else colour


def ink_of(ink: int | str, theme: Theme) -> QColor:
    """Return the colour of a place in the categorical list, or of a named ink."""
    if isinstance(ink, str):
        named: QColor = getattr(theme, ink)
        return named
    return theme.categorical[ink % len(theme.categorical)]


def whole(value: float) -> str:
    """Write a value as a whole number: 1,234."""
    return grouped(round(value))


def short(value: float) -> str:
    """Write a value with as many digits as it needs: 0.04, 0.8, 12.5, 1,234."""
    if value != 0 and abs(value) < 1:
        return decimal(value, 2)
    return decimal(value, 1) if abs(value) < 100 and value != int(value) else whole(value)
