"""When Python looks for garbage: on the main thread, between two acts, and never in the midst of painting."""

import gc

from PySide6.QtCore import QObject, QTimer

_EVERY_MS = 250
_YOUNG_MOST = 2_000
_ALL_EVERY, _SETTLED_AFTER = 80, 32
"""Rounds, of a quarter of a second each."""
_OLDER_EVERY = 4
"""Collections of what is young."""


class Garbage(QObject):
    """Collects on a timer of the main thread what Python would collect wherever it happens to be.

    A collection on a thread aside could end a widget there, and one while a table is painted makes the frame
    late. The modules of the program, which stay for good, are not looked at again; while they are imported,
    only what is new since the last round is, for all of them in one go would take as long as three frames.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rounds = 0
        self._timer = QTimer(self)
        self._timer.setInterval(_EVERY_MS)
        self._timer.timeout.connect(self._collect)

    def begin(self) -> None:
        """Take over from Python."""
        gc.disable()
        gc.freeze()
        self._timer.start()

    def end(self) -> None:
        """Give it back to Python."""
        self._timer.stop()
        gc.unfreeze()
        gc.enable()

    def _collect(self) -> None:
        self._rounds += 1
        if self._rounds == _SETTLED_AFTER:
            # By now the modules of later screens are there too.
            gc.freeze()
        elif self._rounds % _ALL_EVERY == 0:
            gc.collect()
        elif gc.get_count()[0] > _YOUNG_MOST:
            older = self._rounds > _SETTLED_AFTER and gc.get_count()[1] >= _OLDER_EVERY
            gc.collect(1 if older else 0)
