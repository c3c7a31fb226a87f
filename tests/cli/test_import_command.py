"""`import` and `export ledger` as commands.md and ledgers.md promise them."""

import json
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from caseflow.store import database
from caseflow.store.accounts import ReadingRow
from caseflow.store.database import make_engine, writing
from caseflow.transaction import looking
from tests.cli.conftest import Run, refusals
from tests.ledgers.makers import TASK_HEADINGS, task, tasks, xlsx
from tests.makers import a_city
from tests.services.importer import BATCH19, PETITIONS, TASKS, inspect

KEYS = [
    *("sheet", "header_row", "rows", "accepted", "unchanged", "changed", "rejected", "skipped"),
    *("warnings", "errors", "dry_run", "committed"),
]
MIXED = xlsx([TASK_HEADINGS, task(1), task(2, due="尽快")])


@pytest.fixture
def office(database_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A city with its inspection, and the command line pointed at it."""
    inspect(a_city(database_url)).dispose()
    monkeypatch.setenv("CASEFLOW_DATABASE_URL", database_url)


def saved(folder: Path, data: bytes) -> Path:
    """The ledger as a file whose name says nothing."""
    file = folder / f"{len(data)}.dat"
    file.write_bytes(data)
    return file


def answer(run: Run, *arguments: object, code: int = 0) -> dict[str, Any]:
    """The document of a command that ends with this code."""
    outcome = run(*arguments, "--json")
    assert (outcome.exit_code, outcome.stderr) == (code, ""), outcome.output
    return dict(json.loads(outcome.stdout))


@pytest.mark.usefixtures("office")
def test_the_demonstration_ledgers_go_in_and_every_row_is_counted(run: Run, tmp_path: Path) -> None:
    first = answer(run, "import", "tasks", saved(tmp_path, TASKS))
    assert list(first) == KEYS
    assert first["sheet"] == "整改任务清单"
    assert (first["header_row"], first["rows"], first["accepted"], first["committed"]) == (3, 30, 30, True)
    second = answer(run, "import", "petitions", saved(tmp_path, PETITIONS), "--inspection", "SP2022")
    assert (second["rows"], second["accepted"], second["skipped"]) == (161, 160, 1)
    third = answer(run, "import", "petitions", saved(tmp_path, BATCH19))
    assert (third["unchanged"], third["changed"], third["committed"]) == (6, 1, False)
    assert third["warnings"][1] == {
        "row": 4,
        "column": "污染类型",
        "code": "changed",
        "message": "与已有内容不同：原为“油烟”，台账为“铁东区执法局”。",
    }
    assert answer(run, "verify")["result"] == "verified"
    assert len(json.loads(run("cases", "--json").stdout)) == 190


@pytest.mark.usefixtures("office")
def test_a_dry_run_says_what_the_real_run_says_and_stores_nothing(run: Run, tmp_path: Path) -> None:
    file = saved(tmp_path, MIXED)
    rehearsed = answer(run, "import", "tasks", file, "--partial", "--dry-run", code=1)
    assert (rehearsed["dry_run"], rehearsed["committed"]) == (True, False)
    assert json.loads(run("cases", "--json").stdout) == []
    real = answer(run, "import", "tasks", file, "--partial", code=1)
    assert real == rehearsed | {"dry_run": False, "committed": True}
    assert [case["number"] for case in json.loads(run("cases", "--json").stdout)] == ["SP2022-T01"]


@pytest.mark.usefixtures("office")
def test_all_or_nothing(run: Run, tmp_path: Path) -> None:
    report = answer(run, "import", "tasks", saved(tmp_path, MIXED), code=1)
    assert (report["accepted"], report["rejected"], report["committed"]) == (1, 1, False)
    assert report["errors"] == [
        {
            "row": 3,
            "column": "整改时限",
            "code": "unreadable_phrase",
            "message": "“尽快”不是可以识别的时限。",
        }
    ]
    assert json.loads(run("cases", "--json").stdout) == []


@pytest.mark.usefixtures("office")
def test_a_refused_file_keeps_the_shape_of_the_answer(run: Run, tmp_path: Path) -> None:
    report = answer(run, "import", "tasks", saved(tmp_path, b"%PDF-1.7"), code=1)
    assert list(report) == KEYS
    assert (report["rows"], report["header_row"]) == (0, None)
    assert [(error["row"], error["code"]) for error in report["errors"]] == [(None, "ledger_kind_unknown")]


@pytest.mark.usefixtures("office")
@pytest.mark.parametrize(
    "wrong",
    [
        ("import", "tasks", "no-such-file"),
        ("import", "cases", __file__),
        ("import", "tasks", __file__, "--inspection", "X"),
        ("export", "ledger", "tasks", "--out", "x.xlsx", "--inspection", "X"),
        ("export", "ledger", "tasks"),
    ],
)
def test_wrong_usage_is_one_line_and_no_json(run: Run, wrong: tuple[str, ...]) -> None:
    outcome = run(*wrong, "--json")
    assert (outcome.exit_code, outcome.stdout, outcome.stderr.count("\n")) == (2, "", 1)


@pytest.mark.usefixtures("office")
def test_the_text_names_row_and_column_and_ends_with_the_counts(run: Run, tmp_path: Path) -> None:
    outcome = run("import", "tasks", saved(tmp_path, MIXED))
    assert outcome.stdout.splitlines() == [
        "第 3 行“整改时限”：“尽快”不是可以识别的时限。",
        "共 2 行：新增 1，未变 0，不同 0，有误 1，跳过 0。",
        "没有保存。",
    ]


@pytest.mark.usefixtures("office")
def test_an_exported_ledger_comes_back_unchanged(run: Run, tmp_path: Path) -> None:
    run("import", "tasks", saved(tmp_path, TASKS))
    out = tmp_path / "out.xlsx"
    assert answer(run, "export", "ledger", "tasks", "--out", out) == {"out": str(out), "rows": 30}
    assert answer(run, "import", "tasks", out)["unchanged"] == 30


@pytest.mark.usefixtures("office")
def test_an_export_is_on_the_reading_audit(run: Run, database_url: str, tmp_path: Path) -> None:
    run("import", "tasks", saved(tmp_path, TASKS))
    run("export", "ledger", "tasks", "--out", tmp_path / "out.xlsx")
    engine = make_engine(database_url)
    with looking(engine) as session:
        noted = [(row.what, row.ref) for row in session.scalars(select(ReadingRow))]
    engine.dispose()
    assert noted == [("export", "tasks.xlsx --out out.xlsx")]


@pytest.mark.usefixtures("office")
def test_an_export_holds_the_cases_asked_for(run: Run, tmp_path: Path) -> None:
    run("import", "tasks", saved(tmp_path, TASKS))
    out = tmp_path / "out.xlsx"
    run("export", "ledger", "tasks", "--out", out, "--unit", "铁西区")
    rows = tasks(out.read_bytes()).rows
    assert {row.cells["responsible"] for row in rows} == {"铁西区人民政府"}
    assert len(rows) == 5


@pytest.mark.usefixtures("office")
def test_steps_done_outside_come_in_by_the_switch_and_the_case_says_so(run: Run, tmp_path: Path) -> None:
    steps = (
        "申请日期",
        "现场核查日期",
        "验收结论",
        "公示起止",
        "党委签字人/日期",
        "政府签字人/日期",
        "销号日期",
    )
    done = (
        "2022-03-01",
        "2022-03-06",
        "通过",
        "2022-03-10至2022-03-23",
        "张三 2022-04-06",
        "李四 2022-04-07",
    )
    data = xlsx([(*TASK_HEADINGS, "责任单位", *steps), task(1, "铁西区人民政府", *done, "2022-04-07")])
    asked = ("import", "tasks", saved(tmp_path, data), "--takeover")
    assert answer(run, *asked, "--dry-run")["accepted"] == 1
    assert (answer(run, *asked)["accepted"], answer(run, *asked)["unchanged"]) == (1, 1)
    shown = answer(run, "show", "SP2022-T01")
    assert (shown["state"], shown["closure"]["on"], shown["closure"]["outside"]) == (
        "closed",
        "2022-04-07",
        True,
    )
    assert shown["closure"]["signatures"] == []
    assert shown["closure"]["signatures_outside"]["party"] == {"on": "2022-04-06", "words": "张三 2022-04-06"}
    assert "系统外销号" in run("show", "SP2022-T01").stdout
    assert answer(run, "stats")["tasks"]["closed"] == 1
    assert answer(run, "verify")["result"] == "verified"


@pytest.mark.usefixtures("office")
@pytest.mark.parametrize(
    "database_url", ["sqlite"], indirect=True
)  # on PostgreSQL one writer waits for the other
def test_an_import_while_another_is_being_written_is_refused_as_one_that_may_be_tried_again(
    run: Run, tmp_path: Path, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "BUSY", 50)
    engine = make_engine(database_url)
    with writing(engine) as other:
        other.connection()
        assert refusals(run, "import", "tasks", saved(tmp_path, MIXED)) == ["database.busy"]
    engine.dispose()


@pytest.mark.usefixtures("office")
def test_a_ledger_is_not_written_under_a_name_of_another_kind_of_file(run: Run, tmp_path: Path) -> None:
    outcome = run("export", "ledger", "tasks", "--out", tmp_path / "x.txt", "--json")
    assert (outcome.exit_code, outcome.stdout) == (2, "")
    assert outcome.stderr == "--out 须以 .xlsx 结尾。\n"
    assert not (tmp_path / "x.txt").exists()
