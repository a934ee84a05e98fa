"""Where a job is in its life, and on what terms it runs."""

import json
from dataclasses import asdict, dataclass
from enum import StrEnum
from functools import lru_cache

from revroute_desktop.errors import UserError


class JobState(StrEnum):
    """Where a job is in its life."""

    QUEUED = "queued"
    RUNNING = "running"
    PAUSED = "paused"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"
    CRASHED = "crashed"


ENDED = frozenset({JobState.DONE, JobState.FAILED, JobState.CANCELLED, JobState.CRASHED})
"""States in which nothing happens to a job any more, unless a person has it tried again."""


@dataclass(frozen=True, slots=True)
class Terms:
    """How a job is run. All times are seconds.

    `timeout` counts running alone, not pauses. A failed job is tried again up to `retries` times, after
    `backoff`, then twice that and so on up to `longest_backoff`; `fast_limit` failures one after the other
    that each came within `fast` end it before. `resumes` says whether it may be begun again by itself after
    an interruption; None takes what is usual for its kind.
    """

    timeout: float | None = None
    retries: int = 0
    backoff: float = 2.0
    longest_backoff: float = 300.0
    fast: float = 3.0
    fast_limit: int = 3
    resumes: bool | None = None

    def __post_init__(self) -> None:
        if self.timeout is not None and not self.timeout > 0:
            raise UserError("A timeout is more than 0 seconds.")
        if self.retries < 0 or self.fast_limit < 1:
            raise UserError("Retries are 0 or more, and a job may fail fast at least once.")
        if not (self.backoff >= 0 and self.longest_backoff >= self.backoff and self.fast >= 0):
            raise UserError("The pause before a retry is 0 seconds or more, its longest not below its first.")


def terms_as_json(terms: Terms) -> str:
    """The terms as the desk keeps them: what differs from the usual."""
    usual = asdict(Terms())
    return json.dumps({name: value for name, value in asdict(terms).items() if value != usual[name]})


@lru_cache(maxsize=256)
def terms_from_json(text: str) -> Terms:
    """The terms as the desk keeps them; names of later versions are passed over."""
    known = asdict(Terms())
    return Terms(**{name: value for name, value in json.loads(text).items() if name in known})
