import json
from enum import IntEnum

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revroute_desktop.audit.canonical import (
    LARGEST_INTEGER,
    FormatError,
    canonical_json,
    parse_canonical,
    parse_strict,
)

texts = st.text(st.characters(exclude_categories=["Cs"]))
scalars = st.none() | st.booleans() | st.integers(-LARGEST_INTEGER, LARGEST_INTEGER) | texts
values = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(texts, inner, max_size=5),
    max_leaves=20,
)


@given(values)
def test_what_is_written_reads_back_and_is_plain_json(value):
    data = canonical_json(value)
    assert parse_canonical(data) == value
    assert json.loads(data) == value


@given(values, st.data())
def test_any_changed_byte_reads_as_another_value_or_not_at_all(value, data):
    written = bytearray(canonical_json(value))
    position = data.draw(st.integers(0, len(written) - 1))
    written[position] ^= 1 << data.draw(st.integers(0, 7))
    try:
        again = parse_canonical(bytes(written))
    except FormatError:
        return
    assert canonical_json(again) == bytes(written) != canonical_json(value)


def test_the_sorting_example_of_rfc_8785_comes_out_in_its_order():
    keys = ["\u20ac", "\r", "\ufb33", "1", "\U0001f600", "\u0080", "\u00f6"]
    data = canonical_json(dict.fromkeys(keys, 0))
    assert list(json.loads(data)) == ["\r", "1", "\u0080", "\u00f6", "\u20ac", "\U0001f600", "\ufb33"]


def test_text_is_escaped_as_rfc_8785_says():
    text = "\u20ac$\u000f\u000aA'\u0042\u0022\u005c\\\"\u2028/\x7f"
    assert canonical_json(text) == '"\u20ac$\\u000f\\nA\'B\\"\\\\\\\\\\"\u2028/\x7f"'.encode()


def test_nested_objects_are_sorted_too_and_nothing_is_spaced():
    value = {"b": [{"z": None, "a": True}], "a": {"y": -1, "x": False}}
    assert canonical_json(value) == b'{"a":{"x":false,"y":-1},"b":[{"a":true,"z":null}]}'


def test_a_tuple_is_an_array_and_a_named_number_is_its_number():
    assert canonical_json((1, IntEnum("Kind", ["SALE"]).SALE)) == b"[1,1]"


@pytest.mark.parametrize("value", [1.0, float("nan"), b"x", {1: 2}, {None: 1}, {"a": {1, 2}}, object()])
def test_a_value_that_json_or_the_books_do_not_know_is_refused(value):
    with pytest.raises(TypeError, match="canonical JSON"):
        canonical_json(value)


@pytest.mark.parametrize("value", [2**53, -(2**53), [10**30], {"a": 2**53}])
def test_an_integer_that_readers_would_round_is_refused(value):
    with pytest.raises(ValueError, match="write it as text"):
        canonical_json(value)


@pytest.mark.parametrize("value", ["\ud800", {"\udfff": 1}, ["a\udc00"]])
def test_a_lone_surrogate_is_refused(value):
    with pytest.raises(ValueError, match="lone surrogate"):
        canonical_json(value)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{",
        b" 1",
        b"1\n",
        b"1.0",
        b"1e3",
        b"-0",
        b"01",
        b"NaN",
        b"Infinity",
        b"9007199254740992",
        b"1" * 5000,
        b'{"a":1,"a":1}',
        b'{"a":1,"a":2}',
        b'{"b":1,"a":2}',
        b'{"a": 1}',
        b'"\\u0041"',
        b'"\\/"',
        b'"\\u000A"',
        b'"\\ud800"',
        b'"\xff"',
        b"\xef\xbb\xbf1",
        b"[" * 100_000,
        b"[" * 950 + b"]" * 950,
        b'[{"a":0.5}]',
    ],
)
def test_what_is_not_canonical_is_refused_when_read(data):
    with pytest.raises(FormatError):
        parse_canonical(data)


def test_strict_reading_allows_layout_but_no_doubled_keys():
    assert parse_strict(b'{ "b": 1,\n "a": [2] }') == {"b": 1, "a": [2]}
    with pytest.raises(FormatError, match="twice"):
        parse_strict(b'{"a": 1, "a": 1}')
