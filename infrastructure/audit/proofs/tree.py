"""Merkle trees as in RFC 6962: roots and proofs, made from one pass over the leaves.

A leaf here is its hash, 32 bytes. Time grows with the number of leaves, and memory only with its
logarithm, so a log of a million entries is proved as easily as one of ten.
"""

from collections import deque
from collections.abc import Collection, Iterable, Sequence
from hashlib import sha256
from itertools import islice
from typing import TypeAlias

HASH_SIZE = 32
EMPTY_ROOT = sha256(b"").digest()

LeafRange: TypeAlias = tuple[int, int]
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


def roots_at(
    sizes: Collection[int], leaves: Iterable[bytes]
) -> tuple[dict[int, bytes], GrowingTree]:
    """Return the root of the first leaves for each of these sizes that there is, and the tree."""
    tree = GrowingTree()
    found = {0: tree.root()}
    for leaf in leaves:
        tree.add(leaf)
        if tree.size in sizes:
            found[tree.size] = tree.root()
    return found, tree


def inclusion_proof(index: int, size: int, leaves: Iterable[bytes]) -> list[bytes]:
    """Prove that the leaf at `index` is in the tree of the first `size` leaves.

    The hashes go from the leaf's neighbour up to the root's child. `index` is below `size`, and
    there are at least `size` leaves.
    """
    ranges, _ = _siblings(index, size, index + 1)
    return _roots(ranges, leaves)


def consistency_proof(older: int, size: int, leaves: Iterable[bytes]) -> list[bytes]:
    """Prove that the tree of the first `older` leaves is the beginning of that of `size` leaves.

    It is empty where both are equal, or the older tree is empty.
    """
    if older == 0:
        return []
    ranges, last = _siblings(older - 1, size, older, whole=True)
    return _roots([last, *ranges] if last[0] else ranges, leaves)


def _siblings(
    index: int, size: int, end: int, *, whole: bool = False
) -> tuple[list[LeafRange], LeafRange]:
    """Return the siblings on the way from a subtree to the root, and the range of that subtree.

    It is the leaf at `index`, or with `whole` the largest subtree with that leaf that ends at
    `end`.
    """
    first, last = 0, size
    found: list[LeafRange] = []
    while last != end or (last - first > 1 and not whole):
        middle = first + (1 << (last - first - 1).bit_length() - 1)  # after a power of two
        if index < middle:
            found.append((middle, last))
            last = middle
        else:
            found.append((first, middle))
            first = middle
    return found[::-1], (first, last)


def is_included(index: int, size: int, leaf: bytes, proof: Sequence[bytes], root: bytes) -> bool:
    """Say whether a proof shows that `leaf` is at `index` in the tree of this size and root."""
    if not (0 <= index < size and _are_hashes(leaf, root, *proof)):
        return False
    climbed = _climb(index, size - 1, leaf, proof)
    return climbed is not None and climbed[1] == root


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
    return bool(proof) and _climb(index, last, proof[0], proof[1:]) == (older_root, root)


def _climb(
    index: int, last: int, start: bytes, proof: Sequence[bytes]
) -> tuple[bytes, bytes] | None:
    """Hash the way up from a node (RFC 9162, 2.1.3.2 and 2.1.4.2); None if it has another length.

    Returns the root of all that ends with the node, and that of the whole tree.
    """
    older = found = start
    for neighbour in proof:
        if last == 0:
            return None
        if index & 1 or index == last:
            older, found = node_hash(neighbour, older), node_hash(neighbour, found)
            while not index & 1 and index:
                index, last = index >> 1, last >> 1
        else:
            found = node_hash(found, neighbour)
        index, last = index >> 1, last >> 1
    return (older, found) if last == 0 else None


def _roots(ranges: Sequence[LeafRange], leaves: Iterable[bytes]) -> list[bytes]:
    """Return the root of each range, in the order given, in one pass; they do not overlap."""
    rest, at = iter(leaves), 0
    roots: dict[LeafRange, bytes] = {}
    for start, end in sorted(ranges):
        deque(islice(rest, start - at), maxlen=0)
        roots[start, end] = root_of(islice(rest, end - start))
        at = end
    return [roots[each] for each in ranges]


def _are_hashes(*values: bytes) -> bool:
    return all(len(value) == HASH_SIZE for value in values)
