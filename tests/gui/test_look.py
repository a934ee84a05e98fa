"""Theme, fonts, icons and style."""

from pathlib import Path

import PySide6
import pytest
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QProgressBar, QScrollBar
from pytestqt.qtbot import QtBot

from revroute_desktop.console.theme.fonts import metrics
from revroute_desktop.console.theme.icons import pixmap
from revroute_desktop.console.theme.look import Look
from revroute_desktop.console.theme.tokens import theme
from revroute_desktop.console.widgets.parts import Button
from revroute_desktop.resources import resource_path


def test_the_qt_bindings_are_older_than_the_version_that_loses_references() -> None:
    assert tuple(int(part) for part in PySide6.__version__.split(".")[:2]) < (6, 12)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_on_every_surface_is_readable(scheme: str) -> None:
    colours = theme(scheme)
    for surface in (
        colours.canvas,
        colours.rail,
        colours.panel,
        colours.sunken,
        colours.hover,
        colours.selection,
    ):
        for ink in (colours.text, colours.text_2, colours.text_3):
            assert _contrast(ink, surface) >= 4.5
        assert _contrast(colours.line_strong, surface) >= 3.0 or surface in {colours.rail, colours.hover}


def _contrast(one: QColor, other: QColor) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: QColor) -> float:
    parts = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in colour.getRgbF()[:3]]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def test_high_contrast_takes_its_own_colours_and_a_wider_ring() -> None:
    usual, strong = theme("light"), theme("light", high_contrast=True)
    assert strong.text == QColor("#000000") != usual.text
    assert (usual.focus_width, strong.focus_width) == (2, 3)


def test_a_change_of_theme_reaches_palette_and_listeners(
    look: Look, qapp: QApplication, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(look.changed):
        look.choose("dark")
    assert qapp.palette().color(QPalette.ColorRole.Base) == theme("dark").panel
    look.choose("light")
    assert qapp.palette().color(QPalette.ColorRole.Base) == theme("light").panel


def test_high_contrast_is_put_on_and_off_at_run_time(look: Look, qapp: QApplication) -> None:
    look.strengthen(True)
    assert qapp.palette().color(QPalette.ColorRole.Text) == QColor("#000000")
    look.strengthen(False)
    assert qapp.palette().color(QPalette.ColorRole.Text) == theme("light").text


@pytest.mark.parametrize("weight", [400, 500, 600])
def test_figures_and_the_minus_sign_have_one_width(look: Look, weight: int) -> None:
    widths = {round(metrics("table", weight).horizontalAdvance(sign), 3) for sign in "0123456789−+"}
    assert len(widths) == 1


def test_every_icon_draws_something(look: Look) -> None:
    for file in resource_path("icons").glob("*.svg"):
        image = pixmap(file.stem, QColor("black"), 16, 1.0).toImage()
        assert any(image.pixelColor(x, y).alpha() for x in range(16) for y in range(16)), file.name


def test_every_icon_that_the_code_names_is_there() -> None:
    import re

    there = {file.stem for file in resource_path("icons").glob("*.svg")}
    source = Path(__file__).parents[2] / "src" / "revroute_desktop" / "console"
    named = set()
    for file in source.rglob("*.py"):
        named |= set(
            re.findall(r'(?:icon=|pixmap\(|look\.icon\()"([a-z-]+)"', file.read_text(encoding="utf-8"))
        )
    assert named <= there


def test_the_style_draws_every_control_it_takes_over(look: Look, qtbot: QtBot) -> None:
    combo = QComboBox()
    combo.addItem("EUR")
    bar = QProgressBar()
    bar.setRange(0, 100)
    bar.setValue(40)
    scroll = QScrollBar()
    scroll.setRange(0, 1000)
    field = QLineEdit("20")
    field.setProperty("fault", True)
    for widget in (
        combo,
        bar,
        scroll,
        field,
        *(Button(look, "Route", icon="play", variant=v) for v in _VARIANTS),
    ):
        qtbot.addWidget(widget)
        widget.show()
        assert not widget.grab().isNull()


_VARIANTS = ("primary", "outline", "danger", "bare")
