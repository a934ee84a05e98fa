"""`FileWatch`: notices that somebody has written to the workspace's file."""

import time

from PySide6.QtCore import QObject, QTimer, Signal

from revroute_desktop.console.books.books import Books

_LOOK_MS = 150
_APART = 0.5
"""Seconds between two changes that are told: a file that is written all the time is not read all the time."""
_BEFORE_OTHERS = 2
"""The priority of a look: it takes microseconds, and must not wait behind what panes ask."""


class FileWatch(QObject):
    """Asks for the version of the file's data; `changed` is emitted soon after it is another one, and at most
    twice a second.
    """

    changed = Signal()

    def __init__(self, books: Books, parent: QObject) -> None:
        super().__init__(parent)
        self._books = books
        self._version: int | None = None
        """The version that is told of."""
        self._told = 0.0
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(self.look)

    def look(self) -> None:
        """Ask once; the first answer is what later ones are compared with."""
        version = self._books.workspace.data_version
        self._books.call("status.version", version, self._on_version, priority=_BEFORE_OTHERS)

    def begin(self) -> None:
        """Go on asking."""
        self._timer.start()

    def stop(self) -> None:
        """Ask no more."""
        self._timer.stop()

    def _on_version(self, version: int) -> None:
        if self._version is None:
            self._version = version
        elif version != self._version and time.monotonic() - self._told >= _APART:
            self._version, self._told = version, time.monotonic()
            self.changed.emit()
