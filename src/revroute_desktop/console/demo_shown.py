"""`DemoShown`: the demo workspace in the making, as the window shows it."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from revroute_desktop.console.host import Host
from revroute_desktop.console.shell.status_bar import Saying
from revroute_desktop.console.shell.window import Window
from revroute_desktop.console.telling import Telling
from revroute_desktop.console.translate import tr
from revroute_desktop.console.widgets.cells import Tone

if TYPE_CHECKING:
    from revroute_desktop.console.demo import DemoMaking


class DemoShown(QObject):
    """Has the demo made aside, shows how far it is, and opens it where no other books are open."""

    def __init__(self, window: Window, telling: Telling, host: Host, parent: QObject) -> None:
        super().__init__(parent)
        self._window = window
        self._telling = telling
        self._host = host
        self._making: DemoMaking | None = None

    @property
    def is_making(self) -> bool:
        """Whether a demo is being made."""
        return self._making is not None

    def begin(self) -> None:
        """Begin to make it, unless it is being made."""
        if self._making is not None:
            return
        from revroute_desktop.console.demo import DemoMaking, demo_path

        self._making = DemoMaking(demo_path(), self)
        self._making.moved.connect(self._on_moved)
        self._making.made.connect(self._on_made)
        self._making.failed.connect(self._on_failed)
        self._on_moved(0.0, tr("starting"))
        self._making.start()

    def stop(self) -> None:
        """Make it no further; what was begun is thrown away."""
        if self._making is not None:
            self._making.stop()

    def close(self) -> None:
        """The window closes: stop at once and wait for the end."""
        if self._making is not None:
            self._making.close()

    def _on_moved(self, share: float, what: str) -> None:
        self._window.first_run.show_demo(share, what)
        if self._host.books is None:
            said = tr("Making the demo workspace, {percent} %", percent=int(share * 100))
            self._window.status.say("balanced", Saying(said, share=share))

    def _on_made(self, path: Path) -> None:
        self._end()
        if self._host.books is None:
            self._host.open(path)
        else:
            # Who has gone on with books of their own is not taken away from them.
            ready = tr("The demo workspace is ready.")
            self._telling.offer(ready, Tone.POSITIVE, tr("Open it"), ("workspace", str(path)))

    def _on_failed(self, sentence: str) -> None:
        self._end()
        if self._host.books is None:
            self._host.show_no_books()
        if sentence:
            self._telling.fault(sentence)

    def _end(self) -> None:
        if self._making is not None:
            self._making.deleteLater()
            self._making = None
        self._window.first_run.show_demo(None, "")
