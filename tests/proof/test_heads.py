"""The heads of the streams prove which event was a stream's last."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseflow.proof.heads import Head, HeadsTree, head_path, heads_root, is_head
from caseflow.proof.leaf import leaf_hash
from tests.proof import naive

HEADS = [
    Head(name, number, bytes([number]) * 32)
    for number, name in enumerate(["log", "city", "case/x/十", "case/x/9"])
]


def test_the_root_is_over_the_sorted_entries_as_the_format_fixes_them() -> None:
    entries = [
        f'["case/x/9",3,"{"03" * 32}"]',
        f'["case/x/十",2,"{"02" * 32}"]',
        f'["city",1,"{"01" * 32}"]',
        f'["log",0,"{"00" * 32}"]',
    ]
    assert heads_root(HEADS) == naive.mth([leaf_hash(entry.encode()) for entry in entries])


@pytest.mark.parametrize("head", HEADS)
def test_a_streams_head_is_proved_and_no_earlier_event_passes_for_it(head: Head) -> None:
    index, path = head_path(HEADS, head.stream)
    top = heads_root(HEADS)
    assert is_head(head, index, len(HEADS), path, top)
    assert not is_head(head._replace(n=head.n - 1), index, len(HEADS), path, top)
    assert not is_head(head._replace(stream="case/x/8"), index, len(HEADS), path, top)
    assert not is_head(head, index, len(HEADS) + 4, path, top)


def test_a_stream_that_is_not_there_has_no_path() -> None:
    with pytest.raises(KeyError):
        head_path(HEADS, "case/x/1")


@given(
    st.lists(st.lists(st.tuples(st.sampled_from("abcdefghij"), st.integers(0, 9)), max_size=4), max_size=8)
)
def test_a_root_that_is_mended_is_the_one_made_anew(rounds: list[list[tuple[str, int]]]) -> None:
    tree, heads = HeadsTree(), dict[str, Head]()
    for changes in rounds:
        for stream, number in changes:
            heads[stream] = Head(stream, number, bytes([number]) * 32)
            tree.put(*heads[stream])
        assert (tree.root(), len(tree)) == (heads_root(heads.values()), len(heads))
