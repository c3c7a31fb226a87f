"""What a suspension stops: every limit of the procedure, each by what was left of it, and never a date of the plan."""

from datetime import date

from sqlalchemy import Engine

from caseflow.domain.obligations import obligations
from caseflow.services.explaining import limits_of, why_moved
from caseflow.services.following import resume, suspend
from caseflow.services.owing import duties
from caseflow.services.pending import pressing
from tests.services.acting import COORDINATOR, JUDGE, KEY, LEAD, ORDER, acting, begun, lived, signed, the_case

STOPPED, RUNNING = date(2023, 9, 25), date(2023, 10, 6)
LIMIT = "2023-09-28"
OWED = (
    ("propose_paper", {"rung": "warning", "rule": "r", "unit": "slj"}),
    ("issue_paper", {"id": 1, "reply_by": LIMIT}),
    ("expect_report", {"month": "2023-09", "due": "2023-09-28"}),
    ("report", {"month": "2023-09", "progress": "normal", "unit": "slj", "limit": LIMIT}),
    ("propose", {"matter": "exemption", "limit": LIMIT}),
)
APPLIED = ("apply_closure", {"order": ORDER, "to": "accepting", "limit": LIMIT})
PASSED = ("pass_acceptance", {"unit": "sthjj", "people": 2, "to": "awaiting_notice", "limit": LIMIT})


def stood_still(engine: Engine) -> None:
    with acting(engine, COORDINATOR, STOPPED) as work:
        suspend(work, KEY, "等待水质监测结果")
    with acting(engine, COORDINATOR, RUNNING) as work:
        resume(work, KEY)


def published(engine: Engine, last_day: str, opens_on: str) -> None:
    days = {"first_day": "2023-09-11", "last_day": last_day, "opens_on": opens_on}
    lived(
        begun(engine), APPLIED, PASSED, ("draft_notice", {}), ("publish_notice", days | {"to": "publicized"})
    )


def test_every_limit_keeps_its_working_days_over_the_national_holiday_and_no_date_of_the_plan_moves(
    city: Engine,
) -> None:
    measures = [{"number": 1, "due": LIMIT}]
    lived(
        begun(city, feedback_due="2023-09-29", measures=measures),
        *OWED,
        APPLIED,
        ("request_supplement", {"until": LIMIT}),
    )
    stood_still(city)
    case, later = the_case(city), date(2023, 10, 9)
    assert case.supplement is not None
    moved = (case.limit, case.supplement.until, case.papers[0].reply_by, case.reports[0].review_by)
    assert (*moved, case.decisions[0].decide_by) == (later,) * 5
    kept = (case.due.day, case.measures[0].due, case.feedback_due, case.expected[0].due)
    assert [str(day) for day in kept] == ["2023-10-31", LIMIT, "2023-09-29", "2023-09-28"]


def test_a_correction_in_calendar_days_is_later_by_the_days_it_stood(city: Engine) -> None:
    lived(begun(city), APPLIED, ("fail_acceptance", {"correct_by": "2023-09-30", "to": "rectifying"}))
    stood_still(city)
    assert the_case(city).correct_by == date(2023, 10, 11)


def test_what_had_passed_stays_passed_and_what_began_meanwhile_is_counted_from_its_beginning(
    city: Engine,
) -> None:
    lived(begun(city), ("propose", {"matter": "extension", "to_day": "2023-12-31", "limit": "2023-09-22"}))
    with acting(city, COORDINATOR, STOPPED) as work:
        suspend(work, KEY, "等待水质监测结果")
    lived(city, ("propose", {"matter": "amendment", "limit": "2023-10-10"}), day=date(2023, 9, 28))
    with acting(city, COORDINATOR, RUNNING) as work:
        resume(work, KEY)
    # of 29 September to 10 October four days are worked, as are 7 to 10 October
    assert [d.decide_by for d in the_case(city).decisions] == [date(2023, 9, 22), date(2023, 10, 10)]


def test_a_public_notice_keeps_its_days_and_only_the_wait_for_the_post_stands_still(city: Engine) -> None:
    published(city, "2023-09-22", "2023-09-28")
    stood_still(city)
    notice = the_case(city).notice
    assert notice is not None
    assert (notice.last_day, notice.opens_on) == (date(2023, 9, 22), date(2023, 10, 9))


def test_a_notice_that_outlasts_the_suspension_opens_the_next_step_as_it_said(city: Engine) -> None:
    published(city, "2023-10-08", "2023-10-12")
    lived(city, ("object", {"sent_on": "2023-09-20", "in_time": True, "limit": "2023-10-13"}))
    stood_still(city)
    case = the_case(city)
    assert case.notice is not None
    assert (case.notice.last_day, case.notice.opens_on) == (date(2023, 10, 8), date(2023, 10, 12))
    assert case.objections[0].answer_by == date(2023, 10, 13)


def test_while_it_stands_still_nobody_is_late_and_nobody_is_pressed(city: Engine) -> None:
    lived(begun(city), APPLIED)
    with acting(city, COORDINATOR, STOPPED) as work:
        suspend(work, KEY, "等待水质监测结果")
    with acting(city, JUDGE, date(2023, 10, 20)) as work:
        waiting = duties(work)
        assert [(duty.word, duty.due, duty.stopped_on) for duty in waiting] == [
            ("obligation.accept", None, STOPPED)
        ]
        assert pressing(work, waiting) == []
    assert [one.due for one in obligations(the_case(city)) if one.kind == "rectify"] == [date(2023, 10, 31)]


def test_a_moved_limit_says_from_where_to_where_and_why(city: Engine) -> None:
    lived(begun(city), APPLIED)
    stood_still(city)
    with acting(city, LEAD, RUNNING) as work:
        running = limits_of(the_case(city), work.book, work.day)[0]
    assert [(reason.code, dict(reason.facts)) for reason in why_moved(running)] == [
        (
            "why.moved_by_resume",
            {"was": LIMIT, "now": "2023-10-09", "since": "2023-09-25", "on": "2023-10-06"},
        )
    ]


def test_closing_a_suspended_case_ends_the_suspension(city: Engine) -> None:
    lived(begun(city), APPLIED, PASSED, ("exempt_notice", {"to": "signing", "limit": "2023-05-18"}))
    with acting(city, COORDINATOR) as work:
        suspend(work, KEY, "等待水质监测结果")
    signed(city, "closed")
    case = the_case(city)
    assert (case.suspended_on, [stop.on for stop in case.stops]) == (
        None,
        [case.closure.on if case.closure else None],
    )
