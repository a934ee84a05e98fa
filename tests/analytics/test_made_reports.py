"""Reports as files: entered into the log, never over another, and checked by their fingerprint."""

import shutil
from pathlib import Path

import pytest

from revroute_desktop.analytics.reports.made import (
    MADE,
    Standing,
    free_path,
    keep_report,
    reports_made,
    verify_report,
)
from revroute_desktop.errors import UserError
from revroute_desktop.workspace import Workspace, create, memory, open_workspace
from revroute_desktop.workspace.log import Head, head, read_entries


@pytest.fixture
def books(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    monkeypatch.setenv("REVROUTE_STATE_DIR", str(tmp_path / "state"))
    return create(tmp_path / "a.revroute", name="a", actor="ada")


def made(books: Workspace, path: Path, text: str = "report", *, replace: bool = False) -> int | None:
    with books.read() as session:
        now = head(session.sql)
    _, entry = keep_report(
        books,
        path,
        lambda part: part.write_text(text) and None,
        first="2026-06-01",
        last="2026-06-30",
        account=None,
        log=(now.size, now.root.hex()),
        actor="ada",
        replace=replace,
    )
    return entry


def test_a_report_is_in_the_log_with_its_fingerprint(books: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "june.html"
    number = made(books, path)
    with books as workspace, workspace.read() as session:
        (entry,) = [one for one in read_entries(session.sql) if one.action == MADE]
        (listed,) = reports_made(session.sql)
        found = verify_report(session.sql, path)
        assert entry.seq == number and entry.payload["sha256"] == found.sha256 == listed.sha256
        assert listed.place == path and listed.log_size == number
        assert found.standing is Standing.UNALTERED
        copy = shutil.copy(path, tmp_path / "sent.html")
        assert verify_report(session.sql, Path(copy)).standing is Standing.UNALTERED
        path.write_text("report!")
        assert verify_report(session.sql, path).standing is Standing.UNKNOWN
        with pytest.raises(UserError, match="cannot be read"):
            verify_report(session.sql, tmp_path / "nothing")


def test_books_with_another_past_do_not_verify(books: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "june.html"
    with books as workspace:
        with workspace.read() as session:
            size = head(session.sql).size
        keep_report(
            workspace,
            path,
            lambda part: part.write_text("x") and None,
            first="2026-06-01",
            last="2026-06-30",
            account="payee:mia",
            log=(size, "00" * 32),
            actor="ada",
        )
        with workspace.read() as session:
            assert verify_report(session.sql, path).standing is Standing.OTHER_BOOKS
            assert reports_made(session.sql)[0].account == "payee:mia"


def test_nothing_is_written_over(books: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "june.html"
    with books as workspace:
        path.write_text("mine")
        with pytest.raises(UserError, match="there already"):
            made(workspace, path)
        assert path.read_text() == "mine" and not list(tmp_path.glob("*.part"))
        made(workspace, path, "report", replace=True)
        assert path.read_text() == "report"
        with pytest.raises(UserError, match="part of a workspace"):
            made(workspace, tmp_path / "a.revroute", replace=True)
        with pytest.raises(UserError, match="can't be written"):
            made(workspace, tmp_path / "nowhere" / "june.html")
        assert len(reports_made_of(workspace)) == 1, "the log has no entry of what was not written"


def test_a_name_that_is_taken_meanwhile_stays_whose_it_is(books: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "june.html"

    def write(part: Path) -> None:
        part.write_text("report")
        path.write_text("somebody else's")

    with books as workspace, pytest.raises(UserError, match="there already"):
        keep_report(
            workspace,
            path,
            write,
            first="2026-06-01",
            last="2026-06-30",
            account=None,
            log=(1, "00" * 32),
            actor="ada",
        )
    assert path.read_text() == "somebody else's" and not list(tmp_path.glob("*.part"))


def reports_made_of(workspace: Workspace) -> list[object]:
    with workspace.read() as session:
        return list(reports_made(session.sql))


def test_a_name_of_its_own_is_free_and_safe(tmp_path: Path) -> None:
    first = free_path(tmp_path, "payee:mia 2026", ".pdf")
    assert first.name == "payee-mia 2026.pdf"
    first.touch()
    assert free_path(tmp_path, "payee:mia 2026", ".pdf").name == "payee-mia 2026 (2).pdf"
    assert free_path(tmp_path, "../../etc/\x00", ".pdf").parent == tmp_path
    assert free_path(tmp_path, "...", ".pdf").name == "report.pdf"
    with pytest.raises(UserError, match="no folder"):
        free_path(tmp_path / "nowhere", "a", ".pdf")


def test_books_that_can_only_be_read_give_reports_too(books: Workspace, tmp_path: Path) -> None:
    books.close()
    memory.remember(books.uuid, Head(5, b"\x01" * 32))
    with open_workspace(books.path) as workspace:
        assert workspace.read_only
        assert made(workspace, tmp_path / "june.html") is None
        assert reports_made_of(workspace) == []
