"""Messages to units and posts: put into the outbox with the change they tell of."""

from collections.abc import Iterable, Mapping

from sqlalchemy import insert, select

from caseflow.services.work import Work
from caseflow.store.runs import OutboxRow

AT_ONCE = frozenset({"sign", "answer", "decide"})
"""Obligations that are told of as soon as they are owed, under their own code."""
NEWS = frozenset({"criticised", "paper", "meeting_called", "meeting_postponed", "meeting_cancelled"})
"""What is told of as it happens, whether or not the receiver owes anything by it."""
URGENT = AT_ONCE | NEWS | {"due_today", "overdue"}
"""Matters that leave the product at once, within working hours; the others wait for the morning's digest."""


def remind(work: Work, matter: str, about: str, who: str) -> int:
    """Puts a message into the outbox unless it lies there already for this day; 1 if it did.

    `about` is a case's key; of anything else the name of its stream after a slash, with which no key begins.
    """
    there = select(OutboxRow.id).where(
        OutboxRow.matter == matter, OutboxRow.case == about, OutboxRow.who == who, OutboxRow.day == work.day
    )
    if work.session.scalar(there) is not None:
        return 0
    row = {"matter": matter, "case": about, "who": who, "day": work.day}
    work.session.connection().execute(insert(OutboxRow), row)
    return 1


def tell_owed(work: Work, opened: Iterable[Mapping[str, object]]) -> None:
    """Tells of the urgent ones among obligations that this work brought about, in its own transaction."""
    for row in opened:
        if row["kind"] in AT_ONCE and row["met_on"] is None and not _unchecked(work, row):
            remind(work, str(row["kind"]), str(row["case"]), str(row["who"]))


def tell_all(work: Work, matter: str, about: str, whom: Iterable[str | None]) -> None:
    """Tells each of these units and posts once; None is nobody."""
    for who in dict.fromkeys(whom):
        if who:
            remind(work, matter, about, who)


def _unchecked(work: Work, row: Mapping[str, object]) -> bool:
    """Whether it is an amendment that the office has yet to check: the heads are told once they can decide."""
    decisions = work.cases[str(row["case"])].decisions if row["kind"] == "decide" else ()
    return any(
        str(one.id) == row["ref"] and one.matter == "amendment" and not one.checked_by for one in decisions
    )
