"""One small file fetched from one address: bounded in time and size, following nothing."""

import asyncio
import socket
from typing import Any, Final

import httptools

from revroute_desktop.traffic.load.headers import identity
from revroute_desktop.traffic.load.model import Target
from revroute_desktop.traffic.load.pool import tls_context

ANSWER_BYTES_MAX: Final = 16 << 10
"""Bytes of headers and body together after which an answer is cut off."""

_PIECE: Final = 4096


class _Answer:
    """What httptools tells of an answer."""

    def __init__(self) -> None:
        self.body = b""
        self.sized = self.whole = False

    def on_header(self, name: bytes, value: bytes) -> None:
        """Called by the parser."""
        self.sized = self.sized or name.lower() in (b"content-length", b"transfer-encoding")

    def on_body(self, data: bytes) -> None:
        """Called by the parser."""
        self.body += data

    def on_message_complete(self) -> None:
        """Called by the parser."""
        self.whole = True


async def fetch(target: Target, address: str, path: str, run: str, seconds: float) -> tuple[int, bytes]:
    """Return status and body of `path` at the target, asked from `address` alone.

    Raises OSError where it can't be reached (TimeoutError after `seconds`, ssl.SSLError among them), and
    ValueError where what it says is no answer in HTTP, ends too early or is longer than ANSWER_BYTES_MAX.
    """
    context = tls_context(target)
    headers = [("Host", target.netloc), *identity(run), ("Accept", "text/plain"), ("Connection", "close")]
    head = "".join(f"{name}: {value}\r\n" for name, value in headers)
    async with asyncio.timeout(seconds):
        reader, writer = await asyncio.open_connection(
            address,
            target.port,
            ssl=context,
            server_hostname=target.host if context else None,
            flags=socket.AI_NUMERICHOST,
        )
        try:
            writer.write(f"GET {path} HTTP/1.1\r\n{head}\r\n".encode("ascii"))
            return await _answer(reader)
        finally:
            writer.transport.abort()


async def _answer(reader: asyncio.StreamReader) -> tuple[int, bytes]:
    answer = _Answer()
    parser: Any = httptools.HttpResponseParser(answer)
    read = 0
    while not answer.whole:
        piece = await reader.read(_PIECE)
        read += len(piece)
        if read > ANSWER_BYTES_MAX:
            raise ValueError(f"it is longer than {ANSWER_BYTES_MAX >> 10} KiB")
        if not piece:
            # A body without a length ends with its connection; a head must have come by then.
            if answer.body and not answer.sized:
                break
            raise ValueError("it ended too early")
        try:
            parser.feed_data(piece)
        except (httptools.HttpParserError, httptools.HttpParserUpgrade) as error:
            raise ValueError("it is not HTTP") from error
    return parser.get_status_code(), answer.body
