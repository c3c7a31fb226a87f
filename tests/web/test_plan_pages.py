"""Implementation plans on pages: listed, handed in as a file, reviewed; what waits stands on the home page."""

import io

from caseflow.services.opening import force_rulebook
from tests.makers import RULEBOOK, SECURITY, work_on
from tests.web.desk import desk
from tests.web.lives import WORKING, live
from tests.web.office import TODAY, City
from tests.web.reading import words
from tests.web.visiting import Visitor

PLAN = "先截污后清淤，十月底前完成。" * 5


def send(visitor: Visitor, path: str, **fields: object) -> int:
    """Hands in the form at an address; the status of the answer."""
    html = visitor.open(path).html

    def hidden(name: str) -> str:
        return html.partition(f'name="{name}"')[2].partition('value="')[2].partition('"')[0]

    form = {
        "csrf_token": hidden("csrf_token"),
        "form_key": hidden("form_key"),
        "seen": hidden("seen"),
        **fields,
    }
    return visitor.client.post(path, data=form).status_code


def text(words: str) -> tuple[io.BytesIO, str]:
    return io.BytesIO(words.encode()), "方案.txt"


def test_a_plan_is_handed_in_reviewed_and_compared_and_only_the_office_sees_the_likeness(
    office_city: City,
) -> None:
    live(office_city, "SP2022-T01", WORKING)
    lead, office = office_city.visitor("lead"), office_city.visitor("coordinator")
    assert "报送实施方案" in lead.open("/").words
    missing = lead.open("/plans/SP2022:zjj").words
    assert "未报送" in missing
    assert "从2023年4月3日的次日起20个工作日，到2023年5月4日，中间" in missing
    assert send(lead, "/plans/SP2022:zjj/hand-in") == 422
    assert send(lead, "/plans/SP2022:zjj/hand-in", file=text(PLAN)) == 303
    assert send(office, "/plans/SP2022:siping/hand-in", file=text(PLAN)) == 303
    assert "审核实施方案" in office.open("/").words
    assert "100%" in office.open("/plans/SP2022:zjj").words
    assert "相似度" not in lead.open("/plans/SP2022:zjj").words
    judged = office.open("/plans/SP2022:zjj/review").words
    assert "方案.txt" in judged
    assert "100%" in judged
    assert send(office, "/plans/SP2022:zjj/review", reason="没有节点") == 422
    assert send(office, "/plans/SP2022:zjj/review", result="returned", reason="没有节点") == 303
    seen = lead.open("/plans/SP2022:zjj").words
    assert "已退回，改好再报" in seen
    assert "没有节点" in seen
    with lead.client.get("/plans/SP2022:zjj/1/file") as file:
        assert file.data.decode() == PLAN
        assert "attachment" in file.headers["Content-Disposition"]


def test_a_version_is_reviewed_by_whoever_read_it(office_city: City) -> None:
    live(office_city, "SP2022-T01", WORKING)
    lead, office, colleague = (desk(office_city, login) for login in ("lead", "coordinator", "colleague"))
    hand_in, review = "/plans/SP2022:zjj/hand-in", "/plans/SP2022:zjj/review"
    send(office_city.visitor("lead"), hand_in, file=text(PLAN))
    old = office.hidden(review)
    colleague.send(review, result="returned", reason="没有节点")
    send(office_city.visitor("lead"), hand_in, file=text(f"{PLAN}六月完成。"))
    stale = office.client.post(review, data=old | {"result": "accepted"})
    assert stale.status_code == 409
    assert "内容已有变动" in words(stale.text)
    assert "待审核" in lead.read("/plans/SP2022:zjj")
    colleague.send(review, result="accepted")
    assert "报送实施方案" not in lead.read("/plans/SP2022:zjj")


def test_a_unit_sees_its_own_plan_and_the_citys_and_no_other(office_city: City) -> None:
    live(office_city, "SP2022-T01", WORKING)
    listed = office_city.visitor("responsible").open("/plans").words
    assert "铁西区" in listed
    assert "市级整改方案" in listed
    assert "市住房和城乡建设局" not in listed.partition("各责任主体、部门")[2].partition("规则手册")[0]
    office_city.visitor("responsible").open("/plans/SP2022:zjj", 404)
    assert "市住房和城乡建设局" in office_city.visitor("inspector").open("/plans").words


def test_the_office_reminds_a_unit_from_the_list_and_the_unit_cannot(office_city: City) -> None:
    live(office_city, "SP2022-T01", WORKING)
    lead, office = office_city.visitor("lead"), office_city.visitor("coordinator")
    assert "/plans/SP2022:zjj/remind" in office.open("/plans?inspection=SP2022").html
    assert "/remind" not in lead.open("/plans?inspection=SP2022").html
    assert send(office, "/plans/SP2022:zjj/remind") == 303
    assert send(office, "/plans/SP2022:zjj/remind") == 409
    assert lead.client.get("/plans/SP2022:zjj/remind").status_code == 403


def test_the_day_of_a_plan_is_told_day_by_day_by_the_rulebook_of_its_first_day(office_city: City) -> None:
    live(office_city, "SP2022-T01", WORKING)
    lead, stranger = office_city.visitor("lead"), office_city.visitor("stranger")
    link = "/days/asked.hand_in_plan?of=/plan/SP2022/zjj"
    assert link in lead.open("/").html
    page = lead.open(link).words
    for said in ("2023年5月4日", "20个工作日", "siping/2023.1", "2023-05-01", "劳动节"):
        assert said in page
    stranger.open(link, 404)
    for nothing in (
        "/days/asked.nothing?of=/plan/SP2022/zjj",
        "/days/asked.hand_in_plan?of=SP2022/SP2022-T01",
        link + "x",
    ):
        lead.open(nothing, 404)
    longer = RULEBOOK.replace(b'version = "2023.1"', b'version = "2023.2"')
    at = longer.index(b"[plan.limit]") if b"[plan.limit]" in longer else longer.index(b"plan.limit")
    longer = longer[:at] + longer[at:].replace(b"20", b"40", 1)
    with work_on(office_city.engine, TODAY, SECURITY) as work:
        force_rulebook(work, "siping/2023.2", longer, TODAY)
    assert "2023年5月4日" in lead.open(link).words
