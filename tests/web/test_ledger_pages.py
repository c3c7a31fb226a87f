"""Ledgers in the browser: looked at first, imported once and exactly as looked at, by whoever brought them."""

import io
from datetime import UTC, datetime
from pathlib import Path

import pytest

from caseflow.store.waiting import KEPT, Waiting
from tests.ledgers.makers import TASK_HEADINGS, separated, task
from tests.web.office import City
from tests.web.visiting import Page, Visitor

GOOD = separated([TASK_HEADINGS, task(1), task(2)])
MIXED = separated([TASK_HEADINGS, task(1), task(2, due="看情况")])
PLACE = {"layout": "tasks", "inspection": "SP2022"}


def csrf(html: str) -> str:
    return html.partition('name="csrf_token" value="')[2].partition('"')[0]


def bring(visitor: Visitor, data: bytes, **more: str) -> str:
    """Uploads a file; answers where its preview is."""
    token = csrf(visitor.open("/ledgers").html)
    form = {"csrf_token": token, "file": (io.BytesIO(data), "台账.csv")} | PLACE | more
    answer = visitor.client.post("/ledgers", data=form)
    assert answer.status_code == 303
    return answer.headers["Location"]


def confirm(visitor: Visitor, preview: str, status: int = 303, **more: str) -> Page:
    """Confirms what was looked at."""
    form = {"csrf_token": csrf(visitor.open(preview).html), "form_key": "k" * 20} | PLACE | more
    return Page.of(visitor.client.post(preview.partition("?")[0], data=form), status)


def count(city: City) -> int:
    with city.engine.connect() as connection:
        return int(connection.exec_driver_sql('SELECT count(*) FROM "case"').scalar_one())


def test_a_file_is_looked_at_and_nothing_is_filed(office_city: City) -> None:
    visitor = office_city.visitor("coordinator")
    page = visitor.open(bring(visitor, GOOD)).words
    assert "将新增 2 件 案件。现在还没有保存。" in page
    assert "SP2022-T01 问题1" in page
    assert "2023-10-31" in page
    assert count(office_city) == 0


def test_the_file_looked_at_is_imported_once_however_often_it_is_sent(office_city: City) -> None:
    visitor = office_city.visitor("coordinator")
    preview = bring(visitor, GOOD)
    done = confirm(visitor, preview)
    assert confirm(visitor, preview).location == done.location
    assert count(office_city) == 2
    result = visitor.open(done.location).words
    assert "已新增 2 件 案件，轮到整改办交办。" in result
    assert "没有新的内容，不需要导入。" in visitor.open(preview).words


def test_errors_are_said_by_row_and_column_and_hold_back_the_whole_file(office_city: City) -> None:
    visitor = office_city.visitor("coordinator")
    preview = bring(visitor, MIXED)
    page = visitor.open(preview).words
    assert "有 1 处错误 ，整个文件不会导入。" in page
    assert "3 整改时限 “看情况”不是可以识别的时限。" in page
    assert "导入这个文件" not in page
    assert "什么也没有保存" in confirm(visitor, preview, 422).words
    assert count(office_city) == 0


def test_the_good_rows_of_a_file_with_errors_are_imported_where_that_is_chosen(office_city: City) -> None:
    visitor = office_city.visitor("coordinator")
    preview = f"{bring(visitor, MIXED)}&partial=y"
    assert "将新增 1 件 案件。有误的 1 行 不导入。" in visitor.open(preview).words
    result = visitor.open(confirm(visitor, preview, partial="y").location).words
    assert "没有导入的 1 条" in result
    assert count(office_city) == 1


def test_what_is_no_ledger_is_explained(office_city: City) -> None:
    visitor = office_city.visitor("coordinator")
    page = visitor.open(bring(visitor, b"\x00\x01\x02 no table")).words
    assert "处错误" in page
    empty = visitor.client.post("/ledgers", data={"csrf_token": csrf(visitor.open("/ledgers").html)} | PLACE)
    assert empty.status_code == 422
    assert "选一个台账文件再上传。" in empty.text


def test_a_file_is_its_uploaders_own(office_city: City) -> None:
    preview = bring(office_city.visitor("coordinator"), GOOD)
    page = office_city.visitor("colleague").open(preview, 404)
    assert "上传的文件已不在" in page.words
    office_city.visitor("coordinator").open("/ledgers/..%2fsecret?layout=tasks", 404)
    office_city.visitor("coordinator").open("/ledgers/.?layout=tasks", 404)


def test_only_the_coordinator_imports_and_whoever_reads_exports(office_city: City) -> None:
    lead = office_city.visitor("lead")
    page = lead.open("/ledgers")
    assert "上传并预览" not in page.words
    answer = lead.client.post("/ledgers", data={"csrf_token": csrf(page.html)} | PLACE)
    assert answer.status_code == 403
    lead.open("/ledgers/abc?layout=tasks", 403)
    export = lead.open("/ledgers/export?layout=petitions&format=csv&state=closed", 302)
    assert export.location == "/cases/export/petitions.csv?state=closed"


def test_a_waiting_file_goes_after_its_hour_and_nobody_else_can_read_it(tmp_path: Path) -> None:
    waiting, at = Waiting(tmp_path / "waiting"), datetime(2023, 4, 20, 9, tzinfo=UTC)
    digest = waiting.put("p1", GOOD, at)
    assert waiting.get("p1", digest, at) == GOOD
    assert waiting.get("p2", digest, at) is None
    assert {path.stat().st_mode & 0o077 for path in (tmp_path / "waiting").rglob("*")} == {0}
    assert waiting.get("p1", digest, at + KEPT) is None
    waiting.put("p2", b"other", at + KEPT)
    assert list((tmp_path / "waiting" / "p1").iterdir()) == []


@pytest.mark.parametrize("digest", ["../secret", "", "a/b", "."])
def test_no_name_leads_out_of_the_folder(tmp_path: Path, digest: str) -> None:
    with pytest.raises(ValueError, match="cannot be a file's name"):
        Waiting(tmp_path).get("p1", digest, datetime(2023, 4, 20, tzinfo=UTC))


def test_what_a_ledger_says_was_done_outside_is_marked_wherever_the_case_is_shown(office_city: City) -> None:
    visitor = office_city.visitor("coordinator")
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
        "2023-03-01",
        "2023-03-06",
        "通过",
        "2023-03-10至2023-03-23",
        "张三 2023-04-06",
        "李四 2023-04-07",
    )
    closed = separated(
        [
            (*TASK_HEADINGS, "责任单位", *steps),
            task(1, "铁西区人民政府", *done, "2023-04-07"),
            task(2, "", *[""] * 7),
        ]
    )
    preview = f"{bring(visitor, closed)}&takeover=y"
    assert "系统外办理（补录） 已销号 1 件" in visitor.open(preview).words
    done = confirm(visitor, preview, takeover="y")
    assert "系统外办过的从所在一步接着办" in visitor.open(done.location).words
    page = visitor.open("/cases/SP2022/SP2022-T01").words
    for said in (
        "系统外销号",
        "系统外签字：张三 2023-04-06",
        "签字不算系统内签字",
        "2023年3月1日申请验收（系统外）",
    ):
        assert said in page
    assert "系统外" not in visitor.open("/cases/SP2022/SP2022-T02").words
    assert "系统外销号" in visitor.open("/cases").words
    answer = visitor.client.get("/cases/export/closures.csv")
    assert "张三 2023-04-06（系统外）" in answer.data.decode("utf-8-sig")
    for who in ("acceptance", "inspector"):
        assert "系统外销号" in office_city.visitor(who).open("/cases/SP2022/SP2022-T01").words


def test_a_head_signs_here_over_what_a_ledger_claims_and_sees_it_marked(office_city: City) -> None:
    visitor = office_city.visitor("coordinator")
    steps = ("责任单位", "申请日期", "现场核查日期", "验收结论", "公示起止", "党委签字人/日期")
    done = ("铁西区人民政府", "2023-03-01", "2023-03-06", "通过", "2023-03-10至2023-03-23", "张三 2023-04-06")
    preview = f"{bring(visitor, separated([(*TASK_HEADINGS, *steps), task(1, *done)]))}&takeover=y"
    confirm(visitor, preview, takeover="y")
    head = office_city.visitor("party")
    case = head.open("/cases/SP2022/SP2022-T01").words
    assert "系统外签字：张三 2023-04-06；待签字" in case
    page = head.open("/cases/SP2022/SP2022-T01/do/sign").words
    assert "2023年3月6日现场核查，通过（系统外）" in page
    for paper in ("closure", "acceptance", "case_file"):
        assert visitor.client.get(f"/cases/SP2022/SP2022-T01/papers/{paper}.docx").status_code == 200
