"""The filter language: what is typed and written again, faults and their places, SQL against Python."""

import sqlite3
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from revroute_desktop.workspace.filters.compile import condition
from revroute_desktop.workspace.filters.complete import field_at, suggest
from revroute_desktop.workspace.filters.fields import Field, FilterFault, Table, Type
from revroute_desktop.workspace.filters.language import Sign, Term, Value, impersonal, read, write
from revroute_desktop.workspace.filters.rows import Minor, predicate
from revroute_desktop.workspace.filters.values import span

ZONE = "Europe/Berlin"
DIGITS = {"EUR": 2, "JPY": 0, "BHD": 3}
NUMERIC = {"EUR": 978, "JPY": 392, "BHD": 48}
THINGS = Table(
    "things",
    (
        Field("at", Type.TIME, "When", "at:2026-Q1", "t.at"),
        Field("amount", Type.AMOUNT, "How much", "amount>100", "t.amount", currency="t.currency"),
        Field("line", Type.NUMBER, "Line", "line:1..5", "t.line"),
        Field("kind", Type.WORD, "Kind", "kind:sale", "t.kind", codes=(("sale", 1), ("refund", 6))),
        Field(
            "country", Type.WORD, "Country", "country:DE", "text", "t.country IN (SELECT id FROM w WHERE {})"
        ),
        Field("id", Type.TEXT, "Id", "id:ch_3Q", "t.name"),
        Field("key", Type.TEXT, "Key", "key:3Q", "t.name", same="t.name IN (SELECT ?)"),
    ),
    text=("id", "country"),
)

texts = st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=8)
words = (
    st.sampled_from(["DE", "at", "de", "FR", "a b", 'x"y', "D*", "%", "é", "a,b", "..", "-a", "~"]) | texts
)
amounts = st.sampled_from(["0", "100", "-3", "1.005", "0.01", "19.9", ".5"])
dates = st.sampled_from(["2026", "2026-Q1", "2026-03", "2026-03-29", "2026-W10", "2026-03-05T14:30"])
lines = st.integers(0, 9).map(str)


def ranges(ends: st.SearchStrategy[str]) -> st.SearchStrategy[Value]:
    def value(pair: tuple[str, str | None]) -> Value:
        return Value(*pair)

    open_end = st.tuples(ends, st.just("")) | st.tuples(st.just(""), ends)
    return (st.tuples(ends, st.none()) | st.tuples(ends, ends) | open_end).map(value)


def _ordered(name: str, ends: st.SearchStrategy[str]) -> st.SearchStrategy[Term]:
    plain = st.builds(
        Term,
        st.just(name),
        st.sampled_from([Sign.IS, Sign.EQUAL, Sign.UNEQUAL]),
        st.lists(ranges(ends), min_size=1, max_size=3).map(tuple),
        st.booleans(),
        st.booleans(),
    )
    compared = st.builds(
        Term,
        st.just(name),
        st.sampled_from([Sign.MORE, Sign.LEAST, Sign.LESS, Sign.MOST]),
        ends.map(lambda e: (Value(e),)),
        st.booleans(),
        st.booleans(),
    )
    return plain | compared


def _worded(name: str, values: st.SearchStrategy[str]) -> st.SearchStrategy[Term]:
    many = st.lists(values.map(Value), min_size=1, max_size=3).map(tuple)
    exact = () if name == "kind" else (Sign.EXACT,)
    signs = st.sampled_from([Sign.IS, Sign.EQUAL, Sign.UNEQUAL, *exact])
    return st.builds(Term, st.just(name), signs, many, st.booleans(), st.booleans())


one_term = st.one_of(
    _ordered("amount", amounts),
    _ordered("at", dates),
    _ordered("line", lines),
    _worded("kind", st.sampled_from(["sale", "refund", "*e*"])),
    _worded("country", words),
    _worded("id", words),
    _worded("key", words),
    st.builds(
        Term, st.just(""), st.just(Sign.IS), words.map(lambda w: (Value(w),)), st.booleans(), st.booleans()
    ),
)
terms = st.lists(one_term, max_size=4).map(tuple)
rows = st.fixed_dictionaries(
    {
        "at": st.sampled_from(
            dates_ := [span(d, ZONE)[0] + s for d in ("2026-03-29", "2026-W10") for s in (-1, 0)]
        ),
        "amount": st.sampled_from([0, 1, 100, 101, 1990, -300, 10_000, 1005]),
        "currency": st.sampled_from(sorted(DIGITS)),
        "line": st.integers(0, 9),
        "kind": st.sampled_from([1, 6]),
        "country": st.none() | words,
        "id": words,
    }
)


@given(terms)
def test_what_is_written_reads_back_to_the_same_terms(made: tuple[Term, ...]) -> None:
    assert read(write(made), THINGS) == made


@given(st.text(max_size=40) | st.text('amountkid:=<>!-~,." 012\\', max_size=24))
def test_whatever_is_typed_gives_terms_or_a_fault_with_its_place(typed: str) -> None:
    try:
        made = read(typed, THINGS)
    except FilterFault as fault:
        assert str(fault).endswith(".")
        assert 0 <= fault.start < fault.end <= len(typed) + 1
    else:
        assert read(write(made), THINGS) == made
        condition(made, THINGS, ZONE)


@settings(max_examples=150, deadline=None)
@given(terms, st.lists(rows, min_size=1, max_size=5))
def test_sql_and_python_leave_the_same_rows(made: tuple[Term, ...], things: list[dict]) -> None:
    memory = sqlite3.connect(":memory:")
    memory.executescript(
        "CREATE TABLE w (id INTEGER PRIMARY KEY, text TEXT);"
        "CREATE TABLE t (n INTEGER PRIMARY KEY, at, amount, currency, line, kind, country, name)"
    )
    for number, row in enumerate(things):
        word = memory.execute("INSERT INTO w (text) VALUES (?)", (row["country"],)).lastrowid
        memory.execute(
            "INSERT INTO t VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (
                number,
                row["at"],
                row["amount"],
                NUMERIC[row["currency"]],
                row["line"],
                row["kind"],
                None if row["country"] is None else word,
                row["id"],
            ),
        )
    where = condition(made, THINGS, ZONE)
    found = [n for (n,) in memory.execute(f"SELECT n FROM t{where.where} ORDER BY n", where.parameters)]
    memory.close()
    passes = predicate(made, THINGS, ZONE)
    plain = [
        n
        for n, row in enumerate(things)
        if passes({**row, "amount": Minor(row["amount"], DIGITS[row["currency"]]), "key": row["id"]})
    ]
    assert found == plain


ROW = {
    "at": span("2026-03-05T14:30", ZONE)[0],
    "amount": Minor(19_00, 2),
    "line": 7,
    "kind": 6,
    "country": "DE",
    "id": "ch_3Qm7",
    "key": "ch_3Qm7",
}


@pytest.mark.parametrize(
    ("typed", "holds"),
    [
        ("", True),
        ("amount>19", False),
        ("amount>=19", True),
        ("amount>18.999", True),
        ("amount:10..19", True),
        ("amount:..18.99", False),
        ("amount=19.00", True),
        ("amount!=19", False),
        ("kind:refund,sale", True),
        ("-kind:refund", False),
        ("~-kind:refund", True),
        ("kind=SALE", False),
        ("country:de", True),
        ("country:D*", True),
        ("-country:FR", True),
        ("at:2026-Q1", True),
        ("at:2026-W10", True),
        ("at:2026-03-05T14:30", True),
        ("at>2026-03-05", False),
        ("at>=2026-03-05", True),
        ("at:2026-01..2026-03", True),
        ("at:2026-04..", False),
        ("line:1..7", True),
        ("id:3Q", True),
        ("id=3Q", False),
        ("id=CH_3QM7", True),
        ("key:CH_3Q", True),
        ("key=CH_3QM7", False),
        ("key=ch_3Qm7", True),
        ("-key=ch_3Qm7", False),
        ("country=de", True),
        ("country!=de", False),
        ('country=="DE"', True),
        ('country=="de"', False),
        ('country=="D*"', False),
        ('-country=="DE"', False),
        ('country=="FR","DE"', True),
        ("country==DE", False),
        ('id=="CH_3QM7"', False),
        ('id=="ch_3Qm7"', True),
        ('key=="CH_3QM7"', False),
        ("3q", True),
        ("-3q", False),
        ('"CH_3Q" amount>5', True),
    ],
)
def test_a_filter_means_what_it_says(typed: str, holds: bool) -> None:
    assert predicate(read(typed, THINGS), THINGS, ZONE)(ROW) is holds


@pytest.mark.parametrize(
    ("typed", "place", "says"),
    [
        ("kind:gift", "gift", "In kind, gift is not known; use sale, refund."),
        (
            "a colour:red",
            "colour",
            "colour is not a field here; use at, amount, line, kind, country, id",
        ),
        ("amount>much", "much", "In amount, a number is expected, such as 100 or 19.90."),
        ("amount>1e9", "1e9", "In amount, a number is expected"),
        ("amount>NaN", "NaN", "In amount, a number is expected"),
        ("at:2026-13", "2026-13", "In at, a date is expected, such as 2026, 2026-Q1"),
        ("kind>sale", ">", "kind has no order; use a colon, such as kind:sale."),
        ('kind=="sale"', "==", "kind is no text that == could compare; use kind:sale."),
        ('line=="7"', "==", "line is no text that == could compare; use line:1..5."),
        ("id:", "", "A value is expected after id, such as id:ch_3Q."),
        ('x "open', '"open', "A closing quote is expected."),
        ("amount>1,2", "1,2", "A comma stands between values here"),
        ("amount:..", "..", "A range needs an end"),
        ("kind:sale -", "-", "A field or a text is expected here."),
    ],
)
def test_a_fault_marks_its_place_and_says_what_is_expected(typed: str, place: str, says: str) -> None:
    with pytest.raises(FilterFault) as caught:
        read(typed, THINGS)
    assert str(caught.value).startswith(says)
    assert typed[caught.value.start : caught.value.end] == place


def test_amounts_are_those_of_each_currency() -> None:
    made = read("amount:5", THINGS)
    passes = predicate(made, THINGS, ZONE)
    for code, digits in DIGITS.items():
        assert passes({**ROW, "amount": Minor(5 * 10**digits, digits)}), code
        assert not passes({**ROW, "amount": Minor(5 * 10**digits + 1, digits)}), code
    assert not predicate(read("amount:1.005", THINGS), THINGS, ZONE)({**ROW, "amount": Minor(100, 2)})
    assert Decimal("1.005") * 1000 == 1005


def test_dates_are_those_of_the_zone() -> None:
    first, after = span("2026-03-29", ZONE)
    assert after - first == 23 * 3_600_000_000
    assert span("2026-Q1", ZONE) == (span("2026-01-01", ZONE)[0], span("2026-04-01", ZONE)[0])


def test_fields_come_first_and_then_their_values() -> None:
    assert [s.insert for s in suggest("am", 2, THINGS, {})] == ["amount:"]
    assert [s.insert for s in suggest("", 0, THINGS, {})][:3] == ["at:", "amount:", "line:"]
    (only,) = suggest("x -kind:sale,re", 15, THINGS, {})
    assert (only.start, only.end, only.insert) == (13, 15, "refund")
    values = {"country": ["DE", "FR", "New Land"]}
    assert [s.insert for s in suggest("country:", 8, THINGS, values)] == ["DE", "FR", '"New Land"']
    assert field_at("country:D", 9, THINGS) == "country"
    assert field_at("country:D ", 10, THINGS) is None
    assert suggest("nothing:", 8, THINGS, values) == ()


FAMILY = Table(
    "things",
    (Field("payer", Type.WORD, "Who paid", "payer:mia", "t.payer", personal=True), *THINGS.fields),
    text=("id",),
    family=Field("attr.", Type.WORD, "Attribute", "attr.order:1", "json_extract(t.json, '$.\"NAME\"')"),
    family_values="SELECT 'NAME'",
)


def test_a_family_of_fields_takes_any_name_that_needs_no_quotes() -> None:
    (term,) = read("Attr.Order-Id:12,13", FAMILY)
    assert term.name == "attr.Order-Id" and [value.first for value in term.values] == ["12", "13"]
    assert read(write((term,)), FAMILY) == (term,)
    known = FAMILY.field("attr.a")
    assert known is not None and known.column.endswith('$."a"\')') and known.values == "SELECT 'a'"
    assert condition((term,), FAMILY, ZONE).parameters == ("12", "13")
    for typed in ("attr.:x", "attr.-a:x", "attr.x"):
        try:
            read(typed, FAMILY)
        except FilterFault as fault:
            assert "attr.NAME" in str(fault)
    assert FAMILY.explained[-1] is FAMILY.family and THINGS.explained == THINGS.fields
    assert read("attr.a:x", FAMILY) != read('"attr.a:x"', FAMILY)
    assert write(read('"attr.a-b:x"', FAMILY)) == '"attr.a-b:x"'


def test_names_of_a_family_are_offered_and_then_their_values() -> None:
    names = {"attr.": ("creator", "order"), "attr.order": ("123",)}
    assert [s.insert for s in suggest("at", 2, FAMILY, names)] == ["at:", "attr."]
    assert field_at("attr.o", 6, FAMILY) == "attr."
    assert [s.insert for s in suggest("attr.o", 6, FAMILY, names)] == ["attr.order:"]
    assert field_at("attr.order:1", 12, FAMILY) == "attr.order"
    assert [s.insert for s in suggest("attr.order:1", 12, FAMILY, names)] == ["123"]


def test_what_is_asked_of_a_person_is_kept_nowhere() -> None:
    assert impersonal('payer:mia -PAYER:noah kind:sale ~payer:"x y"', FAMILY) == "kind:sale"
    assert impersonal("line:1 text", FAMILY) == "line:1 text"
