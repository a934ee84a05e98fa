"""What the header and the status bar say of open books: whether they hold, what runs, what kind they are."""

from collections.abc import Sequence

from revroute_desktop.console.books.trust import Trust
from revroute_desktop.console.format import Writer
from revroute_desktop.console.jobs.jobs import JobView
from revroute_desktop.console.shell.status_bar import Saying
from revroute_desktop.console.terminal_words import in_window
from revroute_desktop.console.translate import tr
from revroute_desktop.console.widgets.cells import Tone
from revroute_desktop.workspace import Workspace


def trust_sayings(trust: Trust, workspace: Workspace, writer: Writer, now: int) -> dict[str, Saying]:
    """Return what stands at `balanced`, `verified` and `checkpoint`; `now` is in microseconds UTC."""
    return {
        "balanced": _balanced(trust, workspace, writer),
        "verified": _verified(trust, workspace, writer, now),
        "checkpoint": _checkpoint(trust, writer),
    }


def _balanced(trust: Trust, workspace: Workspace, writer: Writer) -> Saying:
    if workspace.rolled_back:
        return Saying(
            tr("Not what this machine remembers: only read"),
            icon="warning",
            tone=Tone.NEGATIVE,
            tip=in_window(workspace.state_note or ""),
        )
    if trust.unbalanced:
        code, amount = next(iter(trust.unbalanced.items()))
        return Saying(
            tr("Books do not balance, see why"),
            icon="warning",
            tone=Tone.NEGATIVE,
            tip=tr("Debits less credits: {amount}", amount=writer.coded(amount, code)),
        )
    return Saying(
        tr("Books balanced"),
        icon="check",
        tip=tr("Debits and credits are equal in every currency."),
    )


def _verified(trust: Trust, workspace: Workspace, writer: Writer, now: int) -> Saying:
    verified = trust.verified
    if verified is None and workspace.rolled_back:
        return Saying(tr("Rolled back, see why"), icon="warning", tone=Tone.NEGATIVE)
    if verified is None:
        return Saying(
            tr("Audit not verified yet"),
            icon="info",
            tone=Tone.WARNING,
            tip=tr("Verify recomputes everything."),
        )
    if verified.fault:
        return Saying(
            tr("Audit does not hold, see why"), icon="warning", tone=Tone.NEGATIVE, tip=verified.fault
        )
    when = writer.short_moment(verified.at, now)
    return Saying(
        tr("Audit verified to {size}, {when}", size=writer.count(verified.size), when=when), icon="check"
    )


def _checkpoint(trust: Trust, writer: Writer) -> Saying:
    if trust.checkpoint is None:
        return Saying(tr("No checkpoint yet"), tip=tr("Without a signature nothing can be proved to others."))
    return Saying(tr("Checkpoint {size} signed", size=writer.count(trust.checkpoint.size)))


def jobs_saying(running: Sequence[JobView]) -> Saying:
    """Return what stands at `jobs` while these run."""
    if not running:
        return Saying(tr("No jobs running"), tip=tr("Ctrl+J shows the jobs."))
    known = [job for job in running if job.total]
    share = sum(job.share for job in known) / len(known) if known else None
    text = f"{running[0].title}" if len(running) == 1 else tr("{count} running", count=len(running))
    percent = f", {int(share * 100)} %" if share is not None else ""
    return Saying(f"{text}{percent}", share=share)


def keyring_saying(word: str, about: str, *, usable: bool) -> Saying:
    """Return what stands at `keyring`: the state in a word, and what it means."""
    tone = Tone.SECOND if usable else Tone.WARNING
    return Saying(tr("Keyring {word}", word=word), icon="key", tone=tone, tip=about)


def environment_of(workspace: Workspace, *, demo: bool) -> tuple[str, Tone, str]:
    """Return the word of the header for this kind of books, its tone, and the sentence behind it."""
    if workspace.read_only is not None:
        why = in_window(workspace.read_only) or tr("These books can be looked at, but not written.")
        return tr("Read only"), Tone.SECOND, why
    if demo:
        about = tr("Made-up books to try the program with: nothing in them is real.")
        return tr("Demo"), Tone.WARNING, about
    return tr("Live books"), Tone.POSITIVE, tr("What is booked here counts.")
