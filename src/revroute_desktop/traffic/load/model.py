"""A scenario as the engine runs it: what is asked of which target, how often, and when to stop.

All times are seconds (float) unless a name says otherwise; rates are per second. What stands here has passed
the reader of scenario files, so the engine relies on what the docstrings promise.
"""

from dataclasses import dataclass, field, replace
from enum import StrEnum
from urllib.parse import urlsplit

# --------------------------------------------------------------------------- how much, and when


class LoadModel(StrEnum):
    """What the stages count: journeys begun a second, whoever waits, or users who wait for their answers."""

    OPEN = "open"
    CLOSED = "closed"


class Arrivals(StrEnum):
    """How arrivals lie within their rate: evenly, or at random as independent visitors do."""

    CONSTANT = "constant"
    POISSON = "poisson"


@dataclass(frozen=True, slots=True)
class Stage:
    """A stretch of the load curve, straight from `start` to `end`: journeys a second, or users.

    `seconds` is above zero; a jump (spike) is a stage that starts elsewhere than the one before ended.
    """

    seconds: float
    start: float
    end: float


# --------------------------------------------------------------------------- what is asked


class Spread(StrEnum):
    """How a time is drawn."""

    FIXED = "fixed"
    UNIFORM = "uniform"
    EXPONENTIAL = "exponential"


@dataclass(frozen=True, slots=True)
class Pause:
    """A think time: `low` alone when fixed, from `low` to `high` when uniform, `low` the mean when
    exponential (cut off at `high`).
    """

    spread: Spread
    low: float
    high: float


NO_PAUSE = Pause(Spread.FIXED, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Template:
    """Text with places for values: `parts[0] + value(names[0]) + parts[1] …`; one part more than names."""

    parts: tuple[str, ...]
    names: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The template as it is written."""
        filled = (part + "${" + name + "}" for part, name in zip(self.parts, self.names, strict=False))
        return "".join(filled) + self.parts[-1]


class CaptureFrom(StrEnum):
    """Where a capture looks."""

    JSON = "json"
    REGEX = "regex"
    HEADER = "header"
    COOKIE = "cookie"


@dataclass(frozen=True, slots=True)
class Capture:
    """A value kept from an answer for later requests of the journey.

    `expression` is a path such as `items[0].id`, a regular expression (its first group, or the whole), or the
    name of a header or of a cookie that is set.
    """

    name: str
    source: CaptureFrom
    expression: str


class CheckKind(StrEnum):
    """What a check looks at."""

    STATUS = "status"
    CONTAINS = "contains"
    JSON = "json"
    LATENCY = "latency"


@dataclass(frozen=True, slots=True)
class Check:
    """What an answer must be, else it counts as failed; which fields are used depends on `kind`.

    status: one of `statuses`; contains: the body holds `text`; json: the value at path `text` is `equals`, as
    text; latency: below `seconds`.
    """

    kind: CheckKind
    statuses: frozenset[int] = frozenset()
    text: str = ""
    equals: str = ""
    seconds: float = 0.0

    @property
    def label(self) -> str:
        """The check in a few words."""
        match self.kind:
            case CheckKind.STATUS:
                return "status " + ", ".join(str(status) for status in sorted(self.statuses))
            case CheckKind.CONTAINS:
                return f"contains {self.text!r}"
            case CheckKind.JSON:
                return f"{self.text} = {self.equals}"
            case CheckKind.LATENCY:
                return f"within {self.seconds * 1000:g} ms"


@dataclass(frozen=True, slots=True)
class Request:
    """One request of a journey.

    `path` begins with `/`. Headers hold none that the engine sets itself and none that forward or forge an
    identity. With no check of the status, 2xx and 3xx are good. `think` comes after the answer.
    """

    name: str
    method: str
    path: Template
    headers: tuple[tuple[str, Template], ...] = ()
    body: Template | None = None
    captures: tuple[Capture, ...] = ()
    checks: tuple[Check, ...] = ()
    think: Pause = NO_PAUSE


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of a CSV file for a journey: each run of it takes the next row, or a random one."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    random: bool = False


@dataclass(frozen=True, slots=True)
class Journey:
    """Requests one after the other by one visitor; chosen with a chance of `weight` over the sum of all."""

    name: str
    weight: float
    requests: tuple[Request, ...]
    data: Table | None = None


# --------------------------------------------------------------------------- revenue simulated along


@dataclass(frozen=True, slots=True)
class Order:
    """One sort of order: its kind as a word, and an amount between `low` and `high`, evenly (minor units)."""

    kind: str
    currency: str
    low: int
    high: int
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class DrawnField:
    """A field of the events, `attribute.NAME` or one that events have of their own, with its values and the
    weight of each.
    """

    column: str
    values: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class Revenue:
    """What events are made of a run: one for each good answer to the requests named `request`."""

    request: str
    source: str
    orders: tuple[Order, ...]
    fields: tuple[DrawnField, ...] = ()


# --------------------------------------------------------------------------- where, and how far


@dataclass(frozen=True, slots=True)
class Target:
    """The origin that all requests go to. `authority` is a file of certificates that may vouch for it."""

    scheme: str
    host: str
    port: int
    authority: str | None = None

    @property
    def tls(self) -> bool:
        """Whether it is spoken to over TLS."""
        return self.scheme == "https"

    @property
    def netloc(self) -> str:
        """Host and port as a Host header has them."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == (443 if self.tls else 80) else f"{host}:{self.port}"

    @property
    def origin(self) -> str:
        """Scheme, host and port as a URL begins."""
        return f"{self.scheme}://{self.netloc}"

    def leads_off(self, location: str) -> bool:
        """Whether a Location header names another origin, or none that can be understood."""
        try:
            parts = urlsplit(location)
            scheme, port = parts.scheme or self.scheme, parts.port
        except ValueError:
            return True
        if not parts.scheme and not parts.netloc:
            return False
        usual = {"http": 80, "https": 443}.get(scheme)
        return (scheme, parts.hostname, port or usual) != (self.scheme, self.host.lower(), self.port)


@dataclass(frozen=True, slots=True)
class Timeouts:
    """How long to wait for a connection, for the first byte of an answer, and for a whole answer."""

    connect: float = 5.0
    first_byte: float = 15.0
    total: float = 30.0


@dataclass(frozen=True, slots=True)
class Limits:
    """What a run may not exceed: requests a second, requests and bytes received in all, seconds, open
    connections.
    """

    rate: float = 1_000.0
    requests: int = 1_000_000
    bytes: int = 10 << 30
    seconds: float = 3_600.0
    connections: int = 1_000

    def within(self, other: "Limits") -> "Limits":
        """The tighter of both in every respect."""
        return Limits(
            min(self.rate, other.rate),
            min(self.requests, other.requests),
            min(self.bytes, other.bytes),
            min(self.seconds, other.seconds),
            min(self.connections, other.connections),
        )


class Metric(StrEnum):
    """What a threshold watches: a percentile or the mean of latency (seconds), the share of requests that
    failed (0 to 1), requests answered a second, or how late requests were sent (p99, seconds).
    """

    LATENCY = "latency"
    MEAN = "mean"
    ERRORS = "errors"
    RATE = "rate"
    LAG = "lag"


@dataclass(frozen=True, slots=True)
class Threshold:
    """A condition on the run: `metric < bound`, or `>` where `above`.

    `percentile` belongs to LATENCY alone. `window` is the seconds that it is taken over, None for the whole
    run; one with a window is judged as it goes and, where `stops`, ends the run when it breaks. `request`
    narrows it to requests of that name. `text` is what the file says.
    """

    text: str
    metric: Metric
    bound: float
    above: bool = False
    percentile: float = 0.0
    window: float | None = None
    stops: bool = False
    request: str | None = None


@dataclass(frozen=True, slots=True)
class Scenario:
    """All of a scenario. `seed` makes what is random the same again; `text` is the file, for the record."""

    name: str
    target: Target
    model: LoadModel
    stages: tuple[Stage, ...]
    journeys: tuple[Journey, ...]
    arrivals: Arrivals = Arrivals.CONSTANT
    limits: Limits = field(default_factory=Limits)
    timeouts: Timeouts = field(default_factory=Timeouts)
    thresholds: tuple[Threshold, ...] = ()
    seed: int = 1
    text: str = ""
    revenue: Revenue | None = None

    @property
    def seconds(self) -> float:
        """How long the stages last in all."""
        return sum(stage.seconds for stage in self.stages)

    def bounded(self, limits: Limits) -> "Scenario":
        """The scenario under further limits, such as the workspace's."""
        return replace(self, limits=self.limits.within(limits))
