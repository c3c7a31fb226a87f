"""Lists by name, each within a scope: which cases and duties there are, as rows say it. Facts are read by services."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    Row,
    case,
    exists,
    func,
    literal,
    or_,
    select,
    tuple_,
)
from sqlalchemy.orm import Session

from caseflow.domain.terms import Kind, State
from caseflow.store.case import CaseRow, CaseTextRow, CaseUnitRow, ObligationRow
from caseflow.store.log import TextRow
from caseflow.store.procedure import DecisionRow, FindingRow, NoticeRow, PaperRow
from caseflow.store.scope import Clause
from caseflow.store.tasks import ExpectedRow

BEHIND_ALL = 10**9
"""Where what has no ordinal is put: behind everything that has one."""
OPEN = tuple(state.value for state in State if state not in (State.CLOSED, State.MERGED))


class Order(StrEnum):
    """What a list of cases is sorted by."""

    DUE = "due"
    NUMBER = "number"
    STATE = "state"


@dataclass(frozen=True, slots=True)
class Narrow:
    """What a list is narrowed to. `units` are all codes of one unit, in any part; `unclosed` leaves out the merged too.

    `words` are looked for in number and title, and in the localities whose codes are `areas`.
    """

    kind: Kind | None = None
    inspection: str = ""
    state: State | None = None
    unclosed: bool = False
    localities: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    batch: int | None = None
    due_before: date | None = None
    words: str = ""
    areas: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sorting:
    """An order, turned round or not. By date, the undated come behind, and the closed behind them, either way."""

    order: Order = Order.DUE
    descending: bool = False


def case_keys(
    session: Session,
    within: Clause,
    narrow: Narrow,
    sorting: Sorting,
    limit: int,
    *,
    start: str | None = None,
    back: bool = False,
) -> list[str]:
    """The keys that follow a case in a list, or go before it (nearest first) when walking `back`.

    From the beginning without a `start`, and where the start is no case within the scope.
    """
    place = _place(sorting)
    found = select(CaseRow.key).where(within, *_conditions(narrow))
    here = session.execute(select(*place).where(CaseRow.key == start, within)).first() if start else None
    down = sorting.descending is not back
    if here:
        there = tuple_(*(literal(value, column.type) for value, column in zip(here, place, strict=True)))
        found = found.where(tuple_(*place) < there if down else tuple_(*place) > there)
    ordered = (column.desc() if down else column.asc() for column in place)
    return list(session.scalars(found.order_by(*ordered).limit(limit)))


def count_states(session: Session, within: Clause) -> dict[State, int]:
    """How many cases of a scope stand in each state."""
    counted = select(CaseRow.state, func.count()).where(within).group_by(CaseRow.state)
    return {State(state): number for state, number in session.execute(counted)}


def batches(session: Session, within: Clause) -> list[int]:
    """The batches that cases of a scope came in."""
    found = select(CaseRow.batch).where(within, CaseRow.batch.is_not(None)).distinct()
    return [batch for batch in session.scalars(found.order_by(CaseRow.batch)) if batch is not None]


def owed_by(session: Session, who: Collection[str]) -> Sequence[ObligationRow]:
    """What these units and posts still owe, by date."""
    found = select(ObligationRow).where(ObligationRow.who.in_(who), ObligationRow.met_on.is_(None))
    return session.scalars(found.order_by(ObligationRow.due, ObligationRow.case)).all()


def owed_by_others(
    session: Session, within: Clause, who: Collection[str], but: Collection[str], limit: int
) -> Sequence[ObligationRow]:
    """What others than these still owe on cases of a scope, but for some kinds, the most urgent first."""
    found = (
        select(ObligationRow)
        .join(CaseRow, CaseRow.key == ObligationRow.case)
        .where(
            within,
            ObligationRow.met_on.is_(None),
            ObligationRow.who.not_in(who),
            ObligationRow.kind.not_in(but),
        )
    )
    return session.scalars(
        found.order_by(ObligationRow.due.nulls_last(), ObligationRow.case).limit(limit)
    ).all()


def running_notices(
    session: Session, within: Clause, leads: Collection[str] | None
) -> Sequence[Row[str, date | None, date | None]]:
    """Notices that run on cases of a scope, led by these units or by any: case, first day, day the next step opens."""
    running = [CaseRow.state == State.PUBLICIZED.value, within]
    if leads is not None:
        running.append(CaseRow.lead_unit.in_(leads))
    found = select(NoticeRow.case, NoticeRow.first_day, NoticeRow.opens_on)
    found = found.join(CaseRow, CaseRow.key == NoticeRow.case).where(*running)
    return session.execute(found.order_by(NoticeRow.opens_on, NoticeRow.case)).all()


def not_assigned(session: Session) -> list[str]:
    """Cases on file that no unit is asked to take."""
    asked = exists().where(
        ObligationRow.case == CaseRow.key,
        ObligationRow.kind == "accept_assignment",
        ObligationRow.met_on.is_(None),
    )
    found = select(CaseRow.key).where(CaseRow.state == State.FILED.value, ~asked)
    return list(session.scalars(found.order_by(CaseRow.key)))


def offered(session: Session) -> list[str]:
    """Cases offered to another lead unit."""
    return list(session.scalars(select(CaseRow.key).where(CaseRow.transfer_to.is_not(None))))


def drafted_papers(session: Session, status: str) -> Sequence[Row[str, int, date]]:
    """Papers that wait for the office (proposed) or for a head (submitted): case, number, day proposed."""
    found = select(PaperRow.case, PaperRow.id, PaperRow.proposed_on).where(PaperRow.status == status)
    return session.execute(found.order_by(PaperRow.proposed_on, PaperRow.case)).all()


def unchecked_amendments(session: Session) -> Sequence[Row[str, int, date, date | None]]:
    """Proposed amendments that wait to be checked: case, number, day proposed, day to decide by."""
    found = select(DecisionRow.case, DecisionRow.id, DecisionRow.proposed_on, DecisionRow.decide_by)
    waiting = (
        DecisionRow.matter == "amendment",
        DecisionRow.outcome.is_(None),
        DecisionRow.checked_by.is_(None),
    )
    return session.execute(found.where(*waiting)).all()


def worked_on_by(session: Session, units: Collection[str]) -> list[str]:
    """Cases being rectified in which one of these is a responsible unit."""
    found = (
        select(CaseRow.key)
        .join(CaseUnitRow, CaseUnitRow.case == CaseRow.key)
        .where(
            CaseUnitRow.unit.in_(units),
            CaseUnitRow.part == "responsible",
            CaseRow.state == State.RECTIFYING.value,
        )
        .distinct()
    )
    return list(session.scalars(found.order_by(CaseRow.key)))


def expected_of(session: Session, within: Clause, month: str) -> list[str]:
    """Cases of a scope of which this month's report is or was expected."""
    found = select(CaseRow.key).join(ExpectedRow, ExpectedRow.case == CaseRow.key)
    return list(session.scalars(found.where(within, ExpectedRow.month == month).order_by(CaseRow.key)))


def _place(sorting: Sorting) -> tuple[Any, ...]:
    """The columns a case is placed by, unique at the end."""
    down = sorting.descending
    due = func.coalesce(CaseRow.due, literal(date.min if down else date.max, CaseRow.due.type))
    match sorting.order:
        case Order.NUMBER:
            return CaseRow.inspection, func.coalesce(CaseRow.ordinal, BEHIND_ALL), CaseRow.key
        case Order.STATE:
            places = {state.value: place for place, state in enumerate(State)}
            return case(places, value=CaseRow.state), due, CaseRow.key
        case _:
            running = CaseRow.state.in_(OPEN)
            return case((running, int(down)), else_=int(not down)), due, CaseRow.key


def _conditions(narrow: Narrow) -> list[Clause]:
    found: list[Clause] = []
    if narrow.kind:
        found.append(CaseRow.kind == narrow.kind.value)
    if narrow.inspection:
        found.append(CaseRow.inspection == narrow.inspection)
    if narrow.state:
        found.append(CaseRow.state == narrow.state.value)
    if narrow.unclosed:
        found.append(CaseRow.state.in_(OPEN))
    if narrow.localities:
        found.append(CaseRow.locality.in_(narrow.localities))
    if narrow.units:
        found.append(_has_part(narrow.units))
    if narrow.batch is not None:
        found.append(CaseRow.batch == narrow.batch)
    if narrow.due_before:
        found.append(CaseRow.due < narrow.due_before)
    if narrow.words:
        found.append(_says(narrow.words, narrow.areas))
    return found


def _has_part(units: Collection[str]) -> Clause:
    alone = (CaseRow.locality, CaseRow.lead_unit, CaseRow.acceptance_unit, CaseRow.supervising_unit)
    among = exists().where(CaseUnitRow.case == CaseRow.key, CaseUnitRow.unit.in_(units))
    return or_(among, *(column.in_(units) for column in alone))


def _says(words: str, areas: Collection[str]) -> Clause:
    title = exists().where(
        CaseTextRow.case == CaseRow.key,
        CaseTextRow.name == "title",
        TextRow.digest == CaseTextRow.digest,
        TextRow.value.icontains(words, autoescape=True),
    )
    return or_(CaseRow.number.icontains(words, autoescape=True), title, CaseRow.locality.in_(areas))


def undecided_findings(session: Session) -> list[str]:
    """The cases on which something found after closure waits for a decision."""
    found = select(FindingRow.case).where(FindingRow.decided.is_(False)).distinct()
    return list(session.scalars(found.order_by(FindingRow.case)))
