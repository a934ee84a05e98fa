"""Connections of a worker to the one address of its target: opened, kept idle, swept, closed."""

import asyncio
import errno
import socket
import ssl
from collections.abc import Callable
from typing import Any, Final

from revroute_desktop.traffic.load.connection import Connection, clock
from revroute_desktop.traffic.load.model import Target, Timeouts
from revroute_desktop.traffic.load.snapshot import ErrorKind

OPENING_MAX: Final = 32
"""Connections that are being opened at a time."""

_SOCKETS_SPENT: Final = (errno.EMFILE, errno.ENFILE, errno.ENOBUFS, errno.EADDRNOTAVAIL)


def tls_context(target: Target) -> ssl.SSLContext | None:
    """Return how the target must prove who it is; None without TLS.

    Raises OSError (ssl.SSLError among them) where the file of authorities cannot be used.
    """
    if not target.tls:
        return None
    context = ssl.create_default_context(cafile=target.authority)
    context.set_alpn_protocols(["http/1.1"])
    return context


class Pool:
    """Opens connections when asked, as many as `most` together.

    `make` makes a connection's protocol; `opened` is told each new one and whatever was handed to `open` with
    it, `failed` what kept it from opening.
    """

    def __init__(
        self,
        target: Target,
        address: str,
        timeouts: Timeouts,
        most: int,
        *,
        make: Callable[[], Connection],
        opened: Callable[[Connection, Any], None],
        failed: Callable[[ErrorKind, Any], None],
    ) -> None:
        self._target = target
        self._address = address
        self._timeouts = timeouts
        self._most = most
        self._make, self._opened, self._failed = make, opened, failed
        self._context = tls_context(target)
        self._tasks: dict[asyncio.Task[None], bool] = {}
        self._idle: list[Connection] = []
        self.all: set[Connection] = set()

    @property
    def opening(self) -> int:
        """How many are on their way."""
        return len(self._tasks)

    @property
    def promised(self) -> int:
        """How many on their way are for somebody."""
        return sum(self._tasks.values())

    @property
    def has_room(self) -> bool:
        """Whether one more may be opened now."""
        return len(self._tasks) < OPENING_MAX and len(self.all) + len(self._tasks) < self._most

    def take(self) -> Connection | None:
        """Return the idle connection used last, so that those beyond need age and end; None without one."""
        while self._idle:
            connection = self._idle.pop()
            if not connection.closed:
                return connection
        return None

    def put(self, connection: Connection) -> None:
        """Keep a connection for whoever comes next."""
        self._idle.append(connection)

    def open(self, handed: Any) -> None:
        """Begin to open a connection; `handed` comes back with it."""
        task = asyncio.get_running_loop().create_task(self._open(handed))
        self._tasks[task] = handed is not None
        task.add_done_callback(self._tasks.pop)

    def lost(self, connection: Connection) -> None:
        """Forget a connection that is closed."""
        self.all.discard(connection)

    def sweep(self) -> None:
        """End what is late, and forget idle ones that the other side closed."""
        now = clock()
        for connection in list(self.all):
            connection.sweep(now, self._timeouts.first_byte, self._timeouts.total)
        self._idle = [connection for connection in self._idle if not connection.closed]

    async def close(self) -> None:
        """Close all of them, and stop opening."""
        tasks = list(self._tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        for connection in list(self.all):
            connection.visitor = None
            connection.close()
        self.all.clear()
        # Transports that were aborted close their sockets in the loop's next turn.
        await asyncio.sleep(0)
        await asyncio.sleep(0)

    async def _open(self, handed: Any) -> None:
        target = self._target
        connection: Connection | None = None
        try:
            async with asyncio.timeout(self._timeouts.connect):
                _, connection = await asyncio.get_running_loop().create_connection(
                    self._make,
                    self._address,
                    target.port,
                    ssl=self._context,
                    server_hostname=target.host if self._context else None,
                    flags=socket.AI_NUMERICHOST,
                )
        except OSError as error:
            self._failed(error_kind(error), handed)
            return
        if connection.closed:
            self._failed(ErrorKind.CLOSED, handed)
            return
        self.all.add(connection)
        self._opened(connection, handed)


def error_kind(error: OSError) -> ErrorKind:
    """Return what kept a connection from opening."""
    match error:
        case TimeoutError():
            return ErrorKind.CONNECT_TIMEOUT
        case ssl.SSLCertVerificationError():
            return ErrorKind.CERTIFICATE
        case ssl.SSLError():
            return ErrorKind.TLS
        case ConnectionRefusedError():
            return ErrorKind.REFUSED
        case ConnectionResetError() | ConnectionAbortedError() | BrokenPipeError():
            return ErrorKind.CLOSED
        case _ if error.errno in _SOCKETS_SPENT:
            return ErrorKind.NO_SOCKET
        case _:
            return ErrorKind.UNREACHABLE
