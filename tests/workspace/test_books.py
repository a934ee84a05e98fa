"""The leaves that stand for rows of the books: read back as they were written, whatever the table."""

import sqlite3

import numpy as np
import pytest

from revroute_desktop.audit.rows import (
    PostingColumns,
    TransactionColumns,
    decode_row,
    decode_transaction,
    leaf_hashes,
    text_row_leaf,
    transaction_leaves,
)
from revroute_desktop.workspace import Unit, Workspace, books, log
from revroute_desktop.workspace.books_transactions import (
    LINES,
    transactions_between,
    transactions_of,
    transactions_of_entries,
)
from revroute_desktop.workspace.problems import Damaged
from revroute_desktop.workspace.schema import table_columns


def write_import(unit: Unit, events: int = 3) -> None:
    account = unit.insert("account", code="clearing:shop", type=1)
    source = unit.insert("source", code="shop", clearing=account)
    campaign = unit.insert("term", text='spring "sale"')
    country = unit.insert("term", text="DE")
    attributes = unit.insert("attribute_set", json='{"channel":"web"}')
    payer = unit.insert("sealed", commitment=b"\x01" * 32)
    raw = unit.insert("sealed", commitment=b"\x02" * 32)
    id = unit.insert(
        "import", source=source, file_name="a.csv", file_hash=b"h" * 32, file_size=9, profile="{}", mapped=7
    )
    unit.insert(
        "import_chunk",
        **{"import": id, "number": 0, "rows_read": events + 1, "events": events, "first_event": 1},
        refused=1,
        last=1,
    )
    columns = [name for name in table_columns("event") if name != "id"]
    full = (
        source,
        "e-0",
        5,
        1,
        978,
        -250,
        payer,
        payer,
        campaign,
        country,
        campaign,
        attributes,
        "o",
        "0.004",
    )
    bare = (source, "e\u2028\\", 2**60, 6, 978, 10**15, None, None, None, None, None, None, None, None)
    unit.insert_many(
        "event",
        columns,
        [(*full, b"c" * 32, id, 2)]
        + [(*bare[:1], f"{bare[1]}{n}", *bare[2:], b"d" * 32, id, 3 + n) for n in range(events - 1)],
    )
    quarantined = unit.insert(
        "quarantine",
        **{"import": id, "line": 5, "reason": "amount", "detail": "No amount.", "raw": raw},
        fingerprint=b"f" * 32,
        event=None,
    )
    unit.insert("quarantine_decision", quarantine=quarantined, decision=2, event=None, reason="noise")


def write_plan(unit: Unit) -> None:
    version = unit.insert(
        "plan_version",
        name="main",
        hash="ab",
        text="routes: []",
        effective_day=1,
        in_force_at=2,
        published_at=unit.at,
    )
    route = unit.insert("plan_route", version=version, code="all")
    unit.insert_many("plan_step", ["route", "code"], [(route, "fee"), (route, "rest")])


def write_transactions(unit: Unit, first: int = 1, count: int = 3, memo: str = "") -> None:
    """Two postings each, the first transaction with a hold and something reversed."""
    ids = np.arange(first, first + count)
    zero = np.zeros(count, dtype=np.int64)
    lines = np.arange(2 * count)
    posting_ids = np.repeat(ids, 2) * LINES + lines % 2
    amounts = np.where(lines % 2 == 0, 500, -500)
    beneficiary, due, against = (np.zeros(2 * count, dtype=np.int64) for _ in range(3))
    beneficiary[1], due[1], against[1] = 1, 20_500, int(posting_ids[0])
    reverses = zero.copy()
    reverses[-1] = first
    unit.sql.executemany(
        "INSERT INTO txn VALUES (?, 6, NULL, NULL, 20000, ?)", [(int(id), unit.seq) for id in ids]
    )
    unit.sql.executemany(
        "INSERT INTO posting VALUES (?, 1, 978, ?, NULL)",
        list(zip(posting_ids.tolist(), amounts.tolist(), strict=True)),
    )
    unit.sql.execute("INSERT INTO hold VALUES (?, 1, 20500)", (int(posting_ids[1]),))
    unit.sql.execute("INSERT INTO posting_against VALUES (?, ?)", (int(posting_ids[1]), int(posting_ids[0])))
    unit.sql.execute("INSERT INTO reversal VALUES (?, ?)", (int(ids[-1]), first))
    memos = None
    if memo:
        unit.sql.execute("INSERT INTO txn_memo VALUES (?, ?)", (first, memo))
        memos = [memo] + [""] * (count - 1)
    leaves = transaction_leaves(
        TransactionColumns(ids, zero + 6, zero, zero, zero + 20_000, reverses),
        PostingColumns(
            account=np.ones(2 * count, dtype=np.int64),
            currency=np.full(2 * count, 978),
            amount=amounts,
            step=np.zeros(2 * count, dtype=np.int64),
            against=against,
            beneficiary=beneficiary,
            due_day=due,
        ),
        np.arange(0, 2 * count + 1, 2),
        memos,
    )
    unit.cover("txn", leaves)


@pytest.fixture
def written(workspace: Workspace) -> Workspace:
    with workspace.write("ada", "import.chunk", "a.csv") as unit:
        write_import(unit)
        unit.record({})
    with workspace.write("ada", "plan.publish", "main") as unit:
        write_plan(unit)
        unit.record({})
    with workspace.write("ada", "route.chunk", "1") as unit:
        unit.insert("batch", kind=1, last_event=3, last_version=1, as_of_day=2, lock_day=None, selection="{}")
        unit.insert("batch_chunk", batch=1, number=0, events=3, last=1)
        write_transactions(unit)
        unit.record({})
    with workspace.write("ada", "journal.enter", "x") as unit:
        write_transactions(unit, first=4, count=2, memo="Büro — “rent”")
        unit.insert("period_lock", day=20_000)
        unit.insert("event_release", event=1, action=2, reason="again")
        unit.insert("import_undo", **{"import": 1, "reason": "wrong file"})
        unit.insert("erasure", sealed=1)
        unit.record({})
    return workspace


def test_what_a_unit_recorded_is_what_the_rows_come_to(written: Workspace) -> None:
    with written.read() as session:
        for entry in log.read_entries(session.sql):
            assert entry.payload["rows"] == books.digest_of(session.sql, entry.seq), entry.action
        assert list(books.uncovered(session.sql)) == []


def test_leaves_come_in_one_order_of_tables(written: Workspace) -> None:
    with written.read() as session:
        assert [table for table, _ in books.leaves_of(session.sql, 1)] == [
            "account",
            "source",
            "import",
            "import_chunk",
            "event",
            "quarantine",
            "quarantine_decision",
        ]
        assert [table for table, _ in books.leaves_of(session.sql, 3)] == ["batch", "batch_chunk", "txn"]


def test_an_event_leaf_carries_words_and_commitments_in_place_of_numbers(written: Workspace) -> None:
    with written.read() as session:
        leaves = books.event_leaves(session.sql, 1, 10)
        rows = [decode_row(leaf) for leaf in leaves]
    assert rows[0].table == "event"
    assert dict(zip(table_columns("event"), rows[0].values, strict=True)) == {
        "id": 1,
        "source": "shop",
        "external_id": "e-0",
        "occurred_at": 5,
        "kind": 1,
        "currency": 978,
        "amount": -250,
        "payer": b"\x01" * 32,
        "note": b"\x01" * 32,
        "campaign": 'spring "sale"',
        "country": "DE",
        "product": 'spring "sale"',
        "attributes": '{"channel":"web"}',
        "original": "o",
        "residue": "0.004",
        "content": b"c" * 32,
        "import": 1,
        "line": 2,
    }
    assert rows[1].values[2] == "e\u2028\\0"
    assert rows[1].values[3] == 2**60
    assert leaves == [text_row_leaf("event", row.values) for row in rows]


def test_transactions_are_read_back_with_all_that_belongs_to_them(written: Workspace) -> None:
    with written.read() as session:
        found = transactions_between(session.sql, 1, 5)
        assert found.entry.tolist() == [3, 3, 3, 4, 4]
        decoded = [decode_transaction(leaf) for leaf in found.leaves()]
        assert [len(each.postings) for each in decoded] == [2] * 5
        assert decoded[3].memo == "Büro — “rent”"
        assert decoded[2].reverses == 1
        assert (decoded[0].postings[1].beneficiary, decoded[0].postings[1].due_day) == (1, 20_500)
        assert decoded[0].postings[1].against == 4096
        assert found.posting.tolist()[:2] == [4096, 4097]
        by_entry = [leaf for seq in (3, 4) for leaf in transactions_of(session.sql, seq).leaves()]
        assert leaf_hashes(by_entry) == leaf_hashes(found.leaves())
        assert len(transactions_of_entries(session.sql, 0, 2)) == 0
        assert len(transactions_of_entries(session.sql, 3, 4)) == 5


def test_large_values_are_read_back_as_they_are(workspace: Workspace) -> None:
    with workspace.write("ada", "x", "y") as unit:
        unit.insert_many(
            "account", ["id", "code", "type"], [(2**40, "payee:far", 2), (2**40 + 1, "payee:b", 2)]
        )
        unit.sql.execute("INSERT INTO txn VALUES (1, 6, NULL, NULL, 0, ?)", (unit.seq,))
        unit.sql.execute("INSERT INTO posting VALUES (4096, ?, 978, 5, NULL)", (2**40,))
        unit.sql.execute("INSERT INTO posting VALUES (4097, ?, 4000, -5, NULL)", (2**40 + 1,))
        unit.record({})
    with workspace.read() as session:
        found = transactions_between(session.sql, 1, 1)
    assert found.postings.account.tolist() == [2**40, 2**40 + 1]
    assert found.postings.currency.tolist() == [978, 4000]
    assert found.posting.tolist() == [4096, 4097]


@pytest.mark.parametrize("most", [2**43 - 1, 2**43, 10**15])
def test_amounts_are_read_back_to_the_unit_whatever_their_size(workspace: Workspace, most: int) -> None:
    amounts = [most, -most, 1, -1, most - 1, 1 - most]
    with workspace.write("ada", "x", "y") as unit:
        unit.insert("account", code="payee:a", type=2)
        unit.sql.execute("INSERT INTO txn VALUES (3, 6, NULL, NULL, 0, ?)", (unit.seq,))
        for line, amount in enumerate(amounts):
            unit.sql.execute("INSERT INTO posting VALUES (?, 1, 978, ?, NULL)", (3 * 4096 + line, amount))
        unit.record({})
    with workspace.read() as session:
        found = transactions_between(session.sql, 1, 5)
    assert found.postings.amount.tolist() == amounts
    assert found.posting.tolist() == [3 * 4096 + line for line in range(6)]
    assert found.postings.step.tolist() == [0] * 6


TAMPERINGS = {
    "posting of no transaction": "INSERT INTO posting VALUES (2 * 4096 + 5000, 1, 978, 1, NULL);"
    " DELETE FROM txn WHERE id = 3",
    "hold on nothing": "INSERT INTO hold VALUES (2 * 4096 + 7, 1, 1)",
    "entry out of order": "UPDATE txn SET entry = 4 WHERE id = 1",
}


@pytest.mark.parametrize("name", TAMPERINGS)
def test_rows_that_cannot_belong_together_are_named(written: Workspace, name: str) -> None:
    written.close()
    tampering = sqlite3.connect(written.path)
    tampering.executescript(TAMPERINGS[name])
    with pytest.raises(Damaged):
        transactions_between(tampering, 1, 5)
    tampering.close()


UNCOVERED = {
    "account": "INSERT INTO account VALUES (99, 'payee:x', 2, 77)",
    "event": "INSERT INTO event SELECT 99, source, 'x', occurred_at, kind, currency, amount, payer, note,"
    " campaign, country, product, attributes, original, residue, content, import, line"
    " FROM event WHERE id = 1",
    "txn": "INSERT INTO txn VALUES (99, 6, NULL, NULL, 1, 77)",
    "plan_step": "INSERT INTO plan_step VALUES (99, 55, 'x')",
    "workspace": "DELETE FROM audit_entry WHERE seq = 0",
}


@pytest.mark.parametrize("table", UNCOVERED)
def test_rows_that_no_entry_covers_are_named(written: Workspace, table: str) -> None:
    written.close()
    tampering = sqlite3.connect(written.path)
    tampering.executescript(UNCOVERED[table])
    said = " ".join(books.uncovered(tampering))
    assert ("transaction 99" if table == "txn" else table) in said
    tampering.close()
