"""Folds the papers of the ladder, each a small machine of its own beside the state."""

from collections.abc import Iterable
from typing import Any

from caseflow.domain.case.facts import Case
from caseflow.domain.case.fold import on
from caseflow.domain.case.paper import OPEN, Paper
from caseflow.domain.event import Event, day_of
from caseflow.domain.replacing import replace

DRAFTS = frozenset(
    {"propose_paper", "merge_paper", "submit_paper", "approve_paper", "send_back_paper", "dismiss_paper"}
)
"""What happens to a paper while it is the office's draft."""

LIMITS = frozenset({"answer", "check_answer", "minutes"})
"""Limits that are told apart by their paper's number on the record."""
PRAISE = "commendation"
"""A paper that asks for nothing, and is done with when it is issued (通报表扬)."""
OF_PAPERS = DRAFTS | {
    "issue_paper", "acknowledge_paper", "hold_interview", "answer_paper", "return_answer", "lift_paper", "void_paper",
    "escalate_paper", "conclude_inspection",
}  # fmt: skip
"""Everything that happens to a paper."""


def issued(case: Case) -> tuple[Paper, ...]:
    """The papers that left the office; one proposed or dismissed is its draft."""
    return tuple(paper for paper in case.papers if paper.ordinal is not None)


def addressees(case: Case) -> frozenset[str]:
    """The units to which papers went that still stand; whoever led before a hand-over remains one."""
    return frozenset(paper.to_unit for paper in issued(case) if paper.status in OPEN)


def paper_by(case: Case, id_: int) -> Paper:
    """The paper of this number on the record; where drafts are not seen, the others keep theirs."""
    return next(paper for paper in case.papers if paper.id == id_)


def known_ref(case: Case, kind: str, ref: str) -> str:
    """What people know a limit's paper by: how many-th was issued; what another limit is about stays."""
    return str(paper_by(case, int(ref)).ordinal) if kind in LIMITS else ref


def known_name(case: Case, name: str) -> str:
    """The same for a limit's whole name, as pages and their addresses have it."""
    kind, point, ref = name.partition(".")
    return f"{kind}{point}{known_ref(case, kind, ref)}" if ref else name


def without_drafts(case: Case, events: Iterable[Event]) -> tuple[Case, tuple[Event, ...]]:
    """The case and its course as whoever may not see drafts knows them: without a trace or a gap."""
    left = tuple(event for event in events if event.type not in DRAFTS)
    hidden = tuple(f"paper.{paper.id}" for paper in case.papers if paper.ordinal is None)
    texts = {name: digest for name, digest in case.texts.items() if not _is_of(name, hidden)}
    return replace(case, papers=issued(case), texts=texts), left


def length_without_drafts(case: Case) -> int:
    """How many events of the case those know who may not see drafts."""
    return case.events - sum(paper.steps for paper in case.papers)


def _is_of(name: str, papers: tuple[str, ...]) -> bool:
    return name in papers or any(name.startswith(f"{paper}.") for paper in papers)


@on("propose_paper")
def _propose(case: Case, event: Event) -> Case:
    data = event.data
    paper = Paper(
        len(case.papers) + 1,
        data["rung"],
        data["rule"],
        data["unit"],
        "proposed",
        event.day,
        threshold=data.get("threshold"),
        book=event.rules,
        cases=tuple(data.get("cases", ())),
    )
    return replace(case, papers=(*case.papers, paper))


@on("merge_paper")
def _merge(case: Case, event: Event) -> Case:
    """The draft's causes become those of another draft, which answers for both."""
    merged, into = paper_by(case, event.data["id"]), paper_by(case, event.data["into"])
    case = _changed(case, into.id, causes=(*into.causes, merged.rule, *merged.causes))
    return _step(case, event, "merged", ended_on=event.day, into=into.id)


@on("submit_paper")
def _submit(case: Case, event: Event) -> Case:
    return _step(case, event, "submitted", **_planned(event))


@on("approve_paper")
def _approve(case: Case, event: Event) -> Case:
    paper = paper_by(case, event.data["id"])
    voice = (event.data["box"], event.actor, event.day)
    return _step(case, event, "submitted", voices=(*paper.voices, voice))


@on("send_back_paper")
def _send_back(case: Case, event: Event) -> Case:
    return _step(case, event, "proposed", voices=())


@on("issue_paper")
def _issue(case: Case, event: Event) -> Case:
    data, ordinal = event.data, 1 + len(issued(case))
    days = {"issued_on": event.day, "reply_by": day_of(data, "reply_by")}
    if paper_by(case, data["id"]).rung == PRAISE:
        days["ended_on"] = event.day
    return _step(
        case,
        event,
        "issued",
        ordinal=ordinal,
        number=data.get("number"),
        issued_by=event.actor,
        **days,
        **_planned(event),
    )


@on("dismiss_paper")
def _dismiss(case: Case, event: Event) -> Case:
    return _step(case, event, "dismissed", ended_on=event.day, why=event.data.get("why"))


@on("acknowledge_paper")
def _acknowledge(case: Case, event: Event) -> Case:
    return _step(case, event, "acknowledged", acknowledged_on=event.day, acknowledged_by=event.actor)


@on("hold_interview")
def _hold(case: Case, event: Event) -> Case:
    days = {"held_on": day_of(event.data, "on"), "reply_by": day_of(event.data, "reply_by")}
    return _step(case, event, "held", minutes=event.data.get("minutes"), **days)


@on("answer_paper")
def _answer(case: Case, event: Event) -> Case:
    data = event.data
    return _step(
        case,
        event,
        "answered",
        answered_on=event.day,
        files=tuple(data.get("files", ())),
        items=tuple(data.get("items", ())),
        finish_by=day_of(data, "finish_by"),
        check_by=day_of(data, "check_by"),
    )


@on("return_answer")
def _return(case: Case, event: Event) -> Case:
    """The answer does not do; the paper waits for another one until a new day."""
    paper = paper_by(case, event.data["id"])
    days = {"answered_on": None, "check_by": None, "reply_by": day_of(event.data, "reply_by")}
    status = "held" if paper.held_on else "acknowledged"
    return _step(case, event, status, returns=paper.returns + 1, to_unit=case.now(paper.to_unit), **days)


@on("conclude_inspection")
def _conclude(case: Case, event: Event) -> Case:
    return _changed(case, event.data["id"], concluded_on=event.day)


@on("lift_paper")
def _lift(case: Case, event: Event) -> Case:
    return _step(case, event, "lifted", ended_on=event.day, why=event.data.get("why"))


@on("void_paper")
def _void(case: Case, event: Event) -> Case:
    return _step(case, event, "void", ended_on=event.day)


@on("escalate_paper")
def _escalate(case: Case, event: Event) -> Case:
    return _step(case, event, "escalated", ended_on=event.day, next=event.data.get("next"))


def _planned(event: Event) -> dict[str, Any]:
    """What the one who wrote the paper fixed: the rungs left out, the day of an interview. Kept once said."""
    found: dict[str, Any] = {}
    if "skipped" in event.data:
        found["skipped"] = tuple(event.data["skipped"])
    for name in ("meets_on", "minutes_by"):
        if name in event.data:
            found[name] = day_of(event.data, name)
    return found


def _step(case: Case, event: Event, status: str, **facts: Any) -> Case:
    paper = paper_by(case, event.data["id"])
    steps = paper.steps + (event.type in DRAFTS)
    return _changed(case, paper.id, status=status, steps=steps, **facts)


def _changed(case: Case, which: int, /, **facts: Any) -> Case:
    papers = tuple(replace(paper, **facts) if paper.id == which else paper for paper in case.papers)
    return replace(case, papers=papers)
