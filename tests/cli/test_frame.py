"""What holds for every command: help, exit codes, one line per fault, one JSON document, and the language."""

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from caseflow.cli import main
from caseflow.words.say import lang, msgids
from tests.cli.conftest import Run

LIGHT = ("days", "rules", "lifecycle", "permissions", "witness")


@pytest.mark.parametrize("arguments", [["--help"], *([name, "--help"] for name in LIGHT)])
def test_what_needs_no_city_starts_without_flask_or_sqlalchemy(arguments: list[str]) -> None:
    script = (
        "import sys\nfrom caseflow.cli import main\ntry:\n    main(sys.argv[1:])\nexcept SystemExit as end:\n"
        "    print('loaded:', {'flask', 'sqlalchemy', 'alembic'} & {*sys.modules}, end.code)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, *arguments], capture_output=True, text=True, check=True
    )
    assert done.stdout.endswith("loaded: set() 0\n")


def test_help_names_every_command_with_what_it_does(run: Run) -> None:
    said = run("--help").stdout
    for name in main.places:
        assert f"  {name} " in said
        assert f"cli.does.{name}" in msgids("SENTENCES")


@pytest.mark.parametrize("name", [*main.places])
def test_every_command_is_where_the_frame_says(run: Run, name: str) -> None:
    outcome = run(name, "--help")
    assert (outcome.exit_code, outcome.stdout.startswith(f"用法： caseflow {name}")) == (0, True)


def every_command(group: click.Group = main, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        yield *path, name
        if isinstance(command, click.Group):
            yield from every_command(command, (*path, name))


@pytest.mark.parametrize("path", [(), *every_command()], ids=" ".join)
def test_each_command_s_help_is_in_the_language_chosen(
    run: Run, path: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    chinese = run(*path, "--help").stdout
    monkeypatch.setenv("CASEFLOW_LANG", "en")
    english = run(*path, "--help").stdout
    told = re.sub(r"--?[\w-]+|[\[{(].*?[\]})]|\.\w+|[A-Z]{2,}", "", chinese)
    names = {word for path in every_command() for word in path}
    assert {*re.findall(r"[A-Za-z]{2,}", told)} <= names | {"caseflow", "Mermaid"}
    assert not re.search(r"[\u4e00-\u9fff]", english)
    assert "cli." not in chinese + english
    assert all(
        re.search(r"\S {2,}\S|\n {10,}\S", line) for line in english.split("Options:")[1].split("\n  -")[1:]
    )


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (("nothing",), "没有命令 nothing"),
        (("stats", "--when", "now"), "没有选项 --when"),
        (("show",), "缺少 NUMBER"),
        (("doctor", "extra", "more"), "多余的内容：extra more；"),
        (("export", "nothing"), "没有命令 nothing"),
        (("cases", "--state", "done"), "--state 的值须为其中之一：filed, "),
        (("cases", "--at", "2023-13-01"), "“2023-13-01”不是可用的日期"),
        (("cases", "--at", "20231001"), "“20231001”不是可用的日期"),
        (("cases", "--at", "2023-10-01T8:00"), "“2023-10-01T8:00”不是可用的日期"),
        (
            (
                "inspections",
                "add",
                "X1",
                "--name",
                "x",
                "--source",
                "city",
                "--plan-date",
                "2023-10-01T08:00",
            ),
            "日期",
        ),
        (("bulletin", "0"), "BATCH 的值无法使用"),
        (("bulletin", "1", "--format", "docx"), "docx 格式须用 --out"),
        (("init", "--city", "nowhere"), "nowhere"),
    ],
)
def test_wrong_usage_is_one_line_and_no_document(run: Run, arguments: tuple[str, ...], line: str) -> None:
    outcome = run(*arguments, "--json")
    assert (outcome.exit_code, outcome.stdout, outcome.stderr.count("\n")) == (2, "", 1)
    assert line in outcome.stderr


def test_a_bad_setting_is_wrong_usage_one_line_each(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CASEFLOW_LANG", "fr")
    monkeypatch.setenv("CASEFLOW_COLOUR", "red")
    outcome = run("days", "2023-10-09", "1")
    assert (outcome.exit_code, outcome.stdout, outcome.stderr.count("\n")) == (2, "", 2)


def test_a_refusal_is_one_line_or_one_document(run: Run) -> None:
    outcome = run("stats")
    assert (outcome.exit_code, outcome.stdout) == (1, "")
    assert outcome.stderr == "还没有数据库。先运行 caseflow init。\n"
    outcome = run("stats", "--json")
    assert (outcome.exit_code, outcome.stderr) == (1, "")
    assert json.loads(outcome.stdout) == {
        "refused": [{"code": "database.missing", "message": "还没有数据库。先运行 caseflow init。"}]
    }


@pytest.mark.usefixtures("siping")
def test_what_nobody_foresaw_is_one_line_and_no_traceback(run: Run, tmp_path: Path) -> None:
    outcome = run("backup", tmp_path / "nowhere" / "b.tar.gz")
    assert (outcome.exit_code, outcome.stdout, outcome.stderr.count("\n")) == (1, "", 1)
    assert outcome.stderr.startswith("未能完成：FileNotFoundError")
    document = json.loads(run("backup", tmp_path / "nowhere" / "b.tar.gz", "--json").stdout)
    assert document["refused"][0]["code"] == "cli.failed"


def test_the_language_is_the_setting_s_and_ends_with_the_run(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CASEFLOW_LANG", "en")
    assert "working day" in run("days", "2023-10-09", "1").stdout
    assert run("stats").stderr == "There is no database yet. Run caseflow init first.\n"
    assert lang() == "zh"


def test_the_same_codes_are_printed_in_both_languages(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CASEFLOW_LANG", "en")
    assert json.loads(run("stats", "--json").stdout)["refused"][0]["code"] == "database.missing"


def test_looking_for_a_database_makes_none(run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("CASEFLOW_DATABASE_URL", f"sqlite:///{tmp_path / 'elsewhere.sqlite3'}")
    assert run("stats").exit_code == 1
    assert not (tmp_path / "elsewhere.sqlite3").exists()
