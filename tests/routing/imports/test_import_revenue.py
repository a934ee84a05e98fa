"""Importing files of revenue events: what comes in, what is refused, and the same again."""

import itertools
import json
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.routing.imports.import_samples import HEADER, bring, entries, row, table

from revroute_desktop.audit.sealed import commitment
from revroute_desktop.errors import Cancelled, UserError
from revroute_desktop.proof.verify import verify
from revroute_desktop.routing.imports import import_revenue as import_module
from revroute_desktop.routing.imports.import_revenue import import_revenue
from revroute_desktop.routing.imports.pages import imports
from revroute_desktop.routing.imports.profile_reader import ready_profiles
from revroute_desktop.routing.imports.quarantine import mend
from revroute_desktop.workspace import Workspace


def counted_salts() -> Callable[[int], bytes]:
    numbers = itertools.count(1)
    return lambda size: next(numbers).to_bytes(size, "big")


@pytest.mark.parametrize("chunk_size", [1, 2, 100])
def test_an_event_whose_row_stands_in_the_file_three_times_counts_once_in_the_net(
    workspace: Workspace, tmp_path: Path, chunk_size: int
) -> None:
    text = row(1) + row(2, "7.00") + row(1) + row(1)
    first = bring(workspace, tmp_path / "a.csv", text, chunk_size=chunk_size)
    again = bring(workspace, tmp_path / "a.csv", text, chunk_size=chunk_size)
    assert [(one.events, one.duplicates, one.net) for one in (first, again)] == [
        (2, 2, {"EUR": 1700}),
        (0, 4, {"EUR": 1700}),
    ]


def test_a_mended_row_is_not_counted_in_the_net_of_its_file(workspace: Workspace, tmp_path: Path) -> None:
    text = row(1) + row(2, "5.oo")
    bring(workspace, tmp_path / "a.csv", text)
    mend(workspace, 1, {"amount": "5.00"}, actor="ada", reason="a typing error")
    again = bring(workspace, tmp_path / "a.csv", text)
    assert (again.refused_before, again.net) == (1, {"EUR": 1000})


def test_events_come_in_with_everything_the_file_says(workspace: Workspace, tmp_path: Path) -> None:
    text = row(
        1, payer="ann", note="hi", campaign="spring", country="DE", product="p1", **{"attribute.tier": "x"}
    )
    result = bring(
        workspace, tmp_path / "a.csv", text + row(2, "-3.00", kind="refund", original="1", payer="ann")
    )
    assert (result.lines, result.events, result.refused, result.duplicates) == (2, 2, 0, 0)
    assert result.net == {"EUR": 700}
    assert table(
        workspace,
        "SELECT e.id, external_id, occurred_at, e.kind, currency, amount, p.text, n.text, c.text, k.text, "
        "r.text, a.json, original, line FROM event e LEFT JOIN sealed_text p ON p.id = e.payer "
        "LEFT JOIN sealed_text n ON n.id = e.note LEFT JOIN term c ON c.id = e.campaign "
        "LEFT JOIN term k ON k.id = e.country LEFT JOIN term r ON r.id = e.product "
        "LEFT JOIN attribute_set a ON a.id = e.attributes ORDER BY e.id",
    ) == [
        (1, "1", 1767323041000000, 1, 978, 1000, "ann", "hi", "spring", "DE", "p1", '{"tier":"x"}', None, 2),
        (2, "2", 1767323042000000, 6, 978, -300, "ann", None, None, None, None, None, "1", 3),
    ]
    assert table(workspace, "SELECT state, entry FROM d_event_state") == [(0, None), (0, None)]
    assert table(workspace, "SELECT a.code, a.type FROM source s JOIN account a ON a.id = s.clearing") == [
        ("clearing:shop", 1)
    ]
    assert verify(workspace, processes=1).fault is None


def test_payers_are_sealed_once_and_their_commitments_hold(workspace: Workspace, tmp_path: Path) -> None:
    bring(workspace, tmp_path / "a.csv", row(1, payer="ann") + row(2, payer="ann"))
    bring(workspace, tmp_path / "b.csv", row(3, payer="ann") + row(4, payer="bob"))
    rows = table(
        workspace, "SELECT commitment, salt, text FROM sealed JOIN sealed_text USING (id) ORDER BY id"
    )
    assert [text for _, _, text in rows] == ["ann", "bob"]
    assert all(bound == commitment(salt, text) for bound, salt, text in rows)  # type: ignore[arg-type]


def test_the_same_file_again_changes_nothing(workspace: Workspace, tmp_path: Path) -> None:
    text = row(1, payer="ann") + row(2) + row(3, "0.00") + row(4, "x")
    first = bring(workspace, tmp_path / "a.csv", text)
    assert (first.events, first.refused, first.refused_before) == (2, 2, 0)
    before = entries(workspace)
    again = bring(workspace, tmp_path / "a.csv", text)
    assert (again.import_id, again.events, again.duplicates) == (None, 0, 2)
    assert (again.refused, again.refused_before) == (0, 2)
    assert again.net == first.net
    assert entries(workspace) == before


def test_b22_the_same_id_with_other_content_is_a_conflict_that_a_person_sees(
    workspace: Workspace, tmp_path: Path
) -> None:
    bring(workspace, tmp_path / "a.csv", row(1, payer="ann") + row(2) + row(3, **{"attribute.tier": "gold"}))
    changed = row(1, payer="zoe") + row(2, "11.00") + row(3, **{"attribute.tier": "iron"}) + row(4)
    result = bring(workspace, tmp_path / "b.csv", changed)
    assert (result.events, result.conflicts, result.refused, result.duplicates) == (1, 3, 0, 0)
    assert result.net == {"EUR": 1000}
    found = table(workspace, "SELECT reason, detail, event, line FROM quarantine ORDER BY id")
    assert [item[0] for item in found] == ["conflict", "conflict", "conflict-attributes"]
    assert [item[2:] for item in found] == [(1, 2), (2, 3), (3, 4)]
    assert "another payer" in str(found[0][1])
    assert "another amount" in str(found[1][1])
    assert not any(name in str(found) for name in ("ann", "zoe"))
    again = bring(workspace, tmp_path / "b.csv", changed)
    assert (again.import_id, again.conflicts, again.refused_before, again.duplicates) == (None, 0, 3, 1)
    assert verify(workspace, processes=1).fault is None


def test_b22_only_fields_that_both_profiles_map_are_compared(workspace: Workspace, tmp_path: Path) -> None:
    bring(workspace, tmp_path / "a.csv", row(1, payer="ann", country="DE"))
    short = tmp_path / "short.csv"
    short.write_text("source,id,time,kind,amount,currency\nshop,1,2026-01-02T03:04:01Z,sale,10.00,EUR\n")
    result = import_revenue(workspace, short, "generic", actor="ada")
    assert (result.duplicates, result.conflicts) == (1, 0)


def test_an_id_twice_in_one_file_is_a_duplicate_or_a_conflict(workspace: Workspace, tmp_path: Path) -> None:
    text = row(1) + row(1) + row(1, "11.00")
    result = bring(workspace, tmp_path / "a.csv", text)
    assert (result.events, result.duplicates, result.conflicts) == (1, 1, 1)
    assert table(workspace, "SELECT event, detail FROM quarantine") == [
        (1, "It has the source and id of line 2 of the same file, but another amount.")
    ]
    again = bring(workspace, tmp_path / "a.csv", text)
    assert (again.import_id, again.duplicates, again.refused_before) == (None, 2, 1)


def test_refused_rows_are_kept_whole_with_line_and_reason(workspace: Workspace, tmp_path: Path) -> None:
    bring(workspace, tmp_path / "a.csv", row(1) + row(2, "x", payer="ann") + "too,short\n" + row(3))
    found = table(workspace, "SELECT line, reason, text FROM quarantine JOIN sealed_text s ON s.id = raw")
    assert [(line, reason) for line, reason, _ in found] == [(3, "amount"), (4, "ragged")]
    assert json.loads(str(found[0][2]))["payer"] == "ann"
    assert found[1][2] == "too,short"


def test_a_row_that_is_refused_twice_in_one_file_is_two_rows(workspace: Workspace, tmp_path: Path) -> None:
    text = "too,short\ntoo,short\n" + row(1)
    assert bring(workspace, tmp_path / "a.csv", text).refused == 2
    assert bring(workspace, tmp_path / "a.csv", text).refused_before == 2


def test_chunk_size_changes_nothing_but_the_number_of_entries(tmp_path: Path, workspace: Workspace) -> None:
    from revroute_desktop.workspace import create

    text = "".join(
        row(number, "x" if number % 7 == 0 else "5.00", payer=f"p{number % 3}") for number in range(50)
    )
    other = create(tmp_path / "other.revroute", actor="ada")
    results = [
        bring(target, tmp_path / "a.csv", text, chunk_size=size, salts=counted_salts())
        for target, size in ((workspace, 10_000), (other, 7))
    ]
    assert results[0].to_json() | {"seconds": ""} == results[1].to_json() | {"seconds": ""}
    events = "SELECT id, external_id, payer, line FROM event"
    assert [list(item) for item in table(workspace, events)] == [list(item) for item in table(other, events)]
    assert table(other, "SELECT number, rows_read, last FROM import_chunk") == [
        *((number, 7, 0) for number in range(7)),
        (7, 1, 1),
    ]
    assert verify(other, processes=1).fault is None
    other.close()


def test_an_import_that_was_stopped_goes_on_where_it_stopped(workspace: Workspace, tmp_path: Path) -> None:
    text = "".join(row(number, "x" if number % 5 == 0 else "5.00") for number in range(40)) + row(1, "9.00")
    with pytest.raises(Cancelled, match="Import the same file again"):
        bring(workspace, tmp_path / "a.csv", text, chunk_size=10, cancelled=lambda: entries(workspace) > 2)
    with workspace.read() as session:
        (row_before,) = imports(session.sql)
    assert not row_before.complete
    result = bring(workspace, tmp_path / "a.csv", text, chunk_size=10)
    assert (result.events, result.refused, result.conflicts, result.duplicates) == (32, 8, 1, 0)
    with workspace.read() as session:
        (row_after,) = imports(session.sql)
    assert row_after.complete
    assert (row_after.events, row_after.refused, row_after.rows_read) == (32, 9, 41)
    assert verify(workspace, processes=1).fault is None


def test_a_file_with_new_rows_and_old_ones_brings_only_the_new(workspace: Workspace, tmp_path: Path) -> None:
    bring(workspace, tmp_path / "a.csv", "".join(row(number) for number in range(20)))
    longer = "".join(row(number) for number in range(30))
    result = bring(workspace, tmp_path / "b.csv", longer, chunk_size=10)
    assert (result.events, result.duplicates) == (10, 20)
    assert table(workspace, "SELECT number, rows_read, events, last FROM import_chunk WHERE import = 2") == [
        (0, 30, 10, 1)
    ]


def test_the_last_chunk_is_marked_even_when_what_follows_is_not_new(
    workspace: Workspace, tmp_path: Path
) -> None:
    bring(workspace, tmp_path / "a.csv", "".join(row(number) for number in range(10)))
    text = "".join(row(number) for number in (*range(10, 20), *range(10)))
    bring(workspace, tmp_path / "b.csv", text, chunk_size=10)
    chunks = table(workspace, "SELECT events, rows_read, last FROM import_chunk WHERE import = 2")
    assert chunks == [(10, 10, 0), (0, 10, 1)]


def test_an_empty_file_brings_nothing(workspace: Workspace, tmp_path: Path) -> None:
    assert bring(workspace, tmp_path / "a.csv", "").import_id is None


def test_a_damaged_file_brings_nothing(workspace: Workspace, tmp_path: Path) -> None:
    import gzip

    path = tmp_path / "a.csv.gz"
    path.write_bytes(gzip.compress((HEADER + "".join(map(row, range(100)))).encode())[:-9])
    with pytest.raises(UserError, match="cannot be decompressed"):
        import_revenue(workspace, path, "generic", actor="ada", chunk_size=10)
    assert entries(workspace) == 1


def test_a_file_without_a_needed_column_says_so(workspace: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("id,amount\n1,2\n")
    with pytest.raises(UserError, match="has no column 'source'"):
        import_revenue(workspace, path, "generic", actor="ada")


def test_progress_ends_at_the_size_of_the_file(workspace: Workspace, tmp_path: Path) -> None:
    seen: list[tuple[int, int | None, str]] = []
    result = bring(
        workspace,
        tmp_path / "a.csv",
        row(1),
        progress=lambda done, total, what: seen.append((done, total, what)),
    )
    assert seen[-1] == (result.bytes, result.bytes, "writing")


def test_the_shops_year_comes_in_as_it_is_known(workspace: Workspace, shared_data: Path) -> None:
    path = shared_data / "revenue" / "uci_online_retail.csv.xz"
    result = import_revenue(workspace, path, "uci-online-retail", actor="ada")
    known = result.to_json()
    assert (known["lines"], known["events"], known["refused"]) == (541_909, 23_798, 2_102)
    assert (known["duplicates"], known["conflicts"], known["net"]) == (0, 0, {"GBP": "9747747.93"})
    assert table(workspace, "SELECT DISTINCT reason FROM quarantine") == [("zero",)]
    kinds = table(workspace, "SELECT kind, COUNT(*), SUM(amount > 0) FROM event GROUP BY kind")
    assert kinds == [(1, 19_959, 19_959), (6, 3_836, 0), (10, 3, 1)]
    before = entries(workspace)
    again = import_revenue(workspace, path, "uci-online-retail", actor="ada")
    assert (again.import_id, again.events, again.duplicates) == (None, 0, 23_798)
    assert (again.refused, again.refused_before, again.net) == (0, 2_102, {"GBP": 974_774_793})
    assert entries(workspace) == before
    assert verify(workspace, processes=1).fault is None


def test_an_import_can_be_stopped_before_anything_is_written(workspace: Workspace, tmp_path: Path) -> None:
    with pytest.raises(Cancelled):
        bring(workspace, tmp_path / "a.csv", row(1), cancelled=lambda: True)
    assert entries(workspace) == 1


@pytest.mark.parametrize("name", ready_profiles())
def test_noise_is_refused_in_a_sentence_or_row_by_row(
    workspace: Workspace, tmp_path: Path, name: str
) -> None:
    draw = random.Random(name)
    path = tmp_path / "noise.csv"
    headers = {
        "generic": HEADER.encode(),
        "stripe-balance": b"id,Type,Amount,Currency,Created (UTC)\n",
        "paypal-activity": b"Date,Time,TimeZone,Type,Status,Currency,Gross,Transaction ID\n",
        "uci-online-retail": b"InvoiceNo,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n",
    }
    for alphabet in (bytes(range(256)), b'0123456789-.,:\n\r"CTZ', b"\n,"):
        path.write_bytes(headers[name] + bytes(draw.choices(alphabet, k=3000)))
        try:
            result = import_revenue(workspace, path, name, actor="ada")
        except UserError as error:
            assert str(error)
        else:
            assert result.events + result.refused + result.filtered <= result.lines
    assert verify(workspace, processes=1).fault is None


def test_b22_a_file_that_another_process_brings_in_at_the_same_time_comes_once(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    judge = import_module.judge
    path = tmp_path / "a.csv"

    def judge_late(*arguments: Any) -> Any:
        """The other one writes between this one's judgement and its write."""
        verdicts = judge(*arguments)
        monkeypatch.setattr(import_module, "judge", judge)
        assert import_revenue(workspace, path, "generic", actor="bob").events == 2
        return verdicts

    monkeypatch.setattr(import_module, "judge", judge_late)
    result = bring(workspace, path, row(1) + row(2) + row(3, "x"))
    assert (result.import_id, result.events, result.duplicates) == (None, 0, 2)
    assert (result.refused, result.refused_before) == (0, 1)
    assert entries(workspace) == 2
