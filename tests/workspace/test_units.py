"""Units of work: committed whole with their entry, or not at all."""

import sqlite3
import threading
from pathlib import Path

import pytest
from sqlalchemy import text

from revroute_desktop.audit.entries import encode_entry
from revroute_desktop.audit.merkle import leaf_hash, root_of
from revroute_desktop.audit.rows import leaf_hashes, text_row_leaf
from revroute_desktop.workspace import JobKey, Workspace, WorkspaceError, books, create, log, open_workspace
from revroute_desktop.workspace.problems import Busy, StaleAttempt
from revroute_desktop.workspace.units import UnrecordedChange


def open_account(workspace: Workspace, code: str = "bank:main", job: JobKey | None = None) -> int:
    with workspace.write("ada", "account.open", code, "first", job=job) as unit:
        id = unit.insert("account", code=code, type=1)
        unit.record({"code": code})
    return id


def entries(workspace: Workspace) -> list[tuple[int, str]]:
    with workspace.read() as session:
        return session.sql.execute("SELECT seq, action FROM audit_entry ORDER BY seq").fetchall()


def test_a_new_workspace_begins_its_log_with_its_own_making(workspace: Workspace) -> None:
    with workspace.read() as session:
        entry = log.read_entry(session.sql, 0)
        assert (entry.action, entry.actor, entry.subject) == ("workspace.create", "ada", "books")
        assert entry.payload["uuid"] == workspace.uuid
        assert entry.payload["zone"] == "Europe/Berlin" == workspace.zone
        assert entry.payload["rows"] == books.digest_of(session.sql, 0)
        assert log.log_size(session.sql) == 1


def test_a_unit_writes_rows_and_their_entry_together(workspace: Workspace) -> None:
    id = open_account(workspace)
    with workspace.read() as session:
        assert session.sql.execute("SELECT id, code, type, entry FROM account").fetchall() == [
            (id, "bank:main", 1, 1)
        ]
        entry = log.read_entry(session.sql, 1)
        leaf = text_row_leaf("account", (id, "bank:main", 1, 1))
        assert entry.payload == {
            "code": "bank:main",
            "rows": {"count": 1, "root": root_of(leaf_hashes([leaf])).hex()},
        }
        leaves = [leaf_hash(encode_entry(each)) for each in log.read_entries(session.sql)]
        assert log.head(session.sql) == log.Head(2, root_of(leaves))


def test_a_unit_that_is_not_recorded_is_a_bug_and_writes_nothing(workspace: Workspace) -> None:
    with pytest.raises(UnrecordedChange), workspace.write("ada", "x", "y") as unit:
        unit.insert("account", code="bank:main", type=1)
    assert entries(workspace) == [(0, "workspace.create")]
    open_account(workspace)


def test_a_unit_that_fails_writes_nothing(workspace: Workspace) -> None:
    with pytest.raises(ZeroDivisionError), workspace.write("ada", "x", "y") as unit:
        unit.insert("account", code="bank:main", type=1)
        unit.record({})
        raise ZeroDivisionError
    assert entries(workspace) == [(0, "workspace.create")]


def test_nothing_of_the_books_follows_the_record(workspace: Workspace) -> None:
    for late in (
        lambda unit: unit.record({}),
        lambda unit: unit.insert("account", code="bank:main", type=1),
        lambda unit: unit.cover("txn", [b""]),
    ):
        with pytest.raises(UnrecordedChange), workspace.write("ada", "x", "y") as unit:
            unit.record({})
            late(unit)


def test_rows_without_numbers_are_numbered_on(workspace: Workspace) -> None:
    open_account(workspace)
    with workspace.write("ada", "x", "y") as unit:
        first = unit.insert_many("account", ["code", "type"], [("payee:a", 2), ("payee:b", 2)])
        unit.insert_many("account", ["id", "code", "type"], [(10, "payee:c", 2), (12, "payee:d", 2)])
        unit.record({})
        assert first == 2
    with workspace.read() as session:
        assert session.sql.execute("SELECT id, code, entry FROM account").fetchall() == [
            (1, "bank:main", 1),
            (2, "payee:a", 2),
            (3, "payee:b", 2),
            (10, "payee:c", 2),
            (12, "payee:d", 2),
        ]
        assert log.read_entry(session.sql, 2).payload["rows"] == books.digest_of(session.sql, 2)


def test_only_tables_of_the_books_are_inserted_into(workspace: Workspace) -> None:
    for table in ("posting", "d_balance", "desk_setting", "audit_entry"):
        with pytest.raises(KeyError), workspace.write("ada", "x", "y") as unit:
            unit.insert(table, id=1)


def test_sqlalchemy_takes_part_in_the_unit_and_cannot_end_it(workspace: Workspace) -> None:
    with workspace.write("ada", "x", "y") as unit:
        id = unit.insert("account", code="bank:main", type=1)
        unit.connection.execute(text("INSERT INTO d_balance VALUES (:a, 978, 5, 0)"), {"a": id})
        unit.connection.commit()
        assert unit.sql.in_transaction
        unit.record({})
    with workspace.read() as session:
        assert session.connection.execute(text("SELECT own FROM d_balance")).scalar() == 5
    with pytest.raises(ZeroDivisionError), workspace.write("ada", "x", "y") as unit:
        unit.connection.execute(text("DELETE FROM d_balance"))
        unit.connection.commit()
        raise ZeroDivisionError
    with workspace.read() as session:
        assert session.connection.execute(text("SELECT count(*) FROM d_balance")).scalar() == 1


def test_a_read_session_keeps_its_state_while_others_write(workspace: Workspace) -> None:
    with workspace.read() as session:
        assert session.sql.execute("SELECT count(*) FROM account").fetchone() == (0,)
        open_account(workspace)
        assert session.sql.execute("SELECT count(*) FROM account").fetchone() == (0,)
    with workspace.read() as session:
        assert session.sql.execute("SELECT count(*) FROM account").fetchone() == (1,)


def test_a_read_session_cannot_write(workspace: Workspace) -> None:
    with pytest.raises(WorkspaceError), workspace.read() as session:
        session.sql.execute("DELETE FROM audit_entry")
    assert len(entries(workspace)) == 1


def test_the_data_version_tells_of_other_commits(workspace: Workspace) -> None:
    before = workspace.data_version()
    assert workspace.data_version() == before
    open_account(workspace)
    assert workspace.data_version() != before


def test_an_entry_never_goes_back_in_time(workspace: Workspace, clock) -> None:
    open_account(workspace)
    clock.now -= 3 * 60 * 1_000_000
    open_account(workspace, "bank:spare")
    with workspace.read() as session:
        first, second = (log.read_entry(session.sql, seq).at for seq in (1, 2))
    assert first == second
    clock.now -= 10 * 60 * 1_000_000
    with pytest.raises(WorkspaceError, match=r"clock of this machine is 1\d minutes behind"):
        open_account(workspace, "bank:third")
    assert len(entries(workspace)) == 3


def test_B26_a_stale_attempt_is_refused_within_the_transaction(workspace: Workspace) -> None:
    with workspace.desk() as desk:
        desk.sql.execute(
            "INSERT INTO desk_job (id, kind, arguments, state, attempt)"
            " VALUES (7, 'route', '[]', 'running', 2)"
        )
    open_account(workspace, job=JobKey(7, 2))
    for stale in (JobKey(7, 1), JobKey(7, 3), JobKey(8, 1)):
        with pytest.raises(StaleAttempt, match="no longer counts"):
            open_account(workspace, "bank:late", job=stale)
    with workspace.desk() as desk:
        desk.sql.execute("UPDATE desk_job SET state = 'crashed'")
    with pytest.raises(StaleAttempt):
        open_account(workspace, "bank:late", job=JobKey(7, 2))
    assert len(entries(workspace)) == 2


def test_a_second_writer_of_the_same_program_waits_and_is_then_told(tmp_path: Path, clock) -> None:
    workspace = create(tmp_path / "w.revroute", actor="ada", clock=clock, wait=0.2)
    inside, done = threading.Event(), threading.Event()

    def hold() -> None:
        with workspace.write("ada", "route.chunk", "x") as unit:
            inside.set()
            done.wait(10)
            unit.record({})

    thread = threading.Thread(target=hold)
    thread.start()
    inside.wait(10)
    with pytest.raises(Busy, match=r"This program itself is changing the books.*0\.2 seconds"):
        open_account(workspace)
    other = open_workspace(workspace.path, clock=clock, wait=0.2)
    with pytest.raises(Busy, match=r"Process \d+ \(route.chunk, since 2026-03-10 .* UTC\) is writing to"):
        open_account(other)
    done.set()
    thread.join()
    open_account(other)
    other.close()
    workspace.close()


def test_units_within_units_are_a_bug(workspace: Workspace) -> None:
    with pytest.raises(RuntimeError, match="already"), workspace.write("ada", "x", "y"):
        open_account(workspace)


def test_the_desk_writes_its_own_tables_and_nothing_else(workspace: Workspace) -> None:
    with workspace.desk() as desk:
        desk.sql.execute("INSERT INTO desk_setting VALUES ('a', '1')")
        assert desk.connection.execute(text("SELECT count(*) FROM audit_entry")).scalar() == 1
    for statement in (
        "INSERT INTO account VALUES (1, 'a', 1, 0)",
        "UPDATE audit_entry SET actor = 'eve'",
        "DELETE FROM d_audit_node",
        "CREATE TABLE desk_more (a)",
        "CREATE TRIGGER t AFTER INSERT ON desk_setting BEGIN DELETE FROM account; END",
        "DROP TABLE desk_setting",
        "ATTACH ':memory:' AS other",
        "PRAGMA foreign_keys = OFF",
        "PRAGMA writable_schema = ON",
        "UPDATE sqlite_schema SET sql = ''",
        "SELECT load_extension('x')",
    ):
        with (
            pytest.raises(sqlite3.DatabaseError, match=r"not authorized|prohibited|may not be modified"),
            workspace.desk() as desk,
        ):
            desk.sql.execute(statement)
    with workspace.read() as session:
        assert session.sql.execute("SELECT * FROM desk_setting").fetchall() == [("a", "1")]


def test_a_desk_session_that_fails_writes_nothing(workspace: Workspace) -> None:
    with pytest.raises(ZeroDivisionError), workspace.desk() as desk:
        desk.sql.execute("INSERT INTO desk_setting VALUES ('a', '1')")
        raise ZeroDivisionError
    with workspace.read() as session:
        assert session.sql.execute("SELECT * FROM desk_setting").fetchall() == []


def test_erased_text_leaves_the_disk_when_the_file_is_folded_in(workspace: Workspace) -> None:
    secret = "Mathilda Quux of 12 Nowhere Lane"
    with workspace.write("ada", "x", "y") as unit:
        seal = unit.insert("sealed", commitment=b"c" * 32)
        unit.insert("sealed_text", id=seal, kind=1, salt=b"s" * 16, text=secret)
        unit.record({})
    with workspace.write("ada", "x", "y") as unit:
        unit.sql.execute("DELETE FROM sealed_text")
        unit.insert("erasure", sealed=seal)
        unit.record({})
    workspace.fold_in()
    workspace.close()
    for file in workspace.path.parent.iterdir():
        if file.is_file():
            assert secret.encode() not in file.read_bytes(), file


def test_a_closed_workspace_leaves_one_file(workspace: Workspace) -> None:
    open_account(workspace)
    with workspace.desk() as desk:
        desk.sql.execute("INSERT INTO desk_setting VALUES ('a', '1')")
    with workspace.read():
        pass
    workspace.close()
    assert [file.name for file in workspace.path.parent.iterdir() if file.is_file()] == ["books.revroute"]
    with pytest.raises(RuntimeError, match="closed"), workspace.read():
        pass


def test_a_workspace_is_not_made_over_another_file(tmp_path: Path, clock) -> None:
    path = tmp_path / "w.revroute"
    path.write_text("something")
    with pytest.raises(WorkspaceError, match="is there already"):
        create(path, actor="ada", clock=clock)
    assert path.read_text() == "something"
    path.unlink()
    path.with_name("w.revroute-wal").write_text("left")
    with pytest.raises(WorkspaceError, match="move it away"):
        create(path, actor="ada", clock=clock)
    assert not path.exists()


def test_a_zone_that_does_not_exist_makes_no_workspace(tmp_path: Path, clock) -> None:
    with pytest.raises(WorkspaceError.__base__, match="no time zone 'Mars/Olympus'"):  # type: ignore[arg-type]
        create(tmp_path / "w.revroute", actor="ada", zone="Mars/Olympus", clock=clock)
    assert not list(tmp_path.glob("w*"))
