"""What tests of the load engine share: small scenarios, servers that misbehave, certificates, runs."""

import asyncio
import datetime
import functools
import ipaddress
import ssl
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TypeVar

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from revroute_desktop.traffic.load.engine import Engine
from revroute_desktop.traffic.load.model import (
    Journey,
    Limits,
    LoadModel,
    Request,
    Scenario,
    Stage,
    Target,
    Template,
    Timeouts,
)
from revroute_desktop.traffic.load.serve import run_loop
from revroute_desktop.traffic.load.share import Share
from revroute_desktop.traffic.load.snapshot import Snapshot, total

Case = TypeVar("Case", bound=Callable[..., None])


def once_in_four(test: Case) -> Case:
    """What holds on a machine with time to spare must be seen once in four runs; others may keep it busy."""

    @functools.wraps(test)
    def again(*args: object, **given: object) -> None:
        for _ in range(3):
            try:
                return test(*args, **given)
            except AssertionError:
                continue
        return test(*args, **given)

    return again  # type: ignore[return-value]


Handler = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]

WIDE = Limits(rate=1e6, requests=10**9, bytes=1 << 40, seconds=60, connections=500)
PATIENT = Timeouts(connect=5, first_byte=10, total=20)
QUICK = Timeouts(connect=0.4, first_byte=0.3, total=0.5)
NOWHERE = Target("http", "127.0.0.1", 1)
GET = Request("home", "GET", Template(("/",)))


def journeys(*requests: Request) -> tuple[Journey, ...]:
    return (Journey("only", 1.0, requests or (GET,)),)


def scenario(
    *stages: Stage,
    model: LoadModel = LoadModel.OPEN,
    target: Target = NOWHERE,
    limits: Limits = WIDE,
    timeouts: Timeouts = QUICK,
    walks: tuple[Journey, ...] = (),
    **more: object,
) -> Scenario:
    return Scenario(
        "test", target, model, stages, walks or journeys(), limits=limits, timeouts=timeouts, **more
    )


class Result:
    """What a run in this process came to."""

    def __init__(self, reason: str | None, snapshots: list[Snapshot], start: float) -> None:
        self.reason = reason
        self.snapshots = snapshots
        self.start = start
        self.whole = total(snapshots)


async def drive(plan: Scenario, *, stop_asked: Callable[[], bool] = lambda: False, run: str = "r1") -> Result:
    """Run one engine in the running loop, against 127.0.0.1."""
    snapshots: list[Snapshot] = []
    engine = Engine(plan, Share(run, "127.0.0.1"), report=snapshots.append, stop_asked=stop_asked)
    start = time.perf_counter() + 0.05
    reason = await engine.run(start)
    whole = total(snapshots)
    assert whole.sent == whole.ended + whole.retried + whole.in_flight - _never_sent(whole)
    return Result(reason, snapshots, start)


def _never_sent(whole: Snapshot) -> int:
    """How many requests failed before they could be sent."""
    unsent = (
        "connection refused",
        "unreachable",
        "no connection in time",
        "certificate not trusted",
        "TLS failed",
        "no free connection in time",
        "no more sockets here",
        "a value that cannot be sent",
    )
    return sum(whole.errors.get(kind, 0) for kind in unsent)


@asynccontextmanager
async def hosting(handler: Handler, tls: ssl.SSLContext | None = None) -> AsyncIterator[int]:
    """Let a server do what `handler` does to each connection; gives its port, and leaves no socket open."""

    async def safely(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            await handler(reader, writer)
        except (OSError, RuntimeError, asyncio.IncompleteReadError, asyncio.CancelledError):
            # Writing to a caller that has gone is a RuntimeError on uvloop.
            pass
        finally:
            writer.transport.abort()

    others = asyncio.all_tasks()
    server = await asyncio.start_server(safely, "127.0.0.1", 0, ssl=tls)
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        server.close()
        callers = asyncio.all_tasks() - others - {asyncio.current_task()}
        for task in callers:
            task.cancel()
        await asyncio.gather(*callers, return_exceptions=True)
        await asyncio.sleep(0.02)


def against(
    handler: Handler,
    make: Callable[[Target], Scenario],
    *,
    tls: ssl.SSLContext | None = None,
    scheme: str | None = None,
    authority: Path | None = None,
    stop_asked: Callable[[], bool] = lambda: False,
    host: str = "127.0.0.1",
) -> Result:
    """Run a scenario against a server that does what `handler` does to each connection."""

    async def main() -> Result:
        async with hosting(handler, tls) as port:
            target = Target(
                scheme or ("https" if tls else "http"), host, port, str(authority) if authority else None
            )
            return await drive(make(target), stop_asked=stop_asked)

    return run_loop(main())


async def read_request(reader: asyncio.StreamReader) -> bytes:
    """Return the head of the next request."""
    return await reader.readuntil(b"\r\n\r\n")


def answering(*pieces: bytes) -> Handler:
    """A server that answers every request with the same bytes, and keeps the connection."""

    async def handler(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while True:
            await read_request(reader)
            for piece in pieces:
                writer.write(piece)
                await writer.drain()

    return handler


def certificate(
    folder: Path, name: str, *, host: str = "127.0.0.1", expired: bool = False
) -> tuple[Path, Path]:
    """Write a certificate that vouches for itself, and its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = datetime.datetime.now(datetime.UTC)
    days = datetime.timedelta(days=1)
    try:
        alternative: x509.GeneralName = x509.IPAddress(ipaddress.ip_address(host))
    except ValueError:
        alternative = x509.DNSName(host)
    made = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - 3 * days)
        .not_valid_after(now - days if expired else now + days)
        .add_extension(x509.SubjectAlternativeName([alternative]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    pem, key_pem = folder / f"{name}.pem", folder / f"{name}.key"
    pem.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    key_pem.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    return pem, key_pem


def server_tls(pem: Path, key: Path) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(pem, key)
    return context
