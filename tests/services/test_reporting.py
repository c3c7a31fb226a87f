"""The month's report: what is copied is on record as such, what is unchanged is said so, nobody is stopped."""

from datetime import date

import pytest
from sqlalchemy import Engine

from caseflow.domain.dispatch_facts import month_facts
from caseflow.domain.errors import BadInput
from caseflow.domain.terms import Progress
from caseflow.services.reporting import report, report_unchanged
from tests.makers import filed, told
from tests.services.acting import COORDINATOR, KEY, LEAD, PARTIES, acting, begun, lived, the_case

MAY, JUNE = date(2023, 5, 8), date(2023, 6, 8)
SAID = "截至5月8日，截污管铺设1.2公里，完成总量的四成，河道清淤机械进场两台，其余按计划推进。"
AGAIN = "截至6月8日，截污管铺设2.6公里，完成总量的八成，河道清淤机械进场四台，其余按计划推进。"
OTHER = "查封排污口两处，责令拆除违建棚舍，恢复岸线植被，周边居民已入户走访。"


@pytest.fixture
def reporting(city: Engine) -> Engine:
    """Two tasks of one inspection, the second led by another unit, that report in May and June."""
    begun(city)
    with acting(city, COORDINATOR) as work:
        filed(work, "T02", "task", due="2023-10-31", **PARTIES | {"lead_unit": "zjj"})
        told(work, "T02", "assign", {"lead_unit": "zjj", "limit": "2023-05-11"})
        told(work, "T02", "accept_assignment", {"to": "rectifying"})
    for number in ("T01", "T02"):
        months = ({"month": f"2023-0{n}", "due": f"2023-0{n}-25"} for n in (5, 6))
        lived(city, *(("expect_report", month) for month in months), number=number)
    return city


def say(
    engine: Engine, words: str, *, key: str = KEY, post: str = LEAD, day: date = MAY, aware: bool = True
) -> None:
    with acting(engine, post, day) as work:
        report(work, key, f"{day:%Y-%m}", Progress.NORMAL, words, aware=aware)


def test_last_month_s_words_with_other_figures_are_told_once_and_then_on_record_as_copied(
    reporting: Engine,
) -> None:
    say(reporting, SAID)
    with pytest.raises(BadInput) as refused:
        say(reporting, AGAIN, day=JUNE, aware=False)
    (reason,) = refused.value.reasons
    assert (reason.code, reason.facts) == ("report.like_before", {"percent": 100, "month": "2023-05"})
    say(reporting, AGAIN, day=JUNE)
    facts = month_facts(the_case(reporting), "2023-06")
    assert (facts.copied, facts.like, facts.like_to) == (True, "1.00", (KEY, "2023-05"))
    assert not month_facts(the_case(reporting), "2023-05").copied


def test_another_unit_s_words_are_found_and_its_case_is_not_named_to_who_may_not_see_it(
    reporting: Engine,
) -> None:
    say(reporting, SAID, key="SP2022/T02", post="officer/zjj")
    with pytest.raises(BadInput) as refused:
        say(reporting, SAID, aware=False)
    assert refused.value.reasons[0].code == "report.like_somebody"
    assert "number" not in refused.value.reasons[0].facts
    say(reporting, SAID)
    assert month_facts(the_case(reporting), "2023-05").like_to == ("SP2022/T02", "2023-05")


def test_words_of_one_s_own_are_like_nobody_s_and_a_short_text_is_not_held_against_another_case(
    reporting: Engine,
) -> None:
    say(reporting, SAID, key="SP2022/T02", post="officer/zjj")
    say(reporting, OTHER, aware=False)
    say(reporting, "按计划推进。", key="SP2022/T02", post="officer/zjj")
    say(reporting, "按计划推进。", aware=False)
    assert not month_facts(the_case(reporting), "2023-05").copied


def test_that_nothing_changed_is_a_fact_of_its_own_and_no_copy(reporting: Engine) -> None:
    say(reporting, SAID)
    with acting(reporting, LEAD, JUNE) as work:
        report_unchanged(work, KEY, "2023-06", Progress.NORMAL, [SAID, "", "  "])
    facts = month_facts(the_case(reporting), "2023-06")
    assert (facts.unchanged, facts.copied, facts.times) == (True, False, 1)
    case = the_case(reporting)
    assert case.progress is Progress.NORMAL
    assert case.texts["report.done"] == case.reports[0].words["report.done"]


def test_nothing_changed_is_refused_before_the_first_report_and_beside_a_change(reporting: Engine) -> None:
    with acting(reporting, LEAD, MAY) as work, pytest.raises(BadInput, match=r"report\.nothing_before"):
        report_unchanged(work, KEY, "2023-05")
    say(reporting, SAID)
    for change in ((Progress.LAGGING, [SAID]), (Progress.NORMAL, [OTHER])):
        with (
            acting(reporting, LEAD, JUNE) as work,
            pytest.raises(BadInput, match=r"report\.changed_after_all"),
        ):
            report_unchanged(work, KEY, "2023-06", *change)
