"""One worker's part of a run."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Share:
    """One worker's part of a run: its number among `workers`, the run's id, and the address it speaks to."""

    run: str
    address: str
    worker: int = 0
    workers: int = 1

    def of(self, whole: int) -> int:
        """Return this worker's part of a limit or of users; the parts of all workers make it up exactly."""
        return (whole - self.worker + self.workers - 1) // self.workers
