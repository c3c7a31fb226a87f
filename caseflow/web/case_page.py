"""Gathers what the page of one case shows, for today or for a past day."""

from collections.abc import Iterator
from typing import Any

from caseflow.domain.actions import Action
from caseflow.domain.case import Case
from caseflow.domain.light import judge
from caseflow.domain.permissions import may_ever
from caseflow.services.picturing import Picture
from caseflow.services.work import Work
from caseflow.web import bundles, case_parties, case_record, papers
from caseflow.web.case_acts import panel
from caseflow.web.case_clock import clock
from caseflow.web.case_ladder import guidances, ladder
from caseflow.web.case_steps import steps
from caseflow.web.evidence import Shelf, withdrawals
from caseflow.web.timeline import FILTERS, Asked, timeline
from caseflow.words.say import say, term


def page(work: Work, picture: Picture, asked: Asked, *, printed: bool) -> dict[str, Any]:
    """Everything `cases/case.html` reads. On a past day nothing can be done, so that no act is offered."""
    case, today = picture.case, picture.day == work.day
    judged, shelf = judge(case, picture.rules, picture.day), Shelf(picture)
    return {
        "case": case,
        "picture": picture,
        "today": work.day,
        "past": not today,
        "printed": printed,
        "title": title(picture),
        "judged": judged,
        "progress": list(_progress(case)),
        "steps": steps(picture),
        "dates": clock(picture, judged),
        "panel": panel(work, picture) if today else None,
        "shelf": shelf,
        "withdrawals": withdrawals(work, case) if today else {},
        "timeline": timeline(picture, asked, shelf.piece, whole=printed),
        "asked": asked,
        "filters": tuple(FILTERS),
        **_facts(work, picture),
    }


def own_notice(case: Case) -> bool:
    """Whether a notice was written here; the words of one published outside are not on record."""
    return case.notice is not None and not case.notice.outside


def title(picture: Picture) -> str:
    """What the case is called; its number where nobody named it, or the name was erased."""
    return picture.text("title") or picture.case.number


def inspection(picture: Picture, case: Case) -> str:
    """The inspection by name."""
    found = picture.city.inspections.get(case.inspection)
    return picture.words.get(found.name, case.inspection) if found else case.inspection


def _progress(case: Case) -> Iterator[str]:
    """The unit's word and the office's, never mixed; of a petition also how far it is answered."""
    yield say("progress.reported", {"progress": case.progress})
    yield say("progress.confirmed", {"progress": case.confirmed_progress})
    if case.settlement:
        yield term(f"settlement.{case.settlement}")


def _facts(work: Work, picture: Picture) -> dict[str, Any]:
    return {
        "inspection": inspection(picture, picture.case),
        "measures": case_parties.measures(picture),
        "parties": case_parties.parties(picture),
        "offices": bool(may_ever(work.actor, Action.VIEW_HELD_OFFICES, work.city)),
        "cooperating_accepts": case_parties.cooperating_accepts(picture),
        "parts": case_parties.parts(picture, work),
        "links": case_parties.links(picture, work),
        "ledger": case_parties.ledger(picture),
        "procedure": case_record.procedure(picture),
        "outside": case_record.outside(picture),
        "notice": case_record.notice(picture) if own_notice(picture.case) else [],
        "decisions": case_record.decisions(picture),
        "objections": case_record.objections(picture),
        "boxes": case_record.boxes(picture),
        "papers": ladder(picture),
        "guidances": guidances(picture),
        "files": papers.rows(picture) if picture.day == work.day else [],
        "bundles": bundles.offered(work, picture.case) if picture.day == work.day else [],
        "criticisms": case_record.criticisms(picture),
        "findings": case_record.findings_after(picture),
        "looked_back": case_record.looked_back(picture),
    }
