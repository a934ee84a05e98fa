"""`Brush`: a range of spans of time that is drawn, or marked by keys, before it is set."""

from dataclasses import dataclass
from enum import Enum, auto


class Grip(Enum):
    """What the pointer holds."""

    FRESH = auto()
    LOW = auto()
    HIGH = auto()
    WHOLE = auto()


@dataclass(slots=True)
class Brush:
    """Places of spans, first and last, both included; None while nothing is marked.

    `open` says that it is marked by keys and not set yet.
    """

    low: int | None = None
    high: int | None = None
    open: bool = False
    _anchor: int = 0
    _grip: Grip = Grip.FRESH
    _before: tuple[int, int] = (0, 0)

    @property
    def places(self) -> tuple[int, int] | None:
        """First and last place, or None."""
        return None if self.low is None or self.high is None else (self.low, self.high)

    def clear(self) -> None:
        """Mark nothing."""
        self.low = self.high = None
        self.open = False

    def put(self, low: int, high: int) -> None:
        """Mark a range that is set."""
        self.low, self.high, self.open = min(low, high), max(low, high), False

    def grip(self, at: int, grip: Grip) -> None:
        """Begin to draw at a place: a new range, one end of the range that is there, or all of it."""
        self._grip = grip if self.places is not None else Grip.FRESH
        low, high = self.places or (at, at)
        self._before = (low, high)
        self._anchor = {Grip.LOW: high, Grip.HIGH: low}.get(self._grip, at)

    def draw(self, at: int, count: int) -> None:
        """Draw on to a place of `count`."""
        at = min(max(at, 0), count - 1)
        if self._grip is Grip.WHOLE:
            low, high = self._before
            by = min(max(at - self._anchor, -low), count - 1 - high)
            self.put(low + by, high + by)
        else:
            self.put(self._anchor, at)

    def mark(self, start: int, at: int) -> None:
        """Mark by keys from where the crosshair was to where it is; anew once the last one was set."""
        if not self.open:
            self._anchor = start
        self.low, self.high = min(self._anchor, at), max(self._anchor, at)
        self.open = True
