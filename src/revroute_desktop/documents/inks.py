"""The colours of paper: those of the light theme, from the tokens that the window has too."""

import json
from dataclasses import dataclass
from functools import cache

from revroute_desktop.resources import resource_path


@dataclass(frozen=True, slots=True)
class Inks:
    """Colours as #RRGGBB."""

    text: str
    text_2: str
    text_3: str
    line: str
    line_hair: str
    sunken: str
    accent: str
    positive: str
    negative: str
    warning: str
    warning_soft: str
    grid: str
    axis: str
    categories: tuple[str, ...]


@cache
def inks() -> Inks:
    """Return the colours."""
    tokens = json.loads(resource_path("theme", "tokens.json").read_text(encoding="utf-8"))
    light = tokens["colour"]["light"]
    names = ("text", "text_2", "text_3", "line", "line_hair", "sunken", "accent", "positive", "negative")
    return Inks(
        **{name: light[name] for name in names},
        warning=light["warning"],
        warning_soft=light["warning_soft"],
        grid=light["chart_grid"],
        axis=light["chart_axis"],
        categories=tuple(tokens["chart"]["categorical"]["light"]),
    )
