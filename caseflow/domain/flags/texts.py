"""Doubts about what was written (seen elsewhere: daily figures that never change, plans copied from level to level)."""

import re
from collections.abc import Iterator
from itertools import pairwise

from caseflow.domain.case.monthly import Report
from caseflow.domain.flags.facts import Facts, Flag, Proof

TOLD = "report.done"
_NUMBERS = re.compile(r"\d+(?:\.\d+)?")


def copied_text(facts: Facts) -> Iterator[Flag]:
    """A month's words that are nearly those of another month or another case, as it was told when they were sent."""
    for event in facts.events("report"):
        like, to = event.data.get("like"), event.data.get("like_to")
        if like and to:
            yield facts.flag(
                "copied_text",
                facts.proof(event),
                who=(event.actor,),
                month=event.data["month"],
                percent=int(float(like) * 100),
                other=to[0].partition("/")[2],
                other_month=to[1],
            )


def numbers_repeated(facts: Facts) -> Iterator[Flag]:
    """Two months in a row with the very same figures, and enough of them that chance is unlikely."""
    told = [report for report in facts.case.reports if TOLD in report.words and report.result != "returned"]
    for one, other in pairwise(told):
        figures = _figures(facts, other)
        enough = one.month != other.month and len(figures) >= facts.number("figures")
        if enough and figures == _figures(facts, one):
            yield facts.flag(
                "numbers_repeated",
                *_sent(facts, one),
                *_sent(facts, other),
                who=tuple(dict.fromkeys((one.by, other.by))),
                month=other.month,
                before=one.month,
                figures=len(figures),
            )


def _figures(facts: Facts, report: Report) -> list[str]:
    """The figures of a month; the month's own name is none of them."""
    words = facts.words.get(report.words[TOLD], "")
    dates = re.sub(r"\d+(?=[年月日号])", "", words)
    return _NUMBERS.findall(dates)


def _sent(facts: Facts, report: Report) -> Iterator[Proof]:
    for event in facts.events("report"):
        if event.texts.get(TOLD) == report.words[TOLD]:
            yield facts.proof(event)
