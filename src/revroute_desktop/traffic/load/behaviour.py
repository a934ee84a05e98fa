"""How the small server behaves: how long answers take, how many go wrong, how much it bears."""

import math
import re
from dataclasses import dataclass
from enum import StrEnum
from random import Random

from revroute_desktop.errors import UserError


class DelayKind(StrEnum):
    """How delays are spread."""

    FIXED = "fixed"
    UNIFORM = "uniform"
    EXPONENTIAL = "exponential"
    LOGNORMAL = "lognormal"


@dataclass(frozen=True, slots=True)
class Delay:
    """How long an answer takes, in seconds.

    `first` and `second` are, by kind: the delay; its bounds; its mean; its median and its 95th percentile.
    """

    kind: DelayKind = DelayKind.FIXED
    first: float = 0.0
    second: float = 0.0

    def draw(self, random: Random) -> float:
        """Return one delay."""
        match self.kind:
            case DelayKind.FIXED:
                return self.first
            case DelayKind.UNIFORM:
                return random.uniform(self.first, self.second)
            case DelayKind.EXPONENTIAL:
                return random.expovariate(1 / self.first) if self.first else 0.0
            case DelayKind.LOGNORMAL:
                # The 95th percentile of a normal distribution lies 1.645 deviations above its middle.
                spread = math.log(self.second / self.first) / 1.6448536
                return random.lognormvariate(math.log(self.first), spread)


@dataclass(frozen=True, slots=True)
class Behaviour:
    """What the server does to requests.

    `errors` is the share (0 to 1) answered with status 500. With a `capacity`, that many are worked on at a
    time, `queue` more wait, and the rest get 503. `stalls` are stretches, from a second since the first
    request to another, in which no answer leaves.
    """

    delay: Delay = Delay()
    errors: float = 0.0
    capacity: int | None = None
    queue: int = 1_000
    stalls: tuple[tuple[float, float], ...] = ()
    seed: int = 1


_DELAY = re.compile(r"(?:(uniform|exponential|lognormal):)?(\d+(?:\.\d+)?)(?:-(\d+(?:\.\d+)?))?(ms|s)?")
_STALL = re.compile(r"(\d+(?:\.\d+)?)\+(\d+(?:\.\d+)?)")


def read_delay(text: str) -> Delay:
    """Read `20`, `uniform:10-50`, `exponential:20` or `lognormal:20-90` (ms; `s` may be said).

    Raises UserError for anything else.
    """
    found = _DELAY.fullmatch(text.replace(" ", ""))
    if found:
        unit = 1.0 if found[4] == "s" else 0.001
        kind = DelayKind(found[1] or ("uniform" if found[3] else "fixed"))
        first, second = float(found[2]) * unit, float(found[3] or 0) * unit
        pair = kind in (DelayKind.UNIFORM, DelayKind.LOGNORMAL)
        lognormal_right = kind is not DelayKind.LOGNORMAL or 0 < first < second
        if pair == bool(found[3]) and (not pair or first <= second) and lognormal_right:
            return Delay(kind, first, second)
    raise UserError(
        f"{text[:60]!r} is no latency; write milliseconds as 20, uniform:10-50, exponential:20 or "
        "lognormal:20-90 (median and 95th percentile)."
    )


def read_stall(text: str) -> tuple[float, float]:
    """Read `AT+SECONDS` as the stretch of a stall; raises UserError for anything else."""
    found = _STALL.fullmatch(text.replace(" ", ""))
    if not found:
        raise UserError(f"{text[:60]!r} is no stall; write the second and how long, such as 5+1.5.")
    return float(found[1]), float(found[1]) + float(found[2])
