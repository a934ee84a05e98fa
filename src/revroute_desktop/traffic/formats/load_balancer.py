"""Access logs of AWS load balancers.

Application: https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-access-logs.html
Classic: https://docs.aws.amazon.com/elasticloadbalancing/latest/classic/access-log-collection.html

Fields are separated by spaces, texts with spaces in quotes; new fields are added at the end. The time is
when the response was generated; the latency is the sum of the three processing times, unknown where one of
them is −1.
"""

import re
from collections.abc import Sequence
from itertools import islice
from typing import Final

from revroute_desktop.traffic.formats.parsed import Parsed, Request, Unreadable, read_each
from revroute_desktop.traffic.formats.times import iso_time
from revroute_desktop.traffic.formats.values import (
    micros_of_seconds,
    silent,
    split_request,
    unescape,
    whole,
    without_port,
)
from revroute_desktop.traffic.hits import UNKNOWN

_TOKEN: Final = re.compile(r'"([^"\\]*(?:\\.[^"\\]*)*)"(?=\s|$)|(\S+)')
_TYPES: Final = frozenset({"http", "https", "h2", "grpcs", "ws", "wss"})
_CLASSIC_FIELDS: Final = 12
_APPLICATION_FIELDS: Final = 14
_MOST: Final = 64
"""Fields looked at: a line has 33 at most so far, and one of noise is not to be searched through."""


def parse(lines: Sequence[str], numbers: Sequence[int], offsets: Sequence[int], state: str = "") -> Parsed:
    """Read lines of an application or classic load balancer."""
    return read_each(lines, numbers, offsets, state, _read_line)


def is_application(line: str) -> bool:
    """Whether a line begins as those of application load balancers do."""
    return line.partition(" ")[0] in _TYPES


def _read_line(line: str) -> Request:
    tokens = islice(_TOKEN.finditer(line), _MOST)
    values = [found[2] if found[1] is None else unescape(found[1]) for found in tokens]
    application = is_application(line)
    wanted = _APPLICATION_FIELDS if application else _CLASSIC_FIELDS
    if len(values) < wanted:
        raise Unreadable(f"there are {len(values)} fields, a line has at least {wanted}")
    if application:
        del values[0]
    # time balancer client target request target response status target_status received sent "request" "agent"
    method, host, path, query = split_request(values[11])
    parts = [micros_of_seconds(value) for value in values[4:7]]
    return Request(
        at=iso_time(values[0]),
        address=without_port(values[2]),
        host=host,
        method=method,
        path=path,
        query=query,
        status=whole(values[7], "status"),
        size=whole(values[10], "number of bytes"),
        latency=UNKNOWN if UNKNOWN in parts else sum(parts),
        agent=silent(values[12]) if len(values) > 12 else "",
    )
