"""Path groups: paths that are the same page of other things, told together.

`/order/4711/items` and `/order/4712/items` are `/order/{number}/items`. Numbers, UUIDs, hashes and long slugs
become placeholders; files that a page is made of are told apart by their ending, `*.css`. Rules of the
operator come first.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final
from urllib.parse import unquote

import numpy as np
from numpy.typing import NDArray

from revroute_desktop.errors import UserError
from revroute_desktop.traffic.hits import Words

DEEPEST: Final = 6
"""Segments kept of a path; what lies deeper is one group."""

LONGEST: Final = 64
"""Characters kept of a segment."""

ROBOTS: Final = "/robots.txt"

# fmt: off
_ASSETS: Final = frozenset({
    "css", "js", "mjs", "map", "png", "jpg", "jpeg", "gif", "svg", "webp", "avif", "ico", "bmp", "woff",
    "woff2", "ttf", "otf", "eot", "wasm", "webmanifest", "cur", "swf",
})
# Files that people ask for by themselves: a group by their ending too, but a page as it were.
_DOWNLOADS: Final = frozenset({
    "pdf", "zip", "gz", "xz", "mp3", "mp4", "m4a", "m4v", "mov", "ogg", "wav", "webm", "epub", "dmg",
    "exe", "apk",
})
# fmt: on
_UUID: Final = re.compile(r"[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}")
_HASH: Final = re.compile(r"(?=[^0-9]*[0-9])(?=[0-9]*[A-Za-z])(?:[0-9a-fA-F]{12,}|[A-Za-z0-9_-]{20,}={0,2})")
_CONTROL: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_DATE: Final = re.compile(r"\d{4}-\d\d(?:-\d\d)?")
_NUMBERED: Final = re.compile(r"([A-Za-z][A-Za-z_]{0,20}[-_=:])(\d{3,})")


@dataclass(frozen=True, slots=True)
class PathRule:
    """A rule of the operator: paths of this pattern are this group. `*` stands for what is in one segment,
    `**` for anything.
    """

    pattern: str
    group: str


@dataclass(frozen=True, slots=True)
class Paths:
    """What distinct paths are, one entry a path: the group, whether it is a part of a page (a picture, a
    script) and not a page, and whether it is robots.txt.
    """

    group: Words
    asset: NDArray[np.bool_]
    robots: NDArray[np.bool_]


class PathJudge:
    """Judges paths by the rules of the operator, then by their form."""

    def __init__(self, rules: Sequence[PathRule] = ()) -> None:
        """Raise UserError for a rule without pattern or group."""
        self._rules = [(_expression(rule), rule.group) for rule in rules]
        self.judge_one = lru_cache(maxsize=1 << 16)(self._judge_one)

    def judge(self, texts: Sequence[str]) -> Paths:
        """Return what distinct paths are."""
        found = [self.judge_one(text) for text in texts]
        index: dict[str, int] = {}
        codes = [index.setdefault(group, len(index)) for group, _ in found]
        return Paths(
            Words(tuple(index), np.array(codes, np.int32)),
            np.array([asset for _, asset in found], np.bool_),
            np.array([text == ROBOTS for text in texts], np.bool_),
        )

    def _judge_one(self, text: str) -> tuple[str, bool]:
        """Return the group of a path and whether it is a part of a page."""
        ending = _ending(text)
        asset = ending in _ASSETS
        for expression, group in self._rules:
            if expression.fullmatch(text):
                return group, asset
        if not text:
            return "(no path)", False
        if asset or ending in _DOWNLOADS:
            return f"*.{ending}", asset
        return group_of(text), False


def group_of(path: str) -> str:
    """Return the group of a page's path: its segments, what varies replaced."""
    if "%" in path:
        path = _CONTROL.sub("\N{REPLACEMENT CHARACTER}", unquote(path, errors="replace"))
    segments = [segment for segment in path.split("/") if segment]
    parts = [_segment(segment) for segment in segments[:DEEPEST]]
    if len(segments) > DEEPEST:
        return "/" + "/".join(parts) + "/…"
    end = "/" if path.endswith("/") and parts else ""
    return "/" + "/".join(parts) + end


def _ending(path: str) -> str:
    name = path.rpartition("/")[2]
    ending = name.rpartition(".")[2].lower()
    return ending if len(ending) < len(name) else ""


def _segment(segment: str) -> str:
    if segment.isdecimal():
        return "{number}"
    if len(segment) > 6:
        if _UUID.fullmatch(segment):
            return "{uuid}"
        if _DATE.fullmatch(segment):
            return "{date}"
        if _HASH.fullmatch(segment) and not _is_words(segment):
            return "{hash}"
        if segment.count("-") >= 5 or len(segment) > LONGEST:
            return "{slug}"
    numbered = _NUMBERED.fullmatch(segment)
    return f"{numbered[1]}{{number}}" if numbered else segment


def _is_words(segment: str) -> bool:
    """Whether a long segment reads as words with dashes rather than as letters drawn by lot."""
    words = re.split(r"[-_]", segment)
    return len(words) > 2 and all(word.isalpha() or word.isdecimal() for word in words)


def _expression(rule: PathRule) -> "re.Pattern[str]":
    if not rule.pattern.strip() or not rule.group.strip():
        raise UserError("A rule for paths needs a pattern such as /shop/*/reviews and the name of its group.")
    pieces = re.split(r"(\*\*|\*)", rule.pattern.strip())
    kinds = {"*": "[^/]*", "**": ".*"}
    return re.compile("".join(kinds.get(piece, re.escape(piece)) for piece in pieces), re.DOTALL)
