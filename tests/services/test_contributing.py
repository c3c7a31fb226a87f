"""Responsible units tell the lead unit their part of the month; nobody's silence stops the report."""

from datetime import date

import pytest
from sqlalchemy import Engine

from caseflow.domain.dispatch_facts import month_facts
from caseflow.domain.errors import BadInput, NotPermitted
from caseflow.domain.obligations import obligations
from caseflow.domain.terms import Progress
from caseflow.services.contributing import contribute
from caseflow.services.reporting import report
from caseflow.services.ticking import day_work
from tests.makers import work_on
from tests.services.acting import KEY, LEAD, acting, begun, the_case

MONTH, COUNTY, CITY = "2023-06", "officer/tiexi", "officer/zjj"
JUNE, LATE, END = date(2023, 6, 8), date(2023, 6, 21), date(2023, 7, 1)
MEASURES = [{"number": 1, "unit": "tiexi"}, {"number": 2, "unit": "slj"}]


@pytest.fixture
def opened(city: Engine) -> Engine:
    """A task of which two units besides the leading one are responsible; its June is open."""
    begun(city, responsible=["tiexi", "slj", "zjj"], measures=MEASURES)
    tick(city, JUNE)
    return city


def tick(engine: Engine, day: date) -> None:
    with work_on(engine, day) as work:
        day_work(work)


def owed(engine: Engine) -> list[tuple[str, date | None]]:
    found = obligations(the_case(engine))
    return [(one.who, one.due) for one in found if one.kind == "contribution" and one.met_on is None]


def facts(engine: Engine):
    return month_facts(the_case(engine), MONTH)


def test_each_unit_but_the_leading_one_owes_its_part_by_the_rulebook_s_day(opened: Engine) -> None:
    by = date(2023, 6, 20)
    assert owed(opened) == [("tiexi", by), ("zjj", by)]
    with acting(opened, COUNTY, JUNE) as work:
        contribute(work, KEY, MONTH, "沿街铺管半公里", problems="雨季停工", measures=[1])
    assert owed(opened) == [("zjj", by)]
    assert the_case(opened).measures[0].done_on == JUNE
    assert [(part.unit, part.late) for part in facts(opened).parts] == [("tiexi", False)]


def test_the_lead_unit_reports_without_a_part_and_the_missing_one_is_a_fact(opened: Engine) -> None:
    with acting(opened, LEAD, JUNE) as work:
        report(work, KEY, MONTH, Progress.NORMAL, "清淤一公里")
    assert owed(opened) == []
    assert facts(opened).lacking == ("tiexi", "zjj")
    with acting(opened, COUNTY, LATE) as work:
        contribute(work, KEY, MONTH, unchanged=True)
    tick(opened, END)
    found = facts(opened)
    assert (found.lacking, found.parts[0].late, found.parts[0].unchanged) == (("zjj",), True, True)
    with acting(opened, CITY, END) as work, pytest.raises(BadInput, match=r"month\.not_open"):
        contribute(work, KEY, MONTH, "补报")


def test_a_part_is_refused_with_what_to_do_instead(opened: Engine) -> None:
    for post, given, code in (
        (LEAD, {"done": "清淤"}, "contribution.by_lead"),
        (COUNTY, {"done": ""}, "text.missing"),
        (COUNTY, {"done": "清淤", "unchanged": True}, "contribution.changed_after_all"),
        (COUNTY, {"done": "清淤", "measures": [2]}, "contribution.not_own_measure"),
    ):
        with acting(opened, post, JUNE) as work, pytest.raises(BadInput) as refused:
            contribute(work, KEY, MONTH, **given)
        assert [reason.code for reason in refused.value.reasons] == [code]
    with acting(opened, "officer/sthjj", JUNE) as work, pytest.raises(NotPermitted):
        contribute(work, KEY, MONTH, "清淤")
    assert the_case(opened).contributions == ()
