"""Blocks of bytes made lines, with the number and the place of each, however long a line is."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

LONGEST: Final = 65_536
"""Bytes of the longest line that is read as one; web servers send no longer ones."""
KEPT: Final = 2_000
"""Bytes kept of a longer line, to show it among those refused."""


@dataclass(frozen=True, slots=True)
class Lines:
    """Whole lines without their ends: what they say, their 1-based numbers, where each begins in the
    decompressed file, and which rows hold only the first `KEPT` bytes of a line longer than `LONGEST`.
    """

    texts: list[bytes]
    numbers: NDArray[np.int64]
    offsets: NDArray[np.int64]
    cut: tuple[int, ...] = ()

    def __len__(self) -> int:
        return len(self.texts)


class Splitter:
    """Cuts blocks at line ends; what is not ended yet waits.

    `number` and `offset` are those of the next line.
    """

    def __init__(self, number: int = 1, offset: int = 0) -> None:
        self._number = number
        self._offset = offset
        self._rest: list[bytes] = []
        self._rest_size = 0

    @property
    def place(self) -> int:
        """Bytes up to the next line."""
        return self._offset

    def feed(self, block: bytes) -> Lines:
        """Return the lines that end in a block."""
        end = block.rfind(b"\n") + 1
        if not end:
            self._keep(block)
            return _NOTHING
        before, before_size = b"".join(self._rest), self._rest_size
        texts = block[: end - 1].split(b"\n")
        ends = np.flatnonzero(np.frombuffer(block, np.uint8, end) == 10) + (before_size + 1)
        offsets = np.empty(len(texts), np.int64)
        offsets[0], offsets[1:] = self._offset, ends[:-1] + self._offset
        cut: tuple[int, ...] = ()
        if before_size:
            texts[0] = (before + texts[0][: max(0, LONGEST + 1 - len(before))])[: LONGEST + 1]
        lengths = np.diff(ends, prepend=0) - 1
        if int(lengths.max()) > LONGEST:
            cut = tuple(np.flatnonzero(lengths > LONGEST).tolist())
            for row in cut:
                texts[row] = texts[row][:KEPT]
        found = Lines(texts, np.arange(self._number, self._number + len(texts), dtype=np.int64), offsets, cut)
        self._number += len(texts)
        self._offset += before_size + end
        self._rest, self._rest_size = [], 0
        if end < len(block):
            self._keep(block[end:])
        return found

    def finish(self) -> Lines:
        """Return the last line where the file ends without a line end; nothing otherwise."""
        return self.feed(b"\n") if self._rest_size else _NOTHING

    def _keep(self, piece: bytes) -> None:
        # Of a line without end only its beginning is held.
        if self._rest_size <= LONGEST:
            self._rest.append(piece[: LONGEST + 1])
        self._rest_size += len(piece)


def join_lines(parts: Sequence[Lines]) -> Lines:
    """Return several batches as one."""
    if len(parts) == 1:
        return parts[0]
    if not parts:
        return _NOTHING
    texts: list[bytes] = []
    cut: list[int] = []
    for part in parts:
        cut += [row + len(texts) for row in part.cut]
        texts += part.texts
    return Lines(
        texts,
        np.concatenate([part.numbers for part in parts]),
        np.concatenate([part.offsets for part in parts]),
        tuple(cut),
    )


def some_lines(lines: Lines, begin: int, end: int) -> Lines:
    """Return the rows from `begin` up to `end`."""
    return Lines(
        lines.texts[begin:end],
        lines.numbers[begin:end],
        lines.offsets[begin:end],
        tuple(row - begin for row in lines.cut if begin <= row < end),
    )


_NOTHING: Final = Lines([], np.zeros(0, np.int64), np.zeros(0, np.int64))
