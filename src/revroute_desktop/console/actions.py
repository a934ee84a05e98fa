"""One registry of what a person can do: menus, palette, shortcuts and their help are made from it."""

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from revroute_desktop.console.translate import later, tr


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


MENUS = (later("File"), later("Work"), later("Go"), later("View"), later("Help"))

ACTIONS: tuple[ActionSpec, ...] = (
    ActionSpec(
        "workspace.new", later("New workspace…"), "File", "Ctrl+N", books=False, also=later("create file")
    ),
    ActionSpec(
        "workspace.open", later("Open a workspace…"), "File", "Ctrl+O", books=False, also=later("file load")
    ),
    ActionSpec("workspace.demo", later("Try the demo"), "File", books=False, also=later("sample example")),
    ActionSpec("workspace.close", later("Close the workspace"), "File", "Ctrl+W"),
    ActionSpec(
        "settings.open", later("Settings"), "File", "Ctrl+,", books=False, also=later("preferences options")
    ),
    ActionSpec("app.quit", later("Quit"), "File", "Ctrl+Q", books=False, also=later("exit")),
    ActionSpec(
        "import.revenue",
        later("Import revenue…"),
        "Work",
        "Ctrl+I",
        writes=True,
        also=later("csv file upload"),
    ),
    ActionSpec(
        "import.map",
        later("Map the columns of a file…"),
        "Work",
        writes=True,
        also=later("profile wizard csv layout new"),
    ),
    ActionSpec(
        "route.waiting", later("Route what waits"), "Work", "Ctrl+R", writes=True, also=later("run split")
    ),
    ActionSpec("plan.publish", later("Publish a plan…"), "Work", writes=True),
    ActionSpec("plan.simulate", later("Simulate a plan…"), "Work", also=later("what if try")),
    ActionSpec(
        "traffic.import", later("Import logs…"), "Work", writes=True, also=later("traffic access log visits")
    ),
    ActionSpec(
        "traffic.follow", later("Follow a log…"), "Work", writes=True, also=later("traffic live tail")
    ),
    ActionSpec("traffic.stop", later("Stop following logs"), "Work", writes=True, also=later("traffic live")),
    ActionSpec(
        "traffic.run", later("New load run…"), "Work", writes=True, also=later("traffic test stress scenario")
    ),
    ActionSpec(
        "analytics.card", later("Add a card…"), "Work", also=later("analytics chart metric dashboard")
    ),
    ActionSpec(
        "analytics.save",
        later("Save the arrangement of cards…"),
        "Work",
        writes=True,
        also=later("analytics dashboard layout keep"),
    ),
    ActionSpec(
        "analytics.note",
        later("Write on the time axis…"),
        "Work",
        writes=True,
        also=later("analytics annotation note mark campaign deploy"),
    ),
    ActionSpec(
        "analytics.why",
        later("Why did it change?"),
        "Work",
        "Ctrl+Y",
        also=later("analytics contributions reason cause"),
    ),
    ActionSpec(
        "analytics.report", later("Make a report…"), "Work", also=later("analytics pdf html summary period")
    ),
    ActionSpec("audit.verify", later("Verify"), "Work", "Ctrl+Shift+V", also=later("check audit log")),
    ActionSpec("audit.replay", later("Verify with replay"), "Work", also=later("check recompute")),
    ActionSpec("audit.checkpoint", later("Sign a checkpoint"), "Work", writes=True, also=later("seal")),
    ActionSpec(
        "audit.compare", later("Compare with a checkpoint…"), "Work", also=later("audit note rollback")
    ),
    ActionSpec("audit.prove", later("Write a proof…"), "Work", also=later("audit transaction event payee")),
    ActionSpec("audit.check", later("Check a proof file…"), "Work", books=False, also=later("audit verify")),
    ActionSpec("audit.bundle", later("Make an auditor's bundle…"), "Work", also=later("export zip proofs")),
    ActionSpec("audit.keys", later("Signing key…"), "Work", also=later("keyring passphrase file")),
    ActionSpec("audit.rotate", later("Replace the signing key…"), "Work", writes=True, also=later("rotate")),
    ActionSpec("audit.accept", later("Accept a rollback…"), "Work", also=later("restore older")),
    ActionSpec(
        "palette.open",
        later("Find or run…"),
        "Go",
        "Ctrl+K",
        books=False,
        also=later("command palette search"),
    ),
    ActionSpec("go.routing", later("Routing"), "Go", "Ctrl+1", also=later("pane events")),
    ActionSpec("go.treasury", later("Treasury"), "Go", "Ctrl+2", also=later("pane")),
    ActionSpec("go.traffic", later("Traffic"), "Go", "Ctrl+3", also=later("pane")),
    ActionSpec("go.analytics", later("Analytics"), "Go", "Ctrl+4", also=later("pane")),
    ActionSpec(
        "analytics.anomalies", later("Anomalies"), "Go", also=later("analytics alerts rules checks wrong")
    ),
    ActionSpec(
        "analytics.forecast", later("Forecast"), "Go", also=later("analytics capacity future prediction")
    ),
    ActionSpec(
        "analytics.reports", later("Reports"), "Go", also=later("analytics statements payees schedules")
    ),
    ActionSpec("analytics.sql", later("SQL"), "Go", also=later("analytics query question views")),
    ActionSpec("go.audit", later("Audit"), "Go", "Ctrl+5", also=later("pane log")),
    ActionSpec("go.system", later("System"), "Go", "Ctrl+6", also=later("pane")),
    ActionSpec("go.filter", later("Filter the table"), "Go", "/", also=later("search")),
    ActionSpec("go.period", later("Choose the period"), "Go", "Ctrl+P", also=later("month days range date")),
    ActionSpec("go.next_region", later("Next region"), "Go", "F6", books=False, also=later("focus")),
    ActionSpec(
        "go.previous_region", later("Previous region"), "Go", "Shift+F6", books=False, also=later("focus")
    ),
    ActionSpec("view.jobs", later("Jobs"), "View", "Ctrl+J", also=later("tray")),
    ActionSpec(
        "view.notices",
        later("Notices"),
        "View",
        "Ctrl+Shift+N",
        books=False,
        also=later("bell notifications"),
    ),
    ActionSpec("view.light", later("Light"), "View", books=False, also=later("theme bright")),
    ActionSpec("view.dark", later("Dark"), "View", books=False, also=later("theme night")),
    ActionSpec("view.system", later("As the system"), "View", books=False, also=later("theme")),
    ActionSpec(
        "view.contrast",
        later("High contrast on or off"),
        "View",
        books=False,
        also=later("theme accessibility"),
    ),
    ActionSpec("help.open", later("Help"), "Help", "F1", books=False, also=later("manual documentation")),
    ActionSpec("help.keys", later("Keyboard shortcuts"), "Help", "Ctrl+F1", books=False, also=later("keys")),
    ActionSpec(
        "settings.keys", later("Change shortcuts…"), "Help", books=False, also=later("keys keyboard bind")
    ),
    ActionSpec(
        "help.crashes", later("Reports of faults"), "Help", books=False, also=later("crash bug folder")
    ),
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
        self._barred: set[str] = set()
        self._books = self._writes = True
        for spec in ACTIONS:
            action = QAction(tr(spec.title), self)
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
        self._books, self._writes = books, writes
        for name in self._made:
            self._enable(name)

    def bar(self, action: str, barred: bool = True) -> None:
        """Keep an action off while it could do nothing, whatever is open; or let it go again."""
        (self._barred.add if barred else self._barred.discard)(action)
        self._enable(action)

    def _enable(self, action: str) -> None:
        spec = SPECS[action]
        makes_sense = (self._books or not spec.books) and (self._writes or not spec.writes)
        self._made[action].setEnabled(makes_sense and action not in self._barred)

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
