"""Pictures of the audit pane: the log, an entry, a fault, a rollback, and its dialogs with their answers."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QWidget

from revroute_desktop.console.panes.audit.dialogs import (
    BundleDialog,
    CheckDialog,
    CompareDialog,
    KeyDialog,
    ProveDialog,
    RowsDialog,
    said_of_rows,
)
from revroute_desktop.console.panes.audit.proof_words import Said
from revroute_desktop.console.panes.audit.view import AuditView
from revroute_desktop.console.theme.look import Look
from revroute_desktop.console.translate import tr
from revroute_desktop.console.widgets.cells import Tone
from revroute_desktop.proof.fault_rows import FaultRows
from revroute_desktop.proof.faults import RESTORE

Take = Callable[[str, QWidget | None], None]

_LOG = "revroute/58e1bd8f-a580-4bb6-911e-5cfb9fd8a291"
_VKEY = f"{_LOG}+8146ad9f+AfVXAYIf1BnChNp1MDQJdwFwva7dv00MNKMUzHUD1DEK"


def take_audit(view: AuditView, take: Take, name: str) -> None:
    """Take the pictures of the pane, which is shown and at rest."""
    view.table.selectRow(2)
    take(f"audit-log-{name}", None)
    view.forms.choose(1)
    take(f"audit-raw-{name}", None)
    view.forms.choose(0)
    view.show_fault(
        tr(
            "The first thing that does not hold: {fault}. What comes after it was not looked at.",
            fault="Transaction 48211 does not sum to zero (postings of txn 48211)",
        ),
        RESTORE.replace("`", ""),
    )
    view.verified.say(
        "refresh",
        Tone.ACCENT,
        tr("Verifying{percent}", percent=", 43 %"),
        "1,204,118 of 2,800,000 rows checked",
    )
    view.verified.show_share(0.43)
    view.show_rollback(
        "This machine remembers 48,213 entries, but the file has 48,200: it is an older copy.",
        tr(
            "Find out why before anything else: was an old copy put back? If it was on "
            "purpose, accept it; until then the workspace is only read."
        ),
    )
    take(f"audit-fault-{name}", None)
    view.show_fault("", "")
    view.show_rollback("", "")
    view.verified.say("info", Tone.WARNING, tr("Not verified yet"), tr("Recomputes everything from the log"))


def take_audit_dialogs(look: Look, window: QWidget, take: Take, name: str) -> None:
    """Take the pictures of the pane's dialogs."""
    folder = Path("~/books")
    compare = CompareDialog(look, window)
    compare.file.setText("~/mail/checkpoint-48200.txt")
    compare.show_answer(
        Said("The log holds the 48200 entries that were signed, unchanged, and 13 newer ones.", Tone.POSITIVE)
    )
    check = CheckDialog(look, window)
    check.file.setText("~/mail/proof-transaction-48211.json")
    check.show_answer(
        Said(
            tr(
                "It holds: {checked}. {trust}",
                checked=tr("transaction {id} stands in the books with these postings", id=48211),
                trust=tr("Signed by the key that you trust."),
            ),
            Tone.WARNING,
            (
                (tr("Booked"), "2026-10-28"),
                ("clearing:cards", "49.00 EUR"),
                ("fees:processor", "−1.72 EUR"),
                ("payee:neon-kitten", "−37.82 EUR"),
                ("treasury:main", "−9.46 EUR"),
                (tr("Entry"), "1,048, route.chunk batch 419"),
                (tr("By"), "desk-1, 2026-10-28 14:43:42"),
                (tr("Checkpoint"), tr("over {size} entries", n=48_200, size="48,200")),
                (tr("Log"), _LOG),
            ),
        )
    )
    refused = BundleDialog(look, window, folder, "October 2026")
    refused.refuse(tr("{part} is not the number of a transaction. Write them as 48211, 48215.", part="x"))
    keys = (
        (tr("In use"), _kept("1,012", "keyring")),
        (tr("Replaced in entry {entry}", entry="1,012"), _kept("16", "file")),
    )
    rows = FaultRows(
        "posting 4096", ((("id", 4096), ("account", 1), ("currency", 978), ("amount", 4901)),), 4
    )
    state = "Secrets are kept in the system's keyring."
    for words, dialog in (
        ("compare", compare),
        ("prove", ProveDialog(look, window, folder, "October 2026", 3, "payee:neon-kitten")),
        ("check", check),
        ("bundle", BundleDialog(look, window, folder, "October 2026")),
        ("bundle-refused", refused),
        ("keys", KeyDialog(look, window, state, keys, _VKEY, None)),
        ("rows", RowsDialog(look, window, said_of_rows(rows))),
    ):
        dialog.show()
        take(f"dialog-audit-{words}-{name}", dialog)
        dialog.hide()
        dialog.deleteLater()


def _kept(announced: str, place: str) -> str:
    return tr(
        "{key} (announced in entry {entry}, kept in the {place})",
        key=_VKEY,
        entry=announced,
        place=place,
    )
