"""`Opener`: opens or makes a workspace aside, and holds the door of the one that is open."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from revroute_desktop.console.books.opening import created, opened
from revroute_desktop.console.single import Door
from revroute_desktop.console.threads.reads import Reads
from revroute_desktop.console.translate import tr
from revroute_desktop.console.widgets.cells import Tone
from revroute_desktop.workspace import Workspace


class Opener(QObject):
    """`opened` gives the workspace once its checks have passed; `refused` the sentence why not, and its tone.

    Of two that are asked for at once the later one counts.
    """

    opened = Signal(object)
    refused = Signal(str, object)

    def __init__(self, reads: Reads, door: Door | None, person: str, parent: QObject) -> None:
        super().__init__(parent)
        self._reads = reads
        self._person = person
        self.door = door

    def open(self, path: Path) -> None:
        """Open a workspace."""
        self._ask(partial(opened, path))

    def make(self, path: Path, name: str, zone: str) -> None:
        """Make a workspace; it is open then."""
        self._ask(partial(created, path, name, zone, self._person))

    def leave_door(self) -> None:
        """Without books, this window is not the one to be raised for any."""
        if self.door is not None:
            self.door.release()

    def _ask(self, work: Callable[[], Workspace | str]) -> None:
        self._reads.ask("console.open", work, self._on_found, unwanted=self._on_unwanted)

    def _on_unwanted(self, found: Workspace | str) -> None:
        """Another workspace was asked for meanwhile: the file of this one is let go, aside."""
        if isinstance(found, Workspace):
            self._reads.write(found.close, _nobody_waits)

    def _on_found(self, found: Workspace | str) -> None:
        if isinstance(found, str):
            self.refused.emit(found, Tone.NEGATIVE)
        elif self.door is not None and not self.door.claim(found.path):
            self._on_unwanted(found)
            elsewhere = tr("{name} is open in another window, which has come to the front.", name=found.name)
            self.refused.emit(elsewhere, Tone.SECOND)
        else:
            self.opened.emit(found)


def _nobody_waits(_nothing: None) -> None:
    """A file was closed that nobody looks at."""
