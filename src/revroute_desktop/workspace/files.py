"""An open workspace: read sessions, units of work and the desk."""

import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from revroute_desktop.audit.canonical import JsonValue
from revroute_desktop.workspace import guard, log, memory
from revroute_desktop.workspace.connections import Handle, connect
from revroute_desktop.workspace.log import Head
from revroute_desktop.workspace.problems import (
    Busy,
    Damaged,
    ReadOnly,
    WorkspaceError,
    plainly,
    plainly_on_disk,
)
from revroute_desktop.workspace.sessions import DeskSession, Session, keep_to_the_desk
from revroute_desktop.workspace.units import Change, JobKey, Unit, UnrecordedChange, begin_unit

Clock = Callable[[], int]

_IDLE_READERS = 4


@dataclass(frozen=True, slots=True)
class Facts:
    """What the file says of itself."""

    uuid: str
    name: str
    zone: str


@dataclass(frozen=True, slots=True)
class Access:
    """How the file may be used: what forbids writing, and what a person must know.

    `behind` is the state of the log that this machine remembers, where the file does not bear it out.
    """

    read_only: str | None = None
    state_note: str | None = None
    behind: Head | None = None
    mode: str = "rw"
    immutable: bool = False


class Workspace:
    """One open workspace file. Sessions may be opened from several threads, each used by one at a time."""

    def __init__(self, path: Path, facts: Facts, access: Access, clock: Clock, wait: float) -> None:
        self.path = path
        self.uuid = facts.uuid
        self.name = facts.name
        self.zone = facts.zone
        self.clock = clock
        self._access = access
        self._wait = wait
        self._file = guard.file_id(path)
        self._lock = threading.Lock()
        self._idle: list[Handle] = []
        self._closed = False
        self._writer = _Slot("changing the books")
        self._desk = _Slot("writing to the desk")
        self._watcher: sqlite3.Connection | None = None
        guard.note_open(self._file)

    @property
    def state_note(self) -> str | None:
        """What a person must know of the file's state: first time on this machine, rolled back, read-only."""
        return self._access.state_note

    @property
    def read_only(self) -> str | None:
        """Why nothing can be written; None where it can."""
        return self._access.read_only

    @property
    def rolled_back(self) -> bool:
        """Whether the file does not bear out what this machine remembers of its log."""
        return self._access.behind is not None

    @contextmanager
    def read(self) -> Iterator[Session]:
        """A session over one state of the file, that of its first read, whatever others write meanwhile.

        Raises WorkspaceError.
        """
        with plainly_on_disk(self.path):
            handle = self._take_reader()
        try:
            with plainly(self.path), _damage_told(handle, self.path):
                handle.sql.execute("BEGIN")
                yield Session(handle)
        finally:
            _end_transaction(handle)
            self._put_back(handle)

    @contextmanager
    def write(
        self, actor: str, action: str, subject: str, reason: str = "", job: JobKey | None = None
    ) -> Iterator[Unit]:
        """A unit of work, which is committed whole at the end of the block or not at all.

        Raises WorkspaceError: Busy where another writer does not finish in time, ReadOnly, StaleAttempt, or
        in words of its own; UnrecordedChange where the block ends without `unit.record`.
        """
        if self.read_only is not None:
            raise ReadOnly(self.read_only)
        with self._unit(Change(actor, action, subject, reason), job) as unit:
            yield unit
        self._remember(unit)

    @contextmanager
    def desk(self) -> Iterator[DeskSession]:
        """A session that writes the desk's tables in one transaction; SQLite denies it the books (B25).

        Not within `write` on the same thread: the two would wait for each other. Raises WorkspaceError.
        """
        if self.read_only is not None:
            raise ReadOnly(self.read_only)
        with self._transaction(self._desk) as handle:
            yield DeskSession(handle)

    def data_version(self) -> int:
        """A number that changes when another connection, of this or another process, has committed."""
        with plainly_on_disk(self.path), self._lock:
            if self._watcher is None:
                self._check_open()
                self._watcher = self._connect(writing=False)
            (version,) = self._watcher.execute("PRAGMA data_version").fetchone()
            return int(version)

    def fold_in(self) -> None:
        """Folds the -wal file into the main one and empties it, so that erased text is nowhere on the disk.

        Raises Busy where a session is open on an older state.
        """
        with plainly(self.path), self._writer.held(self._wait, self._prepare_writer) as handle:
            (busy, *_) = handle.sql.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        if busy:
            raise Busy(f"Another session is reading {self.path}: close it and try again.")

    def accept_rollback(self, *, actor: str, reason: str) -> None:
        """Takes the file as it is although this machine remembers another state, and logs that.

        From then on the workspace can be written. Raises WorkspaceError where there is nothing to accept or
        no reason is given.
        """
        behind = self._access.behind
        if behind is None:
            raise WorkspaceError(
                "There is no rollback to accept: the workspace is as this machine remembers it."
            )
        if not reason.strip():
            raise WorkspaceError(
                "Accepting a rollback needs a reason: say why the older file is the right one."
            )
        change = Change(actor, "workspace.accept_rollback", self.name, reason)
        with self._unit(change, None) as unit:
            payload: dict[str, JsonValue] = {
                "remembered": _head_as_json(behind),
                "found": _head_as_json(log.head(unit.sql, unit.seq)),
            }
            unit.record(payload)
        self._remember(unit, backwards=True)
        self._access = Access()

    def close(self) -> None:
        """Closes every connection; sessions that are still open must have ended."""
        with self._lock:
            if self._closed:
                return
            self._closed = True
            for handle in self._idle:
                handle.close()
            self._idle.clear()
            if self._watcher is not None:
                self._watcher.close()
        # A desk's authorizer would forbid the last connection to fold in the -wal file, so it goes first.
        self._desk.close()
        self._writer.close()
        guard.note_closed(self._file)

    def __enter__(self) -> "Workspace":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @contextmanager
    def _unit(self, change: Change, job: JobKey | None) -> Iterator[Unit]:
        with self._transaction(self._writer) as handle, _damage_told(handle, self.path):
            memory.announce_writer(self.uuid, change.action, self.clock())
            try:
                unit = begin_unit(handle, change, self.clock(), job)
                yield unit
                if unit.recorded is None:
                    raise UnrecordedChange(f"the unit of work {change.action!r} ended without record")
                self._check_in_place()
            finally:
                memory.retract_writer(self.uuid)

    @contextmanager
    def _transaction(self, slot: "_Slot") -> Iterator[Handle]:
        prepare = self._prepare_writer if slot is self._writer else self._prepare_desk
        with plainly(self.path), slot.held(self._wait, prepare) as handle:
            try:
                handle.sql.execute("BEGIN IMMEDIATE")
            except sqlite3.OperationalError as error:
                raise self._busy(error) from error
            try:
                yield handle
                handle.sql.execute("COMMIT")
            finally:
                _end_transaction(handle)

    def _busy(self, error: sqlite3.OperationalError) -> Exception:
        if not error.sqlite_errorname.startswith("SQLITE_BUSY"):
            return error
        writer = memory.current_writer(self.uuid)
        who = (
            "Another program"
            if writer is None
            else f"Process {writer.pid} ({writer.action}, since {memory.clock_text(writer.since)})"
        )
        return Busy(
            f"{who} is writing to {self.path} and did not finish within {self._wait:g} seconds: wait until "
            "it has finished or end it, then try again."
        )

    def _remember(self, unit: Unit, *, backwards: bool = False) -> None:
        assert unit.recorded is not None, "a committed unit is recorded"
        try:
            memory.remember(self.uuid, unit.recorded, backwards=backwards)
        except WorkspaceError as error:
            raise WorkspaceError(f"{error} The step itself is saved.") from error

    def _check_in_place(self) -> None:
        try:
            in_place = guard.file_id(self.path) == self._file
        except OSError:
            in_place = False
        if not in_place:
            raise WorkspaceError(
                f"{self.path} was removed or replaced while it was open: nothing of this step was written; "
                "put the file back and open it again."
            )

    def _check_open(self) -> None:
        if self._closed:
            raise RuntimeError("the workspace is closed")

    def _connect(self, *, writing: bool) -> sqlite3.Connection:
        self._check_in_place()
        access = self._access
        return connect(
            self.path, wait=self._wait, writing=writing, mode=access.mode, immutable=access.immutable
        )

    def _prepare_writer(self) -> Handle:
        self._check_open()
        return Handle(self._connect(writing=True))

    def _prepare_desk(self) -> Handle:
        handle = self._prepare_writer()
        keep_to_the_desk(handle.sql)
        return handle

    def _take_reader(self) -> Handle:
        with self._lock:
            self._check_open()
            if self._idle:
                return self._idle.pop()
        return Handle(self._connect(writing=False))

    def _put_back(self, handle: Handle) -> None:
        with self._lock:
            if not self._closed and len(self._idle) < _IDLE_READERS:
                self._idle.append(handle)
                return
        handle.close()


class _Slot:
    """One connection that one thread at a time may use."""

    def __init__(self, purpose: str) -> None:
        self._purpose = purpose
        self._lock = threading.Lock()
        self._owner: int | None = None
        self._handle: Handle | None = None

    @contextmanager
    def held(self, wait: float, prepare: Callable[[], Handle]) -> Iterator[Handle]:
        if self._owner == threading.get_ident():
            raise RuntimeError(f"this thread is {self._purpose} already")
        if not self._lock.acquire(timeout=wait):
            raise Busy(
                f"This program itself is {self._purpose} and did not finish within {wait:g} seconds: wait "
                "for the running job or cancel it, then try again."
            )
        self._owner = threading.get_ident()
        try:
            if self._handle is None:
                self._handle = prepare()
            yield self._handle
        finally:
            self._owner = None
            self._lock.release()

    def close(self) -> None:
        with self._lock:
            if self._handle is not None:
                self._handle.close()
                self._handle = None


@contextmanager
def _damage_told(handle: Handle, path: Path) -> Iterator[None]:
    """Where the body trips over values that the file cannot rightly hold, tells so; a bug stays a bug."""
    try:
        yield
    except (TypeError, ValueError, LookupError, ArithmeticError, AttributeError, AssertionError) as error:
        (found,) = handle.sql.execute("PRAGMA quick_check(1)").fetchone()
        if found == "ok" and handle.sql.execute("PRAGMA foreign_key_check").fetchone() is None:
            raise
        raise Damaged(f"{path} is damaged: restore it from a backup with `revroute restore`.") from error


def _end_transaction(handle: Handle) -> None:
    """Leaves the connection with no transaction open; after COMMIT there is none."""
    handle.end_session()
    if handle.sql.in_transaction:
        # A broken disk can make even this fail; the file then takes it back by itself when it is next opened.
        with suppress(sqlite3.Error):
            handle.sql.execute("ROLLBACK")


def _head_as_json(head: Head) -> dict[str, JsonValue]:
    return {"size": head.size, "root": head.root.hex()}
