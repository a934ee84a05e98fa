"""Files of earlier versions are brought up to date whole, after a backup, or not at all."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from tests.workspace.helpers import open_accounts, raw

from revroute_desktop.workspace import WorkspaceError, ledger_days, log, memory, open_workspace
from revroute_desktop.workspace.schema import MIGRATIONS, latest_version

FIXTURES = Path(__file__).parent / "fixtures"
NEXT = """
-- A later version: a column more, with a semicolon; in a comment.
ALTER TABLE account ADD COLUMN closed INTEGER;
CREATE TABLE note (id INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT; -- and one more
INSERT INTO note (text) SELECT 'a;b' || code FROM account;
"""


@pytest.fixture
def later(tmp_path: Path) -> Path:
    """A folder of migrations that knows one version more."""
    folder = tmp_path / "migrations"
    shutil.copytree(MIGRATIONS, folder)
    (folder / f"{latest_version() + 1:04}.sql").write_text(NEXT)
    return folder


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A file as version 1 of the program left it."""
    path = tmp_path / "old.revroute"
    shutil.copy(FIXTURES / "v1.revroute", path)
    return path


@pytest.mark.parametrize("version", range(1, latest_version() + 1))
def test_a_file_of_every_earlier_version_opens(tmp_path: Path, version: int) -> None:
    path = tmp_path / "old.revroute"
    shutil.copy(FIXTURES / f"v{version}.revroute", path)
    with open_workspace(path) as opened:
        with opened.read() as session:
            assert session.sql.execute("PRAGMA user_version").fetchone() == (latest_version(),)
        open_accounts(opened, "payee:new")


def test_daily_sums_of_an_older_file_are_there_in_the_newer(tmp_path: Path) -> None:
    path = tmp_path / "old.revroute"
    shutil.copy(FIXTURES / "v2.revroute", path)
    with raw(path) as sql:
        (account,) = sql.execute("SELECT MIN(id) FROM account").fetchone()
        sql.execute("DELETE FROM d_rollup_day")
        sql.execute("INSERT INTO d_rollup_day VALUES (20500, ?, 0, 978, 70, 5, 2)", (account,))
    with open_workspace(path) as opened, opened.read() as session:
        assert ledger_days.sums_of_account(session.sql, account, 978, 20_500, 20_501) == (70, 5, 2)


def test_a_migration_is_made_after_a_backup_and_logged(old: Path, later: Path) -> None:
    with open_workspace(old, migrations=later) as opened, opened.read() as session:
        assert session.sql.execute("SELECT closed FROM account").fetchone() == (None,)
        assert session.sql.execute("SELECT text FROM note LIMIT 1").fetchone()[0].startswith("a;b")
        size = log.log_size(session.sql)
        entry = log.read_entry(session.sql, size - 1)
        assert entry.action == "workspace.migrate"
        assert entry.payload["from"] == 1
        assert entry.payload["backup"] == "old.version-1.revroute"
        uuid = opened.uuid
    memory.state_folder().joinpath("logs", f"{uuid}.json").unlink()
    with raw(old.with_name("old.version-1.revroute")) as backup:
        assert backup.execute("PRAGMA user_version").fetchone() == (1,)
        assert log.log_size(backup) == size - 1


def test_a_file_that_is_newer_than_the_program_stays_as_it_is(old: Path, later: Path) -> None:
    open_workspace(old, migrations=later).close()
    before = old.read_bytes()
    with pytest.raises(WorkspaceError, match="newer version of this program"):
        open_workspace(old)
    assert old.read_bytes() == before


def test_a_migration_that_fails_changes_nothing(old: Path, later: Path) -> None:
    (later / f"{latest_version() + 1:04}.sql").write_text(NEXT + "INSERT INTO nowhere VALUES (1);")
    with pytest.raises(Exception, match="nowhere"):
        open_workspace(old, migrations=later)
    with open_workspace(old) as opened:
        open_accounts(opened, "payee:new")


def test_a_migration_that_leaves_rows_pointing_at_nothing_is_refused(old: Path, later: Path) -> None:
    (later / f"{latest_version() + 1:04}.sql").write_text("INSERT INTO d_hold_open VALUES (77, 5);")
    with pytest.raises(WorkspaceError, match="a row of d_hold_open points at one that is missing"):
        open_workspace(old, migrations=later)


def test_a_kill_within_a_migration_leaves_the_old_file(old: Path, later: Path) -> None:
    script = """
import os, signal, sys
from pathlib import Path
from revroute_desktop.workspace import migrate, open_workspace
real = migrate.apply_migration
def killed(sql, file):
    real(sql, file)
    os.kill(os.getpid(), signal.SIGKILL)
migrate.apply_migration = killed
open_workspace(Path(sys.argv[1]), migrations=Path(sys.argv[2]))
"""
    run = subprocess.run([sys.executable, "-c", script, str(old), str(later)], capture_output=True)
    assert run.returncode == -9, run.stderr
    with open_workspace(old) as opened:
        open_accounts(opened, "payee:new")
    with open_workspace(old, migrations=later) as opened, opened.read() as session:
        assert session.sql.execute("SELECT count(*) FROM note").fetchone()[0] > 0
    # The backup of the killed attempt is kept beside that of the other.
    assert len(list(old.parent.glob("old.version-1*.revroute"))) == 2


def test_migrations_must_be_numbered_without_a_gap(later: Path, old: Path) -> None:
    (later / "0009.sql").write_text("")
    with pytest.raises(RuntimeError, match="gap"):
        open_workspace(old, migrations=later)


def test_the_fixture_of_the_newest_version_has_its_structure() -> None:
    with raw(FIXTURES / f"v{latest_version()}.revroute") as sql:
        assert sql.execute("PRAGMA user_version").fetchone() == (latest_version(),)
