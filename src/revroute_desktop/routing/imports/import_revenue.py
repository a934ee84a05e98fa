"""Import a file of revenue events."""

import os
import sqlite3
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from revroute_desktop.audit.canonical import JsonValue
from revroute_desktop.errors import Cancelled, UserError
from revroute_desktop.intake import FileFacts, examine
from revroute_desktop.money.amounts import format_amount
from revroute_desktop.money.currencies import currency, currency_by_numeric
from revroute_desktop.routing.imports.check import Fingerprints, Verdicts, Window, judge
from revroute_desktop.routing.imports.mapping import MappedEvent
from revroute_desktop.routing.imports.outcomes import FileRows, Outcome, file_rows
from revroute_desktop.routing.imports.profile import Profile
from revroute_desktop.routing.imports.profile_reader import load_profile
from revroute_desktop.routing.imports.write import Salts, source_ids, write_events, write_refusals
from revroute_desktop.work import Progress, StopAsked, never, silent
from revroute_desktop.workspace import JobKey, Unit, Workspace

CHUNK: Final = 10_000
"""Events and refusals that are written in one transaction (B13)."""


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What an import did.

    `import_id` is None where there was nothing new. `lines` are the records of the file; `events` and
    `refused` are those that this import put into the books and into quarantine, `duplicates` events that were
    there already, `refused_before` rows that were in quarantine already, `conflicts` rows that say otherwise
    than the event of the same id (in quarantine too), `filtered` records that the profile passes over. `net`
    is the sum of the events of the file's rows that are in the books now, new or not, each once, in minor
    units by currency code. A refused row counts nothing, not even where it was mended: its event came of the
    mending, perhaps with another amount. `bytes` is the size of the file on disk.
    """

    import_id: int | None
    file: str
    profile: str
    lines: int
    events: int
    refused: int
    refused_before: int
    duplicates: int
    conflicts: int
    filtered: int
    net: dict[str, int]
    bytes: int
    seconds: float

    def to_json(self) -> dict[str, JsonValue]:
        """Return the result as `--json` prints it; amounts as text in major units."""
        return {
            "import": self.import_id,
            "file": self.file,
            "profile": self.profile,
            "lines": self.lines,
            "events": self.events,
            "refused": self.refused,
            "refused_before": self.refused_before,
            "duplicates": self.duplicates,
            "conflicts": self.conflicts,
            "filtered": self.filtered,
            "net": {code: _amount_text(code, minor) for code, minor in self.net.items()},
            "bytes": self.bytes,
            "seconds": f"{self.seconds:.3f}",
        }


def import_revenue(
    workspace: Workspace,
    path: Path | str,
    profile: str | Path | Profile,
    *,
    actor: str,
    source: str | None = None,
    progress: Progress = silent,
    cancelled: StopAsked = never,
    job: JobKey | None = None,
    chunk_size: int = CHUNK,
    salts: Salts = os.urandom,
) -> ImportResult:
    """Bring the rows of a file into the books as events, under a mapping profile.

    `profile` is the name of a ready profile, the path of one, or a profile; `source` puts one source in place
    of what the profile says. Rows are written in chunks; an import that was interrupted goes on where it
    stopped when the same file comes with the same profile. The same file again changes nothing. Raises
    UserError for a file or profile that cannot be read, Cancelled when `cancelled` says so between chunks.
    """
    started = time.perf_counter()
    if not isinstance(profile, Profile):
        profile = load_profile(profile, source=source)
    # A grouped file is read to its end before anything is written, which finds damage soon enough.
    facts = examine(Path(path), unfold=not profile.grouped)
    position = 0

    def report(what: str) -> None:
        progress(position, facts.size, what)
        if cancelled():
            raise Cancelled(
                f"The import of {facts.name} was stopped; what is written stays. "
                "Import the same file again to go on."
            )

    def at(read: int) -> None:
        nonlocal position
        # A grouped file may be read a second time, which is no progress.
        if read > position:
            position = read
            report("reading")

    rows = file_rows(facts, profile, at)
    run = _Import(workspace, facts, profile, rows, actor, job, salts)
    for window, is_last in _windows(rows, run.fingerprints, chunk_size):
        run.take(window, is_last)
        if not is_last:
            report("writing")
    progress(facts.size, facts.size, "writing")
    return run.result(time.perf_counter() - started)


class _NothingNew(Exception):
    """Somebody else has written the same rows since they were judged."""

    def __init__(self, verdicts: Verdicts) -> None:
        super().__init__()
        self.verdicts = verdicts


@dataclass(slots=True)
class _Counts:
    events: int = 0
    refused: int = 0
    refused_before: int = 0
    duplicates: int = 0
    conflicts: int = 0
    net: dict[int, int] = field(default_factory=dict)
    seen: bytearray = field(default_factory=bytearray)
    """Of each event that was there already, by number, whether it is in `net`."""

    def add(self, verdicts: Verdicts) -> None:
        self.events += len(verdicts.events) + verdicts.our_events
        self.refused += len(verdicts.refused) + verdicts.our_refused
        self.conflicts += len(verdicts.conflicts) + verdicts.our_conflicts
        self.refused_before += verdicts.refused_before
        self.duplicates += verdicts.duplicates
        for event in verdicts.standing:
            self._add_to_net(event)
        for number, event in verdicts.there.items():
            self.seen.extend(bytes(max(0, number + 1 - len(self.seen))))
            if not self.seen[number]:
                self.seen[number] = 1
                self._add_to_net(event)

    def _add_to_net(self, event: MappedEvent) -> None:
        self.net[event.currency] = self.net.get(event.currency, 0) + event.amount


class _Import:
    """One import under way."""

    def __init__(
        self,
        workspace: Workspace,
        facts: FileFacts,
        profile: Profile,
        rows: FileRows,
        actor: str,
        job: JobKey | None,
        salts: Salts,
    ) -> None:
        self._workspace, self._facts, self._profile, self._rows = workspace, facts, profile, rows
        self._actor, self._job, self._salts = actor, job, salts
        self.fingerprints = Fingerprints(profile.source.constant)
        self._counts = _Counts()
        self._rows_done = 0
        with workspace.read() as session:
            self._import_id, self._chunks, self._rows_written = _unfinished(session.sql, facts, profile)

    def take(self, window: Window, is_last: bool) -> None:
        """Judge a window, and write a chunk when it holds anything new."""
        self._rows_done += len(window.outcomes)
        with self._workspace.read() as session:
            verdicts = self._judge(session.sql, window)
        if self._says_something(verdicts, is_last):
            try:
                verdicts = self._write_chunk(window, verdicts, is_last)
            except _NothingNew as nothing:
                verdicts = nothing.verdicts
        self._counts.add(verdicts)
        if window.outcomes:
            self._rows.forget_before(window.outcomes[-1].line + 1)

    def result(self, seconds: float) -> ImportResult:
        """Return what was done."""
        counts, tally = self._counts, self._rows.tally
        codes = {currency_by_numeric(numeric).code: minor for numeric, minor in counts.net.items()}
        return ImportResult(
            import_id=self._import_id,
            file=self._facts.name,
            profile=self._profile.name,
            lines=tally.lines,
            events=counts.events,
            refused=counts.refused,
            refused_before=counts.refused_before,
            duplicates=counts.duplicates,
            conflicts=counts.conflicts,
            filtered=tally.filtered,
            net=dict(sorted(codes.items())),
            bytes=self._facts.size,
            seconds=seconds,
        )

    def _says_something(self, verdicts: Verdicts, is_last: bool) -> bool:
        return verdicts.anything_new or (is_last and self._import_id is not None)

    def _write_chunk(self, window: Window, verdicts: Verdicts, is_last: bool) -> Verdicts:
        """Write a chunk and return the verdicts that it was written by."""
        with self._workspace.write(self._actor, "import.chunk", self._facts.name, job=self._job) as unit:
            self._check_not_undone(unit.sql)
            if unit.seq != verdicts.log_size:
                verdicts = self._judge(unit.sql, window)
                if not self._says_something(verdicts, is_last):
                    raise _NothingNew(verdicts)
            import_id = self._write(unit, verdicts, is_last)
        self._import_id = import_id
        self._chunks += 1
        self._rows_written = max(self._rows_written, self._rows_done)
        return verdicts

    def _check_not_undone(self, sql: sqlite3.Connection) -> None:
        """Raise UserError where somebody has undone this import since it began."""
        if sql.execute("SELECT 1 FROM import_undo WHERE import = ?", (self._import_id,)).fetchone():
            raise UserError(
                f"Import {self._import_id} of {self._facts.name} was undone while it ran, so nothing more of "
                "the file was brought in; import it again if it should be."
            )

    def _judge(self, sql: sqlite3.Connection, window: Window) -> Verdicts:
        mapped = self._rows.tally.mapped
        return judge(sql, window, mapped, self.fingerprints, self._rows.raws, self._import_id)

    def _write(self, unit: Unit, verdicts: Verdicts, is_last: bool) -> int:
        facts, profile, mapped = self._facts, self._profile, self._rows.tally.mapped
        import_id = self._import_id
        if import_id is None:
            constant = profile.source.constant
            import_id = unit.insert(
                "import",
                source=source_ids(unit, [constant])[constant] if constant else None,
                file_name=facts.name,
                file_hash=facts.hash,
                file_size=facts.size,
                profile=profile.json,
                mapped=int(mapped),
            )
        first = write_events(unit, import_id, verdicts.events, mapped, self._salts)
        refusals = [*verdicts.refused, *verdicts.conflicts]
        write_refusals(unit, import_id, refusals, self._salts)
        unit.insert(
            "import_chunk",
            entry=unit.seq,
            **{"import": import_id},
            number=self._chunks,
            rows_read=max(0, self._rows_done - self._rows_written),
            events=len(verdicts.events),
            first_event=first,
            refused=len(refusals),
            last=int(is_last),
        )
        unit.record(
            {
                "import": import_id,
                "chunk": self._chunks,
                "file": facts.name,
                "sha256": facts.hash.hex(),
                "profile": profile.name,
                "events": len(verdicts.events),
                "refused": len(refusals),
                "last": is_last,
            }
        )
        return import_id


def _unfinished(sql: sqlite3.Connection, facts: FileFacts, profile: Profile) -> tuple[int | None, int, int]:
    """Return the interrupted import of the same file and profile, its chunks, and the rows they took."""
    row = sql.execute(
        "SELECT i.id, COUNT(*), SUM(c.rows_read) FROM import i JOIN import_chunk c ON c.import = i.id "
        "WHERE i.file_hash = ? AND i.profile = ? AND i.id NOT IN (SELECT import FROM import_undo) "
        "GROUP BY i.id HAVING MAX(c.last) = 0 ORDER BY i.id DESC LIMIT 1",
        (facts.hash, profile.json),
    ).fetchone()
    return (None, 0, 0) if row is None else (row[0], row[1], row[2])


def _windows(rows: FileRows, fingerprints: Fingerprints, size: int) -> Iterator[tuple[Window, bool]]:
    """Yield outcomes by the chunk, and whether it is the last; there is at least one, perhaps empty."""
    held: list[Outcome] = []
    for outcomes in rows:
        held.extend(outcomes)
        start = 0
        # A full window waits for the row behind it, so that the last one is known as such.
        while len(held) - start > size:
            yield fingerprints.window(held[start : start + size]), False
            start += size
        del held[:start]
    yield fingerprints.window(held), True


def _amount_text(code: str, minor: int) -> str:
    return format_amount(minor, currency(code))
