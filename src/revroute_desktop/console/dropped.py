"""`DroppedFiles`: what becomes of files that are dropped onto the window."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject

from revroute_desktop.console.acts import Acts
from revroute_desktop.console.host import Host
from revroute_desktop.console.shell.window import Window
from revroute_desktop.console.telling import Telling
from revroute_desktop.console.translate import tr
from revroute_desktop.console.widgets.cells import Tone


class DroppedFiles(QObject):
    """A workspace is opened, a proof is checked; all else is imported where the current pane imports."""

    def __init__(
        self,
        window: Window,
        telling: Telling,
        acts: Acts,
        check_proof: Callable[[Path], None],
        host: Host,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._telling = telling
        self._acts = acts
        self._check_proof = check_proof
        self._host = host
        window.dropped.connect(self._on_dropped)

    def _on_dropped(self, names: list[str]) -> None:
        paths = [Path(name) for name in names]
        workspace = next((path for path in paths if path.suffix == ".revroute"), None)
        books = self._host.books
        if workspace is not None:
            self._host.open(workspace)
        elif len(paths) == 1 and paths[0].suffix == ".json":
            self._check_proof(paths[0])
        elif books is None:
            self._say(tr("Open a workspace first: an export is imported into one."))
        elif not books.may_write:
            self._say(tr("These books are read-only: nothing can be imported into them."))
        elif books.panes.current == "traffic":
            books.panes.act_on_traffic("traffic.import", tuple(paths))
        else:
            self._acts.import_files(paths)

    def _say(self, sentence: str) -> None:
        self._telling.say(sentence, Tone.WARNING)
