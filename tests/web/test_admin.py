"""The three administrators at their pages: units, people, offices, rulebooks, audit."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from caseflow.domain.terms import Office
from caseflow.services.matching import matching, record_new
from caseflow.services.peopling import disable_person
from caseflow.settings import Settings
from tests.makers import RULEBOOK, filed, work_on
from tests.services.staff import AUDIT, PASSWORD, SYSTEM, work_as
from tests.web.desk import Desk, desk
from tests.web.office import ADMINISTRATORS, TODAY, City, open_city

ONE_TIME = re.compile(r"\b(?:[a-z2-9]{4}-){3}[a-z2-9]{4}\b")


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory, founded: Path) -> Iterator[City]:
    """One city for all of these tests; each keeps to units, people and days of its own."""
    folder = tmp_path_factory.mktemp("administered")
    opened = open_city(founded, folder / "home")
    yield opened
    opened.engine.dispose()


@pytest.fixture
def system(city: City) -> Desk:
    return desk(city, "zhao.yi")


@pytest.fixture
def security(city: City) -> Desk:
    return desk(city, "qian.er")


@pytest.fixture
def audit(city: City) -> Desk:
    return desk(city, "sun.san")


def home_of(city: City) -> Path:
    settings: Settings = city.app.extensions["caseflow"].settings
    return settings.home


# units


def test_a_unit_is_added_renamed_moved_and_ended_by_pages(system: Desk) -> None:
    place = system.send("/units/add", name="铁西区林业站", kind="branch", parent="tiexi", short="", since="")
    assert place == "/units/unit-1"
    system.send(f"{place}/rename", name="铁西区林业草原站", since="2023-05-01")
    system.send(f"{place}/move", parent="sthjj")
    system.send(f"{place}/end", on="2023-06-01", successors=["tiexi", "sthjj"])
    page = system.read(place)
    assert "铁西区林业站" in page
    assert "2023年6月1日撤销" in page
    assert "铁西区" in system.read("/units")


def test_a_refused_unit_comes_back_with_the_reason_and_what_was_typed(system: Desk) -> None:
    said = system.send(
        "/units/add", 422, name="四平市水利局", kind="branch", parent="tiexi", short="", since=""
    )
    assert "“四平市水利局”已是" in said
    html = system.client.post(
        "/units/add",
        data=system.hidden("/units/add") | {"name": "铁西区一站", "kind": "", "parent": "", "since": "昨天"},
    ).text
    assert 'value="铁西区一站"' in html
    for sentence in ("选择“类别”", "选择“上级单位”", "填写日期"):
        assert sentence in html


def test_names_that_wait_say_where_they_are_used_and_are_settled(city: City, system: Desk) -> None:
    with work_on(city.engine, TODAY) as work:
        names = matching(work)
        one, other = names.unit("市绿化办"), names.unit("市亮化办")
        record_new(work, names)
        filed(work, "W1", lead_unit=one)
    page = system.read("/units")
    assert "2 个待确认" in page
    assert "牵头部门 1 件" in page
    system.send(f"/units/{one}/map", unit="zjj")
    system.send(f"/units/{other}/confirm", kind="department", parent="siping")
    assert "没有待确认的名称" in system.read("/units")
    assert "市绿化办" in system.read("/units/zjj")
    assert "已经确认或已归为其他单位" in system.send(f"/units/{one}/map", 409, unit="zjj")


def test_a_unit_that_is_not_there_is_a_page_that_says_so(system: Desk) -> None:
    for path in ("/units/none", "/units/none/rename", "/people/none", "/people/none/appoint"):
        system.open(path, 404)


# people


def test_a_one_time_password_is_shown_once_and_opens_the_account_once(city: City, system: Desk) -> None:
    data = system.hidden("/people/add") | {"name": "林七", "login": "lin.qi"}
    answer = system.client.post("/people/add", data=data)
    shown = ONE_TIME.findall(answer.text)
    assert (answer.status_code, len(shown)) == (200, 1)
    assert answer.headers["Cache-Control"] == "no-store"
    again = system.client.post("/people/add", data=data)  # a double click
    assert again.status_code == 303
    assert not ONE_TIME.search(again.text)
    assert not ONE_TIME.search(system.open(again.headers["Location"]))
    assert "一次性密码待换" in system.read(again.headers["Location"])

    newcomer = Desk(city.app.test_client())
    assert newcomer.send("/enter", login="lin.qi", password=shown[0]) == "/"
    assert newcomer.client.get("/account").headers["Location"] == "/password"
    newcomer.send("/password", present=shown[0], new=PASSWORD, again=PASSWORD)
    assert newcomer.send("/enter", login="lin.qi", password=PASSWORD) == "/"
    assert "没有任职" in newcomer.read("/account")


def test_an_account_is_renamed_disabled_and_enabled(system: Desk) -> None:
    place = "/people/p6"
    system.send(f"{place}/rename", name="新名字")
    assert "新名字" in system.read(place)
    assert "填写“理由”" in system.send(f"{place}/disable", 422, reason=" ")
    system.send(f"{place}/disable", reason="调离")
    assert "已停用" in system.read(place)
    assert "不需再停用" in system.send(f"{place}/disable", 409, reason="调离")
    system.send(f"{place}/enable")
    assert "可用" in system.read(place)


def test_a_taken_or_impossible_login_is_refused_well(system: Desk) -> None:
    assert "相同或形似" in system.send("/people/add", 422, name="林七", login="1ead")
    assert "登录名须为" in system.send("/people/add", 422, name="林七", login="林七")


def test_the_system_administrator_gives_no_office_once_there_is_security(system: Desk) -> None:
    assert "任职由安全管理员登记" in system.read("/people/p6")
    typed = {"office": "officer", "unit": "zjj", "tenure": "regular", "start": "2023-04-20", "end": ""}
    said = system.send("/people/p6/appoint", 403, **typed)
    assert "安全管理员" in said


def test_an_office_is_given_and_ended(city: City, security: Desk) -> None:
    place = "/people/p6"
    typed = {"office": "deputy", "unit": "tiexi", "tenure": "acting", "start": "2023-04-20", "end": ""}
    security.send(f"{place}/appoint", **typed)
    with work_on(city.engine, TODAY) as work:
        given = work.city.people["p6"].appointments[-1]
    assert (given.office, given.unit, given.end) == (Office.DEPUTY, "tiexi", None)
    security.send(f"{place}/end", number=str(given.id), end="2023-04-30")
    assert "2023-04-30" in security.read(place)
    assert "不得早于开始日期" in security.send(f"{place}/end", 422, number=str(given.id), end="2022-01-01")


def test_offices_that_exclude_one_another_are_refused_with_the_reason(security: Desk) -> None:
    typed = {"office": "inspector", "unit": "jwjw", "tenure": "regular", "start": "2023-04-20", "end": ""}
    assert "不得由同一人同时担任" in security.send("/people/p4/appoint", 422, **typed)


def test_nobody_gives_themselves_an_office(security: Desk) -> None:
    assert "本人的任职由其他安全管理员登记" in security.read("/people/p2")
    typed = {"office": "officer", "unit": "zjj", "tenure": "regular", "start": "2023-04-20", "end": ""}
    security.send("/people/p2/appoint", 403, **typed)


# rulebooks


def test_everybody_reads_the_rulebook_with_its_sources(city: City) -> None:
    page = desk(city, "lead").read("/rulebook")
    for word in ("siping/2023.1", "依据文件", "参照公开", "系统默认", "5个工作日"):
        assert word in page
    assert not re.search(r"\b(seed|published|assumed)\b", page)
    assert "启用新的一版" not in page


def test_a_new_version_is_shown_with_its_difference_before_it_is_put_in_force(
    city: City, security: Desk
) -> None:
    folder = home_of(city) / "rulebooks" / "siping"
    folder.mkdir(parents=True)
    text = RULEBOOK.decode().replace('version = "2023.1"', 'version = "2023.2"', 1)
    (folder / "2023.2.toml").write_text(text.replace("value = 5\n", "value = 6\n", 1), "utf-8")
    (folder / "2023.3.toml").write_text("city = 1", "utf-8")
    page = security.read("/rulebook/candidates")
    assert "siping/2023.2" in page
    assert "siping/2023.3.toml" in page  # with its faults
    security.open("/rulebook/force/siping/2023.3", 409)
    force = "/rulebook/force/siping/2023.2"
    assert "5个工作日 6个工作日" in security.read(force)
    assert "过早" in security.send(force, 422, start="2023-04-19")
    assert "刚才有改动" in security.send(force, 409, start="2023-04-20", digest="0" * 64)
    security.send(force, start="2023-04-20")
    assert "siping/2023.2" in desk(city, "lead").read("/rulebook")
    assert "siping/2023.1" in desk(city, "lead").read("/rulebook/siping/2023.1")
    assert "有 1 条 不同" in desk(city, "lead").read("/rulebook/difference")
    security.open(force, 404)  # on record: never put in force again
    security.open("/rulebook/siping/2019.1", 404)
    security.open("/rulebook/force/siping/..%2f..%2fsecret", 404)


# audit


def test_reading_the_audit_asks_for_a_purpose_and_is_noted_itself(audit: Desk) -> None:
    typed = {"since": "2023-04-01", "until": "2023-04-30"}
    assert "填写“用途”" in audit.send("/audit", 422, purpose="", **typed)
    audit.send("/audit", 200, purpose="四月检查", **typed)
    said = audit.send("/audit", 200, purpose="复核", **typed)
    assert "有 2 次查阅" in said
    assert "四月检查" in said
    assert "孙三" in said


def test_a_locked_account_is_seen_by_the_auditor(city: City, audit: Desk) -> None:
    stranger = Desk(city.app.test_client())
    for _ in range(5):
        stranger.send("/enter", 403, login="assessor", password="not the one")
    page = audit.read("/audit")
    assert "锁定账号 1 次" in page
    assert "127.0.0.1" in page


def test_the_inspector_reads_the_audit_too_and_checks_the_log(city: City) -> None:
    inspector = desk(city, "inspector")
    assert "日志共" in inspector.read("/audit/log")
    assert "前后一致" in inspector.send("/audit/log", 200)


# what is not theirs


def test_an_administrator_sees_no_case_and_no_search(city: City) -> None:
    with work_on(city.engine, TODAY) as work:
        filed(work, "W9", lead_unit="zjj", locality="tiexi")
    for login in ADMINISTRATORS:
        own = desk(city, login)
        own.open("/cases/SP2022/W9", 404)
        own.open("/cases/SP2022/W9/do/assign", 404)
        html = own.open("/rulebook")
        assert 'role="search"' not in html
        assert "W9" not in html


def test_the_account_page_says_who_one_is_and_changes_the_language(city: City) -> None:
    own = desk(city, "lead")
    page = own.read("/account")
    assert "我的任职" in page
    assert "经办人" in page
    token = re.search(r'name="csrf_token" value="([^"]+)"', own.open("/account"))
    assert token
    answer = own.client.post("/language", data={"csrf_token": token[1], "language": "en", "next": "/account"})
    assert answer.headers["Location"] == "/account"


def test_the_people_page_names_the_administrator_that_a_city_lacks(office_city: City) -> None:
    own = desk(office_city, "zhao.yi")
    assert "没有审计管理员" not in own.read("/people")
    with work_as(office_city.engine, SYSTEM, TODAY) as work:
        disable_person(work, AUDIT, "调离")
    assert "没有审计管理员" in own.read("/people")
