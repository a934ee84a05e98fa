"""`Seldom`: something that takes long is done at once, and then not again before some time has passed."""

import time
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer


class Seldom(QObject):
    """Does `act` at most once in so many seconds, however often it is asked to; the last asking counts."""

    def __init__(self, act: Callable[[], None], seconds: float, parent: QObject) -> None:
        super().__init__(parent)
        self._act = act
        self._seconds = seconds
        self._done_at = time.monotonic() - seconds
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.now)

    def soon(self) -> None:
        """Do it now, or when the time has passed."""
        left = self._done_at + self._seconds - time.monotonic()
        if left <= 0:
            self.now()
        elif not self._timer.isActive():
            self._timer.start(round(left * 1000))

    def now(self) -> None:
        """Do it now: what is asked for is another thing."""
        self._timer.stop()
        self._done_at = time.monotonic()
        self._act()

    def stop(self) -> bool:
        """Forget what was to be done, and whether anything was; the next asking is done at once."""
        waits = self._timer.isActive()
        self._timer.stop()
        self._done_at = time.monotonic() - self._seconds
        return waits
