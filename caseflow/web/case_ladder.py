"""The ladder on a case's page: each paper under its rung, with its reasons and its days, the lightest rung first."""

from collections.abc import Iterator
from typing import Any

from caseflow.domain.case.guidance import Guidance
from caseflow.domain.case.paper import Paper
from caseflow.domain.case.papers import paper_by
from caseflow.services.picturing import Picture
from caseflow.web.day_links import day_link
from caseflow.words.ladder import causes_in_words, rule_in_words
from caseflow.words.say import say, term

Row = dict[str, Any]


def ladder(picture: Picture) -> list[Row]:
    """The papers the reader may see, rung by rung, each rung's oldest first."""
    order = picture.rules.codes("ladder.order")
    known = {rung: place for place, rung in enumerate(order)}
    papers = sorted(picture.case.papers, key=lambda paper: (known.get(paper.rung, len(order)), paper.id))
    return [_row(picture, paper) for paper in papers]


def _row(picture: Picture, paper: Paper) -> Row:
    return {
        "ordinal": paper.ordinal,
        "number": paper.number,
        "rung": term(f"rung.{paper.rung}"),
        "to": picture.names.called(paper.to_unit),
        "status": term(f"paper_status.{paper.status}"),
        "issued_on": paper.issued_on,
        "reply_by": paper.reply_by,
        "href": day_link(picture.case, f"answer.{paper.id}", picture.day),
        "cause": causes_in_words((paper.rule, *paper.causes)),
        "rule": rule_in_words(paper.rule, paper.threshold, paper.book) if paper.threshold else "",
        "course": list(_course(picture, paper)),
    }


def _course(picture: Picture, paper: Paper) -> Iterator[str]:
    """What came of it, day by day, and what it left out."""
    if paper.skipped:
        said = say("ladder.left_out", {"rungs": "rung." + "|".join(paper.skipped)})
        yield say("list.labelled", {"label": said, "words": picture.text(f"paper.{paper.id}.skipped")})
    if paper.ordinal is None:
        yield say("ladder.proposed", {"on": paper.proposed_on})
    if paper.cases:
        yield say(
            "ladder.cases", {"cases": say("list.comma").join(key.partition("/")[2] for key in paper.cases)}
        )
    if paper.into:
        yield say("ladder.merged", {"rung": paper_by(picture.case, paper.into).rung})
    if paper.acknowledged_on:
        who = picture.names.called(paper.acknowledged_by)
        yield say("ladder.acknowledged", {"on": paper.acknowledged_on, "who": who})
    yield from _since(paper)
    if paper.returns:
        yield say("ladder.returned", {"n": paper.returns})
    if paper.ended_on:
        yield say("ladder.ended", {"on": paper.ended_on, "status": paper.status})
    if paper.next:
        yield say("ladder.raised", {"rung": paper_by(picture.case, paper.next).rung})


def _since(paper: Paper) -> Iterator[str]:
    """The steps of an issued paper, each with its day."""
    for code in ("held", "concluded", "answered"):
        if on := getattr(paper, f"{code}_on"):
            yield say(f"ladder.{code}", {"on": on})


def guidances(picture: Picture) -> list[Row]:
    """Visits to the place, newest first."""
    return [_visit(picture, one) for one in reversed(picture.case.guidances)]


def _visit(picture: Picture, visit: Guidance) -> Row:
    of_it = f"guidance.{visit.id}"
    return {
        "on": visit.on,
        "by": picture.names.called(visit.by),
        "place": picture.text(f"{of_it}.place"),
        "people": picture.text(f"{of_it}.people"),
        "findings": picture.text(f"{of_it}.findings"),
        "asks": [{"by": day, "words": picture.text(f"{of_it}.ask.{n}")} for n, day in visit.asks],
        "files": [picture.text(f"evidence.{number}.name") for number in visit.files],
    }
