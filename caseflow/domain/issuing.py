"""Which event made a paper what it is: a form grows with its case, and only what its last event made of it stands."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from caseflow.domain.case import Case
from caseflow.domain.case.paper import Paper as LadderPaper
from caseflow.domain.event import Event
from caseflow.domain.register import PaperKind

FORMS = ("extension", "acceptance", "closure", "notice", "case_file")
"""Papers without a number of their own: forms that go with a case, and its notice."""
SIGNS: Mapping[str, str] = dict(
    zip((*PaperKind, *FORMS), "RWSCTXMPYEAZNF", strict=True)  # R for reminder … F for the file
)
"""The sign of each kind in a paper's short code; never used again for another."""
KIND_OF = {sign: kind for kind, sign in SIGNS.items()}
MAKING: Mapping[str, frozenset[str]] = {
    **dict.fromkeys(PaperKind, frozenset({"issue_paper"})),
    "minutes": frozenset({"hold_interview"}),
    "extension": frozenset({"propose", "decide"}),
    "acceptance": frozenset({"pass_acceptance", "fail_acceptance"}),
    "closure": frozenset(
        {
            "apply_closure",
            "gather_parts",
            "pass_acceptance",
            "publish_notice",
            "end_notice",
            "exempt_notice",
            "sign",
            "file_up",
        }
    ),
    "notice": frozenset({"publish_notice"}),
}
"""The events by which a kind of paper gets what it says; a case's file is made by every event."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper of a case: its kind, and its how many-th paper or matter it is; 0 where the case has one of the kind.

    `nth` is how many-th was issued, of a paper of the ladder: its address counts no draft.
    """

    kind: str
    id: int = 0
    nth: int = field(default=0, compare=False)

    @property
    def name(self) -> str:
        """How it is called in addresses: `warning-1`, `closure`."""
        return f"{self.kind}-{self.nth or self.id}" if self.id else self.kind


def papers_of(case: Case) -> tuple[Paper, ...]:
    """Every paper that can be written of a case, whether or not an event has yet made it official."""
    rungs = frozenset(PaperKind)
    found = [
        Paper(one.rung, one.id, one.ordinal or 0)
        for one in case.papers
        if one.issued_on and one.rung in rungs
    ]
    found += [Paper("minutes", one.id, one.ordinal or 0) for one in case.papers if one.held_on]
    found += [Paper("extension", one.id) for one in case.decisions if one.matter == "extension"]
    if case.applications:
        found.append(Paper("acceptance"))
        found.append(Paper("closure"))
    if case.notice and not case.notice.outside:
        found.append(Paper("notice"))
    return (*found, Paper("case_file"))


def number_of(paper: Paper, issued: LadderPaper) -> str:
    """The 发文字号 a paper of the ladder bears; the minutes of an interview have one of their own."""
    return (issued.minutes if paper.kind == PaperKind.MINUTES else issued.number) or ""


def made_by(paper: Paper, events: Iterable[Event]) -> Event | None:
    """The last of a case's events by which this paper got what it says; None while nothing has made it official."""
    last, proposed = None, 0
    for event in events:
        if event.type == "propose":
            proposed += 1
        if paper.kind == "case_file" or (
            event.type in MAKING[paper.kind] and _is_about(paper, event, proposed)
        ):
            last = event
    return last


def paper_made_by(kind: str, event: Event, events: Iterable[Event]) -> Paper | None:
    """The paper of this kind that an event of a case made, None where such an event makes none."""
    if kind == "case_file":
        return Paper(kind)
    if event.type not in MAKING[kind]:
        return None
    if event.type == "propose":
        before = sum(one.type == "propose" and one.n <= event.n for one in events)
        return Paper(kind, before) if event.data["matter"] == "extension" else None
    return Paper(kind, event.data["id"]) if kind in (*PaperKind, "extension") else Paper(kind)


def stands(paper: Paper, event: Event, case: Case, events: Iterable[Event]) -> bool:
    """Whether what the paper said by this event still holds: nothing later changed it, took it back or made it void."""
    if made_by(paper, events) != event:
        return False
    if paper.kind in frozenset(PaperKind):
        return all(one.status != "void" for one in case.papers if one.id == paper.id)
    if paper.kind == "acceptance":
        return event.type == "fail_acceptance" or bool(case.acceptance and case.acceptance.passed_on)
    if paper.kind == "notice":
        return bool(case.notice and case.notice.first_day)
    return paper.kind != "closure" or case.application is not None


def _is_about(paper: Paper, event: Event, proposed: int) -> bool:
    if event.type == "propose":
        return paper.id == proposed and event.data["matter"] == "extension"
    return not paper.id or event.data.get("id") == paper.id
