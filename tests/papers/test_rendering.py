"""Each paper opens in LibreOffice, says what practice asks of it, and keeps the measures of GB/T 9704-2012."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from caseflow.papers.measures import CHARACTERS, LINES
from tests.papers.conftest import words_on
from tests.papers.samples import FACTS
from tests.papers.says import SAYS

MM = 72 / 25.4


def squeezed(text: str) -> str:
    return re.sub(r"[\s-]", "", text)  # a hyphen at a line's end is taken off when it is read


def lines_of(file: Path, page: int) -> Iterator[tuple[float, float, float, float, str]]:
    """The words of a page with the edges of their boxes in points: left, top, right, bottom."""
    found = words_on(file, "-bbox", "-f", str(page), "-l", str(page))
    pattern = r'xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">([^<]*)<'
    for left, top, right, bottom, word in re.findall(pattern, found):
        yield float(left), float(top), float(right), float(bottom), word


def test_there_is_a_row_for_every_sample() -> None:
    assert SAYS.keys() == FACTS.keys()


@pytest.mark.parametrize("name", SAYS)
def test_every_field_stands_on_the_paper(rendered: dict[str, Path], name: str) -> None:
    said = squeezed(words_on(rendered[name]))
    assert [word for word in SAYS[name] if squeezed(word) not in said] == []


def test_a_full_page_has_22_lines_of_28_characters(rendered: dict[str, Path]) -> None:
    words = [line for line in lines_of(rendered["circular"], 3) if len(line[4]) > 1]
    tops = sorted({round(top) for _, top, *_ in words})
    assert len(tops) == LINES
    assert max(len(word) for *_, word in words) == CHARACTERS
    assert (
        sum(len(word) == CHARACTERS for *_, word in words) >= LINES - 6
    )  # the others begin or end a paragraph


def test_the_text_stands_between_the_margins_of_the_standard(rendered: dict[str, Path]) -> None:
    words = [line for line in lines_of(rendered["circular"], 3) if len(line[4]) > 1]
    left, right = min(line[0] for line in words), max(line[2] for line in words)
    assert left / MM == pytest.approx(28, abs=0.5)
    assert 210 - right / MM == pytest.approx(26, abs=1)
    assert min(line[1] for line in words) / MM >= 37
    assert max(line[3] for line in words) / MM <= 297 - 35 + 1


def test_pages_are_numbered_right_on_odd_ones_and_left_on_even_ones(rendered: dict[str, Path]) -> None:
    for page in (2, 3):
        foot = [line for line in lines_of(rendered["circular"], page) if line[1] / MM > 297 - 35]
        assert "".join(line[4] for line in foot) == f"—{page}—"
        assert (foot[0][0] / MM > 105) is (page % 2 == 1)


def test_the_first_page_of_a_letter_bears_no_number(rendered: dict[str, Path]) -> None:
    assert "—1—" not in squeezed(words_on(rendered["interview"], "-f", "1", "-l", "1"))
    assert "—2—" in squeezed(words_on(rendered["interview"], "-f", "2", "-l", "2"))


@pytest.mark.parametrize("name", ["warning", "reminder", "supervision", "extension", "acceptance", "closure"])
def test_what_is_signed_fits_one_sheet(rendered: dict[str, Path], name: str) -> None:
    assert words_on(rendered[name]).count("\f") == 1


def test_the_two_boxes_of_a_closure_are_equal_and_the_party_stands_left(rendered: dict[str, Path]) -> None:
    places = {word: left for left, *_, word in lines_of(rendered["closure"], 1)}
    party, government = places["姓名：李向东（盖章）"], places["姓名：王晓梅（盖章）"]
    assert government - party == pytest.approx(84 * MM, abs=3)
