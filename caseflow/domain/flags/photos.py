"""Doubts about photos and files shown twice (seen elsewhere: pictures made “after” out of those from before)."""

from collections.abc import Iterator

from caseflow.domain.flags.facts import AFTER, BEFORE, Facts, File, Flag

BASE = 16


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
    """A photo of afterwards that differs hardly from the one before it at the same place, by their perceptual hashes.

    It asks of files that bear a hash; none does until hashes are kept with the evidence.
    """
    for before, after in _pairs(facts):
        if before.print and after.print:
            apart = (int(before.print, BASE) ^ int(after.print, BASE)).bit_count()
            if apart <= facts.number("photo_distance"):
                yield facts.flag(
                    "near_photo", before.proof, after.proof, who=(after.by,), apart=apart, file=after.id
                )


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


def _is_elsewhere(own: File, other: File) -> bool:
    return own.case != other.case or own.point != other.point or {own.kind, other.kind} == {BEFORE, AFTER}


def _pairs(facts: Facts) -> Iterator[tuple[File, File]]:
    """Photos of one place, before and after."""
    shown = [one for one in facts.files if not one.withdrawn and one.point is not None]
    for after in (one for one in shown if one.kind == AFTER):
        yield from ((one, after) for one in shown if one.kind == BEFORE and one.point == after.point)
