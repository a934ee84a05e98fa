"""The audit pane: what a person does there for trust in the books."""

import json
import shutil
import sqlite3
import subprocess
import sys
import threading
import zipfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QAbstractItemModelTester
from tests.gui.conftest import Desk

from revroute_desktop.console.books.period import Period
from revroute_desktop.console.jobs.jobs import JobState, JobView
from revroute_desktop.console.panes.audit.dialogs import (
    ACCOUNT,
    ENTRY,
    BundleDialog,
    CheckDialog,
    CompareDialog,
    KeyDialog,
    ProveDialog,
    RowsDialog,
)
from revroute_desktop.console.panes.audit.presenter import AuditPresenter
from revroute_desktop.console.panes.audit.view import AuditView
from revroute_desktop.console.session import Session, load_session
from revroute_desktop.console.widgets.cells import Tone
from revroute_desktop.console.widgets.dialog import Dialog, ReasonDialog
from revroute_desktop.errors import UserError

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")
PASSPHRASE = "a long enough passphrase"


@pytest.fixture
def audit(desk: Desk) -> AuditView:
    desk.console.books.panes.show("audit")
    desk.rest()
    view = desk.console.books.panes.view("audit")
    assert isinstance(view, AuditView)
    return view


def presenter(desk: Desk) -> AuditPresenter:
    found = desk.console.books.made.audit
    assert found is not None
    return found


def dialog(desk: Desk, kind: type[Dialog]) -> Dialog:
    desk.qtbot.waitUntil(lambda: isinstance(presenter(desk).acts.dialog, kind), timeout=10_000)
    found = presenter(desk).acts.dialog
    assert found is not None
    return found


def wait_gone(desk: Desk) -> None:
    desk.qtbot.waitUntil(lambda: presenter(desk).acts.dialog is None, timeout=20_000)
    desk.rest()


def use_key_file(desk: Desk, view: AuditView, folder: Path) -> None:
    view.key.button.click()
    asked = dialog(desk, KeyDialog)
    assert isinstance(asked, KeyDialog)
    asked.kept.setCurrentIndex(1)
    asked.file.setText(str(folder / "night.key"))
    asked.passphrase.setText(PASSPHRASE)
    asked.act.click()
    wait_gone(desk)


def sign(desk: Desk, view: AuditView, folder: Path) -> None:
    """Sign with a key file: no test waits for a keyring."""
    use_key_file(desk, view, folder)
    view.sign_button.click()
    desk.rest()
    desk.qtbot.waitUntil(lambda: "Signed" in view.checkpoint.accessibleName(), timeout=20_000)


def finished(desk: Desk, kind: str) -> JobView:
    def there() -> bool:
        return any(j.kind == kind and j.state is not JobState.RUNNING for j in desk.jobs.all)

    desk.qtbot.waitUntil(there, timeout=60_000)
    return next(j for j in desk.jobs.all if j.kind == kind)


def test_an_entry_is_shown_readable_and_raw(desk: Desk, audit: AuditView) -> None:
    tester = QAbstractItemModelTester(audit.model, QAbstractItemModelTester.FailureReportingMode.Warning)
    audit.table.selectRow(0)
    desk.rest()
    labels = [label.text() for label, _ in audit.readable._labels if label.text()]
    assert "Rows, count" in labels
    assert audit.readable.isVisible() and not audit.payload.isVisible()
    audit.forms.choose(1)
    assert audit.payload.isVisible() and not audit.readable.isVisible()
    assert json.loads(audit.payload.toPlainText())["rows"]["count"] > 0
    assert tester.model() is audit.model


def test_the_log_is_filtered_by_actor_action_subject_and_time(desk: Desk, audit: AuditView) -> None:
    everything = audit.model.rowCount()
    for text in ("actor:desk-1 action:plan.publish", "subject:creator", "action:import.*"):
        audit.filter.filtered.emit(text)
        desk.rest()
        assert 0 < audit.model.rowCount() < everything
    audit.filter.filtered.emit("at:2020")
    desk.rest()
    assert audit.model.rowCount() == 0


def test_a_key_file_signs_after_its_passphrase_and_only_then(
    desk: Desk, audit: AuditView, tmp_path: Path
) -> None:
    sign(desk, audit, tmp_path)
    assert "night.key" in audit.key.accessibleName()
    assert "Signed" in audit.checkpoint.accessibleName()
    assert PASSPHRASE not in (tmp_path / "night.key").read_text(encoding="utf-8")
    audit.key.button.click()
    asked = dialog(desk, KeyDialog)
    assert isinstance(asked, KeyDialog) and asked.rotate.isEnabled()
    asked.passphrase.setText("another passphrase")
    asked.act.click()
    desk.rest()
    desk.qtbot.waitUntil(lambda: bool(asked.fault.text()), timeout=20_000)
    asked.reject()


def test_a_key_file_is_remembered_by_its_path_alone_and_asks_for_its_passphrase_again(
    desks: Callable[..., Desk], books_file: Path, tmp_path: Path
) -> None:
    kept = tmp_path / "console.json"
    first = desks(Session(), kept)
    first.begin(books_file)
    first.console.books.panes.show("audit")
    first.rest()
    use_key_file(first, first.console.books.panes.view("audit"), tmp_path)
    assert presenter(first).acts.keys.locked is None
    first.console.remember()
    saved = kept.read_text(encoding="utf-8")
    assert str(tmp_path / "night.key") in saved and PASSPHRASE not in saved
    second = desks(load_session(kept), kept)
    second.begin(books_file)
    second.console.books.panes.show("audit")
    second.rest()
    acts, view = presenter(second).acts, second.console.books.panes.view("audit")
    assert (
        "locked" in view.key.accessibleName()
        and acts.keys.locked == tmp_path / "night.key"
        and acts.keys.file is None
    )
    with pytest.raises(UserError, match="locked"):
        acts.keys.get()
    view.sign_button.click()
    asked = dialog(second, KeyDialog)
    second.rest()
    assert asked.kept.currentIndex() == 1 and asked.file.path == tmp_path / "night.key"
    asked.passphrase.setText(PASSPHRASE)
    asked.act.click()
    wait_gone(second)
    # What was asked for goes on once the key is open.
    second.qtbot.waitUntil(lambda: "Signed" in view.checkpoint.accessibleName(), timeout=20_000)
    assert acts.keys.locked is None
    acts.keys.choose_keyring()
    second.console.remember()
    assert "night.key" not in kept.read_text(encoding="utf-8")


def test_the_signing_key_is_replaced_and_the_log_tells_of_it(
    desk: Desk, audit: AuditView, tmp_path: Path
) -> None:
    sign(desk, audit, tmp_path)
    desk.window.actions_of_window.do("audit.rotate")
    asked = dialog(desk, ReasonDialog)
    assert isinstance(asked, ReasonDialog)
    asked.say_reason("yearly")
    asked.act.click()
    wait_gone(desk)
    audit.filter.filtered.emit("action:key.rotate")
    desk.rest()
    assert audit.model.rowCount() == 1


def test_an_answer_closes_the_dialog_that_asked_and_no_later_one(desk: Desk, audit: AuditView) -> None:
    acts, gate = desk.console.books.made.audit.acts, threading.Event()
    acts.prove(ENTRY, "1")
    acts._write_here(partial(_after, gate, "Wrote it."), acts._on_proved)
    acts.prove(ENTRY, "2")
    later = acts.dialog
    gate.set()
    desk.rest()
    assert acts.dialog is later and later.isVisible()
    assert desk.notices.said[0].text == "Wrote it."
    later.reject()


def _after(gate: threading.Event, sentence: str) -> str:
    gate.wait(5)
    return sentence


def test_a_rollback_is_accepted_only_where_there_is_one(desk: Desk) -> None:
    assert not desk.window.actions_of_window.get("audit.accept").isEnabled()


def test_a_kept_checkpoint_is_compared_with_the_log(desk: Desk, audit: AuditView, tmp_path: Path) -> None:
    sign(desk, audit, tmp_path)
    with desk.console.books.workspace.read() as session:
        (note,) = session.sql.execute("SELECT note FROM desk_checkpoint").fetchone()
    file = tmp_path / "kept.txt"
    file.write_text(note, encoding="utf-8")
    audit.checkpoint.button.click()
    asked = dialog(desk, CompareDialog)
    assert isinstance(asked, CompareDialog)
    asked.act.click()
    assert asked.fault.text() == "Choose the file with the checkpoint."
    asked.file.setText(str(file))
    asked.act.click()
    desk.qtbot.waitUntil(lambda: "exactly what was signed" in asked.answer, timeout=10_000)
    file.write_text("nothing", encoding="utf-8")
    asked.act.click()
    desk.qtbot.waitUntil(lambda: "cannot be trusted" in asked.fault.text(), timeout=10_000)
    asked.reject()


def test_an_entry_is_proved_and_the_file_checked(desk: Desk, audit: AuditView, tmp_path: Path) -> None:
    use_key_file(desk, audit, tmp_path)
    audit.table.selectRow(1)
    desk.rest()
    audit.prove_entry_button.click()
    asked = dialog(desk, ProveDialog)
    assert isinstance(asked, ProveDialog)
    assert asked.asked.kind == ENTRY and asked.problem() == ""
    proof = asked.asked.output
    asked.act.click()
    wait_gone(desk)
    audit.check_button.click()
    check = desk.window.findChild(CheckDialog)
    assert isinstance(check, CheckDialog)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(proof))])
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    check.dropEvent(QDropEvent(QPointF(), Qt.DropAction.CopyAction, data, buttons, keys))
    desk.qtbot.waitUntil(lambda: "It holds: entry" in check.answer, timeout=10_000)
    text = proof.read_text(encoding="utf-8")
    proof.write_text(text.replace("desk-1", "desk-2"), encoding="utf-8")
    check.act.click()
    desk.qtbot.waitUntil(lambda: "proves nothing" in check.answer, timeout=10_000)
    check.reject()


def test_a_proof_is_checked_without_a_workspace(desks: Callable[..., Desk], tmp_path: Path) -> None:
    made = desks()
    made.begin(None)
    file = tmp_path / "proof.json"
    file.write_text("{}", encoding="utf-8")
    made.window.dropped.emit([str(file)])
    check = made.window.findChild(CheckDialog)
    assert isinstance(check, CheckDialog)
    made.qtbot.waitUntil(lambda: "is not a proof file" in check.answer, timeout=10_000)
    check.reject()


def test_a_payees_period_is_proved_as_a_job(desk: Desk, audit: AuditView, tmp_path: Path) -> None:
    sign(desk, audit, tmp_path)
    desk.window.header.period_picked.emit(Period(12 * 2026 + 9))
    audit.prove_button.click()
    asked = dialog(desk, ProveDialog)
    assert isinstance(asked, ProveDialog)
    asked.kind.setCurrentIndex(ACCOUNT)
    assert "October 2026" in asked.kind.currentText()
    asked.name.setText("payee:lux-rose")
    asked.act.click()
    wait_gone(desk)
    job = finished(desk, "prove")
    assert job.state is JobState.DONE, job.result
    with zipfile.ZipFile(tmp_path / "proofs-payee-lux-rose.zip") as packed:
        assert any(name.endswith("index.csv") for name in packed.namelist())
        assert len(packed.namelist()) > 100


def test_an_auditors_bundle_is_made_and_holds(desk: Desk, audit: AuditView, tmp_path: Path) -> None:
    use_key_file(desk, audit, tmp_path)
    audit.bundle_button.click()
    asked = dialog(desk, BundleDialog)
    assert isinstance(asked, BundleDialog)
    asked.transactions.setText("1, x")
    asked.act.click()
    assert "x is not the number" in asked.fault.text()
    asked.transactions.setText("1, 2")
    asked.act.click()
    wait_gone(desk)
    job = finished(desk, "bundle")
    assert job.state is JobState.DONE, job.result
    script = tmp_path / "auditors-bundle" / "verify_bundle.py"
    done = subprocess.run(
        [sys.executable, "-I", str(script)], capture_output=True, encoding="utf-8", timeout=60, check=False
    )
    assert done.returncode == 0, done.stdout
    assert "Proofs: 2" in done.stdout


def test_a_fault_is_told_with_what_to_do_and_its_rows(desk: Desk, audit: AuditView) -> None:
    path = desk.console.books.workspace.path
    sql = sqlite3.connect(path)
    sql.execute("UPDATE posting SET amount = amount + 1 WHERE id = 4096")
    sql.commit()
    sql.close()
    audit.verify_button.click()
    finished(desk, "verify")
    desk.qtbot.waitUntil(audit.fault.isVisible, timeout=10_000)
    assert "The first thing that does not hold" in audit.fault.accessibleName()
    assert "restore" in audit.fault._advice.text()
    assert desk.notices.said[0].tone is Tone.NEGATIVE, "what was found is bad news, though the check ran well"
    status = desk.window.status
    desk.qtbot.waitUntil(lambda: status.saying("verified").tone is Tone.NEGATIVE, timeout=10_000)
    assert audit.verified.accessibleName().startswith("Something does not hold")
    audit.fault.act.click()
    shown = dialog(desk, RowsDialog)
    assert isinstance(shown, RowsDialog)
    assert "The place is rows of entry" in shown.answer
    desk.rest()
    assert audit.model.rowCount() == 1
    shown.act.click()
    wait_gone(desk)


def test_verify_shows_how_far_it_is(desk: Desk, audit: AuditView) -> None:
    desk.jobs.put(JobView(1, "verify", "Verify", JobState.RUNNING, 0, "rows of the books checked", 43, 100))
    assert "Verifying, 43 %" in audit.verified.accessibleName()
    assert not audit.verify_button.isEnabled()
    desk.jobs.clear()
    assert audit.verify_button.isEnabled()


def test_a_rolled_back_file_is_accepted_with_a_reason(
    desks: Callable[..., Desk], books_file: Path, tmp_path: Path
) -> None:
    older = tmp_path / "older.revroute"
    shutil.copyfile(books_file, older)
    first = desks()
    first.begin(books_file)
    first.console.books.panes.show("audit")
    first.rest()
    view = first.console.books.panes.view("audit")
    assert isinstance(view, AuditView) and not view.rollback.isVisible()
    sign(first, view, tmp_path)
    first.console.close_books()
    first.rest()
    books_file.with_name("northlight.revroute-wal").unlink(missing_ok=True)
    shutil.copyfile(older, books_file)
    first.console.open(books_file)
    first.qtbot.waitUntil(lambda: first.console.books is not None, timeout=10_000)
    first.console.books.panes.show("audit")
    first.rest()
    view = first.console.books.panes.view("audit")
    assert isinstance(view, AuditView) and view.rollback.isVisible()
    assert "“Accept a rollback…”" in view.rollback._note.text, "the window names its own act"
    status = first.window.status
    said = "Not what this machine remembers: only read"
    first.qtbot.waitUntil(lambda: status.saying("balanced").text == said, timeout=10_000)
    assert status.saying("verified").text == "Rolled back, see why"
    view.verify_button.click()
    finished(first, "verify")
    first.qtbot.waitUntil(
        lambda: status.saying("verified").text == "Audit does not hold, see why", timeout=10_000
    )
    # Books that are only read keep no result, and say it all the same.
    first.qtbot.waitUntil(lambda: "does not hold" in view.verified.accessibleName(), timeout=10_000)
    view.rollback.act.click()
    asked = dialog(first, ReasonDialog)
    assert isinstance(asked, ReasonDialog)
    asked.say_reason("restored on purpose")
    asked.act.click()
    first.qtbot.waitUntil(
        lambda: (
            first.console.books is not None
            and not first.console.books.workspace.rolled_back
            and first.console.books.may_write
        ),
        timeout=20_000,
    )
    first.rest()
