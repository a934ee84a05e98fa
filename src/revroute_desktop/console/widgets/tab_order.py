"""The order of Tab for what is made later than what surrounds it, which Qt puts behind everything else."""

from collections.abc import Iterable
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def stops_of(widget: QWidget) -> list[QWidget]:
    """Return where Tab stops in a widget: itself, and what is in it, as it was made."""
    inside = widget.findChildren(QWidget)
    return [one for one in (widget, *inside) if one.focusPolicy() & Qt.FocusPolicy.TabFocus]


def put_behind(before: QWidget, stops: Iterable[QWidget]) -> None:
    """Have Tab go from a widget to these, one after the other, and then on to where it went before."""
    for one, other in pairwise((before, *stops)):
        QWidget.setTabOrder(one, other)
