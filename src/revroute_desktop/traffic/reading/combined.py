"""The fast way for lines of the common, combined and vhost combined formats and of nginx's default.

One regular expression takes a well-formed line apart as bytes; each distinct text is then decoded and judged
once, by the functions of the careful reader. Lines that do not match go to that reader whole, so that both
ways say the same of every line.
"""

import re
from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from revroute_desktop.traffic.formats import apache
from revroute_desktop.traffic.formats.parsed import Parsed
from revroute_desktop.traffic.formats.values import silent, split_request, unescape
from revroute_desktop.traffic.hits import Hits, Words
from revroute_desktop.traffic.reading import clf_times
from revroute_desktop.traffic.reading.columns import join_hits, take_hits

_LINE: Final = re.compile(
    rb'([^"\[\\]+) \[([^\]]{26})\] "([^"\\]*)" (\d{3}) (\d{1,18}|-)'
    rb'(?: "([^"\\]*)" "([^"\\]*)"(?: "([^"\\]*)")?)?\r?'
)
_AT_A_TIME: Final = 4096
"""Lines whose texts are taken apart before they are counted into words; what they hold stays in the cache."""

_Codes = NDArray[np.int32]


class _Distinct(dict[bytes | None, int]):
    """Numbers texts in the order in which they are first asked for."""

    def __missing__(self, text: bytes | None) -> int:
        self[text] = number = len(self)
        return number


def parse(
    lines: Sequence[bytes], numbers: NDArray[np.int64], offsets: NDArray[np.int64], *, zone: str = "UTC"
) -> Parsed:
    """Read lines without their ends; `numbers` and `offsets` say where each stands in its file.

    `zone` is that of times without an offset. No line raises.
    """
    columns: list[list[_Codes]] = [[] for _ in range(7)]
    words = [_Distinct() for _ in range(7)]
    at = np.zeros(len(lines), np.int64)
    good = np.zeros(len(lines), np.bool_)
    for begin in range(0, len(lines), _AT_A_TIME):
        found = list(map(_LINE.fullmatch, lines[begin : begin + _AT_A_TIME]))
        matched = [match for match in found if match is not None]
        if not matched:
            continue
        who, times, *rest = zip(*map(re.Match.groups, matched), strict=True)
        instants, known = clf_times.clf_times(times)
        span = slice(begin, begin + len(found))
        if len(matched) == len(found):
            good[span], at[span] = known, instants
        else:
            place = np.flatnonzero([match is not None for match in found])
            good[begin + place], at[begin + place] = known, instants
        whole = bool(known.all())
        for index, texts in enumerate((who, *rest)):
            codes = np.fromiter(map(words[index].__getitem__, texts), np.int32, len(texts))
            columns[index].append(codes if whole else codes[known])
    merged = [np.concatenate(parts) if parts else np.zeros(0, np.int32) for parts in columns]
    hits = _hits(words, merged, at[good], numbers[good], offsets[good])
    if good.all():
        return Parsed(hits, (), 0, "")
    left = np.flatnonzero(~good).tolist()
    careful = apache.parse(
        [lines[row].decode("utf-8", "replace") for row in left],
        numbers[left].tolist(),
        offsets[left].tolist(),
        zone=zone,
    )
    if len(careful.hits):
        hits = join_hits([hits, careful.hits])
        hits = take_hits(hits, np.argsort(hits.line, kind="stable"))
    return Parsed(hits, careful.refused, careful.skipped, "")


def _hits(
    words: Sequence[_Distinct],
    codes: Sequence[_Codes],
    at: NDArray[np.int64],
    numbers: NDArray[np.int64],
    offsets: NDArray[np.int64],
) -> Hits:
    before, request, status, size, referrer, agent, listed = (
        [(text or b"").decode("utf-8", "replace") for text in column] for column in words
    )
    who = [apache.who(text.strip()) for text in before]
    asked = [split_request(unescape(text)) for text in request]
    hosts = _judged([host for host, _, _ in who], codes[0])
    if any(host for _, host, _, _ in asked):
        hosts = _first_said(hosts, _judged([host for _, host, _, _ in asked], codes[1]))
    lists = _judged([listed_before for _, listed_before, _ in who], codes[0])
    if any(listed):
        said = [apache.forwarded_after([silent(text)]) for text in listed]
        lists = _first_said(lists, _judged(said, codes[6]))
    return Hits(
        at=at,
        address=_judged([address for _, _, address in who], codes[0]),
        forwarded=lists,
        host=hosts,
        method=_judged([method for method, _, _, _ in asked], codes[1]),
        path=_judged([path for _, _, path, _ in asked], codes[1]),
        query=_judged([query for _, _, _, query in asked], codes[1]),
        status=np.array([int(text) for text in status], np.int16)[codes[2]],
        size=np.array([0 if text == "-" else int(text) for text in size], np.int64)[codes[3]],
        latency=np.full(len(at), -1, np.int64),
        referrer=_judged([silent(unescape(text)) for text in referrer], codes[4]),
        agent=_judged([silent(unescape(text)) for text in agent], codes[5]),
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
