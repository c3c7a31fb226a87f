"""What becomes of a ledger's rows: all or nothing, counted, stored once, and told before it is done."""

import pytest
from sqlalchemy import Engine

from caseflow.domain.terms import Channel, Settlement
from caseflow.services.entering import title_of
from caseflow.services.verifying import verify
from caseflow.transaction import looking
from tests.ledgers.makers import PETITION_HEADINGS, TASK_HEADINGS, petition, task, xlsx
from tests.services.importer import (
    BATCH19,
    PETITIONS,
    TASKS,
    bring,
    case_of,
    codes,
    counts,
    events,
    inspect,
    rehearse,
    words_of,
)

MIXED = xlsx([TASK_HEADINGS, task(1), task(2, due="尽快"), task(3)])


def test_the_two_ledgers_go_in_once_and_are_unchanged_ever_after(city: Engine) -> None:
    inspect(city)
    first = bring(city, TASKS), bring(city, PETITIONS, "petitions")
    assert [counts(outcome) for outcome in first] == [(30, 0, 0, 0), (160, 0, 0, 0)]
    assert [outcome.rows for outcome in first] == [30, 161]
    assert [outcome.warnings for outcome in first] == [(), ()]
    grown = events(city)
    second = bring(city, TASKS), bring(city, PETITIONS, "petitions")
    assert [counts(outcome) for outcome in second] == [(0, 30, 0, 0), (0, 160, 0, 0)]
    assert [outcome.committed for outcome in (*first, *second)] == [True, True, False, False]
    third = bring(city, BATCH19, "petitions")
    assert counts(third) == (0, 6, 1, 0)
    assert [(m.row, m.column, m.code) for m in third.warnings] == [
        (4, "污染类型", "unknown_type"),
        (4, "污染类型", "changed"),
    ]
    assert third.warnings[1].facts == {"old": "油烟", "new": "铁东区执法局"}
    assert events(city) == grown
    with looking(city) as session:
        assert verify(session).faults == ()


def test_a_task_is_filed_with_all_that_its_row_says(city: Engine) -> None:
    bring(inspect(city), TASKS)
    case, words = case_of(city, "SP2022-T03"), words_of(city, "SP2022-T03")
    assert (case.ordinal, str(case.due.day), len(case.measures)) == (3, "2023-10-31", 4)
    assert case.parties.lead_unit == "nyncj"
    assert case.parties.responsible == ("lishu",)
    assert case.parties.locality == "lishu"
    assert case.parties.cooperating == ("sthjj", "gaj")
    assert (case.parties.acceptance_unit, case.parties.supervising_unit) == ("sthjj", "dcs-sw")
    assert words["due_phrase"] == words["cell.due"] == "2023年10月底前"
    assert words["measure.4"] == "加快秸秆离田，离田率达到85%以上。"
    assert words["problem"].startswith(words["title"].removesuffix("…"))
    assert 0 < len(words["title"]) <= 40
    assert case_of(city, "SP2022-T01").parties.locality == "siping"


def test_a_petition_is_filed_with_all_that_its_row_says(city: Engine) -> None:
    bring(inspect(city), PETITIONS, "petitions")
    case, words = case_of(city, "SPX20220908001"), words_of(city, "SPX20220908001")
    assert (case.batch, case.channel) == (1, Channel.LETTER)
    assert [str(day) for day in (case.received_on, case.handed_over, case.feedback_due)] == [
        "2022-09-08",
        "2022-09-09",
        "2022-09-19",
    ]
    assert (case.parties.locality, case.parties.lead_unit) == ("tiedong", "tiedong-cgj")
    assert (words["type.1"], case.types) == ("油烟", 1)
    assert words["cell.settlement"] == "已办结"
    assert case.settlement is Settlement.OPEN
    assert case.verdict is None


def test_the_published_form_goes_into_a_fresh_city_with_its_dirt_as_warnings(city: Engine) -> None:
    outcome = bring(inspect(city), BATCH19, "petitions")
    assert counts(outcome) == (7, 0, 0, 0)
    assert codes(outcome) == ["unknown_type"]
    case, words = case_of(city, "SPD20220926001"), words_of(city, "SPD20220926001")
    assert (words["type.1"], case.types) == ("铁东区执法局", 1)
    assert (case.batch, case.parties.locality, case.parties.lead_unit) == (19, "tiedong", None)
    assert str(case.feedback_due) == "2022-10-06"
    with looking(city) as session:
        assert verify(session).faults == ()


def test_an_error_keeps_the_whole_file_out(city: Engine) -> None:
    inspect(city)
    before = events(city)
    outcome = bring(city, MIXED)
    assert counts(outcome) == (2, 0, 0, 1)
    assert not outcome.committed
    assert not outcome.is_clean
    assert events(city) == before


def test_partial_stores_the_good_rows(city: Engine) -> None:
    outcome = bring(inspect(city), MIXED, partial=True)
    assert (counts(outcome), outcome.committed, outcome.is_clean) == ((2, 0, 0, 1), True, False)
    assert case_of(city, "SP2022-T03").ordinal == 3
    assert counts(bring(city, MIXED, partial=True)) == (0, 2, 0, 1)


def test_a_rehearsal_says_what_the_real_run_then_says_and_leaves_nothing(city: Engine) -> None:
    data = xlsx([[*TASK_HEADINGS, "责任单位"], task(1, "某某公司"), task(2, "各县（市、区）"), task(1)])
    inspect(city)
    before = events(city)
    rehearsed = rehearse(city, data, partial=True)
    assert events(city) == before
    assert rehearsed == bring(city, data, partial=True)
    assert rehearsed.committed


def test_a_file_that_is_no_ledger_is_one_error_and_no_row(city: Engine) -> None:
    outcome = bring(inspect(city), b"%PDF-1.7")
    assert (outcome.rows, outcome.header_row, codes(outcome)) == (0, None, ["ledger_kind_unknown"])
    assert not outcome.is_clean


def test_a_missing_column_refuses_the_file_even_in_part(city: Engine) -> None:
    outcome = bring(inspect(city), xlsx([TASK_HEADINGS[:3], [1, "问题", "目标"]]), partial=True)
    assert (counts(outcome), outcome.committed) == ((0, 0, 0, 0), False)
    assert set(codes(outcome)) == {"missing_column"}


def test_a_number_that_can_be_no_number_is_an_error_on_its_cell(city: Engine) -> None:
    rows = [petition("见附件。"), petition("9" * 61), petition("沪信〔2022〕12号")]
    outcome = bring(inspect(city), xlsx([PETITION_HEADINGS, *rows]), "petitions", partial=True)
    assert [(m.row, m.column, m.code) for m in outcome.errors] == [
        (2, "受理编号", "number_unusable"),
        (3, "受理编号", "number_unusable"),
    ]
    assert case_of(city, "沪信〔2022〕12号").parties.locality == "tiedong"


def test_a_petition_cannot_take_a_tasks_number(city: Engine) -> None:
    bring(inspect(city), xlsx([TASK_HEADINGS, task(1)]))
    outcome = bring(city, xlsx([PETITION_HEADINGS, petition("SP2022-T01")]), "petitions")
    assert outcome.errors[0].code == "number_of_other_kind"
    assert counts(outcome) == (0, 0, 0, 1)


def test_earlier_cases_are_linked_where_the_cell_names_numbers(city: Engine) -> None:
    rows = [petition("A1"), petition("A2", "Ａ1、见附件。")]
    bring(inspect(city), xlsx([[*PETITION_HEADINGS, "前案编号"], *rows]), "petitions")
    assert case_of(city, "A2").links.repeat_of == ("SP2022/A1",)


def test_a_verdict_is_taken_over_only_where_asked_for_and_settled(city: Engine) -> None:
    headings = [*PETITION_HEADINGS, "是否属实", "是否办结", "调查核实情况"]
    rows = [
        petition("A1", "属实", "已办结", "已查实。"),
        petition("A2", "属实", "阶段性办结"),
        petition("A3", "待定", "已办结"),
        petition("A4", "属实", "未办结"),
    ]
    outcome = bring(inspect(city), xlsx([headings, *rows]), "petitions", takeover=True)
    found = {number: case_of(city, number) for number in ("A1", "A2", "A3", "A4")}
    assert [case.settlement for case in found.values()] == [Settlement.SETTLED, *[Settlement.OPEN] * 3]
    assert [(m.row, m.code) for m in outcome.warnings if m.code.startswith("takeover")] == [
        (3, "takeover_no_due"),
        (4, "takeover_no_verdict"),
    ]
    assert words_of(city, "A1")["findings.facts"] == "已查实。"
    with looking(city) as session:
        assert verify(session).faults == ()


@pytest.mark.parametrize(
    ("problem", "title"),
    [
        ("秸秆焚烧。其余不论。", "秸秆焚烧"),
        ("秸秆焚烧\n其余不论", "秸秆焚烧"),
        ("。秸秆焚烧", "秸秆焚烧"),
        ("甲" * 30 + "，" + "乙" * 20 + "。", "甲" * 30),
        ("甲" * 41 + "，乙", "甲" * 39 + "…"),
        ("甲" * 40 + "，乙", "甲" * 40),
    ],
)
def test_a_title_is_the_first_sentence_cut_at_a_comma_where_it_is_long(problem: str, title: str) -> None:
    assert title_of(problem) == title
