import json
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from revroute_desktop.audit.entries import Entry, encode_entry
from revroute_desktop.audit.merkle import ProofError, consistency_proof, inclusion_proof, leaf_hash, root_of
from revroute_desktop.audit.notes import (
    Checkpoint,
    format_checkpoint,
    format_private_key,
    generate_key,
    sign_note,
    verifier_key,
)
from revroute_desktop.audit.proof_file import (
    LARGEST_FILE,
    ConsistencyProof,
    Proof,
    ProofFileError,
    RowProof,
    TrustedKeyError,
    check,
    check_consistency,
    from_json,
    to_json,
)
from revroute_desktop.audit.rows import (
    DecodedRow,
    DecodedTransaction,
    PostingColumns,
    TransactionColumns,
    leaf_hashes,
    text_row_leaf,
    transaction_leaves,
)
from revroute_desktop.errors import UserError

SIGNER = generate_key("revroute/0001", bytes(range(32)))
STRANGER = generate_key("revroute/0001", bytes(32))
KEY = verifier_key(SIGNER)
ORIGIN = "revroute/0001"


def transaction_leaf():
    one = np.array([1], dtype=np.int64)
    lines = PostingColumns(*np.array([[11, 826, 4117, 0, 0, 0, 0], [12, 826, -4117, 6, 0, 0, 0]]).T)
    return transaction_leaves(TransactionColumns(*[one] * 6), lines, np.array([0, 2]))[0]


class Books:
    """A log of some entries, each of which covers three rows."""

    def __init__(self, entries=9):
        self.leaves = [
            transaction_leaf(),
            text_row_leaf("event", [1, "a"]),
            text_row_leaf("event", [2, None]),
        ]
        rows = {"count": 3, "root": root_of(leaf_hashes(self.leaves)).hex()}
        self.entries = [
            encode_entry(Entry(seq, seq * 10, "ada", "route.chunk", f"batch {seq}", "", {"rows": rows}))
            for seq in range(entries)
        ]
        self.hashes = [leaf_hash(entry) for entry in self.entries]

    def note(self, size=None, signer=SIGNER, origin=ORIGIN):
        size = len(self.entries) if size is None else size
        return sign_note(format_checkpoint(Checkpoint(origin, size, root_of(self.hashes[:size]))), [signer])

    def proof(self, seq=4, row=0):
        row_proof = (
            row
            if row is None
            else RowProof(self.leaves[row], row, tuple(inclusion_proof(leaf_hashes(self.leaves), row)))
        )
        path = tuple(inclusion_proof(self.hashes, seq))
        return Proof(row_proof, self.entries[seq], path, self.note(), KEY)

    def consistency(self, old=5):
        return ConsistencyProof(
            self.note(old), self.note(), tuple(consistency_proof(self.hashes, old)), (KEY,)
        )


BOOKS = Books()


def through_a_file(proof):
    return from_json(to_json(proof).encode())


def test_a_payout_line_is_proved_with_nothing_but_the_file_and_a_trusted_key():
    checked = check(through_a_file(BOOKS.proof(seq=4, row=0)), [KEY])
    assert isinstance(checked.row, DecodedTransaction)
    assert [line.amount for line in checked.row.postings] == [4117, -4117]
    assert (checked.row_index, checked.entry.seq, checked.entry.subject) == (0, 4, "batch 4")
    assert (checked.checkpoint.origin, checked.checkpoint.size) == (ORIGIN, 9)
    assert checked.key_names == ("revroute/0001",)


@given(st.integers(0, 8), st.sampled_from([None, 0, 1, 2]))
def test_every_row_of_every_entry_can_be_proved(seq, row):
    proof = BOOKS.proof(seq, row)
    again = through_a_file(proof)
    assert again == proof
    checked = check(again, [KEY])
    assert checked.entry.seq == seq
    assert checked.row_index == row


def test_rows_of_other_tables_read_as_rows():
    assert check(BOOKS.proof(row=2), [KEY]).row == DecodedRow("event", (2, None))


def test_an_entry_alone_can_be_proved():
    checked = check(BOOKS.proof(row=None), [KEY])
    assert checked.row is None
    assert checked.entry.action == "route.chunk"


@given(st.integers(1, 9))
def test_an_older_checkpoint_is_proved_to_be_the_beginning_of_a_newer_one(old):
    proof = BOOKS.consistency(old)
    again = through_a_file(proof)
    assert again == proof
    checked = check_consistency(again, [KEY])
    assert (checked.older.size, checked.newer.size) == (old, 9)
    assert checked.older_key_names == checked.newer_key_names == ("revroute/0001",)


def flip(data, draw):
    changed = bytearray(data)
    changed[draw(st.integers(0, len(changed) - 1))] ^= 1 << draw(st.integers(0, 7))
    return bytes(changed)


@given(st.data())
def test_any_flipped_bit_in_a_proof_file_is_noticed(data):
    row = data.draw(st.sampled_from([None, 0, 1]))
    proof = BOOKS.proof(row=row)
    damaged = flip(to_json(proof).encode(), data.draw)
    try:
        again = from_json(damaged)
        # Damage may hit a blank between two fields, or the key, which only says where to look.
        if replace(again, key=KEY) == proof:
            return
        check(again, [KEY])
    except (ProofFileError, ProofError):
        return
    pytest.fail("a damaged proof was accepted")


@given(st.data())
def test_any_flipped_bit_in_a_consistency_proof_is_noticed(data):
    proof = BOOKS.consistency()
    damaged = flip(to_json(proof).encode(), data.draw)
    try:
        again = from_json(damaged)
        if replace(again, keys=(KEY,)) == proof:
            return
        check_consistency(again, [KEY])
    except (ProofFileError, ProofError):
        return
    pytest.fail("a damaged proof was accepted")


def test_a_row_of_another_chunk_is_not_proved():
    leaf = text_row_leaf("event", [3, "forged"])
    proof = BOOKS.proof()
    with pytest.raises(ProofError, match="another root"):
        check(replace(proof, row=replace(proof.row, leaf=leaf)), [KEY])


def test_an_entry_with_another_number_than_its_place_is_not_proved():
    proof = BOOKS.proof(seq=4, row=None)
    with pytest.raises(ProofError):
        check(replace(proof, entry_proof=tuple(inclusion_proof(BOOKS.hashes, 5))), [KEY])


def test_an_entry_younger_than_the_checkpoint_is_not_proved():
    with pytest.raises(ProofError, match="no leaf number 4"):
        check(replace(BOOKS.proof(), checkpoint=BOOKS.note(3)), [KEY])


def test_the_key_in_the_file_is_no_reason_to_trust_it():
    forged = replace(BOOKS.proof(), checkpoint=BOOKS.note(signer=STRANGER), key=verifier_key(STRANGER))
    check(forged, [verifier_key(STRANGER)])
    for trusted in ([KEY], []):
        with pytest.raises(ProofError, match="none of the known keys"):
            check(forged, trusted)


def test_after_a_key_rotation_both_keys_can_be_trusted():
    proof = replace(BOOKS.consistency(), newer=BOOKS.note(signer=STRANGER))
    check_consistency(proof, [KEY, verifier_key(STRANGER)])
    with pytest.raises(ProofError, match="cannot be trusted"):
        check_consistency(proof, [KEY])


def test_checkpoints_of_two_logs_prove_nothing_about_each_other():
    with pytest.raises(ProofError, match="two different logs"):
        check_consistency(replace(BOOKS.consistency(), newer=BOOKS.note(origin="revroute/0002")), [KEY])


def test_a_signed_note_that_is_no_checkpoint_proves_nothing():
    with pytest.raises(ProofError, match="checkpoint"):
        check(replace(BOOKS.proof(), checkpoint=sign_note("hello\n", [SIGNER])), [KEY])


@pytest.mark.parametrize(
    "payload",
    [
        {},
        {"rows": 3},
        {"rows": {"count": "3", "root": "00" * 32}},
        {"rows": {"count": 3, "root": "00"}},
        {"rows": {"count": 3}},
        {"rows": {"count": 0, "root": "00" * 32}},
    ],
)
def test_an_entry_that_covers_no_rows_proves_none(payload):
    books = Books(1)
    entry = encode_entry(Entry(0, 0, "ada", "plan.publish", "", "", payload))
    books.entries, books.hashes = [entry], [leaf_hash(entry)]
    check(books.proof(seq=0, row=None), [KEY])
    with pytest.raises(ProofError):
        check(books.proof(seq=0, row=0), [KEY])


def test_a_proved_leaf_that_is_no_row_is_not_shown_as_one():
    books = Books(1)
    books.leaves[0] = b"\x07"
    rows = {"count": 3, "root": root_of(leaf_hashes(books.leaves)).hex()}
    entry = encode_entry(Entry(0, 0, "ada", "route.chunk", "", "", {"rows": rows}))
    books.entries, books.hashes = [entry], [leaf_hash(entry)]
    with pytest.raises(ProofError, match="cannot be read"):
        check(books.proof(seq=0, row=0), [KEY])


def test_a_leaf_of_the_log_that_is_no_entry_is_not_shown_as_one():
    with pytest.raises(ProofError, match="entry"):
        check(replace(BOOKS.proof(), entry=b'{"seq":4}'), [KEY])


def test_a_private_key_given_as_a_trusted_one_is_refused_and_not_shown():
    secret = format_private_key(SIGNER)
    with pytest.raises(TrustedKeyError, match="number 2") as caught:
        check(BOOKS.proof(), [KEY, secret])
    assert secret.rpartition("+")[2] not in str(caught.value)
    assert isinstance(caught.value, UserError)


def changed(path, value, proof=None):
    document = json.loads(to_json(proof or BOOKS.proof()))
    at = document
    for step in path[:-1]:
        at = at[step]
    at[path[-1]] = value
    return json.dumps(document).encode()


BAD_FILES = [
    b"",
    b"\x00\xff\x00",
    b"[]",
    b"{}",
    b"null",
    b"[" * 100_000,
    b'{"format": "revroute proof", "format": "revroute proof"}',
    changed(["format"], "other"),
    changed(["version"], 2),
    changed(["kind"], "other"),
    changed(["kind"], ["inclusion"]),
    changed(["kind"], "consistency"),
    changed(["more"], 1),
    changed(["key"], 1),
    changed(["checkpoint"], None),
    changed(["entry"], None),
    changed(["entry", "json"], 5),
    changed(["entry", "json"], "\ud800"),
    changed(["entry", "proof"], "ab"),
    changed(["entry", "proof"], ["ab"]),
    changed(["entry", "proof"], [1]),
    changed(["entry", "proof"], ["AB" * 32]),
    changed(["entry", "proof"], ["ab" * 32] * 200),
    changed(["row"], 1),
    changed(["row", "index"], -1),
    changed(["row", "index"], True),
    changed(["row", "index"], 1.5),
    changed(["row", "leaf"], "*"),
    changed(["row", "leaf"], "é"),
    changed(["row", "leaf"], "YR=="),
    changed(["row", "proof"], {}),
    changed(["keys"], "x", BOOKS.consistency()),
    changed(["keys"], [1], BOOKS.consistency()),
    changed(["older"], 1, BOOKS.consistency()),
    changed(["row"], None, BOOKS.consistency()),
]


@pytest.mark.parametrize("data", BAD_FILES)
def test_a_file_that_is_no_proof_is_refused_in_one_sentence_that_names_it(data):
    with pytest.raises(ProofFileError, match=r"^payout\.json is not a proof file, or (a da|was cut).*\.$"):
        from_json(data, "payout.json")


def test_a_huge_file_is_refused_unread():
    with pytest.raises(ProofFileError, match="64 MB"):
        from_json(bytes(LARGEST_FILE + 1))
