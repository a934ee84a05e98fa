"""Mapping profiles: the ready ones, and what is refused with line and reason."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from revroute_desktop.errors import UserError
from revroute_desktop.resources import resource_path
from revroute_desktop.routing.imports.preview import Preview, preview
from revroute_desktop.routing.imports.profile_reader import (
    load_profile,
    profile_from_json,
    read_profile,
    ready_profiles,
)
from revroute_desktop.routing.kinds import Kind

SMALLEST = """\
profile: mine
format: csv
source: {constant: shop}
external_id: id
occurred_at: {column: time}
kind: {otherwise: sale}
amount: {column: amount}
currency: {constant: EUR}
"""


def test_the_schema_is_a_json_schema() -> None:
    schema = json.loads(resource_path("schemas", "profile.schema.json").read_text("utf-8"))
    Draft202012Validator.check_schema(schema)


@pytest.mark.parametrize("name", ready_profiles())
def test_every_ready_profile_reads_and_comes_back_from_its_json(name: str) -> None:
    profile = load_profile(name)
    assert profile.name == name
    assert profile.about
    assert profile_from_json(profile.json) == profile


def test_the_four_ready_profiles_are_there() -> None:
    assert ready_profiles() == ("generic", "paypal-activity", "stripe-balance", "uci-online-retail")


def test_a_source_can_be_put_in_place_of_the_profiles_own() -> None:
    profile = load_profile("stripe-balance", source="shop-b")
    assert profile.source.constant == "shop-b"
    assert profile_from_json(profile.json).source.constant == "shop-b"


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ("currency: {constant: EUR}\n", "lacks `currency`"),
        ("format: csv>format: xls", "Line 2 .* auto, csv, jsonl or parquet"),
        ("kind: {otherwise: sale}>kind: {otherwise: gift}", "Line 6 .* a kind of event"),
        ("external_id: id>external_id: {}", "Line 4"),
        ("amount: {column: amount}>amount: {column: a, comma: true}", "Line 7 .*`comma`"),
        ("source: {constant: shop}>source: !!python/object:os.system x", "Line 3 .* tag"),
        ("source: {constant: shop}>source: &a {constant: *a}", "Line 3"),
        ("profile: mine>profile: mine\nprofile: two", "Line 2 .* twice"),
        ("amount: {column: amount}>amount: {column: amount, decimal: '.', grouping: '.'}", "same sign"),
        ("occurred_at: {column: time}>occurred_at: {column: time, zone: Europe/Nowhere}", "no time zone"),
        ("occurred_at: {column: time}>occurred_at: {column: time, formats: ['%Q']}", "%Q"),
        ("occurred_at: {column: time}>occurred_at: [unclosed", "Line"),
        ("source: {constant: shop}>source: {constant: my shop}", "no account segment"),
    ],
)
def test_a_wrong_profile_is_refused_with_line_and_reason(change: str, message: str) -> None:
    before, _, after = change.partition(">")
    assert before in SMALLEST
    with pytest.raises(UserError, match=message):
        read_profile(SMALLEST.replace(before, after))


def test_a_profile_of_noise_or_of_nesting_is_refused() -> None:
    for text in ("\x00\x01", "- a", "[" * 5000, "a: " * 3000, "x" * 2_000_000):
        with pytest.raises(UserError):
            read_profile(text)


def test_an_unknown_profile_names_the_ready_ones(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="generic, paypal-activity"):
        load_profile("nothing")
    with pytest.raises(UserError, match="There is no file"):
        load_profile(tmp_path / "absent.yaml")


def shown(tmp_path: Path, name: str, text: str, profile: str) -> Preview:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return preview(path, profile)


def at(text: str) -> int:
    return int(datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp()) * 1_000_000


def test_stripe_exports_are_read_with_kinds_and_transfers_passed_over(tmp_path: Path) -> None:
    found = shown(
        tmp_path,
        "balance.csv",
        "id,Type,Source,Amount,Fee,Net,Currency,Created (UTC),Available On (UTC),Description\n"
        "txn_1,charge,ch_1,10.00,0.59,9.41,usd,2026-01-02 03:04,2026-01-04 00:00,Order 5\n"
        "txn_2,refund,re_1,-10.00,0.00,-10.00,usd,2026-01-03 03:04,2026-01-04 00:00,\n"
        "txn_3,payout,po_1,-9.41,0.00,-9.41,usd,2026-01-04 03:04,2026-01-04 00:00,\n"
        "txn_4,adjustment,dp_1,-20.00,15.00,-35.00,usd,2026-01-05 03:04,2026-01-04 00:00,Dispute\n"
        "txn_5,adjustment,dp_1,20.00,-15.00,35.00,usd,2026-01-06 03:04,2026-01-04 00:00,Dispute won\n"
        "txn_6,charge,ch_2,500,0,500,jpy,2026-01-02 03:04,2026-01-04 00:00,\n"
        "txn_7,mystery,ch_2,1,0,1,usd,2026-01-02 03:04,2026-01-04 00:00,\n",
        "stripe-balance",
    )
    assert [row.line for row in found.rows] == [2, 3, 4, 5, 6, 7, 8]
    kinds = [row.event and Kind(row.event.kind).word for row in found.rows]
    assert kinds == ["sale", "refund", None, "chargeback", "chargeback_reversal", "sale", None]
    first = found.rows[0].event
    assert first is not None
    assert (first.amount, first.occurred_at, first.note) == (1000, at("2026-01-02T03:04"), "Order 5")
    assert first.attributes == '{"type":"charge"}'
    yen = found.rows[5].event
    assert yen is not None
    assert yen.amount == 500
    assert found.rows[2].refusal is None
    refusal = found.rows[6].refusal
    assert refusal is not None
    assert "'mystery'" in refusal.detail


def test_paypal_exports_are_read_on_their_own_clock_with_originals(tmp_path: Path) -> None:
    header = (
        '"Date","Time","TimeZone","Name","Type","Status","Currency","Gross","Fee","Net","From Email Address",'
        '"Transaction ID","Reference Txn ID"\n'
    )
    found = shown(
        tmp_path,
        "activity.csv",
        "\ufeff"
        + header
        + '"01/31/2026","23:30:00","PST","Ann","Website Payment","Completed","USD","1,234.50","-36","1198.5",'
        '"ann@example.org","T1","I-SUBSCRIPTION"\n'
        '"06/01/2026","12:00:00","PDT","Ann","Payment Refund","Completed","USD","-34.50","1","-33.5",'
        '"ann@example.org","T2","T1"\n'
        '"06/01/2026","12:00:00","PDT","Bob","Website Payment","Pending","USD","5.00","0","5","",'
        '"T3",""\n'
        '"06/01/2026","12:00:00","PDT","","General Currency Conversion","Completed","USD","5.00","0","5","",'
        '"T4",""\n'
        '"06/01/2026","12:00:00","XXX","Bob","Website Payment","Completed","USD","5.00","0","5","",'
        '"T5",""\n',
        "paypal-activity",
    )
    sale, refund, pending, conversion, nowhere = found.rows
    assert sale.event is not None and refund.event is not None
    assert sale.event.amount == 123_450
    assert sale.event.occurred_at == at("2026-02-01T07:30")
    assert (sale.event.payer, sale.event.note, sale.event.original) == ("ann@example.org", "Ann", None)
    assert (refund.event.kind, refund.event.original) == (Kind.REFUND, "T1")
    assert refund.event.occurred_at == at("2026-06-01T19:00")
    assert pending.event is None and pending.refusal is None
    assert conversion.event is None and conversion.refusal is None
    assert nowhere.refusal is not None
    assert "time zone 'XXX'" in nowhere.refusal.detail


GENERIC = (
    "source,id,time,kind,amount,currency,payer,country,attribute.tier\n"
    "shop-a,1,2026-01-02T03:04:05Z,sale,12.30,EUR,ann,DE,gold\n"
)


def test_the_generic_layout_is_read_as_csv_json_lines_and_parquet(tmp_path: Path) -> None:
    as_csv = shown(tmp_path, "a.csv", GENERIC, "generic")
    record = as_csv.rows[0].record
    as_json = shown(tmp_path, "a.jsonl", json.dumps(dict(record)), "generic")
    import duckdb

    path = tmp_path / "a.parquet"
    (tmp_path / "b.csv").write_text(GENERIC)
    duckdb.sql(f"COPY (FROM read_csv('{tmp_path / 'b.csv'}', all_varchar=true)) TO '{path}' (FORMAT parquet)")
    as_parquet = preview(path, "generic")
    events = [found.rows[0].event for found in (as_csv, as_json, as_parquet)]
    assert events[0] is not None
    assert events[0].attributes == '{"tier":"gold"}'
    assert len({event._replace(line=0) for event in events if event}) == 1


def test_a_preview_shows_groups_and_their_refusals(shared_data: Path) -> None:
    found = preview(shared_data / "revenue" / "uci_online_retail.csv.xz", "uci-online-retail", rows=60)
    assert found.grouped
    assert len(found.rows) == 60
    assert found.rows[0].event is not None
    assert found.rows[0].event.amount == 13_912
    refused = [row for row in found.rows if row.refusal]
    assert refused[0].line == 624
    assert found.rows[0].to_json()["event"]["amount"] == "139.12"  # type: ignore[index,call-overload]


def test_a_misspelled_key_is_told_before_the_one_that_it_leaves_missing():
    text = resource_path("profiles", "generic.yaml").read_text("utf-8").replace("currency:", "currncy:")
    with pytest.raises(UserError, match="has `currncy` at its top level"):
        read_profile(text)
