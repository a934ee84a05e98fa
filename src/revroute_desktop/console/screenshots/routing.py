"""Pictures of the routing pane's dialogs, with made-up things in them."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtWidgets import QWidget

from revroute_desktop.console.format import Writer
from revroute_desktop.console.panes.routing.booking_dialogs import (
    AccountDialog,
    EntryDialog,
    LockDialog,
    ReleaseDialog,
)
from revroute_desktop.console.panes.routing.import_dialog import ImportDialog
from revroute_desktop.console.panes.routing.mend_dialog import MendDialog
from revroute_desktop.console.panes.routing.plan_dialogs import (
    CompareDialog,
    PublishDraftDialog,
    SimulateDraftDialog,
)
from revroute_desktop.console.panes.routing.profile_dialog import AS_FILE, ProfileDialog
from revroute_desktop.console.theme.look import Look
from revroute_desktop.console.translate import tr
from revroute_desktop.console.widgets.dialog import Dialog
from revroute_desktop.routing.imports.guess import guess_profile
from revroute_desktop.routing.imports.mending import MendCheck, MendColumn, MendForm
from revroute_desktop.routing.imports.preview import preview
from revroute_desktop.routing.imports.profile_draft import Given, draft_profile
from revroute_desktop.routing.imports.quarantine import RefusedRow
from revroute_desktop.routing.imports.sample import look_at
from revroute_desktop.routing.plans.diff import Change, ChangeKind

_SHOP = """\
Export of 5 March 2026
Order;Date;Type;Amount;Currency;Buyer;Country;Article;Refers to;Artist
2026-118;02.03.2026 09:15;Sale;1.249,00;EUR;mia@example.org;Germany;tour-box;;neon-kitten
2026-119;02.03.2026 18:40;Sale;19,90;EUR;noah@example.org;Austria;poster;;paper-moth
2026-120;03.03.2026 07:55;Draft;35,00;EUR;liv@example.org;Germany;poster;;paper-moth
C-2026-118;04.03.2026 11:02;Credit note;200,00;EUR;mia@example.org;Germany;tour-box;2026-118;neon-kitten
2026-121;29.03.2026 02:30;Sale;19,90;EUR;ren@example.org;Germany;poster;;paper-moth
"""
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


def take_profile_wizard(
    look: Look, window: QWidget, writer: Writer, take: Callable[[str, QWidget], None], name: str
) -> None:
    """Take a picture of each page of the profile wizard, and of an import that no profile knows."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "band-shop-2026-03.csv"
        file.write_text(_SHOP, encoding="utf-8")
        sample = look_at(file)
        draft = guess_profile(sample, zone="Europe/Berlin")
        dialog = ProfileDialog(look, window, writer, Path("~/exports") / file.name)
        dialog.show_draft(sample, draft)
        dialog.show_preview(preview(file, draft_profile(draft)))
        dialog.show()
        for at, words in enumerate(("columns", "kinds", "attributes", "file")):
            dialog.tabs.choose(at)
            take(f"profile-{words}-{name}", dialog)
        dialog.tabs.choose(0)
        dialog.fields.verticalScrollBar().setValue(dialog.fields.verticalScrollBar().maximum())
        dialog.kept.choose(AS_FILE)
        dialog.kept.picked.emit()
        dialog.show_draft(sample, replace(draft, external_id="", currency=Given()))
        dialog.act.click()
        dialog.say_preview("Choose the column that holds the external id.")
        take(f"profile-lacks-{name}", dialog)
        dialog.hide()
        dialog.deleteLater()
        unknown = ImportDialog(look, window, ("generic", "stripe-balance"), writer, file)
        unknown.offer_kept(("band-shop",))
        unknown.show_fitting(file, ())
        unknown.show()
        take(f"dialog-import-unknown-{name}", unknown)
        unknown.hide()
        unknown.deleteLater()


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
        ("compare", CompareDialog(look, window, tr("Version {number}", number=7), tr("the draft"), _CHANGES)),
        (
            "publish-draft",
            PublishDraftDialog(
                look, window, "creator-network", tr("version {number}", number=7), _CHANGES, _TODAY
            ),
        ),
        ("simulate-draft", SimulateDraftDialog(look, window, "creator-network", _TODAY, _TODAY)),
    )
