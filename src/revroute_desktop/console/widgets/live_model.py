"""`LiveModel`: a table of things that come, change, move and go while a person reads it."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Signal

from revroute_desktop.console.widgets.cells import Row
from revroute_desktop.console.widgets.models import RowsModel

_ROOT = QModelIndex()


class LiveModel(RowsModel):
    """Rows by their keys. Only what differs is shown anew: no reset, so that place and selection stay.

    `moving` comes before rows are put in, taken away or moved, and `moved` after it.
    """

    moving = Signal()
    moved = Signal()

    def show(self, rows: Sequence[Row], keys: Sequence[object] | None = None) -> None:
        """Show these rows; each key once."""
        wanted = tuple(keys) if keys is not None else tuple(range(len(rows)))
        if len(wanted) != len(rows):
            raise ValueError(f"{len(wanted)} keys for {len(rows)} rows")
        if wanted != self._keys:
            self.moving.emit()
            self._arrange(wanted, dict(zip(wanted, rows, strict=True)))
            self.moved.emit()
        self._change(tuple(rows))

    def _arrange(self, wanted: tuple[object, ...], rows: dict[object, Row]) -> None:
        for at in reversed(range(len(self._keys))):
            if self._keys[at] not in rows:
                self.beginRemoveRows(_ROOT, at, at)
                self._keys = self._keys[:at] + self._keys[at + 1 :]
                self._rows = self._rows[:at] + self._rows[at + 1 :]
                self.endRemoveRows()
        for at, key in enumerate(wanted):
            if at < len(self._keys) and self._keys[at] == key:
                continue
            if key in self._keys:
                self._move(self._keys.index(key), at)
                continue
            self.beginInsertRows(_ROOT, at, at)
            self._keys = (*self._keys[:at], key, *self._keys[at:])
            self._rows = (*self._rows[:at], rows[key], *self._rows[at:])
            self.endInsertRows()

    def _move(self, start: int, to: int) -> None:
        """Move a row up."""
        self.beginMoveRows(_ROOT, start, start, _ROOT, to)
        keys, rows = list(self._keys), list(self._rows)
        keys.insert(to, keys.pop(start))
        rows.insert(to, rows.pop(start))
        self._keys, self._rows = tuple(keys), tuple(rows)
        self.endMoveRows()

    def _change(self, rows: tuple[Row, ...]) -> None:
        before, self._rows = self._rows, rows
        for at, (old, new) in enumerate(zip(before, rows, strict=True)):
            differing = [column for column, cell in enumerate(new) if cell != old[column]]
            if differing:
                self.dataChanged.emit(self.index(at, differing[0]), self.index(at, differing[-1]))
