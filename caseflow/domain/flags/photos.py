"""Doubts about photos and files shown twice (seen elsewhere: pictures made “after” out of those from before)."""

from collections.abc import Iterator

from caseflow.domain.flags.facts import AFTER, BEFORE, Facts, File, Flag
from caseflow.domain.prints import apart


def same_file(facts: Facts) -> Iterator[Flag]:
    """The very same bytes shown for two cases, for two places of one case, or as before and as after."""
    for own in facts.files:
        others = [one for one in facts.around.files.get(own.digest, ()) if one != own and not one.withdrawn]
        elsewhere = [one for one in others if _is_elsewhere(own, one)]
        first = min(elsewhere, key=lambda one: (one.at, one.case, one.n), default=None)
        if first and not own.withdrawn and (first.at, first.case, first.n) < (own.at, own.case, own.n):
            other = first.case.partition("/")[2]
            yield facts.flag("same_file", own.proof, first.proof, who=(own.by,), file=own.id, other=other)


def near_photo(facts: Facts) -> Iterator[Flag]:
    """A photo of afterwards that differs hardly from the one before it at the same place, by their fingerprints."""
    for before, after in _pairs(facts):
        if before.print and after.print:
            bits = apart(before.print, after.print)
            if bits <= facts.number("photo_distance"):
                proofs = (before.proof, after.proof)
                yield facts.flag("near_photo", *proofs, who=(after.by,), apart=bits, file=after.id)


def like_photo(facts: Facts) -> Iterator[Flag]:
    """A photo that differs hardly from an earlier one of another case or another place: saved anew, cut, mirrored.

    The very same bytes are `same_file`; the two photos of one place are `near_photo`.
    """
    for own in facts.files:
        if not own.print or own.withdrawn:
            continue
        near = facts.around.photos.near(own.print, facts.number("photo_distance"))
        earlier = [(one.at, one.case, one.n, bits, one) for bits, one in near if _is_copied(own, one)]
        if earlier:
            *_, bits, first = min(earlier, key=lambda found: found[:3])
            other = first.case.partition("/")[2]
            proofs = (own.proof, first.proof)
            yield facts.flag("like_photo", *proofs, who=(own.by,), apart=bits, file=own.id, other=other)


def photo_order(facts: Facts) -> Iterator[Flag]:
    """A photo of afterwards that was taken no later than the one before it, by the days they claim or bear."""
    for before, after in _pairs(facts):
        if before.taken and after.taken:
            wrong = after.taken <= before.taken
        else:
            wrong = bool(before.claimed and after.claimed and after.claimed < before.claimed)
        if wrong:
            yield facts.flag(
                "photo_order", before.proof, after.proof, who=(after.by,), before=before.id, after=after.id
            )


def _is_copied(own: File, other: File) -> bool:
    if (
        other.withdrawn
        or other.digest == own.digest
        or (own.at, own.case, own.n) <= (other.at, other.case, other.n)
    ):
        return False
    return own.case != other.case or own.point != other.point or own.kind == other.kind


def _is_elsewhere(own: File, other: File) -> bool:
    return own.case != other.case or own.point != other.point or {own.kind, other.kind} == {BEFORE, AFTER}


def _pairs(facts: Facts) -> Iterator[tuple[File, File]]:
    """Photos of one place, before and after."""
    shown = [one for one in facts.files if not one.withdrawn and one.point is not None]
    for after in (one for one in shown if one.kind == AFTER):
        yield from ((one, after) for one in shown if one.kind == BEFORE and one.point == after.point)
