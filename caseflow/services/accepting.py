"""Acceptance (验收): supplements, the on-site record, passing and failing."""

from datetime import date

from caseflow.domain.actions import Action
from caseflow.domain.case import Case
from caseflow.domain.errors import BadInput, Reason
from caseflow.domain.terms import State
from caseflow.services.access import case_for
from caseflow.services.advance import advance, require_state
from caseflow.services.inputs import past_day, people, said
from caseflow.services.limits import ends
from caseflow.services.record import record
from caseflow.services.work import Work


def request_supplement(work: Work, key: str, wanted: str, until: date) -> Case:
    """Asks once for what is missing, by a day within the rulebook's limit; the due date does not move."""
    latest = ends(work, "supplement.limit")
    if not work.day < until <= latest:
        raise BadInput(Reason("supplement.too_late", {"latest": latest.isoformat()}))
    data, texts = {"until": until.isoformat()}, {"supplement.wanted": said("wanted", wanted)}
    return advance(work, key, Action.REQUEST_SUPPLEMENT, data, texts=texts)


def supply_supplement(work: Work, key: str, note: str) -> Case:
    """The lead unit says that it has supplied what was asked for."""
    case = case_for(work, key, Action.SUPPLY_SUPPLEMENT)
    require_state(case, Action.SUPPLY_SUPPLEMENT, State.ACCEPTING)
    if case.supplement is None or case.supplement.supplied_on:
        raise BadInput(Reason("supplement.none_requested", {}))
    record(work, case.stream, "supply_supplement", {}, texts={"supplement.note": said("note", note)})
    return work.cases[key]


def begin_acceptance(work: Work, key: str) -> Case:
    """The acceptance unit begins its on-site record; from here on the lead unit cannot take the case back."""
    case = case_for(work, key, Action.BEGIN_ACCEPTANCE)
    require_state(case, Action.BEGIN_ACCEPTANCE, State.ACCEPTING)
    if case.acceptance is None:
        record(work, case.stream, "begin_acceptance", {"unit": case.parties.acceptance_unit})
    return work.cases[key]


def pass_acceptance(
    work: Work,
    key: str,
    *,
    site_day: date,
    place: str,
    who: list[str],
    verdicts: dict[str, bool],
    opinion: str = "",
    province: str = "",
) -> Case:
    """Passes a case by its on-site record: day, place, people, and a verdict on every criterion in force."""
    case = case_for(work, key, Action.PASS_ACCEPTANCE)
    past_day(work, site_day, case.since)
    named = people(work, who, "acceptance.people")
    texts = {"acceptance.place": said("place", place), "acceptance.opinion": opinion.strip()}
    texts |= {f"acceptance.person.{n}": name for n, name in enumerate(named, 1)}
    if work.book.flag("acceptance.by_province"):
        texts["acceptance.province"] = said("province", province)
    unmet = [rule.key for rule in work.book.criteria() if not verdicts.get(rule.key)]
    if unmet:
        raise BadInput(*(Reason("criterion.not_met", {"criterion": code}) for code in unmet))
    data = {
        "unit": case.parties.acceptance_unit,
        "site_day": site_day.isoformat(),
        "people": len(named),
        "criteria": [rule.key for rule in work.book.criteria()],
    }
    return advance(work, key, Action.PASS_ACCEPTANCE, data, texts=texts)


def fail_acceptance(work: Work, key: str, reason: str, correct_by: date) -> Case:
    """Sends a case back to be corrected by a day."""
    latest = ends(work, "acceptance.correction")
    if not work.day < correct_by <= latest:
        raise BadInput(Reason("correction.out_of_range", {"latest": latest.isoformat()}))
    data, texts = {"correct_by": correct_by.isoformat()}, {"reason": said("reason", reason)}
    return advance(work, key, Action.FAIL_ACCEPTANCE, data, texts=texts)
