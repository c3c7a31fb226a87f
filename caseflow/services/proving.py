"""Signing what was shown (签字): a ceremony's answer is checked as an inspector will check it, then recorded."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from caseflow.domain.city import SignerKey
from caseflow.domain.errors import Reason, Refused
from caseflow.domain.signer_keys import PASSKEY, good_keys
from caseflow.proof.assertion import Assertion, InBatch, assertion_faults, to_base64
from caseflow.proof.batch import path_of
from caseflow.proof.statement import Statement, challenge
from caseflow.services.challenging import Ceremony, use_ceremony
from caseflow.services.enrolling import public_part
from caseflow.services.passkeys import Site, answered
from caseflow.services.signing import Given, sign
from caseflow.services.stating import SIGN, changed_since
from caseflow.services.work import Work


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a ceremony: the cases signed, those left out with every reason; or why it signed nothing at all."""

    signed: tuple[str, ...] = ()
    refused: Mapping[str, tuple[Reason, ...]] = field(default_factory=dict)
    reason: Reason | None = None


def sign_with_passkey(work: Work, site: Site | None, browser: str, nonce: str, answer: str) -> Outcome:
    """Signs what a ceremony showed, with the passkey that answered it; the caller commits whatever comes of it.

    The ceremony is used up first. A case that is no longer what the signer was shown is left out with its reasons,
    and the others are signed: each statement is proved alone. Raises BadInput for an answer that cannot be read.
    """
    ceremony = use_ceremony(work, SIGN, browser, nonce)
    if isinstance(ceremony, Reason):
        return Outcome(reason=ceremony)
    if site is None:
        return Outcome(reason=Reason("key.no_site", {}))
    try:
        assertion = answered(site, answer)
    except Refused as refused:
        return Outcome(reason=refused.reasons[0])
    key = _key(work, assertion)
    if key is None:
        return Outcome(reason=Reason("signature.key_not_good", {}))
    batch, statements = ceremony.asked["batch"], ceremony.asked["statements"]
    if assertion_faults(
        assertion, challenge((batch or statements[0]).encode("utf-8")), public_part(work, key)
    ):
        return Outcome(reason=Reason("signature.not_verified", {}))
    written = [text.encode("utf-8") for text in statements]

    def given(index: int, text: str) -> Given:
        own = assertion
        if batch:
            path = tuple(path_of(written, index))
            own = replace(assertion, batch=InBatch(index, len(written), path, batch.encode("utf-8")))
        return Given(PASSKEY, key.id, text, own.encode())

    return record_signatures(work, ceremony, given)


def record_signatures(work: Work, ceremony: Ceremony, given: Callable[[int, str], Given]) -> Outcome:
    """Signs each case of a ceremony that is still as it was shown; `given` says how, by place and statement."""
    done: list[str] = []
    left: dict[str, tuple[Reason, ...]] = {}
    for index, text in enumerate(ceremony.asked["statements"]):
        statement = Statement.parse(text.encode("utf-8"))
        try:
            if changed := changed_since(work, statement):
                left[statement.case] = changed
                continue
            sign(work, statement.case, statement.dossier, given=given(index, text))
            done.append(statement.case)
        except Refused as refused:
            left[statement.case] = refused.reasons
    return Outcome(tuple(done), left)


def _key(work: Work, assertion: Assertion) -> SignerKey | None:
    """The signer's own key that answered, in force now."""
    person = work.city.people.get(work.actor.code)
    credential = to_base64(assertion.credential)
    return next((key for key in good_keys(person, PASSKEY) if key.credential == credential), None)
