"""Clearing (清理个人信息): the office decides of each text that may name somebody whether others may read it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from caseflow.domain.actions import Action
from caseflow.domain.case import Case
from caseflow.domain.errors import BadInput, NotPermitted, Reason
from caseflow.domain.event import Event
from caseflow.domain.personal import Span, personal_spans
from caseflow.services.access import case_for
from caseflow.services.inputs import said
from caseflow.services.record import record
from caseflow.services.streams import events_of
from caseflow.services.texts import read_texts
from caseflow.services.withholding import doubtful
from caseflow.services.work import Work


@dataclass(frozen=True, slots=True)
class Doubt:
    """Words on a case in which somebody may be named, wherever they stand, known by the `digest` of the first place.

    `status` is waiting, cleared or withheld; `own`: the actor brought them. `words` are "" where they were erased.
    """

    digest: str
    digests: tuple[str, ...]
    names: tuple[str, ...]
    words: str
    spans: tuple[Span, ...]
    by: tuple[str, ...]
    on: date
    status: str
    own: bool


def doubts(work: Work, case: Case) -> list[Doubt]:
    """Everything on a case that may name somebody, in the order it came; the same words once."""
    events = events_of(work.session, case.stream)
    words = read_texts(work.session, (digest for event in events for digest in event.texts.values()))
    waiting = {one.digest for one in case.held if one.checked_on is None}
    places: dict[str, list[tuple[str, str, Event]]] = {}
    for event in events:
        for name, digest in event.texts.items():
            text = words.get(digest, "")
            if doubtful(name, text) or (digest in waiting and not text):
                places.setdefault(text or digest, []).append((digest, name, event))
    return [_doubt(work, case, found, words) for found in places.values()]


def clear_texts(work: Work, key: str, decided: Mapping[str, bool], reason: str) -> Case:
    """Clears words for everybody (true) or leaves them with the office (false), by the digest of a `Doubt`.

    What somebody brought, another person of the office clears. Raises BadInput for nothing decided, or for a text
    that is none of these; NotPermitted for one's own.
    """
    case = case_for(work, key, Action.CLEAR_TEXT)
    found = {doubt.digest: doubt for doubt in doubts(work, case)}
    if not decided:
        raise BadInput(Reason("clear.nothing_decided", {}))
    if not decided.keys() <= found.keys():
        raise BadInput(Reason("clear.unknown", {}))
    if any(found[digest].own for digest, harmless in decided.items() if harmless):
        raise NotPermitted(Reason("clear.same_person", {}))
    data = {
        "cleared": sorted(_all(found, decided, harmless=True)),
        "withheld": sorted(_all(found, decided, harmless=False)),
    }
    record(work, case.stream, "clear_texts", data, texts={"clear.reason": said("reason", reason)})
    return work.cases[key]


def _all(found: Mapping[str, Doubt], decided: Mapping[str, bool], *, harmless: bool) -> Iterator[str]:
    for digest, answer in decided.items():
        if answer is harmless:
            yield from found[digest].digests


def _doubt(work: Work, case: Case, found: list[tuple[str, str, Event]], words: Mapping[str, str]) -> Doubt:
    text = words.get(found[0][0], "")
    digests = tuple(digest for digest, _, _ in found)
    return Doubt(
        digest=digests[0],
        digests=digests,
        names=tuple(dict.fromkeys(name for _, name, _ in found)),
        words=text,
        spans=personal_spans(text),
        by=tuple(dict.fromkeys(event.actor for _, _, event in found)),
        on=found[0][2].day,
        status=_status(case, digests),
        own=any(event.actor == work.actor.code for _, _, event in found),
    )


def _status(case: Case, digests: tuple[str, ...]) -> str:
    """Waiting while one place of these words waits, or no event has marked it."""
    marked = {one.digest: one for one in case.held}
    if any(digest not in marked or marked[digest].checked_on is None for digest in digests):
        return "waiting"
    return "cleared" if all(marked[digest].cleared for digest in digests) else "withheld"
