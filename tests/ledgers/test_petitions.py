"""A row of the petition ledger, internal or as published."""

import datetime as dt
from collections import Counter

import pytest

from caseflow.ledgers.ledger import PetitionFacts
from tests.ledgers.makers import DATA, PETITION_HEADINGS, petition, petitions, said, xlsx

NUMBER = "SPD20220926001"


def _read(**cells: object) -> tuple[PetitionFacts, list[str]]:
    """The facts of one petition with these columns, and the codes of its warnings."""
    ledger = petitions(xlsx([[*PETITION_HEADINGS, *cells], petition(NUMBER, *cells.values())]))
    assert ledger.rows[0].facts
    return ledger.rows[0].facts, [warning.code for warning in ledger.warnings]


def test_the_demonstration_ledger_is_read_whole() -> None:
    ledger = petitions((DATA / "siping-2022-petitions.xlsx").read_bytes())
    facts = [row.facts for row in ledger.rows if row.facts]
    assert (ledger.header_row, len(facts), ledger.skipped, ledger.errors) == (3, 160, 1, ())
    assert (sum(fact.key for fact in facts), sum(fact.repeat for fact in facts)) == (12, 20)
    assert all(bool(fact.earlier) == fact.repeat for fact in facts)
    assert sum(len(fact.types) == 2 for fact in facts) == 18
    assert {fact.batch for fact in facts} == set(range(1, 20))
    assert all(
        fact.numbered_on and fact.handed_over == fact.numbered_on + dt.timedelta(days=1) for fact in facts
    )
    assert Counter(fact.settlement for fact in facts) == {"settled": 110, "staged": 43, None: 7}


def test_the_published_nine_columns_take_batch_channel_and_day_from_title_and_number() -> None:
    ledger = petitions((DATA / "siping-2022-batch19-published.xlsx").read_bytes())
    facts = [row.facts for row in ledger.rows if row.facts]
    assert [fact.channel for fact in facts] == ["call"] * 6 + ["letter"]
    assert {(fact.batch, fact.handed_over) for fact in facts} == {(19, dt.date(2022, 9, 26))}
    assert {row.cells["batch"] for row in ledger.rows} == {"19"}
    assert (4, "污染类型", "unknown_type") in said(ledger.warnings)
    assert facts[0].types == ("铁东区执法局",)


def test_a_title_that_names_a_range_of_batches_names_none() -> None:
    rows = [["第一批至第十九批"], PETITION_HEADINGS, petition(NUMBER)]
    assert petitions(xlsx(rows)).rows[0].facts == PetitionFacts(
        area="铁东区", channel="call", numbered_on=dt.date(2022, 9, 26), handed_over=dt.date(2022, 9, 26)
    )


@pytest.mark.parametrize(
    ("written", "number", "codes"),
    [
        (NUMBER, NUMBER, []),
        (" SPD2022 0926 001", NUMBER, []),
        ("ＳＰＤ20220926００１", NUMBER, ["number_folded"]),
        ("SPD20220926\u200b001", NUMBER, ["number_folded"]),
        ("JLSP-7", "JLSP-7", ["number_pattern"]),
        ("SPD20221326001", "SPD20221326001", []),
    ],
)
def test_a_number_is_folded_and_an_unusual_one_is_told(written: str, number: str, codes: list[str]) -> None:
    ledger = petitions(xlsx([PETITION_HEADINGS, petition(written)]))
    assert (ledger.rows[0].number, [warning.code for warning in ledger.warnings]) == (number, codes)


def test_words_of_the_vocabulary_are_compared_after_folding() -> None:
    facts, codes = _read(
        是否属实="不 属实", 是否办结="阶段性\n办结", 来源="来\u3000信", 污染类型="噪 声类、油烟"
    )
    assert (facts.verdict, facts.settlement, facts.channel) == ("unfounded", "staged", "letter")
    assert (facts.types, codes) == (("噪 声类", "油烟"), [])


def test_unknown_words_are_kept_with_a_warning() -> None:
    facts, codes = _read(是否属实="待查", 是否办结="在办", 来源="网络", 污染类型="异味")
    assert (facts.verdict, facts.settlement, facts.channel, facts.types) == (None, None, None, ("异味",))
    assert codes == ["unknown_type", "unknown_verdict", "unknown_settlement", "unknown_channel"]


def test_an_empty_type_is_told_and_an_absent_column_is_not() -> None:
    assert _read(污染类型="")[1] == ["empty_type"]
    assert _read(备考="甲")[1] == ["unknown_column"]


@pytest.mark.parametrize(
    ("written", "batch"), [(19, 19), ("第十九批", 19), ("19", 19), ("十九", 19), ("", None)]
)
def test_a_batch_is_read_as_digits_or_numeral(written: object, batch: int | None) -> None:
    assert _read(批次=written)[0].batch == batch


def test_counters_are_whole_numbers_or_are_not_counted() -> None:
    facts, codes = _read(责令整改=1, 立案处罚="2家", 罚款金额="20,000元", 约谈="若干", 问责="", 附件数="0")
    assert facts.counters == {"ordered": 1, "penalized": 2, "fine": 20_000, "attachments": 0}
    assert codes == ["unreadable_count"]


def test_a_flag_that_says_neither_yes_nor_no_is_told() -> None:
    facts, codes = _read(是否重点="待定", 是否重复="√")
    assert (facts.key, facts.repeat, codes) == (False, True, ["unreadable_flag"])


def test_a_title_says_the_batch_where_the_cell_does_not() -> None:
    rows = [
        ["第十九批"],
        [*PETITION_HEADINGS, "批次"],
        petition(NUMBER, ""),
        petition("SPX20220926001", "第3批"),
    ]
    assert [row.facts and row.facts.batch for row in petitions(xlsx(rows)).rows] == [19, 3]


def test_lead_units_flags_and_the_earlier_case_are_read() -> None:
    facts, codes = _read(
        承办单位="甲局、乙局",
        是否重点="是",
        是否重复="否",
        前案编号="ＳＰＸ20220910002",
        反馈期限="2022.10.7",
    )
    assert (facts.leads, facts.key, facts.repeat) == (("甲局", "乙局"), True, False)
    assert (facts.earlier, facts.feedback_due, codes) == ("SPX20220910002", dt.date(2022, 10, 7), ["co_lead"])
