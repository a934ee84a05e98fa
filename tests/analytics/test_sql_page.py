"""Questions in SQL read the views and nothing else, and end in time."""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from revroute_desktop.analytics.sql_page.ask import QuestionFault, ask
from revroute_desktop.analytics.sql_page.kept import drop_question, keep_question, kept_questions
from revroute_desktop.analytics.sql_page.views import VIEWS
from revroute_desktop.errors import Cancelled, UserError
from revroute_desktop.workspace import Workspace

DOCS = Path(__file__).parents[2] / "docs" / "sql.md"


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.name)
def test_every_view_answers_with_its_columns(demo: Workspace, view) -> None:
    found = ask(demo.path, f"SELECT * FROM {view.name} LIMIT 3")
    assert found.columns == tuple(name for name, _, _ in view.columns) and found.rows


def test_sums_are_those_of_the_books(demo: Workspace) -> None:
    found = ask(demo.path, "SELECT currency, SUM(amount) FROM events GROUP BY 1 ORDER BY 1")
    with demo.read() as session:
        theirs = session.sql.execute("SELECT SUM(amount) FROM event GROUP BY currency").fetchall()
    assert sorted(row[1] for row in found.rows) == sorted(row[0] for row in theirs)
    assert {"EUR", "USD", "GBP", "JPY"} <= {row[0] for row in found.rows}
    assert ask(demo.path, "SELECT SUM(amount) FROM postings").rows == ((0,),)
    recursive = (
        "WITH RECURSIVE n(x) AS (VALUES (1) UNION ALL SELECT x + 1 FROM n WHERE x < 3) SELECT x FROM n"
    )
    assert [row[0] for row in ask(demo.path, recursive).rows] == [1, 2, 3]


@pytest.mark.parametrize(
    "question",
    [
        "SELECT text FROM sealed_text",
        "SELECT salt FROM main.sealed_text",
        "SELECT * FROM desk_setting",
        "SELECT * FROM desk_checkpoint",
        "SELECT * FROM sqlite_schema",
        "SELECT * FROM pragma_table_info('event')",
        "SELECT * FROM event",
        "SELECT * FROM events WHERE id IN (SELECT id FROM sealed_text)",
        "WITH events AS (SELECT text FROM sealed_text) SELECT * FROM events",
        "SELECT (SELECT group_concat(text) FROM sealed_text)",
        "INSERT INTO desk_setting VALUES ('a', 'b')",
        "DELETE FROM events",
        "UPDATE event SET amount = 0",
        "DROP TABLE event",
        "CREATE TEMP TABLE events (text)",
        "CREATE TEMP VIEW requests2 AS SELECT text FROM sealed_text",
        "ATTACH ':memory:' AS other",
        "PRAGMA query_only = OFF",
        "PRAGMA user_version",
        "BEGIN",
        "VACUUM INTO '/tmp/copy'",
        "SELECT load_extension('x')",
        "SELECT 1; DELETE FROM event",
        "SELECT randomblob(1000000000)",
        "SELECT * FROM nothing",
        "nonsense",
        "",
    ],
)
def test_what_is_no_question_is_refused_and_changes_nothing(demo: Workspace, question: str) -> None:
    with demo.read() as session:
        before = session.sql.execute("PRAGMA data_version").fetchone()
    with pytest.raises(UserError):
        ask(demo.path, question)
    with demo.read() as session:
        assert session.sql.execute("PRAGMA data_version").fetchone() == before


@pytest.mark.parametrize(
    "question", ["DROP TABLE event", "BEGIN", "PRAGMA user_version", "VACUUM", "ATTACH 'x' AS y"]
)
def test_what_does_not_ask_is_told_that_a_question_is_a_select(demo: Workspace, question: str) -> None:
    with pytest.raises(
        QuestionFault, match=r"A question is one SELECT: it reads the views .* writes nothing"
    ):
        ask(demo.path, question)
    with pytest.raises(QuestionFault, match="'load_extension' can't be used here"):
        ask(demo.path, "SELECT load_extension('x')")


def test_a_question_without_end_is_ended(demo: Workspace) -> None:
    endless = "WITH RECURSIVE n(x) AS (VALUES (1) UNION ALL SELECT x + 1 FROM n) SELECT COUNT(*) FROM n"
    with pytest.raises(UserError, match=r"longer than 0\.2 seconds"):
        ask(demo.path, endless, seconds=0.2)


def test_rows_beyond_the_limit_are_left_out_and_said(demo: Workspace) -> None:
    found = ask(demo.path, "SELECT id FROM events", rows=5)
    assert len(found.rows) == 5 and found.cut


def test_an_answer_that_would_fill_the_memory_is_refused(demo: Workspace) -> None:
    long = (
        "WITH RECURSIVE n(x) AS (VALUES (1) UNION ALL SELECT x + 1 FROM n LIMIT 200) "
        "SELECT printf('%900000d', x) FROM n"
    )
    with pytest.raises(QuestionFault, match="larger than 64 MiB"):
        ask(demo.path, long)


def test_a_sign_that_is_no_letter_is_refused(demo: Workspace) -> None:
    with pytest.raises(QuestionFault, match="no letter"):
        ask(demo.path, "SELECT '\udcff'")


def test_the_views_are_described() -> None:
    text = DOCS.read_text("utf-8")
    for view in VIEWS:
        assert f"## {view.name}" in text and view.meaning in text.lower()
        for name, _, meaning in view.columns:
            assert f"| `{name}` | {meaning} |" in text, (view.name, name)


@pytest.mark.parametrize(
    ("question", "part", "line"),
    [
        ("SELECT x\nFORM events", "events", 2),
        ("SELECT 'nope', -- nope\n nope FROM events", "nope", 2),
        ("SELECT * FROM sealed_text", "sealed_text", 1),
        ("SELECT (1", "", 1),
        ("SELECT 'abc", "'abc", 1),
        ("SELECT kind FROM events WHERE kind = 'x' GROUP kind", "kind", 1),
    ],
)
def test_a_fault_has_its_place(demo: Workspace, question: str, part: str, line: int) -> None:
    with pytest.raises(QuestionFault) as fault:
        ask(demo.path, question)
    place = fault.value.place
    assert place is not None and place.line == line
    assert question[place.start : place.start + place.length] == part
    if part == "kind":
        assert place.start == question.rindex("kind")


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=80))
def test_any_text_is_answered_or_refused(demo_file: Path, text: str) -> None:
    try:
        ask(demo_file, text)
    except QuestionFault as fault:
        assert fault.place is None or 0 <= fault.place.start <= len(text)


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.name)
def test_a_part_of_a_view_costs_no_more_than_a_few_readings_of_it_all(demo: Workspace, view) -> None:
    whole = _looks(demo.path, f"SELECT COUNT(*) FROM (SELECT * FROM {view.name})")
    for name, _, _ in view.columns:
        found = ask(demo.path, f"SELECT {name} FROM {view.name} WHERE {name} IS NOT NULL LIMIT 1").rows
        value = found[0][0] if found else 0
        said = f"'{value}'" if isinstance(value, str) else str(value)
        for part in (f"{name} = {said}", f"{name} IN ({said}, 'no such')"):
            assert _looks(demo.path, f"SELECT COUNT(*) FROM {view.name} WHERE {part}") <= 8 * whole, part


@pytest.mark.parametrize("account", ["payee:neon-kitten", "treasury:main"])
def test_the_lines_of_an_account_are_found_without_reading_all_transactions(
    demo: Workspace, account: str
) -> None:
    whole = _looks(demo.path, "SELECT COUNT(*) FROM postings")
    for question in (
        f"SELECT COUNT(*) FROM postings WHERE account = '{account}'",
        f"SELECT COUNT(*) FROM postings WHERE account IN ('{account}', 'bank:main')",
        f"SELECT account, SUM(amount) FROM postings WHERE account = '{account}' GROUP BY account",
    ):
        assert _looks(demo.path, question) <= whole, question


def _looks(path: Path, question: str) -> int:
    """Return how often it is asked whether to stop, every so many steps of SQLite's machine."""
    looks = 0

    def stopped() -> bool:
        nonlocal looks
        looks += 1
        return looks > 2_000

    ask(path, question, stopped=stopped, seconds=60)
    return looks + 1


@pytest.mark.parametrize(
    "made",
    [
        "printf('%.*c', 900000000, 'x')",
        "length(format('%2000000s', 'x'))",
        "replace(printf('%.*c', 1000000, 'x'), 'x', 'yy')",
        "(SELECT group_concat(p.external_id || printf('%9999d', p.id)) FROM events p)",
    ],
)
def test_a_text_that_is_too_large_is_said_to_be_so(demo: Workspace, made: str) -> None:
    with pytest.raises(QuestionFault, match="holds a text or value larger than 1 MiB"):
        ask(demo.path, f"SELECT {made}")


def test_texts_are_formatted_as_sqlite_does(demo: Workspace) -> None:
    made = "printf('%5.2f|%s|%Q', 1.5, NULL, NULL), format('%,d', 12345678), printf(NULL), printf('100%%')"
    assert ask(demo.path, f"SELECT {made}").rows == ((" 1.50||NULL", "12,345,678", None, "100%"),)


@pytest.mark.skipif(os.name == "nt", reason="file modes are POSIX's")
def test_books_in_a_folder_that_can_only_be_read_are_asked(demo_file: Path) -> None:
    script = """
import os, sys
from pathlib import Path
from revroute_desktop.analytics.sql_page.ask import ask
if os.geteuid() == 0:  # who may write whatever the modes say
    os.setgid(65534)
    os.setuid(65534)
print(ask(Path(sys.argv[1]), "SELECT COUNT(*) > 0 FROM postings").rows)
"""
    # A folder of its own: other test runs close pytest's common one to everybody but its owner.
    with tempfile.TemporaryDirectory() as name:
        file = Path(shutil.copy(demo_file, name))
        file.chmod(0o444)
        Path(name).chmod(0o555)
        run = subprocess.run([sys.executable, "-c", script, str(file)], capture_output=True, text=True)
        Path(name).chmod(0o755)
    assert (run.stdout, run.stderr) == ("((1,),)\n", "")


def test_a_question_stops_when_it_is_told_to(demo: Workspace) -> None:
    endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT MAX(i) FROM n"
    with pytest.raises(Cancelled, match="stopped"):
        ask(demo.path, endless, stopped=lambda: True)


def test_questions_are_kept_by_name(demo: Workspace) -> None:
    keep_question(demo, " Mine ", "SELECT 1")
    keep_question(demo, "Mine", "SELECT 2")
    with demo.read() as session:
        assert [(one.name, one.text) for one in kept_questions(session.sql)] == [("Mine", "SELECT 2")]
    for name, text in (("", "SELECT 1"), ("x" * 99, "SELECT 1"), ("x", " "), ("x", "x" * 30_000)):
        with pytest.raises(UserError):
            keep_question(demo, name, text)
    drop_question(demo, "Mine")
    with demo.read() as session:
        assert kept_questions(session.sql) == ()
    with pytest.raises(UserError, match="no question"):
        drop_question(demo, "Mine")
