"""Custom formats in nginx's way: `$remote_addr - $remote_user [$time_local] "$request" $status …`.

Variables as `log_format` has them (https://nginx.org/en/docs/http/ngx_http_log_module.html#log_format,
https://nginx.org/en/docs/varindex.html); one that fills no column is read over.
"""

import re
from collections.abc import Callable
from typing import Final

from revroute_desktop.errors import UserError
from revroute_desktop.traffic.formats.custom import CustomFormat, Field, Literal, Part, compile_parts
from revroute_desktop.traffic.formats.times import apache_time, epoch_time, iso_time

_VARIABLE: Final = re.compile(r"\$(?:\{([a-z0-9_]+)\}|([a-z0-9_]+))")
_LIST: Final = r"[^\s,\"]++(?:, *[^\s,\"]++)*"
_KNOWN: Final[dict[str, tuple[str, str]]] = {
    "remote_addr": ("address", ""),
    "binary_remote_addr": ("", ""),
    "http_x_forwarded_for": ("forwarded", _LIST),
    "proxy_add_x_forwarded_for": ("forwarded", _LIST),
    "http_x_real_ip": ("", ""),
    "host": ("host", ""),
    "http_host": ("host", ""),
    "server_name": ("host", ""),
    "time_local": ("time", r"\d{1,2}/[A-Za-z]{3}/\d{4}:\d\d:\d\d:\d\d [+-]\d{4}"),
    "time_iso8601": ("time", r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:[+-]\d\d:\d\d|Z)"),
    "msec": ("time", r"\d+(?:\.\d+)?"),
    "request": ("request", ""),
    "request_method": ("method", ""),
    "request_uri": ("target", ""),
    "uri": ("target", ""),
    "document_uri": ("target", ""),
    "args": ("query", ""),
    "query_string": ("query", ""),
    "status": ("status", r"\d{3}|-"),
    "body_bytes_sent": ("size", r"\d+|-"),
    "bytes_sent": ("size", r"\d+|-"),
    "request_time": ("seconds", r"\d+(?:\.\d+)?|-"),
    "http_referer": ("referrer", ""),
    "http_user_agent": ("agent", ""),
}
_BARE_REQUEST: Final = r"[A-Za-z_-]+ \S+(?: HTTP/[0-9.]+)?|-"
# What a variable is read as, where several fill the same column and both stand in the format.
_READERS: Final[dict[str, Callable[[str, str], int]]] = {
    "time_local": apache_time,
    "time_iso8601": iso_time,
    "msec": lambda text, _zone: epoch_time(text),
}


def compile_nginx(text: str, zone: str) -> tuple[CustomFormat, Callable[[dict[str, str]], int]]:
    """Return the compiled format of a string in nginx's way, and what reads the time of its lines.

    A whole `log_format name '…' '…';` is understood too. Raises UserError for one without variables.
    """
    text = _bare(text)
    parts: list[Part] = []
    place = 0
    reader: Callable[[str, str], int] | None = None
    for found in _VARIABLE.finditer(text):
        if found.start() > place:
            parts.append(Literal(text[place : found.start()]))
        place = found.end()
        name = found[1] or found[2]
        meaning, pattern = _KNOWN.get(name, ("", ""))
        quoted = bool(parts) and isinstance(parts[-1], Literal) and parts[-1].text.endswith('"')
        if name == "request" and not quoted:
            pattern = _BARE_REQUEST
        if name in _READERS:
            reader = reader or _READERS[name]
        parts.append(Field(f"${name}", meaning, pattern))
    if not parts:
        raise UserError(f"The format {text[:80]!r} has no variable such as $remote_addr.")
    if place < len(text):
        parts.append(Literal(text[place:]))
    custom = compile_parts(text, parts)
    assert reader is not None, "a format without a time is refused"
    read = reader
    return custom, lambda row: read(row["time"], zone)


def _bare(text: str) -> str:
    """Return a format string without the words of the configuration around it."""
    text = text.strip()
    if not text.startswith("log_format"):
        return text
    pieces = re.findall(r"'((?:[^'\\]|\\.)*)'|\"((?:[^\"\\]|\\.)*)\"", text)
    return "".join(single or double for single, double in pieces)
