"""Folds forms signed on paper; the signature itself is an event like any other."""

from datetime import date

from caseflow.domain.case.facts import Case
from caseflow.domain.case.fold import on
from caseflow.domain.case.signed_form import SignedForm
from caseflow.domain.event import Event
from caseflow.domain.replacing import replace


@on("enter_signed_form")
def _enter(case: Case, event: Event) -> Case:
    data = event.data
    form = SignedForm(
        id=len(case.signed_forms) + 1,
        box=data["box"],
        person=data["person"],
        office=data["office"],
        dossier=data["dossier"],
        on=date.fromisoformat(data["on"]),
        file=data["file"],
        by=event.actor,
    )
    return replace(case, signed_forms=(*case.signed_forms, form))


@on("drop_signed_form")
def _drop(case: Case, event: Event) -> Case:
    return settled(case, event.data["id"], "dropped")


def settled(case: Case, number: int, outcome: str) -> Case:
    """The case after a form was taken for a signature or put aside."""
    forms = (replace(one, outcome=outcome) if one.id == number else one for one in case.signed_forms)
    return replace(case, signed_forms=tuple(forms))
