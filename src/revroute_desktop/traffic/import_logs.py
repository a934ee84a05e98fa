"""Brings log files in: rollups and visits, each line once, with an entry in the audit log for each import."""

import json
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Final, Protocol

from revroute_desktop.audit.canonical import JsonValue
from revroute_desktop.errors import Cancelled
from revroute_desktop.intake.opening import Compression
from revroute_desktop.traffic.judged import Judge, Rules
from revroute_desktop.traffic.reading.aside import ReaderAside, worth_it
from revroute_desktop.traffic.reading.batches import BATCH_LINES, Batch, Format, Known, read_log
from revroute_desktop.traffic.reading.blocks import compression_of
from revroute_desktop.traffic.reading.sources import Source, Unread, find_sources
from revroute_desktop.traffic.settings import load_rules
from revroute_desktop.traffic.store import TakenIn
from revroute_desktop.traffic.take_in import Stream, TrafficWriter
from revroute_desktop.work import Progress, StopAsked, never, silent
from revroute_desktop.workspace import JobKey, Workspace

_FILES_NAMED: Final = 100
_QUIET_AFTER: Final = 3600.0
"""Seconds after which nobody goes on writing a line that was begun."""


class ReadFile(Protocol):
    """Reads a file in batches, in this process or aside."""

    def __call__(
        self, path: Path, format: Format, *, known: Known, batch_lines: int, wait_for_end: bool
    ) -> Iterator[Batch]:
        """Yield the batches; raises UserError where the file cannot be read on."""
        ...


@dataclass(frozen=True, slots=True)
class FileImported:
    """What one file came to."""

    path: Path
    format: str
    taken: TakenIn


@dataclass(frozen=True, slots=True)
class TrafficImport:
    """What an import came to: each file, in the order read, and what was passed over."""

    files: tuple[FileImported, ...]
    passed: tuple[Unread, ...]
    total: TakenIn

    def to_json(self) -> dict[str, JsonValue]:
        """Return the result as commands and jobs give it."""
        return {
            **counts(self.total),
            "files": [
                {"path": str(file.path), "format": file.format, **counts(file.taken)} for file in self.files
            ],
            "passed": [{"path": str(one.path), "reason": one.reason} for one in self.passed],
        }


def import_logs(
    workspace: Workspace,
    places: Sequence[str | Path],
    *,
    actor: str,
    format_name: str | None = None,
    zone: str = "UTC",
    progress: Progress = silent,
    cancelled: StopAsked = never,
    job: JobKey | None = None,
    batch_lines: int = BATCH_LINES,
) -> TrafficImport:
    """Bring files, folders and patterns in; what was counted before is passed over, whatever file has it.

    `format_name` None has each file's format told from its first lines; `zone` is that of times without an
    offset; `batch_lines` go into one commit. A last line without an end waits for the next import while the
    file may still be written to. Raises UserError for what cannot be read, Cancelled, and
    WorkspaceError; what was committed before stays, and the same import goes on from there.
    """
    with workspace.read() as session:
        rules = load_rules(session.sql)
    sources, passed = find_sources(places, format_name, zone)
    rules = with_hosts(rules, sources)
    writer = TrafficWriter(workspace, address_days=rules.address_days, job=job)
    writer.forget_old()
    files: list[FileImported] = []
    total, total_size, done = TakenIn(), sum(source.size for source in sources), 0
    try:
        with ExitStack() as stack:
            read: ReadFile = (
                stack.enter_context(ReaderAside(rules)).read
                if worth_it(total_size)
                else partial(read_log, judge=Judge(rules))
            )
            for source in sources:
                batches = read(
                    source.path,
                    source.format,
                    known=writer.known(),
                    batch_lines=batch_lines,
                    wait_for_end=may_grow(source.path),
                )
                stream, taken = Stream(str(source.path.absolute()), source.format), TakenIn()
                for batch in _until_stopped(batches, cancelled):
                    taken += writer.write(stream, batch)
                    reached = min(total_size, done + batch.position)
                    progress(reached, total_size, f"reading {source.path.name}")
                files.append(FileImported(source.path, source.format.name, taken))
                total, done = total + taken, done + source.size
    finally:
        # After an error too: what was committed has its entry.
        record_imports(workspace, actor, job)
    progress(total_size, total_size, "reading")
    return TrafficImport(tuple(files), tuple(passed), total)


def may_grow(path: Path) -> bool:
    """Whether somebody may be in the middle of a line: a plain file that was written to within the hour."""
    try:
        written = path.stat().st_mtime
    except OSError:
        return False
    return compression_of(path) is Compression.NONE and time.time() - written < _QUIET_AFTER


def with_hosts(rules: Rules, sources: Sequence[Source]) -> Rules:
    """Return rules with the hosts that seem to be the operator's, where none were said."""
    if rules.hosts:
        return rules
    return replace(rules, hosts=tuple(dict.fromkeys(host for source in sources for host in source.hosts)))


def record_imports(workspace: Workspace, actor: str, job: JobKey | None = None) -> None:
    """Append an entry to the audit log for what was read of log files since the last; none for nothing.

    The entry names files, counts and a digest over what was counted, never what the lines say.
    """
    query = "SELECT id, path, unrecorded FROM desk_traffic_file WHERE unrecorded IS NOT NULL ORDER BY id"
    with workspace.read() as session:
        if session.sql.execute(query).fetchone() is None:
            return
    with workspace.write(actor, "traffic.import", "traffic", job=job) as unit:
        rows = unit.sql.execute(query).fetchall()
        files: list[JsonValue] = [{"name": Path(path).name, **json.loads(text)} for _, path, text in rows]
        unit.sql.execute("UPDATE desk_traffic_file SET unrecorded = NULL WHERE unrecorded IS NOT NULL")
        unit.record({"files": files[:_FILES_NAMED], "more_files": max(0, len(files) - _FILES_NAMED)})


def counts(taken: TakenIn) -> dict[str, JsonValue]:
    """Return counts as commands and jobs give them."""
    return {
        "lines": taken.lines,
        "hits": taken.hits,
        "malformed": taken.refused,
        "known": taken.known,
        "bytes": taken.size,
        "visits": taken.visits,
    }


def _until_stopped(batches: Iterator[Batch], cancelled: StopAsked) -> Iterator[Batch]:
    for batch in batches:
        yield batch
        if cancelled():
            raise Cancelled("The import was stopped; what was read stays, and importing again goes on there.")
