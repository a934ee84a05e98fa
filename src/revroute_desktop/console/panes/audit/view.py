"""The audit pane: three cards, what the checkpoint covers, the log and its inspector. Widgets only."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from revroute_desktop.console.panes.audit.cards import Card
from revroute_desktop.console.panes.audit.coverage import Coverage
from revroute_desktop.console.panes.audit.models import LOG_COLUMNS
from revroute_desktop.console.theme.look import Look
from revroute_desktop.console.widgets.cells import Tone
from revroute_desktop.console.widgets.code import CodeView
from revroute_desktop.console.widgets.figures import CountLine
from revroute_desktop.console.widgets.filter_field import FilterField
from revroute_desktop.console.widgets.inspector import Beside, Inspector
from revroute_desktop.console.widgets.models import PagedModel
from revroute_desktop.console.widgets.pane import PaneHead
from revroute_desktop.console.widgets.parts import Button, Column, Facts, Note, Panel, Words
from revroute_desktop.console.widgets.table import DataTable
from revroute_desktop.workspace.audit_pages import LOG_FIELDS


class AuditView(QWidget):
    """`acted` gives the id of an action of the registry; `chosen` the number of an entry, or None."""

    acted = Signal(str)
    chosen = Signal(object)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.model = PagedModel(LOG_COLUMNS, self)
        self.table = DataTable(look, self.model, "Log")
        self.replay_button = Button(look, "Verify with replay", icon="refresh")
        self.verify_button = Button(look, "Verify", icon="shield", variant="primary")
        self.head = PaneHead(look, "Audit", ("Log",), (self.replay_button, self.verify_button))
        self.verified = Card(look, "Verify")
        self.checkpoint = Card(look, "Last checkpoint")
        self.key = Card(look, "Signing key")
        self.coverage = Coverage(look)
        self.sign_button = Button(look, "Checkpoint now", icon="flag")
        self.filter = FilterField(look, LOG_FIELDS)
        self.count = CountLine(look)

        cards = QHBoxLayout()
        cards.setSpacing(10)
        for card in (self.verified, self.checkpoint, self.key):
            cards.addWidget(card, 1)
        self.covers = Panel(look, "What the checkpoint covers", " ")
        self.covers.tools.addWidget(self.sign_button)
        self.covers.add(self.coverage)
        log = Panel(look)
        bar = QWidget()
        bar_layout = QHBoxLayout(bar)
        bar_layout.setContentsMargins(10, 8, 10, 8)
        bar_layout.addWidget(self.filter)
        log.add(bar)
        log.add(self.count)
        log.add(self.table, 1)
        content = QWidget()
        body = QVBoxLayout(content)
        body.setContentsMargins(12, 12, 12, 12)
        body.setSpacing(10)
        body.addLayout(cards)
        body.addWidget(self.covers)
        body.addWidget(log, 1)
        content.setFocusProxy(self.table)

        page = Column(look)
        self.what = Words(look, role="title", wrap=True)
        self.says = Words(look, role="table", tone=Tone.SECOND, wrap=True)
        self.facts = Facts(look)
        self.payload = CodeView(look, "Payload", "json")
        self.payload.setMinimumHeight(220)
        frame = Panel(look)
        frame.add_inset(self.payload)
        self.note = Note(look)
        payload_title = Words(look, "Payload", role="heading")
        for widget in (self.what, self.says, self.facts, payload_title, frame, self.note):
            page.add(widget)
        self.inspector = Inspector(look, (("Entry", page),))
        self.beside = Beside(content, self.inspector)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.head)
        layout.addWidget(self.beside, 1)
        self.table.chosen.connect(self._on_chosen)
        self.table.opened.connect(self._on_chosen)
        self.verify_button.clicked.connect(self._on_verify)
        self.replay_button.clicked.connect(self._on_replay)
        self.sign_button.clicked.connect(self._on_sign)

    def focus_filter(self) -> None:
        """Put the cursor into the filter."""
        self.filter.setFocus()

    def _on_chosen(self, key: object) -> None:
        if key is not None:
            self.beside.open_inspector()
        self.chosen.emit(key)

    def _on_verify(self) -> None:
        self.acted.emit("audit.verify")

    def _on_replay(self) -> None:
        self.acted.emit("audit.replay")

    def _on_sign(self) -> None:
        self.acted.emit("audit.checkpoint")
