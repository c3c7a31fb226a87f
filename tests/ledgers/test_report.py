"""The outcome of an import keeps the contract's shape."""

from caseflow.ledgers.report import Outcome
from tests.ledgers.makers import TASK_HEADINGS, task, tasks, xlsx


def test_every_row_is_counted_once_and_every_message_is_said() -> None:
    ledger = tasks(xlsx([TASK_HEADINGS, task(1), [], task("３-1"), task(4, due="尽快")]))
    outcome = Outcome(
        sheet=ledger.sheet,
        header_row=ledger.header_row,
        accepted=2,
        unchanged=0,
        changed=0,
        rejected=1,
        skipped=ledger.skipped,
        warnings=ledger.warnings,
        errors=ledger.errors,
        dry_run=True,
        committed=False,
    )
    document = outcome.document()
    assert not outcome.is_clean
    assert document["rows"] == 4
    assert list(document) == [
        *("sheet", "header_row", "rows", "accepted", "unchanged", "changed", "rejected", "skipped"),
        *("warnings", "errors", "dry_run", "committed"),
    ]
    assert document["errors"] == [
        {"row": 5, "column": "整改时限", "code": "unreadable_phrase", "message": "“尽快”不是可以识别的时限。"}
    ]
