"""`Turns`: how long each turn of the main thread takes, told by Qt's own event loop."""

import time
from collections.abc import Callable

from PySide6.QtCore import QAbstractEventDispatcher, QObject

_WORTH_MS = 0.5


class Turns(QObject):
    """Gives `then` the milliseconds of each turn: from when the loop awakes until it waits again."""

    def __init__(self, then: Callable[[float], None], parent: QObject) -> None:
        super().__init__(parent)
        self._then = then
        self._began: float | None = None
        self._dispatcher: QAbstractEventDispatcher | None = QAbstractEventDispatcher.instance()
        if self._dispatcher is not None:
            self._dispatcher.awake.connect(self._on_awake)
            self._dispatcher.aboutToBlock.connect(self._on_block)

    def stop(self) -> None:
        """Watch no more."""
        if self._dispatcher is not None:
            self._dispatcher.awake.disconnect(self._on_awake)
            self._dispatcher.aboutToBlock.disconnect(self._on_block)
            self._dispatcher = None

    def _on_awake(self) -> None:
        now = time.perf_counter()
        self._end(now)
        self._began = now

    def _on_block(self) -> None:
        self._end(time.perf_counter())
        self._began = None

    def _end(self, now: float) -> None:
        if self._began is not None:
            took = (now - self._began) * 1000
            if took > _WORTH_MS:
                self._then(took)
