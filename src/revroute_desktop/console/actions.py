"""One registry of what a person can do; menus, shortcuts and tooltips are made from it."""

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget


@dataclass(frozen=True, slots=True)
class ActionSpec:
    """What an action is called and where it stands; `books` says that it needs an open workspace."""

    id: str
    title: str
    menu: str
    keys: str = ""
    books: bool = True
    writes: bool = False


ACTIONS: tuple[ActionSpec, ...] = (
    ActionSpec("workspace.new", "New workspace…", "File", "Ctrl+N", books=False),
    ActionSpec("workspace.open", "Open a workspace…", "File", "Ctrl+O", books=False),
    ActionSpec("workspace.demo", "Try the demo", "File", books=False),
    ActionSpec("workspace.close", "Close the workspace", "File", "Ctrl+W"),
    ActionSpec("app.quit", "Quit", "File", "Ctrl+Q", books=False),
    ActionSpec("import.revenue", "Import revenue…", "Work", "Ctrl+I", writes=True),
    ActionSpec("route.waiting", "Route what waits", "Work", "Ctrl+R", writes=True),
    ActionSpec("plan.publish", "Publish a plan…", "Work", writes=True),
    ActionSpec("plan.simulate", "Simulate a plan…", "Work"),
    ActionSpec("audit.verify", "Verify", "Work", "Ctrl+Shift+V"),
    ActionSpec("audit.replay", "Verify with replay", "Work"),
    ActionSpec("audit.checkpoint", "Sign a checkpoint", "Work", writes=True),
    ActionSpec("go.routing", "Routing", "Go", "Ctrl+1"),
    ActionSpec("go.treasury", "Treasury", "Go", "Ctrl+2"),
    ActionSpec("go.traffic", "Traffic", "Go", "Ctrl+3"),
    ActionSpec("go.analytics", "Analytics", "Go", "Ctrl+4"),
    ActionSpec("go.audit", "Audit", "Go", "Ctrl+5"),
    ActionSpec("go.system", "System", "Go", "Ctrl+6"),
    ActionSpec("go.filter", "Filter the table", "Go", "/"),
    ActionSpec("go.next_region", "Next region", "Go", "F6", books=False),
    ActionSpec("view.jobs", "Jobs", "View", "Ctrl+J"),
    ActionSpec("view.light", "Light", "View", books=False),
    ActionSpec("view.dark", "Dark", "View", books=False),
    ActionSpec("view.system", "As the system", "View", books=False),
    ActionSpec("view.contrast", "High contrast on or off", "View", books=False),
)


class Actions(QObject):
    """The registry as QActions of one window. `chosen` gives the id of the one that a person chose."""

    chosen = Signal(str)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._specs = {spec.id: spec for spec in ACTIONS}
        self._made: dict[str, QAction] = {}
        for spec in ACTIONS:
            action = QAction(spec.title, self)
            action.setObjectName(spec.id)
            if spec.keys:
                action.setShortcut(QKeySequence(spec.keys))
            action.triggered.connect(self._on_triggered)
            window.addAction(action)
            self._made[spec.id] = action

    def get(self, action: str) -> QAction:
        """Return one action."""
        return self._made[action]

    def do(self, action: str) -> None:
        """Do one action now, if it may be done."""
        self._made[action].trigger()

    def allow(self, *, books: bool, writes: bool) -> None:
        """Enable what makes sense with or without an open workspace, and with one that is read-only."""
        for name, spec in self._specs.items():
            self._made[name].setEnabled((books or not spec.books) and (writes or not spec.writes))

    def fill_menu(self, menu: QMenu, title: str) -> None:
        """Put all actions of one menu into `menu`."""
        for name, spec in self._specs.items():
            if spec.menu == title:
                menu.addAction(self._made[name])

    def _on_triggered(self) -> None:
        sender = self.sender()
        if sender is not None:
            self.chosen.emit(sender.objectName())
