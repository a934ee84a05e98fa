"""What a page is filled with: strips that are never cut, one below the other."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtGui import QPainter

Draw = Callable[[QPainter, float], None]
"""Draws a strip whose top is at a height of the page."""


@dataclass(frozen=True, slots=True)
class Strip:
    """Something of a height that stands on one page. `before` is the room above it, where it does not begin
    a page; with `keep` it stays on the page of the next one; `head` is repeated above it where it begins a
    page; `apart` begins a new page.
    """

    height: float
    draw: Draw
    before: float = 0.0
    keep: bool = False
    head: "Strip | None" = None
    apart: bool = False
    at_top: Draw | None = None
    """Draws it where it begins a page, if otherwise than elsewhere."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A strip and the height of its page at which it stands."""

    strip: Strip
    top: float


def paginate(strips: Sequence[Strip], first_room: float, room: float) -> list[list[Placed]]:
    """Return the strips page by page; the first page has `first_room`, the others `room`.

    Strips that keep together move to the next page together, unless they would not fit there either.
    """
    pages: list[list[Placed]] = [[]]
    used = 0.0
    at = 0
    while at < len(strips):
        group = _group(strips, at)
        most = first_room if len(pages) == 1 else room
        new_page = strips[at].apart and bool(pages[-1])
        if pages[-1] and (new_page or used + _height(group) > most) and _height(group) <= room:
            pages.append([])
            used = 0.0
        for strip in group:
            most = first_room if len(pages) == 1 else room
            if pages[-1] and used + strip.before + strip.height > most:
                pages.append([])
                used = 0.0
            if pages[-1]:
                used += strip.before
            elif strip.head is not None and strip.head is not strip:
                pages[-1].append(Placed(strip.head, used))
                used += strip.head.height
            pages[-1].append(Placed(strip, used))
            used += strip.height
        at += len(group)
    return pages


def _group(strips: Sequence[Strip], begin: int) -> Sequence[Strip]:
    end = begin
    while end + 1 < len(strips) and strips[end].keep:
        end += 1
    return strips[begin : end + 1]


def _height(group: Sequence[Strip]) -> float:
    return sum(strip.before + strip.height for strip in group)
