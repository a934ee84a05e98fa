"""What one sample says: of this machine and of the program's own processes."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class HostSample:
    """The machine at `at` (microseconds UTC). Sizes are bytes, rates bytes a second, shares 0 to 1.

    `commit_ms` is the 95th percentile of the supervisor's own commits of the last minute, `turn_ms` the
    window's longest turn of the last second. None where nothing was measured.
    """

    at: int
    cpu: float | None
    memory_used: int
    memory_total: int
    disk_free: int
    write_rate: float | None
    commit_ms: float | None = None
    turn_ms: float | None = None

    @property
    def memory(self) -> float:
        """The share of memory that is used."""
        return self.memory_used / self.memory_total if self.memory_total else 0.0


@dataclass(frozen=True, slots=True)
class ProcessSample:
    """A process of the program, with all that it started: `cpu` 1.0 is one processor, rates bytes a second.

    `job` is the number of the job that it ran; None for a free worker and for the program itself.
    """

    at: int
    pid: int
    job: int | None
    cpu: float
    memory: int
    read_rate: float
    write_rate: float
    threads: int
