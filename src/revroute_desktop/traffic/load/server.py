"""The small server behind `revroute traffic serve`: a shop on loopback that answers as it is told to."""

import asyncio
import ssl
import time
from collections import deque
from collections.abc import Callable
from http import HTTPStatus
from random import Random
from typing import Any, Final, cast

import httptools

from revroute_desktop.traffic.load.access_log import AccessLog
from revroute_desktop.traffic.load.behaviour import Behaviour
from revroute_desktop.traffic.load.shop import Asked, Page, Shop

HEAD_MAX: Final = 32 << 10
BODY_MAX: Final = 1 << 20

_BUSY: Final = Page(503, "text/plain", b"The shop is full; come again.\n", (("Retry-After", "1"),))
_BROKEN: Final = Page(500, "text/plain", b"The shop tripped, as it was told to.\n")
_TOO_LARGE: Final = Page(413, "text/plain", b"That is too much.\n")
_BAD: Final = Page(400, "text/plain", b"That is no request.\n")


class Kitchen:
    """Decides when each request is answered: delay, capacity, queue and stalls."""

    def __init__(self, behaviour: Behaviour, loop: asyncio.AbstractEventLoop) -> None:
        self._behaviour = behaviour
        self._loop = loop
        self._random = Random(behaviour.seed)
        self._busy = 0
        self._queue: deque[Callable[[], None]] = deque()
        self._first: float | None = None
        self._free = (
            behaviour.capacity is None
            and not behaviour.stalls
            and behaviour.delay.kind == "fixed"
            and not behaviour.delay.first
        )

    @property
    def fails(self) -> bool:
        """Draw whether this request is to go wrong."""
        return bool(self._behaviour.errors) and self._random.random() < self._behaviour.errors

    def take(self, answer: Callable[[], None]) -> bool:
        """Call `answer` when the request is done; False where there is no room for it."""
        if self._first is None:
            self._first = time.perf_counter()
        if self._free:
            answer()
            return True
        capacity = self._behaviour.capacity
        if capacity is not None and self._busy >= capacity:
            if len(self._queue) >= self._behaviour.queue:
                return False
            self._queue.append(answer)
            return True
        self._start(answer)
        return True

    def _start(self, answer: Callable[[], None]) -> None:
        self._busy += 1
        delay = self._behaviour.delay.draw(self._random)
        if delay > 0:
            self._loop.call_later(delay, self._done, answer)
        else:
            self._done(answer)

    def _done(self, answer: Callable[[], None]) -> None:
        left = self._stall_left()
        if left > 0:
            self._loop.call_later(left, self._done, answer)
            return
        self._busy -= 1
        answer()
        capacity = self._behaviour.capacity
        while self._queue and (capacity is None or self._busy < capacity):
            self._start(self._queue.popleft())

    def _stall_left(self) -> float:
        """Return how many seconds no answer may leave still."""
        now = time.perf_counter() - (self._first or 0.0)
        return max((end - now for begin, end in self._behaviour.stalls if begin <= now < end), default=0.0)


class ShopServer:
    """Listens on one address; `close` ends every connection. `answered` counts what left."""

    def __init__(self, shop: Shop, behaviour: Behaviour, log: AccessLog | None = None) -> None:
        self._shop = shop
        self._behaviour = behaviour
        self._log = log
        self._open: set[_Caller] = set()
        self._server: asyncio.Server | None = None
        self.answered = 0

    async def start(self, host: str, port: int, tls: ssl.SSLContext | None = None) -> int:
        """Listen; return the port, which the system chooses where 0 is given. Raises OSError."""
        loop = asyncio.get_running_loop()
        self.kitchen = Kitchen(self._behaviour, loop)
        self._server = await loop.create_server(lambda: _Caller(self), host, port, ssl=tls, backlog=4096)
        return int(self._server.sockets[0].getsockname()[1])

    async def close(self) -> None:
        """Listen no longer and end every connection."""
        if self._server is not None:
            self._server.close()
        for caller in list(self._open):
            caller.transport.abort()
        await asyncio.sleep(0)
        if self._log is not None:
            self._log.flush()

    def came(self, caller: "_Caller") -> None:
        """Remember a connection."""
        self._open.add(caller)

    def left(self, caller: "_Caller") -> None:
        """Forget a connection."""
        self._open.discard(caller)

    def page(self, asked: Asked) -> Page:
        """Return what a request gets."""
        return _BROKEN if self.kitchen.fails else self._shop.answer(asked)

    def note(self, caller: "_Caller", asked: Asked, page: Page, began: float) -> None:
        """Count an answer, and log it."""
        self.answered += 1
        if self._log is not None:
            request = f"{asked.method} {asked.target} HTTP/1.1"
            referrer, agent = asked.headers.get("referer", ""), asked.headers.get("user-agent", "")
            size = 0 if asked.method == "HEAD" else len(page.body)
            took = time.perf_counter() - began
            self._log.write(time.time(), caller.address, request, page.status, size, referrer, agent, took)


class _Caller(asyncio.Protocol):
    """One connection: its requests are answered one after the other."""

    def __init__(self, server: ShopServer) -> None:
        self._server = server
        self._parser: Any = httptools.HttpRequestParser(self)
        self._waiting: deque[tuple[Asked, bool, float]] = deque()
        self._answering = self._taking = False
        self._size = 0
        self.address = "-"
        self._begin()

    def _begin(self) -> None:
        self._target = b""
        self._headers: dict[str, str] = {}
        self._body: list[bytes] = []

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        # uvloop's transports are of no class of asyncio's.
        self.transport = cast(asyncio.Transport, transport)
        peer = transport.get_extra_info("peername")
        self.address = peer[0] if peer else "-"
        self._server.came(self)

    def connection_lost(self, error: Exception | None) -> None:
        self._waiting.clear()
        self._server.left(self)

    def data_received(self, data: bytes) -> None:
        self._size += len(data)
        try:
            self._parser.feed_data(data)
        except httptools.HttpParserCallbackError:
            raise
        except (httptools.HttpParserError, httptools.HttpParserUpgrade):
            self._send(_BAD, keep=False, head=False)
            return
        if self._size > HEAD_MAX + BODY_MAX:
            self._send(_TOO_LARGE, keep=False, head=False)

    def on_url(self, url: bytes) -> None:
        self._target += url

    def on_header(self, name: bytes, value: bytes) -> None:
        self._headers[name.decode("latin-1").lower()] = value.decode("latin-1")

    def on_headers_complete(self) -> None:
        self._keep = bool(self._parser.should_keep_alive())
        if self._headers.get("expect", "").lower() == "100-continue":
            self.transport.write(b"HTTP/1.1 100 Continue\r\n\r\n")

    def on_body(self, data: bytes) -> None:
        self._body.append(data)

    def on_message_complete(self) -> None:
        method = self._parser.get_method().decode("ascii")
        asked = Asked(method, self._target.decode("latin-1"), self._headers, b"".join(self._body))
        self._size = 0
        self._waiting.append((asked, self._keep, time.perf_counter()))
        self._begin()
        self._take_next()

    def _take_next(self) -> None:
        if self._taking:
            return
        self._taking = True
        while self._waiting and not self._answering:
            asked, keep, began = self._waiting.popleft()
            self._answering = True

            def answer(asked: Asked = asked, keep: bool = keep, began: float = began) -> None:
                self._answer(asked, self._server.page(asked), keep, began)

            if not self._server.kitchen.take(answer):
                self._answer(asked, _BUSY, keep, began)
        self._taking = False

    def _answer(self, asked: Asked, page: Page, keep: bool, began: float) -> None:
        self._answering = False
        if self.transport.is_closing():
            return
        self._server.note(self, asked, page, began)
        self._send(page, keep=keep, head=asked.method == "HEAD")
        self._take_next()

    def _send(self, page: Page, *, keep: bool, head: bool) -> None:
        lines = [
            f"HTTP/1.1 {page.status} {_phrase(page.status)}\r\nContent-Type: {page.kind}\r\n"
            f"Content-Length: {len(page.body)}\r\n"
        ]
        lines += [f"{name}: {value}\r\n" for name, value in page.headers]
        lines.append("\r\n" if keep else "Connection: close\r\n\r\n")
        self.transport.write("".join(lines).encode("latin-1") + (b"" if head else page.body))
        if not keep:
            self.transport.close()


_PHRASES: Final = {status.value: status.phrase for status in HTTPStatus}


def _phrase(status: int) -> str:
    return _PHRASES.get(status, "")
