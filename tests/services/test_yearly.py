"""The yearly word on what stands for good: asked for by the clock, reported, confirmed; and the quarter's reports."""

from datetime import date, timedelta

import pytest
from sqlalchemy import Engine

from caseflow.domain.light import judge
from caseflow.domain.obligations import Obligation, obligations
from caseflow.domain.terms import Light, Progress
from caseflow.services.following import confirm_year, report_year
from caseflow.services.reporting import report, review_report
from caseflow.services.ticking import day_work
from tests.makers import work_on
from tests.services.acting import COORDINATOR, JUDGE, KEY, LEAD, acting, begun, closed, lived, the_case

FIRST, LAST = date(2024, 1, 1), date(2024, 1, 15)
TIEXI = "officer/tiexi"


def tick(engine: Engine, first: date, last: date | None = None) -> None:
    for n in range(((last or first) - first).days + 1):
        with work_on(engine, first + timedelta(days=n)) as work:
            day_work(work)


def standing(engine: Engine, **data: object) -> Engine:
    """A task that is 长期坚持 alone, being rectified."""
    return begun(engine, standing=True, **{"due": None} | data)


def owed(engine: Engine, kind: str) -> list[Obligation]:
    return [one for one in obligations(the_case(engine)) if one.kind == kind]


def reported(engine: Engine, day: date) -> None:
    with acting(engine, TIEXI, day) as work:
        report_year(work, KEY, 2023, "管网正常运行")


def test_the_clock_asks_every_responsible_unit_for_the_last_year_once(city: Engine) -> None:
    standing(city, responsible=["tiexi", "tiedong"])
    tick(city, FIRST, date(2024, 1, 3))
    assert [(one.ref, one.who, one.due, one.met_on) for one in owed(city, "report_year")] == [
        ("2023.1", "tiexi", LAST, None),
        ("2023.2", "tiedong", LAST, None),
    ]
    reported(city, date(2024, 1, 8))
    assert {one.met_on for one in owed(city, "report_year")} == {date(2024, 1, 8)}
    assert [(one.who, one.due) for one in owed(city, "confirm_year")] == [("sthjj", date(2024, 1, 31))]


def test_without_a_responsible_unit_the_lead_unit_is_asked(city: Engine) -> None:
    tick(standing(city, responsible=[]), FIRST)
    assert [one.who for one in owed(city, "report_year")] == ["slj"]


def test_a_late_report_leaves_the_acceptance_unit_its_whole_time(city: Engine) -> None:
    tick(standing(city), FIRST)
    reported(city, date(2024, 1, 29))
    assert [one.due for one in owed(city, "confirm_year")] == [date(2024, 2, 9)]


def test_a_refused_year_that_is_reported_again_waits_for_a_new_word(city: Engine) -> None:
    tick(standing(city), FIRST)
    reported(city, FIRST)
    with acting(city, JUDGE, FIRST) as work:
        confirm_year(work, KEY, 2023, confirmed=False, note="污水又直排")
        assert judge(work.cases[KEY], work.book, FIRST).light is Light.RED
    reported(city, date(2024, 1, 10))
    assert [one.met_on for one in owed(city, "confirm_year")] == [None]


@pytest.mark.parametrize("data", [{"standing": True}, {}], ids=["dated half still open", "not standing"])
def test_a_case_whose_dated_half_is_open_is_not_asked_for_its_year(
    city: Engine, data: dict[str, bool]
) -> None:
    tick(begun(city, **data), FIRST)
    assert owed(city, "report_year") == []


def test_a_case_closed_in_the_last_days_of_a_year_is_not_asked_for_it(city: Engine) -> None:
    closed(begun(city, standing=True), day=date(2023, 12, 28))
    tick(city, FIRST)
    assert owed(city, "report_year") == []


def test_the_standing_half_of_a_closed_case_is_asked_for_its_year_and_a_rebound_one_is_not(
    city: Engine,
) -> None:
    closed(begun(city, standing=True))
    tick(city, FIRST)
    assert [one.due for one in owed(city, "report_year")] == [LAST]
    lived(city, ("rebound", {"new_case": "SP2022/T09"}), day=FIRST)
    assert owed(city, "report_year") == []


def test_after_the_day_of_the_report_nobody_is_asked_for_what_is_already_late(city: Engine) -> None:
    tick(standing(city), date(2024, 1, 16))
    assert owed(city, "report_year") == []


def test_what_stands_for_good_reports_in_the_first_month_of_each_quarter_also_behind_a_closed_half(
    city: Engine,
) -> None:
    closed(begun(city, standing=True))
    for month in range(6, 11):
        tick(city, date(2023, month, 1), date(2023, month, 2))
    assert [one.ref for one in owed(city, "report")] == ["2023-10"]


def test_a_report_on_the_standing_half_leaves_the_progress_of_the_closed_case(city: Engine) -> None:
    lived(begun(city, standing=True), ("expect_report", {"month": "2023-05", "due": "2023-05-25"}))
    closed(city)
    before = the_case(city)
    with acting(city, LEAD) as work:
        report(work, KEY, "2023-05", Progress.LAGGING, "管网正常运行")
    with acting(city, COORDINATOR) as work:
        review_report(work, KEY, "2023-05", confirmed=Progress.NORMAL)
    after = the_case(city)
    assert (after.progress, after.confirmed_progress) == (before.progress, before.confirmed_progress)
    assert after.reports[-1].confirmed is Progress.NORMAL
