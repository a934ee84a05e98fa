"""One window a workspace: a second start finds the first one's door and asks it to come to the front."""

import getpass
import hashlib
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

_WAIT_MS = 300
_RAISE = b"raise\n"


class Door(QObject):
    """The door of this window's workspace. `knocked` is emitted when another start asks for it."""

    knocked = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._server: QLocalServer | None = None
        self._name = ""

    def claim(self, path: Path) -> bool:
        """Take the door of a workspace file; False, and the other window comes up, where it is taken.

        The file itself counts, not its name; one that can't be looked at has no door and is nobody's.
        """
        name = door_name(path)
        if name is None or name == self._name:
            return True
        if knock(name):
            return False
        self.release()
        server = QLocalServer(self)
        server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        # No one answered: what is left of a window that died is in the way.
        QLocalServer.removeServer(name)
        if server.listen(name):
            server.newConnection.connect(self._on_knock)
            self._server, self._name = server, name
        else:
            server.deleteLater()
        return True

    def release(self) -> None:
        """Let go of the door."""
        if self._server is not None:
            self._server.close()
            self._server.deleteLater()
        self._server, self._name = None, ""

    def _on_knock(self) -> None:
        if self._server is None:
            return
        caller = self._server.nextPendingConnection()
        if caller is not None:
            caller.disconnected.connect(caller.deleteLater)
            caller.disconnectFromServer()
            self.knocked.emit()


def door_name(path: Path) -> str | None:
    """Return the name of the door of a file for this person, or None where there is no such file."""
    try:
        found = path.stat()
    except OSError:
        return None
    named = f"{getpass.getuser()}\0{found.st_dev}\0{found.st_ino}"
    return f"revroute-{hashlib.sha256(named.encode()).hexdigest()[:24]}"


def knock(name: str) -> bool:
    """Ask the window behind a door to come to the front; tells whether there is one."""
    socket = QLocalSocket()
    socket.connectToServer(name)
    there = socket.waitForConnected(_WAIT_MS)
    if there:
        socket.write(_RAISE)
        socket.waitForBytesWritten(_WAIT_MS)
        socket.disconnectFromServer()
    socket.abort()
    return there
