"""Erasing a payer: the text is gone from the disk, and every proof still holds (B24)."""

from pathlib import Path

import pytest
from tests.routing.imports.import_samples import bring, entries, row, table

from revroute_desktop.errors import UserError
from revroute_desktop.proof.verify import verify
from revroute_desktop.routing.imports.erase_payer import erase_payer
from revroute_desktop.routing.imports.quarantine import refused_row, retry
from revroute_desktop.workspace import Workspace, open_workspace

NAME = "Annabel.Unusual@example.org"


def on_disk(workspace: Workspace, text: str) -> bool:
    folder = workspace.path.parent
    files = [path for path in folder.iterdir() if path.name.startswith(workspace.path.name)]
    return any(text.encode() in path.read_bytes() for path in files)


@pytest.fixture
def books(workspace: Workspace, tmp_path: Path) -> Workspace:
    """Events of the payer and of another; in quarantine rows of theirs, a conflict and one of another."""
    text = row(1, payer=NAME, note="call Annabel") + row(2, payer=NAME) + row(3, payer="bob", note="keep")
    text += row(4, "x", payer=NAME) + row(5, "x", payer=f"not {NAME}") + f"torn,{NAME}\n"
    bring(workspace, tmp_path / "a.csv", text + row(1, "11.00", payer="zoe"))
    return workspace


def test_an_erased_payer_is_nowhere_on_the_disk_and_verify_holds(books: Workspace) -> None:
    assert on_disk(books, NAME)
    result = erase_payer(books, NAME, actor="ada", reason="asked for it on 10 March")
    assert (result.texts, result.events, result.left_in_log) == (5, 2, False)
    assert table(books, "SELECT text FROM sealed_text WHERE kind < 3 ORDER BY id") == [("bob",), ("keep",)]
    assert not on_disk(books, "call Annabel")
    assert verify(books, processes=1).fault is None


def test_the_log_keeps_the_reason_and_not_the_name(books: Workspace) -> None:
    erase_payer(books, NAME, actor="ada", reason="asked for it")
    (entry,) = table(books, "SELECT subject, reason, payload FROM audit_entry ORDER BY seq DESC LIMIT 1")
    assert entry[:2] == ("a payer", "asked for it")
    assert NAME not in str(entry)
    with pytest.raises(UserError, match="names the payer"):
        erase_payer(books, "bob", actor="ada", reason="bob asked")


def test_an_erased_payer_who_comes_again_is_sealed_anew(books: Workspace, tmp_path: Path) -> None:
    erase_payer(books, NAME, actor="ada", reason="asked for it")
    result = bring(books, tmp_path / "b.csv", row(1, payer=NAME, note="call Annabel") + row(9, payer=NAME))
    assert (result.duplicates, result.events, result.conflicts) == (1, 1, 0)
    erase_payer(books, NAME, actor="ada", reason="asked again")
    assert verify(books, processes=1).fault is None


def test_an_erased_row_of_the_quarantine_is_not_retried(books: Workspace) -> None:
    erase_payer(books, NAME, actor="ada", reason="asked for it")
    with books.read() as session:
        assert refused_row(session.sql, 1).raw is None
    result = retry(books, ids=[1], actor="ada", reason="look again")
    assert "erased" in result.refused[0][1]


def test_an_unknown_payer_changes_nothing(books: Workspace) -> None:
    before = entries(books)
    for name in ("nobody", "", "Annabel"):
        with pytest.raises(UserError, match="no such payer"):
            erase_payer(books, name, actor="ada", reason="asked for it")
    with pytest.raises(UserError, match="needs a reason"):
        erase_payer(books, NAME, actor="ada", reason="")
    assert entries(books) == before


def test_a_reader_in_the_way_is_told(books: Workspace) -> None:
    with open_workspace(books.path, wait=0.1, clock=books.clock) as eraser:
        with books.read() as session:
            session.sql.execute("SELECT COUNT(*) FROM event").fetchone()
            result = erase_payer(eraser, NAME, actor="ada", reason="asked for it")
        assert result.left_in_log
        with pytest.raises(UserError, match="erased already"):
            erase_payer(eraser, NAME, actor="ada", reason="asked for it")
    assert not on_disk(books, "call Annabel")
