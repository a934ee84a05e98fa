import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revroute_desktop.audit.canonical import FormatError, canonical_json
from revroute_desktop.audit.entries import Entry, decode_entry, encode_entry

texts = st.text(st.characters(exclude_categories=["Cs"]))
entries = st.builds(
    Entry,
    seq=st.integers(0, 10**9),
    at=st.integers(0, 2**52),
    actor=texts,
    action=texts,
    subject=texts,
    reason=texts,
    payload=st.dictionaries(texts, st.integers(-5, 5) | texts | st.none(), max_size=4),
)
EXAMPLE = Entry(
    7, 1_700_000_000_000_000, "ada", "journal.post", "txn 12", "rent", {"rows": {"count": 1, "root": "ab"}}
)


@given(entries)
def test_an_entry_reads_back_from_its_bytes(entry):
    assert decode_entry(encode_entry(entry)) == entry


def test_the_bytes_of_an_entry_are_canonical_json_that_anybody_can_read():
    assert encode_entry(EXAMPLE) == (
        b'{"action":"journal.post","actor":"ada","at":1700000000000000,'
        b'"payload":{"rows":{"count":1,"root":"ab"}},"reason":"rent","seq":7,"subject":"txn 12"}'
    )


@pytest.mark.parametrize(
    "change",
    [
        {"seq": "7"},
        {"seq": True},
        {"at": None},
        {"actor": 1},
        {"reason": None},
        {"payload": []},
        {"payload": "x"},
        {"more": 1},
    ],
)
def test_an_entry_with_a_field_of_another_kind_is_refused(change):
    fields = json.loads(encode_entry(EXAMPLE)) | change
    with pytest.raises(FormatError, match="audit entry"):
        decode_entry(canonical_json(fields))


@pytest.mark.parametrize("data", [b"[]", b"{}", b"", b"null", b'{"seq":1}'])
def test_what_is_no_entry_is_refused(data):
    with pytest.raises(FormatError):
        decode_entry(data)


def test_an_entry_in_another_layout_is_refused():
    with pytest.raises(FormatError, match="canonical"):
        decode_entry(json.dumps(json.loads(encode_entry(EXAMPLE))).encode())
