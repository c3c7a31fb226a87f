"""Checking a paper by its code (核验): what anybody is told of it, and what readers of its case are told besides."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from caseflow.domain.actions import Action
from caseflow.domain.case import Case
from caseflow.domain.case.papers import paper_by
from caseflow.domain.errors import BadInput, NotPermitted, NotYet, Reason, Unknown
from caseflow.domain.event import Event
from caseflow.domain.issuing import KIND_OF, Paper, number_of, paper_made_by, stands
from caseflow.domain.paper_code import Code, read
from caseflow.domain.permissions import can, may_ever
from caseflow.domain.register import PaperKind
from caseflow.services.access import held_case
from caseflow.services.referring import referral_for
from caseflow.services.streams import event_of, events_of, read_round
from caseflow.services.vaulting import Vault
from caseflow.services.work import Work
from caseflow.store.accounts import count_try, tries
from caseflow.store.log import DisciplineEventRow, EventRow

GUESSES = 20
"""Codes nobody issued that one address may ask for within MEMORY (assumed); a slip of the pen is not counted."""
MEMORY = timedelta(minutes=15)
SUBJECT = "verify/"


@dataclass(frozen=True, slots=True)
class Checked:
    """A paper that was issued. `case` (of a circular `month`), `to_unit`, `stands` are for its readers, else None."""

    kind: str
    number: str
    on: date
    code: str
    case: Case | None = None
    to_unit: str | None = None
    stands: bool | None = None
    month: str | None = None


def check_paper(
    work: Work, text: str, address: str, keep: Callable[[Callable[[Session], None]], None], vault: Vault
) -> Checked:
    """What is on record of the paper with this code. `keep` writes beside the record in a transaction of its own.

    `vault` opens what a referral says; one is known only to whoever may see it.

    Raises BadInput for what cannot be a code, Unknown for one that nobody issued, NotYet for guessing.
    """
    code = read(text)
    if code is None or code.sign not in KIND_OF:
        raise BadInput(Reason("verify.not_a_code", {}))
    subject = f"{SUBJECT}{address}"
    if tries(work.session, subject, work.at, MEMORY) >= GUESSES:
        raise NotYet(Reason("verify.too_many", {"minutes": int(MEMORY.total_seconds() // 60)}))
    referral = KIND_OF[code.sign] == PaperKind.REFERRAL
    found = _referral(work, code, vault) if referral else _find(work, code)
    if found is None:
        at = work.at
        keep(lambda session: _count(session, subject, at))
        raise Unknown(Reason("verify.unknown", {}))
    return found


def _count(session: Session, subject: str, at: datetime) -> None:
    count_try(session, subject, at, GUESSES, MEMORY)


def _find(work: Work, code: Code) -> Checked | None:
    kind = KIND_OF[code.sign]
    asked = select(EventRow.seq, EventRow.leaf, EventRow.leaf_hash).where(
        EventRow.leaf_hash.between(code.low, code.high),
        EventRow.stream.startswith("case/") | EventRow.stream.startswith("round/"),
    )
    row = work.session.execute(asked).first()
    if row is None:
        return None
    event = event_of(row.leaf, row.seq)
    if event.stream.startswith("round/"):
        return _circular(work, kind, event)
    events = events_of(work.session, event.stream)
    paper = paper_made_by(kind, event, events)
    case = held_case(work, event.stream.removeprefix("case/"))
    if paper is None or case is None:
        return None
    number, unit = _numbered(case, paper)
    public = Checked(kind, number, event.day, "")
    if not can(work.actor, Action.VIEW, case, work.city, work.day):
        return public
    return Checked(kind, number, event.day, "", case, unit, stands(paper, event, case, events))


def _referral(work: Work, code: Code, vault: Vault) -> Checked | None:
    """A referral that stands on no case: for all but those who may see it, nobody issued it."""
    table = DisciplineEventRow
    asked = select(table.seq, table.leaf).where(table.leaf_hash.between(code.low, code.high))
    row = work.session.execute(asked).first()
    event = event_of(row.leaf, row.seq) if row else None
    if event is None or event.type != "issue_referral":
        return None
    try:
        one = referral_for(work, vault, event.stream.removeprefix("referral/")).referral
    except (Unknown, NotPermitted):
        return None
    number = one.letter.number if one.letter and one.letter.on == event.day else ""
    return Checked(PaperKind.REFERRAL.value, number, event.day, "")


def _circular(work: Work, kind: str, event: Event) -> Checked | None:
    """A month's circular; whether it stands is told to whoever reads circulars at all."""
    if kind != PaperKind.CIRCULAR or event.type != "issue_circular":
        return None
    month, number = event.stream.removeprefix("round/"), event.data["number"]
    if not may_ever(work.actor, Action.VIEW, work.city):
        return Checked(kind, number, event.day, "")
    round_ = read_round(work.session, month)
    one = round_.circular if round_ else None
    return Checked(
        kind,
        number,
        event.day,
        "",
        stands=bool(one and one.number == number and not one.void_on),
        month=month,
    )


def _numbered(case: Case, paper: Paper) -> tuple[str, str | None]:
    """The number of a paper of the ladder and to whom it went."""
    if paper.kind not in frozenset(PaperKind):
        return "", None
    issued = paper_by(case, paper.id)
    return number_of(paper, issued), issued.to_unit
