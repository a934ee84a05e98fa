"""`Zoom`: which part of a range is shown, from all of it down to a least width."""

from dataclasses import dataclass, replace

STEP = 1.25
"""How much a turn of the wheel or a key makes larger."""


@dataclass(frozen=True, slots=True)
class Zoom:
    """The whole range and the part of it that is shown; `least` is the narrowest part."""

    first: float
    last: float
    low: float
    high: float
    least: float = 0.0

    @classmethod
    def of(cls, first: float, last: float, least: float = 0.0) -> "Zoom":
        """Return all of a range."""
        last = last if last > first else first + 1.0
        return cls(first, last, first, last, least)

    @property
    def zoomed(self) -> bool:
        """Whether a part alone is shown."""
        return self.low > self.first or self.high < self.last

    def by(self, factor: float, at: float | None = None) -> "Zoom":
        """Return a part that is larger by a factor; `at`, or the middle, stays in its place."""
        at = (self.low + self.high) / 2 if at is None else min(max(at, self.low), self.high)
        now = self.high - self.low
        width = min(max(now / factor, self.least), self.last - self.first)
        low = at - (at - self.low) * width / now
        return self._put(low, width)

    def moved(self, by: float) -> "Zoom":
        """Return a part of the same width, moved as far as the range reaches."""
        return self._put(self.low + by, self.high - self.low)

    def showing(self, at: float) -> "Zoom":
        """Return a part of the same width that holds a place."""
        if at < self.low:
            return self.moved(at - self.low)
        return self.moved(at - self.high) if at > self.high else self

    def whole(self) -> "Zoom":
        """Return all of it."""
        return replace(self, low=self.first, high=self.last)

    def over(self, first: float, last: float, least: float) -> "Zoom":
        """Return the same part of another range, all of it where all was shown."""
        fresh = Zoom.of(first, last, least)
        if not self.zoomed or self.high <= first or self.low >= last:
            return fresh
        return fresh._put(self.low, max(min(self.high - self.low, fresh.last - fresh.first), least))

    def _put(self, low: float, width: float) -> "Zoom":
        low = min(max(low, self.first), self.last - width)
        return replace(self, low=low, high=low + width)
