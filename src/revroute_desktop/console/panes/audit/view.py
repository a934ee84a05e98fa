"""The audit pane: alarms, three cards, what the checkpoint covers, the log, its inspector. Widgets only."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent, QTextOption
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from revroute_desktop.console.panes.audit.alarm import Alarm
from revroute_desktop.console.panes.audit.cards import Card
from revroute_desktop.console.panes.audit.coverage import Coverage
from revroute_desktop.console.panes.audit.models import LOG_COLUMNS
from revroute_desktop.console.theme.look import Look
from revroute_desktop.console.translate import tr
from revroute_desktop.console.widgets.cells import Tone
from revroute_desktop.console.widgets.code import CodeView
from revroute_desktop.console.widgets.figures import CountLine
from revroute_desktop.console.widgets.filter_field import FilterField
from revroute_desktop.console.widgets.inspector import Beside, Inspector
from revroute_desktop.console.widgets.models import PagedModel
from revroute_desktop.console.widgets.pane import PaneHead
from revroute_desktop.console.widgets.parts import Button, Facts, Note, Words
from revroute_desktop.console.widgets.surfaces import Column, Panel
from revroute_desktop.console.widgets.table import DataTable
from revroute_desktop.console.widgets.table_tools import Tools
from revroute_desktop.console.widgets.tabs import Tabs
from revroute_desktop.workspace.audit_pages import LOG_FIELDS

_HEIGHT_FOR_ALL = 800
_TOP_WIDEST = 1600


class AuditView(QWidget):
    """`acted` gives the id of an action of the registry; `chosen` the number of an entry, or None."""

    acted = Signal(str)
    chosen = Signal(object)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.model = PagedModel(LOG_COLUMNS, self)
        self.table = DataTable(look, self.model, tr("Log"))
        self.prove_button = Button(look, tr("Prove"), icon="file")
        self.check_button = Button(look, tr("Check a proof"), icon="shield")
        self.bundle_button = Button(look, tr("Auditor's bundle"), icon="export")
        self.verify_button = Button(look, tr("Verify"), icon="shield", variant="primary")
        buttons = (self.prove_button, self.check_button, self.bundle_button, self.verify_button)
        self.head = PaneHead(look, tr("Audit"), (tr("Log"),), buttons)
        self.verified = Card(look, tr("Verify"), tr("With replay"))
        self.checkpoint = Card(look, tr("Last checkpoint"), tr("Compare"))
        self.key = Card(look, tr("Signing key"), tr("Keys", "for signing"))
        self.fault = Alarm(look, tr("Show the rows"), tr("Verify again"))
        self.rollback = Alarm(look, tr("Accept the rollback"))
        self.coverage = Coverage(look)
        self.sign_button = Button(look, tr("Checkpoint now"), icon="flag")
        self.filter = FilterField(look, LOG_FIELDS)
        self.count = CountLine(look)

        # In a window of any width cards and map stand together at the left.
        top = QWidget()
        top.setMaximumWidth(_TOP_WIDEST)
        top_layout = QVBoxLayout(top)
        top_layout.setContentsMargins(0, 0, 0, 0)
        top_layout.setSpacing(10)
        beside_top = QHBoxLayout()
        beside_top.addWidget(top, 1)
        beside_top.addStretch(0)
        cards = QHBoxLayout()
        cards.setSpacing(10)
        top_layout.addLayout(cards)
        for card in (self.verified, self.checkpoint, self.key):
            cards.addWidget(card, 1)
        self.covers = Panel(look, tr("What the checkpoint covers"), " ")
        self.covers.tools.addWidget(self.sign_button)
        self.covers.add(self.coverage)
        log = Panel(look)
        bar = QWidget()
        bar_layout = QHBoxLayout(bar)
        bar_layout.setContentsMargins(10, 8, 10, 8)
        bar_layout.addWidget(self.filter, 1)
        self.tools = Tools(look)
        self.save_button = Button(look, tr("Save view"), icon="bookmark")
        self.save_button.setFixedHeight(30)
        for button in (self.save_button, *self.tools.buttons):
            bar_layout.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        bar_layout.addStretch(0)
        log.add(bar)
        log.add(self.count)
        log.add(self.table, 1)
        content = QWidget()
        body = QVBoxLayout(content)
        body.setContentsMargins(12, 12, 12, 12)
        body.setSpacing(10)
        body.addWidget(self.rollback)
        body.addWidget(self.fault)
        top_layout.addWidget(self.covers)
        body.addLayout(beside_top)
        body.addWidget(log, 1)

        page = Column(look)
        self.what = Words(look, role="title", wrap=True)
        self.says = Words(look, role="table", tone=Tone.SECOND, wrap=True)
        self.facts = Facts(look)
        self.readable = Facts(look, 120)
        self.payload = CodeView(look, tr("Payload"), "json")
        self.payload.setLineWrapMode(QPlainTextEdit.LineWrapMode.WidgetWidth)
        self.payload.setWordWrapMode(QTextOption.WrapMode.WrapAnywhere)
        self.payload.setMinimumHeight(260)
        self.forms = Tabs(look, (tr("Readable"), tr("Raw")), height=32, name=tr("Payload tabs"))
        frame = Panel(look)
        frame.add_inset(self.payload)
        frame.hide()
        self._raw = frame
        self.note = Note(look)
        self.prove_entry_button = Button(look, tr("Prove this entry"), icon="file")
        payload_title = Words(look, tr("Payload"), role="heading")
        above: tuple[QWidget, ...] = (self.what, self.says, self.facts, payload_title, self.forms)
        for widget in (*above, self.readable, frame, self.note):
            page.add(widget)
        page.add_row(self.prove_entry_button)
        self.inspector = Inspector(look, ((tr("Entry"), page),))
        self.beside = Beside(content, self.inspector, home=self.table)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.head)
        layout.addWidget(self.beside, 1)
        self.table.chosen.connect(self._on_chosen)
        self.table.opened.connect(self._on_chosen)
        self.forms.changed.connect(self._on_form)
        self._actions: dict[object, str] = {
            self.verify_button: "audit.verify",
            self.fault: "audit.verify",
            self.verified: "audit.replay",
            self.sign_button: "audit.checkpoint",
            self.checkpoint: "audit.compare",
            self.key: "audit.keys",
            self.prove_button: "audit.prove",
            self.check_button: "audit.check",
            self.bundle_button: "audit.bundle",
            self.rollback: "audit.accept",
        }
        self.fault.seconded.connect(self._on_act)
        self.rollback.acted.connect(self._on_act)
        for card in (self.verified, self.checkpoint, self.key):
            card.acted.connect(self._on_act)
        for button in (
            self.verify_button,
            self.sign_button,
            self.prove_button,
            self.check_button,
            self.bundle_button,
        ):
            button.clicked.connect(self._on_act)

    def show_fault(self, what: str, advice: str) -> None:
        """Show the first thing that does not hold and what to do; nothing hides it."""
        self.fault.say(what, advice)
        self._make_room()

    def show_rollback(self, what: str, advice: str) -> None:
        """Say that the file is older than what this machine remembers; nothing hides it."""
        self.rollback.say(what, advice)
        self._make_room()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        """In a low window an alarm takes the place of the map."""
        alarmed = not (self.fault.isHidden() and self.rollback.isHidden())
        self.covers.setVisible(not alarmed or self.height() >= _HEIGHT_FOR_ALL)

    def focus_filter(self) -> None:
        """Put the cursor into the filter."""
        self.filter.setFocus()

    def _on_chosen(self, key: object) -> None:
        if key is not None:
            self.beside.open_inspector()
        self.chosen.emit(key)

    def _on_form(self, at: int) -> None:
        self.readable.setVisible(at == 0)
        self._raw.setVisible(at == 1)

    def _on_act(self) -> None:
        self.acted.emit(self._actions[self.sender()])
