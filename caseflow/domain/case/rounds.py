"""What falls when a case goes back: the one place that says it (product.md: recall, returns)."""

from caseflow.domain.case.facts import Case
from caseflow.domain.case.parts import ApplicationStatus
from caseflow.domain.case.waits import APPLY, OPINION, ended
from caseflow.domain.replacing import replace
from caseflow.domain.terms import Progress, Step


def back_to_rectifying(case: Case, why: str) -> Case:
    """A return to rectifying: new self-checks are due, the application falls, a later notice is a new one.

    The office's own date was for the round that is over.
    """
    fallen = set_application(case, ApplicationStatus.FALLEN)
    return replace(
        _without_texts(without(fallen, tuple(Step), why), "self_check."),
        round=case.round + 1,
        order=(),
        bound=(),
        self_checks=(),
        opinions={},
        noticed_this_round=False,
        confirmed_progress=Progress.NORMAL,
        internal_due=None,
        waits=ended(case.waits, OPINION, APPLY),
    )


def without(case: Case, steps: tuple[Step, ...], why: str) -> Case:
    """What these steps produced falls and is made anew; signatures stay on file as void."""
    if Step.ACCEPTANCE in steps:
        case = set_application(case, ApplicationStatus.PENDING)
        case = replace(case, acceptance=None, supplement=None, correct_by=None)
        case = _without_texts(case, "acceptance.", "supplement.")
    if Step.NOTICE in steps:
        case = _without_texts(replace(case, notice=None, notice_exempted=False), "notice.")
    if Step.SIGNATURES in steps:
        case = void_signatures(case, why)
    return case


def void_signatures(case: Case, why: str) -> Case:
    """Every standing signature becomes void, for this reason code."""
    outside = case.outside and replace(case.outside, fallen=case.outside.fallen or why)
    signatures = tuple(s if s.void else replace(s, void=why) for s in case.signatures)
    return replace(case, signatures=signatures, outside=outside)


def set_application(case: Case, status: ApplicationStatus) -> Case:
    """The last application changes status; one that fell stays fallen."""
    if case.application is None:
        return case
    return replace(
        case, applications=(*case.applications[:-1], replace(case.applications[-1], status=status))
    )


def _without_texts(case: Case, *names: str) -> Case:
    """The words of what fell go with it; the record keeps them."""
    return replace(
        case, texts={name: text for name, text in case.texts.items() if not name.startswith(names)}
    )
