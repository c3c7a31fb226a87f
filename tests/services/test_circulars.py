"""The month's circular, on both databases: figures of facts, two people, a number, nothing that changes later."""

import io
from datetime import date
from typing import Any

import pytest
from docx import Document
from sqlalchemy import Engine

from caseflow.domain.circular import COUNTS, UnitMonth
from caseflow.domain.errors import BadInput, NotPermitted, NotYet, Refused, Unknown
from caseflow.services.attending import CIRCULAR, asked
from caseflow.services.circulars import (
    CircularFacts,
    circular_facts,
    draft_circular,
    draft_texts,
    issue_circular,
    void_circular,
)
from caseflow.services.naming import names_on
from caseflow.services.record import record
from caseflow.services.streams import read_round
from caseflow.services.verifying import verify
from caseflow.services.writing_circulars import write_circular
from caseflow.transaction import looking
from tests.makers import filed, told, work_on
from tests.services.acting import COORDINATOR, LEAD, PARTIES, acting

COLLEAGUE = "coordinator/siping"
MONTH, CLOSED = "2023-04", date(2023, 5, 4)
EXPECT = ("expect_report", {"month": MONTH, "due": "2023-04-25"})


def report(
    number: int, day: date, progress: str = "normal", unit: str = "slj", **more: Any
) -> tuple[date, str, dict[str, Any]]:
    data = {"month": MONTH, "progress": progress, "unit": unit, "limit": "2023-05-09"}
    return day, "report", data | more


def review(number: int, day: date, confirmed: str | None) -> tuple[date, str, dict[str, Any]]:
    result = "accepted" if confirmed else "returned"
    return day, "review_report", {"month": MONTH, "number": number, "result": result, "confirmed": confirmed}


def light(colour: str) -> tuple[date, str, dict[str, Any]]:
    return CLOSED, "freeze_light", {"month": MONTH, "light": colour}


IN_TIME, TOO_LATE, REVIEWED = date(2023, 4, 25), date(2023, 4, 26), date(2023, 4, 28)
ALIKE = {"like": "0.95", "like_to": ["SP2022/C5", MONTH]}
PARTS = {"contributors": ["tiexi"], "contribute_by": "2023-04-20"}
LIVES: dict[str, tuple[str, tuple[tuple[date, str, dict[str, Any]], ...]]] = {
    "C1": ("cgj", (report(1, IN_TIME, unit="cgj"), review(1, REVIEWED, "on_schedule"), light("blue"))),
    "C2": ("slj", (report(1, TOO_LATE), review(1, REVIEWED, "lagging"), light("yellow"))),
    "C3": ("slj", (light("red"),)),
    "C4": ("slj", (report(1, IN_TIME, **ALIKE), review(1, REVIEWED, None), light("blue"))),
    "C5": ("slj", (report(1, IN_TIME, unchanged=True), light("blue"), (CLOSED, "transfer", {"unit": "zjj"}))),
    "C6": ("slj", ((IN_TIME, "apply_closure", {"order": [], "to": "accepting"}), light("blue"))),
}
"""A unit without a fault; one that was late, missing, returned and never sent again, left in May; one in acceptance."""


@pytest.fixture
def running(city: Engine) -> Engine:
    """April, not closed yet, with reports of every kind."""
    with work_on(city, date(2023, 4, 1)) as work:
        record(work, f"round/{MONTH}", "open_round", {"due": "2023-04-25"})
        for number, (lead, _) in LIVES.items():
            filed(work, number, "task", due="2023-12-31", **PARTIES | {"lead_unit": lead})
            told(work, number, "assign", {"lead_unit": lead, "limit": "2023-04-10"})
            told(work, number, "accept_assignment", {"to": "rectifying"})
            told(work, number, EXPECT[0], EXPECT[1] | (PARTS if number == "C3" else {}))
    happened = [
        (day, number, type_, data) for number, (_, life) in LIVES.items() for day, type_, data in life
    ]
    for day, number, type_, data in sorted(happened, key=lambda one: one[0]):
        with work_on(city, day) as work:
            told(work, number, type_, data)
    return city


@pytest.fixture
def month(running: Engine) -> Engine:
    """The same month, closed."""
    closed(running)
    return running


def closed(engine: Engine) -> None:
    with work_on(engine, CLOSED) as work:
        work.rounds[MONTH] = read_round(work.session, MONTH) or pytest.fail("no round")
        record(work, f"round/{MONTH}", "close_round")


def facts_of(engine: Engine, post: str = COORDINATOR) -> CircularFacts:
    with acting(engine, post, CLOSED) as work:
        return circular_facts(work, MONTH)


def drafted(engine: Engine, **texts: str) -> dict[str, str]:
    with acting(engine, COORDINATOR, CLOSED) as work:
        written = (
            draft_texts(circular_facts(work, MONTH), names_on(work.session, work.city, work.day)) | texts
        )
        draft_circular(work, MONTH, written)
    return written


def issued(engine: Engine, post: str = COLLEAGUE, day: date = CLOSED) -> str | None:
    with acting(engine, post, day) as work:
        circular = issue_circular(work, MONTH).circular
    assert circular
    return circular.number


def refused(engine: Engine, act: Any, *args: Any, post: str = COORDINATOR) -> tuple[type[Refused], str]:
    with pytest.raises(Refused) as found, acting(engine, post, CLOSED) as work:
        act(work, *args)
    return type(found.value), found.value.reasons[0].code


def counted(line: UnitMonth) -> dict[str, int]:
    return {name: getattr(line, name) for name in COUNTS if getattr(line, name)}


def test_each_unit_has_what_came_of_its_cases_and_no_more(month: Engine) -> None:
    lines = {line.unit: counted(line) for line in facts_of(month).lines}
    assert lines == {
        "cgj": {"expected": 1, "on_time": 1, "on_plan": 1},
        "slj": {"expected": 4, "on_time": 1, "late": 1, "missing": 2, "returned": 1, "yellow": 1, "red": 1}
        | {"copied": 1, "unchanged": 1, "lacking": 1, "behind": 1, "unconfirmed": 3},
    }
    assert facts_of(month).total.expected == 5  # what was in acceptance by then was not owed


def test_the_text_is_drafted_from_the_figures_and_names_units_alone(month: Engine) -> None:
    written = drafted(month)
    assert written["commended"] == "按时报送、进度符合要求、没有黄灯和红灯的单位：市城市管理行政执法局。"
    assert written["criticised"].splitlines()[:2] == ["缺报：市水利局2件。", "迟报：市水利局1件。"]
    assert "应报5件，按时报送2件，迟报1件，缺报2件" in written["progress"]
    assert "雷同1件，报本月无变化1件，责任单位没有分报1件" in written["progress"]


def test_a_closed_month_is_drafted_by_one_and_issued_by_another_each_within_a_limit(running: Engine) -> None:
    def owed(post: str) -> list[tuple[str, date | None]]:
        with acting(running, post, CLOSED) as work:
            found = (one for one in asked(work) if one.place.kind == CIRCULAR)
            return [(one.word, one.due) for one in found]

    assert owed(COORDINATOR) == []
    closed(running)
    assert owed(COLLEAGUE) == [("asked.draft_circular", date(2023, 5, 10))]
    drafted(running)
    assert (owed(COORDINATOR), owed(COLLEAGUE)) == ([], [("asked.issue_circular", date(2023, 5, 8))])
    issued(running)
    assert owed(COLLEAGUE) == []
    with acting(running, COORDINATOR, CLOSED) as work:
        void_circular(work, MONTH, "数有误")
    assert owed(COORDINATOR) == [("asked.draft_circular", date(2023, 5, 10))]


def test_a_second_person_issues_it_once_the_month_is_closed(running: Engine) -> None:
    assert refused(running, issue_circular, MONTH) == (NotYet, "circular.not_drafted")
    drafted(running)
    assert refused(running, issue_circular, MONTH, post=COLLEAGUE) == (NotYet, "circular.month_open")
    closed(running)
    assert refused(running, issue_circular, MONTH) == (NotPermitted, "circular.same_person")
    assert refused(running, issue_circular, MONTH, post=LEAD)[0] is NotPermitted
    assert issued(running) == "四环督整办通〔2023〕1号"
    assert refused(running, issue_circular, MONTH, post=COLLEAGUE) == (NotYet, "circular.issued")


def test_once_issued_its_figures_stay_and_every_unit_reads_them(month: Engine) -> None:
    drafted(month)
    assert refused(month, circular_facts, MONTH, post=LEAD) == (Unknown, "circular.none")
    before = facts_of(month).lines
    issued(month)
    with work_on(month, CLOSED) as work:
        told(work, "C5", *review(1, CLOSED, "lagging")[1:])
    assert facts_of(month, LEAD).lines == before
    with looking(month) as session:
        assert verify(session).result == "verified"


def test_a_void_one_keeps_its_number_and_the_next_has_the_one_after_and_todays_figures(month: Engine) -> None:
    drafted(month)
    assert refused(month, void_circular, MONTH, "数有误") == (NotYet, "circular.none_stands")
    issued(month)
    with acting(month, COORDINATOR, CLOSED) as work:
        void_circular(work, MONTH, "数有误")
    assert refused(month, circular_facts, MONTH, post=LEAD) == (Unknown, "circular.none")
    assert refused(month, issue_circular, MONTH, post=COLLEAGUE) == (NotYet, "circular.not_drafted")
    drafted(month)
    assert issued(month) == "四环督整办通〔2023〕2号"


def test_nobody_is_named_in_a_circular(month: Engine) -> None:
    with pytest.raises(BadInput) as found:
        drafted(month, criticised="举报人王五反映属实")
    assert found.value.reasons[0].code == "text.names_somebody"


def test_the_word_file_has_its_number_every_part_and_the_table(month: Engine) -> None:
    written = drafted(month)
    issued(month)
    with acting(month, LEAD, CLOSED) as work:
        names = names_on(work.session, work.city, work.day)
        data = write_circular(work.session, circular_facts(work, MONTH), written, names, "")
    document = Document(io.BytesIO(data))
    said = "\n".join(paragraph.text for paragraph in document.paragraphs)
    for words in ("四环督整办通〔2023〕1号", "关于2023年4月", "一、总体情况", "二、表扬", "四、下步要求"):
        assert words in said
    cells = [cell.text for row in document.tables[0].rows for cell in row.cells]
    assert cells[: len(COUNTS) + 1][:9] == [
        "单位", "应报", "按时", "迟报", "缺报", "退回", "雷同", "无变化", "缺分报",
    ]  # fmt: skip
    assert "市水利局" in cells
    assert "合计" in cells
