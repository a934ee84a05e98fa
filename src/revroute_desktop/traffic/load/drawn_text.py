"""The text of a scenario drawn from traffic, with comments that say where each part comes from. Pure."""

import math
from dataclasses import dataclass
from textwrap import wrap
from typing import Final

from revroute_desktop.traffic.load.arrival_shapes import Shape
from revroute_desktop.traffic.load.model import Limits

_LEFT_OUT_SHOWN: Final = 20
_WIDTH: Final = 108
_ROOM: Final = 1.5  # of the limits above what the curve asks


@dataclass(frozen=True, slots=True)
class DrawnRequest:
    """One GET: its real path, what figures call it, and the mean pause after it in seconds, 0 for none."""

    path: str
    name: str
    think: float = 0.0


@dataclass(frozen=True, slots=True)
class DrawnJourney:
    """Requests in turn, and how many equal shares of the visits they stand for."""

    weight: int
    requests: tuple[DrawnRequest, ...]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A path group that is not drawn, since no GET of it that can be asked again was found; its share of
    people's pages, 0 to 1.
    """

    group: str
    share: float


@dataclass(frozen=True, slots=True)
class Parts:
    """All that a drawn scenario says.

    `visits` began in the curve's span and had pages; of those `walked` have a first and a last page that can
    be asked for again. `read` is how many raw lines were read back; `assets` how many parts of a page come
    with each, None where they are left out.
    """

    target: str
    shape: Shape
    factor: float
    seconds: float
    think: float
    seed: int
    visits: int
    walked: int
    read: int
    problems: tuple[str, ...]
    assets: float | None
    left_out: tuple[LeftOut, ...]
    journeys: tuple[DrawnJourney, ...]

    @property
    def step(self) -> float:
        """How long each step of the curve takes in the scenario, in seconds."""
        return self.seconds / len(self.shape.heights)

    @property
    def begun(self) -> float:
        """How many journeys begin."""
        return sum(self.shape.heights) * self.factor * self.step

    @property
    def peak(self) -> float:
        """The highest rate, in journeys a second."""
        return max(self.shape.heights) * self.factor

    @property
    def requests_a_journey(self) -> float:
        """The mean over all journeys."""
        weights = sum(journey.weight for journey in self.journeys)
        return sum(journey.weight * len(journey.requests) for journey in self.journeys) / weights

    @property
    def left_out_share(self) -> float:
        """The share of people's pages whose groups are not drawn, 0 to 1."""
        return sum(one.share for one in self.left_out)


def scenario_text(parts: Parts) -> str:
    """Return the scenario as a file has it."""
    lines = [
        *_about(parts),
        "format: 1",
        "scenario: drawn from traffic",
        f"target: {parts.target}",
        *_load(parts),
        *_limits(parts),
        *_journeys(parts),
        "thresholds:",
        "  - errors < 1%",
        f"seed: {parts.seed}",
    ]
    return "\n".join(lines) + "\n"


def _about(parts: Parts) -> list[str]:
    said = [
        f"Drawn from people's traffic of {parts.shape.label}; bots, own addresses and load runs left out.",
        "Real: when visits began, their first and last page, how many pages and how long; the paths.",
        "Modelled: the pages in between, and that pauses within a visit are exponential about its own mean.",
    ]
    if parts.read:
        said.append(
            "Only GET requests that were answered well are drawn, without the query of their address."
        )
        said.append(
            f"{parts.read:,} raw lines were read back for paths, methods and which page followed which."
        )
    else:
        said.append(
            "No raw line could be read back: paths are those that visits began and ended with and groups "
            "without placeholders, asked by GET however they were asked; pages in between are drawn by how "
            "often each group was asked for."
        )
    said += parts.problems
    if parts.walked < parts.visits:
        said.append(
            f"{1 - parts.walked / parts.visits:.1%} of the visits begin or end with a page that is not "
            "drawn; their share of the rate is given to the others."
        )
    if parts.left_out:
        said.append(
            f"Left out are {parts.left_out_share:.1%} of people's pages, of which no GET that can be asked "
            "again was found:"
        )
        said += [f"  {quoted(one.group)} {one.share:.1%}" for one in parts.left_out[:_LEFT_OUT_SHOWN]]
        if rest := parts.left_out[_LEFT_OUT_SHOWN:]:
            said.append(f"  and {len(rest)} more groups, {sum(one.share for one in rest):.1%}")
    return _comments(said)


def _load(parts: Parts) -> list[str]:
    faster = parts.shape.seconds / parts.seconds
    said = f"Visits begun a second, times {parts.factor:g}; {_time(parts.shape.step)} of the traffic take "
    said += _time(parts.step)
    if faster != 1:
        said += (
            f": time goes {faster:g} times as fast, and the rates stay what they were, so that the run has "
            f"as many times fewer visits"
        )
    stages = [
        f"    - {{for: {_time(parts.step)}, at: {_number(height * parts.factor)}}}"
        for height in parts.shape.heights
    ]
    return [*_comments([said + "."]), "load:", "  model: open", "  arrivals: poisson", "  stages:", *stages]


def _limits(parts: Parts) -> list[str]:
    """Return the limits that the usual ones are too tight for; those of the workspace hold all the same."""
    usual, lines = Limits(), []
    rate = parts.peak * parts.requests_a_journey * _ROOM
    requests = parts.begun * parts.requests_a_journey * _ROOM
    if rate > usual.rate:
        lines.append(f"  rate: {math.ceil(rate)}")
    if requests > usual.requests:
        lines.append(f"  requests: {math.ceil(requests)}")
    if parts.seconds > usual.seconds:
        lines.append(f"  duration: {_time(math.ceil(parts.seconds) + 1)}")
    return ["limits:", *lines] if lines else []


def _journeys(parts: Parts) -> list[str]:
    share = sum(journey.weight for journey in parts.journeys)
    said = [
        f"Each journey stands for {1 / share:.2%} of the visits times its weight, and is made of one.",
    ]
    if parts.think != 1:
        said.append(f"Think times are {parts.think:g} times the real ones.")
    if parts.assets is not None:
        said.append(f"With each page come its parts, {parts.assets:.1f} on average, as the logs have them.")
    lines = [*_comments(said), "journeys:"]
    for number, journey in enumerate(parts.journeys, start=1):
        lines += [f"  - journey: visit {number}", f"    weight: {journey.weight}", "    requests:"]
        lines += [f"      - {_request(request)}" for request in journey.requests]
    return lines


def _request(request: DrawnRequest) -> str:
    path = quoted(request.path.replace("${", "$${"))
    think = f", think: exponential {_time(request.think)}" if request.think else ""
    return f"{{get: {path}, name: {quoted(request.name)}{think}}}"


def quoted(text: str) -> str:
    """Return the text between double quotes as YAML has it."""
    return '"' + "".join(map(_sign, text)) + '"'


def _sign(sign: str) -> str:
    if sign in '"\\':
        return f"\\{sign}"
    return sign if sign.isprintable() else f"\\U{ord(sign):08x}"


def _comments(sentences: list[str]) -> list[str]:
    """Return sentences as comments; what they quote never leaves them."""
    plain = ("".join(sign if sign.isprintable() else " " for sign in text) for text in sentences)
    return [f"# {line}" for text in plain for line in wrap(text, _WIDTH, subsequent_indent="  ")]


def _time(seconds: float) -> str:
    return f"{_number(seconds)}s"


def _number(value: float) -> str:
    return f"{value:.6f}".rstrip("0").rstrip(".")
