"""Commands of traffic out: the small shop to try a load on, and the worker of a run."""

import sys
from fractions import Fraction
from pathlib import Path

from revroute_desktop.cli.answers import Answer
from revroute_desktop.cli.options import CommandGroup, count
from revroute_desktop.cli.terminal import Terminal
from revroute_desktop.errors import UserError
from revroute_desktop.traffic.load.behaviour import Behaviour, read_delay, read_stall
from revroute_desktop.traffic.load.serve import Serving, serve


def declare(group: CommandGroup) -> None:
    """Declare what `revroute traffic` does with load."""
    _declare_serve(group)
    group.command("load-worker", "one worker of a run; `run` starts it", _work)


def _declare_serve(group: CommandGroup) -> None:
    parser = group.command("serve", "a small shop on loopback, to try a load on", _serve)
    parser.add_argument("--host", default="127.0.0.1", help="an address of loopback (default: 127.0.0.1)")
    parser.add_argument("--port", type=int, default=8080, help="0 for any free one (default: 8080)")
    parser.add_argument(
        "--latency",
        default="0",
        metavar="MS",
        help="20, uniform:10-50, exponential:20 or lognormal:20-90 (median and 95th percentile)",
    )
    parser.add_argument("--errors", default="0%", metavar="SHARE", help="how many fail, such as 0.5%%")
    parser.add_argument("--capacity", type=count, metavar="N", help="requests worked on at a time")
    parser.add_argument(
        "--queue", type=count, default=1000, metavar="N", help="how many more may wait (default: 1000)"
    )
    parser.add_argument(
        "--stall",
        action="append",
        default=[],
        metavar="AT+SECONDS",
        help="stand still this long, from a second since the first request on; may be repeated",
    )
    parser.add_argument("--log", type=Path, metavar="FILE", help="append an access log (combined format)")
    parser.add_argument(
        "--log-times", action="store_true", help="end its lines with the seconds that each request took"
    )
    parser.add_argument(
        "--token",
        action="append",
        default=[],
        metavar="PATH=TEXT",
        help="answer a path below /.well-known/ with a text; may be repeated",
    )
    parser.add_argument("--certificate", type=Path, metavar="PEM", help="serve TLS with this certificate")
    parser.add_argument("--key", type=Path, metavar="PEM", help="the certificate's key")
    parser.add_argument("--for", dest="seconds", type=count, metavar="SECONDS", help="end by itself")


def _serve(terminal: Terminal) -> Answer:
    options = terminal.options
    serving = Serving(
        host=options.host,
        port=_port(options.port),
        behaviour=Behaviour(
            delay=read_delay(options.latency),
            errors=_share(options.errors),
            capacity=options.capacity,
            queue=options.queue,
            stalls=tuple(read_stall(text) for text in options.stall),
        ),
        tokens=dict(_token(text) for text in options.token),
        log=options.log,
        log_times=options.log_times,
        certificate=options.certificate,
        key=options.key,
        seconds=options.seconds,
    )

    def started(url: str) -> None:
        terminal.note(f"The shop is open at {url} (Ctrl+C closes it).")
        terminal.progress(0, None, url)

    served = serve(serving, started=started, stop_asked=terminal.cancelled)
    return Answer(
        {"url": served.url, "answered": served.answered, "orders": served.orders},
        [f"{served.answered:,} requests were answered, {served.orders:,} orders taken."],
    )


def _work(terminal: Terminal) -> Answer:
    from revroute_desktop.traffic.load.worker import work

    reason = work(sys.stdin.fileno(), sys.stdout.buffer, terminal.cancelled)
    return Answer({"reason": reason})


def _port(number: int) -> int:
    if not 0 <= number < 1 << 16:
        raise UserError(f"{number} is no port; take one from 1 to 65535, or 0 for any free one.")
    return number


def _share(text: str) -> float:
    try:
        share = Fraction(text.removesuffix("%")) / (100 if text.endswith("%") else 1)
    except (ValueError, ZeroDivisionError):
        share = Fraction(-1)
    if not 0 <= share <= 1:
        raise UserError(f"{text[:60]!r} is no share; write it as 0.5% or 0.005.")
    return float(share)


def _token(text: str) -> tuple[str, str]:
    path, equals, token = text.partition("=")
    if not (equals and path.startswith("/.well-known/") and token):
        raise UserError(f"{text[:60]!r} is no token; write it as /.well-known/revroute-load-ID.txt=TEXT.")
    return path, token
