"""`Books`: the open workspace as the panes ask it, on a thread aside."""

from collections.abc import Callable
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from PySide6.QtCore import QLocale

from revroute_desktop.console.exports import Exports
from revroute_desktop.console.format import Writer, writer_for
from revroute_desktop.console.reads import Reads
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
        self._reads = reads

    @property
    def now(self) -> int:
        """The workspace's clock, microseconds UTC."""
        return self.workspace.clock()

    def ask(
        self,
        lane: str,
        question: Callable[[Sql], T],
        then: Callable[[T], None],
        *,
        priority: int = 0,
        slow: bool = False,
    ) -> None:
        """Ask a question aside; `then` gets the answer on the main thread unless the lane was asked again."""
        workspace = self.workspace

        def work() -> T:
            with workspace.read() as session:
                return question(session.sql)

        self._reads.ask(lane, work, then, priority=priority, slow=slow)

    def call(
        self, lane: str, work: Callable[[], T], then: Callable[[T], None], *, slow: bool = False
    ) -> None:
        """Run a use case that reads by itself, aside."""
        self._reads.ask(lane, work, then, slow=slow)

    def write(
        self, work: Callable[[], T], then: Callable[[T], None], refused: Callable[[str], None] | None = None
    ) -> None:
        """Run a short use case that writes, aside; `refused` gets the sentence when the books refuse it."""
        self._reads.write(work, then, refused)


def code_of(numeric: int) -> str:
    """Return the letters of a currency number."""
    return currency_by_numeric(numeric).code
