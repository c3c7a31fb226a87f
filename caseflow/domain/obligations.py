"""What is expected from whom by when: one list per case, from which everything that reminds is drawn."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from caseflow.domain.case import Case, waits
from caseflow.domain.case.clocks import waiting_reports
from caseflow.domain.case.months import awaited
from caseflow.domain.case.parts import Year
from caseflow.domain.seats import BOXES, COORDINATOR, GROUP, head
from caseflow.domain.terms import Kind, Office, State

INSPECTED = "special_inspection"
"""The rung that ends with findings and a report of the office's own."""
WORKING = frozenset({State.FILED, State.RECTIFYING})
STANDING_STILL = frozenset(
    {
        "accept_assignment", "accept", "accept_transfer", "answer", "apply", "check_answer", "confirm_findings",
        "confirm_year", "correct", "decide", "minutes", "name_successor", "notice", "objection", "opinion", "propose",
        "review", "sign", "supplement",
    }
)  # fmt: skip
"""Kinds whose limit is the procedure's: while a case is suspended they have no date, since nobody knows it yet."""


@dataclass(frozen=True, slots=True)
class Obligation:
    """One thing owed. `who` is a unit's code, `coordinator`, `group_head`, or a seat such as `party_head/tiexi`.

    A seat names the locality's own head, whichever post fills it today: `services.awaiting` says which.
    `due` None has no date yet; `met_on` None is still owed. `ref` tells two of a kind apart.
    """

    kind: str
    ref: str
    who: str
    opened_on: date
    due: date | None
    met_on: date | None = None


def obligations(case: Case) -> tuple[Obligation, ...]:
    """Everything that was ever expected on this case, met or not. A merged case owes nothing any more."""
    owed = (
        *_of_units(case),
        *_of_years(case),
        *_of_offices(case),
        *_of_papers(case),
        *_of_texts(case),
        *_of_heads(case),
    )
    if case.suspended_on:
        owed = tuple(
            replace(one, due=None) if stands_still(case, one.kind) and not one.met_on else one for one in owed
        )
    if case.state is State.MERGED:
        return tuple(one for one in owed if one.met_on or one.kind in ("feedback", "clear"))
    return owed


def stands_still(case: Case, kind: str) -> bool:
    """Whether a suspension has stopped the clock of this kind on the case."""
    return case.suspended_on is not None and kind in STANDING_STILL


def still_reports(case: Case) -> bool:
    """Whether a month's report can be owed: work goes on, or in a closed case the standing half (长期坚持) does."""
    return case.state in WORKING or (case.counts_as_closed and case.due.standing)


def _of_units(case: Case) -> Iterator[Obligation]:
    lead = case.parties.lead_unit
    if lead:
        yield from _of_lead(case, lead)
    if case.transfer_to and case.state is State.RECTIFYING:
        met, limit = case.since if case.transfer_accepted else None, waits.by(case.waits, "accept_transfer")
        yield Obligation("accept_transfer", case.transfer_to, case.transfer_to, case.since, limit, met)
    for unit in case.parties.co_leads if case.state is State.RECTIFYING and case.self_checks else ():
        met = case.since if unit in case.opinions else None
        limit = waits.by(case.waits, "opinion")
        yield Obligation("opinion", unit, unit, case.since, limit, met)
    yield from _of_contributors(case)
    yield from _of_findings(case)
    yield from _of_measures(case)
    for paper in case.papers:
        if paper.issued_on:
            met = paper.answered_on or paper.ended_on
            if paper.meets_on is None or paper.held_on or paper.ended_on:  # after an interview, not before it
                opened = paper.held_on or paper.issued_on
                yield Obligation("answer", str(paper.id), paper.to_unit, opened, paper.reply_by, met)
    if case.state is State.ACCEPTING and case.parties.acceptance_unit:
        yield Obligation("accept", str(case.round), case.parties.acceptance_unit, case.since, case.limit)


def _of_contributors(case: Case) -> Iterator[Obligation]:
    """Their part of a month is asked of units until the lead unit has reported, or the month closed."""
    for expected in case.expected:
        first: dict[str, date] = {}
        for part in case.contributions:
            if part.month == expected.month:
                first.setdefault(case.now(part.unit), part.on)
        reported = any(r.month == expected.month and r.result != "returned" for r in case.reports)
        owed = awaited(case, expected) if still_reports(case) and not (expected.closed or reported) else ()
        for unit in dict.fromkeys(case.now(asked) for asked in expected.contributors):
            if unit in first or unit in owed:
                ref, opened = f"{expected.month}.{unit}", date.fromisoformat(f"{expected.month}-01")
                yield Obligation("contribution", ref, unit, opened, expected.contribute_by, first.get(unit))


def _of_measures(case: Case) -> Iterator[Obligation]:
    """Each is its own unit's; one given to none is, where it has a date, that of every unit that checks itself."""
    for measure in case.measures:
        if measure.withdrawn or (measure.is_open and case.state is not State.RECTIFYING):
            continue
        whose = (measure.unit,) if measure.unit else case.checkers if measure.due else ()
        for n, unit in enumerate(whose, 1):
            ref = str(measure.number) if len(whose) == 1 else f"{measure.number}.{n}"
            yield Obligation("measure", ref, unit, case.filed_on, measure.due, measure.done_on)


def _of_years(case: Case) -> Iterator[Obligation]:
    for year in case.years:
        yield from _of_report(case, year)
        who = case.parties.acceptance_unit
        if year.reported_on and who:
            yield Obligation("confirm_year", str(year.year), who, year.reported_on, year.confirm_by, year.on)


def _of_report(case: Case, year: Year) -> Iterator[Obligation]:
    """Each responsible unit is asked for the year; the report of one answers for all, as one word goes on record."""
    stands = case.state is State.RECTIFYING or case.counts_as_closed
    if year.report_by and (year.reported_on or stands):
        opened = year.expected_on or year.report_by
        for n, unit in enumerate(case.checkers, 1):
            ref = f"{year.year}.{n}"
            yield Obligation("report_year", ref, unit, opened, year.report_by, year.reported_on)


def _of_findings(case: Case) -> Iterator[Obligation]:
    """What was found on a petition waits for its county's leader, then for the coordinator; after closure likewise."""
    waiting, locality = case.proposed_findings, case.parties.locality
    if waiting and locality:
        who = COORDINATOR if waiting.leader_confirmed else head(Office.DEPUTY, locality)
        limit = waits.by(case.waits, "confirm_findings")
        yield Obligation("confirm_findings", waiting.on.isoformat(), who, waiting.on, limit)
    for finding in case.after:
        proposed = next(
            (d.proposed_on for d in case.decisions if d.content.get("finding") == finding.id), None
        )
        yield Obligation("propose", str(finding.id), COORDINATOR, finding.on, finding.propose_by, proposed)


def _of_lead(case: Case, lead: str) -> Iterator[Obligation]:
    assigned = case.assignment
    if assigned and (assigned.open or assigned.accepted_on):
        yield Obligation("accept_assignment", "", lead, assigned.on, assigned.limit, assigned.accepted_on)
    if case.due.day:
        met = case.application.on if case.application else None
        yield Obligation("rectify", str(case.round), lead, case.filed_on, case.due.day, met)
    for wait in case.waits:
        if wait.kind == "apply" and case.state is State.RECTIFYING:
            yield Obligation("apply", str(case.round), lead, wait.on, wait.by)
    for expected in case.expected:
        sent = [r for r in case.reports if r.month == expected.month and r.result != "returned"]
        if sent or (still_reports(case) and not expected.closed):  # a closed month takes no report any more
            opened = date.fromisoformat(f"{expected.month}-01")
            yield Obligation(
                "report", expected.month, lead, opened, expected.due, sent[0].on if sent else None
            )
    if case.correct_by and case.state is State.RECTIFYING:
        yield Obligation("correct", str(case.round), lead, case.since, case.correct_by)
    if case.supplement and case.state is State.ACCEPTING:
        asked = case.supplement
        yield Obligation("supplement", str(case.round), lead, case.since, asked.until, asked.supplied_on)


def _of_offices(case: Case) -> Iterator[Obligation]:
    for one in case.successions:
        if one.name_by:
            yield Obligation("name_successor", str(one.id), COORDINATOR, one.asked_on, one.name_by, one.on)
    if case.kind is Kind.PETITION and case.feedback_due:
        opened = case.handed_over or case.filed_on
        yield Obligation("feedback", "", COORDINATOR, opened, case.feedback_due, case.fed_back_on)
    waiting = waiting_reports(case)
    for report in case.reports:
        if report.result or report in waiting:
            ref = f"{report.month}.{report.number}"
            yield Obligation("review", ref, COORDINATOR, report.on, report.review_by, report.reviewed_on)
    for found in case.criticisms:
        yield Obligation("criticism", str(found.id), COORDINATOR, found.entered_on, None, found.settled_on)
    for objection in case.objections:
        ref, by = str(objection.id), objection.answer_by
        yield Obligation("objection", ref, COORDINATOR, objection.entered_on, by, objection.answered_on)
    if case.state is State.AWAITING_NOTICE:
        yield Obligation("notice", str(case.round), COORDINATOR, case.since, case.limit)
    if case.closure:
        yield Obligation(
            "file_up", str(case.round), COORDINATOR, case.closure.on, case.limit, case.closure.filed_up_on
        )


def _of_papers(case: Case) -> Iterator[Obligation]:
    """What the office owes on papers it issued: the minutes of an interview, its word on an answer."""
    for paper in case.papers:
        if paper.issued_on and paper.meets_on and (paper.held_on or not paper.ended_on):
            met = paper.held_on
            yield Obligation("minutes", str(paper.id), COORDINATOR, paper.issued_on, paper.minutes_by, met)
        if paper.issued_on and paper.rung == INSPECTED and (paper.concluded_on or not paper.ended_on):
            yield Obligation(
                "conclude", str(paper.id), COORDINATOR, paper.issued_on, None, paper.concluded_on
            )
        if paper.answered_on and paper.check_by:
            due, met = paper.check_by, paper.ended_on
            yield Obligation("check_answer", str(paper.id), COORDINATOR, paper.answered_on, due, met)


def _of_texts(case: Case) -> Iterator[Obligation]:
    """What came on one day with somebody perhaps named in it is checked in one go."""
    waited = [text for text in case.held if text.check_by]
    for day in dict.fromkeys(text.on for text in waited):
        came = [text for text in waited if text.on == day]
        checked = [text.checked_on for text in came if text.checked_on]
        met = max(checked) if len(checked) == len(came) else None
        yield Obligation("clear", day.isoformat(), COORDINATOR, day, came[0].check_by, met)


def _of_heads(case: Case) -> Iterator[Obligation]:
    signed = {signature.box: signature.on for signature in case.live_signatures}
    for box, office in BOXES.items():
        if case.parties.locality and case.state is State.SIGNING:
            who = head(office, case.parties.locality)
            yield Obligation("sign", f"{case.round}.{box}", who, case.since, case.limit, signed.get(box))
    for decision in case.decisions:
        ref, opened = str(decision.id), decision.proposed_on
        yield Obligation("decide", ref, GROUP, opened, decision.decide_by, decision.decided_on)
