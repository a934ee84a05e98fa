"""The bundled fonts, and one font per text role."""

from functools import cache

from PySide6.QtGui import QFont, QFontMetricsF

from revroute_desktop.console.theme.tokens import families, type_scale


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
