"""A ledger read again: what is the same however it is written, what differs, and what an update may touch."""

import pytest
from sqlalchemy import Engine

from caseflow.domain.terms import Channel
from caseflow.services.access import held_case
from caseflow.services.filing import complete_filing
from caseflow.services.record import record
from caseflow.services.verifying import verify
from caseflow.transaction import looking
from tests.ledgers.makers import PETITION_HEADINGS, TASK_HEADINGS, petition, task, xlsx
from tests.makers import work_on
from tests.services.importer import (
    BATCH19,
    DAY,
    OFFICE,
    bring,
    case_of,
    codes,
    counts,
    events,
    inspect,
    words_of,
)

TASK = [*TASK_HEADINGS, "配合部门", "责任单位", "备注", "联系科室"]
PETITION = [*PETITION_HEADINGS, "污染类型", "来源", "是否重点", "交办日期", "批次", "罚款金额（元）"]


def a_task(*more: object, due: str = "2023年10月底前") -> bytes:
    return xlsx([TASK, task(1, *more, due=due)])


def a_petition(*more: object, area: str = "铁东区") -> bytes:
    return xlsx([PETITION, ["A1", "夜间施工噪声扰民。", area, *more]])


WRITTEN = a_task("市水利局、市财政局", "铁东区人民政府", "无", "一科")
FILED = a_petition("噪声、油烟", "来电", "是", "2022-09-09", "19", "20000")


@pytest.mark.parametrize(
    "again",
    [
        a_task("四平市水利局；四平市 财政局", "四平市铁东区", "无", "一科"),
        a_task("", "", "", "", due="2023/10/31"),
        a_task("市水利局、市财政局", "铁东区", " 无 ", "一科", due="2023年10月31日"),
        xlsx([[*TASK_HEADINGS, "来文"], ["序号一", *task(1)[1:], ""]]),
    ],
)
def test_a_task_written_another_way_is_unchanged(city: Engine, again: bytes) -> None:
    bring(inspect(city), WRITTEN)
    assert counts(bring(city, again)) == (0, 1, 0, 0)


@pytest.mark.parametrize(
    "again",
    [
        a_petition("油烟类，噪声类", "电话", "√", "2022年9月9日", "第十九批", "20,000元"),
        a_petition("", "", "", "", "", "", area="四平市 铁东区"),
        xlsx([["序号", *PETITION_HEADINGS], [77, *petition("Ａ 1")]]),
    ],
)
def test_a_petition_written_another_way_is_unchanged(city: Engine, again: bytes) -> None:
    bring(inspect(city), FILED, "petitions")
    assert counts(bring(city, again, "petitions")) == (0, 1, 0, 0)


def test_every_differing_cell_is_named_with_both_texts_and_nothing_is_stored(city: Engine) -> None:
    bring(inspect(city), WRITTEN)
    before = events(city)
    outcome = bring(city, a_task("市水利局", "铁西区", "长" * 50, "二科", due="2024年底前"))
    assert counts(outcome) == (0, 0, 1, 0)
    assert outcome.is_clean
    found = {(m.column, m.code): (m.facts["old"], m.facts["new"]) for m in outcome.warnings if m.row}
    assert found == {
        ("整改时限", "changed"): ("2023年10月底前", "2024年底前"),
        ("配合部门", "changed"): ("市水利局、市财政局", "市水利局"),
        ("责任单位", "changed"): ("铁东区人民政府", "铁西区"),
        ("备注", "changed"): ("无", "长" * 39 + "…"),
        ("联系科室", "changed"): ("一科", "二科"),
    }
    assert events(city) == before


def test_an_update_applies_what_describes_and_leaves_what_a_procedure_guards(city: Engine) -> None:
    bring(inspect(city), WRITTEN)
    new = xlsx(
        [TASK, [1, "新的问题。其余。", "新目标", "2024年底前", "市财政局", "", "铁西区", "有", "二科"]]
    )
    outcome = bring(city, new, update=True)
    assert {m.column for m in outcome.warnings if m.code == "guarded"} == {
        "整改目标",
        "整改时限",
        "牵头部门",
        "责任单位",
    }
    case, words = case_of(city, "SP2022-T01"), words_of(city, "SP2022-T01")
    assert (words["problem"], words["title"]) == ("新的问题。其余。", "新的问题")
    assert (words["cell.remark"], words["cell.other.1"]) == ("有", "联系科室\t二科")
    assert (words["goal"], words["cell.due"]) == ("目标1", "2023年10月底前")
    assert (case.parties.lead_unit, str(case.due.day), case.events) == ("sthjj", "2023-10-31", 2)
    again = bring(city, new, update=True)
    assert (counts(again), again.committed) == ((0, 0, 1, 0), False)
    with looking(city) as session:
        assert verify(session).faults == ()


def test_an_update_of_types_channel_and_key_moves_the_facts_too(city: Engine) -> None:
    bring(inspect(city), FILED, "petitions")
    bring(city, a_petition("油烟", "来信", "否", "2022-09-10", "19", "30000"), "petitions", update=True)
    case, words = case_of(city, "A1"), words_of(city, "A1")
    assert (case.types, words["type.1"]) == (1, "油烟")
    assert (case.channel, case.key_case, str(case.handed_over)) == (Channel.LETTER, False, "2022-09-09")
    assert words["cell.fine"] == "30000"


def test_an_update_brings_a_new_unknown_column_beside_the_older_one(city: Engine) -> None:
    bring(inspect(city), xlsx([[*TASK_HEADINGS, "科室"], task(1, "一科")]))
    bring(city, xlsx([[*TASK_HEADINGS, "电话", "科室"], task(1, "有", "二科")]), update=True)
    words = words_of(city, "SP2022-T01")
    assert (words["cell.other.1"], words["cell.other.2"]) == ("科室\t二科", "电话\t有")


@pytest.mark.parametrize("state", ["signing", "closed"])
def test_nothing_of_a_case_being_signed_or_closed_is_updated(city: Engine, state: str) -> None:
    bring(inspect(city), WRITTEN)
    stream = "case/SP2022/SP2022-T01"
    with work_on(city, DAY, OFFICE) as work:
        held_case(work, "SP2022/SP2022-T01")
        record(work, stream, "gather_parts", {"order": ["signatures"], "parts": [], "to": state})
    before = events(city)
    outcome = bring(city, a_task("", "", "有"), update=True)
    assert [(m.column, m.code) for m in outcome.warnings if m.row] == [
        ("备注", "changed"),
        ("备注", "guarded"),
    ]
    assert (outcome.committed, events(city)) == (False, before)


def test_a_gap_filled_since_is_compared_as_it_was_filled(city: Engine) -> None:
    bring(inspect(city), BATCH19, "petitions")
    with work_on(city, DAY, OFFICE) as work:
        complete_filing(work, "SP2022/SPD20220926002", {"lead_unit": "tiexi-cgj"})
    headings = [*PETITION_HEADINGS, "承办单位"]
    words = words_of(city, "SPD20220926002")
    same = ["SPD20220926002", words["problem"], "铁西区", "铁西区执法局"]
    other = [*same[:3], "铁西区水利局"]
    assert counts(bring(city, xlsx([headings, same]), "petitions")) == (0, 1, 0, 0)
    assert codes(bring(city, xlsx([headings, other]), "petitions")) == ["changed"]
