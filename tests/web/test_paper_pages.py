"""Papers in the browser: every one a case can have comes as a Word file with its facts, and its code can be checked."""

import io
import re
from dataclasses import replace
from itertools import count
from urllib.parse import unquote

import docx
import pytest
from sqlalchemy import select

from caseflow.domain.case import dossier_digest
from caseflow.services.streams import read_case
from caseflow.store.accounts import ReadingRow
from caseflow.transaction import looking
from tests.papers.test_papers import words_in
from tests.papers.test_template import a_template
from tests.web.lives import (
    ACCEPTING,
    CLOSED,
    PAPERS,
    PUBLICIZED,
    SIGNING,
    WARNING,
    WORKING,
    Told,
    live,
    proposed,
)
from tests.web.office import City, act
from tests.web.papers import ISSUED, address, read
from tests.web.reading import panel

EXTENDED = (
    *proposed("extension", WORKING, to_day="2023-12-31"),
    ("decide", {"id": 1, "box": "party", "agrees": True}),
)
SAID = {"paper.1.answer.cause": "人手不足", "paper.1.answer": "已增派人员"}
NUMBERED = {"id": 1, "reply_by": "2023-04-27", "number": "四环督整办督〔2023〕1号"}
SUPERVISED: tuple[Told, ...] = (
    *WORKING,
    ("propose_paper", WARNING | {"rung": "supervision"}),
    ("issue_paper", NUMBERED, {"paper.1": "十日内贯通"}),
    ("answer_paper", {"id": 1, "items": ["cause", "finish_by", "rest"], "finish_by": "2023-05-20"}, SAID),
)
_numbers = count(1)


@pytest.fixture(scope="module")
def city(shared_city: City) -> City:
    """One city for all tests of this file; each has a case of its own in it."""
    return shared_city


@pytest.fixture
def number() -> str:
    """The number of this test's case."""
    return f"SP2022-T{next(_numbers):02}"


SAID: list[tuple[tuple[Told, ...], str, tuple[str, ...]]] = [
    (
        ISSUED,
        "warning-1",
        (
            "四环督整办警〔2023〕7号",
            "四平市住房和城乡建设局：",
            "至2023年4月确认滞后",
            "请抓紧清淤",
            "2023年4月27日前",
        ),
    ),
    (
        SUPERVISED,
        "supervision-1",
        (
            "督办单",
            "四环督整办督〔2023〕1号",
            "十日内贯通",
            "原因：人手不足",
            "完成时间：2023年5月20日",
            "已增派人员",
            "siping/2023.1",
            "2023年10月31日",
        ),
    ),
    (
        EXTENDED,
        "extension-1",
        (
            "施工受阻",
            "2023年10月31日",
            "2023年12月31日",
            "同意",
            "四平市党委主要负责同志",
            "四平市政府主要负责同志",
        ),
    ),
    (
        ACCEPTING,
        "acceptance",
        ("清淤三公里", "铺设截污管", "☐通过☐不通过☐限期补正", "条子河城区段", "已全部落实☑符合"),
    ),
    (CLOSED, "acceptance", ("☑通过", "条子河", "周某", "吴某", "2023年4月3日")),
    (
        CLOSED,
        "closure",
        (
            "党委主要负责同志签字",
            "政府主要负责同志签字",
            "职务：铁西区党委主要负责同志",
            "2023年4月3日至2023年4月17日",
            "未收到异议",
            "负责人：李某",
        ),
    ),
    (
        PUBLICIZED,
        "notice",
        ("整改任务：水体发黑", "整改完成情况：已消除黑臭", "特此公示！", "共10个工作日", "2023年4月17日"),
    ),
    (
        CLOSED,
        "case_file",
        (
            "建档立卡表",
            "before_photo.jpg",
            "验收意见表",
            "整改销号申请表签字页",
            "已销号",
            "城区黑臭水体整治不彻底",
        ),
    ),
]


@pytest.mark.parametrize(
    ("life", "name", "wanted"), SAID, ids=[f"{name}-{len(life)}" for life, name, _ in SAID]
)
def test_a_paper_says_what_is_on_record(
    city: City, number: str, life: tuple[Told, ...], name: str, wanted: tuple[str, ...]
) -> None:
    live(city, number, life)
    said = read(city, number, name)
    assert [word for word in wanted if word not in said] == []


def test_a_paper_is_chinese_for_an_english_reader_too(city: City, number: str) -> None:
    live(city, number, CLOSED)
    visitor = city.visitor("co-lead")
    with visitor.client.session_transaction() as kept:
        kept["language"] = "en"
    found = docx.Document(io.BytesIO(visitor.client.get(address(number, "closure")).data))
    said = "".join(node.text or "" for node in found.element.iter() if node.tag.endswith("}t"))
    assert "整改任务" in said
    assert "Task" not in said


def test_a_paper_comes_as_a_file_with_its_name_and_number_and_nothing_in_it_runs(
    city: City, number: str
) -> None:
    live(city, number, ISSUED)
    answer = city.visitor("lead").client.get(address(number, "warning-1"))
    assert (
        unquote(answer.headers["Content-Disposition"])
        == "attachment; filename*=UTF-8''预警函四环督整办警〔2023〕7号.docx"
    )
    assert answer.headers["Content-Type"].endswith("wordprocessingml.document")
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"


@pytest.mark.parametrize(
    ("life", "name"),
    [
        (PAPERS["proposed"], "warning-1"),
        (WORKING, "closure"),
        (WORKING, "notice"),
        (WORKING, "warning-1"),
        (WORKING, "x"),
    ],
)
def test_what_was_not_issued_or_begun_is_no_paper(
    city: City, number: str, life: tuple[Told, ...], name: str
) -> None:
    live(city, number, life)
    assert "没有这份文书" in city.visitor("coordinator").open(address(number, name), 404).words


def test_another_format_is_no_paper(city: City, number: str) -> None:
    live(city, number, WORKING)
    city.visitor("lead").open(address(number, "case_file", "odt"), 404)


def test_a_stranger_is_told_nothing_of_a_paper(city: City, number: str) -> None:
    live(city, number, ISSUED)
    city.visitor("stranger").open(address(number, "warning-1"), 404)


def test_an_inspectors_look_at_a_paper_is_noted(city: City, number: str) -> None:
    live(city, number, ISSUED)
    city.visitor("inspector").client.get(address(number, "warning-1"))
    with looking(city.engine) as session:
        refs = session.scalars(select(ReadingRow.ref)).all()
    assert f"SP2022/{number} warning-1" in refs


def test_the_page_lists_the_papers_with_number_day_and_code(city: City, number: str) -> None:
    live(city, number, (*ISSUED, ("void_paper", {"id": 1})))
    listed = panel(city.visitor("lead").open(f"/cases/SP2022/{number}").html, "files")
    for word in ("预警函 四环督整办警〔2023〕7号 作废", "2023-04-03", "案卷封面和目录", "Word"):
        assert word in listed


def test_a_void_paper_can_still_be_had_and_says_that_it_is_void(city: City, number: str) -> None:
    live(city, number, (*ISSUED, ("void_paper", {"id": 1})))
    assert "作废" in read(city, number, "warning-1")


def test_the_coordinator_makes_an_issued_paper_void_from_its_page(city: City, number: str) -> None:
    live(city, number, PAPERS["proposed"])
    visitor = city.visitor("coordinator")
    visitor.send(visitor.open(act(number, "issue_paper")), words="请抓紧")
    page = visitor.open(act(number, "void_paper"))
    visitor.send(page, reason="发错单位")
    said = visitor.open(f"/cases/SP2022/{number}").words
    assert re.search(r"预警函 四环督整办警〔2023〕\d+号 作废", said)
    assert "已作废" in said


def test_a_closure_names_who_signed_when_and_over_which_dossier(city: City, number: str) -> None:
    live(city, number, SIGNING)
    with looking(city.engine) as session:
        case = read_case(session, f"SP2022/{number}")
    assert case
    digest = dossier_digest(case)
    live(city, number, (("sign", {"box": "party", "dossier": digest}, {"note": "同意销号"}),))
    said = read(city, number, "closure")
    for word in (
        "同意销号",
        f"案卷摘要{digest[:4]}-{digest[4:8]}".upper(),
        "日期：2023年4月3日",
        "日期：年月日",
    ):
        assert word in said


# PDF


def test_a_paper_comes_as_pdf_where_libreoffice_is(rendering: None, city: City, number: str) -> None:
    live(city, number, ISSUED)
    answer = city.visitor("lead").client.get(address(number, "warning-1", "pdf"))
    assert answer.status_code == 200
    assert answer.data.startswith(b"%PDF")


def test_without_libreoffice_the_button_stays_and_says_why(office_city: City, number: str) -> None:
    installation = office_city.app.extensions["caseflow"]
    settings = replace(installation.settings, soffice="no-such-program")
    office_city.app.extensions["caseflow"] = replace(installation, settings=settings)
    live(office_city, number, ISSUED)
    html = office_city.visitor("lead").open(f"/cases/SP2022/{number}").html
    assert 'aria-disabled="true" aria-describedby="no-pdf"' in re.sub(r"\s+", " ", html)
    assert "服务器上没有 LibreOffice（no-such-program）" in panel(html, "files")
    refused = office_city.visitor("lead").open(address(number, "warning-1", "pdf"), 409)
    assert "只能下载 Word" in refused.words


# an office's own template


def test_an_offices_own_template_is_used_and_ours_stays_available(office_city: City, number: str) -> None:
    folder = office_city.app.extensions["caseflow"].settings.home / "templates"
    folder.mkdir()
    (folder / "warning.docx").write_bytes(a_template("本办自己的版式 {{ imprint.number }}"))
    live(office_city, number, ISSUED)
    assert read(office_city, number, "warning-1") == "本办自己的版式四环督整办警〔2023〕7号"
    listed = office_city.visitor("lead").open(f"/cases/SP2022/{number}").html
    assert f"{address(number, 'warning-1')}?layout=shipped" in listed
    ours = office_city.visitor("lead").client.get(f"{address(number, 'warning-1')}?layout=shipped")
    assert "请抓紧清淤" in words_in(ours.data)


def test_a_template_that_does_not_render_says_which_placeholder_is_wrong(
    office_city: City, number: str
) -> None:
    folder = office_city.app.extensions["caseflow"].settings.home / "templates"
    folder.mkdir()
    (folder / "warning.docx").write_bytes(a_template("{{ unit_name }}"))
    live(office_city, number, ISSUED)
    refused = office_city.visitor("lead").open(address(number, "warning-1"), 422).words
    assert "模板 warning.docx 里的“unit_name”没有对应内容" in refused
