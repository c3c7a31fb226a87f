"""Lists of meetings, of what was agreed at them, and of circulars that wait, by name."""

from collections.abc import Collection, Sequence
from datetime import date

from sqlalchemy import Row, exists, or_, select
from sqlalchemy.orm import Session

from caseflow.store.city import CircularRow, RoundRow
from caseflow.store.log import StreamHead
from caseflow.store.meeting import ItemRow, MeetingRow, MeetingUnitRow
from caseflow.store.tasks import ExpectedRow

Found = Sequence[Row[ItemRow, MeetingRow]]
"""Items with the meetings at which they were agreed."""
_STREAM = "meeting/"


def names_in(session: Session, year: int) -> list[str]:
    """The names of all meetings called in a year, in no order."""
    called = StreamHead.name.startswith(f"{_STREAM}{year}-", autoescape=True)
    return [name.removeprefix(_STREAM) for name in session.scalars(select(StreamHead.name).where(called))]


def meetings(session: Session, units: Collection[str] | None = None) -> Sequence[MeetingRow]:
    """Every meeting, the newest first; with `units`, those that called one of them or gave it something to do."""
    found = select(MeetingRow).order_by(MeetingRow.day.desc(), MeetingRow.called_on.desc(), MeetingRow.name)
    if units is not None:
        called = exists().where(MeetingUnitRow.meeting == MeetingRow.name, MeetingUnitRow.unit.in_(units))
        owes = exists().where(ItemRow.meeting == MeetingRow.name, ItemRow.owner.in_(units))
        found = found.where(or_(called, owes))
    return session.scalars(found).all()


def to_come(session: Session, units: Collection[str] | None = None) -> Sequence[MeetingRow]:
    """Meetings without minutes that were not cancelled, by day; with `units`, those that called one of them."""
    found = select(MeetingRow).where(MeetingRow.minutes_on.is_(None), MeetingRow.cancelled_on.is_(None))
    if units is not None:
        called = exists().where(MeetingUnitRow.meeting == MeetingRow.name, MeetingUnitRow.unit.in_(units))
        found = found.where(called)
    return session.scalars(found.order_by(MeetingRow.day, MeetingRow.name)).all()


def called_units(session: Session, names: Collection[str]) -> dict[str, list[str]]:
    """The units called to each of these meetings, in the order in which they were called."""
    found: dict[str, list[str]] = {name: [] for name in names}
    called = select(MeetingUnitRow).where(MeetingUnitRow.meeting.in_(found))
    for row in session.scalars(called.order_by(MeetingUnitRow.meeting, MeetingUnitRow.position)):
        found[row.meeting].append(row.unit)
    return found


def owed_items(session: Session, owners: Collection[str] | None = None) -> Found:
    """Items neither confirmed nor dropped, by date; with `owners`, theirs alone."""
    owed = ItemRow.confirmed_on.is_(None) & ItemRow.dropped_on.is_(None)
    found = select(ItemRow, MeetingRow).join(MeetingRow, MeetingRow.name == ItemRow.meeting).where(owed)
    if owners is not None:
        found = found.where(ItemRow.owner.in_(owners))
    return session.execute(found.order_by(ItemRow.due, ItemRow.meeting, ItemRow.id)).all()


def item_rows(session: Session) -> Sequence[ItemRow]:
    """Every item of every meeting."""
    return session.scalars(select(ItemRow)).all()


def circulars_to_draft(session: Session) -> list[tuple[str, date]]:
    """Closed months in which reports were expected and of which no circular stands or lies drafted, each with the
    day since which it is so."""
    lacks = or_(CircularRow.month.is_(None), CircularRow.void_on.is_not(None))
    found = (
        select(RoundRow.month, RoundRow.closed_on, CircularRow.void_on)
        .join(CircularRow, CircularRow.month == RoundRow.month, isouter=True)
        .where(RoundRow.closed_on.is_not(None), lacks)
        .where(exists().where(ExpectedRow.month == RoundRow.month))
    )
    rows = session.execute(found.order_by(RoundRow.month))
    return [(month, void_on or closed_on) for month, closed_on, void_on in rows if closed_on]


def circulars_to_issue(session: Session) -> Sequence[CircularRow]:
    """Circulars of closed months that were drafted and not issued."""
    found = select(CircularRow).join(RoundRow, RoundRow.month == CircularRow.month)
    waiting = (CircularRow.issued_on.is_(None), RoundRow.closed_on.is_not(None))
    return session.scalars(found.where(*waiting).order_by(CircularRow.month)).all()
