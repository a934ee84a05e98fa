"""Every control has a name, a place in the order of Tab, a visible focus, and says what it means in words."""

from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import QModelIndex, QPoint, QRect, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QCheckBox,
    QHeaderView,
    QMenuBar,
    QRadioButton,
    QScrollArea,
    QScrollBar,
    QWidget,
)
from tests.gui.conftest import Desk

from revroute_desktop.console.actions import SPECS, shown_keys
from revroute_desktop.console.screenshots.studio import Studio
from revroute_desktop.console.screenshots.whole import show_all
from revroute_desktop.console.shell.overlay import Overlay
from revroute_desktop.console.shell.rail import PANES
from revroute_desktop.console.shell.window import Window
from revroute_desktop.console.theme.focus import FocusRing, focus_by_key
from revroute_desktop.console.theme.look import Look
from revroute_desktop.console.theme.tokens import Theme, theme
from revroute_desktop.console.widgets.cells import Cell, Form, Holds, Tone
from revroute_desktop.console.widgets.delegate import ink, soft
from revroute_desktop.console.widgets.models import PagedModel, RowsModel
from revroute_desktop.console.widgets.tree_model import TreeModel

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", "propagateSizeHints")

_STEPS_MOST = 300
# Keys of what only an icon stands for.
_KEYED = {"Notices": "view.notices", "Close the jobs tray": "view.jobs"}


class Visitor(Studio):
    """Goes where the pictures are taken, and looks at controls instead."""

    def __init__(self, desk: Desk, look: Look) -> None:
        self.app = cast(QApplication, QApplication.instance())
        self.look, self.window, self.console = look, desk.window, desk.console
        self.reads, self.jobs = desk.reads, desk.jobs
        self.looks, self.sizes = ("light",), ((1280, 720),)
        self.taken = []
        self.seen: set[int] = set()
        self.faults: dict[str, str] = {}
        self.visited = 0

    def take(self, name: str, widget: QWidget | None = None) -> None:
        """Look at what would be on the picture."""
        shown = widget or self.window
        shown.activateWindow()
        self.settle()
        self.visited += 1
        panels = (self.window.palette_panel, self.window.notice_list)
        over = next((panel for panel in panels if widget is None and panel.isVisible()), None)
        for fault in _faults(over or shown, self.seen):
            # The same control is on many pictures.
            self.faults.setdefault(fault, name)

    def close(self) -> None:
        """The desk closes itself."""


def test_every_control_of_the_window_and_of_every_dialog_can_be_used_without_seeing_and_without_a_mouse(
    desk: Desk, look: Look, books_file: Path, qapp: QApplication
) -> None:
    ring = FocusRing(qapp)
    visitor = Visitor(desk, look)
    try:
        show_all(visitor, books_file)
    finally:
        ring.close()
    assert visitor.visited > 50
    assert not visitor.faults, "\n".join(f"{where}: {fault}" for fault, where in visitor.faults.items())


def _faults(shown: QWidget, seen: set[int]) -> Iterator[str]:
    controls = [w for w in (shown, *shown.findChildren(QWidget)) if _is_control(w)]
    chain = _chain(shown)
    for control in controls:
        if control.isEnabled() and control not in chain and not _by_arrows(control, shown):
            yield f"{_about(control)} is not reached by Tab"
    new = [w for w in controls if id(w) not in seen]
    seen.update(id(w) for w in new)
    for control in new:
        if not control.isVisible():
            continue
        if not _name(control):
            yield f"{_about(control)} has no accessible name"
        if control.isEnabled() and not _shows_focus(shown, control):
            yield f"{_about(control)} does not show that it has the focus"
    for button in shown.findChildren(QAbstractButton):
        if button.isVisible() and not button.text() and not _is_inner(button):
            yield from _icon_faults(button)
    for table in shown.findChildren(QAbstractItemView):
        if table.isVisible():
            yield from _cell_faults(table)


def _is_control(widget: QWidget) -> bool:
    return (
        widget.isVisible()
        and bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
        and widget.focusProxy() is None
        and not _is_inner(widget)
        and not isinstance(widget, (QHeaderView, QScrollBar, QMenuBar))
    )


def _is_inner(widget: QWidget) -> bool:
    """Whether Qt made it inside another control."""
    return widget.objectName().startswith("qt_")


def _name(widget: QWidget) -> str:
    """Return what a screen reader says of a control: its own name, or the words on it."""
    return widget.accessibleName() or (widget.text() if isinstance(widget, QAbstractButton) else "")


def _about(widget: QWidget) -> str:
    return f"{type(widget).__name__} {_name(widget) or widget.objectName() or '?'!r}"


def _chain(shown: QWidget) -> list[QWidget]:
    """Return where the focus goes by Tab, in its order, until it comes back or stays."""
    found: list[QWidget] = []
    if isinstance(shown, Overlay):
        # It goes away when the focus leaves it: what Tab reaches from its first control.
        first = next(w for w in shown.findChildren(QWidget) if _is_control(w))
        first.setFocus()
        found.append(first)
        stops = sum(_is_control(w) for w in shown.findChildren(QWidget))
        for _ in range(stops - 1):
            QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
            reached = QApplication.focusWidget()
            if reached is not None:
                found.append(reached)
        return found
    shown.setFocus(Qt.FocusReason.OtherFocusReason)
    for _ in range(_STEPS_MOST):
        QTest.keyClick(shown.focusWidget() or shown, Qt.Key.Key_Tab)
        reached = shown.focusWidget()
        if reached is None or reached in found:
            break
        found.append(reached)
    return found


def _by_arrows(control: QWidget, shown: QWidget) -> bool:
    """Whether arrow keys go there: the rail's panes are one stop of Tab."""
    rail = shown.rail if isinstance(shown, Window) else None
    return rail is not None and rail.isAncestorOf(control)


def _shows_focus(shown: QWidget, control: QWidget) -> bool:
    if isinstance(control, QAbstractItemView) and not control.model().rowCount():
        return True
    above = control.parentWidget()
    while above is not None and above is not shown:
        if isinstance(above, QScrollArea):
            above.ensureWidgetVisible(control)
        above = above.parentWidget()
    # From the whole window: the ring is a child of it.
    window = shown.window()
    place = QRect(control.mapTo(window, QPoint(0, 0)), control.size()).adjusted(-6, -6, 6, 6)
    place = place.intersected(window.rect())
    if place.isEmpty():
        return True
    if isinstance(control, QAbstractItemView):
        control.clearSelection()
        control.setCurrentIndex(QModelIndex())
    before = _calm(shown, control, place)
    focus_by_key(control)
    QApplication.processEvents()
    if not control.hasFocus():
        return False
    after = window.grab(place).toImage()
    return before != after


def _calm(shown: QWidget, control: QWidget, place: QRect) -> QImage:
    """Return how a control looks while another one has the focus, or none."""
    focused = QApplication.focusWidget()
    others = [w for w in shown.findChildren(QWidget) if _is_control(w) and w is not control]
    if isinstance(shown, Overlay) and others:
        others[0].setFocus()
    elif focused is not None:
        focused.clearFocus()
    QApplication.processEvents()
    return shown.window().grab(place).toImage()


def _icon_faults(button: QAbstractButton) -> Iterator[str]:
    if isinstance(button, (QCheckBox, QRadioButton)):
        return
    if not button.toolTip():
        yield f"{_about(button)} is only an icon and has no tooltip"
    action = _KEYED.get(button.accessibleName())
    if action is not None and shown_keys(SPECS[action].keys) not in button.toolTip():
        yield f"{_about(button)} does not name its keys, {shown_keys(SPECS[action].keys)}"


def _cell_faults(table: QAbstractItemView) -> Iterator[str]:
    model = table.model()
    if not isinstance(model, (RowsModel, PagedModel, TreeModel)):
        return
    for row in range(min(model.rowCount(), 40)):
        for at, column in enumerate(model.columns):
            cell = model.cell(model.index(row, at))
            if cell is None:
                continue
            if cell.form in {Form.CHIP, Form.DOT} and not cell.text:
                yield f"{_about(table)}: a state without a word in row {row}"
            if column.holds is Holds.MONEY and not _says_its_sign(cell):
                yield f"{_about(table)}: {cell.text} is red, but has no minus"


def _says_its_sign(cell: Cell) -> bool:
    return cell.tone is not Tone.NEGATIVE or cell.text.startswith("−")


def test_the_arrow_keys_go_through_the_panes_of_the_rail(desk: Desk) -> None:
    shown = []
    for _ in PANES:
        QTest.keyClick(desk.window.rail, Qt.Key.Key_Down)
        shown.append(desk.console.books.panes.current)
    assert sorted(shown) == sorted(spec.id for spec in PANES)


def test_tab_goes_through_the_window_in_the_order_of_reading(desk: Desk) -> None:
    window = desk.window
    regions = [window.rail, window.header, window.panes, window.status]
    met = [
        next((at for at, region in enumerate(regions) if region.isAncestorOf(widget)), None)
        for widget in _chain(window)
    ]
    order = [at for at in met if at is not None]
    first = order.index(0)
    turned = order[first:] + order[:first]
    assert turned == sorted(turned)


@pytest.mark.parametrize("contrast", [False, True])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_ink_is_readable_on_every_ground_that_it_stands_on(scheme: str, contrast: bool) -> None:
    colours = theme(scheme, high_contrast=contrast)  # type: ignore[arg-type]
    for tone in Tone:
        for ground in (colours.panel, colours.canvas, colours.sunken, colours.hover, colours.selection):
            assert _contrast(ink(colours, tone), ground) >= 4.5, f"{tone} on {ground.name()}"
        assert _contrast(_chip_ink(colours, tone), soft(colours, tone)) >= 4.5, f"chip of {tone}"
    assert _contrast(colours.on_accent, colours.accent) >= 4.5


def _chip_ink(colours: Theme, tone: Tone) -> QColor:
    plain = tone in {Tone.NORMAL, Tone.SECOND, Tone.FAINT}
    return colours.text_2 if plain else ink(colours, tone)


def _contrast(one: QColor, other: QColor) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: QColor) -> float:
    parts = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in colour.getRgbF()[:3]]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
