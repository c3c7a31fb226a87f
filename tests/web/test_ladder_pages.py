"""The ledger of the ladder's papers and the ladder on a case's page: narrowed, taken out as shown, drafts kept in."""

import csv
import io
import re
from itertools import count

import pytest
from docx import Document

from tests.web import lives
from tests.web.desk import Desk
from tests.web.lives import PAPERS, live
from tests.web.office import ROUND, City, act
from tests.web.reading import panel, words

_numbers = count(1)


@pytest.fixture(scope="module")
def city(shared_city: City) -> City:
    """One city for all tests of this file."""
    return shared_city


def a_case(city: City, life: tuple[lives.Told, ...]) -> str:
    number = f"T-ladder-{next(_numbers)}"
    live(city, number, life)
    return number


def shown(city: City, query: str, who: str = "coordinator") -> str:
    return words(city.visitor(who).open(f"/ladder{query}").html)


def taken_out(city: City, query: str, who: str = "coordinator") -> list[dict[str, str]]:
    answer = city.visitor(who).client.get(f"/ladder/export.csv{query}")
    assert answer.status_code == 200
    return list(csv.DictReader(io.StringIO(answer.data.decode("utf-8-sig"))))


def test_the_ledger_is_narrowed_by_its_address_and_taken_out_exactly_so(city: City) -> None:
    warned = a_case(city, PAPERS["issued"])
    answered = a_case(city, PAPERS["answered"])
    called = a_case(city, PAPERS["called"])
    for query, wanted in (
        ("", {warned, answered, called}),
        ("?rung=interview", {called}),
        ("?status=answered", {answered}),
        ("?status=open&rung=warning", {warned, answered}),
        ("?unit=slj", set()),
        ("?overdue=1", set()),
    ):
        page = shown(city, query)
        assert {number for number in (warned, answered, called) if number in page} == wanted
        assert {row["关联任务"] for row in taken_out(city, query)} >= wanted
        assert len(taken_out(city, query)) == len(wanted)
    assert taken_out(city, "?rung=interview")[0]["触发规则"] == "亮红灯满1日（规则 siping/2023.1）"
    assert taken_out(city, "", "stranger") == []


def test_a_draft_is_in_the_ledger_of_those_alone_who_may_see_drafts(city: City) -> None:
    number = a_case(city, PAPERS["submitted"])
    for who in ("coordinator", "group-party", "inspector"):
        assert number in shown(city, "?status=submitted", who)
    for who in ("lead", "party"):
        assert number not in shown(city, "?status=submitted", who)
        assert number not in shown(city, "", who)
        assert all(row["关联任务"] != number for row in taken_out(city, "?status=submitted", who))


def test_a_head_s_home_leads_to_the_paper_and_its_page_says_why_and_what_it_skips(city: City) -> None:
    number = a_case(city, PAPERS["submitted"])
    head = city.visitor("group-party")
    assert f"{number}/do/sign_paper?number=1" in head.open("/").html
    page = head.open(act(number, "sign_paper")).words
    for said in (
        "自2023年4月3日起亮红灯",
        "亮红灯满1日（规则 siping/2023.1）",
        "情况紧急",
        "年度考核扣 2 分",
    ):
        assert said in page


def test_a_draft_s_form_has_the_proposer_s_words_and_names_at_once_all_that_is_missing(city: City) -> None:
    interview = {"rung": "interview", "rule": "red_days:2023-04-03", "unit": "zjj", "threshold": 1}
    drafts = (("propose_paper", lives.WARNING, {"paper.1.why": "连续两月滞后"}), ("propose_paper", interview))
    number = a_case(city, (*lives.WORKING, *drafts))
    path = act(number, "issue_paper")
    office = city.visitor("coordinator")
    page = office.open(f"{path}?number=1").html
    assert re.search(r'<textarea[^>]*name="words"[^>]*>\s*连续两月滞后', page)
    assert re.findall(r'name="merge"[^>]*value="(\d)"', page) == ["2"]
    sent = office.client.post(path, data=Desk(office.client).hidden(path) | {"number": "2", "words": "约谈"})
    assert sent.status_code == 422
    summary = re.search(r"data-errors>(.*?)</ul>", sent.text, re.S)
    assert summary
    assert re.findall(r'href="#(\w+)"', summary[1]) == ["reason", "meets_on", "place", "whom"]


def test_a_head_s_button_says_neither_yes_nor_no_and_a_page_with_nothing_left_has_none(city: City) -> None:
    path = act(a_case(city, PAPERS["submitted"]), "sign_paper")
    assert re.search(r'type="submit">\s*提交意见\s*<', city.visitor("group-party").open(path).html)
    path = act(a_case(city, PAPERS["issued"]), "sign_paper")
    page = city.visitor("group-party").open(path)
    assert "现在还不能办" in page.words
    assert 'name="agrees"' not in page.html


def test_the_ladder_of_a_case_shows_each_paper_with_its_cause_its_days_and_what_was_skipped(
    city: City,
) -> None:
    number = a_case(city, (*PAPERS["called"], ("acknowledge_paper", {"id": 1})))
    ladder = panel(city.visitor("lead").open(f"/cases/{ROUND}/{number}").html, "papers")
    for said in ("第1号 约谈", "自2023年4月3日起亮红灯", "越级：没有发过预警函、督办单", "签收"):
        assert said in words(ladder)


def test_the_address_of_a_paper_counts_no_draft(city: City) -> None:
    draft = ("propose_paper", lives.WARNING)
    issue = ("issue_paper", {"id": 2, "reply_by": "2023-04-27"}, {"paper.2": "抓紧"})
    number = a_case(city, (*PAPERS["proposed"], ("dismiss_paper", {"id": 1}), draft, issue))
    lead = city.visitor("lead")
    assert "/papers/warning-1.docx" in lead.open(f"/cases/{ROUND}/{number}").html
    assert lead.client.get(f"/cases/{ROUND}/{number}/papers/warning-1.docx").status_code == 200
    lead.open(f"/cases/{ROUND}/{number}/papers/warning-2.docx", 404)


def test_the_minutes_of_an_interview_are_a_paper_with_a_number_of_their_own(city: City) -> None:
    said = {f"paper.1.minutes.{step}": step for step in ("cause", "heard", "demand", "pledge")}
    held = {"id": 1, "on": "2023-04-03", "reply_by": "2023-05-03", "minutes": "四环督整办纪〔2023〕1号"}
    number = a_case(city, (*PAPERS["called"], ("hold_interview", held, said)))
    paper = city.visitor("lead").client.get(f"/cases/{ROUND}/{number}/papers/minutes-1.docx")
    text = "".join(p.text for p in Document(io.BytesIO(paper.data)).paragraphs)
    for words_ in ("四环督整办纪〔2023〕1号", "heard", "pledge", "2023年5月3日前书面报送落实情况"):
        assert words_ in text


def test_a_limit_of_a_paper_is_told_by_how_many_th_was_issued_and_no_gap_tells_of_a_draft(city: City) -> None:
    draft = ("propose_paper", lives.WARNING)
    issue = ("issue_paper", {"id": 2, "reply_by": "2023-04-27"}, {"paper.2": "抓紧"})
    dated = ("redate", {"moved": [["answer.2", "2023-04-28"]], "year": 2023})
    number = a_case(city, (*PAPERS["proposed"], ("dismiss_paper", {"id": 1}), draft, issue, dated))
    for query in ("", "/days"):
        page = city.visitor("lead").open(f"/cases/{ROUND}/{number}{query}").html
        assert "答复文书期限（1）" in words(page)
        assert "期限（2）" not in words(page)


def test_a_commendation_names_further_cases_to_nobody_who_may_not_see_them(city: City) -> None:
    hidden = f"T-elsewhere-{next(_numbers)}"
    live(
        city,
        hidden,
        (("file", {"kind": "task", "lead_unit": "slj", "locality": "siping"}, {"title": "别处"}),),
    )
    praise = {"rung": "commendation", "rule": "by_hand:1", "unit": "slj", "cases": [f"{ROUND}/{hidden}"]}
    signed = (
        "issue_paper",
        {"id": 1, "reply_by": None, "number": "四环督整办表〔2023〕1号"},
        {"paper.1": "表扬"},
    )
    number = a_case(city, (*lives.WORKING, ("propose_paper", praise), signed))
    for who, sees in (("coordinator", True), ("group-party", True), ("lead", False), ("deputy", False)):
        for query in ("", "?day=2023-04-19", "?view=print"):
            page = city.visitor(who).open(f"/cases/{ROUND}/{number}{query}").html
            if "通报表扬" in page:
                assert (hidden in page, "并涉及" in page) == (sees, sees), (who, query)
