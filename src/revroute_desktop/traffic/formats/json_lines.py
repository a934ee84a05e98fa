"""JSON lines: Caddy's access log, and what nginx writes with a `log_format … escape=json`.

Caddy (https://caddyserver.com/docs/caddyfile/directives/log) has one object a line with `request`,
`status`, `size`, `duration` and `ts`. nginx has whatever names the operator chose
(https://nginx.org/en/docs/http/ngx_http_log_module.html#log_format), so each column is looked for under the
names of nginx's variables and those that are common beside them.
"""

import json
import re
from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from revroute_desktop.traffic.formats.parsed import Parsed, Request, Unreadable, read_each
from revroute_desktop.traffic.formats.times import apache_time, epoch_time, iso_time
from revroute_desktop.traffic.formats.values import (
    micros_of_seconds,
    silent,
    split_request,
    split_target,
    without_port,
)
from revroute_desktop.traffic.hits import UNKNOWN

NGINX_NAMES: Final[Mapping[str, tuple[str, ...]]] = {
    "time": ("msec", "time_iso8601", "time_local", "@timestamp", "timestamp", "time", "ts", "date"),
    "address": ("remote_addr", "client_ip", "remote_ip", "client", "ip", "clientip", "address"),
    "forwarded": ("http_x_forwarded_for", "x_forwarded_for", "proxy_add_x_forwarded_for", "forwarded", "xff"),
    "host": ("host", "http_host", "server_name", "vhost", "domain"),
    "method": ("request_method", "method"),
    "target": ("request_uri", "uri", "url", "path"),
    "query": ("args", "query_string", "query"),
    "request": ("request",),
    "status": ("status", "status_code", "response"),
    "size": ("body_bytes_sent", "bytes_sent", "bytes", "size"),
    "latency": ("request_time", "duration", "response_time"),
    "referrer": ("http_referer", "http_referrer", "referer", "referrer"),
    "agent": ("http_user_agent", "user_agent", "agent", "useragent"),
}
"""Names under which each column is looked for, first come first."""

_DURATION: Final = re.compile(r"(?:(\d+(?:\.\d+)?)(h|ms|m|s|µs|us|ns))+")
_DURATION_PART: Final = re.compile(r"(\d+(?:\.\d+)?)(h|ms|m|s|µs|us|ns)")
_UNITS: Final = {
    "h": Decimal(3_600_000_000),
    "m": Decimal(60_000_000),
    "s": Decimal(1_000_000),
    "ms": Decimal(1000),
    "µs": Decimal(1),
    "us": Decimal(1),
    "ns": Decimal("0.001"),
}


def parse_caddy(
    lines: Sequence[str], numbers: Sequence[int], offsets: Sequence[int], state: str = ""
) -> Parsed:
    """Read lines of Caddy's access log; messages of its other loggers are skipped."""
    return read_each(lines, numbers, offsets, state, lambda line: _caddy(_object(line)))


def parse_nginx(
    lines: Sequence[str],
    numbers: Sequence[int],
    offsets: Sequence[int],
    state: str = "",
    *,
    zone: str = "UTC",
) -> Parsed:
    """Read JSON lines of nginx; `zone` is that of times without an offset."""
    return read_each(lines, numbers, offsets, state, lambda line: _nginx(_object(line), zone))


def is_caddy(line: str) -> bool:
    """Whether a line is an access entry of Caddy."""
    try:
        row = _object(line)
    except Unreadable:
        return False
    return isinstance(row.get("request"), dict) and "status" in row


def names_found(line: str) -> dict[str, str]:
    """Return for each column the name under which a line of nginx has it; raises Unreadable."""
    row = _object(line)
    return {
        column: next(name for name in names if name in row)
        for column, names in NGINX_NAMES.items()
        if any(name in row for name in names)
    }


def _object(line: str) -> dict[str, Any]:
    try:
        row = json.loads(line, parse_float=_kept, parse_int=_kept, parse_constant=_kept)
    except (ValueError, RecursionError):
        raise Unreadable("the line is no JSON") from None
    if not isinstance(row, dict):
        raise Unreadable("the line is JSON, but no object")
    return row


def _kept(text: str) -> str:
    """Keep a number as it is written, so that no digit of a time is lost."""
    return text


def _caddy(row: dict[str, Any]) -> Request | None:
    request = row.get("request")
    if not isinstance(request, dict) or "status" not in row:
        if "logger" in row or "msg" in row:
            return None
        raise Unreadable("there is no request in the object")
    headers = request.get("headers")
    given = {name.lower(): value for name, value in headers.items()} if isinstance(headers, dict) else {}

    def header(name: str) -> str:
        value = given.get(name, "")
        return ", ".join(map(_text, value)) if isinstance(value, list) else _text(value)

    named, path, query = split_target(_text(request.get("uri")))
    return Request(
        at=_time(_text(row.get("ts")), "UTC"),
        address=_text(request.get("remote_ip")) or without_port(_text(request.get("remote_addr"))),
        forwarded=header("x-forwarded-for"),
        host=without_port(_text(request.get("host"))) or named,
        method=_text(request.get("method")),
        path=path,
        query=query,
        status=_number(row.get("status"), "status"),
        size=_number(row.get("size"), "size"),
        latency=_duration(_text(row.get("duration"))),
        referrer=header("referer"),
        agent=header("user-agent"),
    )


def _nginx(row: dict[str, Any], zone: str) -> Request:
    def text(column: str) -> str:
        for name in NGINX_NAMES[column]:
            value = silent(_text(row.get(name)))
            if value:
                return value
        return ""

    method, host, path, query = split_request(text("request"))
    if not method and text("target"):
        method = text("method")
        host, path, query = split_target(text("target"))
    time = text("time")
    if not time:
        raise Unreadable("there is no time under a name such as time_iso8601, time_local or msec")
    if not method and not text("status"):
        raise Unreadable("there is neither a request nor a status under a name known here")
    return Request(
        at=_time(time, zone),
        address=text("address"),
        forwarded=text("forwarded"),
        host=without_port(text("host")) or host,
        method=method or text("method"),
        path=path,
        query=query or text("query"),
        status=_number(text("status"), "status"),
        size=_number(text("size"), "size"),
        latency=_duration(text("latency")),
        referrer=text("referrer"),
        agent=text("agent"),
    )


def _text(value: object) -> str:
    if not isinstance(value, str):
        return ""
    # JSON can escape half of a surrogate pair, which no UTF-8 has.
    return value if value.isascii() else value.encode("utf-8", "replace").decode()


def _number(value: object, what: str) -> int:
    text = _text(value)
    if text in ("", "-"):
        return UNKNOWN
    if not (text.isascii() and text.isdecimal()) or len(text) > 18:
        raise Unreadable(f"the {what} {text[:40]!r} is no whole number")
    return int(text)


def _time(text: str, zone: str) -> int:
    if text[:1].isdecimal() and text.replace(".", "", 1).isdecimal():
        whole = text.partition(".")[0]
        return int(whole) * 1000 if len(whole) == 13 else epoch_time(text)  # milliseconds have 13 digits
    if "/" in text[:7]:
        return apache_time(text.replace(" ", ":", 1) if text[4:5] == "/" else text, zone)
    return iso_time(text, zone)


def _duration(text: str) -> int:
    """Return seconds, or a duration as Go writes it (`1.5ms`, `1m2s`), as microseconds."""
    if _DURATION.fullmatch(text):
        total = sum((Decimal(n) * _UNITS[unit] for n, unit in _DURATION_PART.findall(text)), Decimal())
        return int(total)
    if "e" in text.lower():
        try:
            return int(Decimal(text) * 1_000_000)
        except (InvalidOperation, OverflowError, ValueError):
            raise Unreadable(f"the duration {text[:40]!r} is no number") from None
    return micros_of_seconds(text)
