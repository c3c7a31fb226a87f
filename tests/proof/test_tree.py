"""The tree is the one RFC 6962 defines, and no neighbour of a right proof passes for one."""

from hashlib import sha256
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseflow.proof.tree import (
    Frontier,
    consistency_path,
    extends,
    includes,
    inclusion_path,
    inclusion_paths,
    root,
)
from tests.proof import naive
from tests.proof.probes import Consistency, Inclusion, consistencies, inclusions

LEAVES = [sha256(b"\x00leaf %d" % number).digest() for number in range(70)]
sizes = st.integers(1, 70)


@given(sizes)
def test_the_root_is_the_one_of_the_definition(size: int) -> None:
    assert root(LEAVES[:size]) == naive.mth(LEAVES[:size])


def test_of_no_leaves_the_root_is_the_hash_of_nothing() -> None:
    assert root([]) == sha256(b"").digest()
    assert Frontier().root() == root([])


@given(sizes, st.data())
def test_an_inclusion_path_is_the_one_of_the_definition_and_proves_its_leaf(size: int, data: Any) -> None:
    index = data.draw(st.integers(0, size - 1))
    leaves = LEAVES[:size]
    path = inclusion_path(leaves, index)
    assert path == naive.path(index, leaves)
    assert includes(leaves[index], index, size, path, root(leaves))


@given(sizes, st.data())
def test_a_consistency_path_is_the_one_of_the_definition_and_proves_the_growth(size: int, data: Any) -> None:
    old = data.draw(st.integers(1, size))
    leaves = LEAVES[:size]
    path = consistency_path(leaves, old)
    assert path == naive.proof(old, leaves)
    assert extends(old, root(leaves[:old]), size, root(leaves), path)


def test_many_paths_at_once_are_those_made_one_by_one() -> None:
    assert inclusion_paths(LEAVES, range(70)) == {index: inclusion_path(LEAVES, index) for index in range(70)}


@pytest.mark.parametrize("index", [-1, 70])
def test_no_path_is_made_for_a_leaf_or_a_tree_that_is_not_there(index: int) -> None:
    with pytest.raises(IndexError):
        inclusion_path(LEAVES, index)
    with pytest.raises(IndexError):
        consistency_path(LEAVES, index + 1 if index > 0 else 0)


@given(st.lists(st.integers(0, 9), max_size=12))
def test_a_frontier_has_the_root_of_the_whole_however_the_leaves_come(portions: list[int]) -> None:
    one, many = Frontier(), Frontier()
    for portion in portions:
        leaves = LEAVES[one.size : one.size + portion]
        for leaf in leaves:
            one.append(leaf)
        many.extend(leaves)
        assert one == many
        assert one.is_sound
        assert one.root() == naive.mth(LEAVES[: one.size])


def test_a_frontier_that_lacks_a_hash_is_not_sound() -> None:
    assert not Frontier(3, [LEAVES[0]]).is_sound
    assert not Frontier(2, [b"short"]).is_sound
    assert not Frontier(-1, []).is_sound


def _inclusion_probes() -> list[tuple[str, Inclusion]]:
    return [
        (f"{index} of {size}: {name}", probe)
        for index, size in ((0, 1), (0, 8), (5, 8), (2, 5), (12, 13), (6, 7))
        for name, probe in inclusions(_right_inclusion(index, size))
    ]


def _consistency_probes() -> list[tuple[str, Consistency]]:
    return [
        (f"{old} to {size}: {name}", probe)
        for old, size in ((1, 1), (1, 8), (6, 8), (2, 5), (4, 8), (7, 13))
        for name, probe in consistencies(_right_consistency(old, size))
    ]


def _right_inclusion(index: int, size: int) -> Inclusion:
    leaves = LEAVES[:size]
    return Inclusion(leaves[index], index, size, naive.path(index, leaves), naive.mth(leaves))


def _right_consistency(old: int, size: int) -> Consistency:
    leaves = LEAVES[:size]
    return Consistency(old, naive.mth(leaves[:old]), size, naive.mth(leaves), naive.proof(old, leaves))


def test_at_least_196_wrong_proofs_are_made_of_each_kind() -> None:
    assert len(_inclusion_probes()) >= 196
    assert len(_consistency_probes()) >= 196


def test_no_wrong_inclusion_proof_passes() -> None:
    assert [name for name, probe in _inclusion_probes() if includes(*probe)] == []


def test_no_wrong_consistency_proof_passes() -> None:
    assert [name for name, probe in _consistency_probes() if extends(*probe)] == []


@given(sizes, st.data())
def test_a_proof_proves_its_leaf_at_no_other_place(size: int, data: Any) -> None:
    index, other = data.draw(st.integers(0, size - 1)), data.draw(st.integers(-2, 140))
    right = _right_inclusion(index, size)
    assert includes(*right._replace(index=other)) == (other == index)


@pytest.mark.parametrize("strange", [None, "0", 1.0, True])
def test_what_is_not_a_number_is_no_index(strange: Any) -> None:
    right = _right_inclusion(1, 2)
    assert not includes(*right._replace(index=strange))
    assert not includes(*right._replace(size=strange))
    assert not extends(*_right_consistency(1, 2)._replace(old=strange))
