r"""Custom formats in GoAccess's way: `%h %^[%d:%t %^] "%r" %s %b "%R" "%u"`.

The letters are those of its manual, CUSTOM LOG/DATE FORMAT (https://goaccess.io/man#custom-log). The text is
the format itself, or lines as its configuration has them:

    log-format %h %^[%d:%t %^] "%r" %s %b "%R" "%u"
    date-format %d/%b/%Y
    time-format %H:%M:%S

Dates are `%d/%b/%Y` and times `%H:%M:%S` unless said. A `%^` that follows the time and is an offset such as
+0200 is not ignored here: it makes the time exact.
"""

import re
from collections.abc import Callable
from typing import Final

from revroute_desktop.errors import UserError
from revroute_desktop.traffic.formats.custom import CustomFormat, Field, Literal, Part, compile_parts
from revroute_desktop.traffic.formats.times import compile_time

_MEANINGS: Final = {
    "h": "address",
    "v": "host",
    "r": "request",
    "m": "method",
    "U": "target",
    "q": "query",
    "s": "status",
    "b": "size",
    "R": "referrer",
    "u": "agent",
    "D": "microseconds",
    "T": "seconds",
    "L": "milliseconds",
    "n": "nanoseconds",
    "H": "",
    "e": "",
    "C": "",
    "M": "",
    "K": "",
    "k": "",
    "^": "",
}
_PATTERNS: Final = {
    "s": r"\d{3}|-",
    "b": r"\d+|-",
    "D": r"\d+|-",
    "T": r"\d+(?:\.\d+)?|-",
    "L": r"\d+(?:\.\d+)?|-",
    "n": r"\d+|-",
}
_OFFSET: Final = re.compile(r"[+-]\d\d:?\d\d|Z")
_FORWARDED: Final = re.compile(r"~h\{[^}]*\}")


def compile_goaccess(text: str, zone: str) -> tuple[CustomFormat, Callable[[dict[str, str]], int]]:
    """Return the compiled format of a text in GoAccess's way, and what reads the time of its lines.

    Raises UserError for an unknown letter or a format that has no date and time.
    """
    said = _settings(text)
    log = said["log-format"]
    parts: list[Part] = []
    place = 0
    while place < len(log):
        forwarded = _FORWARDED.match(log, place)
        letter = log[place + 1 : place + 2] if log[place] == "%" else ""
        if forwarded is not None:
            parts.append(Field("~h", "forwarded", r"[^\s,\"]++(?:, *[^\s,\"]++)*"))
            place = forwarded.end()
        elif not letter:
            _add_literal(parts, log[place])
            place += 1
        else:
            _add_letter(parts, letter, said, zone)
            place += 2
    custom = compile_parts(log, parts)
    return custom, _assembler(custom, said, zone)


def _settings(text: str) -> dict[str, str]:
    said = {"log-format": "", "date-format": "%d/%b/%Y", "time-format": "%H:%M:%S"}
    for line in text.strip().splitlines():
        name, _, value = line.strip().partition(" ")
        if name in said:
            said[name] = value.strip()
        elif line.strip():
            said["log-format"] = line.strip()
    if not said["log-format"]:
        raise UserError("The format has no log-format line.")
    return said


def _add_literal(parts: list[Part], text: str) -> None:
    if parts and isinstance(parts[-1], Literal):
        parts[-1] = Literal(parts[-1].text + text)
    else:
        parts.append(Literal(text))


def _add_letter(parts: list[Part], letter: str, said: dict[str, str], zone: str) -> None:
    if letter == "%":
        _add_literal(parts, "%")
    elif letter == "~":
        _add_literal(parts, " ")
    elif letter == "d":
        parts.append(Field("%d", "date", compile_time(said["date-format"], zone)[0]))
    elif letter == "t":
        parts.append(Field("%t", "clock", compile_time(said["time-format"], zone)[0]))
    elif letter == "x":
        parts.append(Field("%x", "time", compile_time(_moment(said), zone)[0]))
    elif letter in _MEANINGS:
        after_time = (
            letter == "^"
            and len(parts) > 1
            and parts[-1] == Literal(" ")
            and isinstance(parts[-2], Field)
            and parts[-2].meaning in ("clock", "time")
        )
        meaning = "offset" if after_time else _MEANINGS[letter]
        parts.append(Field(f"%{letter}", meaning, _PATTERNS.get(letter, "")))
    else:
        raise UserError(
            f"The format has %{letter}, which is not known here; "
            f"use letters of x t d {' '.join(_MEANINGS)} ~."
        )


def _moment(said: dict[str, str]) -> str:
    """Return how %x is written: the time format where it has the date too, else both."""
    if re.search(r"%[Yysf*]", said["time-format"]):
        return said["time-format"]
    return f"{said['date-format']} {said['time-format']}"


def _assembler(custom: CustomFormat, said: dict[str, str], zone: str) -> Callable[[dict[str, str]], int]:
    meanings = {field.meaning for field in custom.fields}
    if "time" in meanings:
        pattern = _moment(said)

        def texts(row: dict[str, str]) -> str:
            return row["time"]

    elif {"date", "clock"} <= meanings:
        pattern = f"{said['date-format']} {said['time-format']}"

        def texts(row: dict[str, str]) -> str:
            return f"{row['date']} {row['clock']}"

    else:
        raise UserError(f"The format {custom.text[:80]!r} needs both %d and %t, or %x.")
    read = compile_time(pattern, zone)[1]
    read_offset = read if "%z" in pattern else compile_time(f"{pattern} %z", zone)[1]

    def assemble(row: dict[str, str]) -> int:
        offset = row.get("offset", "")
        if "%z" not in pattern and _OFFSET.fullmatch(offset):
            return read_offset(f"{texts(row)} {offset}")
        return read(texts(row))

    return assemble
