"""Guards of the units' work: measures, evidence, self-check, reports, application, years."""

from caseflow.domain.case import Case
from caseflow.domain.guards.base import Unmet, guard, no
from caseflow.domain.moment import Moment
from caseflow.domain.seats import COORDINATOR
from caseflow.domain.terms import Kind, Office, Step


@guard
def measures_done(case: Case, moment: Moment) -> Unmet:
    """Every measure that is the unit's own, or nobody's in particular, is marked done."""
    posts = [post.unit for post in moment.actor.posts if post.office is Office.OFFICER]
    units = {code for unit in posts for code in moment.city.written_as(unit)}
    for measure in case.measures:
        own = measure.unit is None or measure.unit in units
        if own and not measure.withdrawn and measure.done_on is None:
            yield no("measure_not_done", measure.unit or _responsible(case), number=measure.number)


@guard
def every_measure_done(case: Case, _: Moment) -> Unmet:
    """No measure is open when acceptance is asked for, whoever it belongs to."""
    for measure in case.measures:
        if not measure.withdrawn and measure.done_on is None:
            yield no("measure_not_done", measure.unit or _responsible(case), number=measure.number)


@guard
def evidence_complete(case: Case, moment: Moment) -> Unmet:
    """The case's class says what must be shown; where several kinds serve, one is enough."""
    shown = {evidence.kind for evidence in case.evidence if not evidence.withdrawn}
    for choice in moment.rules.alternatives(f"evidence.{case.evidence_class}"):
        if not choice & shown:
            yield no("evidence_missing", _responsible(case), kind=f"evidence.{'|'.join(sorted(choice))}")


@guard
def not_standing_only(case: Case, _: Moment) -> Unmet:
    """A task that only asks for 长期坚持 has no end to accept; it is confirmed yearly."""
    if case.kind is Kind.TASK and case.due.standing and case.due.day is None:
        yield no("standing_only")


@guard
def no_parts(case: Case, _: Moment) -> Unmet:
    """A case with locality parts is closed by gathering them."""
    if case.links.parts:
        yield no("has_parts", COORDINATOR, parts=len(case.links.parts))


@guard
def self_checks_in(case: Case, _: Moment) -> Unmet:
    """Each responsible unit has checked itself; a petition without one is checked by its lead unit."""
    for unit in case.checkers:
        if unit not in case.checked:
            yield no("self_check_missing", unit)


@guard
def criteria_ticked(case: Case, moment: Moment) -> Unmet:
    """Every closure criterion in force is ticked by every self-check."""
    for rule in moment.rules.criteria():
        for check in case.self_checks:
            if rule.key not in check.criteria:
                yield no("criterion_not_met", case.now(check.unit), criterion=rule.key)


@guard
def no_report_owed(case: Case, _: Moment) -> Unmet:
    """No month's report is outstanding."""
    sent = {report.month for report in case.reports if report.result != "returned"}
    for expected in case.expected:
        if expected.month not in sent and not expected.closed:
            yield no("report_owed", case.parties.lead_unit, month=expected.month)


@guard
def opinions_given(case: Case, _: Moment) -> Unmet:
    """Further lead units have said that they agree."""
    for unit in case.parties.co_leads:
        if unit not in case.opinions:
            yield no("opinion_missing", unit)
        elif not case.opinions[unit]:
            yield no("opinion_against", unit)


@guard
def middle_units(case: Case, moment: Moment) -> Unmet:
    """The units the coming steps need are named."""
    order = moment.order(case)
    if Step.ACCEPTANCE in order and case.parties.acceptance_unit is None:
        yield no("no_acceptance_unit", COORDINATOR)
    if case.parties.locality is None:
        yield no("no_locality", COORDINATOR)


@guard
def is_standing(case: Case, _: Moment) -> Unmet:
    """Only 长期坚持 is confirmed yearly."""
    if not case.due.standing:
        yield no("not_standing")


@guard
def year_reported(case: Case, _: Moment) -> Unmet:
    """The responsible unit has reported a year that nobody has confirmed yet."""
    if not any(year.reported_on and year.confirmed is None for year in case.years):
        yield no("year_not_reported", _responsible(case))


@guard
def not_suspended(case: Case, _: Moment) -> Unmet:
    """Procedural clocks run."""
    if case.suspended_on:
        yield no("suspended", COORDINATOR, since=case.suspended_on.isoformat())


@guard
def is_suspended(case: Case, _: Moment) -> Unmet:
    """Procedural clocks stand still."""
    if case.suspended_on is None:
        yield no("not_suspended", COORDINATOR)


def _responsible(case: Case) -> str | None:
    return next(iter(case.checkers), None)
