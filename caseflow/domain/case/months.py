"""Folds the monthly dispatch of a case: months expected, contributions, reports and their review, the light frozen."""

from caseflow.domain.case.facts import Case
from caseflow.domain.case.fold import on
from caseflow.domain.case.monthly import Contribution, Expected, Report
from caseflow.domain.event import Event, day_of
from caseflow.domain.replacing import replace
from caseflow.domain.terms import Light, Progress, State


def awaited(case: Case, expected: Expected) -> tuple[str, ...]:
    """The responsible units that have yet to tell their part of a month, each as it is called in the case now.

    One that no longer is responsible, or leads by now, tells nothing any more.
    """
    told = {case.now(one.unit) for one in case.contributions if one.month == expected.month}
    asked = dict.fromkeys(case.now(unit) for unit in expected.contributors)
    still = set(case.parties.responsible) - {case.parties.lead_unit}
    return tuple(unit for unit in asked if unit in still and unit not in told)


@on("expect_report")
def _expect(case: Case, event: Event) -> Case:
    data = event.data
    expected = Expected(
        data["month"],
        day_of(data, "due") or event.day,
        contributors=tuple(data.get("contributors", ())),
        contribute_by=day_of(data, "contribute_by"),
    )
    return replace(case, expected=(*case.expected, expected))


@on("contribute")
def _contribute(case: Case, event: Event) -> Case:
    data = event.data
    told = Contribution(
        month=data["month"],
        unit=data["unit"],
        on=event.day,
        by=event.actor,
        unchanged=data.get("unchanged", False),
        measures=tuple(data.get("measures", ())),
        words=event.texts,
    )
    return replace(case, contributions=(*case.contributions, told))


@on("report")
def _report(case: Case, event: Event) -> Case:
    data, month = event.data, event.data["month"]
    report = Report(
        month=month,
        number=1 + sum(1 for report in case.reports if report.month == month),
        progress=Progress(data["progress"]),
        on=event.day,
        by=event.actor,
        unit=data["unit"],
        review_by=day_of(data, "limit"),
        unchanged=data.get("unchanged", False),
        like=data.get("like"),
        like_to=(data["like_to"][0], data["like_to"][1]) if data.get("like_to") else None,
        words=event.texts,
    )
    case = replace(case, reports=(*case.reports, report))
    # after closure a report speaks of the standing half; how far the case had come stays
    return case if case.state is State.CLOSED else replace(case, progress=report.progress)


@on("review_report")
def _review(case: Case, event: Event) -> Case:
    data = event.data
    confirmed = Progress(data["confirmed"]) if data.get("confirmed") else None
    reports = tuple(
        replace(report, result=data["result"], confirmed=confirmed, reviewed_on=event.day)
        if (report.month, report.number) == (data["month"], data["number"])
        else report
        for report in case.reports
    )
    case = replace(case, reports=reports)
    if case.state is State.CLOSED or confirmed is None:
        return case
    return replace(case, confirmed_progress=confirmed)


@on("freeze_light")
def _freeze(case: Case, event: Event) -> Case:
    """The first judgement of a month stands; who had told nothing by then is kept with it."""
    month, light = event.data["month"], Light(event.data["light"]) if event.data["light"] else None
    why = tuple(event.data.get("why", ()))
    expected = tuple(
        replace(one, closed=True, light=light, why=why, lacking=awaited(case, one))
        if one.month == month and not one.closed
        else one
        for one in case.expected
    )
    return replace(case, expected=expected)
