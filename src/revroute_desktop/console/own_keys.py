"""`OwnKeys`: the shortcuts that a person has changed, remembered and shown where keys are named."""

from PySide6.QtCore import QObject

from revroute_desktop.console.host import Host
from revroute_desktop.console.shell.window import Window


class OwnKeys(QObject):
    """Gives the actions of a window the remembered shortcuts, and remembers those that are changed."""

    def __init__(self, window: Window, host: Host, parent: QObject) -> None:
        super().__init__(parent)
        self._window = window
        self._host = host
        window.actions_of_window.set_own_keys(host.session.keys)
        window.actions_of_window.keys_changed.connect(self._take_up)
        self._take_up()

    def _take_up(self) -> None:
        actions = self._window.actions_of_window
        self._host.session = self._host.session.with_keys(actions.own_keys())
        self._window.header.show_keys(actions.keys("palette.open"), actions.keys("view.notices"))
        self._window.tray.show_keys(actions.keys("view.jobs"))
