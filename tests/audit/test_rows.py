from dataclasses import astuple, replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from revroute_desktop.audit import merkle
from revroute_desktop.audit.canonical import FormatError, canonical_json
from revroute_desktop.audit.rows import (
    DecodedPosting,
    DecodedRow,
    DecodedTransaction,
    PostingColumns,
    TransactionColumns,
    decode_leaf,
    decode_row,
    decode_transaction,
    leaf_hashes,
    text_row_leaf,
    transaction_leaves,
)

texts = st.text(st.characters(exclude_categories=["Cs"]))
int64s = st.integers(-(2**63), 2**63 - 1)
postings = st.builds(DecodedPosting, *[int64s] * 7)
transactions = st.builds(
    DecodedTransaction, *[int64s] * 6, postings=st.lists(postings, max_size=4).map(tuple), memo=texts
)
row_values = st.none() | texts | st.binary(max_size=40) | st.integers(-(2**70), 2**70)


def columns_of(kind, rows, width):
    matrix = np.array(rows, dtype=np.int64).reshape(len(rows), width)
    return kind(*matrix.T)


def leaves_of(decoded, memos):
    starts = np.cumsum([0, *(len(txn.postings) for txn in decoded)], dtype=np.int64)
    return transaction_leaves(
        columns_of(
            TransactionColumns,
            [(txn.id, txn.kind, txn.event, txn.route, txn.booked_day, txn.reverses) for txn in decoded],
            6,
        ),
        columns_of(PostingColumns, [astuple(line) for txn in decoded for line in txn.postings], 7),
        starts,
        [txn.memo for txn in decoded] if memos else None,
    )


@given(st.lists(transactions, max_size=6))
def test_every_transaction_reads_back_from_its_leaf(decoded):
    assert [decode_transaction(leaf) for leaf in leaves_of(decoded, memos=True)] == decoded


@given(st.lists(transactions, max_size=6))
def test_without_memos_the_leaves_say_no_more_than_the_numbers(decoded):
    expected = [replace(txn, memo="") for txn in decoded]
    assert [decode_leaf(leaf) for leaf in leaves_of(decoded, memos=False)] == expected


def test_the_layout_of_a_transaction_leaf_is_the_documented_one():
    lines = (
        DecodedPosting(11, 826, 4117, 0, 0, 0, 0),
        DecodedPosting(12, 826, -4117, 6, 4097, 13, 20000),
    )
    [leaf] = leaves_of([DecodedTransaction(3, 1, 5, 2, 14944, 1, lines, "né")], memos=True)
    numbers = [3, 1, 5, 2, 14944, 1, 2, 11, 826, 4117, 0, 0, 0, 0, 12, 826, -4117, 6, 4097, 13, 20000]
    assert leaf == b"\x01" + b"".join(n.to_bytes(8, "big", signed=True) for n in numbers) + "né".encode()


def test_one_changed_amount_changes_the_leaf_and_its_hash():
    one = DecodedTransaction(1, 1, 1, 1, 1, 0, (DecodedPosting(1, 978, 5, 0, 0, 0, 0),), "")
    other = replace(one, postings=(replace(one.postings[0], amount=6),))
    first, second = leaf_hashes(leaves_of([one, other], memos=False))
    assert first != second


def test_leaf_hashes_are_those_of_the_tree():
    leaves = [b"", b"\x01abc", text_row_leaf("event", [1])]
    assert leaf_hashes(leaves) == [merkle.leaf_hash(leaf) for leaf in leaves]


ONE = np.array([1], dtype=np.int64)
HEADER = TransactionColumns(*[ONE] * 6)
LINES = PostingColumns(*[ONE] * 7)


@pytest.mark.parametrize("starts", [[0, 2], [1, 1], [0, 1, 1], [0], []])
def test_starts_that_do_not_fit_the_postings_are_refused(starts):
    with pytest.raises(ValueError, match=r"expected|rise"):
        transaction_leaves(HEADER, LINES, np.array(starts, dtype=np.int64))


def test_starts_that_fall_are_refused():
    header = TransactionColumns(*[np.ones(3, dtype=np.int64)] * 6)
    with pytest.raises(ValueError, match="rise"):
        transaction_leaves(header, LINES, np.array([0, 2, 0, 1]))


def test_columns_of_unequal_length_or_a_missing_memo_are_refused():
    with pytest.raises(ValueError, match="expected"):
        transaction_leaves(replace(HEADER, event=np.array([1, 2])), LINES, np.array([0, 1]))
    with pytest.raises(ValueError, match="memos"):
        transaction_leaves(HEADER, LINES, np.array([0, 1]), [])


def test_a_column_of_floats_is_refused_not_cut_to_integers():
    with pytest.raises(TypeError, match="float64"):
        transaction_leaves(HEADER, replace(LINES, amount=np.array([1.5])), np.array([0, 1]))


def test_narrow_integer_columns_are_taken_as_they_are():
    narrow = transaction_leaves(replace(HEADER, kind=np.array([1], dtype=np.int8)), LINES, np.array([0, 1]))
    assert narrow == transaction_leaves(HEADER, LINES, np.array([0, 1]))


@given(texts, st.lists(row_values, max_size=20))
def test_every_row_reads_back_from_its_leaf_with_its_kinds_of_values(table, values):
    leaf = text_row_leaf(table, values)
    assert decode_row(leaf) == decode_leaf(leaf) == DecodedRow(table, tuple(values))


@given(texts, st.lists(st.none() | texts | st.integers(-(2**53) + 1, 2**53 - 1)))
def test_a_row_leaf_is_canonical_json(table, values):
    assert text_row_leaf(table, values) == b"\x02" + canonical_json([table, *values])


def test_bytes_and_big_integers_cannot_be_mistaken_for_text():
    assert text_row_leaf("event", [b"\xab\xcd", 2**53, "abcd", -(2**60)]) == (
        b'\x02["event",{"hex":"abcd"},{"int":"9007199254740992"},"abcd",{"int":"-1152921504606846976"}]'
    )


@pytest.mark.parametrize("value", [1.5, True, np.int64(1), (1,), {"hex": "ab"}])
def test_a_row_value_of_another_kind_is_refused(value):
    with pytest.raises(TypeError, match="row of event"):
        text_row_leaf("event", [value])


def test_a_row_with_a_lone_surrogate_is_refused():
    with pytest.raises(ValueError, match="surrogate"):
        text_row_leaf("event", ["\ud800"])


@pytest.mark.parametrize(
    "leaf",
    [
        b"",
        b"\x00",
        b"\x03[]",
        b"\x02",
        b"\x02[]",
        b"\x02[1]",
        b'\x02{"a":1}',
        b'\x02["t", 1]',
        b'\x02["t",true]',
        b'\x02["t",1.5]',
        b'\x02["t",["x"]]',
        b'\x02["t",{"hex":"AB"}]',
        b'\x02["t",{"hex":"zz"}]',
        b'\x02["t",{"hex":1}]',
        b'\x02["t",{"int":"7"}]',
        b'\x02["t",{"int":"9_007_199_254_740_993"}]',
        b'\x02["t",{"int":"09007199254740993"}]',
        b'\x02["t",{"dec":"1"}]',
        b'\x02["t",{"hex":"ab","int":"1"}]',
        b"\x01",
        b"\x01" + bytes(55),
        b"\x01" + bytes(55) + b"\x01",
        b"\x01" + bytes(48) + b"\xff" * 8,
        b"\x01" + bytes(48) + b"\x7f" + b"\xff" * 7,
        b"\x01" + bytes(56) + b"\xff",
    ],
)
def test_bytes_that_are_no_leaf_are_refused(leaf):
    with pytest.raises(FormatError):
        decode_leaf(leaf)
