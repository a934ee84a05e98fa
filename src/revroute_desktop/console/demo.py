"""The demo workspace, made by the same program in a process of its own while the window goes on."""

from pathlib import Path

from PySide6.QtCore import QObject, QProcess, Signal

from revroute_desktop.console.translate import tr
from revroute_desktop.processes.lines import ErrorLine, ProgressLine, ResultLine, decode_line
from revroute_desktop.processes.process import program
from revroute_desktop.workspace.memory import state_folder

_WAIT_MS = 5_000


def demo_path() -> Path:
    """Return where the demo workspace of this person is."""
    return state_folder() / "demo.revroute"


class DemoMaking(QObject):
    """Makes the demo workspace. `moved` gives how much is done, 0 to 1, and at what it is.

    It ends by `made` with the path, or by `failed` with a sentence, empty where it was stopped.
    """

    moved = Signal(float, str)
    made = Signal(object)
    failed = Signal(str)

    def __init__(self, path: Path, parent: QObject) -> None:
        super().__init__(parent)
        self._path = path
        self._stopped = False
        self._result = False
        self._sentence = ""
        self._process = QProcess(self)
        self._process.setStandardErrorFile(QProcess.nullDevice())
        self._process.readyReadStandardOutput.connect(self._on_said)
        self._process.finished.connect(self._on_finished)
        self._process.errorOccurred.connect(self._on_error)

    def start(self) -> None:
        """Begin; a demo that is there already is ready at once."""
        if self._path.exists():
            self.made.emit(self._path)
            return
        command = program()
        self._process.start(command[0], [*command[1:], "--jsonl", "demo", str(self._path)])

    def stop(self) -> None:
        """Stop after the chunk that is being written; what was begun is thrown away by the next making."""
        self._stopped = True
        # The end of its input is the wish that it ends.
        self._process.closeWriteChannel()

    def close(self) -> None:
        """Stop at once and wait; nothing is said any more."""
        self._process.readyReadStandardOutput.disconnect(self._on_said)
        self._process.finished.disconnect(self._on_finished)
        self._process.errorOccurred.disconnect(self._on_error)
        if self._process.state() is not QProcess.ProcessState.NotRunning:
            self._process.kill()
            self._process.waitForFinished(_WAIT_MS)

    def _on_said(self) -> None:
        while self._process.canReadLine():
            line = decode_line(bytes(self._process.readLine().data()))
            if isinstance(line, ProgressLine) and line.total:
                self.moved.emit(min(line.done / line.total, 1.0), line.what)
            elif isinstance(line, ResultLine):
                self._result = True
            elif isinstance(line, ErrorLine):
                self._sentence = line.message

    def _on_finished(self, _code: int, _status: object) -> None:
        self._on_said()
        if self._result:
            self.made.emit(self._path)
        elif self._stopped:
            self.failed.emit("")
        else:
            self.failed.emit(self._sentence or tr("The demo workspace could not be made."))

    def _on_error(self, error: QProcess.ProcessError) -> None:
        if error is QProcess.ProcessError.FailedToStart:
            self.failed.emit(tr("The demo workspace could not be made: the program did not start."))
