"""Batches: the lines of one file as they are read, in chunks, with what their requests mean."""

import secrets
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from revroute_desktop.errors import UserError
from revroute_desktop.traffic.formats.parsed import Parsed
from revroute_desktop.traffic.formats.registry import APACHE_NAMES, parser_for
from revroute_desktop.traffic.hits import Refused
from revroute_desktop.traffic.judged import Judge, Judged, take_judged
from revroute_desktop.traffic.reading import combined
from revroute_desktop.traffic.reading.blocks import log_blocks, without_mark
from revroute_desktop.traffic.reading.chunks import Chunk, Chunker, Edge, Hashes
from revroute_desktop.traffic.reading.columns import join_hits
from revroute_desktop.traffic.reading.lines import LONGEST, Lines, Splitter, join_lines, some_lines
from revroute_desktop.traffic.visitors import SALT_BYTES, days_of, visitors

BATCH_LINES: Final = 49_152
"""Lines that are judged and committed together; a kill costs no more than reading them again."""

_FIRST_LINES: Final = 8_192
"""Lines of the first batch: few, so that whoever writes it need not wait long."""

_WITH_DIRECTIVES: Final = frozenset({"w3c", "cloudfront"})

Int64s = NDArray[np.int64]
ParseLines = Callable[[Lines, str], Parsed]


@dataclass(frozen=True, slots=True)
class Format:
    """How the lines of a file are read: the format's name, and the zone of times without an offset."""

    name: str
    zone: str = "UTC"


@dataclass(frozen=True, slots=True)
class Known:
    """What is known before a file is read: digests of chunks that need not be read again, salts by day."""

    digests: frozenset[bytes] = frozenset()
    salts: Mapping[int, bytes] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ReadChunk:
    """A chunk without its texts: first line and place, size in bytes, checksums, digest, edges.

    `first_at` and `last_at` are those of its requests, 0 where it has none. The first `counted` lines were
    taken in with an earlier state of the same chunk. `known`: the whole chunk was known when it was read.
    """

    line: int
    place: int
    size: int
    hashes: Hashes
    digest: bytes
    edge: Edge
    first_at: int
    last_at: int
    counted: int
    known: bool


@dataclass(frozen=True, slots=True)
class Batch:
    """What a stretch of a file came to. `position` is the place on disk up to which the file was read.

    `visitor` are the numbers of the visitors, made with the salts of their days in `salts`. `open_end`: the
    last chunk is not complete and will come again, longer, with its lines counted.
    """

    judged: Judged
    visitor: Int64s
    salts: dict[int, bytes]
    refused: tuple[Refused, ...]
    skipped: int
    chunks: tuple[ReadChunk, ...]
    position: int
    open_end: bool = False


NOTHING_KNOWN: Final = Known()


def without_lines(batch: Batch, known: Int64s) -> tuple[Judged, Int64s, tuple[Refused, ...]]:
    """Return a batch's requests, their visitors and its refused lines, without the lines that are known."""
    if not len(known):
        return batch.judged, batch.visitor, batch.refused
    new = ~np.isin(batch.judged.hits.line, known)
    left_out = frozenset(known.tolist())
    refused = tuple(line for line in batch.refused if line.line not in left_out)
    return take_judged(batch.judged, new), batch.visitor[new], refused


class LogReader:
    """Makes batches of the lines of one file."""

    def __init__(self, format: Format, judge: Judge, known: Known = NOTHING_KNOWN) -> None:
        self._parse = lines_parser(format)
        self._directives = format.name in _WITH_DIRECTIVES
        self._judge = judge
        self._known = known.digests
        self._salts = dict(known.salts)
        self._splitter = Splitter()
        self._chunker = Chunker()
        self._chunks: list[tuple[Chunk, int]] = []
        self._counted = 0
        self._open_times: list[int] = []
        self._end = 0
        self._begun = False
        self._state = ""

    @property
    def gathered(self) -> int:
        """Lines in whole chunks that wait to be made a batch."""
        return sum(len(chunk.hashes) for chunk, _ in self._chunks)

    def forget_salts(self) -> None:
        """Forget the salts; a writer has those that still hold, and makes visitors by them."""
        self._salts.clear()

    def feed(self, block: bytes) -> None:
        """Take bytes in, in the order of the file."""
        self._gather(self._splitter.feed(block))

    def finish(self, *, wait_for_end: bool = False) -> None:
        """Say that the file has ended; a last line without an end counts, unless its end may still come."""
        if not wait_for_end:
            self._gather(self._splitter.finish())
        last = self._chunker.finish(self._end)
        if last is not None:
            self._add(last)

    def batch(self, position: int, *, open_end: bool = False) -> Batch:
        """Return what was gathered; with `open_end` the lines too that no cut has come for yet."""
        chunks, self._chunks = self._chunks, []
        if open_end:
            last = self._chunker.so_far(self._end)
            open_end = last is not None and len(last.hashes) > self._counted
            if last is not None and open_end:
                chunks.append((last, self._counted))
                self._counted = len(last.hashes)
        # A chunk that will come again is read in any case, so that the times of its requests are known.
        again = len(chunks) - 1 if open_end else len(chunks)
        known = [chunk.digest in self._known and row < again for row, (chunk, _) in enumerate(chunks)]
        new: list[Lines] = []
        for (chunk, counted), is_known in zip(chunks, known, strict=True):
            lines = some_lines(chunk.lines, counted, len(chunk.lines)) if counted else chunk.lines
            if not is_known:
                new.append(lines)
            elif self._directives:
                self._follow_directives(lines)
        parsed, cut = self._read(join_lines(new))
        read = tuple(
            self._without_texts(chunk, counted, is_known, parsed)
            for (chunk, counted), is_known in zip(chunks, known, strict=True)
        )
        refused = tuple(sorted((*parsed.refused, *cut), key=lambda line: line.line))
        judged = self._judge.judge(parsed.hits)
        salts = {day: self._salt(day) for day in days_of(judged)}
        return Batch(
            judged, visitors(judged, salts), salts, refused, parsed.skipped, read, position, open_end
        )

    def _salt(self, day: int) -> bytes:
        return self._salts.setdefault(day, secrets.token_bytes(SALT_BYTES))

    def _gather(self, lines: Lines) -> None:
        if not len(lines):
            return
        if not self._begun:
            self._begun = True
            lines.texts[0] = without_mark(lines.texts[0])
        self._end = self._splitter.place
        for chunk in self._chunker.feed(lines):
            self._add(chunk)

    def _add(self, chunk: Chunk) -> None:
        self._chunks.append((chunk, self._counted))
        self._counted = 0

    def _read(self, lines: Lines) -> tuple[Parsed, list[Refused]]:
        """Return what the lines say, and those that are too long to be read."""
        if not lines.cut:
            parsed = self._parse(lines, self._state)
            self._state = parsed.state
            return parsed, []
        parts: list[Parsed] = []
        refused: list[Refused] = []
        begin = 0
        for row in (*lines.cut, len(lines)):
            parts.append(self._parse(some_lines(lines, begin, row), self._state))
            self._state = parts[-1].state
            begin = row + 1
        for row in lines.cut:
            text = lines.texts[row].decode("utf-8", "replace")[:500]
            reason = f"the line is longer than {LONGEST // 1024} KiB"
            refused.append(Refused(int(lines.numbers[row]), int(lines.offsets[row]), reason, text))
        all_refused = tuple(line for part in parts for line in part.refused)
        hits = join_hits([part.hits for part in parts])
        return Parsed(hits, all_refused, sum(part.skipped for part in parts), self._state), refused

    def _without_texts(self, chunk: Chunk, counted: int, known: bool, parsed: Parsed) -> ReadChunk:
        line = int(chunk.lines.numbers[0])
        begin, end = np.searchsorted(parsed.hits.line, (line, line + len(chunk.hashes)))
        at = parsed.hits.at[begin:end].tolist() + (self._open_times if counted else [])
        self._open_times = [min(at), max(at)] if at else []
        return ReadChunk(
            line=line,
            place=int(chunk.lines.offsets[0]),
            size=chunk.size,
            hashes=chunk.hashes,
            digest=chunk.digest,
            edge=chunk.edge,
            first_at=min(at, default=0),
            last_at=max(at, default=0),
            counted=counted,
            known=known,
        )

    def _follow_directives(self, lines: Lines) -> None:
        rows = [row for row, text in enumerate(lines.texts) if text.startswith(b"#")]
        for row in rows:
            self._state = self._parse(some_lines(lines, row, row + 1), self._state).state


def read_log(
    path: Path,
    format: Format,
    *,
    judge: Judge,
    known: Known = NOTHING_KNOWN,
    batch_lines: int = BATCH_LINES,
    wait_for_end: bool = False,
) -> Iterator[Batch]:
    """Yield a file in batches; with `wait_for_end` a last line without an end is left for another time.

    Raises UserError where the file cannot be read on; what came before is good.
    """
    reader = LogReader(format, judge, known)
    position, enough = 0, min(batch_lines, _FIRST_LINES)
    try:
        for block, position in log_blocks(path):
            reader.feed(block)
            if reader.gathered >= enough:
                yield reader.batch(position)
                enough = batch_lines
    except UserError:
        yield reader.batch(position, open_end=True)
        raise
    reader.finish(wait_for_end=wait_for_end)
    yield reader.batch(position)


def lines_parser(format: Format) -> ParseLines:
    """Return what reads lines of a format: the fast way where there is one. Raises UserError."""
    careful = parser_for(format.name, format.zone)
    if format.name in APACHE_NAMES:
        return partial(_parse_fast, zone=format.zone)

    def parse(lines: Lines, state: str) -> Parsed:
        return careful(decoded(lines.texts), lines.numbers.tolist(), lines.offsets.tolist(), state)

    return parse


def decoded(texts: Sequence[bytes]) -> list[str]:
    """Return lines as text; bytes that are no UTF-8 become the sign for that."""
    return [text.removesuffix(b"\r").decode("utf-8", "replace") for text in texts]


def _parse_fast(lines: Lines, state: str, *, zone: str) -> Parsed:
    return combined.parse(lines.texts, lines.numbers, lines.offsets, zone=zone)
