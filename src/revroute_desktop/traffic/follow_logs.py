"""Follows a live log: what is appended is in the rollups within a second, through rotation and truncation."""

import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from revroute_desktop.audit.canonical import JsonValue
from revroute_desktop.errors import UserError
from revroute_desktop.intake.opening import Compression
from revroute_desktop.traffic.chunks_store import move_chunks
from revroute_desktop.traffic.import_logs import counts, record_imports, with_hosts
from revroute_desktop.traffic.joined_days import refresh_joined
from revroute_desktop.traffic.judged import Judge
from revroute_desktop.traffic.reading.batches import BATCH_LINES, Batch, LogReader
from revroute_desktop.traffic.reading.blocks import compression_of
from revroute_desktop.traffic.reading.sources import Source, look_at
from revroute_desktop.traffic.reading.tail import Change, Tail
from revroute_desktop.traffic.settings import load_rules
from revroute_desktop.traffic.store import TakenIn
from revroute_desktop.traffic.take_in import Stream, TrafficWriter
from revroute_desktop.work import Progress, StopAsked, never, silent
from revroute_desktop.workspace import JobKey, Workspace
from revroute_desktop.workspace.problems import Busy

PAUSE: Final = 0.2
"""Seconds between two looks at the file."""
_LINGER: Final = 60.0
"""Seconds for which a renamed file is still read: servers write to it until they open the new one."""
_ENTRY_EVERY: Final = 3600.0
"""Seconds between two entries in the audit log."""


@dataclass(frozen=True, slots=True)
class Followed:
    """What came while a log was followed, and how often the file was rotated or truncated."""

    path: Path
    format: str
    taken: TakenIn
    rotations: int
    truncations: int

    def to_json(self) -> dict[str, JsonValue]:
        """Return the result as commands and jobs give it."""
        return {
            **counts(self.taken),
            "path": str(self.path),
            "format": self.format,
            "rotations": self.rotations,
            "truncations": self.truncations,
        }


def follow_logs(
    workspace: Workspace,
    path: Path,
    *,
    actor: str,
    format_name: str | None = None,
    zone: str = "UTC",
    progress: Progress = silent,
    cancelled: StopAsked = never,
    job: JobKey | None = None,
    clock: Callable[[], float] = time.monotonic,
) -> Followed:
    """Count what is in a file and what is appended to it, until asked to stop.

    What was counted before is passed over, so following again goes on where another run ended. Raises
    UserError for a file that cannot be followed, and WorkspaceError; what was committed before stays.
    """
    if compression_of(path) is not Compression.NONE:
        raise UserError(f"{path.name} is compressed, so nothing is appended to it; import it.")
    following = _Following(workspace, path, format_name, zone, job, cancelled)
    entry_at = clock()
    try:
        while not cancelled():
            busy = following.step(clock())
            taken = following.taken
            progress(taken.hits, None, f"following {path.name}")
            if clock() - entry_at > _ENTRY_EVERY:
                record_imports(workspace, actor, job)
                following.forget_old()
                with suppress(Busy):  # the next time does it
                    refresh_joined(workspace, cancelled=cancelled)
                entry_at = clock()
            if not busy:
                time.sleep(PAUSE)
    finally:
        following.close()
        record_imports(workspace, actor, job)
    return following.result()


class _LiveFile:
    """One open file with what reads it; `until` is when a renamed one is let go."""

    def __init__(self, tail: Tail, reader: LogReader, stream: Stream) -> None:
        self.tail = tail
        self.reader = reader
        self.stream = stream
        self.until: float | None = None


class _Following:
    def __init__(
        self,
        workspace: Workspace,
        path: Path,
        format_name: str | None,
        zone: str,
        job: JobKey | None,
        cancelled: StopAsked,
    ) -> None:
        with workspace.read() as session:
            self._rules = load_rules(session.sql)
        self._workspace = workspace
        self._path = path
        self._format_name = format_name
        self._zone = zone
        self._cancelled = cancelled
        self._writer = TrafficWriter(workspace, address_days=self._rules.address_days, job=job)
        self._judge: Judge | None = None
        self._current: _LiveFile | None = None
        self._old: list[_LiveFile] = []
        self._format = ""
        self.taken = TakenIn()
        self.rotations = self.truncations = 0

    def step(self, now: float) -> bool:
        """Take in what came; return whether there is more at once."""
        if self._current is None:
            self._current = self._open(self._path)
            if self._current is None:
                return False
        busy = self._take(self._current)
        if not busy:
            busy = self._look_for_change(self._current, now)
        for old in [*self._old]:
            busy |= self._take(old)
            if old.until is not None and now > old.until:
                self._let_go(old)
                self._old.remove(old)
        return busy

    def forget_old(self) -> None:
        """Forget what is kept for a time alone, here and in the workspace."""
        for live in (*self._old, *([self._current] if self._current else [])):
            live.reader.forget_salts()
        with suppress(Busy):  # the next time does it
            self._writer.forget_old()

    def close(self) -> None:
        """Close the files; what has not ended in them stays open for the next run."""
        for live in (*self._old, *([self._current] if self._current else [])):
            live.tail.close()

    def result(self) -> Followed:
        """Return what came of it all."""
        return Followed(self._path, self._format, self.taken, self.rotations, self.truncations)

    def _open(self, path: Path) -> _LiveFile | None:
        """Return a file from its beginning; None where it is not there or says nothing yet."""
        try:
            source = look_at(path, self._format_name, self._zone)
        except UserError:
            if path.exists():
                raise
            return None
        if not source.first_at and self._format_name is None:
            return None
        self._format = source.format.name
        reader = LogReader(source.format, self._judge_of(source), self._writer.known())
        return _LiveFile(Tail(path), reader, Stream(str(path.absolute()), source.format))

    def _judge_of(self, source: Source) -> Judge:
        if self._judge is None:
            self._judge = Judge(with_hosts(self._rules, [source]))
        return self._judge

    def _take(self, live: _LiveFile) -> bool:
        """Commit what a file has beyond the place reached; return whether there is more at once."""
        reader, tail = live.reader, live.tail
        grown = False
        while reader.gathered < BATCH_LINES and (data := tail.read()):
            reader.feed(data)
            grown = True
        if grown:
            more = reader.gathered >= BATCH_LINES
            self._write(live, reader.batch(tail.position, open_end=not more))
            return more
        return False

    def _look_for_change(self, current: _LiveFile, now: float) -> bool:
        change = current.tail.change()
        if change is Change.NONE:
            return False
        if change is Change.TRUNCATED:
            # All whole lines are counted; what had no end yet is in the copy, or nowhere.
            self.truncations += 1
            current.tail.close()
            self._read_copy()
        else:
            self.rotations += 1
            self._rename(current)
            current.until = now + _LINGER
            self._old.append(current)
        self._current = None
        return True

    def _rename(self, live: _LiveFile) -> None:
        """Note where a file lies now, so that its lines are found there."""
        place = live.tail.place_now()
        if place is not None:
            with self._workspace.desk() as desk:
                move_chunks(desk.sql, live.stream.path, str(place.absolute()), self._workspace.clock())
            live.stream.path = str(place.absolute())

    def _read_copy(self) -> None:
        """Take in what came between the last look and the truncation, from the copy made before it."""
        copy = self._path.with_name(f"{self._path.name}.1")
        live = self._open(copy) if copy.is_file() and compression_of(copy) is Compression.NONE else None
        if live is not None:
            while self._take(live):
                pass
            self._let_go(live)

    def _let_go(self, live: _LiveFile) -> None:
        """Close a file that has ended; a last line without an end counts."""
        live.reader.finish()
        self._write(live, live.reader.batch(live.tail.position))
        live.tail.close()

    def _write(self, live: _LiveFile, batch: Batch) -> None:
        if not batch.chunks:
            return
        while True:
            try:
                self.taken += self._writer.write(live.stream, batch)
                return
            except Busy:
                # A long step of another program is no reason to stop following: nothing was begun yet.
                if self._cancelled():
                    raise
