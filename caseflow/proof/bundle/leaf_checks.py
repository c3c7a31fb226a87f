"""Checks of the leaves: whose, in which order and when, that they are in the log, and that none was left out."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import pairwise

from caseflow.proof.bundle import layout
from caseflow.proof.bundle.checkpoint_checks import witnessed
from caseflow.proof.bundle.reading import Bundle, Leaf
from caseflow.proof.bundle.table import check
from caseflow.proof.heads import Head, is_head
from caseflow.proof.tree import includes

TOLERANCE = 60
"""Seconds by which a witness's clock may be behind the server's."""


@check("leaf_other_log")
def _(bundle: Bundle) -> Iterator[str]:
    for leaf in _with_heads(bundle):
        if leaf.fields["log"] != bundle.version.log:
            yield leaf.where


@check("leaf_other_case")
def _(bundle: Bundle) -> Iterator[str]:
    for leaf in bundle.events:
        if leaf.stream != bundle.version.stream:
            yield leaf.where


@check("first_not_filing")
def _(bundle: Bundle) -> Iterator[str]:
    if bundle.events and bundle.events[0].type != "file":
        yield bundle.events[0].where


@check("event_gap")
def _(bundle: Bundle) -> Iterator[str]:
    for leaves in _streams(bundle):
        for number, leaf in enumerate(leaves):
            if leaf.n != number:
                yield leaf.where


@check("chain_broken")
def _(bundle: Bundle) -> Iterator[str]:
    for before, leaf in _pairs(bundle):
        if leaf.fields["prev"] != before.hash.hex():
            yield leaf.where


@check("index_order")
def _(bundle: Bundle) -> Iterator[str]:
    for before, leaf in _pairs(bundle):
        if before.proof and leaf.proof and leaf.proof.index <= before.proof.index:
            yield leaf.where


@check("time_backwards")
def _(bundle: Bundle) -> Iterator[str]:
    for before, leaf in _pairs(bundle):
        if leaf.fields["at"] < before.fields["at"]:
            yield leaf.where


@check("proof_other_checkpoint")
def _(bundle: Bundle) -> Iterator[str]:
    for leaf in _with_heads(bundle):
        if leaf.proof and leaf.proof.note != bundle.member(layout.CHECKPOINT):
            yield leaf.proof_name


@check("inclusion_wrong")
def _(bundle: Bundle) -> Iterator[str]:
    for leaf in _with_heads(bundle):
        proof, now = leaf.proof, bundle.checkpoint
        if proof and now and not includes(leaf.hash, proof.index, now.size, proof.path, now.root):
            yield leaf.proof_name


@check("heads_not_last")
def _(bundle: Bundle) -> Iterator[str]:
    heads, now = bundle.heads, bundle.checkpoint
    if heads and heads.proof and now and heads.proof.index != now.size - 1:
        yield layout.HEADS_PROOF


@check("heads_wrong")
def _(bundle: Bundle) -> Iterator[str]:
    if bundle.heads is None or bundle.paths is None:
        return
    top, streams = bytes.fromhex(bundle.heads.data["root"]), bundle.heads.data["streams"]
    for stream, leaves in _named(bundle).items():
        if stream in bundle.paths:
            index, path = bundle.paths[stream]
            if not is_head(Head(stream, leaves[-1].n, leaves[-1].hash), index, streams, path, top):
                yield stream


@check("heads_missing")
def _(bundle: Bundle) -> Iterator[str]:
    if bundle.heads and bundle.paths is not None:
        yield from sorted(_named(bundle).keys() - bundle.paths.keys())


@check("time_after_witness")
def _(bundle: Bundle) -> Iterator[str]:
    times = witnessed(bundle).values()
    if times:
        for leaf in _with_heads(bundle):
            if datetime.fromisoformat(leaf.fields["at"]).timestamp() > min(times) + TOLERANCE:
                yield leaf.where


def _named(bundle: Bundle) -> dict[str, list[Leaf]]:
    """The streams of which the bundle shows every event, by name."""
    return bundle.keys | ({bundle.version.stream: bundle.events} if bundle.events else {})


def _with_heads(bundle: Bundle) -> list[Leaf]:
    return [*bundle.leaves, *([bundle.heads] if bundle.heads else [])]


def _streams(bundle: Bundle) -> Sequence[list[Leaf]]:
    return [leaves for leaves in (bundle.events, *bundle.keys.values()) if leaves]


def _pairs(bundle: Bundle) -> Iterator[tuple[Leaf, Leaf]]:
    for leaves in _streams(bundle):
        yield from pairwise(leaves)
