"""Leaves of table rows: the bytes that stand for a row in the Merkle tree of the chunk that wrote it.

The first byte of a leaf names its layout, so that somebody without this program can read a proved row.

Transaction leaf, first byte 0x01, then big-endian signed 64-bit integers, seven for the transaction:

    transaction id, kind, event id, route id, booked day, id of the transaction it reverses,
    number of postings

and seven for each posting in its order:

    account id, ISO 4217 numeric currency, amount, step id, id of the posting it goes against,
    beneficiary account id, due day

Amounts are minor units, debits positive. Days count from 1970-01-01. 0 stands for none. What follows is the
memo in UTF-8, empty for routed transactions.

Text leaf, first byte 0x02, then the canonical JSON array of the table's name and the row's values in the
order of the table's columns: integers, text and null as such; bytes as {"hex": "..."} in lower case; an
integer beyond 2^53 - 1 either way as {"int": "..."} in decimal.
"""

import struct
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import pairwise
from json.encoder import encode_basestring
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from revroute_desktop.audit.canonical import LARGEST_INTEGER, FormatError, JsonValue, parse_canonical

Int64s: TypeAlias = NDArray[np.int64]
RowValue: TypeAlias = int | str | bytes | None

_TRANSACTION = b"\x01"
_TEXT_ROW = b"\x02"
_FIELDS = 7
_FIELDS_SIZE = _FIELDS * 8
_unpack_fields = struct.Struct(f">{_FIELDS}q").unpack_from


@dataclass(frozen=True, slots=True, eq=False)
class TransactionColumns:
    """Transactions as columns of equal length; 0 for none. `reverses` is a transaction id."""

    id: Int64s
    kind: Int64s
    event: Int64s
    route: Int64s
    booked_day: Int64s
    reverses: Int64s


@dataclass(frozen=True, slots=True, eq=False)
class PostingColumns:
    """Postings as columns of equal length; 0 for none. `amount` in minor units, debits positive."""

    account: Int64s
    currency: Int64s
    amount: Int64s
    step: Int64s
    against: Int64s
    beneficiary: Int64s
    due_day: Int64s


@dataclass(frozen=True, slots=True)
class DecodedPosting:
    """One posting as its transaction's leaf tells it; 0 for none."""

    account: int
    currency: int
    amount: int
    step: int
    against: int
    beneficiary: int
    due_day: int


@dataclass(frozen=True, slots=True)
class DecodedTransaction:
    """One transaction as its leaf tells it; 0 for none."""

    id: int
    kind: int
    event: int
    route: int
    booked_day: int
    reverses: int
    postings: tuple[DecodedPosting, ...]
    memo: str


@dataclass(frozen=True, slots=True)
class DecodedRow:
    """One row of any other table as its leaf tells it, its values in the order of the table's columns."""

    table: str
    values: tuple[RowValue, ...]


def transaction_leaves(
    transactions: TransactionColumns,
    postings: PostingColumns,
    starts: Int64s,
    memos: Sequence[str] | None = None,
) -> list[bytes]:
    """The leaves of many transactions; transaction i has the postings from starts[i] to before starts[i + 1].

    Raises ValueError where columns, `starts` and `memos` don't fit each other, TypeError for a column that is
    not of signed integers.
    """
    header = (
        transactions.id,
        transactions.kind,
        transactions.event,
        transactions.route,
        transactions.booked_day,
        transactions.reverses,
    )
    body = (
        postings.account,
        postings.currency,
        postings.amount,
        postings.step,
        postings.against,
        postings.beneficiary,
        postings.due_day,
    )
    count, lines = len(transactions.id), len(postings.account)
    _check_columns(header, count)
    _check_columns(body, lines)
    _check_columns((starts,), count + 1)
    line_counts = np.diff(starts)
    if starts[0] != 0 or starts[-1] != lines or (line_counts < 0).any():
        raise ValueError("starts must rise from 0 to the number of postings")
    if memos is not None and len(memos) != count:
        raise ValueError(f"{count} transactions need {count} memos, not {len(memos)}")

    # A transaction and a posting both have seven fields, so that one matrix of seven columns holds all leaves
    # in a row: each transaction's own line, then its postings'.
    numbers = np.arange(count + 1)
    first_lines = starts + numbers
    posting_lines = np.arange(lines) + np.repeat(numbers[1:], line_counts)
    matrix = np.empty((count + lines, _FIELDS), dtype=">i8")
    for field, column in enumerate((*header, line_counts)):
        matrix[first_lines[:-1], field] = column
    for field, column in enumerate(body):
        matrix[posting_lines, field] = column

    data = matrix.tobytes()
    bounds = pairwise((first_lines * _FIELDS_SIZE).tolist())
    if memos is None:
        return [_TRANSACTION + data[begin:end] for begin, end in bounds]
    return [
        _TRANSACTION + data[begin:end] + memo.encode()
        for (begin, end), memo in zip(bounds, memos, strict=True)
    ]


def text_row_leaf(table: str, values: Sequence[RowValue]) -> bytes:
    """The leaf of a row of any other table.

    Raises TypeError for a value that is neither integer, text, bytes nor None, ValueError for text with a
    lone surrogate.
    """
    # Spelled out rather than left to `canonical_json`, which takes several times as long: an import makes a
    # leaf for every event.
    least, largest = -LARGEST_INTEGER, LARGEST_INTEGER
    parts = [
        str(value)
        if type(value) is int and least <= value <= largest
        else encode_basestring(value)
        if type(value) is str
        else "null"
        if value is None
        else _rare_value(table, value)
        for value in values
    ]
    try:
        return _TEXT_ROW + f"[{','.join([encode_basestring(table), *parts])}]".encode()
    except UnicodeEncodeError:
        raise ValueError(f"a row of {table} holds text with a lone surrogate") from None


def leaf_hashes(leaves: Iterable[bytes]) -> list[bytes]:
    """Each leaf's hash in the Merkle tree, as `merkle.leaf_hash` has it."""
    hasher = sha256
    return [hasher(b"\x00" + leaf).digest() for leaf in leaves]


def decode_leaf(leaf: bytes) -> DecodedTransaction | DecodedRow:
    """The row that any leaf stands for; raises FormatError where it is none."""
    return decode_transaction(leaf) if leaf[:1] == _TRANSACTION else decode_row(leaf)


def decode_transaction(leaf: bytes) -> DecodedTransaction:
    """The transaction that a leaf of `transaction_leaves` stands for; raises FormatError for other bytes."""
    if leaf[:1] != _TRANSACTION or len(leaf) < 1 + _FIELDS_SIZE:
        raise FormatError("the bytes are no transaction leaf")
    id, kind, event, route, booked_day, reverses, count = _unpack_fields(leaf, 1)
    end = 1 + _FIELDS_SIZE * (1 + count)
    if count < 0 or len(leaf) < end:
        raise FormatError(f"the transaction leaf says {count} postings, which its length does not bear out")
    try:
        memo = leaf[end:].decode()
    except UnicodeDecodeError:
        raise FormatError("the transaction leaf's memo is not UTF-8") from None
    postings = tuple(
        DecodedPosting(*_unpack_fields(leaf, begin)) for begin in range(1 + _FIELDS_SIZE, end, _FIELDS_SIZE)
    )
    return DecodedTransaction(id, kind, event, route, booked_day, reverses, postings, memo)


def decode_row(leaf: bytes) -> DecodedRow:
    """The row that a leaf of `text_row_leaf` stands for; raises FormatError for other bytes."""
    if leaf[:1] != _TEXT_ROW:
        raise FormatError("the bytes are no row leaf")
    items = parse_canonical(leaf[1:])
    if not isinstance(items, list) or not items or not isinstance(items[0], str):
        raise FormatError("a row leaf is a JSON array that begins with its table's name")
    row = DecodedRow(items[0], tuple(_row_value(item) for item in items[1:]))
    if text_row_leaf(row.table, row.values) != leaf:
        raise FormatError("the row leaf spells a value as it would not be written")
    return row


def _rare_value(table: str, value: RowValue) -> str:
    if type(value) is bytes:
        return f'{{"hex":"{value.hex()}"}}'
    if type(value) is int:
        return f'{{"int":"{value}"}}'
    raise TypeError(f"a row of {table} cannot be covered with a {type(value).__name__} in it")


def _row_value(item: JsonValue) -> RowValue:
    if item is None or isinstance(item, str) or type(item) is int:
        return item
    if isinstance(item, dict) and len(item) == 1:
        [(kind, text)] = item.items()
        if isinstance(text, str):
            try:
                if kind == "hex":
                    return bytes.fromhex(text)
                if kind == "int":
                    return int(text)
            except ValueError:
                pass
    raise FormatError("the row leaf holds a value that no row has")


def _check_columns(columns: Sequence[NDArray[np.int64]], length: int) -> None:
    for column in columns:
        # A float column would be cut to integers without a word when it enters the matrix.
        if column.dtype.kind != "i":
            raise TypeError(f"a column of rows must hold signed integers, not {column.dtype}")
        if column.shape != (length,):
            raise ValueError(f"a column of {length} values was expected, not one of shape {column.shape}")
