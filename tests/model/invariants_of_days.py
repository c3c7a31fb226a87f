"""What stays true of dates and limits, whatever people do."""

from datetime import date, timedelta

from caseflow.domain.case.clocks import clocks
from caseflow.domain.overdue import is_listed_overdue, is_overdue, overdue_days
from caseflow.rulebooks.calendars import shipped_calendar
from tests.model.promises import Seen, always

CALENDAR = shipped_calendar()


@always
def every_limit_of_the_procedure_is_told_alike(seen: Seen) -> None:
    assert {clock.name: clock.end for clock in clocks(seen.case)} == _limits(seen)
    assert seen.case.suspended_on == seen.told.suspended


def _limits(seen: Seen) -> dict[str, date]:
    """An assignment's limit rests while a petition is merged with another."""
    away = () if seen.told.state == "filed" else ("accept_assignment",)
    return {name: day for name, day in seen.told.limits.items() if name not in away}


@always
def a_suspension_leaves_of_every_limit_as_much_as_was_left_and_ends_none_earlier(seen: Seen) -> None:
    stopped = seen.before.suspended_on if seen.before else None
    if stopped is None or seen.case.suspended_on or not seen.before:
        return
    after = {move.name: move.now for move in seen.case.moves[len(seen.before.moves) :]}
    for clock in clocks(seen.before):
        was, now, since = clock.end, after.get(clock.name, clock.end), max(stopped, clock.start)
        assert now >= was
        if clock.kind == "notice" or was < since or since >= seen.day:
            assert now == was
        elif clock.kind == "correct":
            assert now - seen.day == was - since
        else:
            assert _workdays(since, was) == _workdays(seen.day, now)


def _workdays(after: date, through: date) -> int:
    days = (after + timedelta(days=n) for n in range(1, (through - after).days + 1))
    return sum(CALENDAR.day(day).working for day in days)


@always
def an_extension_is_in_force_only_if_granted_by_the_date(seen: Seen) -> None:
    if seen.event.type == "extend" and seen.before and seen.before.due.day:
        assert seen.event.day <= seen.before.due.day < (seen.case.due.day or date.min)


@always
def overdue_means_late_without_a_timely_application(seen: Seen) -> None:
    due, applied = seen.told.due, seen.told.applied
    for day in [seen.day, *([due, due + timedelta(days=1), due + timedelta(days=400)] if due else [])]:
        late = due is not None and day > due and not (applied is not None and applied <= due)
        assert is_overdue(seen.case, day) is late
        until = applied or day
        assert overdue_days(seen.case, day) == ((until - due).days if late and due else 0)
        assert is_listed_overdue(seen.case, day) is (late and seen.told.state not in ("closed", "merged"))


@always
def what_is_set_within_the_due_date_stays_within_it_and_moves_nothing(seen: Seen) -> None:
    if seen.event.type not in ("schedule_measure", "set_internal_due") or seen.before is None:
        return
    assert seen.case.due == seen.before.due
    day = seen.event.data["due"]
    if day is not None:
        assert seen.day <= date.fromisoformat(day)
        assert seen.told.due is None or date.fromisoformat(day) <= seen.told.due
    for was, now in zip(seen.before.measures, seen.case.measures, strict=True):
        assert now.missed[: len(was.missed)] == was.missed
