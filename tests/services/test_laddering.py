"""The ladder: what the day's work proposes and why, who issues it, what is skipped, merged, answered and raised."""

from datetime import date, timedelta

import pytest
from sqlalchemy import Engine

from caseflow.domain.case.criticism import CriticismKind
from caseflow.domain.errors import BadInput, NotPermitted, NotYet
from caseflow.domain.ladder import Cause, causes, was_judged
from caseflow.domain.obligations import obligations
from caseflow.domain.terms import State
from caseflow.services.criticising import judge_out_of_reach, record_criticism
from caseflow.services.laddering import (
    Meeting,
    dismiss_paper,
    issue_paper,
    propose_paper,
    sign_paper,
)
from caseflow.services.owing import duties
from caseflow.services.replying import answer_paper
from caseflow.services.verifying import verify
from caseflow.transaction import looking
from tests.domain.makers import rules_with
from tests.makers import filed, told, work_on
from tests.services.acting import COORDINATOR, DAY, KEY, acting, begun, closed, lived, the_case
from tests.services.papers import (
    ANSWER,
    DUE,
    MEETING,
    PARTY,
    issued,
    paper,
    papers,
    proposed,
    tell,
    tick,
)


@pytest.fixture
def office(city: Engine) -> Engine:
    """A city with one task that is being rectified."""
    begun(city)
    return city


def test_an_overdue_task_climbs_the_ladder_by_the_rulebook_s_days_and_each_cause_is_put_once(
    office: Engine,
) -> None:
    tell(office, "complete_filing", due=DUE.isoformat())
    assert tick(office, DAY, DUE) == 1
    assert tick(office, DUE + timedelta(1)) == 2
    assert tick(office, DUE + timedelta(1)) == 0
    tick(office, DUE + timedelta(2), DUE + timedelta(60))
    found = [(rung, rule) for rung, rule, _ in papers(office) if not rule.startswith("report")]
    assert found == [
        ("warning", "days_before_due:2023-05-10"),
        ("supervision", "overdue_days:2023-05-10"),
        ("interview", "red_days:2023-05-11"),
        ("interview", "overdue_days:2023-05-10"),
        ("special_inspection", "overdue_days:2023-05-10"),
    ]
    assert (paper(office, 1).threshold, paper(office, 1).book) == (15, "siping/2023.1")
    with looking(office) as session:
        assert verify(session).result == "verified"


@pytest.mark.parametrize("judged", [False, True], ids=["criticised", "out_of_reach"])
def test_a_red_light_in_a_case_that_is_otherwise_on_time_puts_an_interview_before_the_office_once(
    office: Engine, judged: bool
) -> None:
    with acting(office, COORDINATOR) as work:
        if judged:
            judge_out_of_reach(work, KEY, "管线迁改未完")
        else:
            record_criticism(work, KEY, CriticismKind.MEDIA, "省电视台", DAY, "河面发黑")
    assert tick(office, DAY + timedelta(1)) == 1
    assert tick(office, DAY + timedelta(2)) == 0
    assert [(rung, rule) for rung, rule, _ in papers(office)] == [("interview", f"red_days:{DAY}")]


def test_two_months_that_froze_yellow_propose_a_supervision_order_and_the_next_two_another(
    office: Engine,
) -> None:
    months = [f"2023-{n:02}" for n in range(1, 5)]
    for month, wanted in zip(months, (0, 1, 0, 1), strict=True):
        tell(office, "expect_report", month=month, due=f"{month}-25")
        tell(office, "report", month=month, progress="normal", unit="slj", limit=None)
        tell(office, "freeze_light", month=month, light="yellow")
        assert tick(office, DAY) == wanted
    assert [rule for _, rule, _ in papers(office)] == ["yellow_months:2023-02", "yellow_months:2023-04"]


def test_a_missed_report_is_reminded_after_a_day_and_put_under_supervision_after_three_working_days(
    office: Engine,
) -> None:
    for month in ("2023-05", "2023-06"):
        tell(office, "expect_report", month=month, due=f"{month}-25")
    wanted = {26: "reminder", 30: "supervision"}
    for day in range(25, 32):
        tick(office, date(2023, 5, day))
        assert (papers(office)[-1:] or [("", "", "")])[0][0] == max(
            ((d, rung) for d, rung in wanted.items() if d <= day), default=(0, "")
        )[1]
    tick(office, date(2023, 6, 1), date(2023, 6, 26))
    assert ("circular", "reports_missed_in_row:2023-06", "proposed") in papers(office)


def test_a_rung_is_skipped_only_with_a_reason_and_the_record_keeps_which(office: Engine) -> None:
    proposed(office, "supervision")
    with (
        acting(office, COORDINATOR) as work,
        pytest.raises(BadInput, match=r"paper\.skips"),
    ):
        issue_paper(work, KEY, 1, "请抓紧")
    issued(office, 1)
    assert paper(office, 1).skipped == ("warning",)
    proposed(office, "supervision", "yellow_months:2023-04")
    proposed(office, "warning")
    issued(office, 3)
    with acting(office, COORDINATOR) as work:
        issue_paper(work, KEY, 2, "请抓紧")
    assert paper(office, 2).skipped == ()


def test_one_paper_answers_for_several_drafts_but_never_for_one_of_a_higher_rung(office: Engine) -> None:
    for rung in ("warning", "supervision"):
        proposed(office, rung)
    with (
        acting(office, COORDINATOR) as work,
        pytest.raises(BadInput, match=r"paper\.not_merged"),
    ):
        issue_paper(work, KEY, 1, "请抓紧", merge=[2])
    issued(office, 2, merge=[1])
    assert (paper(office, 1).status, paper(office, 1).into) == ("merged", 2)
    assert paper(office, 2).causes == ("overdue_days:2023-05-10",)


def test_a_cause_merged_into_a_higher_paper_may_still_be_put_for_that_rung(office: Engine) -> None:
    proposed(office, "supervision")
    proposed(office, "interview", "red_days:2023-05-11")
    issued(office, 2, merge=[1], meeting=MEETING)
    at_thirty = Cause("interview", "overdue_days", "2023-05-10", 30)
    assert not was_judged(the_case(office), at_thirty)
    assert was_judged(the_case(office), Cause("supervision", "overdue_days", "2023-05-10", 1))


def test_an_interview_goes_out_only_when_a_group_head_signs_and_may_be_sent_back(office: Engine) -> None:
    proposed(office, "interview")
    with acting(office, COORDINATOR) as work, pytest.raises(BadInput, match=r"interview\.no_day"):
        issue_paper(work, KEY, 1, "约谈", reason="情况紧急")
    issued(office, 1, meeting=MEETING)
    assert (paper(office, 1).status, paper(office, 1).ordinal) == ("submitted", None)
    with acting(office, COORDINATOR) as work, pytest.raises(NotPermitted):
        sign_paper(work, KEY, 1, agrees=True)
    with acting(office, PARTY) as work:
        sign_paper(work, KEY, 1, agrees=False, note="先发督办单")
    assert paper(office, 1).status == "proposed"
    issued(office, 1, meeting=MEETING)
    with acting(office, PARTY) as work:
        sign_paper(work, KEY, 1, agrees=True)
    assert (paper(office, 1).status, paper(office, 1).skipped) == ("issued", ("warning", "supervision"))
    assert paper(office, 1).number == "四环督整办约〔2023〕1号"


def test_an_order_nobody_answers_is_raised_to_an_interview_that_ends_it_by_naming_itself(
    office: Engine,
) -> None:
    proposed(office, "supervision")
    limit = issued(office, 1).papers[0].reply_by
    assert limit is not None
    assert tick(office, limit) == 0
    tick(office, limit + timedelta(1))
    assert papers(office)[1] == ("interview", "unanswered_days:1", "proposed")
    meeting = Meeting(limit + timedelta(9), "会议室", "局长")
    issued(office, 2, limit + timedelta(2), meeting=meeting)
    with acting(office, PARTY, limit + timedelta(2)) as work:
        sign_paper(work, KEY, 2, agrees=True)
    assert (paper(office, 1).status, paper(office, 1).next) == ("escalated", 2)


def test_an_interview_without_its_report_is_unanswered_too_where_the_rulebook_asks(office: Engine) -> None:
    tell(office, "propose_paper", rung="interview", rule="by_hand:1", unit="slj")
    tell(office, "issue_paper", id=1, meets_on="2023-05-04", number="1号", reply_by=None)
    tell(office, "hold_interview", id=1, on="2023-05-04", reply_by="2023-06-03")
    rules = rules_with("ladder.special_inspection.when", {"unanswered_days": 1})
    with acting(office, COORDINATOR) as work:
        found = [causes(the_case(office), rules, work.calendar, date(2023, 6, day)) for day in (3, 4)]
    assert found == [(), (Cause("special_inspection", "unanswered_days", "1", 1),)]


def test_the_office_raises_a_paper_by_hand_only_to_a_higher_rung(office: Engine) -> None:
    proposed(office, "warning")
    issued(office, 1)
    with acting(office, COORDINATOR) as work:
        with pytest.raises(BadInput, match=r"paper\.not_higher"):
            propose_paper(work, KEY, "reminder", "弄虚作假", raises=1)
        propose_paper(work, KEY, "supervision", "弄虚作假", raises=1)
        dismiss_paper(work, KEY, 2, "再看一个月")
        propose_paper(work, KEY, "supervision", "弄虚作假", raises=1)
        case = issue_paper(work, KEY, 3, "督办")
    assert [one.status for one in case.papers] == ["escalated", "dismissed", "issued"]


def test_what_lies_open_on_a_case_that_is_merged_ends_with_it_and_may_be_proposed_again(
    office: Engine,
) -> None:
    proposed(office, "warning", "lagging_months:2023-04")
    issued(office, 1)
    proposed(office, "supervision", "overdue_days:2023-05-10")
    with work_on(office, DAY) as work:
        filed(work, "T02", "task", lead_unit="slj")
        told(work, "T01", "merge", {"into": "SP2022/T02", "to": State.MERGED.value})
    tick(office, DAY)
    assert [status for _, _, status in papers(office)] == ["lifted", "dismissed"]
    tell(office, "complete_filing", DAY, due="2023-05-10")
    tell(office, "unmerge", DAY, to=State.RECTIFYING.value)
    tick(office, date(2023, 5, 11))
    assert ("supervision", "overdue_days:2023-05-10", "proposed") in papers(office)


def test_a_draft_is_not_issued_once_its_case_is_over_or_led_by_another_unit(office: Engine) -> None:
    proposed(office, "warning")
    proposed(office, "interview")
    issued(office, 2, meeting=MEETING)
    lived(office, ("offer_transfer", {"unit": "tiexi"}), ("transfer", {"unit": "tiexi"}))
    for over in (r"paper\.other_lead", r"paper\.case_over"):
        with pytest.raises(NotYet, match=over):
            issued(office, 1)
        with acting(office, PARTY) as work, pytest.raises(NotYet, match=over):
            sign_paper(work, KEY, 2, agrees=True)
        lived(office, ("transfer", {"unit": "slj"}))
        closed(office) if over.endswith("lead") else None
    with acting(office, PARTY) as work:
        assert sign_paper(work, KEY, 2, agrees=False, note="案件已经销号").papers[1].status == "proposed"


def test_nobody_is_called_to_an_interview_on_a_day_gone_by(office: Engine) -> None:
    proposed(office, "interview")
    issued(office, 1, meeting=MEETING)
    with acting(office, PARTY, MEETING.on + timedelta(1)) as work:
        with pytest.raises(NotYet, match=r"interview\.day_gone"):
            sign_paper(work, KEY, 1, agrees=True)
        sign_paper(work, KEY, 1, agrees=False, note="另定日期")
    with acting(office, PARTY, MEETING.on) as work, pytest.raises(NotYet):
        sign_paper(work, KEY, 1, agrees=True)
    again = Meeting(MEETING.on + timedelta(7), "会议室", "局长")
    issued(office, 1, MEETING.on + timedelta(1), meeting=again)
    with acting(office, PARTY, again.on) as work:
        assert sign_paper(work, KEY, 1, agrees=True).papers[0].issued_on == again.on


def test_an_issued_paper_is_answered_by_its_addressee_after_a_hand_over_too(office: Engine) -> None:
    proposed(office, "warning")
    issued(office, 1)
    lived(office, ("offer_transfer", {"unit": "tiexi"}), ("transfer", {"unit": "tiexi"}))
    owed = {one.kind: one for one in obligations(the_case(office))}["answer"]
    assert (owed.who, paper(office, 1).to_unit) == ("slj", "slj")
    with acting(office, "officer/tiexi") as work, pytest.raises(NotPermitted):
        answer_paper(work, KEY, 1, ANSWER)
    with acting(office, "officer/slj") as work:
        assert "answer" in [one.word.rpartition(".")[2] for one in duties(work)]
        answer_paper(work, KEY, 1, ANSWER)
    with looking(office) as session:
        assert verify(session).result == "verified"
