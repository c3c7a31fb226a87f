"""What Word itself would find in a paper: the fonts asked for and their stand-ins, blanks, what is void, odd texts."""

import io
from dataclasses import replace
from typing import Any
from zipfile import ZipFile

import docx
import pytest

from caseflow.papers.documents import LAYOUTS
from caseflow.papers.facts import Letter
from caseflow.papers.imprint import Imprint
from caseflow.papers.letters import letter_paper
from caseflow.papers.text import broken
from caseflow.rulebooks.schema import NOTICE_LAYOUTS
from tests.papers.samples import FACTS, IMPRINT, MATTER


def words_in(data: bytes) -> str:
    """Every text of a document, headers and feet beside."""
    found = docx.Document(io.BytesIO(data))
    return "\n".join(node.text or "" for node in found.element.iter() if node.tag.endswith("}t"))


def made(name: str, **change: Any) -> bytes:
    make, facts = FACTS[name]
    return make(replace(facts, **change))


def test_the_fonts_of_the_standard_are_named_and_so_is_what_may_stand_in_for_them() -> None:
    with ZipFile(io.BytesIO(made("warning"))) as file:
        text, table = file.read("word/document.xml").decode(), file.read("word/fontTable.xml").decode()
    for name in ("仿宋_GB2312", "方正小标宋简体", "黑体"):
        assert f'w:eastAsia="{name}"' in text
        assert f'w:name="{name}"><w:altName' in table


@pytest.mark.parametrize("name", FACTS)
def test_every_paper_is_a_document_that_can_be_read_again(name: str) -> None:
    make, facts = FACTS[name]
    assert words_in(make(facts))


def test_what_is_not_on_record_is_a_blank_to_fill_in_by_hand() -> None:
    bare = Letter(Imprint("市整改办"), "预警函", "市水利局", replace(MATTER, due=""), "", "", None)
    said = words_in(letter_paper(bare))
    assert "〔　　　　〕　　号" in said
    assert "请于　　　　年　　月　　日前书面答复" in said
    assert said.count("＿＿＿＿＿＿") == 3  # cause, words, contact


@pytest.mark.parametrize("name", ["warning", "supervision", "circular", "minutes", "closure", "notice_jilin"])
def test_a_void_paper_says_so_and_keeps_its_number(name: str) -> None:
    assert "作　废" not in words_in(made(name))
    assert "作　废" in words_in(made(name, imprint=replace(IMPRINT, void=True)))


def test_texts_with_marks_controls_and_lines_do_no_harm() -> None:
    said = words_in(made("warning", words="甲<乙>&\x00\x01丙\n\ud800丁\r\n=戊"))
    for part in ("甲<乙>&丙", "丁", "=戊"):
        assert part in said


@pytest.mark.parametrize(
    ("parts", "lines"),
    [
        (("关于", "整改任务（序号九）", "整改进展的预警函"), ["关于整改任务（序号九）整改进展的预警函"]),
        (
            ("关于整改任务（序号九）", "约谈四平市住房和城乡建设局的纪要"),
            ["关于整改任务（序号九）", "约谈四平市住房和城乡建设局的纪要"],
        ),
        (("一" * 21 + "）二",), ["一" * 12, "一" * 9 + "）二"]),
    ],
)
def test_a_heading_is_broken_by_sense_into_lines_of_about_one_length(
    parts: tuple[str, ...], lines: list[str]
) -> None:
    assert broken(parts, 20) == lines


def test_every_layout_a_rulebook_may_name_for_a_notice_is_made() -> None:
    assert set(LAYOUTS) == set(NOTICE_LAYOUTS)
