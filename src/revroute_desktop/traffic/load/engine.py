"""The load of one worker: journeys begun as the scenario has it, requests sent, answers counted.

In the open model journeys begin when the schedule says, whoever still waits, and a latency counts from the
instant at which its request was meant to be sent. In the closed model each user waits for its answers.
"""

import asyncio
import heapq
from collections import deque
from collections.abc import Callable, Iterator
from itertools import count
from typing import Any, Final

from revroute_desktop.traffic.load.alarm import Alarm
from revroute_desktop.traffic.load.connection import Connection, ReadingConnection, clock
from revroute_desktop.traffic.load.model import LoadModel, Scenario
from revroute_desktop.traffic.load.pool import Pool
from revroute_desktop.traffic.load.render import ValueRefused
from revroute_desktop.traffic.load.schedule import Curve, arrivals
from revroute_desktop.traffic.load.share import Share
from revroute_desktop.traffic.load.snapshot import ErrorKind, Snapshot
from revroute_desktop.traffic.load.tally import Tally
from revroute_desktop.traffic.load.visitors import Choice, Visitor

TICK: Final = 0.05
"""Seconds between two looks at limits, users, late answers and the wish to stop."""

INTERVAL: Final = 1.0
"""Seconds that a snapshot covers."""

STOPPED: Final = "Stopped."
"""Why a run ended that somebody asked to stop."""

WAITING_MAX: Final = 100_000
"""Requests that wait for a connection, above which further ones fail at once."""

_SWEEP_EVERY: Final = 5  # ticks
_LEAST_SLEEP: Final = 0.0001
_AFTER_ERROR: Final = 0.5  # seconds that a user waits after a request went wrong, as a person would
_WHERE: Final = "see `limits` in the scenario and `revroute traffic limits`"
_BURST: Final = 0.1  # seconds of the limit of the rate that may be saved up


class Engine:
    """Runs one worker's share of a scenario; made and run within one event loop.

    `report` is given each interval's snapshot. `stop_asked` is looked at every tick.
    """

    def __init__(
        self,
        scenario: Scenario,
        share: Share,
        *,
        report: Callable[[Snapshot], None],
        stop_asked: Callable[[], bool],
    ) -> None:
        names = [request.name for journey in scenario.journeys for request in journey.requests]
        self._scenario, self._share = scenario, share
        self._report, self._stop_asked = report, stop_asked
        self._tally = tally = Tally(names)
        self._choice = Choice(scenario, share.run, tally, share.worker, share.workers)
        self._curve = Curve(scenario.stages)
        self._open = scenario.model is LoadModel.OPEN
        self._seconds = min(self._curve.seconds, scenario.limits.seconds)
        kind = ReadingConnection if self._choice.reads_answers else Connection
        self._pool = Pool(
            scenario.target,
            share.address,
            scenario.timeouts,
            share.of(scenario.limits.connections),
            make=lambda: kind(self, tally),
            opened=self._opened,
            failed=self._not_opened,
        )
        self._rate = scenario.limits.rate / share.workers
        self._requests_left = share.of(scenario.limits.requests)
        self._bytes_left = share.of(scenario.limits.bytes)
        self._allowance = max(1.0, self._rate * _BURST)
        self._refilled = 0.0
        self._waiting: deque[tuple[Visitor, float]] = deque()
        self._unconnected: deque[tuple[Visitor, float]] = deque()
        self._thinking: list[tuple[float, int, Visitor]] = []
        self._order = count()
        self._users: list[Visitor] = []
        self._arrivals: Iterator[float] = iter(())
        self._next_arrival = float("inf")
        self._finishing = False
        self._bug: BaseException | None = None
        self._ticks = 0
        self._second = 0
        self._second_began = 0.0

    async def run(self, start: float) -> str | None:
        """Run from `start`, an instant of `clock`, to the end; return why it ended early, None where it did
        not.
        """
        self._start = self._refilled = self._second_began = start
        loop = asyncio.get_running_loop()
        loop.set_exception_handler(self._keep_bug)
        self._alarm = Alarm(loop, self._wake)
        try:
            await asyncio.sleep(max(0.0, start - clock() - TICK))
            while clock() < start:
                await asyncio.sleep(0)
            if self._open:
                self._arrivals = self._all_arrivals()
                self._next_arrival = next(self._arrivals, float("inf"))
            return await self._until_the_end()
        finally:
            self._finishing = True
            self._alarm.close()
            # What is in flight still, since the run was stopped, stays in the last snapshot.
            self._snap(clock())
            await self._pool.close()

    # ------------------------------------------------------------------ the run as a whole

    async def _until_the_end(self) -> str | None:
        end = self._start + self._seconds
        while True:
            now = clock()
            self._finishing = now >= end
            reason = self._tick(now)
            if reason is not None:
                return reason
            if self._finishing and not self._busy:
                if self._seconds < self._curve.seconds:
                    return f"The limit of {self._seconds:g} s was reached before the stages ended; {_WHERE}."
                return None
            boundary = self._start + (self._second + 1) * INTERVAL
            await asyncio.sleep(max(0.0, min(TICK, boundary - now, end - now if end > now else TICK / 5)))

    @property
    def _busy(self) -> bool:
        """Whether a request is out or waits still."""
        waits = self._waiting or self._unconnected or self._pool.promised
        return bool(waits or self._next_arrival < float("inf") or self._in_flight)

    @property
    def _in_flight(self) -> int:
        return sum(1 for connection in self._pool.all if connection.visitor is not None)

    def _tick(self, now: float) -> str | None:
        if self._bug is not None:
            raise self._bug
        self._tally.flush()
        self._ticks += 1
        if self._ticks % _SWEEP_EVERY == 0:
            self._pool.sweep()
        self._give_up_waiting(now)
        if not self._open:
            self._set_users(now)
        self._wake()
        if now >= self._start + (self._second + 1) * INTERVAL:
            self._snap(now)
        if self._stop_asked():
            return STOPPED
        if self._bytes_left < self._tally.bytes_ever + self._tally.bytes_in:
            return f"The limit of {self._scenario.limits.bytes:,} bytes received was reached; {_WHERE}."
        if self._requests_left <= 0 and not self._in_flight:
            return f"The limit of {self._scenario.limits.requests:,} requests was reached; {_WHERE}."
        return None

    def _keep_bug(self, loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        """Keep what went wrong in a callback, where nobody would see it, for the run to end with."""
        found = context.get("exception")
        self._bug = self._bug or (found if found is not None else RuntimeError(str(context.get("message"))))

    def _snap(self, now: float) -> None:
        states = {
            "in_flight": self._in_flight,
            "waiting": len(self._waiting) + len(self._unconnected),
            "connections": len(self._pool.all),
            "users": len(self._users),
        }
        self._report(self._tally.take(self._second, now - self._second_began, **states))
        # After a stall one interval stands for several; those that follow keep to the clock.
        self._second = max(self._second + 1, int((now - self._start) / INTERVAL))
        self._second_began = now

    def _give_up_waiting(self, now: float) -> None:
        """Fail what waited for a connection as long as an answer may take."""
        for queue in (self._waiting, self._unconnected):
            while queue and now - queue[0][1] > self._scenario.timeouts.total:
                visitor, intended = queue.popleft()
                if visitor.connected and not visitor.user and visitor.connection is not None:
                    self._pool.put(visitor.connection)
                    visitor.connection = None
                self._fail(visitor, intended, ErrorKind.NO_ROOM)

    # ------------------------------------------------------------------ who begins when

    def _all_arrivals(self) -> Iterator[float]:
        """Yield the instants at which this worker's journeys begin."""
        scenario, share = self._scenario, self._share
        for chunk in arrivals(self._curve, scenario.arrivals, scenario.seed, share.worker, share.workers):
            yield from (chunk[chunk < self._seconds] + self._start).tolist()

    def _wake(self) -> None:
        """Begin what is due, send what waits, and set the alarm for what comes next."""
        now = clock()
        self._refill(now)
        self._connect()
        if self._waiting:
            self._send_waiting()
        tally = self._tally
        while self._next_arrival <= now:
            intended = self._next_arrival
            self._next_arrival = next(self._arrivals, float("inf"))
            tally.due += 1
            visitor = Visitor(user=False)
            self._choice.begin(visitor)
            tally.begun += 1
            self._ask(visitor, intended)
        while self._thinking and self._thinking[0][0] <= now:
            due, _, visitor = heapq.heappop(self._thinking)
            if not (visitor.leaving or self._finishing):
                self._ask(visitor, due)
        soonest = min(self._next_arrival, self._thinking[0][0] if self._thinking else float("inf"))
        if self._waiting and self._allowance < 1 and self._requests_left > 0:
            soonest = min(soonest, now + (1 - self._allowance) / self._rate)
        if soonest < float("inf"):
            self._alarm.set(max(soonest, now + _LEAST_SLEEP))

    def _set_users(self, now: float) -> None:
        """Let users come or leave until there are as many as the stages say."""
        whole = 0 if self._finishing else round(self._curve.height(now - self._start))
        wanted = self._share.of(whole)
        while len(self._users) > wanted:
            visitor = self._users.pop()
            visitor.leaving = True
            if visitor.connection is not None and visitor.connection.visitor is None:
                visitor.connection.close()
        while len(self._users) < wanted:
            visitor = Visitor(user=True)
            self._users.append(visitor)
            self._begin(visitor, clock())

    def _begin(self, visitor: Visitor, now: float) -> None:
        self._choice.begin(visitor)
        self._tally.begun += 1
        self._ask(visitor, now)

    # ------------------------------------------------------------------ out

    def _refill(self, now: float) -> None:
        """Add what the limit of the rate allows since the last time."""
        room = max(1.0, self._rate * _BURST)
        self._allowance = min(room, self._allowance + (now - self._refilled) * self._rate)
        self._refilled = now

    def _ask(self, visitor: Visitor, intended: float) -> None:
        """Send the visitor's current request, or let it wait for a connection or the limit of the rate."""
        visitor.repeated = visitor.lacking = False
        if visitor.user and not visitor.connected:
            self._unconnected.append((visitor, intended))
            self._connect()
            return
        if self._allowance >= 1 and self._requests_left > 0 and not self._waiting:
            connection = visitor.connection or self._pool.take()
            if connection is not None:
                self._send(connection, visitor, intended)
                return
        if len(self._waiting) >= WAITING_MAX:
            self._fail(visitor, intended, ErrorKind.NO_ROOM)
            return
        self._waiting.append((visitor, intended))
        self._send_waiting()

    def _send_waiting(self) -> None:
        """Send in their order what waited, as far as connections and the limits allow."""
        while self._waiting and self._allowance >= 1 and self._requests_left > 0:
            visitor, intended = self._waiting[0]
            if visitor.user and not visitor.connected:
                # The other side closed it meanwhile.
                self._unconnected.append(self._waiting.popleft())
                continue
            connection = visitor.connection if visitor.connected else self._pool.take()
            if connection is not None:
                self._waiting.popleft()
                if not visitor.user:
                    # One that was opened for it alone is anybody's from now on.
                    visitor.connection = None
                self._send(connection, visitor, intended)
            elif self._pool.opening < len(self._waiting) and self._pool.has_room:
                self._pool.open(None)
            else:
                return

    def _connect(self) -> None:
        """Open connections of their own for those who wait for one; who left meanwhile needs none."""
        while self._unconnected and (self._unconnected[0][0].leaving or self._pool.has_room):
            visitor, intended = self._unconnected.popleft()
            if not visitor.leaving:
                self._pool.open((visitor, intended))

    def _send(self, connection: Connection, visitor: Visitor, intended: float) -> None:
        rendered = visitor.current.rendered
        try:
            data = rendered.fixed or rendered.data(visitor.values)
        except ValueRefused as refused:
            self._tally.note(f"{visitor.current.label}: {refused}; the request was not sent.")
            if not visitor.user:
                self._pool.put(connection)
            self._fail(visitor, intended, ErrorKind.NO_VALUE)
            return
        self._allowance -= 1
        self._requests_left -= 1
        connection.send(visitor, data, intended)

    # ------------------------------------------------------------------ what came of it

    def answered(self, connection: Connection, visitor: Visitor, now: float, keep: bool) -> None:
        """Let the visitor go on, and the connection to whoever waits (part of Owner)."""
        if not keep:
            connection.close()
            visitor.connection = None
        elif not visitor.user:
            self._pool.put(connection)
        think = visitor.current.think
        goes_on = not (visitor.leaving or self._finishing)
        if visitor.lacking or not visitor.advance():
            goes_on = goes_on and visitor.user
            if goes_on:
                self._choice.begin(visitor)
                self._tally.begun += 1
        if not goes_on:
            if visitor.connection is not None:
                visitor.connection.close()
        elif think is None:
            self._ask(visitor, now)
        else:
            self._think(visitor, now + self._choice.pause(think))
        if self._waiting:
            self._send_waiting()

    def broken(self, connection: Connection, visitor: Visitor, intended: float, kind: ErrorKind) -> None:
        """Drop the connection; the visitor's journey ends here (part of Owner)."""
        self._pool.lost(connection)
        visitor.connection = None
        self._fail(visitor, intended, kind)
        self._send_waiting()

    def stale(self, connection: Connection, visitor: Visitor, intended: float) -> None:
        """Send the request once more, on a new connection; others may be gone as well (part of Owner)."""
        self._pool.lost(connection)
        visitor.connection = None
        visitor.repeated = True
        self._tally.retried += 1
        self._unconnected.appendleft((visitor, intended))
        self._connect()

    def lost(self, connection: Connection) -> None:
        """Forget an idle connection that was closed (part of Owner)."""
        self._pool.lost(connection)

    def redirected(self, visitor: Visitor, status: int, location: str) -> None:
        """Note a redirect that leads off the target (part of Owner)."""
        if self._scenario.target.leads_off(location):
            self._tally.note(
                f"{visitor.current.label} answered {status} to {location}, which is off the target; "
                "it was not followed."
            )

    def _opened(self, connection: Connection, handed: Any) -> None:
        self._tally.opened += 1
        if handed is None:
            self._pool.put(connection)
        else:
            visitor, intended = handed
            visitor.connection = connection
            if visitor.leaving:
                connection.close()
            elif visitor.user:
                self._waiting.append((visitor, intended))
            else:
                self._waiting.appendleft((visitor, intended))
        self._send_waiting()

    def _not_opened(self, kind: ErrorKind, handed: Any) -> None:
        """Fail the request that the connection was for: in the open model the one that waits longest."""
        waits: tuple[Visitor, float] | None = handed
        if waits is None and self._waiting:
            waits = self._waiting.popleft()
        if kind is ErrorKind.NO_SOCKET:
            self._tally.note(
                "This machine lets a process open no more sockets; lower limits, connections, or raise what "
                "`ulimit -n` shows."
            )
        if waits is not None:
            self._fail(*waits, kind)
        self._send_waiting()

    def _fail(self, visitor: Visitor, intended: float, kind: ErrorKind) -> None:
        """Count a request that went wrong; its latency is the time until now: no failure looks fast."""
        step = visitor.current
        step.tally.latencies.append(clock() - intended)
        step.tally.failed += 1
        self._tally.errors[kind] += 1
        # A user begins anew after a moment; an arrival's journey is over.
        if visitor.user and not (visitor.leaving or self._finishing):
            self._choice.begin(visitor)
            self._tally.begun += 1
            self._think(visitor, clock() + _AFTER_ERROR)

    def _think(self, visitor: Visitor, until: float) -> None:
        heapq.heappush(self._thinking, (until, next(self._order), visitor))
        if self._thinking[0][2] is visitor:
            self._alarm.set(min(until, self._next_arrival))
