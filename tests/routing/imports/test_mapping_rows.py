"""Rows into events: amounts, kinds, times and groups, each rule with its refusal."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revroute_desktop.intake.records import ColumnChunk
from revroute_desktop.money.currencies import currency
from revroute_desktop.money.rounding import round_fraction
from revroute_desktop.routing.imports.grouping import Groups
from revroute_desktop.routing.imports.mapping import MappedEvent, drafts_of, finish, read_rows
from revroute_desktop.routing.imports.mapping_columns import Fault
from revroute_desktop.routing.imports.outcomes import Outcome, Refusal, Tally, outcomes_of
from revroute_desktop.routing.imports.profile import Profile
from revroute_desktop.routing.imports.profile_reader import read_profile
from revroute_desktop.routing.kinds import Kind

BASE = {
    "profile": "mine",
    "format": "csv",
    "source": "{constant: shop}",
    "external_id": "id",
    "occurred_at": "{column: time}",
    "kind": "{otherwise: {positive: sale, negative: refund}}",
    "amount": "{column: amount}",
    "currency": "{constant: EUR}",
}


def profile(**changes: str) -> Profile:
    return read_profile("\n".join(f"{key}: {value}" for key, value in {**BASE, **changes}.items()))


def chunk(*rows: dict[str, str], first_line: int = 2) -> ColumnChunk:
    filled = [{"id": str(n), "time": "2026-01-02", "amount": "1.00", **row} for n, row in enumerate(rows, 1)]
    names = list(dict.fromkeys(name for row in filled for name in row))
    columns = {name: [row.get(name, "") for row in filled] for name in names}
    return ColumnChunk("file.csv", range(first_line, first_line + len(rows)), columns, ())


def outcomes(mapping: Profile, *rows: dict[str, str]) -> list[Outcome]:
    return outcomes_of(mapping, chunk(*rows), Tally())


def one(mapping: Profile, **row: str) -> Outcome:
    (outcome,) = outcomes(mapping, row)
    return outcome


def amount_of(mapping: Profile, text: str, **row: str) -> int | str:
    outcome = one(mapping, amount=text, **row)
    return outcome.amount if isinstance(outcome, MappedEvent) else outcome.reason


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("12.30", 1230),
        ("-12.3", -1230),
        ("5", 500),
        ("+5", 500),
        ("\u22125.00", -500),
        ("0", "zero"),
        ("0.00", "zero"),
        ("", "amount"),
        ("1.234", "amount"),
        ("1,234.00", "amount"),
        ("1e5", "amount"),
        ("NaN", "amount"),
        ("12 ", 1200),
        ("9" * 30, "amount"),
        ("10000000000000.00", 10**15),
        ("10000000000000.01", "amount"),
        ("\u0661\u0662", "amount"),
    ],
)
def test_amounts_are_exact_or_refused(text: str, expected: int | str) -> None:
    assert amount_of(profile(), text) == expected


def test_decimal_commas_grouping_and_brackets_are_read_where_the_profile_says_so() -> None:
    german = profile(amount="{column: amount, decimal: ',', grouping: '.', parentheses: 'true'}")
    assert amount_of(german, "1.234,50") == 123_450
    assert amount_of(german, "(2,00)") == -200
    assert amount_of(german, "1.23") == "amount"
    assert amount_of(german, "1,234.50") == "amount"


def test_minor_units_are_taken_as_they_are() -> None:
    minor = profile(amount="{column: amount, unit: minor}")
    assert amount_of(minor, "1230") == 1230
    assert amount_of(minor, "12.3") == "amount"
    yen = profile(amount="{column: amount, unit: minor}", currency="{constant: JPY}")
    assert amount_of(yen, "1230") == 1230


def test_currencies_bring_their_own_digits() -> None:
    mixed = profile(currency="currency")
    assert amount_of(mixed, "5", currency="jpy") == 5
    assert amount_of(mixed, "5.0", currency="JPY") == 5
    assert amount_of(mixed, "5.5", currency="JPY") == "amount"
    assert amount_of(mixed, "1.000", currency="JPY") == "amount"
    assert amount_of(mixed, "1.234", currency="KWD") == 1234
    assert amount_of(mixed, "1", currency="XYZ") == "currency"
    assert amount_of(mixed, "1", currency="") == "currency"


def test_signs_follow_the_profile_and_the_kind() -> None:
    negated = profile(amount="{column: amount, sign: negate}")
    assert amount_of(negated, "-3.00") == 300
    refunds = profile(kind="{otherwise: refund}")
    assert amount_of(refunds, "3.00") == "sign"
    by_kind = profile(kind="{otherwise: refund}", amount="{column: amount, sign: by_kind}")
    assert amount_of(by_kind, "3.00") == -300
    assert amount_of(by_kind, "-3.00") == -300
    fees = profile(kind="{otherwise: fee}")
    assert (amount_of(fees, "3.00"), amount_of(fees, "-3.00")) == (300, -300)
    only_sales = profile(kind="{otherwise: {positive: sale}}")
    assert amount_of(only_sales, "-3.00") == "sign"


def test_products_are_rounded_half_even_and_the_difference_kept() -> None:
    priced = profile(amount="{column: quantity, times: price, round: half_even}")
    event = one(priced, quantity="3", price="0.335")
    assert isinstance(event, MappedEvent)
    assert (event.amount, event.residue) == (100, "0.005")
    event = one(priced, quantity="-3", price="0.335")
    assert isinstance(event, MappedEvent)
    assert (event.amount, event.residue) == (-100, "-0.005")
    tiny = one(priced, quantity="1", price="0.001")
    assert isinstance(tiny, Refusal)
    assert tiny.reason == "zero"


@pytest.mark.parametrize(
    ("text", "zone", "expected"),
    [
        ("2026-01-02T03:04:05Z", "Europe/Berlin", 1_767_323_045_000_000),
        ("2026-01-02 04:04:05", "Europe/Berlin", 1_767_323_045_000_000),
        ("2026-03-29 02:30:00", "Europe/Berlin", "time"),
        ("2026-10-25 02:30:00", "Europe/Berlin", 1_792_888_200_000_000),
        ("1969-12-31", "UTC", "time"),
        ("2201-01-01", "UTC", "time"),
        ("2200-12-31T23:59:59", "UTC", 7_289_654_399_000_000),
        ("0001-01-01", "America/New_York", "time"),
        ("9999-12-31", "Asia/Tokyo", "time"),
        ("31.12.2026", "UTC", "time"),
        ("", "UTC", "time"),
    ],
)
def test_times_have_one_instant_or_are_refused(text: str, zone: str, expected: int | str) -> None:
    outcome = one(profile(occurred_at=f"{{column: time, zone: {zone}}}"), time=text)
    assert (outcome.occurred_at if isinstance(outcome, MappedEvent) else outcome.reason) == expected


def test_time_formats_are_tried_in_order() -> None:
    tried = profile(occurred_at="{column: time, formats: ['%d.%m.%Y', unix, unix_ms]}")
    for text in ("02.01.2026", "1767312000", "1767312000.0", "1767312000000"):
        event = one(tried, time=text)
        assert isinstance(event, MappedEvent)
        assert event.occurred_at == 1_767_312_000_000_000, text


def test_kinds_come_from_values_then_the_longest_prefix_then_otherwise() -> None:
    mapping = profile(
        kind="{column: id, values: {C1: tip}, prefixes: {C: ad, CC: affiliate}, otherwise: subscription}"
    )
    kinds = [one(mapping, id=name) for name in ("C1", "C2", "CC2", "X")]
    found = [Kind(event.kind).word for event in kinds if isinstance(event, MappedEvent)]
    assert found == ["tip", "ad", "affiliate", "subscription"]


def test_texts_are_mapped_trimmed_and_checked() -> None:
    mapping = profile(
        country="{column: country, values: {EIRE: IE, none: ''}, otherwise: refuse}",
        payer="{column: payer, strip_suffix: '.0'}",
        campaign="campaign",
    )
    event = one(mapping, country=" EIRE ", payer="17850.0", campaign=" spring ")
    assert isinstance(event, MappedEvent)
    assert (event.country, event.payer, event.campaign) == ("IE", "17850", "spring")
    assert isinstance(one(mapping, country="none", payer="", campaign=""), MappedEvent)
    refusals = [
        one(mapping, country="Narnia", payer="", campaign=""),
        one(mapping, country="", payer="secret\x07name", campaign=""),
        one(mapping, country="", payer="", campaign="x" * 501),
    ]
    assert [outcome.reason for outcome in refusals if isinstance(outcome, Refusal)] == [
        "country",
        "payer",
        "campaign",
    ]
    assert isinstance(refusals[1], Refusal)
    assert "secret" not in refusals[1].detail


def test_ids_and_sources_must_be_there_and_fit() -> None:
    mapping = profile(source="shop")
    assert isinstance(one(mapping, shop="a"), MappedEvent)
    for row in ({"shop": ""}, {"shop": "a b"}, {"shop": "-a"}, {"shop": "a", "id": ""}, {"shop": "a" * 64}):
        assert isinstance(one(mapping, **row), Refusal)


def test_skipped_rows_are_counted_and_neither_event_nor_refusal() -> None:
    mapping = profile(skip="[{column: status, not_in: [done]}, {column: id, prefixes: [X]}]")
    tally = Tally()
    found = outcomes_of(
        mapping, chunk({"status": "done"}, {"status": "open"}, {"status": "done", "id": "X1"}), tally
    )
    assert [outcome.line for outcome in found] == [2]
    assert (tally.lines, tally.filtered) == (3, 2)


def test_a_refused_row_is_kept_whole() -> None:
    outcome = one(profile(), amount="x", memo='a "b"')
    assert isinstance(outcome, Refusal)
    assert outcome.raw == '{"id":"1","time":"2026-01-02","amount":"x","memo":"a \\"b\\""}'


def group(mapping: Profile, *chunks: ColumnChunk) -> tuple[list[MappedEvent], list[Fault]]:
    groups = Groups()
    for part in chunks:
        groups.add(read_rows(mapping, part))
    events, refused = finish(groups.drafts(), mapping.amount)
    return events, [row.fault for row in refused]


def test_rows_of_one_id_are_one_event_over_the_whole_file() -> None:
    mapping = profile(group_by_id="'true'", payer="payer", attributes="{shelf: shelf}")
    first = chunk(
        {"id": "A", "time": "2026-01-05", "amount": "1.10", "payer": "", "shelf": ""},
        {"id": "B", "time": "2026-01-05", "amount": "1.00", "payer": "x", "shelf": ""},
    )
    second = chunk(
        {"id": "A", "time": "2026-01-03", "amount": "2.20", "payer": "ann", "shelf": "top"},
        {"id": "A", "time": "2026-01-04", "amount": "-0.30", "payer": "bob", "shelf": ""},
        first_line=4,
    )
    events, faults = group(mapping, first, second)
    assert not faults
    assert [(event.line, event.external_id, event.amount) for event in events] == [
        (2, "A", 300),
        (3, "B", 100),
    ]
    assert (events[0].payer, events[0].attributes) == ("ann", '{"shelf":"top"}')
    assert events[0].occurred_at == 1_767_398_400_000_000


def test_groups_whose_rows_disagree_or_fail_are_refused_whole() -> None:
    mapping = profile(
        group_by_id="'true'", currency="currency", kind="{column: kind, values: {s: sale, t: tip}}"
    )
    rows = [
        {"id": "A", "currency": "EUR", "kind": "s"},
        {"id": "A", "currency": "USD", "kind": "s"},
        {"id": "B", "currency": "EUR", "kind": "s"},
        {"id": "B", "currency": "EUR", "kind": "t"},
        {"id": "C", "currency": "EUR", "kind": "s"},
        {"id": "C", "currency": "EUR", "kind": "s", "amount": "x"},
        {"id": "D", "currency": "EUR", "kind": "s"},
    ]
    events, faults = group(mapping, chunk(*rows))
    assert [event.external_id for event in events] == ["D"]
    assert sorted(fault.reason for fault in faults) == ["amount", "currency", "kind"]
    events, faults = group(mapping, chunk(*rows[:1]), chunk(*rows[1:2]))
    assert [fault.reason for fault in faults] == ["currency"]


decimals = (
    st.decimals(min_value=-(10**9), max_value=10**9, allow_nan=False, allow_infinity=False, places=None)
    .map(lambda value: f"{value:f}")
    .filter(lambda text: len(text) < 17)
)


@given(
    st.lists(st.tuples(st.sampled_from("ABC"), decimals, decimals), min_size=1, max_size=20),
    st.integers(1, 20),
)
def test_group_sums_equal_exact_fractions(rows: list[tuple[str, str, str]], cut: int) -> None:
    mapping = profile(
        group_by_id="'true'",
        kind="{otherwise: adjustment}",
        amount="{column: quantity, times: price, round: half_even}",
    )
    made = [{"id": name, "quantity": quantity, "price": price} for name, quantity, price in rows]
    events, _ = group(mapping, *(chunk(*part) for part in (made[:cut], made[cut:]) if part))
    exact: dict[str, Fraction] = {}
    for name, quantity, price in rows:
        exact[name] = exact.get(name, Fraction(0)) + Fraction(quantity) * Fraction(price)
    expected = {}
    for name, value in exact.items():
        minor = round_fraction(value.numerator * 100, value.denominator)
        if minor and abs(minor) <= 10**15:
            expected[name] = (minor, value - Fraction(minor, 100))
    found = {event.external_id: (event.amount, Fraction(event.residue or 0)) for event in events}
    assert found == expected


@given(st.text(max_size=20), st.text(max_size=20), st.text(max_size=20))
def test_any_text_gives_an_event_or_a_refusal(amount: str, time: str, payer: str) -> None:
    (outcome,) = outcomes(profile(payer="payer"), {"amount": amount, "time": time, "payer": payer})
    if isinstance(outcome, MappedEvent):
        assert currency("EUR").numeric == outcome.currency
        assert outcome.amount != 0


def test_drafts_without_rows_are_nothing() -> None:
    mapping = profile()
    empty = ColumnChunk("file.csv", [], {"id": [], "time": [], "amount": []}, ())
    places, drafts = drafts_of(read_rows(mapping, empty))
    assert places == []
    assert finish(drafts, mapping.amount) == ([], [])
