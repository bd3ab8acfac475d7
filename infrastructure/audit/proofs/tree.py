"""Merkle trees as in RFC 6962: roots and proofs, made from one pass over the leaves.

A leaf here is its hash, 32 bytes. Time grows with the number of leaves, and memory only with its
logarithm, so a log of a million entries is proved as easily as one of ten.
"""

from collections import deque
from collections.abc import Iterable, Sequence
from hashlib import sha256
from itertools import islice
from typing import TypeAlias

HASH_SIZE = 32
EMPTY_ROOT = sha256(b"").digest()

Stretch: TypeAlias = tuple[int, int]
"""Leaves from the first index, inclusive, to the second, exclusive."""


def node_hash(left: bytes, right: bytes) -> bytes:
    """Hash two neighbours as their parent."""
    return sha256(b"\x01" + left + right).digest()


class GrowingTree:
    """The root of all leaves added so far, from one hash for each full subtree."""

    def __init__(self) -> None:
        self.size = 0
        self._subtrees: list[bytes] = []

    def add(self, leaf: bytes) -> None:
        """Add the next leaf."""
        subtrees, size = self._subtrees, self.size
        while size & 1:
            leaf = node_hash(subtrees.pop(), leaf)
            size >>= 1
        subtrees.append(leaf)
        self.size += 1

    def root(self) -> bytes:
        """Return the root; that of no leaves is the hash of nothing."""
        if not self._subtrees:
            return EMPTY_ROOT
        *larger, root = self._subtrees
        for subtree in reversed(larger):
            root = node_hash(subtree, root)
        return root


def root_of(leaves: Iterable[bytes]) -> bytes:
    """Return the root of all leaves."""
    tree = GrowingTree()
    for leaf in leaves:
        tree.add(leaf)
    return tree.root()


def inclusion_proof(index: int, size: int, leaves: Iterable[bytes]) -> list[bytes]:
    """Prove that the leaf at `index` is in the tree of the first `size` leaves.

    The hashes go from the leaf's neighbour up to the root's child. `index` lies below `size`, and
    there are at least `size` leaves.
    """
    start, end = 0, size
    wanted: list[Stretch] = []
    while end - start > 1:
        middle = _middle(start, end)
        if index < middle:
            wanted.append((middle, end))
            end = middle
        else:
            wanted.append((start, middle))
            start = middle
    return _roots(wanted[::-1], leaves)


def consistency_proof(older: int, size: int, leaves: Iterable[bytes]) -> list[bytes]:
    """Prove that the tree of the first `older` leaves is the beginning of that of `size` leaves.

    It is empty where both are equal, or the older tree is.
    """
    if older == 0:
        return []
    start, end = 0, size
    wanted: list[Stretch] = []
    while end != older:
        middle = _middle(start, end)
        if older <= middle:
            wanted.append((middle, end))
            end = middle
        else:
            wanted.append((start, middle))
            start = middle
    if start:
        wanted.append((start, end))
    return _roots(wanted[::-1], leaves)


def is_included(index: int, size: int, leaf: bytes, proof: Sequence[bytes], root: bytes) -> bool:
    """Say whether a proof shows that `leaf` is at `index` in the tree of this size and root."""
    if not (0 <= index < size and _are_hashes(leaf, root, *proof)):
        return False
    last, found = size - 1, leaf
    for neighbour in proof:
        if last == 0:
            return False
        if index & 1 or index == last:
            found = node_hash(neighbour, found)
            while not index & 1 and index:
                index, last = index >> 1, last >> 1
        else:
            found = node_hash(found, neighbour)
        index, last = index >> 1, last >> 1
    return last == 0 and found == root


def is_consistent(
    older: int, size: int, older_root: bytes, root: bytes, proof: Sequence[bytes]
) -> bool:
    """Say whether a proof shows that the older tree is the beginning of the other.

    The empty tree is the beginning of every tree, and needs no proof.
    """
    if not (0 <= older <= size and _are_hashes(older_root, root, *proof)):
        return False
    if older in (0, size):
        same = EMPTY_ROOT if older == 0 else root
        return not proof and older_root == same and (size > 0 or root == EMPTY_ROOT)
    index, last = older - 1, size - 1
    while index & 1:
        index, last = index >> 1, last >> 1
    if index == 0:  # the older tree is one full subtree, and its root begins the proof
        proof = (older_root, *proof)
    return bool(proof) and _leads_to_both(index, last, proof, (older_root, root))


def _leads_to_both(
    index: int, last: int, proof: Sequence[bytes], roots: tuple[bytes, bytes]
) -> bool:
    """Climb from the last full subtree of the older tree to the roots of both."""
    older_found = found = proof[0]
    for neighbour in proof[1:]:
        if last == 0:
            return False
        if index & 1 or index == last:
            older_found = node_hash(neighbour, older_found)
            found = node_hash(neighbour, found)
            while not index & 1 and index:
                index, last = index >> 1, last >> 1
        else:
            found = node_hash(found, neighbour)
        index, last = index >> 1, last >> 1
    return last == 0 and (older_found, found) == roots


def _middle(start: int, end: int) -> int:
    """Return where a stretch of more than one leaf is split: after the largest power of two."""
    return start + (1 << (end - start - 1).bit_length() - 1)


def _roots(stretches: Sequence[Stretch], leaves: Iterable[bytes]) -> list[bytes]:
    """Return the root of each stretch, in the order given, in one pass; they do not overlap."""
    rest, at = iter(leaves), 0
    roots: dict[Stretch, bytes] = {}
    for start, end in sorted(stretches):
        deque(islice(rest, start - at), maxlen=0)
        roots[start, end] = root_of(islice(rest, end - start))
        at = end
    return [roots[stretch] for stretch in stretches]


def _are_hashes(*values: bytes) -> bool:
    return all(len(value) == HASH_SIZE for value in values)
