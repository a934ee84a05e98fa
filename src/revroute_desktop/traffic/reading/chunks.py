"""Lines in chunks that are known by their content, so that no line is counted twice.

A file is cut where the lines themselves say: behind a line whose checksum ends in ten zero bits. Whatever
comes before or behind, the same lines are therefore cut alike in every copy of a log: in one that was
appended to, renamed, compressed, or overlaps another. A chunk is known by the checksums of all its lines.

Only the first and the last chunk of a file may be a piece of one. They are laid against the pieces and chunks
known before, line by line; what lies on known lines is known too (`known_rows`).
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import IntFlag
from hashlib import blake2b
from typing import Final
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from revroute_desktop.traffic.reading.lines import Lines, join_lines, some_lines

Hashes = NDArray[np.uint32]

_CUT_MASK: Final = 0x3FF
"""On average a cut every 1,024 lines."""
_MOST_LINES: Final = 65_536
"""A chunk is cut here at the latest; only a log that says few things over and over comes so far."""


class Edge(IntFlag):
    """Whether a file began or ended with the chunk: there it may be a piece of a longer one."""

    NONE = 0
    START = 1
    END = 2


@dataclass(frozen=True, slots=True)
class Chunk:
    """Lines in sequence, the checksum of each, and the digest that names them."""

    lines: Lines
    hashes: Hashes
    digest: bytes
    edge: Edge
    size: int
    """Bytes in the decompressed file, line ends included."""


class Chunker:
    """Cuts the lines of one file, as they come, into chunks."""

    def __init__(self) -> None:
        self._waiting: list[Lines] = []
        self._hashes: list[Hashes] = []
        self._count = 0
        self._edge = Edge.START
        self._seen: Counter[bytes] = Counter()

    def feed(self, lines: Lines) -> Iterator[Chunk]:
        """Yield the chunks that these lines complete."""
        if not len(lines):
            return
        hashes = np.fromiter(map(crc32, lines.texts), np.uint32, len(lines))
        cut = (hashes & _CUT_MASK) == 0
        # Lines that are alike stay together: a second of a load run may have thousands of one.
        cut[:-1] &= hashes[1:] != hashes[:-1]
        if self._count and self._hashes[-1][-1] & _CUT_MASK == 0 and hashes[0] != self._hashes[-1][-1]:
            yield self._complete(int(lines.offsets[0]))
        cut[-1] = False  # what follows it is not known yet
        begin = 0
        for end in (np.flatnonzero(cut) + 1).tolist():
            yield from self._take(some_lines(lines, begin, end), hashes[begin:end])
            yield self._complete(int(lines.offsets[end]))
            begin = end
        yield from self._take(some_lines(lines, begin, len(lines)), hashes[begin:])

    def finish(self, end: int) -> Chunk | None:
        """Return the last chunk of a file that ends at byte `end`; None where nothing is left."""
        self._edge |= Edge.END
        return self._complete(end) if self._count else None

    def so_far(self, end: int) -> Chunk | None:
        """Return the lines up to byte `end` that a cut has not come for yet, as if the file ended there."""
        if not self._count:
            return None
        self._waiting, self._hashes = [join_lines(self._waiting)], [np.concatenate(self._hashes)]
        lines, hashes = self._waiting[0], self._hashes[0]
        digest, _ = self._digest(hashes)
        return Chunk(lines, hashes, digest, self._edge | Edge.END, end - int(lines.offsets[0]))

    def _take(self, lines: Lines, hashes: Hashes) -> Iterator[Chunk]:
        while self._count + len(lines) > _MOST_LINES:
            room = _MOST_LINES - self._count
            self._keep(some_lines(lines, 0, room), hashes[:room])
            lines, hashes = some_lines(lines, room, len(lines)), hashes[room:]
            yield self._complete(int(lines.offsets[0]))
        self._keep(lines, hashes)

    def _keep(self, lines: Lines, hashes: Hashes) -> None:
        if len(lines):
            self._waiting.append(lines)
            self._hashes.append(hashes)
            self._count += len(lines)

    def _complete(self, end: int) -> Chunk:
        lines, hashes = join_lines(self._waiting), np.concatenate(self._hashes)
        digest, name = self._digest(hashes)
        self._seen[name] += 1
        chunk = Chunk(lines, hashes, digest, self._edge, end - int(lines.offsets[0]))
        self._waiting, self._hashes, self._count = [], [], 0
        self._edge = Edge.NONE
        return chunk

    def _digest(self, hashes: Hashes) -> tuple[bytes, bytes]:
        """Return what names a chunk, and what names its content alone.

        Where a file says the very same twice, both count; its copy says it twice as well.
        """
        name = blake2b(hashes.tobytes(), digest_size=16).digest()
        again = self._seen[name]
        if not again:
            return name, name
        return blake2b(name + again.to_bytes(8, "little"), digest_size=16).digest(), name


@dataclass(frozen=True, slots=True)
class Piece:
    """Lines known before: their number in the table of chunks, checksums and edges."""

    id: int
    hashes: Hashes
    edge: Edge


def known_rows(hashes: Hashes, edge: Edge, pieces: Iterable[Piece]) -> tuple[NDArray[np.bool_], list[int]]:
    """Return which lines of a chunk lie on known ones, and the pieces that lie wholly within the chunk."""
    known = np.zeros(len(hashes), np.bool_)
    within: list[int] = []
    for piece in pieces:
        shift = _shift(hashes, edge, piece)
        if shift is not None:
            begin, end = max(0, shift), min(len(known), shift + len(piece.hashes))
            known[begin:end] = True
            if begin == shift and end == shift + len(piece.hashes):
                within.append(piece.id)
    return known, within


def _shift(ours: Hashes, edge: Edge, piece: Piece) -> int | None:
    """Return at which line of the chunk the piece begins (below 0: before it); None where they do not meet.

    All lines that they share must be alike, and where one goes on beyond the other, the other must have been
    cut by the beginning or end of a file.
    """
    theirs = piece.hashes
    if not (piece.edge | edge):
        return None
    shifts = [0]
    if piece.edge & Edge.START:
        shifts += np.flatnonzero(ours == theirs[0]).tolist()
    if edge & Edge.START:
        shifts += (-np.flatnonzero(theirs == ours[0])).tolist()
    best: int | None = None
    longest = 0
    for shift in dict.fromkeys(shifts):
        begin, end = max(0, shift), min(len(ours), shift + len(theirs))
        if end - begin <= longest or not _may_end_so(len(ours), edge, piece, shift):
            continue
        shared = ours[begin:end]
        # One line alone, repeated or not, proves nothing, unless both files begin with it.
        proves = shift == 0 or bool((shared != shared[0]).any())
        if proves and np.array_equal(shared, theirs[begin - shift : end - shift]):
            best, longest = shift, end - begin
    return best


def _may_end_so(length: int, edge: Edge, piece: Piece, shift: int) -> bool:
    beyond = length - (shift + len(piece.hashes))
    if beyond > 0:
        return bool(piece.edge & Edge.END)
    return beyond == 0 or bool(edge & Edge.END)
