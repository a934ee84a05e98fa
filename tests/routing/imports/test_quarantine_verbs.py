"""What a person does about refused rows."""

from pathlib import Path

import pytest
from tests.routing.imports.import_samples import bring, entries, row, table

from revroute_desktop.errors import UserError
from revroute_desktop.proof.verify import verify
from revroute_desktop.routing.imports.profile_reader import load_profile, read_profile
from revroute_desktop.routing.imports.quarantine import dismiss, mend, refused_row, refused_rows, retry
from revroute_desktop.workspace import Workspace


@pytest.fixture
def refused(workspace: Workspace, tmp_path: Path) -> Workspace:
    """One event; rows 1 to 3 in quarantine: an amount, a kind, a ragged line."""
    text = row(1) + row(2, "ten", payer="ann") + row(3, kind="gift") + "torn,4,2026\n"
    bring(workspace, tmp_path / "a.csv", text)
    return workspace


def test_refused_rows_are_listed_with_their_fields(refused: Workspace) -> None:
    with refused.read() as session:
        rows = refused_rows(session.sql)
        assert [(item.id, item.line, item.reason) for item in rows] == [
            (1, 3, "amount"),
            (2, 4, "kind"),
            (3, 5, "ragged"),
        ]
        assert refused_rows(session.sql, reason="kind") == [rows[1]]
        assert refused_rows(session.sql, import_id=2) == []
        (record,) = refused_row(session.sql, 1).records()
        assert (record["amount"], record["payer"]) == ("ten", "ann")
        assert refused_row(session.sql, 3).records() == []
        assert refused_row(session.sql, 3).raw == "torn,4,2026"
        with pytest.raises(UserError, match="no row 9"):
            refused_row(session.sql, 9)


def test_a_mended_row_becomes_an_event_of_its_import(refused: Workspace, tmp_path: Path) -> None:
    event = mend(refused, 1, {"amount": "10.00"}, actor="ada", reason="typing error")
    assert table(refused, f"SELECT external_id, amount, import, line FROM event WHERE id = {event}") == [
        ("2", 1000, 1, 3)
    ]
    assert table(refused, "SELECT quarantine, decision, event FROM quarantine_decision") == [(1, 1, event)]
    with refused.read() as session:
        assert [item.id for item in refused_rows(session.sql)] == [2, 3]
    assert verify(refused, processes=1).fault is None
    with pytest.raises(UserError, match="settled already"):
        mend(refused, 1, {"amount": "11.00"}, actor="ada", reason="again")
    again = bring(refused, tmp_path / "a.csv", (tmp_path / "a.csv").read_text().partition("\n")[2])
    assert (again.import_id, again.duplicates, again.refused_before) == (None, 1, 3)


def test_a_row_that_could_not_be_read_is_mended_whole(refused: Workspace) -> None:
    columns = {
        "source": "shop", "id": "4", "time": "2026-01-05", "kind": "tip", "amount": "1.00", "currency": "EUR",
    }  # fmt: skip
    event = mend(refused, 3, columns, actor="ada", reason="torn line")
    assert table(refused, f"SELECT kind, line FROM event WHERE id = {event}") == [(5, 5)]


@pytest.mark.parametrize(
    ("corrections", "message"),
    [
        ({"amount": "eleven"}, "still refused: 'eleven' is not a number"),
        ({"amount": "10.00", "id": "1"}, "have an event of this source and id"),
        ({"id": "7"}, "still refused"),
    ],
)
def test_a_row_that_is_still_wrong_is_not_taken(
    refused: Workspace, corrections: dict[str, str], message: str
) -> None:
    before = entries(refused)
    with pytest.raises(UserError, match=message):
        mend(refused, 1, corrections, actor="ada", reason="try")
    assert entries(refused) == before


def test_rows_are_retried_under_a_newer_profile(refused: Workspace) -> None:
    newer = read_profile(
        """\
profile: newer
format: csv
source: source
external_id: id
occurred_at: {column: time}
kind: {column: kind, values: {gift: tip}}
amount: {column: amount}
currency: currency
payer: payer
"""
    )
    result = retry(refused, ids=[1, 2], profile=newer, actor="ada", reason="gifts are tips")
    assert result.mended == 1
    assert [number for number, _ in result.refused] == [1]
    assert table(refused, "SELECT external_id, kind FROM event WHERE id = 2") == [("3", 5)]
    assert table(refused, "SELECT quarantine, decision FROM quarantine_decision ORDER BY quarantine") == [
        (1, 3),
        (2, 1),
    ]
    with refused.read() as session:
        assert [item.id for item in refused_rows(session.sql)] == [1, 3]
    assert verify(refused, processes=1).fault is None


def test_all_rows_of_a_reason_can_be_retried(refused: Workspace) -> None:
    result = retry(refused, reason_code="ragged", actor="ada", reason="look again")
    assert result.mended == 0
    assert "could not be read" in result.refused[0][1]
    with pytest.raises(UserError, match="No open row"):
        retry(refused, reason_code="nothing", actor="ada", reason="look again")


def test_dismissed_rows_are_closed_and_stay(refused: Workspace) -> None:
    assert dismiss(refused, [2, 3], actor="ada", reason="not ours") == 2
    with refused.read() as session:
        assert [item.id for item in refused_rows(session.sql)] == [1]
        assert len(refused_rows(session.sql, open_only=False)) == 3
    with pytest.raises(UserError, match="settled already"):
        dismiss(refused, [2], actor="ada", reason="again")
    with pytest.raises(UserError, match="needs a reason"):
        dismiss(refused, [1], actor="ada", reason=" ")
    assert verify(refused, processes=1).fault is None


def test_a_refused_group_is_mended_with_all_its_rows(workspace: Workspace, tmp_path: Path) -> None:
    from revroute_desktop.routing.imports.import_revenue import import_revenue

    path = tmp_path / "shop.csv"
    path.write_text(
        "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n"
        "7,a,A,1,2026-01-02 10:00:00,2.50,17850.0,Narnia\n"
        "8,a,A,1,2026-01-02 10:00:00,2.50,17850.0,EIRE\n"
        "7,b,B,2,2026-01-02 10:00:00,1.25,17850.0,Narnia\n"
    )
    result = import_revenue(workspace, path, load_profile("uci-online-retail"), actor="ada")
    assert (result.events, result.refused) == (1, 1)
    with workspace.read() as session:
        assert len(refused_row(session.sql, 1).records()) == 2
    event = mend(workspace, 1, {"Country": "EIRE"}, actor="ada", reason="the real country")
    assert table(workspace, f"SELECT external_id, amount FROM event WHERE id = {event}") == [("7", 500)]
