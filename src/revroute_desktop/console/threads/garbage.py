"""When Python looks for garbage: on the main thread, between two acts, and never in the midst of painting."""

import gc

from PySide6.QtCore import QObject, QTimer

from revroute_desktop.console.threads.memory import give_free_memory_back

_EVERY_MS = 1_000
_YOUNG_MOST = 5_000
_ALL_EVERY, _BACK_AT = 20, 10
_SETTLED_AFTER = 8
"""Rounds, of a second each."""


class Garbage(QObject):
    """Collects on a timer of the main thread what Python would collect wherever it happens to be.

    A collection on a thread aside could end a widget there, and one while a table is painted makes the frame
    late. The modules of the program, which stay for good, are never looked at: in the first seconds, while
    they are imported, all that there is is taken to stay. Memory that is free goes back to the system now and
    then: what many small answers have left between them is else kept for ever.
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
        if self._rounds <= _SETTLED_AFTER:
            gc.freeze()
        elif self._rounds % _ALL_EVERY == 0:
            gc.collect()
        elif self._rounds % _ALL_EVERY == _BACK_AT:
            give_free_memory_back()
        elif gc.get_count()[0] > _YOUNG_MOST:
            gc.collect(1)
