"""What the tests of formats share: lines in, rows out."""

from itertools import accumulate

from revroute_desktop.traffic.formats.parsed import Parsed
from revroute_desktop.traffic.formats.registry import parser_for
from revroute_desktop.traffic.hits import Hits

COLUMNS = ("address", "forwarded", "host", "method", "path", "query", "referrer", "agent")
NUMBERS = ("at", "status", "size", "latency", "line", "offset")


def read(name: str, text: str, zone: str = "UTC", state: str = "") -> Parsed:
    lines = text.strip("\n").split("\n")
    offsets = list(accumulate((len(line.encode()) + 1 for line in lines[:-1]), initial=0))
    return parser_for(name, zone)(lines, range(1, len(lines) + 1), offsets, state)


def rows(hits: Hits) -> list[dict[str, str | int]]:
    """Return each hit by column name."""
    return [
        {name: getattr(hits, name).values[getattr(hits, name).codes[row]] for name in COLUMNS}
        | {name: int(getattr(hits, name)[row]) for name in NUMBERS}
        for row in range(len(hits))
    ]


def one(name: str, line: str, zone: str = "UTC") -> dict[str, str | int]:
    """Return the one hit of a line."""
    parsed = read(name, line, zone)
    assert not parsed.refused, parsed.refused
    (row,) = rows(parsed.hits)
    return row
