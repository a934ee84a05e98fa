"""`Theme`: every colour of the visual language by its name, for light and for dark."""

import json
from dataclasses import dataclass, fields
from functools import cache
from typing import Any, Literal

from PySide6.QtGui import QColor

from revroute_desktop.resources import resource_path

Scheme = Literal["light", "dark"]


@dataclass(frozen=True, slots=True)
class Theme:
    """The colours of one scheme, named as the tokens name them."""

    scheme: Scheme
    canvas: QColor
    rail: QColor
    panel: QColor
    raised: QColor
    sunken: QColor
    hover: QColor
    line_hair: QColor
    line: QColor
    line_strong: QColor
    text: QColor
    text_2: QColor
    text_3: QColor
    text_disabled: QColor
    accent: QColor
    accent_hover: QColor
    accent_pressed: QColor
    accent_text: QColor
    on_accent: QColor
    accent_soft: QColor
    selection: QColor
    selection_inactive: QColor
    selection_text: QColor
    focus: QColor
    positive: QColor
    positive_soft: QColor
    negative: QColor
    negative_soft: QColor
    warning: QColor
    warning_soft: QColor
    info: QColor
    info_soft: QColor
    neutral_soft: QColor
    chart_bg: QColor
    chart_grid: QColor
    chart_axis: QColor
    chart_crosshair: QColor
    chart_band: QColor
    categorical: tuple[QColor, ...]
    sequential: tuple[QColor, ...]
    diverging: tuple[QColor, ...]
    focus_width: int = 2


@cache
def _tokens() -> dict[str, Any]:
    text = resource_path("theme", "tokens.json").read_text(encoding="utf-8")
    tokens: dict[str, Any] = json.loads(text)
    return tokens


@cache
def theme(scheme: Scheme, *, high_contrast: bool = False) -> Theme:
    """Return the theme of a scheme; high contrast lays its own set over it and widens the focus ring."""
    tokens = _tokens()
    colours = dict(tokens["colour"][scheme])
    if high_contrast:
        colours |= tokens["high_contrast"][scheme]
    named = {field.name: QColor(colours[field.name]) for field in fields(Theme) if field.name in colours}
    return Theme(
        scheme=scheme,
        categorical=tuple(QColor(value) for value in tokens["chart"]["categorical"][scheme]),
        sequential=tuple(QColor(value) for value in tokens["chart"]["sequential"][scheme]),
        diverging=tuple(QColor(value) for value in tokens["chart"]["diverging"][scheme]),
        focus_width=3 if high_contrast else 2,
        **named,
    )


@cache
def type_scale() -> dict[str, tuple[int, int]]:
    """Return text role → (pixels, weight), for example `"table"` → (12, 400)."""
    return {name: (int(t["px"]), int(t["weight"])) for name, t in _tokens()["type"]["scale"].items()}


def families() -> tuple[str, str]:
    """Return the family for words and the one for ids and code."""
    return _tokens()["type"]["ui"], _tokens()["type"]["mono"]
