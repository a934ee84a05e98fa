"""Files that are not what they should be are refused at open, in one sentence each."""

import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from tests.workspace.helpers import open_accounts, raw

from revroute_desktop.workspace import WorkspaceError, create, open_workspace
from revroute_desktop.workspace.connections import LARGEST_VALUE
from revroute_desktop.workspace.memory import state_folder


@pytest.fixture
def path(tmp_path: Path, clock) -> Path:
    """A closed workspace with a little in it."""
    workspace = create(tmp_path / "books.revroute", actor="ada", clock=clock)
    open_accounts(workspace, *(f"payee:p{number}" for number in range(40)))
    workspace.close()
    return workspace.path


def refused(path: Path, match: str) -> None:
    with pytest.raises(WorkspaceError, match=match) as caught:
        open_workspace(path, wait=0.2)
    said = str(caught.value)
    assert said[0].isupper() or said.startswith("/")
    assert said.endswith(".")
    assert "\n" not in said


def test_an_unharmed_file_opens(path: Path) -> None:
    with open_workspace(path) as workspace:
        assert workspace.state_note is None
        assert workspace.read_only is None


def test_what_is_not_there_is_said(tmp_path: Path) -> None:
    refused(tmp_path / "none.revroute", "There is no file")
    refused(tmp_path, "is not a file|is a folder")


@pytest.mark.parametrize(
    "content", [b"", b"hello", b"PK\x03\x04" * 100, b"\x00" * 5000, b"SQLite format 2\x00" * 9]
)
def test_a_file_of_another_kind_is_refused(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "x.revroute"
    file.write_bytes(content)
    refused(file, "is not a RevRoute workspace")


def test_a_database_of_another_program_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "x.revroute"
    with raw(file) as sql:
        sql.execute("CREATE TABLE a (b)")
    refused(file, "a database of another program")


def test_a_newer_file_is_refused_politely(path: Path) -> None:
    with raw(path) as sql:
        sql.execute("PRAGMA user_version = 2000")
    refused(path, "newer version of this program .file version 2000.*update the program")


@pytest.mark.parametrize("part", [20, 99, 100, 4095, 4096, 4097, 0.25, 0.5, 0.9, -4096, -1])
def test_a_file_cut_short_is_refused(path: Path, part: float) -> None:
    size = path.stat().st_size
    length = int(size * part) if isinstance(part, float) else part if part > 0 else size + part
    os.truncate(path, length)
    refused(path, "ends too early|damaged")


def test_noise_in_any_page_never_ends_in_a_traceback(path: Path) -> None:
    content = path.read_bytes()
    pages = len(content) // 4096
    for page in range(pages):
        spoiled = bytearray(content)
        spoiled[page * 4096 + 100 : page * 4096 + 600] = os.urandom(500)
        path.write_bytes(spoiled)
        try:
            with open_workspace(path, wait=0.2) as workspace, workspace.read() as session:
                for (table,) in session.sql.execute(
                    "SELECT name FROM sqlite_schema WHERE type = 'table'"
                ).fetchall():
                    session.sql.execute(f"SELECT * FROM {table}").fetchall()
        except WorkspaceError:
            pass


HOSTILE = {
    "trigger": "CREATE TRIGGER t AFTER INSERT ON account BEGIN DELETE FROM audit_entry; END",
    "view": "CREATE VIEW v AS SELECT * FROM account",
    "table": "CREATE TABLE more (a)",
    "index": "CREATE INDEX i ON account (type)",
    "missing index": "DROP INDEX posting_account",
    "missing table": "DROP TABLE d_counter_value",
    "column": "ALTER TABLE account ADD COLUMN more TEXT",
    "virtual table": "CREATE VIRTUAL TABLE f USING fts5(a)",
    "statistics": "ANALYZE",
    "view in place of a table": "ALTER TABLE term RENAME TO term2;"
    " CREATE VIEW term AS SELECT 1 AS id, 'x' AS text",
    "default": "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql ="
    " replace(sql, 'type INTEGER NOT NULL', 'type INTEGER NOT NULL DEFAULT 1') WHERE name = 'account'",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_an_odd_structure_is_refused(path: Path, name: str) -> None:
    with raw(path) as sql:
        sql.executescript(HOSTILE[name])
    refused(path, "has another structure than this program makes")


def test_a_schema_beyond_sense_is_refused(path: Path) -> None:
    with raw(path) as sql:
        sql.executescript(
            "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = 'CREATE TABLE nonsense'"
        )
    refused(path, "damaged|another structure")


OVERSIZED = {
    "workspace": "UPDATE workspace SET name = {huge}",
    "account": "UPDATE account SET code = {huge} WHERE id = 20",
    "desk_setting": "INSERT INTO desk_setting VALUES ('a', {huge})",
    "sealed": "INSERT INTO sealed VALUES (1, CAST({huge} AS BLOB))",
    "sealed_text": "PRAGMA foreign_keys = OFF; INSERT INTO sealed_text VALUES (1, 1, x'00', {huge})",
    "audit_entry": "UPDATE audit_entry SET reason = {huge} WHERE seq = 30",
    "desk_checkpoint": "INSERT INTO desk_checkpoint VALUES (1, 'k', {huge}, 0)",
}


@pytest.mark.parametrize("table", OVERSIZED)
def test_oversized_values_are_refused(path: Path, table: str) -> None:
    with raw(path) as sql:
        sql.executescript(OVERSIZED[table].format(huge=f"printf('%.*c', {LARGEST_VALUE + 10}, 'x')"))
    refused(path, "larger than any that this program writes")


LOG_TAMPERINGS = {
    "altered": "UPDATE audit_entry SET actor = 'eve' WHERE seq = 38",
    "altered time": "UPDATE audit_entry SET at = at + 1 WHERE seq = 40",
    "altered number": "UPDATE audit_entry SET payload = '{\"code\":1e99}' WHERE seq = 40",
    "no JSON": "UPDATE audit_entry SET payload = 'x' WHERE seq = 40",
    "cut": "DELETE FROM audit_entry WHERE seq > 30",
    "gap": "DELETE FROM audit_entry WHERE seq = 35",
    "emptied": "DELETE FROM audit_entry",
    "nodes cut": "DELETE FROM d_audit_node WHERE level = 0 AND position = 40",
    "nodes altered": "UPDATE d_audit_node SET hash = zeroblob(32) WHERE level = 5",
    "node added": "INSERT INTO d_audit_node VALUES (0, 41, zeroblob(32))",
}


@pytest.mark.parametrize("name", LOG_TAMPERINGS)
def test_a_log_whose_end_contradicts_itself_is_refused(path: Path, name: str) -> None:
    with raw(path) as sql:
        sql.executescript(LOG_TAMPERINGS[name])
    refused(path, "audit log")


def test_a_workspace_that_does_not_name_itself_is_refused(path: Path) -> None:
    with raw(path) as sql:
        sql.execute("UPDATE workspace SET uuid = '../../x'")
    refused(path, "does not say which workspace it is")


def test_checking_a_file_does_not_take_the_locks_from_one_that_is_open(path: Path) -> None:
    """POSIX drops a process's locks on a file when it closes any handle on it."""
    first = open_workspace(path)
    with first.read() as session:
        session.sql.execute("SELECT count(*) FROM account").fetchone()
        open_workspace(path).close()
        script = (
            "import sqlite3, sys; sql = sqlite3.connect(sys.argv[1], timeout=0.1, isolation_level=None);"
            "print(sql.execute('PRAGMA journal_mode = DELETE').fetchone())"
        )
        other = subprocess.run([sys.executable, "-c", script, str(path)], capture_output=True, text=True)
        assert "locked" in other.stderr
    first.close()


@pytest.mark.skipif(os.name == "nt", reason="file modes are POSIX's")
def test_a_read_only_file_opens_for_reading_alone(path: Path) -> None:
    script = """
import os, sys
import psutil
from revroute_desktop.workspace import WorkspaceError, open_workspace, zones
zones.load_zone("UTC"), "x".encode("utf-16-be")  # what is loaded late must not need root's files
if os.geteuid() == 0:  # who may write whatever the modes say
    os.setgid(65534)
    os.setuid(65534)
workspace = open_workspace(sys.argv[1])
print(workspace.state_note)
with workspace.read() as session:
    print(session.sql.execute("SELECT count(*) FROM account").fetchone()[0])
for attempt in (lambda: workspace.write("ada", "x", "y"), workspace.desk):
    try:
        with attempt():
            print("written")
    except WorkspaceError as error:
        print(error)
"""
    # A folder of its own: other test runs close pytest's common one to everybody but its owner.
    with tempfile.TemporaryDirectory() as name:
        inside, state = Path(name), Path(name) / "state"
        file = inside / "books.revroute"
        shutil.copy(path, file)
        shutil.copytree(state_folder(), state)
        file.chmod(0o444)
        for entry in (state, *state.rglob("*")):
            entry.chmod(0o777)
        for folder_mode in (0o777, 0o555):
            inside.chmod(folder_mode)
            run = subprocess.run(
                [sys.executable, "-c", script, str(file)],
                capture_output=True,
                text=True,
                env={**os.environ, "REVROUTE_STATE_DIR": str(state)},
            )
            assert run.stderr == ""
            note, count, *said = run.stdout.splitlines()
            assert "can only be read" in note
            assert count == "40"
            assert len(said) == 2 and all("can only be read" in each for each in said)
        inside.chmod(0o755)


def test_sqlite_itself_is_never_asked_to_open_what_is_refused_by_its_header(tmp_path: Path) -> None:
    file = tmp_path / "x.revroute"
    sqlite3.connect(file).close()
    file.write_bytes(b"SQLite format 3\x00" + b"\xff" * 200)
    refused(file, "another program")
    assert [each.name for each in tmp_path.iterdir() if each.is_file()] == ["x.revroute"]
