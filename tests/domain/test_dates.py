"""The table of dates: what notices printed, what was counted by hand, and what two calendar packages agree on."""

import ast
import re
from datetime import date
from itertools import chain
from pathlib import Path

import pytest

from caseflow.domain.days import count, limit_end, workdays_between
from caseflow.domain.phrases import due_phrase
from caseflow.domain.terms import DayUnit
from caseflow.rulebooks.calendars import shipped_calendar
from caseflow.rulebooks.loader import shipped
from tests.domain.dates import make
from tests.domain.dates.table import LIMITS, OF_CASES, Row, on, rows, written_out

CALENDAR = shipped_calendar()
RULES = shipped("siping")[0]
YES = {"yes": True, "no": False}


def counted(row: Row):
    return count(CALENDAR, on(row), int(row["n"]), DayUnit(row["unit"]), after=row["first"] == "after")


@pytest.mark.parametrize("name", LIMITS)
def test_a_limit_ends_as_the_table_says(name):
    table = rows(name)
    ends = [(on(row, "end"), YES[row["provisional"]]) for row in table]

    spans = [counted(row) for row in table]
    assert [(span.end, span.provisional) for span in spans] == ends
    assert [limit_end(CALENDAR, span.start, span.n, span.unit, after=span.after) for span in spans] == ends


@pytest.mark.parametrize("name", ["notices", "by_hand"])
def test_a_limit_counts_the_days_that_are_written_out(name):
    for row in rows(name):
        days = written_out(row)
        assert [day.date for day in counted(row).days if day.counted] == days, row
        assert (len(days), days[-1].isoformat()) == (int(row["n"]), row["end"]), row


def test_a_notice_claims_what_it_ran_but_for_the_one_that_is_marked():
    told_wrong = [row for row in rows("notices") if (claim := claimed(row)) and claim != int(row["n"])]
    assert [(row["from"], row["end"]) for row in told_wrong] == [("2024-09-29", "2024-10-09")]
    assert [row["how"] for row in told_wrong] == ["notice contradicts itself"]


def claimed(row: Row) -> int | None:
    """How many days the notice itself says it runs."""
    found = re.search(r"\d+", row["printed"])
    return int(found[0]) if found else None


@pytest.mark.parametrize("row", rows("phrases"), ids=lambda row: f"{row['phrase']} {row['plan']}")
def test_a_phrase_of_a_plan_is_due_as_the_table_says(row):
    said, plan = due_phrase(row["phrase"]), on(row, "plan")
    due = said.due(plan, RULES.number("at_once.days"))

    assert (due.isoformat() if due else "") == row["end"]
    assert (said.at_once, said.standing) == (YES[row["at_once"]], YES[row["standing"]])
    if row["days"]:
        span = count(CALENDAR, plan, RULES.number("at_once.days"), DayUnit.DAY, after=True)
        assert [day.date for day in span.days if day.counted] == written_out(row | {"from": row["plan"]})


def test_the_agreed_rows_are_derived_again_from_both_packages():
    assert [tuple(row.values()) for row in rows("agreed")] == list(make.rows())


def test_a_limit_on_which_the_packages_differ_is_no_row():
    differing = {"start": date(2005, 12, 30), "n": 3, "after": False}
    assert make.end(make.one, **differing) == date(2006, 1, 5)
    assert make.end(make.other, **differing) == date(2006, 1, 4)
    assert make.agreed_end(**differing) is None
    assert make.agreed_end(date(2026, 12, 30), 5, after=False) is None  # neither knows 2027


def test_the_script_that_makes_rows_knows_nothing_of_our_code():
    tree = ast.parse(Path(make.__file__).read_text())
    imported = [node for node in ast.walk(tree) if isinstance(node, ast.Import | ast.ImportFrom)]
    assert not [node for node in imported if "caseflow" in ast.unparse(node)]


def test_the_table_is_as_large_as_was_promised_and_says_of_every_row_how_it_was_obtained():
    tables = {name: rows(name) for name in (*LIMITS, *OF_CASES)}
    every = list(chain.from_iterable(tables.values()))

    assert all(row["how"] and row["source"] and None not in row.values() for row in every)
    assert len(every) >= 400
    assert len([row for row in every if row["how"].startswith("by hand: ")]) >= 130
    assert len({row["source"] for row in tables["notices"] if row["source"].startswith("http")}) >= 26
    for name, table in tables.items():
        asked = [tuple(value for key, value in row.items() if key not in ("how", "source")) for row in table]
        assert len(set(asked)) == len(asked), name


def test_working_days_between_the_ends_of_a_row_are_as_many_as_it_counts():
    for row in chain.from_iterable(map(rows, LIMITS)):
        if row["unit"] == "workday":
            whole = workdays_between(CALENDAR, on(row), on(row, "end"))
            first_worked = row["first"] == "counts" and CALENDAR.day(on(row)).working
            assert whole + first_worked == int(row["n"]), row
