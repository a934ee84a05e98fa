"""The figures behind a picture as a table: T shows it, Ctrl+C copies it."""

from collections.abc import Callable, Sequence
from typing import overload

import numpy as np
from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QFrame, QMenu, QVBoxLayout, QWidget

from revroute_desktop.console.table_text import written
from revroute_desktop.console.theme.look import Look
from revroute_desktop.console.translate import tr
from revroute_desktop.console.widgets.cells import Column, Row
from revroute_desktop.console.widgets.models import Ids, PagedModel, RowsModel
from revroute_desktop.console.widgets.table import DataTable

_WIDTH, _ROWS_MOST = 420, 14
_WHOLE = 500
"""Rows up to which a table is made whole."""


class MadeRows(Sequence[Row]):
    """Rows that are made when they are looked at, for pictures of thousands of values."""

    def __init__(self, count: int, make: Callable[[int], Row]) -> None:
        self._count = count
        self._make = make

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, at: int) -> Row: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Row]: ...
    def __getitem__(self, at: int | slice) -> Row | Sequence[Row]:
        if isinstance(at, slice):
            return [self._make(n) for n in range(*at.indices(self._count))]
        if not 0 <= at < self._count:
            raise IndexError(at)
        return self._make(at)


class ChartTable(QObject):
    """Gives a painted widget its table; `rows` makes the rows when they are asked for.

    The widget takes the focus by Tab then, and its menu names both keys; `more` adds to the menu. Where the
    columns go with what is shown they are made when they are asked for too.
    """

    def __init__(
        self,
        look: Look,
        chart: QWidget,
        columns: Sequence[Column] | Callable[[], Sequence[Column]],
        rows: Callable[[], Sequence[Row]],
        more: Callable[[QMenu], None] | None = None,
    ) -> None:
        super().__init__(chart)
        self._look = look
        self._chart = chart
        self._of_columns = columns
        self._rows = rows
        self._more = more
        chart.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        chart.setToolTip(tr("T shows the figures as a table, Ctrl+C copies them."))
        chart.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        chart.customContextMenuRequested.connect(self._on_menu)
        for keys, act in ((QKeySequence("T"), self.show), (QKeySequence.StandardKey.Copy, self.copy)):
            shortcut = QShortcut(QKeySequence(keys), chart)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(act)

    def text(self, form: str = "tsv") -> str:
        """Return the figures with their heads in a form of `table_text`: tsv, csv or json."""
        return written(self._rows(), list(enumerate(self._columns())), form)

    def rows(self) -> Sequence[Row]:
        """Return the rows behind the picture."""
        return self._rows()

    def copy(self) -> None:
        """Put the figures on the clipboard."""
        QApplication.clipboard().setText(self.text())

    def show(self) -> None:
        """Show the figures as a table over the picture, until Esc or a click elsewhere."""
        popup = QFrame(self._chart.window(), Qt.WindowType.Popup)
        popup.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        popup.setFrameShape(QFrame.Shape.StyledPanel)
        popup.setAccessibleName(self._chart.accessibleName())
        rows = self._rows()
        model = _model(self._columns(), rows, popup)
        table = DataTable(self._look, model, self._chart.accessibleName())
        layout = QVBoxLayout(popup)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.addWidget(table)
        height = 28 + self._look.row_height * min(max(len(rows), 1), _ROWS_MOST) + 4
        popup.resize(min(max(self._chart.width(), _WIDTH), 2 * _WIDTH), height)
        popup.move(self._chart.mapToGlobal(QPoint(0, 0)))
        popup.show()
        table.setFocus(Qt.FocusReason.PopupFocusReason)

    def _columns(self) -> tuple[Column, ...]:
        return tuple(self._of_columns() if callable(self._of_columns) else self._of_columns)

    def _on_menu(self, at: QPoint) -> None:
        menu = QMenu(self._chart)
        menu.addAction(tr("Show as a table"), self.show)
        menu.addAction(tr("Copy the figures"), self.copy)
        if self._more is not None:
            self._more(menu)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self._chart.mapToGlobal(at))


def _model(columns: Sequence[Column], rows: Sequence[Row], parent: QObject) -> RowsModel | PagedModel:
    """Return a model of the rows; of thousands only the pages that are seen are made, each a turn later."""
    if len(rows) <= _WHOLE:
        held = RowsModel(columns, parent)
        held.show(rows)
        return held
    paged = PagedModel(columns, parent)

    def fetch(page: int, ids: Ids) -> None:
        paged.put_page(paged.version, page, [rows[at] for at in ids.tolist()])

    paged.page_wanted.connect(fetch, Qt.ConnectionType.QueuedConnection)
    paged.show(np.arange(len(rows), dtype=np.int64))
    return paged
