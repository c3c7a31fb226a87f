"""Every act has its page: shown to whoever may, refused to whoever may not, and done once by what was filled in."""

# ruff: noqa: E501  a table is read across

from typing import Any

import pytest

from caseflow.services.record import record
from caseflow.web.acts import ACTS
from tests.makers import work_on
from tests.web import lives
from tests.web.lives import live, proposed
from tests.web.office import PLANNED, ROUND, City, act

YES = {f"verdicts__{code}": "yes" for code in lives.CRITERIA}
NOTICE = {
    part: f"{part}的内容" for part in ("problem", "goal", "measures", "result", "office", "phone", "address")
}
AMENDED = proposed(
    "amendment",
    lives.WORKING,
    content={"measures": [{"number": 1, "unit": "tiexi"}]},
    words={"goal": "更高的目标"},
)
STANDING = (
    ("file", {"kind": "task", "due": None, "standing": True} | lives.PARTIES | lives.MEASURES, lives.WORDS),
    *lives.WORKING[1:],
)
PETITION = (("file", lives.PETITION, lives.WORDS), *lives.WORKING[1:])
CONFIRMED = (*PETITION, ("record_findings", {"verdict": "partly", "settlement": "settled"}))
CRITICISED = (
    *lives.WORKING,
    ("record_criticism", {"kind": "media", "on": "2023-04-03"}, {"criticism.words": "河面发黑"}),
)
UNREACHABLE = (*lives.WORKING, ("judge_out_of_reach", {"due": "2023-10-31"}))
KEPT = {"csrf_token", "form_key", "seen"}
PAPER = {"number": "1"}
ANSWERED = {"cause": "人手不足", "measures": "增派人员", "finish_by": "2023-05-20"}
VISIT = {
    "on": PLANNED.isoformat(),
    "place": "河口",
    "people": "市长",
    "findings": "没有围挡",
    "asks": "2023-05-10 修复围挡",
}
MINUTES = {
    "on": PLANNED.isoformat(),
    "cause": "进度滞后",
    "heard": "资金不足",
    "demand": "月底前追回",
    "pledge": "照办",
}

SEEN = {
    "draw": "2023-1",
    "result": "holds",
    "on": PLANNED.isoformat(),
    "place": "河口",
    "people": "赵某\n钱某",
    "words": "水体清澈",
}

Row = tuple[str, Any, str, dict[str, Any], str]
ROWS: tuple[Row, ...] = (
    # act                    life            who            typed                                event
    ("complete_filing",      lives.BARE,     "coordinator", {"locality": "tiexi", "responsible": ["tiexi"]}, "complete_filing"),
    ("describe",             lives.WORKING,  "coordinator", {"title": "条子河黑臭水体"},          "describe"),
    ("split",                lives.FILED,    "coordinator", {"localities": ["tiexi", "tiedong"]}, "split"),
    ("assign",               lives.FILED,    "coordinator", {"lead_unit": "zjj"},                "assign"),
    ("accept_assignment",    lives.ASSIGNED, "lead",        {},                                  "accept_assignment"),
    ("return_assignment",    lives.ASSIGNED, "lead",        {"reason": "不属本部门职责"},        "return_assignment"),
    ("offer_transfer",       lives.WORKING,  "coordinator", {"unit": "cgj", "reason": "职责调整"}, "offer_transfer"),
    ("accept_transfer",      (*lives.WORKING, ("offer_transfer", {"unit": "cgj"})), "co-lead", {}, "accept_transfer"),
    ("refuse_transfer",      (*lives.WORKING, ("offer_transfer", {"unit": "cgj"})), "co-lead", {"reason": "不属本部门职责"}, "refuse_transfer"),
    ("take_back_transfer",   (*lives.WORKING, ("offer_transfer", {"unit": "cgj"})), "coordinator", {"reason": "职责未调整"}, "take_back_transfer"),
    ("transfer",             (*lives.WORKING, ("offer_transfer", {"unit": "cgj"}), ("accept_transfer", {})), "coordinator", {}, "transfer"),
    ("name_successor",       lives.SPLIT,    "coordinator", {"unit": "jtj", "successor": "lcj"}, "succeed_unit"),
    ("cite_clause",          lives.WORKING,  "lead",        {"number": "1", "clause": "实施方案第二条"}, "cite_clause"),
    ("mark_measure",         lives.WORKING,  "responsible", {"number": "1", "done": "true"},     "mark_measure"),
    ("record_findings",      PETITION,       "lead",        {"verdict": "partly", "settlement": "settled", "facts": "已查"}, "record_findings"),
    ("confirm_findings_as_leader", CONFIRMED, "deputy",     {},                                  "confirm_findings"),
    ("confirm_findings",     (*CONFIRMED, ("confirm_findings", {"by": "leader"})), "coordinator", {}, "confirm_findings"),
    ("self_check",           lives.PROVED,   "responsible", {"criteria": lives.CRITERIA, "head": "李某"}, "self_check"),
    ("give_opinion",         lives.WORKING,  "co-lead",     {"agrees": "true"},                  "give_opinion"),
    ("apply_closure",        lives.CHECKED,  "lead",        {"note": "可以验收"},                "apply_closure"),
    ("withdraw",             lives.ACCEPTING, "lead",       {"reason": "还要完善"},              "withdraw"),
    ("record_criticism",     lives.WORKING,  "coordinator", {"kind": "media", "finder": "省电视台", "on": "2023-04-10", "words": "河面发黑"}, "record_criticism"),
    ("settle_criticism",     CRITICISED,     "coordinator", {"number": "1", "reason": "已清理"}, "settle_criticism"),
    ("judge_out_of_reach",   lives.WORKING,  "coordinator", {"reason": "管线迁改未完"},        "judge_out_of_reach"),
    ("withdraw_out_of_reach", UNREACHABLE,   "coordinator", {"reason": "已追回进度"},          "withdraw_out_of_reach"),
    ("contribute",           lives.REPORTED, "responsible", {"done": "清淤半公里"},              "contribute"),
    ("report",               lives.REPORTED, "lead",        {"progress": "on_schedule"},         "report"),
    ("review_report",        lives.REPORTED, "coordinator", {"result": "normal"},                "review_report"),
    ("send_reminder",        lives.REPORTED[:-1], "coordinator", {"owed": "report:2023-04"},       "send_reminder"),
    ("request_supplement",   lives.ACCEPTING, "acceptance", {"wanted": "补监测报告", "until": "2023-04-28"}, "request_supplement"),
    ("supply_supplement",    (*lives.ACCEPTING, ("request_supplement", {"until": "2023-04-28"})), "lead", {"note": "已补"}, "supply_supplement"),
    ("begin_acceptance",     lives.ACCEPTING, "acceptance", {},                                  "begin_acceptance"),
    ("pass_acceptance",      lives.ACCEPTING, "acceptance", {"site_day": "2023-04-19", "place": "条子河", "people": "周某\n吴某"} | YES, "pass_acceptance"),
    ("fail_acceptance",      lives.ACCEPTING, "acceptance", {"reason": "仍有异味", "correct_by": "2023-05-10"}, "fail_acceptance"),
    ("draft_notice",         lives.ACCEPTED, "coordinator", NOTICE,                              "draft_notice"),
    ("release_notice",       lives.DRAFTED,  "colleague",   {},                                  "release_notice"),
    ("publish_notice",       lives.RELEASED, "coordinator", {"medium": "市政府网站", "address": "通知公告"}, "publish_notice"),
    ("end_notice",           lives.PUBLICIZED, "coordinator", {},                                "end_notice"),
    ("propose_exemption",    lives.ACCEPTED, "coordinator", {"reason": "涉密"},                  "propose"),
    ("exempt_notice",        proposed("exemption", lives.ACCEPTED), "group-party", {"agrees": "true"}, "decide"),
    ("object",               lives.PUBLICIZED, "coordinator", {"words": "仍有异味", "sent_on": "2023-04-10"}, "object"),
    ("answer_objection",     lives.OBJECTED, "coordinator", {"number": "1", "answer": "已复核"}, "answer_objection"),
    ("uphold_objection",     lives.OBJECTED, "coordinator", {"number": "1", "reason": "属实"},   "uphold_objection"),
    ("recall",               lives.SIGNING,  "coordinator", {"to": "awaiting_notice", "reason": "公示有误"}, "recall"),
    ("return_for_supplement", lives.SIGNING, "party",       {"to": "accepting", "reason": "补监测"}, "return_for_supplement"),
    ("refuse",               lives.SIGNING,  "party",       {"reason": "整改不到位"},            "refuse"),
    ("propose_extension",    lives.WORKING,  "lead",        {"to_day": "2023-12-31", "reason": "汛期"}, "propose"),
    ("extend",               proposed("extension", lives.WORKING, to_day="2023-12-31"), "group-party", {"agrees": "false", "note": "抓紧"}, "decide"),
    ("propose_amendment",    lives.WORKING,  "lead",        {"reason": "设计变更", "paper": "吉环督〔2023〕3号", "goal": "更高的目标"}, "propose"),
    ("check_amendment",      AMENDED,        "coordinator", {},                                  "check_proposal"),
    ("amend",                (*AMENDED, ("check_proposal", {"id": 1})), "group-government", {"agrees": "true"}, "decide"),
    ("enter_finding",        lives.CLOSED,   "inspector",   {"asks": "revocation", "words": "证据是假的"}, "enter_finding"),
    ("propose_revocation",   lives.FOUND["revocation"], "coordinator", {"reason": "查实"},       "propose"),
    ("revoke_closure",       proposed("revocation", lives.FOUND["revocation"], content={"finding": 1}), "group-party", {"agrees": "true"}, "decide"),
    ("propose_rebound",      lives.FOUND["rebound"], "coordinator", {"reason": "查实", "number": "T9"}, "propose"),
    ("rebound",              proposed("rebound", lives.FOUND["rebound"], content={"finding": 1, "number": "T9"}), "group-party", {"agrees": "true"}, "decide"),
    ("file_up",              lives.CLOSED,   "coordinator", {"paper": "四整改办〔2023〕1号"},    "file_up"),
    ("report_year",          STANDING,       "responsible", {"year": "2023", "note": "仍在执行"}, "report_year"),
    ("confirm_year",         (*STANDING, ("report_year", {"year": 2023})), "acceptance", {"confirmed": "true"}, "confirm_year"),
    ("feed_back",            PETITION,       "coordinator", {"on": "2023-04-19", "paper": "四整改办〔2023〕2号"}, "feed_back"),
    ("schedule_measure",     lives.WORKING,  "lead",        {"number": "1", "due": "2023-06-30"}, "schedule_measure"),
    ("set_internal_due",     lives.WORKING,  "coordinator", {"due": "2023-09-28"},               "set_internal_due"),
    ("suspend",              lives.WORKING,  "coordinator", {"reason": "不可抗力"},              "suspend"),
    ("resume",               (*lives.WORKING, ("suspend", {})), "coordinator", {},               "resume"),
    ("merge",                PETITION,       "coordinator", {"into": " D1 ", "reason": "同一问题"}, "merge"),
    ("unmerge",              (*PETITION, ("merge", {"into": "SP2022/D2", "to": "merged"})), "coordinator", {"reason": "不是同一问题"}, "unmerge"),
    ("gather_parts",         (*lives.WORKING, ("split", {"parts": ["SP2022/P1"], "locality": "siping"})), "coordinator", {}, "gather_parts"),
    ("issue_paper",          lives.PAPERS["proposed"], "coordinator", PAPER | {"words": "抓紧整改"}, "issue_paper"),
    ("propose_paper",        lives.WORKING, "coordinator", {"rung": "supervision", "reason": "弄虚作假"},   "propose_paper"),
    ("sign_paper",           lives.PAPERS["submitted"], "group-party", PAPER | {"agrees": "true"},      "issue_paper"),
    ("hold_interview",       lives.PAPERS["called"], "coordinator", PAPER | MINUTES,                   "hold_interview"),
    ("conclude_inspection",  lives.PAPERS["inspecting"], "coordinator", PAPER | {"findings": "责任不落实", "report": "限期完成"}, "conclude_inspection"),
    ("propose_commendation", lives.WORKING, "coordinator", {"unit": "zjj", "reason": "提前完成", "words": "通报表扬"}, "submit_paper"),
    ("look_back",            lives.CLOSED,   "inspector",   SEEN, "look_back"),
    ("record_guidance",      lives.WORKING, "coordinator", VISIT, "record_guidance"),
    ("return_answer",        lives.PAPERS["answered"], "coordinator", PAPER | {"until": "2023-05-10", "reason": "没写时间"}, "return_answer"),
    ("dismiss_paper",        lives.PAPERS["proposed"], "coordinator", PAPER | {"reason": "已经改善"}, "dismiss_paper"),
    ("acknowledge_paper",    lives.PAPERS["issued"], "lead", PAPER,                              "acknowledge_paper"),
    ("answer_paper",         lives.PAPERS["issued"], "lead", PAPER | ANSWERED,   "answer_paper"),
    ("lift_paper",           lives.PAPERS["answered"], "coordinator", PAPER | {"reason": "已赶上"}, "lift_paper"),
    ("void_paper",           lives.PAPERS["issued"], "coordinator", PAPER | {"reason": "发错单位"}, "void_paper"),
)  # fmt: skip


def other_case(city: City, name: str, number: str) -> None:
    """The second case that merging and gathering need."""
    if name == "gather_parts":
        live(city, "P1", lives.CLOSED)
    elif name == "name_successor":
        with work_on(city.engine, PLANNED) as work:
            record(
                work,
                "city",
                "add_unit",
                {"code": "jtj", "kind": "department"},
                texts={"name": "四平市河务局"},
            )
            record(
                work, "city", "end_unit", {"code": "jtj", "on": "2023-04-01", "successors": ["xmj", "lcj"]}
            )
    elif name == "look_back":
        with work_on(city.engine, PLANNED) as work:
            drawn = {"frame": [[f"{ROUND}/{number}", "task", 1]], "take": [["task", 1]]}
            record(
                work,
                "lookback/2023-1",
                "draw_look_back",
                {"seed": "5", **drawn, "sample": [f"{ROUND}/{number}"]},
            )
    elif name in ("merge", "unmerge"):
        taken = ("take_in", {"cases": [f"SP2022/{number}"] if name == "unmerge" else []})
        live(city, "D1" if name == "merge" else "D2", (*PETITION, taken))


@pytest.mark.parametrize(("name", "life", "who", "typed", "event"), ROWS, ids=[row[0] for row in ROWS])
def test_an_act_is_done_from_its_page_by_whoever_may_and_by_nobody_else(
    shared_city: City, name: str, life: Any, who: str, typed: dict[str, Any], event: str
) -> None:
    city, number = shared_city, f"T-{name}"
    other_case(city, name, number)
    live(city, number, life)
    before = len(city.events(number))
    city.visitor("stranger").open(act(number, name), 404)
    city.visitor("assessor").open(act(number, name), 403)
    visitor = city.visitor(who)
    page = visitor.open(act(number, name))
    assert "现在还不能办" not in page.words
    if "required" in page.html:
        refused = visitor.send(page, 422, **dict.fromkeys(set(page.fields) - KEPT, ""))
        assert "没填好" in refused.words
    assert len(city.events(number)) == before
    done = visitor.send(page, 303, **typed)
    assert event in city.events(number)[before:]
    assert done.location.startswith("/cases/SP2022/T-")
    after = city.events(number)
    assert visitor.send(page, 303, **typed).location == done.location  # a double click
    assert city.events(number) == after


def test_every_act_but_those_with_tests_of_their_own_is_in_this_table() -> None:
    assert {row[0] for row in ROWS} | {
        "sign",
        "add_evidence",
        "withdraw_evidence",
        "enter_signed_form",
        "confirm_signed_form",
        "drop_signed_form",
        "clear_text",
    } == ACTS.keys()
