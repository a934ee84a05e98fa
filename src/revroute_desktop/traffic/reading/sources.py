"""Which files are meant by names, folders and patterns, in which format they are, and in which order."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from revroute_desktop.errors import UserError
from revroute_desktop.traffic.formats.detect import detect
from revroute_desktop.traffic.meaning.referrers import likely_own_hosts
from revroute_desktop.traffic.reading.batches import Format, decoded, lines_parser
from revroute_desktop.traffic.reading.blocks import log_blocks, without_mark
from revroute_desktop.traffic.reading.lines import Lines, Splitter

_HEAD_LINES: Final = 200
_MAGIC: Final = re.compile(r"[*?\[]")
_ROTATION: Final = re.compile(r"[.-](\d{1,4})(?:\.(?:gz|xz|zst))?$")


@dataclass(frozen=True, slots=True)
class Source:
    """A log file: the format of its lines, the time of its first request (0: it has none yet), its size on
    disk in bytes, and the hosts that seem to be the operator's own.
    """

    path: Path
    format: Format
    first_at: int
    size: int
    hosts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Unread:
    """A file of a folder or pattern that was passed over, and why."""

    path: Path
    reason: str


def find_sources(
    places: Sequence[str | Path], format_name: str | None, zone: str
) -> tuple[list[Source], list[Unread]]:
    """Return the files that names, folders and patterns stand for, in the order of their first requests.

    So the parts of a rotated log come one after the other, whatever they are called. `format_name` None has
    the format of each file told from its first lines. Raises UserError where a named file cannot be read, or
    nothing is found; of a folder or pattern, files that are no logs are passed over.
    """
    found: dict[Path, Source] = {}
    passed: list[Unread] = []
    for place in places:
        named, paths = _expanded(place)
        for path in paths:
            if path in found:
                continue
            try:
                found[path] = look_at(path, format_name, zone)
            except UserError as error:
                if named:
                    raise
                passed.append(Unread(path, str(error)))
    if not found:
        wanted = ", ".join(map(str, places))
        why = f" ({passed[0].reason})" if passed else ""
        raise UserError(f"There is no access log at {wanted}; name a file, a folder or a pattern.{why}")
    return sorted(found.values(), key=_order), passed


def look_at(path: Path, format_name: str | None, zone: str) -> Source:
    """Return what a file is by its first lines; raises UserError for what is no log of a known format."""
    lines = head_of(path)
    size = path.stat().st_size
    if format_name is None:
        guesses = detect(decoded(lines.texts))
        if not guesses and not any(text.strip() for text in lines.texts):
            return Source(path, Format("combined", zone), 0, size)
        if not guesses:
            raise UserError(
                f"{path.name} has lines of no format that is known here; say which with --format, or "
                "describe it with a format string."
            )
        format_name = guesses[0].name
    format = Format(format_name, zone)
    hits = lines_parser(format)(lines, "").hits
    first = int(hits.at[0]) if len(hits) else 0
    counts = [0] * len(hits.referrer.values)
    for code in hits.referrer.codes.tolist():
        counts[code] += 1
    return Source(path, format, first, size, likely_own_hosts(hits.referrer.values, counts)[:1])


def first_lines(path: Path) -> list[str]:
    """Return the first lines of a file as text; raises UserError where it cannot be read."""
    return decoded(head_of(path).texts)


def _expanded(place: str | Path) -> tuple[bool, list[Path]]:
    """Return whether a place names one file, and the files that it stands for."""
    path = Path(place)
    if path.is_dir():
        return False, sorted(file for file in path.iterdir() if file.is_file() and file.name[0] != ".")
    if not path.exists() and _MAGIC.search(str(place)):
        try:
            found = list(Path(path.anchor).glob(str(path.relative_to(path.anchor))))
        except (ValueError, NotImplementedError) as error:
            raise UserError(f"The pattern {place} cannot be read: {error}.") from None
        return False, sorted(file for file in found if file.is_file())
    return True, [path]


def head_of(path: Path) -> Lines:
    """Return the first lines of a file."""
    splitter = Splitter()
    lines = Splitter().finish()
    for block, _ in log_blocks(path):
        lines = splitter.feed(block[: 1 << 18])
        break
    if not len(lines):
        lines = splitter.finish()
    if len(lines):
        lines.texts[0] = without_mark(lines.texts[0])
    return Lines(lines.texts[:_HEAD_LINES], lines.numbers[:_HEAD_LINES], lines.offsets[:_HEAD_LINES])


def _order(source: Source) -> tuple[int, int, str]:
    rotation = _ROTATION.search(source.path.name)
    # Of parts that begin in the same second the one with the higher number is older.
    return source.first_at, -int(rotation[1]) if rotation else 0, str(source.path)
