"""Home says what is mine to do, by when, what happens otherwise, and where it is done; nothing that is another's."""

import pytest

from caseflow.domain.case.dossier import dossier_digest
from caseflow.services.owing import ACTS
from caseflow.words.say import msgids
from tests.web import lives
from tests.web.lives import Told, live, proposed
from tests.web.office import City, act

LATE = (
    ("file", {"kind": "task", "due": "2023-04-18"} | lives.PARTIES | lives.MEASURES, lives.WORDS),
    *lives.WORKING[1:],
)
REPORTABLE = (*lives.WORKING, ("expect_report", {"month": "2023-04", "due": "2023-04-25"}))
TRANSFERRED = (*lives.WORKING, ("offer_transfer", {"unit": "cgj", "reason": "职责调整"}))
AMENDED = proposed("amendment", lives.WORKING, content={"measures": [{"number": 1}]}, words={"goal": "更高"})
FOUND = (
    ("file", lives.PETITION, lives.WORDS),
    *lives.WORKING[1:],
    ("record_findings", {"verdict": "partly", "settlement": "settled"}, {"findings.facts": "已查"}),
)
CHECKED = (*AMENDED, ("check_proposal", {"id": 1}))

ROWS = (
    # life                       who                what                 the act, and what is chosen in it
    (lives.FILED, "coordinator", "交办", "assign"),
    (lives.ASSIGNED, "lead", "签收", "accept_assignment"),
    (REPORTABLE, "lead", "调度填报 2023年4月", "report?month=2023-04"),
    (lives.REPORTED, "coordinator", "审核填报 2023年4月", "review_report?month=2023-04"),
    (lives.WORKING, "responsible", "完成措施 措施 1", "mark_measure?number=1"),
    (lives.PROVED, "responsible", "自查完成", "self_check"),
    (TRANSFERRED, "co-lead", "接收移交", "accept_transfer"),
    ((*TRANSFERRED, ("accept_transfer", {})), "coordinator", "移交", "transfer"),
    (lives.CHECKED, "lead", "完成整改", "apply_closure"),
    (lives.ACCEPTING, "acceptance", "组织验收", "begin_acceptance"),
    (lives.ACCEPTED, "coordinator", "发布公示", "draft_notice"),
    (lives.DRAFTED, "colleague", "发布公示", "release_notice"),
    (lives.RELEASED, "coordinator", "发布公示", "publish_notice"),
    (lives.OBJECTED, "coordinator", "答复异议", "answer_objection?number=1"),
    (lives.SIGNING, "party", "签字", "sign"),
    (lives.SIGNING, "government", "签字", "sign"),
    (lives.CLOSED, "coordinator", "备案", "file_up"),
    (lives.FOUND["rebound"], "coordinator", "提出处理意见", "propose_rebound?finding=1"),
    (
        (*lives.PROVED, ("self_check", {"unit": "tiexi", "criteria": lives.CRITERIA})),
        "co-lead",
        "出具意见",
        "give_opinion",
    ),
    (FOUND, "deputy", "确认核查结论", "confirm_findings_as_leader"),
    ((*FOUND, ("confirm_findings", {"by": "leader"})), "coordinator", "确认核查结论", "confirm_findings"),
    (AMENDED, "coordinator", "审核方案调整", "check_amendment"),
    (CHECKED, "group-party", "作出决定 方案调整申请", "amend"),
    (lives.PAPERS["proposed"], "coordinator", "签发文书 预警函", "issue_paper?number=1"),
    (lives.PAPERS["issued"], "lead", "答复文书 预警函", "answer_paper?number=1"),
)


@pytest.mark.parametrize(("life", "who", "what", "way"), ROWS, ids=[f"{row[1]}-{row[3]}" for row in ROWS])
def test_what_is_mine_stands_on_my_home_with_the_way_to_do_it_and_on_no_strangers(
    shared_city: City, life: tuple[Told, ...], who: str, what: str, way: str
) -> None:
    number = f"H-{who}-{way.partition('?')[0]}"
    live(shared_city, number, life)
    home = shared_city.visitor(who).open("/")
    assert f"{what} {number}" in home.words
    assert f'href="{act(number, way)}"' in home.html
    assert number not in shared_city.visitor("stranger").open("/").html


def test_a_late_case_is_counted_first_and_says_by_how_many_days(office_city: City) -> None:
    live(office_city, "T1", LATE)
    live(office_city, "T2", REPORTABLE)
    home = office_city.visitor("lead").open("/").words
    assert "今天要办 1 件 。其中 1 件 已过期限。之后 7 天内到期 1 件 。" in home
    assert "最要紧的是 T1 完成整改：2023年4月18日（周二）到期， 超期 2 天 。" in home
    assert "次日起计为超期，亮红灯" in home


def test_an_act_whose_conditions_are_unmet_says_how_many_and_leads_to_the_case(office_city: City) -> None:
    live(office_city, "T1", lives.WORKING)
    home = office_city.visitor("lead").open("/")
    assert "项，看差什么" in home.words
    assert act("T1", "apply_closure") not in home.html


def test_whoever_wrote_a_notice_waits_for_another_to_release_it(office_city: City) -> None:
    live(office_city, "T1", lives.ACCEPTED)
    coordinator = office_city.visitor("coordinator")
    page = coordinator.open(act("T1", "draft_notice"))
    parts = ("problem", "goal", "measures", "result", "office", "phone", "address")
    coordinator.send(page, **dict.fromkeys(parts, "内容"))
    assert act("T1", "release_notice") not in coordinator.open("/").html
    assert act("T1", "release_notice") in office_city.visitor("colleague").open("/").html


def test_a_head_who_has_signed_waits_for_the_other_by_name(office_city: City) -> None:
    live(office_city, "T1", lives.SIGNING)
    live(office_city, "T1", (("sign", {"box": "party", "dossier": dossier_digest(office_city.case("T1"))}),))
    home = office_city.visitor("party").open("/")
    assert act("T1", "sign") not in home.html
    assert "T1 签字 铁西区政府主要负责同志 限 5月8日前" in home.words


def test_a_dossier_that_changed_after_a_signature_says_so_on_the_heads_home(office_city: City) -> None:
    live(office_city, "T1", (*lives.SIGNING, ("sign", {"box": "party", "dossier": "0" * 64})))
    assert "签字 送签后有改动 T1" in office_city.visitor("party").open("/").words


def test_a_head_who_has_voted_is_not_asked_again(office_city: City) -> None:
    vote = ("decide", {"id": 1, "box": "party", "agrees": True})
    live(office_city, "T1", (*proposed("extension", lives.WORKING, to_day="2023-12-31"), vote))
    live(office_city, "T2", AMENDED)
    assert "要我办的" not in office_city.visitor("group-party").open("/").words
    home = office_city.visitor("group-government").open("/").words
    assert "作出决定 延期申请 T1" in home
    assert (
        "T2 城区" not in home.partition("最先到期的案件")[0]
    )  # an unchecked amendment is nobody's to decide yet


def test_the_navigation_counts_what_presses_and_not_what_is_far(office_city: City) -> None:
    live(office_city, "T1", lives.WORKING)
    lead = office_city.visitor("lead")
    assert "cf-num" not in lead.open("/").html
    live(office_city, "T2", REPORTABLE)
    assert '<span class="cf-num">1</span>' in lead.open("/cases").html
    live(office_city, "T3", LATE)
    assert '<span class="cf-num cf-num-strong">2</span>' in lead.open("/cases").html


def test_the_inspector_sees_every_case_and_that_there_is_no_doubt_yet(office_city: City) -> None:
    live(office_city, "T1", LATE)
    home = office_city.visitor("inspector").open("/").words
    assert "您可以看任何一件案件" in home
    assert "整改中 1 件" in home
    assert "超期 2 天" in home


def test_somebody_with_nothing_to_do_is_told_so(office_city: City) -> None:
    assert "没有要您办的。" in office_city.visitor("stranger").open("/").words


def test_whatever_may_be_owed_has_an_act_and_says_what_happens_otherwise() -> None:
    owed = {code.partition(".")[2] for code in msgids("TERMS") if code.startswith("obligation.")}
    assert owed - {"decide", "confirm_findings", "propose"} == ACTS.keys()
    assert {f"otherwise.{kind}" for kind in owed} <= msgids("SENTENCES").keys()


def test_the_audit_administrators_home_leads_to_the_audit(calm: City) -> None:
    home = calm.visitor("sun.san").open("/").words
    assert "看查阅记录 核对日志" in home


def test_a_page_that_is_not_there_leads_back_home(calm: City) -> None:
    assert '<a class="btn btn-outline-secondary" href="/">回工作台</a>' in (
        calm.visitor("lead").open("/nothing", 404).html
    )
