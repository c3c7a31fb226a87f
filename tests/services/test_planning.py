"""Implementation plans: owed by who has a part in the tasks, handed in, reviewed; likeness for the office alone."""

import io
import zipfile
from datetime import date
from pathlib import Path
from time import monotonic

import pytest
from sqlalchemy import Engine, select

from caseflow.domain.errors import BadInput, NotPermitted, NotYet, Unknown
from caseflow.services import planning
from caseflow.services.attending import PLAN, asked
from caseflow.services.rectifying import cite_clause
from caseflow.services.reminding import remind_asked
from caseflow.services.verifying import verify
from caseflow.services.work import Work
from caseflow.store.files import Files
from caseflow.store.runs import OutboxRow
from caseflow.transaction import looking
from tests.services.acting import COORDINATOR, KEY, LEAD, ORDER, acting, begun, lived

DAY = date(2023, 5, 8)
CITY_PLAN = "先截污，后清淤，再修复岸线；每月调度一次，十月底前完成。" * 3
COPIED = CITY_PLAN.replace("十月底", "九月底")
OWN = "关停两处排口，铺设管线三公里，委托第三方逐周监测水质。" * 3


@pytest.fixture
def files(tmp_path: Path) -> Files:
    """The folder of files."""
    return Files(tmp_path / "files", 1024 * 1024)


def handed(engine: Engine, files: Files, post: str, unit: str, text: str) -> None:
    """Somebody hands in a plan as a text file."""
    with acting(engine, post, DAY) as work:
        planning.hand_in(work, files, "SP2022", unit, text.encode(), "方案.txt")


def waiting(work: Work) -> list[tuple[str, str, date | None]]:
    """What plans ask of the actor: what, whose plan, by when."""
    found = (one for one in asked(work) if one.place.kind == PLAN)
    return [(one.word.removeprefix("asked."), one.place.name.partition("/")[2], one.due) for one in found]


def test_each_unit_with_a_part_in_the_tasks_owes_a_plan_by_the_rulebooks_day(city: Engine) -> None:
    with acting(begun(city), COORDINATOR, DAY) as work:
        found = {one.unit: one for one in planning.owed(work, "SP2022")}
        assert found.keys() == {"siping", "slj", "tiexi"}
        assert (found["slj"].due, found["slj"].status, found["slj"].late) == (
            date(2023, 5, 4),
            "missing",
            True,
        )
    with acting(city, LEAD, DAY) as work:
        assert [one.unit for one in planning.owed(work, "SP2022")] == ["siping", "slj"]
        assert waiting(work) == [("hand_in_plan", "slj", date(2023, 5, 4))]
        with pytest.raises(Unknown):
            planning.plan_for(work, "SP2022", "tiexi")


def test_a_plan_is_reviewed_returned_with_a_reason_and_handed_in_again(city: Engine, files: Files) -> None:
    handed(begun(city), files, LEAD, "slj", OWN)
    with acting(city, LEAD, DAY) as work, pytest.raises(NotYet, match=r"plan\.waits"):
        planning.hand_in(work, files, "SP2022", "slj", OWN.encode(), "方案.txt")
    with acting(city, LEAD, DAY) as work, pytest.raises(NotPermitted):
        planning.review(work, "SP2022", "slj", 1, "accepted")
    with acting(city, COORDINATOR, DAY) as work:
        assert ("review_plan", "slj", date(2023, 5, 22)) in waiting(work)
        with pytest.raises(BadInput):
            planning.review(work, "SP2022", "slj", 1, "returned")
        planning.review(work, "SP2022", "slj", 1, "returned", "没有节点")
    with acting(city, LEAD, DAY) as work:
        assert waiting(work) == [("hand_in_plan", "slj", date(2023, 5, 22))]
    handed(city, files, LEAD, "slj", f"{OWN}六月底前完成管线。")
    with acting(city, LEAD, DAY) as work:
        assert waiting(work) == []
    with acting(city, COORDINATOR, DAY) as work:
        planning.review(work, "SP2022", "slj", 2, "accepted")
        plan = planning.plan_for(work, "SP2022", "slj").plan
    assert plan
    assert [one.result for one in plan.versions] == ["returned", "accepted"]
    with acting(city, LEAD, DAY) as work, pytest.raises(NotYet, match=r"plan\.accepted"):
        planning.hand_in(work, files, "SP2022", "slj", OWN.encode(), "方案.txt")
    with looking(city) as session:
        assert verify(session, files).faults == ()


def test_a_copied_plan_is_like_the_citys_and_only_the_office_sees_it(city: Engine, files: Files) -> None:
    handed(begun(city), files, COORDINATOR, "siping", CITY_PLAN)
    handed(city, files, LEAD, "slj", COPIED)
    handed(city, files, "officer/tiexi", "tiexi", OWN)
    with acting(city, COORDINATOR, DAY) as work:
        found = planning.likenesses(work, "SP2022", "slj")
        assert [(one.unit, one.is_city) for one in found] == [("siping", True), ("tiexi", False)]
        assert found[0].share > found[1].share * 10
    with acting(city, LEAD, DAY) as work, pytest.raises(NotPermitted):
        planning.likenesses(work, "SP2022", "slj")


def test_nobody_hands_in_for_another_unit_and_a_file_without_words_asks_for_them(
    city: Engine, files: Files
) -> None:
    with acting(begun(city), LEAD, DAY) as work:
        with pytest.raises(NotPermitted):
            planning.hand_in(work, files, "SP2022", "siping", OWN.encode(), "方案.txt")
        with pytest.raises(BadInput, match=r"plan\.no_text"):
            planning.hand_in(work, files, "SP2022", "slj", b"   ", "方案.txt")
        with pytest.raises(Unknown):
            planning.hand_in(work, files, "SP2022", "jtj", OWN.encode(), "方案.txt")


def test_neither_a_file_s_name_nor_a_review_names_anybody(city: Engine, files: Files) -> None:
    with acting(begun(city), LEAD, DAY) as work, pytest.raises(BadInput, match=r"text\.names_somebody"):
        planning.hand_in(work, files, "SP2022", "slj", OWN.encode(), "举报人王五13812345678.txt")
    handed(city, files, LEAD, "slj", OWN)
    with acting(city, COORDINATOR, DAY) as work, pytest.raises(BadInput, match=r"text\.names_somebody"):
        planning.review(work, "SP2022", "slj", 1, "returned", "联系举报人王五13812345678")


def test_a_lost_file_of_a_plan_is_a_fault(city: Engine, files: Files) -> None:
    handed(begun(city), files, LEAD, "slj", OWN)
    with acting(city, LEAD, DAY) as work:
        planning.open_plan(work, files, "SP2022", "slj", 1).path.unlink()
    with looking(city) as session:
        assert [fault.code for fault in verify(session, files).faults] == ["file_missing"]


def test_the_words_of_a_word_document_are_read_without_its_markup() -> None:
    body = (
        "<w:p><w:r><w:t>先截污</w:t></w:r><w:r><w:t xml:space='preserve'> &amp; 清淤</w:t></w:r></w:p><w:p/>"
    )
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as packed:
        packed.writestr("word/document.xml", body)
    media = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    assert planning.text_of(target.getvalue(), media) == "先截污 & 清淤"
    assert planning.text_of(b"PK\x03\x04", media) == ""


def test_a_hostile_word_document_is_read_in_the_time_of_its_length() -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("word/document.xml", "<w:t " * (2**20))
    media = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    began = monotonic()
    assert planning.text_of(target.getvalue(), media) == ""
    assert (
        monotonic() - began < 5
    )  # with the square of its length it took hours, while nobody else could write


def test_the_lead_unit_says_which_clause_a_measure_carries_out_while_work_goes_on(city: Engine) -> None:
    with acting(begun(city), "officer/tiexi", DAY) as work, pytest.raises(NotPermitted):
        cite_clause(work, KEY, 1, "实施方案第二条")
    with acting(city, LEAD, DAY) as work:
        assert "measure.1.clause" in cite_clause(work, KEY, 1, "实施方案第二条").texts
        with pytest.raises(BadInput):
            cite_clause(work, KEY, 7, "实施方案第二条")
    lived(city, ("apply_closure", {"order": ORDER, "to": "accepting"}), day=DAY)
    with acting(city, LEAD, DAY) as work, pytest.raises(NotYet):
        cite_clause(work, KEY, 1, "实施方案第三条")


def test_a_unit_is_reminded_of_its_plan_once_a_day_and_has_handed_in_nothing_by_that(
    city: Engine, files: Files
) -> None:
    begun(city)
    with acting(city, COORDINATOR, DAY) as work:
        remind_asked(work, "/plan/SP2022/slj")
    with acting(city, COORDINATOR, DAY) as work, pytest.raises(NotYet, match=r"reminder\.sent_today"):
        remind_asked(work, "/plan/SP2022/slj")
    with acting(city, LEAD, DAY) as work, pytest.raises(NotPermitted):
        remind_asked(work, "/plan/SP2022/slj")
    for nothing in ("/plan/SP2022/siping", "/plan/SP2022/xmj", "/plan/SP2022", "SP2022/T01"):
        with acting(city, COORDINATOR, DAY) as work, pytest.raises(BadInput, match=r"nothing_owed"):
            remind_asked(work, nothing)
    with acting(city, COORDINATOR, DAY) as work:
        found = planning.plan_for(work, "SP2022", "slj")
        assert (found.status, found.plan, planning.likenesses(work, "SP2022", "slj")) == ("missing", None, [])
    with looking(city) as session:
        told = session.execute(select(OutboxRow.matter, OutboxRow.case, OutboxRow.who)).all()
        assert ("reminded", "/plan/SP2022/slj", "slj") in [tuple(row) for row in told]
        assert verify(session, files).faults == ()
    lived(city, ("amend", {"lead_unit": "xmj", "responsible": ["tiexi"]}))
    with acting(city, COORDINATOR, DAY) as work:  # with its task went what it owed
        assert "slj" not in {one.unit for one in planning.owed(work, "SP2022")}
    handed(city, files, "officer/tiexi", "tiexi", OWN)
    with acting(city, COORDINATOR, DAY) as work, pytest.raises(BadInput, match=r"nothing_owed"):
        remind_asked(work, "/plan/SP2022/tiexi")
