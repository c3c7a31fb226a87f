"""Keeping the ledger of the ladder's papers (督办台账): which papers a filter asks for, with their cases."""

from sqlalchemy import false

from caseflow.domain.actions import Action
from caseflow.domain.case import Case
from caseflow.domain.case.paper import Paper
from caseflow.domain.case.papers import paper_by
from caseflow.services.searching import cases_of
from caseflow.services.work import Work
from caseflow.store.paper_ledger import NarrowPapers, paper_keys
from caseflow.store.scope import scope_clause


def ledger_of_papers(work: Work, narrow: NarrowPapers) -> list[tuple[Case, Paper]]:
    """The papers on cases the actor may see, in the order in which they went out; drafts where they may see those."""
    within = scope_clause(work.actor, Action.VIEW, work.city, work.day)
    drafts = scope_clause(work.actor, Action.VIEW_DRAFTS, work.city, work.day) if narrow.statuses else false()
    keys = paper_keys(work.session, within, drafts, narrow)
    cases = cases_of(work, list(dict.fromkeys(key for key, _ in keys)))
    return [(cases[key], paper_by(cases[key], number)) for key, number in keys if key in cases]
