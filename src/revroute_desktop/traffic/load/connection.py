"""One connection to the target: a request out, its answer in, at the level of the protocol."""

import asyncio
import re
import time
from typing import Any, Final, Protocol, cast

import httptools

from revroute_desktop.traffic.load.answers import Answer
from revroute_desktop.traffic.load.snapshot import ErrorKind
from revroute_desktop.traffic.load.tally import Tally
from revroute_desktop.traffic.load.visitors import Visitor

HEAD_MAX: Final = 64 << 10
"""Bytes of headers after which an answer is cut off."""

BODY_MAX: Final = 64 << 20
"""Bytes of an answer after which it is cut off."""

clock = time.perf_counter
"""Seconds of one clock for all processes of the machine."""

_SIZED: Final = re.compile(rb"\r?\n(?:content-length|transfer-encoding)[ \t]*:", re.IGNORECASE)
_LOCATION: Final = re.compile(rb"\r?\nlocation[ \t]*:[ \t]*([^\r\n]*)", re.IGNORECASE)


class Owner(Protocol):
    """Whoever sends through connections and hears what came of it."""

    def answered(self, connection: "Connection", visitor: Visitor, now: float, keep: bool) -> None:
        """A whole answer is in, and counted; the connection may be used again if `keep`."""

    def broken(self, connection: "Connection", visitor: Visitor, intended: float, kind: ErrorKind) -> None:
        """The request of a visitor went wrong and is not counted yet; its connection is of no more use."""

    def stale(self, connection: "Connection", visitor: Visitor, intended: float) -> None:
        """The connection was closed while it was idle, so that the request never arrived."""

    def lost(self, connection: "Connection") -> None:
        """The connection is closed, and no request was on it."""

    def redirected(self, visitor: Visitor, status: int, location: str) -> None:
        """The answer points elsewhere; it is not followed."""


class Connection(asyncio.Protocol):
    """Sends one request at a time; what is late or endless is ended by `sweep` and the bounds above.

    `visitor` is whose request is on it, None while it is idle. `sent` is when it was sent; `used` whether
    an answer came over it before.
    """

    __slots__ = (
        "_complete",
        "_head",
        "_in_head",
        "_intended",
        "_keep",
        "_owner",
        "_parser",
        "_quiet",
        "_size",
        "_status",
        "_tally",
        "_transport",
        "_whole_by_head",
        "_write",
        "closed",
        "sent",
        "used",
        "visitor",
    )

    def __init__(self, owner: Owner, tally: Tally) -> None:
        self._owner = owner
        self._tally = tally
        self._parser: Any = httptools.HttpResponseParser(self)
        self.visitor: Visitor | None = None
        self.sent = self._intended = 0.0
        self.used = self.closed = False
        self._complete = self._size = self._status = 0
        self._in_head = self._quiet = self._keep = True
        self._whole_by_head = False
        self._head: list[bytes] = []

    # ------------------------------------------------------------------ out

    def send(self, visitor: Visitor, data: bytes, intended: float) -> None:
        """Send a request whose latency counts from `intended`, seconds of `clock`."""
        tally = self._tally
        self.visitor = visitor
        self._intended = intended
        self._complete = self._size = 0
        self._in_head = self._quiet = True
        self._whole_by_head = False
        tally.sent += 1
        tally.bytes_out += len(data)
        self.sent = now = clock()
        tally.lags.append(now - intended)
        self._write(data)

    def sweep(self, now: float, first_byte: float, total: float) -> None:
        """End the request on it where its answer is late; both bounds are seconds since it was sent."""
        if self.visitor is not None:
            late = now - self.sent
            if self._quiet and late > first_byte:
                self.fail(ErrorKind.FIRST_BYTE_TIMEOUT)
            elif late > total:
                self.fail(ErrorKind.TOTAL_TIMEOUT)

    def fail(self, kind: ErrorKind) -> None:
        """Give the request on it up, and the connection with it."""
        visitor, self.visitor = self.visitor, None
        self.close()
        if visitor is not None:
            self._owner.broken(self, visitor, self._intended, kind)

    def close(self) -> None:
        """Close it at once, without asking the other side."""
        self.closed = True
        self._transport.abort()

    # ------------------------------------------------------------------ in

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Take the transport."""
        # uvloop's transports are of no class of asyncio's, so that asking for one would refuse them.
        self._transport = cast(asyncio.Transport, transport)
        self._write = self._transport.write

    def data_received(self, data: bytes) -> None:
        """Take a piece of an answer."""
        self._tally.bytes_in += len(data)
        if self.visitor is None:
            # A server may say why it closes an idle connection; nobody asked.
            self.close()
            return
        try:
            self._parser.feed_data(data)
        except httptools.HttpParserCallbackError:
            raise
        except (httptools.HttpParserError, httptools.HttpParserUpgrade):
            self.fail(ErrorKind.GARBAGE if self._complete == 0 else ErrorKind.UNASKED)
            return
        if self._complete == 1:
            if 300 <= self._status < 400:
                self._look_where(data)
            self._end(self._keep)
        elif self._complete:
            self.fail(ErrorKind.UNASKED)
        else:
            self._wait_for_more(data)

    def eof_received(self) -> None:
        """Take in that nothing more will come; the connection closes then."""
        self.closed = True

    def connection_lost(self, error: Exception | None) -> None:
        """Take in that the other side is gone."""
        self.closed = True
        if self.visitor is None:
            self._owner.lost(self)
        elif not self._in_head and error is None and not _SIZED.search(b"".join(self._head)):
            # A body without a length ends with its connection.
            self._end(False)
        elif self.used and self._quiet and self.visitor.current.repeatable and not self.visitor.repeated:
            visitor, self.visitor = self.visitor, None
            self._owner.stale(self, visitor, self._intended)
        else:
            self.fail(ErrorKind.CLOSED)

    def on_headers_complete(self) -> None:
        """Called by the parser."""
        self._status = self._parser.get_status_code()
        self._keep = self._parser.should_keep_alive()
        self._in_head = False
        visitor = self.visitor
        if visitor is not None and visitor.current.head and self._status >= 200:
            # The parser would wait for the body that the headers speak of; where they speak of none, it says
            # itself that the answer is whole.
            self._parser = httptools.HttpResponseParser(self)
            self._complete += 1
            self._whole_by_head = True

    def on_message_complete(self) -> None:
        """Called by the parser, for interim answers (1xx) too."""
        if self._whole_by_head:
            self._whole_by_head = False
        elif self._status >= 200:
            self._complete += 1
        else:
            self._in_head = True

    def _wait_for_more(self, data: bytes) -> None:
        self._quiet = False
        if self._in_head or not self._size:
            self._head.append(data)
        self._size += len(data)
        if self._in_head and self._size > HEAD_MAX:
            self.fail(ErrorKind.LONG_HEAD)
        elif self._size > BODY_MAX:
            self.fail(ErrorKind.LONG_BODY)

    def _end(self, keep: bool) -> None:
        """Count the answer that is whole now, and pass it on."""
        now = clock()
        visitor, self.visitor = self.visitor, None
        assert visitor is not None
        step = visitor.current
        status = self._status
        self.used = True
        if self._head:
            self._head.clear()
        self._tally.statuses[status] += 1
        step.tally.latencies.append(now - self._intended)
        if not step.plain:
            self._read(visitor, now - self._intended)
        elif not 200 <= status < 400:
            step.tally.failed += 1
        self._owner.answered(self, visitor, now, keep)

    def _read(self, visitor: Visitor, seconds: float) -> None:
        """Check the answer and keep the values that are wanted of it."""
        step = visitor.current
        answer = self._answer(seconds)
        failed = step.reading.failed_checks(answer)
        good = step.reading.has_status or 200 <= self._status < 400
        for name, value in step.reading.captured(answer).items():
            if value is None:
                failed.append(f"capture {name}")
                visitor.lacking = True
            else:
                visitor.values[name] = value
        self._tally.checks.update(failed)
        if failed or not good:
            step.tally.failed += 1

    def _answer(self, seconds: float) -> Answer:
        return Answer(self._status, seconds)

    def _look_where(self, data: bytes) -> None:
        found = _LOCATION.search(b"".join((*self._head, data)))
        if found and self.visitor is not None:
            self._owner.redirected(self.visitor, self._status, found[1][:200].decode("latin-1"))


class ReadingConnection(Connection):
    """A connection that keeps headers and bodies too, for the requests that look at them."""

    __slots__ = ("_body", "_headers")

    def __init__(self, owner: Owner, tally: Tally) -> None:
        super().__init__(owner, tally)
        self._body: list[bytes] = []
        self._headers: list[tuple[bytes, bytes]] = []

    def send(self, visitor: Visitor, data: bytes, intended: float) -> None:
        """Send a request; what was kept of the answer before is dropped."""
        self._body.clear()
        self._headers.clear()
        super().send(visitor, data, intended)

    def on_header(self, name: bytes, value: bytes) -> None:
        """Called by the parser."""
        if self.visitor is not None and self.visitor.current.reading.wants_headers:
            self._headers.append((name, value))

    def on_body(self, data: bytes) -> None:
        """Called by the parser."""
        if self.visitor is not None and self.visitor.current.reading.wants_body:
            self._body.append(data)

    def _answer(self, seconds: float) -> Answer:
        return Answer(self._status, seconds, self._headers, b"".join(self._body))
