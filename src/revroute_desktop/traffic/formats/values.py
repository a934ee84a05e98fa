"""Single values as logs write them: numbers, durations, request lines, escaped texts."""

import re
from typing import Final

from revroute_desktop.traffic.formats.parsed import Unreadable
from revroute_desktop.traffic.hits import UNKNOWN

_ESCAPE: Final = re.compile(r"(?:\\x[0-9a-fA-F]{2})+|\\[\"\\nrtbvf]")
_PLAIN_ESCAPES: Final = {"n": "\n", "r": "\r", "t": "\t", "b": "\b", "v": "\v", "f": "\f"}
_METHOD: Final = re.compile(r"[A-Za-z][A-Za-z_-]{0,31}")
_PROTOCOL: Final = re.compile(r" +HTTPS?/[0-9.]+$", re.IGNORECASE)
_NUMBER: Final = re.compile(r"[0-9]{1,18}")
_SECONDS: Final = re.compile(r"([0-9]{1,12})(?:\.([0-9]{1,12}))?")


def silent(text: str) -> str:
    """Return a text, "" where the log wrote its dash for nothing."""
    return "" if text == "-" else text


def whole(text: str, what: str) -> int:
    """Return a whole number, UNKNOWN for "-" or nothing; raises Unreadable for another text."""
    if _NUMBER.fullmatch(text):
        return int(text)
    if text in ("-", ""):
        return UNKNOWN
    raise Unreadable(f"the {what} {text[:40]!r} is no whole number")


def micros_of_seconds(text: str) -> int:
    """Return seconds with decimals as microseconds, UNKNOWN for "-", nothing or -1; digits below the
    microsecond are cut off. Raises Unreadable for another text.
    """
    found = _SECONDS.fullmatch(text)
    if found:
        return int(found[1]) * 1_000_000 + int(((found[2] or "") + "000000")[:6])
    if text in ("-", "", "-1"):
        return UNKNOWN
    raise Unreadable(f"the duration {text[:40]!r} is no number of seconds")


def unescape(text: str) -> str:
    r"""Return a text without the escapes of Apache and nginx: \" \\ \n and \xhh, these as UTF-8."""
    return _ESCAPE.sub(_unescaped, text) if "\\" in text else text


def split_target(target: str) -> tuple[str, str, str]:
    """Return host, path and query of a request's target; the host is "" unless the target names it."""
    host = ""
    if not target.startswith("/"):
        scheme, mark, rest = target.partition("://")
        if mark and scheme.isalpha():
            end = min((place for place in map(rest.find, "/?") if place >= 0), default=len(rest))
            host = without_port(rest[:end])
            target = rest[end:] if rest[end : end + 1] == "/" else "/" + rest[end:]
    path, _, query = target.partition("?")
    return host, path, query


def split_request(line: str) -> tuple[str, str, str, str]:
    """Return method, host, path and query of a request line; all "" for one that is none (an empty one,
    TLS bytes sent to a plain port).
    """
    method, space, rest = line.strip().partition(" ")
    if not space or not _METHOD.fullmatch(method):
        return "", "", "", ""
    target = _PROTOCOL.sub("", rest).strip()
    return (method, *split_target(target))


def without_port(text: str) -> str:
    """Return a host or address without a port: `a.example:443`, `192.0.2.1:2817`, `[2001:db8::1]:443`."""
    if text.startswith("["):
        return text[1:].partition("]")[0]
    host, colon, port = text.rpartition(":")
    return host if colon and ":" not in host and port.isdigit() else text


def _unescaped(found: "re.Match[str]") -> str:
    text = found[0]
    if text.startswith("\\x"):
        return bytes.fromhex(text.replace("\\x", "")).decode("utf-8", "replace")
    return _PLAIN_ESCAPES.get(text[1], text[1])
