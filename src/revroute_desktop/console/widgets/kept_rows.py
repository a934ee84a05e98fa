"""`KeptRows`: what one reads in a table stays where it is, and selected, while the rows are put in anew."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QItemSelectionRange

from revroute_desktop.console.widgets.models import PagedModel, RowsModel

if TYPE_CHECKING:
    from revroute_desktop.console.widgets.table import DataTable

_KEPT_MOST = 1_000
"""Of more selected rows only the current one is kept, unless all are selected."""
_Flag = QItemSelectionModel.SelectionFlag


class KeptRows:
    """Notes selection and place of a table before a reset of its model, and brings both back after it.

    `resetting` is set between the two. A model that has only the first screen of its rows yet may lack those
    that are selected: they are awaited until it is reset again, or something else is selected.
    """

    def __init__(self, table: "DataTable", model: RowsModel | PagedModel) -> None:
        self._table = table
        self._model = model
        self.resetting = False
        self._current: object = None
        self._others: list[object] = []
        self._whole = 0
        self._awaited: list[object] = []
        self._anchor: tuple[object, int] | None = None

    def note(self) -> None:
        """The model is about to be reset."""
        if self._awaited:
            self._current, self._others = self._awaited[0], self._awaited[1:]
        else:
            self._current = self._table.chosen_key()
            count = self._table.selected_count()
            self._others = self._table.selected_keys() if 1 < count <= _KEPT_MOST else []
            self._whole = count if count > _KEPT_MOST and count == self._model.rowCount() else 0
        self.hold()
        self.resetting = True

    def select_again(self) -> tuple[bool, bool]:
        """Select what was selected; tells whether anything was, and whether its current row is gone."""
        row = self._row_of(self._current)
        selection = self._table.selectionModel()
        if row is not None:
            index = self._model.index(row, 0)
            selection.setCurrentIndex(index, _Flag.ClearAndSelect | _Flag.Rows | _Flag.Current)
        if self._whole and self._whole == self._model.rowCount():
            selection.select(self._ranges([(0, self._whole - 1)]), _Flag.Select | _Flag.Rows)
        elif self._others:
            selection.select(self._ranges(self._ranges_of_others()), _Flag.ClearAndSelect | _Flag.Rows)
        had = self._current is not None
        partial = isinstance(self._model, PagedModel) and self._model.partial
        self._awaited = [self._current, *self._others] if partial and had else []
        self._current, self._others = None, []
        self.resetting = False
        return had, had and row is None and not partial

    def await_no_more(self) -> None:
        """Something else is selected now."""
        self._awaited = []

    def hold(self) -> None:
        """Remember the row that must not move and its place on screen: the selected one, or the topmost.

        At the top of a table without a selection nothing is held: new rows simply come in.
        """
        table = self._table
        current = table.currentIndex()
        row = current.row() if current.isValid() and table.selectionModel().isSelected(current) else -1
        place = table.rowViewportPosition(row) if row >= 0 else -1
        if not 0 <= place < table.viewport().height():
            row = table.rowAt(0) if table.verticalScrollBar().value() else -1
        self._anchor = (self._model.key(row), table.rowViewportPosition(row)) if row >= 0 else None

    def release(self) -> None:
        """Scroll so that the held row stands where it stood."""
        row = self._row_of(self._anchor[0]) if self._anchor is not None else None
        if row is not None and self._anchor is not None:
            self._table.executeDelayedItemsLayout()
            bar = self._table.verticalScrollBar()
            bar.setValue(bar.value() + self._table.rowViewportPosition(row) - self._anchor[1])

    def _row_of(self, key: object) -> int | None:
        return self._model.row_of(key) if key is not None else None  # type: ignore[arg-type]

    def _ranges_of_others(self) -> list[tuple[int, int]]:
        """Return the rows of the kept keys as few ranges of first and last as there can be."""
        if isinstance(self._model, PagedModel):
            rows = self._model.rows_of([key for key in self._others if isinstance(key, int)])
        else:
            found = (self._model.row_of(key) for key in self._others)
            rows = sorted(row for row in found if row is not None)
        ranges: list[tuple[int, int]] = []
        for row in rows:
            if ranges and ranges[-1][1] == row - 1:
                ranges[-1] = ranges[-1][0], row
            else:
                ranges.append((row, row))
        return ranges

    def _ranges(self, ranges: list[tuple[int, int]]) -> QItemSelection:
        index, last = self._model.index, len(self._model.columns) - 1
        made = QItemSelection()
        for top, bottom in ranges:
            made.append(QItemSelectionRange(index(top, 0), index(bottom, last)))
        return made
