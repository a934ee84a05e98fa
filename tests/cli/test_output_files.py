"""Files that commands write: never over a workspace, over another file only when asked, and whole."""

import pytest

EXPORT = ("export", "journal", "--format", "hledger")
PROVE = ("audit", "prove", "--transaction", "1")
CHECKPOINT = ("audit", "checkpoint")


@pytest.mark.parametrize("words", [EXPORT, PROVE, CHECKPOINT], ids=["export", "prove", "checkpoint"])
def test_a_workspace_is_never_written_over(routed, tmp_path, words):
    other = str(tmp_path / "other.revroute")
    routed.run("init", other)
    entries = len(routed.json("audit", "log", "--limit", "1000")["entries"])
    link = tmp_path / "link"
    link.symlink_to(routed.books)
    for target in (routed.books, f"{routed.books}-wal", f"{routed.books}-shm", other, str(link)):
        assert "is not written over" in routed.refused(*words, "-o", target)
        assert "is not written over" in routed.refused(*words, "-o", target, "--replace")
    assert len(routed.json("audit", "log", "--limit", "1000")["entries"]) == entries
    assert routed.json("verify", "--processes", "1")["passed"]


@pytest.mark.parametrize("words", [EXPORT, PROVE, CHECKPOINT], ids=["export", "prove", "checkpoint"])
def test_another_file_is_replaced_only_when_asked(routed, tmp_path, words):
    file = tmp_path / "mine.txt"
    file.write_text("my own\n", "utf-8")
    assert "(--replace)" in routed.refused(*words, "-o", str(file))
    assert file.read_text("utf-8") == "my own\n"
    routed.said(*words, "-o", str(file), "--replace")
    assert file.read_text("utf-8") != "my own\n"
    assert "There is no folder" in routed.refused(*words, "-o", str(tmp_path / "no" / "file"))
    assert "is a folder" in routed.refused(*words, "-o", str(tmp_path), "--replace")
    assert not list(tmp_path.glob("*.part"))


def test_a_backup_and_what_is_restored_end_in_revroute(routed, tmp_path):
    copy = str(tmp_path / "copy.revroute")
    assert "copy.db.revroute" in routed.refused("backup", str(tmp_path / "copy.db"))
    routed.json("backup", copy)
    assert "back.revroute" in routed.refused("restore", copy, str(tmp_path / "back"))
    assert "ends in .revroute" in routed.refused("init", ".")


def test_a_backup_that_cannot_be_made_names_its_own_place(routed, tmp_path):
    target = str(tmp_path / "nowhere" / "copy.revroute")
    said = routed.refused("backup", target)
    assert target in said
    assert routed.books not in said
    nothing = str(tmp_path / "nothing.revroute")
    said = routed.refused("restore", nothing, str(tmp_path / "back.revroute"))
    assert said == f"There is no file {nothing} to restore: check its name."
