"""The commands, each run as a person or a program runs it, on the books of one small night."""

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest
from tests.cli.night import NIGHT, PLAN

from revroute_desktop.__main__ import main
from revroute_desktop.cli.main import COMMANDS, run
from revroute_desktop.resources import resource_path
from revroute_desktop.routing.imports.kept_profiles import keep_profile
from revroute_desktop.workspace import open_workspace

YEN = """\
format: 1
plan: Creator network
zone: Europe/Berlin
currencies: [JPY]
accounts: {make: true}
refunds: {bear: ratio}
negative: {default: loss:other}
routes:
  - id: all
    when: always
    steps:
      - {id: rest, take: remaining, to: treasury:main}
"""


def test_every_command_has_help(capsys):
    for name in COMMANDS:
        with pytest.raises(SystemExit) as left:
            run([name, "--help"])
        assert left.value.code == 0
        assert f"usage: revroute {name}" in capsys.readouterr().out


def test_common_options_may_stand_before_and_behind_a_command(desk):
    before, _ = desk.run("-w", desk.books, "--json", "balances")
    behind, _ = desk.run("balances", "-w", desk.books, "--json")
    between, _ = desk.run("audit", "-w", desk.books, "log", "--json")
    assert before == behind
    assert json.loads(between)["entries"][0]["actor"] == "ada"


def test_a_word_that_is_also_a_command_may_be_an_options_value(desk):
    desk.run("--actor", "demo", "account", "open", "treasury:main", "-w", desk.books)
    assert desk.json("audit", "log", "demo")["entries"][0]["actor"] == "demo"


def test_a_preview_shows_events_and_refusals_and_writes_nothing(desk):
    words = ("import", "revenue", str(desk.file), "--profile", "generic", "--preview")
    found = desk.json(*words)
    assert len(found["rows"]) == 7
    assert "'12,50' is not a number" in desk.said(*words)
    assert len(desk.json("audit", "log")["entries"]) == 1


def test_an_import_counts_what_it_did_and_the_same_again_does_nothing(desk):
    words = ("import", "revenue", str(desk.file), "--profile", "generic")
    first = desk.json(*words)
    assert {key: first[key] for key in ("lines", "events", "refused", "duplicates", "conflicts")} == {
        "lines": 7, "events": 6, "refused": 1, "duplicates": 0, "conflicts": 0,
    }  # fmt: skip
    assert first["net"] == {"EUR": "40.99", "JPY": "1200"}
    entries = desk.json("audit", "log")
    again = desk.json(*words)
    assert (again["events"], again["duplicates"], again["refused"], again["refused_before"]) == (0, 6, 0, 1)
    assert desk.json("audit", "log") == entries


def test_an_import_is_listed_and_undone(routed):
    assert [row["events"] for row in routed.json("import", "list")["imports"]] == [6]
    assert routed.json("import", "undo", "1", "--reason", "wrong file")["events"] == 6
    assert {row["own"] for row in routed.json("balances")["balances"]} <= {"0.00", "0"}
    listed = routed.json("events")
    assert (listed["count"], listed["undone"]) == (6, 6)
    assert set(listed["sums"].values()) == {"0.00", "0"}
    assert "Undone: 6, which are not in the sum." in routed.said("events")
    assert "There is no import 9" in routed.refused("import", "undo", "9", "--reason", "x")


def test_a_refused_row_is_shown_mended_and_settled(imported):
    (row,) = imported.json("quarantine", "list")["rows"]
    assert (row["line"], row["reason"]) == (8, "amount")
    assert "12,50" in imported.said("quarantine", "show", str(row["id"]))
    mended = imported.json("quarantine", "mend", "1", "amount=12.50", "--reason", "comma for a point")
    assert mended["row"] == 1
    assert imported.said("quarantine", "list") == "Nothing to list.\n"
    assert len(imported.json("quarantine", "list", "--all")["rows"]) == 1
    assert "settled already" in imported.refused("quarantine", "mend", "1", "amount=1", "--reason", "x")


def test_refused_rows_are_retried_and_dismissed(imported):
    again = imported.json("quarantine", "retry", "1", "--reason", "once more")
    assert again["mended"] == 0
    assert again["refused"][0]["row"] == 1
    assert imported.json("quarantine", "dismiss", "--reason-code", "amount", "--reason", "typed anew") == {
        "dismissed": 1
    }
    assert "Say which rows" in imported.refused("quarantine", "retry", "--reason", "x")


def test_routing_pays_everyone_and_the_books_sum_to_zero(routed):
    found = routed.json("balances")
    assert set(found["totals"].values()) == {"0.00", "0"}
    assert found["destinations"] == {"EUR": "43.99", "JPY": "1200"}
    assert "Nothing to route" in routed.said("route")
    only = routed.json("balances", "--account", "payee:")["balances"]
    assert {row["account"] for row in only} == {"payee:neon-kitten", "payee:paper-moth"}


def test_currencies_stand_in_the_order_of_their_codes(routed):
    for command in ("balances", "trial-balance"):
        rows = routed.json(command).get("balances") or routed.json(command)["lines"]
        clearing = [row["currency"] for row in rows if row["account"] == "clearing:cards"]
        assert clearing == ["EUR", "JPY"]


def test_events_that_wait_are_listed_with_their_reason(routed):
    found = routed.json("events", "--state", "waiting")
    assert [event["external_id"] for event in found["events"]] == ["re_2"]
    assert "original" in found["events"][0]["reason"]
    assert found["sums"] == {"EUR": "-3.00"}
    day = routed.json("events", "--from", "2026-03-03", "--to", "2026-03-03")
    assert [event["external_id"] for event in day["events"]] == ["ch_4"]
    assert "The first 2 are shown" in routed.said("events", "--limit", "2")
    assert routed.json("events", "--kind", "tip", "--currency", "eur")["count"] == 1
    assert "--limit" in routed.refused("events", "--limit", "0")


def test_a_waiting_refund_is_released_and_goes_on_at_the_next_route(routed):
    assert routed.json("event", "list", "--state", "waiting")["count"] == 1
    assert "not in quarantine" in routed.refused("event", "retry", "re_2", "--reason", "again")
    assert "at the next" in routed.said("event", "release", "cards:re_2", "--reason", "from before our time")
    assert "released already" in routed.refused("event", "release", "re_2", "--reason", "again")
    assert routed.json("route")["routed"] == 1
    assert routed.json("event", "list", "--state", "waiting")["count"] == 0


def test_quarantined_events_are_retried(imported):
    only_yen = imported.folder / "yen.yaml"
    only_yen.write_text(YEN)
    imported.said("plan", "publish", str(only_yen), "--effective", "2026-01-01")
    assert imported.json("route")["quarantined"] == 5
    imported.said("plan", "publish", PLAN, "--effective", "2026-01-01")
    assert imported.json("event", "retry", "ch_1", "ch_2", "--reason", "euros now")["retried"] == 2
    assert imported.json("route")["routed"] == 2
    assert imported.json("event", "list", "--state", "quarantined")["count"] == 3


def test_an_event_is_explained_step_by_step(routed):
    found = routed.json("explain", "ch_1")
    assert found["route"] == "share-80"
    assert found["steps"][0]["step"] == "share-80-fee"
    assert routed.json("explain", "cards:ch_1") == found
    assert "There is no event" in routed.refused("explain", "ch_99")


def test_a_plan_is_simulated_without_a_trace(routed):
    entries = routed.json("audit", "log")
    words = ("simulate", str(resource_path("demo", "creator-network-2026.yaml")))
    found = routed.json(*words, "--from", "2026-03-01", "--to", "2026-03-31")
    assert found["events"] >= 4
    for row in found["destinations"]:
        assert set(row) == {"account", "currency", "now", "then", "difference"}
    assert routed.json("simulate", "1", "--from", "2026-03-01", "--to", "2026-03-31")["changed"] == 0
    assert routed.json("audit", "log") == entries
    assert "before it begins" in routed.refused(*words, "--from", "2026-03-02", "--to", "2026-03-01")


def test_events_are_restated_under_a_plan_that_came_late(routed):
    later = str(resource_path("demo", "creator-network-2026.yaml"))
    routed.run("plan", "publish", later, "--effective", "2026-03-03", "-w", routed.books)
    assert "Say which events" in routed.refused("restate", "--reason", "x")
    found = routed.json("restate", "--from", "2026-03-03", "--reason", "the new plan came late")
    assert found["events"] >= 1
    assert routed.json("events", "--state", "restated")["count"] == found["events"]
    assert f"{found['events']} restated" in routed.said("summary")
    assert routed.json("verify", "--replay", "--processes", "1")["passed"]


def test_holds_are_released_when_they_are_due(routed):
    assert routed.json("release", "--as-of", "2026-03-05")["released"] == 0
    assert routed.json("release", "--as-of", "2026-04-30")["released"] == 3
    assert "No hold is due" in routed.said("release", "--as-of", "2026-04-30")


def test_plans_are_checked_published_shown_and_compared(imported, tmp_path):
    sound = imported.json("plan", "check", PLAN)
    assert sound["ok"]
    first = imported.json("plan", "publish", PLAN, "--effective", "2026-01-01", "--reason", "first")
    assert first["hash"] == sound["hash"]
    assert first["new"]
    assert not imported.json("plan", "publish", PLAN, "--effective", "2026-01-01")["new"]
    (version,) = imported.json("plan", "list")["versions"]
    shown = imported.json("plan", "show", version["hash"][:8])
    assert shown["text"] == resource_path("plans", "creator-network.yaml").read_text("utf-8")
    draft = tmp_path / "draft.yaml"
    draft.write_text(shown["text"].replace("percent: 85", "percent: 82"), "utf-8")
    assert len(imported.json("plan", "diff", "1", str(draft))["changes"]) == 1
    assert "say the same" in imported.said("plan", "diff", "1", PLAN)


def test_an_unsound_plan_is_a_failed_check_and_cannot_be_published(imported, tmp_path):
    bad = tmp_path / "bad.yaml"
    bad.write_text(
        resource_path("plans", "creator-network.yaml").read_text("utf-8").replace("when: always", "")
    )
    found = imported.json("plan", "check", str(bad), code=1)
    assert not found["ok"]
    assert found["findings"][0]["line"] > 0
    assert (
        "Line " in imported.refused("plan", "publish", str(bad), "--effective", "2026-01-01").splitlines()[0]
    )


def test_a_plan_that_is_named_wrongly_is_told_apart_from_a_missing_workspace(desk):
    _, err = desk.run("plan", "diff", PLAN, "nowhere.yaml", code=2)
    assert "There is no plan file nowhere.yaml" in err


def test_ready_plans_and_profiles_are_printed_to_be_copied(desk, tmp_path):
    names = desk.json("plan", "example")["examples"]
    assert "shop" in names
    assert desk.said("plan", "example", "shop").startswith("# One shop")
    assert "There is no example" in desk.refused("plan", "example", "nope")
    profiles = [row["profile"] for row in desk.json("profile", "list")["profiles"]]
    assert profiles == sorted(profiles)
    for name in profiles:
        copy = tmp_path / f"{name}.yaml"
        copy.write_text(desk.said("profile", "show", name), "utf-8")
        assert desk.json("profile", "check", str(copy)) == {"ok": True, "profile": name, "finding": None}
    copy.write_text("profile: mine\n", "utf-8")
    assert "Line 1" in desk.json("profile", "check", str(copy), code=1)["finding"]
    assert "There is no ready profile" in desk.refused("profile", "show", "nope")


def test_a_profile_is_guessed_from_a_file_to_be_looked_at(desk, tmp_path):
    file = tmp_path / "shop.csv"
    file.write_text("Order;Date;Total EUR\nA1;02.03.2026;19,90\nA2;03.03.2026;5,00\n", "utf-8")
    guessed = desk.json("profile", "guess", str(file), "--zone", "Europe/Berlin")
    assert guessed["missing"] == [] and "decimal" in guessed["text"]
    own = tmp_path / "shop.yaml"
    own.write_text(guessed["text"], "utf-8")
    assert desk.json("profile", "check", str(own))["ok"]
    assert len(desk.json("import", "revenue", str(file), "--profile", str(own), "--preview")["rows"]) == 2
    file.write_text("Order;Date;Total\nA1;02.03.2026;19,90\n", "utf-8")
    (lack,) = desk.json("profile", "guess", str(file), code=1)["missing"]
    assert "currency" in lack
    assert "Nowhere/Land" in desk.refused("profile", "guess", str(file), "--zone", "Nowhere/Land")
    kept = desk.refused("import", "revenue", str(file), "--profile", "kept:shop", "-w", desk.books)
    assert "keeps no profile 'shop'" in kept


def test_a_profile_that_the_workspace_keeps_is_listed_and_found_by_its_name(desk, tmp_path):
    file = tmp_path / "shop.csv"
    file.write_text("Order;Date;Total EUR\nA1;02.03.2026;19,90\nA2;03.03.2026;5,00\n", "utf-8")
    text = desk.json("profile", "guess", str(file))["text"]
    with open_workspace(Path(desk.books)) as workspace:
        keep_profile(workspace, text)
    listed = [row["profile"] for row in desk.json("profile", "list", "-w", desk.books)["profiles"]]
    assert "kept:shop" in listed and "generic" in listed
    done = desk.json("import", "revenue", str(file), "--profile", "shop", "-w", desk.books)
    assert done["events"] == 2


def test_manual_entries_are_booked_and_reversed(desk):
    desk.run("account", "open", "expense:rent", "-w", desk.books)
    opening = desk.json("journal", "opening", "bank:main=1000.00 EUR", "--day", "2025-12-31", "--new")
    assert opening == {"transaction": 1}
    desk.json("journal", "advance", "neon-kitten", "250.00 EUR", "--day", "2026-01-02", "--new")
    lines = ("bank:main=-100.00 EUR", "expense:rent=100.00 EUR")
    booked = desk.json("journal", "entry", *lines, "--memo", "Rent", "--day", "2026-03-01")
    found = desk.json("statement", "bank:main", "--currency", "eur", "--from", "2026-01-01")
    assert (found["opening"], found["closing"]) == ("1000.00", "650.00")
    assert [line["amount"] for line in found["lines"]] == ["-250.00", "-100.00"]
    number = str(booked["transaction"])
    desk.run("journal", "reverse", number, "--reason", "typed twice", "-w", desk.books)
    assert desk.json("statement", "bank:main", "--currency", "EUR")["closing"] == "750.00"
    totals = desk.json("trial-balance")["totals"]["EUR"]
    assert totals["debit"] == totals["credit"]


def test_accounts_are_opened_with_a_type_and_listed(desk):
    assert desk.json("account", "open", "payee:neon-kitten")["account"] == "payee:neon-kitten"
    assert "has no type of its own" in desk.refused("account", "open", "fancy:x")
    desk.json("account", "open", "fancy:x", "--type", "asset")
    assert {"account": "fancy:x", "type": "asset"} in desk.json("account", "list")["accounts"]


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("journal", "entry", "bank:main=1.00", "--memo", "x"), "write it as 'treasury:main=-12.50 EUR'"),
        (("journal", "advance", "ada", "250"), "write it as '250.00 EUR'"),
        (("journal", "opening", "bank:main=1.005 EUR"), "EUR has 2"),
        (("period", "lock", "tomorrow"), "write it as 2026-03-31"),
        (("quarantine", "mend", "1", "amount", "--reason", "x"), "write it as 'Column=value'"),
        (("statement", "payee:nobody", "--currency", "EUR"), "There is no account"),
        (("import", "revenue", "nowhere.csv", "--profile", "generic"), "There is no file nowhere.csv"),
        (("import", "revenue", "nowhere.csv", "--profile", "nope"), "ready ones are"),
        (("audit", "prove", "--event", "ch_99"), "There is no event"),
        (("audit", "prove", "--consistency", "1", "2"), "revroute audit checkpoints"),
        (("route", "--job", "seven"), "--job takes ID:ATTEMPT"),
    ],
)
def test_bad_input_gets_one_sentence_and_exit_code_2(desk, words, sentence):
    assert sentence in desk.refused(*words)


def test_a_locked_period_takes_no_entry_until_it_is_unlocked(desk):
    assert desk.json("period", "lock", "2026-03-31") == {"locked_to": "2026-03-31", "before": None}
    assert "is locked" in desk.refused("journal", "opening", "bank:main=1.00 EUR", "--day", "2026-03-01")
    assert desk.json("period", "unlock", "--reason", "late invoice") == {"locked_to": None}
    assert "no account 'bank:main'" in desk.refused("journal", "opening", "bank:main=1.00 EUR")
    desk.json("journal", "opening", "bank:main=1.00 EUR", "--day", "2026-03-01", "--new")


def test_a_payer_is_erased_and_every_proof_still_holds(routed):
    assert routed.json("erase", "payer", "mia@example.org", "--reason", "asked for it")["events"] == 4
    assert "no such payer" in routed.refused("erase", "payer", "mia@example.org", "--reason", "x")
    assert routed.json("verify", "--replay", "--processes", "1")["passed"]


def test_verify_names_what_is_wrong_and_exits_with_1(routed):
    import sqlite3

    assert "Everything holds" in routed.said("verify", "--processes", "1")
    with sqlite3.connect(routed.books) as sql:
        sql.execute("UPDATE d_balance SET own = own + 1 WHERE account = 1")
    sql.close()
    found = routed.json("verify", "--processes", "1", code=1)
    assert not found["passed"]
    assert found["fault"]["what"]


def test_a_proof_is_checked_with_no_workspace_at_hand(routed, tmp_path):
    made = routed.json("audit", "checkpoint")
    assert made["kept"] in {"keyring", "memory"}
    file = tmp_path / "ch_1.proof.json"
    routed.run("audit", "prove", "--event", "ch_1", "-o", str(file), "-w", routed.books)
    out, _ = routed.run("audit", "check", str(file), "--json")
    found = json.loads(out)
    assert found["holds"]
    assert not found["key_confirmed"]
    (key,) = routed.json("audit", "keys")["keys"]
    said, _ = routed.run("audit", "check", str(file), "--key", key["key"])
    assert "Signed by a key that you trust." in said
    assert "external_id   ch_1" in said
    transaction = routed.json("audit", "prove", "--transaction", "1")["proof"]
    file.write_text(json.dumps(json.loads(transaction) | {"row": json.loads(file.read_text("utf-8"))["row"]}))
    assert not json.loads(routed.run("audit", "check", str(file), "--json", code=1)[0])["holds"]


def test_a_kept_checkpoint_is_compared_with_the_log(routed, tmp_path):
    note = tmp_path / "checkpoint.txt"
    note.write_text(routed.json("audit", "checkpoint")["note"], "utf-8")
    routed.run("account", "open", "bank:spare", "-w", routed.books)
    assert routed.json("audit", "compare", str(note))["standing"] == "consistent"
    assert len(routed.json("audit", "checkpoints")["checkpoints"]) == 1
    assert "no rollback to accept" in routed.refused("audit", "accept-rollback", "--reason", "x")


def test_a_key_file_signs_and_is_rotated_with_its_passphrase(routed, tmp_path, monkeypatch):
    key_file = str(tmp_path / "books.key")

    def with_passphrase(*words):
        monkeypatch.setattr(sys, "stdin", io.StringIO("correct horse\n"))
        return routed.json(*words, "--key-file", key_file)

    assert with_passphrase("audit", "checkpoint")["kept"] == "file"
    rotated = with_passphrase("audit", "rotate", "--reason", "yearly")
    assert rotated["key"] in {key["key"] for key in routed.json("audit", "keys")["keys"]}


def test_an_auditors_bundle_and_the_proofs_of_an_account_are_written(routed, tmp_path):
    bundle = tmp_path / "bundle"
    made = routed.json("audit", "bundle", "-o", str(bundle), "--transaction", "1")
    assert made["proofs"] == 1
    assert made["entries"] == made["checkpoint_size"]
    script = [sys.executable, "-I", str(bundle / "verify_bundle.py")]
    checked = subprocess.run(script, capture_output=True, encoding="utf-8", timeout=60, check=False)
    assert checked.returncode == 0, checked.stdout
    assert "there already" in routed.refused("audit", "bundle", "-o", str(bundle))
    assert "go with --account" in routed.refused("audit", "bundle", "-o", "x", "--from", "2026-03-01")
    assert "go with --account" in routed.refused("audit", "prove", "--entry", "1", "--to", "2026-03-01")
    account = routed.json("balances")["balances"][0]["account"]
    proofs = ("audit", "prove", "--account", account, "--no-checkpoint")
    assert "name a new folder" in routed.refused(*proofs)
    written = routed.json(*proofs, "-o", str(tmp_path / "proofs"))
    assert written["transactions"] > 0
    assert (tmp_path / "proofs" / "index.csv").is_file()


def test_the_ledger_is_exported_for_other_programs(routed, tmp_path):
    for program in ("hledger", "beancount"):
        file = tmp_path / f"night.{program}"
        made = routed.json("export", "journal", "--format", program, "-o", str(file))
        assert made["transactions"] == 5
        assert file.read_text("utf-8") == routed.said("export", "journal", "--format", program)
    out, _ = routed.run("export", "journal", "--format", "hledger", "--json", "-w", routed.books, code=2)
    assert "-o FILE" in json.loads(out)["error"]


def test_a_backup_is_restored_and_replaced_only_when_asked(routed, tmp_path):
    copy, back = str(tmp_path / "copy.revroute"), str(tmp_path / "back.revroute")
    assert routed.json("backup", copy)["bytes"] > 0
    assert "is there already" in routed.refused("backup", copy)
    routed.json("backup", copy, "--replace")
    routed.run("restore", copy, back)
    assert json.loads(routed.run("balances", "-w", back, "--json")[0]) == routed.json("balances")
    assert "is there already" in routed.refused("restore", copy, back)


def test_the_summary_counts_events_and_proves_the_log(routed):
    found = routed.json("summary")
    assert (found["events"], found["routed"], found["waiting"], found["refused_rows"]) == (6, 5, 1, 1)
    assert found["audit"]["verified"]
    assert "Audit verified" in routed.said("summary")


def test_a_console_gets_json_lines(routed):
    out, _ = routed.run("verify", "--processes", "1", "--jsonl", "-w", routed.books)
    lines = [json.loads(line) for line in out.splitlines()]
    assert {line["type"] for line in lines[:-1]} <= {"progress"}
    assert lines[-1]["type"] == "result"
    out, _ = routed.run("balances", "--jsonl", code=2)
    assert json.loads(out)["type"] == "error"


def test_jobs_are_listed(desk):
    assert desk.json("jobs", "list") == {"jobs": [], "supervisor": None}
    assert desk.said("jobs", "list") == "Nothing to list.\n"


def test_signs_that_command_a_terminal_are_shown_as_unknown(desk):
    desk.file.write_text(NIGHT.replace('"12,50"', '"\x1b[31m12\u202e,50"'), "utf-8")
    desk.run("import", "revenue", str(desk.file), "--profile", "generic", "-w", desk.books)
    said = desk.said("quarantine", "show", "1")
    assert "\x1b" not in said
    assert "\u202e" not in said
    assert "\ufffd" in said


def test_without_a_workspace_the_message_says_how_to_name_one(desk):
    _, err = desk.run("balances", code=2)
    assert "add -w FILE" in err
    out, _ = desk.run("balances", "--json", code=2)
    assert "add -w FILE" in json.loads(out)["error"]


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux may have no display")
def test_the_console_without_a_display_says_so(monkeypatch, capsys):
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    assert main([]) == 2
    assert "There is no display" in capsys.readouterr().err


def test_a_reader_that_goes_away_is_no_error(routed):
    command = [sys.executable, "-m", "revroute_desktop", "plan", "example", "shop"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as child:
        child.stdout.close()
        assert child.stderr.read() == b""
        assert child.wait() == 0


def test_a_typing_mistake_opens_no_account(routed):
    accounts = routed.json("account", "list")
    for words in (
        ("advance", "neon-kiten", "5.00 EUR"),
        ("advance", "neon-kitten", "5.00 EUR", "--paid-from", "bank:mian"),
        ("opening", "bank:mian=5.00 EUR"),
        ("entry", "bank:mian=5.00 EUR", "treasury:main=-5.00 EUR", "--memo", "x"),
    ):
        assert "(with --new the same command does)" in routed.refused("journal", *words)
    assert routed.json("account", "list") == accounts
    routed.json("journal", "opening", "bank:main=50.00 EUR", "--new")
    routed.json("journal", "advance", "neon-kitten", "5.00 EUR")


def test_days_in_the_wrong_order_are_refused_and_one_row_is_one(routed):
    said = routed.refused("events", "--from", "2026-03-03", "--to", "2026-03-02")
    assert said == "--from 2026-03-03 is later than --to 2026-03-02; no day is in between."
    assert "The first is shown" in routed.said("events", "--limit", "1")


def test_help_is_a_word_too(capsys):
    for words, usage in ((["help"], "usage: revroute [-h]"), (["help", "route"], "usage: revroute route")):
        with pytest.raises(SystemExit) as left:
            main(words)
        assert left.value.code == 0
        assert usage in capsys.readouterr().out


def test_a_summary_of_many_accounts_gives_sums_and_ends_with_whether_the_log_holds(routed):
    for number in range(45):
        routed.run("journal", "opening", f"payee:p{number:02}=-1.00 EUR", "--new", "-w", routed.books)
    said = routed.said("summary")
    assert said.count("Audit verified") == 1 and said.splitlines()[-1].startswith("Audit verified")
    assert "payee:…" in said
    assert "payee:p07" not in said
    assert len(routed.json("summary")["balances"]) > 45
