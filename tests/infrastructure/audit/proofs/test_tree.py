"""Trees and proofs are those of RFC 6962, so that anybody's software can check them."""

import json
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter
from typing_extensions import TypedDict

from infrastructure.audit.proofs.tree import (
    EMPTY_ROOT,
    consistency_proof,
    inclusion_proof,
    is_consistent,
    is_included,
    node_hash,
    root_of,
)
from infrastructure.store.leaf import leaf_hash
from tests.often import every

TOLD = json.loads(
    (Path(__file__).parents[3] / "data" / "merkle_vectors.json").read_text(encoding="utf-8")
)
LARGEST = 66
LEAVES = [leaf_hash(str(number).encode()) for number in range(LARGEST)]


class Inclusion(TypedDict):
    id: str
    index: int
    size: int
    root: str
    leaf_hash: str
    proof: list[str] | None
    valid: bool
    all_hashes_32_bytes: bool


class Consistency(TypedDict):
    id: str
    size1: int
    size2: int
    root1: str
    root2: str
    proof: list[str] | None
    valid: bool
    all_hashes_32_bytes: bool


INCLUSION = TypeAdapter(list[Inclusion]).validate_python(TOLD["inclusion"])
CONSISTENCY = TypeAdapter(list[Consistency]).validate_python(TOLD["consistency"])


def raw(hashes: list[str] | None) -> list[bytes]:
    return [bytes.fromhex(each) for each in hashes or ()]


def naive_root(leaves: list[bytes]) -> bytes:
    """The definition in the RFC, word for word."""
    if len(leaves) <= 1:
        return leaves[0] if leaves else sha256(b"").digest()
    split = naive_split(len(leaves))
    return node_hash(naive_root(leaves[:split]), naive_root(leaves[split:]))


def naive_split(size: int) -> int:
    split = 1
    while split * 2 < size:
        split *= 2
    return split


def naive_path(index: int, leaves: list[bytes]) -> list[bytes]:
    if len(leaves) == 1:
        return []
    split = naive_split(len(leaves))
    if index < split:
        return [*naive_path(index, leaves[:split]), naive_root(leaves[split:])]
    return [*naive_path(index - split, leaves[split:]), naive_root(leaves[:split])]


def naive_growth(older: int, leaves: list[bytes], *, whole: bool = True) -> list[bytes]:
    if older == len(leaves):
        return [] if whole else [naive_root(leaves)]
    split = naive_split(len(leaves))
    if older <= split:
        return [*naive_growth(older, leaves[:split], whole=whole), naive_root(leaves[split:])]
    beyond = naive_growth(older - split, leaves[split:], whole=False)
    return [*beyond, naive_root(leaves[:split])]


def test_there_are_all_published_proofs() -> None:
    """A file that was cut would prove less, unseen."""
    assert (len(INCLUSION), len(CONSISTENCY)) == (98, 98)


def test_judges_published_proofs_of_inclusion() -> None:
    """What others accept we accept, and nothing else; a hash of another length is none."""
    for told in INCLUSION:
        judged = is_included(
            told["index"],
            told["size"],
            bytes.fromhex(told["leaf_hash"]),
            raw(told["proof"]),
            bytes.fromhex(told["root"]),
        )

        assert judged == (told["valid"] and told["all_hashes_32_bytes"]), told["id"]


def test_judges_published_proofs_of_consistency() -> None:
    """What others accept we accept, and nothing else; a hash of another length is none."""
    for told in CONSISTENCY:
        judged = is_consistent(
            told["size1"],
            told["size2"],
            bytes.fromhex(told["root1"]),
            bytes.fromhex(told["root2"]),
            raw(told["proof"]),
        )

        assert judged == (told["valid"] and told["all_hashes_32_bytes"]), told["id"]


def test_refuses_the_one_whose_hashes_have_another_length() -> None:
    """Others accept it: two equal roots, of a few letters each. A root has 32 bytes, or is none."""
    short = [each for each in (*INCLUSION, *CONSISTENCY) if not each["all_hashes_32_bytes"]]

    (told,) = [each for each in CONSISTENCY if each in short and each["valid"]]
    roots = bytes.fromhex(told["root1"]), bytes.fromhex(told["root2"])

    assert told["id"] == "consistency/additional/sizes-are-equal-one-and-proof-is-empty"
    assert roots[0] == roots[1]
    assert not is_consistent(told["size1"], told["size2"], *roots, raw(told["proof"]))


def test_gives_the_published_roots() -> None:
    """The same leaves have the same root everywhere."""
    leaves = [leaf_hash(bytes.fromhex(each)) for each in TOLD["leaf_inputs_hex"]]

    roots = [root_of(leaves[:size]).hex() for size in range(len(leaves) + 1)]

    assert roots == TOLD["roots_by_size"]


def test_hashes_as_published() -> None:
    """A leaf and a node of the same bytes must differ, or one could be passed off as the other."""
    empty, _, leaf, node = TOLD["hasher"]

    assert EMPTY_ROOT.hex() == empty["hash"]
    assert leaf_hash(bytes.fromhex(leaf["data_hex"])).hex() == leaf["hash"]
    assert (
        node_hash(bytes.fromhex(node["left_hex"]), bytes.fromhex(node["right_hex"])).hex()
        == node["hash"]
    )


@pytest.mark.parametrize("size", range(1, LARGEST + 1, every(3)))
def test_agrees_with_the_definition(size: int) -> None:
    """Every leaf of every tree up to 66 leaves, beside the recursion of the RFC."""
    leaves, root = LEAVES[:size], naive_root(LEAVES[:size])

    assert root_of(leaves) == root
    for index in range(size):
        proof = inclusion_proof(index, size, LEAVES)
        assert proof == naive_path(index, leaves)
        assert is_included(index, size, leaves[index], proof, root)
    for older in range(1, size + 1):
        proof = consistency_proof(older, size, LEAVES)
        assert proof == naive_growth(older, leaves)
        assert is_consistent(older, size, root_of(LEAVES[:older]), root, proof)


def test_the_empty_tree_begins_every_tree() -> None:
    """Who saw nothing yet needs no proof."""
    root = root_of(LEAVES)

    assert consistency_proof(0, LARGEST, LEAVES) == []
    assert is_consistent(0, LARGEST, EMPTY_ROOT, root, [])
    assert is_consistent(0, 0, EMPTY_ROOT, EMPTY_ROOT, [])
    assert not is_consistent(0, 0, EMPTY_ROOT, root, [])
    assert not is_consistent(0, LARGEST, EMPTY_ROOT, root, [root])


@given(st.data())
def test_rejects_a_proof_with_anything_changed(data: st.DataObject) -> None:
    """A proof that holds for something else as well proves nothing."""
    size = data.draw(st.integers(2, LARGEST))
    index = data.draw(st.integers(0, size - 1))
    other = data.draw(st.integers(-1, size + 1).filter(lambda each: each != index))
    root = root_of(LEAVES[:size])
    proof = inclusion_proof(index, size, LEAVES)
    place = data.draw(st.integers(0, len(proof) - 1))
    changed = [*proof[:place], bytes(32), *proof[place + 1 :]]

    assert not is_included(other, size, LEAVES[index], proof, root)
    assert not is_included(index, size, LEAVES[index], changed, root)
    assert not is_included(index, size, LEAVES[index], proof[:-1], root)
    assert not is_included(index, size, LEAVES[index], [*proof, bytes(32)], root)
    assert not is_included(index, size, bytes(32), proof, root)


@given(st.data())
def test_rejects_a_growth_with_anything_changed(data: st.DataObject) -> None:
    """A history that was rewritten must find no proof that it was not."""
    size = data.draw(st.integers(2, LARGEST))
    older = data.draw(st.integers(1, size - 1))
    roots = root_of(LEAVES[:older]), root_of(LEAVES[:size])
    proof = consistency_proof(older, size, LEAVES)
    place = data.draw(st.integers(0, len(proof) - 1))
    changed = [*proof[:place], bytes(32), *proof[place + 1 :]]

    assert not is_consistent(older, size, *roots, changed)
    assert not is_consistent(older, size, *roots, proof[:-1])
    assert not is_consistent(older, size, *roots, [*proof, bytes(32)])
    assert not is_consistent(older, size, bytes(32), roots[1], proof)
    assert not is_consistent(older, size, roots[0], bytes(32), proof)
    assert not is_consistent(size, older, *roots, proof)
