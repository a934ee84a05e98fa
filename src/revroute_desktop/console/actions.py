"""One registry of what a person can do: menus, palette, shortcuts and their help are made from it."""

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget


@dataclass(frozen=True, slots=True)
class ActionSpec:
    """What an action is called and where it stands.

    `books` says that it needs an open workspace, `writes` that it changes the books; `also` are other words
    by which a person may look for it.
    """

    id: str
    title: str
    menu: str
    keys: str = ""
    books: bool = True
    writes: bool = False
    also: str = ""


MENUS = ("File", "Work", "Go", "View", "Help")

ACTIONS: tuple[ActionSpec, ...] = (
    ActionSpec("workspace.new", "New workspace…", "File", "Ctrl+N", books=False, also="create file"),
    ActionSpec("workspace.open", "Open a workspace…", "File", "Ctrl+O", books=False, also="file load"),
    ActionSpec("workspace.demo", "Try the demo", "File", books=False, also="sample example"),
    ActionSpec("workspace.close", "Close the workspace", "File", "Ctrl+W"),
    ActionSpec("settings.open", "Settings", "File", "Ctrl+,", books=False, also="preferences options"),
    ActionSpec("app.quit", "Quit", "File", "Ctrl+Q", books=False, also="exit"),
    ActionSpec("import.revenue", "Import revenue…", "Work", "Ctrl+I", writes=True, also="csv file upload"),
    ActionSpec("route.waiting", "Route what waits", "Work", "Ctrl+R", writes=True, also="run split"),
    ActionSpec("plan.publish", "Publish a plan…", "Work", writes=True),
    ActionSpec("plan.simulate", "Simulate a plan…", "Work", also="what if try"),
    ActionSpec("audit.verify", "Verify", "Work", "Ctrl+Shift+V", also="check audit log"),
    ActionSpec("audit.replay", "Verify with replay", "Work", also="check recompute"),
    ActionSpec("audit.checkpoint", "Sign a checkpoint", "Work", writes=True, also="seal"),
    ActionSpec("audit.compare", "Compare with a checkpoint…", "Work", also="audit note rollback"),
    ActionSpec("audit.prove", "Write a proof…", "Work", also="audit transaction event payee"),
    ActionSpec("audit.check", "Check a proof file…", "Work", books=False, also="audit verify"),
    ActionSpec("audit.bundle", "Make an auditor's bundle…", "Work", also="export zip proofs"),
    ActionSpec("audit.keys", "Signing key…", "Work", also="keyring passphrase file"),
    ActionSpec("audit.rotate", "Replace the signing key…", "Work", writes=True, also="rotate"),
    ActionSpec("audit.accept", "Accept a rollback…", "Work", also="restore older"),
    ActionSpec("palette.open", "Find or run…", "Go", "Ctrl+K", books=False, also="command palette search"),
    ActionSpec("go.routing", "Routing", "Go", "Ctrl+1", also="pane events"),
    ActionSpec("go.treasury", "Treasury", "Go", "Ctrl+2", also="pane"),
    ActionSpec("go.traffic", "Traffic", "Go", "Ctrl+3", also="pane"),
    ActionSpec("go.analytics", "Analytics", "Go", "Ctrl+4", also="pane"),
    ActionSpec("go.audit", "Audit", "Go", "Ctrl+5", also="pane log"),
    ActionSpec("go.system", "System", "Go", "Ctrl+6", also="pane"),
    ActionSpec("go.filter", "Filter the table", "Go", "/", also="search"),
    ActionSpec("go.period", "Choose the period", "Go", "Ctrl+P", also="month days range date"),
    ActionSpec("go.next_region", "Next region", "Go", "F6", books=False, also="focus"),
    ActionSpec("go.previous_region", "Previous region", "Go", "Shift+F6", books=False, also="focus"),
    ActionSpec("view.jobs", "Jobs", "View", "Ctrl+J", also="tray"),
    ActionSpec("view.notices", "Notices", "View", "Ctrl+Shift+N", books=False, also="bell notifications"),
    ActionSpec("view.light", "Light", "View", books=False, also="theme bright"),
    ActionSpec("view.dark", "Dark", "View", books=False, also="theme night"),
    ActionSpec("view.system", "As the system", "View", books=False, also="theme"),
    ActionSpec("view.contrast", "High contrast on or off", "View", books=False, also="theme accessibility"),
    ActionSpec("help.open", "Help", "Help", "F1", books=False, also="manual documentation"),
    ActionSpec("help.keys", "Keyboard shortcuts", "Help", "Ctrl+F1", books=False, also="keys"),
    ActionSpec("settings.keys", "Change shortcuts…", "Help", books=False, also="keys keyboard bind"),
    ActionSpec("help.crashes", "Reports of faults", "Help", books=False, also="crash bug folder"),
)

SPECS: dict[str, ActionSpec] = {spec.id: spec for spec in ACTIONS}


def normal_keys(keys: str) -> str:
    """Return keys as they are kept and compared, "" for none or what is no key."""
    return QKeySequence(keys).toString(QKeySequence.SequenceFormat.PortableText)


def shown_keys(keys: str) -> str:
    """Return keys as this system writes them."""
    return QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)


class Actions(QObject):
    """The registry as QActions of one window. `chosen` gives the id of the one that a person chose."""

    chosen = Signal(str)
    keys_changed = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._made: dict[str, QAction] = {}
        self._keys = {spec.id: normal_keys(spec.keys) for spec in ACTIONS}
        for spec in ACTIONS:
            action = QAction(spec.title, self)
            action.setObjectName(spec.id)
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

    def keys(self, action: str) -> str:
        """Return the keys of an action, "" for none."""
        return self._keys[action]

    def own_keys(self) -> dict[str, str]:
        """Return what a person has changed: action → keys, "" where they were taken away."""
        return {name: keys for name, keys in self._keys.items() if keys != normal_keys(SPECS[name].keys)}

    def set_own_keys(self, own: Mapping[str, str]) -> None:
        """Take up changed keys, with the usual ones elsewhere; no two actions get the same."""
        taken: set[str] = set()
        for spec in sorted(ACTIONS, key=lambda s: s.id not in own):
            keys = normal_keys(own.get(spec.id, spec.keys))
            self._keys[spec.id] = "" if keys in taken else keys
            taken.add(keys)
        self._show_keys()

    def conflict(self, action: str, keys: str) -> ActionSpec | None:
        """Return the other action that these keys belong to, or that begins with them, or None."""
        wanted = QKeySequence(keys)
        if wanted.isEmpty():
            return None
        none = QKeySequence.SequenceMatch.NoMatch
        for name, other in self._keys.items():
            theirs = QKeySequence(other)
            clash = wanted.matches(theirs) != none or theirs.matches(wanted) != none
            if name != action and other and clash:
                return SPECS[name]
        return None

    def set_keys(self, action: str, keys: str) -> None:
        """Give an action other keys, "" for none; an action that had them loses them."""
        other = self.conflict(action, keys)
        while other is not None:
            self._keys[other.id] = ""
            other = self.conflict(action, keys)
        self._keys[action] = normal_keys(keys)
        self._show_keys()

    def allow(self, *, books: bool, writes: bool) -> None:
        """Enable what makes sense with or without an open workspace, and with one that is read-only."""
        for name, action in self._made.items():
            spec = SPECS[name]
            action.setEnabled((books or not spec.books) and (writes or not spec.writes))

    def fill_menu(self, menu: QMenu, title: str) -> None:
        """Put all actions of one menu into `menu`."""
        for spec in ACTIONS:
            if spec.menu == title:
                menu.addAction(self._made[spec.id])

    def _show_keys(self) -> None:
        for name, action in self._made.items():
            action.setShortcut(QKeySequence(self._keys[name]))
        self.keys_changed.emit()

    def _on_triggered(self) -> None:
        sender = self.sender()
        if sender is not None:
            self.chosen.emit(sender.objectName())
