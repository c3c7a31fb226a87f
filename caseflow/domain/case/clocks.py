"""The clocks of the procedure: the limits that run on a case, by the names events call them, and how one is moved.

A rectification date, a measure's node and the feedback limit are none of them: only a decision moves those.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from caseflow.domain.case.facts import Case
from caseflow.domain.case.monthly import Report
from caseflow.domain.case.moves import Move, Stop
from caseflow.domain.case.succession import Succession
from caseflow.domain.case.waits import RULES, put_off
from caseflow.domain.replacing import replace
from caseflow.domain.terms import State

ONE_DAY = timedelta(days=1)
STATE_LIMIT: Mapping[State, str] = {
    State.ACCEPTING: "acceptance.limit",
    State.AWAITING_NOTICE: "notice.publish",
    State.SIGNING: "signing.limit",
    State.CLOSED: "filing_up.limit",
}
"""The rule of the limit that begins when a case enters a state."""
NOTICE, POST = "notice", "post"


@dataclass(frozen=True, slots=True)
class Clock:
    """A limit that runs: it counts from the day after `start`, and `end` is in time. `rule` set its length and unit.

    `ref` tells two of a kind apart. `counted` is False where a person or the month named the last day. `stops` is
    False for the days of a public notice: a suspension does not take it off the board.
    """

    kind: str
    start: date
    end: date
    rule: str
    ref: str = ""
    counted: bool = True
    stops: bool = True

    @property
    def name(self) -> str:
        """How events and explanations call it: `state_accepting`, `objection.2`."""
        return f"{self.kind}.{self.ref}" if self.ref else self.kind


def clocks(case: Case) -> tuple[Clock, ...]:
    """Every procedural limit that waits for somebody now, passed or not."""
    beside = (Clock(wait.kind, wait.on, wait.by, RULES[wait.kind]) for wait in case.waits)
    return (*_of_state(case), *_of_units(case), *beside, *_of_offices(case), *_of_heads(case))


def waiting_reports(case: Case) -> tuple[Report, ...]:
    """Reports nobody has reviewed; of several for one month only the last waits."""
    last = {report.month: report for report in case.reports}
    return tuple(report for report in last.values() if report.result is None)


def moved(case: Case, ends: Iterable[tuple[str, date]], why: str, on: date) -> Case:
    """The case with these limits ending on other days, each move kept with its reason. ValueError for no such limit."""
    for name, end in ends:
        before = next((clock.end for clock in clocks(case) if clock.name == name), None)
        kind, _, ref = name.partition(".")
        if before is None or kind not in _MOVED_BY:
            raise ValueError(f"no limit {name}")
        case = _MOVED_BY[kind](case, ref, end)
        case = replace(case, moves=(*case.moves, Move(name, before, end, why, on)))
    return case


def resumed(case: Case, ends: Iterable[tuple[str, date]], on: date) -> Case:
    """The clocks run again: the days they stood still are kept, and the limits that are later for them moved."""
    if case.suspended_on is None:
        return case
    stop = Stop(case.suspended_on, on)
    case = moved(case, ends, "resume", on)
    return replace(case, suspended_on=None, stops=(*case.stops, stop))


def _of_state(case: Case) -> Iterator[Clock]:
    assigned, notice, asked = case.assignment, case.notice, case.supplement
    if case.state is State.FILED and assigned and assigned.open:
        yield Clock("accept_assignment", assigned.on, assigned.limit, "assignment.limit")
    if case.state is State.PUBLICIZED and notice and notice.first_day and notice.last_day:
        yield Clock(NOTICE, notice.first_day - ONE_DAY, notice.last_day, "notice.period", stops=False)
        if notice.opens_on:
            yield Clock(POST, notice.last_day, notice.opens_on - ONE_DAY, "notice.post")
    if case.state is State.ACCEPTING and asked and asked.supplied_on is None:
        yield Clock("supplement", asked.on or case.since, asked.until, "supplement.limit", counted=False)
    filed_up = case.closure is not None and case.closure.filed_up_on is not None
    if case.limit and case.state in STATE_LIMIT and not filed_up:
        yield Clock(f"state_{case.state}", case.since, case.limit, STATE_LIMIT[case.state])


def _of_units(case: Case) -> Iterator[Clock]:
    if case.correct_by and case.state is State.RECTIFYING:
        yield Clock("correct", case.since, case.correct_by, "acceptance.correction", counted=False)
    for paper in case.papers:
        if paper.issued_on and paper.reply_by and not paper.answered_on and not paper.ended_on:
            rule = f"ladder.{paper.rung}.reply"
            start = paper.held_on or paper.issued_on
            yield Clock("answer", start, paper.reply_by, rule, str(paper.id), counted=not paper.returns)
    for year in case.years:
        if year.reported_on and year.confirm_by and year.confirmed is None:
            counted = (year.confirm_by + ONE_DAY).day != 1  # else the month's end, which no calendar moves
            rule = "confirm_year.limit"
            yield Clock("confirm_year", year.reported_on, year.confirm_by, rule, str(year.year), counted)


def _of_offices(case: Case) -> Iterator[Clock]:
    for one in case.successions:
        if one.name_by and one.successor is None:
            yield Clock("name_successor", one.asked_on, one.name_by, "succession.limit", one.unit)
    for report in waiting_reports(case):
        if report.review_by:
            ref = f"{report.month}.{report.number}"
            yield Clock("review", report.on, report.review_by, "report.review", ref)
    yield from _of_papers(case)
    last_day = case.notice.last_day if case.notice else None
    for objection in case.open_objections:
        if objection.answer_by:
            start = max(objection.entered_on, last_day or objection.entered_on)
            rule = "objection.late_decision" if case.state is State.CLOSED else "objection.answer"
            yield Clock("objection", start, objection.answer_by, rule, str(objection.id))
    proposed = {decision.content.get("finding") for decision in case.decisions}
    for finding in case.after:
        if finding.propose_by and not finding.decided and finding.id not in proposed:
            yield Clock("propose", finding.on, finding.propose_by, "revocation.propose", str(finding.id))


def _of_papers(case: Case) -> Iterator[Clock]:
    """What the office owes on its own papers: the minutes of an interview, and its word on an answer."""
    for paper in case.papers:
        ref = str(paper.id)
        if (
            paper.issued_on
            and paper.meets_on
            and paper.minutes_by
            and not paper.held_on
            and not paper.ended_on
        ):
            yield Clock("minutes", paper.meets_on, paper.minutes_by, "interview.minutes", ref)
        if paper.status == "answered" and paper.answered_on and paper.check_by:
            yield Clock("check_answer", paper.answered_on, paper.check_by, "ladder.check", ref)


def _of_heads(case: Case) -> Iterator[Clock]:
    for decision in case.decisions:
        if decision.decide_by and decision.outcome is None:
            start, end = decision.proposed_on, decision.decide_by
            yield Clock("decide", start, end, "signing.limit", str(decision.id))


def _of_numbered(items: tuple[Any, ...], ref: str, key: str, **change: date) -> tuple[Any, ...]:
    """The same facts with one of them changed; it is told by one of its fields."""
    return tuple(replace(one, **change) if str(getattr(one, key)) == ref else one for one in items)


def _awaited(items: tuple[Succession, ...], unit: str, name_by: date) -> tuple[Succession, ...]:
    return tuple(
        replace(one, name_by=name_by) if one.unit == unit and one.successor is None else one for one in items
    )


def _assignment(case: Case, _: str, end: date) -> Case:
    return replace(case, assignment=replace(case.assignment, limit=end)) if case.assignment else case


def _notice(case: Case, _: str, end: date) -> Case:
    return replace(case, notice=replace(case.notice, last_day=end)) if case.notice else case


def _post(case: Case, _: str, end: date) -> Case:
    return replace(case, notice=replace(case.notice, opens_on=end + ONE_DAY)) if case.notice else case


def _supplement(case: Case, _: str, end: date) -> Case:
    return replace(case, supplement=replace(case.supplement, until=end)) if case.supplement else case


def _review(case: Case, ref: str, end: date) -> Case:
    month, _, number = ref.partition(".")
    reports = (
        replace(r, review_by=end) if (r.month, str(r.number)) == (month, number) else r for r in case.reports
    )
    return replace(case, reports=tuple(reports))


def _beside(kind: str) -> Callable[[Case, str, date], Case]:
    return lambda case, _, end: replace(case, waits=put_off(case.waits, kind, end))


def _state(case: Case, _: str, end: date) -> Case:
    return replace(case, limit=end)


_MOVED_BY: Mapping[str, Callable[[Case, str, date], Case]] = (
    {
        "accept_assignment": _assignment,
        NOTICE: _notice,
        POST: _post,
        "supplement": _supplement,
        "review": _review,
        "correct": lambda case, _, end: replace(case, correct_by=end),
        "answer": lambda case, ref, end: replace(
            case, papers=_of_numbered(case.papers, ref, "id", reply_by=end)
        ),
        "minutes": lambda case, ref, end: replace(
            case, papers=_of_numbered(case.papers, ref, "id", minutes_by=end)
        ),
        "check_answer": lambda case, ref, end: replace(
            case, papers=_of_numbered(case.papers, ref, "id", check_by=end)
        ),
        "confirm_year": lambda case, ref, end: replace(
            case, years=_of_numbered(case.years, ref, "year", confirm_by=end)
        ),
        "objection": lambda case, ref, end: replace(
            case, objections=_of_numbered(case.objections, ref, "id", answer_by=end)
        ),
        "name_successor": lambda case, ref, end: replace(
            case, successions=_awaited(case.successions, ref, name_by=end)
        ),
        "propose": lambda case, ref, end: replace(
            case, after=_of_numbered(case.after, ref, "id", propose_by=end)
        ),
        "decide": lambda case, ref, end: replace(
            case, decisions=_of_numbered(case.decisions, ref, "id", decide_by=end)
        ),
    }
    | {f"state_{state}": _state for state in STATE_LIMIT}
    | {kind: _beside(kind) for kind in RULES}
)
"""How each kind is moved, given what tells it apart and its new end."""
