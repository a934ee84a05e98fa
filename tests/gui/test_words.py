"""How values are written, what a filter means, periods, results and the session on disk."""

from pathlib import Path
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from revroute_desktop.console.books.period import ALL_TIME, Period, month_of
from revroute_desktop.console.format import MINUS, Writer, cut_middle, duration
from revroute_desktop.console.jobs.jobs import JobState
from revroute_desktop.console.jobs.results import result_words
from revroute_desktop.console.panes.audit.coverage import subtrees
from revroute_desktop.console.session import Recent, Session, load_session, save_session
from revroute_desktop.console.terminal_words import in_window, of_wizard

BERLIN = ZoneInfo("Europe/Berlin")
WRITER = Writer(",", ".", BERLIN, {"EUR": 2, "JPY": 0, "BHD": 3})


def test_money_has_its_digits_and_the_true_minus() -> None:
    assert WRITER.money(-123456, "EUR") == f"{MINUS}1,234.56"
    assert WRITER.money(0, "EUR") == "0.00"
    assert WRITER.money(1234, "JPY") == "1,234"
    assert WRITER.money(5, "BHD") == "0.005"
    assert WRITER.money(100, "EUR", plus=True) == "+1.00"
    assert WRITER.coded(4900, "EUR") == "49.00 EUR"


@given(st.integers(-(10**17), 10**17))
def test_money_reads_back_to_the_same_minor_units(minor: int) -> None:
    text = WRITER.money(minor, "EUR").replace(",", "").replace(".", "").replace(MINUS, "-")
    assert int(text) == minor


def test_times_are_those_of_the_books_zone() -> None:
    noon = 1_793_188_800_000_000  # 2026-10-28 12:00 UTC
    assert WRITER.moment(noon) == "28 Oct 2026, 13:00:00"
    assert WRITER.short_moment(noon, noon + 1) == "13:00"
    assert WRITER.short_moment(noon, noon + 90_000_000_000) == "28 Oct 2026, 13:00"


def test_small_things_are_written_for_people() -> None:
    assert [duration(s) for s in (3, 61, 3723)] == ["0:03", "1:01", "1:02:03"]
    assert cut_middle("50b07ca4706cd052bb43", 12) == "50b07ca…bb43"
    assert cut_middle("short", 12) == "short"
    assert WRITER.percent(1, 3) == "33.3\u2009%"


def test_a_period_is_a_month_of_the_books_zone() -> None:
    october = Period(12 * 2026 + 9)
    assert october.title == "October 2026"
    first, after = october.instants(BERLIN)
    assert (first, after - first) == (1_790_805_600_000_000, (31 * 24 + 1) * 3_600_000_000)
    assert month_of(first, BERLIN) == october
    assert month_of(first - 1, BERLIN) == october.moved(-1, ALL_TIME)
    assert ALL_TIME.instants(BERLIN) is None
    assert ALL_TIME.moved(1, october) == october


def test_a_result_is_a_sentence() -> None:
    imported = {"events": 23798, "refused": 2102, "duplicates": 0, "net": {"GBP": "9747747.93"}}
    assert result_words("import", imported, None, JobState.DONE) == (
        "Imported 23,798 events, 9,747,747.93 GBP; 2,102 rows refused."
    )
    again = {"events": 0, "duplicates": 23798}
    assert (
        result_words("import", again, None, JobState.DONE) == "Nothing new: 23,798 events were here already."
    )
    fault = {"fault": {"what": "a posting differs", "where": "transaction 7"}}
    assert result_words("verify", fault, None, JobState.DONE) == (
        "Something does not hold: a posting differs (transaction 7)."
    )
    proofs = {"output": "proofs.zip", "transactions": 1}
    assert result_words("prove", proofs, None, JobState.DONE) == "Wrote 1 proof to proofs.zip."
    bundle = {"output": "audit", "entries": 1_048, "proofs": 2}
    assert result_words("bundle", bundle, None, JobState.DONE).startswith(
        "Wrote audit: 1,048 entries, 2 proofs."
    )
    assert result_words("route", None, "The disk is full.", JobState.FAILED) == "The disk is full."


def test_the_log_is_a_row_of_perfect_trees() -> None:
    assert subtrees(48_213) == (32768, 8192, 4096, 2048, 1024, 64, 16, 4, 1)
    assert subtrees(0) == ()


def test_a_session_is_remembered_and_a_broken_one_is_a_fresh_one(tmp_path: Path) -> None:
    path = tmp_path / "state" / "console.json"
    session = Session(theme="dark", pane="audit", panes={"routing": {"tab": 3}}).with_recent(
        Recent("/books/a.revroute", "a", 5, "Verified to 12")
    )
    save_session(path, session)
    assert load_session(path) == session
    path.write_text('{"recent": [{"path": 1}], "panes": 7', encoding="utf-8")
    assert load_session(path) == Session()
    assert load_session(tmp_path / "nowhere.json") == Session()


def test_commands_of_the_terminal_are_named_as_the_window_does() -> None:
    assert in_window("It is damaged: run `revroute verify`.") == "It is damaged: run “Verify”."
    assert in_window("one: `revroute audit accept-rollback --reason WHY`.") == "one: “Accept a rollback…”."
    assert in_window("restore it with `revroute restore`.") == "restore it with `revroute restore`."
    said = of_wizard("Line 10 of the profile needs at occurred_at.formats.0 a format in place of 'x'.")
    assert said == "How times are written: a format in place of 'x'."
