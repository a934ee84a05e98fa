"""The fast way for lines of the common, combined and vhost combined formats and of nginx's default.

One regular expression takes a well-formed line apart as bytes; each distinct text is then decoded and judged
once, by the functions of the careful reader. Lines that do not match go to that reader whole, so that both
ways say the same of every line.
"""

import re
from collections.abc import Sequence
from typing import Final, TypeAlias, cast

import numpy as np
from numpy.typing import NDArray

from revroute_desktop.traffic.formats import apache
from revroute_desktop.traffic.formats.parsed import Parsed, Unreadable
from revroute_desktop.traffic.formats.values import silent, split_request
from revroute_desktop.traffic.hits import UNKNOWN, Hits, Words
from revroute_desktop.traffic.reading import clf_times
from revroute_desktop.traffic.reading.columns import join_hits, take_hits

# A set of one character is tried twice as fast as a set of two, so what must not stand in a text (a quote, a
# backslash) is looked for in distinct texts, afterwards.
_START: Final = rb'([^\[]+) \[(.{26})\] "([^"]*)" ([^"]+)'
_FORMS: Final = (
    re.compile(_START + rb' "([^"]*)" "([^"]*)"\r?'),  # combined, with or without a host before it
    re.compile(_START + rb' "([^"]*)" "([^"]*)" "([^"]*)"\r?'),  # nginx's main: a list of addresses behind it
    re.compile(_START + rb"\r?"),  # common
)
_ANSWER: Final = re.compile(rb"(\d{3}) (\d{1,18}|-)")
_NO_ANSWER: Final = cast("re.Match[bytes]", _ANSWER.fullmatch(b"000 -"))
_TRIED: Final = 50
"""Lines from which the form of a batch is told; lines of another form than most go the careful way."""
_AT_A_TIME: Final = 4096
"""Lines whose texts are taken apart before they are counted into words; what they hold stays in the cache."""

_ANSWER_COLUMN: Final = 2

_NOBODY: Final = ("", "", "")

_Codes: TypeAlias = NDArray[np.int32]
_Who: TypeAlias = tuple[str, str, str]


class _Distinct(dict[bytes, int]):
    """Numbers texts in the order in which they are first asked for."""

    def __missing__(self, text: bytes) -> int:
        self[text] = number = len(self)
        return number


def parse(
    lines: Sequence[bytes], numbers: NDArray[np.int64], offsets: NDArray[np.int64], *, zone: str = "UTC"
) -> Parsed:
    """Read lines without their ends; `numbers` and `offsets` say where each stands in its file.

    `zone` is that of times without an offset. No line raises.
    """
    form = _form(lines)
    width = form.groups - 1
    words = [_Distinct() for _ in range(width)]
    columns: list[list[_Codes]] = [[] for _ in range(width)]
    times: list[NDArray[np.int64]] = []
    good = np.zeros(len(lines), np.bool_)
    for begin in range(0, len(lines), _AT_A_TIME):
        found = list(map(form.fullmatch, lines[begin : begin + _AT_A_TIME]))
        matched = [match for match in found if match is not None]
        if not matched:
            continue
        before, moments, *rest = zip(*map(re.Match.groups, matched), strict=True)
        instants, fine = clf_times.clf_times(moments)
        if len(matched) == len(found):
            good[begin : begin + len(found)] = fine
        else:
            good[begin + np.flatnonzero([match is not None for match in found])] = fine
        times.append(instants[fine])
        for index, texts in enumerate((before, *rest)):
            codes = np.fromiter(map(words[index].__getitem__, texts), np.int32, len(texts))
            columns[index].append(codes if fine.all() else codes[fine])
    at = np.concatenate([np.zeros(0, np.int64), *times])
    coded: list[_Codes] = [np.concatenate([np.zeros(0, np.int32), *parts]) for parts in columns]
    who = [_who(text) for text in words[0]]
    plain = _plain(words, coded, who)
    if not plain.all():
        at, coded = at[plain], [column[plain] for column in coded]
        good[np.flatnonzero(good)[~plain]] = False
    hits = _hits(words, coded, who, at, numbers[good], offsets[good])
    if good.all():
        return Parsed(hits, (), 0, "")
    left = np.flatnonzero(~good).tolist()
    careful = apache.parse(
        [lines[row].removesuffix(b"\r").decode("utf-8", "replace") for row in left],
        numbers[left].tolist(),
        offsets[left].tolist(),
        zone=zone,
    )
    if len(careful.hits):
        hits = join_hits([hits, careful.hits])
        hits = take_hits(hits, np.argsort(hits.line, kind="stable"))
    return Parsed(hits, careful.refused, careful.skipped, "")


def _form(lines: Sequence[bytes]) -> "re.Pattern[bytes]":
    """Return the form that one of the first lines has."""
    for line in lines[:_TRIED]:
        for form in _FORMS:
            if form.fullmatch(line):
                return form
    return _FORMS[0]


def _who(text: bytes) -> _Who | None:
    """Return host, X-Forwarded-For list and address before the time; None for what asks for care."""
    if b'"' in text or b"\\" in text:
        return None
    try:
        return apache.who(text.decode("utf-8", "replace").strip())
    except Unreadable:
        return None


def _plain(
    words: Sequence[_Distinct], codes: Sequence[_Codes], who: Sequence[_Who | None]
) -> NDArray[np.bool_]:
    """Return which rows have no text that asks for care: an escape, no address, no answer."""
    asks = [[found is None for found in who]]
    for index, texts in enumerate(words[1:], start=1):
        if index == _ANSWER_COLUMN:
            asks.append([_ANSWER.fullmatch(text) is None for text in texts])
        else:
            asks.append([b"\\" in text for text in texts])
    plain = np.ones(len(codes[0]), np.bool_)
    for column, asking in zip(codes, asks, strict=True):
        if any(asking):
            plain &= ~np.array(asking, np.bool_)[column]
    return plain


def _hits(
    words: Sequence[_Distinct],
    codes: Sequence[_Codes],
    who_said: Sequence[_Who | None],
    at: NDArray[np.int64],
    numbers: NDArray[np.int64],
    offsets: NDArray[np.int64],
) -> Hits:
    _, request, _, *rest = ([text.decode("utf-8", "replace") for text in column] for column in words)
    answers = [_ANSWER.fullmatch(text) or _NO_ANSWER for text in words[_ANSWER_COLUMN]]
    # What asks for care here and below belongs to rows that went the careful way.
    who = [said or _NOBODY for said in who_said]
    asked = [split_request(text) for text in request]
    hosts = _judged([host for host, _, _ in who], codes[0])
    if any(host for _, host, _, _ in asked):
        hosts = _first_said(hosts, _judged([host for _, host, _, _ in asked], codes[1]))
    lists = _judged([listed for _, listed, _ in who], codes[0])
    if len(rest) > 2:
        lists = _first_said(
            lists, _judged([apache.forwarded_after([silent(text)]) for text in rest[2]], codes[5])
        )
    nothing = Words(("",), np.zeros(len(at), np.int32))
    return Hits(
        at=at,
        address=_judged([address for _, _, address in who], codes[0]),
        forwarded=lists,
        host=hosts,
        method=_judged([method for method, _, _, _ in asked], codes[1]),
        path=_judged([path for _, _, path, _ in asked], codes[1]),
        query=_judged([query for _, _, _, query in asked], codes[1]),
        status=np.array([int(match[1]) for match in answers], np.int16)[codes[_ANSWER_COLUMN]],
        size=np.array([0 if match[2] == b"-" else int(match[2]) for match in answers], np.int64)[
            codes[_ANSWER_COLUMN]
        ],
        latency=np.full(len(at), UNKNOWN, np.int64),
        referrer=_judged([silent(text) for text in rest[0]], codes[3]) if rest else nothing,
        agent=_judged([silent(text) for text in rest[1]], codes[4]) if rest else nothing,
        line=numbers,
        offset=offsets,
    )


def _judged(texts: Sequence[str], codes: _Codes) -> Words:
    """Return a column of what each distinct raw text came to; several may come to the same."""
    index: dict[str, int] = {}
    numbers = np.fromiter((index.setdefault(text, len(index)) for text in texts), np.int32, len(texts))
    return Words(tuple(index), numbers[codes])


def _first_said(first: Words, second: Words) -> Words:
    """Return the first column, and the second where the first is silent."""
    silent_codes = np.array([not text for text in first.values], np.bool_)
    codes = np.where(silent_codes[first.codes], second.codes + len(first.values), first.codes)
    values = (*first.values, *second.values)
    return _judged(values, codes.astype(np.int32))
