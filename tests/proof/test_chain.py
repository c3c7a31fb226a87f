"""The chain is walked row by row; whatever is handed to it, it names faults and never fails."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from caseflow.proof.chain import Chain, Fault, Row
from caseflow.proof.leaf import encode, leaf_hash

STREAMS = ("log", "city", "city", "case/x/1", "city", "case/x/1")


def written(streams: tuple[str, ...] = STREAMS) -> list[Row]:
    """A log of an event for each of these streams."""
    rows: list[Row] = []
    for seq, stream in enumerate(streams):
        before = [row for row in rows if row.stream == stream]
        leaf = encode(
            {
                "v": 1,
                "log": "test",
                "stream": stream,
                "n": len(before),
                "type": "x",
                "actor": "p",
                "office": "none",
            }
            | {"prev": before[-1].leaf_hash.hex() if before else None, "on_behalf": None, "occurred_at": None}
            | {"at": f"2023-05-04T01:00:0{seq // 2}.000000Z", "day": "2023-05-04", "rules": None}
            | {"data": {}, "pii": {}}
        )
        rows.append(Row(seq, stream, len(before), leaf, leaf_hash(leaf)))
    return rows


def faults(rows: list[Any], log: str | None = "test") -> list[Fault]:
    """What the chain finds."""
    chain = Chain(log)
    list(chain.walk(rows))
    return chain.faults


def test_what_was_written_in_order_has_no_fault() -> None:
    chain = Chain("test")
    assert [fields["stream"] for _, fields in chain.walk(written())] == list(STREAMS)
    assert (chain.faults, chain.size, chain.last_at) == ([], 6, "2023-05-04T01:00:02.000000Z")
    assert chain.heads["city"] == (2, written()[4].leaf_hash)


def test_a_chain_that_knows_no_name_takes_the_first_leafs() -> None:
    assert faults(written(), None) == []
    assert {fault.code for fault in faults(written(), "other")} == {"other_log"}


def test_every_fault_is_named_and_not_only_the_first() -> None:
    rows = written()
    del rows[4], rows[1]
    assert [(fault.code, fault.where) for fault in faults(rows)] == [
        ("event_missing", "event 2"),
        ("stream_gap", "event 2"),
        ("chain_broken", "event 2"),
        ("event_missing", "event 5"),
    ]


def test_a_row_without_its_kinds_is_named() -> None:
    rows = [*written(), Row("x", b"city", None, "leaf", 1.5)]  # type: ignore[arg-type]
    assert [(fault.code, fault.where) for fault in faults(rows)] == [("leaf_unreadable", "event x")]


anything = st.none() | st.integers() | st.floats() | st.text(max_size=9) | st.binary(max_size=9)


@given(st.lists(st.builds(Row, anything, anything, anything, anything, anything), min_size=1, max_size=5))
def test_no_row_stops_the_walk(rows: list[Row]) -> None:
    assert faults(rows)


@given(st.permutations(written()))
def test_only_one_order_has_no_fault(rows: list[Row]) -> None:
    assert (faults(rows) == []) is (rows == written())


@given(st.integers(0, 5), st.data())
def test_no_changed_leaf_passes(place: int, data: st.DataObject) -> None:
    rows = written()
    row = rows[place]
    leaf = bytearray(row.leaf)
    leaf[data.draw(st.integers(0, len(leaf) - 1))] ^= data.draw(st.integers(1, 255))
    rows[place] = Row(row.seq, row.stream, row.stream_seq, bytes(leaf), row.leaf_hash)
    assert "leaf_changed" in {fault.code for fault in faults(rows)}
