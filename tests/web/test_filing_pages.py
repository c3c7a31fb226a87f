"""Filing by hand, what filing left open, and other words for what was filed: each from its page."""

from datetime import date

import pytest

from caseflow.services.texts import texts_of
from caseflow.transaction import looking
from tests.web import lives
from tests.web.desk import Desk, desk
from tests.web.lives import live
from tests.web.office import City, act

TASK = {
    "ordinal": "三",
    "problem": "条子河城区段水体发黑，群众反映强烈。沿河有排口。",
    "goal": "消除黑臭",
    "measures": "清淤三公里\n\n铺设截污管\n",
    "due": "2023年10月底前，长期坚持",
    "locality": "tiexi",
    "lead_unit": "zjj",
    "responsible": ["tiexi", "cgj"],
    "cooperating": ["slj"],
    "acceptance_unit": "sthjj",
}
PETITION = {
    "number": "ＳＰＤ20230410001",
    "batch": "7",
    "channel": "call",
    "types": ["大气", "噪声"],
    "key_case": "y",
    "problem": "饭店油烟扰民",
    "title": "某饭店油烟扰民",
    "handed_over": "2023-04-10",
    "locality": "tiexi",
    "lead_unit": "cgj",
}
NEW_TASK, NEW_PETITION = "/cases/new", "/cases/new?kind=petition"


@pytest.fixture(scope="module")
def office(shared_city: City) -> Desk:
    return desk(shared_city, "coordinator")


def written(city: City, number: str) -> dict[str, str]:
    with looking(city.engine) as session:
        return texts_of(session, city.case(number))


def test_a_task_is_filed_once_however_often_its_form_is_sent(shared_city: City, office: Desk) -> None:
    form = office.hidden(NEW_TASK) | {"inspection": "SP2022"} | TASK
    answers = [office.client.post(NEW_TASK, data=form) for _ in range(2)]
    assert [(a.status_code, a.location) for a in answers] == [(303, "/cases/SP2022/SP2022-T03")] * 2
    case, words = shared_city.case("SP2022-T03"), written(shared_city, "SP2022-T03")
    assert shared_city.events("SP2022-T03") == ["file"]
    assert (case.ordinal, case.due.day, case.due.standing) == (3, date(2023, 10, 31), True)
    assert (case.parties.responsible, case.parties.cooperating) == (("tiexi", "cgj"), ("slj",))
    assert (words["measure.1"], words["measure.2"], words["due_phrase"]) == (
        "清淤三公里",
        "铺设截污管",
        TASK["due"],
    )
    assert words["title"] == "条子河城区段水体发黑，群众反映强烈"
    assert "已新建整改任务" in office.read("/cases/SP2022/SP2022-T03")


def test_a_petition_gets_the_rulebook_s_feedback_limit_where_none_is_written(
    shared_city: City, office: Desk
) -> None:
    location = office.send(NEW_PETITION, inspection="SP2022", **PETITION)
    assert location == "/cases/SP2022/SPD20230410001"
    case = shared_city.case("SPD20230410001")
    assert (case.kind, case.batch, case.channel, case.types, case.key_case) == (
        "petition",
        7,
        "call",
        2,
        True,
    )
    assert case.feedback_due == date(2023, 4, 20)


def test_a_number_that_is_taken_is_refused_and_what_was_typed_stays(office: Desk) -> None:
    typed = PETITION | {"number": "D9", "inspection": "SP2022"}
    office.send(NEW_PETITION, **typed)
    assert "编号D9已有案件使用" in office.send(NEW_PETITION, 409, **typed)
    answer = office.client.post(NEW_PETITION, data=office.hidden(NEW_PETITION) | typed)
    assert 'value="某饭店油烟扰民"' in answer.text


@pytest.mark.parametrize(
    ("page", "typed", "sentence"),
    [
        (NEW_TASK, {"due": "看情况"}, "整改时限“看情况”无法识别"),
        (NEW_TASK, {"ordinal": "附件"}, "附件"),
        (NEW_TASK, {"problem": " "}, "填写“问题”"),
        (NEW_PETITION, {"number": "D/1"}, "编号由文字、数字和连接符组成"),
        (NEW_PETITION, {"batch": "0"}, "填写 1 至 9999 之间的数"),
        (NEW_PETITION, {"handed_over": "2023-04-21"}, "2023年4月21日晚于今天"),
    ],
)
def test_what_cannot_be_read_is_said_and_nothing_is_filed(
    office: Desk, page: str, typed: dict[str, str], sentence: str
) -> None:
    good = (TASK | {"ordinal": "8"}) if page == NEW_TASK else (PETITION | {"number": "D8"})
    assert sentence in office.send(page, 422, **(good | {"inspection": "SP2022"} | typed))
    office.open("/cases/SP2022/SP2022-T08", 404)
    office.open("/cases/SP2022/D8", 404)


def test_only_whoever_may_file_finds_the_way_from_the_list(shared_city: City, office: Desk) -> None:
    assert 'href="/cases/new"' in office.open("/cases")
    assert 'href="/cases/new"' not in desk(shared_city, "lead").open("/cases")


def test_a_filed_case_s_plan_is_in_the_form_and_only_what_changes_is_recorded(shared_city: City) -> None:
    live(shared_city, "F1", lives.FILED)
    visitor = shared_city.visitor("coordinator")
    page = visitor.open(act("F1", "complete_filing"))
    assert (page.fields["measures"], page.fields["due"]) == ("清淤三公里\n铺设截污管", "2023-10-31")
    refused = visitor.send(page, 422, due="尽快")
    assert "整改时限“尽快”无法识别" in refused.words
    visitor.send(page, 303, due="立行立改", measures="铺设截污管\n改造泵站")
    data = shared_city.last("F1")
    assert data["measures"] == [
        {"number": 1, "unit": "tiexi", "due": "2023-08-31"},
        {"number": 2, "unit": None, "due": None},
    ]
    assert (data["at_once"], data["due"]) == (True, "2023-05-03")
    visitor.send(visitor.open(act("F1", "complete_filing")), 303, locality="tiedong")
    assert not {"measures", "due"} & shared_city.last("F1").keys()
    assert written(shared_city, "F1")["goal"] == lives.WORDS["goal"]


def test_a_case_being_rectified_is_asked_only_for_what_it_lacks(shared_city: City) -> None:
    bare = ("file", {"kind": "task", "due": "2023-10-31"} | lives.PARTIES, {"title": "水体发黑"})
    live(shared_city, "F2", (bare, *lives.WORKING[1:]))
    visitor = shared_city.visitor("coordinator")
    assert act("F2", "complete_filing") in visitor.open("/cases/SP2022/F2").html
    page = visitor.open(act("F2", "complete_filing"))
    assert {"goal", "measures"} < set(page.fields)
    assert not {"due", "feedback_due", "lead_unit"} & set(page.fields)
    visitor.send(page, 303, goal="消除黑臭", measures="清淤")
    assert act("F2", "complete_filing") not in visitor.open("/cases/SP2022/F2").html


def test_other_words_are_recorded_only_where_they_are_other(shared_city: City) -> None:
    live(shared_city, "F3", lives.WORKING)
    visitor = shared_city.visitor("coordinator")
    page = visitor.open(act("F3", "describe"))
    assert "表述没有改动" in visitor.send(page, 422).words
    visitor.send(page, 303, problem="条子河城区段水体发黑。")
    words = written(shared_city, "F3")
    assert (words["title"], words["problem"]) == (lives.WORDS["title"], "条子河城区段水体发黑。")
