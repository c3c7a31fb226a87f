"""Dates, due phrases and task numbers as ledgers write them."""

import calendar
from datetime import date

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from caseflow.domain.errors import BadInput
from caseflow.domain.numerals import numeral
from caseflow.domain.phrases import DuePhrase, due_phrase, read_date, read_ordinal
from caseflow.words.days import SENTENCES
from caseflow.words.say import say

PLAN = date(2023, 4, 3)
OCTOBER = date(2023, 10, 31)

DATES = [
    "2023-10-31",
    "2023.10.31",
    "2023/10/31",
    "2023年10月31日",
    "2023年10月31号",
    "二〇二三年十月三十一日",
]


def refused(read, text):
    with pytest.raises(BadInput) as refusal:
        read(text)
    (reason,) = refusal.value.reasons
    assert reason.facts == {"text": text}
    assert text in say(reason.code, reason.facts, "zh")
    return reason.code


@pytest.mark.parametrize("text", DATES)
def test_a_day_written_out_is_read(text):
    assert read_date(text) == OCTOBER
    assert due_phrase(text) == DuePhrase(day=OCTOBER)


@pytest.mark.parametrize("by", ["前", "以前", "之前"])
@pytest.mark.parametrize("text", DATES)
def test_by_a_day_includes_the_day(text, by):
    assert due_phrase(text + by) == DuePhrase(day=OCTOBER)
    assert refused(read_date, text + by) == "date.not_understood"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2023年10月", OCTOBER),
        ("2023年10月底", OCTOBER),
        ("2023年10月末", OCTOBER),
        ("2023年10月前", OCTOBER),
        ("2023年10月底前", OCTOBER),
        ("二〇二三年十月", OCTOBER),
        ("二○二三年十月底前", OCTOBER),
        ("2023年二月", date(2023, 2, 28)),
        ("2024年2月底", date(2024, 2, 29)),
        ("2023年06月底前", date(2023, 6, 30)),
        ("2023年底", date(2023, 12, 31)),
        ("2023年底前", date(2023, 12, 31)),
        ("2023年末", date(2023, 12, 31)),
        ("2023年年底前", date(2023, 12, 31)),
        ("2023年上半年", date(2023, 6, 30)),
        ("2023年上半年底前", date(2023, 6, 30)),
        ("2023年下半年", date(2023, 12, 31)),
        ("2023年一季度", date(2023, 3, 31)),
        ("2023年第二季度", date(2023, 6, 30)),
        ("2023年三季度末", date(2023, 9, 30)),
        ("2023年第3季度末前", date(2023, 9, 30)),
        ("2023年四季度前", date(2023, 12, 31)),
    ],
)
def test_a_stretch_of_the_year_is_due_on_its_last_day(text, day):
    assert due_phrase(text) == DuePhrase(day=day)
    assert refused(read_date, text) == "date.not_understood"


@pytest.mark.parametrize(
    "text", ["２０２３年１０月底前", " 2023 年 10 月底前 ", "2023年\u200b10月\u3000底前\ufeff"]
)
def test_width_white_space_and_what_shows_nothing_make_no_difference(text):
    assert due_phrase(text) == DuePhrase(day=OCTOBER)


def test_characters_are_folded_as_unicode_has_it():
    assert read_date("²023-10-31") == OCTOBER  # NFKC: superscript two
    assert due_phrase("二〇二三年\uf9d1月") == DuePhrase(day=date(2023, 6, 30))  # a compatibility 六
    assert refused(read_date, "٢٠٢٣-10-31") == "date.not_understood"  # digits of another script


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("立行立改", DuePhrase(at_once=True)),
        ("长期坚持", DuePhrase(standing=True)),
        ("立行立改，长期坚持", DuePhrase(at_once=True, standing=True)),
        ("立行立改\n长期坚持", DuePhrase(at_once=True, standing=True)),
        ("立行立改并长期坚持。", DuePhrase(at_once=True, standing=True)),
        ("2023年10月底前，并长期坚持", DuePhrase(OCTOBER, standing=True)),
        ("立行立改；2023年10月底前", DuePhrase(OCTOBER, at_once=True)),
        ("立行立改、2023年10月底前、长期坚持", DuePhrase(OCTOBER, at_once=True, standing=True)),
        ("长期坚持;长期坚持", DuePhrase(standing=True)),
    ],
)
def test_parts_joined_are_all_kept(text, phrase):
    assert due_phrase(text) == phrase


@pytest.mark.parametrize(
    ("phrase", "due"),
    [
        (DuePhrase(OCTOBER), OCTOBER),
        (DuePhrase(OCTOBER, standing=True), OCTOBER),
        (DuePhrase(at_once=True), date(2023, 5, 3)),
        (DuePhrase(at_once=True, standing=True), date(2023, 5, 3)),
        (DuePhrase(standing=True), None),
        (DuePhrase(OCTOBER, at_once=True), OCTOBER),  # the written day decides, not a number we assume
        (DuePhrase(date(2023, 4, 20), at_once=True), date(2023, 4, 20)),
    ],
)
def test_a_phrase_is_due_on_its_day_else_so_many_days_after_the_plan(phrase, due):
    assert phrase.due(PLAN, at_once_days=30) == due


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "due.not_understood"),
        ("，", "due.not_understood"),
        ("尽快", "due.not_understood"),
        ("45230", "due.not_understood"),
        ("20231031", "due.not_understood"),
        ("2023", "due.not_understood"),
        ("2023年", "due.not_understood"),
        ("2023年前", "due.not_understood"),  # before it begins, or by its end?
        ("2023.10", "due.not_understood"),  # October, or 2023.1 with a lost zero?
        ("10月底前", "due.not_understood"),
        ("今年底", "due.not_understood"),
        ("23年10月底前", "due.not_understood"),
        ("2023-10/31", "due.not_understood"),
        ("2023年4月至10月", "due.not_understood"),
        ("2023年6月底前2023年12月底前", "due.not_understood"),
        ("2023年6月、10月底前", "due.not_understood"),
        ("2023年五季度", "due.not_understood"),
        ("立行立改，尽快", "due.not_understood"),
        ("2023-02-30", "date.impossible"),
        ("2023年2月29日", "date.impossible"),
        ("2023年13月", "date.impossible"),
        ("2023年0月底", "date.impossible"),
        ("2023年十三月", "date.impossible"),
        ("2023年十十月", "date.impossible"),
        ("1999年底", "date.year_out_of_range"),
        ("2100-01-01", "date.year_out_of_range"),
        ("二一〇〇年十月", "date.year_out_of_range"),
        ("2023年6月底前，2023年12月底前", "due.two_days"),
        ("2023-10-31、2023年10月底", "due.two_days"),
    ],
)
def test_what_could_be_read_two_ways_or_none_is_refused(text, code):
    assert refused(due_phrase, text) == code


DAYS = st.dates(date(2000, 1, 1), date(2099, 12, 31))


def written_year(day):
    return "".join("〇一二三四五六七八九"[int(digit)] for digit in str(day.year))


def last_of(year, month):
    return date(year, month, calendar.monthrange(year, month)[1])


@st.composite
def written_days(draw):
    """A due phrase's dated half and the day it means."""
    day, by = draw(DAYS), draw(st.sampled_from(["", "前", "以前"]))
    end = draw(st.sampled_from(["", "底", "末"])) + by
    quarter = (day.month + 2) // 3
    half = 1 if day.month < 7 else 2
    return draw(
        st.sampled_from(
            [
                (f"{day}{by}", day),
                (f"{day.year}.{day.month}.{day.day}{by}", day),
                (f"{day.year}/{day.month:02}/{day.day:02}{by}", day),
                (f"{day.year}年{day.month}月{day.day}日{by}", day),
                (f"{written_year(day)}年{numeral(day.month)}月{numeral(day.day)}日{by}", day),
                (f"{day.year}年{day.month}月{end}", last_of(day.year, day.month)),
                (f"{written_year(day)}年{numeral(day.month)}月{end}", last_of(day.year, day.month)),
                (f"{day.year}年第{quarter}季度{end}", last_of(day.year, quarter * 3)),
                (f"{day.year}年{numeral(quarter)}季度{end}", last_of(day.year, quarter * 3)),
                (f"{day.year}年{'上下'[half - 1]}半年{end}", last_of(day.year, half * 6)),
                (f"{day.year}年底{by}", date(day.year, 12, 31)),
            ]
        )
    )


@settings(max_examples=2000, deadline=None, database=None)
@given(
    written_days(),
    st.booleans(),
    st.booleans(),
    st.sampled_from(["、", "，", "；", ",", ";", "\n", "，并"]),
    st.randoms(use_true_random=False),
)
def test_what_was_written_is_what_is_read(written, at_once, standing, joint, random):
    text, day = written
    parts = [text, *["立行立改"] * at_once, *["长期坚持"] * standing]
    random.shuffle(parts)

    assert due_phrase(joint.join(parts)) == DuePhrase(day, at_once, standing)


@settings(max_examples=3000, deadline=None, database=None)
@given(
    st.text()
    | st.text("0123456789０二〇十百年月日季度上半底末前第-./、，立行改长期坚持 \n\u200b", max_size=14)
)
@example("\ud800")
@example("9" * 10_000)
@example("一" * 10_000)
def test_no_text_whatever_does_more_than_be_refused(text):
    for read in (read_date, due_phrase, read_ordinal):
        found = outcome(read, text)
        day = found.day if isinstance(found, DuePhrase) else found
        assert not isinstance(day, date) or day.year in range(2000, 2100)
        assert not isinstance(found, BadInput) or found.reasons[0].code in SENTENCES


def outcome(read, text):
    try:
        return read(text)
    except BadInput as refusal:
        return refusal


@pytest.mark.parametrize("text", ["3", "３", "3.0", "03", "三", "序号三", "序号 3", "第三项", "第3项", "3号"])
def test_a_task_number_is_read_as_written(text):
    assert read_ordinal(text) == 3


@given(st.integers(1, 999))
@settings(deadline=None, database=None)
def test_a_numeral_is_read_back(n):
    assert read_ordinal(f"第{numeral(n)}项") == n


@pytest.mark.parametrize(
    ("n", "text"),
    [
        (10, "十"),
        (12, "十二"),
        (20, "二十"),
        (21, "二十一"),
        (100, "一百"),
        (105, "一百零五"),
        (110, "一百一十"),
    ],
)
def test_numbers_are_written_as_people_write_them(n, text):
    assert numeral(n) == text


@pytest.mark.parametrize(
    "text", ["", "0", "序号", "第项", "3.5", "-3", "1e3", "十十", "一百二", "12345", "三、四", "T03"]
)
def test_anything_else_is_no_task_number(text):
    assert refused(read_ordinal, text) == "ordinal.not_understood"
