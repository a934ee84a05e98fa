"""What the texts of a column look like: times of a format, numbers of a notation, currencies, kinds."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from itertools import islice
from typing import Final

from revroute_desktop.errors import UserError
from revroute_desktop.money.amounts import parse_decimal
from revroute_desktop.money.currencies import CURRENCIES

_MOST_TRIED: Final = 300
_ENOUGH: Final = 0.95
"""The share of texts that must be of a form; the rest are damage, which the import refuses row by row."""

_NEARLY: Final = 0.95
"""The share of what the best form reads that another must read to be weighed against it by its stretch."""

_SCALES: Final = {"unix": 1, "unix_ms": 1000}
_UNIX: Final = (946_684_800, 4_102_444_800)
"""Seconds that are taken for a time: the years 2000 to 2099."""

_DATES: Final = (
    "%d.%m.%Y", "%d/%m/%Y", "%m/%d/%Y", "%d-%m-%Y", "%m-%d-%Y", "%Y/%m/%d", "%Y.%m.%d", "%d.%m.%y",
    "%d/%m/%y",
    "%m/%d/%y", "%d %b %Y", "%d-%b-%Y", "%d-%b-%y", "%b %d, %Y", "%b %d %Y", "%d %B %Y", "%B %d, %Y",
)  # fmt: skip
_CLOCKS: Final = ("%H:%M:%S", "%H:%M", "%H:%M:%S.%f", "%I:%M:%S %p", "%I:%M %p")
_ZONED: Final = ("", " %z", "%z")
_ISO: Final = re.compile(r"\d{4}-\d\d-\d\d([T ]\d\d:?\d\d.*)?")
_CLOCK: Final = re.compile(r"\d{1,2}:\d\d(:\d\d(\.\d{1,6})?)?( ?[AaPp][Mm])?")
_MAY_BE_TIME: Final = re.compile(r"(?=.*\d.*\d.*\d).{6,40}")
_OFFSET: Final = re.compile(r"(?<=\d) ?([+-]\d\d:?\d\d|Z)$")
_DIRECTIVE: Final = re.compile(r"%\w")
_WRITTEN: Final = {"%b": "Jan", "%B": "Jan", "%p": "AM", "%z": "+0100"}
_DIGITS: Final = re.compile(r"\d+")
_NUMBER: Final = re.compile(r"\(?[-+\u2212]?[\d.,' \u00a0\u202f\u2019]*\d[\d.,' \u00a0\u202f\u2019]*\)?-?")


@dataclass(frozen=True, slots=True)
class Notation:
    """How numbers are written: the signs of `AmountRule`, and the most decimals that were seen."""

    decimal: str
    grouping: str
    parentheses: bool
    decimals: int


NOTATIONS: Final = (
    (".", ""), (".", ","), (",", "."), (",", ""), (".", "'"), (".", "\u2019"), (".", " "), (",", " "),
    (",", "\u00a0"), (",", "\u202f"),
)  # fmt: skip


def is_number(text: str) -> bool:
    """Whether a text is a number in whatever notation."""
    return _NUMBER.fullmatch(text) is not None


def notation(texts: Sequence[str]) -> Notation | None:
    """Return how the numbers of a column are written; None where they are no numbers."""
    tried = _distinct(texts)
    if not tried or _share(map(is_number, tried)) < _ENOUGH:
        return None
    parentheses = any(text.startswith("(") for text in tried)
    found = []
    for decimal, grouping in NOTATIONS:
        decimals = [_decimals(text, decimal, grouping, parentheses) for text in tried]
        share = _share(count is not None for count in decimals)
        if share >= _ENOUGH:
            most = max(count for count in decimals if count is not None)
            found.append((share, Notation(decimal, grouping, parentheses, most)))
    if not found:
        return None
    best = max(share for share, _ in found)
    fits = [made for share, made in found if share == best]
    thousands = next((made for made in fits if made.grouping and _grouped(tried, made.grouping)), None)
    return thousands if fits[0].decimals == 3 and thousands is not None else fits[0]


def time_format(texts: Sequence[str]) -> str | None:
    """Return the format of most times of a column, as a profile names it; None where most are none.

    Where day and month could stand either way, the order under which the times lie closer together is taken:
    a file covers a stretch of time.
    """
    tried = _distinct(texts)
    if not tried:
        return None
    if _most(_is_iso(text) for text in tried):
        return "iso"
    for form, scale in _SCALES.items():
        if _most(_is_unix(text, scale) for text in tried):
            return form
    found: list[tuple[int, timedelta, str]] = []
    if not _most(_MAY_BE_TIME.fullmatch(text) is not None for text in tried):
        return None
    shapes = {shape for shape, count in Counter(map(_shape, tried)).items() if 2 * count > len(tried)}
    for form in _formats():
        # Most formats are told from a text by its signs alone, which is far cheaper than to try them.
        if _shape_of(form) not in shapes:
            continue
        moments = [at for text in tried if (at := _parsed(text, form)) is not None]
        if 2 * len(moments) > len(tried):
            found.append((len(moments), max(moments) - min(moments), form))
    most = max((count for count, _, _ in found), default=0)
    fits = [(stretch, form) for count, stretch, form in found if count >= _NEARLY * most]
    return min(fits, key=lambda item: item[0])[1] if fits else None


def odd_times(texts: Sequence[str], form: str) -> tuple[str, ...]:
    """Return the different texts of a column that are no times of a format, in the order of the file."""
    return tuple(text for text in dict.fromkeys(texts) if text and not _is_time(text, form))


def _is_time(text: str, form: str) -> bool:
    if form == "iso":
        return _is_iso(text)
    if form in _SCALES:
        return _is_unix(text, _SCALES[form])
    return _parsed(text, form) is not None


def clock_format(texts: Sequence[str]) -> str | None:
    """Return the format of a column of times of the day, to stand behind a date; None where they are none."""
    tried = _distinct(texts)
    if not tried or not _most(_CLOCK.fullmatch(text) is not None for text in tried):
        return None
    counts = [(sum(_parsed(text, form) is not None for text in tried), form) for form in _CLOCKS]
    most, form = max(counts, key=lambda item: item[0])
    return form if 2 * most > len(tried) else None


def has_clock(form: str) -> bool:
    """Whether times of a format say more than the day."""
    return "%H" in form or "%I" in form or form.startswith("unix")


def says_offset(texts: Sequence[str], form: str) -> bool:
    """Whether every time of a column says where its clock stands; what is no time says nothing."""
    if form.startswith("unix"):
        return True
    parsed = [at for text in _distinct(texts) if (at := _parsed(text, form)) is not None]
    return bool(parsed) and all(at.tzinfo is not None for at in parsed)


def are_currencies(texts: Sequence[str]) -> bool:
    """Whether a column holds ISO 4217 codes."""
    tried = _distinct(texts)
    return bool(tried) and _share(text.upper() in CURRENCIES for text in tried) >= _ENOUGH


def _distinct(texts: Iterable[str]) -> list[str]:
    return list(islice(dict.fromkeys(text for text in texts if text), _MOST_TRIED))


def _most(fits: Iterable[bool]) -> bool:
    held = list(fits)
    return 2 * sum(held) > len(held)


def _share(fits: Iterable[bool]) -> float:
    held = list(fits)
    return sum(held) / len(held) if held else 0.0


def _decimals(text: str, decimal: str, grouping: str, parentheses: bool) -> int | None:
    """Return how many decimals a number of a notation has, or None where it is none."""
    try:
        parse_decimal(text, decimal=decimal, grouping=grouping, parentheses=parentheses)
    except UserError:
        return None
    return sum(sign.isdigit() for sign in text.partition(decimal)[2])


def _grouped(texts: Sequence[str], grouping: str) -> bool:
    """Whether a sign may stand between thousands: 0.125 is less than one, whatever 1.125 is."""
    return any(grouping in text for text in texts) and not any(
        text.lstrip("-+(\u2212").startswith(f"0{grouping}") for text in texts
    )


def _formats() -> Iterator[str]:
    for date in _DATES:
        for clock in _CLOCKS:
            for between in (" ", ", ", "T"):
                for zone in _ZONED:
                    yield f"{date}{between}{clock}{zone}"
        yield date


@cache
def _shape_of(form: str) -> tuple[int, ...]:
    """Return the shape of the texts that a format writes."""
    return _shape(_DIRECTIVE.sub(lambda found: _WRITTEN.get(found[0], "1"), form))


def _shape(text: str) -> tuple[int, ...]:
    """Return how often each separating sign stands in a text, and whether words do."""
    offset = _OFFSET.search(text)
    text = text[: offset.start()].rstrip() if offset is not None else text
    words = any(sign.isalpha() and sign != "T" for sign in text)
    return (*(text.count(sign) for sign in "./-:,"), words, offset is not None)


def _parsed(text: str, form: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text) if form == "iso" else datetime.strptime(text, form)
    except (ValueError, OverflowError):
        return None


def _is_iso(text: str) -> bool:
    return _ISO.fullmatch(text) is not None and _parsed(text, "iso") is not None


def _is_unix(text: str, scale: int) -> bool:
    whole = text.partition(".")[0] if scale == 1 else text
    return _DIGITS.fullmatch(whole) is not None and _UNIX[0] * scale <= int(whole) < _UNIX[1] * scale
