"""The place that a fault names leads to the rows there and to the entry that covers them."""

from tests.proof.sample_books import fill

from revroute_desktop.proof.fault_rows import fault_rows
from revroute_desktop.workspace import Workspace


def test_a_row_is_found_with_its_entry(workspace: Workspace) -> None:
    fill(workspace)
    with workspace.read() as session:
        sql = session.sql
        (entry,) = sql.execute("SELECT entry FROM txn WHERE id = 2").fetchone()
        for where in ("txn 2", "posting 8192", "postings of txn 2"):
            found = fault_rows(sql, where)
            assert found is not None and found.rows and found.entry == entry, where
        found = fault_rows(sql, "audit_entry 1")
        assert found is not None and found.entry == 1
        found = fault_rows(sql, "event 1")
        assert found is not None and found.entry is not None


def test_the_rows_of_an_entry_are_counted_by_table(workspace: Workspace) -> None:
    fill(workspace)
    with workspace.read() as session:
        (entry,) = session.sql.execute("SELECT entry FROM txn WHERE id = 2").fetchone()
        found = fault_rows(session.sql, f"rows of entry {entry}")
        assert found is not None and found.entry == entry
        assert dict(found.rows[0])["txn"] > 1


def test_what_is_gone_or_no_place_is_said(workspace: Workspace) -> None:
    with workspace.read() as session:
        gone = fault_rows(session.sql, "posting 99")
        assert gone is not None and gone.rows == () and gone.entry is None
        assert fault_rows(session.sql, "the file") is None
        assert fault_rows(session.sql, "nothing_of_ours 3") is None
