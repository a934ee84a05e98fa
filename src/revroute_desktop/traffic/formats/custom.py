"""A custom format: a row of literal texts and fields, made one regular expression.

Every field's pattern ends surely before the literal that follows it, and what has matched is not given up
again (`*+`), so that reading takes time in proportion to the line, however malformed that is. Groups are
repeated without it: Python before 3.11.5 matches such a group wrongly. Where one is given up, a backslash,
quote or comma follows, which no literal begins with, so that the next try fails at once.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from revroute_desktop.errors import UserError
from revroute_desktop.traffic.formats.parsed import Parsed, Request, Unreadable, read_each
from revroute_desktop.traffic.formats.values import (
    micros_of_seconds,
    silent,
    split_request,
    split_target,
    unescape,
    whole,
    without_port,
)
from revroute_desktop.traffic.hits import UNKNOWN

IGNORED: Final = ""
"""The meaning of a field that no column is made of."""


@dataclass(frozen=True, slots=True)
class Literal:
    """Text that stands in every line."""

    text: str


@dataclass(frozen=True, slots=True)
class Field:
    """A part of a line: its name in the format string, the column it fills, and the pattern of its text, ""
    for all up to the next literal. `read` makes a time of the text.
    """

    name: str
    meaning: str = IGNORED
    pattern: str = ""
    read: Callable[[str], int] | None = None


Part = Literal | Field


@dataclass(frozen=True, slots=True)
class CustomFormat:
    """A compiled format: its parts in order, and the regular expression of each of them."""

    text: str
    parts: tuple[Part, ...]
    patterns: tuple[str, ...]

    @property
    def fields(self) -> tuple[Field, ...]:
        """The fields, in the order of the groups of `regex`."""
        return tuple(part for part in self.parts if isinstance(part, Field))

    @property
    def regex(self) -> "re.Pattern[str]":
        """The regular expression of a whole line, one group a field."""
        return re.compile("".join(self.patterns) + r"\s*")


def compile_parts(text: str, parts: Sequence[Part]) -> CustomFormat:
    """Return the compiled format of parts.

    Raises UserError where two fields follow one another with nothing between to tell them apart, and where a
    line could give neither a time nor anything about a request.
    """
    patterns = [_pattern(text, part, parts[place + 1 :]) for place, part in enumerate(parts)]
    if len(parts) > 1 and parts[-1] == Literal('"'):
        # A line that was cut off lacks its last quote, and loses nothing by that.
        patterns[-1] = '"?'
    meanings = {part.meaning for part in parts if isinstance(part, Field)}
    if not meanings & {"time", "date", "clock"}:
        raise UserError(f"The format {text[:80]!r} has no time; add the field for it.")
    if not meanings & {"request", "target", "status", "method"}:
        raise UserError(f"The format {text[:80]!r} has neither a request nor a status; add one of them.")
    return CustomFormat(text, tuple(parts), tuple(patterns))


def _pattern(text: str, part: Part, following: Sequence[Part]) -> str:
    if isinstance(part, Literal):
        # Runs of spaces count as one: people align their logs.
        return "".join(
            r"\s++" if piece.isspace() else re.escape(piece) for piece in re.split(r"(\s+)", part.text)
        )
    if part.pattern:
        return f"({part.pattern})"
    if not following:
        return "(.*)"
    after = following[0]
    if isinstance(after, Field):
        raise UserError(
            f"In the format {text[:80]!r} nothing stands between {part.name} and {after.name}, so that "
            "nobody could tell where the one ends; put a space or a sign between."
        )
    sign = after.text[0]
    if sign == '"' and (after.text[1:2].isspace() or (after.text == sign and len(following) == 1)):
        # A quote within a text ends it only before a space.
        return r'([^"\\]*+(?:(?:\\.|"(?!\s|$))[^"\\]*+)*)'
    if sign == '"':
        return r'([^"\\]*+(?:\\.[^"\\]*+)*)'
    return r"(\S++)" if sign.isspace() else f"([^{re.escape(sign)}]*+)"


def parser_of(custom: CustomFormat, assemble: Callable[[dict[str, str]], int]) -> Callable[..., Parsed]:
    """Return the function that reads lines of a format; `assemble` gives the time of a line's texts by
    meaning.
    """
    regex = custom.regex
    meanings = tuple(field.meaning for field in custom.fields)

    def read(line: str) -> Request:
        found = regex.fullmatch(line)
        if found is None:
            raise Unreadable(where_it_stops(custom, line))
        row: dict[str, str] = {}
        for meaning, text in zip(meanings, found.groups(), strict=True):
            if meaning:
                row.setdefault(meaning, text)
        return _request(row, assemble)

    def parse(
        lines: Sequence[str], numbers: Sequence[int], offsets: Sequence[int], state: str = ""
    ) -> Parsed:
        return read_each(lines, numbers, offsets, state, read)

    return parse


def longest_match(custom: CustomFormat, line: str) -> "tuple[int, re.Match[str]]":
    """Return how many parts of the format the line has from its start, and their match."""
    for count in range(len(custom.patterns), 0, -1):
        found = re.compile("".join(custom.patterns[:count])).match(line)
        if found is not None:
            return count, found
    found = re.match("", line)
    assert found is not None, "nothing matches everywhere"
    return 0, found


def where_it_stops(custom: CustomFormat, line: str) -> str:
    """Return in words why a line is not of the format."""
    count, found = longest_match(custom, line)
    if count == len(custom.parts):
        return f"after the format's end there is more: {line[found.end() : found.end() + 30]!r}"
    part = custom.parts[count]
    wanted = f"{part.text!r}" if isinstance(part, Literal) else part.name
    there = line[found.end() : found.end() + 30]
    return f"at character {found.end() + 1} {wanted} should come, but there is {there!r}"


def _request(row: dict[str, str], assemble: Callable[[dict[str, str]], int]) -> Request:
    def text(meaning: str) -> str:
        return silent(unescape(row.get(meaning, "")).strip())

    method, host, path, query = split_request(text("request"))
    if not method and text("target"):
        host, path, query = split_target(text("target"))
    return Request(
        at=assemble(row),
        address=without_port(text("address")),
        forwarded=text("forwarded"),
        host=without_port(text("host")) or host,
        method=method or text("method"),
        path=path,
        query=query or text("query").removeprefix("?"),
        status=whole(row.get("status", ""), "status"),
        size=max(0, whole(row["size"], "size")) if "size" in row else UNKNOWN,
        latency=_latency(row),
        referrer=text("referrer"),
        agent=text("agent"),
    )


def _latency(row: dict[str, str]) -> int:
    for meaning, factor in (("milliseconds", 1000), ("microseconds", 1)):
        if meaning in row:
            value = whole(row[meaning].partition(".")[0], "duration")
            return UNKNOWN if value == UNKNOWN else value * factor
    if "nanoseconds" in row:
        value = whole(row["nanoseconds"], "duration")
        return UNKNOWN if value == UNKNOWN else value // 1000
    return micros_of_seconds(row.get("seconds", ""))
