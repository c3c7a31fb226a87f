"""Every code of the field has its word, and no word is left without its code."""

import re
from enum import StrEnum

from caseflow.domain import actions, terms
from caseflow.domain.case.fold import HAND
from caseflow.domain.case.papers import PRAISE
from caseflow.domain.case.parts import BESIDE, ApplicationStatus
from caseflow.domain.issuing import FORMS
from caseflow.domain.meeting import MeetingKind
from caseflow.domain.register import PaperKind
from caseflow.domain.seats import BOXES
from caseflow.rulebooks.schema import EVIDENCE, RUNGS
from caseflow.services.circulars import PARTS as CIRCULAR
from caseflow.services.deciding import EFFECT
from caseflow.services.laddering import FOLLOWS
from caseflow.services.messaging import URGENT
from caseflow.services.noticing import PARTS
from caseflow.words.say import msgids
from tests.house.source import python
from tests.house.test_words import of_folder


def enums() -> dict[str, type[StrEnum]]:
    """The enumerations of the field by the kind their terms have: EvidenceClass → evidence_class."""
    found = [
        thing
        for module in (terms, actions)
        for thing in vars(module).values()
        if isinstance(thing, type) and issubclass(thing, StrEnum) and thing is not StrEnum
    ]
    return {re.sub(r"(?<=[a-z])(?=[A-Z])", "_", enum.__name__).lower(): enum for enum in found}


def kinds() -> dict[str, set[str]]:
    """Every kind of term whose codes stand somewhere in the program, with those codes."""
    return {kind: set(enum) for kind, enum in enums().items()} | {
        "application": set(ApplicationStatus),
        "evidence": {*EVIDENCE, *BESIDE},
        "rung": {*RUNGS, PRAISE},
        "box": set(BOXES),
        "meeting": set(MeetingKind),
        "hand": set(HAND.values()),
        "matter": set(EFFECT),
        "paper": {*PaperKind, *FORMS},
        "obligation": set(of_folder("domain", "Obligation")),
        "paper_status": {"proposed", "escalated", *FOLLOWS},
        "text": {*PARTS, *CIRCULAR, *of_folder("services", "said"), *of_folder("services", "naming_nobody")},
    }


def test_every_code_has_a_word_and_every_word_a_code() -> None:
    for kind, codes in kinds().items():
        words = {code.partition(".")[2] for code in msgids("TERMS") if code.startswith(f"{kind}.")}
        assert words == codes, kind


def test_whatever_somebody_is_told_of_has_a_word() -> None:
    sources = "".join(python("caseflow").values())
    told = URGENT | set(re.findall(r'(?:remind|tell_all|_tell)\(work, (?:name, )?"(\w+)"', sources))
    assert {"reminded", "criticism_settled"} < told
    assert {f"message.{matter}" for matter in told} - msgids("TERMS").keys() == set()


def test_the_enumerations_are_found() -> None:
    assert {"state", "role", "evidence_class", "unit_kind", "action"} <= enums().keys()
