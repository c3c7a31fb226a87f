"""The register of issued papers: numbers run from 1, none is skipped, given twice or given away again."""

from datetime import date
from typing import Any

import pytest

from caseflow.domain import register
from caseflow.domain.event import Event

DAY = date(2023, 10, 20)


def an_event(n: int, type_: str, day: date = DAY, **data: Any) -> Event:
    return Event("register/2023/warning", n, type_, "p1", "coordinator/zgb", day, data)


def given(n: int, number: int, day: date = DAY) -> Event:
    return an_event(
        n, "give_number", day, number=number, word="四环督整办警", about="case/x/1", paper=1, unit="zjj"
    )


def test_numbers_run_from_one_in_the_order_they_are_given() -> None:
    book = register.fold([given(0, 1), given(1, 2)])
    assert book is not None
    assert [entry.number for entry in book.entries] == [1, 2]
    assert (book.name, book.stream, book.next) == ("2023/warning", "register/2023/warning", 3)


@pytest.mark.parametrize("number", [0, 1, 3])
def test_a_number_out_of_turn_is_out_of_place(number: int) -> None:
    with pytest.raises(ValueError, match="out of turn"):
        register.fold([given(0, 1), given(1, number)])


def test_a_number_of_another_year_is_out_of_place() -> None:
    with pytest.raises(ValueError, match="out of turn"):
        register.fold([given(0, 1, date(2024, 1, 1))])


def test_a_void_number_stays_in_its_place_and_the_next_is_the_one_after() -> None:
    book = register.fold([given(0, 1), an_event(1, "void_number", number=1), given(2, 2)])
    assert book is not None
    assert [(entry.number, entry.void_on) for entry in book.entries] == [(1, DAY), (2, None)]


@pytest.mark.parametrize("number", [0, 1, 2])
def test_only_a_number_that_stands_is_made_void(number: int) -> None:
    before = [given(0, 1), an_event(1, "void_number", number=1)]
    with pytest.raises((ValueError, IndexError)):
        register.fold([*before, an_event(2, "void_number", number=number)])


def test_a_kind_nobody_knows_has_no_register() -> None:
    with pytest.raises(ValueError, match="tea"):
        register.empty("2023/tea")


def test_a_number_is_written_as_the_standard_has_it_and_read_back() -> None:
    text = register.written("四环督整办警", 2023, 12)
    assert text == "四环督整办警〔2023〕12号"
    assert register.numbered(text) == (2023, 12)
    with pytest.raises(ValueError, match="12"):
        register.numbered("12")
