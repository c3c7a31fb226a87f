"""A year's calendar is published, or changed: limits counted without it are counted anew, and whoever owes is told."""

from datetime import date

from sqlalchemy import Engine, select

from caseflow.domain.obligations import obligations
from caseflow.services.calendar_keeping import publish_year
from caseflow.services.explaining import limits_of, provisional, why_moved
from caseflow.services.following import suspend
from caseflow.services.redating import days_asked
from caseflow.services.verifying import verify
from caseflow.store.runs import OutboxRow
from caseflow.transaction import looking
from tests.services.acting import COORDINATOR, JUDGE, KEY, ORDER, acting, begun, lived, the_case

PUBLISHER = "system_admin/siping"
DAY = date(2026, 12, 21)
NEXT = {"元旦": "new_year", "春节": "spring_festival"}
LINES = "元旦 2027-01-01 至 2027-01-03\n春节 2027-02-05 至 2027-02-11 上班 2027-01-30、2027-02-14"
APPLIED = ("apply_closure", {"order": ORDER, "to": "accepting", "limit": "2027-01-18"})


def published(engine: Engine, lines: str = LINES, day: date = DAY) -> None:
    with acting(engine, PUBLISHER, day) as work:
        publish_year(work, 2027, "国办发明电〔2026〕9号", lines, NEXT)


def accepting(engine: Engine) -> Engine:
    """Twenty working days from 21 December, as if no holiday came: until 18 January."""
    lived(begun(engine), APPLIED, day=DAY)
    return engine


def told(engine: Engine) -> list[tuple[str, str]]:
    with looking(engine) as session:
        return [(row.matter, row.who) for row in session.scalars(select(OutboxRow).order_by(OutboxRow.id))]


def test_a_limit_beyond_the_last_calendar_is_provisional_until_its_year_is_published(city: Engine) -> None:
    accepting(city)
    with acting(city, JUDGE, DAY) as work:
        [running] = [
            one for one in limits_of(the_case(city), work.book, DAY) if one.code == "state_accepting"
        ]
        assert provisional(work.calendar, running)
    published(city)
    assert the_case(city).limit == date(2027, 1, 19)
    with acting(city, JUDGE, DAY) as work:
        [running] = [
            one for one in limits_of(the_case(city), work.book, DAY) if one.code == "state_accepting"
        ]
        assert not provisional(work.calendar, running)
        assert [(reason.code, reason.facts["was"], reason.facts["now"]) for reason in why_moved(running)] == [
            ("why.moved_by_redate", "2027-01-18", "2027-01-19")
        ]


def test_whoever_owes_by_a_moved_date_is_told_once_and_nobody_else(city: Engine) -> None:
    published(accepting(city))
    assert told(city) == [("redated", "sthjj")]
    published(city)
    assert told(city) == [("redated", "sthjj")]
    with looking(city) as session:
        assert verify(session).faults == ()


def test_a_calendar_that_is_changed_moves_its_limits_again_and_never_into_the_past(city: Engine) -> None:
    published(accepting(city))
    longer = LINES.replace("2027-01-03", "2027-01-05")
    published(city, longer)
    assert the_case(city).limit == date(2027, 1, 21)
    published(city, LINES, date(2027, 1, 21))
    assert the_case(city).limit == date(2027, 1, 21)


def test_a_notice_on_the_board_never_ends_earlier_and_what_follows_it_waits(city: Engine) -> None:
    days = {"first_day": "2026-12-28", "last_day": "2027-01-08", "opens_on": "2027-01-14"}
    lived(
        accepting(city),
        ("pass_acceptance", {"unit": "sthjj", "people": 2, "to": "awaiting_notice", "limit": "2026-12-28"}),
        ("draft_notice", {}),
        ("publish_notice", days | {"to": "publicized"}),
        day=DAY,
    )
    published(city)
    notice = the_case(city).notice
    assert notice
    assert (notice.last_day, notice.opens_on) == (date(2027, 1, 11), date(2027, 1, 15))
    published(city, "春节 2027-02-05 至 2027-02-11 上班 2027-01-09、2027-01-10")
    notice = the_case(city).notice
    assert notice
    assert (notice.last_day, notice.opens_on) == (date(2027, 1, 11), date(2027, 1, 15))


def test_days_that_a_person_named_and_limits_that_had_passed_stay(city: Engine) -> None:
    lived(accepting(city), ("request_supplement", {"until": "2027-01-04"}), day=DAY)
    published(city, day=date(2027, 1, 19))
    case = the_case(city)
    assert case.supplement is not None
    assert (case.limit, case.supplement.until) == (date(2027, 1, 18), date(2027, 1, 4))


def test_a_limit_that_stands_still_is_redated_for_the_day_on_which_it_runs_again(city: Engine) -> None:
    accepting(city)
    with acting(city, COORDINATOR, date(2026, 12, 22)) as work:
        suspend(work, KEY, "等待水质监测结果")
    published(city, day=date(2027, 2, 1))
    assert the_case(city).limit == date(2027, 1, 19)
    assert [one.due for one in obligations(the_case(city)) if one.kind == "accept"] == [None]


def test_a_provisional_date_of_the_plan_is_redated_and_then_stands(city: Engine) -> None:
    lived(
        begun(city),
        ("complete_filing", {"due": "2027-01-15", "provisional": True, "standing": False, "at_once": False}),
    )
    published(city)
    due = the_case(city).due
    assert (due.day, due.provisional) == (date(2027, 1, 18), False)
    assert told(city) == [("redated", "slj")]


def test_whoever_owes_a_plan_by_another_day_is_told_although_no_event_carries_that_day(city: Engine) -> None:
    begun(city)
    with acting(city, PUBLISHER, date(2023, 4, 10)) as work:
        before = days_asked(work)
        publish_year(work, 2023, "国办发明电〔2023〕1号", "清明节 2023-04-05", {"清明节": "qingming"})
        after = days_asked(work)
    plan = ("asked.hand_in_plan", "/plan/SP2022/slj", "", "slj")
    assert (before[plan], after[plan]) == (date(2023, 5, 4), date(2023, 5, 2))
    with looking(city) as session:
        rows = [(row.matter, row.case, row.who) for row in session.scalars(select(OutboxRow))]
    assert ("redated", "/plan/SP2022/slj", "slj") in rows
    assert len(rows) == len(set(rows))
