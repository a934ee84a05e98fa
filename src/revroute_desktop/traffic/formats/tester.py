"""Trying a format on sample lines: what was found in each, field by field, and where one stops matching."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import numpy as np

from revroute_desktop.traffic.formats.custom import Field, longest_match, where_it_stops
from revroute_desktop.traffic.formats.parsed import Parsed
from revroute_desktop.traffic.formats.registry import custom_format, parser_for
from revroute_desktop.traffic.hits import UNKNOWN, Hits

_TEXTS = ("address", "forwarded", "host", "method", "path", "query", "referrer", "agent")


@dataclass(frozen=True, slots=True)
class Found:
    """One field of one line: its name in the format, the column it fills ("" for none), its text and where
    in the line it stands (0-based characters, the end excluded; both 0 for a column of a format with a name).
    """

    name: str
    column: str
    text: str
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True)
class Trial:
    """What a format made of one line: the fields it found, and "" or why the line is refused or skipped.

    `stopped_at` is the 0-based character at which a custom format stops matching, None where it does not.
    """

    line: str
    fields: tuple[Found, ...]
    problem: str
    stopped_at: int | None = None


def try_format(name: str, lines: Sequence[str], zone: str = "UTC") -> tuple[Trial, ...]:
    """Return what a format finds in each line; raises UserError for a format that cannot be read."""
    parse = parser_for(name, zone)
    compiled = custom_format(name, zone)
    trials: list[Trial] = []
    state = ""
    for number, line in enumerate(lines, start=1):
        parsed = parse([line], [number], [0], state)
        state = parsed.state
        if compiled is None:
            trials.append(Trial(line, _columns(parsed.hits), _problem(parsed)))
            continue
        custom = compiled[0]
        count, found = longest_match(custom, line)
        matched = [part for part in custom.parts[:count] if isinstance(part, Field)]
        fields = tuple(
            Found(field.name, field.meaning, found[place], *found.span(place))
            for place, field in enumerate(matched, start=1)
        )
        whole = custom.regex.fullmatch(line) is not None or not line.strip()
        problem = _problem(parsed) if whole else where_it_stops(custom, line)
        trials.append(Trial(line, fields, problem, None if whole else found.end()))
    return tuple(trials)


def _problem(parsed: Parsed) -> str:
    if parsed.refused:
        return parsed.refused[0].reason
    return "" if len(parsed.hits) else "a comment, a directive or blank: skipped"


def _columns(hits: Hits) -> tuple[Found, ...]:
    if not len(hits):
        return ()
    moment = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=int(hits.at[0]))
    found = [Found("time", "time", moment.isoformat())]
    for name in _TEXTS:
        column = getattr(hits, name)
        found.append(Found(name, name, column.values[column.codes[0]]))
    numbers: tuple[tuple[str, np.generic], ...] = (
        ("status", hits.status[0]),
        ("size", hits.size[0]),
        ("latency", hits.latency[0]),
    )
    found += [Found(name, name, "" if value == UNKNOWN else str(value)) for name, value in numbers]
    return tuple(found)
