"""What a closure needs: exactly two standing signatures of two people, in the two boxes, over one dossier."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from caseflow.proof.bundle.reading import Bundle, Leaf
from caseflow.proof.bundle.table import check

BESIDE = frozenset({"guidance", "signed_form"})
"""Kinds of evidence that stand in no dossier: photos of visits, scans of the signed form itself."""
BOXES = frozenset({"party", "government"})
BACK = frozenset({"refuse", "withdraw", "fail_acceptance", "uphold_objection", "revoke_closure", "fall_back"})
"""What takes a case back to rectifying: every signature falls."""
TO_STEP = frozenset({"recall", "return_for_supplement"})
CHANGES = frozenset({"withdraw_evidence", "self_check", "pass_acceptance"})
DOSSIER = ("title", "problem", "goal", "measure.", "findings.", "self_check.", "outside.")
"""Texts of the dossier, whatever the order of the steps."""
QUIET = frozenset(
    {"file", "complete_filing", "describe", "clear_texts", "keep_identity", "split", "take_over", "expect_report",
     "freeze_light", "expect_year", "note_parts", "succeed_unit", "await_successor", "redate", "propose_paper",
     "dismiss_paper"}
)  # fmt: skip
"""What puts a case on record or follows from the calendar; a ledger's claims may come after these alone."""


@dataclass(slots=True)
class Signature:
    """A signature as its event says it; void once a later event took its ground away."""

    leaf: Leaf
    void: bool = False

    @property
    def box(self) -> Any:
        """The office's box."""
        return self.leaf.data.get("box")


@dataclass(frozen=True, slots=True)
class Closing:
    """The event that closed the case, and the signatures that stood then."""

    leaf: Leaf
    standing: tuple[Signature, ...]


def history(bundle: Bundle) -> tuple[list[Signature], list[Closing]]:
    """Every signature of the case, and every closure made here."""
    given, standing = list[Signature](), list[Signature]()
    closings, order = list[Closing](), ()
    for leaf in bundle.events:
        if isinstance(leaf.data.get("order"), list):
            order = tuple(leaf.data["order"])
        if _voids(leaf, order):
            for one in standing:
                one.void = True
            standing = []
        if leaf.type == "sign":
            standing.append(Signature(leaf))
            given.append(standing[-1])
        if leaf.data.get("to") == "closed" and leaf.type != "take_over":
            closings.append(Closing(leaf, tuple(standing)))
    return given, closings


def _voids(leaf: Leaf, order: tuple[Any, ...]) -> bool:
    """Whether signatures given before this event stand no more."""
    if leaf.type in BACK:
        return True
    if leaf.type in TO_STEP:
        falls = leaf.data.get("falls")
        return isinstance(falls, list) and "signatures" in falls
    before = order[: order.index("signatures")] if "signatures" in order else ()
    if leaf.type == "add_evidence":
        return leaf.data.get("kind") not in BESIDE
    if leaf.type == "publish_notice":
        return "notice" in before
    names = DOSSIER + tuple(f"{step}." for step in ("acceptance", "notice") if step in before)
    return leaf.type in CHANGES or any(name.startswith(names) for name in leaf.fields["pii"])


def _pairs(bundle: Bundle) -> Iterator[tuple[Leaf, Signature, Signature]]:
    """Each closure that two signatures stand under."""
    for closing in history(bundle)[1]:
        if len(closing.standing) == 2:
            yield closing.leaf, closing.standing[0], closing.standing[1]


@check("closed_unsigned")
def _(bundle: Bundle) -> Iterator[str]:
    for closing in history(bundle)[1]:
        if len(closing.standing) != 2:
            yield closing.leaf.where


@check("closed_one_person")
def _(bundle: Bundle) -> Iterator[str]:
    for leaf, one, two in _pairs(bundle):
        if one.leaf.signer == two.leaf.signer:
            yield leaf.where


@check("closed_one_box")
def _(bundle: Bundle) -> Iterator[str]:
    for leaf, one, two in _pairs(bundle):
        if one.box == two.box or not {str(one.box), str(two.box)} <= BOXES:
            yield leaf.where


@check("closed_two_dossiers")
def _(bundle: Bundle) -> Iterator[str]:
    for leaf, one, two in _pairs(bundle):
        if one.leaf.data.get("dossier") != two.leaf.data.get("dossier"):
            yield leaf.where


@check("taken_over_late")
def _(bundle: Bundle) -> Iterator[str]:
    worked = False
    for leaf in bundle.events:
        if leaf.type == "take_over" and worked:
            yield leaf.where
        worked = worked or leaf.type not in QUIET
