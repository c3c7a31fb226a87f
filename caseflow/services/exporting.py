"""Exporting (导出台账): cases written as a ledger that reads back as unchanged."""

import io
from collections.abc import Iterable

from sqlalchemy.orm import Session

from caseflow.domain.case import Case
from caseflow.ledgers.columns import Layout
from caseflow.ledgers.personal import personal_spans
from caseflow.ledgers.writer import Table, ledger_table, write_csv, write_xlsx
from caseflow.services.entering import KINDS
from caseflow.services.naming import Names
from caseflow.services.tabulating import cells_of
from caseflow.services.texts import read_texts
from caseflow.words.say import say

SHEETS: dict[Layout, str] = {"tasks": "整改任务清单", "petitions": "信访案件台账"}
"""The sheet's name, as the ledgers that come in have it."""


def export_ledger(
    session: Session, names: Names, layout: Layout, cases: Iterable[Case], *, beyond: bool = False
) -> bytes:
    """The .xlsx of these cases, in their order; those of the other kind, and locality parts, are left out.

    `beyond` the office, a cell in which somebody may be named is held back. Raises BadInput for a text that no
    cell can hold.
    """
    target = io.BytesIO()
    write_xlsx(target, _table(session, names, layout, cases, beyond=beyond), SHEETS[layout])
    return target.getvalue()


def export_csv(
    session: Session, names: Names, layout: Layout, cases: Iterable[Case], *, beyond: bool = False
) -> bytes:
    """The same as .csv, in the encoding that Excel knows without asking."""
    target = io.StringIO(newline="")
    write_csv(target, _table(session, names, layout, cases, beyond=beyond))
    return target.getvalue().encode("utf-8-sig")


def _table(session: Session, names: Names, layout: Layout, cases: Iterable[Case], *, beyond: bool) -> Table:
    rows = [case for case in cases if case.kind is KINDS[layout] and case.links.part_of is None]
    texts = read_texts(session, (digest for case in rows for digest in case.texts.values()))
    found = [
        cells_of(case, {n: texts[d] for n, d in case.texts.items() if d in texts}, names) for case in rows
    ]
    return ledger_table(layout, [_cleared(cells) for cells in found] if beyond else found)


def _cleared(cells: dict[str, str]) -> dict[str, str]:
    """The row without what may tell who a petitioner is."""
    held = say("export.held_back", language="zh")
    return {code: held if personal_spans(text) else text for code, text in cells.items()}
