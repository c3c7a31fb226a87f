"""Each part says what it must, in every state, and takes what people typed as text."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import partial
from typing import Any

import pytest

from tests.web.parts_sheet import DUE, TODAY, SiteCheck, days, make_app, render_part, wrong_form
from tests.web.reading import Tags, words

Render = Callable[..., str]
HOSTILE = '<b onclick="x">"\'&'


@pytest.fixture
def part() -> Render:
    """Renders one macro: part("marks", "light", "red")."""
    return partial(render_part, make_app())


@pytest.mark.parametrize(
    ("code", "shape", "word"),
    [
        ("blue", "light-blue", "蓝灯 按期"),
        ("yellow", "light-yellow", "黄灯 偏慢"),
        ("red", "light-red", "红灯 超期"),
    ],
)
def test_a_light_has_a_shape_and_a_word(part: Render, code: str, shape: str, word: str) -> None:
    html = part("marks", "light", code)
    assert f"icons.svg#{shape}" in html
    assert words(html) == word


def test_a_case_without_a_light_says_so(part: Render) -> None:
    assert words(part("marks", "light", None)) == "不亮灯"


def test_a_light_takes_a_truer_word(part: Render) -> None:
    assert words(part("marks", "light", "red", "红灯 督察组点名")) == "红灯 督察组点名"


def test_a_state_fills_its_bars_up_to_the_step(part: Render) -> None:
    assert (
        re.findall(r'class="(on|off|wait)"', part("marks", "state", "验收中", 3)) == ["on"] * 3 + ["off"] * 3
    )


def test_a_state_that_waits_outlines_its_last_bar(part: Render) -> None:
    html = part("marks", "state", "待公示", 4, waiting=True)
    assert re.findall(r'class="(on|off|wait)"', html) == ["on", "on", "on", "wait", "off", "off"]


def test_a_merged_case_has_no_bars(part: Render) -> None:
    assert "<svg" not in part("marks", "state", "已并案", 0)


@pytest.mark.parametrize(
    ("kind", "word"), [("seed", "依据文件"), ("published", "参照公开"), ("assumed", "系统默认")]
)
def test_a_source_is_said_in_the_words_of_the_office(part: Render, kind: str, word: str) -> None:
    assert words(part("marks", "source", kind, "规则 §5.1")) == f"{word} 规则 §5.1"


def test_the_present_step_is_marked_for_ears_too(part: Render) -> None:
    html = part("marks", "steps", [{"word": "已建档", "stage": "done"}, {"word": "整改中", "stage": "now"}])
    assert html.count('aria-current="step"') == 1
    assert "（已办）" in html


def test_a_strip_shows_every_day_once_and_says_which_count(part: Render) -> None:
    html = part("days", "strip", days(date(2023, 10, 7), date(2023, 10, 18)), "公示")
    assert html.count("<li") == 12
    assert "10月7日 周六 第 1 个工作日" in words(html)
    assert "10月14日 周六 不计 休息日" in words(html)
    assert html.count("班") == 2


def test_a_strip_of_21_days_is_whole_and_of_22_is_folded(part: Render) -> None:
    assert part("days", "strip", days(date(2023, 10, 1), date(2023, 10, 21)), "").count("<li") == 21
    folded = part("days", "strip", days(date(2023, 9, 18), DUE), "")
    assert folded.count("<li") == 3 + 1 + 7
    assert "中间 20 个工作日" in words(folded)
    assert "中秋节、国庆节 8 天不计" in words(folded)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (
            {"left": 7, "code": "yellow", "rule": "当天完成算按期"},
            "还剩 7 个工作日 2023年10月31日（周二）到期 当天完成算按期",
        ),
        ({"left": 3, "code": "blue", "unit": "day"}, "还剩 3 天 2023年10月31日（周二）到期"),
        ({"left": 0, "code": "yellow"}, "到期 今天 2023年10月31日（周二）到期"),
        ({"left": 4, "code": "red", "overdue": True}, "超期 4 天 2023年10月31日（周二）到期"),
        ({"left": 9, "code": "blue", "provisional": True}, "还剩 9 个工作日 暂定 2023年10月31日（周二）到期"),
        (
            {"left": 9, "code": "blue", "first_due": date(2023, 9, 30)},
            "还剩 9 个工作日 2023年10月31日（周二）到期 原时限 2023-09-30",
        ),
    ],
)
def test_a_countdown_says_how_long_until_when(part: Render, given: dict[str, Any], said: str) -> None:
    assert words(part("days", "countdown", due=DUE, **given)) == said


def test_an_act_that_is_not_open_says_all_that_is_missing_first_and_whose_turn_it_is(part: Render) -> None:
    html = part(
        "actions",
        "why_not",
        "why",
        "申请验收",
        [{"text": "措施未完成", "turn": "铁西区政府"}, {"text": "月报未报", "mine": True, "href": "/report"}],
        [{"text": "自查已填"}],
    )
    assert words(html) == (
        "申请验收 还差 2 项，办完即可申请验收： 还差 措施未完成 轮到 铁西区政府 还差 月报未报 轮到您 已具备 自查已填"
    )
    assert '<a href="/report">月报未报</a>' in html


def test_an_act_that_is_not_open_can_be_focused_and_is_described(part: Render) -> None:
    html = part("actions", "why_not", "why", "申请验收", [{"text": "措施未完成"}])
    button = next(attributes for tag, attributes in Tags(html).found if tag == "button")
    assert button["aria-disabled"] == "true"
    assert button["aria-describedby"] == "why"
    assert "disabled" not in button
    assert 'id="why"' in html


def test_not_you_and_not_yet_are_different_sentences(part: Render) -> None:
    assert "这一步不由您办" in part(
        "actions", "why_not", "w", "验收通过", [{"text": "由验收单位办"}], permitted=False
    )
    assert "这一步不由您办" not in part("actions", "why_not", "w", "验收通过", [{"text": "未到现场"}])


def test_a_sorted_column_says_its_order(part: Render) -> None:
    html = part(
        "tables", "head", [{"label": "时限", "href": "?sort=-due", "sorted": "ascending"}, {"label": "灯"}]
    )
    assert html.count("aria-sort=") == 1
    assert '<a href="?sort=-due">时限</a>' in html


def test_a_list_of_one_page_has_no_pager(part: Render) -> None:
    assert words(part("tables", "pager")) == ""


def test_an_empty_fact_is_left_out(part: Render) -> None:
    rows = [{"term": "包保领导", "value": ""}, {"term": "超期天数", "value": 0}]
    assert words(part("page", "facts", rows)) == "超期天数 0"


def test_an_error_is_announced_and_a_result_is_told(part: Render) -> None:
    assert 'role="alert"' in part("page", "message", "error", "没有存上。")
    assert 'role="status"' in part("page", "message", "done", "已申请验收。")
    assert "role=" not in part("page", "message", "note", "暂定日期。")


def test_a_wrong_field_says_what_to_write_and_keeps_what_was_typed(part: Render) -> None:
    html = part("forms", "field", wrong_form().day)
    field = next(attributes for tag, attributes in Tags(html).found if tag == "input")
    assert words(html) == "验收日期 写验收日期，不能晚于今天（10月20日） 现场核查的那一天"
    assert field["value"] == "2023-10-25"
    assert field["aria-invalid"] == "true"
    assert field["aria-describedby"] == "day-error day-hint"


def test_the_summary_links_to_each_wrong_field(part: Render) -> None:
    html = part("forms", "error_summary", wrong_form(), ["附件不全"])
    assert '<a href="#day">写验收日期，不能晚于今天（10月20日）</a>' in html
    assert words(html).startswith("还有 2 处没填好")
    assert words(part("forms", "error_summary", SiteCheck())) == ""


def test_a_refusal_that_blames_no_field_does_not_speak_of_filling_in(part: Render) -> None:
    assert words(part("forms", "error_summary", SiteCheck(), ["附件不全"])) == "没有办成 附件不全"


def test_only_an_optional_field_is_marked(part: Render) -> None:
    assert "可不填" in part("forms", "field", SiteCheck().unit)
    assert "可不填" not in part("forms", "field", SiteCheck().day)
    assert "可不填" not in part("forms", "field", SiteCheck().reason)


def test_a_choice_is_a_group_with_a_name(part: Render) -> None:
    html = part("forms", "field", SiteCheck().result)
    assert "<fieldset" in html
    assert words(html) == "结论 通过 退回整改"


def test_a_photograph_comes_from_the_camera_through_a_real_label(part: Render) -> None:
    html = part("forms", "file_input", SiteCheck().photos, multiple=True)
    assert 'accept="image/*"' in html
    assert 'for="photos"' in html
    assert "拍照或选照片" in html


def test_a_missing_photograph_says_who_must_add_it(part: Render) -> None:
    photo = {"src": "/a.jpg", "alt": "黑水", "taken": "2023-04-18", "point": "3号排口"}
    assert (
        words(part("record", "photo_pair", photo, None, "由铁西区政府补"))
        == "前 2023-04-18 3号排口 由铁西区政府补 后"
    )


def test_a_code_is_set_in_fours(part: Render) -> None:
    assert words(part("signing", "digest", "9KQ47XTM2HVD")) == "9KQ4-7XTM-2HVD"


def test_a_signature_that_fell_is_struck_through(part: Render) -> None:
    html = part(
        "signing", "signatures", [{"office": "党委", "name": "郑庚", "void": "10:20 已签", "status": "作废"}]
    )
    assert "<s>10:20 已签</s>" in html


@pytest.mark.parametrize(
    ("file", "macro", "values"),
    [
        ("marks", "light", ["red", HOSTILE]),
        ("marks", "state", [HOSTILE, 2]),
        ("marks", "steps", [[{"word": HOSTILE, "stage": "done", "note": HOSTILE, "returned": HOSTILE}]]),
        ("marks", "source", ["seed", HOSTILE]),
        ("days", "countdown", [3, TODAY, "red", "workday", False, HOSTILE]),
        ("actions", "act", [HOSTILE, HOSTILE, HOSTILE]),
        ("actions", "why_not", ["id", HOSTILE, [{"text": HOSTILE, "turn": HOSTILE, "href": HOSTILE}]]),
        ("actions", "reasons", [HOSTILE, [{"text": HOSTILE, "source": "seed", "ref": HOSTILE}]]),
        ("page", "breadcrumb", [[{"label": HOSTILE, "href": HOSTILE}, {"label": HOSTILE}]]),
        ("page", "facts", [[{"term": HOSTILE, "value": HOSTILE, "note": HOSTILE}]]),
        ("page", "empty", [HOSTILE, HOSTILE]),
        ("page", "message", ["done", HOSTILE, HOSTILE, {"label": HOSTILE, "href": HOSTILE}]),
        ("tables", "head", [[{"label": HOSTILE, "href": HOSTILE}]]),
        ("tables", "group", [HOSTILE, 2]),
        (
            "record",
            "timeline",
            [
                [
                    {
                        "at": datetime(2023, 10, 20, tzinfo=UTC),
                        "kind": "event",
                        "who": HOSTILE,
                        "text": HOSTILE,
                        "note": HOSTILE,
                    }
                ]
            ],
        ),
        (
            "record",
            "photo_pair",
            [{"src": HOSTILE, "alt": HOSTILE, "taken": HOSTILE, "point": HOSTILE}, None, HOSTILE],
        ),
        (
            "signing",
            "signatures",
            [[{"office": HOSTILE, "name": HOSTILE, "void": HOSTILE, "status": HOSTILE}]],
        ),
    ],
)
def test_what_people_typed_stays_text(part: Render, file: str, macro: str, values: list[Any]) -> None:
    found = Tags(part(file, macro, *values)).found
    assert not [tag for tag, attributes in found if "onclick" in attributes]
