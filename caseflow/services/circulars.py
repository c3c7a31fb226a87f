"""Circulars (通报): a month's figures by lead unit, the text drafted from them, and the paper a second person issues.

The figures are computed until it is issued, and then stay what they were that day. They follow the order of the
units' register and rank nobody.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from caseflow.domain.actions import Action
from caseflow.domain.circular import CaseMonth, Circular, UnitMonth, as_data, case_month, total, unit_months
from caseflow.domain.days import month_end
from caseflow.domain.dispatch import Round
from caseflow.domain.errors import NotPermitted, NotYet, Reason, Unknown
from caseflow.domain.light import judge
from caseflow.domain.obligations import still_reports
from caseflow.domain.permissions import may_ever
from caseflow.domain.register import PaperKind
from caseflow.services.access import permit
from caseflow.services.inputs import naming_nobody, said
from caseflow.services.metering import first_of
from caseflow.services.naming import Names
from caseflow.services.numbering import give_number, void_number
from caseflow.services.record import record
from caseflow.services.searching import cases_of
from caseflow.services.streams import read_cases, read_round
from caseflow.services.work import Work
from caseflow.store.queries import expected_of
from caseflow.store.scope import scope_clause
from caseflow.words.say import month_in_words, say

NEEDED = ("title", "opening", "progress", "demands")
OPTIONAL = ("commended", "criticised")
PARTS = ("title", "opening", "progress", "commended", "criticised", "demands")
"""The texts of a circular in their order, each on record as `circular.<part>`."""
ZH = "zh"
CRITICISED = ("missing", "late", "returned", "copied", "lacking", "red", "yellow", "behind")
"""What a unit is named for, the gravest first."""


@dataclass(frozen=True, slots=True)
class CircularFacts:
    """A month as its circular tells it: a line per lead unit in the order of the register, and their sum.

    `closed_on` None: the month still runs, and the figures are those of today.
    """

    month: str
    due: date
    closed_on: date | None
    lines: tuple[UnitMonth, ...]
    circular: Circular | None

    @property
    def total(self) -> UnitMonth:
        """All units together."""
        return total(self.lines)

    @property
    def issued(self) -> Circular | None:
        """The circular, once it was issued and while it stands."""
        one = self.circular
        return one if one and one.issued_on and not one.void_on else None

    @property
    def seen(self) -> str:
        """What whoever issues it has looked at: figures and texts, as one digest."""
        return sha256(repr((self.month, self.lines, self.written)).encode()).hexdigest()

    @property
    def written(self) -> str:
        """The text as it is written, as a digest; the same until somebody writes it anew."""
        texts = sorted(self.circular.texts.items()) if self.circular else []
        return sha256(repr(texts).encode()).hexdigest()


def circular_facts(work: Work, month: str) -> CircularFacts:
    """The month's facts; frozen where the circular was issued. A draft is the office's and the inspector's to see.

    Raises Unknown for a month without a round, and to others while nothing is issued.
    """
    round_ = _round(work, month)
    circular = round_.circular
    if circular and circular.issued_on and not circular.void_on:
        return CircularFacts(month, round_.due, round_.closed_on, circular.lines, circular)
    if not may_ever(work.actor, Action.VIEW_DRAFTS, work.city):
        raise Unknown(Reason("circular.none", {"month": month}))
    lines = unit_months(_case_months(work, round_))
    return CircularFacts(month, round_.due, round_.closed_on, lines, circular)


def has_circular(work: Work, month: str) -> bool:
    """Whether the actor has a circular of this month to look at, drafted or issued."""
    if may_ever(work.actor, Action.VIEW_DRAFTS, work.city):
        return True
    circular = _round(work, month).circular
    return bool(circular and circular.issued_on and not circular.void_on)


def draft_texts(facts: CircularFacts, names: Names) -> dict[str, str]:
    """The texts as the figures alone would have them, in Chinese as papers are; nobody but units is named."""
    figures = {name: getattr(facts.total, name) for name in UnitMonth.__dataclass_fields__ if name != "unit"}
    month = {"month": month_in_words(facts.month, ZH)}
    clean = [line for line in facts.lines if line.unit and line.is_clean]
    return {
        "title": say("circular.title", month, ZH),
        "opening": say("circular.opening", month, ZH),
        "progress": say("circular.progress", figures, ZH),
        "commended": say("circular.commended", {"units": _units(names, clean)}, ZH) if clean else "",
        "criticised": "\n".join(_criticised(facts.lines, names)),
        "demands": say("circular.demands", {}, ZH),
    }


def draft_circular(work: Work, month: str, texts: Mapping[str, str]) -> Round:
    """One person writes the text; written anew it waits for the second person again."""
    permit(work, Action.DRAFT_CIRCULAR)
    _not_issued(_round(work, month))
    words = {f"circular.{part}": naming_nobody(part, texts.get(part)) for part in NEEDED}
    words |= {
        f"circular.{part}": naming_nobody(part, texts[part])
        for part in OPTIONAL
        if texts.get(part, "").strip()
    }
    record(work, f"round/{month}", "draft_circular", texts=words)
    return work.rounds[month]


def issue_circular(work: Work, month: str) -> Round:
    """Another person issues it once the month is closed: it takes its number, and its figures stay."""
    permit(work, Action.ISSUE_CIRCULAR)
    round_ = _not_issued(_round(work, month))
    circular = round_.circular
    if circular is None or circular.void_on:
        raise NotYet(Reason("circular.not_drafted"))
    if round_.closed_on is None:
        raise NotYet(Reason("circular.month_open", {"month": month}))
    if circular.drafted_by == work.actor.code:
        raise NotPermitted(Reason("circular.same_person"))
    facts = circular_facts(work, month)
    number = give_number(work, PaperKind.CIRCULAR, round_.stream)
    data = {"number": number, "lines": [as_data(line) for line in facts.lines]}
    record(work, round_.stream, "issue_circular", data)
    return work.rounds[month]


def void_circular(work: Work, month: str, reason: str) -> Round:
    """A circular that should not have gone out is withdrawn, its number marked void; another may then be drafted."""
    permit(work, Action.VOID_CIRCULAR)
    round_ = _round(work, month)
    circular = round_.circular
    if circular is None or circular.number is None or circular.void_on:
        raise NotYet(Reason("circular.none_stands"))
    why = said("reason", naming_nobody("reason", reason))
    void_number(work, PaperKind.CIRCULAR, circular.number)
    record(work, round_.stream, "void_circular", texts={"reason": why})
    return work.rounds[month]


def _round(work: Work, month: str) -> Round:
    first_of(month)  # what is no month is not looked for
    if month not in work.rounds:
        found = read_round(work.session, month)
        if found is None:
            raise Unknown(Reason("round.unknown", {"month": month[:7]}))
        work.rounds[month] = found
        work.seen[found.stream] = found.events
    return work.rounds[month]


def _not_issued(round_: Round) -> Round:
    one = round_.circular
    if one and one.issued_on and not one.void_on:
        raise NotYet(Reason("circular.issued", {"number": one.number}))
    return round_


def _case_months(work: Work, round_: Round) -> Iterable[CaseMonth]:
    """The month's cases by the unit that led at its end, in the order of the register.

    One that by then no longer had to report, and had not, was not owed and is left out.
    """
    within = scope_clause(work.actor, Action.VIEW, work.city, work.day)
    keys = expected_of(work.session, within, round_.month)
    now, then = (
        cases_of(work, keys),
        read_cases(work.session, keys, month_end(date.fromisoformat(f"{round_.month}-01"))),
    )
    place = {code: n for n, code in enumerate(work.city.units)}
    found = []
    for key, case in now.items():
        past = then.get(key, case)
        sent = any(report.month == round_.month for report in case.reports)
        if sent or still_reports(past):
            lead = past.parties.lead_unit
            unit = work.city.unit(lead).code if lead else None
            found.append(case_month(case, round_.month, unit, judge(case, work.book, work.day).light))
    return sorted(found, key=lambda one: place.get(one.unit or "", len(place)))


def _units(names: Names, lines: Iterable[UnitMonth]) -> str:
    return "、".join(names.unit(line.unit) for line in lines if line.unit)


def _criticised(lines: Iterable[UnitMonth], names: Names) -> Iterable[str]:
    """One sentence for each thing that happened, with the units to which it did and how often."""
    listed = [line for line in lines if line.unit]
    for name in CRITICISED:
        counted = [(line, getattr(line, name)) for line in listed if getattr(line, name)]
        units = "、".join(f"{names.unit(line.unit)}{count}件" for line, count in counted if line.unit)
        if units:
            yield say(f"circular.{name}", {"units": units}, ZH)
