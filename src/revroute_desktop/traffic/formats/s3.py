"""Amazon S3 server access logs.

Fields in their order, those with spaces in quotes, the time in brackets
(https://docs.aws.amazon.com/AmazonS3/latest/userguide/LogFormat.html): bucket owner, bucket, time, remote
IP, requester, request ID, operation, key, "Request-URI", HTTP status, error code, bytes sent, object size,
total time and turn-around time in milliseconds, "Referer", "User-Agent", version ID and more that newer
versions add at the end.
"""

import re
from collections.abc import Sequence
from itertools import islice
from typing import Final

from revroute_desktop.traffic.formats.parsed import Parsed, Request, Unreadable, read_each
from revroute_desktop.traffic.formats.times import apache_time
from revroute_desktop.traffic.formats.values import silent, split_request, unescape, whole
from revroute_desktop.traffic.hits import UNKNOWN

_TOKEN: Final = re.compile(r'"([^"\\]*(?:(?:\\.|"(?!\s|$))[^"\\]*)*)"(?=\s|$)|\[([^\]]*)\]|(\S+)')
_FIELDS: Final = 17
_MOST: Final = 32
"""Fields looked at: a line has 27 at most so far, and one of noise is not to be searched through."""


def parse(lines: Sequence[str], numbers: Sequence[int], offsets: Sequence[int], state: str = "") -> Parsed:
    """Read lines of an S3 server access log."""
    return read_each(lines, numbers, offsets, state, _read_line)


def _read_line(line: str) -> Request:
    tokens = islice(_TOKEN.finditer(line), _MOST)
    values = [next(part for part in found.groups() if part is not None) for found in tokens]
    if len(values) < _FIELDS:
        raise Unreadable(f"there are {len(values)} fields, a line has at least {_FIELDS}")
    method, _, path, query = split_request(unescape(values[8]))
    if not method:
        # Lifecycle and batch work has no request line, only an operation such as S3.EXPIRE.OBJECT and a key.
        path = "/" + silent(values[7])
    total = whole(values[13], "total time")
    return Request(
        at=apache_time(values[2], "UTC"),
        address=silent(values[3]),
        host=silent(values[1]),
        method=method,
        path=path,
        query=query,
        status=whole(values[9], "status"),
        size=max(0, whole(values[11], "number of bytes")),  # a dash stands for zero here
        latency=UNKNOWN if total == UNKNOWN else total * 1000,
        referrer=silent(unescape(values[15])),
        agent=silent(unescape(values[16])),
    )
