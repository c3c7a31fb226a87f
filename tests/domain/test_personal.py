"""What counts as personal data in free text, and what does not."""

import pytest

from caseflow.domain.personal import personal_spans
from tests.ledgers.makers import TASK_HEADINGS, said, task, tasks, xlsx

ID_NUMBER = "11010519491231002X"  # the specimen printed in GB 11643


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("联系电话13800138000。", [("phone", "13800138000")]),
        ("电话１３８００１３８０００", [("phone", "１３８００１３８０００")]),
        (
            "手机138-0013-8000或+86 139 0013 9000",
            [("phone", "138-0013-8000"), ("phone", "+86 139 0013 9000")],
        ),
        ("座机0434-3266666、(0434)3266666", [("phone", "0434-3266666"), ("phone", "(0434)3266666")]),
        (f"身份证{ID_NUMBER}", [("id_number", ID_NUMBER)]),
        (f"身份证{ID_NUMBER.lower()}", [("id_number", ID_NUMBER.lower())]),
        ("举报人：张三，", [("name", "张三")]),
        ("信访人姓名: 欧阳小明", [("name", "欧阳小明")]),
        ("举报人李四反映夜间噪声", [("name", "李四")]),
        ("反映人王女士表示满意", [("name", "王女士")]),
        ("联系人：𠮷田 138", [("name", "𠮷田")]),
        ("到举报人王五家中回访", [("name", "王五")]),
        ("在信访人李小明住处旁采样", [("name", "李小明")]),
        ("反映人赵六门口的化粪池已清掏", [("name", "赵六")]),
        ("举报人孙七认为已解决", [("name", "孙七")]),
        ("回访“举报人周八”", [("name", "周八")]),
        ("信访人王女士一家", [("name", "王女士")]),
    ],
)
def test_phones_id_numbers_and_names_are_found(text: str, found: list[tuple[str, str]]) -> None:
    assert [(span.kind, text[span.start : span.end]) for span in personal_spans(text)] == found


@pytest.mark.parametrize(
    "text",
    [
        "",
        "监测值为62.5分贝，2022年9月26日至2023年10月31日",
        "受理编号SPD20220926001",
        "统一社会信用代码91220300MA0Y1234X",
        "身份证110105194912310021",
        "编号1380013800012345",
        "不含任何举报人信息",
        "举报人反映的问题属实",
        "举报人：匿名",
        "举报人王某反映",
        "信访人表示满意",
        "举报人于9月26日来电",
        "罚款20000000元",
        "到举报人家中回访",
        "举报人住处附近无异味",
        "举报人本人要求不公开",
        "信访人对结果满意",
        "举报人所住小区门口",
    ],
)
def test_what_only_looks_like_it_is_left_alone(text: str) -> None:
    assert personal_spans(text) == ()


def test_a_find_is_a_warning_on_its_cell_that_does_not_repeat_it() -> None:
    rows = [[*TASK_HEADINGS, "备注"], task(1, "举报人：张三，电话13800138000")]
    ledger = tasks(xlsx(rows))
    assert said(ledger.warnings) == [(2, "备注", "personal_data")]
    assert ledger.warnings[0].facts == {"places": 2}
    assert ledger.rows[0].facts
