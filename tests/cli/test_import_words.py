"""What import, its preview and the quarantine say of files that are not as they should be."""

import pytest
from tests.cli.night import NIGHT

IMPORT = ("--profile", "generic")


@pytest.mark.parametrize("rows", ["", "cards;1;2026-03-02T09:15:00Z\n"], ids=["header alone", "one row"])
def test_a_file_with_semicolons_is_recognised_even_without_rows(desk, rows):
    file = desk.folder / "excel.csv"
    file.write_text("source;id;time\n" + rows, "utf-8")
    for preview in ((), ("--preview",)):
        said = desk.refused("import", "revenue", str(file), *IMPORT, *preview)
        assert "has no column" in said
        assert "The file looks separated by semicolons: set `delimiter`" in said


def test_a_header_alone_with_the_right_columns_is_an_empty_file(desk):
    file = desk.folder / "empty.csv"
    file.write_text(NIGHT.splitlines()[0] + "\n", "utf-8")
    assert desk.json("import", "revenue", str(file), *IMPORT)["lines"] == 0
    file.write_text("id,sum\n", "utf-8")
    assert "has no column" in desk.refused("import", "revenue", str(file), *IMPORT)


def test_a_preview_looks_into_the_books_only_where_they_are_named(imported):
    file = imported.folder / "again.csv"
    file.write_text(NIGHT.replace("49.00", "48.00").replace("ch_3", "ch_9"), "utf-8")
    words = ("import", "revenue", str(file), *IMPORT, "--preview")
    states = [row["in_books"] for row in imported.json(*words)["rows"]]
    assert states == [
        "conflict",
        "there already",
        None,
        "there already",
        "there already",
        "there already",
        None,
    ]
    said = imported.said(*words)
    assert "conflict" in said
    assert "there already" in said
    without, _ = imported.run(*words)
    assert "conflicts are not looked for" in without


def test_a_settled_row_says_what_was_decided_when_and_why(imported):
    imported.said("quarantine", "mend", "1", "amount=12.50", "--reason", "comma for a point")
    said = imported.said("quarantine", "list", "--all")
    assert "mended → event 7" in said
    assert "comma for a point" in said
    (row,) = imported.json("quarantine", "list", "--all")["rows"]
    assert (row["state"], row["decided"]) == ("mended", "comma for a point")
    shown = imported.said("quarantine", "show", "1")
    assert "Mended → event 7, by ada on " in shown
    assert "comma for a point" in shown
    assert "State" not in imported.said("quarantine", "list")


def test_a_dismissed_row_says_so(imported):
    imported.said("quarantine", "dismiss", "1", "--reason", "typed anew")
    assert "dismissed" in imported.said("quarantine", "list", "--all")
    assert "Dismissed, by ada on " in imported.said("quarantine", "show", "1")


def test_a_column_that_the_row_lacks_cannot_be_mended(imported):
    said = imported.refused("quarantine", "mend", "1", "foo=1", "--reason", "x")
    assert "has no column 'foo'" in said
    assert "'amount'" in said


def test_imports_are_listed_with_their_state(imported):
    assert "complete" in imported.said("import", "list")
    imported.said("import", "undo", "1", "--reason", "wrong file")
    assert "undone: wrong file" in imported.said("import", "list")


def test_a_profile_that_is_not_there_is_told_plainly(desk):
    said = desk.refused("profile", "check", "nowhere.yaml")
    assert said == "There is no file nowhere.yaml: check its name."
