"""What the audit pane shows: the log, the last verify, the newest checkpoint, the signing key."""

from functools import partial

import numpy as np
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

from revroute_desktop.console.books import Books
from revroute_desktop.console.filter_link import FilterLink
from revroute_desktop.console.format import Writer
from revroute_desktop.console.jobs import JobView
from revroute_desktop.console.panes.audit.models import EntryShown, entry_shown, log_cells
from revroute_desktop.console.panes.audit.trust_acts import TrustActs
from revroute_desktop.console.panes.audit.view import AuditView
from revroute_desktop.console.period import Period
from revroute_desktop.console.table_link import TableLink, layout_of, layout_saved
from revroute_desktop.console.terminal_words import in_window
from revroute_desktop.console.theme.look import Look
from revroute_desktop.console.translate import tr
from revroute_desktop.console.trust import Trust, read_trust, with_newest
from revroute_desktop.console.views import LOG, SavedView
from revroute_desktop.console.widgets.cells import Row, Tone
from revroute_desktop.console.widgets.models import Ids
from revroute_desktop.proof.fault_rows import FaultRows, fault_rows
from revroute_desktop.workspace import Sql
from revroute_desktop.workspace.audit_pages import LOG_FIELDS, log_ids, log_page
from revroute_desktop.workspace.filters.language import read


class AuditPresenter(QObject):
    """Fills an `AuditView`. `trust` gives what the status bar says about the log.

    `said` gives what came of an act, `started` a job to run; `reopen_asked`: open the workspace anew.
    """

    trust = Signal(object)
    said = Signal(str)
    started = Signal(object)
    reopen_asked = Signal()
    save_asked = Signal()
    selected_says = Signal(str, str)
    loaded = Signal()

    def __init__(
        self, look: Look, books: Books, view: AuditView, *, may_write: bool, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._books = books
        self._view = view
        self._may_write = may_write
        self._active = False
        self._stale = True
        self._trust: Trust | None = None
        self._chosen: int | None = None
        self._payload = ""
        self.filter = ""
        view.model.page_wanted.connect(self._on_page_wanted)
        view.filter.filtered.connect(self._on_filter)
        FilterLink(books, view.filter, LOG_FIELDS, self)
        rows_of = partial(_cells_of, writer=books.writer)
        link = TableLink(books, view.table, self, rows_of=rows_of, ids_of=self._order, tools=view.tools)
        link.says.connect(self.selected_says)
        view.save_button.clicked.connect(self.save_asked)
        view.chosen.connect(self._on_chosen)
        view.inspector.copied.connect(self._on_copy)
        view.fault.acted.connect(self._on_show_rows)
        view.prove_entry_button.clicked.connect(self._on_prove_entry)
        view.sign_button.setEnabled(may_write)
        self._keyring = (tr("Not asked yet"), tr("Looked up when a checkpoint is signed"), Tone.FAINT)
        self._verifying: JobView | None = None
        self.acts = TrustActs(look, books, view, self, may_write=may_write)
        self.acts.said.connect(self.said)
        self.acts.started.connect(self.started)
        self.acts.reopen_asked.connect(self.reopen_asked)
        self.acts.keys_changed.connect(self._say_key)
        self._say_key()
        if books.workspace.rolled_back:
            view.show_rollback(
                in_window(books.workspace.state_note or "")
                or tr("This file is not what this machine remembers."),
                tr(
                    "Find out why before anything else: was an old copy put back? If it was on "
                    "purpose, accept it; until then the workspace is only read."
                ),
            )

    def activate(self, active: bool) -> None:
        """The pane is shown or hidden; a hidden one reads only what the status bar needs."""
        self._active = active
        if active and self._stale:
            self._load()

    def books_changed(self) -> None:
        """The log has grown, or a job has verified or signed it."""
        self._stale = True
        self._books.ask("audit.trust", read_trust, self._on_trust)
        if self._active:
            self._load()

    def view_shown(self) -> SavedView:
        """Return what the log shows, as a view without a name."""
        columns = layout_saved(self._view.table.columns.laid)
        return SavedView(name="", tab=LOG, filter=self._view.filter.text, columns=columns)

    def show_view(self, view: SavedView) -> None:
        """Show a saved view."""
        self._view.table.columns.lay(layout_of(view.columns))
        self._view.table.columns.changed.emit()
        self._view.filter.set_text(view.filter)
        self._view.filter.filtered.emit(self._view.filter.text)

    def act(self, action: str) -> None:
        """Do an act of trust by its id in the registry of actions."""
        self.acts.acts[action]()

    def show_period(self, period: Period) -> None:
        """Take up the period of the header: what a payee's proofs are for."""
        self.acts.period = period

    def show_key(self, state: str, about: str, tone: Tone) -> None:
        """Say what the keyring holds."""
        self._keyring = (state, about, tone)
        self._say_key()

    def show_jobs(self, running: tuple[JobView, ...]) -> None:
        """Show how far a verify is."""
        before = self._verifying
        self._verifying = next((job for job in running if job.kind == "verify"), None)
        if self._verifying is not None or before is not None:
            self._say_verified()

    def _say_key(self) -> None:
        file, locked = self.acts.keys.file, self.acts.keys.locked
        if locked is not None:
            state = tr("Key file {name}, locked", name=locked.name)
            about, tone = tr("Its passphrase is asked for before anything is signed"), Tone.WARNING
        elif file is None:
            state, about, tone = self._keyring
        else:
            state, about, tone = (
                tr("Key file {name}", name=file.name),
                tr("{file}, until the window closes", file=file),
                Tone.POSITIVE,
            )
        self.acts.key_state = about
        self._view.key.say("key", tone, state, about)

    def _load(self) -> None:
        self._stale = False
        self._books.ask("audit.trust", read_trust, self._on_trust)
        self._books.ask("audit.ids", self._order(), self._on_ids, slow=True)

    def _order(self) -> partial[Ids]:
        """Return the question for all entries that are filtered."""
        return partial(log_ids, terms=read(self.filter, LOG_FIELDS), zone=self._books.zone.key)

    def _on_trust(self, trust: Trust) -> None:
        self._trust = trust = with_newest(trust, self._books.verified)
        writer, now = self._books.writer, self._books.now
        covered = trust.checkpoint.size if trust.checkpoint is not None else 0
        since = trust.size - covered
        self._view.coverage.show_log(trust.size, covered)
        self._view.covers.note.say(
            tr(
                "{covered} covered, {since} entries since",
                one="{covered} covered, {since} entry since",
                n=since,
                covered=writer.count(covered),
                since=writer.count(since),
            )
            if covered
            else tr("none of {size} entries is covered yet", n=trust.size, size=writer.count(trust.size))
        )
        self._say_verified()
        self._say_fault()
        if trust.checkpoint is None:
            self._view.checkpoint.say(
                "flag", Tone.WARNING, tr("None yet"), tr("Nothing can be proved to others")
            )
        else:
            when = writer.short_moment(trust.checkpoint.at, now)
            fact = tr("{count} entries", n=covered, count=writer.count(covered))
            self._view.checkpoint.say("flag", Tone.ACCENT, fact, tr("Signed {when}", when=when))
            self._view.checkpoint.setToolTip(tr("By {key}", key=trust.checkpoint.key_name))
        self.trust.emit(trust)

    def _say_verified(self) -> None:
        card, job = self._view.verified, self._verifying
        card.button.setEnabled(job is None)
        self._view.verify_button.setEnabled(job is None)
        writer = self._books.writer
        if job is not None:
            percent = f", {int(job.share * 100)} %" if job.total else ""
            done = (
                tr("{done} of {total} ", done=writer.count(job.done), total=writer.count(job.total))
                if job.total
                else ""
            )
            card.say("refresh", Tone.ACCENT, tr("Verifying{percent}", percent=percent), f"{done}{job.what}")
            card.show_share(job.share)
            return
        verified = self._trust.verified if self._trust is not None else None
        if verified is None:
            card.say("info", Tone.WARNING, tr("Not verified yet"), tr("Recomputes everything from the log"))
        elif verified.fault:
            when = writer.short_moment(verified.at, self._books.now)
            card.say(
                "warning",
                Tone.NEGATIVE,
                tr("Something does not hold"),
                tr("Found {when}: see above", when=when),
            )
        else:
            how = tr("replay identical") if verified.replay else tr("without replay")
            when = writer.short_moment(verified.at, self._books.now)
            card.say(
                "check",
                Tone.POSITIVE,
                tr("Nothing altered"),
                tr(
                    "{size} entries, {how}, {when}",
                    n=verified.size,
                    size=writer.count(verified.size),
                    how=how,
                    when=when,
                ),
            )

    def _say_fault(self) -> None:
        verified = self._trust.verified if self._trust is not None else None
        if verified is None or not verified.fault:
            self._view.show_fault("", "")
            return
        self._view.show_fault(
            tr(
                "The first thing that does not hold: {fault}. What comes after it was not looked at.",
                fault=verified.fault,
            ),
            in_window(verified.advice).replace("`", ""),
        )

    def _on_show_rows(self) -> None:
        verified = self._trust.verified if self._trust is not None else None
        if verified is not None:
            self._books.ask("audit.fault", partial(fault_rows, where=verified.where), self._on_fault_rows)

    def _on_fault_rows(self, found: FaultRows | None) -> None:
        if found is None:
            self.said.emit(tr("The fault concerns no single row: it is in the whole file or a sum."))
            return
        if found.entry is not None:
            self._view.filter.set_text(f"entry:{found.entry}")
            self._on_filter(f"entry:{found.entry}")
        self.acts.show_rows(found)

    def _on_prove_entry(self) -> None:
        if self._chosen is not None:
            self.acts.prove_entry(self._chosen)

    def _on_ids(self, ids: Ids) -> None:
        boundary = None
        trust = self._trust
        if trust is not None and trust.checkpoint is not None and not self.filter:
            covered = trust.checkpoint.size
            above = int((ids >= covered).sum())
            if 0 < above < len(ids):
                writer = self._books.writer
                signed = writer.short_moment(trust.checkpoint.at, self._books.now)
                boundary = (
                    above,
                    tr(
                        "Checkpoint {covered}, signed {signed}. Every entry below is covered; "
                        "the {above} above are not yet.",
                        one="Checkpoint {covered}, signed {signed}. Every entry below is covered; "
                        "the one above is not yet.",
                        n=above,
                        covered=writer.count(covered),
                        signed=signed,
                        above=writer.count(above),
                    ),
                )
        self._view.model.show(ids, boundary=boundary)
        writer = self._books.writer
        entries = tr("entries", one="entry", n=len(ids))
        self._view.count.say(
            ((writer.count(len(ids)), True), (entries, False)), tr("Counted from 0, newest first")
        )
        self.loaded.emit()

    def _on_filter(self, text: str) -> None:
        self.filter = text
        self._load()

    def _on_page_wanted(self, page: int, ids: Ids) -> None:
        then = partial(self._view.model.put_page, self._view.model.version, page)
        question = partial(_cells_of, ids=ids, writer=self._books.writer)
        self._books.ask(f"audit.page.{page}", question, then, priority=2)

    def _on_chosen(self, key: object) -> None:
        self._chosen = key if isinstance(key, int) else None
        self._view.coverage.show_chosen(self._chosen)
        if self._chosen is None:
            self.selected_says.emit("", "")
            return
        self._books.ask(
            "audit.detail",
            partial(_entry_of, seq=self._chosen, writer=self._books.writer),
            self._on_entry,
            priority=1,
        )

    def _on_entry(self, found: EntryShown | None) -> None:
        if found is None:
            return
        row = found.row
        writer = self._books.writer
        covered = self._trust is not None and (
            self._trust.checkpoint is not None and row.seq < self._trust.checkpoint.size
        )
        state, tone = (tr("Covered"), Tone.POSITIVE) if covered else (tr("Not covered yet"), Tone.WARNING)
        self._view.inspector.head(tr("Entry {number}", number=writer.count(row.seq)), state, tone)
        self._view.what.say(f"{row.actor}: {row.action} {row.subject}")
        self._view.says.say(found.says)
        facts = [
            (tr("Time"), f"{writer.moment(row.at)} {writer.zone.key}"),
            (tr("Actor"), row.actor),
            (tr("Action"), row.action),
            (tr("Subject"), row.subject),
            (tr("Reason"), row.reason),
            (tr("Leaf hash"), row.leaf),
        ]
        self._view.facts.show_facts([(label, value) for label, value in facts if value])
        self._view.readable.show_facts(found.facts)
        self._payload = row.payload
        self._view.payload.show_code(found.raw)
        self._view.note.say(
            ""
            if covered
            else tr("This entry is newer than the last checkpoint. Sign a new one to prove it to others.")
        )
        self.selected_says.emit(tr("1 entry selected"), "")

    def _on_copy(self) -> None:
        QApplication.clipboard().setText(self._payload)


def _cells_of(sql: Sql, ids: Ids, writer: Writer) -> list[Row]:
    return [log_cells(row, writer) for row in log_page(sql, ids)]


def _entry_of(sql: Sql, seq: int, writer: Writer) -> EntryShown | None:
    rows = log_page(sql, np.array([seq], np.int64))
    return entry_shown(rows[0], writer) if rows else None
