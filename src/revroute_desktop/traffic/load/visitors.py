"""Visitors of a run: the journey that each is on, and the requests of journeys made ready to send."""

from bisect import bisect_right
from itertools import accumulate
from random import Random
from typing import TYPE_CHECKING

from revroute_desktop.traffic.load.answers import Reading
from revroute_desktop.traffic.load.model import Journey, Pause, Request, Scenario, Spread, Target
from revroute_desktop.traffic.load.render import Rendered
from revroute_desktop.traffic.load.tally import NameTally, Tally

if TYPE_CHECKING:
    from revroute_desktop.traffic.load.connection import Connection

_SAFE_TO_REPEAT = ("GET", "HEAD", "OPTIONS", "PUT", "DELETE")


class Step:
    """One request of a journey as the engine sends it."""

    __slots__ = ("head", "label", "name", "plain", "reading", "rendered", "repeatable", "tally", "think")

    def __init__(self, request: Request, target: Target, run: str, tally: NameTally) -> None:
        self.name = request.name
        self.label = f"{request.method} {request.path.text}"
        self.rendered = Rendered(request, target, run)
        self.reading = Reading(request)
        self.plain = self.reading.plain
        self.tally = tally
        self.think = None if request.think.low == request.think.high == 0 else request.think
        self.head = request.method == "HEAD"
        self.repeatable = request.method in _SAFE_TO_REPEAT


class Route:
    """A journey as the engine walks it; its rows are taken in turn, shared out among the workers."""

    __slots__ = ("_at", "_by", "_columns", "_random", "_rows", "steps", "uses_values")

    def __init__(self, journey: Journey, steps: list[Step], worker: int, workers: int) -> None:
        self.steps = steps
        self.uses_values = any(step.rendered.fixed is None for step in steps)
        self._columns = journey.data.columns if journey.data else ()
        self._rows = journey.data.rows if journey.data else ()
        self._random = journey.data is not None and journey.data.random
        self._at = worker
        self._by = workers

    def row(self, random: Random) -> dict[str, str]:
        """Return the values that the next journey begins with."""
        if not self._rows:
            return {}
        if self._random:
            return dict(zip(self._columns, random.choice(self._rows), strict=True))
        row = self._rows[self._at % len(self._rows)]
        self._at += self._by
        return dict(zip(self._columns, row, strict=True))


class Visitor:
    """Whoever walks a journey: a user of the closed model, who begins anew, or an arrival of the open one."""

    __slots__ = ("connection", "current", "lacking", "leaving", "repeated", "route", "step", "user", "values")

    def __init__(self, *, user: bool) -> None:
        self.user = user
        self.leaving = self.lacking = False
        self.repeated = False
        self.connection: Connection | None = None
        self.values: dict[str, str] = {}
        self.route: Route
        self.step = 0
        self.current: Step

    @property
    def connected(self) -> bool:
        """Whether it has a connection of its own that is open still."""
        return self.connection is not None and not self.connection.closed

    def advance(self) -> bool:
        """Go to the journey's next request; False where there is none."""
        self.step += 1
        if self.step == len(self.route.steps):
            return False
        self.current = self.route.steps[self.step]
        return True


class Choice:
    """Draws journeys by their weights; what is random follows from the scenario's seed and the worker."""

    def __init__(self, scenario: Scenario, run: str, tally: Tally, worker: int, workers: int) -> None:
        self._random = Random(f"{scenario.seed}/{worker}")
        self._routes = [
            Route(
                journey,
                [
                    Step(request, scenario.target, run, tally.names[request.name])
                    for request in journey.requests
                ],
                worker,
                workers,
            )
            for journey in scenario.journeys
        ]
        self._edges = list(accumulate(journey.weight for journey in scenario.journeys))
        self._number = worker
        self._by = workers

    @property
    def reads_answers(self) -> bool:
        """Whether any request looks at headers or bodies."""
        readings = [step.reading for route in self._routes for step in route.steps]
        return any(reading.wants_body or reading.wants_headers for reading in readings)

    def begin(self, visitor: Visitor) -> None:
        """Put a visitor at the first step of a journey drawn for it."""
        routes = self._routes
        if len(routes) > 1:
            drawn = bisect_right(self._edges, self._random.random() * self._edges[-1])
            route = routes[min(drawn, len(routes) - 1)]
        else:
            route = routes[0]
        visitor.route = route
        visitor.step = 0
        visitor.current = route.steps[0]
        if route.uses_values:
            visitor.values = {"number": str(self._number), **route.row(self._random)}
            self._number += self._by

    def pause(self, pause: Pause) -> float:
        """Draw a think time, in seconds."""
        match pause.spread:
            case Spread.FIXED:
                return pause.low
            case Spread.UNIFORM:
                return self._random.uniform(pause.low, pause.high)
            case Spread.EXPONENTIAL:
                return min(self._random.expovariate(1 / pause.low), pause.high)
