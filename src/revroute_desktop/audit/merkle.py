"""The Merkle tree of RFC 6962 and RFC 9162 over SHA-256, and its two proofs.

Leaf number 0 is the first. A *perfect node* (level, index) covers the 2^level leaves from index * 2^level on;
only perfect nodes are ever stored, since they never change once their leaves are there. What a tree of any
size needs beyond them, its ragged right edge, is put together from them as needed, so that an append, a root
and a proof each read and hash O(log n) nodes.
"""

from collections.abc import Callable, Sequence
from hashlib import sha256
from typing import TypeAlias

GetNode: TypeAlias = Callable[[int, int], bytes]
"""Given level and index, the hash of that perfect node; asked only for nodes whose leaves are all there."""

HASH_SIZE = 32
EMPTY_ROOT = sha256(b"").digest()


class ProofError(ValueError):
    """A proof that doesn't prove what it claims; the message says in what."""


def leaf_hash(data: bytes) -> bytes:
    """The hash under which a leaf's bytes enter the tree."""
    return sha256(b"\x00" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """The hash of an inner node over its two children's hashes."""
    return sha256(b"\x01" + left + right).digest()


def root_of(leaf_hashes: Sequence[bytes]) -> bytes:
    """The root over leaf hashes in their order, level by level; made for many leaves at once."""
    if not leaf_hashes:
        return EMPTY_ROOT
    hasher = sha256
    level = leaf_hashes
    while len(level) > 1:
        above = [
            hasher(b"\x01" + left + right).digest()
            for left, right in zip(level[::2], level[1::2], strict=False)
        ]
        if len(level) % 2:
            above.append(level[-1])
        level = above
    return level[0]


def inclusion_proof(leaf_hashes: Sequence[bytes], index: int) -> list[bytes]:
    """The hashes that lead from leaf number `index` to the root over all of `leaf_hashes`."""
    return inclusion_from_nodes(index, len(leaf_hashes), perfect_nodes(leaf_hashes))


def consistency_proof(leaf_hashes: Sequence[bytes], old_size: int) -> list[bytes]:
    """The hashes that prove the tree over the first `old_size` leaves to be a prefix of the whole one."""
    return consistency_from_nodes(old_size, len(leaf_hashes), perfect_nodes(leaf_hashes))


def nodes_added_by(size: int, leaf_hash: bytes, get_node: GetNode) -> list[tuple[int, int, bytes]]:
    """The perfect nodes that appending a leaf to a tree of `size` leaves completes, as (level, index, hash).

    The first of them is the leaf itself.
    """
    level, index, node = 0, size, leaf_hash
    added = [(level, index, node)]
    while index % 2:
        node = node_hash(get_node(level, index - 1), node)
        level, index = level + 1, index // 2
        added.append((level, index, node))
    return added


def root_from_nodes(size: int, get_node: GetNode) -> bytes:
    """The root of the tree of the first `size` leaves, from stored nodes."""
    return _root_of_range(0, size, get_node) if size else EMPTY_ROOT


def inclusion_from_nodes(index: int, size: int, get_node: GetNode) -> list[bytes]:
    """As `inclusion_proof` in the tree of the first `size` leaves, from stored nodes."""
    if not 0 <= index < size:
        raise ValueError(f"a tree of {size} leaves has no leaf number {index}")
    return _siblings(0, index, size, get_node)


def consistency_from_nodes(size1: int, size2: int, get_node: GetNode) -> list[bytes]:
    """As `consistency_proof` from the tree of `size1` leaves to that of `size2`, from stored nodes."""
    if not 0 < size1 <= size2:
        raise ValueError(f"there is no consistency proof from {size1} to {size2} leaves")
    if size1 == size2:
        return []
    # The proof is the path of the largest perfect node that ends the older tree: from it and what lies to its
    # left the older root follows, from all of it the newer one.
    level = (size1 & -size1).bit_length() - 1
    index = (size1 >> level) - 1
    path = _siblings(level, index, size2, get_node)
    # Where that node is the whole older tree, the verifier knows it already.
    return path if index == 0 else [get_node(level, index), *path]


def verify_inclusion(index: int, size: int, leaf_hash: bytes, proof: Sequence[bytes], root: bytes) -> None:
    """Raises ProofError unless `proof` shows `leaf_hash` to be leaf `index` of the tree (size, root).

    RFC 9162, section 2.1.3.2.
    """
    _check_sizes(leaf_hash, root, *proof)
    if not 0 <= index < size:
        raise ProofError(f"a tree of {size} leaves has no leaf number {index}")
    node, last, found = index, size - 1, leaf_hash
    for sibling in proof:
        if last == 0:
            raise ProofError("the inclusion proof is too long")
        if node % 2 or node == last:
            found = node_hash(sibling, found)
            node, last = _past_left_edge(node, last)
        else:
            found = node_hash(found, sibling)
        node, last = node >> 1, last >> 1
    if last:
        raise ProofError("the inclusion proof is too short")
    if found != root:
        raise ProofError(f"the inclusion proof of leaf {index} leads to another root")


def verify_consistency(size1: int, size2: int, root1: bytes, root2: bytes, proof: Sequence[bytes]) -> None:
    """Raises ProofError unless `proof` shows the tree (size1, root1) to begin the tree (size2, root2).

    RFC 9162, section 2.1.4.2. An empty older tree is refused: it begins every tree and proves nothing.
    """
    _check_sizes(root1, root2, *proof)
    if not 0 < size1 <= size2:
        raise ProofError(f"nothing can be proved from {size1} to {size2} leaves")
    if size1 == size2:
        if proof:
            raise ProofError("the consistency proof is too long")
        if root1 != root2:
            raise ProofError(f"two different roots are given for {size1} leaves")
        return
    path = [root1, *proof] if size1 & (size1 - 1) == 0 else list(proof)
    if not path:
        raise ProofError("the consistency proof is too short")
    node, last = size1 - 1, size2 - 1
    while node % 2:
        node, last = node >> 1, last >> 1
    older = newer = path[0]
    for sibling in path[1:]:
        if last == 0:
            raise ProofError("the consistency proof is too long")
        if node % 2 or node == last:
            older, newer = node_hash(sibling, older), node_hash(sibling, newer)
            node, last = _past_left_edge(node, last)
        else:
            newer = node_hash(newer, sibling)
        node, last = node >> 1, last >> 1
    if last:
        raise ProofError("the consistency proof is too short")
    if older != root1:
        raise ProofError(f"the consistency proof leads to another root at {size1} leaves")
    if newer != root2:
        raise ProofError(f"the consistency proof leads to another root at {size2} leaves")


def _siblings(level: int, index: int, size: int, get_node: GetNode) -> list[bytes]:
    """The hashes beside the path from perfect node (level, index) to the root of a tree of `size` leaves."""
    path = []
    last = (size - 1) >> level
    while last:
        sibling = index ^ 1
        if sibling < last:
            path.append(get_node(level, sibling))
        elif sibling == last:
            path.append(_root_of_range(sibling << level, size, get_node))
        # A node at the right edge with nothing beside it stands for itself one level up.
        level, index, last = level + 1, index >> 1, last >> 1
    return path


def _root_of_range(begin: int, end: int, get_node: GetNode) -> bytes:
    """The root over leaves `begin` to before `end`.

    `begin` is a multiple of a power of two that is not below `end - begin`.
    """
    found = None
    remaining = end - begin
    # From the right edge inwards: one perfect node for each binary digit of the number of leaves.
    while remaining:
        level = (remaining & -remaining).bit_length() - 1
        remaining -= 1 << level
        node = get_node(level, (begin + remaining) >> level)
        found = node if found is None else node_hash(node, found)
    assert found is not None, "a range of no leaves has no root"
    return found


def perfect_nodes(leaf_hashes: Sequence[bytes]) -> GetNode:
    """A reader of the tree over these leaves, for many proofs in it."""
    levels = [list(leaf_hashes)]
    while len(levels[-1]) > 1:
        below = levels[-1]
        levels.append([node_hash(left, right) for left, right in zip(below[::2], below[1::2], strict=False)])

    def get_node(level: int, index: int) -> bytes:
        return levels[level][index]

    return get_node


def _past_left_edge(node: int, last: int) -> tuple[int, int]:
    """Climbs over the levels where a last node that is a left child has nothing beside it."""
    while node and not node % 2:
        node, last = node >> 1, last >> 1
    return node, last


def _check_sizes(*hashes: bytes) -> None:
    if any(len(item) != HASH_SIZE for item in hashes):
        raise ProofError(f"a SHA-256 hash has {HASH_SIZE} bytes, but one of the proof's has not")
