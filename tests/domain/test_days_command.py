"""`caseflow days` as commands.md promises it."""

import json
import subprocess
import sys

import click
import pytest
from click.testing import CliRunner

from caseflow.cli.days import days


def run(*arguments):
    return CliRunner().invoke(days, arguments, catch_exceptions=False)


def test_json_is_one_document_with_every_day():
    outcome = run("2025-12-29", "10", "--json")
    document = json.loads(outcome.stdout)

    assert outcome.exit_code == 0
    assert list(document) == ["from", "n", "unit", "end", "provisional", "days"]
    assert [document[key] for key in ("from", "n", "unit", "end", "provisional")] == [
        "2025-12-29",
        10,
        "workday",
        "2026-01-12",
        False,
    ]
    assert len(document["days"]) == 15
    assert all(list(day) == ["date", "counted", "why"] and day["why"] for day in document["days"])
    assert document["days"][6] == {"date": "2026-01-04", "counted": True, "why": "元旦调休，上班"}


def test_calendar_days_are_asked_for_by_unit():
    document = json.loads(run("2019-12-13", "7", "--unit", "day", "--json").stdout)

    assert (document["end"], document["unit"]) == ("2019-12-19", "day")


def test_after_lists_the_starting_day_uncounted():
    document = json.loads(run("2023-10-09", "1", "--after", "--json").stdout)

    assert [(day["date"], day["counted"]) for day in document["days"]] == [
        ("2023-10-09", False),
        ("2023-10-10", True),
    ]


def test_the_text_has_a_line_a_day_and_the_end():
    lines = run("2023-10-07", "3").stdout.splitlines()

    assert lines == [
        "2023-10-07 周六    1  国庆节、中秋节调休，上班",
        "2023-10-08 周日    2  国庆节、中秋节调休，上班",
        "2023-10-09 周一    3  工作日",
        "截止日期：2023年10月9日（共3个工作日）",
    ]


def test_a_provisional_end_says_so():
    outcome = run("2026-12-28", "10")

    assert outcome.exit_code == 0
    assert "暂定" in outcome.stdout.splitlines()[-1]


@pytest.mark.parametrize(
    "arguments",
    [
        ("2025-12-29", "0"),
        ("2025-12-29", "10001"),
        ("2025-02-29", "1"),
        ("20251229", "1"),
        ("2025-W52-1", "1"),
        ("昨天", "1"),
        ("2025-12-29", "ten"),
        ("2025-12-29",),
        ("2025-12-29", "1", "--unit", "week"),
    ],
)
@pytest.mark.parametrize("output", [(), ("--json",)])
def test_wrong_usage_is_one_line_and_no_document(arguments, output, capsys):
    with pytest.raises(click.UsageError) as fault:
        days.main([*arguments, *output], standalone_mode=False)

    assert fault.value.exit_code == 2
    assert "\n" not in fault.value.format_message()
    assert capsys.readouterr().out == ""


def test_it_starts_without_flask_or_sqlalchemy():
    script = "import sys, caseflow.cli.days; print({'flask', 'sqlalchemy', 'babel'} & {*sys.modules})"

    assert (
        subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout
        == "set()\n"
    )
