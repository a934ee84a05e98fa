"""`Host`: what the parts of the window's life ask of the console, which knows what is open."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from revroute_desktop.console.format import Writer
from revroute_desktop.console.session import Session

if TYPE_CHECKING:
    from revroute_desktop.console.books.open_books import OpenBooks


class Host(Protocol):
    """The open books, None while there are none, and what is remembered between two starts."""

    books: "OpenBooks | None"
    session: Session

    @property
    def writer(self) -> Writer:
        """How numbers and times are written."""

    @property
    def clock(self) -> Callable[[], int]:
        """Now, in microseconds UTC."""

    def open(self, path: Path) -> None:
        """Open a workspace."""

    def make(self, path: Path, name: str, zone: str) -> None:
        """Make a workspace and open it."""

    def close_books(self) -> None:
        """Close the workspace, unless a job runs."""

    def refuse_while_busy(self) -> bool:
        """Whether a job runs, under which no workspace is closed; it is said then."""

    def show_no_books(self) -> None:
        """Show the screen without a workspace."""
