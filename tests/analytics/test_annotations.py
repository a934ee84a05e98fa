"""What stands on the time axis: of the log by itself, and by hand."""

from datetime import date

import pytest

from revroute_desktop.analytics.annotations import (
    IMPORT,
    NOTE,
    PLAN,
    add_note,
    annotations,
    change_note,
    kept_notes,
    remove_note,
)
from revroute_desktop.errors import UserError
from revroute_desktop.workspace import Workspace

ALWAYS = (0, 4_000_000_000_000_000)


@pytest.fixture
def own(demo_file, tmp_path):
    import shutil

    from revroute_desktop.workspace import open_workspace

    path = tmp_path / "own.revroute"
    shutil.copyfile(demo_file, path)
    with open_workspace(path) as workspace:
        yield workspace


def test_plans_stand_where_they_come_into_force_and_imports_of_a_day_are_one(demo: Workspace) -> None:
    with demo.read() as session:
        found = annotations(session.sql, *ALWAYS, demo.zone)
    plans = [one for one in found if one.kind == PLAN]
    assert [one.number for one in plans] == [1, 2]
    assert [one.at for one in plans] == [1_735_686_000_000_000, 1_767_222_000_000_000]
    imports = [one for one in found if one.kind == IMPORT]
    assert len(imports) == 1 and imports[0].number > 1


def test_only_what_lies_in_the_time_is_told(demo: Workspace) -> None:
    with demo.read() as session:
        found = annotations(session.sql, 1_735_686_000_000_000, 1_735_686_000_000_001, demo.zone)
    assert [(one.kind, one.number) for one in found] == [(PLAN, 1)]


def test_notes_are_written_changed_and_taken_away(own: Workspace) -> None:
    first = add_note(own, date(2026, 6, 12), "  summer   sale ")
    second = add_note(own, date(2026, 6, 1), "new shop")
    assert (first.note, first.subject, second.note) == (1, "summer sale", 2)
    with own.read() as session:
        assert [note.subject for note in kept_notes(session.sql)] == ["new shop", "summer sale"]
        assert NOTE in {one.kind for one in annotations(session.sql, *ALWAYS, own.zone)}
    change_note(own, 1, date(2026, 5, 1), "summer sale, early")
    remove_note(own, 2)
    with own.read() as session:
        assert [(note.note, note.subject) for note in kept_notes(session.sql)] == [(1, "summer sale, early")]


@pytest.mark.parametrize("word", ["", "   ", "x" * 61])
def test_a_note_needs_a_word_of_some_length(own: Workspace, word: str) -> None:
    with pytest.raises(UserError):
        add_note(own, date(2026, 6, 1), word)


def test_a_note_that_is_not_there_is_said(own: Workspace) -> None:
    with pytest.raises(UserError, match="There is no note 7"):
        remove_note(own, 7)
    with pytest.raises(UserError, match="There is no note 7"):
        change_note(own, 7, date(2026, 6, 1), "word")
