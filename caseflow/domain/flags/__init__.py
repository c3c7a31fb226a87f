"""Red flags 疑点: one pure function each over frozen facts. None is a verdict; each names its evidence.

What was notified elsewhere and which of it can be computed stands in docs/inspecting.md.
"""

from collections.abc import Iterator, Mapping

from caseflow.domain.flags import completion, hands, papers, photos, texts
from caseflow.domain.flags.facts import Around, Facts, File, Flag, Proof, Rule, files_of, instant

FLAGS: Mapping[str, Rule] = {
    rule.__name__: rule
    for rule in (
        photos.same_file,
        photos.near_photo,
        photos.like_photo,
        photos.photo_order,
        papers.before_upstream,
        papers.claimed_long_ago,
        papers.upload_burst,
        papers.made_after_finding,
        papers.before_arrival,
        papers.report_before_photo,
        papers.rush_before_due,
        completion.done_before_proof,
        completion.done_without_proof,
        completion.proof_after_report,
        completion.report_contradicted,
        completion.done_not_applied,
        completion.quick_closure,
        completion.petition_again,
        completion.no_monitoring,
        completion.own_word_only,
        texts.copied_text,
        texts.numbers_repeated,
        hands.quick_acceptance,
        hands.site_before_application,
        hands.many_hands,
        hands.both_heads_at_once,
        hands.serial_signing,
    )
}
"""Every flag by its code, in the order in which they are listed."""
HEAVY = frozenset(
    {
        "same_file", "near_photo", "like_photo", "photo_order", "before_upstream", "made_after_finding",
        "done_before_proof", "done_without_proof", "report_contradicted", "many_hands", "site_before_application",
    }
)  # fmt: skip
"""What is listed first (较重): it contradicts something else on record. A place in a list, not a verdict."""


def raised(facts: Facts) -> Iterator[Flag]:
    """Every doubt about a case."""
    for rule in FLAGS.values():
        yield from rule(facts)


__all__ = [
    "FLAGS", "HEAVY", "Around", "Facts", "File", "Flag", "Proof", "Rule", "files_of", "instant", "raised",
]  # fmt: skip
