"""`Books`: the open workspace as the panes ask it, on a thread aside."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from threading import Event, Lock
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from PySide6.QtCore import QLocale

from revroute_desktop.console.books.trust import Verified
from revroute_desktop.console.format import Writer, writer_for
from revroute_desktop.console.jobs.exports import Exports
from revroute_desktop.console.threads.reads import Reads
from revroute_desktop.money.currencies import CURRENCIES, currency_by_numeric
from revroute_desktop.workspace import Sql, Workspace

T = TypeVar("T")


class Books:
    """One open workspace. Questions are functions of a read-only connection; they run aside, by `reads`.

    `base` is the currency that stands before the others, empty until it is known; `layouts` is what a person
    made of each table's columns, `exports` writes tables into files.
    """

    def __init__(self, workspace: Workspace, reads: Reads, locale: QLocale, person: str = "") -> None:
        self.workspace = workspace
        self.person = person
        self.zone = ZoneInfo(workspace.zone)
        self.writer: Writer = writer_for(
            locale, self.zone, {code: currency.digits for code, currency in CURRENCIES.items()}
        )
        self.base = ""
        self.layouts: dict[str, Any] = {}
        self.exports: Exports | None = None
        self.verified: Verified | None = None
        """What the last verify of this window found."""
        self.leaving = Event()
        """Set once the workspace is being closed: what lasts long aside then ends."""
        self._reads = reads
        self._running = _Running()

    @property
    def now(self) -> int:
        """The workspace's clock, microseconds UTC."""
        return self.workspace.clock()

    @property
    def today(self) -> date:
        """The day that it is in the zone of the books."""
        return self.day_of(None)

    def day_of(self, moment: int | None) -> date:
        """The day of an instant in the zone of the books, today where there is none."""
        at = self.now if moment is None else moment
        return datetime.fromtimestamp(at / 1_000_000, self.zone).date()

    def ask(
        self,
        lane: str,
        question: Callable[[Sql], T],
        then: Callable[[T], None],
        *,
        priority: int = 0,
        slow: bool = False,
        failed: Callable[[], None] | None = None,
    ) -> None:
        """Ask a question aside; `then` gets the answer on the main thread unless the lane was asked again.

        The older question of the lane is broken off: nobody waits for its answer any more. `failed` is called
        in place of `then` where there is no answer; the window has said why.
        """
        workspace, running = self.workspace, self._running
        running.interrupt(lane)

        def work() -> T:
            with workspace.read() as session, running.of(lane, session.sql):
                return question(session.sql)

        self._reads.ask(lane, work, then, priority=priority, slow=slow, failed=failed)

    def call(
        self,
        lane: str,
        work: Callable[[], T],
        then: Callable[[T], None],
        *,
        priority: int = 0,
        slow: bool = False,
    ) -> None:
        """Run a use case that reads by itself, aside."""
        self._reads.ask(lane, work, then, priority=priority, slow=slow)

    def write(
        self, work: Callable[[], T], then: Callable[[T], None], refused: Callable[[str], None] | None = None
    ) -> None:
        """Run a short use case that writes, aside; `refused` gets the sentence when the books refuse it."""
        self._reads.write(work, then, refused)


class _Running:
    """Which connection answers the question of each lane."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._of: dict[str, Sql] = {}

    @contextmanager
    def of(self, lane: str, sql: Sql) -> Iterator[None]:
        """While in this block, the connection answers the lane's question. Runs aside."""
        with self._lock:
            self._of[lane] = sql
        try:
            yield
        finally:
            with self._lock:
                if self._of.get(lane) is sql:
                    del self._of[lane]

    def interrupt(self, lane: str) -> None:
        """Break off the question of a lane, if one is being answered."""
        with self._lock:
            sql = self._of.pop(lane, None)
            if sql is not None:
                sql.interrupt()


def code_of(numeric: int) -> str:
    """Return the letters of a currency number."""
    return currency_by_numeric(numeric).code
