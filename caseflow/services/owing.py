"""Owing: what whoever is signed in must do, by when; and what they wait for from others. Pages and counts read this."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from caseflow.domain.actions import Action
from caseflow.domain.case import Case
from caseflow.domain.case.papers import paper_by
from caseflow.domain.case.waits import by
from caseflow.domain.errors import Reason
from caseflow.domain.obligations import stands_still
from caseflow.domain.permissions import can
from caseflow.domain.roles import HEADS
from caseflow.domain.seats import BOXES, COORDINATOR, GROUP, head
from caseflow.domain.signers import boxes_in, group_posts, posts_of_unit
from caseflow.domain.terms import Office, State
from caseflow.domain.turn import whose_turn
from caseflow.services.access import moment
from caseflow.services.awaiting import head_awaited
from caseflow.services.deciding import EFFECT
from caseflow.services.searching import cases_of
from caseflow.services.work import Work
from caseflow.store import queries
from caseflow.store.case import ObligationRow
from caseflow.store.scope import SIGNING, scope_clause

ACTS: Mapping[str, Action] = {
    "accept_assignment": Action.ACCEPT_ASSIGNMENT,
    "rectify": Action.APPLY_CLOSURE,
    "contribution": Action.CONTRIBUTE,
    "apply": Action.APPLY_CLOSURE,
    "report": Action.REPORT,
    "measure": Action.MARK_MEASURE,
    "correct": Action.APPLY_CLOSURE,
    "supplement": Action.SUPPLY_SUPPLEMENT,
    "opinion": Action.GIVE_OPINION,
    "accept_transfer": Action.ACCEPT_TRANSFER,
    "name_successor": Action.NAME_SUCCESSOR,
    "answer": Action.ANSWER_PAPER,
    "minutes": Action.HOLD_INTERVIEW,
    "check_answer": Action.LIFT_PAPER,
    "conclude": Action.CONCLUDE_INSPECTION,
    "accept": Action.PASS_ACCEPTANCE,
    "report_year": Action.REPORT_YEAR,
    "confirm_year": Action.CONFIRM_YEAR,
    "feedback": Action.FEED_BACK,
    "review": Action.REVIEW_REPORT,
    "criticism": Action.SETTLE_CRITICISM,
    "objection": Action.ANSWER_OBJECTION,
    "notice": Action.PUBLISH_NOTICE,
    "file_up": Action.FILE_UP,
    "clear": Action.CLEAR_TEXT,
    "sign": Action.SIGN,
}
"""Which act meets an obligation, where its case does not say otherwise."""
IN_THE_FIELD = (
    "rectify", "apply", "measure", "correct", "contribution", "report", "report_year", "feedback", "file_up",
    "clear",
)  # fmt: skip
"""What units and the office owe by themselves; nobody waits for it step by step."""
PUBLICIZED = f"state.{State.PUBLICIZED}"
"""Nobody's turn: a public notice runs."""
MOST_WAITS = 20
"""How many are shown of what others owe; the list of cases has them all."""


@dataclass(frozen=True, slots=True)
class Duty:
    """One thing to do on a case. `word` is the term that names it; `act` does it, None where others must first.

    `due` None has no date; `ref` tells two of a kind apart as the obligation does. `why` says why nobody can do it
    now; it is then charged to nobody. `stopped_on` is the day since which its clock stands still.
    """

    word: str
    act: Action | None
    case: Case
    who: str
    opened_on: date
    due: date | None
    ref: str = ""
    why: Reason | None = None
    stopped_on: date | None = None

    @property
    def about(self) -> str:
        """The case's key."""
        return self.case.key


def answers_to(work: Work) -> frozenset[str]:
    """The codes of units and posts for which the actor acts, as obligations name them."""
    group = boxes_in(group_posts(work.city, work.day), work.actor, work.city, work.day)
    found: set[str] = {GROUP} if group else set()
    for post in work.actor.posts:
        if post.office is Office.OFFICER:
            found.update(work.city.written_as(post.unit))
        elif post.office is Office.COORDINATOR:
            found.add(COORDINATOR)
        elif post.office is Office.DEPUTY:
            found.update(head(Office.DEPUTY, code) for code in _field_of(work, post.unit))
    return frozenset(found | set(_signing_posts(work)))


def is_own(work: Work, who: str) -> bool:
    """Whether a unit or post whose turn it is is the actor's own; a post is taken at its word, not as a seat."""
    office, _, unit = who.partition("/")
    if who == COORDINATOR:
        return work.actor.holds(Office.COORDINATOR)
    if unit:
        return any(post.office == office and post.unit == unit for post in work.actor.posts)
    return who in answers_to(work)


def duties(work: Work) -> list[Duty]:
    """Everything the actor owes, the most urgent first, what has no date last; a head's newest dossier first."""
    found = sorted(_duties(work), key=_urgency)
    return [duty for duty in found if can(work.actor, Action.VIEW, duty.case, work.city, work.day)]


def waits(work: Work) -> list[Duty]:
    """What others owe on the cases the actor has a part in; nobody waits who owes nothing anywhere."""
    mine = answers_to(work)
    if not mine:
        return []
    within = scope_clause(work.actor, Action.VIEW, work.city, work.day)
    rows = queries.owed_by_others(work.session, within, mine, IN_THE_FIELD, MOST_WAITS)
    notices = queries.running_notices(work.session, within, None if COORDINATOR in mine else mine)
    cases = cases_of(work, [*(row.case for row in rows), *(row.case for row in notices)])
    steps = [_of_row(work, cases[row.case], row, None) for row in rows]
    running = [Duty(PUBLICIZED, None, cases[n.case], "", n.first_day, n.opens_on) for n in notices]
    return sorted([*steps, *running], key=_urgency)


def _duties(work: Work) -> Iterator[Duty]:
    mine = answers_to(work)
    if not mine:
        return
    rows = queries.owed_by(work.session, mine)
    cases = cases_of(work, [row.case for row in rows])
    for row in rows:
        if row.case in cases and not _voted(work, cases[row.case], row) and not _doubled(rows, row):
            yield _of_row(work, cases[row.case], row, _act(work, cases[row.case], row))
    yield from _of_units(work, mine)
    if COORDINATOR in mine:
        yield from _of_coordinator(work)
    if GROUP in mine:
        yield from _of_group(work)


def _of_row(work: Work, case: Case, row: ObligationRow, act: Action | None) -> Duty:
    stopped = case.suspended_on if stands_still(case, row.kind) else None
    found = Duty(
        f"obligation.{row.kind}",
        act,
        case,
        row.who,
        row.opened_on,
        row.due,
        row.ref,
        stopped_on=stopped,
    )
    awaited = head_awaited(work, case, row)
    return replace(found, who=awaited.who, due=awaited.due, why=awaited.why) if awaited else found


def _act(work: Work, case: Case, row: ObligationRow) -> Action | None:
    """What the actor can do about it now."""
    if row.kind == "decide":
        return EFFECT[next(one.matter for one in case.decisions if str(one.id) == row.ref)]
    if row.kind == "notice":
        return _of_notice(work, case)
    if row.kind == "confirm_findings":
        return Action.CONFIRM_FINDINGS if row.who == COORDINATOR else Action.CONFIRM_FINDINGS_AS_LEADER
    if row.kind == "clear" and {one.by for one in case.held if one.checked_on is None} == {work.actor.code}:
        return None  # what somebody brought, another person of the office checks
    if row.kind == "propose":
        asks = next(finding.asks for finding in case.after if str(finding.id) == row.ref)
        return Action.PROPOSE_REVOCATION if asks == "revocation" else Action.PROPOSE_REBOUND
    if row.kind == "accept" and case.supplement and case.supplement.supplied_on is None:
        return None
    if row.kind == "accept" and case.acceptance is None:
        return Action.BEGIN_ACCEPTANCE
    return ACTS[row.kind]


def _of_notice(work: Work, case: Case) -> Action | None:
    """Two people make a notice: one writes, another releases, either publishes."""
    notice = case.notice
    if notice is None or notice.ended_on:
        return Action.DRAFT_NOTICE
    if notice.released_by:
        return Action.PUBLISH_NOTICE
    return None if notice.drafted_by == work.actor.code else Action.RELEASE_NOTICE


def _voted(work: Work, case: Case, row: ObligationRow) -> bool:
    """Whether a matter no longer, or not yet, waits for this head: their word is given, or it is still unchecked."""
    if row.kind != "decide":
        return False
    boxes = boxes_in(group_posts(work.city, work.day), work.actor, work.city, work.day)
    matter = next(one for one in case.decisions if str(one.id) == row.ref)
    unchecked = matter.matter == "amendment" and matter.checked_by is None
    return unchecked or not set(boxes) - {vote[0] for vote in matter.votes}


def _doubled(rows: Iterable[ObligationRow], row: ObligationRow) -> bool:
    """Of the due date and the limit to apply, which one act meets, the later one is not asked for beside the other."""
    if row.kind not in ("rectify", "apply"):
        return False
    other = next((o for o in rows if o.case == row.case and {o.kind, row.kind} == {"rectify", "apply"}), None)
    if other is None or other.due is None or row.due is None:
        return False
    return (other.due, other.kind) < (row.due, row.kind)


def _of_units(work: Work, mine: frozenset[str]) -> Iterator[Duty]:
    """What units owe beside obligations: self-checks."""
    checks = queries.worked_on_by(work.session, mine)
    cases = cases_of(work, checks)
    for case in (cases[key] for key in checks):
        turn = whose_turn(case, moment(work, case)).who
        if turn in mine and turn != case.parties.lead_unit:
            yield _own(Action.SELF_CHECK, case, str(turn), case.since, case.due.day)


def _of_coordinator(work: Work) -> Iterator[Duty]:
    """What waits for the office beside obligations: cases to assign, papers, amendments, accepted hand-overs."""
    papers = queries.drafted_papers(work.session, "proposed")
    amendments = queries.unchecked_amendments(work.session)
    filed, offers = queries.not_assigned(work.session), queries.offered(work.session)
    keys: list[str] = [row.case for rows in (papers, amendments) for row in rows]
    cases = cases_of(work, [*keys, *filed, *offers])
    for case in (cases[key] for key in filed):
        yield _own(Action.ASSIGN, case, COORDINATOR, case.filed_on)
    for case in (cases[key] for key in offers):
        if case.transfer_accepted:
            yield _own(Action.TRANSFER, case, COORDINATOR, case.since, by(case.waits, "transfer"))
    for paper in papers:
        yield _own(Action.ISSUE_PAPER, cases[paper.case], COORDINATOR, paper.proposed_on, ref=str(paper.id))
    for one in amendments:
        day = one.decide_by
        yield _own(Action.CHECK_AMENDMENT, cases[one.case], COORDINATOR, one.proposed_on, day, str(one.id))


def _of_group(work: Work) -> Iterator[Duty]:
    """Papers of the ladder that lie before the group's heads and that this one has not agreed to yet."""
    papers = queries.drafted_papers(work.session, "submitted")
    cases = cases_of(work, [row.case for row in papers])
    for row in papers:
        paper = paper_by(cases[row.case], row.id)
        spoken = {box for box, _, _ in paper.voices}
        own = boxes_in(group_posts(work.city, work.day), work.actor, work.city, work.day)
        if set(own) - spoken:
            yield _own(Action.SIGN_PAPER, cases[row.case], GROUP, row.proposed_on, ref=str(row.id))


def _own(act: Action, case: Case, who: str, opened: date, due: date | None = None, ref: str = "") -> Duty:
    return Duty(f"action.{act}", act, case, who, opened, due, ref)


def _field_of(work: Work, unit: str) -> Iterator[str]:
    """The localities a deputy answers for: the city's all, a county's its own."""
    areas = (code for code in work.city.units if work.city.unit(code).kind in SIGNING)
    return (code for code in areas if unit in (work.city.root, work.city.unit(code).code))


def _signing_posts(work: Work) -> Iterator[str]:
    """The posts, as obligations name them, in whose boxes the actor signs."""
    if not any(post.office in HEADS for post in work.actor.posts):
        return
    for code in work.city.units:
        unit = work.city.unit(code)
        if unit.kind not in SIGNING:
            continue
        for box, post in posts_of_unit(unit.code, work.city, work.day).items():
            if work.actor.holds(post.office, post.unit):
                yield head(BOXES[box], code)  # the seat, as obligations name it


def _urgency(duty: Duty) -> tuple[date, int, str, date, str]:
    newest_first = -duty.case.since.toordinal() if duty.case.state is State.SIGNING else 0
    return duty.due or date.max, newest_first, duty.word, duty.opened_on, duty.case.key
