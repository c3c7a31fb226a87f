"""Withholding (个人信息先核对后显示): texts as a reader may see them. Every page and export reads them here.

A text of a case in which somebody may be named is shown beyond the office only once it is cleared
(`docs/decisions/0005`); in its place stands one sentence. `texts.py` reads whole, for the services' own work.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from caseflow.domain.actions import Action
from caseflow.domain.actor import Actor
from caseflow.domain.case import Case
from caseflow.domain.case.held import Held
from caseflow.domain.city import City
from caseflow.domain.permissions import may_ever, may_read
from caseflow.domain.personal import personal_spans
from caseflow.services.limits import ends
from caseflow.services.streams import portions, read_case
from caseflow.services.texts import read_texts
from caseflow.services.work import Work
from caseflow.store.log import EventRow, TextRow
from caseflow.words.say import LANGUAGES, say

OF_THE_OFFICE = ("notice.phone", "vault.", "statement", "proof")
"""Texts not looked through: the office's own line in a notice, what lies sealed, and what signers sign."""
_OTHER, _TAB = "cell.other.", "\t"


def doubtful(name: str, text: str) -> bool:
    """Whether somebody may be named in a case's text of this name."""
    return not name.startswith(OF_THE_OFFICE) and bool(personal_spans(text))


def marks(work: Work, stream: str, texts: Mapping[str, str], source: str | None = None) -> dict[str, Any]:
    """What an event says of its texts in which somebody may be named: their names, and the day to check them by.

    Words that were cleared on this case before, or on the case `source` they are taken from, are cleared.
    """
    found = sorted(name for name, text in texts.items() if doubtful(name, text))
    if not found or not stream.startswith("case/"):
        return {}
    harmless = _cleared_words(work, stream.removeprefix("case/"), source)
    cleared = [name for name in found if texts[name] in harmless]
    said: dict[str, Any] = {"personal": found}
    if cleared:
        said["personal_cleared"] = cleared
    if len(cleared) < len(found):
        said["personal_by"] = ends(work, "text.clear").isoformat()
    return said


def seen_texts(work: Work, digests: Iterable[str], language: str | None = None) -> dict[str, str]:
    """The texts by digest as the actor may see them; one that was erased is left out."""
    return seen_by(work.session, work.city, work.actor, digests, language)


def seen_of(work: Work, case: Case) -> dict[str, str]:
    """The words that now stand under each name of a case, as the actor may see them."""
    return _named(case, seen_texts(work, case.texts.values()))


def own_words(work: Work, case: Case) -> dict[str, str]:
    """The same without what is held back: a form that is filled in beforehand leaves it out."""
    found = read_texts(work.session, case.texts.values())
    held = held_from(work.session, work.city, work.actor, found)
    return _named(case, {digest: text for digest, text in found.items() if digest not in held})


def seen_by(
    session: Session, city: City, actor: Actor, digests: Iterable[str], language: str | None = None
) -> dict[str, str]:
    """The texts by digest as this actor may see them; the public is nobody."""
    found = read_texts(session, digests)
    held = held_from(session, city, actor, found)
    return found | {digest: _instead(name, found[digest], language) for digest, name in held.items()}


def held_from(session: Session, city: City, actor: Actor, texts: Mapping[str, str]) -> dict[str, str]:
    """Those of these texts, by digest, that the actor is not shown, each with the name it stands under."""
    doubted = [digest for digest, text in texts.items() if personal_spans(text)]
    if not doubted or may_ever(actor, Action.READ_HELD, city):
        return {}
    held, marked = {}, dict[str, dict[str, Held]]()
    for digest, name, stream in _places(session, doubted):
        if not stream.startswith("case/") or not doubtful(name, texts[digest]):
            continue
        if stream not in marked:
            case = read_case(session, stream.removeprefix("case/"))
            marked[stream] = {one.digest: one for one in case.held} if case else {}
        if not may_read(actor, marked[stream].get(digest), city):
            held[digest] = name
    return held


def is_sentence_instead(text: str) -> bool:
    """Whether a text is but the sentence that stands for another, come back with a form."""
    return text.strip() in {say("held.sentence", language=language) for language in LANGUAGES}


def _places(session: Session, digests: Iterable[str]) -> Iterator[Row[str, str, str]]:
    """Of each text its digest, its name and the stream it came on."""
    asked = select(TextRow.digest, TextRow.name, EventRow.stream).join(EventRow, EventRow.seq == TextRow.seq)
    for some in portions(digests):
        yield from session.execute(asked.where(TextRow.digest.in_(some)))


def _named(case: Case, texts: Mapping[str, str]) -> dict[str, str]:
    return {name: texts[digest] for name, digest in case.texts.items() if digest in texts}


def _instead(name: str, text: str, language: str | None) -> str:
    """The sentence; the heading of a ledger's column stays where it names nobody."""
    sentence = say("held.sentence", language=language) if language else say("held.sentence")
    heading, tab, _ = text.partition(_TAB)
    return heading + tab + sentence if name.startswith(_OTHER) and not personal_spans(heading) else sentence


def _cleared_words(work: Work, *keys: str | None) -> frozenset[str]:
    known = (work.cases.get(key) for key in keys if key)
    digests = [one.digest for case in known if case for one in case.held if one.cleared]
    return frozenset(read_texts(work.session, digests).values())
