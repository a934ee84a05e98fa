"""The profile wizard: a file that no profile knows becomes one that imports it."""

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QWidget
from tests.gui.conftest import HEAD, Desk

from revroute_desktop.console.panes.routing.importing import Importing
from revroute_desktop.console.panes.routing.profile_dialog import AS_FILE, ProfileDialog
from revroute_desktop.console.panes.routing.profile_wizard import ProfileWizard
from revroute_desktop.routing.imports.kept_profiles import kept_profiles
from revroute_desktop.routing.imports.profile_reader import load_profile
from revroute_desktop.workspace import open_workspace

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

SHOP = """\
Order;Date;Type;Amount;Currency;Buyer;Country;Artist
2026-118;02.03.2026 09:15;Sale;1.249,00;EUR;mia@example.org;Germany;neon-kitten
2026-119;02.03.2026 18:40;Sale;19,90;EUR;noah@example.org;Austria;paper-moth
C-2026-118;04.03.2026 11:02;Credit note;200,00;EUR;mia@example.org;Germany;neon-kitten
"""


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    file = tmp_path / "band-shop-2026.csv"
    file.write_text(SHOP, encoding="utf-8")
    return file


def wizard(desk: Desk) -> ProfileDialog:
    """Wait until the wizard is open and at rest."""
    desk.qtbot.waitUntil(lambda: desk.console.books.findChild(ProfileWizard) is not None, timeout=5_000)
    rest(desk)
    dialog = desk.console.books.findChild(ProfileWizard).dialog
    assert dialog is not None
    return dialog


def rest(desk: Desk) -> None:
    """Wait until what was typed is read and previewed."""
    desk.qtbot.wait(320)
    desk.rest()


def outcomes(dialog: ProfileDialog) -> list[str]:
    model = dialog.panel.model
    return [model.cells(at)[1].text for at in range(model.rowCount())]


def test_a_dropped_file_that_no_profile_knows_is_mapped_and_imported(desk: Desk, shop: Path) -> None:
    desk.window.dropped.emit([str(shop)])
    desk.rest()
    first = desk.console.books.findChild(Importing).dialog
    assert first.panel.note.text() == "No profile knows the columns of this file: map them."
    first.map_button.click()
    dialog = wizard(desk)
    tester = QAbstractItemModelTester(
        dialog.panel.model, QAbstractItemModelTester.FailureReportingMode.Warning
    )
    assert dialog.file.path == shop and dialog.fields.identity.name == "Order"
    assert dialog.fields.amount.samples.text().startswith("1.249,00")
    assert dialog.kinds.rows["Credit note"].chosen == "refund"
    assert outcomes(dialog) == ["Event"] * 3
    assert dialog.panel.note.text() == "3 of 3 become events"
    dialog.fields.notation.choose(".")
    dialog.fields.notation.picked.emit()
    rest(desk)
    assert outcomes(dialog) == ["Refused"] * 3
    dialog.fields.notation.choose(",.")
    dialog.fields.notation.picked.emit()
    rest(desk)
    assert outcomes(dialog) == ["Event"] * 3 and tester.model() is dialog.panel.model
    dialog.act.click()
    desk.qtbot.waitUntil(lambda: desk.console.books.findChild(ProfileWizard) is None, timeout=5_000)
    desk.rest()
    again = desk.console.books.findChildren(Importing)[-1].dialog
    assert again is not None and again.asked.profile == "kept:band-shop"
    desk.rest()
    assert again.panel.note.text() == "3 of 3 become events"
    again.act.click()
    desk.qtbot.waitUntil(lambda: desk.console.books.open_work.waiting == 3, timeout=30_000)
    desk.rest()
    with open_workspace(desk.console.books.workspace.path) as workspace, workspace.read() as session:
        assert [kept.name for kept in kept_profiles(session.sql)] == ["band-shop"]


def test_a_file_that_a_ready_or_kept_profile_reads_chooses_it(desk: Desk, shop: Path, tmp_path: Path) -> None:
    known = tmp_path / "known.csv"
    known.write_text(HEAD + "shop,a1,2026-11-01T00:15:00Z,sale,5.00,EUR,AT,,,x,90\n", encoding="utf-8")
    desk.console.acts.import_revenue(known)
    desk.rest()
    dialog = desk.console.books.findChild(Importing).dialog
    assert dialog.asked.profile == "generic" and dialog.panel.note.text() == "1 of 1 become events"
    dialog.reject()


def test_the_wizard_is_reached_by_its_action_and_says_what_is_missing(desk: Desk, shop: Path) -> None:
    desk.window.actions_of_window.do("import.map")
    dialog = wizard(desk)
    dialog.act.click()
    assert dialog.fault.text() == "Choose the file whose columns are to be mapped."
    dialog.file.setText(str(shop.parent / "none.csv"))
    rest(desk)
    assert dialog.panel.note.text().startswith("There is no file") and not dialog.pages.isEnabled()
    dialog.file.setText(str(shop))
    rest(desk)
    assert dialog.pages.isEnabled()
    dialog.fields.identity.choice.choose("")
    dialog.fields.identity.choice.picked.emit()
    rest(desk)
    assert dialog.panel.note.text() == "Choose the column that holds the external id."
    dialog.act.click()
    assert dialog.fault.text() == "Choose the column that holds the external id."
    dialog.fields.identity.choice.choose("Order")
    dialog.fields.identity.choice.picked.emit()
    dialog.name.setText("generic")
    dialog.act.click()
    desk.rest()
    assert "comes with the program" in dialog.fault.text()
    dialog.fields.zone.setText("Nowhere/Land")
    dialog.fields.zone.textEdited.emit("Nowhere/Land")
    rest(desk)
    assert "Nowhere/Land" in dialog.panel.note.text() and outcomes(dialog) == []
    dialog.reject()


def test_columns_kinds_and_attributes_are_mapped_by_hand(desk: Desk, shop: Path) -> None:
    desk.console.acts.map_columns(shop)
    dialog = wizard(desk)
    dialog.fields.kind.choice.choose("Country")
    dialog.fields.kind.choice.picked.emit()
    assert set(dialog.kinds.rows) == {"Germany", "Austria"}
    dialog.fields.kind.choice.choose("")
    dialog.fields.kind.choice.picked.emit()
    assert dialog.kinds.rows == {} and dialog.kinds.otherwise.chosen == "sale"
    dialog.kinds.otherwise.choose("tip")
    dialog.attributes.boxes["Country"].setChecked(True)
    dialog.fields.currency.choice.choose("")
    dialog.fields.currency.choice.picked.emit()
    dialog.fields.currency.constant.setText("usd")
    dialog.fields.currency.constant.textEdited.emit("usd")
    rest(desk)
    assert [dialog.panel.model.cells(at)[3].text for at in range(3)] == ["tip"] * 3
    draft = dialog.draft
    assert draft is not None and draft.attributes == {"Country": "Country", "Artist": "Artist"}
    assert draft.currency.constant == "usd"
    dialog.fields.time.choice.choose("Amount")
    dialog.fields.time.choice.picked.emit()
    rest(desk)
    assert outcomes(dialog) == ["Refused"] * 3
    dialog.reject()


def test_how_the_file_is_read_can_be_changed(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "plain.csv"
    file.write_text("title, of it\nid|when|amount\na|2026-03-01|5.00\nb|2026-03-02|6.00\n", encoding="utf-8")
    desk.console.acts.map_columns(file)
    dialog = wizard(desk)
    assert dialog.read.delimiter.chosen == "|" and dialog.read.skipped.text() == "1"
    dialog.read.headless.click()
    rest(desk)
    assert dialog.fields.identity.choice.findData("column 1") > 0
    dialog.read.headless.click()
    rest(desk)
    dialog.read.delimiter.choose(";")
    dialog.read.delimiter.picked.emit()
    rest(desk)
    assert dialog.fields.identity.choice.count() == 2
    dialog.reject()


def test_a_profile_can_be_kept_as_a_file(desk: Desk, shop: Path) -> None:
    desk.console.acts.map_columns(shop)
    dialog = wizard(desk)
    dialog.kept.choose(AS_FILE)
    dialog.kept.picked.emit()
    assert dialog.path.path == shop.parent / "band-shop.yaml"
    dialog.path.path.write_text("something else", encoding="utf-8")
    dialog.act.click()
    desk.rest()
    assert "is there already and is no profile band-shop" in dialog.fault.text()
    dialog.path.path.unlink()
    dialog.act.click()
    desk.qtbot.waitUntil(lambda: desk.console.books.findChild(Importing) is not None, timeout=5_000)
    desk.rest()
    assert load_profile(shop.parent / "band-shop.yaml").amount.decimal == ","
    dialog = desk.console.books.findChild(Importing).dialog
    assert dialog.asked.profile == str(shop.parent / "band-shop.yaml")
    dialog.reject()


def test_the_wizard_works_by_keyboard_alone_and_every_control_is_named(desk: Desk, shop: Path) -> None:
    desk.console.acts.map_columns(shop)
    dialog = wizard(desk)
    dialog.activateWindow()
    dialog.file.setFocus()
    desk.qtbot.waitUntil(lambda: QApplication.focusWidget() is dialog.file, timeout=5_000)
    reached: list[QWidget] = []
    for _ in range(60):
        focused = QApplication.focusWidget()
        assert focused is not None
        if focused in reached:
            break
        reached.append(focused)
        assert focused.accessibleName(), f"{focused} has no name"
        desk.qtbot.keyClick(focused, Qt.Key.Key_Tab)
    assert focused is dialog.file
    wanted = [
        dialog.tabs,
        dialog.fields.identity.choice,
        dialog.fields.time.choice,
        dialog.fields.form_of_time,
        dialog.fields.amount.choice,
        dialog.fields.notation,
        dialog.fields.texts["note"].choice,
        dialog.panel.table,
        dialog.name,
        dialog.kept,
        dialog.cancel,
        dialog.act,
    ]
    places = [reached.index(widget) for widget in wanted]
    assert places == sorted(places)
    dialog.reject()


def test_a_wide_file_offers_its_first_columns_as_attributes_and_says_so(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "wide.csv"
    names = ",".join(f"c{at}" for at in range(300))
    file.write_text(f"id,date,amount,{names}\n" + f"a,2026-03-01,5.00{',x' * 300}\n", encoding="utf-8")
    desk.console.acts.map_columns(file)
    dialog = wizard(desk)
    dialog.tabs.choose(2)
    assert len(dialog.attributes.boxes) == 40
    assert dialog.attributes._more.isVisible() and "40 of 303" in dialog.attributes._more.text()
    assert dialog.fields.identity.choice.count() == 304
    dialog.reject()


def test_a_column_of_zones_leaves_no_zone_to_be_said_for_all(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "paid.csv"
    row = "T{n},03/{n}/2026,09:15:00,PST,{n}.00,USD\n"
    lines = "".join(row.format(n=n) for n in range(13, 20))
    file.write_text(f"Id,Date,Time,TimeZone,Gross,Currency\n{lines}", encoding="utf-8")
    desk.console.acts.map_columns(file)
    dialog = wizard(desk)
    assert not dialog.fields.zone.isEnabled() and dialog.fields.zone.text() == "TimeZone"
    draft = dialog.draft
    assert draft is not None and draft.zone_column == "TimeZone" and draft.zone == "Europe/Berlin"
    assert outcomes(dialog) == ["Event"] * 7
    dialog.reject()


def test_a_column_chosen_by_hand_has_its_form_and_zone_guessed_anew(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "kasse.csv"
    rows = ["A1;2026-03-01T10:00:00Z;31.02.2026 10:00;1,00;EUR"]
    rows += [f"A{at};2026-03-0{at}T10:00:00Z;0{at}.03.2026 10:00;1,00;EUR" for at in range(2, 6)]
    file.write_text("Beleg;Zeit;Datum;Betrag;Currency\n" + "\n".join(rows) + "\n", encoding="utf-8")
    desk.window.actions_of_window.do("import.map")
    dialog = wizard(desk)
    dialog.file.setText(str(file))
    QApplication.sendEvent(
        dialog.file, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Return, Qt.KeyboardModifier(0))
    )
    desk.rest()
    assert dialog.pages.isEnabled() and not dialog.fault.text(), "Enter reads the file and does nothing else"
    fields = dialog.fields
    fields.time.choice.choose("Datum")
    fields.time.choice.picked.emit()
    assert fields.form_of_time.text() == "%d.%m.%Y %H:%M"
    assert fields.zone.text() == desk.console.books.books.zone.key
    assert fields.odd.text() == "1 value is not so and will be refused: 31.02.2026 10:00"
    fields.time.choice.choose("Zeit")
    fields.time.choice.picked.emit()
    assert (fields.form_of_time.text(), fields.zone.text()) == ("iso", "UTC") and fields.odd.isHidden()
    dialog.reject()
