"""Whatever is owed, on a case or beside it, stands in one list, and inbox, messages, digest and calendar read it."""

import json
from datetime import date, timedelta

from sqlalchemy import Engine, select

from caseflow.domain.case.criticism import CriticismKind
from caseflow.domain.meeting import MeetingKind
from caseflow.domain.terms import Office
from caseflow.services.agreeing import decide_item
from caseflow.services.convening import call_meeting, cancel_meeting, postpone_meeting
from caseflow.services.criticising import record_criticism, settle_criticism
from caseflow.services.delivering import hand_over
from caseflow.services.feeding import entries
from caseflow.services.pending import awaited, called, pending, pressing
from caseflow.services.reaching import Channel
from caseflow.services.ticking import day_work
from caseflow.store.messages import DeliveryRow
from caseflow.store.runs import OutboxRow
from caseflow.transaction import looking
from tests.makers import work_on
from tests.services.acting import COORDINATOR, KEY, LEAD, acting, begun
from tests.services.postal import Town
from tests.services.staff import hire, staffed, work_as

CALLED, MEETS, LATER = date(2023, 5, 8), date(2023, 5, 10), date(2023, 5, 11)
PLAN_DUE = date(2023, 5, 4)
SITE = "https://zg.example.gov.cn"


def told_of(engine: Engine, *matters: str) -> list[tuple[str, str, str]]:
    """What lies in the outbox: matter, what it is about, for whom."""
    with looking(engine) as session:
        rows = session.scalars(select(OutboxRow).order_by(OutboxRow.id))
        return [(row.matter, row.case, row.who) for row in rows if row.matter in matters]


def tick(engine: Engine, day: date) -> None:
    with work_on(engine, day) as work:
        day_work(work)


def test_an_implementation_plan_is_reminded_of_due_late_and_listed_like_anything_else(city: Engine) -> None:
    begun(city)
    for days in (-7, 0, 1):
        tick(city, PLAN_DUE + timedelta(days=days))
    plan = "/plan/SP2022/slj"
    matters = [
        matter for matter, about, who in told_of(city, "reminder", "due_today", "overdue") if about == plan
    ]
    assert matters == ["reminder", "due_today", "overdue"]
    with acting(city, LEAD, MEETS) as work:
        (owed,) = [one for one in pressing(work, pending(work)) if one.about == plan]
        assert (owed.word, owed.due, called(work, plan, "zh")) == (
            "asked.hand_in_plan", PLAN_DUE, "SP2022 实施方案",
        )  # fmt: skip
        assert ("SP2022 实施方案", PLAN_DUE, False) in [
            (one.number, one.due, one.provisional) for one in entries(work, "zh")
        ]
    with acting(city, COORDINATOR, MEETS) as work:
        assert {one.about for one in awaited(work) if one.word == "asked.hand_in_plan"} == {
            plan, "/plan/SP2022/tiexi",
        }  # fmt: skip


def test_who_is_called_to_a_meeting_is_told_so_and_when_it_is_put_off_or_cancelled(town: Town) -> None:
    office = hire(town.engine, "周五", "zhou.wu", Office.COORDINATOR, "zgb")
    town.wants(Channel.WECOM)

    def said() -> list[str]:
        town.send()
        return [json.loads(body)["text"]["content"] for _, body in town.robot.posts][-1].splitlines()

    with work_as(town.engine, office, CALLED) as work:
        call_meeting(work, MeetingKind.JOINT, MEETS, "三楼", units=["slj"], agenda="研究T01")
    assert said() == ["〔督察整改〕联席会议 2023-1 请参加会议，期限 2023年5月10日", f"{SITE}/meetings/2023-1"]
    with work_as(town.engine, office, CALLED) as work:
        postpone_meeting(work, "2023-1", LATER, "四楼", "会场有变")
    assert said()[0] == "〔督察整改〕联席会议 2023-1 会议改期或换地点，期限 2023年5月11日"
    with work_as(town.engine, office, CALLED) as work:
        cancel_meeting(work, "2023-1", "并入月调度")
    assert said()[0] == "〔督察整改〕联席会议 2023-1 会议取消，期限 2023年5月11日"
    assert len(town.robot.posts) == 3


def test_what_was_agreed_at_a_meeting_stands_in_the_digest(town: Town) -> None:
    office = hire(town.engine, "周五", "zhou.wu", Office.COORDINATOR, "zgb")
    town.wants(Channel.MAIL, urgent=False, digest=True)
    with work_as(town.engine, office, CALLED) as work:
        call_meeting(work, MeetingKind.JOINT, CALLED, "三楼", units=["slj"], agenda="研究T01")
        decide_item(work, "2023-1", "查清雨污管网", "slj", MEETS)
    town.tick(LATER)
    town.send()
    (letter,) = town.postbox.letters
    lines = letter.get_content().splitlines()
    assert f"联席会议 2023-1 办理议定事项，期限 2023年5月10日 {SITE}/meetings/2023-1" in lines
    assert "查清雨污管网" not in letter.get_content()


def test_a_finding_from_outside_is_told_at_once_and_that_it_is_settled_reaches_the_inspector(
    city: Engine,
) -> None:
    staffed(city)
    begun(city, supervising_unit="zjj")
    inspector = hire(city, "吴九", "wu.jiu", Office.INSPECTOR, "jwjw")
    with acting(city, COORDINATOR) as work:
        record_criticism(work, KEY, CriticismKind.MEDIA, "省电视台", PLAN_DUE, "河面发黑")
    told = told_of(city, "criticised")
    assert told == [("criticised", KEY, who) for who in ("coordinator", "zjj", "slj", "tiexi")]
    with acting(city, COORDINATOR) as work:
        settle_criticism(work, KEY, 1, "已清理")
    with work_on(city, PLAN_DUE) as work:
        hand_over(work)
        reached = (select(OutboxRow.matter).join(DeliveryRow, DeliveryRow.message == OutboxRow.id)).where(
            DeliveryRow.person == inspector
        )
        assert list(work.session.scalars(reached)) == ["criticism_settled"]


def test_a_contribution_is_reminded_of_by_the_clock_like_a_report(city: Engine) -> None:
    begun(city, responsible=["tiexi", "slj"])
    tick(city, date(2023, 6, 8))
    for day in (20, 21, 25):
        tick(city, date(2023, 6, day))
    found = told_of(city, "due_today", "overdue")
    assert found == [
        ("due_today", KEY, "tiexi"),
        ("overdue", KEY, "tiexi"),
        ("due_today", KEY, "slj"),
    ]
