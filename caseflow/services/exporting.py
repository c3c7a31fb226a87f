"""Exporting (导出台账): cases written as a ledger that reads back as unchanged."""

import io
from collections.abc import Callable, Iterable, Mapping

from caseflow.domain.case import Case
from caseflow.ledgers.columns import Layout
from caseflow.ledgers.writer import Table, ledger_table, write_csv, write_xlsx
from caseflow.services.entering import KINDS
from caseflow.services.naming import Names
from caseflow.services.tabulating import cells_of

Read = Callable[[Iterable[str]], Mapping[str, str]]
SHEETS: dict[Layout, str] = {"tasks": "整改任务清单", "petitions": "信访案件台账"}
"""The sheet's name, as the ledgers that come in have it."""


def export_ledger(read: Read, names: Names, layout: Layout, cases: Iterable[Case]) -> bytes:
    """The .xlsx of these cases, in their order; those of the other kind, and locality parts, are left out.

    `read` gives the texts by digest, as whoever takes the ledger out may see them. Raises BadInput for a text that no
    cell can hold.
    """
    target = io.BytesIO()
    write_xlsx(target, _table(read, names, layout, cases), SHEETS[layout])
    return target.getvalue()


def export_csv(read: Read, names: Names, layout: Layout, cases: Iterable[Case]) -> bytes:
    """The same as .csv, in the encoding that Excel knows without asking."""
    target = io.StringIO(newline="")
    write_csv(target, _table(read, names, layout, cases))
    return target.getvalue().encode("utf-8-sig")


def _table(read: Read, names: Names, layout: Layout, cases: Iterable[Case]) -> Table:
    rows = [case for case in cases if case.kind is KINDS[layout] and case.links.part_of is None]
    texts = read(digest for case in rows for digest in case.texts.values())
    found = [
        cells_of(case, {n: texts[d] for n, d in case.texts.items() if d in texts}, names) for case in rows
    ]
    return ledger_table(layout, found)
