"""A ledger read in a process of its own is the same ledger; a file that takes too much harms nobody else."""

import pickle
import resource
import time
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from types import MappingProxyType
from typing import Any

import pytest

from caseflow.domain.errors import BadInput
from caseflow.ledgers import apart
from caseflow.ledgers.apart import Bounds, read_apart
from caseflow.ledgers.ledger import Ledger
from caseflow.ledgers.reading import read
from tests.ledgers.makers import DATA, TASK_HEADINGS, VOCABULARY, ods, ods_row, separated, task, xlsx

ROWS = [TASK_HEADINGS, task(1), task(2, due="看情况"), task(3)]
FILES = {
    "xlsx": xlsx(ROWS),
    "csv": separated(ROWS),
    "ods": ods("".join(map(ods_row, ROWS))),
    "no ledger": b"%PDF-1.7",
    "no header": xlsx([["标题"], ["没有表头"]]),
}
NUMBERS = '<table:table-cell table:number-columns-repeated="55" office:value-type="float" office:value="1"/>'
HUGE = ods(
    ods_row(TASK_HEADINGS)
    + f'<table:table-row table:number-rows-repeated="199000">{NUMBERS}</table:table-row>'
)
"""One kilobyte that unfolds to eleven million cells, within every limit that can be known beforehand."""
MANY = separated([TASK_HEADINGS, *[task(n) for n in range(60_000)]])


def said(reader: Callable[..., Ledger[Any]], data: bytes, kind: str = "tasks", **more: Any) -> object:
    rules = replace(VOCABULARY, types=MappingProxyType(dict(VOCABULARY.types)))  # as a rulebook gives them
    try:
        return reader(data, sheet=None, kind=kind, include_hidden=False, rules=rules, **more)
    except BadInput as refused:
        return refused.reasons


@pytest.mark.parametrize("name", FILES)
def test_it_is_read_as_it_is_read_here(name: str) -> None:
    assert said(read_apart, FILES[name]) == said(read, FILES[name])


@pytest.mark.parametrize("name", ["petitions.xls", "siping-2022-petitions.xlsx"])
def test_a_city_s_petitions_are_read_as_they_are_read_here(name: str) -> None:
    data = (DATA / name).read_bytes()
    ledger = said(read_apart, data, "petitions")
    assert ledger == said(read, data, "petitions")
    assert isinstance(ledger, Ledger)


@pytest.mark.parametrize(
    ("data", "bounds"),
    [(HUGE, Bounds(memory=256)), (MANY, Bounds(memory=256, seconds=1))],
    ids=["memory", "time"],
)
def test_a_file_that_takes_too_much_is_refused_and_costs_nothing_here(data: bytes, bounds: Bounds) -> None:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    spent = time.process_time()
    (reason,) = said(read_apart, data, bounds=bounds)  # type: ignore[misc]
    assert reason.code == "ledger_needs_too_much"
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 64 * 1024  # KiB
    assert time.process_time() - spent < 1


def test_a_process_that_does_not_end_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "PATIENCE", 0.02)
    (reason,) = said(read_apart, MANY, bounds=Bounds(seconds=10))  # type: ignore[misc]
    assert reason.code == "ledger_needs_too_much"


def test_an_answer_that_is_more_than_facts_is_not_taken() -> None:
    class Harm:
        def __reduce__(self) -> tuple[object, tuple[str]]:
            return print, ("harm",)

    with pytest.raises(pickle.UnpicklingError):
        apart._Answer(BytesIO(pickle.dumps(Harm()))).load()
