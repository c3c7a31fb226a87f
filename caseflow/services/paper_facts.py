"""What the papers of a case say, taken from its picture: the letters of the ladder, the extension, the notice.

Texts of the case are read through `Desk.text` alone, so that what a reader may not see is held back in one place.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from caseflow.domain import case as cases
from caseflow.domain.case import Case
from caseflow.domain.case.paper import Paper as LadderPaper
from caseflow.domain.case.papers import PRAISE, paper_by
from caseflow.domain.case.parts import Decision
from caseflow.domain.event import Event
from caseflow.domain.numerals import numeral
from caseflow.domain.signers import posts_of_unit
from caseflow.domain.terms import DayUnit, Kind
from caseflow.papers.facts import (
    Box,
    Extension,
    Interview,
    InterviewMinutes,
    Letter,
    Matter,
    Order,
    PublicNotice,
)
from caseflow.papers.imprint import Imprint
from caseflow.services.picturing import Picture
from caseflow.words.ladder import answer_in_words, causes_in_words
from caseflow.words.say import day_in_words, say, term


@dataclass(frozen=True, slots=True)
class Desk:
    """A pictured case on the desk of whoever writes its papers."""

    picture: Picture

    @property
    def case(self) -> Case:
        """The case as it stands."""
        return self.picture.case

    def text(self, name: str) -> str:
        """The words that stand under a name; every text of a paper comes by here or by `said`."""
        return self.picture.text(name)

    def said(self, event: Event | None, name: str) -> str:
        """The words an event brought."""
        return self.picture.words.get(event.texts.get(name, ""), "") if event else ""

    def full(self, code: str | None) -> str:
        """A unit's whole name; "" for none."""
        return self.picture.names.full(code) if code and code in self.picture.city.units else code or ""

    def full_names(self, codes: Iterable[str | None]) -> str:
        """Whole names in a row."""
        return "、".join(self.full(code) for code in codes if code)

    def person(self, code: str | None) -> str:
        """A person's name; "" for nobody and for what acts by itself."""
        return self.picture.names.person(code) if code and code in self.picture.city.people else ""

    def last(self, *types: str) -> Event | None:
        """The newest event of these types."""
        return next((event for event in reversed(self.picture.events) if event.type in types), None)


def matter(desk: Desk) -> Matter:
    """What every paper says of the case. A petition goes by its number alone: its title may say who complained."""
    case, parties, words = desk.case, desk.case.parties, desk.picture.words
    inspection = desk.picture.city.inspections.get(case.inspection)
    ordinal = numeral(case.ordinal) if case.ordinal and case.ordinal < 1000 else ""
    kind, title = term(f"kind.{case.kind}"), desk.text("title")
    short = f"{kind}（序号{ordinal}）" if ordinal else f"{kind}（{case.number}）"
    return Matter(
        kind=kind,
        number=case.number,
        inspection=words.get(inspection.name, case.inspection) if inspection else case.inspection,
        name=f"{short}“{title}”" if case.kind is Kind.TASK and title else short,
        short=short,
        ordinal=ordinal,
        batch=f"第{numeral(case.batch)}批" if case.batch and case.batch < 1000 else "",
        problem=desk.text("problem") or desk.text("cell.problem"),
        goal=desk.text("goal"),
        due=due_words(case),
        locality=desk.full(parties.locality),
        lead=desk.full_names((parties.lead_unit, *parties.co_leads)),
        responsible=desk.full_names(parties.responsible),
        acceptance=desk.full(parties.acceptance_unit),
        plan_date=inspection.plan_date if inspection else None,
    )


def due_words(case: Case) -> str:
    """The date in force as a form prints it, with what else the plan says of time; the first one beside it if moved."""
    due = case.due
    moved = f"（原时限{day_in_words(due.first)}）" if due.first and due.first != due.day else ""
    day = f"{day_in_words(due.day)}{moved}" if due.day else ""
    return "，".join(
        filter(None, (day, "立行立改" if due.at_once else "", "长期坚持" if due.standing else ""))
    )


def ladder_paper(desk: Desk, imprint: Imprint, id_: int) -> Letter | Order | Interview:
    """A paper of the ladder by its rung: an order for supervision, a notice for an interview, else a letter."""
    paper = paper_by(desk.case, id_)
    words, to = desk.text(f"paper.{id_}"), desk.full(paper.to_unit)
    if paper.rung == "interview":
        return Interview(
            imprint,
            to,
            matter(desk),
            cause=words or _cause(desk, paper),
            when=day_in_words(paper.meets_on) if paper.meets_on else "",
            where=desk.text(f"paper.{id_}.place"),
            whom=desk.text(f"paper.{id_}.whom"),
            bring=desk.text(f"paper.{id_}.bring"),
        )
    if paper.rung in ("supervision", "special_inspection", "circular"):
        return _order(desk, imprint, paper, words)
    word = term(f"paper.{paper.rung}")
    return Letter(
        imprint,
        word,
        to,
        matter(desk),
        _cause(desk, paper),
        words,
        paper.reply_by,
        asks=paper.rung != PRAISE,
        must_say=_must_say(desk, paper),
    )


def interview_minutes(desk: Desk, imprint: Imprint, id_: int) -> InterviewMinutes:
    """What the minutes of an interview keep: when and where, the four steps, and by when the unit reports."""
    paper, of_it = paper_by(desk.case, id_), f"paper.{id_}"
    whom = desk.text(f"{of_it}.whom")
    return InterviewMinutes(
        imprint,
        matter(desk),
        desk.full(paper.to_unit),
        when=day_in_words(paper.held_on) if paper.held_on else "",
        where=desk.text(f"{of_it}.place"),
        stated=desk.text(f"{of_it}.minutes.cause"),
        answered=desk.text(f"{of_it}.minutes.heard"),
        demanded=desk.text(f"{of_it}.minutes.demand"),
        promised=desk.text(f"{of_it}.minutes.pledge"),
        report_by=paper.reply_by,
        present=(whom,) if whom else (),
    )


def extension(desk: Desk, imprint: Imprint, id_: int) -> Extension:
    """The form on which an extension is asked for and decided."""
    decision = desk.case.decisions[id_ - 1]
    proposal = [event for event in desk.picture.events if event.type == "propose"][id_ - 1]
    then = cases.fold(event for event in desk.picture.events if event.n < proposal.n) or desk.case
    done = [one for one in then.measures if one.done_on and not one.withdrawn]
    all_ = [one for one in then.measures if not one.withdrawn]
    progress = say(
        "paper.progress", {"progress": then.confirmed_progress, "done": len(done), "all": len(all_)}
    )
    boxes = [_vote_box(desk, decision, box) for box in ("party", "government")]
    return Extension(
        imprint,
        matter(desk),
        original=then.due.first or then.due.day,
        present=then.due.day,
        wanted=decision.to_day,
        times=then.due.extensions + 1,
        reason=desk.said(proposal, "reason"),
        progress=progress,
        asked_by=desk.full(then.parties.lead_unit),
        asked_on=decision.proposed_on,
        checked="",
        boxes=(boxes[0], boxes[1]),
        outcome=term(f"outcome.{decision.outcome}") if decision.outcome else "",
        decided_on=decision.decided_on,
    )


def public_notice(desk: Desk, imprint: Imprint) -> PublicNotice:
    """The notice as it was written, laid out as the rulebook says."""
    rules, notice = desk.picture.rules, desk.case.notice
    layout, limit = rules.words("notice.layout"), rules.limit("notice.period")
    unit = "个工作日" if limit.unit is DayUnit.WORKDAY else "日"
    locality = desk.full(desk.case.parties.locality)
    parts = {part: desk.text(f"notice.{part}") for part in ("problem", "goal", "measures", "result")}
    return PublicNotice(
        imprint,
        matter(desk),
        layout=layout,
        office=desk.text("notice.office"),
        phone=desk.text("notice.phone"),
        address=desk.text("notice.address"),
        first=notice.first_day if notice else None,
        last=notice.last_day if notice else None,
        days=f"共{limit.n}{unit}",
        signed=(f"中共{locality}委", f"{locality}人民政府") if layout == "heilongjiang" else (),
        **parts,
    )


def box_post(desk: Desk, office: str) -> str:
    """A post as it is written in a box: the unit and what its holder is."""
    return desk.picture.names.called(office) or ""


def _order(desk: Desk, imprint: Imprint, paper: LadderPaper, words: str) -> Order:
    acknowledged, answered = (
        next(
            (e for e in reversed(desk.picture.events) if e.type == type_ and e.data.get("id") == paper.id),
            None,
        )
        for type_ in ("acknowledge_paper", "answer_paper")
    )
    issued = next(e for e in desk.picture.events if e.type == "issue_paper" and e.data["id"] == paper.id)
    return Order(
        imprint,
        term(f"paper.{paper.rung}"),
        desk.full(paper.to_unit),
        matter(desk),
        basis=say("paper.basis", {"rules": issued.rules or ""}) if issued.rules else "",
        problem=_cause(desk, paper),
        demand=words,
        finish_by=desk.case.due.day,
        reply_by=paper.reply_by,
        signed_by=desk.person(issued.actor),
        received_by=desk.person(acknowledged.actor) if acknowledged else "",
        received_on=paper.acknowledged_on,
        answer="\n".join(f"{name}：{said}" for name, said in answer_in_words(paper, desk.text)),
        answered_on=answered.day if answered else None,
    )


def _cause(desk: Desk, paper: LadderPaper) -> str:
    """Why it was proposed: in a person's words, where a person did."""
    return desk.text(f"paper.{paper.id}.why") or causes_in_words((paper.rule, *paper.causes))


def _must_say(desk: Desk, paper: LadderPaper) -> str:
    """What the rulebook has an answer say, by name."""
    rules, rule = desk.picture.rules, f"ladder.{paper.rung}.answer"
    items = rules.codes(rule) if rule in rules.rules else ()
    return term("answer_item." + "|".join(items)) if items else ""


def _vote_box(desk: Desk, decision: Decision, box: str) -> Box:
    post = posts_of_unit(desk.picture.city.root, desk.picture.city, desk.picture.day)[box]
    where = box_post(desk, f"{post.office}/{post.unit}")
    vote = next((vote for vote in decision.votes if vote[0] == box), None)
    if vote is None:
        return Box(where)
    _, agrees, person, on = vote
    event = next(
        e
        for e in desk.picture.events
        if e.type == "decide" and (e.data["id"], e.data["box"]) == (decision.id, box)
    )
    opinion = "，".join(filter(None, (term(f"agrees.{str(agrees).lower()}"), desk.said(event, "note"))))
    return Box(where, desk.person(person), on, opinion)
