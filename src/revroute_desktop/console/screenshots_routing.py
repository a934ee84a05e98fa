"""Pictures of the routing pane's dialogs, with made-up things in them."""

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QWidget

from revroute_desktop.console.format import Writer
from revroute_desktop.console.panes.routing.booking_dialogs import (
    AccountDialog,
    EntryDialog,
    LockDialog,
    ReleaseDialog,
)
from revroute_desktop.console.panes.routing.mend_dialog import MendDialog
from revroute_desktop.console.panes.routing.plan_dialogs import (
    CompareDialog,
    PublishDraftDialog,
    SimulateDraftDialog,
)
from revroute_desktop.console.theme.look import Look
from revroute_desktop.console.widgets.dialog import Dialog
from revroute_desktop.routing.imports.mending import MendCheck, MendColumn, MendForm
from revroute_desktop.routing.imports.quarantine import RefusedRow
from revroute_desktop.routing.plans.diff import Change, ChangeKind

_TODAY = date(2026, 11, 3)
_RAW = '{"id":"ch_100","time":"2026-10-28T14:43:42Z","kind":"sale","amount":"12,50","currency":"EUR"}'
_COLUMNS = (
    MendColumn("amount", "12,50", "amount"),
    MendColumn("currency", "EUR", "currency"),
    MendColumn("id", "ch_100", "external id"),
    MendColumn("kind", "sale", "kind"),
    MendColumn("time", "2026-10-28T14:43:42Z", "time"),
)
_CHANGES = [
    Change(
        ChangeKind.CHANGED,
        "share-80",
        "fee",
        "step",
        "2.9 % of gross plus 0.30 EUR to fees:processor",
        "2.7 % of gross plus 0.30 EUR to fees:processor",
    ),
    Change(ChangeKind.ADDED, "tips", None, "route", after="kind is tip"),
    Change(ChangeKind.MOVED, "ads", None, "route", "place 5", "place 3"),
]


def take_routing_dialogs(
    look: Look, window: QWidget, writer: Writer, take: Callable[[str, QWidget], None], name: str
) -> None:
    """Take a picture of each dialog of the routing pane."""
    for words, dialog in _dialogs(look, window, writer):
        dialog.show()
        take(f"dialog-{words}-{name}", dialog)
        dialog.hide()
        dialog.deleteLater()


def _dialogs(look: Look, window: QWidget, writer: Writer) -> tuple[tuple[str, Dialog], ...]:
    row = RefusedRow(1, 1, "shop.csv", 102, "amount", "", _RAW, None, True, "open", None, None, None, None)
    mend = MendDialog(look, window, MendForm(row, "generic", _COLUMNS, 1), writer)
    mend.show_check(MendCheck(None, "'12,50' is not a number written like 1234.50.", ("amount",)))
    entry = EntryDialog(look, window, ("bank:main", "payee:neon-kitten"), "EUR", _TODAY, writer)
    return (
        ("mend", mend),
        ("entry", entry),
        ("account", AccountDialog(look, window)),
        ("lock", LockDialog(look, window, _TODAY)),
        ("release", ReleaseDialog(look, window, _TODAY)),
        ("compare", CompareDialog(look, window, "Version 7", "the draft", _CHANGES)),
        (
            "publish-draft",
            PublishDraftDialog(look, window, "creator-network", "version 7", _CHANGES, _TODAY),
        ),
        ("simulate-draft", SimulateDraftDialog(look, window, "creator-network", _TODAY, _TODAY)),
    )
