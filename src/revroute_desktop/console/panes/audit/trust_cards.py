"""`TrustCards`: what the audit pane says above the log: what is verified, signed, and does not hold."""

from PySide6.QtCore import QObject

from revroute_desktop.console.books.books import Books
from revroute_desktop.console.books.trust import Trust, Verified
from revroute_desktop.console.jobs.jobs import JobView
from revroute_desktop.console.panes.audit.trust_acts import TrustActs
from revroute_desktop.console.panes.audit.view import AuditView
from revroute_desktop.console.terminal_words import in_window
from revroute_desktop.console.translate import tr
from revroute_desktop.console.widgets.cells import Tone


class TrustCards(QObject):
    """Fills the cards and banners of an `AuditView`; which key signs is what `acts` holds."""

    def __init__(self, books: Books, view: AuditView, acts: TrustActs, parent: QObject) -> None:
        super().__init__(parent)
        self._books = books
        self._view = view
        self._acts = acts
        self._trust: Trust | None = None
        self._verifying: JobView | None = None
        self._keyring = (tr("Not asked yet"), tr("Looked up when a checkpoint is signed"), Tone.FAINT)
        acts.keys_changed.connect(self._say_key)
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

    @property
    def verified(self) -> Verified | None:
        """What the last verify found, None as long as there was none."""
        return self._trust.verified if self._trust is not None else None

    def show_trust(self, trust: Trust) -> None:
        """Show how the log stands."""
        self._trust = trust
        self._say_covered(trust)
        self._say_verified()
        self._say_fault()
        self._say_checkpoint(trust)

    def show_keyring(self, state: str, about: str, tone: Tone) -> None:
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
        file, locked = self._acts.keys.file, self._acts.keys.locked
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
        self._acts.key_state = about
        self._view.key.say("key", tone, state, about)

    def _say_covered(self, trust: Trust) -> None:
        writer = self._books.writer
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

    def _say_checkpoint(self, trust: Trust) -> None:
        card, signed = self._view.checkpoint, trust.checkpoint
        if signed is None:
            card.say("flag", Tone.WARNING, tr("None yet"), tr("Nothing can be proved to others"))
            return
        writer = self._books.writer
        fact = tr("{count} entries", n=signed.size, count=writer.count(signed.size))
        when = writer.short_moment(signed.at, self._books.now)
        card.say("flag", Tone.ACCENT, fact, tr("Signed {when}", when=when))
        card.setToolTip(tr("By {key}", key=signed.key_name))

    def _say_verified(self) -> None:
        card, job, verified = self._view.verified, self._verifying, self.verified
        card.button.setEnabled(job is None)
        self._view.verify_button.setEnabled(job is None)
        if job is not None:
            self._say_verifying(job)
            return
        if verified is None:
            card.say("info", Tone.WARNING, tr("Not verified yet"), tr("Recomputes everything from the log"))
            return
        writer = self._books.writer
        when = writer.short_moment(verified.at, self._books.now)
        if verified.fault:
            found = tr("Found {when}: see above", when=when)
            card.say("warning", Tone.NEGATIVE, tr("Something does not hold"), found)
            return
        how = tr("replay identical") if verified.replay else tr("without replay")
        size = writer.count(verified.size)
        about = tr("{size} entries, {how}, {when}", n=verified.size, size=size, how=how, when=when)
        card.say("check", Tone.POSITIVE, tr("Nothing altered"), about)

    def _say_verifying(self, job: JobView) -> None:
        card, writer = self._view.verified, self._books.writer
        percent, done = "", ""
        if job.total:
            percent = f", {int(job.share * 100)} %"
            done = tr("{done} of {total} ", done=writer.count(job.done), total=writer.count(job.total))
        card.say("refresh", Tone.ACCENT, tr("Verifying{percent}", percent=percent), f"{done}{job.what}")
        card.show_share(job.share)

    def _say_fault(self) -> None:
        verified = self.verified
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
