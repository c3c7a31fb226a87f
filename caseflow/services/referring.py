"""Referring (移送问题线索), the office's side: proposed, sent back, issued, and on paper received and fed back.

A referral is seen by who proposed it, the office's head, and once issued the inspectors of the unit addressed, but
by nobody it names. To everybody else it is as if it never was: the same refusal as for what is not there.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from caseflow.domain import referral as referrals
from caseflow.domain import register as registers
from caseflow.domain.actions import Action
from caseflow.domain.case import Case
from caseflow.domain.errors import BadInput, NotPermitted, NotYet, Reason, Unknown
from caseflow.domain.event import Event
from caseflow.domain.handling import Rank, Result, highest
from caseflow.domain.referral import ADDRESSED, Concerned, Matter, Origin, Proof, Referral, Status
from caseflow.domain.register import OF_REFERRALS, PaperKind, Register
from caseflow.domain.terms import Office
from caseflow.services.access import case_for, held_case, permit
from caseflow.services.addressing import level_of, office_of
from caseflow.services.apart import Told, note_reading_apart, record_apart, told_of
from caseflow.services.inputs import known_unit, on_the_case, past_day, said
from caseflow.services.limits import ends
from caseflow.services.texts import read_texts
from caseflow.services.vaulting import Vault
from caseflow.services.withholding import own_words
from caseflow.services.work import Work

OFFICE, DISCIPLINE = "office", "discipline"
"""The two sides of a referral, by which it is shown."""


@dataclass(frozen=True, slots=True, repr=False)
class Opened:
    """A referral as its reader may have it: `side` says which half of it is theirs; no `repr`."""

    referral: Referral
    told: Told
    side: str


@dataclass(frozen=True, slots=True, repr=False)
class Draft:
    """What a referral is to say; no `repr`. `rank` may be left out where people are named."""

    origin: Origin
    case: str
    units: Sequence[str]
    people: Sequence[Concerned]
    problem: str
    rank: Rank | None = None
    files: Iterable[int] = ()
    receiver: str = ""
    category: str = ""
    note: str = ""
    contact: str = ""

    @property
    def texts(self) -> dict[str, str]:
        """Its words by name."""
        return {
            "problem": said("referral_problem", self.problem),
            "category": self.category.strip(),
            "note": self.note.strip(),
            "contact": self.contact.strip(),
        }


def propose_referral(work: Work, vault: Vault, draft: Draft) -> Referral:
    """An officer of the rectification office proposes; its head decides. Answers it under its name `<year>-<n>`."""
    matter = _matter(work, draft)
    permit(work, Action.PROPOSE_REFERRAL)
    taken = [*told_of(work.session, vault, f"referral/{work.day.year}-"), *work.referrals]
    count = len({name.removeprefix("referral/") for name in taken if f"{work.day.year}-" in name})
    stream = f"referral/{work.day.year}-{count + 1}"
    return noted(
        work, None, record_apart(work, vault, stream, "propose_referral", matter.as_data(), draft.texts)
    )


def revise_referral(work: Work, vault: Vault, name: str, draft: Draft) -> Referral:
    """What was proposed, sent back or refused is put to the head again, written anew."""
    one = referral_for(work, vault, name, Action.PROPOSE_REFERRAL).referral
    if one.by != work.actor.code:
        raise NotPermitted(Reason("referral.proposer_only", {}))
    require(one, Status.PROPOSED, Status.SENT_BACK, Status.REFUSED)
    data = _matter(work, draft).as_data()
    permit(work, Action.PROPOSE_REFERRAL)
    return noted(work, one, record_apart(work, vault, one.stream, "revise_referral", data, draft.texts))


def send_back_referral(work: Work, vault: Vault, name: str, reason: str) -> Referral:
    """The head wants it otherwise."""
    one = referral_for(work, vault, name, Action.ISSUE_REFERRAL).referral
    require(one, Status.PROPOSED)
    texts = {"reason": said("reason", reason)}
    return noted(work, one, record_apart(work, vault, one.stream, "send_back_referral", texts=texts))


def drop_referral(work: Work, vault: Vault, name: str, reason: str) -> Referral:
    """The head lets it be."""
    one = referral_for(work, vault, name, Action.ISSUE_REFERRAL).referral
    require(one, Status.PROPOSED, Status.SENT_BACK, Status.REFUSED)
    texts = {"reason": said("reason", reason)}
    return noted(work, one, record_apart(work, vault, one.stream, "drop_referral", texts=texts))


def issue_referral(work: Work, vault: Vault, name: str) -> Referral:
    """The head issues it under the next number to the discipline office that the highest rank calls for.

    Raises NotPermitted for whoever proposed it, NotYet where that office does not work here and nobody named it.
    """
    one = referral_for(work, vault, name, Action.ISSUE_REFERRAL).referral
    if one.by == work.actor.code:
        raise NotPermitted(Reason("referral.own", {}))
    require(one, Status.PROPOSED)
    unit, to = receiver_of(work, one.matter)
    data = {
        "number": _number(work, vault, one.stream),
        "level": level_of(work, one.matter.rank).value,
        "unit": unit,
        "to": to,
        "limit": ends(work, "referral.receive").isoformat() if unit else None,
    }
    return noted(work, one, record_apart(work, vault, one.stream, "issue_referral", data))


def receive_by_hand(work: Work, vault: Vault, name: str, on: date, by: str) -> Referral:
    """The receipt (回执) of an office that does not work in this system came back on paper."""
    one = _on_paper(work, vault, name)
    require(one, Status.ISSUED)
    on = past_day(work, on, one.letter.on if one.letter else None)
    data = {"on": on.isoformat(), "by": said("referral_by", by), "limit": None}
    return noted(work, one, record_apart(work, vault, one.stream, "receive_referral", data))


def feed_back_by_hand(work: Work, vault: Vault, name: str, on: date, result: Result) -> Referral:
    """Such an office let the result be known: its kind and day, and nothing else."""
    one = _on_paper(work, vault, name)
    require(one, Status.RECEIVED)
    data = {"on": past_day(work, on, one.received_on).isoformat(), "result": result.value}
    return noted(work, one, record_apart(work, vault, one.stream, "feed_back_referral", data))


def read_referral(work: Work, vault: Vault, name: str) -> Opened:
    """One referral to be shown; that it was read is on record before it is. Raises Unknown as for what never was."""
    found = referral_for(work, vault, name)
    note_reading_apart(work, vault, found.referral.stream)
    return found


def referrals_of(work: Work, vault: Vault) -> list[Opened]:
    """Every referral that the actor may see, the newest first."""
    permit(work, Action.VIEW_REFERRALS)
    names = told_of(work.session, vault, "referral/")
    found = (_opened(work, told) for told in names.values())
    return [one for one in found if one][::-1]


def referral_for(work: Work, vault: Vault, name: str, action: Action = Action.VIEW_REFERRALS) -> Opened:
    """The referral of this name, for this action. Raises Unknown, for what is another's as for what never was."""
    permit(work, action)
    stream = f"referral/{name}"
    told = told_of(work.session, vault, stream).get(stream)
    found = _opened(work, told or Told(), work.referrals.get(name))
    if found is None:
        raise Unknown(Reason("referral.unknown", {}))
    work.seen.setdefault(stream, found.referral.events)
    return found


def receiver_of(work: Work, matter: Matter) -> tuple[str | None, str]:
    """The unit to which it goes, None where that works outside of this system, and its name in words.

    Raises NotYet where it works outside and was not named.
    """
    if matter.receiver:
        return None, matter.receiver
    case = held_case(work, matter.case)
    level = level_of(work, matter.rank)
    unit = office_of(work.city, level, case.parties.locality if case else None, work.day)
    if unit is None:
        raise NotYet(Reason("referral.name_receiver", {"level": f"level.{level}"}))
    name = work.city.units[unit].names[-1][1]
    return unit, read_texts(work.session, [name]).get(name, unit)


def require(one: Referral, *wanted: Status) -> None:
    """Raises NotYet where it stands elsewhere."""
    if one.status not in wanted:
        raise NotYet(Reason("referral.not_now", {"status": f"referral.{one.status}"}))


def noted(work: Work, one: Referral | None, event: Event) -> Referral:
    """The referral after an event of this work, which holds it from then on."""
    after = referrals.apply(one, event)
    work.referrals[after.name] = after
    return after


def _opened(work: Work, told: Told, held: Referral | None = None) -> Opened | None:
    """The referral with the side on which the actor stands; None for whoever stands on none."""
    one = held or referrals.fold(told.events)
    side = _side(work, one) if one else None
    return Opened(one, told, side) if one and side else None


def _side(work: Work, one: Referral) -> str | None:
    if _is_named(work, one):
        return None
    actor = work.actor
    if actor.code == one.by and actor.holds(Office.COORDINATOR):
        return OFFICE
    if actor.holds(Office.COORDINATOR_HEAD, one.unit):
        return OFFICE
    unit = one.letter.unit if one.letter and one.status in ADDRESSED else None
    if unit and any(actor.holds(Office.INSPECTOR, code) for code in work.city.written_as(unit)):
        return DISCIPLINE
    return None


def _is_named(work: Work, one: Referral) -> bool:
    person = work.city.people.get(work.actor.code)
    names = {concerned.name for concerned in one.matter.people}
    return person is not None and bool(names & {*read_texts(work.session, [person.name]).values()})


def _on_paper(work: Work, vault: Vault, name: str) -> Referral:
    found = referral_for(work, vault, name)
    if found.side != OFFICE:
        raise NotPermitted(Reason("referral.office_only", {}))
    one = found.referral
    if one.letter and one.letter.unit:
        raise NotYet(Reason("referral.in_system", {}))
    return one


def _matter(work: Work, draft: Draft) -> Matter:
    """What a draft is about, checked against the case. Raises BadInput, NotYet."""
    case = case_for(work, draft.case, Action.VIEW)
    ranks = [one.rank for one in draft.people] + ([draft.rank] if draft.rank else [])
    if not ranks or not (draft.units or draft.people):
        raise BadInput(Reason("referral.nobody", {}))
    _check_origin(case, draft.origin)
    files, words = {one.id: one for one in case.evidence}, own_words(work, case)
    matter = Matter(
        draft.origin,
        case.key,
        tuple(dict.fromkeys(known_unit(work, code) for code in draft.units)),
        tuple(
            replace(one, name=said("referral_name", one.name), post=one.post.strip()) for one in draft.people
        ),
        highest(ranks),
        tuple(
            Proof(files[id_].digest, id_, words.get(f"evidence.{id_}.name", ""), files[id_].on)
            for id_ in on_the_case(case, draft.files)
        ),
        draft.receiver.strip(),
    )
    receiver_of(work, matter)
    return matter


def _check_origin(case: Case, origin: Origin) -> None:
    papers = any(one.issued_on for one in case.papers)
    there = {Origin.WARNING: papers, Origin.OBJECTION: bool(case.objections)}
    if not there.get(origin, True):
        raise BadInput(Reason("referral.no_such_origin", {"origin": f"referral_origin.{origin}"}))


def _number(work: Work, vault: Vault, about: str) -> str:
    """The next number of the year's own register, taken with the issuing."""
    register = _register(work, vault)
    word = work.book.words(f"paper_word.{PaperKind.REFERRAL}")
    data = {"number": register.next, "word": word, "about": about}
    event = record_apart(work, vault, register.stream, "give_number", data)
    work.registers[register.name] = registers.apply(register, event)
    return registers.written(word, register.year, register.next)


def _register(work: Work, vault: Vault) -> Register:
    name = f"{work.day.year}/{PaperKind.REFERRAL}"
    if name in work.registers:
        return work.registers[name]
    stream = f"{OF_REFERRALS}{work.day.year}"
    told = told_of(work.session, vault, stream).get(stream)
    found = registers.fold(told.events) if told else None
    work.seen[stream] = found.events if found else 0
    return found or registers.empty(name)
