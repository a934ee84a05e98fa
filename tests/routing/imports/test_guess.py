"""Guessing a profile from a file: what is found, what is left to a person, and that a guess is a profile."""

import csv
import io
import json
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from pathlib import Path

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from revroute_desktop.errors import UserError
from revroute_desktop.intake import Layout
from revroute_desktop.money.amounts import parse_decimal
from revroute_desktop.routing.imports.guess import guess_profile
from revroute_desktop.routing.imports.guess_values import clock_format, notation, odd_times, time_format
from revroute_desktop.routing.imports.guess_words import SKIP, kind_of_word, name_score, plain
from revroute_desktop.routing.imports.import_revenue import import_revenue
from revroute_desktop.routing.imports.kept_profiles import (
    drop_profile,
    keep_profile,
    kept_profile,
    kept_profiles,
)
from revroute_desktop.routing.imports.preview import preview
from revroute_desktop.routing.imports.profile_draft import (
    KIND_CHOICES,
    Given,
    ProfileDraft,
    attribute_named,
    draft_profile,
    missing,
    profile_name,
    profile_text,
)
from revroute_desktop.routing.imports.profile_fit import fits, fitting
from revroute_desktop.routing.imports.profile_reader import load_profile, read_profile, ready_profiles
from revroute_desktop.routing.imports.sample import look_at, sample_of
from revroute_desktop.workspace import Workspace

BAND_SHOP = """\
Export of 5 March 2026
Order;Date;Type;Amount;Currency;Buyer;Country;Article;Refers to;Artist
2026-118;02.03.2026 09:15;Sale;1.249,00;EUR;mia@example.org;Germany;tour-box;;neon-kitten
2026-119;02.03.2026 18:40;Sale;19,90;EUR;noah@example.org;Austria;poster;;paper-moth
2026-120;03.03.2026 07:55;Draft;35,00;EUR;liv@example.org;Germany;poster;;paper-moth
C-2026-118;04.03.2026 11:02;Credit note;200,00;EUR;mia@example.org;Germany;tour-box;2026-118;neon-kitten
"""


def write(path: Path, text: str, encoding: str = "utf-8") -> Path:
    path.write_bytes(text.encode(encoding))
    return path


def test_a_semicolon_file_with_decimal_commas_is_understood_whole(tmp_path: Path) -> None:
    file = write(tmp_path / "band-shop-2026-03.csv", BAND_SHOP)
    draft = guess_profile(look_at(file), zone="Europe/Berlin")
    assert draft.layout == Layout("csv", delimiter=";", skip_lines=1)
    assert (draft.name, draft.source) == ("band-shop", Given(constant="band-shop"))
    assert (draft.external_id, draft.time_columns, draft.time_formats) == (
        "Order",
        ("Date",),
        ("%d.%m.%Y %H:%M",),
    )
    assert (draft.amount, draft.decimal, draft.grouping, draft.sign) == ("Amount", ",", ".", "by_kind")
    assert draft.kinds == {"Sale": "sale", "Draft": SKIP, "Credit note": "refund"}
    assert draft.texts == {
        "payer": "Buyer",
        "product": "Article",
        "country": "Country",
        "original": "Refers to",
    }
    assert draft.attributes == {"Artist": "Artist"} and not missing(draft)
    found = preview(file, draft_profile(draft))
    assert [row.event.amount if row.event else None for row in found.rows] == [124900, 1990, None, -20000]
    assert all(row.refusal is None for row in found.rows)


def test_the_years_invoices_of_a_shop_are_lines_to_be_grouped(shared_data: Path) -> None:
    sample = look_at(shared_data / "revenue" / "uci_online_retail.csv.xz")
    draft = guess_profile(sample, zone="Europe/London")
    assert draft.grouped and draft.external_id == "InvoiceNo" and draft.time_columns == ("InvoiceDate",)
    assert (draft.amount, draft.times, draft.rounded) == ("Quantity", "UnitPrice", True)
    assert draft.texts == {"payer": "CustomerID", "country": "Country"}
    (lack,) = missing(draft)
    assert "currency" in lack and "No column" not in lack
    with pytest.raises(UserError, match="currency"):
        draft_profile(draft)
    assert fitting(sample, map(load_profile, ready_profiles()))[0].name == "uci-online-retail"


def test_json_lines_and_parquet_are_told_by_their_bytes(tmp_path: Path) -> None:
    rows = [
        {
            "id": f"t{n}",
            "created": 1_772_000_000 + n,
            "type": kind,
            "amount_cents": cents,
            "ccy": "usd",
        }
        for n, (kind, cents) in enumerate((("tip", 500), ("tip", 300), ("refund", -200), ("payout", -600)))
    ]
    lines = write(tmp_path / "tips.ndjson", "".join(json.dumps(row) + "\n" for row in rows))
    draft = guess_profile(look_at(lines))
    assert draft.layout.format == "jsonl" and draft.minor and draft.time_formats == ("unix",)
    assert (draft.external_id, draft.currency) == ("id", Given("ccy"))
    assert draft.kinds == {"tip": "tip", "refund": "refund", "payout": SKIP}
    made = [row.event.amount for row in preview(lines, draft_profile(draft)).rows if row.event]
    assert made == [500, 300, -200]
    stored = tmp_path / "tips.parquet"
    duckdb.sql(f"COPY (SELECT * FROM read_json('{lines}')) TO '{stored}' (FORMAT parquet)")
    again = guess_profile(look_at(stored))
    assert again.layout.format == "parquet" and again.external_id == "id"


def test_a_file_without_a_header_gets_numbered_columns(tmp_path: Path) -> None:
    file = write(tmp_path / "plain.csv", "a1,2026-03-01,19.90,EUR\na2,2026-03-02,5.00,EUR\n")
    draft = guess_profile(look_at(file))
    assert draft.layout.names == ("column 1", "column 2", "column 3", "column 4")
    assert (draft.external_id, draft.time_columns, draft.amount) == ("column 1", ("column 2",), "column 3")
    assert len(preview(file, draft_profile(draft)).rows) == 2


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "windows-1252"])
def test_an_encoding_is_found(tmp_path: Path, encoding: str) -> None:
    text = "Rechnungsnummer\tDatum\tBetrag\tWährung\n" + "".join(
        f"R{n}\t0{n}.05.2026\t{n},50\tEUR\n" for n in range(1, 9)
    )
    draft = guess_profile(look_at(write(tmp_path / "büro.csv", text, encoding)))
    assert draft.layout.encoding == encoding and draft.layout.delimiter == "\t"
    assert draft.currency == Given("Währung") and draft.decimal == ","
    assert len(preview(tmp_path / "büro.csv", draft_profile(draft)).rows) == 8


def test_date_and_time_in_two_columns_and_a_column_of_zones(tmp_path: Path) -> None:
    text = "Date,Time,TimeZone,Type,Currency,Gross,Transaction ID\n" + "".join(
        f"03/{day}/2026,09:15:00,PST,Website Payment,USD,{day}.00,TX{day}\n" for day in range(13, 20)
    )
    file = write(tmp_path / "Download.csv", text)
    draft = guess_profile(look_at(file))
    assert draft.time_columns == ("Date", "Time") and draft.time_formats == ("%m/%d/%Y %H:%M:%S",)
    assert draft.zone_column == "TimeZone" and draft.zones == {"PST": "-08:00"}
    first = preview(file, draft_profile(draft)).rows[0].event
    assert first is not None
    assert datetime.fromtimestamp(first.occurred_at / 1e6, UTC) == datetime(2026, 3, 13, 17, 15, tzinfo=UTC)


def test_the_layouts_of_ready_profiles_are_known_again(tmp_path: Path) -> None:
    generic = write(
        tmp_path / "g.csv", "source,id,time,kind,amount,currency\nshop,a,2026-03-01T00:00:00Z,sale,5.00,EUR\n"
    )
    sample = look_at(generic)
    assert [profile.name for profile in fitting(sample, map(load_profile, ready_profiles()))] == ["generic"]
    assert not fits(look_at(write(tmp_path / "o.csv", BAND_SHOP)), load_profile("generic"))


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "empty"),
        (b"id,amount\n", "no rows"),
        (b"PK\x03\x04rest", "ZIP archive"),
        (b"%PDF-1.7", "PDF"),
    ],
)
def test_what_is_no_export_is_refused_in_one_sentence(tmp_path: Path, content: bytes, says: str) -> None:
    file = tmp_path / "night.csv"
    file.write_bytes(content)
    with pytest.raises(UserError, match=says):
        look_at(file)
    with pytest.raises(UserError, match="There is no file"):
        look_at(tmp_path / "none.csv")


def test_damage_and_binary_rubbish_raise_nothing_else(tmp_path: Path) -> None:
    file = tmp_path / "rubbish.csv"
    for content in (
        bytes(range(256)) * 9,
        b'"open,quote\n1,2\n' * 50,
        b"\n\n\n",
        b"a;b,c\td|e\n" * 3,
        b"\xff\xfe",
    ):
        file.write_bytes(content)
        try:
            draft = guess_profile(look_at(file))
        except UserError:
            continue
        assert profile_text(draft)


@pytest.mark.parametrize(
    ("texts", "form"),
    [
        (["2026-03-01T08:00:00Z", "2026-03-02T08:00:00+01:00"], "iso"),
        (["2026-03-01", "2026-03-02"], "iso"),
        (["1772000000", "1772000001.5"], "unix"),
        (["1772000000123"], "unix_ms"),
        (["01/03/2026", "02/03/2026", "05/03/2026"], "%d/%m/%Y"),
        (["03/01/2026", "03/02/2026", "03/05/2026"], "%m/%d/%Y"),
        (["13/03/2026 21:05"], "%d/%m/%Y %H:%M"),
        (["Mar 1, 2026, 9:05 PM"], "%b %d, %Y, %I:%M %p"),
        (["1-Mar-26"], "%d-%b-%y"),
        (["2026/03/01 10:00:00 +0100"], "%Y/%m/%d %H:%M:%S %z"),
        (["536365", "536366"], None),
        (["neon-kitten", "lux"], None),
        (["12.90", "1.20"], None),
        (["1.2.3"], None),
        (["31.02.2026 10:00", "01.03.2026 10:00", "02.03.2026 11:30"], "%d.%m.%Y %H:%M"),
        (["2026-03-01", "soon", "2026-03-02"], "iso"),
        (["soon", "later", "2026-03-02"], None),
    ],
)
def test_times_are_known_by_their_texts(texts: list[str], form: str | None) -> None:
    assert time_format(texts) == form


def test_a_bad_date_stops_no_detection_and_is_named(tmp_path: Path) -> None:
    file = write(
        tmp_path / "kasse.csv",
        "Beleg;Datum;Betrag\nA1;31.02.2026 10:00;1,00\nA2;01.03.2026 10:00;2,00\nA3;02.03.2026 11:30;3,00\n",
    )
    draft = guess_profile(look_at(file), zone="Europe/Vienna")
    assert draft.time_columns == ("Datum",) and draft.time_formats == ("%d.%m.%Y %H:%M",)
    assert draft.zone == "Europe/Vienna"
    column = look_at(file).column("Datum")
    assert column is not None
    assert odd_times(column.filled, "%d.%m.%Y %H:%M") == ("31.02.2026 10:00",)


def test_times_without_a_known_form_are_not_taken_for_utc(tmp_path: Path) -> None:
    file = write(tmp_path / "x.csv", "Beleg;Wann;Betrag\nA1;gestern;1,00\nA2;heute;2,00\n")
    assert guess_profile(look_at(file), zone="Europe/Vienna").zone == "Europe/Vienna"


def test_a_time_of_day_is_none_of_a_day() -> None:
    assert clock_format(["09:15", "23:59"]) == "%H:%M"
    assert clock_format(["9:15:01 AM"]) == "%I:%M:%S %p"
    assert clock_format(["2026-03-01 09:15"]) is None and clock_format([]) is None


@pytest.mark.parametrize(
    ("texts", "signs"),
    [
        (["19.90", "-5.00"], (".", "")),
        (["1,249.00", "19.90"], (".", ",")),
        (["1.249,00", "19,90"], (",", ".")),
        (["1.249", "350"], (",", ".")),
        (["0.125", "1.250"], (".", "")),
        (["1'249.00", "19.90"], (".", "'")),
        (["1 249,00", "19,90"], (",", " ")),
        (["(5.00)", "7.00"], (".", "")),
        (["five", "six"], None),
        (["EUR 5.00"], None),
        ([], None),
    ],
)
def test_numbers_are_known_by_their_texts(texts: list[str], signs: tuple[str, str] | None) -> None:
    found = notation(texts)
    assert (None if found is None else (found.decimal, found.grouping)) == signs


@given(
    st.lists(st.integers(-(10**9), 10**9), min_size=2, max_size=30, unique=True),
    st.sampled_from([(".", ","), (",", "."), (".", ""), (",", ""), (".", "'"), (",", " ")]),
)
def test_a_notation_reads_the_numbers_that_were_written(cents: list[int], signs: tuple[str, str]) -> None:
    decimal, grouping = signs
    texts = [
        f"{number / 100:,.2f}".replace(",", "\0").replace(".", decimal).replace("\0", grouping)
        for number in cents
    ]
    found = notation(texts)
    assert found is not None
    for number, text in zip(cents, texts, strict=True):
        assert parse_decimal(text, decimal=found.decimal, grouping=found.grouping) == Fraction(number, 100)


@given(
    st.datetimes(datetime(2001, 1, 1), datetime(2099, 1, 1)),
    st.lists(st.integers(0, 40 * 86400), min_size=40, max_size=40),
    st.sampled_from(["%d.%m.%Y %H:%M", "%Y/%m/%d %H:%M:%S", "%d-%b-%Y", "%B %d, %Y", "%d/%m/%Y %I:%M %p"]),
)
def test_a_format_reads_the_times_that_were_written(start: datetime, later: list[int], form: str) -> None:
    moments = [start + timedelta(seconds=seconds) for seconds in (*later, 0, 20 * 86400)]
    texts = [moment.strftime(form) for moment in moments]
    found = time_format(texts)
    assert found is not None
    for text in texts:
        datetime.strptime(text, found)


_names = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=40).filter(str.strip)
_texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)


@given(st.dictionaries(_names, st.lists(_texts, min_size=5, max_size=5), min_size=1, max_size=8))
def test_whatever_the_columns_a_guess_is_a_profile_or_says_what_it_lacks(
    columns: dict[str, list[str]],
) -> None:
    draft = guess_profile(sample_of(columns))
    text = profile_text(draft)
    if missing(draft):
        assert text.startswith("# ")
        with pytest.raises(UserError):
            draft_profile(draft)
    else:
        assert read_profile(text).name == draft.name


@given(_names, _names, st.dictionaries(_texts, st.sampled_from(KIND_CHOICES), max_size=6), _names)
def test_the_text_of_a_draft_holds_its_columns_whatever_they_are_called(
    identity: str, amount: str, kinds: dict[str, str], column: str
) -> None:
    draft = ProfileDraft(
        "mine",
        Layout("csv"),
        source=Given(constant="shop"),
        external_id=identity,
        time_columns=("when",),
        kind_column=column,
        kinds=kinds,
        kind_otherwise="sale",
        amount=amount,
        currency=Given(constant="EUR"),
        texts={"note": column},
    )
    profile = draft_profile(draft)
    assert profile.external_id.columns == (identity,) and profile.amount.column == amount
    assert set(profile.kind.values) == {text for text, kind in kinds.items() if kind != SKIP}
    assert {text for rule in profile.skip for text in rule.texts} == {
        t for t, k in kinds.items() if k == SKIP
    }


@given(st.lists(st.tuples(st.text("abc", max_size=3), st.text(",;|\t", max_size=1)), max_size=6))
def test_looking_at_any_text_raises_only_what_a_person_may_read(
    tmp_path_factory: pytest.TempPathFactory, parts: list[tuple[str, str]]
) -> None:
    out = io.StringIO()
    csv.writer(out).writerows([[a + b for a, b in parts]] * 3)
    file = tmp_path_factory.mktemp("any") / "any.csv"
    file.write_text(out.getvalue(), encoding="utf-8")
    try:
        look_at(file)
    except UserError as error:
        assert str(error).endswith(".")


def test_words_of_columns_and_kinds() -> None:
    assert plain("InvoiceNo") == "invoice no" and plain("utm_campaign") == "utm campaign"
    assert plain("CustomerID") == "customer id"
    assert name_score("amount", "Betrag") > name_score("amount", "Amount refunded") > 0
    assert name_score("amount", "Creator") == 0
    assert (
        kind_of_word("Payment Refund") == "refund"
        and kind_of_word("Chargeback Reversal") == "chargeback_reversal"
    )
    assert kind_of_word("Gutschrift") == "refund" and kind_of_word("zzz") is None
    assert attribute_named("attribute.creator") == "creator" and attribute_named("%%") == ""
    assert attribute_named("Künstler") == "Kuenstler" and attribute_named("Prénom") == "Prenom"
    assert profile_name("Büro & Söhne 2026!") and profile_name("") == "own"


def test_a_profile_is_kept_in_the_workspace_and_imports_by_its_name(
    workspace: Workspace, tmp_path: Path
) -> None:
    file = write(tmp_path / "band-shop.csv", BAND_SHOP)
    text = profile_text(guess_profile(look_at(file), zone="Europe/Berlin"))
    assert keep_profile(workspace, text).name == "band-shop"
    keep_profile(workspace, text)
    with workspace.read() as session:
        assert [kept.name for kept in kept_profiles(session.sql)] == ["band-shop"]
    profile = kept_profile(workspace, "band-shop", source="elsewhere")
    assert import_revenue(workspace, file, profile, actor="ada").events == 3
    with workspace.read() as session:
        assert session.sql.execute("SELECT code FROM source").fetchall() == [("elsewhere",)]
    with pytest.raises(UserError, match="keeps band-shop"):
        kept_profile(workspace, "other")
    with pytest.raises(UserError, match="comes with the program"):
        keep_profile(workspace, text.replace("profile: band-shop", "profile: generic"))
    drop_profile(workspace, "band-shop")
    with pytest.raises(UserError, match="keeps none"):
        kept_profile(workspace, "band-shop")
