"""Which cases the day's work has to look at: named queries over projections, each answered by an index."""

import sys
from collections.abc import Collection
from datetime import date, timedelta

from sqlalchemy import Select, and_, exists, func, or_, select
from sqlalchemy.orm import Session

from caseflow.domain.case.paper import OPEN
from caseflow.domain.case.papers import PRAISE
from caseflow.domain.ladder import WAITING
from caseflow.domain.terms import Light, Progress, State
from caseflow.store.case import CaseRow, CaseTextRow, CaseUnitRow, ObligationRow
from caseflow.store.city import RoundRow
from caseflow.store.procedure import NoticeRow, PaperRow, YearRow
from caseflow.store.tasks import ExpectedRow, MeasureRow

WORKING = (State.FILED.value, State.RECTIFYING.value)
CLOSED_STILL = and_(CaseRow.state == State.CLOSED.value, CaseRow.rebound_as.is_(None))


def assignments_past(session: Session, day: date) -> list[str]:
    """Cases whose lead unit has let the limit to accept or return pass."""
    late = select(ObligationRow.case).where(
        ObligationRow.kind == "accept_assignment", ObligationRow.met_on.is_(None), ObligationRow.due < day
    )
    return list(session.scalars(late.order_by(ObligationRow.case)))


def notices_over(session: Session, day: date) -> list[str]:
    """Cases whose notice, with the days for the post, is over."""
    over = select(NoticeRow.case).where(NoticeRow.opens_on <= day, NoticeRow.ended_on.is_(None))
    return list(session.scalars(over.order_by(NoticeRow.case)))


def ladder_candidates(session: Session, day: date, days: int, yellows: int) -> list[str]:
    """Cases being rectified that lag, whose due date is at most `days` away or over, yellow in so many months, of
    which a report or an answer is late, or that are red for another reason."""
    near = CaseRow.due <= day + timedelta(days=days)
    lagging = CaseRow.confirmed_progress == Progress.LAGGING.value
    late = select(ObligationRow.case).where(
        ObligationRow.kind.in_(("report", "answer")), ObligationRow.met_on.is_(None), ObligationRow.due < day
    )
    criticised = select(ObligationRow.case).where(
        ObligationRow.kind == "criticism", ObligationRow.met_on.is_(None)
    )
    judged = select(CaseTextRow.case).where(CaseTextRow.name == "reach.reason")
    refused = select(YearRow.case).where(YearRow.confirmed.is_(False))
    named = (CaseRow.key.in_(one) for one in (criticised, judged, refused, _yellow(yellows)))
    found = select(CaseRow.key).where(
        CaseRow.state == State.RECTIFYING.value,
        or_(
            CaseRow.key.in_(late),
            and_(CaseRow.applied_on.is_(None), or_(near, lagging, *named)),
        ),
    )
    return list(session.scalars(found.order_by(CaseRow.key)))


def _yellow(months: int) -> Select[str]:
    """Cases whose frozen judgement was yellow in at least so many months; none for 0."""
    found = select(ExpectedRow.case).where(ExpectedRow.light == Light.YELLOW.value).group_by(ExpectedRow.case)
    return found.having(func.count() >= (months or sys.maxsize))


def papers_left_open(session: Session) -> list[str]:
    """Cases that are closed or merged and on which a paper still lies open."""
    found = select(PaperRow.case).join(CaseRow, CaseRow.key == PaperRow.case)
    over = CaseRow.state.in_((State.CLOSED.value, State.MERGED.value))
    left = found.where(over, PaperRow.status.in_(WAITING | OPEN), PaperRow.rung != PRAISE)
    return list(session.scalars(left.distinct().order_by(PaperRow.case)))


def due_on(session: Session, day: date) -> list[tuple[str, str]]:
    """Cases being worked on with this due date, and their lead units."""
    found = select(CaseRow.key, CaseRow.lead_unit).where(
        CaseRow.state.in_(WORKING),
        CaseRow.applied_on.is_(None),
        CaseRow.due == day,
        CaseRow.lead_unit.is_not(None),
    )
    return [(key, unit) for key, unit in session.execute(found.order_by(CaseRow.key)) if unit]


def owed_by_day(session: Session, day: date) -> list[tuple[str, str]]:
    """Cases on which something due on this day is still owed, and by whom; each pair once."""
    found = select(ObligationRow.case, ObligationRow.who).where(
        ObligationRow.due == day, ObligationRow.met_on.is_(None)
    )
    return [(key, who) for key, who in session.execute(found.distinct().order_by("case", "who"))]


def not_yet_expected(session: Session, month: str, filed_by: date) -> list[str]:
    """Cases that may still report, filed on or before a day, of which this month's report is not expected yet."""
    expected = select(ExpectedRow.case).where(ExpectedRow.month == month)
    found = select(CaseRow.key).where(
        or_(CaseRow.state.in_(WORKING), and_(CaseRow.standing, CLOSED_STILL)),
        CaseRow.filed_on <= filed_by,
        CaseRow.key.not_in(expected),
    )
    return list(session.scalars(found.order_by(CaseRow.key)))


def standing_unasked(session: Session, year: int) -> list[str]:
    """Cases that stand for good, being rectified or closed, of which nobody asked for or reported this year."""
    known = select(YearRow.case).where(YearRow.year == year)
    found = select(CaseRow.key).where(
        CaseRow.standing,
        or_(CaseRow.state == State.RECTIFYING.value, CLOSED_STILL),
        CaseRow.key.not_in(known),
    )
    return list(session.scalars(found.order_by(CaseRow.key)))


def with_limits(session: Session, day: date) -> list[str]:
    """Cases on which a limit may end on or after a day, or stands still, or whose own date is provisional."""
    owed = select(ObligationRow.case).where(ObligationRow.met_on.is_(None), ObligationRow.due >= day)
    running = select(NoticeRow.case).where(NoticeRow.ended_on.is_(None), NoticeRow.opens_on > day)
    found = select(CaseRow.key).where(
        or_(
            CaseRow.key.in_(owed),
            CaseRow.key.in_(running),
            CaseRow.suspended_on.is_not(None),
            CaseRow.provisional,
        )
    )
    return list(session.scalars(found.order_by(CaseRow.key)))


def expected_in(session: Session, month: str) -> list[str]:
    """Cases of which this month's report is expected."""
    found = select(ExpectedRow.case).where(ExpectedRow.month == month)
    return list(session.scalars(found.order_by(ExpectedRow.case)))


def cases_naming(session: Session, units: Collection[str]) -> list[str]:
    """Cases on which one of these units may still have something to do: not merged, nor closed and done with."""
    alone = (
        CaseRow.locality,
        CaseRow.lead_unit,
        CaseRow.acceptance_unit,
        CaseRow.supervising_unit,
        CaseRow.transfer_to,
    )
    among = (
        exists().where(CaseUnitRow.case == CaseRow.key, CaseUnitRow.unit.in_(units)),
        exists().where(MeasureRow.case == CaseRow.key, MeasureRow.unit.in_(units)),
        exists().where(PaperRow.case == CaseRow.key, PaperRow.to_unit.in_(units)),
    )
    found = select(CaseRow.key).where(
        CaseRow.state != State.MERGED.value,
        or_(CaseRow.state != State.CLOSED.value, CaseRow.filed_up_on.is_(None), CaseRow.standing),
        or_(*among, *(column.in_(units) for column in alone)),
    )
    return list(session.scalars(found.order_by(CaseRow.key)))


def open_months(session: Session) -> list[str]:
    """Months whose round is open, the oldest first."""
    return list(
        session.scalars(select(RoundRow.month).where(RoundRow.closed_on.is_(None)).order_by(RoundRow.month))
    )


def has_round(session: Session, month: str) -> bool:
    """Whether this month's round was ever opened."""
    return session.get(RoundRow, month) is not None
