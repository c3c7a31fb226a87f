"""The meter of what units are asked: each request once, in the month in which it was made, for the office alone."""

from itertools import combinations

import pytest

from caseflow.services.reporting import open_round
from caseflow.web.acts import ACTS
from caseflow.web.burdens import demanded
from tests.makers import work_on
from tests.web.desk import desk
from tests.web.lives import WORKING, live
from tests.web.office import TODAY, City

MONTH = "2023-04"
EXPECTED = ("expect_report", {"month": MONTH, "due": "2023-04-25"})
SENT = ("report", {"month": MONTH, "progress": "normal", "unit": "zjj", "limit": "2023-05-04"})
RETURNED = ("review_report", {"month": MONTH, "number": 1, "result": "returned"}, {"reason": "不具体"})
PROPOSED = ("propose_paper", {"rung": "warning", "rule": "lagging_months:2023-03", "unit": "zjj"})
ISSUED = ("issue_paper", {"id": 1, "reply_by": "2023-05-04"})
OF_UNITS = (
    "report",
    "self_check",
    "apply_closure",
    "record_findings",
    "answer_paper",
    "report_year",
    "mark_measure",
)
"""What a unit may be asked on one case in one month."""


def test_a_report_one_sent_back_and_a_paper_are_three_requests(office_city: City) -> None:
    live(office_city, "T1", (*WORKING, EXPECTED, SENT, RETURNED, PROPOSED, ISSUED))
    page = desk(office_city, "coordinator").read(f"/rounds/{MONTH}/burden")
    with office_city.app.test_request_context():
        fields = 2 * demanded("report") + 3
    assert fields == 5  # progress, twice, and the three things an answer to a warning says
    assert f"局 4 {fields} 0 0 0 +{fields}" in page  # the fourth: take the assignment, a mere click
    next_ = desk(office_city, "coordinator").read("/rounds/2023-05/burden")
    assert f"局 0 0 0 4 {fields} -{fields}" in next_


def test_an_agreed_item_is_a_request_to_its_owner(office_city: City) -> None:
    office = desk(office_city, "coordinator")
    typed = {"kind": "joint", "day": TODAY.isoformat(), "place": "三楼", "agenda": "研究", "units": ["slj"]}
    office.send("/meetings/call", **typed, cases=[])
    office.send("/meetings/2023-1/decide", item="查清", owner="slj", due="2023-04-28", case="")
    assert "市水利局 1 1 0" in office.read(f"/rounds/{MONTH}/burden")


def test_the_office_sees_it_beside_the_circular_and_nobody_else_does(office_city: City) -> None:

    with work_on(office_city.engine, TODAY) as work:
        open_round(work, TODAY.replace(day=1))
    assert "本月要求各单位填报0次" in desk(office_city, "coordinator").read(f"/rounds/{MONTH}/circular")
    inspector = desk(office_city, "inspector")
    assert "要求各单位填报" not in inspector.read(f"/rounds/{MONTH}/circular")
    inspector.open(f"/rounds/{MONTH}/burden", 403)
    desk(office_city, "coordinator").open("/rounds/no-month/burden", 404)


@pytest.mark.parametrize(("one", "other"), [*combinations(OF_UNITS, 2)])
def test_no_field_is_demanded_twice_in_a_month_of_the_same_case(calm: City, one: str, other: str) -> None:
    with calm.app.test_request_context():
        asked = [
            {str(field.label.text) for field in ACTS[name].form(meta={"csrf": False}) if field.flags.required}
            for name in (one, other)
        ]
    assert asked[0].isdisjoint(asked[1])
