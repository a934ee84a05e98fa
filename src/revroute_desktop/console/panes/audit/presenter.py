"""The audit pane's presenter: reads how the log stands, for the cards above it and for the log itself."""

from functools import partial

from PySide6.QtCore import QObject, Signal

from revroute_desktop.console.books.books import Books
from revroute_desktop.console.books.period import Period
from revroute_desktop.console.books.trust import Trust, read_trust, with_newest
from revroute_desktop.console.books.views import SavedView
from revroute_desktop.console.jobs.jobs import JobView
from revroute_desktop.console.panes.audit.log import LogPresenter
from revroute_desktop.console.panes.audit.trust_acts import TrustActs
from revroute_desktop.console.panes.audit.trust_cards import TrustCards
from revroute_desktop.console.panes.audit.view import AuditView
from revroute_desktop.console.theme.look import Look
from revroute_desktop.console.translate import tr
from revroute_desktop.console.widgets.cells import Tone
from revroute_desktop.proof.fault_rows import FaultRows, fault_rows


class AuditPresenter(QObject):
    """Fills an `AuditView`. `said` gives what came of an act, `started` a job to run.

    `reopen_asked`: the workspace is to be opened anew; `save_asked`: the log is to be kept as a view.
    """

    said = Signal(str)
    started = Signal(object)
    reopen_asked = Signal()
    save_asked = Signal()
    selected_says = Signal(str, str)

    def __init__(
        self, look: Look, books: Books, view: AuditView, *, may_write: bool, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._books = books
        self._active = False
        self._stale = True
        self.acts = TrustActs(look, books, view, self, may_write=may_write)
        self.acts.said.connect(self.said)
        self.acts.started.connect(self.started)
        self.acts.reopen_asked.connect(self.reopen_asked)
        self._cards = TrustCards(books, view, self.acts, self)
        self._log = LogPresenter(books, view, self)
        self._log.filtered.connect(self._load)
        self._log.selected_says.connect(self.selected_says)
        view.save_button.clicked.connect(self.save_asked)
        view.fault.acted.connect(self._on_show_rows)
        view.prove_entry_button.clicked.connect(self._on_prove_entry)
        view.sign_button.setEnabled(may_write)

    def activate(self, active: bool) -> None:
        """The pane is shown or hidden; a hidden one reads how the log stands, but not the log."""
        self._active = active
        if active and self._stale:
            self._load()

    def books_changed(self) -> None:
        """The log has grown, or a job has verified or signed it."""
        self._stale = True
        if self._active:
            self._load()
        else:
            self._read_trust()

    def view_shown(self) -> SavedView:
        """Return what the log shows, as a view without a name."""
        return self._log.view_shown()

    def show_view(self, view: SavedView) -> None:
        """Show a saved view."""
        self._log.show_view(view)

    def act(self, action: str) -> None:
        """Do an act of trust by its id in the registry of actions."""
        self.acts.acts[action]()

    def show_period(self, period: Period) -> None:
        """Take up the period of the header: what a payee's proofs are for."""
        self.acts.period = period

    def show_key(self, state: str, about: str, tone: Tone) -> None:
        """Say what the keyring holds."""
        self._cards.show_keyring(state, about, tone)

    def show_jobs(self, running: tuple[JobView, ...]) -> None:
        """Show how far a verify is."""
        self._cards.show_jobs(running)

    def _load(self) -> None:
        self._stale = False
        self._read_trust()
        self._log.load()

    def _read_trust(self) -> None:
        self._books.ask("audit.trust", read_trust, self._on_trust)

    def _on_trust(self, trust: Trust) -> None:
        trust = with_newest(trust, self._books.verified)
        self._log.checkpoint = trust.checkpoint
        self._cards.show_trust(trust)

    def _on_show_rows(self) -> None:
        verified = self._cards.verified
        if verified is not None:
            self._books.ask("audit.fault", partial(fault_rows, where=verified.where), self._on_fault_rows)

    def _on_fault_rows(self, found: FaultRows | None) -> None:
        if found is None:
            self.said.emit(tr("The fault concerns no single row: it is in the whole file or a sum."))
            return
        if found.entry is not None:
            self._log.show_entry(found.entry)
        self.acts.show_rows(found)

    def _on_prove_entry(self) -> None:
        if self._log.chosen is not None:
            self.acts.prove_entry(self._log.chosen)
