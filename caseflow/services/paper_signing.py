"""Forms signed on paper (纸质签批): one clerk enters the scan, another compares it; then it is a signature."""

from datetime import date
from typing import Any

from caseflow.domain.actions import Action
from caseflow.domain.actor import Actor, actor_on
from caseflow.domain.case import Case, dossier_digest
from caseflow.domain.case.signed_form import SignedForm
from caseflow.domain.errors import BadInput, NotPermitted, NotYet, Reason
from caseflow.domain.signer_keys import PAPER
from caseflow.domain.signers import boxes_in, posts_of_unit, signing_posts
from caseflow.domain.terms import State
from caseflow.proof.assertion import canonical
from caseflow.services.access import case_for
from caseflow.services.advance import Behalf, advance, ready, require_state
from caseflow.services.evidencing import Photo, add_signed_form
from caseflow.services.inputs import past_day, said
from caseflow.services.peopling import known_person, rely_on_offices
from caseflow.services.record import record
from caseflow.services.work import Work
from caseflow.store.files import Files

CODE = 16
"""How much of the dossier's digest a printed form bears: sixty-four bits."""


def enter_signed_form(
    work: Work, files: Files, key: str, box: str, person: str, on: date, code: str, scan: Photo
) -> Case:
    """Enters a closure form that a head signed on paper; it waits for a second clerk.

    `code` is typed from the paper: it must be that of the dossier as it now lies before the heads. The head must have
    held the office on the day the paper bears, and could have signed then by every condition of the table.
    """
    case = case_for(work, key, Action.ENTER_SIGNED_FORM)
    require_state(case, Action.ENTER_SIGNED_FORM, State.SIGNING)
    past_day(work, on, case.since)
    digest = dossier_digest(case)
    if _plain(code) != digest[:CODE].upper():
        raise BadInput(Reason("signed_form.other_code", {}))
    if any(form.box == box for form in case.open_forms):
        raise NotYet(Reason("signed_form.box_waits", {}))
    known_person(work, person)
    office = _office(work, case, box, person, on)
    rely_on_offices(work)
    ready(work, case, Action.SIGN, behalf=Behalf(_signer(work, person, on), on, Action.ENTER_SIGNED_FORM))
    data: dict[str, Any] = {"box": box, "person": person, "office": office, "on": on.isoformat()}
    data |= {"dossier": digest, "file": add_signed_form(work, files, key, scan)}
    record(work, case.stream, "enter_signed_form", data, occurred_at=on.isoformat())
    return work.cases[key]


def confirm_signed_form(work: Work, key: str, number: int) -> Case:
    """A second clerk has compared scan and entry: now it is the head's signature; the second one moves the case on."""
    case = case_for(work, key, Action.CONFIRM_SIGNED_FORM)
    form = _waiting(case, number)
    if form.by == work.actor.code:
        raise NotPermitted(Reason("signed_form.same_clerk", {}))
    if form.dossier != dossier_digest(case):
        raise NotYet(Reason("signature.dossier_changed", {}))
    if any(signature.box == form.box for signature in case.live_signatures):
        raise NotYet(Reason("guard.box_signed", {"box": f"box.{form.box}"}))
    office = _office(work, case, form.box, form.person, form.on)
    rely_on_offices(work)
    scan = next(one for one in case.evidence if one.id == form.file)
    proof = {
        "code": form.dossier[:CODE].upper(),
        "digest": scan.digest,
        "entered_by": form.by,
        "on": form.on.isoformat(),
    }
    data = {
        "box": form.box,
        "dossier": form.dossier,
        "head": case.events,
        "means": PAPER,
        "form": form.id,
        "office": office,
        "on": form.on.isoformat(),
    }
    return advance(
        work,
        key,
        Action.SIGN,
        data,
        texts={"proof": canonical(proof)},
        stays=not case.live_signatures,
        occurred_at=form.on.isoformat(),
        behalf=Behalf(_signer(work, form.person, form.on), form.on, Action.CONFIRM_SIGNED_FORM),
    )


def drop_signed_form(work: Work, key: str, number: int, reason: str) -> Case:
    """An entry that is wrong, or was overtaken, is put aside for a reason; the scan stays readable."""
    case = case_for(work, key, Action.DROP_SIGNED_FORM)
    _waiting(case, number)
    record(work, case.stream, "drop_signed_form", {"id": number}, texts={"reason": said("reason", reason)})
    return work.cases[key]


def possible_signers(work: Work, case: Case) -> list[tuple[str, str]]:
    """Box and person of everybody who held one of the two posts since the case lies before the heads."""
    locality = case.parties.locality
    found: dict[tuple[str, str], None] = {}
    if locality is None:
        return []
    for day in sorted({case.since, work.day}):
        for box, post in posts_of_unit(work.city.unit(locality).code, work.city, day).items():
            for person in work.city.people.values():
                for a in person.appointments:
                    held = a.start <= work.day and (a.end is None or a.end >= case.since)
                    if held and a.office is post.office and a.unit == post.unit:
                        found[box, person.code] = None
    return list(found)


def _office(work: Work, case: Case, box: str, person: str, on: date) -> str:
    """The office in which a person could sign in a box on a day. Raises BadInput."""
    posts = signing_posts(case, work.city, on)
    if box not in boxes_in(posts, _signer(work, person, on), work.city, on):
        raise BadInput(Reason("signed_form.not_in_office", {"who": person, "on": on.isoformat()}))
    return posts[box].code


def _signer(work: Work, person: str, on: date) -> Actor:
    """The head as of the day; an account that has ended since does not undo what they signed."""
    found = work.city.people[person]
    held = tuple(a for a in found.appointments if a.holds_on(on))
    return actor_on(found, on) if found.enabled else Actor(person, held)


def _waiting(case: Case, number: int) -> SignedForm:
    found = next((form for form in case.open_forms if form.id == number), None)
    if found is None:
        raise BadInput(Reason("signed_form.unknown", {}))
    return found


def _plain(code: str) -> str:
    return "".join(sign for sign in code.upper() if sign.isalnum())
