"""An issued paper until it ends: interview, special inspection, answer and its check; and a visit to the place."""

from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import Engine

from caseflow.domain.case import dossier_digest
from caseflow.domain.errors import BadInput, NotPermitted, NotYet, Unknown
from caseflow.domain.obligations import obligations
from caseflow.services.evidencing import Photo
from caseflow.services.guiding import record_guidance
from caseflow.services.laddering import (
    issue_paper,
    sign_paper,
)
from caseflow.services.praising import propose_commendation
from caseflow.services.replying import (
    Answer,
    acknowledge_paper,
    answer_paper,
    conclude_inspection,
    hold_interview,
    lift_paper,
    return_answer,
)
from caseflow.services.verifying import verify
from caseflow.services.withholding import seen_of
from caseflow.store.files import Files
from caseflow.transaction import looking
from caseflow.words.ladder import answer_in_words
from tests.makers import filed, work_on
from tests.samples import png
from tests.services.acting import COORDINATOR, DAY, KEY, LEAD, acting, begun, closed, the_case
from tests.services.papers import (
    ANSWER,
    DUE,
    GOVERNMENT,
    MEETING,
    PARTY,
    SAID,
    issued,
    paper,
    proposed,
    tell,
    tick,
)


@pytest.fixture
def office(city: Engine) -> Engine:
    """A city with one task that is being rectified."""
    begun(city)
    return city


def test_a_special_inspection_needs_both_heads_and_one_head_speaks_once(office: Engine) -> None:
    proposed(office, "special_inspection")
    with acting(office, COORDINATOR) as work, pytest.raises(BadInput, match=r"text\.missing"):
        issue_paper(work, KEY, 1, "全面核查", reason="情况紧急")
    issued(office, 1, team="组长和两名成员")
    with acting(office, PARTY) as work:
        sign_paper(work, KEY, 1, agrees=True)
    with acting(office, PARTY) as work, pytest.raises(NotYet):
        sign_paper(work, KEY, 1, agrees=True)
    assert paper(office, 1).status == "submitted"
    with acting(office, GOVERNMENT) as work:
        sign_paper(work, KEY, 1, agrees=True)
    assert paper(office, 1).status == "issued"
    with acting(office, COORDINATOR) as work:
        conclude_inspection(work, KEY, 1, "责任没有落实", "限一个月完成", hand_on=True)
        with pytest.raises(NotYet, match=r"inspection\.none"):
            conclude_inspection(work, KEY, 1, "责任没有落实", "限一个月完成")
    owed = {one.kind: one.met_on for one in obligations(the_case(office))}
    assert (owed["conclude"], owed["answer"]) == (DAY, None)
    assert [(one.on, one.paper) for one in the_case(office).criticisms] == [(DAY, 1)]


def test_a_visit_to_the_place_is_on_record_with_what_it_asked_for_and_voids_no_signature(
    office: Engine,
) -> None:
    with acting(office, LEAD) as work, pytest.raises(NotPermitted):
        record_guidance(work, KEY, DAY, "河口", ["市长"], "没有围挡")
    tell(office, "sign", to="signing", box="party", dossier=dossier_digest(the_case(office)))
    with acting(office, COORDINATOR) as work:
        for day, people, files in (
            (DAY + timedelta(1), ["市长"], []),
            (DAY, [" "], []),
            (DAY, ["市长"], [1]),
        ):
            with pytest.raises(BadInput):
                record_guidance(work, KEY, day, "河口", people, "没有围挡", files=files)
        record_guidance(work, KEY, DAY, "河口", ["市长"], "没有围挡", asks=[(DUE, "修复围挡")])
    case = the_case(office)
    assert [(one.on, one.asks) for one in case.guidances] == [(DAY, ((1, DUE),))]
    assert len(case.live_signatures) == 1


def test_a_visitor_s_photos_lie_on_the_case_and_are_no_evidence_of_the_unit_nor_a_hand_in_its_work(
    office: Engine, tmp_path: Path
) -> None:
    keep = Files(tmp_path / "files", 1024 * 1024)
    tell(office, "sign", to="signing", box="party", dossier=dossier_digest(the_case(office)))
    seen = partial(record_guidance, on=DAY, place="河口", people=["市长"], findings="没有围挡", keep=keep)
    with acting(office, COORDINATOR) as work:
        for photos in ([Photo("a.txt", b"words")], [Photo("a.png", png()), Photo("b.png", png())]):
            with pytest.raises(BadInput):
                seen(work, KEY, photos=photos)
        seen(work, KEY, photos=[Photo("a.png", png()), Photo("b.png", png(shade=9))], hand_on=True)
        actor = work.actor.code
    case = the_case(office)
    assert case.guidances[0].files == (1, 2)
    assert [(one.on, one.visit, one.files) for one in case.criticisms] == [(DAY, 1, (1, 2))]
    assert [keep.is_whole(one.digest) for one in case.evidence] == [True, True]
    assert len(case.live_signatures) == 1
    assert "uploaded" not in case.hands.get(actor, ())
    with looking(office) as session:
        assert verify(session, keep).result == "verified"


def test_an_interview_s_report_is_owed_from_the_interview_and_checked_by_the_office(office: Engine) -> None:
    proposed(office, "interview")
    issued(office, 1, meeting=MEETING)
    with acting(office, GOVERNMENT) as work:
        sign_paper(work, KEY, 1, agrees=True)
    assert (paper(office, 1).reply_by, paper(office, 1).minutes_by) == (
        None,
        date(2023, 6, 28),
    )  # 25 June is worked
    with acting(office, LEAD, MEETING.on) as work, pytest.raises(NotYet, match=r"interview\.not_held"):
        answer_paper(work, KEY, 1, ANSWER)
    with acting(office, COORDINATOR, MEETING.on) as work:
        hold_interview(work, KEY, 1, MEETING.on, SAID)
    assert (paper(office, 1).status, paper(office, 1).reply_by) == ("held", date(2023, 7, 20))
    with acting(office, LEAD, date(2023, 7, 20)) as work:
        answer_paper(work, KEY, 1, ANSWER)
    with acting(office, COORDINATOR, date(2023, 7, 21)) as work:
        lift_paper(work, KEY, 1, "已核查")
    with looking(office) as session:
        assert verify(session).result == "verified"


def test_an_answer_that_does_not_do_goes_back_with_a_new_day_and_the_office_s_limit_to_check_ends(
    office: Engine,
) -> None:
    proposed(office, "warning")
    issued(office, 1)
    with acting(office, LEAD) as work:
        acknowledge_paper(work, KEY, 1)
        answer_paper(work, KEY, 1, ANSWER)
    assert paper(office, 1).check_by is not None
    until = DAY + timedelta(3)
    with acting(office, COORDINATOR) as work:
        return_answer(work, KEY, 1, until, "没有写明完成时间")
    back = paper(office, 1)
    assert (back.status, back.reply_by, back.answered_on, back.check_by) == (
        "acknowledged",
        until,
        None,
        None,
    )
    with acting(office, LEAD) as work, pytest.raises(BadInput, match=r"evidence\.unknown"):
        answer_paper(work, KEY, 1, ANSWER, files=[9])


def test_a_commendation_goes_out_by_a_head_asks_for_nothing_and_stays_when_the_case_is_closed(
    office: Engine,
) -> None:
    with work_on(office, DAY) as work:
        filed(work, "T02", "task", lead_unit="slj")
        filed(work, "T03", "task", lead_unit="xmj")
    with acting(office, COORDINATOR) as work:
        with pytest.raises(BadInput, match=r"commendation\.no_part"):
            propose_commendation(work, KEY, "slj", "提前完成", "予以表扬", cases=["SP2022/T03"])
        propose_commendation(work, KEY, "slj", "提前完成", "予以表扬", cases=["SP2022/T02"])
    with acting(office, PARTY) as work:
        sign_paper(work, KEY, 1, agrees=True)
    praised = paper(office, 1)
    assert (praised.number, praised.cases) == ("四环督整办表〔2023〕1号", ("SP2022/T02",))
    with acting(office, LEAD) as work, pytest.raises(NotYet):
        answer_paper(work, KEY, 1, ANSWER)
    with acting(office, LEAD) as work, pytest.raises(NotYet):
        acknowledge_paper(work, KEY, 1)
    with acting(office, COORDINATOR) as work, pytest.raises(NotYet):
        lift_paper(work, KEY, 1, "误发")
    assert not [one for one in obligations(the_case(office)) if one.kind == "answer" and not one.met_on]
    closed(office)
    tick(office, DAY + timedelta(1))
    assert paper(office, 1).status == "issued"


def test_a_paper_is_received_and_answered_by_the_unit_it_went_to_even_after_another_took_the_case_over(
    office: Engine,
) -> None:
    proposed(office, "warning")
    issued(office, 1)
    with acting(office, "officer/tiexi") as work:
        with pytest.raises(NotPermitted, match=r"denied\.other_case"):
            acknowledge_paper(work, KEY, 1)
        with pytest.raises(NotPermitted, match=r"denied\.other_case"):
            answer_paper(work, KEY, 1, ANSWER)
    tell(office, "offer_transfer", unit="xmj", limit="2023-05-11")
    tell(office, "accept_transfer", limit="2023-05-11")
    tell(office, "transfer", unit="xmj")
    tell(office, "propose_paper", rung="warning", rule="by_hand:2", unit="xmj")
    issued(office, 2)
    with acting(office, "officer/xmj") as work, pytest.raises(NotPermitted, match=r"paper\.other_addressee"):
        acknowledge_paper(work, KEY, 1)
    with acting(office, LEAD) as work:
        acknowledge_paper(work, KEY, 1)
        with pytest.raises(NotPermitted, match=r"paper\.other_addressee"):
            answer_paper(work, KEY, 2, ANSWER)
        answer_paper(work, KEY, 1, ANSWER)
    with acting(office, COORDINATOR) as work:
        lift_paper(work, KEY, 1, "已核查")
    with acting(office, LEAD) as work, pytest.raises(Unknown):
        answer_paper(work, KEY, 1, ANSWER)


def test_an_answer_says_each_thing_the_rulebook_demands_of_its_rung_and_a_new_one_replaces_all_of_it(
    office: Engine,
) -> None:
    proposed(office, "warning")
    issued(office, 1)
    with acting(office, LEAD) as work:
        for short in (
            Answer("已办"),
            replace(ANSWER, finish_by=None),
            replace(ANSWER, items=ANSWER.items | {"cause": " "}),
        ):
            with pytest.raises(BadInput, match=r"answer\.incomplete"):
                answer_paper(work, KEY, 1, short)
        answer_paper(work, KEY, 1, ANSWER)
    with acting(office, COORDINATOR) as work:
        return_answer(work, KEY, 1, DAY, "原因不实")
    with acting(office, LEAD) as work:
        answer_paper(work, KEY, 1, replace(ANSWER, words="", items={"cause": "资金", "measures": "筹措"}))
    with acting(office, LEAD) as work:
        words = seen_of(work, the_case(office))
    # who and what came of it are not demanded of a warning; what the first answer added is gone with it
    assert answer_in_words(paper(office, 1), words.get) == (
        ("原因", "资金"),
        ("补救措施", "筹措"),
        ("完成时间", "2023年6月30日"),
    )
