import json
from base64 import b64decode
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revroute_desktop.audit.merkle import (
    EMPTY_ROOT,
    ProofError,
    consistency_from_nodes,
    consistency_proof,
    inclusion_from_nodes,
    inclusion_proof,
    leaf_hash,
    node_hash,
    nodes_added_by,
    root_from_nodes,
    root_of,
    verify_consistency,
    verify_inclusion,
)

# RFC 6962, section 2.1, word for word: slow, recursive and obviously right.


def split(n):
    k = 1
    while k * 2 < n:
        k *= 2
    return k


def rfc_root(leaves):
    if not leaves:
        return sha256(b"").digest()
    if len(leaves) == 1:
        return leaves[0]
    k = split(len(leaves))
    return node_hash(rfc_root(leaves[:k]), rfc_root(leaves[k:]))


def rfc_path(m, leaves):
    if len(leaves) == 1:
        return []
    k = split(len(leaves))
    if m < k:
        return [*rfc_path(m, leaves[:k]), rfc_root(leaves[k:])]
    return [*rfc_path(m - k, leaves[k:]), rfc_root(leaves[:k])]


def rfc_subproof(m, leaves, whole):
    n = len(leaves)
    if m == n:
        return [] if whole else [rfc_root(leaves)]
    k = split(n)
    if m <= k:
        return [*rfc_subproof(m, leaves[:k], whole), rfc_root(leaves[k:])]
    return [*rfc_subproof(m - k, leaves[k:], False), rfc_root(leaves[:k])]


def leaves_of(size):
    return [leaf_hash(str(number).encode()) for number in range(size)]


class Log:
    """Perfect nodes kept as a table keeps them, and how many were read."""

    def __init__(self):
        self.size, self.nodes, self.reads = 0, {}, 0

    def get_node(self, level, index):
        self.reads += 1
        return self.nodes[level, index]

    def append(self, hashed):
        for level, index, node in nodes_added_by(self.size, hashed, self.get_node):
            assert (level, index) not in self.nodes
            self.nodes[level, index] = node
        self.size += 1


def log_of(leaves):
    log = Log()
    for leaf in leaves:
        log.append(leaf)
    return log


SIZES = range(1, 40)


def test_roots_are_those_of_rfc_6962():
    assert root_of([]) == EMPTY_ROOT == rfc_root([])
    for size in SIZES:
        assert root_of(leaves_of(size)) == rfc_root(leaves_of(size))


def test_inclusion_proofs_are_those_of_rfc_6962():
    for size in SIZES:
        leaves = leaves_of(size)
        for index in range(size):
            proof = inclusion_proof(leaves, index)
            assert proof == rfc_path(index, leaves)
            verify_inclusion(index, size, leaves[index], proof, rfc_root(leaves))


def test_consistency_proofs_are_those_of_rfc_6962():
    for size in SIZES:
        leaves = leaves_of(size)
        for old in range(1, size + 1):
            proof = consistency_proof(leaves, old)
            assert proof == rfc_subproof(old, leaves, True)
            verify_consistency(old, size, rfc_root(leaves[:old]), rfc_root(leaves), proof)


@given(st.lists(st.binary(max_size=4), min_size=1, max_size=70), st.data())
def test_stored_nodes_give_the_same_as_all_leaves(data, draw):
    leaves = [leaf_hash(item) for item in data]
    log = log_of(leaves)
    # A log that has grown since can still prove things about each smaller size.
    size = draw.draw(st.integers(1, len(leaves)))
    index = draw.draw(st.integers(0, size - 1))
    old = draw.draw(st.integers(1, size))
    assert root_from_nodes(0, log.get_node) == EMPTY_ROOT
    assert root_from_nodes(size, log.get_node) == rfc_root(leaves[:size])
    assert inclusion_from_nodes(index, size, log.get_node) == rfc_path(index, leaves[:size])
    assert consistency_from_nodes(old, size, log.get_node) == rfc_subproof(old, leaves[:size], True)


def test_an_append_a_root_and_a_proof_read_few_nodes():
    size = 5_000
    log = log_of(leaves_of(size))
    for work in (
        lambda: nodes_added_by(size - 1, leaf_hash(b"x"), log.get_node),
        lambda: root_from_nodes(size, log.get_node),
        lambda: inclusion_from_nodes(1234, size, log.get_node),
        lambda: consistency_from_nodes(1234, size, log.get_node),
    ):
        log.reads = 0
        work()
        assert log.reads <= 2 * size.bit_length()


@given(st.integers(1, 70), st.data())
def test_an_inclusion_proof_fails_once_any_bit_of_it_is_flipped(size, data):
    leaves = leaves_of(size)
    index = data.draw(st.integers(0, size - 1))
    parts = [leaves[index], root_of(leaves), *inclusion_proof(leaves, index)]
    which = data.draw(st.integers(0, len(parts) - 1))
    parts[which] = flip(parts[which], data)
    with pytest.raises(ProofError):
        verify_inclusion(index, size, parts[0], parts[2:], parts[1])


@given(st.integers(1, 70), st.data())
def test_a_consistency_proof_fails_once_any_bit_of_it_is_flipped(size, data):
    leaves = leaves_of(size)
    old = data.draw(st.integers(1, size))
    parts = [root_of(leaves[:old]), root_of(leaves), *consistency_proof(leaves, old)]
    which = data.draw(st.integers(0, len(parts) - 1))
    parts[which] = flip(parts[which], data)
    with pytest.raises(ProofError):
        verify_consistency(old, size, parts[0], parts[1], parts[2:])


@given(st.integers(2, 70), st.data())
def test_a_proof_for_one_place_proves_no_other(size, data):
    leaves = leaves_of(size)
    index, other = data.draw(st.lists(st.integers(0, size - 1), min_size=2, max_size=2, unique=True))
    with pytest.raises(ProofError):
        verify_inclusion(other, size, leaves[index], inclusion_proof(leaves, index), root_of(leaves))


@given(st.integers(1, 70), st.data())
def test_a_proof_with_a_hash_too_many_or_too_few_fails(size, data):
    leaves = leaves_of(size)
    index = data.draw(st.integers(0, size - 1))
    proof = inclusion_proof(leaves, index)
    for changed in (proof[:-1], [*proof, leaves[0]], [leaves[0], *proof]):
        if changed != proof:
            with pytest.raises(ProofError):
                verify_inclusion(index, size, leaves[index], changed, root_of(leaves))


def flip(digest, data):
    bit = data.draw(st.integers(0, 255))
    return (int.from_bytes(digest, "big") ^ (1 << bit)).to_bytes(32, "big")


def test_asking_for_an_impossible_proof_is_refused():
    leaves = leaves_of(3)
    for index in (-1, 3):
        with pytest.raises(ValueError, match="no leaf"):
            inclusion_proof(leaves, index)
    for old in (0, 4):
        with pytest.raises(ValueError, match="no consistency proof"):
            consistency_proof(leaves, old)


def read_vector(path):
    vector = json.loads(path.read_text())
    vector["proof"] = [b64decode(item) for item in vector["proof"] or []]
    return vector


def outcome(verify, *arguments):
    try:
        verify(*arguments)
    except ProofError:
        return True
    return False


def test_published_inclusion_proofs_are_accepted_and_refused_as_they_should(shared_data):
    vectors = [read_vector(path) for path in sorted((shared_data / "merkle/inclusion").rglob("*.json"))]
    assert {vector["wantErr"] for vector in vectors} == {True, False}
    for vector in vectors:
        failed = outcome(
            verify_inclusion,
            vector["leafIdx"],
            vector["treeSize"],
            b64decode(vector["leafHash"]),
            vector["proof"],
            b64decode(vector["root"]),
        )
        assert failed == vector["wantErr"], vector["desc"]


def test_published_consistency_proofs_are_accepted_and_refused_as_they_should(shared_data):
    vectors = [read_vector(path) for path in sorted((shared_data / "merkle/consistency").rglob("*.json"))]
    assert {vector["wantErr"] for vector in vectors} == {True, False}
    for vector in vectors:
        failed = outcome(
            verify_consistency,
            vector["size1"],
            vector["size2"],
            b64decode(vector["root1"]),
            b64decode(vector["root2"]),
            vector["proof"],
        )
        assert failed == vector["wantErr"], vector["desc"]
