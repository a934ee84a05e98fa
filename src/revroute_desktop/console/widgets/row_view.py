"""What tables and trees of rows have in common: how they are set up, what keys do, how focus shows."""

from enum import Enum, auto

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QPainter
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView

from revroute_desktop.console.theme.look import Look
from revroute_desktop.console.theme.paint import focus_outline

_BY_KEY = frozenset(
    {
        Qt.FocusReason.TabFocusReason,
        Qt.FocusReason.BacktabFocusReason,
        Qt.FocusReason.ShortcutFocusReason,
    }
)


class RowAct(Enum):
    """What a key does with rows."""

    OPEN = auto()
    SELECT = auto()
    COPY = auto()
    DESELECT = auto()


def set_up_rows(view: QAbstractItemView, name: str) -> None:
    """Give a view its name, and whole rows that are selected, read and scrolled by the pixel."""
    view.setAccessibleName(name)
    view.setObjectName(name.replace(" ", "-").lower())
    view.setFrameShape(QFrame.Shape.NoFrame)
    view.setMouseTracking(True)
    view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
    view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)


def set_up_head(head: QHeaderView) -> None:
    """Give the head its height and a menu."""
    head.setHighlightSections(False)
    head.setMinimumSectionSize(8)
    head.setFixedHeight(28)
    head.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)


def act_of_key(event: QKeyEvent, current: QModelIndex) -> RowAct | None:
    """Return what a key does with the current row, or None where it is left to Qt."""
    if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and current.isValid():
        return RowAct.OPEN
    if event.key() == Qt.Key.Key_Space and current.isValid():
        return RowAct.SELECT
    if event.matches(QKeySequence.StandardKey.Copy):
        return RowAct.COPY
    return RowAct.DESELECT if event.key() == Qt.Key.Key_Escape else None


def came_by_key(event: QFocusEvent) -> bool:
    """Whether the focus came by the keyboard, so that it has to be shown."""
    return event.reason() in _BY_KEY


def outline_without_row(view: QAbstractItemView, look: Look) -> None:
    """Show the focus around the whole view where the current row, which else shows it, is not in sight."""
    area = view.viewport().rect()
    if not view.visualRect(view.currentIndex()).intersects(area):
        painter = QPainter(view.viewport())
        focus_outline(painter, area, look.theme.focus, look.theme.focus_width)
        painter.end()
