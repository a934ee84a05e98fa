"""The bundled fonts, and one font per text role."""

from functools import cache

from PySide6.QtGui import QFont, QFontDatabase, QFontMetricsF

from revroute_desktop.console.theme.tokens import families, type_scale
from revroute_desktop.resources import resource_path


def load_fonts() -> None:
    """Register the bundled families with Qt; needs an application object."""
    for path in sorted(resource_path("fonts").glob("*.ttf")):
        if QFontDatabase.addApplicationFont(str(path)) < 0:
            raise RuntimeError(f"font {path.name} of this installation can't be read")


@cache
def font(role: str, weight: int | None = None, *, mono: bool = False) -> QFont:
    """Return the font of a text role of the tokens: axis, label, table, body, control, heading, title, …"""
    pixels, usual = type_scale()[role]
    made = QFont(families()[1 if mono else 0])
    made.setPixelSize(pixels)
    made.setWeight(QFont.Weight(weight or usual))
    made.setHintingPreference(QFont.HintingPreference.PreferVerticalHinting)
    return made


@cache
def metrics(role: str, weight: int | None = None, *, mono: bool = False) -> QFontMetricsF:
    """Return the metrics of `font` with the same arguments."""
    return QFontMetricsF(font(role, weight, mono=mono))
