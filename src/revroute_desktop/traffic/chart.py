"""A small chart of lines as SVG, for pages that stand by themselves."""

import html
import math
from collections.abc import Callable, Mapping, Sequence

WIDTH, HEIGHT = 760, 220
_LEFT, _RIGHT, _TOP, _BOTTOM = 56, 12, 26, 24
_COLOURS = ("#4263eb", "#e8590c", "#c2255c", "#2b8a3e")
_DASHES = ("", "6 3", "2 3", "8 3 2 3")
"""Lines differ in their dashes too, so that a print in grey can be read."""


def line_chart(
    title: str,
    at: Sequence[float],
    lines: Mapping[str, Sequence[float | None]],
    *,
    log: bool = False,
    words: Callable[[float], str] = "{:.0f} s".format,
) -> str:
    """Return the chart: `lines` by name over `at`, seconds that `words` writes; None leaves a gap. `log`
    takes a log scale.
    """
    values = [
        value for line in lines.values() for value in line if value is not None and (value > 0 or not log)
    ]
    if not values or not at:
        return f"<figure><figcaption>{html.escape(title)}</figcaption><p>Nothing was measured.</p></figure>"
    low, high = (min(values), max(values)) if log else (min(0.0, *values), max(0.0, *values) or 1.0)
    place = _log_place(low, high) if log else _place(low, high)
    last = max(at[-1], 1e-9)

    def x(second: float) -> float:
        return _LEFT + (WIDTH - _LEFT - _RIGHT) * second / last

    def y(value: float) -> float:
        return HEIGHT - _BOTTOM - (HEIGHT - _TOP - _BOTTOM) * place(value)

    marks = _log_ticks(low, high) if log else [low + (high - low) * step / 4 for step in range(5)]
    parts = [
        f'<svg viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-label="{html.escape(title)}">',
        f'<text x="0" y="14" class="title">{html.escape(title)}</text>',
    ]
    for mark in marks:
        parts.append(
            f'<line x1="{_LEFT}" x2="{WIDTH - _RIGHT}" y1="{y(mark):.1f}" y2="{y(mark):.1f}" class="grid"/>'
            f'<text x="{_LEFT - 6}" y="{y(mark) + 4:.1f}" class="tick" text-anchor="end">{mark:,.4g}</text>'
        )
    for second in (0.0, last / 2, last):
        anchor = "end" if second == last else "middle"
        parts.append(
            f'<text x="{x(second):.1f}" y="{HEIGHT - 6}" class="tick" text-anchor="{anchor}">'
            f"{html.escape(words(second))}</text>"
        )
    for number, (name, line) in enumerate(lines.items()):
        colour, dash = _COLOURS[number % 4], _DASHES[number % 4]
        path = _path(
            [
                None if value is None or (log and value <= 0) else (x(t), y(value))
                for t, value in zip(at, line, strict=True)
            ]
        )
        parts.append(
            f'<path d="{path}" fill="none" stroke="{colour}" stroke-width="1.5" stroke-dasharray="{dash}"/>'
        )
        legend = WIDTH - _RIGHT - 90 * (len(lines) - number)
        parts.append(
            f'<line x1="{legend}" x2="{legend + 18}" y1="10" y2="10" stroke="{colour}" stroke-width="2" '
            f'stroke-dasharray="{dash}"/>'
            f'<text x="{legend + 24}" y="14" class="tick">{html.escape(name)}</text>'
        )
    return "".join(parts) + "</svg>"


def _path(points: Sequence[tuple[float, float] | None]) -> str:
    drawn = []
    down = False
    for point in points:
        if point is not None:
            drawn.append(f"{'L' if down else 'M'}{point[0]:.1f} {point[1]:.1f}")
        down = point is not None
    return "".join(drawn)


def _place(low: float, high: float) -> Callable[[float], float]:
    return lambda value: (value - low) / (high - low)


def _log_place(low: float, high: float) -> Callable[[float], float]:
    bottom, top = math.log10(low), math.log10(high)
    return lambda value: (math.log10(value) - bottom) / ((top - bottom) or 1.0)


def _log_ticks(low: float, high: float) -> list[float]:
    decades = range(math.floor(math.log10(low)), math.ceil(math.log10(high)) + 1)
    ticks = [step * 10.0**decade for decade in decades for step in (1, 2, 5)]
    return [tick for tick in ticks if low <= tick <= high] or [low, high]
