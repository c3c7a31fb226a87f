"""When somebody is told outside the product, and of what: working hours, quiet days, what is settled, the digest."""

import json
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from caseflow.domain.terms import Office
from caseflow.services.deciding import check_amendment
from caseflow.services.reaching import PRODUCT, Channel
from caseflow.store.runs import OutboxRow
from caseflow.transaction import looking
from tests.makers import told, work_on
from tests.services.postal import DUE, NINE, PLANNED, TITLE, Town
from tests.services.staff import hire, work_as

LINK = "https://zg.example.gov.cn/cases/SP2022/T01"
ONE_MINUTE = timedelta(minutes=1)


@pytest.mark.parametrize(
    ("day", "hours"), [(DUE, 10), (DUE, -1), (date(2023, 10, 29), 0)], ids=["evening", "early", "Sunday"]
)
def test_nobody_is_told_outside_working_hours(town: Town, day: date, hours: int) -> None:
    with work_on(town.engine, DUE - timedelta(days=30)) as work:
        told(work, "T01", "extend", {"due": day.isoformat()})
    town.wants(Channel.WECOM)
    town.tick(day)
    town.now += timedelta(hours=hours)
    assert town.send() == 0
    assert town.kept() == [("waiting", None, 0)]
    town.tick(day + timedelta(days=1))
    town.now = NINE
    assert town.send() == 1  # that it is late; that it was due yesterday is no news any more
    assert town.kept() == [("dropped", None, 1), ("sent", None, 1)]


def test_whoever_is_on_leave_is_told_in_the_product_alone(town: Town) -> None:
    town.wants(Channel.WECOM, digest=True, quiet=(DUE, DUE))
    town.tick(DUE)
    assert town.send() == 0
    assert town.kept(PRODUCT, *Channel) == [("sent", None, 0)]


def test_what_was_settled_before_it_left_is_not_sent(town: Town) -> None:
    town.robot.status = 500
    town.wants(Channel.WECOM)
    town.tick(DUE)
    town.send()
    with work_on(town.engine, DUE) as work:
        told(work, "T01", "extend", {"due": "2023-12-31"})
    town.now += ONE_MINUTE
    town.send()
    assert town.kept() == [("dropped", "http.500", 2)]
    assert len(town.robot.posts) == 1


def test_heads_are_told_of_an_amendment_once_the_office_has_checked_it(town: Town) -> None:
    def told_of() -> list[str]:
        with looking(town.engine) as session:
            return list(session.scalars(select(OutboxRow.who).where(OutboxRow.matter == "decide")))

    office = hire(town.engine, "周五", "zhou.wu", Office.COORDINATOR, "zgb")
    with work_on(town.engine, PLANNED) as work:
        told(work, "T01", "propose", {"matter": "amendment", "content": {}}, reason="增加措施")
    assert told_of() == []
    with work_as(town.engine, office, PLANNED) as work:
        check_amendment(work, "SP2022/T01")
    assert told_of() == ["group_head"]


def test_the_digest_comes_once_a_working_morning_and_tells_a_group_only_how_much(town: Town) -> None:
    town.wants(Channel.DINGTALK, urgent=False, digest=True)
    town.tick(DUE - timedelta(days=1))
    assert [town.send(), town.send()] == [1, 0]
    ((_, body),) = town.robot.posts
    words = json.loads(body)["text"]["content"]
    assert words.startswith("〔督察整改〕今日待办：近期到期 1 件")
    assert "T01" not in words


def test_the_digest_of_a_letter_box_lists_what_presses(town: Town) -> None:
    town.wants(Channel.MAIL, urgent=False, digest=True)
    town.tick(DUE + timedelta(days=1))
    town.send()
    (letter,) = town.postbox.letters
    lines = letter.get_content().splitlines()
    assert f"T01 完成整改，期限 2023年10月31日 {LINK}" in lines
    assert TITLE not in letter.get_content()


def test_nobody_who_owes_nothing_gets_a_digest(town: Town) -> None:
    town.wants(Channel.MAIL, digest=True)
    with work_on(town.engine, date(2023, 5, 4)) as work:
        told(work, "T01", "merge", {"into": "SP2022/T02", "to": "merged"})
    town.tick(date(2023, 5, 5))
    assert town.send() == 0
