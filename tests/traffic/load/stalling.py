"""A server that answers after 50 ms, but nothing within scripted stalls, and keeps when each answer left.

As a program (`python -m tests.traffic.load.stalling PORT_FILE LEFT_FILE BEGIN+SECONDS…`) it writes its port,
serves until its input ends, and leaves the instants of `time.perf_counter` by number as a numpy file.
"""

import asyncio
import sys
import time
from pathlib import Path

import httptools
import numpy as np

DELAY = 0.05
ANSWER = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"


class Script:
    """Stalls in seconds since the first request, and when the answer to each numbered request left."""

    def __init__(self, *stalls: tuple[float, float]) -> None:
        self.stalls = stalls
        self.begun: float | None = None
        self.left: dict[int, float] = {}

    def protocol(self) -> asyncio.Protocol:
        return _Stalling(self)


class _Stalling(asyncio.Protocol):
    def __init__(self, script: Script) -> None:
        self.script = script
        self.loop = asyncio.get_running_loop()
        self.parser = httptools.HttpRequestParser(self)

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = transport

    def data_received(self, data: bytes) -> None:
        self.parser.feed_data(data)

    def on_url(self, url: bytes) -> None:
        self.number = int(url.rpartition(b"=")[2])

    def on_message_complete(self) -> None:
        if self.script.begun is None:
            self.script.begun = time.perf_counter()
        self.loop.call_later(DELAY, self.answer, self.number)

    def answer(self, number: int) -> None:
        now = time.perf_counter() - (self.script.begun or 0.0)
        for begin, end in self.script.stalls:
            if begin <= now < end:
                self.loop.call_later(end - now, self.answer, number)
                return
        self.script.left[number] = time.perf_counter()
        self.transport.write(ANSWER)


def expected(left: dict[int, float], start: float, rate: float) -> np.ndarray:
    """Latencies in microseconds, sorted, from nothing but the schedule and the server's clock."""
    numbers = np.array(sorted(left))
    instants = np.array([left[number] for number in numbers.tolist()])
    return np.sort(instants - start - (numbers + 0.5) / rate) * 1e6


def nearest_rank(ordered: np.ndarray, percent: float) -> float:
    return float(ordered[max(0, int(np.ceil(percent * len(ordered) / 100)) - 1)])


async def _serve(port_file: Path, left_file: Path, stalls: list[str]) -> None:
    pairs = [tuple(float(part) for part in stall.split("+")) for stall in stalls]
    script = Script(*((begin, begin + seconds) for begin, seconds in pairs))
    loop = asyncio.get_running_loop()
    server = await loop.create_server(script.protocol, "127.0.0.1", 0, backlog=4096)
    port_file.write_text(str(server.sockets[0].getsockname()[1]))
    await loop.run_in_executor(None, sys.stdin.read)
    server.close()
    numbers = sorted(script.left)
    np.save(left_file, np.array([(number, script.left[number]) for number in numbers]).reshape(-1, 2))


if __name__ == "__main__":
    import uvloop

    uvloop.run(_serve(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3:]))
