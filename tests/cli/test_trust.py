"""Trust from a terminal: files that fell behind, kept checkpoints, key files, what is no proof."""

import io
import json
import shutil
import sys

import pytest


def test_the_original_of_a_copy_that_was_worked_on_says_both_causes_once(desk, tmp_path):
    copy = str(tmp_path / "copy.revroute")
    shutil.copy(desk.books, copy)
    desk.run("account", "open", "bank:spare", "-w", copy)
    said = desk.refused("account", "open", "bank:other")
    assert "a copy of it was worked on elsewhere" in said
    assert "older or was altered" in said
    desk.said("audit", "accept-rollback", "--reason", "tried something on a copy")
    desk.said("account", "open", "bank:other")


def test_a_checkpoint_is_kept_in_a_file_and_compared(routed, tmp_path):
    kept = tmp_path / "kept.txt"
    made = routed.json("audit", "checkpoint", "-o", str(kept))
    assert kept.read_text("utf-8") == made["note"]
    routed.run("account", "open", "bank:spare", "-w", routed.books)
    assert "unchanged, and 1 newer one" in routed.said("audit", "compare", str(kept))


def test_what_checkpoint_printed_is_compared_too_where_it_is_clear(routed, tmp_path):
    kept = tmp_path / "kept.txt"
    kept.write_text(routed.said("audit", "checkpoint"), "utf-8")
    assert routed.json("audit", "compare", str(kept))["standing"] == "consistent"
    kept.write_text(kept.read_text("utf-8") * 2, "utf-8")
    assert "-o FILE" in routed.refused("audit", "compare", str(kept))


def test_a_key_file_without_a_passphrase_is_told(routed, tmp_path, monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.StringIO(""))
    said = routed.refused("audit", "checkpoint", "--key-file", str(tmp_path / "books.key"))
    assert said.startswith("No passphrase was given")


@pytest.mark.parametrize("text", ["id,amount\n1,2\n", '{"format": "revroute proof", "ver', "", "[1, 2]"])
def test_what_is_no_proof_is_told_in_one_plain_sentence(desk, text):
    file = desk.folder / "proof.json"
    file.write_text(text, "utf-8")
    said = desk.run("audit", "check", str(file), code=2)[1]
    assert said.count("\n") == 1
    assert "is not a proof file" in said
    for parser_talk in ("column", "delimiter", "char ", "Expecting", "JSON"):
        assert parser_talk not in said


def test_a_proof_of_an_event_reads_as_people_write(routed):
    file = str(routed.folder / "ch_1.json")
    routed.said("audit", "prove", "--event", "ch_1", "-o", file)
    said = routed.said("audit", "check", file)
    for words in ("2026-03-02T09:15:00Z", "sale", "49.00 EUR", "ch_1"):
        assert words in said
    row = json.loads(routed.run("audit", "check", file, "--json")[0])["row"]
    assert row["table"] == "event"
