"""Charts as SVG that needs no style sheet: the same for a page and for print."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from revroute_desktop.documents.inks import inks
from revroute_desktop.documents.model import Picture
from revroute_desktop.documents.scale import decade_marks, round_marks, short, spread
from revroute_desktop.documents.text import escaped, shortened

WIDTH: Final = 720
HEIGHT: Final = 230
_LEFT, _RIGHT, _TOP, _BOTTOM = 52, 8, 34, 24
_DASHES = ("", "6 3", "2 3", "8 3 2 3")
"""Lines differ in their dashes too, so that a print in grey can be read."""
_LABELS_MOST = 7
_FONT = 'font-family="IBM Plex Sans, Segoe UI, Helvetica, Arial, sans-serif"'
_WIDE: Final = 6.2  # of a sign of 11 px, on the mean


@dataclass(frozen=True, slots=True)
class Curve:
    """A line: `values[i]` stands at place i, None leaves a gap. `band` is what lies around it, low and high;
    what is `faint` serves to compare with.
    """

    name: str
    values: Sequence[float | None]
    dashed: bool = False
    faint: bool = False
    follows: bool = False
    """Goes on with the line before, in its colour."""
    band: tuple[Sequence[float | None], Sequence[float | None]] | None = None


@dataclass(frozen=True, slots=True)
class Mark:
    """A word at a place of the axis."""

    place: float
    word: str


@dataclass(frozen=True, slots=True)
class WaterfallStep:
    """A step of a waterfall: what it is and by how much it moved the sum; `told` is the amount in words."""

    label: str
    amount: float
    told: str


def line_chart(
    title: str,
    unit: str,
    curves: Sequence[Curve],
    label: Callable[[int], str],
    *,
    words: Callable[[float], str] = short,
    log: bool = False,
    join: int | None = None,
    marks: Sequence[Mark] = (),
    caption: str = "",
    height: int = HEIGHT,
) -> Picture:
    """Return lines over places 0 to n − 1, which `label` names. `join` is the place at which a forecast
    begins.
    """
    ink = inks()
    values = [value for curve in curves for value in _all(curve) if value > 0 or not log]
    count = max((len(curve.values) for curve in curves), default=0)
    if not values or not count:
        empty = _text(WIDTH / 2, height / 2, "Nothing was measured.", ink.text_3, anchor="middle")
        return _picture(title, unit, height, [empty], (), caption, f"{title}: nothing was measured")
    if log:
        low, high = min(values), max(values)
        grid = decade_marks(low, high)
        bottom, top = math.log10(low), math.log10(high)
    else:
        grid = round_marks(min(0.0, *values), max(0.0, *values))
        bottom, top = grid[0], grid[-1]

    def x(place: float) -> float:
        return _LEFT + (WIDTH - _LEFT - _RIGHT) * (place / (count - 1) if count > 1 else 0.5)

    def y(value: float) -> float:
        part = ((math.log10(value) if log else value) - bottom) / ((top - bottom) or 1.0)
        return height - _BOTTOM - (height - _TOP - _BOTTOM) * part

    parts = []
    for mark in grid:
        at = round(y(mark)) + 0.5
        colour = ink.line if mark == 0 else ink.grid
        parts.append(_line(_LEFT, at, WIDTH - _RIGHT, at, colour))
        parts.append(_text(_LEFT - 8, at + 3.5, words(mark), ink.axis, anchor="end"))
    parts += _labels(count, x, label, height)
    if join is not None:
        parts.append(_line(x(join), _TOP - 4, x(join), height - _BOTTOM, ink.text_3))
        parts.append(_text(x(join) + 5, height - _BOTTOM - 6, "forecast", ink.text_3))
    for mark_at in marks:
        parts += _mark(x(mark_at.place), mark_at.word, height)
    legend: list[tuple[str, str, str]] = []
    inked = 0
    for curve in curves:
        if curve.follows:
            inked -= 1
        colour = ink.text_3 if curve.faint else ink.categories[inked % 4]
        dash = "4 3" if curve.dashed or curve.faint else _DASHES[inked % 4]
        inked += 0 if curve.faint else 1
        kept = [None if value is None or (log and value <= 0) else value for value in curve.values]
        if curve.band is not None:
            parts.append(_band(curve.band, x, y, colour))
        parts.append(_curve(kept, x, y, colour, dash, 1.0 if curve.faint else 1.6))
        legend.append((curve.name, colour, dash))
    return _picture(title, unit, height, parts, legend, caption, _said(title, unit, curves, words))


def waterfall(
    title: str,
    unit: str,
    start: tuple[str, float, str],
    steps: Sequence[WaterfallStep],
    end: tuple[str, float, str],
    *,
    better: int = 0,
    caption: str = "",
) -> Picture:
    """Return how a figure came from `start` to `end` (label, amount, amount in words), step by step.

    `better` is 1 where more is better and −1 where less is: then the steps are green and red.
    """
    ink = inks()
    row, top = 24, 34
    height = top + row * (len(steps) + 2) + 6
    left, right = 210, WIDTH - 130
    sums = [start[1]]
    for step in steps:
        sums.append(sums[-1] + step.amount)
    low, high = min(0.0, *sums, end[1]), max(0.0, *sums, end[1])
    if low == 0.0 and min(*sums, end[1]) > 0:
        # Where all that moves is far from zero, the picture looks at what moves.
        near = min(*sums, end[1])
        low = near - (high - near) * 0.6 if near > (high - near) * 2 else 0.0

    def x(value: float) -> float:
        return left + (right - left) * (value - low) / ((high - low) or 1.0)

    parts: list[str] = []

    def whole(number: int, named: tuple[str, float, str]) -> None:
        y = top + row * number
        label, amount, told = named
        first, last = sorted((x(max(0.0, low)), x(amount)))
        parts.append(_text(0, y + 16, shortened(label, 34), ink.text, weight=600))
        parts.append(_rect(first, y + 5, max(last - first, 1), row - 10, ink.text_3))
        parts.append(_text(WIDTH, y + 16, told, ink.text, anchor="end", weight=600))

    whole(0, start)
    for number, step in enumerate(steps, 1):
        y = top + row * number
        first, last = sorted((x(sums[number - 1]), x(sums[number])))
        good = step.amount * better
        colour = ink.accent if not better else ink.positive if good >= 0 else ink.negative
        parts.append(_line(x(sums[number - 1]), y - 5, x(sums[number - 1]), y + 5, ink.line))
        parts.append(_text(0, y + 16, shortened(step.label, 36), ink.text))
        parts.append(_rect(first, y + 5, max(last - first, 1), row - 10, colour))
        parts.append(_text(WIDTH, y + 16, step.told, ink.text, anchor="end"))
    whole(len(steps) + 1, end)
    note = "" if low == 0 else "The bars do not begin at zero; their lengths are to scale."
    told = "; ".join(f"{step.label} {step.told}" for step in steps)
    words = f"{title}: from {start[2]} to {end[2]}. {told}."
    return _picture(title, unit, height, parts, (), " ".join(filter(None, (caption, note))), words)


def _all(curve: Curve) -> list[float]:
    values = [*curve.values, *(value for side in curve.band or () for value in side)]
    return [value for value in values if value is not None]


def _said(title: str, unit: str, curves: Sequence[Curve], words: Callable[[float], str]) -> str:
    told = []
    for curve in curves:
        known = [value for value in curve.values if value is not None]
        if known:
            told.append(f"{curve.name} from {words(min(known))} to {words(max(known))}")
    return f"{title}{f', {unit}' if unit else ''}: {'; '.join(told)}."


def _labels(count: int, x: Callable[[float], float], label: Callable[[int], str], height: int) -> list[str]:
    parts = []
    for place in spread(count, _LABELS_MOST):
        words = label(place)
        half = len(words) * _WIDE / 2
        at = min(max(x(place), half), WIDTH - half)
        parts.append(_text(at, height - 7, words, inks().axis, anchor="middle"))
    return parts


def _mark(at: float, word: str, height: int) -> list[str]:
    ink = inks()
    words = shortened(word, 28)
    end = at + 6 + len(words) * _WIDE > WIDTH
    return [
        _line(at, _TOP - 4, at, height - _BOTTOM, ink.text_3, dash="2 2"),
        f'<path d="M{at - 3.5:.1f} {_TOP - 8}h7l-3.5 5z" fill="{ink.text_2}"/>',
        _text(at - 6 if end else at + 6, _TOP + 4, words, ink.text_2, anchor="end" if end else "start"),
    ]


def _curve(
    values: Sequence[float | None],
    x: Callable[[float], float],
    y: Callable[[float], float],
    colour: str,
    dash: str,
    width: float,
) -> str:
    drawn = []
    alone = []
    for place, value in enumerate(values):
        if value is None:
            continue
        before = place > 0 and values[place - 1] is not None
        after = place + 1 < len(values) and values[place + 1] is not None
        drawn.append(f"{'L' if before else 'M'}{x(place):.1f} {y(value):.1f}")
        if not before and not after:
            alone.append(f'<circle cx="{x(place):.1f}" cy="{y(value):.1f}" r="2" fill="{colour}"/>')
    if not drawn:
        return ""
    dashes = f' stroke-dasharray="{dash}"' if dash else ""
    return (
        f'<path d="{"".join(drawn)}" fill="none" stroke="{colour}" stroke-width="{width}"'
        f' stroke-linejoin="round"{dashes}/>{"".join(alone)}'
    )


def _band(
    band: tuple[Sequence[float | None], Sequence[float | None]],
    x: Callable[[float], float],
    y: Callable[[float], float],
    colour: str,
) -> str:
    places = [
        (place, low, high)
        for place, (low, high) in enumerate(zip(*band, strict=True))
        if low is not None and high is not None
    ]
    if not places:
        return ""
    upper = [f"{x(place):.1f} {y(high):.1f}" for place, _, high in places]
    lower = [f"{x(place):.1f} {y(low):.1f}" for place, low, _ in reversed(places)]
    return f'<path d="M{"L".join([*upper, *lower])}Z" fill="{colour}" fill-opacity="0.13" stroke="none"/>'


def _picture(
    title: str,
    unit: str,
    height: int,
    parts: Sequence[str],
    legend: Sequence[tuple[str, str, str]],
    caption: str,
    words: str,
) -> Picture:
    ink = inks()
    beside = f'<tspan fill="{ink.text_3}" font-size="11" font-weight="400">{escaped(f", {unit}")}</tspan>'
    head = [_text(0, 14, title, ink.text, size=13, weight=600, more=beside if unit else "")]
    at = float(WIDTH)
    for name, colour, dash in reversed(legend):
        at -= len(name) * _WIDE
        head.append(_text(at, 14, name, ink.text_2))
        head.append(_line(at - 24, 10, at - 6, 10, colour, width=2, dash=dash))
        at -= 38
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}"'
        f' height="{height}" role="img" aria-label="{escaped(words)}" {_FONT}>'
        f"{''.join([*head, *parts])}</svg>"
    )
    return Picture(svg, WIDTH, height, words, caption)


def _line(
    x1: float, y1: float, x2: float, y2: float, colour: str, *, width: float = 1, dash: str = ""
) -> str:
    dashes = f' stroke-dasharray="{dash}"' if dash else ""
    return (
        f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke="{colour}"'
        f' stroke-width="{width:g}"{dashes}/>'
    )


def _rect(x: float, y: float, width: float, height: float, colour: str) -> str:
    return f'<rect x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}" fill="{colour}"/>'


def _text(
    x: float,
    y: float,
    words: str,
    colour: str,
    *,
    anchor: str = "start",
    size: int = 11,
    weight: int = 400,
    more: str = "",
) -> str:
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" fill="{colour}" font-size="{size}" font-weight="{weight}"'
        f' text-anchor="{anchor}">{escaped(words)}{more}</text>'
    )
