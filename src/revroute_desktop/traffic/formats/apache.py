"""Common, combined and vhost combined log formats, read with care.

Apache's `mod_log_config` names them (https://httpd.apache.org/docs/2.4/mod/mod_log_config.html#examples):
common `%h %l %u %t "%r" %>s %b`, combined `… "%{Referer}i" "%{User-agent}i"`, vhost combined `%v:%p` before
it. nginx's predefined `combined` is the same (https://nginx.org/en/docs/http/ngx_http_log_module.html), and
the `main` of its packages adds `"$http_x_forwarded_for"`.

Beyond these forms it reads what servers and people make of them: an X-Forwarded-For list in place of or
before the address, a quote that is not closed or stands inside a text, a request without protocol or none
at all, a time without offset, further fields at the end.
"""

import re
from collections.abc import Sequence
from functools import partial
from typing import Final

from revroute_desktop.traffic.formats.parsed import Parsed, Request, Unreadable, read_each
from revroute_desktop.traffic.formats.times import apache_time
from revroute_desktop.traffic.formats.values import silent, split_request, unescape, whole, without_port

_TIME: Final = re.compile(r"\s\[([^\]\[]{10,40})\]\s*")
_REQUEST: Final = re.compile(
    r'"(?P<request>[^"\\]*(?:\\.[^"\\]*)*)"\s+(?P<status>\d{3}|-)\s+(?P<size>\d{1,18}|-)(?=\s|$)'
)
_BROKEN_REQUEST: Final = re.compile(
    r'"(?P<request>.*?)"?\s{1,8}(?P<status>\d{3})\s{1,8}(?P<size>\d{1,18}|-)(?=\s{1,8}["-]|\s*$)'
)
_QUOTED: Final = re.compile(r'\s*"([^"\\]*(?:(?:\\.|"(?!\s|$))[^"\\]*)*)"(?=\s|$)')
_BARE: Final = re.compile(r"\s*[^\s\"]\S*")
_OPENED: Final = re.compile(r'\s*"(.*)$')
_ADDRESS: Final = re.compile(r"(?:\d{1,3}\.){3}\d{1,3}|[0-9A-Fa-f]*:[0-9A-Fa-f:.]+")


def parse(
    lines: Sequence[str],
    numbers: Sequence[int],
    offsets: Sequence[int],
    state: str = "",
    *,
    zone: str = "UTC",
) -> Parsed:
    """Read lines of any of these formats; `zone` is that of times without an offset."""
    return read_each(lines, numbers, offsets, state, partial(read_line, zone=zone))


def read_line(line: str, zone: str) -> Request:
    """Return the request of one line; raises Unreadable."""
    time = _TIME.search(line)
    if time is None:
        raise Unreadable("there is no time in brackets")
    host, forwarded, address = who(line[: time.start()].strip())
    request, end = _request(line, time.end())
    method, named_host, path, query = split_request(unescape(request["request"]))
    rest = _rest(line[end:])
    return Request(
        at=apache_time(time[1], zone),
        address=address,
        forwarded=forwarded or forwarded_after(rest[2:]),
        host=host or named_host,
        method=method,
        path=path,
        query=query,
        status=whole(request["status"], "status"),
        size=max(0, whole(request["size"], "size")),  # a dash says that no body was sent
        referrer=rest[0] if rest else "",
        agent=rest[1] if len(rest) > 1 else "",
    )


def texts_after(line: str) -> list[str]:
    """Return the quoted texts after the size: none in common, two in combined, three where nginx adds a list.
    Raises Unreadable.
    """
    time = _TIME.search(line)
    if time is None:
        raise Unreadable("there is no time in brackets")
    return _rest(line[_request(line, time.end())[1] :])


def names_host(line: str) -> bool:
    """Whether a line begins with the virtual host. Raises Unreadable."""
    time = _TIME.search(line)
    if time is None:
        raise Unreadable("there is no time in brackets")
    return bool(who(line[: time.start()].strip())[0])


def _request(line: str, start: int) -> tuple[dict[str, str], int]:
    found = _REQUEST.match(line, start) or _BROKEN_REQUEST.match(line, start)
    if found is None:
        raise Unreadable("after the time there is no request in quotes with status and size")
    return found.groupdict(), found.end()


def who(text: str) -> tuple[str, str, str]:
    """Return host, X-Forwarded-For list and address of what stands before the time."""
    if text.startswith('"'):
        forwarded, _, rest = text[1:].partition('"')
        tokens = rest.split()
        if not tokens:
            raise Unreadable("there is no address before the time")
        return "", silent(forwarded.strip()), tokens[0]
    tokens = text.split()
    if not tokens:
        raise Unreadable("there is no address before the time")
    listed = 0
    while listed < len(tokens) - 1 and tokens[listed].endswith(","):
        listed += 1
    if listed:
        # `a, b c`: the list is a, b and the address c; `a, b -`: the address itself is the last of the list.
        following = tokens[listed + 1] if listed + 1 < len(tokens) else "-"
        if is_address(following):
            return "", " ".join(tokens[: listed + 1]), following
        return "", " ".join(tokens[:listed]).rstrip(","), tokens[listed]
    if len(tokens) > 1 and is_address(tokens[1]):
        return without_port(tokens[0]), "", tokens[1]
    if len(tokens) > 3 and tokens[1] != "-" and not is_address(tokens[0]):
        return without_port(tokens[0]), "", tokens[1]
    return "", "", tokens[0]


def is_address(text: str) -> bool:
    """Whether a text has the form of an IPv4 or IPv6 address."""
    return _ADDRESS.fullmatch(text) is not None


def _rest(text: str) -> list[str]:
    """Return the quoted texts in their order, other fields between them left out; the last one may lack its
    closing quote.
    """
    texts: list[str] = []
    place = 0
    while place < len(text):
        found = _QUOTED.match(text, place) or _OPENED.match(text, place)
        if found is not None:
            texts.append(silent(unescape(found[1])))
        else:
            found = _BARE.match(text, place)
            if found is None:
                break
        place = found.end()
    return texts


def forwarded_after(texts: Sequence[str]) -> str:
    """Return a text after the agent that is a list of addresses, as nginx's `main` has it."""
    for text in texts:
        if text and all(is_address(without_port(part.strip())) for part in text.split(",")):
            return text
    return ""
