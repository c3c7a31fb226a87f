"""The day's automatic work: what the clock does on one office day. Run again, it finds nothing left to do."""

from dataclasses import dataclass, fields
from datetime import date, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from caseflow.domain import guards, lifecycle
from caseflow.domain.actions import Action
from caseflow.domain.case import Case
from caseflow.services.access import held_case, moment
from caseflow.services.advance import advance
from caseflow.services.agreeing import pass_on_items
from caseflow.services.attending import standing
from caseflow.services.laddering import due_papers, propose_due
from caseflow.services.messaging import remind
from caseflow.services.replying import settle_papers
from caseflow.services.reporting import close_round, expect_report, expects_report, freeze_light, open_round
from caseflow.services.streams import event_of, read_round
from caseflow.services.succeeding import pass_on
from caseflow.services.work import Work
from caseflow.services.yearly import asking, expect_year, expects_year
from caseflow.store import sweep
from caseflow.store.log import EventRow
from caseflow.store.runs import TickRow

REMINDED = frozenset({"asked.hand_in_plan", "asked.finish_item"})
"""What units are reminded of beforehand beside their cases' due dates."""


@dataclass(slots=True)
class Counts:
    """What a run did: `events` on record, the rest as `tick` prints them."""

    events: int = 0
    opened_rounds: int = 0
    ended_notices: int = 0
    proposed_papers: int = 0
    sent: int = 0

    def add(self, other: "Counts") -> None:
        """Adds another day's counts to these."""
        for f in fields(self):
            setattr(self, f.name, getattr(self, f.name) + getattr(other, f.name))


def day_work(work: Work) -> Counts:
    """Everything the clock does on the work's day, in one transaction."""
    counts = Counts()
    pass_on(work)
    pass_on_items(work)
    _deem_accepted(work)
    counts.ended_notices = _end_notices(work)
    _close_months(work)
    counts.opened_rounds = _open_month(work)
    _expect_reports(work)
    _expect_years(work)
    _settle_papers(work)
    counts.proposed_papers = _propose_papers(work)
    counts.sent = _remind(work)
    counts.events = len(work.drafts)
    return counts


def last_tick(session: Session) -> date | None:
    """The office day up to which the day's work was last run."""
    return session.scalar(select(func.max(TickRow.until)))


def first_day(session: Session) -> date | None:
    """The office day of the first event; None in an empty log."""
    leaf = session.scalar(select(EventRow.leaf).where(EventRow.seq == 0))
    return event_of(leaf, 0).day if leaf else None


def note_run(
    session: Session,
    until: date,
    work: Work,
    counts: Counts,
    host: str | None = None,
    took: int | None = None,
) -> None:
    """Leaves a run's row: on which machine, and how many milliseconds it took."""
    session.add(
        TickRow(
            until=until,
            at=work.at,
            opened_rounds=counts.opened_rounds,
            ended_notices=counts.ended_notices,
            proposed_papers=counts.proposed_papers,
            sent=counts.sent,
            host=host,
            took=took,
        )
    )


def _deem_accepted(work: Work) -> None:
    """The clock deems accepted only what meets the same guard; otherwise it stays the coordinator's turn."""
    for key in sweep.assignments_past(work.session, work.day):
        case = _held(work, key)
        if _may(work, case, Action.DEEM_ACCEPTED):
            advance(work, key, Action.DEEM_ACCEPTED)


def _end_notices(work: Work) -> int:
    ended = 0
    for key in sweep.notices_over(work.session, work.day):
        if _may(work, _held(work, key), Action.END_NOTICE):
            advance(work, key, Action.END_NOTICE)
            ended += 1
    return ended


def _open_month(work: Work) -> int:
    """Opens this month's round from the rulebook's day on, once some inspection's plan is out."""
    first = work.day.replace(day=1)
    planned = [inspection.plan_date for inspection in work.city.inspections.values() if inspection.plan_date]
    due = bool(planned) and first > min(planned) and work.day.day >= work.book.number("report.opens_day")
    if not due or sweep.has_round(work.session, f"{first:%Y-%m}"):
        return 0
    open_round(work, first)
    return 1


def _expect_reports(work: Work) -> None:
    month = f"{work.day:%Y-%m}"
    round_ = work.rounds.get(month) or read_round(work.session, month)
    if round_ is None or round_.closed_on:
        return
    filed_by = round_.due - timedelta(days=work.book.number("report.minimum_age"))
    for key in sweep.not_yet_expected(work.session, month, filed_by):
        case = _held(work, key)
        if work.day <= round_.due and expects_report(work, case, round_):
            expect_report(work, case, round_)


def _expect_years(work: Work) -> None:
    year = asking(work)
    if year is None:
        return
    for key in sweep.standing_unasked(work.session, year):
        case = _held(work, key)
        if expects_year(work, case, year):
            expect_year(work, case, year)


def _close_months(work: Work) -> None:
    """A month closes when the next begins; the lights are judged as of its last day."""
    for month in sweep.open_months(work.session):
        if month >= f"{work.day:%Y-%m}":
            continue
        round_ = read_round(work.session, month)
        if round_:
            work.rounds[month] = round_
        for key in sweep.expected_in(work.session, month):
            freeze_light(work, _held(work, key), month)
        close_round(work, month)


def _propose_papers(work: Work) -> int:
    """Each cause of each rung is put before the office once."""
    proposed = 0
    for key in sweep.ladder_candidates(work.session, work.day, _farthest(work), _fewest_yellows(work)):
        case = _held(work, key)
        for cause in due_papers(work, case):
            propose_due(work, case, cause)
            proposed += 1
    return proposed


def _settle_papers(work: Work) -> None:
    for key in sweep.papers_left_open(work.session):
        settle_papers(work, _held(work, key))


def _farthest(work: Work) -> int:
    """How many days before a due date the first paper may be proposed."""
    return max(_thresholds(work, "days_before_due"), default=0)


def _fewest_yellows(work: Work) -> int:
    """After how many yellow months a paper may be proposed; 0 for never."""
    return min(_thresholds(work, "yellow_months"), default=0)


def _thresholds(work: Work, condition: str) -> list[int]:
    rungs = (work.book.thresholds(f"ladder.{rung}.when") for rung in work.book.codes("ladder.order"))
    return [when[condition] for when in rungs if condition in when]


def _remind(work: Work) -> int:
    sent, beside = 0, list(standing(work))
    for days in work.book.numbers("reminder.days"):
        for key, unit in sweep.due_on(work.session, work.day + timedelta(days=days)):
            held = work.cases.get(key)  # its lead unit may have changed on this very day
            sent += remind(work, "reminder", key, (held.parties.lead_unit if held else None) or unit)
        for one in beside:
            if one.word in REMINDED and one.due == work.day + timedelta(days=days):
                sent += remind(work, "reminder", one.about, one.who)
    for matter, due in (("due_today", work.day), ("overdue", work.day - timedelta(days=1))):
        asked = [(one.about, one.who) for one in beside if one.due == due]
        for about, who in (*sweep.owed_by_day(work.session, due), *dict.fromkeys(asked)):
            sent += remind(work, matter, about, who)
    return sent


def _may(work: Work, case: Case, trigger: Action) -> bool:
    """Whether the clock finds the table's conditions met; where not, it is somebody's turn and stays so."""
    row = lifecycle.row_for(case.state, trigger)
    if row is None:
        return False
    return not any(answer.unmet for answer in guards.ask(row.guards, case, moment(work, case)))


def _held(work: Work, key: str) -> Case:
    case = held_case(work, key)
    if case is None:
        raise LookupError(f"{key} has rows but no events: run `caseflow verify`")
    return case
