"""Flagging: the red flags of all cases as of the end of a day. Nothing of it is kept on record, and nobody is told."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from caseflow.domain.case import Case
from caseflow.domain.city import Inspection
from caseflow.domain.dwell import Course
from caseflow.domain.flags import HEAVY, Around, Facts, File, Flag, files_of, instant, raised
from caseflow.domain.flags.texts import TOLD
from caseflow.domain.prints import Prints
from caseflow.domain.terms import Kind
from caseflow.services.dwelling import Narrowed, within
from caseflow.services.surveying import Kept, Survey
from caseflow.services.texts import read_texts
from caseflow.services.work import Work


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which flags are asked for: those of cases that pass, of one code; empty asks for all."""

    narrow: Narrowed
    code: str = ""


def flags_of(work: Work, found: Survey) -> tuple[Flag, ...]:
    """Every doubt about every case of a survey, by case. Computed once for a survey and kept as long as it is."""
    if (kept := _KEPT.last) and kept[0] is found:
        return kept[1]
    flags = tuple(flag for facts in _facts(work, found) for flag in raised(facts))
    _KEPT.last = found, flags
    return flags


def wanted_flags(work: Work, found: Survey, wanted: Wanted) -> list[Flag]:
    """The doubts that pass, the heavier before the lighter, each kind together."""
    narrow = wanted.narrow
    cases = {course.case.key for course in within(found, narrow) if narrow.state in ("", course.case.state)}
    passing = [
        flag
        for flag in flags_of(work, found)
        if flag.case in cases and wanted.code in ("", flag.code) and narrow.person in ("", *flag.who)
    ]
    return sorted(passing, key=lambda flag: flag.code not in HEAVY)


def _facts(work: Work, found: Survey) -> Iterable[Facts]:
    files = {key: files_of(course) for key, course in found.courses.items()}
    around = _around(found, files)
    told = (report.words.get(TOLD, "") for course in found.courses.values() for report in course.case.reports)
    words = read_texts(work.session, filter(None, told))
    for key, course in sorted(found.courses.items()):
        yield Facts(
            course=course,
            files=files[key],
            around=around,
            rules=found.rules,
            day=found.day,
            upstream=_upstream(course.case, found.city.inspections.get(course.case.inspection)),
            arrived=_arrived(course.case, found),
            words=words,
        )


def _around(found: Survey, files: dict[str, tuple[File, ...]]) -> Around:
    by_digest: defaultdict[str, list[File]] = defaultdict(list)
    for shown in files.values():
        for file in shown:
            by_digest[file.digest].append(file)
    later: defaultdict[str, list[Case]] = defaultdict(list)
    signed: defaultdict[str, list[tuple[datetime, str, int]]] = defaultdict(list)
    for course in found.courses.values():
        for key in course.case.links.repeat_of:
            later[key].append(course.case)
        for event in course.events:
            if event.type == "sign":
                signed[event.actor].append((instant(event), course.case.key, event.n))
    return Around(
        {digest: tuple(some) for digest, some in by_digest.items()},
        {key: tuple(some) for key, some in later.items()},
        {person: tuple(some) for person, some in signed.items()},
        hours=not found.city.demonstration,
        photos=Prints((one.print, one) for shown in files.values() for one in shown if one.print),
    )


def _upstream(case: Case, inspection: Inspection | None) -> date | None:
    """The day of what a case's papers carry out: the plan of its inspection, or the hand-over of the petition."""
    if case.kind is Kind.TASK:
        return inspection.plan_date if inspection else None
    return case.handed_over or case.received_on


def _arrived(case: Case, found: Survey) -> date | None:
    """When the inspection team arrived, where the rulebook is that of the case's inspection."""
    same = found.rules.words("inspection.code") == case.inspection
    return found.rules.day("inspection.in_place_from") if same else None


def about(flags: Iterable[Flag], course: Course) -> list[Flag]:
    """The doubts about one case, the heavier first."""
    own = [flag for flag in flags if flag.case == course.case.key]
    return sorted(own, key=lambda flag: flag.code not in HEAVY)


_KEPT: Kept[Survey, tuple[Flag, ...]] = Kept()
