"""Raw lines behind a figure, read back from the log files where they lie."""

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Final
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from revroute_desktop.errors import UserError
from revroute_desktop.intake.opening import Compression
from revroute_desktop.traffic.hits import Words
from revroute_desktop.traffic.judged import Judge, Judged
from revroute_desktop.traffic.reading.batches import Format, lines_parser
from revroute_desktop.traffic.reading.blocks import compression_of, log_blocks, open_log, without_mark
from revroute_desktop.traffic.reading.lines import Lines, Splitter
from revroute_desktop.traffic.reading.sources import head_of
from revroute_desktop.traffic.settings import load_rules
from revroute_desktop.traffic.store import salts_known
from revroute_desktop.traffic.visitors import days_of, visitors

MOST: Final = 200
"""Lines shown unless asked otherwise."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which requests: from `start` up to `end` (microseconds UTC), and of those, what is said of them."""

    start: int
    end: int
    group: str | None = None
    status: int | None = None
    method: str | None = None
    source: str | None = None
    campaign: str | None = None
    bot: int | None = None
    verdict: str | None = None
    visitor: int | None = None


@dataclass(frozen=True, slots=True)
class RawLine:
    """A line as it stands in its file, with the time of its request."""

    path: str
    number: int
    place: int
    at: int
    text: str


@dataclass(frozen=True, slots=True)
class DrillDown:
    """Lines in the order of files and their places; `problems` says in sentences what could not be read.

    `more`: there are more lines than were asked for.
    """

    lines: tuple[RawLine, ...]
    problems: tuple[str, ...]
    more: bool


@dataclass(frozen=True, slots=True)
class _Stretch:
    """A chunk as the workspace knows it."""

    path: str
    format: Format
    line: int
    place: int
    size: int
    hashes: NDArray[np.uint32]


def drill_down(sql: sqlite3.Connection, wanted: Wanted, *, most: int = MOST) -> DrillDown:
    """Return the lines of the requests that are wanted, as far as their files are where they were.

    A plain file is read where the lines lie, a compressed one from its beginning. Each chunk is compared to
    what was counted, so that lines of a file that was changed or replaced are never shown as these.
    """
    found: list[RawLine] = []
    problems: list[str] = []
    salts = salts_known(sql)
    if wanted.visitor is not None and not _days(wanted) & salts.keys():
        problems.append(
            "What tells the visitors of that day apart has been deleted, two days after it was read, so that "
            "the lines of one visitor cannot be found any more."
        )
        return DrillDown((), tuple(problems), False)
    for path, lines, judged in read_back(sql, wanted.start, wanted.end, problems):
        found += _matching(path, judged, lines, wanted, salts)
        if len(found) > most:
            return DrillDown(tuple(found[:most]), tuple(problems), True)
    return DrillDown(tuple(found), tuple(problems), False)


def read_back(
    sql: sqlite3.Connection, start: int, end: int, problems: list[str], *, most: int | None = None
) -> Iterator[tuple[str, Lines, Judged]]:
    """Yield chunks of lines that have requests of a span, with their file and what they mean.

    They hold requests before and after the span too. With `most`, chunks are left out evenly until about so
    many lines are read. What cannot be read is said in `problems`.
    """
    judge = Judge(load_rules(sql))
    wanted = _stretches(sql, start, end)
    if most is not None:
        lines = sum(len(stretch.hashes) for stretch in wanted)
        wanted = wanted[:: max(1, -(-lines // most))]
    for path, stretches in groupby(wanted, key=lambda stretch: stretch.path):
        part = [*stretches]
        parse = lines_parser(part[0].format)
        try:
            # Formats with directives say at their beginning what their columns are.
            state = parse(head_of(Path(path)), "").state if Path(path).exists() else ""
            for piece in _read(Path(path), part):
                yield path, piece, judge.judge(parse(piece, state).hits)
        except UserError as error:
            problems.append(str(error))


def _days(wanted: Wanted) -> set[int]:
    day = 86_400_000_000
    return set(range(wanted.start // day, (wanted.end - 1) // day + 1))


def _stretches(sql: sqlite3.Connection, start: int, end: int) -> list[_Stretch]:
    rows = sql.execute(
        "SELECT path, format, zone, line, place, size, hashes FROM desk_traffic_chunk AS chunk"
        " JOIN desk_traffic_file AS file ON file.id = chunk.file"
        " WHERE chunk.first_at < ? AND chunk.last_at >= ? ORDER BY path, place",
        (end, start),
    )
    return [
        _Stretch(path, Format(name, zone), line, place, size, np.frombuffer(hashes, "<u4"))
        for path, name, zone, line, place, size, hashes in rows
    ]


def _read(path: Path, stretches: list[_Stretch]) -> Iterator[Lines]:
    """Yield the lines of each stretch of a file; raises UserError where they are not there any more."""
    if not path.exists():
        raise UserError(
            f"{path} is not there any more; if it was moved, import it from its new place, which counts "
            "nothing twice."
        )
    pieces = (
        _pieces_plain(path, stretches)
        if compression_of(path) is Compression.NONE
        else _pieces_compressed(path, stretches)
    )
    for stretch, data in zip(stretches, pieces, strict=False):
        splitter = Splitter(stretch.line, stretch.place)
        lines = splitter.feed(data if data.endswith(b"\n") else data + b"\n")
        if stretch.place == 0 and len(lines):
            lines.texts[0] = without_mark(lines.texts[0])
        hashes = np.fromiter(map(crc32, lines.texts), np.uint32, len(lines))
        if not np.array_equal(hashes, stretch.hashes):
            raise UserError(
                f"{path} was changed or replaced since it was read; import it again, which finds the lines "
                "at their new place."
            )
        yield lines


def _pieces_plain(path: Path, stretches: list[_Stretch]) -> Iterator[bytes]:
    with open_log(path) as file:
        for stretch in stretches:
            file.seek(stretch.place)
            yield file.read(stretch.size)


def _pieces_compressed(path: Path, stretches: list[_Stretch]) -> Iterator[bytes]:
    """Yield the stretches in one pass; what is behind the last is not decompressed."""
    held, begin = b"", 0
    blocks = log_blocks(path)
    for stretch in stretches:
        while begin + len(held) < stretch.place + stretch.size:
            block = next(blocks, None)
            if block is None:
                break
            cut = max(0, min(len(held), stretch.place - begin))
            held, begin = held[cut:] + block[0], begin + cut
        yield held[max(0, stretch.place - begin) : stretch.place - begin + stretch.size]


def _matching(
    path: str, judged: Judged, lines: Lines, wanted: Wanted, salts: dict[int, bytes]
) -> list[RawLine]:
    hits = judged.hits
    rows = (hits.at >= wanted.start) & (hits.at < wanted.end)
    if wanted.status is not None:
        rows &= hits.status == wanted.status
    if wanted.bot is not None:
        rows &= judged.bot == wanted.bot
    for words, text in (
        (judged.group, wanted.group),
        (hits.method, wanted.method),
        (judged.source, wanted.source),
        (judged.campaign, wanted.campaign),
        (judged.verdict, wanted.verdict),
    ):
        if text is not None:
            rows &= _says(words, text)
    if wanted.visitor is not None:
        rows &= _visitors(judged, salts) == wanted.visitor
    first = int(lines.numbers[0]) if len(lines) else 0
    return [
        RawLine(path, number, place, at, lines.texts[number - first].decode("utf-8", "replace"))
        for number, place, at in zip(
            hits.line[rows].tolist(), hits.offset[rows].tolist(), hits.at[rows].tolist(), strict=True
        )
    ]


def _visitors(judged: Judged, salts: dict[int, bytes]) -> NDArray[np.int64]:
    # A day whose salt is gone has no visitor that could be meant.
    return visitors(judged, {day: salts.get(day, b"") for day in days_of(judged)})


def _says(words: Words, text: str) -> NDArray[np.bool_]:
    said = np.array([value == text for value in words.values], np.bool_)
    return said[words.codes]
