"""`FileWatch`: notices that somebody has written to the workspace's file."""

from PySide6.QtCore import QObject, QTimer, Signal

from revroute_desktop.console.books import Books

_WATCH_MS = 500


class FileWatch(QObject):
    """Asks for the version of the file's data twice a second; `changed` is emitted when it is another."""

    changed = Signal()

    def __init__(self, books: Books, parent: QObject) -> None:
        super().__init__(parent)
        self._books = books
        self._version: int | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(_WATCH_MS)
        self._timer.timeout.connect(self.look)

    def look(self) -> None:
        """Ask once; the first answer is what later ones are compared with."""
        self._books.call("status.version", self._books.workspace.data_version, self._on_version)

    def begin(self) -> None:
        """Go on asking."""
        self._timer.start()

    def stop(self) -> None:
        """Ask no more."""
        self._timer.stop()

    def _on_version(self, version: int) -> None:
        before, self._version = self._version, version
        if before is not None and before != version:
            self.changed.emit()
