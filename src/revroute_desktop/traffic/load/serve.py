"""Run the small server until somebody asks to stop."""

import asyncio
import gc
import ipaddress
import ssl
import sys
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from revroute_desktop.errors import UserError
from revroute_desktop.traffic.load.access_log import AccessLog
from revroute_desktop.traffic.load.behaviour import Behaviour
from revroute_desktop.traffic.load.server import ShopServer
from revroute_desktop.traffic.load.shop import Shop
from revroute_desktop.work import StopAsked

_Result = TypeVar("_Result")

_LOOK = 0.1  # seconds between two looks at the wish to stop


@dataclass(frozen=True, slots=True)
class Serving:
    """What to serve, and where: `host` is an address of this machine's loopback, port 0 any free one.

    `tokens` has the text of each path that proves ownership; `certificate` and `key` are files for TLS;
    `seconds` ends it by itself.
    """

    host: str = "127.0.0.1"
    port: int = 0
    behaviour: Behaviour = field(default_factory=Behaviour)
    tokens: dict[str, str] = field(default_factory=dict)
    log: Path | None = None
    log_times: bool = False
    certificate: Path | None = None
    key: Path | None = None
    seconds: float | None = None


@dataclass(frozen=True, slots=True)
class Served:
    """What came of it."""

    url: str
    answered: int
    orders: int


def run_loop(main: Coroutine[Any, Any, _Result]) -> _Result:
    """Run to the end, on uvloop where there is one."""
    if sys.platform == "win32":
        return asyncio.run(main)
    import uvloop

    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        return runner.run(main)


def serve(serving: Serving, *, started: Callable[[str], None], stop_asked: StopAsked) -> Served:
    """Serve until asked to stop; `started` is told the URL.

    Raises UserError for an address that is not this machine's loopback or cannot be listened on, for files of
    TLS that do not fit, and for a log that cannot be written.
    """
    try:
        loopback = ipaddress.ip_address(serving.host).is_loopback
    except ValueError:
        loopback = False
    if not loopback:
        raise UserError(
            f"The small shop listens on loopback alone, and {serving.host[:60]!r} is not; "
            "take 127.0.0.1 or ::1."
        )
    # What is loaded now stays; looking through it again and again would only make answers late.
    gc.freeze()
    return run_loop(_serve(serving, started, stop_asked))


async def _serve(serving: Serving, started: Callable[[str], None], stop_asked: StopAsked) -> Served:
    shop = Shop(tokens=dict(serving.tokens))
    tls = _tls(serving)
    log = AccessLog(serving.log, times=serving.log_times) if serving.log else None
    server = ShopServer(shop, serving.behaviour, log)
    loop = asyncio.get_running_loop()
    try:
        port = await _start(server, serving, tls)
        host = f"[{serving.host}]" if ":" in serving.host else serving.host
        url = f"{'https' if tls else 'http'}://{host}:{port}"
        started(url)
        end = loop.time() + (float("inf") if serving.seconds is None else serving.seconds)
        while not stop_asked() and loop.time() < end:
            await asyncio.sleep(_LOOK)
    finally:
        await server.close()
        if log is not None:
            log.close()
    return Served(url, server.answered, shop.orders)


async def _start(server: ShopServer, serving: Serving, tls: ssl.SSLContext | None) -> int:
    try:
        return await server.start(serving.host, serving.port, tls)
    except OSError as error:
        raise UserError(
            f"Port {serving.port} of {serving.host} cannot be listened on ({error.strerror or error}); "
            "name another with --port, or 0 for any."
        ) from error


def _tls(serving: Serving) -> ssl.SSLContext | None:
    if serving.certificate is None:
        return None
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    try:
        context.load_cert_chain(serving.certificate, serving.key)
    except OSError as error:
        raise UserError(
            f"The certificate {serving.certificate} and its key cannot be used ({error.strerror or error}); "
            "name PEM files that belong together."
        ) from error
    return context
