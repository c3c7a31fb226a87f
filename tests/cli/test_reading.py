"""`cases`, `show`, `stats` and `bulletin` on both databases, shape by shape."""

import json
from typing import Any

import pytest

from tests.cli.conftest import Run, answer

pytestmark = pytest.mark.usefixtures("siping")
LINE = [
    "number", "kind", "inspection", "batch", "title", "state", "light", "progress", "confirmed_progress",
    "settlement", "due", "due_phrase", "first_due", "feedback_due", "provisional", "overdue_days", "locality",
    "lead_unit", "types", "whose_turn",
]  # fmt: skip
SHOWN = [*LINE, "text", "measures", "people", "closure", "links", "parts", "timeline"]


def numbers(run: Run, *arguments: object) -> list[str]:
    return [case["number"] for case in answer(run, "cases", *arguments)]


def test_cases_are_lines_in_the_order_of_plan_and_batch(run: Run) -> None:
    lines = answer(run, "cases")
    assert [list(line) for line in lines] == [LINE] * 10
    assert [line["number"] for line in lines[:4]] == [
        "SP2022-T01",
        "SP2022-T02",
        "SPD20220925001",
        "SPD20220926001",
    ]
    assert lines[0] == {
        "number": "SP2022-T01",
        "kind": "task",
        "inspection": "SP2022",
        "batch": None,
        "title": "关于SP2022-T01",
        "state": "rectifying",
        "light": "red",
        "progress": "completed",
        "confirmed_progress": "completed",
        "settlement": None,
        "due": "2023-09-30",
        "due_phrase": None,
        "first_due": "2023-09-30",
        "feedback_due": None,
        "provisional": False,
        "overdue_days": 20,
        "locality": "铁西区",
        "lead_unit": "市水利局",
        "types": [],
        "whose_turn": "市水利局",
    }


def test_cases_are_narrowed_by_code_by_any_name_of_a_unit_and_by_day(run: Run) -> None:
    assert numbers(run, "--kind", "task") == ["SP2022-T01", "SP2022-T02"]
    assert numbers(run, "--state", "rectifying") == ["SP2022-T01"]
    assert numbers(run, "--light", "red") == numbers(run, "--overdue") == ["SP2022-T01"]
    assert numbers(run, "--overdue", "--at", "2023-09-30") == []
    for name in ("市生态环境局", "四平市生态环境局", "sthjj"):
        assert numbers(run, "--unit", name) == ["SP2022-T01"]
    assert numbers(run, "--unit", "市住建局") == ["SP2022-T02"]
    assert numbers(run, "--kind", "task", "--at", "2023-04-02") == []
    assert numbers(run, "--overdue", "--at", "2025-01-01T09:00") == ["SP2022-T01", "SP2022-T02"]


def test_the_text_of_a_list_has_a_line_a_case(run: Run) -> None:
    lines = run("cases", "--kind", "task").stdout.splitlines()
    assert lines[0] == (
        "SP2022-T01  红灯  整改中  完成  2023-09-30  超期20天  铁西区  市水利局  关于SP2022-T01"
    )
    assert lines[-1] == "共2件"


def test_a_unit_nobody_knows_and_a_case_that_is_not_there_are_wrong_usage(run: Run) -> None:
    for arguments in (("cases", "--unit", "市月亮局"), ("show", "SP2022-T99"), ("show", "SP2021/SP2022-T01")):
        outcome = run(*arguments, "--json")
        assert (outcome.exit_code, outcome.stdout, outcome.stderr.count("\n")) == (2, "", 1)
    assert run("show", "SP2022-T01", "--at", "2023-04-02").exit_code == 2


def test_show_tells_everything_of_one_case(run: Run) -> None:
    case = answer(run, "show", "SP2022/SP2022-T01")
    assert list(case) == SHOWN
    assert case["text"] == {"反馈问题": "SP2022-T01的问题"}
    assert case["measures"] == [
        {
            "number": 1,
            "text": None,
            "unit": "铁西区",
            "due": "2023-09-30",
            "done_on": None,
            "withdrawn": False,
        }
    ]
    assert (case["people"]["lead_unit"], case["people"]["responsible"]) == ("市水利局", ["铁西区"])
    assert (case["closure"], case["parts"], case["links"]["rebound_of"]) == (None, [], None)


def test_the_timeline_has_a_sentence_an_event_and_what_was_written(run: Run) -> None:
    timeline = answer(run, "show", "SP2022-T01")["timeline"]
    assert [list(row) for row in timeline] == [["seq", "at", "day", "event", "actor", "office", "text"]] * 5
    assert [row["event"] for row in timeline] == [
        "file",
        "assign",
        "accept_assignment",
        "report",
        "review_report",
    ]
    assert timeline[1]["text"] == "系统定时 交办市水利局，2023年4月11日前签收"
    assert timeline[3]["text"] == "系统定时 填报2023年5月调度：完成\n已铺管"
    assert (timeline[3]["day"], timeline[3]["at"][:10], timeline[3]["actor"]) == (
        "2023-04-03",
        "2023-04-03",
        "系统定时",
    )


def test_a_case_is_shown_as_it_stood_at_the_end_of_a_day(run: Run) -> None:
    case = answer(run, "show", "SP2022-T01", "--at", "2023-10-19")
    assert (case["confirmed_progress"], case["overdue_days"], len(case["timeline"])) == ("not_started", 19, 4)


def test_show_as_text_names_whose_turn_it_is_and_the_timeline(run: Run) -> None:
    said = run("show", "SP2022-T01").stdout
    assert "轮到：市水利局\n" in said
    assert "全过程\n  2023-04-03  系统定时 建档立卡：整改任务\n" in said


def test_stats_are_the_published_headline(run: Run) -> None:
    assert answer(run, "stats") == {
        "as_of": "2023-10-20",
        "tasks": {"total": 2, "completed_or_basically": 1, "closed": 0},
        "petitions": {"total": 8, "settled": 0, "staged": 0, "open": 8, "closed": 0},
        "rebounds": 0,
    }
    assert answer(run, "stats", "--at", "2022-12-31", "--inspection", "SP2022")["tasks"]["total"] == 0
    assert "截至2023年10月20日，2项整改任务已完成或基本完成1项" in run("stats").stdout


def test_stats_of_an_inspection_nobody_opened_are_wrong_usage(run: Run) -> None:
    assert (
        run("stats", "--inspection", "SP1999").exit_code,
        run("stats", "--inspection", "SP1999").stdout,
    ) == (2, "")


def test_a_bulletin_counts_types_as_written_and_cases_since_the_first_batch(run: Run) -> None:
    assert answer(run, "bulletin", 19) == {
        "batch": 19,
        "received_on": "2022-09-27",
        "cases": 7,
        "key_cases": 0,
        "by_channel": {"call": 6, "letter": 1},
        "by_area": {"铁东区": 4, "铁西区": 2, "梨树县": 1},
        "problems": 7,
        "by_type": [
            {"type": "油烟", "count": 3, "percent": 42.86},
            {"type": "噪声", "count": 2, "percent": 28.57},
            {"type": "铁东区执法局", "count": 1, "percent": 14.29},
            {"type": "生态破坏", "count": 1, "percent": 14.29},
        ],
        "cumulative": {"cases": 8, "key_cases": 1, "by_channel": {"call": 7, "letter": 1}},
    }
    assert [row["percent"] for row in answer(run, "bulletin", 19, "--decimals", 0)["by_type"]] == [
        43,
        29,
        14,
        14,
    ]


def test_a_bulletin_reads_as_a_city_publishes_it(run: Run, tmp_path: Any) -> None:
    said = run("bulletin", 19, "--decimals", 1).stdout
    assert said.splitlines() == [
        "2022年9月27日，吉林省第一生态环境保护督察组向我市转办第十九批群众信访举报问题7件（其中来电6件、来信1件）。",
        "从行政区域看，铁东区4件、铁西区2件、梨树县1件。",
        "从污染类型看，共涉及问题7个：油烟3个，占42.9%；噪声2个，占28.6%；铁东区执法局1个，占14.3%；"
        "生态破坏1个，占14.3%。",
        "截至2022年9月27日，吉林省第一生态环境保护督察组累计向我市转办群众信访举报问题8件（其中来电7件、来信1件）"
        "，重点案件1件。",
    ]
    out = tmp_path / "bulletin.txt"
    assert run("bulletin", 19, "--decimals", 1, "--out", out).stdout == ""
    assert out.read_text(encoding="utf-8") == said


def test_a_batch_nobody_handed_over_is_wrong_usage_and_docx_is_still_to_come(run: Run, tmp_path: Any) -> None:
    assert (run("bulletin", 20).exit_code, run("bulletin", 20, "--json").stdout) == (2, "")
    outcome = run("bulletin", 19, "--format", "docx", "--out", tmp_path / "x.docx", "--json")
    assert (outcome.exit_code, json.loads(outcome.stdout)["refused"][0]["code"]) == (
        1,
        "bulletin.docx_not_yet",
    )
