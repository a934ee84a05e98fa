"""What reading a block of lines gives, and the growing columns that every format fills."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

import numpy as np
from numpy.typing import NDArray

from revroute_desktop.traffic.hits import UNKNOWN, Hits, Refused, Words

KEPT_OF_REFUSED: Final = 500
"""Characters kept of a refused line."""

_LARGEST: Final = 2**62


@dataclass(frozen=True, slots=True)
class Parsed:
    """A block of lines, read: the requests, the lines that are none, how many were skipped as comments,
    directives or blank, and what the next block of the same file is to be given.
    """

    hits: Hits
    refused: tuple[Refused, ...]
    skipped: int
    state: str


class Parse(Protocol):
    """Reads decoded lines of one format; see the package's docstring."""

    def __call__(
        self, lines: Sequence[str], numbers: Sequence[int], offsets: Sequence[int], state: str = ""
    ) -> Parsed:
        """Return what the lines say; no line raises."""
        ...


class Unreadable(ValueError):
    """This line is no request of the format; the message is the reason, for a person."""


@dataclass(slots=True)
class Request:
    """One request as a format read it; texts are "" and numbers UNKNOWN where the line is silent.

    `at` is microseconds UTC, `latency` microseconds, `size` bytes.
    """

    at: int
    address: str = ""
    forwarded: str = ""
    host: str = ""
    method: str = ""
    path: str = ""
    query: str = ""
    status: int = UNKNOWN
    size: int = UNKNOWN
    latency: int = UNKNOWN
    referrer: str = ""
    agent: str = ""


class Block:
    """Collects the requests and refusals of one block."""

    def __init__(self) -> None:
        self._requests: list[Request] = []
        self._numbers: list[int] = []
        self._offsets: list[int] = []
        self._refused: list[Refused] = []
        self.skipped = 0

    def add(self, request: Request, number: int, offset: int) -> None:
        """Take a request in; raises Unreadable when a number in it cannot be true."""
        if not -_LARGEST < request.at < _LARGEST:
            raise Unreadable("the time is outside of what a calendar has")
        if not -1 <= request.status <= 999:
            raise Unreadable(f"the status {request.status} is none")
        if not -1 <= request.size < _LARGEST or not -1 <= request.latency < _LARGEST:
            raise Unreadable("a number is too large or below zero")
        self._requests.append(request)
        self._numbers.append(number)
        self._offsets.append(offset)

    def refuse(self, reason: str, line: str, number: int, offset: int) -> None:
        """Take in a line that is no request."""
        self._refused.append(Refused(number, offset, reason, line[:KEPT_OF_REFUSED]))

    def parsed(self, state: str = "") -> Parsed:
        """Return all that was taken in, as columns."""
        rows = self._requests
        hits = Hits(
            at=np.array([row.at for row in rows], np.int64),
            address=words([row.address for row in rows]),
            forwarded=words([row.forwarded for row in rows]),
            host=words([row.host for row in rows]),
            method=words([row.method for row in rows]),
            path=words([row.path for row in rows]),
            query=words([row.query for row in rows]),
            status=np.array([row.status for row in rows], np.int16),
            size=np.array([row.size for row in rows], np.int64),
            latency=np.array([row.latency for row in rows], np.int64),
            referrer=words([row.referrer for row in rows]),
            agent=words([row.agent for row in rows]),
            line=np.array(self._numbers, np.int64),
            offset=np.array(self._offsets, np.int64),
        )
        return Parsed(hits, tuple(self._refused), self.skipped, state)


def read_each(
    lines: Sequence[str],
    numbers: Sequence[int],
    offsets: Sequence[int],
    state: str,
    read: Callable[[str], Request | None],
) -> Parsed:
    """Read lines of a format in which each stands for itself; one of which `read` makes None is skipped, as
    an empty one is.
    """
    block = Block()
    for line, number, offset in zip(lines, numbers, offsets, strict=True):
        if not line.strip():
            block.skipped += 1
            continue
        try:
            request = read(line)
            if request is None:
                block.skipped += 1
            else:
                block.add(request, number, offset)
        except Unreadable as why:
            block.refuse(str(why), line, number, offset)
    return block.parsed(state)


def words(texts: Sequence[str]) -> Words:
    """Return a column of text with each distinct one once, in order of first appearance."""
    index: dict[str, int] = {}
    codes: NDArray[np.int32] = np.fromiter(
        (index.setdefault(text, len(index)) for text in texts), np.int32, len(texts)
    )
    return Words(tuple(index), codes)
